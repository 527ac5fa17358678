"""Which of several shows: either of two, the cheapest, the later, the one that is not called off, another than was looked for."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def listed(talk: Talk) -> list[str]:
    """Ids of the events that are offered."""
    return [event.event_id for event in talk.card("events").options]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("which is cheaper, the otters on friday or the glass orchard on saturday?", {"evt_01", "evt_04"}),
        ("2 for the quartet or the orchard play, whichever is sooner", {"evt_04", "evt_05", "evt_06"}),
        ("torn between the otters on saturday and the lina marsh quartet, what do they cost for three", {"evt_02", "evt_06"}),
    ],
)  # fmt: skip
def test_either_of_two_shows_offers_both(fan: Fan, said: str, offered: set[str]) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert set(listed(talk)) == offered


def test_all_but_one_day_leaves_that_day_out(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("two for the otters, any night but saturday")
    assert set(listed(talk)) == {"evt_01", "evt_03", "evt_07"}
    talk.say("oh go on, saturday then")
    assert talk.card("seats").event_id == "evt_02"


def test_something_that_is_no_sport(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("what's on on saturday that's not sport?")
    assert talk.reply.response.startswith("The Glass Orchard")


def test_any_sport_is_every_kind_of_it(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("any sport in the next two weeks?")
    assert set(listed(talk)) == {"evt_01", "evt_02", "evt_03", "evt_07"}


def test_what_is_dropped_makes_way_for_what_is_asked_for_in_the_same_breath(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("two of the cheapest for the otters on friday", "the first")
    assert talk.card("quote").kind == "purchase"
    talk.say("actually scrap that, have you anything with the lina marsh quartet?")
    assert "Lina Marsh Quartet" in talk.reply.response
    assert "quote" not in talk.cards()
    talk.say("yes")
    assert "order" not in talk.cards()
    assert not talk.orders()


def test_the_cheaper_of_two_is_the_cheaper(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("the glass orchard on saturday or the otters on friday, which costs less?")
    talk.say("two for the cheaper one")
    assert talk.card("seats").event_id == "evt_01"


def test_the_cheapest_thing_comes_first(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("what's the cheapest thing on in the next two weeks for 4 of us?")
    offered = talk.card("events").options
    prices = [event.from_price.amount for event in offered if event.from_price is not None]
    assert len(prices) > 2
    assert prices == sorted(prices)
    talk.say("the first")
    assert talk.card("seats").event_id == offered[0].event_id


def test_a_show_by_name_is_not_held_to_the_day_looked_for_before(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("what's on on saturday?")
    talk.say("hm, two for the lina marsh quartet then")
    assert talk.card("seats").event_id == "evt_06"


@pytest.mark.parametrize("word", ["the later one", "the later date", "their last game"])
def test_a_date_picked_after_a_question(fan: Fan, word: str) -> None:
    talk = fan("cus_ann")
    talk.say("do the otters play the jackals more than once?")
    talk.say(f"two for {word}")
    assert talk.card("seats").event_id == "evt_02"


def test_a_number_in_a_question_is_not_asked_for_again(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("when do the otters play next and how much for two near the front?")
    talk.say("the jackals on friday")
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said", ["what about group bookings for 20 people?", "do you do school trips?", "any discounts for big groups"]
)
def test_terms_for_groups_are_a_question(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.awaiting is None
    assert not any(card.type in {"events", "seats"} for card in talk.reply.cards)


def test_before_i_pay_is_a_question(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, cheapest")
    if talk.awaiting == "seats":
        talk.say("the first")
    assert talk.awaiting == "confirmation"
    talk.say("before I pay, what happens if I can't make it?")
    assert "refund" in talk.reply.response.lower()
    assert talk.awaiting == "confirmation"
    assert not talk.orders()


@pytest.mark.parametrize(
    ("said", "number"),
    [("could we add another couple", 4), ("half of that would do", 1), ("make it twice as many", 4), ("my cousins are in, so 5 all told", 5)],
)  # fmt: skip
def test_a_number_told_by_the_number_before(fan: Fan, said: str, number: int) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, 301")
    talk.say(said)
    assert {len(option.seat_ids) for option in talk.card("seats").options} == {number}


@pytest.mark.parametrize(
    ("said", "event_id"),
    [
        ("can't do friday after all, what about the saturday after?", "evt_02"),
        ("actually a week later would suit us better", "evt_03"),
        ("ah no, I'm working that night. the other date then", "evt_02"),
        ("hm, is the lina marsh quartet on? I'd rather go to that", "evt_06"),
        ("we'd rather see the lina marsh quartet, is that on?", "evt_06"),
    ],
)
def test_another_show_told_by_the_one_before(fan: Fan, said: str, event_id: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, 301")
    talk.say(said)
    assert talk.card("seats").event_id == event_id
    assert {len(option.seat_ids) for option in talk.card("seats").options} == {2}


@pytest.mark.parametrize("said", ["done, I approved it in the app", "ok it's confirmed", "paid!"])
def test_a_payment_that_waits_for_the_bank_keeps_its_seats(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, 301", "the first", "yes")
    talk.pay("tok_second_step")
    assert talk.awaiting == "second_step"
    talk.say(said)
    assert talk.awaiting == "second_step"
    assert "seats" not in talk.cards()


@pytest.mark.parametrize(
    ("said", "section"),
    [("2 for the otters on friday but not in the upper level", "301"), ("two otters seats friday, anywhere but the club level", "Terrace")],
)  # fmt: skip
def test_a_part_of_the_house_that_is_not_wanted_is_not_offered(fan: Fan, said: str, section: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    options = talk.card("seats").options
    assert options
    assert section not in {option.section for option in options}


@pytest.mark.parametrize(
    ("said", "number"),
    [("2 in row B of the gallery for the quartet", 2), ("too tickets to the quartet", 2), ("need 5 nos. tickets for the lina marsh quartet", 5)],
)  # fmt: skip
def test_numbers_said_in_other_ways(fan: Fan, said: str, number: int) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert {len(option.seat_ids) for option in talk.card("seats").options} == {number}


def test_a_limit_for_everything_is_kept(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday, 100 dollars is our limit for everything")
    assert {option.section for option in talk.card("seats").options} == {"301"}


def test_more_than_i_can_spend_asks_for_cheaper_seats(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in the club level")
    talk.say("that's more than we can spend")
    assert {option.section for option in talk.card("seats").options} == {"301"}


@pytest.mark.parametrize(
    "said",
    ["are the otters playing more than once?", "when else are the otters on", "is there only one night of the otters?", "how many games have the otters got"],
)  # fmt: skip
def test_how_often_a_show_is_on_is_told_by_its_dates(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert set(listed(talk)) >= {"evt_01", "evt_02", "evt_03"}


@pytest.mark.parametrize(
    "asked", ["is that the only night they're on?", "are they playing again?", "what other dates are there?"]
)
def test_how_often_the_show_in_hand_is_on_lists_its_dates_and_keeps_the_number(fan: Fan, asked: str) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday")
    talk.say(asked)
    assert "evt_02" in listed(talk)
    talk.say("the saturday one")
    assert {len(option.seat_ids) for option in talk.card("seats").options} == {3}


@pytest.mark.parametrize("agreed", ["ok 101", "yes 101 please", "101 is fine", "section 101 then"])
def test_agreeing_to_the_section_on_offer_takes_the_best_of_it(fan: Fan, agreed: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, section 101")
    best = talk.card("seats").options[0]
    talk.say(agreed)
    assert list(talk.card("hold").seat_ids) == list(best.seat_ids)


@pytest.mark.parametrize(
    "said",
    ["2 x otters sat, section 102", "Two. Otters. Saturday. 102.", "hold two for me at the otters on sat in 102"],
)
def test_a_saturday_said_short_is_a_saturday(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    card = talk.card("seats")
    assert card.event_id == "evt_02"
    assert {len(option.seat_ids) for option in card.options} == {2}


def test_a_price_for_another_number_is_a_change_of_number(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 tickets for the otters")
    talk.say("how much would 3 be?")
    talk.say("the first")
    assert {len(option.seat_ids) for option in talk.card("seats").options} == {3}


@pytest.mark.parametrize("said", ["make it gallery instead", "i'd rather parterre then"])
def test_another_part_of_the_house_needs_no_article(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(f"2 for the quartet in the {'parterre' if 'gallery' in said else 'gallery'}")
    talk.say(said)
    assert {option.section.casefold() for option in talk.card("seats").options} <= {"gallery", "parterre"}
    assert talk.card("seats").options[0].section.casefold() in said


def test_a_question_of_a_show_that_looks_like_a_wish_is_answered(fan: Fan) -> None:
    talk = fan("cus_ann")
    assert "doors open" in talk.say("wot time do doors open for the quartet").response.casefold()
    assert "doing well" not in talk.say("is the show on saturday any good").response.casefold()


@pytest.mark.parametrize(
    ("corrected", "place"), [("no the first", 0), ("sorry, the third", 2), ("no, number three", 2)]
)
def test_others_of_the_seats_just_offered_are_picked_over_those_held(fan: Fan, corrected: str, place: int) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, section 301")
    options = talk.card("seats").options
    talk.say("second one", corrected)
    assert list(talk.card("hold").seat_ids) == list(options[place].seat_ids)


def test_what_a_fan_only_has_is_for_everything(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday but i only have 120 dollars")
    assert {option.section for option in talk.card("seats").options} == {"301"}


def test_what_is_over_is_said_to_be_over(fan: Fan) -> None:
    assert "been and gone" in fan("cus_ann").say("2 tickets for the match last tuesday").response
    assert "been and gone" not in fan("cus_ann").say("what's on").response


@pytest.mark.parametrize(
    "said", ["two for the sunday basketball, the rovers one", "2 at the theatre, glass orchard saturday"]
)  # fmt: skip
def test_a_kind_beside_a_name_is_no_show_of_its_own(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert ("Orchard" if "orchard" in said else "Rovers") in talk.reply.response


def test_a_kind_on_one_day_and_a_show_on_another_are_two_purchases(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the basketball friday, the glass orchard saturday")
    assert talk.card("seats").event_id == "evt_01"


@pytest.mark.parametrize("said", ["when do doors open for the choir thing?"])
def test_the_doors_of_a_show_that_nobody_knows_are_those_of_no_house(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "tell me which one" in talk.reply.response
    assert talk.cards() == []
    talk.say("the glass orchard on saturday")
    assert "oors open at" in talk.reply.response
