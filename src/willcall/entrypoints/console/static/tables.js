// Tables that sort by any column and show a page at a time. Everything in them is text or an element made elsewhere.

import { h, icon } from "/static/dom.js";

const PAGE = 25;
const MOST_KEPT = 50;
const FEW_COLUMNS = 3;
const kept = new Map();

/**
 * `columns`: `{title, of: row => value to sort by, show: row => text or element, number, long}`; the first names the row.
 * `sort`: index of the column it begins with; `down`: the largest first. `csv`: what `/api/export/csv` is asked for the same as a file.
 */
export function table({ caption, columns, rows, sort = null, down = true, page: size = PAGE, empty = "Nothing here.", csv = null }) {
  const place = `${location.hash} ${caption}`;
  let { by, descending, at } = kept.get(place) ?? { by: sort, descending: down, at: 0 };
  const body = h("tbody", { role: "rowgroup" });
  const foot = h("div", { class: "pager" });
  const heads = columns.map((column, index) =>
    h(
      "th",
      { scope: "col", role: "columnheader", class: column.number ? "number" : null },
      h("button", { type: "button", class: "sorter", onclick: () => order(index) }, column.title),
    ),
  );

  function order(index) {
    descending = by === index ? !descending : Boolean(columns[index].number);
    by = index;
    at = 0;
    draw();
    keep();
  }

  function sorted() {
    if (by === null) return rows;
    const of = columns[by].of;
    const compare = (a, b) => {
      const [x, y] = [of(a), of(b)];
      if (x === null || x === undefined) return 1;
      if (y === null || y === undefined) return -1;
      const first = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
      return descending ? -first : first;
    };
    return [...rows].sort(compare);
  }

  function draw() {
    const pages = Math.ceil(rows.length / size);
    at = Math.min(at, pages - 1);
    heads.forEach((head, index) => {
      if (index === by) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const shown = sorted().slice(at * size, (at + 1) * size);
    body.replaceChildren(
      ...shown.map((row) =>
        h(
          "tr",
          { role: "row" },
          columns.map((column, index) =>
            h(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, role: index === 0 ? "rowheader" : "cell", class: column.number ? "number" : null, "data-title": column.title }, column.show(row)),
          ),
        ),
      ),
    );
    foot.hidden = pages < 2 && !csv;
    foot.replaceChildren(
      ...(csv ? [csvLink(csv, caption)] : []),
      ...(pages < 2
        ? []
        : [
            h("button", { type: "button", class: "second", disabled: at === 0, onclick: () => turn(-1) }, "Back"),
            h("span", { class: "small", role: "status" }, `${at * size + 1} to ${Math.min(rows.length, (at + 1) * size)} of ${rows.length}`),
            h("button", { type: "button", class: "second", disabled: at >= pages - 1, onclick: () => turn(1) }, "On"),
          ]),
    );
  }

  function turn(step) {
    at += step;
    draw();
    keep();
  }

  /** A table that is drawn anew with fresh rows stands as it was left. */
  function keep() {
    kept.delete(place);
    kept.set(place, { by, descending, at });
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  }

  if (!rows.length) return h("p", { class: "small" }, empty);
  draw();
  // The roles are a table's own; they are said, for styles that take one apart on a phone take its meaning too.
  const sheet = h(
    "table",
    { role: "table", class: columns.length > FEW_COLUMNS || columns.some((column) => column.long) ? "many" : null },
    h("caption", { class: "hidden" }, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
    body,
  );
  return h(
    "div",
    { class: "sheet" },
    h("div", { class: "scroll-x", tabindex: "0", role: "region", "aria-label": caption }, sheet),
    foot,
  );
}

/** A link to what is on screen as a file; `asked` is the query of `/api/export/csv`. */
export function csvLink(asked, what) {
  return h("a", { class: "second csv", href: `/api/export/csv?${asked}`, download: "", "aria-label": `CSV of ${what}` }, icon("file"), "CSV");
}
