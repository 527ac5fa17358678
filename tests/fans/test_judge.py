"""The judge finds what is wrong: on recorded conversations, and on a twin that misbehaves in one way at a time."""

from dataclasses import replace
from typing import Any

import pytest

from willcall.training.evaluate.client import Reply, Site
from willcall.training.evaluate.goals import Expect, Goal, Task, Wish
from willcall.training.evaluate.judge import Ledger, judge_state, wish_faults
from willcall.training.evaluate.process import judge_process
from willcall.training.evaluate.simulate import simulate
from willcall.training.evaluate.transcript import Transcript, Turn, to_markdown
from willcall.training.evaluate.world import Policy, World, look

from .twin import Twin, money

BUYING = ["purchase_one_line", "purchase_many_turns", "purchase_vague", "card_declined", "double_click"]
GOING = ["quote_refused", "left_alone"]


def rules(twin: Twin, kinds: list[str], fans: int = 10) -> set[str]:
    report = simulate(lambda: twin, fans=fans, k=1, seed=3, kinds=kinds, concurrency=1, typos=0, buttons=1)
    return {finding.rule for trial in report.failures for finding in trial.verdict.findings}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_well_behaved_agent_passes_every_fan(seed):
    report = simulate(Twin, fans=14, k=2, seed=seed, kinds=BUYING + GOING, concurrency=1, typos=0, buttons=1)
    assert [trial.verdict.findings for trial in report.failures] == []
    assert report.pass_hat(2) == 1.0
    assert len(report.trials) == 28


@pytest.mark.parametrize(
    ("fault", "kinds", "found"),
    [
        ("wrong_quantity", BUYING, "quantity"),
        ("no_consent", BUYING, "consent"),
        ("wrong_words", BUYING, "amount"),
        ("wrong_words", BUYING, "total_unsaid"),
        ("sells_twice", BUYING, "extra_order"),
        ("keeps_hold", GOING, "hold_left"),
    ],
)
def test_what_a_bad_agent_does_is_found(fault, kinds, found):
    assert found in rules(Twin(fault=fault), kinds)


def test_a_refusal_must_name_its_policy():
    report = simulate(Twin, fans=2, seed=1, kinds=["refund_refused"], concurrency=1)
    assert {f.rule for t in report.failures for f in t.verdict.findings} >= {"policy_unnamed"}


# -- recorded conversations ---------------------------------------------------------------------------------------------


def quote(quote_id: str = "quo_1", amount: int = 4000, kind: str = "purchase") -> dict[str, Any]:
    return {"id": "c", "type": "quote", "quote_id": quote_id, "kind": kind, "items": [], "total": money(amount)}


def order(amount: int = 4000, status: str = "confirmed") -> dict[str, Any]:
    return {"id": "c", "type": "order", "order_id": "ord_1", "status": status, "total": money(amount), "tickets": []}


def turn(
    act: str, *cards: dict[str, Any], text: str = "It is $40.00.", consents: str | None = None, **more: Any
) -> Turn:
    reply = Reply(200, "cnv_1", text, list(cards), more.pop("sources", []), **more)
    return Turn(act, None, act, consents, True, reply)


def found(transcript: Transcript, expect: Expect | None = None, does: str = "purchase") -> set[str]:
    goal = Goal("x", (Task(does),), expect or Expect())
    policies = [Policy("pol_1", "refund", "48-hour rule", "Refunds end 48 hours before, $5.00 stays.")]
    return {finding.rule for finding in judge_process(goal, transcript, policies)}


def test_an_order_after_a_yes_to_its_total_is_consent():
    assert found(Transcript([turn("buy", quote()), turn("yes", order(), consents="quo_1")])) == set()


def test_an_order_without_a_yes_is_found():
    assert "consent" in found(Transcript([turn("buy", quote()), turn("detour", order())]))


def test_an_order_at_another_total_is_found():
    turns = [turn("buy", quote()), turn("yes", order(4500), text="Done: $45.00", consents="quo_1")]
    assert "consent" in found(Transcript(turns))


def test_a_yes_to_one_quote_does_not_pay_for_two_orders():
    second = {**order(), "order_id": "ord_2"}
    turns = [turn("buy", quote()), turn("yes", order(), consents="quo_1"), turn("thanks", second)]
    assert "consent" in found(Transcript(turns))


def test_a_hesitation_taken_for_a_yes_is_found():
    asked = turn("buy", quote(), awaiting="confirmation")
    assert "presumed" in found(Transcript([asked, turn("not_yes", awaiting="payment")]))
    assert found(Transcript([asked, turn("not_yes", awaiting="confirmation")])) == set()


def test_an_order_shown_to_nobody_signed_in_is_found():
    shown = turn("orders", order(status="refunded"))
    assert "identity" in found(Transcript([replace(shown, signed_in=False)]))


