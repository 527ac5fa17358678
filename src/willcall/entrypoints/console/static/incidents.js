// Incidents that alerts opened, what alerts set in motion and how that went, and the actions there are with their bounds.

import { h, uid } from "/static/dom.js";
import { getJson, postJson } from "/static/wire.js";
import { plainly } from "./figures.js";
import { table } from "./tables.js";
import { clock } from "./words.js";

export async function incidents(page) {
  const found = await getJson("api/incidents?closed=true");
  const open = found.incidents.filter((one) => !one.closed_at);
  const closed = found.incidents.filter((one) => one.closed_at);
  return [
    h("h2", {}, "Open incidents"),
    open.length ? h("ul", { class: "alerts" }, open.map((one) => line(page, one))) : h("p", { class: "small" }, "No incident is open."),
    h("h2", {}, "What alerts set in motion"),
    table({
      caption: "Actions that ran",
      empty: "No alert has set anything in motion.",
      columns: [
        { title: "Action", of: (run) => run.action, show: (run) => h("a", { href: `#/alerts/alert/${run.alert_id}` }, plainly(run.action)) },
        { title: "How it went", of: (run) => run.outcome, show: (run) => h("span", { class: "finding", "data-finding": { done: "clear", failed: "breach" }[run.outcome] }, run.outcome) },
        { title: "It said", of: (run) => run.said ?? "", show: (run) => run.said ?? "–" },
        { title: "Asked", of: (run) => run.asked_at, show: (run) => clock(run.asked_at) },
        { title: "Ended", of: (run) => run.ended_at ?? "", show: (run) => (run.ended_at ? clock(run.ended_at) : "–") },
        { title: "Attempts", number: true, of: (run) => run.attempts, show: (run) => String(run.attempts) },
      ],
      rows: found.runs,
    }),
    h("h2", {}, "Actions there are"),
    table({
      caption: "Actions and their bounds",
      columns: [
        { title: "Action", of: (one) => one.name, show: (one) => plainly(one.name) },
        { title: "Does", of: (one) => one.about, show: (one) => one.about },
        { title: "Takes at most", number: true, of: (one) => one.seconds, show: (one) => `${one.seconds} s` },
        { title: "Rests", number: true, of: (one) => one.cooldown_s, show: (one) => `${one.cooldown_s / 60} min` },
        { title: "An hour, at most", number: true, of: (one) => one.an_hour, show: (one) => String(one.an_hour) },
      ],
      rows: found.actions,
    }),
    closed.length ? h("h2", {}, "Settled") : null,
    closed.length ? h("ul", { class: "alerts" }, closed.map((one) => line(page, one))) : null,
  ];
}

function line(page, incident) {
  const about = incident.closed_at ? `${clock(incident.opened_at)} to ${clock(incident.closed_at)}: ${incident.resolution}` : `since ${clock(incident.opened_at)}`;
  return h(
    "li",
    { "data-severity": incident.severity, "data-state": incident.closed_at ? "resolved" : "firing" },
    h("div", {}, h("a", { href: `#/alerts/alert/${incident.alert_id}` }, h("strong", {}, incident.title)), h("p", {}, incident.said), h("p", { class: "small" }, about)),
    incident.closed_at || page.operator.role === "viewer" ? null : settling(page, incident),
  );
}

function settling(page, incident) {
  const id = uid("resolution");
  const how = h("input", { id, name: `resolution-${incident.incident_id}`, type: "text", required: true, maxlength: "2000", placeholder: "How was it settled?" });
  const settle = async (event) => {
    event.preventDefault();
    try {
      await postJson(`api/incidents/${encodeURIComponent(incident.incident_id)}/close`, { resolution: how.value });
      page.sent(how.name);
      await page.again();
    } catch (problem) {
      page.fail(problem);
    }
  };
  return h("form", { class: "acts", onsubmit: settle }, h("label", { for: id, class: "hidden" }, `How ${incident.title} was settled`), how, h("button", { name: `settle-${incident.incident_id}`, class: "second" }, "Settle"));
}
