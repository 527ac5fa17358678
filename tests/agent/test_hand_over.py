"""A person takes over, speaks and gives back, while the real turn loop runs in threads of its own."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.access.actor import Actor
from willcall.agent.contract import ChatReply, ChatRequest, TurnEvent
from willcall.agent.handoff import HandOffs, NothingSaid, Person
from willcall.agent.ports import Speech, Thought, ToolCall, View
from willcall.agent.state import ConversationState
from willcall.agent.turn import TurnRunner
from willcall.conversations.speaker import NotSpeaking, Taken
from willcall.conversations.store import Turn
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

ANN, BEN = Person("opr_ann", "Ann"), Person("opr_ben", "Ben")


class SlowBrain:
    """Says its first word, waits until it is let go, acts, and says the rest."""

    name = "slow"

    def __init__(self) -> None:
        self.thinking, self.go = threading.Event(), threading.Event()

    def think(self, view: View) -> Thought:
        if view.on_delta:
            view.on_delta("One moment please. ")
        self.thinking.set()
        assert self.go.wait(30)
        if view.on_delta:
            view.on_delta("Here is more. ")
        yield [ToolCall("find_events", {}, "1")]
        return Speech("One moment please. Here is more.")


@pytest.fixture
def slow() -> SlowBrain:
    return SlowBrain()


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock, slow: SlowBrain) -> TurnRunner:
    return runner(sqlite_database, clock, small_season(clock.now), brains=[slow])


@pytest.fixture
def desk(turns: TurnRunner) -> HandOffs:
    return HandOffs(turns)


@contextmanager
def under_way(turns: TurnRunner, slow: SlowBrain, talk: Talk, heard: list[TurnEvent]) -> Iterator["Future[ChatReply]"]:
    slow.thinking.clear()
    slow.go.clear()
    with ThreadPoolExecutor(1) as pool:
        request = ChatRequest(message="what is on?", conversation_id=talk.conversation_id)
        turn = pool.submit(turns.run, request, actor=Actor.anonymous(), request_id="req_slow", emit=heard.append)
        assert slow.thinking.wait(30)
        yield turn
        slow.go.set()


def begun(turns: TurnRunner, slow: SlowBrain) -> Talk:
    slow.go.set()
    talk = Talk(turns)
    talk.say("hello")
    return talk


def history(turns: TurnRunner, talk: Talk) -> list[Turn]:
    assert talk.conversation_id is not None
    return turns.store.history(talk.conversation_id)


def words(turns: TurnRunner, talk: Talk) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in history(turns, talk)]


def test_a_turn_under_way_at_the_take_over_is_not_delivered(turns: TurnRunner, slow: SlowBrain, desk: HandOffs) -> None:
    talk = begun(turns, slow)
    heard: list[TurnEvent] = []
    with under_way(turns, slow, talk, heard) as turn:
        lease = desk.take_over(conversation_id=str(talk.conversation_id), person=ANN)
        before = len(heard)
        slow.go.set()
        reply = turn.result(30)
    assert (reply.response, reply.cards, reply.state.speaker) == ("", [], "person")
    assert [event for event in heard[before:] if event.type in {"delta", "card"}] == []
    assert words(turns, talk)[-1] == ("user", "what is on?")
    assert lease.token == 1


def test_after_the_take_over_the_agent_is_silent_until_it_is_given_back(
    turns: TurnRunner, slow: SlowBrain, desk: HandOffs, clock: FixedClock
) -> None:
    talk = begun(turns, slow)
    here = str(talk.conversation_id)
    lease = desk.take_over(conversation_id=here, person=ANN)
    clock.advance(seconds=7 * 86400)
    assert talk.say("anybody?").response == ""
    assert turns.close_idle(silent_for=timedelta(minutes=30)) == 0
    desk.reply(conversation_id=here, token=lease.token, person=ANN, text="Ann here, good evening.")
    assert talk.say("thanks").state.speaker == "person"
    desk.give_back(conversation_id=here, token=lease.token, note="Wants an aisle seat.")
    reply = talk.say("what is on?")
    assert reply.state.speaker == "agent"
    assert reply.response
    assert [speaker for speaker, _ in words(turns, talk)] == [
        "user",
        "agent",
        "user",
        "person",
        "user",
        "user",
        "agent",
    ]
    assert ConversationState.model_validate_json(turns.store.load(here).state).memo["note"] == "Wants an aisle seat."


def test_of_two_people_at_once_exactly_one_takes_over(turns: TurnRunner, slow: SlowBrain, desk: HandOffs) -> None:
    talk = begun(turns, slow)
    together = threading.Barrier(8)

    def take(number: int) -> str:
        together.wait()
        try:
            desk.take_over(conversation_id=str(talk.conversation_id), person=Person(f"opr_{number}", str(number)))
        except Taken:
            return "taken"
        return "won"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(take, range(8))) == ["taken"] * 7 + ["won"]


def test_giving_back_waits_for_the_turn_that_was_overtaken(turns: TurnRunner, slow: SlowBrain, desk: HandOffs) -> None:
    talk = begun(turns, slow)
    here = str(talk.conversation_id)
    with under_way(turns, slow, talk, []) as turn, ThreadPoolExecutor(1) as pool:
        lease = desk.take_over(conversation_id=here, person=ANN)
        back = pool.submit(desk.give_back, conversation_id=here, token=lease.token)
        assert not back.done()
        slow.go.set()
        assert turn.result(30).response == ""
        back.result(30)
    assert turns.store.load(here).speaker == "agent"
    assert [speaker for speaker, _ in words(turns, talk)] == ["user", "agent", "user"]


def test_whoever_has_given_back_or_lost_the_floor_says_nothing(
    turns: TurnRunner, slow: SlowBrain, desk: HandOffs
) -> None:
    talk = begun(turns, slow)
    here = str(talk.conversation_id)
    first = desk.take_over(conversation_id=here, person=ANN)
    assert desk.take_over(conversation_id=here, person=ANN) == first
    second = desk.take_over(conversation_id=here, person=BEN, force=True)
    with pytest.raises(NotSpeaking):
        desk.reply(conversation_id=here, token=first.token, person=ANN, text="I am late")
    desk.give_back(conversation_id=here, token=second.token)
    for attempt in (desk.give_back, lambda **at: desk.reply(person=BEN, text="I am late", **at)):
        with pytest.raises(NotSpeaking):
            attempt(conversation_id=here, token=second.token)  # type: ignore[operator]


def test_a_reply_sent_again_is_said_once_and_carries_no_card_number(
    turns: TurnRunner, slow: SlowBrain, desk: HandOffs
) -> None:
    talk = begun(turns, slow)
    here = str(talk.conversation_id)
    token = desk.take_over(conversation_id=here, person=ANN).token
    sent = [
        desk.reply(
            conversation_id=here, token=token, person=ANN, text="Your card 4242 4242 4242 4242?", idempotency_key="k"
        ).message_id
        for _ in range(3)
    ]
    assert len(set(sent)) == 1
    assert words(turns, talk)[-1] == ("person", "Your card [card number removed]?")
    with pytest.raises(NothingSaid):
        desk.reply(conversation_id=here, token=token, person=ANN, text="  \n")
    with pytest.raises(NothingSaid):
        desk.reply(conversation_id=here, token=token, person=ANN, text="x" * 8001)


def test_the_fan_pays_a_quote_while_a_person_speaks(sqlite_database: Database, clock: FixedClock) -> None:
    turns = runner(sqlite_database, clock, small_season(clock.now))
    talk = Talk(turns, "cus_ida")
    talk.say("2 tickets for the play")
    if "events" in talk.cards():
        talk.press(type="select", card_id=talk.card("events").id, option=0)
    if "seats" in talk.cards():
        talk.press(type="select", card_id=talk.card("seats").id, option=0)
    quote_id = talk.card("quote").quote_id
    desk = HandOffs(turns)
    desk.take_over(conversation_id=str(talk.conversation_id), person=ANN)
    reply = talk.press(type="pay", quote_id=quote_id, payment_method_token="tok_declined")
    assert reply.response == ""
    assert "declined" in history(turns, talk)[-1].body["outcome"].lower()
    reply = talk.press(type="pay", quote_id=quote_id, payment_method_token="tok_ok")
    assert (reply.response, reply.state.speaker) == ("", "person")
    assert talk.card("order").status == "confirmed"
    assert talk.card("order").order_id in [order.order_id for order in talk.orders()]


def test_what_an_overtaken_turn_did_is_kept_for_the_person(turns: TurnRunner, slow: SlowBrain, desk: HandOffs) -> None:
    talk = begun(turns, slow)
    with under_way(turns, slow, talk, []) as turn:
        desk.take_over(conversation_id=str(talk.conversation_id), person=ANN)
        slow.go.set()
        turn.result(30)
    assert "unsaid" in history(turns, talk)[-1].body
