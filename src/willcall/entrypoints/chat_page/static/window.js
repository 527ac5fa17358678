// `<wc-window>`: on wide screens, what stands at the window right now beside the talk; on a phone, a slim bar with the hold's clock.
// It only mirrors: every decision is made in the conversation.

import { h } from "./dom.js";
import { countdownTo } from "./countdown.js";
import { receipt } from "./cards/buying.js";
import { statusBadge } from "./cards/order.js";
import { groups, seatFields, seatsInWords, when, withEvent, place } from "./cards/parts.js";
import { deadline } from "./live.js";
import { plural } from "./format.js";
import { serverNow } from "./wire.js";

class Window extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "complementary");
    this.setAttribute("aria-label", "At the window");
    for (const type of ["live", "reset"]) this.chat.addEventListener(type, () => this.#show());
    this.addEventListener("over", () => this.#show());
    this.#show();
  }

  #show() {
    const { live } = this.chat;
    const until = deadline(live);
    const holding = live.hold && until > serverNow();
    const quote = live.quote && (live.quote.kind !== "purchase" || holding) ? live.quote : null;
    const orders = [...live.orders.values()].reverse();
    this.toggleAttribute("data-empty", !holding && !quote && !orders.length);
    this.toggleAttribute("data-holding", Boolean(holding));
    this.replaceChildren(
      ...[
        holding ? this.#bar(live, until) : null,
        h(
          "div",
          { class: "panel" },
          holding || quote ? this.#now(live, holding, quote, until) : null,
          orders.length ? this.#tickets(orders) : null,
        ),
      ].filter(Boolean),
    );
  }

  #bar(live, until) {
    const words = seatsInWords(live.hold.seats) || plural(live.hold.seat_ids.length, "seat");
    return h(
      "div",
      { class: "bar" },
      countdownTo(until),
      h("span", { class: "bar-what" }, h("strong", {}, "Held for you"), h("span", {}, words)),
      live.quote ? this.#toOffer(live.quote.total.text, "bar-sum") : null,
    );
  }

  #now(live, holding, quote, until) {
    const event = this.#eventOf(live);
    return h(
      "section",
      { class: "now", "aria-label": "Right now" },
      holding
        ? h(
            "div",
            { class: "now-clock" },
            countdownTo(until),
            h("p", {}, h("strong", {}, "Held for you"), h("span", {}, "until the time runs out")),
          )
        : null,
      event
        ? withEvent(this.chat, event, h("div", { class: "now-event" }), (facts) => [
            h("strong", {}, facts.name),
            h("span", { class: "facts" }, when(facts), h("span", {}, place(facts))),
          ])
        : null,
      holding ? h("div", { class: "hold-seats" }, groups(live.hold.seats).map(seatFields)) : null,
      quote ? receipt(quote) : null,
      quote ? this.#toOffer(live.payment ? "Go to payment" : "Review and confirm", "second") : null,
    );
  }

  /** The answer itself is given in the conversation; this only leads there. */
  #toOffer(words, kind) {
    return h(
      "button",
      {
        type: "button",
        class: kind,
        "aria-label": kind === "bar-sum" ? `${words}, go to your offer` : null,
        onclick: () => this.chat.look(),
      },
      words,
    );
  }

  #eventOf(live) {
    if (live.quote?.event_id) return live.quote.event_id;
    return (
      this.chat.entries.flatMap((entry) => entry.cards).findLast((card) => card.event_id)?.event_id ?? null
    );
  }

  #tickets(orders) {
    const line = (order) =>
      h(
        "li",
        {},
        h(
          "div",
          {},
          h("strong", {}, order.event_name || order.order_id),
          h("span", { class: "small" }, `${plural(order.tickets.length, "ticket")} · ${order.total.text}`),
        ),
        statusBadge(order.status),
      );
    return h("section", { class: "mine" }, h("h2", {}, "Your tickets"), h("ul", {}, orders.map(line)));
  }
}

customElements.define("wc-window", Window);
