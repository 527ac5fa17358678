"""A worker killed in the middle of a turn: the conversation goes on with the next one, and nothing is lost, freed or paid twice."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select
from tests.agent.talk import Talk

from willcall.agent.turn import TurnRunner
from willcall.boxoffice.store.tables import holds
from willcall.conversations.speaker import Speakers
from willcall.conversations.store import Conversation, ConversationStore, Turn
from willcall.kit.database import UnitOfWork

Fan = Callable[..., Talk]


class Killed(BaseException):
    """What `kill -9` is to a turn: nothing after it happens."""


class DyingStore(ConversationStore):
    """Dies once, when all that a turn does is done but not yet saved."""

    dying = ""

    def save(self, unit: UnitOfWork, conversation: Conversation, said: Sequence[Turn], **more: Any) -> None:
        if self.dying == "before":
            self.dying = ""
            raise Killed
        super().save(unit, conversation, said, **more)


@pytest.fixture
def store(turns: TurnRunner) -> DyingStore:
    store = DyingStore(turns.database)
    turns.store, turns.speakers = store, Speakers(turns.database, store)
    return store


def live_holds(turns: TurnRunner) -> int:
    with turns.database.read() as connection:
        found = connection.scalar(select(func.count()).select_from(holds).where(holds.c.status == "live"))
    return found or 0


def at_the_seats(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("two tickets to the lina marsh quartet in the gallery")
    assert talk.awaiting == "seats"
    return talk


def test_killed_after_holding_seats_the_same_seats_are_held_once(
    turns: TurnRunner, store: DyingStore, fan: Fan
) -> None:
    talk = at_the_seats(fan)
    store.dying = "before"
    with pytest.raises(Killed):
        talk.say("first one")
    assert live_holds(turns) == 1
    talk.say("first one")
    assert talk.awaiting == "confirmation"
    assert live_holds(turns) == 1
    talk.say("yes")
    talk.pay()
    assert [order.status for order in talk.orders()] == ["confirmed"]


def test_killed_after_holding_seats_a_change_of_mind_lets_them_go(
    turns: TurnRunner, store: DyingStore, fan: Fan
) -> None:
    talk = at_the_seats(fan)
    store.dying = "before"
    with pytest.raises(Killed):
        talk.say("first one")
    talk.say("the second one")
    assert talk.awaiting == "confirmation"
    assert live_holds(turns) == 1


def test_killed_after_paying_the_repeat_finds_the_first_order(turns: TurnRunner, store: DyingStore, fan: Fan) -> None:
    talk = at_the_seats(fan)
    talk.say("first one", "yes")
    store.dying = "before"
    with pytest.raises(Killed):
        talk.pay()
    (paid,) = talk.orders()
    talk.pay()
    assert [order.order_id for order in talk.orders()] == [paid.order_id]
    assert paid.order_id in talk.reply.response


def test_killed_after_a_yes_the_hold_stays_and_the_yes_may_be_said_again(
    turns: TurnRunner, store: DyingStore, fan: Fan
) -> None:
    talk = at_the_seats(fan)
    talk.say("first one")
    store.dying = "before"
    with pytest.raises(Killed):
        talk.say("yes")
    assert live_holds(turns) == 1
    talk.say("yes")
    assert talk.awaiting == "payment"
    talk.pay()
    assert [order.status for order in talk.orders()] == ["confirmed"]
