"""What hangs on what was said: a question of its own after an answer, the thing just told of, an age, a break, an order's own rule."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.acts import taking_leave
from willcall.agent.dialogue.asked import facets, ruled
from willcall.agent.dialogue.context import aims, rephrasing

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["and if im 10 min late?", "and what if we arrive late", "can i come late"])
def test_a_question_of_its_own_is_answered_for_itself(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("can I print my tickets", said)
    assert "Coming late" in talk.reply.response
    assert "print" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["and how much is that", "does it cost owt?", "and can they do it", "what about kids", "is it far"]
)
def test_what_points_back_does_not_stand_alone(said: str) -> None:
    assert not rephrasing.stands_alone(said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "my bag is like 14 inches long, what would it cost to leave it with you",
            "what would it cost to leave my bag with you",
        ),
        ("my camera is quite big, is it allowed", "is my camera allowed"),
        ("i have an umbrella. can i bring it in?", "can i bring my umbrella in?"),
    ],
)
def test_a_thing_told_of_is_what_the_question_means(said: str, meant: str) -> None:
    assert rephrasing.with_its_thing(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "my bag is small, what time do doors open",
        "my wife loves ballet, is it any good",
        "the otters are great, can you hold it",
        "2 tickets please, hold them",
        "my bag is big, is there parking",
        "is it allowed",
        "that's fine, take it",
        "i'd like the quartet, book it please",
        "my friend is late, will they let her in",
        "my seats are bad, swap them",
        "my refund is late, where is it",
        "i have a bag. i'll take them",
        "my card was declined, can i use it again",
    ],
)
def test_without_a_thing_of_the_house_a_question_stays_as_it_is(said: str) -> None:
    assert rephrasing.with_its_thing(said) == said


@pytest.mark.parametrize("first", [[], ["2 for the otters on friday"]])
@pytest.mark.parametrize(
    "said",
    [
        "my bag is like 14 inches long, what would it cost to leave it with you",
        "my rucksack is huge, where can i put it",
    ],
)
def test_a_bag_is_answered_of_the_bag_check(fan: Fan, first: list[str], said: str) -> None:
    talk = fan()
    talk.say(*first, said)
    assert "Source: Bags" in talk.reply.response
    assert "arking" not in talk.reply.response


def test_whoever_smokes_at_half_time_is_told_of_coming_back(fan: Fan) -> None:
    talk = fan()
    talk.say("if i pop out for a smoke at half time do they let me back in")
    assert "Re-entry" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "my youngest is 12, is she even allowed in? and when do the doors open",
        "she's only 15 though, would they let her in?",
        "my lad is 9, is he old enough?",
        "do they let 14 year olds in",
    ],
)
@pytest.mark.parametrize("first", [[], ["2 for the lina marsh quartet"]])
def test_an_age_is_answered_of_the_age_limits(fan: Fan, first: list[str], said: str) -> None:
    talk = fan()
    talk.say(*first, said)
    assert "Source: Children and age limits" in talk.reply.response
    assert "I don't know" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "can she come on friday instead",
        "is the bar allowed to close early",
        "will they let us sit together",
        "would they let me swap",
        "she is 30 and wants an aisle seat",
        "2 for my son who is 12",
    ],
)
def test_without_an_age_or_the_door_nobody_is_let_in(said: str) -> None:
    assert not facets.would_be_let_in(said)


@pytest.mark.parametrize("word", ["break", "half time", "pause", "interval"])
def test_a_break_is_an_interval(word: str) -> None:
    assert (
        "is there an interval?"
        in [w.replace("a interval", "an interval") for w in rephrasing.otherwise(f"is there a {word}?")]
        or word == "interval"
    )


@pytest.mark.parametrize(
    "said", ["can you break it down", "will it break the bank", "is there a price break", "a break in the rows?"]
)
def test_not_every_break_is_one(said: str) -> None:
    assert not rephrasing.otherwise(said)


@pytest.mark.parametrize(
    "said", ["what time do doors open for the lina marsh quartet", "when do the doors open for the marsh gig"]
)
def test_doors_of_a_named_show_are_its_own(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "doors open at" in talk.reply.response
    assert "Source" not in talk.reply.response


def test_nobody_is_quoted_who_did_not_say_it(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("did i leave my hat at the otters last night, and do you have a creche for toddlers?")
    for quoted in talk.reply.response.split("“")[1:]:
        assert (
            quoted.partition("”")[0]
            in "did i leave my hat at the otters last night, and do you have a creche for toddlers?"
        )


@pytest.mark.parametrize(
    "said",
    [
        "we can't make the orchard after all, my mother is ill. is it possible to get the money back?",
        "something came up for the orchard and we can't go. could we get a refund?",
    ],
)
def test_of_the_order_in_question_only_its_own_rule_is_told(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert "In general" not in talk.reply.response
    assert talk.reply.response.startswith("Refund of 4 tickets")


@pytest.mark.parametrize(
    "said", ["what's the refund policy?", "until when can I get a refund?", "how long does a refund take?"]
)
def test_the_rule_itself_may_be_asked(said: str) -> None:
    assert not (ruled._MAY.search(said) and not ruled._THE_RULE.search(said))


@pytest.mark.parametrize(
    "said", ["my bag is a, " * 600, "is it " * 1500, "let me go back in" * 400, "x" * 8000, "that is all for " * 500]
)
def test_long_messages_are_read_quickly(said: str) -> None:
    checks: list[Any] = [
        rephrasing.with_its_thing,
        rephrasing.stands_alone,
        rephrasing.otherwise,
        facets.let_in,
        aims.chats,
    ]
    for check in checks:
        check(said)
    assert taking_leave.THATS_ALL.fullmatch(said[:200]) is None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("hang on, if i drive how much to park there?", "how much to park?"),
        ("wait, can we eat there", "can we eat"),
        ("how do i get there", "how do i get there"),
        ("is there a bar there?", "is there a bar?"),
        ("what is there", "what is there"),
        ("do i sit there?", "do i sit there?"),
        ("hold on", "hold on"),
    ],
)
def test_what_only_leads_up_to_a_question_is_not_looked_up(said: str, asked: str) -> None:
    assert rephrasing.bare(said) == asked


@pytest.mark.parametrize(
    ("said", "looked_up"),
    [
        ("can i buy food there?", True),
        ("is there anything to eat inside", True),
        ("can i bring my own food", False),
        ("can i buy tickets", False),
        ("do you have vegan food", False),
    ],
)
def test_food_to_be_bought_is_looked_up_as_what_there_is(said: str, looked_up: bool) -> None:
    assert ("What food is there?" in rephrasing.otherwise(said)) is looked_up
