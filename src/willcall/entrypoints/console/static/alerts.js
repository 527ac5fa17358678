// Alerts: what is wrong now, what was, what it set in motion, what is muted, and what every rule is at. An agent acknowledges, resolves and mutes.

import { h, icon, uid } from "/static/dom.js";
import { getJson, postJson } from "/static/wire.js";
import { drift, driftReport } from "./drift.js";
import { plainly } from "./figures.js";
import { incidents } from "./incidents.js";
import { redraw, sent } from "./redraw.js";
import { silences } from "./silences.js";
import { table } from "./tables.js";
import { ago, clock } from "./words.js";

const VIEWS = { open: "Open", resolved: "History", incidents: "Incidents", muted: "Muted", rules: "Rules", drift: "Drift" };
const PAGE = 50;
const EMPTY = { open: "Nothing is wrong that a rule knows of.", resolved: "No alert has been resolved yet." };

function number(value) {
  return value === null || value === undefined ? "–" : Number(value.toPrecision(4)).toLocaleString("en");
}

class Alerts extends HTMLElement {
  #heard = () => this.#read();
  #asked = 0;

  connectedCallback() {
    this.tabs = h("nav", { class: "views", "aria-label": "Parts of alerts" });
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    this.body = h("div", { class: "insight-body" });
    this.replaceChildren(h("h1", {}, "Alerts"), this.tabs, this.trouble, this.body);
    this.house.live.addEventListener("alerts", this.#heard);
    this.moved();
  }

  disconnectedCallback() {
    this.house.live.removeEventListener("alerts", this.#heard);
    this.#asked += 1;
  }

  moved() {
    const [view = "open"] = this.place;
    this.tabs.replaceChildren(
      ...Object.entries(VIEWS).map(([name, label]) => h("a", { href: `#/alerts/${name}`, "aria-current": name === view ? "page" : null }, label)),
    );
    this.tabs.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.body.replaceChildren(h("p", { class: "small" }, "Looking…"));
    this.#read();
  }

  async #read() {
    this.#asked += 1;
    const asked = this.#asked;
    const [view = "open", id] = this.place;
    try {
      const parts = await this.#parts(view, id);
      if (asked !== this.#asked) return;
      this.trouble.hidden = true;
      redraw(this.body, parts.flat().filter(Boolean));
    } catch (problem) {
      if (asked !== this.#asked) return;
      if (problem.kind === "signed_out") this.house.live.tell("signed_out");
      this.#fail(problem);
    }
  }

  #parts(view, id) {
    const page = { operator: this.house.operator, again: () => this.#read(), sent: (name) => sent(this.body, name), fail: (problem) => this.#fail(problem) };
    switch (view) {
      case "rules":
        return this.#rules();
      case "alert":
        return this.#one(id);
      case "incidents":
        return incidents(page);
      case "muted":
        return silences(page, id);
      case "drift":
        return id ? driftReport(id) : drift();
      default:
        return this.#list(view);
    }
  }

  #fail(problem) {
    this.trouble.textContent = problem.message;
    this.trouble.hidden = false;
  }

  async #list(view) {
    const page = Number(new URLSearchParams(this.query).get("page")) || 0;
    const found = await getJson(`api/alerts?state=${view}&page=${page}`);
    if (!found.alerts.length) return [h("p", { class: "small" }, EMPTY[view])];
    const turned = (to, words) => h("a", { class: "second", href: `#/alerts/${view}?page=${to}` }, words);
    const last = Math.ceil(found.total / PAGE) - 1;
    return [
      h("ul", { class: "alerts" }, found.alerts.map((alert) => this.#line(alert, found.operators))),
      last > 0
        ? h("div", { class: "pager" }, page > 0 ? turned(page - 1, "Back") : null, h("span", { class: "small" }, `Page ${page + 1} of ${last + 1}`), page < last ? turned(page + 1, "On") : null)
        : null,
    ];
  }

  #line(alert, operators) {
    const whose = operators[alert.acknowledged_by] ?? alert.acknowledged_by;
    return h(
      "li",
      { "data-severity": alert.severity, "data-state": alert.state },
      h("div", {}, h("a", { href: `#/alerts/alert/${alert.alert_id}` }, h("strong", {}, icon("warn"), alert.title)), h("p", {}, alert.said), h("p", { class: "small" }, this.#when(alert), whose ? ` · acknowledged by ${whose}` : "", alert.muted_until ? ` · muted until ${clock(alert.muted_until)}` : "")),
      this.#acts(alert),
    );
  }

  #when(alert) {
    return alert.resolved_at ? `${clock(alert.fired_at)} to ${clock(alert.resolved_at)}` : `since ${ago(alert.fired_at).replace(" ago", "")}`;
  }

  #acts(alert) {
    if (this.house.operator.role === "viewer" || alert.state === "resolved") return null;
    const id = uid("note");
    const note = h("input", { id, name: `note-${alert.alert_id}`, type: "text", maxlength: "2000", placeholder: "A note, if you like" });
    const act = async (verb) => {
      try {
        await postJson(`api/alerts/${encodeURIComponent(alert.alert_id)}/${verb}`, { note: note.value.trim() || null });
        sent(this.body, note.name);
        await this.#read();
      } catch (problem) {
        this.#fail(problem);
      }
    };
    return h(
      "div",
      { class: "acts" },
      h("label", { for: id, class: "hidden" }, `Note about ${alert.title}`),
      note,
      alert.state === "firing" ? h("button", { type: "button", name: `acknowledge-${alert.alert_id}`, class: "second", onclick: () => act("acknowledge") }, "Acknowledge") : null,
      h("button", { type: "button", name: `resolve-${alert.alert_id}`, class: "second", onclick: () => act("resolve") }, "Resolve"),
      alert.muted_until ? null : h("a", { class: "second", href: `#/alerts/muted/${alert.rule}` }, "Mute"),
    );
  }

  async #one(id) {
    const { alert, changes, told, operators } = await getJson(`api/alerts/${encodeURIComponent(id)}`);
    const name = (by) => operators[by] ?? by ?? "the rule";
    return [
      h("ul", { class: "alerts" }, this.#line(alert, operators)),
      h("h2", {}, "What happened"),
      h("ol", { class: "history" }, changes.map((change) => h("li", {}, h("time", { datetime: change.at }, clock(change.at)), ` ${plainly(change.change)} by ${name(change.by)}`, change.note ? `: ${change.note}` : ""))),
      told.length ? h("h2", {}, "Who was told") : null,
      told.length
        ? table({
            caption: "Who was told",
            columns: [
              { title: "Channel", of: (one) => one.channel, show: (one) => one.channel },
              { title: "Of", of: (one) => one.told, show: (one) => plainly(one.told) },
              { title: "How it went", of: (one) => one.told_at ?? "", show: (one) => (one.told_at ? `told ${clock(one.told_at)}` : one.given_up_at ? `given up: ${one.error ?? ""}` : `tried ${one.attempts} times${one.error ? `: ${one.error}` : ""}`) },
            ],
            rows: told,
          })
        : null,
    ];
  }

  async #rules() {
    const rules = await getJson("api/alerts/rules");
    return [
      table({
        caption: "Rules in force",
        empty: "No rule is in force.",
        page: 50,
        columns: [
          { title: "Rule", of: (rule) => rule.title, show: (rule) => rule.title },
          { title: "Kind", of: (rule) => rule.kind, show: (rule) => plainly(rule.kind) },
          { title: "Finds", of: (rule) => rule.finding ?? "", show: (rule) => h("span", { class: "finding", "data-finding": rule.finding }, rule.finding ?? "not yet") },
          { title: "Is", number: true, of: (rule) => rule.value, show: (rule) => number(rule.value) },
          { title: "May be", number: true, of: (rule) => rule.bound, show: (rule) => number(rule.bound) },
          { title: "Told", of: (rule) => rule.muted_until ?? "", show: (rule) => (rule.muted_until ? `muted until ${clock(rule.muted_until)}` : "yes") },
          { title: "Looked", of: (rule) => rule.looked_at ?? "", show: (rule) => (rule.looked_at ? ago(rule.looked_at) : "–") },
        ],
        rows: rules,
      }),
    ];
  }
}

customElements.define("wc-alerts", Alerts);
