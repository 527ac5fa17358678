"""An exchange of tickets for seats that are named by their numbers, and the seats that are quoted, which stay to be had."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.fixture
def quoted(fan: Fan) -> tuple[Talk, str, list[str]]:
    """A fan with an exchange quoted, and the row and numbers of its seats."""
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game")
    option = talk.card("seats").options[0]
    talk.say("the first")
    assert talk.card("quote").kind == "exchange"
    return talk, option.row, list(option.numbers)


def test_what_is_quoted_is_on_the_list_that_follows(quoted: tuple[Talk, str, list[str]]) -> None:
    talk, row, numbers = quoted
    talk.say("show me other seats in 301")
    assert (row, numbers) in [(o.row, list(o.numbers)) for o in talk.card("seats").options]


def test_seats_named_by_number_are_quoted_and_no_others_of_the_row(quoted: tuple[Talk, str, list[str]]) -> None:
    talk, row, (first, second) = quoted
    talk.say(f"row {row} {int(first) - 2} and {int(first) - 1} please")
    assert f"row {row}, seats {int(first) - 2}, {int(first) - 1}." in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say(f"no, row {row} {first} and {second} like before")
    assert f"row {row}, seats {first}, {second}." in talk.reply.response


def test_seats_that_are_not_there_are_said_not_to_be(quoted: tuple[Talk, str, list[str]]) -> None:
    talk, row, _ = quoted
    talk.say(f"row {row} 90 and 91")
    assert "no seats 90 and 91" in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ("{whole} bucks fair enough, swap em", True),
        ("{whole} dollars is ok, swap them", True),
        ("${whole} fair enough, swap", True),
        ("{less} bucks fair enough, swap em", False),
        ("{whole} bucks is too much, swap em back", False),
        ("swap em if it's {whole}", False),
    ],
)
def test_the_sum_to_pay_said_again_with_the_verb_is_a_yes(fan: Fan, said: str, agreed: bool) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game in 101", "the first")
    whole = talk.card("quote").total.amount
    assert whole > 0
    assert whole % 100 == 0
    talk.say(said.format(whole=whole // 100, less=whole // 100 - 1))
    assert (talk.awaiting == "payment") is agreed
