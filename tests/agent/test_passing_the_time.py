"""Small talk that asks nothing of the house, and goodbyes that let go of nothing that is held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.acts import taking_leave
from willcall.agent.dialogue.context import sifting

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["you up? haha cant sleep", "anyone awake there lol", "haha im so bored"])
def test_passing_the_time_is_small_talk(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "I don't know" not in talk.reply.response
    assert not talk.reply.cards


@pytest.mark.parametrize(
    "said",
    [
        "lol do you sell beer?",
        "haha can i bring my dog?",
        "so tired, where can i sit down at the venue?",
        "lol what time do the doors open?",
    ],
)
def test_a_question_stays_one_though_somebody_laughs(said: str) -> None:
    assert sifting.asks_of_the_house(said)


@pytest.mark.parametrize(
    "said",
    [
        "perfect, thats all for today",
        "that's everything i needed thanks",
        "nothing else thank you",
        "great, that is all",
    ],
)
def test_whoever_wants_no_more_says_goodbye(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("is there a lift", said)
    assert talk.reply.response.startswith("Goodbye")
    assert not talk.reply.cards


def test_wanting_no_more_lets_go_of_nothing_that_is_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first", "great, that's all for today")
    assert "I'm still holding your seats" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "that's it",
        "is that all for today?",
        "is that everything for tonight",
        "what's all on today",
        "that's all wrong",
        "that's me and my wife",
        "nothing else on today?",
        "that's all of us, 4",
        "show me everything for today",
        "that's all for friday, book it",
    ],
)
def test_not_all_that_is_all_is_a_goodbye(said: str) -> None:
    assert taking_leave.THATS_ALL.fullmatch(said) is None
