"""Under the quote of one ticket of three: a yes with a tail, a no with a tail, other tickets than those, and questions that change nothing."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.owned.reasons import says_why
from willcall.agent.dialogue.owned.turned_down import turned_down

Fan = Callable[..., Talk]


@pytest.fixture
def quoted(fan: Fan) -> Talk:
    talk = after_buying(fan)
    talk.say("can i give one back")
    assert "Refund of 1 ticket " in talk.reply.response
    return talk


def seats(talk: Talk) -> list[str]:
    """The numbers of the seats of the order, in line; the last of them is quoted."""
    return sorted((t.seat.number for t in talk.orders()[0].tickets), key=int)


def gone_back(talk: Talk) -> int:
    return sum(t.status != "valid" for t in talk.orders()[0].tickets)


@pytest.mark.parametrize(
    "said",
    [
        "aye fire ahead, thanks a mill",
        "yeah fine even tho keeping the fees is a rip off",
        "yeah go on, my mates not coming anyway",
        "yes please, he's sick",
        "yep my son broke his leg so he cant come",
        "ok do it, we can't all go sadly",
        "yes, one of the lads dropped out",
        "go for it although you lot keep the fees",
        "yes refund it n then show me my tickets",
    ],
)
def test_a_yes_with_a_tail_is_one(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert gone_back(quoted) == 1


@pytest.mark.parametrize(
    "said", ["just give me the {}", "sure thing {} is fine", "ok i'll take the {}", "yes give me the {} back"]
)
def test_the_sum_said_again_is_a_yes(quoted: Talk, said: str) -> None:
    total = quoted.card("quote").total.text.removeprefix("-").removeprefix("$").removesuffix(".00")
    quoted.say(said.format(total))
    assert gone_back(quoted) == 1


@pytest.mark.parametrize(
    "said",
    [
        "yes my mate can come now",
        "yes but he might still come",
        "yes if he cant come",
        "yes, the others can't come either",
        "yes, two of them can't come",
        "yes, none of us can go",
        "yes and give me the 999",
        "whatever",
        "my mates not coming",
        "yes once my mate says he can't come",
        "yes, just hers and mine",
    ],
)
def test_what_is_more_than_a_tail_is_no_yes(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert gone_back(quoted) == 0


@pytest.mark.parametrize(
    "said",
    [
        "no thanks ill keep all 3",
        "forget it, only 26? not worth it",
        "actually dont, found someone for the spare",
        "stop!! i didnt mean refund",
        "no, we'll keep the lot thanks",
        "nah 26 is a joke, ill keep them",
        "we'll hang on to all three",
        "no i'm not losing the fees",
        "dont bother, too much of a hassle",
    ],
)
def test_a_no_with_a_tail_lets_the_refund_go(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert quoted.awaiting != "confirmation"
    assert "quote" not in quoted.cards()
    quoted.say("yes")
    assert gone_back(quoted) == 0


@pytest.mark.parametrize(
    "said",
    [
        "no, refund all 3",
        "no, keep 2",
        "no not seat 6",
        "don't forget the fees",
        "no problem, go ahead",
        "no. i want it on my card",
        "no we are not able to go",
        "no, can we swap instead",
        "never mind the fees, is it back today?",
    ],
)
def test_a_no_to_something_else_turns_nothing_down(said: str) -> None:
    assert not turned_down(said, 3, of_refund=True)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("sorry i meant all three", 3),
        ("what if i give back all 3, how much then", 3),
        ("and for two what would it be", 2),
        ("no, refund all 3", 3),
        ("how much would i get for all three", 3),
        ("wait make that 2 tickets", 2),
        ("i wanted 2 back not 1", 2),
        ("if we return two how much do we get", 2),
    ],
)
def test_another_number_is_quoted_anew(quoted: Talk, said: str, count: int) -> None:
    quoted.say(said)
    assert f"Refund of {count} tickets" in quoted.reply.response
    assert gone_back(quoted) == 0


@pytest.mark.parametrize(
    "said",
    [
        "not seat {c}, seat {a}",
        "can it be seat {a} that goes back instead? {c} is my sons lucky number",
        "yes but give back seat {a}, we want seats {b} and {c}",
        "wrong seat, i want to keep seat {c} and lose seat {a}",
        "seat {a} please not seat {c}",
    ],
)
def test_another_seat_is_quoted_anew(quoted: Talk, said: str) -> None:
    a, b, c = seats(quoted)
    quoted.say(said.format(a=a, b=b, c=c))
    assert f"seat {a}. You keep" in quoted.reply.response
    assert gone_back(quoted) == 0


def test_a_seat_is_added(quoted: Talk) -> None:
    _, b, c = seats(quoted)
    quoted.say(f"and seat {b} as well actually")
    assert f"seats {b}, {c}. You keep" in quoted.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("which seat is going back again", "Going back"),
        ("what seats do we have left then", "You keep"),
        ("will me and the missus still be beside each other", "side by side"),
        ("would the other two still be together", "side by side"),
        ("will my other 2 tickets change or stay same", "They stay as they are"),
        ("what happens to the other two tickets", "They stay as they are"),
        ("are the remaining ones still valid", "They stay as they are"),
        ("why only 26, i paid 29.90, where are my fees", "fees"),
        ("scammers, why do u keep my fees", "fees"),
        ("can i have the fees back too?", "fees"),
        ("yes if i get the full amount", "fees"),
        ("do i have to do anything w the old ticket after?", "valid"),
        ("my 2 kids will be sad", "You keep"),
    ],
)
def test_what_is_asked_is_answered_and_changes_nothing(quoted: Talk, said: str, told: str) -> None:
    quoted.say(said)
    assert told in quoted.reply.response
    assert "quote" not in quoted.cards()
    assert quoted.awaiting == "confirmation"
    assert gone_back(quoted) == 0
    quoted.say("yes")
    assert gone_back(quoted) == 1


@pytest.mark.parametrize("said", ["not sure yet, give me 5 mins", "not yet, il think about it"])
def test_whoever_wants_time_is_left_it(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert "didn't quite get" not in quoted.reply.response
    assert gone_back(quoted) == 0


@pytest.mark.parametrize(
    "said",
    ["he wants two back", "my son can come after all", "it's seat 4", "my wife's", "we can all go now", "if he is ill"],
)
def test_not_all_that_is_said_is_why(said: str) -> None:
    assert not says_why(said)
