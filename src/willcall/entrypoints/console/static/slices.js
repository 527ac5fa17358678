// Figures cut by brain, channel or show; a line leads to its conversations.

import { h } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { plainly, valueText } from "./figures.js";
import { queryOf } from "./range.js";
import { table } from "./tables.js";

export const CUTS = { brain: "Brain", channel: "Channel", event: "Show" };

let asked = null;

/** Every figure there is, by name. */
export function known() {
  asked ??= getJson("api/metrics").then(({ metrics }) => new Map(metrics.map((metric) => [metric.name, metric])));
  asked.catch(() => (asked = null));
  return asked;
}

/** A table of figures, one line for each brain, channel or show of the view's days. */
export async function slices(view, cut, names) {
  const query = `${queryOf({ ...view.range, by: cut })}&${names.map((name) => `metric=${name}`).join("&")}`;
  const [figures, found] = await Promise.all([known(), getJson(`api/figures?${query}`)]);
  return table({
    caption: `By ${CUTS[cut].toLowerCase()}`,
    sort: 1,
    csv: query,
    columns: [
      { title: CUTS[cut], of: (one) => one.title ?? one.name, show: (one) => h("a", { href: view.to(names[0], { [cut]: one.name }) }, one.title ?? plainly(one.name)) },
      ...names.map((name) => ({
        title: figures.get(name).title,
        number: true,
        of: (one) => (Array.isArray(one[name]) ? (one[name][0]?.amount ?? 0) : one[name]),
        show: (one) => valueText(figures.get(name).unit, one[name]),
      })),
    ],
    rows: found.slices,
  });
}
