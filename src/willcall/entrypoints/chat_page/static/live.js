// What is going on right now (the hold, the quote, the payment, the tickets), folded from the cards of each reply.
// Pure: a state and a reply in, the next state out. The server decides; this only remembers what it last said.

/** What a card lets one pick from, or null. The newest list of each kind stays open: one may go back to the shows while looking at seats. */
function listOf(card) {
  if (card.type === "events" || card.type === "seat_map") return card.type;
  if (card.type === "seats") return card.options[0]?.price_delta ? "upgrades" : "seats";
  if (card.type === "choices") return card.about === "orders" ? "orders" : "choices";
  return null;
}

const SETTLING = new Set(["pay", "confirm"]);

export const NOTHING = Object.freeze({
  hold: null,
  quote: null,
  payment: null,
  orders: new Map(),
  choosing: {}, // by kind of list, the id of the card that can still be picked from
  awaiting: null,
  speaker: "agent",
  handedOff: false,
});

/** `action`: the type of what the fan did to get this reply, or null for words. */
export function follow(live, reply, action = null) {
  const cards = reply.cards ?? [];
  const state = reply.state ?? {};
  const next = {
    ...live,
    orders: new Map(live.orders),
    choosing: { ...live.choosing },
    awaiting: state.awaiting ?? null,
    speaker: state.speaker ?? "agent",
    handedOff: state.handed_off ?? false,
  };
  for (const card of cards) {
    const list = listOf(card);
    if (list) next.choosing[list] = card.id;
  }
  if (action === "decline") {
    next.hold = null; // a no lets the seats go
    next.quote = null;
    next.payment = null;
  }
  for (const card of cards) {
    if (card.type === "hold") {
      if (live.hold?.hold_id !== card.hold_id) {
        next.quote = null; // other seats void the earlier quote
        next.payment = null;
      }
      next.hold = card;
    } else if (card.type === "quote") {
      if (next.payment?.quote_id !== card.quote_id) next.payment = null;
      next.quote = card;
    } else if (card.type === "payment") next.payment = card;
    else if (card.type === "order") next.orders.set(card.order_id, card);
  }
  const settled =
    SETTLING.has(action) && cards.some((card) => card.type === "order" && card.status !== "pending");
  const idle = !state.flow && !state.awaiting;
  if (settled || idle) {
    next.hold = cards.find((card) => card.type === "hold") ?? null;
    next.quote = cards.find((card) => card.type === "quote") ?? null;
    next.payment = cards.find((card) => card.type === "payment") ?? null;
  }
  return next;
}

/** When the seats go back, in epoch milliseconds: confirming moves it, so the later of hold and quote counts. */
export function deadline(live) {
  const times = [live.hold, live.quote]
    .filter(Boolean)
    .map((card) => Date.parse(card.expires_at))
    .filter((t) => !Number.isNaN(t));
  return times.length ? Math.max(...times) : null;
}

/** Whether a card's buttons still mean something. */
export function isCurrent(live, card) {
  const list = listOf(card);
  if (list) return live.choosing[list] === card.id;
  if (card.type === "quote") return live.quote?.id === card.id;
  if (card.type === "payment") return live.payment?.id === card.id;
  return true;
}
