// A stored conversation, as `GET /conversations/{id}` tells it, turned into the entries the page shows.

const FAN = new Set(["fan", "user", "customer"]);
const PERSON = new Set(["person", "operator", "human"]);

/** The entry for one stored message, or null for what a fan does not see (tools, system). */
export function entryOf(message) {
  const role = message.role ?? message.speaker ?? "agent";
  if (role === "system" || role === "tool") return null;
  const text = message.text ?? message.content ?? message.response ?? message.message ?? "";
  const cards = message.cards ?? [];
  if (!text && !cards.length) return null;
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
  return (conversation.messages ?? []).map(entryOf).filter(Boolean);
}