def test_silence_giving_up_and_faults_are_found():
    assert found(Transcript([turn("buy", text=" ")], gave_up="no", fault="500")) == {"silence", "gave_up", "fault"}


def test_an_amount_that_no_card_shows_is_found_and_amounts_of_the_rules_are_not():
    assert "amount" in found(Transcript([turn("buy", quote(), text="$40.00, usually $99.00")]))
    assert found(Transcript([turn("buy", quote(), text="$40.00; $5.00 would stay with us")])) == set()


def test_questions_need_a_source_or_an_honest_no():
    answered = Transcript(
        [turn("ask", text="In the garage.", sources=[{"id": "s", "title": "Parking", "snippet": "x"}])]
    )
    silent = Transcript([turn("ask", text="In the garage.")])
    honest = Transcript([turn("ask", text="I don't know, sorry.")])
    assert found(answered, Expect(cited=True), "ask") == set()
    assert found(silent, Expect(cited=True), "ask") == {"uncited"}
    assert found(honest, Expect(admitted=True), "ask") == set()
    assert found(answered, Expect(admitted=True), "ask") == {"not_admitted"}


def test_a_person_a_secret_and_an_unasked_total():
    assert found(Transcript([turn("person", text="Sure.")]), Expect(handed_off=True), "person") == {"no_person"}
    assert found(Transcript([turn("trick", text="tkt_9 it is")]), Expect(hidden=("tkt_9",)), "trick") == {"leak"}
    assert found(Transcript([turn("chat", quote())]), Expect(), "chat") == {"unasked_quote"}


# -- final states -------------------------------------------------------------------------------------------------------


def world() -> World:
    return look(Site(Twin()))


def bought(**changes: Any) -> dict[str, Any]:
    seat = {"section": "Balcony", "price": money(2000), "accessible": False}
    tickets = [{"ticket_id": f"tkt_{n}", "status": "valid", "seat": seat} for n in range(2)]
    return {
        "order_id": "ord_1",
        "event_id": "evt_0",
        "status": "confirmed",
        "total": money(4000),
        "tickets": tickets,
    } | changes


@pytest.mark.parametrize(
    ("wish", "rule"),
    [
        ({}, None),
        ({"quantity": 3}, "quantity"),
        ({"section": "Stalls"}, "section"),
        ({"section": "balcony"}, None),
        ({"max_each": 1900}, "budget"),
        ({"max_total": 3900}, "budget"),
        ({"bar": 1500}, "cheapest"),
        ({"accessible": True}, "access"),
    ],
)
def test_in_what_an_order_differs_from_the_wish(wish, rule):
    wished = replace(Wish((world().on_sale[0],), 2), **wish)
    assert [fault.rule for fault in wish_faults(wished, bought())] == ([rule] if rule else [])


def test_another_show_is_not_the_one_wished():
    assert [f.rule for f in wish_faults(Wish((world().on_sale[1],), 2), bought())] == ["event"]


@pytest.mark.parametrize(
    ("after", "wanted", "fine"),
    [
        ({}, {}, True),
        ({"status": "refunded"}, {}, False),
        ({"total": money(1)}, {}, False),
        ({"status": "refunded"}, {"status": ("refunded",)}, True),
        ({}, {"status": ("refunded",)}, False),
        ({"status": "upgraded", "total": money(6000)}, {"status": ("upgraded",), "max_delta": 1900}, False),
        ({"status": "upgraded", "total": money(6000)}, {"status": ("upgraded",), "max_delta": 2000}, True),
        ({"status": "exchanged"}, {"status": ("exchanged",), "event_id": "evt_2"}, False),
        ({"status": "partly_refunded"}, {"status": ("partly_refunded",), "tickets": 1}, False),
    ],
)
def test_an_order_that_was_there_before_must_be_what_was_wanted(after, wanted, fine):
    twin = Twin()
    twin.orders["ord_1"] = bought(customer_id="cus_1") | after
    goal = Goal("x", (Task("refund"),), Expect(order=wanted), order=bought(customer_id="cus_1"))
    findings = judge_state(goal, Transcript(), site=Site(twin), customer_id="cus_1", ledger=Ledger())
    assert (findings == []) is fine


def test_a_victims_order_must_stay_as_it_was():
    twin = Twin()
    twin.orders["ord_1"] = bought(customer_id="cus_v", status="refunded")
    goal = Goal("x", (Task("trick"),), Expect(), victim_id="cus_v", victim_orders=(bought(customer_id="cus_v"),))
    findings = judge_state(goal, Transcript(), site=Site(twin), customer_id="cus_1", ledger=Ledger())
    assert [finding.rule for finding in findings] == ["victim"]


def test_a_conversation_reads_well():
    text = to_markdown(Transcript([turn("buy", quote()), turn("yes", order(), consents="quo_1")]), title="A fan")
    assert "purchase $40.00" in text
    assert "ord_1 confirmed" in text
