"""What a clause means while seats are held, or after something was told of the house, whatever it was read as. Pure."""

import re

from willcall.agent.dialogue import cues
from willcall.agent.state import ConversationState
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_MOVES = frozenset({Intent.EXCHANGE, Intent.UPGRADE})
_TO_A_PART = regex(r"\b(?:swap|switch|change|move|upgrade)\b[^.?!]{0,12}\bto (?:section )?\d{3}\b", re.IGNORECASE)
_OTHER_WAY = regex(
    r"^\W*(?:(?:ok|so|oh|and|but|hm+)\W+)*(?:is|are|do|does|can|could|what|how|where|and|or) (?!(?:i|we) (?:have|get|take|make|change|do|sit|move|swap|buy|book)\b)[^?!]*\b(?:train|bus(?:es)?|tram|metro|subway|taxi|uber|cab|motor\w*|bikes?|bicycles?|cars?|vans?|coach|walk|ferry|lift|elevator|locker|cloakroom|cash ?machine|atm)\b",
    re.IGNORECASE,
)
_OF_A_SHOW = frozenset({"event", "performer", "event_kind", "when"})
_MAKES_IT = regex(
    r"\b(?:make|cut|drop|reduce|bring|change|get) (?:it|that|this|them)\b(?: (?:down )?to)?[^.?!]{0,12}\b(?:one|two|three|four|five|six|\d)\b",
    re.IGNORECASE,
)


def meant(intent: Intent, text: str, told: set[str], state: ConversationState) -> Intent | None:
    """The intent it has by where the conversation is; None where that changes nothing.

    Args:
        intent: What the clause was read as.
        text: The clause.
        told: The names of what is told in it.
        state: Of the conversation.
    """
    held = state.hold is not None
    if intent is Intent.CHANGE and state.memo.get("asked") and not told and _OTHER_WAY.search(text):
        return Intent.KNOWLEDGE  # "and for a motorbike", after what parking costs
    if held and intent in _MOVES and _TO_A_PART.search(text) and not cues.OWNED.search(text):
        return Intent.CHANGE  # "can I swap to 102", of seats that are only held
    if intent is Intent.REPEAT and "?" not in text and told & (_OF_A_SHOW if held else {"section"}):
        return Intent.CHANGE  # "let those go and show me the basketball on Saturday"
    if held and intent is Intent.TRANSFER and "quantity" in told and "@" not in text and _MAKES_IT.search(text):
        return Intent.CHANGE  # "make it just the one, my mate bailed"
    return None
