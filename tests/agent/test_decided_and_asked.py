"""A decision beside a question, a reason or a remark: what is decided is done, and what is asked is answered."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


def listed(fan: Fan, said: str = "2 for the otters on friday in 301") -> Talk:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.awaiting == "seats"
    return talk


def offered(fan: Fan) -> Talk:
    """One offer, and nothing to choose from."""
    talk = listed(fan, "2 for the otters on saturday in 301 row A")
    assert len(talk.card("seats").options) == 1
    return talk


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("1 and is there a cloakroom", "A"),
        ("row B looks right. can i bring a bag?", "B"),
        ("grand, the 2nd one so. can we bring food in", "B"),
        ("can i bring a bag? go with row D so", "D"),
        ("option 3 please, also is there a lift", "C"),
        ("option 4. did u see my other questions?", "D"),
        ("number 2, how much is that altogether?", "B"),
        ("row B. and if i cant go can i get my money back?", "B"),
        ("the second one but give me a minute to find my card", "B"),
    ],
)
def test_what_is_picked_is_held(fan: Fan, said: str, row: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert f"I'm holding Section 301, row {row}" in talk.reply.response
    assert not talk.orders()


@pytest.mark.parametrize(
    "said",
    [
        "perfect. hold them. actually can i bring a bag?",
        "yeah hold em. and if i cant go can i get the money back?",
        "hold them but give me a minute to ask the wife",
        "go for it, is there parking?",
        "hold",
        "hold pls",
        "reserve them so. what's the bag policy",
    ],
)
def test_the_one_offer_is_held(fan: Fan, said: str) -> None:
    talk = offered(fan)
    talk.say(said)
    assert "I'm holding Section 301, row A" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_what_is_asked_beside_a_pick_is_answered_as_if_asked_alone(fan: Fan) -> None:
    talk = listed(fan)
    talk.say("1 and can i bring a bag")
    assert "Bags up to" in talk.reply.response
    assert "I'm holding" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "first, is there parking?",
        "is row A any good?",
        "hold on, is there parking?",
        "don't hold them. is there parking?",
        "hold them? is there parking?",
    ],
)
def test_a_decision_that_hangs_on_something_is_none(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert "I'm holding" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("ah damn. 6 then, and who's playing?", 6),
        ("ok 4 in the terrace. the rest can buy their own, can they bring a bag?", 4),
        ("three please, is there parking?", 3),
        ("can kids come? 2 adults so", 2),
    ],
)
def test_how_many_is_heard_beside_a_question(fan: Fan, said: str, count: int) -> None:
    talk = fan("cus_ann")
    talk.say("tickets for the otters on friday")
    assert talk.awaiting == "quantity"
    talk.say(said)
    assert talk.awaiting == "seats"
    assert len(talk.card("seats").options[0].seat_ids) == count


@pytest.mark.parametrize("said", ["my son is 6. can he come?", "we are at gate 4, is there parking?", "are 4 ok?"])
def test_no_other_number_is_one_of_tickets(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("tickets for the otters on friday", said)
    assert "hold" not in talk.cards()
    assert "I'm holding" not in talk.reply.response


def test_an_event_is_taken_for_an_exchange_beside_what_it_costs(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("swap my otters tickets for another game")
    assert talk.awaiting == "event"
    talk.say("option 1, what does it cost to swap")
    assert talk.awaiting != "event"


def test_a_pick_for_an_exchange_is_quoted_beside_what_it_costs(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("swap them for the saturday game")
    assert talk.awaiting == "seats"
    talk.say("1, what do i owe")
    assert talk.card("quote").kind == "exchange"
    assert talk.awaiting == "confirmation"


def test_a_part_may_be_picked_by_its_other_name(fan: Fan) -> None:
    talk = listed(fan, "2 for the otters on friday")
    talk.say("the club level ones in row A")
    assert "I'm holding Terrace, row A" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["i meant how long until the money arrives! but yes, go ahead.", "when does the money come back? but yes go ahead"],
)
def test_a_refund_is_agreed_to_after_a_question_of_the_money(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets")
    assert talk.awaiting == "confirmation"
    talk.say(said)
    assert "goes back" in talk.reply.response
    assert all(t.status == "refunded" for order in talk.orders() for t in order.tickets)


@pytest.mark.parametrize(
    "said",
    [
        "how long until the money arrives? but only one of them",
        "will it take long? but wait, yes or no, is it all of it?",
        "when does the money come back? but not yet",
    ],
)
def test_no_refund_is_made_where_more_is_said(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets", said)
    assert all(t.status == "valid" for order in talk.orders() for t in order.tickets)


@pytest.mark.parametrize(
    "said", ["hang on she changed her mind, hold them after all", "actually we'll take them after all", "can i have them back please"]
)  # fmt: skip
def test_what_was_just_let_go_is_held_again(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say("the first", "no thanks, let them go")
    assert "go" in talk.reply.response
    talk.say(said)
    assert "I'm holding Section 301" in talk.reply.response
    assert talk.awaiting == "confirmation"
    assert not talk.orders()


@pytest.mark.parametrize(
    "said", ["yes", "ok", "what else is on after all", "book 102 after all", "no, after all it's fine"]
)
def test_nothing_else_holds_them_again(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say("the first", "no thanks, let them go", said)
    assert "I'm holding" not in talk.reply.response


@pytest.mark.parametrize("said", ["no i said 3,4 not those", "i meant 3 and 4", "i asked for 3 and 4"])
def test_seats_said_anew_by_their_numbers_are_offered(fan: Fan, said: str) -> None:
    talk = offered(fan)
    talk.say(said)
    assert talk.card("seats").options[0].numbers == ["3", "4"]


def test_seats_may_be_listed_without_a_comma(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301 row C, seats 4 5 6 if theyre there")
    assert talk.card("seats").options[0].numbers == ["4", "5", "6"]


def test_cheaper_ones_are_shown_before_what_was_said_instead(fan: Fan) -> None:
    talk = listed(fan, "2 for the otters on friday in 101")
    talk.say("is there anything cheaper? if not the first")
    assert max(option.price_each.amount for option in talk.card("seats").options) < 8800


@pytest.mark.parametrize(
    "said",
    ["anything cheaper in 101, and if not the second", "is there anything cheaper in 101? if not the second one"],
)
def test_where_nothing_is_cheaper_the_other_is_held_and_it_is_said(fan: Fan, said: str) -> None:
    talk = listed(fan, "2 for the otters on friday in 101")
    talk.say(said)
    assert "There is nothing cheaper in Section 101" in talk.reply.response
    assert "I'm holding Section 101, row B" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["no leave it, but i want to make a complaint", "leave it as it is. i'd like to complain though"]
)
def test_a_complaint_beside_leaving_an_order_is_noted(fan: Fan, said: str) -> None:
    talk = fan("cus_max")
    talk.say("refund my otters tickets")
    assert talk.awaiting != "confirmation"  # it has begun
    talk.say(said)
    assert "noted it as case" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("row B is fine. btw if one of us comes down with something do we get the money back?", "B"),
        ("row B would be splendid, and is there a charge for refunding?", "B"),
        ("third one, do they refund if i catch covid?", "C"),
        ("option 2 please. if my mate bails can i give his ticket to somebody else?", "B"),
        ("row D. is it possible to get a refund if my plans go wrong?", "D"),
        ("ill have row c, oh and can i get a refund later if need be?", "C"),
        ("row B would do us. if grandad is poorly on the day do we get a refund?", "B"),
    ],
)
def test_a_pick_beside_a_question_of_the_rules_is_held(fan: Fan, said: str, row: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert f"I'm holding Section 301, row {row}" in talk.reply.response
    assert (
        "refund" in talk.reply.response.casefold()
        or "transfer" in talk.reply.response.casefold()
        or "don't know" in talk.reply.response
    )
    assert not talk.orders()


@pytest.mark.parametrize(
    "said",
    [
        "row B if we can sit together at the aisle",
        "row B. if i want row C instead can i have that?",
        "row B, only if they refund",
    ],
)
def test_a_pick_that_hangs_on_something_holds_nothing(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert "row B" not in talk.reply.response or "I'm holding" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "terrace is kinder on the wallet, lets take that",
        "the terrace's easier on the purse so let's grab those",
        "terrace suits us down to the ground, we'll take it",
    ],
)
def test_what_was_just_spoken_well_of_is_what_is_taken(fan: Fan, said: str) -> None:
    talk = listed(fan, "2 for the otters on friday")
    assert [option.section for option in talk.card("seats").options].count("Terrace") == 1
    talk.say(said)
    assert "I'm holding Terrace" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["is the terrace kinder on the wallet? lets take that", "no to terrace, let's take that"]
)
def test_what_is_only_asked_or_turned_down_is_not_taken(fan: Fan, said: str) -> None:
    talk = listed(fan, "2 for the otters on friday")
    talk.say(said)
    assert "I'm holding" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "row", "told"),
    [
        ("first. and whats the age limit, my brother is 15", "A", "age"),
        ("2nd one. wait are those together?", "B", "Yes, side by side."),
        ("the third. are they next to each other?", "C", "Yes, side by side."),
    ],
)
def test_a_short_pick_before_a_question_is_held(fan: Fan, said: str, row: str, told: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert f"row {row}" in talk.reply.response
    assert told in talk.reply.response
    assert "hold" in talk.cards()


@pytest.mark.parametrize("said", ["first, is there a cloakroom?", "first are those together?", "are those together?"])
def test_what_only_leads_in_a_question_holds_nothing(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert "hold" not in talk.cards()
