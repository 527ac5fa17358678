// Small pieces that several cards share.

import { h, icon } from "../dom.js";
import { localTime, plural, seatRange } from "../format.js";
import { placeName } from "../seat-chart.js";

/** A titled card; buttons go inside the fieldset, which is disabled when they stop meaning something. */
export function card(kind, title, ...content) {
  return h(
    "section",
    { class: `card ${kind}` },
    h("fieldset", { class: "bare" }, title ? h("legend", { class: "card-title" }, title) : null, ...content),
  );
}

/** A tear-off calendar leaf; decoration beside the written date. */
export function leaf(at) {
  return h(
    "span",
    { class: "leaf", "aria-hidden": "true" },
    h("b", {}, at?.month ?? "·"),
    h("i", {}, at?.day ?? "–"),
    h("small", {}, at?.weekday ?? ""),
  );
}

/** The start in the venue's own time. Beside a leaf only the hour is shown; the date is still read out. */
export function when(event, { leafShown = false } = {}) {
  const at = localTime(event.starts_at, event.time_zone);
  if (!at) return null;
  return h(
    "time",
    { datetime: event.starts_at },
    leafShown ? h("span", { class: "hidden" }, `${at.date}, `) : `${at.date}, `,
    at.time,
  );
}

export function place(event) {
  return [event.venue, event.city].filter(Boolean).join(", ");
}

/** The printed fields of a ticket: small label over a plain value. */
export function printed(fields) {
  return h(
    "dl",
    { class: "printed" },
    fields
      .filter(([, value]) => value)
      .map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))),
  );
}

export function seatFields({ section, row, numbers, unreserved }) {
  if (unreserved)
    return printed([
      ["Section", section],
      [numbers.length === 1 ? "Place" : "Places", `${numbers.length}, any`],
    ]);
  return printed([
    ["Section", section],
    ["Row", row],
    [numbers.length === 1 ? "Seat" : "Seats", seatRange(numbers)],
  ]);
}

/** Seats grouped as people say them: one line per section and row. */
export function groups(seats) {
  const found = new Map();
  for (const seat of seats ?? []) {
    const { section, row, unreserved = false } = seat;
    const key = unreserved ? section : `${section}\n${row}`;
    if (!found.has(key)) found.set(key, { section, row, unreserved, numbers: [] });
    found.get(key).numbers.push(seat.number);
  }
  return [...found.values()];
}

export function seatsInWords(seats) {
  return groups(seats)
    .map(
      (g) =>
        g.unreserved
          ? `${placeName(g.section)}, ${g.numbers.length} ${g.numbers.length === 1 ? "place" : "places"}`
          : `${placeName(g.section)}, Row ${g.row}, ${g.numbers.length === 1 ? "Seat" : "Seats"} ${seatRange(g.numbers)}`,
    )
    .join(" · ");
}

/** Marks a picked option at once; the next reply makes it real. */
export function pick(button, send) {
  if (!send()) return;
  for (const other of button.closest("ul").querySelectorAll("[data-picked]")) delete other.dataset.picked;
  button.dataset.picked = "";
}

export function details(label, iconName) {
  return h("span", { class: "tag" }, iconName ? icon(iconName) : null, label);
}

/** Fills an element once the event's facts are known; stays empty where they are not. */
export function withEvent(chat, eventId, element, draw) {
  chat.event(eventId).then((event) => event && element.replaceChildren(...[draw(event)].flat()));
  return element;
}

export const count = plural;
