// `<wc-composer>`: the message field. What is typed survives reloads, failures and a busy moment.

import { h, icon } from "./dom.js";
import { MESSAGE_LIMIT } from "./chat.js";
import { thisTab } from "./memory.js";
import { plural } from "./format.js";

const HINTS = {
  event: "Which show?",
  quantity: "How many tickets?",
  seats: "Which seats?",
  order: "Which order?",
  confirmation: "Yes, no, or something else…",
  payment: "Or ask anything…",
};

class Composer extends HTMLElement {
  connectedCallback() {
    this.field = h("textarea", {
      id: "say",
      rows: "1",
      "aria-label": "Your message",
      "aria-describedby": "say-count",
      placeholder: "Ask for seats, changes, refunds…",
      autocomplete: "off",
      enterkeyhint: "send",
      oninput: () => this.#typed(),
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.#send();
        }
      },
    });
    this.field.value = thisTab.get("draft") ?? "";
    this.count = h("p", { class: "count", id: "say-count", role: "status" });
    this.button = h(
      "button",
      { type: "submit", class: "send", "aria-label": "Send", title: "Send" },
      icon("send"),
    );
    const form = h(
      "form",
      { class: "composer", novalidate: true, onsubmit: (event) => (event.preventDefault(), this.#send()) },
      this.field,
      this.button,
    );
    this.replaceChildren(form, this.count);
    this.chat.addEventListener("busy", () => this.#show());
    this.chat.addEventListener("live", () => this.#show());
    this.chat.addEventListener("reset", () => this.#show());
    this.#typed();
  }

  focusField() {
    this.field.focus();
  }

  #typed() {
    const text = this.field.value;
    thisTab.set("draft", text);
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 168)}px`;
    const left = MESSAGE_LIMIT - text.length;
    this.count.textContent =
      left < 0
        ? `${plural(-left, "character")} too many`
        : left < 400
          ? `${plural(left, "character")} left`
          : "";
    this.field.toggleAttribute("aria-invalid", left < 0);
    if (left < 0) this.field.setAttribute("aria-invalid", "true");
    this.#show();
  }

  #show() {
    const text = this.field.value.trim();
    this.button.disabled = this.chat.busy || !text || this.field.value.length > MESSAGE_LIMIT;
    this.toggleAttribute("data-busy", this.chat.busy);
    this.field.placeholder =
      HINTS[this.chat.live.awaiting] ??
      (this.chat.entries.length ? "Say anything…" : "Ask for seats, changes, refunds…");
  }

  #send() {
    if (this.field.value.length > MESSAGE_LIMIT) return;
    if (this.chat.say(this.field.value)) {
      this.field.value = "";
      this.#typed();
    }
  }
}

customElements.define("wc-composer", Composer);
