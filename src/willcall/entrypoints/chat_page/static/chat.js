// The conversation: sends turns, receives replies, keeps the entries. Knows the contract, draws nothing.
// Fires `entry` (a new one), `change` (an entry changed), `busy`, `live` (what is going on changed), `look`, `reset`.

import { NOTHING, follow } from "./live.js";
import { entriesOf, standing } from "./history.js";
import { freshKey, lasting } from "./memory.js";
import { Problem, events, getJson, postJson, request, turn } from "./wire.js";

export const MESSAGE_LIMIT = 8000;

export class Chat extends EventTarget {
  // A link such as /?conversation=cnv_… opens that conversation: where a program sends its fan to confirm.
  conversationId = new URLSearchParams(location.search).get("conversation") ?? lasting.get("conversation");
  entries = [];
  live = NOTHING;
  busy = false;
  #abort = null;
  #listening = null;
  #events = new Map();

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #add(entry) {
    const made = { key: freshKey(), text: "", cards: [], status: "", ...entry };
    this.entries.push(made);
    this.#tell("entry", made);
    return made;
  }

  #setBusy(busy) {
    this.busy = busy;
    this.#tell("busy");
  }

  #keep(id) {
    this.conversationId = id;
    lasting.set("conversation", id);
  }

  /** Shows the stored conversation again after a reload. One that is gone (or another fan's) is quietly forgotten. */
  async resume() {
    if (!this.conversationId) return;
    this.#setBusy(true);
    try {
      const stored = await getJson(`conversations/${encodeURIComponent(this.conversationId)}`);
      for (const entry of entriesOf(stored)) {
        this.#add({ ...entry, settled: true });
        if (entry.role !== "fan")
          this.live = follow(
            this.live,
            { cards: entry.cards, state: entry.state ?? { flow: "?" } },
            this.#lastAction(),
          );
      }
      if (stored.state) this.live = follow(this.live, { cards: [], state: standing(stored) });
      this.#tell("live");
    } catch (problem) {
      if (problem.kind === "gone" || problem.kind === "signed_out" || problem.kind === "refused")
        this.#keep(null);
      else this.#add({ role: "note", problem, again: () => this.#restart() });
    } finally {
      this.#setBusy(false);
    }
    this.#listenToPerson();
  }

  async #restart() {
    this.entries = [];
    this.live = NOTHING;
    this.#tell("reset");
    await this.resume();
  }

  #lastAction() {
    return this.entries.findLast((entry) => entry.role === "fan")?.action ?? null;
  }

  /** Words from the fan. False when nothing was sent (empty, or a turn is under way). */
  say(text) {
    const message = text.trim();
    return message ? this.#send({ message }, message, null) : false;
  }

  /** What a button does; `label` is how the conversation shows it. */
  act(action, label) {
    return this.#send({ action }, label, action.type);
  }

  #send(body, text, action) {
    if (this.busy) return false;
    const entry = this.#add({ role: "fan", text, action, request: { body, key: freshKey() } });
    this.#turn(entry);
    return true;
  }

  /** The same request again, under the same key: the server does nothing twice. */
  retry(entry) {
    if (this.busy || !entry.request) return;
    entry.problem = null;
    this.#tell("change", entry);
    this.#turn(entry);
  }

  /** After signing in: what the fan wanted when asked to. */
  continueSignedIn() {
    const asked = this.entries.findLast((entry) => entry.role === "fan" && entry.request);
    if (asked?.problem) return this.retry(asked);
    if (asked?.request.body.action) return this.#send(asked.request.body, "Signed in", asked.action);
    return this.#send({ message: "I have signed in" }, "Signed in", "sign_in");
  }

  async #turn(entry) {
    this.#setBusy(true);
    this.#abort = new AbortController();
    const reply = this.#add({ role: "agent", pending: true });
    const { body, key } = entry.request;
    const started = this.conversationId;
    try {
      const sent = started ? { ...body, conversation_id: started } : body;
      for await (const { type, data } of turn(sent, { key, signal: this.#abort.signal })) {
        if (type === "status") reply.status = data.text ?? data.message ?? "";
        else if (type === "delta") reply.text += data.text ?? data.delta ?? data.content ?? "";
        else if (type === "card") reply.cards = [...reply.cards, data.card ?? data];
        else if (type === "done") this.#settle(reply, data, entry.action);
        if (type !== "done") this.#tell("change", reply);
      }
    } catch (problem) {
      this.#drop(reply);
      if (problem.name !== "AbortError") await this.#failed(entry, problem, started);
    } finally {
      this.#setBusy(false);
    }
    // What a person said while the turn was under way.
    if (this.#listening) this.#catchUp(this.#path).catch(() => {});
    this.#listenToPerson();
  }

  get #path() {
    return `conversations/${encodeURIComponent(this.conversationId)}`;
  }

  #settle(reply, data, action) {
    this.#keep(data.conversation_id);
    Object.assign(reply, {
      text: data.response ?? "",
      cards: data.cards ?? [],
      messageId: data.message_id ?? null,
      state: data.state ?? null,
      pending: false,
      status: "",
      role: data.state?.speaker === "person" && data.response ? "person" : "agent",
    });
    this.live = follow(this.live, data, action);
    if (!reply.text && !reply.cards.length) this.#drop(reply);
    else this.#tell("change", reply);
    this.#tell("live");
  }

  #drop(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    this.#tell("drop", entry);
  }

  async #failed(entry, problem, started) {
    if (problem.kind === "gone" && started) {
      this.#keep(null); // the conversation ended or became another fan's: the words go into a new one
      entry.request.key = freshKey(); // another request to the server: without the conversation's id
      if (entry.request.body.message) return this.#turn(entry);
      problem = new Problem(
        "refused",
        "That conversation has ended. Tell me again what you would like.",
        problem,
      );
    }
    if (problem.kind === "signed_out") this.live = { ...this.live, awaiting: "sign_in" };
    entry.problem = problem;
    this.#tell("change", entry);
    this.#tell("live");
    return undefined;
  }

  /** How the whole conversation was, 1 to 5, with a word if there is one; whether it got through. */
  async judge(entry, score, comment) {
    try {
      await postJson("feedback", { message_id: entry.messageId, score, ...(comment ? { comment } : {}) });
      return true;
    } catch {
      return false;
    }
  }

  async rate(entry, rating, comment) {
    const before = entry.rating;
    entry.rating = rating;
    this.#tell("change", entry);
    try {
      await postJson("feedback", { message_id: entry.messageId, rating, ...(comment ? { comment } : {}) });
      return true;
    } catch {
      entry.rating = before;
      this.#tell("change", entry);
      return false;
    }
  }

  /** Brings the offer that waits for an answer back into sight. */
  look() {
    this.#tell("look", this.live.payment ?? this.live.quote);
  }

  startOver() {
    this.#abort?.abort();
    this.#listening?.abort();
    this.#listening = null;
    const old = this.live.hold ? this.conversationId : null;
    this.#keep(null);
    this.entries = [];
    this.live = NOTHING;
    this.busy = false;
    this.#tell("reset");
    // Seats held for a conversation that nobody will go back to are let go at once.
    if (old) request(`conversations/${encodeURIComponent(old)}`, { method: "DELETE" }).catch(() => {});
  }

  /** Facts of an event for cards that only carry its id; null where the server does not tell. */
  event(id) {
    if (!id) return Promise.resolve(null);
    if (!this.#events.has(id)) {
      this.#events.set(
        id,
        getJson(`boxoffice/v1/events/${encodeURIComponent(id)}`).catch(() => (this.#events.delete(id), null)),
      );
    }
    return this.#events.get(id);
  }

  get #expectsPerson() {
    return this.live.speaker === "person" || this.live.handedOff;
  }

  /** While a person speaks for the box office, or has been asked to, their words come by the conversation's own stream. */
  async #listenToPerson() {
    if (!this.#expectsPerson || this.#listening || !this.conversationId) return;
    const listening = new AbortController();
    this.#listening = listening;
    const path = this.#path;
    while (!listening.signal.aborted && this.#expectsPerson) {
      try {
        const response = await request(`${path}/stream`, {
          signal: listening.signal,
          headers: { Accept: "text/event-stream" },
        });
        await this.#catchUp(path);
        for await (const _ of events(response.body)) {
          await this.#catchUp(path);
          if (!this.#expectsPerson) break; // given back: the agent answers in its own replies
        }
      } catch {
        if (listening.signal.aborted) break;
        await this.#catchUp(path).catch(() => {});
      }
      if (this.#expectsPerson) await new Promise((wake) => setTimeout(wake, 2000));
    }
    if (this.#listening === listening) this.#listening = null;
  }

  async #catchUp(path) {
    if (this.busy) return;
    const stored = await getJson(path);
    const known = new Set(this.entries.map((entry) => entry.messageId).filter(Boolean));
    for (const entry of entriesOf(stored)) {
      if (entry.role === "fan" || !entry.messageId || known.has(entry.messageId)) continue;
      this.live = follow(this.live, { cards: entry.cards, state: entry.state ?? { flow: "?" } });
      this.#add({ ...entry, live: true });
    }
    if (stored.state || stored.speaker) {
      this.live = follow(this.live, { cards: [], state: standing(stored) });
      this.#tell("live");
    }
  }
}
