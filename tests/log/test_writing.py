"""Everything that happens in a conversation is in the log: once, without words that name anybody, and never at a chat's expense."""

import json

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.contract import ChatRequest
from willcall.conversations.log.recognisers import OWN
from willcall.conversations.log.writing import LogWriter
from willcall.kit.outbox import Message
from willcall.kit.personal import Redactor
from willcall.kit.relay import Relay


@pytest.fixture
def turns(sqlite_database, clock):
    return runner(sqlite_database, clock, small_season(clock.now))


@pytest.fixture
def relay(local_log):
    return Relay(local_log.database, [], recorders=[LogWriter(local_log.store, redact=Redactor(recognisers=OWN))])


def records(local_log, kind=None):
    rows = local_log.reader.ask("SELECT * FROM log ORDER BY at_ms, record_id").dicts()
    return [{k: v for k, v in row.items() if v is not None} for row in rows if kind in {None, row["kind"]}]


def test_a_turn_with_its_tools_cards_and_figures_is_logged(turns, relay, local_log):
    fan = Talk(turns, "cus_ida")
    reply = fan.say("two tickets for tonight")
    relay.drain()
    [turn] = records(local_log, "turn")
    assert turn["conversation_id"] == fan.conversation_id
    assert turn["request_id"] == "req_test"
    assert turn["brain"] == reply.usage.brain == "embedded"
    assert turn["duration_ms"] == reply.usage.duration_ms
    assert turn["length_in"] == len("two tickets for tonight")
    assert turn["length_out"] == len(reply.response)
    assert turn["tools"] == len(reply.usage.tools)
    assert (turn["ok"], turn["number"], turn["channel"], turn["awaiting"]) == (True, 1, "chat", reply.state.awaiting)
    assert [r["name"] for r in records(local_log, "tool")] == [use.name for use in reply.usage.tools]
    assert [r["name"] for r in records(local_log, "card")] == [card.type for card in reply.cards]


def test_a_purchase_is_logged_as_a_sale_of_its_conversation_and_names_no_customer(turns, relay, local_log):
    fan = Talk(turns, "cus_ida")
    fan.say("two tickets for tonight", "the first", "the first", "yes")
    fan.pay()
    relay.drain()
    [sale] = records(local_log, "sale")
    order = next(o for o in fan.orders() if o.order_id == sale["order_id"])
    assert sale["name"] == "confirmed"
    assert (sale["amount"], sale["currency"]) == (order.total.amount, order.total.currency)
    assert (sale["order_id"], sale["conversation_id"]) == (order.order_id, fan.conversation_id)
    assert "cus_ida" not in json.dumps(records(local_log))


def test_what_is_personal_in_a_message_is_not_in_the_log(turns, relay, local_log):
    Talk(turns).say("my name is Wilhelmina Tapper, mail wilma@example.com, card 4111 1111 1111 1111 cvv 737")
    relay.drain()
    kept = json.dumps(records(local_log))
    for secret in ("Wilhelmina", "Tapper", "wilma", "4111", "737"):
        assert secret not in kept


def test_an_opinion_and_an_end_are_logged(turns, relay, local_log):
    fan = Talk(turns)
    reply = fan.say("what's on tonight?")
    fan.press(type="feedback", message_id=reply.message_id, rating=-1, comment="Nadine from Ulm says no")
    turns.end(fan.conversation_id)
    relay.drain()
    [opinion] = records(local_log, "feedback")
    assert (opinion["rating"], opinion["message_id"], opinion["conversation_id"]) == (
        -1,
        reply.message_id,
        fan.conversation_id,
    )
    assert "Nadine" not in opinion["text"]
    [end] = records(local_log, "completed")
    assert (end["name"], end["conversation_id"]) == ("closing", fan.conversation_id)


class Broken:
    def __call__(self):
        raise RuntimeError("the catalogue is gone")


def test_a_turn_that_comes_to_nothing_is_logged_as_a_failed_turn(turns, relay, local_log):
    turns.catalogue = Broken()
    with pytest.raises(RuntimeError, match="catalogue is gone"):
        Talk(turns).say("hello")
    relay.drain()
    [turn] = records(local_log, "turn")
    assert (turn["ok"], turn["error"], turn["request_id"], turn["number"]) == (False, "RuntimeError", "req_test", 1)


def test_a_fan_s_own_mistake_is_no_failed_turn(turns, relay, local_log):
    fan = Talk(turns)
    fan.conversation_id = "cnv_none"
    with pytest.raises(Exception, match="no conversation"):
        fan.say("hello")
    relay.drain()
    assert records(local_log) == []


def test_a_message_that_cannot_be_understood_is_an_error_in_the_log_and_stops_nobody(local_log):
    def fails(_text):
        raise ValueError("no idea")

    writer = LogWriter(local_log.store, redact=fails)
    good = Message("msg_1", "dev.willcall.conversation.completed", "/x", "cnv_1", local_log.clock(), {})
    bad = Message(
        "msg_2", "dev.willcall.turn.answered", "/x", "msg_9", local_log.clock(), {"number": object(), "said": None}
    )
    made = writer.records([bad, good])
    assert [r["kind"] for r in made["msg_1"]] == ["completed"]
    made = LogWriter(local_log.store, redact=fails, price=lambda *_: 1 / 0).records([bad, good])
    assert [(r["kind"], r["error"]) for r in made["msg_2"]] == [("error", "ZeroDivisionError")]
    assert [r["kind"] for r in made["msg_1"]] == ["completed"]


class Dying(LogWriter):
    """Dies while it writes, as often as it is told to."""

    deaths = 0

    def prepare(self, messages):
        write = super().prepare(messages)

        def dying(unit, ids):
            write(unit, ids)
            if self.deaths:
                self.deaths -= 1
                raise SystemExit

        return dying


def test_a_crash_of_the_relay_neither_loses_nor_doubles_a_record(turns, local_log):
    writer = Dying(local_log.store, redact=str)
    Talk(turns).say("what's on tonight?", "the first")
    writer.deaths = 2
    for _ in range(2):
        with pytest.raises(SystemExit):
            Relay(local_log.database, [], recorders=[writer]).drain()
        assert records(local_log) == []
    Relay(local_log.database, [], recorders=[writer]).drain()
    first = [r["record_id"] for r in records(local_log)]
    assert len([r for r in records(local_log) if r["kind"] == "turn"]) == 2
    Relay(local_log.database, [], recorders=[writer]).drain()
    assert [r["record_id"] for r in records(local_log)] == first
    assert len(set(first)) == len(first)


def test_two_relays_at_once_write_each_record_once(database, log, clock):
    first, second = (LogWriter(log.store, redact=str) for _ in range(2))
    for number in range(3):
        with database.write() as unit:
            unit.emit("conversation.completed", f"cnv_{number}", {}, source="/test")

    class Slow(LogWriter):
        def prepare(self, messages):
            Relay(database, [], recorders=[second]).pump()
            return first.prepare(messages)

    Relay(database, [], recorders=[Slow(log.store, redact=str)]).pump()
    assert sorted(r["conversation_id"] for r in records(log)) == ["cnv_0", "cnv_1", "cnv_2"]


def test_a_chat_goes_on_when_nobody_logs(turns):
    assert turns.run(ChatRequest(message="hi"), actor=Talk(turns).actor, request_id="r").response
