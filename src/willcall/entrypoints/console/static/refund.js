// A refund that waits for a person: what it is about, and the decision.

import { h, uid } from "/static/dom.js";
import { getJson, postJson } from "/static/wire.js";
import { ago } from "./words.js";

class Refund extends HTMLElement {
  #heard = () => this.#read();

  connectedCallback() {
    this.replaceChildren(h("p", { class: "small" }, "Looking…"));
    this.house.live.addEventListener("inbox", this.#heard);
    this.#read();
  }

  disconnectedCallback() {
    this.house.live.removeEventListener("inbox", this.#heard);
  }

  async #read() {
    if (this.decided) return;
    try {
      const { items } = await getJson("api/inbox");
      const found = items.find((item) => item.kind === "refund" && item.item_id === this.itemId);
      if (found && this.item) return; // what is being written stays
      this.item = found;
      if (found) this.#draw();
      else this.#over("This refund no longer waits: somebody has decided it.");
    } catch (problem) {
      this.replaceChildren(h("p", { class: "trouble", role: "alert" }, problem.message));
    }
  }

  #over(words) {
    this.replaceChildren(h("p", { role: "status", class: "done" }, words));
  }

  #draw() {
    const item = this.item;
    const id = uid("why");
    this.said = h("p", { class: "trouble", role: "alert", hidden: true });
    this.why = h("input", { id, type: "text", maxlength: "2000" });
    this.replaceChildren(
      h("h2", {}, item.subject),
      h("p", { class: "sum" }, item.amount.text),
      h(
        "dl",
        { class: "facts" },
        h("dt", {}, "Fan"),
        h("dd", {}, item.customer_id),
        h("dt", {}, "Order"),
        h("dd", { class: "mono" }, item.order_id),
        h("dt", {}, "Asked"),
        h("dd", {}, ago(item.opened_at)),
        h("dt", {}, "Why a person"),
        h("dd", {}, item.detail),
      ),
      this.house.operator.role === "viewer"
        ? h("p", { class: "small" }, "Your role looks only; an agent decides.")
        : h(
            "form",
            { class: "deciding", onsubmit: (event) => event.preventDefault() },
            h("label", { for: id }, "Reason (needed to refuse)"),
            this.why,
            this.said,
            h(
              "div",
              { class: "line" },
              h("button", { type: "button", class: "primary", onclick: () => this.#decide("approve") }, `Approve ${item.amount.text}`),
              h("button", { type: "button", class: "second", onclick: () => this.#decide("refuse") }, "Refuse"),
            ),
          ),
    );
  }

  async #decide(decision) {
    const buttons = this.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    this.decided = true; // the line may tell of the change before the answer is here
    try {
      await postJson(`api/inbox/refunds/${encodeURIComponent(this.itemId)}`, { decision, reason: this.why.value });
      this.#over(
        decision === "approve"
          ? `Approved: ${this.item.amount.text} goes back.`
          : "Refused: the fan keeps the tickets.",
      );
    } catch (problem) {
      this.decided = false;
      this.said.textContent = problem.message;
      this.said.hidden = false;
      for (const button of buttons) button.disabled = false;
    }
  }
}

customElements.define("wc-refund", Refund);
