// `<wc-seat-map>`: pick seats on the chart or from a list. Draws what `GET …/seat-map` says; the hold decides who gets them.
// From afar one picks a section, up close a seat. The chart is one listbox: arrows move between free seats, Enter or Space
// picks. The list below it says the same in words.

import { h, icon, svg } from "./dom.js";
import { layout, legend, placeName, rowLabels, seatShape, sectionBlock, stageShape } from "./seat-chart.js";
import { plural, sumText } from "./format.js";
import { Viewport } from "./viewport.js";
import { seatList } from "./seat-list.js";
import { seatsInWords } from "./cards/parts.js";
import { getJson } from "./wire.js";

const FLOOR = { basketball: "Court", hockey: "Ice", football: "Field", baseball: "Field", soccer: "Pitch" };
const TAP = 15; // pixels across below which a finger misses
const FAR = 8; // pixels across below which seats are only a blur, and sections are shown instead

export class SeatMap extends HTMLElement {
  #seats = new Map(); // seat_id → place with its node
  #picked = [];
  #active = null;
  #state = { current: true, expired: false, busy: false };

  static of(card, chat, state) {
    const map = Object.assign(document.createElement("wc-seat-map"), { card, chat });
    map.#state = state;
    return map;
  }

  connectedCallback() {
    if (this.stage) return;
    this.zoomers = h("div", { class: "zoom" });
    this.stage = h(
      "div",
      { class: "chart", "aria-busy": "true" },
      h("p", { class: "small" }, "Drawing the hall…"),
    );
    this.sum = h("p", { class: "picked", role: "status" });
    this.go = h(
      "button",
      { type: "button", class: "primary", disabled: true, onclick: () => this.#send() },
      "Take these seats",
    );
    const title = h("p", { class: "card-title" }, icon("map"), `Pick ${plural(this.card.quantity, "seat")}`);
    this.replaceChildren(
      h("div", { class: "map-head" }, title, this.zoomers),
      this.stage,
      h("div", { class: "map-foot" }, this.sum, this.go),
    );
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Seat map");
    this.#load();
  }

  async #load() {
    try {
      this.#draw(await getJson(this.card.url));
    } catch (problem) {
      const again = h("button", { type: "button", class: "quiet", onclick: () => this.#load() }, "Try again");
      this.stage.replaceChildren(
        h("div", { class: "trouble", role: "alert" }, icon("warn"), h("p", {}, problem.message), again),
      );
    }
    this.stage.removeAttribute("aria-busy");
  }

  #draw(map) {
    const { sections, places, whole } = layout(map);
    this.sections = sections;
    this.dot = (places.map((place) => place.radius).sort((a, b) => a - b)[places.length >> 1] ?? 1) * 2; // the usual size
    this.#seats.clear();
    const shapes = places.map((place) => {
      const node = seatShape(place);
      if (place.free) this.#seats.set(place.seat.seat_id, { ...place, node });
      return node;
    });
    const floor = map.stage ? stageShape(map.stage, "Stage") : null;
    this.chat
      .event(this.card.event_id)
      .then((event) => floor && (floor.lastChild.textContent = FLOOR[event?.kind] ?? "Stage"));
    this.hint = h("p", { class: "seat-hint", "aria-hidden": "true" });
    this.ring = svg("circle", { class: "ring", r: 1, cx: -9999, cy: -9999, "aria-hidden": "true" });
    this.list = svg(
      "svg",
      {
        role: "listbox",
        tabindex: "0",
        "aria-multiselectable": "true",
        "aria-label": "Seats on the chart. Arrow keys move, Enter picks.",
      },
      floor,
      svg("g", { class: "blocks", "aria-hidden": "true" }, sections.map(sectionBlock)),
      svg(
        "g",
        { class: "seats-layer", role: "presentation" },
        svg("g", { class: "rows", "aria-hidden": "true" }, rowLabels(map, sections)),
        shapes,
      ),
      this.ring,
    );
    this.list.style.aspectRatio = `${whole.w} / ${whole.h}`;
    this.view = new Viewport(this.list, whole, () =>
      this.list.toggleAttribute("data-far", this.dot * this.view.scale < FAR),
    );
    const tool = (name, label, act) =>
      h(
        "button",
        { type: "button", class: "tool", "aria-label": label, title: label, onclick: act },
        icon(name),
      );
    this.zoomers.replaceChildren(
      tool("plus", "Zoom in", () => this.view.zoom(1.6)),
      tool("minus", "Zoom out", () => this.view.zoom(1 / 1.6)),
      tool("fit", "Whole hall", () => ((this.hint.textContent = ""), this.view.fit())),
    );
    this.#listen();
    this.words = seatList(map, {
      limit: this.card.quantity,
      onPick: (id) => this.#toggle(id),
      isPicked: (id) => this.#picked.includes(id),
    });
    this.stage.replaceChildren(
      h("div", { class: "canvas" }, this.list, this.hint),
      legend(places),
      this.words,
    );
    this.view.fit();
    // Someone who comes back finds what they hold already picked.
    this.#picked = places
      .filter(({ seat }) => seat.status === "yours")
      .map(({ seat }) => seat.seat_id)
      .slice(0, this.card.quantity);
    this.#show();
  }

  #listen() {
    this.list.addEventListener("click", (event) => this.#pressed(event));
    this.list.addEventListener("pointermove", (event) => {
      const id =
        event.pointerType === "mouse" && !this.#far ? event.target.closest?.("[data-id]")?.dataset.id : null;
      if (id) this.#hint(id);
    });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focus", () => {
      if (!this.#active && this.list.matches(":focus-visible"))
        this.#focus(this.#picked[0] ?? this.#seats.keys().next().value, false);
    });
  }

