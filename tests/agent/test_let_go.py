"""Seats that are not wanted after all, where nothing is paid; and those whose time ran out, wanted all the same."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.kit.clock import FixedClock

Fan = Callable[..., Talk]


def at_the_quote(fan: Fan) -> Talk:
    """The fan with two seats held, and nothing paid."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "hmm id better ask the wife first. dont keep them for me, ill come back another day",
        "no no, im not buying anything today, just let those two seats go",
        "ouch. thats a car payment. nah we'll watch it on tv",
        "no i mean we dont want them",
        "we'll give it a miss",
        "that's more than i wanted to spend, i'll pass",
        "can you release them please",
        "someone else can have them",
        "you can stop holding them, we're staying home instead",
    ],
)
def test_what_is_not_wanted_is_let_go(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say(said)
    assert "let that go; nothing was charged" in talk.reply.response
    talk.say("yes")
    assert "to pay" not in talk.reply.response
    assert talk.orders() == []


@pytest.mark.parametrize(
    "said", ["don't let them go", "please dont release those seats yet", "we dont want to lose them"]
)
def test_what_is_to_stay_held_stays(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say(said)
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert "to pay" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "i'll pass on those, is there anything in 101?",
        "we don't want those, do you have seats in 101?",
        "not for me, i want 101",
    ],
)
def test_who_wants_something_else_beside_it_is_shown_that(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say(said)
    assert "101" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "sorry, babysitter was at the door. ok we'll take them",
        "Sorry about that, the phone rang and you know how my sister talks. Are those two still there?",
        "the two 301 seats we were looking at",
        "yes, quick before she leaves",
        "can i still have the same seats",
        "ok im back",
    ],
)
def test_seats_whose_time_ran_out_are_held_again(fan: Fan, clock: FixedClock, said: str) -> None:
    talk = at_the_quote(fan)
    seats = talk.card("quote").quote_id
    clock.advance(seconds=330)
    talk.say(said)
    assert "has run out" in talk.reply.response
    assert "I'm holding 301" in talk.reply.response.replace("Section ", "")
    assert talk.awaiting == "confirmation"
    assert talk.card("quote").quote_id != seats


@pytest.mark.parametrize("said", ["no, forget it", "is there anything cheaper?", "2 for the glass orchard please"])
def test_seats_whose_time_ran_out_are_not_forced_on_anybody(fan: Fan, clock: FixedClock, said: str) -> None:
    talk = at_the_quote(fan)
    clock.advance(seconds=330)
    talk.say(said)
    assert "I'm holding" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "we'll watch it from home if it rains",
        "we usually watch it on tv, but not this time",
        "my husband will watch it at home, i'm going with my mate",
        "are you going to let them go if i don't pay in 5 minutes",
        "we're not getting any younger",
        "they're not for me, for my dad",
        "so someone can have it ready",
        "still thinking",
        "hang on a minute",
    ],
)
def test_what_turns_nothing_down_lets_nothing_go(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say(said)
    assert "let that go" not in talk.reply.response
    assert "let the seats go" not in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["don't hold them up, paying now", "i'm not getting any payment page"])
def test_who_is_about_to_pay_keeps_the_seats(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say("yes", said)
    assert talk.awaiting == "payment"
    talk.pay()
    assert "You're all set" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "jeez 700 quid?? nah forget it",
        "I need to talk to my wife first, so not today. You can let those seats go.",
        "eh i think ill just watch the clips on my phone",
        "no thank you, dont book anything",
        "My husband thinks that's rather steep. We shall stay at home with the wireless instead.",
        "No, no, nothing at all, thank you. We don't want any tickets.",
    ],
)
def test_a_no_with_its_reason_lets_go(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say(said)
    assert "nothing was charged" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize("said", ["that's it then", "thats all"])
def test_that_it_is_all_gives_no_money_back(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say("yes")
    talk.pay()
    talk.say("refund them")
    assert talk.awaiting == "confirmation"
    talk.say(said)
    assert "goes back" not in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said",
    ["we can't sit apart", "we can't go before friday", "we can't come until friday", "my dad can't stand for long"],
)
def test_what_one_cannot_do_there_lets_no_hold_go(fan: Fan, said: str) -> None:
    talk = at_the_quote(fan)
    talk.say(said)
    assert "let that go" not in talk.reply.response
    assert talk.awaiting == "confirmation"
