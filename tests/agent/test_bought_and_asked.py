"""A purchase wished for in the message that asks something of the house, two purchases, and a show only spoken of before."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.access.actor import Actor
from willcall.agent.dialogue import tasks
from willcall.agent.state import ConversationState, EventFact, Task, Wanted
from willcall.agent.turn import TurnRunner

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("2 tkts otters friday pls in 301, im allergic to stairs haha no really can i bring a bag, also is it ok to be late", 2),
        ("can i pay half now and half later for the otters on friday? 2 adults", 2),
        ("im after 4 for the otters on friday, all together in 301. any discount for groups?", 4),
        ("i need 3 for the glass orchard on saturday. is there parking", 3),
    ],
)  # fmt: skip
def test_seats_are_shown_and_the_question_is_answered(fan: Fan, said: str, count: int) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.awaiting == "seats"
    assert len(talk.card("seats").options[0].seat_ids) == count
    assert "search_knowledge" in [tool.name for tool in talk.reply.usage.tools]


@pytest.mark.parametrize(
    "said",
    [
        "my 2 tickets for the otters on friday, can i refund them?",
        "what if 2 of us are late for the otters on friday, is that ok?",
    ],
)
def test_who_has_tickets_buys_none(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "seats" not in talk.cards()


@pytest.mark.parametrize("said", ["ok just 2 for it", "i want two tickets for it, in 301", "2 for that then"])
def test_the_show_a_question_was_about_is_bought(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("can i pay half now half later for the lina marsh quartet?", said)
    assert "Lina Marsh Quartet" in talk.reply.response
    assert talk.awaiting == "seats"


def test_a_second_wish_at_a_house_comes_after_the_first(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301 and 2 for the party at orrin hall")
    assert "comes right after this" in talk.reply.response
    talk.say("the first", "yes")
    talk.pay()
    assert "Orrin Hall" in talk.reply.response


def test_a_house_that_only_says_where_is_no_second_wish(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday and 2 of us want parking at the quarry dome")
    assert "comes right after this" not in talk.reply.response


def test_the_same_show_told_twice_is_bought_once() -> None:
    """ "Otters tickets, 8 for the one on Friday" waits for no second purchase; another part of the house does."""
    event = EventFact.model_validate(
        {"event_id": "evt_01", "name": "", "kind": "", "venue": "", "city": "", "starts_at": "2026-03-06T18:00Z"}
        | {"time_zone": "UTC", "status": "on_sale", "currency": "USD", "max_tickets": 8}
    )
    same = Task(kind="purchase", wanted=Wanted(event_ids=["evt_01"]), quantity=8)
    elsewhere = same.model_copy(update={"section": "Terrace"})
    state = ConversationState(task=Task(kind="purchase", event=event, quantity=6), later=[same, elsewhere])
    tasks.settle(state)
    assert state.later == [elsewhere]


def test_a_part_that_is_sold_out_is_said_to_be_and_not_the_show(fan: Fan, turns: TurnRunner) -> None:
    chart = turns.boxoffice.get_seat_map(event_id="evt_01", actor=Actor.fan("cus_max"))
    ids = [seat.seat_id for part in chart.sections if part.name == "Terrace" for r in part.rows for seat in r.seats]
    for number, some in enumerate((ids[:8], ids[8:])):
        turns.boxoffice.hold_tickets(
            actor=Actor.fan("cus_max"), event_id="evt_01", seat_ids=some, idempotency_key=f"terrace{number}"
        )
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "is the terrace really all gone? go with row B so")
    assert "Terrace: sold out for" in talk.reply.response
    assert "I'm holding Section 301, row B" in talk.reply.response
