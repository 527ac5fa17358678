// What happened: key figures with their change, charts, lists, and the very conversations behind any of them. The address holds the view
// and the days (`#/insight/questions?days=30`), so that a link shows a colleague the same.

import { h, icon } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { behind, conversation } from "./behind.js";
import "./charts.js";
import { cost } from "./cost.js";
import { every } from "./every.js";
import { changeText, plainly, valueText } from "./figures.js";
import { answerForm, openGaps } from "./gaps.js";
import { buying, tools, topics } from "./lists.js";
import { opinions } from "./opinions.js";
import { queryOf, rangeControl, rangeOf, remember } from "./range.js";
import { csvLink, table } from "./tables.js";

const VIEWS = {
  overview: "Overview",
  figures: "Figures",
  questions: "Questions",
  topics: "Topics",
  buying: "Buying",
  tools: "Tools and errors",
  cost: "Cost",
  opinions: "Opinions",
};
const REST_MS = 2500;

class Insight extends HTMLElement {
  range = null;
  #asked = 0;
  #shown = "";
  #timer = null;
  #heard = () => this.#soon();

  connectedCallback() {
    this.tabs = h("nav", { class: "views", "aria-label": "Parts of insight" });
    this.days = h("div", { class: "range-place" });
    this.files = h("div", { class: "files" });
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.note = h("p", { class: "small stretch", role: "status" });
    this.body = h("div", { class: "insight-body" });
    this.replaceChildren(
      h("header", { class: "insight-top" }, h("h1", {}, "Insight"), this.files),
      this.tabs,
      this.days,
      this.trouble,
      this.note,
      this.body,
    );
    this.house.live.addEventListener("log", this.#heard);
    this.moved();
  }

  disconnectedCallback() {
    this.house.live.removeEventListener("log", this.#heard);
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  /** The address changed. */
  moved() {
    this.range = rangeOf(this.query);
    remember(this.range);
    const [part = "overview"] = this.place;
    const asked = queryOf(this.range);
    this.tabs.replaceChildren(
      ...Object.entries(VIEWS).map(([view, label]) =>
        h("a", { href: `#/insight/${view}?${asked}`, "aria-current": view === part ? "page" : null }, label),
      ),
    );
    this.tabs.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.days.replaceChildren(rangeControl(this.range, (range) => this.#go(range)));
    this.#files(part);
    this.#read(true);
  }

  #go(range) {
    const others = new URLSearchParams(this.query);
    for (const name of ["days", "from", "to", "by", "page"]) others.delete(name);
    const more = others.toString();
    location.hash = `#/insight/${this.place.join("/") || "overview"}?${queryOf(range)}${more ? `&${more}` : ""}`;
  }

  #files(part) {
    const asked = queryOf(this.range);
    this.files.replaceChildren(
      ...(part === "overview" ? [csvLink(asked, "the key figures")] : []),
      h("a", { class: "second", href: `/api/export/pdf?${asked}`, download: "" }, icon("file"), "PDF report"),
    );
  }

  /** Something was logged: read anew, but not for every turn of a busy evening, and never while nobody looks or somebody fills in a form. */
  #soon() {
    clearTimeout(this.#timer);
    if (this.place[0] === "answer") return;
    this.#timer = setTimeout(() => {
      if (document.hidden || this.body.querySelector("form :focus")) this.#soon();
      else this.#read(false);
    }, REST_MS);
  }

  async #read(fresh) {
    this.#asked += 1;
    const number = this.#asked;
    const [part = "overview", ...rest] = this.place;
    const place = `${this.place.join("/")}?${this.query}`;
    if (fresh && this.#shown !== place) this.body.replaceChildren(h("p", { class: "small" }, "Looking…"));
    try {
      const parts = await this.#parts(part, rest);
      if (number !== this.#asked) return;
      this.trouble.hidden = true;
      if (parts) this.body.replaceChildren(...parts.flat(Infinity).filter(Boolean));
      this.#shown = place;
    } catch (problem) {
      if (number !== this.#asked) return;
      if (problem.kind === "signed_out") this.house.live.tell("signed_out");
      this.trouble.textContent = problem.message;
      this.trouble.hidden = false;
      if (fresh) this.body.replaceChildren();
    }
  }

  #parts(part, rest) {
    if (part === "behind") return behind(this, rest[0] ?? "turns");
    if (part === "conversation") return conversation(this, rest[0] ?? "");
    return (PARTS[part] ?? overview)(this);
  }

  say(stretch, more = "") {
    const days = stretch.first === stretch.last ? stretch.first : `${stretch.first} to ${stretch.last}`;
    this.note.textContent = `${days}, days of ${stretch.zone}${more}`;
  }

  /** Where the conversations behind something are shown. */
  to(name, more = {}) {
    return `#/insight/behind/${encodeURIComponent(name)}?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(queryOf(this.range))), ...more })}`;
  }

  tile(figure) {
    const { words, tone } = changeText(figure);
    return h(
      "a",
      { class: "figure", href: this.to(figure.name), "data-name": figure.name },
      h("span", {}, figure.title),
      h("strong", {}, valueText(figure.unit, figure.value)),
      h("em", { "data-tone": tone }, words || "\u00a0"),
    );
  }

  chart(chart, known) {
    const node = known ?? document.createElement("wc-chart");
    node.dataset.name = chart.name;
    node.pick = (row) => (location.hash = this.to(chart.finds, period(row)));
    const rows = chart.spec.data.values;
    const several = new Set(rows.map((row) => row.figure)).size > 1;
    const columns = [
      { title: "When", of: (row) => row.start, show: (row) => (row.start ? h("a", { href: this.to(chart.finds, period(row)) }, row.period) : row.label) },
      ...(several ? [{ title: "What", of: (row) => row.figure, show: (row) => plainly(row.figure) }] : []),
      { title: "Value", number: true, of: (row) => row.value, show: (row) => valueText(chart.unit === "minor" ? "number" : chart.unit, row.value) },
    ];
    const details = h("details", {}, h("summary", {}, "As a table"));
    details.addEventListener("toggle", () => details.append(table({ caption: chart.title, columns, rows, page: 14 })), { once: true });
    queueMicrotask(() => node.show(chart));
    return h("figure", { class: "panel-chart" }, h("figcaption", {}, h("h2", {}, chart.title)), node, details);
  }
}

/** The days of a mark: a period's own. Vega makes numbers of the instants it was given as text. */
function period(row) {
  const day = (instant) => new Date(instant).toISOString().slice(0, 10);
  const first = new Date(row.start).getTime();
  return { days: "", from: day(first), to: day(Math.max(first, new Date(row.end).getTime() - 1)) };
}

async function overview(view) {
  const shown = await getJson(`api/dashboard?${queryOf(view.range)}`);
  view.say(shown.stretch, shown.empty ? "" : ", changes against as many days before");
  if (shown.empty)
    return [
      h("div", { class: "empty" }, h("h2", {}, "Nothing was logged in these days"), h("p", {}, "Choose other days, or talk to the agent and come back. ", h("code", {}, "willcall sim history"), " writes a simulated past.")),
    ];
  const known = new Map([...view.body.querySelectorAll("wc-chart")].map((node) => [node.dataset.name, node]));
  return [
    shown.simulated ? h("p", { class: "simulated" }, "Some of what is counted here was done by a simulation.") : null,
    h("section", { class: "figures", "aria-label": "Key figures" }, shown.figures.map((figure) => view.tile(figure))),
    h("section", { class: "charts", "aria-label": "Charts" }, shown.charts.map((chart) => view.chart(chart, known.get(chart.name)))),
  ];
}

async function questions(view) {
  const asked = queryOf(view.range);
  const { stretch, parts } = await openGaps({
    asked,
    behind: (list, label) => view.to(list, { label }),
    answer: (question) => `#/insight/answer?${asked}&${new URLSearchParams({ question })}`,
    mayAnswer: view.house.operator.role !== "viewer",
  });
  view.say(stretch);
  return parts;
}

function answer(view) {
  view.note.textContent = "";
  return answerForm(new URLSearchParams(view.query).get("question") ?? "", `#/insight/questions?${queryOf(view.range)}`);
}

const PARTS = { figures: every, questions, answer, topics, buying, tools, cost, opinions };

customElements.define("wc-insight", Insight);
