// A stored conversation, as `GET /conversations/{id}` tells it, turned into the entries the page shows.

const FAN = new Set(["fan", "user", "customer"]);
const PERSON = new Set(["person", "operator", "human"]);

/** What a button did is stored as a bracketed word; a person should read what the button said. */
const DID = [
  [/^\[confirm/, "confirm", "Confirmed"],
  [/^\[pay\]/, "pay", "Pay"],
  [/^\[not now\]/, "decline", "Not now"],
  [/^\[a person, please\]/, "handoff", "A person, please"],
  [
    /^\[chose (\d+) seats on the map\]/,
    "select",
    ([, count]) => `Chose ${count} ${count === "1" ? "seat" : "seats"} on the map`,
  ],
  [
    /^\[chose option (\d+)\]/,
    "select",
    ([, number], lists) => optionLabel(lists, Number(number) - 1) ?? `Option ${number}`,
  ],
];

function optionLabel(lists, index) {
  const options = lists.map((card) => card.options[index]).filter(Boolean);
  if (options.length !== 1) return null; // two lists at once: which one was meant is not stored
  const [option] = options;
  return (
    option.name ?? option.label ?? (option.section ? `Section ${option.section}, Row ${option.row}` : null)
  );
}

function didOf(text, lists) {
  for (const [pattern, action, label] of DID) {
    const found = pattern.exec(text);
    if (found) return { action, text: typeof label === "string" ? label : label(found, lists) };
  }
  return null;
}

/** The entry for one stored message, or null for what a fan does not see (tools, system). `lists`: cards that were just offered. */
export function entryOf(message, lists = []) {
  const role = message.role ?? message.speaker ?? "agent";
  if (role === "system" || role === "tool") return null;
  const text = message.text ?? message.content ?? message.response ?? message.message ?? "";
  const cards = message.cards ?? [];
  if (!text && !cards.length) return null;
  const did = FAN.has(role) ? didOf(text, lists) : null;
  if (did) return { role: "fan", cards, ...did };
  return {
    role: FAN.has(role) ? "fan" : PERSON.has(role) ? "person" : "agent",
    text,
    cards,
    messageId: message.message_id ?? message.id ?? null,
    rating: message.rating ?? 0,
    state: message.state ?? null,
    action: message.action?.type ?? null,
  };
}

export function entriesOf(conversation) {
  let lists = [];
  return (conversation.messages ?? [])
    .map((message) => {
      const entry = entryOf(message, lists);
      if (entry && entry.role !== "fan") lists = entry.cards.filter((card) => Array.isArray(card.options));
      return entry;
    })
    .filter(Boolean);
}

/** Where a stored conversation stands now. A person who has spoken and given back is no longer being waited for. */
export function standing(conversation) {
  const last = (conversation.messages ?? []).findLast((message) => !FAN.has(message.role ?? message.speaker));
  const back = conversation.speaker === "agent" && PERSON.has(last?.role ?? last?.speaker);
  return {
    flow: "?",
    ...conversation.state,
    ...(conversation.speaker ? { speaker: conversation.speaker } : {}),
    ...(back ? { handed_off: false } : {}),
  };
}
