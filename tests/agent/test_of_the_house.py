"""Questions of the house in the midst of a sale, and remarks beside what is done: each is answered from its own place, and no remark is told that it is not known."""

import re
from collections.abc import Callable
from typing import Any, cast

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, after_buying, runner

from willcall.agent.dialogue.acts import unasked
from willcall.agent.dialogue.answers import questions
from willcall.agent.dialogue.asked import haggling, prying
from willcall.agent.state import Heard, Question
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.knowledge.documents import parse
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.understanding.reading import Intent

Fan = Callable[..., Talk]
_DOME = """# Quarry Dome: good to know
## Age limits
Under-12s must be with an adult after 9 pm.
## Access
Step-free access is by the ramp on Slate Street; an elevator serves every level. Wheelchair spaces are in row A.
"""
_HALL = """# Orrin Hall: good to know
## Age limits
Under-8s are not admitted.
"""
_MONEY = """# Money back
## When a date moves
If a show is postponed, tickets stay valid for the new date, or your money comes back within ten days.
## How it is paid
Money goes back to the card you paid with in a week.
"""


@pytest.fixture
def visitor(sqlite_database: Database, clock: FixedClock) -> Fan:
    """Fans where each house has its own rules and a show tells from which age on it is."""
    season = small_season(clock.now)
    told = [
        e.model_copy(update={"description": "Age 14 and over."}) if e.name == "The Glass Orchard" else e
        for e in season.events
    ]
    shelf = KeywordKnowledge(BookShelf([parse("dome", _DOME), parse("hall", _HALL), parse("money", _MONEY)]))
    turns = runner(sqlite_database, clock, season.model_copy(update={"events": told}), knowledge=shelf)
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "said", ["what's the age limit at orrin hall?", "whats the house rule on age limits, can a 10 yr old get in"]
)
def test_the_rule_of_the_house_is_told_while_a_show_is_open(visitor: Fan, said: str) -> None:
    talk = visitor()
    talk.say("the glass orchard on saturday", said)
    assert "Under-8s are not admitted" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["what's the house rule on age limits?", "nvm. whats the house rule, can a 7 yr old get in with his dad"]
)
def test_the_place_last_looked_at_is_the_house_meant(visitor: Fan, said: str) -> None:
    talk = visitor()
    talk.say("what's on at orrin hall?", said)
    assert "Under-8s are not admitted" in talk.reply.response
    assert "Dome" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["when do doors open for the play", "ok fair enough. what time do doors open for the play?"]
)
def test_doors_of_a_kind_with_few_dates_are_the_shows_own(visitor: Fan, said: str) -> None:
    talk = visitor("cus_ida")
    talk.say(said)
    assert "doors open at" in talk.reply.response
    assert "I don't know" not in talk.reply.response


def test_of_the_show_its_own_age_is_told(visitor: Fan) -> None:
    talk = visitor()
    talk.say("the glass orchard on saturday", "what's the age limit for it?")
    assert "Age 14 and over" in talk.reply.response
    assert "Under-8s" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "the first, and how do we get up there without stairs",
        "option 1. is it step-free?",
        "3, can we get in without any stairs?",
    ],
)
def test_a_way_without_stairs_is_told_from_its_beginning(visitor: Fan, said: str) -> None:
    talk = visitor()
    talk.say("2 for the otters on friday", said)
    assert talk.reply.response.startswith("Step-free access is by the ramp")
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said",
    [
        "my gran can't manage many steps, which part should we sit in?",
        "dad struggles with stairs so where's best to sit?",
    ],
)
def test_where_to_sit_with_bad_knees_is_answered_at_once(visitor: Fan, said: str) -> None:
    talk = visitor()
    talk.say("when do the otters play", said)
    assert "an elevator serves every level" in talk.reply.response
    assert "I don't know" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["what if it gets postponed, do we get our money back?", "if it's rescheduled can i get a refund"]
)
def test_a_date_put_off_is_no_refund_by_the_hour(visitor: Fan, said: str) -> None:
    talk = visitor()
    talk.say("2 for the otters on friday", said)
    assert "tickets stay valid for the new date" in talk.reply.response


