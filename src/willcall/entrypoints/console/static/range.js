// Which days are looked at. The address says it; this browser remembers it for addresses that do not.

import { h, uid } from "/static/dom.js";
import { lasting } from "/static/memory.js";

const PRESETS = [1, 7, 30, 90, 365];
const GRAINS = ["hour", "day", "week", "month"];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The range that an address or this browser's memory names: `{days}` or `{from, to}`, and `by`. */
export function rangeOf(query) {
  const asked = new URLSearchParams(query);
  const known = asked.has("days") || asked.has("from") ? asked : new URLSearchParams(lasting.get("range") ?? "");
  const days = Number(known.get("days"));
  const [from, to] = [known.get("from"), known.get("to")];
  const range = DAY.test(from ?? "") && DAY.test(to ?? "") ? { from, to } : { days: Number.isInteger(days) && days > 0 ? Math.min(days, 1100) : 7 };
  const by = known.get("by");
  return { ...range, by: GRAINS.includes(by) ? by : byDefault(lengthOf(range)) };
}

export function lengthOf(range) {
  return range.days ?? Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000) + 1;
}

function byDefault(days) {
  return days <= 2 ? "hour" : days <= 92 ? "day" : days <= 400 ? "week" : "month";
}

/** As it stands in an address and in a request. */
export function queryOf({ days, from, to, by }) {
  const query = new URLSearchParams(days ? { days } : { from, to });
  if (by) query.set("by", by);
  return query.toString();
}

export function remember(range) {
  lasting.set("range", queryOf(range));
}

/** The control: presets, two days, and how finely. `change(range)` is called with the new one. */
export function rangeControl(range, change) {
  const [first, last, grain] = [uid("from"), uid("to"), uid("by")];
  const days = lengthOf(range);
  const preset = (count) =>
    h(
      "button",
      { type: "button", class: "second", "aria-pressed": String(range.days === count), onclick: () => change({ days: count, by: byDefault(count) }) },
      count === 1 ? "Today" : count === 365 ? "1 year" : `${count} days`,
    );
  const from = h("input", { id: first, type: "date", name: "from", value: range.from ?? "", required: true });
  const to = h("input", { id: last, type: "date", name: "to", value: range.to ?? "", required: true });
  const own = h(
    "form",
    {
      class: "own-range",
      onsubmit: (event) => {
        event.preventDefault();
        const chosen = { from: from.value, to: to.value };
        change({ ...chosen, by: byDefault(lengthOf(chosen)) });
      },
    },
    h("label", { for: first, class: "hidden" }, "First day"),
    from,
    h("span", { "aria-hidden": "true" }, "–"),
    h("label", { for: last, class: "hidden" }, "Last day"),
    to,
    h("button", { class: "second" }, "Show"),
  );
  const by = h(
    "select",
    { id: grain, onchange: (event) => change({ ...range, by: event.target.value }) },
    GRAINS.filter((one) => one !== "hour" || days <= 48).map((one) => h("option", { value: one, selected: one === range.by }, `by ${one}`)),
  );
  return h(
    "div",
    { class: "range", role: "group", "aria-label": "Days" },
    h("div", { class: "presets" }, PRESETS.map(preset)),
    own,
    h("label", { for: grain, class: "hidden" }, "How finely"),
    by,
  );
}
