// `<wc-account>`: who is signed in, and the way out. Signing in happens in the conversation, when something needs it.

import { h, icon, uid } from "./dom.js";

class Account extends HTMLElement {
  connectedCallback() {
    this.identity.addEventListener("change", () => this.#show());
    this.#show();
  }

  #show() {
    const { customerId, name } = this.identity;
    if (!customerId) {
      this.replaceChildren();
      return;
    }
    const id = uid("account");
    const menu = h(
      "div",
      { class: "menu", id, popover: "auto" },
      h("p", {}, "Signed in as ", h("strong", {}, name ?? customerId)),
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          onclick: () => this.identity.signOut().then(() => location.reload()),
        },
        "Sign out",
      ),
    );
    this.replaceChildren(
      h(
        "button",
        {
          type: "button",
          class: "tool",
          "aria-label": `Signed in as ${name ?? customerId}`,
          title: name ?? customerId,
          popovertarget: id,
        },
        icon("person"),
      ),
      menu,
    );
  }
}

customElements.define("wc-account", Account);
