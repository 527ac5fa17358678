"""Shows that were called off: whose money comes back, and what is offered instead."""

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.talk import Talk, runner

from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, harbour_season(clock.now))


@pytest.mark.parametrize(
    "said",
    [
        "wtf lads the moonshiners is cancelled and nobody told me, wheres my money??",
        "i see the moonshiners gig is called off, do i get my money back",
        "moonshiners not going ahead, what happens to our tickets",
        "the moonshiners got cancelled. i paid 60 quid, what now",
    ],
)
def test_who_has_tickets_is_told_and_quoted_the_money(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_fergal")
    talk.say(said)
    assert talk.reply.response.startswith("Marsh Moonshiners has been cancelled.")
    assert talk.card("quote").kind == "refund"


@pytest.mark.parametrize(
    "said",
    [
        "what happens if the opera gets cancelled, do i get my money back",
        "can i cancel my opera tickets if i get sick",
        "is the moonshiners gig still on",
    ],
)
def test_a_question_gives_no_money_back(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_fergal")
    talk.say(said)
    assert "quote" not in talk.cards()


def test_an_order_of_a_show_that_is_off_is_not_shown_as_if_it_were_on(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_fergal")
    talk.say("show me my tickets for the moonshiners")
    assert "Marsh Moonshiners has been cancelled. To have your money back, just say so." in talk.reply.response
    assert "right here" not in talk.reply.response


def test_what_is_off_is_not_all_there_is(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("what is on this week in kilmarsh")
    offered = {option.name for option in talk.card("events").options}
    assert "Marsh Moonshiners" not in offered
    assert "The Salt Store Gong Show" in offered
    talk.say("is there anything else in kilmarsh next week")
    assert "There is nothing" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "so u cancelled the marsh moonshiners?? we drove plans around that. this is rubbish",
        "marsh moonshiners is cancelled, do i get my money back?",
        "the moonshiners gig was called off right? what happens to my money",
    ],
)
def test_a_stranger_is_told_of_the_whole_price_before_signing_in(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns)
    talk.say(said)
    assert "Marsh Moonshiners" in talk.reply.response
    assert "has been cancelled." in talk.reply.response
    assert "with all fees" in talk.reply.response
    assert "not refunded" not in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize("said", ["what are the refund rules for cancelled shows", "can i get a refund for cancelled gigs"])  # fmt: skip
def test_shows_that_are_off_are_none_of_the_general_rule(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns)
    talk.say(said)
    assert "with all fees" in talk.reply.response
    assert "Fees are not refunded" not in talk.reply.response


@pytest.mark.parametrize("said", ["refund my moonshiners tickets, it was cancelled", "moonshiners is off, refund me"])
def test_who_wants_it_done_signs_in(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns)
    talk.say(said)
    assert "please sign in" in talk.reply.response
