// A conversation as the log has it: words without what is personal, and what happened between them.

import { h } from "/static/dom.js";
import { plainly, valueText } from "./figures.js";
import { clock } from "./words.js";

export function transcript(found) {
  return [
    h("h2", {}, `Conversation of ${clock(found.began_at)}`),
    h(
      "p",
      { class: "small" },
      h("span", { class: "mono" }, found.conversation_id),
      found.simulated ? " · simulated" : " · ",
      found.simulated ? null : h("a", { href: `#/inbox/live/conversation/${found.conversation_id}` }, "open it at the desk"),
    ),
    h("ol", { class: "said log" }, found.records.map((record) => line(record))),
  ];
}

function line(record) {
  if (record.kind !== "turn") return h("li", { class: "happened small", "data-kind": record.kind, "data-failed": record.ok === false }, happened(record), " ", h("time", { datetime: record.at }, clock(record.at)));
  const facts = [
    record.brain,
    record.intent && plainly(record.intent),
    record.duration_ms === null ? null : valueText("ms", record.duration_ms),
    record.sentiment === null ? null : `sentiment ${record.sentiment.toFixed(2)}`,
    record.cost ? valueText("usd", record.cost) : null,
    record.awaiting && `waits for ${plainly(record.awaiting)}`,
  ].filter(Boolean);
  return h(
    "li",
    { class: "turn", "data-failed": record.ok === false, "data-unanswered": record.answered === false },
    h("div", { class: "fan-said" }, h("p", { class: "who" }, "Fan", h("time", { datetime: record.at }, clock(record.at))), h("p", { class: "text" }, record.text ?? (record.action ? `pressed ${plainly(record.action)}` : "–"))),
    h("div", { class: "agent-said" }, h("p", { class: "who" }, record.speaker === "person" ? "Person" : "Agent"), h("p", { class: "text" }, record.reply ?? (record.error ? `Failed: ${record.error}` : "–"))),
    h("p", { class: "small facts-line" }, facts.join(" · ")),
  );
}

function happened(record) {
  const name = record.name ? plainly(record.name) : "";
  switch (record.kind) {
    case "tool":
      return `Tool ${name}${record.ok === false ? ", failed" : ""}`;
    case "card":
      return `Card ${name}`;
    case "sale":
      return `Sale ${name}${record.amount === null ? "" : ` ${record.amount.text}`}`;
    case "handoff":
      return `Hand-off ${name}`;
    case "feedback":
      return `Opinion ${record.score ? `${record.score} of 5` : record.rating > 0 ? "good" : record.rating < 0 ? "not good" : "so-so"}${record.text ? `: ${record.text}` : ""}`;
    case "error":
      return `Error ${record.error ?? ""}`;
    case "completed":
      return "It ended";
    default:
      return `${plainly(record.kind)} ${name}`;
  }
}
