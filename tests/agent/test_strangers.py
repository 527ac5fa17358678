"""What strangers say who were never asked to speak plainly: two purchases in one breath, one more, hold on, swap this for that."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.wishes import wanting
from willcall.agent.state import EventFact
from willcall.understanding.dates import dates
from willcall.understanding.reading import Catalogue, Show, Slot

Fan = Callable[..., Talk]


def quoted(talk: Talk) -> tuple[str, int]:
    """The event and the number of the seats that are held."""
    return talk.card("quote").event_id, len(talk.card("hold").seat_ids)


def buy(talk: Talk) -> tuple[str, int]:
    """Takes the first seats offered and pays."""
    if talk.awaiting == "seats":
        talk.say("the first one")
    held = quoted(talk)
    talk.say("yes please")
    talk.pay()
    return held


@pytest.mark.parametrize(
    ("said", "bought"),
    [
        ("2 for the otters friday and 3 for the glass orchard on saturday", {("evt_01", 2), ("evt_04", 3)}),
        ("i want the otters on friday and the lina marsh quartet, two tickets each", {("evt_01", 2), ("evt_06", 2)}),
        ("2 tickets for the otters on friday and 4 for saturday", {("evt_01", 2), ("evt_02", 4)}),
        ("2 for the quartet at the front and 2 for the otters on friday at the back", {("evt_06", 2), ("evt_01", 2)}),
        ("the otters friday and saturday, two tickets for each game", {("evt_01", 2), ("evt_02", 2)}),
    ],
)
def test_two_purchases_in_one_breath_are_both_made(fan: Fan, said: str, bought: set[tuple[str, int]]) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert {buy(talk), buy(talk)} == bought
    assert {(o.event_id, len(o.tickets)) for o in talk.orders()} == bought


def test_friday_or_saturday_is_one_purchase(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the otters on friday or saturday")
    assert talk.awaiting == "event"
    talk.say("the first")
    buy(talk)
    assert talk.awaiting is None


@pytest.mark.parametrize(
    ("said", "number"), [("can we add one more", 3), ("2 more please", 4), ("one less", 1), ("my friend dropped out, just one now", 1)]
)  # fmt: skip
def test_one_more_and_one_less_count_from_what_was_said(fan: Fan, said: str, number: int) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", "the first one", said)
    if talk.awaiting == "seats":
        talk.say("the first one")
    assert quoted(talk) == ("evt_06", number)


@pytest.mark.parametrize("said", ["hmm hold on", "one sec", "let me check with my wife", "i need to think about it"])
def test_a_fan_who_needs_a_moment_keeps_what_is_held(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", "the first one", said)
    assert talk.awaiting == "confirmation"
    talk.say("ok yes")
    assert talk.awaiting == "payment"


def test_tickets_asked_for_after_a_question_are_for_what_was_asked_about(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("what time do the doors open for the lina marsh quartet?", "ok 2 tickets please")
    buy(talk)
    assert [o.event_id for o in talk.orders()] == ["evt_06"]


def test_the_last_of_several_is_the_last(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the last otters game of the season")
    assert talk.card("seats").event_id == "evt_03"


@pytest.mark.parametrize(
    "said",
    [
        "can i swap my otters tickets from next friday to saturday",
        "i booked the otters for next friday but need to come this saturday instead",
        "can i go to the otters on saturday instead of next friday",
    ],
)
def test_an_exchange_tells_what_is_given_from_what_is_wanted(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.awaiting == "seats", talk.reply.response
    talk.say("the first one")
    assert talk.card("quote").kind == "exchange"
    talk.say("yes")
    if talk.awaiting == "payment":
        talk.pay()
    (order,) = talk.orders()
    assert (order.status, order.event_id) == ("exchanged", "evt_02")


@pytest.mark.parametrize("said", ["refund just one of the two otters tickets", "return 1 of my 2 tickets"])
def test_one_of_two_is_one(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said, "yes")
    (order,) = talk.orders()
    assert order.status == "partly_refunded"


def test_a_row_that_was_asked_for_is_looked_for(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters friday, section 101, row C or D")
    assert {option.row for option in talk.card("seats").options} <= {"C", "D"}


def test_another_show_is_looked_for_on_the_same_day(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday", "actually no, the otters then")
    assert talk.card("seats").event_id == "evt_02"


def test_paying_another_way_shows_the_ways(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", "the first one", "yes")
    talk.pay("tok_declined")
    talk.say("let me pay with another card")
    talk.pay()
    assert [o.status for o in talk.orders()] == ["confirmed"]


def test_a_payment_on_its_way_is_not_disturbed_by_talk(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", "the first one")
    talk.pay("tok_second_step")
    talk.say("hang on, my phone is upstairs")
    assert talk.awaiting == "second_step"


def test_what_is_said_a_third_time_can_still_be_answered(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("upgrade me", "my otters seats", "whatever is best under 200 more")
    talk.say("the first one")
    assert talk.card("quote").kind == "upgrade"


def test_cancel_that_and_give_me_something_else_does_both(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(
        "2 for the glass orchard on saturday",
        "1",
        "you know what, cancel that and give me 3 for the otters on friday instead",
    )
    assert talk.card("seats").event_id == "evt_01"
    talk.say("1")
    assert quoted(talk) == ("evt_01", 3)


def test_two_of_us_cannot_come_is_a_smaller_number_before_the_sale(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("4 for the lina marsh quartet", "1", "two of us can't come anymore")
    if talk.awaiting == "seats":
        talk.say("1")
    assert quoted(talk) == ("evt_06", 2)


def test_possible_for_these_tickets_is_shown_on_these_tickets(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("is it possible to get a refund for my otters tickets?")
    assert talk.card("quote").kind == "refund"
    talk.say("no")
    talk.say("is it possible to get a refund?")
    assert "quote" not in talk.cards()


def test_the_first_at_the_till_is_no_date(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the lina marsh quartet in the gallery", "the first one", "yes the first")
    assert talk.awaiting in {"confirmation", "payment"}
    assert "seats" not in talk.cards()


def test_a_weekday_is_counted_from_the_event_spoken_of() -> None:
    starts = [datetime(2026, 11, 28, 18, tzinfo=UTC) + timedelta(days=days) for days in (0, 1, 7, 8)]
    shows = tuple(
        Show(f"evt_{at:%m%d}", "Owls", ("Owls",), (), "basketball", "Barn", "Elm", at, "UTC") for at in starts
    )
    event = EventFact(
        event_id="evt_1205", name="Owls", kind="basketball", venue="Barn", city="Elm", starts_at=starts[2], time_zone="UTC",
        status="scheduled", currency="USD", max_tickets=8,
    )  # fmt: skip
    (found,) = dates("make it the sunday game", today=date(2026, 11, 21))
    said = Slot("when", found.value, "sunday", 12, 18)
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    wanted = wanting.instead(event, [said], [], Catalogue("v", shows), now)
    assert [show.event_id for show in wanting.candidates(wanted, Catalogue("v", shows), now)] == ["evt_1206"]
