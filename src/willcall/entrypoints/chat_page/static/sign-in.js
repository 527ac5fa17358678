// `<wc-sign-in>`: asks who the fan is when an answer needs it. In the sandbox any customer id will do.

import { h, icon, uid } from "./dom.js";
import { freshKey, lasting } from "./memory.js";

class SignIn extends HTMLElement {
  connectedCallback() {
    const id = uid("customer");
    const last = lasting.get("customer");
    this.field = h("input", {
      id,
      type: "text",
      name: "customer",
      required: true,
      maxlength: "64",
      autocomplete: "username",
      autocapitalize: "off",
      spellcheck: "false",
      placeholder: "cus_…",
      value: last ?? "",
    });
    this.note = h("p", { class: "note", role: "alert" });
    const fresh = h(
      "button",
      { type: "button", class: "second", onclick: () => this.#enter(`cus_${freshKey().slice(0, 12)}`) },
      "I'm new here",
    );
    this.set = h(
      "fieldset",
      { class: "bare" },
      h("legend", { class: "card-title" }, icon("person"), "Sign in to go on"),
      h(
        "p",
        { class: "small" },
        "This is a sandbox: any customer id signs in, and a new one makes a new customer.",
      ),
      h("label", { for: id }, "Customer id"),
      h("div", { class: "line" }, this.field, h("button", { type: "submit", class: "primary" }, "Sign in")),
      fresh,
      this.note,
    );
    const form = h(
      "form",
      {
        class: "card sign-in",
        onsubmit: (event) => (event.preventDefault(), this.#enter(this.field.value.trim())),
      },
      this.set,
    );
    this.replaceChildren(form);
    if (!matchMedia("(pointer: coarse)").matches) this.field.focus();
  }

  async #enter(customerId) {
    if (!customerId) return;
    this.set.disabled = true;
    this.note.textContent = "";
    try {
      await this.identity.signInSandbox(customerId);
      lasting.set("customer", customerId);
      this.chat.continueSignedIn();
    } catch (problem) {
      this.set.disabled = false;
      this.note.textContent =
        problem.kind === "gone"
          ? "Signing in happens on this box office's own site. Sign in there, then come back here."
          : problem.message;
      this.field.focus();
    }
  }
}

customElements.define("wc-sign-in", SignIn);
