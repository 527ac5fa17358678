"""Who comes along, said where seats are held: one more is counted, and nothing is bought by the yes beside it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def at_a_hold(fan: Fan, there: str) -> Talk:
    talk = fan("cus_ida" if there in {"hold", "to pay"} else None)
    talk.say("2 for the otters on friday in 301", "the first")
    if there != "hold":
        talk.say("yes")
    return talk.sign_in("cus_ida") if there == "signed in" else talk


@pytest.mark.parametrize(
    "said",
    [
        "yes, but my brother wants to come too",
        "yes, my brother wants to come too",
        "yeah and my mum wants to come as well",
        "yes plus my mate",
        "sure, oh and my dad too",
        "great but my friend is coming as well",
        "perfect, book it. my brother is coming too",
        "yes but can my brother come too",
        "yes, and add one for my sister",
        "can we add my brother",
        "yes but one more please",
    ],
)
@pytest.mark.parametrize("there", ["hold", "to pay", "to sign in", "signed in"])
def test_beside_a_yes_one_more_is_one_more_and_no_purchase(fan: Fan, said: str, there: str) -> None:
    talk = at_a_hold(fan, there)
    talk.say(said)
    assert "Changed to three tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"
    assert len(talk.card("hold").seats) == 3


@pytest.mark.parametrize("there", ["hold", "signed in"])
def test_several_more_are_counted(fan: Fan, there: str) -> None:
    talk = at_a_hold(fan, there)
    talk.say("yes but my two kids want to come too")
    assert "Changed to four tickets" in talk.reply.response


@pytest.mark.parametrize("said", ["yes my brother will love it", "yes"])
def test_who_is_only_pleased_comes_not_along(fan: Fan, said: str) -> None:
    talk = at_a_hold(fan, "hold")
    talk.say(said)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize(
    "said", ["yes but my brother might want to come", "can my kid come", "can my daughter come too"]
)
def test_who_may_come_changes_no_number_yet(fan: Fan, said: str) -> None:
    talk = at_a_hold(fan, "hold")
    talk.say(said)
    assert talk.awaiting == "confirmation"
    assert "$55.00" in talk.reply.response
