"""Short words by which something just shown is taken, let go of or carried over: a row, a part by its letter, "one" for it, another day, another card."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def listed(fan: Fan) -> Talk:
    """The fan with two seats in each of several rows of one part of the house to choose from."""
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday in the gallery")
    assert talk.awaiting == "seats"
    assert len(talk.card("seats").options) > 1
    return talk


@pytest.mark.parametrize(
    ("said", "row"),
    [("B will do, yes", "B"), ("b please", "B"), ("back row, quieter", "C"), ("the last row then please", "C")],
)
def test_a_row_alone_is_taken(listed: Talk, said: str, row: str) -> None:
    listed.say(said)
    assert f"row {row}, seats" in listed.reply.response
    assert listed.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["not the back row", "is the back row quieter?", "a bit further back", "z"])
def test_a_row_refused_or_asked_of_is_not(listed: Talk, said: str) -> None:
    listed.say(said)
    assert listed.awaiting != "confirmation"


@pytest.mark.parametrize("said", ["the 301 one please, much cheaper", "301 ones"])
def test_one_for_the_part_just_named_is_no_number_of_tickets(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", said)
    assert "one ticket" not in talk.reply.response
    assert "301" in talk.reply.response


def test_one_ticket_in_it_is_one(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "just one ticket in 301")
    assert "ne ticket" in talk.reply.response


@pytest.mark.parametrize("said", ["we are 3 now, and saturday please", "yes but make it 3, and saturday not friday"])
def test_part_and_row_that_are_held_go_along_to_another_day_and_number(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "row b")
    assert "row B" in talk.reply.response
    talk.say(said)
    assert "Section 301, row B" in talk.reply.response
    assert "Sat" in talk.reply.response


def test_another_part_said_with_the_day_does_not(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "row b", "make it 3, saturday instead, in the terrace")
    assert "301" not in talk.reply.response


@pytest.fixture
def declined(fan: Fan) -> Talk:
    """A fan whose card was declined."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay("tok_declined")
    return talk


@pytest.mark.parametrize(
    "said", ["ugh, let me use another card", "i'll try the other one then", "ok take my visa, the other card"]
)
def test_another_card_is_how_it_is_paid(declined: Talk, said: str) -> None:
    declined.say(said)
    assert declined.awaiting == "payment"
    assert "to pay: choose how below" in declined.reply.response
    assert "payment" in declined.cards()


def test_other_seats_are_no_other_card(declined: Talk) -> None:
    declined.say("let me try other seats")
    assert "to pay: choose how below" not in declined.reply.response


@pytest.mark.parametrize("said", ["wow, what about 301", "hm how about the terrace?", "and the terrace?"])
def test_the_price_of_another_part_is_asked_after_that_of_one(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("how much is it to sit in 101 for the otters on friday")
    assert "fees included" in talk.reply.response
    talk.say(said)
    assert "$27.50" in talk.reply.response or "$66.00" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said",
    [
        "so those can't be refunded? then no thanks, we'll leave it",
        "Is there no lift? Then no thank you, I'll leave it.",
        "only row C? no thanks. forget it",
    ],
)
def test_a_plain_no_lets_go_whatever_was_asked_before_it(listed: Talk, said: str) -> None:
    listed.say(said)
    assert listed.awaiting is None
    assert "let's leave that" in listed.reply.response


def test_a_no_before_another_wish_does_not(listed: Talk) -> None:
    listed.say("is there no lift? no thanks then, have you anything cheaper?")
    assert "let's leave that" not in listed.reply.response


@pytest.mark.parametrize("said", ["ok whatever", "right, never mind then", "meh. suit yourself"])
def test_a_shrug_where_nothing_waits_is_heard_as_one(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("refund my friend's tickets, she is away", said)
    assert talk.reply.response == "All right. I'm here if you need anything."


def test_an_order_that_is_anothers_is_let_be_with_thanks(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("what about order ord_nobody, that's my uncle's, what's in it")
    assert "only look at your own" in talk.reply.response
    talk.say("Fair enough, I'll let him know. Thanks")
    assert talk.reply.response.startswith("You're welcome!")
    assert talk.awaiting is None
