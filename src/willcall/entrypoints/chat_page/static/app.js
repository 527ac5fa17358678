// Puts the page together: header, conversation, composer and, on wide screens, the window beside it.

import { Chat } from "./chat.js";
import { h, icon, wordmark } from "./dom.js";
import { Identity } from "./identity.js";
import { lasting } from "./memory.js";
import "./composer.js";
import "./countdown.js";
import "./header-account.js";
import "./log.js";
import "./seat-map.js";
import "./sign-in.js";
import "./window.js";

class App extends HTMLElement {
  async connectedCallback() {
    const chat = new Chat();
    const identity = new Identity();
    const log = Object.assign(h("wc-log"), { chat, identity });
    const composer = Object.assign(h("wc-composer"), { chat });
    const side = Object.assign(h("wc-window"), { chat });
    const account = Object.assign(h("wc-account"), { identity });
    const heading = h("h1", { class: "wordmark" }, wordmark(), h("span", {}, "Willcall"));
    const speaker = h("p", { class: "speaker", role: "status" });
    this.replaceChildren(
      h(
        "header",
        { class: "top" },
        h("div", { class: "brand" }, heading, speaker),
        h(
          "div",
          { class: "top-tools" },
          account,
          themeButton(),
          this.#freshButton(chat, composer),
          closeButton(),
        ),
      ),
      h(
        "div",
        { class: "stage" },
        h("main", { class: "talk", "aria-label": "Conversation" }, log, composer),
        side,
      ),
    );
    chat.addEventListener("live", () => {
      speaker.textContent =
        chat.live.speaker === "person"
          ? "You are talking to a person"
          : chat.live.handedOff
            ? "Passed to the box office"
            : "";
      speaker.hidden = speaker.textContent === "";
    });
    speaker.hidden = true;
    await identity.look();
    await chat.resume();
    log.ready();
    this.dataset.ready = "";
  }

  #freshButton(chat, composer) {
    const start = () => {
      chat.startOver();
      composer.focusField();
    };
    return h(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": "New conversation",
        title: "New conversation",
        onclick: start,
      },
      icon("fresh"),
    );
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

/** In the widget's frame the page closes itself by telling the site around it; nothing but that word crosses. */
function closeButton() {
  if (document.documentElement.dataset.embed === undefined) return null;
  const close = () => window.parent.postMessage({ willcall: "close" }, "*");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) close();
  });
  return h(
    "button",
    { type: "button", class: "tool", "aria-label": "Close the chat", title: "Close", onclick: close },
    icon("cross"),
  );
}

customElements.define("wc-app", App);
