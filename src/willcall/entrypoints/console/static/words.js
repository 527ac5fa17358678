// How times, people and fans' messages are put in words. Pure, apart from the clock of the server.

import { serverNow } from "/static/wire.js";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export const KINDS = { handoff: "Wants a person", case: "Case", refund: "Refund", conversation: "Conversation" };

/** "14:05", or "3 Mar, 14:05" when it was not today. */
export function clock(instant) {
  const at = new Date(instant);
  const today = new Date(serverNow()).toDateString() === at.toDateString();
  return today ? TIME.format(at) : `${DAY.format(at)}, ${TIME.format(at)}`;
}

function span(ms) {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} days`;
}

/** What a clock of the queue says, and how pressing it is. */
export function dueIn(instant) {
  const left = Date.parse(instant) - serverNow();
  if (left < 0) return { words: `${span(left)} late`, level: "late" };
  return { words: `answer within ${span(left)}`, level: left < 5 * 60_000 ? "soon" : "calm" };
}

export function ago(instant) {
  const past = serverNow() - Date.parse(instant);
  return past < 60_000 ? "just now" : `${span(past)} ago`;
}

/** What a button said; it is stored as a bracketed word. */
export function spoken(text) {
  const did = {
    "[confirm]": "pressed Confirm",
    "[pay]": "pressed Pay",
    "[not now]": "pressed Not now",
    "[a person, please]": "asked for a person",
    "[feedback]": "gave feedback",
  }[text];
  return did ?? text;
}

/** One line for a card the fan has seen. */
export function cardLine(card) {
  switch (card.type) {
    case "events":
      return `Shows: ${card.options.map((option) => option.name).join(" · ")}`;
    case "seats":
      return `Seats: ${card.options.map((o) => `${o.section} row ${o.row}, ${(o.price_delta ?? o.total).text}`).join(" · ")}`;
    case "hold":
      return `Held: ${card.seat_ids.length} seats until ${clock(card.expires_at)}`;
    case "quote":
      return `Quote: ${card.summary || card.kind}, ${card.total.text}`;
    case "payment":
      return `Payment of ${card.total.text}`;
    case "order":
      return `Order ${card.order_id}: ${card.status.replaceAll("_", " ")}, ${card.total.text}`;
    case "case":
      return `Case ${card.case_id}: ${card.subject}`;
    case "choices":
      return `Choices: ${card.options.map((option) => option.label).join(" · ")}`;
    case "sources":
      return `Sources: ${card.sources.map((source) => source.title).join(" · ")}`;
    default:
      return card.text || card.type;
  }
}
