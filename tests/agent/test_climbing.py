"""Parts of the house that the documents say are reached by steps alone are left out where steps are hard, and nothing is claimed against them."""

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.dialogue.wishes.climbing import hard_parts
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.knowledge.documents import parse
from willcall.knowledge.search import BookShelf, KeywordKnowledge

_ACCESS = """# Access

## Steps, lifts and elevators
The Terrace is reached by 20 steps and has no elevator. Sections 101 and 102 have a step-free way in.
"""
_PARTS = [["Choir Loft", "the loft"], ["Front Pews"], ["Back Pews", "rear pews"], ["Circle"]]


@pytest.fixture
def talk(sqlite_database: Database, clock: FixedClock) -> Talk:
    shelf = KeywordKnowledge(BookShelf([parse("access", _ACCESS)]))
    return Talk(runner(sqlite_database, clock, small_season(clock.now), knowledge=shelf))


def test_a_part_that_is_reached_by_steps_alone_is_not_offered(talk: Talk) -> None:
    talk.say("2 for the otters on saturday, mum can't manage stairs. the cheapest two that work?")
    assert "The Terrace is reached by 20 steps" in talk.reply.response
    assert {option.section for option in talk.card("seats").options} <= {"101", "102"}


def test_what_is_offered_then_stays_without_it(talk: Talk) -> None:
    talk.say("2 for the otters on saturday, mum can't manage stairs", "anything else?")
    assert "Terrace" not in [option.section for option in talk.card("seats").options]


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("The Choir Loft is reached by 41 steps and has no lift. The Front Pews are at street level.", ["Choir Loft"]),
        ("There are stairs to the Circle and no elevator.", ["Circle"]),
        ("The Circle has no lift; the Front Pews need no steps.", ["Circle"]),
        ("The Circle and the Choir Loft are up two flights of stairs.", ["Choir Loft", "Circle"]),
        ("The Choir Loft is reached by 41 steps or by a lift.", []),
        ("The Circle is step-free. Mind the steps at the door.", []),
        ("A lift goes to the Circle, but the Choir Loft has stairs only.", ["Choir Loft"]),
        ("The Circle Bar is up some stairs.", []),
        ("No steps lead to the Back Pews.", []),
    ],
)
def test_which_parts_a_text_says_are_hard_to_reach(text: str, hard: list[str]) -> None:
    assert hard_parts(text, _PARTS) == hard
