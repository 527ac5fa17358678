// One script tag puts the chat on another site: a launcher in a shadow root, the chat page in a frame of our own origin.
//   <script src="https://tickets.example.org/widget.js" async data-label="Tickets" data-theme="light" data-side="left"></script>
// The frame keeps the fan's session away from the site around it; all that crosses is the word "close".

(() => {
  const script = document.currentScript;
  if (!script || document.querySelector("willcall-chat")) return;
  const home = new URL(".", script.src);
  const label = script.dataset.label || "Tickets & help";
  const side = script.dataset.side === "left" ? "left" : "right";
  const page = new URL(home);
  page.searchParams.set("embed", "1");
  if (script.dataset.theme) page.searchParams.set("theme", script.dataset.theme);

  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; bottom: max(16px, env(safe-area-inset-bottom)); ${side}: 16px; font: 600 15px/1.2 Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
    button { display: flex; align-items: center; gap: 10px; min-height: 52px; padding: 0 20px 0 16px; border: 1.5px solid #17181c; border-radius: 999px; background: #ffc933; color: #17181c; font: inherit; cursor: pointer; box-shadow: 0 2px 4px rgb(0 0 0 / .12), 0 8px 24px rgb(0 0 0 / .16); }
    button:hover { background: #ffd45c; }
    button:focus-visible { outline: 3px solid #17181c; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    svg { width: 26px; height: 20px; }
    .frame { position: fixed; bottom: 0; ${side}: 0; width: 100%; height: 100%; background: #f5f5f2; overflow: hidden; }
    .frame[hidden] { display: none; }
    iframe { width: 100%; height: 100%; border: 0; display: block; }
    @media (min-width: 560px) and (min-height: 480px) {
      .frame { bottom: 84px; ${side}: 16px; width: 400px; height: min(700px, calc(100dvh - 108px)); border-radius: 20px; box-shadow: 0 0 0 1px rgb(0 0 0 / .1), 0 24px 64px rgb(0 0 0 / .28); }
    }
    @media (max-width: 559.98px), (max-height: 479.98px) { :host([open]) button { display: none; } }
    @media (prefers-reduced-motion: no-preference) {
      .frame:not([hidden]) { animation: rise .22s cubic-bezier(.2, .8, .2, 1); }
      @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    }`;

  class WillcallChat extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
      this.button = document.createElement("button");
      this.button.type = "button";
      this.button.setAttribute("aria-expanded", "false");
      this.button.append(mark(), label);
      this.button.addEventListener("click", () => (this.hasAttribute("open") ? this.close() : this.open()));
      this.panel = document.createElement("div");
      this.panel.className = "frame";
      this.panel.hidden = true;
      this.panel.setAttribute("role", "dialog");
      this.panel.setAttribute("aria-label", label);
      this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
      root.append(this.panel, this.button);
      addEventListener("message", (event) => {
        if (
          event.origin === home.origin &&
          event.source === this.frame?.contentWindow &&
          event.data?.willcall === "close"
        )
          this.close();
      });
    }

    open() {
      if (!this.frame) {
        this.frame = document.createElement("iframe");
        this.frame.title = label;
        this.frame.src = page.href;
        this.panel.append(this.frame);
      }
      this.panel.hidden = false;
      this.setAttribute("open", "");
      this.button.setAttribute("aria-expanded", "true");
      this.frame.focus();
    }

    close() {
      this.panel.hidden = true;
      this.removeAttribute("open");
      this.button.setAttribute("aria-expanded", "false");
      this.button.focus();
    }
  }

  function mark() {
    const space = "http://www.w3.org/2000/svg";
    const drawing = document.createElementNS(space, "svg");
    drawing.setAttribute("viewBox", "0 0 32 24");
    drawing.setAttribute("aria-hidden", "true");
    for (const [d, width] of [
      [
        "M4 1.5h24A2.5 2.5 0 0 1 30.5 4v4.5a3.5 3.5 0 0 0 0 7V20a2.5 2.5 0 0 1-2.5 2.5H4A2.5 2.5 0 0 1 1.5 20v-4.5a3.5 3.5 0 0 0 0-7V4A2.5 2.5 0 0 1 4 1.5Z",
        2,
      ],
      ["M7 7.5 9.6 16.5 12.6 9.5 15.6 16.5 18.2 7.5", 2.4],
      ["M23.5 5v14", 1.8],
    ]) {
      const path = document.createElementNS(space, "path");
      for (const [name, value] of Object.entries({
        d,
        fill: "none",
        stroke: "currentColor",
        "stroke-width": width,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      }))
        path.setAttribute(name, value);
      drawing.append(path);
    }
    return drawing;
  }

  customElements.define("willcall-chat", WillcallChat);
  const place = () => document.body.append(document.createElement("willcall-chat"));
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
