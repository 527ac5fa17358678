// Which rules tell nobody for a while, and why; an agent mutes and ends a silence.

import { h, uid } from "/static/dom.js";
import { getJson, postJson } from "/static/wire.js";
import { table } from "./tables.js";
import { clock } from "./words.js";

const LENGTHS = { 30: "30 minutes", 120: "2 hours", 480: "8 hours", 1440: "1 day", 10080: "1 week" };

/** `rule` is the one that the form begins with. */
export async function silences(page, rule) {
  const [found, rules] = await Promise.all([getJson("api/alerts/silences"), getJson("api/alerts/rules")]);
  const title = (name) => rules.find((known) => known.name === name)?.title ?? name;
  const may = page.operator.role !== "viewer";
  const now = Date.parse(found.now);
  const who = (id) => found.operators[id] ?? id;
  const end = async (silence) => {
    try {
      await postJson(`api/alerts/silences/${encodeURIComponent(silence.silence_id)}/end`);
      await page.again();
    } catch (problem) {
      page.fail(problem);
    }
  };
  const going = (silence) => Date.parse(silence.until) > now;
  return [
    h("p", { class: "small" }, "A muted rule is watched and its alerts are seen here; nobody is told, and nothing is set in motion. What is still wrong at the end is told then."),
    may ? form(page, rules, found.now, rule) : null,
    table({
      caption: "Muted",
      empty: "Nothing is muted, and nothing was.",
      columns: [
        { title: "Rule", of: (one) => one.rule ?? "", show: (one) => (one.rule ? title(one.rule) : "Every rule") },
        { title: "Why", of: (one) => one.reason, show: (one) => one.reason },
        { title: "By", of: (one) => who(one.by), show: (one) => who(one.by) },
        { title: "Since", of: (one) => one.begins, show: (one) => clock(one.begins) },
        { title: "Until", of: (one) => one.until, show: (one) => (one.ended_by ? `${clock(one.until)}, ended by ${who(one.ended_by)}` : clock(one.until)) },
        { title: "Now", of: (one) => String(!going(one)), show: (one) => (!going(one) ? "over" : may ? h("button", { type: "button", name: `end-${one.silence_id}`, class: "second", onclick: () => end(one) }, "End it") : "muted") },
      ],
      rows: found.silences,
    }),
  ];
}

function form(page, rules, now, chosen) {
  const [which, length, why] = [uid("rule"), uid("length"), uid("why")];
  const rule = h("select", { id: which, name: "rule" }, h("option", { value: "" }, "Every rule"), rules.map((one) => h("option", { value: one.name, selected: one.name === chosen }, one.title)));
  const minutes = h("select", { id: length, name: "minutes" }, Object.entries(LENGTHS).map(([value, words]) => h("option", { value, selected: value === "120" }, words)));
  const reason = h("input", { id: why, name: "reason", type: "text", required: true, maxlength: "2000", placeholder: "What your colleagues should know" });
  const mute = async (event) => {
    event.preventDefault();
    const until = new Date(Date.parse(now) + Number(minutes.value) * 60_000).toISOString();
    try {
      await postJson("api/alerts/silences", { rule: rule.value || null, until, reason: reason.value });
      page.sent(reason.name);
      await page.again();
    } catch (problem) {
      page.fail(problem);
    }
  };
  return h(
    "form",
    { class: "calculator", onsubmit: mute },
    h("fieldset", {}, h("legend", {}, "Mute"), h("div", {}, h("label", { for: which }, "Rule"), rule), h("div", {}, h("label", { for: length }, "For"), minutes), h("div", { class: "wide" }, h("label", { for: why }, "Why"), reason)),
    h("button", { name: "mute", class: "second" }, "Mute"),
  );
}
