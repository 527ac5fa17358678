"""Things left behind, hurts and needs: matters for the documents or a person, though a show is named; and a yes to the person offered."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.acts import matters

Fan = Callable[..., Talk]
LISTS = {"events", "seats", "hold", "quote", "order"}


@pytest.mark.parametrize(
    "said",
    [
        "i think i left a blue scarf at the otters game last night, row b sec 101",
        "my son left his jacket at the basketball",
        "lost an earring during the glass orchard last week",
        "her inhaler was left at the game, can you check",
        "did anyone hand in a purple umbrella after the concert on friday",
        "must have left one of my gloves on my seat at the quartet",
    ],
)
def test_what_was_left_at_a_show_is_answered_of_lost_property(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Source: Lost property" in talk.reply.response
    assert "I can also ask a person" in talk.reply.response
    assert not LISTS & set(talk.cards())
    assert talk.reply.state.flow is None


@pytest.mark.parametrize(
    "said", ["yes", "yes please", "can you report it for me", "please log it then", "report it please", "ask a person"]
)
def test_whoever_wants_it_noted_gets_the_person_offered(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("i left my hat at the otters game last night", said)
    assert "handoff" in talk.cards()


def test_under_a_quote_no_person_is_offered_that_a_yes_might_mean(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first", "oh and i left my hat at the otters game last night")
    assert "Source: Lost property" in talk.reply.response
    assert "ask a person" not in talk.reply.response
    talk.say("yes")
    assert "handoff" not in talk.cards()
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("first", ["2 for the otters on friday", "what's on next week"])
def test_a_yes_to_a_person_offered_beside_a_list_fetches_the_person(fan: Fan, first: str) -> None:
    talk = fan("cus_ann")
    talk.say(first, "is there a creche for toddlers")
    assert "ask a person" in talk.reply.response
    talk.say("yes")
    assert "handoff" in talk.cards()


@pytest.mark.parametrize("said", ["yes", "the first"])
def test_a_yes_to_the_only_offer_still_holds_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, row A in 101", said)
    assert "handoff" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "left a bad review last night, what's on this week",
        "i lost my mum last year, she loved the otters, any games next week?",
        "can i leave my coat at the theatre",
        "we lost a game last night, when's the next one",
        "are there any seats left in the front row for the play",
        "how many are left at the gallery on friday",
        "I lost my tickets for the otters game on saturday",
        "i've left my kids at home so just one at the front",
        "i left work early, anything on tonight?",
        "I left a message last night about the otters game",
        "I forgot my card at the bank",
        "i lost my bet on the otters last night lol",
        "my ex left me last night, need a laugh, any comedy?",
        "can you find a seat at the front",
        "can you find a comedy for friday at the dome",
        "did you find a show for us at the hall",
        "have you found my order",
        "how much is it to leave a bag at the arena",
        "I lost my place in the queue last night and want 2 for the quartet",
        "the band lost their singer last year, who is in it now",
    ],
)
def test_not_all_that_is_left_or_lost_is_a_thing(said: str) -> None:
    assert not matters.left_behind(said)


@pytest.mark.parametrize(
    "said",
    [
        "i'm a bit deaf, do you have some kind of headset at the shows?",
        "im pretty deaf in one ear, do they have one of those loop things at orrin hall",
        "my dad wears hearing aids, is there anything to help at the quarry dome",
    ],
)
def test_what_there_is_for_a_need_is_asked_of_the_house(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "listening headsets are free" in talk.reply.response
    assert not LISTS & set(talk.cards())
    talk.say("and does it cost")
    assert "listening headsets are free" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "i'm deaf, do you have any seats near the front",
        "my wife is blind and we want 2 seats near the aisle, have you got any",
        "are there any captioned performances of the play for deaf people",
        "do you have anything on this weekend",
        "is there a show for autistic kids",
        "i'm pregnant and need an aisle seat, do you have one",
        "2 tickets for blind faith please, is there any discount",
        "is there any chance of a loop seat",
        "i'm deaf and i'd like to see the otters",
        "what's on that a deaf person can enjoy",
    ],
)
def test_seats_and_shows_for_somebody_with_a_need_are_looked_for(said: str) -> None:
    assert not matters.need(said)


@pytest.mark.parametrize(
    "said", ["i cut my hand at the otters game", "my wife needs a doctor", "can we get some ice, i twisted my ankle"]
)
def test_whoever_is_hurt_is_told_of_first_aid(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "First aid" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "i broke my leg, i want my money back",
        "i hurt my back so can't come on friday",
        "she hurt her feelings",
        "cut my tickets down to 2",
    ],
)
def test_a_hurt_that_keeps_somebody_away_is_no_first_aid(said: str) -> None:
    assert not matters.hurt(said)


@pytest.mark.parametrize("said", ["left my " * 1000, "a " * 4000, "lost a x " * 900, "do you " * 1100, "x" * 8000])
def test_long_messages_are_looked_at_quickly(said: str) -> None:
    assert not (matters.left_behind(said) and matters.need(said))
