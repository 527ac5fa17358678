"""A seat that one has goes to somebody else, told as news: a hand-over of so many, never money back."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def with_money_back_quoted(fan: Fan) -> Talk:
    """A fan with an order of four, for which money back is quoted."""
    talk = fan("cus_ned")
    talk.say("refund my tickets for the glass orchard")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "Callum can have my seat, just the one",
        "actually Callum can take my ticket",
        "Callum will use mine",
        "wait, Priya wants my seat",
        "Callum's having one of mine",
        "my seat can go to Callum",
        "mine is for Callum then",
    ],
)
def test_one_ticket_is_handed_over_where_money_back_was_quoted(fan: Fan, said: str) -> None:
    talk = with_money_back_quoted(fan)
    talk.say(said)
    assert "I'll hand one ticket for The Glass Orchard to" in talk.reply.response
    assert "quote" not in talk.cards()


@pytest.mark.parametrize("said", ["callum can have my seat, just the one", "my mate dave will take mine, only one"])
def test_where_it_is_to_be_sent_is_asked_of_a_name_in_small_letters(fan: Fan, said: str) -> None:
    talk = with_money_back_quoted(fan)
    talk.say(said, "callum@example.com")
    assert "I'll hand one ticket for The Glass Orchard to callum@example.com" in talk.reply.response
    talk.say("no")
    assert [o.status for o in talk.orders()] == ["confirmed"]


def test_it_needs_no_quote_and_no_order_in_hand(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("Callum can have my seat, just the one")
    assert "I'll hand one ticket for The Glass Orchard to Callum" in talk.reply.response


def test_our_tickets_are_all_of_them(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("Callum can have our tickets")
    assert "I'll hand four tickets for The Glass Orchard to Callum" in talk.reply.response


def test_nobody_is_asked_by_name_where_none_was_said(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("she can have my ticket")
    assert "Who shall have them?" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["just the one", "only one of us can't come", "my mate can't come any more", "I only want one back"]
)
def test_fewer_to_go_back_are_still_money_back(fan: Fan, said: str) -> None:
    talk = with_money_back_quoted(fan)
    talk.say(said)
    assert "I'll hand" not in talk.reply.response
    assert "Who shall have them?" not in talk.reply.response


def test_what_is_held_and_not_bought_goes_to_nobody(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "Callum can have my seat")
    assert "I'll hand" not in talk.reply.response
    assert talk.orders() == []


@pytest.mark.parametrize(
    "said",
    ["can i transfer tickets to a mate", "transfer my tickets to a mate", "i want to give my tickets to my brother"],
)
@pytest.mark.parametrize("who", [None, "cus_ann"])
def test_who_has_no_orders_in_sight_hears_how_handing_on_works(fan: Fan, who: str | None, said: str) -> None:
    talk = fan(who)
    talk.say(said)
    assert "free of charge until one hour before the start" in talk.reply.response
    only_asks = said.startswith("can i transfer tickets")
    assert who is not None or only_asks or "please sign in first" in talk.reply.response


def test_who_says_where_they_shall_go_knows_how_it_works(fan: Fan) -> None:
    talk = fan()
    talk.say("send my tickets to sam@example.com")
    assert talk.reply.response.startswith("To transfer tickets, please sign in first.")
