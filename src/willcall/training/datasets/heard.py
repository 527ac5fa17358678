"""What fans said, from the conversations of those who consented, redacted and read again: candidates for labelling.

Reads the shelf; writes nothing. Knows the reader's shape, not how it works.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from willcall.access.store import LearningConsents
from willcall.conversations.store import ConversationStore, Turn
from willcall.kit.personal.redactor import Redactor
from willcall.kit.personal.spans import by_pattern
from willcall.training.datasets.uncertain import Candidate
from willcall.training.datasets.understanding import Label
from willcall.understanding.encoder import Array
from willcall.understanding.reading import Catalogue, Context, Reading

HISTORY = 4
_IDS = re.compile(r"\b[a-z]{2,5}_[0-9A-Za-z]{4,}\b")  # our own kind: of orders, tickets, customers


class ReaderWithVectors(Protocol):
    """A reader that also gives sentence vectors."""

    def read(self, text: str, context: Context) -> Reading: ...

    def encode(self, text: str) -> Array: ...


def heard(
    store: ConversationStore,
    consents: LearningConsents,
    reader: ReaderWithVectors,
    catalogue: Catalogue,
    *,
    since: datetime,
) -> Iterator[Candidate]:
    """Every message of a consenting fan since then, as the reader reads it today in its place.

    A conversation counts if its fan consented; where nobody signed in, if there is a consent for that conversation. Personal data is
    struck out first and the rest is read, so that spans are those of the redacted text.
    """
    public = {name for show in catalogue.shows for name in (show.name, show.venue, show.city, *show.performers)}
    redact = Redactor(recognisers=[by_pattern("id", _IDS)], keep=lambda: public)
    found = store.since(since)
    held = consents.among([customer or conversation for conversation, customer in found])
    for conversation, customer in found:
        if (customer or conversation) not in held:
            continue
        before: list[Turn] = []
        for turn in store.history(conversation, limit=2_000):
            if turn.speaker == "user" and turn.at >= since and turn.text.strip():
                candidate = _candidate(turn, before[-HISTORY:], reader, catalogue, redact)
                if candidate.text.strip():
                    yield candidate
            before.append(turn)


def _candidate(
    turn: Turn, before: list[Turn], reader: ReaderWithVectors, catalogue: Catalogue, redact: Redactor
) -> Candidate:
    spoken = tuple(("user" if t.speaker == "user" else "agent", redact(t.text)) for t in before)
    awaiting = next((t.body.get("state", {}).get("awaiting") for t in reversed(before) if t.speaker != "user"), None)
    context = Context(turn.at, catalogue, tuple(("user" if s == "user" else "agent", t) for s, t in spoken), awaiting)
    text = redact(turn.text)
    reading = reader.read(text, context)
    return Candidate(
        text=text,
        history=spoken,
        intent=reading.intent.value,
        slots=_apart([Label(slot.name, slot.start, slot.end) for slot in reading.slots if slot.start < slot.end]),
        ranking=tuple((intent.value, likely) for intent, likely in reading.ranking),
        vector=reader.encode(text),
        source=turn.message_id,
    )


def _apart(labels: list[Label]) -> tuple[Label, ...]:
    """Spans that share no character; the longer of two that do."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: (label.start - label.end, label.start)):
        if all(label.end <= other.start or other.end <= label.start for other in kept):
            kept.append(replace(label))
    return tuple(sorted(kept, key=lambda label: label.start))
