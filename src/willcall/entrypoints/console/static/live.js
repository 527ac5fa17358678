// The one line to the server (a WebSocket). Whatever it says is only that something is new, and it begins with how things stand: what
// changed while the line was down is noticed when it is up again, and pages then read it.
// Fires `inbox`, `log`, `alerts`, `conversation` (detail: how it stands), `counts`, `status`, `signed_out`.

import { getJson } from "/static/wire.js";

const FIRST_MS = 500;
const MOST_MS = 8000;

export class Live extends EventTarget {
  state = "off"; // off, waiting, live
  #socket = null;
  #conversation = null;
  #timer = null;
  #wait = FIRST_MS;
  #running = false;
  #known = new Map();

  start() {
    this.#running = true;
    this.#open();
  }

  stop() {
    this.#running = false;
    this.#close();
    this.#known.clear();
    this.#say("off");
  }

  /** Also hear of this conversation from now on; null for none. */
  follow(conversationId) {
    if (this.#conversation === conversationId) return;
    this.#conversation = conversationId;
    this.#known.delete("conversation");
    this.#order();
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #say(state) {
    if (this.state === state) return;
    this.state = state;
    this.tell("status", state);
  }

  #close() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #order() {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ follow: this.#conversation }));
  }

  #open() {
    this.#close();
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      if (socket !== this.#socket) return;
      this.#wait = FIRST_MS;
      this.#say("live");
      this.#order();
    });
    socket.addEventListener("message", ({ data }) => socket === this.#socket && this.#hear(JSON.parse(data)));
    socket.addEventListener("close", () => this.#again(socket));
  }

  /** Tells what differs from what was known; the first word of all is what pages have just read themselves. */
  #hear({ type, stands }) {
    if (type === "signed_out") {
      this.tell("signed_out");
      return;
    }
    const now = JSON.stringify(stands);
    const before = this.#known.get(type);
    this.#known.set(type, now);
    if (before === now) return;
    if (type === "log" && before === undefined) return;
    this.tell(type, stands);
  }

  async #again(socket) {
    if (socket !== this.#socket) return;
    this.#close();
    this.#say("waiting");
    const pause = this.#wait * (0.75 + Math.random() / 2);
    this.#wait = Math.min(this.#wait * 2, MOST_MS);
    this.#timer = setTimeout(async () => {
      try {
        await getJson("api/session");
      } catch (problem) {
        if (problem.kind === "signed_out") {
          this.tell("signed_out");
          return;
        }
      }
      if (this.#running) this.#open();
    }, pause);
  }
}
