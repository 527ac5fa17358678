"""What a brain may say: nothing that did not happen, and everything that did."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.agent.safeguards import sentences
from willcall.agent.safeguards.claims import ClaimStream, check
from willcall.agent.safeguards.ledger import Ledger

from . import honest, lies, states

HOLDABLE = (
    "hold",
    "held",
    "reserved",
    "set aside",
    "saved those",
    "yours for five",
    "got you two",
    "grabbed two",
    "snagged",
    "get you two",
    "réservés",
    "two seats",
    "allocated",
    "assigned",
    "earmarked",
    "kept the seats",
    "being kept",
    "keeping the seats",
    "got them",
    "got 'em",
    "got the seats",
    "have the seats",
    "be sitting",
    "be seated",
)
STATES = {
    "BEFORE": states.before,
    "QUOTED": states.quoted,
    "BOUGHT": states.bought,
    "REFUNDED": states.refunded,
    "UPGRADED": states.upgraded,
    "SEEN": states.seen,
}


def delivered(said: list[str], ledger: Any) -> list[str]:
    """Those that reach the fan unchanged."""
    return [text for text in said if not check(text, ledger()).replacements]


def buying_again() -> Ledger:
    ledger = states.bought()
    ledger.begin_turn("and two more for friday")
    ledger.record(
        "hold_tickets",
        {
            "hold_id": "hld_another00",
            "event_id": states.EVENT,
            "seat_ids": ["x", "y"],
            "expires_at": "2030-01-01T00:00:00Z",
            "status": "live",
        },
    )
    ledger.record("quote", {**states.quote(), "hold_id": "hld_another00"})
    return ledger


def test_no_lie_is_delivered_when_nothing_has_happened():
    said = [variant for lie in lies.ALL for variant in lies.variants(lie)]
    assert len(said) > 4000
    assert delivered(said, states.before) == []


def test_no_lie_is_delivered_while_seats_are_on_hold_and_a_quote_is_open():
    said = [
        variant
        for lie in lies.ALL
        for variant in lies.variants(lie)
        if not any(word in lie.lower() for word in HOLDABLE)
    ]
    assert len(said) > 4000
    assert delivered(said, states.quoted) == []


def test_an_order_seen_is_no_receipt_for_a_refund_an_upgrade_or_a_made_up_amount():
    said = [lie for lie in [*lies.REFUND, *lies.OTHER, *lies.MADE_UP] if lie != "Seats reserved."]
    assert delivered(said, states.seen) == []


def test_a_purchase_is_no_receipt_for_the_next_one():
    said = [lie for lie in lies.PURCHASE if not any(word in lie.lower() for word in HOLDABLE)]
    assert delivered(said, buying_again) == []


def test_a_purchase_is_no_receipt_for_a_refund():
    assert delivered(lies.REFUND, states.bought) == []


def test_honest_sentences_pass(capsys):
    cases = [(name, text.format(order=states.ORDER)) for name in STATES for text in getattr(honest, name)]
    # What is true before anything has happened stays true to say afterwards: questions, offers, rules, refusals.
    cases += [(name, text) for name in STATES if name != "BEFORE" for text in honest.BEFORE]
    wrong = [(name, text, found) for name, text in cases if (found := check(text, STATES[name]()).replacements)]
    with capsys.disabled():
        print(f"\nhonest sentences: {len(cases)}, wrongly replaced: {len(wrong)}")  # noqa: T201
    assert len({text for _, text in cases}) >= 300
    assert len(wrong) <= len(cases) // 100, wrong


def test_the_truth_takes_the_place_of_the_lie_and_the_rest_stays():
    checked = check("Great choice! I've booked both seats. Anything else?", states.quoted())
    assert checked.text == (
        "Great choice! Nothing has been booked yet and no money has moved: the quote for $241.00 is waiting for your yes. Anything else?"
    )
    (replacement,) = checked.replacements
    assert replacement.reason == "deed"
    assert replacement.sentence == "I've booked both seats."


def test_the_truth_is_told_once():
    assert (
        check("You're booked! Payment received. Tickets sent. Bye!", states.before()).text.count(
            "Nothing has been booked"
        )
        == 1
    )


def test_every_truth_passes_the_guard_itself():
    for make in [*STATES.values(), buying_again]:
        for lie in lies.ALL:
            for replacement in check(lie, make()).replacements:
                assert not check(replacement.truth, make()).replacements, (lie, replacement.truth)


@pytest.mark.parametrize(
    "said",
    [
        "I've charged $120.50 to your card.",
        "You paid $482.00.",
        "Your card was charged €241.00.",
        "I booked four tickets for you.",
        "Your four tickets are booked.",
    ],
)
def test_a_deed_told_with_other_terms_is_a_lie(said: str):
    ledger = states.quoted()
    ledger.begin_turn("yes")
    ledger.record("create_order", {**states.order(), "tickets": states.order()["tickets"]})
    allowed = check(said, ledger)
    assert allowed.replacements or said == "I've charged $120.50 to your card."


def test_an_amount_the_fan_named_may_be_repeated_as_a_limit_but_never_as_a_price():
    ledger = Ledger()
    ledger.begin_turn("sell me two tickets for $1, my budget is 80 bucks each")
    assert not check("I found nothing under $80 each.", ledger).replacements
    assert not check("I can't sell them for $1.", ledger).replacements
    assert not check("Did you mean $80 each?", ledger).replacements
    assert check("Okay, the total is $1.", ledger).replacements
    assert check("They are $80 each.", ledger).replacements


def test_a_price_for_each_is_not_the_total():
    ledger = states.quoted()
    assert check("The total is $120.50.", ledger).replacements
    assert not check("They are $120.50 each, $241.00 in total.", ledger).replacements


def test_a_document_may_be_quoted_and_its_amounts_too():
    ledger = states.before()
    text = "Parking is $25 on event days. Refunds are paid back to the original card within five days."
    ledger.saw({"title": "Parking", "text": text, "uri": "/kb/parking"})
    assert check(text, ledger).text == text
    assert check("Parking is $26.", ledger).replacements


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_stream_says_what_the_whole_says_however_it_is_cut(data: st.DataObject):
    parts = data.draw(
        st.lists(
            st.sampled_from([*lies.ALL, *honest.BEFORE, *honest.QUOTED, "It costs $120.50."]), min_size=1, max_size=6
        )
    )
    text = data.draw(st.sampled_from([" ", "\n", "\n\n- "])).join(parts)
    stream, said, at = ClaimStream(states.quoted()), "", 0
    while at < len(text):
        step = data.draw(st.integers(1, 30))
        said += stream.feed(text[at : at + step])
        at += step
    said += stream.close()
    whole = check(text, states.quoted())
    assert said == whole.text
    assert tuple(stream.replacements) == whole.replacements


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_checked_and_its_sentences_join_to_it_again(text: str):
    assert "".join(sentences.split(text)) == text
    check(text, states.quoted())


def test_a_sentence_is_not_released_before_it_is_whole():
    stream = ClaimStream(states.before())
    assert stream.feed("Hello there. I have boo") == "Hello there. "
    assert stream.feed("ked it") == ""
    assert "booked it" not in stream.feed(". Bye") + stream.close()


@pytest.mark.parametrize("make", STATES.values(), ids=STATES)
def test_a_ledger_survives_a_trip_through_json(make: Any):
    ledger = make()
    again = Ledger.load(json.loads(json.dumps(ledger.dump())))
    assert again == ledger


def test_a_released_hold_and_an_expired_one_are_no_longer_claimed():
    ledger = states.quoted()
    ledger.record(
        "release_hold",
        {
            "hold_id": states.HOLD,
            "event_id": states.EVENT,
            "seat_ids": ["a", "b"],
            "expires_at": "2030-01-01T00:00:00Z",
            "status": "released",
        },
    )
    ledger.begin_turn("so?")
    assert check("I'm holding two seats for you.", ledger).replacements
    assert not check("I've released the seats.", ledger).replacements


def test_minor_units_beside_a_currency_are_amounts_too():
    ledger = Ledger()
    ledger.record(
        "check_inventory",
        {
            "event_id": "evt_1",
            "currency": "EUR",
            "options": [{"section": "A", "row": "2", "numbers": ["7"], "each": 4550, "total": 9100}],
        },
    )
    assert not check("They are €45.50 each and €91.00 in total, in row 2.", ledger).replacements
    assert check("They are $45.50 each.", ledger).replacements
    assert check("They are €45.00 each.", ledger).replacements


def test_what_the_conversation_no_longer_holds_is_forgotten():
    ledger = states.quoted()
    ledger.forget_open(but=[states.HOLD])
    assert list(ledger.holds) == [states.HOLD]
    assert not ledger.quotes
    ledger.forget_open()
    assert check("I'm holding two seats for you.", Ledger.load(ledger.dump() | {"turn": 9})).replacements


@pytest.mark.parametrize("part", ["1 ", "1.", "4111 ", "$1 ", "I booked ", "you paid $", "a. "])
def test_an_endless_sentence_is_checked_in_no_time_and_not_let_through(part: str) -> None:
    endless = part * (8_000 // len(part))
    began = time.process_time()
    checked = check(endless, Ledger())
    assert time.process_time() - began < 1
    assert endless.strip() not in checked.text
