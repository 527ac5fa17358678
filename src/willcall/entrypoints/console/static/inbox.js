// The inbox: the queue on one side, what was picked from it on the other; on a phone one after the other.

import { h } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { KINDS, ago, dueIn } from "./words.js";
import "./case.js";
import "./desk.js";
import "./refund.js";

const VIEWS = { waiting: "Waiting", live: "Live", closed: "Closed" };
const EMPTY = {
  waiting: "Nobody waits. New hand-offs, cases and refunds appear here by themselves.",
  live: "No conversation is open right now.",
  closed: "No case has been closed yet.",
};
const TICK_MS = 15_000;

class Inbox extends HTMLElement {
  #heard = () => this.#read();
  #known = null;
  #timer = null;
  #shown = null;

  connectedCallback() {
    this.tabs = h("nav", { class: "views", "aria-label": "Which part of the inbox" });
    this.list = h("ul", { class: "queue", "aria-label": "Queue" });
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.detail = h("section", { class: "detail", "aria-label": "What was picked" });
    this.replaceChildren(
      h("section", { class: "queue-side" }, h("h1", {}, "Inbox"), this.tabs, this.trouble, this.list),
      this.detail,
    );
    this.house.live.addEventListener("inbox", this.#heard);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.moved();
  }

  disconnectedCallback() {
    this.house.live.removeEventListener("inbox", this.#heard);
    this.house.live.follow(null);
    clearInterval(this.#timer);
  }

  get view() {
    return VIEWS[this.place[0]] ? this.place[0] : "waiting";
  }

  /** The address changed. */
  moved() {
    this.tabs.replaceChildren(
      ...Object.entries(VIEWS).map(([view, label]) =>
        h("a", { href: `#/inbox/${view}`, "aria-current": view === this.view ? "page" : null }, label),
      ),
    );
    this.#show();
    this.#read();
  }

  #show() {
    const [, kind, id] = this.place;
    const key = id ? `${kind}/${id}` : null;
    this.toggleAttribute("data-picked", Boolean(id));
    if (key === this.#shown) return;
    this.#shown = key;
    this.house.live.follow(null);
    if (!id) {
      this.detail.replaceChildren(h("p", { class: "small nothing" }, "Pick something from the queue."));
      return;
    }
    const conversation = kind === "conversation" ? id : null;
    const element = document.createElement({ refund: "wc-refund", conversation: "wc-desk" }[kind] ?? "wc-case");
    Object.assign(element, { house: this.house, itemId: id, conversationId: conversation, view: this.view });
    this.detail.replaceChildren(
      h("a", { class: "quiet back", href: `#/inbox/${this.view}` }, "‹ Queue"),
      element,
    );
  }

  async #read() {
    const view = this.view;
    try {
      const inbox = await getJson(`api/inbox?view=${view}`);
      if (view !== this.view) return;
      this.trouble.hidden = true;
      this.#announce(inbox, view);
      this.inbox = inbox;
      this.house.live.tell("counts", inbox.counts);
      this.#draw();
    } catch (problem) {
      if (problem.kind === "signed_out") this.house.live.tell("signed_out");
      this.trouble.textContent = problem.message;
      this.trouble.hidden = false;
    }
  }

  #announce({ items }, view) {
    const now = new Map(items.map((item) => [item.item_id, item]));
    if (this.#known && this.#known.view === view && view === "waiting") {
      const fresh = items.filter((item) => !this.#known.ids.has(item.item_id));
      if (fresh.length) document.getElementById("told").textContent = fresh.map((i) => `New: ${i.subject}`).join(". ");
    }
    this.#known = { view, ids: new Set(now.keys()) };
  }

  #draw() {
    const focused = document.activeElement?.closest?.(".queue a")?.getAttribute("href");
    const { items, operators } = this.inbox;
    this.list.replaceChildren(
      ...(items.length
        ? items.map((item) => this.#line(item, operators))
        : [h("li", { class: "nothing small" }, EMPTY[this.view])]),
    );
    if (focused) this.list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  #line(item, operators) {
    const href = `#/inbox/${this.view}/${item.kind}/${item.item_id}`;
    const who = operators[item.held_by ?? item.assignee];
    return h(
      "li",
      {},
      h(
        "a",
        { href, "aria-current": this.#shown?.endsWith(`/${item.item_id}`) ? "true" : null },
        h(
          "span",
          { class: "line-top" },
          h("span", { class: "kind", "data-kind": item.kind }, KINDS[item.kind]),
          item.due_at
            ? h("span", { class: "due", "data-due": item.due_at, "data-level": dueIn(item.due_at).level }, dueIn(item.due_at).words)
            : h("span", { class: "small" }, item.status === "closed" ? "closed" : ago(item.opened_at)),
        ),
        h("strong", {}, item.subject),
        item.last
          ? h("span", { class: "small snippet" }, `${item.fan_waits ? "Fan: " : ""}${item.last.text}`)
          : item.detail
            ? h("span", { class: "small snippet" }, item.detail)
            : null,
        h(
          "span",
          { class: "line-end small" },
          item.customer_id ?? "not signed in",
          who ? h("span", { class: "who" }, item.held_by ? `${who} speaks` : `${who} has it`) : null,
          item.fan_waits && item.held_by ? h("span", { class: "waits" }, "fan waits") : null,
        ),
      ),
    );
  }

  /** Only the clocks move. */
  #tick() {
    for (const node of this.querySelectorAll("[data-due]")) {
      const { words, level } = dueIn(node.dataset.due);
      node.textContent = words;
      node.dataset.level = level;
    }
  }
}

customElements.define("wc-inbox", Inbox);
