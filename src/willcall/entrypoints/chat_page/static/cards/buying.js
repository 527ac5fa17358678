// The hold, the quote and the payment: the only places where a fan says yes to money.

import { h, icon, safeAddress } from "../dom.js";
import { plural, withoutSign } from "../format.js";
import { countdownTo } from "../countdown.js";
import { card, groups, seatFields, withEvent, when } from "./parts.js";

export function hold(hold, { chat }) {
  const clock = h("span", { class: "clock" });
  const again = h(
    "button",
    {
      type: "button",
      class: "second",
      hidden: true,
      onclick: () => chat.say("Are those seats still available?"),
    },
    "Look again",
  );
  const title = h("strong", {}, `${plural(hold.seat_ids.length, "seat")} held for you`);
  const box = h(
    "section",
    { class: "card hold", "aria-label": "Your hold" },
    h(
      "div",
      { class: "hold-head" },
      clock,
      h(
        "div",
        {},
        title,
        withEvent(
          chat,
          chat.live.quote?.event_id ?? eventOf(chat, hold),
          h("p", { class: "small" }),
          (event) => event.name,
        ),
      ),
    ),
    h("div", { class: "hold-seats" }, groups(hold.seats).map(seatFields)),
    again,
  );
  let shown = null;
  box.update = ({ current, expired, until, busy }) => {
    const live = current && chat.live.hold?.hold_id === hold.hold_id;
    const mode = live ? (expired ? "expired" : `live ${until}`) : "past";
    again.disabled = busy;
    if (mode === shown) return;
    shown = mode;
    box.toggleAttribute("data-past", !live);
    box.toggleAttribute("data-expired", mode === "expired");
    again.hidden = mode !== "expired";
    if (live && !expired) clock.replaceChildren(countdownTo(until));
    else clock.replaceChildren(icon("clock"));
    title.textContent =
      mode === "expired"
        ? "Time's up: the seats went back on sale"
        : live
          ? `${plural(hold.seat_ids.length, "seat")} held for you`
          : plural(hold.seat_ids.length, "seat");
  };
  box.update({ current: true, expired: false, until: Date.parse(hold.expires_at), busy: false });
  return box;
}

function eventOf(chat, hold) {
  const card = chat.entries
    .flatMap((entry) => entry.cards)
    .findLast(
      (other) =>
        other.event_id && (other.type === "seats" || other.type === "seat_map" || other.type === "quote"),
    );
  return card && hold ? card.event_id : null;
}

const TITLES = {
  purchase: "Your total",
  upgrade: "Your upgrade",
  refund: "Your refund",
  exchange: "Your exchange",
};
const YES = {
  purchase: "Confirm",
  upgrade: "Confirm upgrade",
  refund: "Confirm refund",
  exchange: "Confirm exchange",
};

function totalWords({ kind, total }) {
  if (total.amount < 0)
    return {
      label: "Back to you",
      amount: withoutSign(total),
      yes: `${YES[kind]} · ${withoutSign(total)} back`,
    };
  if (total.amount === 0) return { label: "Nothing to pay", amount: total.text, yes: YES[kind] };
  return { label: "Total to pay", amount: total.text, yes: `${YES[kind]} · ${total.text}` };
}

/** An itemised receipt; also drawn, without buttons, in the window beside the conversation. */
export function receipt(quote) {
  const words = totalWords(quote);
  return h(
    "dl",
    { class: `receipt ${quote.total.amount < 0 ? "back" : ""}` },
    quote.items.map((item) =>
      h("div", {}, h("dt", {}, item.label), h("dd", {}, item.amount.text.replace(/^-/, "−"))),
    ),
    h("div", { class: "grand" }, h("dt", {}, words.label), h("dd", {}, words.amount)),
  );
}

export function quote(quote, { chat, entry }) {
  const words = totalWords(quote);
  const known = chat.entries.some(
    (other) =>
      other !== entry &&
      other.cards.some((card) => card.type === "quote" && card.quote_id === quote.quote_id),
  );
  const yes = () => chat.act({ type: "confirm", quote_id: quote.quote_id }, words.yes);
  const gone = h(
    "p",
    { class: "note", hidden: true },
    quote.kind === "purchase"
      ? "This total has expired with the hold."
      : "This offer has expired; ask again for a fresh one.",
  );
  const actions = h(
    "div",
    { class: "actions" },
    h("button", { type: "button", class: "primary", onclick: yes }, words.yes),
    notNow(chat, quote.quote_id),
  );
  const box = card(
    `quote ${quote.kind}`,
    TITLES[quote.kind],
    withEvent(chat, quote.event_id, h("p", { class: "small quote-event" }), (event) => [
      h("span", {}, event.name),
      h("span", {}, when(event)),
    ]),
    receipt(quote),
    quote.requires_approval
      ? h(
          "p",
          { class: "small approval" },
          icon("person"),
          "A person at the box office must approve this before money moves.",
        )
      : null,
    actions,
    gone,
  );
  box.update = ({ current, expired }) => {
    gone.hidden = !(current && expired);
    // `pay` under a shown total confirms and pays at once: with the methods in sight, a second yes would only confuse.
    const paying = chat.live.payment?.quote_id === quote.quote_id;
    actions.hidden = paying;
    box.hidden = known && paying; // the same sum was just read; now it is about how to pay
  };
  return box;
}

function notNow(chat, quoteId) {
  return h(
    "button",
    {
      type: "button",
      class: "second",
      onclick: () => chat.act({ type: "decline", quote_id: quoteId }, "Not now"),
    },
    "Not now",
  );
}

export function payment(payment, { chat }) {
  const pay = (method) =>
    chat.act(
      { type: "pay", quote_id: payment.quote_id, payment_method_token: method.token },
      `Pay ${payment.total.text} · ${method.label}`,
    );
  const sandbox = payment.methods.some((method) =>
    /^tok_(ok|declined|timeout|second_step)$/.test(method.token),
  );
  if (payment.next_action) return secondStep(payment, chat);
  return card(
    "payment",
    `Confirm and pay ${payment.total.text}`,
    h(
      "ul",
      { class: "methods" },
      payment.methods.map((method) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "method", onclick: () => pay(method) },
            h("span", { class: "chipcard", "aria-hidden": "true" }),
            h("span", {}, method.label),
            icon("chevron", "go"),
          ),
        ),
      ),
    ),
    h(
      "div",
      { class: "actions" },
      h(
        "p",
        { class: "small" },
        sandbox
          ? "Sandbox: test cards, no real money moves."
          : "Your card's number never passes through this chat.",
      ),
      notNow(chat, payment.quote_id),
    ),
  );
}

/** The bank's page opens beside ours; coming back looks once by itself what became of it. */
function secondStep(payment, chat) {
  const address = safeAddress(payment.next_action.url);
  let left = false;
  const look = () => chat.say("I've approved it");
  const box = card(
    "payment step",
    "One more step",
    h("p", {}, "Your bank wants you to approve this payment. Do it on its page, then come back here."),
    h(
      "div",
      { class: "actions" },
      address
        ? h(
            "a",
            {
              class: "button primary",
              href: address,
              target: "_blank",
              rel: "noopener",
              onclick: () => (left = true),
            },
            "Open the bank's page",
            icon("link"),
          )
        : null,
      h("button", { type: "button", class: "second", onclick: look }, "I've approved it"),
    ),
  );
  let current = true;
  box.update = (state) => (current = state.current && !state.expired);
  const back = () => {
    if (document.visibilityState === "visible" && box.isConnected && left && current && look()) left = false;
  };
  addEventListener("focus", back);
  document.addEventListener("visibilitychange", back);
  return box;
}
