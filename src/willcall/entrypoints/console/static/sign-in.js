// The operators' sign-in.

import { h, uid } from "/static/dom.js";
import { postJson } from "/static/wire.js";
import { mark } from "./brand.js";

class OperatorSignIn extends HTMLElement {
  note = "";

  connectedCallback() {
    const [name, password, wrong] = [uid("name"), uid("password"), uid("wrong")];
    this.said = h("p", { class: "trouble", role: "alert", id: wrong, hidden: !this.note }, this.note);
    this.button = h("button", { class: "primary" }, "Sign in");
    this.form = h(
      "form",
      { class: "door-form", onsubmit: (event) => this.#send(event) },
      h("h1", { class: "brand" }, mark.picture(), h("span", {}, `${mark.name} console`)),
      h("label", { for: name }, "Name"),
      h("input", { id: name, type: "text", name: "name", autocomplete: "username", required: true, autocapitalize: "none", spellcheck: "false" }),
      h("label", { for: password }, "Password"),
      h("input", { id: password, type: "password", name: "password", autocomplete: "current-password", required: true, "aria-describedby": wrong }),
      this.said,
      this.button,
      mark.singleSignOn ? h("a", { class: "second single", href: "/api/session/oidc" }, "Single sign-on") : null,
      h("p", { class: "small" }, "No password? ", h("code", {}, "willcall operators reset NAME"), " makes a new one."),
    );
    this.replaceChildren(this.form);
    this.form.elements.name.focus();
  }

  async #send(event) {
    event.preventDefault();
    const { name, password } = this.form.elements;
    this.button.disabled = true;
    this.said.hidden = true;
    try {
      const operator = await postJson("api/session", { name: name.value.trim(), password: password.value });
      this.dispatchEvent(new CustomEvent("signed_in", { detail: operator }));
    } catch (problem) {
      this.said.textContent = problem.message;
      this.said.hidden = false;
      password.select();
    } finally {
      this.button.disabled = false;
    }
  }
}

customElements.define("wc-operator-sign-in", OperatorSignIn);
