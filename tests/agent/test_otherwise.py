"""A wish with something to fall back on, a choice beside a remark, what is sold out, and the cheapest on the aisle."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.access.actor import Actor
from willcall.agent.turn import TurnRunner

Fan = Callable[..., Talk]
FRIDAY = "evt_01"


def looking(fan: Fan, said: str = "2 for the otters on friday in 301") -> Talk:
    """A fan who looks at seats: rows A to D of 301, or the best of the house."""
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.awaiting == "seats"
    return talk


def taken(turns: TurnRunner, section: str, row: str) -> None:
    """Somebody else has every seat of a row."""
    chart = turns.boxoffice.get_seat_map(event_id=FRIDAY, actor=Actor.fan("cus_max"))
    rows = [r for part in chart.sections if part.name == section for r in part.rows if r.name == row]
    ids = [seat.seat_id for r in rows for seat in r.seats]
    for number, some in enumerate((ids[:6], ids[6:])):
        turns.boxoffice.hold_tickets(
            actor=Actor.fan("cus_max"), event_id=FRIDAY, seat_ids=some, idempotency_key=f"{section}{row}{number}"
        )


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("Row C if it's going, otherwise the first", "C"),
        ("row C if you have it, else the cheapest", "C"),
        ("row D. if not, the first one", "D"),
        ("row B, or the first one if not", "B"),
        ("the second if it's still there, otherwise the first", "B"),
        ("row B or failing that the third", "B"),
        ("the third if possible, if that's gone the first", "C"),
    ],
)
def test_what_is_wished_for_is_held_where_it_is_listed(fan: Fan, said: str, row: str) -> None:
    talk = looking(fan)
    talk.say(said)
    assert f"I'm holding Section 301, row {row}" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("row M if it's going, otherwise the second", "There is no row M"),
        ("row H if possible, if not the second", "There is no row H"),
        ("the terrace row Q if you have it, else the second", "There is no row Q"),
    ],
)
def test_where_there_is_none_the_other_is_held_and_it_is_said(fan: Fan, said: str, told: str) -> None:
    talk = looking(fan)
    talk.say(said)
    assert told in talk.reply.response
    assert "I'm holding Section 301, row B" in talk.reply.response


def test_what_is_not_listed_is_looked_up_before_the_other_is_held(fan: Fan) -> None:
    talk = looking(fan)
    talk.say("102 if you have it, otherwise the first")
    assert "I'm holding Section 102" in talk.reply.response


def test_a_row_that_is_sold_out_is_said_to_be(fan: Fan, turns: TurnRunner) -> None:
    taken(turns, "301", "C")
    talk = looking(fan)
    talk.say("row C if it's going, otherwise the first")
    assert talk.reply.response.startswith("Row C in Section 301 is sold out.")
    assert "I'm holding Section 301, row A" in talk.reply.response


def test_the_aisle_where_there_is_one_of_the_seats_shown(fan: Fan) -> None:
    talk = looking(fan, "2 for the otters on friday")
    talk.say("the aisle ones if you have them, else the cheapest")
    held = talk.card("quote")
    assert held.kind == "purchase"
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["row C or row D", "is row C free otherwise I'd like a refund policy?"])
def test_what_falls_back_on_nothing_holds_nothing(fan: Fan, said: str) -> None:
    talk = looking(fan)
    talk.say(said)
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("raked again, first option", "A"),
        ("the same as last time but first row", "A"),
        ("sat up there last year. second one please", "B"),
        ("ooh nice view! third option", "C"),
        ("my uncle loves that bit - row D please", "D"),
        ("brilliant, number 2", "B"),
    ],
)
def test_a_choice_beside_a_remark_is_a_choice(fan: Fan, said: str, row: str) -> None:
    talk = looking(fan)
    talk.say(said)
    assert f"I'm holding Section 301, row {row}" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "not row A again, first option?",
        "is it raked, the first option",
        "first option or second option, hmm",
    ],
)
def test_what_asks_or_doubts_beside_it_holds_nothing(fan: Fan, said: str) -> None:
    talk = looking(fan)
    talk.say(said)
    assert "I'm holding" not in talk.reply.response


@pytest.mark.parametrize("said", ["row C please", "anything in row C?", "row C"])
def test_a_row_asked_for_that_is_sold_out_is_said_before_others_are_offered(
    fan: Fan, turns: TurnRunner, said: str
) -> None:
    taken(turns, "301", "C")
    talk = looking(fan)
    talk.say(said)
    assert talk.reply.response.startswith("Row C in Section 301 is sold out.")
    assert talk.card("seats").options


def test_a_front_row_that_is_sold_out_is_said(fan: Fan, turns: TurnRunner) -> None:
    taken(turns, "301", "A")
    talk = fan()
    talk.say("2 for the otters on friday in 301, front row please")
    assert "Row A in Section 301 is sold out." in talk.reply.response


def test_a_section_that_is_sold_out_is_said_before_others_are_offered(fan: Fan, turns: TurnRunner) -> None:
    for row in "ABCD":
        taken(turns, "301", row)
    talk = fan()
    talk.say("2 for the otters on friday in 301")
    assert talk.reply.response.startswith("Section 301 is sold out. The closest I have:")


def test_a_row_is_looked_for_in_all_of_the_house(fan: Fan) -> None:
    talk = looking(fan, "2 for the otters on friday")
    talk.say("row D please")
    assert all(option.row == "D" for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said", ["any of those on the aisle", "any on the aisle?", "can we be on the aisle", "on the aisle please"]
)
def test_who_wanted_the_cheapest_gets_the_cheapest_on_the_aisle(fan: Fan, said: str) -> None:
    talk = looking(fan, "2 for the otters on friday")
    talk.say("the cheapest please", said)
    options = talk.card("seats").options
    assert {option.price_each.amount for option in options} == {2750}
    assert all("aisle" in option.note for option in options)


def test_who_wanted_no_cheapest_sees_the_aisles_of_all_of_the_house(fan: Fan) -> None:
    talk = looking(fan, "2 for the otters on friday")
    talk.say("on the aisle please")
    assert len({option.price_each.amount for option in talk.card("seats").options}) > 1
