// What it costs: what was spent, by brain and channel; what something will cost, with the reckoning; and the prices that both go by.

import { h, uid } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { valueText } from "./figures.js";
import { queryOf } from "./range.js";
import { slices } from "./slices.js";
import { table } from "./tables.js";

const FIGURES = ["cost", "cost_per_conversation", "cost_per_sale", "input_tokens", "output_tokens"];
const CUT = ["turns", "success_rate", "p95_ms", "input_tokens", "output_tokens", "cost", "cost_per_conversation"];

export async function cost(view) {
  const asked = queryOf(view.range);
  const [spent, whole, brains, channels] = await Promise.all([
    getJson(`api/cost?${asked.replace(/&?by=\w+/, "")}`),
    getJson(`api/dashboard?${asked}&${FIGURES.map((name) => `metric=${name}`).join("&")}`),
    slices(view, "brain", CUT),
    slices(view, "channel", CUT),
  ]);
  view.say(whole.stretch);
  return [
    h("section", { class: "figures", "aria-label": "Cost" }, whole.figures.map((figure) => view.tile(figure))),
    spent.budget ? budget(spent.budget) : null,
    h("section", { class: "charts" }, whole.charts.map((chart) => view.chart(chart))),
    h("h2", {}, "By brain"),
    brains,
    h("h2", {}, "By channel"),
    channels,
    h("h2", {}, "What will it cost?"),
    view.body.querySelector(".calculator") ?? calculator(spent),
    h("h2", {}, "Prices"),
    prices(spent),
  ];
}

function budget({ monthly_usd: monthly, spent_usd: spent }) {
  return h(
    "p",
    {},
    `${valueText("usd", spent)} of this month's ${valueText("usd", monthly)} are spent. `,
    h("progress", { max: monthly, value: Math.min(spent, monthly), "aria-label": "This month's budget" }),
  );
}

function calculator({ machines, brains }) {
  const fields = {};
  const field = (name, label, value, more = {}) => {
    const id = uid(name);
    fields[name] = h("input", { id, type: "number", min: "0", step: "any", inputmode: "decimal", value, ...more });
    return h("div", {}, h("label", { for: id }, label), fields[name]);
  };
  const choice = (name, label, values, selected) => {
    const id = uid(name);
    fields[name] = h("select", { id }, values.map((value) => h("option", { value, selected: value === selected }, value || "none")));
    return h("div", {}, h("label", { for: id }, label), fields[name]);
  };
  const result = h("div", { "aria-live": "polite" });
  const reckon = async (event) => {
    event.preventDefault();
    const wish = new URLSearchParams(Object.entries(fields).map(([name, input]) => [name, input.value || "0"]).filter(([name, value]) => name !== "gpu" || value !== "0"));
    try {
      const { lines, total_usd: total } = await getJson(`api/cost/estimate?${wish}`);
      result.replaceChildren(
        table({
          caption: "Estimate",
          columns: [
            { title: "What", of: (line) => line.what, show: (line) => line.what },
            { title: "Cost", number: true, of: (line) => line.usd, show: (line) => valueText("usd", line.usd) },
            { title: "How it comes about", long: true, of: (line) => line.reckoning, show: (line) => line.reckoning },
          ],
          rows: lines,
        }),
        h("p", {}, h("strong", {}, `Together ${valueText("usd", total)}.`)),
      );
    } catch (problem) {
      result.replaceChildren(h("p", { class: "trouble", role: "alert" }, problem.message));
    }
  };
  const names = [...new Set(brains.prices.map((price) => price.brain))];
  return h(
    "form",
    { class: "calculator", onsubmit: reckon },
    h("fieldset", {}, h("legend", {}, "Machine"), choice("machine", "Kind", Object.keys(machines.machines), "n1-standard-8"), choice("gpu", "Accelerator", ["", ...Object.keys(machines.accelerators)], "T4"), choice("region", "Region", Object.keys(machines.regions), "us-central1")),
    h("fieldset", {}, h("legend", {}, "Training"), field("train_hours", "Hours a job", 2), field("trials", "Jobs", 1, { min: "1", step: "1" })),
    h("fieldset", {}, h("legend", {}, "Serving, a month"), field("replicas_least", "Replicas at least", 0, { step: "1" }), field("replicas_most", "At most", 0, { step: "1" }), field("storage_gb", "Gigabytes kept", 0)),
    h("fieldset", {}, h("legend", {}, "Conversations, a month"), field("conversations", "How many", 0, { step: "1" }), field("turns", "Turns each", 6), field("input_tokens", "Tokens read a turn", 2000, { step: "1" }), field("output_tokens", "Tokens written a turn", 200, { step: "1" }), choice("brain", "Brain", names, names[0])),
    h("button", { class: "second" }, "Estimate"),
    result,
  );
}

function prices({ brains, machines }) {
  const from = (one, setting) =>
    h("p", { class: "small" }, `Of ${one.date}: ${one.source}. `, one.file ? ["To change them edit ", h("code", {}, one.file), "."] : ["For your own, name a copy of the package's table in ", h("code", {}, setting), "."]);
  const rate = (title, pairs) => ({ title, rows: Object.entries(pairs) });
  return [
    table({
      caption: "Prices of brains, US dollars for a million tokens",
      columns: [
        { title: "Brain", of: (price) => price.brain, show: (price) => price.brain },
        { title: "Since", of: (price) => price.since, show: (price) => price.since },
        { title: "Read", number: true, of: (price) => price.input, show: (price) => valueText("usd", price.input) },
        { title: "Written", number: true, of: (price) => price.output, show: (price) => valueText("usd", price.output) },
      ],
      rows: brains.prices,
    }),
    from(brains, "INSIGHT__PRICES"),
    h(
      "div",
      { class: "pair" },
      [rate("Machines, an hour", machines.machines), rate("Accelerators, an hour", machines.accelerators), rate("Storage, a gigabyte and month", machines.storage)].map(({ title, rows }) =>
        table({
          caption: title,
          page: 8,
          columns: [
            { title, of: ([name]) => name, show: ([name]) => name },
            { title: "US dollars", number: true, of: ([, usd]) => usd, show: ([, usd]) => usd.toFixed(3) },
          ],
          rows,
        }),
      ),
    ),
    from(machines, "INSIGHT__MACHINES"),
  ];
}
