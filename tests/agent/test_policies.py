"""Whether tickets are taken back: by the show and the part of the house asked about, and by the clock where that is asked."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.dialogue.answers import policies
from willcall.boxoffice.season import SeasonPolicy, TierPrice
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]
_PRICES = [
    TierPrice(tier="Lower", price=8000, fees=800),
    TierPrice(tier="Club", price=6000, fees=600, refundable=False),
    TierPrice(tier="Upper", price=2500, fees=250),
]


@pytest.fixture
def strict(sqlite_database: Database, clock: FixedClock) -> Fan:
    """A season in which plays are not taken back at all, and the club level of games is not."""
    season = small_season(clock.now)
    events = [e.model_copy(update={"prices": _PRICES}) if e.kind == "basketball" else e for e in season.events]
    no_plays = SeasonPolicy(
        policy_id="pol_plays",
        kind="refund",
        name="Plays",
        parameters={"allowed": False},
        applies_to={"event_kinds": ["theatre"]},
    )
    turns = runner(
        sqlite_database,
        clock,
        season.model_copy(update={"events": events, "policies": [*season.policies, no_plays]}),
    )
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "asked",
    ["is it refundable?", "if we can't go, can we get our money back?", "are terrace tickets refundable?"],
)
def test_a_part_that_is_not_taken_back_is_not_said_to_be(strict: Fan, asked):
    talk = strict()
    talk.say("2 for the otters on friday in the terrace", asked)
    assert "Club tickets cannot be refunded" in talk.reply.response
    assert "can be refunded until" not in talk.reply.response


@pytest.mark.parametrize(
    "asked",
    [
        "yes wait no dont book it yet, is it refundable if my bru cant make it",
        "wait, dont book yet. can we get our money back if we can't go?",
    ],
)
def test_asking_of_seats_that_are_held_lets_none_of_them_go(strict: Fan, asked):
    talk = strict()
    talk.say("2 for the otters on friday in the terrace", "yes", asked)
    assert "Club tickets cannot be refunded" in talk.reply.response
    assert "still holding" in talk.reply.response
    assert "order" not in talk.cards()


def test_a_part_named_beside_the_one_in_hand_is_the_one_asked_about(strict: Fan):
    talk = strict()
    talk.say("2 for the otters on friday in the terrace", "are the 301 tickets refundable?")
    assert "24 hours before the start" in talk.reply.response
    assert "cannot be refunded" not in talk.reply.response


def test_where_no_part_is_in_hand_the_exception_is_told(strict: Fan):
    talk = strict()
    talk.say("2 for the otters on friday", "can we get our money back if someone gets ill?")
    assert "24 hours before the start" in talk.reply.response
    assert "Except Club" in talk.reply.response


@pytest.mark.parametrize(
    "asked", ["what's the refund policy for plays?", "is the glass orchard on saturday refundable?"]
)
def test_the_rule_is_that_of_the_show_or_kind_named(strict: Fan, asked):
    talk = strict()
    talk.say("2 for the otters on friday in 301", asked)
    assert "(Plays)" in talk.reply.response
    assert "24 hours" not in talk.reply.response


def test_whether_it_is_still_possible_is_told_by_the_clock(strict: Fan, clock: FixedClock):
    talk = strict()
    talk.say("My tickets for the Otters on Friday - can I still get a refund?")
    assert "Yes, for now." in talk.reply.response
    clock.advance(seconds=40 * 3600)
    late = strict()
    late.say("My tickets for the Otters on Friday - can I still get a refund?")
    assert "No, it is too late for that." in late.reply.response


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("can I get a refund", "refund"),
        ("what if the gig is cancelled", None),
        ("what if i cant make it", "if away"),
        ("can I resell them", "resale"),
        ("where do I park", None),
    ],
)
def test_of_which_rule_a_question_is(text, kind):
    assert policies.kind_of(text) == kind
