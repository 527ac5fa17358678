// One conversation at the desk: who speaks, what was said, what the agent knew; take over, reply, use tools, give back.

import { h, icon, uid } from "/static/dom.js";
import { freshKey } from "/static/memory.js";
import { getJson, postJson } from "/static/wire.js";
import { closing } from "./case.js";
import "./tools.js";
import { cardLine, clock, spoken } from "./words.js";

const NAMES = { user: "Fan", agent: "Willcall (agent)" };

class Desk extends HTMLElement {
  caseId = null;
  #heard = () => this.#read();
  #reading = null;
  #again = false;

  connectedCallback() {
    this.head = h("header", { class: "desk-head" });
    this.said = h("p", { class: "trouble", role: "alert", hidden: true });
    this.log = h("ol", { class: "said", "aria-label": "Conversation", tabindex: "0" });
    this.act = h("div", { class: "desk-act" });
    this.known = h("div");
    this.lower = h("div"); // stays where it is while the rest is drawn anew: somebody may be writing in it
    this.side = h("aside", { class: "desk-side", "aria-label": "What the agent knew" }, this.known, this.lower);
    this.replaceChildren(
      this.head,
      h("div", { class: "desk-body" }, h("div", { class: "desk-talk" }, this.log, this.said, this.act), this.side),
    );
    this.house.live.addEventListener("conversation", this.#heard);
    this.house.live.addEventListener("inbox", this.#heard);
    this.house.live.follow(this.conversationId);
    this.#read();
  }

  disconnectedCallback() {
    this.house.live.removeEventListener("conversation", this.#heard);
    this.house.live.removeEventListener("inbox", this.#heard);
  }

  get path() {
    return `api/inbox/conversations/${encodeURIComponent(this.conversationId)}`;
  }

  /** Reads it anew; however often it is asked to meanwhile, once more afterwards. */
  async #read() {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = (async () => {
      do {
        this.#again = false;
        try {
          this.talk = await getJson(this.path);
          this.#draw();
        } catch (problem) {
          this.#trouble(problem);
        }
      } while (this.#again);
    })();
    await this.#reading;
    this.#reading = null;
  }

  #trouble(problem) {
    this.said.textContent = problem?.message ?? "";
    this.said.hidden = !problem;
  }

  async #do(path, body, headers) {
    this.#trouble(null);
    try {
      const answer = await postJson(`${this.path}/${path}`, body, headers);
      await this.#read();
      return answer ?? true;
    } catch (problem) {
      await this.#read();
      this.#trouble(problem);
      return null;
    }
  }

