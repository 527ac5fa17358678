"""What is asked after thanks or a last word, of somebody's needs, of handing on beside money back; and who takes leave."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
SEATS = "2 for the otters on friday"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("thx. so u do have sumthing for hearing aids? like a loop", "headset"),
        ("cool thats all. does he need to book the headset in advance", "headset"),
        ("ok thanks, thats all. is there a lift", "levator"),
        ("thanks so much! do you have hearing loops", "headset"),
        ("cheers, whats the bag limit", "Bags"),
        ("thats everything thanks! where do i park", "arking"),
        ("no wait i asked about hearing aids", "headset"),
    ],
)
@pytest.mark.parametrize("before", ["is there a lift?", "what's on in december?", SEATS])
def test_thanks_at_the_head_of_a_question_is_no_goodbye(fan: Fan, before: str, said: str, told: str) -> None:
    talk = fan("cus_ann")
    talk.say(before)
    awaited = talk.awaiting
    talk.say(said)
    assert told in talk.reply.response
    assert "Goodbye" not in talk.reply.response
    assert talk.awaiting == awaited


def test_thanks_and_a_question_book_nothing_that_is_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(SEATS, "the first", "ok thanks, thats all. where do i park")
    assert "arking" in talk.reply.response
    assert talk.awaiting == "confirmation"
    assert talk.orders() == []


@pytest.mark.parametrize("said", ["thanks, that's all", "thx bye", "ok cheers bye", "that's it, thanks", "ok bye"])
def test_a_last_word_alone_is_a_goodbye(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("is there a lift?", said)
    assert "Goodbye" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "ah im grand thanks, another time",
        "another time maybe",
        "no thanks, next time",
        "im good, some other time",
        "ok cheers bye",
    ],
)
def test_another_time_is_a_goodbye(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("what's on in december?", said)
    assert "Until another time" in talk.reply.response or "Goodbye" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize("said", ["bit soon. nvm then", "ah it clashes. nvm so", "nvm", "nah nvm thanks"])
def test_never_mind_ends_the_selling(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(SEATS, said)
    assert talk.awaiting is None
    assert "suit you better" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("does the dome have a lift, and something for people w hearing aids?", {"levator", "headset"}),
        ("is there a lift and a hearing loop", {"levator", "headset"}),
        ("are tix refundable n can i give mine to a mate if i cant go", {"refund", "transferred"}),
        ("if i get sick can i get money back? and could my sister go instead", {"refund", "transferred"}),
        ("can i get my money back or give it to a friend if i cant make it", {"refund", "transferred"}),
        ("refundable? and can my mate use it instead", {"refund", "transferred"}),
    ],
)
@pytest.mark.parametrize("before", ["hi", SEATS])
def test_both_halves_of_a_question_are_answered(fan: Fan, before: str, said: str, told: set[str]) -> None:
    talk = fan()
    talk.say(before, said)
    assert all(word in talk.reply.response for word in told)
    assert "I don't know" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "and the giving to a mate bit?",
        "what about the giving it to a friend part",
        "can someone else come instead if im ill",
        "could my sister go in my place",
    ],
)
def test_who_may_go_instead_is_the_rule_of_handing_on(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("are tickets refundable", said)
    assert "transferred to another person" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["can i get a refund if my sister cant come", "what if i can't go, do i lose my money"]
)
def test_who_cannot_come_is_no_handing_on(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "transferred" not in talk.reply.response
    assert "refund" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my dads hard of hearing and cant do stairs, is quarry dome ok for him?", {"levator", "headset"}),
        ("is quarry dome ok for my dad, he cant do stairs", {"levator"}),
        ("no im asking about my dad, he cant hear well and no stairs. is it ok", {"levator", "headset"}),
        ("will my nan manage at the dome? she cant do steps", {"levator"}),
        ("my mum is deaf, would the dome be alright for her", {"headset"}),
        ("is the dome accessible for a wheelchair", {"wheelchair"}),
    ],
)
@pytest.mark.parametrize("before", ["hi", "what's on in december?"])
def test_whether_a_house_is_right_for_somebody_is_no_search(fan: Fan, before: str, said: str, told: set[str]) -> None:
    talk = fan()
    talk.say(before, said)
    assert all(word in talk.reply.response for word in told)
    assert "events" not in [card.type for card in talk.reply.cards]


@pytest.mark.parametrize(
    "said",
    ["is there anything good for my dad, he cant do stairs", "which shows are ok for my mum, she cant do stairs"],
)
def test_shows_that_suit_somebody_are_looked_for(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert talk.awaiting == "event"


@pytest.mark.parametrize(
    "said",
    [
        "perfect. which entrance do we use tho w the chair",
        "which gate do we go to with his chair",
        "which entrance do we use w a wheelchair",
    ],
)
def test_the_entrance_for_a_chair_is_known_while_seats_are_held(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(SEATS, "the first", said)
    assert "step-free entrance" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_a_wheelchairs_space_asked_for_before_tells_which_entrance(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, one in a wheelchair", "the first", "which entrance do we use")
    assert "step-free entrance" in talk.reply.response
