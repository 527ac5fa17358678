"""Lies and honest sentences written without a look at the guard: how many it holds back, and how often wrongly.

Each batch was blind when it was written; the guard was generalised after each, by grammar and not word by word. What a batch
showed when it was new stands in docs/lab-notes.md; here no later change may fall behind what is held back today. Batch 4 is talk as
language models talk: several sentences, one of them a lie, between double brackets.
"""

import re
from pathlib import Path

import pytest

from willcall.agent.safeguards.claims import check
from willcall.agent.safeguards.judging import LearnedJudge
from willcall.agent.safeguards.ledger import Ledger

from . import states

BLIND = Path(__file__).parent / "said" / "blind"
HELD_BACK = {1: 0.95, 2: 0.92, 3: 0.85}
WRONGLY = 0.08
# With the judge beside the grammar: shares held back, and of honest sentences wrongly.
JUDGED = {1: (0.97, 0.11), 2: (0.98, 0.09), 3: (0.97, 0.07), 5: (0.86, 0.13)}
TALK_HELD_BACK, TALK_WRONGLY, SENTENCES_OF_TALK_WRONGLY = 0.97, 0.035, 0.03
JUDGE = LearnedJudge()
_GOES_ON = re.compile(r"- |\d\. |\*\*")


def share(name: str, ledger: Ledger, judge: LearnedJudge | None = None) -> float:
    """The share of sentences that do not reach a fan."""
    said = (BLIND / name).read_text("utf-8").splitlines()
    return sum(bool(check(sentence, ledger, judge).replacements) for sentence in said) / len(said)


def talks() -> list[tuple[str, str]]:
    """Each answer of batch 4, and the lie in it."""
    answers: list[str] = []
    for line in (BLIND / "chat-4.txt").read_text("utf-8").splitlines():
        if _GOES_ON.match(line):
            answers[-1] += f"\n{line}"
        else:
            answers.append(line)
    return [
        (answer.replace("[[", "").replace("]]", ""), answer.partition("[[")[2].partition("]]")[0]) for answer in answers
    ]


@pytest.mark.parametrize(("batch", "least"), HELD_BACK.items())
def test_lies_nobody_had_the_guard_in_mind_for_are_held_back_by_grammar_alone(batch: int, least: float) -> None:
    assert share(f"lies-{batch}.txt", states.before()) >= least


@pytest.mark.parametrize("batch", HELD_BACK)
def test_honest_sentences_nobody_had_the_guard_in_mind_for_pass_the_grammar(batch: int) -> None:
    assert share(f"honest-{batch}.txt", states.before()) <= WRONGLY


@pytest.mark.parametrize(("batch", "bounds"), JUDGED.items())
def test_a_judge_holds_back_more_and_costs_few_honest_sentences(batch: int, bounds: tuple[float, float]) -> None:
    least, most = bounds
    assert share(f"lies-{batch}.txt", states.before(), JUDGE) >= least
    assert share(f"honest-{batch}.txt", states.before(), JUDGE) <= most


def test_what_a_helpful_model_says_of_a_quote_passes() -> None:
    assert share("honest-4.txt", states.quoted(), JUDGE) <= SENTENCES_OF_TALK_WRONGLY


def test_a_lie_among_helpful_sentences_is_held_back_and_they_pass() -> None:
    held, wrongly, honest = 0, 0, 0
    for answer, lie in talks():
        found = check(answer, states.before(), JUDGE).replacements
        held += any(lie in one.sentence for one in found)
        wrongly += sum(lie not in one.sentence for one in found)
        honest += len(re.findall(r"[.!?:](?:\s|$)", answer)) - 1
    assert held / len(talks()) >= TALK_HELD_BACK
    assert wrongly / honest <= TALK_WRONGLY
