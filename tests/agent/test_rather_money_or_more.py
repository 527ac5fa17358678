"""Under the quote of one ticket of three: all of them after all, another change instead, its fee; and money back that was taken for a change."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.fixture
def quoted(fan: Fan) -> Talk:
    talk = after_buying(fan)
    talk.say("can i give one back")
    assert "Refund of 1 ticket " in talk.reply.response
    return talk


def gone_back(talk: Talk) -> int:
    return sum(t.status != "valid" for t in talk.orders()[0].tickets)


@pytest.mark.parametrize(
    "said",
    [
        "all three actually, nobody can go",
        "scrap that, give them all back",
        "forget that. refund all three",
        "what would i get for all 3",
        "all of them please, none of us can go now",
        "everything actually",
    ],
)
def test_all_of_them_are_quoted(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert "Refund of 3 tickets " in quoted.reply.response
    assert quoted.awaiting == "confirmation"
    assert gone_back(quoted) == 0


@pytest.mark.parametrize("said", ["scrap that", "forget that, ill keep them all", "forget it then if u keep the fee"])
def test_what_is_only_dropped_is_let_go(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert quoted.awaiting != "confirmation"
    quoted.say("yes")
    assert gone_back(quoted) == 0


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("i'd rather swap them for another game", "exchange"),
        ("can we swap for a different show instead", "exchange"),
        ("no dont refund, can we upgrade all of them instead", "upgrade"),
        ("actually no refund, id rather upgrade", "upgrade"),
    ],
)
def test_another_change_instead(quoted: Talk, said: str, kind: str) -> None:
    quoted.say(said)
    assert {"exchange": "Which one would you like instead?", "upgrade": "Better seats for"}[
        kind
    ] in quoted.reply.response
    assert gone_back(quoted) == 0


@pytest.mark.parametrize("said", ["so i lose {fee} yeah?", "whats the {fee} for"])
def test_its_fee_is_told(quoted: Talk, said: str) -> None:
    fee = quoted.reply.response.split("fees of $")[1].split(" ")[0]
    quoted.say(said.format(fee=fee))
    assert "fees are not given back" in quoted.reply.response
    assert quoted.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["no refund them", "nah, refund them please"])
def test_a_no_that_wants_the_refund_drops_no_quote(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert quoted.awaiting == "confirmation"
    assert "quote" in quoted.cards()


@pytest.mark.parametrize(
    "said", ["no refund", "no refund thanks, ill keep them", "no refund. i dont want my money back"]
)
def test_no_refund_is_none(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert quoted.awaiting != "confirmation"
    assert gone_back(quoted) == 0


@pytest.mark.parametrize(
    "said", ["no refund. i want my money back", "no refund them", "no i said refund", "no, give me my money back"]
)
def test_money_back_that_was_taken_for_an_exchange(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("swap my tickets", said)
    assert "Refund of 3 tickets " in talk.reply.response
    assert gone_back(talk) == 0


@pytest.mark.parametrize(
    "said",
    [
        "ugh my shifts changed. refund all three pls",
        "my work rota has changed, refund them all please",
        "they changed my shifts. refund all of them",
        "our flights got moved. can i get a refund",
        "my plans changed, refund please",
    ],
)
def test_what_changed_in_somebodys_life_is_no_exchange(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "Refund of 3 tickets " in talk.reply.response
