// HTTP and Server-Sent Events to our own server. Knows the contract's paths and problem documents, nothing of the page.

/** What went wrong, in words for a person. `kind`: offline, limited, signed_out, gone, refused, server. */
export class Problem extends Error {
  constructor(kind, message, { status = 0, retryAfter = 0, requestId = "" } = {}) {
    super(message);
    Object.assign(this, { kind, status, retryAfter, requestId });
  }
}

const base = new URL(".", document.baseURI);
let bearer = null;
let skew = 0; // server clock minus ours, milliseconds

/** A token for requests where cookies do not travel (the widget's frame on another site). */
export function useBearer(token) {
  bearer = token;
}

export function hasBearer() {
  return bearer !== null;
}

/** The server's idea of now: a hold's countdown must not trust a phone with a wrong clock. */
export function serverNow() {
  return Date.now() + skew;
}

function noteClock(response, sentAt) {
  const date = Date.parse(response.headers.get("Date") ?? "");
  if (Number.isNaN(date)) return;
  // The header has whole seconds: half a second up is its middle, half the way is the trip.
  const measured = date + 500 - (sentAt + Date.now()) / 2;
  if (Math.abs(measured - skew) > 1500) skew = Math.abs(measured) > 1500 ? measured : 0;
}

async function problemOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // not a problem document: the status speaks
  }
  const status = response.status;
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  const field = Array.isArray(body.errors)
    ? body.errors.map((e) => e.detail ?? e.message ?? e.msg).find(Boolean)
    : null;
  const detail = typeof body.detail === "string" ? body.detail : (field ?? body.title);
  const facts = {
    status,
    retryAfter,
    requestId: body.request_id ?? response.headers.get("X-Request-ID") ?? "",
  };
  if (status === 429)
    return new Problem("limited", "That was a lot at once. Give it a moment, then try again.", facts);
  if (status === 401) return new Problem("signed_out", detail ?? "Please sign in first.", facts);
  if (status === 404 || status === 410)
    return new Problem("gone", detail ?? "That is no longer there.", facts);
  if (status >= 500)
    return new Problem("server", "The box office did not answer. Nothing was lost: try again.", facts);
  return new Problem("refused", detail ?? "That could not be done.", facts);
}

/** One request; raises `Problem`. Paths are ours: relative ones resolve beside the page. */
export async function request(path, { method = "GET", body, headers = {}, signal } = {}) {
  const url = new URL(path, base);
  if (url.origin !== location.origin) throw new Problem("refused", "That address is not ours.");
  const sentAt = Date.now();
  let response;
  try {
    response = await fetch(url, {
      method,
      signal,
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(
      "offline",
      navigator.onLine === false
        ? "You are offline. Your words are safe here: try again when you are back."
        : "The box office cannot be reached just now. Your words are safe here: try again.",
    );
  }
  noteClock(response, sentAt);
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function getJson(path) {
  return (await request(path)).json();
}

export async function postJson(path, body, headers) {
  const response = await request(path, { method: "POST", body, headers });
  return response.status === 204 ? null : response.json();
}

/** Splits a text/event-stream into `{event, data}`; source: WHATWG HTML, server-sent events. */
export async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let event = "message";
  let data = [];
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      rest += value;
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          if (data.length) yield { event, data: data.join("\n") };
          event = "message";
          data = [];
        } else if (!line.startsWith(":")) {
          const [, field, content] = /^([^:]*):? ?(.*)$/s.exec(line);
          if (field === "event") event = content;
          else if (field === "data") data.push(content);
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  if (data.length) yield { event, data: data.join("\n") };
}

async function readOut(happenings) {
  try {
    while (!(await happenings.next()).done);
  } catch {
    // nothing was left to say
  }
}

/** One turn: yields `{type: status|delta|card|done, data}`. A server without streaming answers in one `done`. */
export async function* turn(body, { key, signal }) {
  const headers = { Accept: "text/event-stream, application/json", "Idempotency-Key": key };
  const response = await request("chat/stream", { method: "POST", body, headers, signal });
  if (!(response.headers.get("Content-Type") ?? "").includes("event-stream")) {
    yield { type: "done", data: await response.json() };
    return;
  }
  const happenings = events(response.body);
  try {
    for (;;) {
      const { value, done } = await happenings.next();
      if (done) break;
      const { event, data } = value;
      let parsed;
      try {
        parsed = JSON.parse(data);
      } catch {
        parsed = { text: data };
      }
      if (event === "error")
        throw new Problem(
          "server",
          parsed.detail ?? "The box office did not answer. Nothing was lost: try again.",
          { status: parsed.status ?? 500 },
        );
      yield { type: event, data: parsed };
      if (event === "done") {
        readOut(happenings); // to its end, so that the connection can serve again
        return;
      }
    }
  } catch (error) {
    if (error instanceof Problem || error.name === "AbortError") throw error;
    throw new Problem(
      "offline",
      "The line dropped while the answer came in. Try again: nothing is done twice.",
    );
  }
  throw new Problem(
    "offline",
    "The line dropped before the answer was complete. Try again: nothing is done twice.",
  );
}
