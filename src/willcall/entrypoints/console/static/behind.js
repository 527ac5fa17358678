// The very conversations behind a figure or a line, fifty a page, and one of them as the log has it.

import { h, icon, uid } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { plainly, valueText } from "./figures.js";
import { queryOf } from "./range.js";
import { csvLink } from "./tables.js";
import { transcript } from "./transcript.js";
import { clock } from "./words.js";

export async function behind(view, name) {
  const asked = new URLSearchParams(view.query);
  const page = Number(asked.get("page")) || 0;
  for (const key of ["days", "from", "to", "by"]) asked.delete(key);
  const found = await getJson(`api/drill-down/${encodeURIComponent(name)}?${queryOf(view.range)}&${asked}`);
  view.say(found.stretch);
  const only = [...asked].filter(([key]) => key !== "page" && key !== "sort").map(([key, value]) => `${key === "label" ? "" : `${key} `}${plainly(value)}`);
  const pages = Math.ceil(found.total / found.page_size);
  const turned = (to) => view.to(name, { ...Object.fromEntries(asked), page: to });
  const sort = asked.get("sort") ?? "last";
  const id = uid("sort");
  return [
    h("h2", {}, found.title, only.length ? h("small", {}, ` · ${only.join(" · ")}`) : null),
    h(
      "div",
      { class: "line" },
      h("p", { class: "small" }, found.total === 1 ? "1 conversation" : `${valueText("count", found.total)} conversations`),
      csvLink(`${queryOf(view.range)}&${asked}&behind=${encodeURIComponent(name)}`, found.title),
      h("label", { for: id, class: "hidden" }, "Order"),
      h(
        "select",
        { id, onchange: (event) => (location.hash = view.to(name, { ...Object.fromEntries(asked), sort: event.target.value, page: 0 })) },
        [["last", "the latest first"], ["first", "the oldest first"], ["hits", "the most of it first"]].map(([value, words]) => h("option", { value, selected: value === sort }, words)),
      ),
    ),
    found.conversations.length
      ? h(
          "ul",
          { class: "next behind" },
          found.conversations.map((one) =>
            h(
              "li",
              {},
              h(
                "a",
                { href: `#/insight/conversation/${one.conversation_id}?${new URLSearchParams({ at: one.first_at, days: view.range.days ?? "" })}` },
                h("span", {}, h("strong", {}, clock(one.first_at)), h("small", { class: "mono" }, one.conversation_id)),
                h("span", { class: "small" }, `${one.hits} ×`),
                icon("chevron"),
              ),
            ),
          ),
        )
      : h("p", { class: "small" }, "No conversation of these days is behind this figure."),
    pages > 1
      ? h(
          "div",
          { class: "pager" },
          page > 0 ? h("a", { class: "second", href: turned(page - 1) }, "Back") : null,
          h("span", { class: "small" }, `Page ${page + 1} of ${pages}`),
          page < pages - 1 ? h("a", { class: "second", href: turned(page + 1) }, "On") : null,
        )
      : null,
  ];
}

export async function conversation(view, id) {
  const at = new URLSearchParams(view.query).get("at");
  const found = await getJson(`api/log/conversations/${encodeURIComponent(id)}${at ? `?at=${encodeURIComponent(at)}` : ""}`);
  view.note.textContent = "";
  return transcript(found);
}
