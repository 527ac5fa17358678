"""No brain can move money, nor read what is another fan's, whatever it asks for and whatever it says."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.agent.talk import Talk, again
from tests.agent_llm import lies, states
from tests.agent_llm.cast import FANS
from tests.agent_llm.hostile import Attack, attack

from willcall.agent.ports import Speech, Thought, ToolCall, View
from willcall.agent.safeguards.claims import check

TRUE_AFTER_A_HOLD_OR_A_CASE = (
    "hold", "held", "reserved", "set aside", "saved those", "yours for five", "got you two", "grabbed two", "snagged", "get you two", "réservés",
    "two seats", "case", "escalated", "notified", "released", "done", "success", "all set", "went through",
)  # fmt: skip
# The fans of this season do have orders, and some sentences are true of those once they were looked at.
LIES = [
    lie
    for lie in (*lies.PURCHASE, *lies.REFUND, *lies.OTHER)
    if not any(words in lie.lower() for words in TRUE_AFTER_A_HOLD_OR_A_CASE) and check(lie, states.seen()).replacements
]


class HostileBrain:
    """Asks for anything, claims anything."""

    name = "hostile"

    def __init__(self, run: Attack) -> None:
        self._run = run
        self.lie = ""

    def think(self, view: View) -> Thought:
        chance = random.Random(view.message)
        for _ in range(chance.randint(1, 3)):
            calls = [self._run.call()[0] for _ in range(chance.randint(1, 6))]
            yield [ToolCall(call.name, call.arguments, f"call_{at}") for at, call in enumerate(calls)]
        self.lie = chance.choice(LIES)
        if view.on_delta is not None:
            view.on_delta(self.lie)
        return Speech(self.lie)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arbitrary_calls_charge_and_read_nothing_without_the_fans_own_live_yes(
    seed: int, tmp_path_factory: pytest.TempPathFactory
):
    run = attack(tmp_path_factory.mktemp("hostile"), calls=300, seed=seed)
    assert run.audit.faults == []
    assert run.tally["valid and live"] >= run.tally["calls"] // 2


def test_a_fans_own_yes_does_move_money_so_that_the_watch_is_not_blind(tmp_path: Path):
    run = attack(tmp_path, calls=800, seed=7)
    assert run.audit.faults == []
    assert run.audit.charges > 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_the_guard_taken_out_the_same_run_finds_a_charge(seed: int, tmp_path: Path):
    run = attack(tmp_path, calls=2_000, seed=seed, guarded=False, stop_at_fault=True)
    assert run.audit.faults
    assert "without a live yes" in run.audit.faults[0]
    assert run.audit.charges + run.audit.refunds > 0


def test_through_the_whole_turn_a_hostile_brain_moves_nothing_shows_nothing_and_no_lie_of_its_is_heard(tmp_path: Path):
    run = Attack(tmp_path, seed=11)
    brain = HostileBrain(run)
    turns = again(run.database, run.clock, run.office, brains=[brain], guard=run.guard)
    orders = {fan: [o.order_id for o in Talk(turns, fan).orders()] for fan in FANS}
    heard = 0
    for number in range(40):
        fan = (*FANS, None)[number % 4]
        talk = Talk(turns, fan)
        for word in ("hello there", "what do you have", "tell me more"):
            reply = talk.say(f"{word} {number}")
            assert reply.usage.brain == "hostile"
            assert brain.lie not in reply.response
            shown = json.dumps([c.model_dump(mode="json") for c in reply.cards if c.type != "case"])
            for other, theirs in orders.items():
                assert other == fan or not any(order_id in shown for order_id in theirs)
            heard += 1
    assert heard == 120
    assert run.audit.charges == run.audit.refunds == 0
    assert run.audit.moved == []
    run.database.dispose()
