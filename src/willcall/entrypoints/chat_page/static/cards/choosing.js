// Cards to pick from: shows, seats, and anything else the agent offers.

import { h, icon } from "../dom.js";
import { localTime, plural, seatRange } from "../format.js";
import { SeatMap } from "../seat-map.js";
import { placeName } from "../seat-chart.js";
import { card, details, leaf, pick, place, seatFields, when } from "./parts.js";

const FIRST = 5;

export function events({ id, options }, { chat }) {
  const row = (option, index) => {
    const button = h(
      "button",
      {
        type: "button",
        class: "option show",
        onclick: () =>
          pick(button, () => chat.act({ type: "select", card_id: id, option: index }, option.name)),
      },
      leaf(localTime(option.starts_at, option.time_zone)),
      h(
        "span",
        { class: "show-what" },
        h("strong", {}, option.name),
        h("span", { class: "facts" }, when(option, { leafShown: true }), h("span", {}, place(option))),
      ),
      h(
        "span",
        { class: "show-price" },
        option.from_price ? [h("small", {}, "from "), option.from_price.text] : h("small", {}, "see prices"),
      ),
      icon("chevron", "go"),
    );
    return h("li", {}, button);
  };
  return card(
    "events",
    options.length > 1 ? `${plural(options.length, "show")} to choose from` : "The show",
    expandable(options.map(row)),
  );
}

function expandable(rows) {
  const list = h("ul", { class: "options" }, rows.slice(0, FIRST));
  if (rows.length <= FIRST) return list;
  const more = h("button", { type: "button", class: "more" }, `Show ${rows.length - FIRST} more`);
  more.addEventListener("click", () => {
    list.append(...rows.slice(FIRST));
    rows[FIRST].querySelector("button").focus();
    more.remove();
  });
  return [list, more];
}

function seatLabel(option) {
  if (option.note?.startsWith("unreserved") || apart(option)) return placeName(option.section);
  return `${placeName(option.section)}, Row ${option.row}${option.numbers?.length ? `, ${option.numbers.length === 1 ? "Seat" : "Seats"} ${seatRange(option.numbers)}` : ""}`;
}

/** Whether the seats of an offer are not side by side; then its note says which are in which row. */
function apart(option) {
  return option.note?.startsWith("not all together") ?? false;
}

export function seats({ id, event_id: eventId, options }, { chat }) {
  const row = (option, index) => {
    const count = option.seat_ids.length;
    const button = h(
      "button",
      {
        type: "button",
        class: "option seats-option",
        onclick: () =>
          pick(button, () => chat.act({ type: "select", card_id: id, option: index }, seatLabel(option))),
      },
      seatFields(
        apart(option)
          ? { section: option.section, row: "", numbers: [] }
          : { section: option.section, row: option.row, numbers: option.numbers ?? [] },
      ),
      h(
        "span",
        { class: "sum" },
        option.price_delta
          ? [
              h("strong", {}, `+ ${option.price_delta.text}`),
              h("small", {}, count > 1 ? `on top, for all ${count}` : "on top"),
            ]
          : [
              h("strong", {}, option.total.text),
              h("small", {}, count > 1 ? `${option.price_each.text} each` : "fees included"),
            ],
      ),
      option.note ? h("span", { class: "notes" }, details(option.note)) : null,
    );
    return h("li", {}, button);
  };
  const box = card(
    "seats",
    options[0]?.price_delta ? "Better seats" : options.some(apart) ? "Seats as close as there are" : "Seats that go together",
    expandable(options.map(row)),
  );
  if (!options.length) return box;
  const map = {
    id,
    event_id: eventId,
    quantity: options[0].seat_ids.length,
    url: `boxoffice/v1/events/${encodeURIComponent(eventId)}/seat-map`,
  };
  let chart = null;
  let state = { current: true, expired: false, busy: false };
  const open = h(
    "button",
    { type: "button", class: "more", "aria-expanded": "false" },
    icon("map"),
    "Pick from the seat map",
  );
  open.addEventListener("click", () => {
    if (chart) chart.hidden = !chart.hidden;
    else box.append((chart = SeatMap.of(map, chat, state)));
    open.setAttribute("aria-expanded", String(!chart.hidden));
  });
  box.querySelector("fieldset").append(open);
  box.update = (now) => {
    state = now;
    if (!now.current && chart) chart.hidden = true;
    chart?.update(now);
  };
  return box;
}

export function choices({ id, about, options }, { chat }) {
  const row = (option, index) => {
    const button = h(
      "button",
      {
        type: "button",
        class: "chip",
        onclick: () =>
          pick(button, () => chat.act({ type: "select", card_id: id, option: index }, option.label)),
      },
      option.label,
    );
    return h("li", {}, button);
  };
  const box = card("choices", null, h("ul", { class: "chips" }, options.map(row)));
  box
    .querySelector("fieldset")
    .prepend(
      h(
        "legend",
        { class: about ? "card-title" : "hidden" },
        about === "orders" ? "Your orders" : about || "Quick replies",
      ),
    );
  return box;
}
