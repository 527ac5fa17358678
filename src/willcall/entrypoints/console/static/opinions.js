// What people thought: the verdict, what was asked and answered, and what the answer was made of.

import { h } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { queryOf } from "./range.js";
import { csvLink } from "./tables.js";
import { clock } from "./words.js";

const PAGE = 25;

export async function opinions(view) {
  const names = ["opinions", "satisfaction", "score"];
  const [given, figures] = await Promise.all([
    getJson(`api/opinions?${queryOf(view.range)}`),
    getJson(`api/dashboard?${queryOf(view.range)}&${names.map((name) => `metric=${name}`).join("&")}`),
  ]);
  view.say(given.stretch);
  return [
    h("section", { class: "figures", "aria-label": "Opinions" }, figures.figures.map((figure) => view.tile(figure))),
    given.opinions.length ? pages(given.opinions) : h("p", { class: "small" }, "Nobody here said what they thought in these days."),
    given.opinions.length ? h("p", {}, csvLink(`${queryOf(view.range)}&behind=opinions`, "the conversations")) : null,
  ];
}

/** The latest first, as many more as are asked for. */
function pages(all) {
  const list = h("ul", { class: "opinions" });
  const more = h("button", { type: "button", class: "second", onclick: () => add() }, "More");
  const add = () => {
    const from = list.children.length;
    list.append(...all.slice(from, from + PAGE).map((one) => opinion(one)));
    more.hidden = list.children.length === all.length;
  };
  add();
  return [list, more];
}

function opinion(one) {
  const verdict = one.score ? `${one.score} of 5` : one.rating > 0 ? "Good" : one.rating < 0 ? "Not good" : "So-so";
  return h(
    "li",
    { "data-rating": one.rating },
    h("p", { class: "who" }, h("strong", {}, verdict), h("time", { datetime: one.at }, clock(one.at))),
    one.question ? h("p", { class: "small" }, "Asked: ", one.question) : null,
    h("p", { class: "small" }, "Answered: ", one.reply),
    one.comment ? h("blockquote", {}, one.comment) : null,
    one.correction ? h("p", {}, h("b", {}, "Better: "), one.correction) : null,
    one.sources.length ? h("p", { class: "small" }, `From: ${one.sources.map((source) => source.title).join(" · ")}`) : null,
    h("p", { class: "small" }, `${one.brain ?? "person"} · `, h("a", { href: `#/inbox/live/conversation/${one.conversation_id}` }, "The conversation")),
  );
}
