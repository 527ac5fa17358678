// What wants doing now. Figures of other rooms stand here as further sections.

import { h, icon } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { KINDS, dueIn } from "./words.js";

class Today extends HTMLElement {
  #heard = () => this.#read();

  connectedCallback() {
    this.body = h("div", { class: "today-now" }, h("p", { class: "small" }, "Looking…"));
    this.replaceChildren(h("h1", {}, "Today"), this.body);
    this.house.live.addEventListener("inbox", this.#heard);
    this.#read();
  }

  disconnectedCallback() {
    this.house.live.removeEventListener("inbox", this.#heard);
  }

  async #read() {
    try {
      const inbox = await getJson("api/inbox");
      this.house.live.tell("counts", inbox.counts);
      this.#draw(inbox);
    } catch (problem) {
      if (problem.kind === "signed_out") this.house.live.tell("signed_out");
      else this.body.replaceChildren(h("p", { class: "trouble", role: "alert" }, problem.message));
    }
  }

  #draw({ counts, items }) {
    const tile = (number, words, href) =>
      h("a", { class: "tile", href }, h("strong", {}, number), h("span", {}, words));
    this.body.replaceChildren(
      h(
        "section",
        { class: "tiles", "aria-label": "What waits" },
        tile(counts.handoff, "fans want a person", "#/inbox/waiting"),
        tile(counts.refund, "refunds to decide", "#/inbox/waiting"),
        tile(counts.case, "other cases", "#/inbox/waiting"),
        tile(counts.late, "late for a first answer", "#/inbox/waiting"),
      ),
      h("h2", {}, items.length ? "Next" : "Nothing waits"),
      items.length
        ? h(
            "ul",
            { class: "next" },
            items.slice(0, 5).map((item) =>
              h(
                "li",
                {},
                h(
                  "a",
                  { href: `#/inbox/waiting/${item.kind}/${item.item_id}` },
                  h("span", {}, h("strong", {}, item.subject), h("small", {}, KINDS[item.kind])),
                  item.due_at ? h("span", { class: "due", "data-level": dueIn(item.due_at).level }, dueIn(item.due_at).words) : null,
                  icon("chevron"),
                ),
              ),
            ),
          )
        : h("p", { class: "small" }, "Nobody is waiting for a person. New hand-offs, cases and refunds appear here by themselves."),
    );
  }
}

customElements.define("wc-today", Today);
