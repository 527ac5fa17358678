"""From examples to arrays: what serving would see of each, computed with serving's own code.

Knows the encoder and the features; trains nothing.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from willcall.training.recipes.encoder.examples import Example, Span
from willcall.understanding.answers import answer as answer_of
from willcall.understanding.deciding import correcting, rule_scores
from willcall.understanding.encoder import Array, Encoded, Encoder
from willcall.understanding.extraction import extract
from willcall.understanding.features import INTENTS, features
from willcall.understanding.heads import LABELS, TAGS
from willcall.understanding.names import NamesCache
from willcall.understanding.reading import Catalogue, Context, Intent, Show, Slot
from willcall.understanding.spans import Found
from willcall.understanding.text import plain

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
_SECTIONS = ("101", "102", "Lower Bowl", "Balcony", "Floor", "Orchestra", "Mezzanine")
_KINDS = ("basketball", "hockey", "concert", "theatre", "football", "comedy")


@dataclass(slots=True)
class IntentRows:
    """Vectors, features, labels and weights, one row an example."""

    vectors: Array
    features: Array
    labels: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    weights: Array


@dataclass(slots=True)
class TagRows:
    """States of first word pieces, their labels, and which example each is of."""

    states: Array
    labels: "np.ndarray[tuple[int], np.dtype[np.int64]]"


def catalogue_of(example: Example, others: Sequence[Example], chance: random.Random, *, knows: float) -> Catalogue:
    """A small catalogue that holds the example's names with chance `knows`, and some others."""
    named = list(example.names) if chance.random() < knows else []
    for other in chance.sample(list(others), min(4, len(others))):
        named += other.names
    shows = []
    for index, (tag, name) in enumerate(named):
        performer = name if tag in {"performer", "event_name", "event"} else "Nobody Known"
        shows.append(
            Show(
                event_id=f"evt_{index}",
                name=performer,
                performers=tuple(performer.split(" vs ")) if " vs " in performer else (performer,),
                aliases=(),
                kind=_KINDS[index % len(_KINDS)],
                venue=name if tag == "venue" else "Nowhere Arena",
                city=name if tag in {"city", "location"} else "Nowhere",
                starts_at=NOW + timedelta(days=1 + index),
                time_zone="UTC",
            )
        )
    return Catalogue(str(chance.random()), tuple(shows), _SECTIONS)


def intent_row(
    example: Example,
    encoded: Encoded,
    context: Context,
    names: NamesCache,
    *,
    gold_names: bool,
    stretch: tuple[int, int] | None = None,
) -> tuple[Array, Array]:
    """(vector, features) as serving computes them; of a stretch of the text when given."""
    message = plain(example.text)
    tagged = [
        Found(s.name, example.text[s.start : s.end], s.start, s.end)
        for s in example.spans or ()
        if gold_names and s.name in TAGS
    ]
    slots: Sequence[Slot] = extract(message, context, names, tagged)
    text, vector = message.text, encoded.sentence
    answer = answer_of(example.text)
    if stretch is not None:
        low, high = stretch
        text = message.text[message.forward(low) : message.forward(high)]
        slots = [s for s in slots if low <= s.start < high]
        vector = encoded.stretch(low, high)
        answer = answer_of(text)
    scores = rule_scores(text, slots, asked=example.asked, answer=answer)
    return vector, features(
        text, scores, slots, asked=example.asked, answer=answer, correcting=correcting(text, example.asked)
    )


def prepare(examples: Sequence[Example], encoder: Encoder, seed: int) -> tuple[IntentRows, TagRows]:
    """Rows of all examples, in order; half of the names are in a catalogue."""
    chance = random.Random(seed)
    named = [e for e in examples if e.names]
    cache = NamesCache()
    vectors, rows, labels, weights = [], [], [], []
    states, tags = [], []
    for example in examples:
        encoded = encoder.encode(example.text)
        awaiting = (
            example.asked
            if example.asked not in {"nothing", "open", "more", "when", "where", "offer", "other"}
            else None
        )
        context = Context(NOW, catalogue_of(example, named, chance, knows=0.55), (), awaiting)
        if example.intent is not None:
            vector, row = intent_row(example, encoded, context, cache, gold_names=chance.random() < 0.85)
            vectors.append(vector)
            rows.append(row)
            labels.append(INTENTS.index(example.intent))
            weights.append(example.weight)
        if example.spans is not None:
            firsts = [i for i, first in enumerate(encoded.first) if first and encoded.spans[i][1] > encoded.spans[i][0]]
            states.append(encoded.states[firsts])
            tags.append(np.array([_label(encoded.spans[i][0], example.spans) for i in firsts], dtype=np.int64))
    return (
        IntentRows(
            np.array(vectors, np.float32),
            np.array(rows, np.float32),
            np.array(labels, np.int64),
            np.array(weights, np.float32),
        ),
        TagRows(np.concatenate(states).astype(np.float32), np.concatenate(tags))
        if states
        else TagRows(np.zeros((0, 384), np.float32), np.zeros(0, np.int64)),
    )


def pairs(examples: Sequence[Example], count: int, encoder: Encoder, seed: int) -> IntentRows:
    """Halves of two messages joined into one, so that the heads know stretches as well as whole messages."""
    chance = random.Random(seed)
    usable = [e for e in examples if e.intent is not None and 8 < len(e.text) < 90 and e.intent is not Intent.INFORM]
    named = [e for e in usable if e.names]
    cache = NamesCache()
    vectors, rows, labels = [], [], []
    for _ in range(count):
        one, two = chance.sample(usable, 2)
        joiner = chance.choice((" and ", ". ", "? ", ", and ", ", also ", " but ", ". also ", " then ", "! "))
        first = one.text.rstrip(" .!?")
        text = first + joiner + two.text
        shift = len(first) + len(joiner)
        spans = (*(one.spans or ()), *(Span(s.name, s.start + shift, s.end + shift) for s in two.spans or ()))
        encoded = encoder.encode(text)
        for example, low, high in ((one, 0, len(first)), (two, shift, len(text))):
            joined = Example(text, example.intent, example.asked, spans, (*one.names, *two.names), "pairs")
            context = Context(NOW, catalogue_of(joined, named, chance, knows=0.55), (), None)
            vector, row = intent_row(
                joined, encoded, context, cache, gold_names=chance.random() < 0.85, stretch=(low, high)
            )
            vectors.append(vector)
            rows.append(row)
            labels.append(INTENTS.index(example.intent))
    size = len(labels)
    return IntentRows(
        np.array(vectors, np.float32), np.array(rows, np.float32), np.array(labels, np.int64), np.ones(size, np.float32)
    )


def _label(at: int, spans: Sequence[Span]) -> int:
    for span in spans:
        if span.name in TAGS and span.start <= at < span.end:
            return LABELS.index(f"{'B' if at == span.start else 'I'}-{span.name}")
    return 0
