"""What is not to be heard: questions after rules that move money, words that turn a wish round, names turned down."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.owned import ours
from willcall.understanding.answers import plain_yes
from willcall.understanding.quantities import quantities
from willcall.understanding.refs import references
from willcall.understanding.seating import faulted, unwanted
from willcall.understanding.text import plain

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    ["can I refund these if I can't come?", "can we return them later if plans change?", "can I get a refund for it if I'm ill?", "could I get a refund on them if the game's off?", "can I refund it before the day?"],
)  # fmt: skip
def test_a_question_of_the_rule_and_thanks_give_nothing_back(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said, "ok thanks")
    assert "goes back" not in talk.reply.response
    assert all(order.status == "confirmed" for order in talk.orders())


@pytest.mark.parametrize(
    "said", ["very well thanks", "all very well", "i said ok", "I said yes before", "it's all very well", "very well done", "I said yeah right", "oh i said yes", "i am very well thank you"]
)  # fmt: skip
def test_words_that_give_nothing_back_and_hand_nothing_over(said: str) -> None:
    assert not plain_yes(said, about="refund", firm=True)
    assert not plain_yes(said, about="transfer", firm=True)


def test_a_place_in_the_list_is_no_number_of_tickets() -> None:
    assert not plain_yes("go with the 2", about="purchase", held=2, listed=4)
    assert not plain_yes("book the 4", about="purchase", held=4, listed=4)
    assert plain_yes("book the 2 tickets", about="purchase", held=2, listed=4)
    assert plain_yes("book all 4", about="purchase", held=4, listed=4)
    assert plain_yes("book the 6", about="purchase", held=6, listed=4)


@pytest.mark.parametrize(
    "said",
    [
        "same show, on saturday",
        "not the same night, saturday",
        "is there one the same night?",
        "same time but another day",
    ],
)
def test_the_same_in_an_exchange_is_no_upgrade(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("can i swap them to another date", said)
    assert "Better seats" not in talk.reply.response


def test_a_handing_over_without_an_address_is_not_swallowed(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("send 1 to my sister and refund the other one")
    assert "refund" not in {card.kind for card in talk.reply.cards if card.type == "quote"}


@pytest.mark.parametrize(
    "said", ["I was only wondering how long it takes, yes go ahead", "only asking for 1 ticket to be refunded", "no I'm not just asking, refund them"]
)  # fmt: skip
def test_only_asking_ends_no_wish_that_has_more_in_it(said: str) -> None:
    assert not cues.ONLY_ASKS.fullmatch(said)


@pytest.mark.parametrize("said", ["no section 301 please", "no 301 please", "no terrace please"])
def test_a_section_turned_down_is_left_out(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert "hold" not in talk.cards()
    named = "Terrace" if "terrace" in said else "301"
    assert named not in {option.section for option in talk.card("seats").options}


def test_a_show_turned_down_is_not_picked(fan: Fan) -> None:
    talk = fan()
    talk.say("what's on", "no otters please")
    assert "How many tickets" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["yes but what about row C?", "sure, but how much is 101?", "ok but are they good seats?"]
)
def test_a_yes_with_but_takes_nothing(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday, row B in the terrace", said)
    assert "hold" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["club 1 is close enough", "201 is far from expensive", "are the floor seats too close?"]
)
def test_what_is_no_fault(said: str) -> None:
    end = next(said.index(word) + len(word) for word in ("club 1", "201", "floor") if word in said)
    assert not faulted(said, end)


@pytest.mark.parametrize(
    "said", ["I would not say no to the circle", "no the circle", "why would I not like the circle"]
)
def test_what_is_not_unwanted(said: str) -> None:
    assert not unwanted(said, said.index("circle"))


def test_what_is_unwanted_is_so_after_an_or() -> None:
    said = "i don't want the floor or upstairs"
    assert unwanted(said, said.index("upstairs"))
    assert not unwanted("not bothered, stalls or circle", len("not bothered, stalls or "))


@pytest.mark.parametrize(
    "said",
    [
        "put it to 150 max",
        "get us to 150 each",
        "bump it up to 300 total",
        "a 3 and 5 year old with me",
        "a 2 and 2 split is fine",
        "how high up is it",
        "is there a restaurant upstairs",
    ],
)
def test_no_places(said: str) -> None:
    assert [one for one in references(plain(said)) if one.name in {"section", "row", "seat"}] == []


def test_any_seats_in_a_named_part_are_of_that_part(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 101", "are there any seats in 301?")
    assert "301" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("the ones I bought, can I refund them", "Back to you: "),
        ("ones I bought: when do doors open", "doors open at "),
    ],
)
def test_one_i_bought_with_more_behind_it(fan: Fan, said: str, told: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert told in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "when do they open the doors",
        "do they have to pay for kids",
        "where does my dad get his coffee",
        "when will they have more shows",
    ],
)
def test_recipients_are_of_tickets(said: str) -> None:
    assert not people.RECIPIENT_ASKS.search(said)


def test_what_else_is_on_is_no_exchange(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("any other shows on saturday? can't do friday")
    assert "what you paid counts" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["we'll come back in the interval, is that allowed?", "I will come back with my dad, so make it 3"]
)
def test_coming_back_is_no_pause(said: str) -> None:
    assert not cues.LATER.fullmatch(said)


@pytest.mark.parametrize(
    "said",
    [
        "do I need someone to explain the plot",
        "is there anyone to help with a wheelchair there",
        "want someone to message me when tickets drop",
        "I need someone to help my dad to his seat",
    ],
)
def test_who_asks_for_no_person(said: str) -> None:
    assert not people._SOMEBODY.search(said)


@pytest.mark.parametrize("said", ["what kind of music is on this weekend", "what sort of music events do you have"])
def test_what_is_on_is_not_who_somebody_is(said: str) -> None:
    assert not aspects.of_who_and_what(said)


def test_a_wish_is_no_question_of_ones_own_refund() -> None:
    assert ours.REFUND_THEM.search("can i just refund them")
    assert not ours.REFUND_THEM.search("can i refund them if they're rained off?")


def test_numbers_of_two_deeds_stay_as_they_were_without_an_address() -> None:
    assert len(quantities("send 1 to her and refund the other one")) == 1


@pytest.mark.parametrize(
    "said", ["the terrace looks a long way off, hm", "terrace feels miles away", "terrace would be awful", "the terrace seems very steep"]
)  # fmt: skip
def test_a_part_of_the_house_named_for_its_faults_is_not_held(fan: Fan, said: str) -> None:
    assert faulted(said, said.index("terrace") + len("terrace"))
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert "hold" not in talk.cards()
