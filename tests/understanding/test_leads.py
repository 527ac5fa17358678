"""Words around a message that mean nothing change no reading; those that may be an answer stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.answers import answer
from willcall.understanding.leads import without_leads
from willcall.understanding.reader import EncoderReader

from .scoring import BLIND, ROWS, context_of, said_as, score


@pytest.fixture(scope="module")
def reader() -> EncoderReader:
    reader = EncoderReader()
    assert reader.warm()
    return reader


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("ok so two tickets for friday", "two tickets for friday"),
        ("Hi there! what's on?", "what's on?"),
        ("hey, quick question - do you have parking?", "do you have parking?"),
        ("ah right so, what time do doors open", "what time do doors open"),
        ("um yes", "yes"),
        ("sorry to bother you again but can I park", "can I park"),
        ("evening all, what's on", "what's on"),
        ("can you send both to my mate lol", "can you send both to my mate"),
        ("two for the saturday one thx 🙏", "two for the saturday one"),
    ],
)
def test_what_says_nothing_is_left_out(said, left):
    assert without_leads(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "ok", "ok then", "ok then, thanks", "alright", "right", "so", "um", "hey you", "no thanks mate", "yes please mate", "sorry, three",
        "Hello Dolly, two tickets", "So Long Sally tickets", "evening shows on friday", "look for tickets", "send it to my mate", "two in section x", "not now thanks",
    ],
)  # fmt: skip
def test_what_may_mean_something_stays(said):
    assert without_leads(said) == said


@pytest.mark.parametrize("lead", ["ok so ", "um ", "well, ", "right then, ", "hi there! ", "alright so "])
def test_a_lead_changes_no_reading(reader: EncoderReader, lead):
    changed = []
    for row in BLIND:
        bare = reader.read(row["text"], context_of(row))
        led = reader.read(lead + row["text"], context_of(row))
        if [w.intent for w in led.wishes] != [w.intent for w in bare.wishes] or [
            (s.name, said_as(s)) for s in led.slots
        ] != [(s.name, said_as(s)) for s in bare.slots]:
            changed.append(lead + row["text"])
    assert len(changed) <= 2, changed  # a lone emoji, a name that is no sentence


def test_a_trail_costs_little(reader: EncoderReader):
    plain = score(reader, ROWS).intent_accuracy
    led = score(reader, [row | {"text": row["text"] + " mate"} for row in ROWS]).intent_accuracy
    assert led >= plain - 0.02


@given(st.text(alphabet=" ,.!okasynhurmdei", max_size=40))
def test_what_is_left_is_part_of_what_was_said_and_never_blank(said):
    left = without_leads(said)
    assert left in said
    assert bool(left.strip()) == bool(said.strip())


@given(
    st.sampled_from(["", "ok so ", "hey, ", "well "]), st.sampled_from(["no", "nope", "not now", "don't", "cancel it"])
)
def test_a_no_stays_a_no(lead, said):
    assert answer(without_leads(lead + said)) != "yes"