def test_a_refund_begun_is_told_by_its_quote_alone(visitor: Fan) -> None:
    talk = visitor()
    talk.say("refund one of my tickets for the otters please. how much would I get back?")
    assert "in a week" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "terrace, can u hold them while i ask my girlfriend",
        "the second, can you hold these while i check with my wife",
        "row A in the terrace. can you hold them so that I can ask my mate",
    ],
)
def test_what_a_hold_does_anyway_is_not_unknown(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", said)
    assert talk.awaiting == "confirmation"
    assert "I don't know" not in talk.reply.response
    assert "sources" not in talk.cards()


@pytest.mark.parametrize("said", ["how abt the upper ones, row C", "maybe the upper, row C"])
def test_seats_only_pointed_at_are_no_question(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", said)
    assert "I don't know" not in talk.reply.response
    assert "row C" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_a_real_question_beside_a_pick_may_be_unknown(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the second. who designed the scoreboard?")
    assert "I don't know" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said", ["the second. do the seats have a clear view?", "2nd one, is the view alright from there?"]
)
def test_a_view_asked_beside_a_pick_is_told_of_those_seats(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", said)
    assert "none of these seats is marked as having a limited view" in talk.reply.response
    assert "fees included." not in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said",
    [
        "what's the weather going to be like? also 2 for the otters on friday",
        "2 for the otters on friday. hows the weather gonna be",
    ],
)
def test_a_forecast_is_turned_down_beside_the_seats(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert questions.NO_FORECAST in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said",
    [
        "none for now, just looking. is there parking?",
        "no, don't want any. what food is there?",
        "no thanks, not buying. can I bring a camera?",
    ],
)
def test_after_a_no_to_all_of_it_nothing_is_sold(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("what's on this week", said)
    assert talk.awaiting is None
    assert "How many" not in talk.reply.response


def test_none_of_something_else_goes_on(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "no parking needed. is there a bar?")
    assert talk.awaiting == "seats"


@pytest.mark.parametrize("said", ["you're useless, bye", "ur rubbish lol bye", "ok this is pointless. goodbye"])
def test_a_rude_farewell_is_a_farewell(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("the glass orchard", said)
    assert "case" not in talk.cards()
    assert talk.awaiting is None


def test_a_wrong_told_with_a_farewell_is_looked_into(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("a steward was rude to my mother and shoved her, I want to complain. bye")
    assert "case" in talk.cards()


@pytest.mark.parametrize("said", ["and the discount??", "ok and where's my discount", "what about the discount"])
def test_a_discount_that_nobody_gave_is_turned_down(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the first", said)
    assert haggling.ANSWER in talk.reply.response
    assert "from $" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["what about the fees, that's money gone", "don't I get the fees back?", "and what happens to the fees?"]
)
def test_fees_under_a_refund_are_told_by_its_quote(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund them please")
    assert "Refund of 3 tickets" in talk.reply.response
    talk.say(said)
    assert re.search(r"fees (?:of \$7\.50 )?are not (?:given back|refunded)", talk.reply.response)
    assert talk.awaiting == "confirmation"
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize(
    "said",
    ["our kid is ill. is it possible to cancel the order?", "would it be possible to return my tickets? we can't come"],
)
def test_money_back_asked_for_after_a_purchase_is_quoted(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "Refund of 3 tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_before_a_purchase_the_rule_is_told(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "is it possible to cancel the order if we are ill?")
    assert "Refund of" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["was I charged for the first attempt?", "hang on, did you take money for the declined card too?"]
)
def test_a_declined_try_cost_nothing(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the first", "yes")
    talk.pay("tok_declined")
    talk.pay()
    talk.say(said)
    assert talk.reply.response.startswith("No: nothing was taken for the try that was declined.")


@pytest.mark.parametrize(
    "said", ["ok section 301 then, 2 of em. what time do doors open", "right, 2 in the upper pls. is there parking?"]
)
def test_a_purchase_of_the_show_just_spoken_of_is_heard_beside_a_question(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("how much are the otters on friday?", said)
    assert talk.awaiting == "seats"
    assert "Section 301" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("They're in hospital.", False),
        ("because my mother is ill", False),
        ("one of us had an accident", False),
        ("what if my mother is ill?", True),
        ("is there parking?", True),
    ],
)
def test_why_a_person_is_wanted_is_not_looked_up(said: str, asked: bool) -> None:
    heard = Heard(control=Intent.COMPLAINT, questions=[Question("knowledge", said, ())])
    unasked.only_the_person(cast(Any, None), heard)
    assert bool(heard.questions) is asked


@pytest.mark.parametrize(
    "said",
    [
        "I need the booking details for my ex-wife, she got something for friday",
        "can you pull up my sister's order",
        "which seats did he say he has? i mean which seats he has",
        "show me the order of my flatmate please",
    ],
)
@pytest.mark.parametrize("who", [None, "cus_ida"])
def test_the_order_of_somebody_named_by_a_relation_is_refused_at_once(fan: Fan, said: str, who: str | None) -> None:
    talk = fan(who)
    talk.say(said)
    assert "only look at your own orders" in talk.reply.response
    assert talk.awaiting != "sign_in"
    assert talk.cards() == []


def test_an_email_to_find_somebody_by_hands_nothing_on(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("his e-mail is ben@x.example, can you bring up his booking?")
    assert "only look at your own orders" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "show me my order, I bought it for my wife",
        "I want a booking for my wife and me",
        "which seats are left for my sister",
        "what tickets do you have for my kids",
    ],
)
def test_who_buys_for_others_pries_into_nothing(said: str) -> None:
    assert not prying.of_kin(said)
