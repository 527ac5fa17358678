"""Whoever will not have what a rule refused is told the rule again, whose it is and what is left; nothing is opened unasked."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.boxoffice.season import SeasonPolicy
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]
_WAYS = {
    "refund": "I'd like my money back for the glass orchard",
    "exchange": "can you swap my glass orchard tickets for another show",
    "transfer": "send my glass orchard tickets to lee@example.com",
}


def _shut(database: Database, clock: FixedClock, *kinds: str) -> Talk:
    """Ned, who holds tickets of a play of which the kinds of change named are not allowed."""
    season = small_season(clock.now)
    rules = [
        SeasonPolicy(
            policy_id=f"pol_no_{kind}",
            kind=kind,  # type: ignore[arg-type]
            name=f"Plays: no {kind}",
            parameters={"allowed": False},
            applies_to={"event_kinds": ["theatre"]},
        )
        for kind in kinds
    ]
    turns = runner(database, clock, season.model_copy(update={"policies": [*season.policies, *rules]}))
    return Talk(turns, "cus_ned")


@pytest.mark.parametrize(
    "said",
    [
        "how come?",
        "why not??",
        "But why not? I paid good money!",
        "why on earth not?? it's two months away!",
        "what is the reason?",
        "says who",
        "that's not fair",
        "are you kidding me? on what grounds",
        "seriously?! who made that rule",
        "i don't get it, why can't i get a refund",
        "but it's weeks away!",
        "that's so unfair. my sitter bailed",
        "can't you make an exception just this once?",
    ],
)
def test_the_rule_is_told_again_as_the_organisers_and_nothing_is_opened(
    sqlite_database: Database, clock: FixedClock, said: str
) -> None:
    talk = _shut(sqlite_database, clock, "refund")
    talk.say(_WAYS["refund"])
    assert "Plays: no refund" in talk.reply.response
    talk.say(said)
    assert "organiser's rule for The Glass Orchard" in talk.reply.response
    assert "Plays: no refund" in talk.reply.response
    assert "exchanged for another date" in talk.reply.response
    assert "hand them to somebody else" in talk.reply.response
    assert "ask a person" in talk.reply.response
    assert talk.cards() == []
    talk.say("that's ridiculous")
    assert "I can't change the organiser's rule" in talk.reply.response
    assert talk.cards() == []
    talk.say("yes please")
    assert "case" in talk.reply.response


@pytest.mark.parametrize("kind", ["exchange", "transfer"])
def test_whatever_was_refused_the_other_ways_are_told(sqlite_database: Database, clock: FixedClock, kind: str) -> None:
    talk = _shut(sqlite_database, clock, kind)
    talk.say(_WAYS[kind], "but why not?")
    assert f"Plays: no {kind}" in talk.reply.response
    assert "organiser's rule for The Glass Orchard" in talk.reply.response
    assert "have your money back" in talk.reply.response
    assert ("hand them to" in talk.reply.response) is (kind != "transfer")
    assert ("may still be exchanged" in talk.reply.response) is (kind != "exchange")


def test_where_nothing_is_left_only_a_person_is_offered(sqlite_database: Database, clock: FixedClock) -> None:
    talk = _shut(sqlite_database, clock, "refund", "exchange", "transfer")
    talk.say(_WAYS["refund"], "why not?")
    assert talk.reply.response.endswith("\nShall I ask a person to look at it?")
    assert "still" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "ok, fine, thanks anyway",
        "what about an exchange then",
        "get me a manager",
        "that's ridiculous, get me a person",
        "why not swap them for the 5th instead",
        "what time does it start?",
        "ok 2 for the otters on friday then",
        "can I hand them to my sister",
        "is there parking",
        "how much is the cheapest seat for the otters",
    ],
)
def test_another_wish_or_question_after_a_refusal_is_no_protest(
    sqlite_database: Database, clock: FixedClock, said: str
) -> None:
    talk = _shut(sqlite_database, clock, "refund")
    talk.say(_WAYS["refund"], said)
    assert "organiser's rule" not in talk.reply.response


def test_why_not_of_nothing_refused_is_no_protest(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on saturday", "why not")
    assert "organiser" not in talk.reply.response
