"""A change is quoted, and the tickets are rather to go to somebody: a hand-over begins, and nothing of the quote is asked again."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def with_money_back_quoted(fan: Fan, said: str = "refund my tickets for the glass orchard") -> Talk:
    talk = fan("cus_ned")
    talk.say(said)
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "Then no. Leave the tickets as they are, please. Could I give them to my neighbour instead?",
        "how do i transfer the tickets to someone",
        "nope. wat about passing them on to a mate",
        "i dont want a refund, can i transfer them to a friend",
        "actually no money back. my sister will take them",
        "could they be transferred to someone else rather?",
        "can my sister have them instead?",
    ],
)
def test_it_is_asked_who_shall_have_them(fan: Fan, said: str) -> None:
    talk = with_money_back_quoted(fan)
    talk.say(said)
    assert "Who shall have them?" in talk.reply.response
    assert "shall I refund" not in talk.reply.response
    talk.say("jim@example.com")
    assert "I'll hand four tickets for The Glass Orchard to jim@example.com" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "NO refund!! Transfer ord_ned1 to my neighbour, his email is jim@example.com",
        "NO refund!! Transfer ORD_NED1 to my neighbour, his email is jim@example.com",
        "forget the refund, send them to Jim, jim@example.com",
        "no. transfer the tickets to jim@example.com",
    ],
)
def test_with_an_address_it_is_put_for_a_yes(fan: Fan, said: str) -> None:
    talk = with_money_back_quoted(fan)
    talk.say(said)
    assert "I'll hand four tickets for The Glass Orchard to jim@example.com" in talk.reply.response
    talk.say("no")
    assert [o.status for o in talk.orders()] == ["confirmed"]


def test_those_that_were_to_go_back_are_meant(fan: Fan) -> None:
    talk = with_money_back_quoted(fan, "refund one of my tickets for the glass orchard")
    talk.say("no. can i give it to my neighbour?", "jim@example.com")
    assert "I'll hand one ticket" in talk.reply.response


def test_an_exchange_gives_way_as_well(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("exchange my tickets for the glass orchard", "actually can i just give them to my sister")
    assert "Who shall have them?" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "I can't give them to anyone else so just refund",
        "can I refund them and give the money to my sister",
        "can my husband have it",
        "if i gave them to my sister would she need id?",
        "is the refund sent to my wife's card",
    ],
)
def test_money_back_stays_quoted(fan: Fan, said: str) -> None:
    talk = with_money_back_quoted(fan)
    talk.say(said)
    assert "Who shall have them?" not in talk.reply.response
    assert "I'll hand" not in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_the_id_of_an_order_is_known_in_capitals(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("what seats do I have in ORD_NED1?")
    assert "Gallery" in talk.reply.response
    assert "can't find order" not in talk.reply.response
