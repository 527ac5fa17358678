"""Beside and after a change of an order: what is asked is told, the quote stays, and nothing is done without a plain yes."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, after_buying, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


def test_whether_the_others_may_still_go_is_told_and_the_quote_stays(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund 1 of my 3 tickets")
    reply = talk.say("ok and can the other two of us still go? yes please go ahead")
    assert "You keep" in reply.response
    assert talk.awaiting == "confirmation"
    assert "Done" in talk.say("yes").response


def test_whether_the_recipient_pays_is_told_and_the_yes_asked_for_again(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("send one ticket to bob@example.com")
    reply = talk.say("Yes please. Does he need to pay anything?")
    assert "Nothing is charged" in reply.response
    assert "Shall I?" in reply.response
    assert "now has" in talk.say("yes").response
    assert "bob@example.com has" in talk.say("has he got an email now?").response


def test_a_refund_that_is_declined_leaves_the_order_as_it_is(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund 1 of my 3 tickets")
    assert "Your order stays as it is." in talk.say("no leave it, she's ok now, we keep them").response


def test_a_refund_that_was_made_is_told_of(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets", "yes")
    assert "under way" in talk.say("what happens with my refund, has it been approved?").response


def test_credit_and_the_orders_left_are_told_together(fan: Fan) -> None:
    reply = after_buying(fan).say("how much credit do i have now, and which order is left")
    assert "credit" in reply.response
    assert "Your orders:" in reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("show me what I was charged", "order ord_"),
        ("How long do I wait?", "answer right here"),
        ("Ok then. Goodnight", "Goodbye"),
    ],
)
def test_after_a_person_was_called_it_goes_on(fan: Fan, said: str, told: str) -> None:
    talk = after_buying(fan)
    talk.say("get me a person")
    assert told in talk.say(said).response


def test_the_totals_of_seats_for_an_exchange_are_those_of_its_quote(
    sqlite_database: Database, clock: FixedClock
) -> None:
    season = small_season(clock.now)
    events = [event.model_copy(update={"order_fee": 300}) for event in season.events]
    turns = runner(sqlite_database, clock, season.model_copy(update={"events": events}))
    talk = after_buying(lambda customer_id=None: Talk(turns, customer_id))
    talk.say("exchange my tickets for another date")
    if "seats" not in talk.cards():
        talk.say("the first")
    option = talk.card("seats").options[0]
    talk.say("the first")
    assert option.total.text in [item.amount.text for item in talk.card("quote").items]
