// Who the fan is to the server. The page is signed in by a cookie it cannot read; in a frame on another site, where cookies
// do not travel, by a token kept for this tab only. What the page shows here is a courtesy: the server decides.

import { getJson, postJson, request, useBearer } from "./wire.js";
import { thisTab } from "./memory.js";

const inFrame = window.self !== window.top;

export class Identity extends EventTarget {
  customerId = null;
  sandbox = false;

  /** Asks the server who we are; a server that does not say leaves us anonymous. */
  async look() {
    const kept = inFrame ? thisTab.get("token") : null;
    if (kept) useBearer(kept);
    try {
      this.#become(await getJson("auth/session"));
    } catch {
      this.#become({});
    }
  }

  /** Sandbox only: the customer is made if new. Raises Problem (`gone` where there is no sandbox). */
  async signInSandbox(customerId) {
    const { access_token: token } = await postJson("auth/sandbox-token", { customer_id: customerId });
    await this.signIn(token, customerId);
  }

  async signIn(token, customerId = null) {
    const session = await postJson(
      "auth/session",
      { access_token: token },
      { Authorization: `Bearer ${token}` },
    );
    if (inFrame) {
      thisTab.set("token", token);
      useBearer(token);
    }
    this.#become({ customer_id: session?.customer_id ?? customerId });
  }

  async signOut() {
    await request("auth/session", { method: "DELETE" });
    thisTab.set("token", null);
    useBearer(null);
    this.#become({});
  }

  #become(session) {
    this.customerId = session.customer_id ?? null;
    this.name = session.name ?? null;
    this.dispatchEvent(new Event("change"));
  }
}
