// `<wc-seat-map>`: pick seats on the chart or from a list. Draws what `GET …/seat-map` says; the hold decides who gets them.
// The chart is one listbox: arrows move between free seats, Enter or Space picks. The list below it says the same in words.

import { h, icon, svg, uid } from "./dom.js";
import { plural, sumText } from "./format.js";
import { Viewport } from "./viewport.js";
import { seatList } from "./seat-list.js";
import { seatsInWords } from "./cards/parts.js";
import { getJson } from "./wire.js";

const BANDS = 5;
const FLOOR = { basketball: "Court", hockey: "Ice", football: "Field", baseball: "Field", soccer: "Pitch" };
const TAP = 20; // pixels across below which a finger misses

class SeatMap extends HTMLElement {
  #seats = new Map(); // seat_id → {seat, section, row, node, band}
  #picked = [];
  #active = null;
  #state = { current: true, expired: false, busy: false };

  connectedCallback() {
    if (this.stage) return;
    this.title_ = h("p", { class: "card-title" }, icon("map"), `Pick ${plural(this.card.quantity, "seat")}`);
    this.stage = h("div", { class: "chart", "aria-busy": "true" }, h("p", { class: "small" }, "Drawing the hall…"));
    this.sum = h("p", { class: "picked", role: "status" });
    this.go = h("button", { type: "button", class: "primary", disabled: true, onclick: () => this.#send() }, "Take these seats");
    this.zoomers = h("div", { class: "zoom" });
    this.replaceChildren(h("div", { class: "map-head" }, this.title_, this.zoomers), this.stage, h("div", { class: "map-foot" }, this.sum, this.go));
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Seat map");
    this.#load();
  }

  async #load() {
    try {
      this.#draw(await getJson(this.card.url));
    } catch (problem) {
      this.stage.replaceChildren(h("div", { class: "trouble", role: "alert" }, icon("warn"), h("p", {}, problem.message), h("button", { type: "button", class: "quiet", onclick: () => this.#load() }, "Try again")));
    }
    this.stage.removeAttribute("aria-busy");
  }

  #draw(map) {
    this.#seats.clear();
    const all = map.sections.flatMap((section) => section.rows.flatMap((row) => row.seats.map((seat) => ({ seat, section: section.name, tier: section.tier, row: row.name }))));
    const band = bandsOf(all.filter(({ seat }) => seat.status === "free").map(({ seat }) => seat.price.amount));
    const radius = radiusOf(all.map(({ seat }) => seat), map);
    this.radius = radius;
    const seats = all.map((place) => this.#seat(place, band, radius));
    const labels = map.sections.map((section) => sectionLabel(section, radius));
    this.hint = h("p", { class: "seat-hint", "aria-hidden": "true" });
    this.list = svg(
      "svg",
      { role: "listbox", tabindex: "0", "aria-multiselectable": "true", "aria-label": "Seats on the chart. Arrow keys move, Enter picks." },
      map.stage ? this.#stageShape(map.stage) : null,
      svg("g", { class: "labels", "aria-hidden": "true" }, labels),
      svg("g", { role: "presentation" }, seats),
      (this.ring = svg("circle", { class: "ring", r: radius * 1.9, cx: -99, cy: -99, "aria-hidden": "true" })),
    );
    const canvas = h("div", { class: "canvas" }, this.list, this.hint);
    const whole = wholeBox(map, all, radius);
    this.list.style.aspectRatio = `${whole.w} / ${whole.h}`;
    this.view = new Viewport(this.list, whole);
    const tool = (name, label, act) => h("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick: act }, icon(name));
    this.zoomers.replaceChildren(tool("plus", "Zoom in", () => this.view.zoom(1.5)), tool("minus", "Zoom out", () => this.view.zoom(1 / 1.5)), tool("fit", "Whole hall", () => this.view.fit()));
    this.#listen();
    this.words = seatList(map, { limit: this.card.quantity, onPick: (id) => this.#toggle(id), isPicked: (id) => this.#picked.includes(id) });
    this.stage.replaceChildren(canvas, legend(band, all), this.words);
    // Someone who comes back finds what they hold already picked.
    this.#picked = all.filter(({ seat }) => seat.status === "yours").map(({ seat }) => seat.seat_id).slice(0, this.card.quantity);
    this.#show();
  }

  #stageShape([x, y, width, height]) {
    const word = svg("text", { x: x + width / 2, y: y + height / 2, "font-size": Math.min(height / 2.5, width / 6, this.radius * 5) }, "Stage");
    this.chat.event(this.card.event_id).then((event) => (word.textContent = FLOOR[event?.kind] ?? "Stage"));
    return svg("g", { class: "stage-box", "aria-hidden": "true" }, svg("rect", { x, y, width, height, rx: Math.min(width, height) / 8 }), word);
  }

  #seat(place, band, radius) {
    const { seat } = place;
    const free = seat.status === "free" || seat.status === "yours";
    const size = radius * 2;
    const shape = seat.accessible ? svg("rect", { x: seat.x - radius, y: seat.y - radius, width: size, height: size, rx: radius * 0.35 }) : svg("circle", { cx: seat.x, cy: seat.y, r: radius });
    shape.setAttribute("class", "dot");
    const node = svg("g", { class: `seat ${free ? `free band-${band(seat.price.amount)}` : "taken"} ${seat.accessible ? "accessible" : ""}` }, shape);
    if (seat.accessible) node.append(svg("path", { class: "glyph", d: `M${seat.x - radius * 0.5} ${seat.y}h${radius}M${seat.x} ${seat.y - radius * 0.5}v${radius}` }));
    if (free) {
      node.append(svg("path", { class: "tick", d: `M${seat.x - radius * 0.5} ${seat.y}l${radius * 0.4} ${radius * 0.4} ${radius * 0.65} ${-radius * 0.8}` }));
      node.id = uid("seat");
      node.dataset.id = seat.seat_id;
      node.setAttribute("role", "option");
      node.setAttribute("aria-selected", "false");
      node.setAttribute("aria-label", `Section ${place.section}, row ${place.row}, seat ${seat.number}, ${seat.price.text}${seat.accessible ? ", wheelchair accessible" : ""}`);
      this.#seats.set(seat.seat_id, { ...place, node });
    } else node.setAttribute("aria-hidden", "true");
    return node;
  }

  #listen() {
    this.list.addEventListener("click", (event) => {
      if (this.view.dragged) return;
      // Fingers are thick: while seats are drawn small, a tap comes closer first.
      if (event.pointerType === "touch" && this.radius * 2 * this.view.scale < TAP) {
        this.view.zoom((TAP * 1.15) / (this.radius * 2 * this.view.scale), this.view.at(event));
        return;
      }
      const id = event.target.closest?.("[data-id]")?.dataset.id;
      if (!id) return;
      this.#focus(id);
      this.#toggle(id);
    });
    this.list.addEventListener("pointermove", (event) => {
      const id = event.pointerType === "mouse" ? event.target.closest?.("[data-id]")?.dataset.id : null;
      if (id) this.#hint(id);
    });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focus", () => {
      if (!this.#active) this.#focus(this.#picked[0] ?? this.#seats.keys().next().value, false);
    });
  }

  #key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) this.#focus(this.#next(step));
    else if ((event.key === "Enter" || event.key === " ") && this.#active) this.#toggle(this.#active);
    else if (event.key === "+" || event.key === "=") this.view.zoom(1.5);
    else if (event.key === "-") this.view.zoom(1 / 1.5);
    else if (event.key === "0") this.view.fit();
    else return;
    event.preventDefault();
  }

  /** The nearest free seat in that direction; sideways counts more than forward, so that a row is followed to its end. */
  #next([dx, dy]) {
    const from = this.#seats.get(this.#active)?.seat;
    if (!from) return this.#seats.keys().next().value;
    let best = this.#active;
    let least = Infinity;
    for (const [id, { seat }] of this.#seats) {
      const along = (seat.x - from.x) * dx + (seat.y - from.y) * dy;
      const across = Math.abs((seat.x - from.x) * dy) + Math.abs((seat.y - from.y) * dx);
      if (along <= 0.01) continue;
      const cost = along + across * 3;
      if (cost < least) {
        least = cost;
        best = id;
      }
    }
    return best;
  }

  #focus(id, follow = true) {
    const place = this.#seats.get(id);
    if (!place) return;
    this.#active = id;
    this.list.setAttribute("aria-activedescendant", place.node.id);
    this.ring.setAttribute("cx", place.seat.x);
    this.ring.setAttribute("cy", place.seat.y);
    if (follow) this.view.reveal(place.seat.x, place.seat.y);
    this.#hint(id);
  }

  #hint(id) {
    const { seat, section, row } = this.#seats.get(id);
    this.hint.textContent = `Section ${section} · Row ${row} · Seat ${seat.number} · ${seat.price.text}${seat.accessible ? " · accessible" : ""}`;
  }

  #toggle(id) {
    if (!this.#state.current || this.#state.busy) return;
    if (this.#picked.includes(id)) this.#picked = this.#picked.filter((other) => other !== id);
    else this.#picked = [...this.#picked, id].slice(-this.card.quantity); // one more lets go of the first
    this.#show();
  }

  #show() {
    const places = this.#picked.map((id) => this.#seats.get(id));
    for (const [id, { node }] of this.#seats) {
      const picked = this.#picked.includes(id);
      if ((node.getAttribute("aria-selected") === "true") !== picked) node.setAttribute("aria-selected", String(picked));
    }
    const sum = sumText(places.map(({ seat }) => seat.price));
    const where = seatsInWords(places.map(({ seat, section, row }) => ({ section, row, number: seat.number })));
    this.sum.replaceChildren(h("strong", {}, `${this.#picked.length} of ${this.card.quantity}`), sum ? ` · ${sum}` : "", where ? h("span", { class: "small" }, where) : "");
    this.words?.update();
    this.#enable();
  }

  #enable() {
    this.go.disabled = this.#picked.length !== this.card.quantity || !this.#state.current || this.#state.busy;
  }