  get #far() {
    return this.list.hasAttribute("data-far");
  }

  #pressed(event) {
    if (this.view.dragged) return;
    const block = event.target.closest?.("[data-block]")?.dataset.block;
    if (this.#far) {
      if (block !== undefined) this.#approach(this.sections[block]);
      return;
    }
    const id = event.target.closest?.("[data-id]")?.dataset.id;
    // Fingers are thick: while seats are drawn small, a tap comes closer first.
    const across = (this.#seats.get(id)?.radius ?? this.dot / 2) * 2 * this.view.scale;
    if (event.pointerType === "touch" && across < TAP)
      return void this.view.zoom((TAP * 1.15) / across, this.view.at(event));
    if (!id) return;
    this.#focus(id);
    this.#toggle(id);
  }

  #approach(section) {
    this.view.show(section.box);
    this.hint.textContent = `${placeName(section.name)} · ${section.open} free${section.cheapest ? `, from ${section.cheapest.text}` : ""}`;
  }

  #key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) this.#focus(this.#next(step));
    else if ((event.key === "Enter" || event.key === " ") && this.#active) this.#toggle(this.#active);
    else if (event.key === "+" || event.key === "=") this.view.zoom(1.6);
    else if (event.key === "-") this.view.zoom(1 / 1.6);
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
    this.ring.setAttribute("r", place.radius * 1.7);
    if (follow && this.#far) this.#approach(this.sections.find((section) => section.name === place.section));
    if (follow) this.view.reveal(place.seat.x, place.seat.y);
    this.#hint(id);
  }

  #hint(id) {
    const { seat, section, row } = this.#seats.get(id);
    this.hint.textContent = `${placeName(section)} · Row ${row} · Seat ${seat.number} · ${seat.price.text}${seat.accessible ? " · accessible" : ""}`;
  }

  #toggle(id) {
    if (!this.#state.current || this.#state.busy) return;
    if (this.#picked.includes(id)) this.#picked = this.#picked.filter((other) => other !== id);
    else this.#picked = [...this.#picked, id].slice(-this.card.quantity); // one more lets go of the first
    this.#show();
  }

  get #words() {
    return seatsInWords(
      this.#picked
        .map((id) => this.#seats.get(id))
        .map(({ seat, section, row }) => ({ section, row, number: seat.number })),
    );
  }

  #show() {
    for (const [id, { node }] of this.#seats) {
      const picked = this.#picked.includes(id);
      if ((node.getAttribute("aria-selected") === "true") !== picked)
        node.setAttribute("aria-selected", String(picked));
    }
    const sum = sumText(this.#picked.map((id) => this.#seats.get(id).seat.price));
    this.sum.replaceChildren(
      h("strong", {}, `${this.#picked.length} of ${this.card.quantity}`),
      sum ? ` · ${sum}` : "",
      h("span", { class: "small" }, this.#words),
    );
    this.words?.update();
    this.#enable();
  }

  #enable() {
    this.go.disabled = this.#picked.length !== this.card.quantity || !this.#state.current || this.#state.busy;
  }

  #send() {
    this.chat.act({ type: "select", card_id: this.card.id, seat_ids: [...this.#picked] }, this.#words);
  }

  update(state) {
    this.#state = state;
    this.toggleAttribute("data-past", !state.current);
    this.#enable();
  }
}

customElements.define("wc-seat-map", SeatMap);
