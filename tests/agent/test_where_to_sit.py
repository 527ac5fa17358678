"""High or low, front or back: where fans want to sit, and where they do not."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue import phrases
from willcall.agent.state import SeatsFact

Fan = Callable[..., Talk]


def sections(talk: Talk) -> set[str]:
    return {option.section for option in talk.card("seats").options}


@pytest.mark.parametrize(
    "said", ["not upstairs please", "anything but the nosebleeds", "don't want to be up in the gods", "mum can't do heights so not up high", "that's too high up", "somewhere downstairs", "lower down please"]
)  # fmt: skip
def test_nobody_who_wants_to_be_low_is_shown_what_is_high(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert sections(talk)
    assert "301" not in sections(talk)


@pytest.mark.parametrize("said", ["up high is fine", "the nosebleeds are fine", "we'd like to be upstairs"])
def test_high_seats_are_shown_to_who_asks_for_them(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert sections(talk) == {"301"}


@pytest.mark.parametrize("said", ["is there a bar upstairs", "how do i get upstairs", "where's the downstairs loo"])
def test_where_something_is_picks_no_seats(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert talk.awaiting == "seats"
    assert not {"hold", "seats"} & set(talk.cards())


def test_lower_down_than_what_was_bought_is_an_upgrade(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can we move lower down")
    assert "Better seats" in talk.reply.response
    assert "301" not in sections(talk)


def test_seats_that_are_apart_are_shown_as_such_and_held_only_after_a_yes(fan: Fan) -> None:
    for row in "ab":
        after_buying(fan, f"2 for the otters on saturday in the terrace row {row}")
    talk = fan()
    talk.say("7 for the otters on saturday in the terrace, book it")
    assert "hold" not in talk.cards()
    assert "seats 5–8 in row A, seats 1–3 in row B" in talk.reply.response
    assert "Not all of them" in talk.say("are they all together?").response
    assert "hold" in {card.type for card in talk.say("yes").cards}
    assert len(talk.card("hold").seat_ids) == 7


def test_which_seat_is_the_wheelchairs_is_told_before_and_after_it_is_bought(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on saturday, one of us uses a wheelchair", "which of those is the wheelchair one?")
    assert "wheelchair space: seat 1" in talk.reply.response
    talk.say("the first", "and which seat is the wheelchair space?")
    assert "wheelchair space: seat 1" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert "seat 1 for the wheelchair" in talk.pay().response


def test_a_total_that_holds_the_orders_fee_says_so() -> None:
    two = SeatsFact(seat_ids=["a", "b"], section="101", row="A", numbers=["1", "2"], each=2500, total=5300)
    assert "order fee" in phrases.fees_included([two])
    assert "order fee" not in phrases.fees_included([two.model_copy(update={"total": 5000})])
