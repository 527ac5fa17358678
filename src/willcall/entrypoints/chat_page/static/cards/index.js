// A card by its type. An unknown type draws nothing: the words of the reply are complete without it.
// Every renderer: (card, {chat, entry}) → element; `element.update({current, expired, until, busy})` when things move on.

import { choices, events, seats } from "./choosing.js";
import { hold, payment, quote } from "./buying.js";
import { order } from "./order.js";
import { caseCard, handoff, sources } from "./answers.js";
import { SeatMap } from "../seat-map.js";

function seatMap(card, context) {
  const map = SeatMap.of(card, context.chat, { current: true, expired: false, busy: false });
  map.classList.add("card");
  return map;
}

const RENDERERS = {
  events,
  seats,
  seat_map: seatMap,
  choices,
  hold,
  quote,
  payment,
  order,
  sources,
  case: caseCard,
  handoff,
};

export function renderCard(card, context) {
  return RENDERERS[card.type]?.(card, context) ?? null;
}
