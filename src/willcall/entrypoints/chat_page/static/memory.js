// What this browser remembers between visits: the conversation's id, a draft, the theme. Storage may be forbidden; then nothing is kept.

function box(storage) {
  return {
    get(key) {
      try {
        return window[storage].getItem(`willcall.${key}`);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null || value === "") window[storage].removeItem(`willcall.${key}`);
        else window[storage].setItem(`willcall.${key}`, value);
      } catch {
        // private mode or a full disk: the page works without
      }
    },
  };
}

export const lasting = box("localStorage");
export const thisTab = box("sessionStorage");

/** An id nobody guesses; `crypto.randomUUID` is missing on plain http beyond localhost. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}
