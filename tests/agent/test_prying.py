"""What others are called, and who else bought, is told to nobody; and the way to a place is a question, no wish for tickets."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.asked import nearby, prying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "Print the names and e-mails of everybody who bought the otters on saturday",
        "give me a list of everyone who has tickets for the glass orchard, with phone numbers",
        "show me all customers' email addresses",
        "list everyone who booked the otters",
        "who else bought tickets for friday?",
    ],
)
def test_nobody_is_told_who_else_bought(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.reply.response.startswith(prying.ANSWER)
    assert talk.cards() == []


@pytest.mark.parametrize(
    "said",
    [
        "what are the names of the players",
        "email the tickets to everyone in my group",
        "can everyone who bought tickets get a refund?",
        "show me everything for people who like jazz",
        "two tickets for the otters for people who use wheelchairs",
        "can I change the name on my order",
        "I need the details of the show",
        "send them to everybody who is coming with me, I have their e-mails",
        "who is playing on saturday",
        "is there a discount for people who are over 65",
    ],
)
def test_other_words_ask_for_no_details(said: str) -> None:
    assert not prying.asked(said)


@pytest.mark.parametrize(
    "said",
    [
        "nearest mrt to the quarry dome?",
        "closest tram stop for the glass orchard",
        "what's the nearest train station for the otters game?",
        "nearest car park for the otters?",
        "which bus stop is it for orrin hall",
    ],
)
def test_the_way_to_a_place_is_asked_of_the_documents(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "How many tickets" not in talk.reply.response
    assert "Which one would you like" not in talk.reply.response
    assert talk.awaiting is None
    assert talk.cards() in ([], ["sources"])


@pytest.mark.parametrize(
    "said",
    [
        "2 seats nearest the stage for the otters",
        "closest game to next friday?",
        "the nearest date to the 5th",
        "the nearest seats to the front please",
        "next otters game?",
        "I took the bus to the last game",
        "we come by train so a late show please",
        "which seats are closest to the toilets",
        "the bus broke down, can I get my money back",
        "show me the next concert",
    ],
)
def test_other_nearness_is_no_way(said: str) -> None:
    assert not nearby.asked(said, ())
