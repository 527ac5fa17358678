"""A budget holds when better seats are asked for; the list goes on; what else is on there; a date is no place in a list."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.agent.quoted import agreed
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.asked import facets
from willcall.agent.state import ShownQuote
from willcall.understanding.ordinals import ordinals

Fan = Callable[..., Talk]


def prices(talk: Talk) -> list[int]:
    return [o.price_each.amount for o in talk.card("seats").options]


def test_better_seats_within_the_budget_stay_within_it(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday under 70 each", "the cheapest", "closer to the court within that budget")
    assert prices(talk) == [6600] * len(prices(talk))


def test_better_seats_than_the_budget_buys_are_told_to_be_over_it(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday under 70 each in the terrace", "anything better?")
    assert "There is nothing better at up to $70.00 each. For more than that:" in talk.reply.response
    assert set(prices(talk)) == {8800}


def test_nothing_better_within_the_budget_is_said(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday under 70 each in the terrace", "something better within my budget")
    assert talk.reply.response.startswith("There is nothing better than that left for this show at up to $70.00 each.")


def test_a_budget_that_each_seat_keeps_and_all_do_not_was_for_all(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday, under 100")
    assert 9500 in prices(talk)
    talk.say("that's over my 100 tho")
    assert set(prices(talk)) == {4500}


@pytest.mark.parametrize("said", ["more", "next", "anything else", "show me more", "more please", "go on"])
def test_a_list_goes_on(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("what's on")
    first = {o.event_id for o in talk.card("events").options}
    talk.say(said)
    assert not first & {o.event_id for o in talk.card("events").options}


def test_what_else_is_on_there_is_not_the_show_in_hand(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday", "what else is on at orrin hall that week")
    assert talk.reply.response.startswith("There is nothing on that date. The nearest I have:")
    assert [o.event_id for o in talk.card("events").options] == ["evt_06", "evt_05"]


def test_a_day_without_that_show_is_told(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for otters vs jackals", "swap to sunday the 29th")
    assert "There is nothing on that date." in talk.reply.response


@pytest.mark.parametrize("text", ["saturday the 5th", "swap to friday the 3rd", "sat the 1st please"])
def test_a_weekday_with_its_number_is_a_date(text: str) -> None:
    assert ordinals(text, awaiting="seats") == []


@pytest.mark.parametrize("text", ["the 3rd", "the 3rd please", "i'd go for the first"])
def test_a_number_alone_is_a_place_in_the_list(text: str) -> None:
    assert len(ordinals(text, awaiting="seats")) == 1


def test_parts_of_the_house_and_their_prices_are_one_question(fan: Fan) -> None:
    talk = fan()
    talk.say("what sections are there for the glass orchard on saturday and how much is each")
    assert "Parterre from $95.00; Gallery from $45.00" in talk.reply.response
    assert "I don't know" not in talk.reply.response


def test_a_group_is_told_its_price_from_a_page_that_is_of_boxes_too(fan: Fan) -> None:
    talk = fan()
    talk.say("is there a group discount? we're 14")
    assert "Groups of 15 or more get 15 % off" in talk.reply.response


@pytest.mark.parametrize("said", ["not gonna do it, thanks", "I'm not going to book those"])
def test_not_going_to_do_it_lets_go(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday in the gallery", "the first", said)
    assert "let that go" in talk.reply.response or "let the seats go" in talk.reply.response


@pytest.mark.parametrize("said", ["the 45 ones", "the 45.00", "gimme the 90 dollar ones", "the ones for 90"])
def test_a_price_points_at_what_costs_it(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday", said)
    assert len(talk.card("hold").seat_ids) == 2
    assert talk.card("quote").total.amount == 9000


@pytest.mark.parametrize(
    "said",
    [
        "the 46 ones",
        "for 90 I could buy shoes",
        "the 90?",
        "not the 95 ones",
        "instead of the 95 ones",
        "the 95 ones don't look good",
        "better than the 45.00 ones",
        "my budget for this is 95",
        "that one friend of mine paid 95",
    ],
)
def test_another_sum_points_at_nothing(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday", said)
    assert "hold" not in talk.cards()


def test_the_cheapest_one_is_no_number(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday", "cheapest one please")
    assert len(talk.card("hold").seat_ids) == 2


@pytest.mark.parametrize(("said", "place"), [("the 3rd", 2), ("2nd pls", 1), ("the second", 1)])
def test_a_place_in_a_list_of_shows_of_which_none_is_on_that_day(fan: Fan, said: str, place: int) -> None:
    talk = fan()
    talk.say("2 for the otters, please")
    listed = [o.event_id for o in talk.card("events").options]
    talk.say(said)
    assert talk.card("seats").event_id == listed[place]


def test_the_middle_one_of_three(fan: Fan) -> None:
    talk = fan()
    talk.say("what's on at orrin hall, 2 tickets")
    listed = [o.event_id for o in talk.card("events").options]
    assert len(listed) == 3
    talk.say("middle one")
    assert talk.card("seats").event_id == listed[1]


@pytest.mark.parametrize(
    "said",
    [
        "is there one on the 3rd",
        "i'm away on the 1st",
        "the 1st is my birthday",
        "not the middle one",
        "what about the 3rd",
    ],
)
def test_a_day_spoken_of_is_no_place_in_the_list(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters, please", said)
    assert "seats" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "3 of us for the glass orchard on saturday and nobody wants to pay over 60 each",
        "3 for the glass orchard on saturday, no one pays more than 60",
    ],
)
def test_what_nobody_wants_to_pay_is_the_most(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert set(prices(talk)) == {4500}


def test_what_is_way_more_than_a_sum_is_too_much(fan: Fan) -> None:
    talk = fan()
    talk.say("3 for the glass orchard on saturday in the parterre", "uh those are way more than 60 each")
    assert set(prices(talk)) == {4500}


def test_whoever_sits_far_away_wants_better_seats_and_no_more(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("we're way up in the gods for the otters on friday, could the two of us sit closer?")
    assert talk.reply.response.startswith("Better seats for Marlow Otters vs. Dune Jackals")


@pytest.mark.parametrize("said", ["ok yes, credit is fine", "yes, as credit please", "credit is ok"])
def test_credit_that_is_quoted_is_agreed_to_by_its_name(said: str) -> None:
    quote = ShownQuote(
        quote_id="q",
        kind="refund",
        total=-5000,
        currency="USD",
        digest="d",
        expires_at=datetime(2026, 12, 1, tzinfo=UTC),
        event_id="e",
        count=2,
        refund_to="credit",
    )
    assert agreed(said, quote)
    cash = quote.model_copy(update={"refund_to": "original"})
    assert not agreed(said, cash)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("one stool in the gallery for the glass orchard on saturday", 1),
        ("the glass orchard on saturday, two at a table", 2),
        ("the glass orchard on saturday, gallery, two of", 2),
        ("3 chairs for the glass orchard on saturday", 3),
    ],
)
def test_a_number_before_a_place_to_sit_is_one_of_tickets(fan: Fan, said: str, count: int) -> None:
    talk = fan()
    talk.say(said)
    assert len(talk.card("seats").options[0].seat_ids) == count


def test_the_day_something_was_bought_is_no_day_of_a_show(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("where did my tickets go, i bought them yesterday")
    assert "order ord_" in talk.reply.response
    assert "None of your orders" not in talk.reply.response


def test_too_dear_no_thanks_is_left(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday", "too dear for us, no thanks")
    assert talk.reply.response.startswith("All right, let's leave that.")


@pytest.mark.parametrize(
    "said", ["thinking of taking my dad out, his birthday is coming up", "i want to treat my wife"]
)
def test_somebody_to_be_taken_out_is_a_look_at_what_is_on(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "events" in talk.cards()


def test_tickets_one_has_for_somebody_are_no_look_at_what_is_on(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("i want to treat my wife to one of my tickets")
    assert "events" not in talk.cards()


def test_a_price_is_told_only_where_a_card_shows_it(fan: Fan) -> None:
    talk = fan()
    talk.say("the glass orchard on saturday")
    assert talk.awaiting == "quantity"
    assert "$" not in talk.reply.response
    other = fan()
    other.say("what's on at orrin hall", "the first")
    assert "from $45.00" in other.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "is there anything under 20 bucks a seat for the glass orchard on saturday? 3 of us",
        "is there anything under $20 for the glass orchard on saturday? we are 3",
    ],
)
def test_a_sum_asked_for_is_no_age(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "I don't have three tickets at up to $20.00 each. The closest I have:" in talk.reply.response


@pytest.mark.parametrize(
    ("text", "of_age"),
    [
        ("is it for under 12s?", True),
        ("is it 12 and up?", True),
        ("are under 16s allowed?", True),
        ("is there anything under 20 bucks a seat?", False),
        ("anything under 20 for the derby?", False),
        ("are there seats over $100?", False),
    ],
)
def test_a_sum_is_told_from_an_age(text: str, of_age: bool) -> None:
    assert facets.of_an_age(text) is of_age
