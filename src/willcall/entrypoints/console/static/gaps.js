// What fans asked in vain: listed, answered by an operator, dismissed. An answer becomes a page of the knowledge base, and the form says what
// the next fan who asks will hear.

import { h, uid } from "/static/dom.js";
import { getJson, postJson } from "/static/wire.js";
import { table } from "./tables.js";
import { clock } from "./words.js";

/**
 * The open gaps of some days, and what was closed lately.
 * `asked` is the query of the days; `behind(list, label)` and `answer(question)` are where links lead; `mayAnswer` hides what a viewer may not.
 */
export async function openGaps({ asked, behind, answer, mayAnswer }) {
  const [found, closed] = await Promise.all([getJson(`api/gaps?${asked}`), getJson("api/gaps/closed")]);
  const parts = [
    h("h2", {}, "What nothing here answers well"),
    h("p", { class: "small" }, "As fans said it, without what is personal: questions that found no answer, and questions whose answer from the documents was not liked. Answer one, and the next fan who asks has it."),
    table({
      caption: "Questions to mend",
      empty: "Every question of these days found an answer, and nobody disliked one.",
      sort: 1,
      columns: [
        { title: "Question", of: (gap) => gap.question, show: (gap) => h("a", { href: behind(gap.unanswered ? "unanswered" : "badly_rated", gap.question) }, gap.question) },
        { title: "Not answered", number: true, of: (gap) => gap.unanswered, show: (gap) => (gap.unanswered ? String(gap.unanswered) : "–") },
        { title: "Not liked", number: true, of: (gap) => gap.disliked, show: (gap) => (gap.disliked ? String(gap.disliked) : "–") },
        { title: "Last", of: (gap) => gap.last_at, show: (gap) => h("time", { datetime: gap.last_at }, clock(gap.last_at)) },
        ...(mayAnswer ? [{ title: "Mend", of: (gap) => gap.unanswered + gap.disliked, show: (gap) => h("a", { class: "second", href: answer(gap.question), "aria-label": `Answer: ${gap.question}` }, "Answer") }] : []),
      ],
      rows: found.gaps,
    }),
  ];
  if (closed.gaps.length) {
    parts.push(
      h("h2", {}, "Closed"),
      table({
        caption: "Closed questions",
        columns: [
          { title: "Question", of: (gap) => gap.question, show: (gap) => gap.question },
          { title: "How", of: (gap) => gap.outcome, show: (gap) => (gap.document_id ? `answered by ${gap.document_id}` : gap.outcome) },
          { title: "By", of: (gap) => closed.operators[gap.by] ?? "", show: (gap) => closed.operators[gap.by] ?? gap.by ?? "the command line" },
          { title: "When", of: (gap) => gap.at, show: (gap) => h("time", { datetime: gap.at }, clock(gap.at)) },
        ],
        rows: closed.gaps,
      }),
    );
  }
  return { stretch: found.stretch, parts };
}

/** The form that answers one question; `back` is where it came from. */
export function answerForm(question, back) {
  const ids = Object.fromEntries(["answer", "title", "asked", "category", "venue", "event_id", "valid_until"].map((name) => [name, uid(name)]));
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const done = h("div", { class: "done", role: "status", hidden: true });
  const line = (name, label, more = {}) => [h("label", { for: ids[name] }, label), h("input", { id: ids[name], name, type: "text", autocomplete: "off", ...more })];
  const save = h("button", { class: "primary" }, "Save the answer");
  const drop = h("button", { type: "button", class: "second" }, "It needs no answer");
  const form = h(
    "form",
    { class: "panel answer-form" },
    h("label", { for: ids.answer }, "What the next fan who asks is told"),
    h("textarea", { id: ids.answer, name: "answer", rows: "6", required: true, maxlength: "20000" }),
    h("label", { for: ids.asked }, "Other ways of asking it, one a line"),
    h("textarea", { id: ids.asked, name: "asked", rows: "3" }),
    line("title", "Title of the page", { maxlength: "150", placeholder: "made of the question" }),
    h(
      "details",
      {},
      h("summary", {}, "Where and how long it holds"),
      h(
        "div",
        { class: "holds" },
        line("venue", "Only at this venue", { maxlength: "200" }),
        line("event_id", "Only for the show with this id", { maxlength: "64" }),
        h("label", { for: ids.valid_until }, "The last day it holds"),
        h("input", { id: ids.valid_until, name: "valid_until", type: "date" }),
        line("category", "Category, in a word", { maxlength: "80" }),
      ),
    ),
    trouble,
    h("div", { class: "line" }, save, drop),
  );
  const closed = (...said) => {
    form.hidden = true;
    done.replaceChildren(...said, h("p", {}, h("a", { href: back }, "Back to the questions")));
    done.hidden = false;
  };
  const send = async (work) => {
    trouble.hidden = true;
    save.disabled = drop.disabled = true;
    try {
      await work();
    } catch (problem) {
      trouble.textContent = problem.message;
      trouble.hidden = false;
    } finally {
      save.disabled = drop.disabled = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
    const asked = given.asked.split("\n").map((one) => one.trim()).filter(Boolean);
    send(async () => closed(...mended(await postJson("api/gaps/answer", { ...given, question, asked, valid_until: given.valid_until || null }))));
  });
  drop.addEventListener("click", () =>
    send(async () => {
      await postJson("api/gaps/dismiss", { question });
      closed(h("p", {}, "It is off the list, until somebody asks it again."));
    }),
  );
  return [h("p", {}, h("a", { href: back }, "Back to the questions")), h("h2", {}, "Answer a question"), h("blockquote", { class: "asked" }, question), form, done];
}

function mended(done) {
  return [
    done.heard
      ? h("p", {}, "The next fan who asks hears: ", h("q", {}, done.heard))
      : h("p", {}, h("strong", {}, "It is kept, but not found by the question yet."), " Say more of the question's words in the answer, or add other ways of asking."),
    done.heard && done.heard_from !== done.document_id ? h("p", {}, `That is said by another page: ${done.heard_from}.`) : "",
    done.also.length ? h("div", {}, h("p", {}, "It answers these too:"), h("ul", {}, done.also.map((one) => h("li", {}, one)))) : "",
    ...done.notes.map((note) => h("p", { class: "small" }, note)),
  ];
}
