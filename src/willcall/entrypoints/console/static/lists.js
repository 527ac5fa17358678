// What the log lists: topics and words, where buyers left, tools and errors. Every line leads to the very conversations.

import { h } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { plainly, valueText } from "./figures.js";
import { queryOf } from "./range.js";
import { slices } from "./slices.js";
import { table } from "./tables.js";

async function list(view, name) {
  const found = await getJson(`api/lists/${name}?${queryOf(view.range)}&limit=500`);
  view.say(found.stretch);
  return found;
}

function linked(view, name, label, text = label) {
  return h("a", { href: view.to(name, { label }) }, text);
}

export async function topics(view) {
  const [topics, words] = await Promise.all([list(view, "topics"), list(view, "keywords")]);
  const node = document.createElement("wc-chart");
  queueMicrotask(() => node.show({ title: "Topics", spec: topics.chart }));
  return [
    topics.lines.length ? h("figure", { class: "panel-chart" }, h("figcaption", {}, h("h2", {}, "What fans wanted")), node) : null,
    h(
      "div",
      { class: "pair" },
      h(
        "section",
        {},
        h("h2", {}, "Topics"),
        table({
          caption: "Topics",
          csv: `${queryOf(view.range)}&list=topics`,
          sort: 1,
          columns: [
            { title: "Topic", of: (line) => line.label, show: (line) => linked(view, "topics", line.label, plainly(line.label)) },
            { title: "Turns", number: true, of: (line) => line.turns, show: (line) => valueText("count", line.turns) },
            { title: "Sentiment", number: true, of: (line) => line.sentiment, show: (line) => valueText("number", line.sentiment) },
          ],
          rows: topics.lines,
        }),
      ),
      h(
        "section",
        {},
        h("h2", {}, "Words"),
        table({
          caption: "Keywords",
          csv: `${queryOf(view.range)}&list=keywords`,
          sort: 1,
          columns: [
            { title: "Word", of: (line) => line.label, show: (line) => linked(view, "keywords", line.label) },
            { title: "Messages", number: true, of: (line) => line.turns, show: (line) => valueText("count", line.turns) },
          ],
          rows: words.lines,
        }),
      ),
    ),
  ];
}

export async function buying(view) {
  const names = ["buying", "orders", "purchase_completion", "conversion_rate", "upgrades", "exchanges", "refunds"];
  const [left, figures, shows] = await Promise.all([
    list(view, "dropoff"),
    getJson(`api/dashboard?${queryOf(view.range)}&${names.map((name) => `metric=${name}`).join("&")}`),
    slices(view, "event", ["conversations", "orders", "revenue", "upgrades", "refunds"]),
  ]);
  return [
    h("section", { class: "figures", "aria-label": "Buying" }, figures.figures.map((figure) => view.tile(figure))),
    h("h2", {}, "Where buyers left"),
    table({
      caption: "Where buyers left",
      csv: `${queryOf(view.range)}&list=dropoff`,
      empty: "Everyone who began to buy bought.",
      sort: 1,
      columns: [
        { title: "It waited for", of: (line) => line.label, show: (line) => linked(view, "dropoff", line.label, plainly(line.label)) },
        { title: "Conversations", number: true, of: (line) => line.conversations, show: (line) => valueText("count", line.conversations) },
      ],
      rows: left.lines,
    }),
    h("h2", {}, "By show"),
    shows,
  ];
}

export async function tools(view) {
  const [tools, errors] = await Promise.all([list(view, "tools"), list(view, "errors")]);
  return [
    h("h2", {}, "Tools"),
    table({
      caption: "Tools",
      csv: `${queryOf(view.range)}&list=tools`,
      sort: 1,
      columns: [
        { title: "Tool", of: (line) => line.label, show: (line) => linked(view, "tools", line.label, plainly(line.label)) },
        { title: "Calls", number: true, of: (line) => line.calls, show: (line) => valueText("count", line.calls) },
        { title: "Failed", number: true, of: (line) => line.failed, show: (line) => valueText("count", line.failed) },
        { title: "Failed, share", number: true, of: (line) => line.failed / line.calls, show: (line) => valueText("share", line.failed / line.calls) },
        { title: "Mean", number: true, of: (line) => line.duration_ms, show: (line) => valueText("ms", line.duration_ms) },
        { title: "95th percentile", number: true, of: (line) => line.p95_ms, show: (line) => valueText("ms", line.p95_ms) },
      ],
      rows: tools.lines,
    }),
    h("h2", {}, "Errors"),
    table({
      caption: "Errors",
      csv: `${queryOf(view.range)}&list=errors`,
      empty: "Nothing went wrong in these days.",
      sort: 1,
      columns: [
        { title: "Error", of: (line) => line.label, show: (line) => linked(view, "errors", line.label) },
        { title: "Times", number: true, of: (line) => line.count, show: (line) => valueText("count", line.count) },
      ],
      rows: errors.lines,
    }),
  ];
}
