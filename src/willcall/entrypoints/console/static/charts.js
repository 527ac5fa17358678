// Draws the charts that the server defines (Vega-Lite), with the bundle it serves; the same on the report's paper. Colours and type are the page's.
// Each chart can also be read as a table.

import { h } from "/static/dom.js";

let loading = null;

/** The bundle is large and only asked for once something is to be drawn. */
function bundle() {
  loading ??= import("./vega.js").then(
    () => globalThis.WillcallVega,
    (problem) => {
      loading = null;
      throw problem;
    },
  );
  return loading;
}

function config() {
  const css = getComputedStyle(document.documentElement);
  const token = (name) => css.getPropertyValue(name).trim();
  const colours = [1, 2, 3, 4, 5].map((number) => token(`--chart-${number}`));
  const text = { labelColor: token("--ink-2"), titleColor: token("--ink-2"), labelFontSize: 12, titleFontSize: 12 };
  return {
    background: null,
    font: token("--sans"),
    view: { stroke: null },
    axis: { ...text, domainColor: token("--line"), tickColor: token("--line"), gridColor: token("--line") },
    legend: { ...text, symbolStrokeWidth: 2 },
    range: { category: colours },
    bar: { color: colours[0] },
    rect: { fill: colours[0] },
    line: { color: colours[0] },
    point: { color: colours[0], filled: true },
  };
}

const forbidden = {
  load: () => Promise.reject(new Error("A chart holds its data.")),
  sanitize: () => Promise.reject(new Error("A chart has no links.")),
};

/** `<wc-chart>`: `chart` is `{title, spec}`; `pick(row)` is called when a mark is clicked. */
class Chart extends HTMLElement {
  chart = null;
  pick = null;
  #view = null;
  #width = 0;
  #drawing = 0;
  #sizes = new ResizeObserver(() => this.#resized());
  #themes = new MutationObserver(() => this.draw());
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #recolour = () => this.draw();

  connectedCallback() {
    this.box = h("div", { class: "drawn" });
    this.tip = h("div", { class: "tip", hidden: true, "aria-hidden": "true" });
    this.replaceChildren(this.box, this.tip);
    this.#sizes.observe(this);
    this.#themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    this.#dark.addEventListener("change", this.#recolour);
  }

  disconnectedCallback() {
    this.#sizes.disconnect();
    this.#themes.disconnect();
    this.#dark.removeEventListener("change", this.#recolour);
    this.#drawing += 1;
    this.#view?.finalize();
    this.#view = null;
  }

  /** Shows another state of the same chart. */
  show(chart) {
    this.chart = chart;
    if (this.#width) this.draw();
  }

  #resized() {
    const width = Math.floor(this.clientWidth);
    if (!width || width === this.#width) return;
    this.#width = width;
    this.draw();
  }

  async draw() {
    if (!this.chart || !this.#width) return;
    this.#drawing += 1;
    const number = this.#drawing;
    try {
      const { vega, compile, expressionInterpreter } = await bundle();
      if (number !== this.#drawing) return;
      const spec = { ...this.chart.spec, width: this.#width, autosize: { type: "fit-x", contains: "padding" } };
      const parsed = vega.parse(compile(spec, { config: config(), logger: vega.logger(vega.Error) }).spec, null, { ast: true });
      const view = new vega.View(parsed, {
        expr: expressionInterpreter,
        renderer: "svg",
        loader: forbidden,
        tooltip: (_handler, event, _item, value) => this.#point(event, value),
      });
      const fresh = h("div");
      await view.initialize(fresh).hover().runAsync();
      if (number !== this.#drawing) {
        view.finalize();
        return;
      }
      view.addEventListener("click", (_event, item) => item?.datum?.start && this.pick?.(item.datum));
      this.#view?.finalize();
      this.#view = view;
      this.box.replaceChildren(fresh);
      this.dataset.drawn = "";
    } catch (problem) {
      this.box.replaceChildren(h("p", { class: "small" }, "This chart could not be drawn; its table is below."));
      console.warn(problem);
    }
  }

  #point(event, value) {
    this.tip.hidden = value === null || value === undefined || value === "";
    if (this.tip.hidden) return;
    this.tip.replaceChildren(
      ...Object.entries(value).map(([name, text]) => h("span", {}, h("small", {}, name), h("b", {}, String(text)))),
    );
    const room = this.getBoundingClientRect();
    const right = event.clientX - room.left > room.width / 2;
    this.tip.style.left = right ? "" : `${event.clientX - room.left + 14}px`;
    this.tip.style.right = right ? `${room.right - event.clientX + 14}px` : "";
    this.tip.style.top = `${Math.max(0, event.clientY - room.top - 20)}px`;
  }
}

customElements.define("wc-chart", Chart);
