"""Advice that is sought on what to see and where to sit: a short list by kind, time and price, and no taste pretended."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
NO_TASTE = "What you would enjoy I can't know"


@pytest.mark.parametrize(
    "said",
    [
        "what would you recommend",
        "any suggestions?",
        "surprise us",
        "what's good on this week",
        "not sure what to see, any ideas?",
        "which one would you pick",
        "what should we see",
        "whats most popular",
        "help me choose",
        "it's my mum's 70th, what would she like",
        "something fun for saturday",
    ],
)
def test_advice_is_a_short_list_of_several_kinds(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    names = [option.name for option in talk.card("events").options]
    assert NO_TASTE in talk.reply.response
    assert len(names) == len(set(names)) <= 4
    assert talk.awaiting == "event"
    talk.say("the first")
    assert talk.awaiting == "quantity"


@pytest.mark.parametrize("said", ["what would you recommend", "which is best", "surprise us", "which should we go to"])
def test_of_what_is_listed_advice_stays_with_the_list(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("what's on saturday")
    listed = {option.event_id for option in talk.card("events").options}
    talk.say(said)
    assert {option.event_id for option in talk.card("events").options} <= listed


@pytest.mark.parametrize(
    "said", ["what's good for a date night", "something romantic", "any ideas for our anniversary?"]
)
def test_for_two_there_are_no_games(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "For an evening for two" in talk.reply.response
    assert not any("Otters" in option.name for option in talk.card("events").options)


@pytest.mark.parametrize("said", ["which is better for kids", "what would you recommend for children"])
def test_nothing_is_said_to_be_for_children_that_does_not_say_so(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "None of these says that it is for children" in talk.reply.response
    assert talk.card("events").options


def test_two_shows_are_told_apart_by_what_is_known(fan: Fan) -> None:
    talk = fan()
    talk.say("which is better for kids, the otters or the glass orchard?")
    names = " ".join(option.name for option in talk.card("events").options)
    assert "Otters" in names
    assert "Glass Orchard" in names


@pytest.mark.parametrize(("most", "names"), [("30", {"Otters"}), ("50", {"Otters", "Orchard", "Lina"})])
def test_advice_keeps_to_the_budget(fan: Fan, most: str, names: set[str]) -> None:
    talk = fan()
    talk.say(f"what would you recommend under ${most}")
    told = " ".join(option.name for option in talk.card("events").options) if "events" in talk.cards() else ""
    assert all(name in told + talk.reply.response for name in names)
    assert "Lina" in names or "Lina" not in talk.reply.response


def test_where_nothing_costs_so_little_it_is_said(fan: Fan) -> None:
    talk = fan()
    talk.say("what would you recommend under $5")
    assert "nothing that costs so little" in talk.reply.response


@pytest.mark.parametrize("said", ["which seats would you recommend", "which would you go for", "which is best?"])
def test_of_seats_the_best_by_the_plan_and_the_cheapest_are_told(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert "By the plan of the house the first is the best of these; number 4 costs least" in talk.reply.response
    talk.say("the first")
    assert "I'm holding" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["what should we wear", "what's good to eat there", "what time should we arrive", "can you recommend a pub"]
)
def test_advice_on_other_things_is_no_list_of_shows(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert NO_TASTE not in talk.reply.response


def test_nothing_that_is_held_is_let_go_for_advice(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "would you recommend these?")
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert "to pay" in talk.reply.response
