"""Seats, rules and remarks that are only spoken of: no seat is held, no money and no ticket goes, nobody is scolded for asking."""

from collections.abc import Callable

import pytest
from tests.agent.quoted import agreed
from tests.agent.talk import Talk, after_buying
from tests.agent.test_under_a_quote import CREDIT

from willcall.agent.dialogue.acts import tempers
from willcall.agent.dialogue.asked import protesting, prying
from willcall.understanding.answers import plain_yes
from willcall.understanding.reading import Reading

Fan = Callable[..., Talk]


def words(text: str) -> Reading:
    return Reading(text=text, wishes=(), ranking=(), slots=())


@pytest.mark.parametrize(
    "said",
    [
        "my wife says take row A seats 5 and 6, but i say no",
        "leave row A seats 5 and 6 for someone else",
        "row A seats 5 and 6, no thanks",
        "i would never pay that for row A seats 5 and 6",
        "row A seats 5 and 6 for sunday instead",
        "hold row A seats 5 and 6 until tomorrow while i think",
        "tell me about row A seats 5 and 6",
    ],
)
def test_seats_spoken_of_are_not_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday in the gallery")
    assert "row A, seats 5, 6" in talk.reply.response
    talk.say(said)
    assert "hold" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "row A seats 5 and 6 please",
        "ok we'll take A5 and A6",
        "seats 5 and 6 in row A then",
    ],
)
def test_seats_named_and_taken_are_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday in the gallery", said)
    assert talk.card("quote").total.amount == 9000
    assert "I'm holding Gallery, row A, seats 5, 6 for" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "we can't stay where we are",
        "i hate to keep my seats",
        "why would i keep my seats, take the money",
        "should i stay with mine or is it worth it",
        "my brother wants to keep mine",
        "i'd like to keep our seats on the new date",
        "i don't want to keep my seats",
    ],
)
def test_keeping_in_other_words_refuses_no_upgrade(said: str) -> None:
    assert not tempers.keeps_theirs(words(said))


@pytest.mark.parametrize(
    "said", ["no, i'll keep mine", "we'll stay where we are thanks", "that's silly money. keep what i have"]
)
def test_keeping_what_one_has_refuses_it(said: str) -> None:
    assert tempers.keeps_theirs(words(said))


@pytest.mark.parametrize("said", ["those are fine", "the seats are fine", "they're good", "it is what we want"])
def test_praise_of_the_seats_gives_none_of_them_away(fan: Fan, said: str) -> None:
    assert plain_yes(said, about="purchase")
    assert not plain_yes(said, about="refund", firm=True)
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("send both tickets to jess@example.com", said)
    assert [t.status for t in talk.orders()[0].tickets] == ["valid"] * 2


@pytest.mark.parametrize(
    "said", ["no, don't let them go", "wait don't let them go", "no don't release them", "don't cancel it"]
)
def test_what_is_not_to_go_stays_held(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday in the gallery", "the first", said)
    assert "let" not in talk.reply.response.split("\n")[0]
    assert "Shall I book them?" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["actually we decided against it", "decided against it", "actually we can make it", "actually i'm going"]
)
def test_a_refund_is_decided_against(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("refund both tickets", said)
    assert talk.awaiting is None
    assert talk.orders()[0].status == "confirmed"


def test_fewer_seats_than_wanted_change_no_number(fan: Fan) -> None:
    talk = fan()
    talk.say(
        "3 for the glass orchard on saturday in the gallery", "seats 5 and 6 in row A for mum and dad, me anywhere"
    )
    assert {len(o.seat_ids) for o in talk.card("seats").options} == {3}


@pytest.mark.parametrize("piece", ["great", "wow", "that's ok", "that's right", "really great"])
def test_who_gives_way_protests_not(piece: str) -> None:
    assert protesting._ANGRY.fullmatch(piece) is None


@pytest.mark.parametrize(
    "said",
    [
        "do you need the names of all people who are going",
        "tell me everyone who goes on stage",
        "do they need the names of the ticket holders",
        "i need to change the names of people who are going",
    ],
)
def test_honest_questions_of_names_pry_not(said: str) -> None:
    assert not prying.asked(said)


def test_money_named_where_credit_is_quoted_is_asked_again() -> None:
    for said in ("yes give me the money", "yes, to my bank", "credit?"):
        assert not agreed(said, CREDIT)
    assert agreed("yes, as credit please", CREDIT)


@pytest.mark.parametrize("said", ["no, don't cancel it", "no don't cancel them, we'll go"])
def test_not_cancelling_refuses_a_refund(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("refund both tickets", said)
    assert talk.orders()[0].status == "confirmed"
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said",
    [
        "the gallery is standing isn't it? we want actual seats",
        "isn't the gallery standing only? i'd rather sit",
        "the gallery would be awful for my mum",
        "the gallery is a bit high up, isn't it?",
        "gallery's too far back",
    ],
)
def test_a_part_named_for_what_is_wrong_with_it_is_neither_held_nor_offered(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday")
    assert "Gallery" in talk.reply.response
    talk.say(said)
    assert {"hold", "case"}.isdisjoint(talk.cards())
    assert talk.awaiting == "seats"
    assert all(option.section != "Gallery" for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said", ["is the gallery too high up for someone scared of heights?", "how far back is the gallery?"]
)
def test_a_part_that_is_asked_about_stays_on_offer(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday", said)
    assert "hold" not in talk.cards()
    talk.say("the gallery then")
    assert "Gallery" in talk.reply.response
