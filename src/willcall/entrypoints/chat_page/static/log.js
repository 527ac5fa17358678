// `<wc-log>`: the conversation as it stands. One entry, one element; a hidden region speaks finished replies and the hold's clock.

import { renderCard } from "./cards/index.js";
import { h, icon } from "./dom.js";
import { deadline, isCurrent } from "./live.js";
import { feedback, verdict } from "./feedback.js";
import { greeting } from "./greeting.js";
import { spokenCountdown } from "./format.js";
import { serverNow } from "./wire.js";

const SPEAKER = { agent: "Willcall", person: "Box office, a person" };

class Log extends HTMLElement {
  #views = new Map();
  #stick = true;
  #scrolledTo = 0;
  #spoken = null;

  connectedCallback() {
    this.list = h("ol", { class: "entries" });
    this.spoken = h("div", { class: "hidden", "aria-live": "polite" });
    this.empty = greeting(this.chat);
    this.empty.hidden = true;
    this.scroller = h(
      "div",
      { class: "scroll", tabindex: "-1" },
      this.empty,
      this.list,
      h("div", { class: "foot" }),
    );
    this.replaceChildren(this.scroller, this.spoken);
    this.scroller.addEventListener("scroll", () => {
      const { scrollTop, scrollHeight, clientHeight } = this.scroller;
      if (Math.abs(scrollTop - this.#scrolledTo) > 2)
        this.#stick = scrollHeight - scrollTop - clientHeight < 60; // a person scrolled
    });
    new ResizeObserver(() => this.#follow()).observe(this.list);
    const { chat } = this;
    chat.addEventListener("entry", ({ detail }) => this.#add(detail));
    chat.addEventListener("change", ({ detail }) => this.#update(detail));
    chat.addEventListener("drop", ({ detail }) => this.#drop(detail));
    chat.addEventListener("reset", () => this.#reset());
    chat.addEventListener("busy", () => this.#refresh());
    chat.addEventListener("look", ({ detail }) => this.#lookAt(detail));
    chat.addEventListener("live", () => this.#refresh());
    this.identity.addEventListener("change", () => this.#refresh());
    this.addEventListener("over", () => this.#refresh());
    setInterval(() => this.#speakTime(), 500);
  }

  /** The first look is over: if there was nothing to resume, greet. */
  ready() {
    this.empty.hidden = this.chat.entries.length > 0;
    this.#refresh();
  }

  #reset() {
    this.#views.clear();
    this.list.replaceChildren();
    this.empty.hidden = false;
    this.#refresh();
  }

  #add(entry) {
    this.empty.hidden = true;
    const view = {
      node: h("li", { class: `entry ${entry.role}`, tabindex: "-1" }),
      cards: new Map(),
      words: null,
    };
    this.#views.set(entry, view);
    this.list.append(view.node);
    this.#update(entry);
    if (entry.role === "fan") {
      this.#stick = true;
      if (document.activeElement?.closest(".card, .greeting")) view.node.focus({ preventScroll: true });
    }
    if (entry.live) this.#say(`${SPEAKER[entry.role]}: ${entry.text}`);
    this.#follow();
  }

  #drop(entry) {
    this.#views.get(entry)?.node.remove();
    this.#views.delete(entry);
  }

  #update(entry) {
    const view = this.#views.get(entry);
    if (!view) return;
    if (entry.role === "fan") this.#drawFan(entry, view);
    else if (entry.role === "note")
      view.node.replaceChildren(trouble(entry.problem, "Try again", entry.again));
    else this.#drawReply(entry, view);
    this.#follow();
  }

  #drawFan(entry, view) {
    const bubble = h(
      "p",
      { class: `bubble ${entry.action ? "did" : ""}` },
      h("span", { class: "hidden" }, "You: "),
      entry.text,
    );
    view.node.replaceChildren(bubble);
    view.node.toggleAttribute("data-failed", Boolean(entry.problem));
    if (entry.problem && entry.problem.kind !== "signed_out") {
      view.node.append(trouble(entry.problem, "Try again", () => this.chat.retry(entry)));
      this.#say(entry.problem.message);
    }
  }

  #drawReply(entry, view) {
    if (!view.words) {
      view.words = h("div", { class: "words" });
      view.box = h("div", { class: "cards" });
      view.tail = h("div", { class: "tail" });
      view.node.replaceChildren(
        h("p", { class: "who" }, SPEAKER[entry.role]),
        view.words,
        view.box,
        view.tail,
      );
    }
    const waiting = entry.pending && !entry.text;
    if (waiting) view.words.replaceChildren(thinking(entry.status));
    else this.#setText(view.words, spared(entry.text, entry.cards));
    view.node.toggleAttribute("data-pending", Boolean(entry.pending));
    const wanted = entry.cards.filter((card) => card?.type);
    for (const card of wanted) {
      if (view.cards.has(card.id)) continue;
      const node = renderCard(card, { chat: this.chat, entry });
      if (!node) continue;
      view.cards.set(card.id, { node, card });
      view.box.append(node);
    }
    for (const [id, { node }] of view.cards) {
      if (!wanted.some((card) => card.id === id)) {
        node.remove();
        view.cards.delete(id);
      }
    }
    if (!entry.pending && !view.done) {
      view.done = true;
      if (entry.messageId) view.tail.append(feedback(this.chat, entry));
      if (entry.messageId && entry.state?.ended && !entry.settled) view.tail.append(verdict(this.chat, entry));
      if (!entry.settled && !entry.live) this.#say(`${SPEAKER[entry.role]}: ${entry.text}`);
      this.#refresh();
    }
  }

  #setText(box, text) {
    const paragraphs = text
      .split(/\n+/)
      .map((part) => part.trim())
      .filter(Boolean);
    if (box.dataset.thinking !== undefined || box.querySelector(".thinking")) box.replaceChildren();
    paragraphs.forEach((part, i) => {
      const p = box.children[i] ?? box.appendChild(h("p"));
      if (p.textContent !== part) p.textContent = part;
    });
    while (box.children.length > paragraphs.length) box.lastChild.remove();
  }

  /** Which buttons still mean something: none while a turn runs, none on cards that were overtaken. */
  #refresh() {
    const { chat } = this;
    const until = deadline(chat.live);
    const expired = until !== null && until <= serverNow();
    for (const view of this.#views.values()) {
      for (const { node, card } of view.cards.values()) {
        const current = isCurrent(chat.live, card);
        const dead = expired && (card.type === "hold" || card.type === "quote" || card.type === "payment");
        node.toggleAttribute("data-past", !current || (dead && card.type !== "hold"));
        for (const set of node.querySelectorAll("fieldset")) set.disabled = chat.busy || !current || dead;
        node.update?.({ current, expired: dead, until, busy: chat.busy });
      }
    }
    const asks = chat.live.awaiting === "sign_in" && !chat.busy && chat.entries.length > 0;
    if (asks && !this.signIn) {
      this.signIn = Object.assign(h("wc-sign-in"), { chat, identity: this.identity });
      this.list.after(this.signIn);
    } else if (!asks && this.signIn) {
      this.signIn.remove();
      this.signIn = null;
    }
    this.#follow();
  }

  #lookAt(card) {
    const node = [...this.#views.values()].map((view) => view.cards.get(card?.id)?.node).find(Boolean);
    if (!node) return;
    this.#stick = false;
    node.scrollIntoView({ block: "center" });
    node.querySelector("button:enabled, a")?.focus({ preventScroll: true });
  }

  /** Keeps the newest in sight, but never past the fan's own last words: a long reply is read from its beginning. */
  #follow() {
    if (!this.#stick) return;
    const asked = this.list.querySelector(".entry.fan:nth-last-child(1 of .fan)");
    const bottom = this.scroller.scrollHeight - this.scroller.clientHeight;
    const top = asked && !this.signIn ? asked.offsetTop - 10 : bottom;
    this.scroller.scrollTop = Math.max(0, Math.min(bottom, top));
    this.#scrolledTo = this.scroller.scrollTop;
  }

  #say(text) {
    // A changed region is what gets read; the same words twice would not be a change.
    this.spoken.replaceChildren(h("p", {}, text));
  }

  #speakTime() {
    const until = deadline(this.chat.live);
    if (until === null || !this.chat.live.hold) return;
    const seconds = Math.ceil((until - serverNow()) / 1000);
    if (seconds === this.#spoken || seconds < -1) return;
    this.#spoken = seconds;
    const words = spokenCountdown(seconds);
    if (words && seconds >= 0) this.#say(words);
  }
}

/** A reply is complete without its cards; beside them, the lines that a card says better are left to it (and still read out). */
function spared(text, cards) {
  const listed = cards.some((card) => card.options?.length > 1 || card.type === "seats");
  const sums = cards
    .filter((card) => card.type === "quote")
    .flatMap((card) => card.items.map((item) => `${item.label}: ${item.amount.text}`));
  const drop = (line) => (listed && /^\d+[.)] /.test(line)) || sums.includes(line.trim());
  const lines = text.split("\n").filter((line) => !drop(line));
  const quote = cards.find((card) => card.type === "quote");
  const total = quote ? `Total: ${quote.total.text}. ` : null;
  return lines.map((line) => (total && line.startsWith(total) ? line.slice(total.length) : line)).join("\n");
}

/** What goes on behind the counter, for those who wait for it; a tool without words of its own is just looking. */
const DOING = {
  find_events: "Looking through the programme",
  check_inventory: "Looking for seats",
  hold_tickets: "Holding your seats",
  quote: "Adding it up",
  create_order: "Booking",
  upgrade_tickets: "Changing your seats",
  exchange_tickets: "Changing your tickets",
  request_refund: "Arranging your refund",
  list_orders: "Looking up your orders",
  search_knowledge: "Looking it up",
  hand_off_to_human: "Finding someone for you",
};

function thinking(step) {
  const status = /\s/.test(step) ? step : (DOING[step] ?? "");
  return h(
    "p",
    { class: "thinking" },
    h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    h("span", { class: status ? "status" : "hidden" }, status || "Willcall is looking…"),
  );
}

/** A plain account of what failed, with the way on. A rate limit counts down before it lets one try. */
function trouble(problem, label, again) {
  const button = h("button", { type: "button", class: "quiet", onclick: again }, label);
  const box = h(
    "div",
    { class: "trouble", role: "alert" },
    icon("warn"),
    h("p", {}, problem.message),
    button,
  );
  if (problem.retryAfter > 0) {
    let left = Math.ceil(problem.retryAfter);
    button.disabled = true;
    const tick = () => {
      button.textContent = left > 0 ? `${label} in ${left} s` : label;
      button.disabled = left > 0;
      if (left-- > 0 && (box.isConnected || left > problem.retryAfter - 2)) setTimeout(tick, 1000);
    };
    tick();
  }
  return box;
}

customElements.define("wc-log", Log);
