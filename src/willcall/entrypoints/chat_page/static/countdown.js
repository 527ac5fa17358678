// `<wc-countdown until="epoch ms" total="ms">`: how long the seats are still held. Fires `over` once. Draws; the wire's clock decides.
// One clock tick for all of them; the page speaks the time once (see log.js), not each countdown.

import { countdown } from "./format.js";
import { h, svg } from "./dom.js";
import { serverNow } from "./wire.js";

const RADIUS = 15;
const AROUND = 2 * Math.PI * RADIUS;

class Countdown extends HTMLElement {
  static observedAttributes = ["until"];
  #timer = null;
  #over = false;

  connectedCallback() {
    this.arc = svg("circle", { class: "arc", cx: 18, cy: 18, r: RADIUS, "stroke-dasharray": AROUND });
    this.time = h("span", { class: "time" });
    this.setAttribute("role", "timer");
    this.setAttribute("aria-live", "off");
    const ring = svg(
      "svg",
      { viewBox: "0 0 36 36", class: "ring", "aria-hidden": "true" },
      svg("circle", { class: "track", cx: 18, cy: 18, r: RADIUS }),
      this.arc,
    );
    this.replaceChildren(ring, this.time);
    this.#timer = setInterval(() => this.#tick(), 250);
    this.#tick();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  attributeChangedCallback() {
    this.#over = false;
    if (this.time) this.#tick();
  }

  #tick() {
    const left = Number(this.getAttribute("until")) - serverNow();
    const total = Number(this.getAttribute("total")) || 300_000;
    const text = countdown(left);
    if (this.time.textContent !== text) this.time.textContent = text;
    this.arc.setAttribute("stroke-dashoffset", String(AROUND * (1 - Math.min(1, Math.max(0, left / total)))));
    this.dataset.mood = left <= 0 ? "over" : left <= 30_000 ? "urgent" : left <= 60_000 ? "soon" : "calm";
    if (left <= 0 && !this.#over) {
      this.#over = true;
      this.dispatchEvent(new CustomEvent("over", { bubbles: true }));
    }
  }
}

customElements.define("wc-countdown", Countdown);

export function countdownTo(instant, total) {
  return h("wc-countdown", { until: instant, total, "aria-label": "Time left on your seats" });
}
