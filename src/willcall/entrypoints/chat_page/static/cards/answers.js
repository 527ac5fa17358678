// Cards that inform: where an answer comes from, a case, a hand-off to a person.

import { h, icon, safeAddress, ownAddress } from "../dom.js";

export function sources({ sources: list }) {
  const line = (source) => {
    const web = /^https?:|^\//.test(source.uri ?? "") ? safeAddress(source.uri) : null;
    const title = web
      ? h(
          "a",
          { href: web, target: "_blank", rel: ownAddress(web) ? "noopener" : "noopener noreferrer" },
          source.title,
        )
      : h("strong", {}, source.title);
    return h("li", {}, title, source.snippet ? h("q", {}, source.snippet) : null);
  };
  return h(
    "details",
    { class: "card sources" },
    h("summary", {}, icon("book"), list.length === 1 ? `Source: ${list[0].title}` : `${list.length} sources`),
    h("ol", {}, list.map(line)),
  );
}

const CASE = {
  open: "Open",
  new: "Open",
  pending: "Waiting",
  assigned: "With a colleague",
  resolved: "Resolved",
  closed: "Closed",
};

export function caseCard(item) {
  return h(
    "section",
    { class: "card case", "aria-label": "Your case" },
    h("p", { class: "card-title" }, icon("file"), item.subject),
    h(
      "p",
      { class: "small" },
      h("span", { class: "status wait" }, CASE[item.status] ?? item.status),
      " ",
      h("span", { class: "mono" }, item.case_id),
    ),
  );
}

export function handoff(item) {
  return h(
    "section",
    { class: "card handoff", "aria-label": "Passed to a person" },
    h("p", { class: "card-title" }, icon("person"), item.text || "A person from the box office takes over."),
    item.case_id ? h("p", { class: "small mono" }, item.case_id) : null,
  );
}
