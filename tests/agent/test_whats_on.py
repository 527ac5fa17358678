"""What is on at a time is listed however it is spelled; a kind told more closely is found by its common name; too late is asked in figures."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.understanding.kinds import kind_words

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    ["wats on this wknd", "whats on this weekend", "hi, wots on at the weekend", "what's happening this weekend?"],
)
def test_all_that_is_on_is_listed(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    names = [option.name for option in talk.card("events").options]
    assert names == ["Marlow Otters vs. Dune Jackals", "The Glass Orchard"]


def test_what_is_in_a_show_is_no_list(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("what's the glass orchard about")
    assert "events" not in talk.cards()


def test_a_kind_told_more_closely_goes_by_its_common_name() -> None:
    words = kind_words({"stand-up comedy", "musical", "concert"})
    assert words["comedy"] == words["stand up"] == "stand-up comedy"
    assert kind_words({"concert", "classical music"})["music"] == "concert"


def test_of_two_close_kinds_neither_is_guessed() -> None:
    assert "comedy" not in kind_words({"stand-up comedy", "improvised comedy"})


@pytest.mark.parametrize(
    "said",
    [
        "am i 2 late to return 2day for the game on 13 march? and whats the latest i can",
        "is it 2 late 2 return my otters tickets",
        "whats the latest i can return my tickets for the otters",
    ],
)
def test_the_deadline_is_told_and_nothing_sold(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "can be refunded until Thu, Mar 12 at 7:00 PM" in talk.reply.response
    assert "How many tickets" not in talk.reply.response
    assert talk.awaiting is None


def test_late_in_the_evening_is_no_deadline(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("2 late seats for the otters on friday")
    assert "refunded until" not in talk.reply.response
