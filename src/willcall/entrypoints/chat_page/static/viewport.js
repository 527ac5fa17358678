// Pan and zoom of an SVG by its viewBox: drag, pinch, Ctrl+wheel, and calls from buttons and keys. Knows nothing of seats.

const CLOSEST = 20;

export class Viewport {
  /** True from the moment a press has become a drag until the click that ends it. */
  dragged = false;
  #pointers = new Map();
  #start = null;

  /** `whole`: the box that is everything, `{x, y, w, h}` in the drawing's units. `moved` is told of every change. */
  constructor(svg, whole, moved = () => {}) {
    Object.assign(this, { svg, whole, width: whole.w, height: whole.h, moved });
    this.box = whole;
    new ResizeObserver(() => this.moved()).observe(svg);
    svg.addEventListener("pointerdown", (event) => this.#down(event));
    svg.addEventListener("pointermove", (event) => this.#move(event));
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"])
      svg.addEventListener(type, (event) => this.#up(event));
    svg.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the conversation
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY / 200), this.#point(event));
      },
      { passive: false },
    );
  }

  fit() {
    this.#set(this.whole.x, this.whole.y, this.width);
  }

  /** Glides to where a box fills the view, with some air; jumps for those who asked for less motion. */
  show({ x, y, w, h }) {
    const width = Math.min(
      this.width,
      Math.max(w * 1.15, (h * 1.15 * this.width) / this.height, this.width / CLOSEST),
    );
    const height = (width * this.height) / this.width;
    const from = this.box;
    const to = { x: x + w / 2 - width / 2, y: y + h / 2 - height / 2, w: width };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const started = performance.now();
    const mine = (this.gliding = {});
    const step = (now) => {
      if (this.gliding !== mine) return;
      const t = still ? 1 : Math.min(1, (now - started) / 260);
      const ease = 1 - (1 - t) ** 3;
      const between = (a, b) => a + (b - a) * ease;
      this.#place(between(from.x, to.x), between(from.y, to.y), between(from.w, to.w));
      if (t < 1) requestAnimationFrame(step);
      else this.gliding = null;
    };
    step(started);
  }

  /** How many screen pixels one unit of the drawing takes now. */
  get scale() {
    return 1 / this.#unit();
  }

  zoom(factor, around = null) {
    const { x, y, w, h } = this.box;
    const at = around ?? { x: x + w / 2, y: y + h / 2 };
    const width = Math.min(this.width, Math.max(this.width / CLOSEST, w / factor));
    const share = width / w;
    this.#set(at.x - (at.x - x) * share, at.y - (at.y - y) * share, width);
  }

  /** Brings a point into sight with some air around it. */
  reveal(px, py) {
    if (this.gliding) return;
    const { x, y, w, h } = this.box;
    const air = w * 0.12;
    const shift = (value, low, size) =>
      value < low + air ? value - air : value > low + size - air ? value + air - size : low;
    this.#set(shift(px, x, w), shift(py, y, h), w);
  }

  #set(x, y, w) {
    this.gliding = null;
    this.#place(x, y, w);
  }

  #place(x, y, w) {
    const h = (w * this.height) / this.width;
    const clamp = (value, low, size, whole) =>
      Math.min(Math.max(value, low), low + Math.max(0, whole - size));
    this.box = { x: clamp(x, this.whole.x, w, this.width), y: clamp(y, this.whole.y, h, this.height), w, h };
    this.svg.setAttribute("viewBox", `${this.box.x} ${this.box.y} ${w} ${h}`);
    this.svg.style.touchAction = w < this.width * 0.98 ? "none" : "pan-y pinch-zoom";
    this.svg.toggleAttribute("data-zoomed", w < this.width * 0.98);
    this.moved();
  }

  #unit() {
    const rect = this.svg.getBoundingClientRect();
    return rect.width ? Math.max(this.box.w / rect.width, this.box.h / rect.height) : Infinity;
  }

  /** Where an event happened, in the drawing's units. */
  at(event) {
    return this.#point(event);
  }

  #point(event) {
    const rect = this.svg.getBoundingClientRect();
    const unit = this.#unit();
    const { x, y, w, h } = this.box;
    return {
      x: x + w / 2 + (event.clientX - rect.left - rect.width / 2) * unit,
      y: y + h / 2 + (event.clientY - rect.top - rect.height / 2) * unit,
    };
  }

  #down(event) {
    if (this.#pointers.size === 0) this.dragged = false;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.#begin();
  }

  #begin() {
    const points = [...this.#pointers.values()];
    this.#start = { points, box: { ...this.box }, spread: spread(points) };
  }

  #move(event) {
    if (!this.#pointers.has(event.pointerId)) return;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const points = [...this.#pointers.values()];
    const before = middle(this.#start.points);
    const now = middle(points);
    if (!this.dragged && points.length === 1 && Math.hypot(now.x - before.x, now.y - before.y) < 6) return;
    if (!this.dragged) this.svg.setPointerCapture(event.pointerId);
    this.dragged = true;
    const { box } = this.#start;
    const factor = points.length > 1 && this.#start.spread ? spread(points) / this.#start.spread : 1;
    const w = Math.min(this.width, Math.max(this.width / CLOSEST, box.w / factor));
    const rect = this.svg.getBoundingClientRect();
    const unit = w / Math.min(rect.width, (rect.height * this.width) / this.height);
    const unitBefore = box.w / Math.min(rect.width, (rect.height * this.width) / this.height);
    const offset = { x: before.x - rect.left - rect.width / 2, y: before.y - rect.top - rect.height / 2 };
    const anchor = {
      x: box.x + box.w / 2 + offset.x * unitBefore,
      y: box.y + box.h / 2 + offset.y * unitBefore,
    };
    const target = { x: now.x - rect.left - rect.width / 2, y: now.y - rect.top - rect.height / 2 };
    const h = (w * this.height) / this.width;
    this.#set(anchor.x - target.x * unit - w / 2, anchor.y - target.y * unit - h / 2, w);
  }

  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#pointers.size) this.#begin();
  }
}

function middle(points) {
  return {
    x: points.reduce((sum, p) => sum + p.x, 0) / points.length,
    y: points.reduce((sum, p) => sum + p.y, 0) / points.length,
  };
}

function spread(points) {
  return points.length > 1 ? Math.hypot(points[0].x - points[1].x, points[0].y - points[1].y) : 0;
}
