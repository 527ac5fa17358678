// Two thumbs under a reply; a thumb down asks, without insisting, what was wrong. At the end of a conversation, how it was as a whole.

import { h, icon, uid } from "./dom.js";

export function feedback(chat, entry) {
  const box = h("div", { class: "feedback", role: "group", "aria-label": "Was this reply good?" });
  const note = h("span", { class: "thanks", role: "status" });
  const thumb = (rating, name, label) => {
    const button = h(
      "button",
      {
        type: "button",
        class: "thumb",
        "aria-label": label,
        title: label,
        "aria-pressed": String(entry.rating === rating),
      },
      icon(name),
    );
    button.addEventListener("click", () => rate(rating));
    return button;
  };
  const up = thumb(1, "up", "Good reply");
  const down = thumb(-1, "down", "Not a good reply");

  async function rate(rating, comment) {
    up.disabled = down.disabled = true;
    const kept = await chat.rate(entry, rating, comment);
    up.disabled = down.disabled = false;
    up.setAttribute("aria-pressed", String(entry.rating === 1));
    down.setAttribute("aria-pressed", String(entry.rating === -1));
    box.toggleAttribute("data-rated", kept);
    note.textContent = kept ? (rating === 1 || comment ? "Thank you." : "") : "That did not get through.";
    if (kept && rating === -1 && !comment) ask();
    else if (kept) box.querySelector("form")?.remove();
  }

  function ask() {
    box.querySelector("form")?.remove();
    const id = uid("comment");
    const field = h("input", { id, type: "text", maxlength: "4000", autocomplete: "off" });
    const form = h(
      "form",
      { class: "comment" },
      h("label", { for: id }, "What would have been better? (optional)"),
      h("div", { class: "line" }, field, h("button", { type: "submit", class: "quiet" }, "Send")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) rate(-1, field.value.trim());
      else form.remove();
    });
    box.append(form);
    field.focus();
  }

  box.append(up, down, note);
  return box;
}

const SCORES = ["very bad", "bad", "so-so", "good", "very good"];

/** Asked once, when the fan has said goodbye. Whoever says nothing is not asked again. */
export function verdict(chat, entry) {
  const name = uid("verdict");
  const note = h("p", { class: "small", role: "status" });
  const set = h(
    "fieldset",
    { class: "verdict" },
    h("legend", {}, "How was this conversation?"),
    h(
      "div",
      { class: "scores" },
      SCORES.map((word, index) =>
        h(
          "label",
          {},
          h("input", { type: "radio", name, value: String(index + 1), onchange: () => send(index + 1) }),
          h("span", { "aria-hidden": "true" }, String(index + 1)),
          h("span", { class: "hidden" }, `${index + 1} of 5, ${word}`),
        ),
      ),
    ),
    h("div", { class: "ends small", "aria-hidden": "true" }, h("span", {}, SCORES[0]), h("span", {}, SCORES[4])),
    note,
  );

  async function send(score) {
    set.disabled = true;
    note.textContent = (await chat.judge(entry, score)) ? "Thank you." : "That did not get through.";
    set.disabled = note.textContent === "Thank you.";
  }

  return set;
}
