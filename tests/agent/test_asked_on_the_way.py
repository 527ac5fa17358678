"""Doors nobody knows of, prices of children beside a yes, who wins, what sort of show it is: asked on the way, and what was being done goes on."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.knowledge.search import BookShelf, KeywordKnowledge

Fan = Callable[..., Talk]
SEATS = "2 for the otters on friday"


@pytest.fixture
def bare(sqlite_database: Database, clock: FixedClock) -> Fan:
    """A fan where no show tells its doors or anything of itself, and no documents are."""
    season = small_season(clock.now)
    events = [event.model_copy(update={"doors_at": None, "description": ""}) for event in season.events]
    nothing = KeywordKnowledge(BookShelf([]))
    turns = runner(sqlite_database, clock, season.model_copy(update={"events": events}), knowledge=nothing)
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "said",
    [
        "when do the gates open",
        "what time do the gates open at tho",
        "what time do doors open for the otters on friday",
    ],
)
@pytest.mark.parametrize("before", [["hi"], [SEATS], [SEATS, "the first"]])
def test_doors_that_are_unknown_are_said_to_be(bare: Fan, before: list[str], said: str) -> None:
    talk = bare("cus_ann")
    talk.say(*before)
    awaited = talk.awaiting
    talk.say(said)
    if before != ["hi"] or "otters" in said:
        assert "When the doors open I don't know" in talk.reply.response
        assert "Mar 6" in talk.reply.response
    assert talk.awaiting == awaited


def test_doors_that_are_known_are_told(fan: Fan) -> None:
    talk = fan()
    talk.say("what time do doors open for the otters on friday")
    assert "doors open at" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "yes. do kids have to pay or are they free",
        "yes, do children have to pay or are they free",
        "yes. are kids free",
    ],
)
def test_a_yes_and_a_question_of_children_are_both_heard(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(SEATS, "the first", said)
    assert "to pay" in talk.reply.response
    assert "hild" in talk.reply.response
    assert talk.awaiting == "payment"


@pytest.mark.parametrize(
    "said",
    [
        "do kids need a ticket for the otters game",
        "do children need a ticket for the otters match on friday",
        "do kids have to pay or are they free",
    ],
)
def test_whether_children_need_a_ticket_buys_none(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Children under 2" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said",
    [
        "who do ye reckon will win it tho",
        "who do you think will win?",
        "whos gonna win",
        "who'll win it do you think",
        "do you think the otters will win",
    ],
)
@pytest.mark.parametrize("before", ["the otters on friday", SEATS])
def test_who_wins_is_nothing_to_look_for(fan: Fan, before: str, said: str) -> None:
    talk = fan()
    talk.say(before)
    awaited = talk.awaiting
    talk.say(said)
    assert "Who wins I can't tell" in talk.reply.response
    assert "calendar" not in talk.reply.response
    assert talk.awaiting == awaited


@pytest.mark.parametrize("said", ["who is winning the prize draw", "will i win if i enter"])
def test_a_prize_is_no_match(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Who wins" not in talk.reply.response


@pytest.mark.parametrize("said", ["what sort of show is it", "what kind of show is that?"])
def test_the_sort_of_show_is_told_where_nothing_else_is_known(bare: Fan, said: str) -> None:
    talk = bare()
    talk.say("the glass orchard on saturday", said)
    assert "listed as theatre" in talk.reply.response
    assert talk.awaiting == "quantity"


@pytest.mark.parametrize(
    "said", ["nah not for me, whats the cheapest basketball ye have", "what is the cheapest basketball you have?"]
)
def test_the_cheapest_of_a_kind_is_looked_for_anew(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("the otters on friday", "how much is it", said)
    assert talk.awaiting == "event"
    assert "Section" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "is the front row better for hearing or where would u put him, 2 tix for the otters on friday",
        "is row a better for the view, 2 for the otters on friday",
    ],
)
def test_which_seat_is_better_is_not_known_and_seats_are_shown(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "I can't judge" in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "do ye have sign language interpreters for the theatre stuff and can i talk to someone",
            "nterpreters can be booked",
        ),
        ("can i talk to someone, and do you have captions", "case"),
    ],
)
def test_a_person_is_fetched_and_the_question_answered(fan: Fan, said: str, told: str) -> None:
    talk = fan()
    talk.say(said)
    assert "case" in talk.reply.response
    assert told in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "lost my tkts, show them again",
        "lost my tickets can u show them again",
        "pull up my orders plz",
        "bring up my bookings",
    ],
)
def test_tickets_that_are_lost_are_shown(fan: Fan, said: str) -> None:
    stranger = fan()
    stranger.say(said)
    assert stranger.awaiting == "sign_in"
    assert "look up your orders" in stranger.reply.response
    talk = fan("cus_ann")
    talk.say(SEATS, "the first", "yes")
    talk.pay()
    talk.say(said)
    assert "Your tickets are right here" in talk.reply.response


@pytest.mark.parametrize("said", ["what tickets do i have", "which orders do i have?", "how many tickets do i have"])
def test_who_has_no_orders_is_told_so(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "I don't see any orders" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["what else could i do in the area", "whats there to do round there", "any hotels nearby"]
)
def test_what_there_is_round_about_is_no_show(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(SEATS, said)
    assert "seats" not in [card.type for card in talk.reply.cards]
    assert talk.awaiting == "seats"
    talk.say(f"2 for the glass orchard on saturday and {said}")
    assert "I don't know" in talk.reply.response
