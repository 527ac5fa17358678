// Reports of drift: what came in against what came in before, what moved, and what that is estimated to cost.

import { h } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { plainly } from "./figures.js";
import { table } from "./tables.js";
import { clock } from "./words.js";

const SAID = {
  unknown: "Too little to compare.",
  steady: "Nothing has moved that chance would not move.",
  shifted: "What comes in has shifted, and costs nothing to speak of.",
  harmful: "What comes in has shifted, and more of it is likely read wrongly.",
  faulty: "The data is not what it was.",
};

const points = (share) => (share === null || share === undefined ? "–" : `${(share * 100).toFixed(1)} points`);
const percent = (share) => `${(share * 100).toFixed(1)} %`;
const finding = (one) => h("span", { class: "finding", "data-finding": one.alarms ? "breach" : one.verdict === "unknown" ? "unknown" : "clear" }, one.verdict);

export async function drift() {
  const { reports } = await getJson("api/drift?limit=500");
  return [
    table({
      caption: "Reports of drift",
      empty: "No report has been made yet; one is made every hour once there are messages to compare.",
      columns: [
        { title: "When", of: (one) => one.at, show: (one) => h("a", { href: `#/alerts/drift/${one.report_id}` }, clock(one.at)) },
        { title: "Verdict", of: (one) => one.verdict, show: finding },
        { title: "What it means", of: (one) => one.verdict, show: (one) => SAID[one.verdict] },
        { title: "Accuracy lost, estimated", number: true, of: (one) => one.drop, show: (one) => points(one.drop) },
      ],
      rows: reports,
    }),
  ];
}

export async function driftReport(id) {
  const { report, ...line } = await getJson(`api/drift/${encodeURIComponent(id)}`);
  const { harm } = report;
  return [
    h("h2", {}, `Drift at ${clock(line.at)}: `, finding(line)),
    h("p", {}, SAID[line.verdict]),
    h("p", { class: "small" }, `${report.rows[1]} messages of ${report.current} against ${report.rows[0]} of ${report.reference}.`),
    harm
      ? h(
          "p",
          {},
          `Accuracy to expect: ${percent(harm.now)}, before ${percent(harm.before)} (${harm.labelled ? "by what people labelled" : "as its own confidences promise"}); `,
          `${points(harm.drop)} are lost, between ${(harm.low * 100).toFixed(1)} and ${(harm.high * 100).toFixed(1)} with 95 %.`,
        )
      : null,
    table({
      caption: "Tests",
      empty: "Nothing was tested.",
      columns: [
        { title: "What", of: (shift) => shift.column, show: (shift) => plainly(shift.column) },
        { title: "Kind", of: (shift) => shift.role, show: (shift) => shift.role },
        { title: "Test", of: (shift) => shift.test, show: (shift) => shift.test },
        { title: "Size", number: true, of: (shift) => shift.size, show: (shift) => shift.size.toFixed(3) },
        { title: "p, corrected", number: true, of: (shift) => shift.corrected, show: (shift) => shift.corrected.toPrecision(2) },
      ],
      rows: report.shifts,
    }),
    report.flaws.length
      ? table({
          caption: "Faults of the data",
          columns: [
            { title: "Column", of: (flaw) => flaw.column, show: (flaw) => plainly(flaw.column) },
            { title: "Fault", of: (flaw) => flaw.fault, show: (flaw) => flaw.fault },
            { title: "Before", number: true, of: (flaw) => flaw.before, show: (flaw) => percent(flaw.before) },
            { title: "Now", number: true, of: (flaw) => flaw.now, show: (flaw) => percent(flaw.now) },
          ],
          rows: report.flaws,
        })
      : null,
  ];
}
