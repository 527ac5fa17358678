"""Nobody can keep a worker busy with a message: what is read costs time in proportion to its length, whatever it says.

Time is this thread's own, and a bound is a ratio of two lengths of the same text: eight times the text may cost about eight
times as much, and where a rule looks back over all that went before it costs sixty-four times.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.understanding.season import NOW, SEASON

from willcall.kit.privacy import require_no_card, screen
from willcall.understanding import (
    answers,
    asked,
    clauses,
    clocktimes,
    dates,
    deciding,
    money,
    ordinals,
    quantities,
    refs,
    signals,
    text,
    wants,
)
from willcall.understanding.reader import LONGEST, RulesReader
from willcall.understanding.reading import Context

CONTEXT = Context(NOW, SEASON)
TODAY = date(2026, 3, 4)
LONG, SHORT = 8_000, 1_000
RATIO = 24  # 8 if each character costs the same, 64 if each costs as much as all before it
WORTH_MEASURING_S = 0.03
RULES: dict[str, Callable[[str], Any]] = {
    "dates": lambda said: dates.dates(said, today=TODAY),
    "dates_day_first": lambda said: dates.dates(said, today=TODAY, day_first=True),
    "times": clocktimes.day_parts,
    "prices": money.prices,
    "ordinals": lambda said: ordinals.ordinals(said, awaiting="choice"),
    "quantities": lambda said: quantities.quantities(said, awaiting="quantity"),
    "references": lambda said: refs.references(text.plain(said)),
    "signals": signals.signals,
    "preferences": wants.preferences,
    "refund_to": wants.refund_to,
    "topics": wants.topics,
    "plain": text.plain,
    "answer": answers.answer,
    "plain_yes": lambda said: answers.plain_yes(said, about="purchase"),
    "plain_no": answers.plain_no,
    "asked": asked.asked_in,
    "clauses": clauses.clauses,
    "rule_scores": lambda said: deciding.rule_scores(said, (), asked="nothing", answer="none"),
    "correcting": lambda said: deciding.correcting(said, "quantity"),
    "cards": screen,
    "card_in_a_name": lambda said: require_no_card(said, field="name"),
}
PARTS = [
    " ", "  ", "\t", "\n", ",", ", ", ".", "..", "!", "?", ";", ":", "-", "- ", "--", "/", "\\", "'", '"', "(", "[", "#", "@", "$", "€", "%", "&", "+", "*", "_",
    "a", "x", "1", "7", "12", "30", "2026", "1,", "1.", "1-", "3/12", "7:30", "7pm", "#1", "$1", "a@", "a.", "x1", "é", "🎉", "İ", "\u200b",
    "a ", "the ", "at ", "in ", "on ", "of ", "or ", "and ", "to ", "from ", "for ", "not ", "no ", "yes ", "but ", "then ", "with ", "my ", "me ", "i ", "you ",
    "one ", "two ", "twenty ", "hundred ", "a couple of ", "first ", "last ", "the second ", "next ", "this ", "friday ", "sun ", "may ", "march ", "week ",
    "weekend ", "month ", "tonight ", "before ", "after ", "until ", "between ", "under ", "up to ", "each ", "dollars ", "bucks ", "tickets ", "seats ", "row ",
    "section ", "kids ", "wife ", "can i ", "please ", "sure ", "ok ", "row a ", "ord_", "n't ", "don't ", "is that ", "what ", "if ", "4111 ", "security code ",
]  # fmt: skip


def cost(rule: Callable[[str], Any], said: str) -> float:
    """Seconds of this thread's own, the least of three."""
    least = float("inf")
    for _ in range(3):
        began = time.thread_time()
        rule(said)
        least = min(least, time.thread_time() - began)
        if least < WORTH_MEASURING_S:
            break
    return least


def stretch(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def in_proportion(rule: Callable[[str], Any], unit: str) -> bool:
    long = cost(rule, stretch(unit, LONG))
    return long < WORTH_MEASURING_S or long < RATIO * cost(rule, stretch(unit, SHORT))


@pytest.mark.parametrize("name", RULES)
def test_no_part_however_often_repeated_costs_more_than_its_length(name: str) -> None:
    assert [part for part in PARTS if not in_proportion(RULES[name], part)] == []


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=6).map("".join))
@settings(max_examples=40, deadline=None)
def test_no_mixture_of_parts_costs_more_than_its_length(unit: str) -> None:
    assert [name for name, rule in RULES.items() if not in_proportion(rule, unit)] == []


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join))
@settings(max_examples=15, deadline=None)
def test_a_reader_reads_so_much_and_no_more(unit: str) -> None:
    reader = RulesReader()
    whole = reader.read(stretch(unit, 1_000_000), CONTEXT)
    assert [slot for slot in whole.slots if slot.end > LONGEST] == []

    def read(said: str) -> None:
        reader.read(said, CONTEXT)

    bound = cost(read, stretch(unit, LONGEST))
    assert cost(read, stretch(unit, 100 * LONGEST)) < 3 * bound + WORTH_MEASURING_S
