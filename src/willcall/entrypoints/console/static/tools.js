// The agent's tools in an operator's hands: pick one, fill in what it needs, look at the result, send it to the fan.

import { h, uid } from "/static/dom.js";
import { getJson } from "/static/wire.js";
import { cardLine } from "./words.js";

let offered = null;

const LABELS = {
  find_events: "Find shows",
  get_event_info: "A show's details",
  check_inventory: "Find seats",
  check_upgrades: "Find better seats",
  get_policy: "Look up a rule",
  search_knowledge: "Search the knowledge base",
  list_orders: "The fan's orders",
  get_order: "One order",
  get_credit: "The fan's credit",
  hold_tickets: "Hold seats and offer them",
  release_hold: "Let held seats go",
  quote: "Quote",
  show_quote: "Show the quote again",
  upgrade_tickets: "Offer an upgrade",
  request_refund: "Offer a refund",
  exchange_tickets: "Offer an exchange",
};

function plain(schema) {
  const options = (schema.anyOf ?? [schema]).filter((part) => part.type !== "null");
  return { ...schema, ...options[0] };
}

class Tools extends HTMLElement {
  async connectedCallback() {
    const details = h("details", { class: "tools" }, h("summary", {}, "Tools"));
    this.replaceChildren(details);
    details.addEventListener("toggle", () => details.open && this.#open(details), { once: true });
  }

  async #open(details) {
    try {
      offered ??= (await getJson("api/inbox/tools")).tools;
    } catch (problem) {
      details.append(h("p", { class: "trouble", role: "alert" }, problem.message));
      return;
    }
    const id = uid("tool");
    const usable = offered.filter((tool) => tool.looks_only || this.token !== null);
    this.pick = h(
      "select",
      { id },
      usable.map((tool) => h("option", { value: tool.name }, LABELS[tool.name] ?? tool.name)),
    );
    this.fields = h("div", { class: "tool-fields" });
    this.result = h("div", { class: "tool-result", role: "status" });
    this.pick.addEventListener("change", () => this.#fill());
    const form = h(
      "form",
      { onsubmit: (event) => this.#run(event) },
      h("label", { for: id }, "What for?"),
      this.pick,
      this.fields,
      h("button", { class: "second" }, "Use it"),
      this.result,
    );
    details.append(form);
    this.#fill();
  }

  get tool() {
    return offered.find((tool) => tool.name === this.pick.value);
  }

  #fill() {
    const { knows } = this.desk.talk;
    const given = { event_id: knows.event_id, order_id: knows.order_id, quantity: knows.quantity, hold_id: knows.held?.hold_id };
    const needed = new Set(this.tool.parameters.required ?? []);
    this.result.replaceChildren();
    this.fields.replaceChildren(
      h("p", { class: "small" }, this.tool.description),
      ...Object.entries(this.tool.parameters.properties ?? {}).map(([name, schema]) => {
        const kind = plain(schema);
        const id = uid("arg");
        const common = { id, name, required: needed.has(name), "data-type": kind.type };
        const input = kind.enum
          ? h("select", common, needed.has(name) ? null : h("option", { value: "" }, "any"), kind.enum.map((value) => h("option", {}, value)))
          : kind.type === "boolean"
            ? h("input", { ...common, type: "checkbox", required: false })
            : h("input", { ...common, type: kind.type === "integer" ? "number" : "text", value: given[name] ?? null });
        const words = name.replaceAll("_", " ");
        return h("div", { class: "tool-field" }, h("label", { for: id }, words), input);
      }),
    );
  }

  #arguments() {
    const found = {};
    for (const input of this.fields.querySelectorAll("[name]")) {
      const type = input.dataset.type;
      if (type === "boolean") {
        if (input.checked) found[input.name] = true;
      } else if (input.value.trim() !== "") {
        const text = input.value.trim();
        if (type === "integer") found[input.name] = Number(text);
        else if (type === "array") found[input.name] = text.split(",").map((part) => part.trim()).filter(Boolean);
        else found[input.name] = text;
      }
    }
    return found;
  }

  async #run(event) {
    event.preventDefault();
    const name = this.tool.name;
    const args = this.#arguments();
    await this.#show(() => this.desk.use(name, args), { name, args });
  }

  async #show(work, { name, args } = {}) {
    this.result.replaceChildren(h("p", { class: "small" }, "Looking…"));
    try {
      const answer = await work();
      this.result.replaceChildren(...this.#lines(answer, { name, args }));
    } catch (problem) {
      this.result.replaceChildren(h("p", { class: "trouble", role: "alert" }, problem.message));
    }
  }

  #lines({ result, cards, message_id: sent }, { name, args }) {
    if (sent) return [h("p", { class: "done" }, "Sent to the fan.")];
    const lines = cards.map((card) => h("p", { class: "card-line small" }, cardLine(card)));
    const answer = result.answer ?? result.policy?.text ?? result.note;
    if (answer) lines.unshift(h("p", {}, answer));
    for (const event of (result.events ?? []).slice(0, 12))
      lines.push(h("p", { class: "small" }, `${event.name} · ${event.starts_at.slice(0, 16).replace("T", " ")} UTC`, h("span", { class: "mono block" }, event.event_id)));
    if (this.token !== null && name === "check_inventory")
      for (const option of (result.options ?? []).slice(0, 6))
        lines.push(
          h(
            "button",
            { type: "button", class: "second", onclick: () => this.#offer(result.event_id, option) },
            `Hold and offer: ${option.section}, row ${option.row}, seats ${option.numbers.join(", ")}`,
          ),
        );
    if (!lines.length) lines.push(h("pre", { class: "mono" }, JSON.stringify(result, null, 1).slice(0, 2000)));
    if (cards.length && this.token !== null && name !== "list_orders") lines.push(this.#sending(name, args));
    return lines;
  }

  #sending(name, args) {
    const id = uid("words");
    const words = h("input", { id, type: "text", value: "Please have a look:" });
    const send = () => this.#show(() => this.desk.use(name, args, words.value), {});
    return h(
      "div",
      { class: "tool-field" },
      h("label", { for: id }, "Words to go with it"),
      h("div", { class: "line" }, words, h("button", { type: "button", class: "second", onclick: send }, "Send to the fan")),
    );
  }

  #offer(eventId, option) {
    const words = `I have held ${option.section}, row ${option.row}, seats ${option.numbers.join(", ")} for you. Shall I?`;
    return this.#show(
      () => this.desk.use("hold_tickets", { event_id: eventId, seat_ids: option.seat_ids }, words),
      {},
    );
  }
}

customElements.define("wc-tools", Tools);
