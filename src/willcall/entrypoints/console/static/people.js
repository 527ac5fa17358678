// Who may open the console (admins change it), and one's own password.

import { h, uid } from "/static/dom.js";
import { getJson, postJson } from "/static/wire.js";

const ROLES = { viewer: "looks", agent: "speaks and decides", admin: "also lets others in" };

class People extends HTMLElement {
  connectedCallback() {
    this.list = h("ul", { class: "people" });
    this.said = h("p", { role: "status", class: "done", hidden: true });
    this.trouble = h("p", { role: "alert", class: "trouble", hidden: true });
    const admin = this.house.operator.role === "admin";
    this.replaceChildren(
      h("h1", {}, "People"),
      this.said,
      this.trouble,
      this.list,
      admin ? this.#adding() : null,
      this.#own(),
    );
    this.#read();
  }

  #tell(words) {
    this.trouble.hidden = true;
    this.said.textContent = words;
    this.said.hidden = false;
  }

  #fail(problem) {
    this.said.hidden = true;
    this.trouble.textContent = problem.message;
    this.trouble.hidden = false;
  }

  async #read() {
    try {
      const { operators } = await getJson("api/operators");
      this.list.replaceChildren(...operators.map((operator) => this.#line(operator)));
    } catch (problem) {
      this.#fail(problem);
    }
  }

  #line(operator) {
    const mine = operator.operator_id === this.house.operator.operator_id;
    const admin = this.house.operator.role === "admin";
    const id = uid("role");
    const path = `api/operators/${encodeURIComponent(operator.name)}`;
    const change = async (body) => {
      try {
        await postJson(path, body);
        this.#tell(`${operator.name} was changed and is signed out everywhere.`);
      } catch (problem) {
        this.#fail(problem);
      }
      await this.#read();
    };
    const reset = async () => {
      try {
        const { password } = await postJson(`${path}/reset`);
        this.#tell(`${operator.name} signs in with ${password} from now on. It is shown only this once.`);
      } catch (problem) {
        this.#fail(problem);
      }
    };
    const role = h(
      "select",
      { id, onchange: (event) => change({ role: event.target.value }) },
      Object.keys(ROLES).map((name) => h("option", { value: name, selected: name === operator.role }, name)),
    );
    return h(
      "li",
      { "data-off": !operator.active },
      h("div", {}, h("strong", {}, operator.name), h("span", { class: "small" }, operator.active ? ROLES[operator.role] : "may not sign in")),
      admin && !mine
        ? h(
            "div",
            { class: "line" },
            h("label", { class: "hidden", for: id }, `Role of ${operator.name}`),
            role,
            h("button", { type: "button", class: "second", onclick: reset, "aria-label": `New password for ${operator.name}` }, "New password"),
            h("button", { type: "button", class: "second", onclick: () => change({ active: !operator.active }) }, operator.active ? "Switch off" : "Switch on"),
          )
        : h("span", { class: "small" }, mine ? "you" : operator.role),
    );
  }

  #adding() {
    const [name, role] = [uid("new"), uid("as")];
    const form = h(
      "form",
      { class: "panel" },
      h("h2", {}, "Add somebody"),
      h("label", { for: name }, "Name (fans see it when they speak)"),
      h("input", { id: name, name: "name", type: "text", required: true, maxlength: "64", autocomplete: "off" }),
      h("label", { for: role }, "Role"),
      h("select", { id: role, name: "role" }, Object.entries(ROLES).map(([key, what]) => h("option", { value: key, selected: key === "agent" }, `${key}: ${what}`))),
      h("button", { class: "primary" }, "Add"),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const made = await postJson("api/operators", { name: form.elements.name.value.trim(), role: form.elements.role.value });
        this.#tell(`${made.operator.name} signs in with ${made.password}. It is shown only this once.`);
        form.reset();
        await this.#read();
      } catch (problem) {
        this.#fail(problem);
      }
    });
    return form;
  }

  #own() {
    const [old, fresh] = [uid("old"), uid("fresh")];
    const form = h(
      "form",
      { class: "panel" },
      h("h2", {}, "Your password"),
      h("label", { for: old }, "The one you have"),
      h("input", { id: old, name: "old", type: "password", required: true, autocomplete: "current-password" }),
      h("label", { for: fresh }, "The new one, 12 characters or more"),
      h("input", { id: fresh, name: "fresh", type: "password", required: true, minlength: "12", autocomplete: "new-password" }),
      h("button", { class: "second" }, "Change it"),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await postJson("api/session/password", { password: form.elements.old.value, new_password: form.elements.fresh.value });
        form.reset();
        this.#tell("Your password is changed; every other session has ended.");
      } catch (problem) {
        this.#fail(problem);
      }
    });
    return form;
  }
}

customElements.define("wc-people", People);
