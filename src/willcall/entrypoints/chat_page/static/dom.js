// Builds elements. Text only ever enters the page as text nodes: there is no way to pass HTML through here.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** `h("p", {class: "note", onclick: …}, "text", other)`: an element; absent attributes and children are skipped. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const PATHS = {
  send: "M5 12h13M12.5 5.5 19 12l-6.5 6.5",
  sun: "M12 4V2m0 20v-2M4 12H2m20 0h-2M6.3 6.3 4.9 4.9m14.2 14.2-1.4-1.4m0-11.4 1.4-1.4M4.9 19.1l1.4-1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z",
  fresh: "M12 20h8M4 20l.9-4L15.6 5.3a1.9 1.9 0 0 1 2.7 0l.4.4a1.9 1.9 0 0 1 0 2.7L8 19.1 4 20Z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8c.6-3.4 3.5-5.2 7-5.2s6.4 1.8 7 5.2",
  check: "m5 12.5 4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5",
  up: "M7 11v9H4v-9h3Zm0 0 4-8a2.2 2.2 0 0 1 2.2 2.6L12.6 9H18a2 2 0 0 1 2 2.4l-1.3 7A2 2 0 0 1 16.7 20H7",
  down: "M7 13V4H4v9h3Zm0 0 4 8a2.2 2.2 0 0 0 2.2-2.6L12.6 15H18a2 2 0 0 0 2-2.4l-1.3-7A2 2 0 0 0 16.7 4H7",
  calendar: "M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Zm-1 5h16M8 3v4m8-4v4",
  file: "M6 3h8l4 4v14H6V3Zm8 0v4h4M9 13h6m-6 4h6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2",
  pin: "M12 21s7-6.1 7-11.5A7 7 0 0 0 5 9.5C5 14.9 12 21 12 21Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  access: "M11 7a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 11 7Zm0 2v6h5l3 5m-8-8h4m-6.5-.6a5 5 0 1 0 6.5 6.6",
  link: "M14 5h5v5m0-5-8 8M10 6H5v13h13v-5",
  book: "M12 6c-2-1.5-4.5-2-8-2v14c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4c-3.5 0-6 .5-8 2Zm0 0v14",
  chevron: "m9 6 6 6-6 6",
  warn: "M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.5v.1",
  map: "M4 6l5.5-2 5 2L20 4v14l-5.5 2-5-2L4 20V6Zm5.5-2v14m5-12v14",
};

/** A line icon, hidden from screen readers: the control around it carries the name. */
export function icon(name, extra = "") {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", class: `icon ${extra}`, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );
}

export function wordmark() {
  return svg(
    "svg",
    { viewBox: "0 0 32 24", class: "mark", "aria-hidden": "true", focusable: "false" },
    svg("path", {
      class: "mark-stub",
      d: "M4 1.5h24A2.5 2.5 0 0 1 30.5 4v4.5a3.5 3.5 0 0 0 0 7V20a2.5 2.5 0 0 1-2.5 2.5H4A2.5 2.5 0 0 1 1.5 20v-4.5a3.5 3.5 0 0 0 0-7V4A2.5 2.5 0 0 1 4 1.5Z",
    }),
    svg("path", { class: "mark-letter", d: "M7 7.5 9.6 16.5 12.6 9.5 15.6 16.5 18.2 7.5" }),
    svg("path", { class: "mark-tear", d: "M23.5 4.5v15" }),
  );
}

/** Ids for aria references, unique on this page. */
let counter = 0;
export function uid(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** An address that is safe to follow: http(s) or a path of ours; anything else is null. */
export function safeAddress(text) {
  try {
    const url = new URL(text, document.baseURI);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

export function ownAddress(text) {
  const url = safeAddress(text);
  return url !== null && new URL(url).origin === location.origin ? url : null;
}
