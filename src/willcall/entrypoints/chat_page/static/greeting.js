// What an empty conversation shows: one question and a few ways to begin.

import { h } from "./dom.js";

const BEGINNINGS = [
  ["Find a show", "What's on this weekend?"],
  ["Two for tonight", "2 tickets for tonight"],
  ["Better seats", "I'd like to upgrade my seats"],
  ["Money back", "Can I get a refund?"],
  ["Before you go", "Where do I park?"],
];

export function greeting(chat) {
  return h(
    "section",
    { class: "greeting", "aria-label": "Ways to begin" },
    h("h2", {}, "Where shall we", h("br"), "seat you?"),
    h("p", {}, "Say what you want in your own words. I find seats, change them, and get your money back when the rules allow."),
    h(
      "ul",
      { class: "beginnings" },
      BEGINNINGS.map(([title, words]) => h("li", {}, h("button", { type: "button", onclick: () => chat.say(words) }, h("small", {}, title), h("span", {}, words)))),
    ),
  );
}