  #draw() {
    const { talk } = this;
    const mine = talk.token !== null;
    const may = this.house.operator.role !== "viewer";
    const holder = talk.operators[talk.held_by] ?? "A colleague";
    const speaks = talk.speaker === "agent" ? "The agent speaks" : mine ? "You speak" : `${holder} speaks`;
    this.head.replaceChildren(
      h("h2", {}, talk.customer_id ?? "A fan who is not signed in"),
      h("p", { class: "speaks", role: "status", "data-speaker": mine ? "you" : talk.speaker }, icon(talk.speaker === "agent" ? "file" : "person"), speaks),
      h("p", { class: "small" }, `${talk.channel} · since ${clock(talk.created_at)}${talk.closed ? " · ended" : ""}`),
    );
    this.#drawLog(talk);
    this.#drawActs(talk, { mine, may });
    this.#drawSide(talk, { mine, may });
  }

  #drawLog(talk) {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const known = new Set([...this.log.children].map((node) => node.dataset.id));
    const first = known.size === 0;
    for (const message of talk.messages) {
      if (known.has(message.message_id)) continue;
      this.log.append(this.#line(message));
      if (!first && message.speaker === "user")
        document.getElementById("told").textContent = `Fan: ${spoken(message.text)}`;
    }
    if (first || atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  #line(message) {
    const name = message.speaker === "person" ? (message.by ?? "A person") : NAMES[message.speaker];
    return h(
      "li",
      { "data-id": message.message_id, "data-speaker": message.speaker },
      h("p", { class: "who" }, name, h("time", { datetime: message.at }, clock(message.at))),
      message.text ? h("p", { class: "text" }, spoken(message.text)) : null,
      message.cards.map((card) => h("p", { class: "card-line small" }, cardLine(card))),
      message.outcome ? h("p", { class: "aside small" }, "Not said to the fan: ", message.outcome) : null,
      message.unsaid
        ? h("p", { class: "aside small" }, "The agent was about to say, and did not: ", message.unsaid)
        : null,
    );
  }

  #drawActs(talk, { mine, may }) {
    const mode = mine ? "mine" : talk.speaker;
    if (this.act.dataset.mode === mode) return; // what is being written stays, and the focus of who is about to press
    this.act.dataset.mode = mode;
    if (!may) return this.act.replaceChildren(h("p", { class: "small" }, "Your role looks only."));
    if (mine) return this.act.replaceChildren(this.#composer());
    const admin = this.house.operator.role === "admin";
    this.act.replaceChildren(
      talk.speaker === "agent"
        ? h("button", { type: "button", class: "primary take", onclick: () => this.#take(false) }, "Take over")
        : h("p", { class: "small" }, "Only one person speaks at a time."),
      talk.speaker === "agent"
        ? h("p", { class: "small" }, "The agent falls silent at once, until you give back.")
        : admin
          ? h("button", { type: "button", class: "second", onclick: () => this.#take(true) }, "Take it from them")
          : null,
    );
    return undefined;
  }

  async #take(force) {
    const lease = await this.#do("take", { force });
    if (lease) this.querySelector("textarea")?.focus();
  }

  #composer() {
    const id = uid("reply");
    const field = h("textarea", { id, rows: "2", maxlength: "8000", placeholder: "Write to the fan…" });
    let key = freshKey();
    const send = async () => {
      if (!field.value.trim()) return;
      const sent = field.value;
      button.disabled = true;
      const done = await this.#do("reply", { token: this.talk.token, text: sent }, { "Idempotency-Key": key });
      button.disabled = false;
      if (done) {
        key = freshKey();
        if (field.value === sent) field.value = "";
      }
      field.focus();
    };
    const button = h("button", { type: "button", class: "primary", onclick: send }, "Send");
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send();
      }
    });
    const note = h("input", { id: uid("note"), type: "text", maxlength: "2000" });
    const back = async (event) => {
      event.preventDefault();
      await this.#do("give-back", { token: this.talk.token, note: note.value });
    };
    return h(
      "div",
      { class: "composer-desk" },
      h("label", { class: "hidden", for: id }, "Reply to the fan"),
      h("div", { class: "reply-line" }, field, button),
      h(
        "details",
        { class: "giving-back" },
        h("summary", {}, "Give back…"),
        h(
          "form",
          { onsubmit: back },
          h("label", { for: note.id }, "Note for the agent (the fan does not see it)"),
          h("div", { class: "line" }, note, h("button", { class: "second" }, "Give back to the agent")),
        ),
      ),
    );
  }

  #drawSide(talk, { mine, may }) {
    const knows = Object.entries({
      Wants: talk.knows.wants,
      Event: talk.knows.event,
      Tickets: talk.knows.quantity,
      Held: talk.knows.held && `${talk.knows.held.seat_ids.length} seats until ${clock(talk.knows.held.expires_at)}`,
      Quote: talk.knows.quote && `${talk.knows.quote.summary || talk.knows.quote.kind}: ${talk.knows.quote.total}`,
      "Waits for": talk.knows.waiting_for?.replaceAll("_", " "),
      Note: talk.knows.note,
    }).filter(([, what]) => what);
    const facts = h(
      "section",
      {},
      h("h3", {}, "What the agent knew"),
      knows.length
        ? h("dl", { class: "facts" }, knows.map(([name, what]) => [h("dt", {}, name), h("dd", {}, what)]))
        : h("p", { class: "small" }, "Nothing beyond what was said."),
    );
    const orders = h(
      "section",
      {},
      h("h3", {}, "Orders"),
      talk.orders.length
        ? h(
            "ul",
            { class: "orders" },
            talk.orders.map((order) =>
              h(
                "li",
                {},
                h("strong", {}, order.event_name || order.event_id),
                h("span", { class: "small" }, `${order.tickets.length} tickets · ${order.total.text} · ${order.status.replaceAll("_", " ")}`),
                h("span", { class: "mono" }, order.order_id),
              ),
            ),
          )
        : h("p", { class: "small" }, talk.customer_id ? "None." : "The fan is not signed in."),
    );
    const case_ = talk.cases.find((item) => item.item_id === this.caseId) ?? talk.cases[0];
    const key = `${case_?.item_id}/${mine ? talk.token : ""}`;
    this.known.replaceChildren(facts, orders);
    if (this.lower.dataset.key !== key) {
      const tools = may && document.createElement("wc-tools");
      if (tools) Object.assign(tools, { desk: this, token: talk.token });
      this.lower.dataset.key = key;
      this.lower.replaceChildren(
        tools || "",
        case_
          ? h(
              "section",
              {},
              h("h3", {}, "Case"),
              h("p", {}, case_.subject, h("span", { class: "mono block" }, case_.item_id)),
              closing(this.house, case_.item_id, mine ? talk.token : null, () => (location.hash = `#/inbox/${this.view}`)),
            )
          : "",
      );
    }
  }

  /** For the tools: runs one; with `say`, the fan gets what it shows. */
  async use(name, args, say) {
    const body = { arguments: args, token: this.talk.token, ...(say ? { say } : {}) };
    const answer = await postJson(`${this.path}/tools/${name}`, body);
    await this.#read();
    return answer;
  }
}

customElements.define("wc-desk", Desk);
