"""What is pointed at, and what is only to be seen: an option by its row, seats just as listed, the list once more; and days told as reasons."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def one_row(fan: Fan) -> Talk:
    """Rows A to D of section 301 for two."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301")
    assert [option.row for option in talk.card("seats").options] == ["A", "B", "C", "D"]
    return talk


def one_offer(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301 row b")
    assert len(talk.card("seats").options) == 1
    return talk


@pytest.mark.parametrize("said", ["number 3 the row c ones", "yea number 3 the row c ones", "number 3, row c pls"])
def test_an_option_is_told_by_its_number_and_its_row(fan: Fan, said: str) -> None:
    talk = one_row(fan)
    wanted = talk.card("seats").options[2]
    talk.say(said)
    assert talk.card("hold").seat_ids == wanted.seat_ids


@pytest.mark.parametrize(
    "said", ["row C looks good, seats {}", "row C is good for us, seats {}", "row c is fine seats {}"]
)
def test_seats_just_as_listed_are_held_with_praise(fan: Fan, said: str) -> None:
    talk = one_row(fan)
    wanted = talk.card("seats").options[2]
    talk.say(said.format(" and ".join(i.split("-")[-1] for i in wanted.seat_ids)))
    assert talk.card("hold").seat_ids == wanted.seat_ids


@pytest.mark.parametrize(
    "said",
    [
        "show me the 301 seats again pls",
        "can i see the other 301 seats",
        "i want to see the seats again",
        "are there any better seats in 301",
        "show me 301",
        "can i see other rows please",
    ],
)
def test_whoever_wants_to_see_seats_holds_none(fan: Fan, said: str) -> None:
    talk = one_offer(fan)
    talk.say(said)
    assert talk.awaiting == "seats"
    assert len(talk.card("seats").options) > 1


def test_seats_further_back_are_behind_the_one_offered(fan: Fan) -> None:
    talk = one_offer(fan)
    talk.say("show me seats further back")
    assert {option.row for option in talk.card("seats").options} == {"C", "D"}


@pytest.mark.parametrize("said", ["oh make it 3 actually my niece is comin", "ok but my mate is comin so 3"])
def test_who_is_coming_is_no_comedy(fan: Fan, said: str) -> None:
    talk = one_row(fan)
    talk.say(said)
    assert all(len(option.seat_ids) == 3 for option in talk.card("seats").options)
