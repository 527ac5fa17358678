// A case: its conversation where it has one, else its text; closed with a reason.

import { h, uid } from "/static/dom.js";
import { getJson, postJson } from "/static/wire.js";
import { ago, clock } from "./words.js";

class Case extends HTMLElement {
  async connectedCallback() {
    this.replaceChildren(h("p", { class: "small" }, "Looking…"));
    await this.#read();
  }

  async #read() {
    try {
      this.item = await getJson(`api/inbox/cases/${encodeURIComponent(this.itemId)}`);
      this.#draw();
    } catch (problem) {
      this.replaceChildren(h("p", { class: "trouble", role: "alert" }, problem.message));
    }
  }

  #draw() {
    const item = this.item;
    const open = item.status !== "closed";
    if (item.conversation_id && open) {
      const desk = document.createElement("wc-desk");
      Object.assign(desk, { house: this.house, conversationId: item.conversation_id, caseId: item.case_id, view: this.view });
      this.replaceChildren(desk);
      return;
    }
    this.replaceChildren(
      h("h2", {}, item.subject),
      h("p", { class: "small" }, `${item.case_id} · ${item.priority} · opened ${ago(item.created_at)}`),
      item.body ? h("p", { class: "case-body" }, item.body) : null,
      open
        ? closing(this.house, item.case_id, null, () => (location.hash = `#/inbox/${this.view}`))
        : h(
            "dl",
            { class: "facts" },
            h("dt", {}, "Closed"),
            h("dd", {}, item.closed_at ? clock(item.closed_at) : ""),
            h("dt", {}, "How"),
            h("dd", {}, item.resolution ?? ""),
          ),
      item.conversation_id
        ? h("p", {}, h("a", { href: `#/inbox/live/conversation/${item.conversation_id}` }, "Open the conversation"))
        : null,
    );
  }
}

/** A form that closes a case with a reason; with a lease's token the conversation is given back too. */
export function closing(house, caseId, token, done) {
  if (house.operator.role === "viewer") return null;
  const id = uid("reason");
  const said = h("p", { class: "trouble", role: "alert", hidden: true });
  const reason = h("input", { id, type: "text", name: "reason", required: true, maxlength: "2000" });
  const form = h(
    "form",
    { class: "closing" },
    h("label", { for: id }, "How was it settled?"),
    h("div", { class: "line" }, reason, h("button", { class: "second" }, "Close the case")),
    said,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await postJson(`api/inbox/cases/${encodeURIComponent(caseId)}/close`, {
        reason: reason.value,
        ...(token === null ? {} : { token }),
      });
      done();
    } catch (problem) {
      said.textContent = problem.message;
      said.hidden = false;
    }
  });
  return form;
}

customElements.define("wc-case", Case);
