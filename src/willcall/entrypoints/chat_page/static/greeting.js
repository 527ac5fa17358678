// What an empty conversation shows: one question and a few ways to begin.

import { h, svg } from "./dom.js";

const BEGINNINGS = [
  ["Find a show", "What's on this weekend?"],
  ["Two for tonight", "2 tickets for tonight"],
  ["Better seats", "Upgrade my seats"],
  ["Money back", "Can I get a refund?"],
  ["Before you go", "Where do I park?"],
  ["Someone real", "Can I talk to a person?"],
];

export function greeting(chat) {
  return h(
    "section",
    { class: "greeting", "aria-label": "Ways to begin" },
    art(),
    h("h2", {}, "Where shall we", h("br"), "seat you?"),
    h(
      "p",
      {},
      "Say what you want in your own words. I find seats, change them, and get your money back when the rules allow.",
    ),
    h(
      "ul",
      { class: "beginnings" },
      BEGINNINGS.map(([title, words]) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", onclick: () => chat.say(words) },
            h("small", {}, title),
            h("span", {}, words),
          ),
        ),
      ),
    ),
  );
}

/** Two tickets in a fan's hand; decoration. */
function art() {
  const stub = "M12 0H228a12 12 0 0 1 12 12V96a12 12 0 0 1-12 12H12a12 12 0 0 1-12-12V12A12 12 0 0 1 12 0Z";
  const words = (x, y, text, kind) => svg("text", { x, y, class: kind }, text);
  return svg(
    "svg",
    { viewBox: "0 0 300 190", class: "art", "aria-hidden": "true", focusable: "false" },
    svg(
      "g",
      { transform: "translate(46 52) rotate(9 120 54)" },
      svg("path", { d: stub, class: "art-back" }),
      svg("path", { d: "M172 10v88", class: "art-tear back" }),
    ),
    svg(
      "g",
      { transform: "translate(24 38) rotate(-7 120 54)" },
      svg("path", { d: stub, class: "art-front" }),
      svg("path", { d: "M172 10v88", class: "art-tear" }),
      words(18, 32, "SECTION", "art-label"),
      words(18, 58, "102", "art-value"),
      words(88, 32, "ROW", "art-label"),
      words(88, 58, "C", "art-value"),
      words(132, 32, "SEAT", "art-label"),
      words(132, 58, "7", "art-value"),
      svg("path", { d: "M18 80h92M18 90h60", class: "art-line" }),
      svg("path", { d: "M190 24v60M196 24v60M204 24v60M208 24v60M216 24v60M222 24v60", class: "art-bars" }),
    ),
  );
}