  #send() {
    const places = this.#picked.map((id) => this.#seats.get(id));
    const label = seatsInWords(places.map(({ seat, section, row }) => ({ section, row, number: seat.number })));
    this.chat.act({ type: "select", card_id: this.card.id, seat_ids: [...this.#picked] }, label);
  }

  update(state) {
    this.#state = state;
    this.toggleAttribute("data-past", !state.current);
    this.#enable();
  }
}

/** Price bands of about equal size: 1 is the cheapest. Few prices make few bands. */
function bandsOf(amounts) {
  const prices = [...new Set(amounts)].sort((a, b) => a - b);
  const count = Math.min(BANDS, prices.length);
  const edges = Array.from({ length: count - 1 }, (_, i) => prices[Math.floor(((i + 1) * prices.length) / count)]);
  return (amount) => Math.round(((edges.filter((edge) => amount >= edge).length + 1) * BANDS) / Math.max(count, 1));
}

/** A dot nearly as wide as the closest two seats stand. */
function radiusOf(seats, map) {
  let least = Math.min(map.width, map.height) / 20;
  const sorted = [...seats].sort((a, b) => a.y - b.y || a.x - b.x);
  for (let i = 1; i < sorted.length; i += 1) {
    const gap = Math.hypot(sorted[i].x - sorted[i - 1].x, sorted[i].y - sorted[i - 1].y);
    if (gap > 0.5 && gap < least) least = gap;
  }
  return least * 0.4;
}

function sectionLabel(section, radius) {
  const seats = section.rows.flatMap((row) => row.seats);
  if (!seats.length) return null;
  const xs = seats.map((seat) => seat.x);
  const top = Math.min(...seats.map((seat) => seat.y));
  return svg("text", { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: top - radius * 2, "font-size": Math.max(radius * 3, 10) }, section.name);
}

/** What is worth seeing of the hall: seats, their labels and the stage, with a little air. */
function wholeBox(map, all, radius) {
  const xs = all.map(({ seat }) => seat.x);
  const ys = all.map(({ seat }) => seat.y);
  const [sx, sy, sw, sh] = map.stage ?? [xs[0] ?? 0, ys[0] ?? 0, 0, 0];
  const x = Math.min(...xs, sx) - radius * 4;
  const y = Math.min(...ys, sy) - radius * 6;
  return { x, y, w: Math.max(...xs, sx + sw) + radius * 4 - x, h: Math.max(...ys, sy + sh) + radius * 4 - y };
}

function legend(band, all) {
  const prices = new Map();
  for (const { seat } of all) {
    if (seat.status !== "free") continue;
    const key = band(seat.price.amount);
    const known = prices.get(key);
    if (!known) prices.set(key, { low: seat.price, high: seat.price });
    else if (seat.price.amount < known.low.amount) known.low = seat.price;
    else if (seat.price.amount > known.high.amount) known.high = seat.price;
  }
  const key = (kind, words) => h("li", {}, h("i", { class: kind, "aria-hidden": "true" }), words);
  return h(
    "ul",
    { class: "legend", "aria-label": "What the colours mean" },
    [...prices].sort(([a], [b]) => a - b).map(([n, { low, high }]) => key(`band-${n}`, low.amount === high.amount ? low.text : `${low.text}–${high.text}`)),
    key("taken", "Taken"),
    all.some(({ seat }) => seat.accessible) ? key("square", "Accessible") : null,
  );
}

customElements.define("wc-seat-map", SeatMap);
