// Whose console this is: a name, a colour and a logo, as the settings say. Until they are here, or without them, it is Willcall's own.

import { h, wordmark } from "/static/dom.js";
import { getJson } from "/static/wire.js";

export const mark = {
  name: "Willcall",
  logo: null,
  singleSignOn: false,
  picture() {
    return this.logo ? h("img", { class: "logo", src: this.logo, alt: "" }) : wordmark();
  },
};

/** Settles when the brand is in force; never fails. */
export const brand = getJson("console/brand.json").then(
  ({ name, colour, ink, logo, single_sign_on: singleSignOn }) => {
    Object.assign(mark, { name, logo, singleSignOn });
    const { style } = document.documentElement;
    style.setProperty("--marquee", colour);
    style.setProperty("--marquee-hover", `color-mix(in oklab, ${colour} 82%, ${ink === "#ffffff" ? "black" : "white"})`);
    style.setProperty("--marquee-ink", ink);
  },
  () => {},
);
