// Every figure there is: all of them with their change, or one of them by day, week, month, brain, channel or show.

import { h, uid } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { changeText, valueText } from "./figures.js";
import { queryOf } from "./range.js";
import { CUTS, known, slices } from "./slices.js";
import { table } from "./tables.js";

const GRAINS = { hour: "Hour", day: "Day", week: "Week", month: "Month" };
const DAY_MS = 86_400_000;

export async function every(view) {
  const query = new URLSearchParams(view.query);
  const [name, cut] = [query.get("metric"), query.get("cut") ?? ""];
  const figures = await known();
  if (!figures.has(name)) return all(view, [...figures.keys()]);
  const metric = figures.get(name);
  const id = uid("cut");
  const shown = CUTS[cut] ? await slices(view, cut, [name]) : await periods(view, metric);
  return [
    h("h2", {}, metric.title),
    h(
      "div",
      { class: "line" },
      h("a", { href: `#/insight/figures?${queryOf(view.range)}` }, "Every figure"),
      h("label", { for: id, class: "hidden" }, "By what"),
      h(
        "select",
        { id, onchange: (event) => (location.hash = one(view, name, event.target.value)) },
        [["", "over time"], ...Object.entries(CUTS).map(([value, words]) => [value, `by ${words.toLowerCase()}`])].map(([value, words]) => h("option", { value, selected: value === cut }, words)),
      ),
    ),
    shown,
  ];
}

function one(view, name, cut = "") {
  return `#/insight/figures?${queryOf(view.range)}&metric=${name}${cut && `&cut=${cut}`}`;
}

async function all(view, names) {
  const query = `${queryOf(view.range)}&${names.map((name) => `metric=${name}`).join("&")}`;
  const found = await getJson(`api/dashboard?${query}`);
  view.say(found.stretch, ", changes against as many days before");
  const amount = (value) => (Array.isArray(value) ? (value[0]?.amount ?? null) : value);
  return [
    table({
      caption: "Every figure",
      page: names.length,
      csv: query,
      columns: [
        { title: "Figure", of: (figure) => figure.title, show: (figure) => h("a", { href: one(view, figure.name) }, figure.title) },
        { title: "Is", number: true, of: (figure) => amount(figure.value), show: (figure) => h("a", { href: view.to(figure.name) }, valueText(figure.unit, figure.value)) },
        { title: "Was", number: true, of: (figure) => amount(figure.before), show: (figure) => valueText(figure.unit, figure.before) },
        { title: "Change", number: true, of: (figure) => figure.change, show: (figure) => changed(figure) },
      ],
      rows: found.figures,
    }),
  ];
}

function changed(figure) {
  const { words, tone } = changeText(figure);
  return h("span", { class: "change", "data-tone": tone }, words || "–");
}

async function periods(view, metric) {
  const grain = view.range.by;
  const query = `${queryOf(view.range)}&metric=${metric.name}`;
  const { stretch, slices: found } = await getJson(`api/figures?${query}`);
  view.say(stretch);
  const rows = found.map((slice, number) => ({ name: slice.name, value: slice[metric.name], days: daysOf(slice.name, found[number + 1]?.name, stretch) }));
  return table({
    caption: metric.title,
    csv: query,
    columns: [
      { title: GRAINS[grain], of: (row) => row.name, show: (row) => h("a", { href: view.to(metric.name, { days: "", ...row.days }) }, row.name) },
      {
        title: metric.title,
        number: true,
        of: (row) => (Array.isArray(row.value) ? (row.value[0]?.amount ?? 0) : row.value),
        show: (row) => valueText(metric.unit, row.value),
      },
    ],
    rows,
  });
}

/** The days of a period: from the one that its name begins with to the one before the next period. */
function daysOf(name, next, stretch) {
  if (name.includes("T")) return { from: name.slice(0, 10), to: name.slice(0, 10) };
  const day = (text) => (text.length === 7 ? `${text}-01` : text);
  const before = (text) => new Date(Date.parse(day(text)) - DAY_MS).toISOString().slice(0, 10);
  return { from: day(name) < stretch.first ? stretch.first : day(name), to: next ? before(next) : stretch.last };
}
