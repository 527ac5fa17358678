"""What is said under the quote of better seats: a yes by the deed, another of the list, a question, a no."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.state import ConversationState

Fan = Callable[..., Talk]


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan to whom an upgrade is quoted."""
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("can we get better seats", "the first one")
    assert quote_of(talk)
    return talk


def quote_of(talk: Talk) -> str | None:
    assert talk.conversation_id is not None
    state = ConversationState.model_validate_json(talk.turns.store.load(talk.conversation_id).state)
    return None if state.quote is None else state.quote.quote_id


@pytest.mark.parametrize(
    "message",
    ["please proceed with upgrading both the tickets, thank you so much", "go ahead with upgrading us", "upgrade us"],
)
def test_the_deed_by_its_name_is_a_yes(talk: Talk, message: str) -> None:
    talk.say(message)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("message", ["please proceed with refunding both tickets", "go ahead with exchanging them"])
def test_another_deed_is_none(talk: Talk, message: str) -> None:
    talk.say(message)
    assert talk.awaiting != "payment"


@pytest.mark.parametrize(
    "message",
    [
        "yeah nah, yeah go on then, upgrade us", "are we still on the aisle there?", "how did you get to that sum", "why is it not less",
        "we'd pay it if they were in the middle. are they?", "number 1",
    ],
)  # fmt: skip
def test_nothing_of_it_throws_the_quote_away(talk: Talk, message: str) -> None:
    before = quote_of(talk)
    reply = talk.say(message).response
    assert quote_of(talk) == before
    assert "didn't quite get" not in reply


@pytest.mark.parametrize(
    "message", ["the second option rather", "number 2 instead", "yes but can we have the second one"]
)
def test_another_of_the_list_is_quoted_in_its_place(talk: Talk, message: str) -> None:
    before = quote_of(talk)
    reply = talk.say(message)
    assert [card.type for card in reply.cards][:1] == ["quote"]
    assert quote_of(talk) not in {before, None}


@pytest.mark.parametrize("message", ["on second thoughts we're happy where we are", "we'll stay put thanks"])
def test_whoever_stays_put_refuses_it(talk: Talk, message: str) -> None:
    talk.say(message)
    assert quote_of(talk) is None
    assert talk.awaiting != "payment"


@pytest.fixture
def listed(fan: Fan) -> Talk:
    """A fan to whom better seats are listed."""
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("can we get better seats")
    return talk


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("are they all the same price?", "more in all"),
        ("so whats that per seat more", "For each seat:"),
        ("how much is it for one seat", "For each seat:"),
    ],
)
def test_the_list_of_better_seats_tells_what_they_cost(listed: Talk, message: str, told: str) -> None:
    reply = listed.say(message).response
    assert told in reply
    assert listed.awaiting == "seats"


def test_other_parts_are_looked_at_for_the_order_and_not_to_be_bought(listed: Talk) -> None:
    reply = listed.say("show me courtside seats pls").response
    assert "Better seats" in reply
    assert listed.awaiting == "seats"


@pytest.mark.parametrize(
    ("message", "kept"),
    [("why are you only offering this, cancel it", False), ("how do you get to the arena", True)],
)
def test_words_of_a_sum_beside_a_no_are_a_no(talk: Talk, message: str, *, kept: bool) -> None:
    talk.say(message)
    assert (quote_of(talk) is not None) is kept
    assert talk.awaiting != "payment"


def test_money_back_is_no_question_of_the_sum(talk: Talk) -> None:
    talk.say("why not just refund us?")
    assert any(card.type == "quote" and card.kind == "refund" for card in talk.reply.cards)
