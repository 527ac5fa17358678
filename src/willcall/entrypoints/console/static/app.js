// Puts the console together: who is signed in, the frame with its pages, and the one line to the server for what changes.
// A page is an element with `house` (session, live, operators) and, where it wants one, `place` (the rest of the address).

import { h, icon } from "/static/dom.js";
import { lasting } from "/static/memory.js";
import { getJson, request } from "/static/wire.js";
import { Live } from "./live.js";
import { brand, mark } from "./brand.js";
import "./alerts.js";
import "./inbox.js";
import "./insight.js";
import "./people.js";
import "./sign-in.js";
import "./system.js";
import "./today.js";

const PAGES = [
  { path: "today", label: "Today", icon: "calendar", element: "wc-today" },
  { path: "inbox", label: "Inbox", icon: "file", element: "wc-inbox" },
  { path: "insight", label: "Insight", icon: "map", element: "wc-insight" },
  { path: "alerts", label: "Alerts", icon: "warn", element: "wc-alerts" },
  { path: "system", label: "System", icon: "fit", element: "wc-system" },
  { path: "people", label: "People", icon: "person", element: "wc-people" },
];

const SENT_BACK = {
  refused: "Your single sign-on was not accepted here. Ask an admin to add your e-mail address.",
  away: "The single sign-on does not answer. Try again, or use a password.",
};

class Console extends HTMLElement {
  #live = new Live();
  #operator = null;
  #page = null;

  async connectedCallback() {
    addEventListener("hashchange", () => this.#go());
    this.#live.addEventListener("signed_out", () => this.#signIn("Your session has ended. Please sign in again."));
    this.#live.addEventListener("counts", ({ detail }) => this.#count(detail));
    this.#live.addEventListener("status", () => this.#status());
    this.#live.addEventListener("alerts", ({ detail }) => this.#alarm(detail));
    await brand;
    try {
      this.#enter(await getJson("api/session"));
    } catch (problem) {
      this.#signIn(problem.kind === "signed_out" ? "" : problem.message);
    }
    this.dataset.ready = "";
  }

  #signIn(note) {
    this.#live.stop();
    this.#operator = null;
    this.#page = null;
    const form = h("wc-operator-sign-in");
    form.note = note || SENT_BACK[new URLSearchParams(location.search).get("signed_in")] || "";
    form.addEventListener("signed_in", ({ detail }) => this.#enter(detail));
    this.replaceChildren(h("main", { id: "main", class: "door" }, form));
    document.title = `${mark.name} · sign in`;
  }

  #enter(operator) {
    this.#operator = operator;
    if (location.search) history.replaceState(null, "", location.pathname + location.hash);
    const nav = PAGES.map((page) =>
      h(
        "a",
        { href: `#/${page.path}`, "data-path": page.path },
        icon(page.icon),
        h("span", {}, page.label),
        page.path === "inbox" || page.path === "alerts" ? h("b", { class: "badge", hidden: true }) : null,
      ),
    );
    this.replaceChildren(
      h(
        "header",
        { class: "frame-top" },
        h("a", { class: "brand", href: "#/today", "aria-label": `${mark.name}, to Today` }, mark.picture(), h("span", {}, mark.name)),
        h("nav", { class: "pages", "aria-label": "Console" }, nav),
        h(
          "div",
          { class: "frame-tools" },
          h("span", { class: "line-status", role: "status" }),
          themeButton(),
          h("span", { class: "me" }, operator.name, h("small", {}, operator.role)),
          h("button", { type: "button", class: "quiet", onclick: () => this.#leave() }, "Sign out"),
        ),
      ),
      h("main", { id: "main", tabindex: "-1" }),
      h("div", { class: "hidden", "aria-live": "polite", id: "told" }),
    );
    this.#live.start();
    this.#go();
  }

  async #leave() {
    await request("api/session", { method: "DELETE" }).catch(() => {});
    this.#signIn("");
  }

  #go() {
    if (!this.#operator) return;
    const [where, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const [path = "today", ...place] = where.split("/").filter(Boolean);
    const page = PAGES.find((known) => known.path === path) ?? PAGES[0];
    for (const link of this.querySelectorAll("nav a")) {
      if (link.dataset.path === page.path) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    this.#title();
    if (this.#page?.localName !== page.element) {
      this.#page = document.createElement(page.element);
      this.#page.house = { operator: this.#operator, live: this.#live };
      this.#page.place = place;
      this.#page.query = query;
      this.querySelector("main").replaceChildren(this.#page);
    } else {
      this.#page.place = place;
      this.#page.query = query;
      this.#page.moved?.();
    }
  }

  #count(counts) {
    this.waiting = counts.waiting;
    const badge = this.querySelector("[data-path=inbox] .badge");
    if (!badge) return;
    badge.hidden = counts.waiting === 0;
    badge.textContent = counts.waiting;
    badge.setAttribute("aria-label", `${counts.waiting} waiting`);
    badge.toggleAttribute("data-late", counts.late > 0);
    this.#title();
  }

  #alarm(counts) {
    const badge = this.querySelector("[data-path=alerts] .badge");
    if (!badge) return;
    const wrong = counts.firing ?? 0;
    badge.hidden = wrong === 0;
    badge.textContent = wrong;
    badge.setAttribute("aria-label", `${wrong} firing`);
    badge.toggleAttribute("data-late", wrong > 0);
  }

  #title() {
    document.title = `${this.waiting ? `(${this.waiting}) ` : ""}${mark.name} · console`;
  }

  #status() {
    const line = this.querySelector(".line-status");
    if (!line) return;
    line.dataset.state = this.#live.state;
    line.textContent = { live: "Live", waiting: "Reconnecting…", off: "" }[this.#live.state];
  }
}

function themeButton() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const button = h("button", { type: "button", class: "tool", title: "Light or dark" });
  const show = () => {
    button.replaceChildren(icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", isDark() ? "Switch to light colours" : "Switch to dark colours");
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    lasting.set("theme", root.dataset.theme);
    show();
  });
  dark.addEventListener("change", show);
  show();
  return button;
}

customElements.define("wc-console", Console);
