// How the house itself is: what is in service, what answers, how full it is.

import { h, icon } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { valueText } from "./figures.js";
import { ago } from "./words.js";

const EVERY_MS = 15_000;
const COUNT = new Intl.NumberFormat("en");

function size(bytes) {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

class System extends HTMLElement {
  #timer = null;

  connectedCallback() {
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.body = h("div", { class: "insight-body" }, h("p", { class: "small" }, "Looking…"));
    this.replaceChildren(h("h1", {}, "System"), this.trouble, this.body);
    this.#timer = setInterval(() => document.hidden || this.#read(), EVERY_MS);
    this.#read();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #read() {
    try {
      const now = await getJson("api/system");
      this.trouble.hidden = true;
      this.#draw(now);
    } catch (problem) {
      if (problem.kind === "signed_out") this.house.live.tell("signed_out");
      this.trouble.textContent = problem.message;
      this.trouble.hidden = false;
    }
  }

  #draw(now) {
    const { in_service: serves, log } = now;
    const facts = (title, pairs) =>
      h(
        "section",
        { class: "panel-chart" },
        h("h2", {}, title),
        h("dl", { class: "facts" }, pairs.filter(Boolean).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
      );
    this.body.replaceChildren(
      h("p", { class: now.well ? "done" : "trouble", role: "status" }, icon(now.well ? "check" : "warn"), now.well ? " Everything answers." : " Something does not answer."),
      h(
        "div",
        { class: "charts" },
        facts("Answers", Object.entries(now.checks).map(([name, word]) => [name, word])),
        facts("In service", [
          ["Brain", serves.brain],
          serves.model ? ["Model", serves.model] : null,
          serves.falls_back_to ? ["Where it fails", serves.falls_back_to] : null,
          ["Reader", serves.weights ? [serves.reader, h("small", { class: "mono" }, ` ${serves.weights}`)] : serves.reader],
          ["Sentiment", serves.sentiment],
          serves.reranker ? ["Re-ranker", serves.reranker] : null,
          ["Box office", serves.box_office],
          ["Payments", serves.payments],
          serves.documents === null ? null : ["Knowledge", `${COUNT.format(serves.documents)} documents, version ${serves.knowledge_version}`],
          ["Release", `Willcall ${now.version}`],
        ]),
        facts("Answered today", now.today.length ? now.today.map((one) => [one.brain, `${COUNT.format(one.turns)} ${one.turns === 1 ? "turn" : "turns"}, ${valueText("share", one.success_rate)} without error, 95th percentile ${valueText("ms", one.p95_ms)}`]) : [["Turns", "none yet"]]),
        facts("The log", [
          ["Records", COUNT.format(log.records)],
          ["In files", `${COUNT.format(log.files)}, ${size(log.bytes)}`],
          ["Not yet in files", COUNT.format(log.waiting)],
          log.first_at ? ["Goes back to", log.first_at.slice(0, 10)] : null,
          ["Is kept for", `${COUNT.format(log.keep_days)} days`],
        ]),
        facts("The server", [
          ["Since", ago(now.started_at)],
          ["Memory of this process", size(now.memory_bytes)],
          ["Free on disk", size(now.disk_free_bytes)],
          ["Database", now.database],
          ["Workers", String(now.workers)],
          ["Time zone of figures", now.time_zone],
          now.sandbox ? ["Sandbox", "play money only"] : null,
        ]),
      ),
    );
  }
}

customElements.define("wc-system", System);
