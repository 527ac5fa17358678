"""High or low, front or back: where fans want to sit, and where they do not."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

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
