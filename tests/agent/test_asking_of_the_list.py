"""A question about what is on the table takes none of it; what takes it is no question."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.acts.picking import asks_about
from willcall.understanding.money import prices
from willcall.understanding.quantities import quantities
from willcall.understanding.text import plain

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    ["is the first one near the toilets?", "what's the view like from option 3", "how far is 301 from the ice", "my wife wants to know if 301 has leg room", "no i mean the terrace you offered. do you sit or stand there",
     "so 101 is better than 301??", "is row A closer than row B?", "does the second have a restricted view", "why is the first so dear", "whats the difference between the first and the third"],
)  # fmt: skip
def test_who_asks_of_an_offer_holds_none_of_it(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert "hold" not in talk.cards()
    talk.say("the second")
    assert "hold" in talk.cards()


@pytest.mark.parametrize(
    "said", ["can we have the first", "could I get 301", "how about the first", "the first one?", "would the first one be ok", "do the first one", "may I take the third", "is it ok if we take the first", "can you hold the second?"]
)  # fmt: skip
def test_who_asks_for_an_offer_is_no_asker(said: str) -> None:
    assert not asks_about(said)


def test_one_turned_down_by_its_place_is_not_taken(fan: Fan) -> None:
    talk = fan()
    assert "hold" not in {card.type for card in talk.say("2 for the otters on saturday", "not the first one").cards}
    assert talk.awaiting == "seats"


def test_the_cheapest_of_the_list_is_named(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "which is cheaper?")
    assert "4. Section 301" in talk.reply.response
    assert "Section 101" not in talk.reply.response


def test_the_cheapest_of_all_is_looked_for_everywhere(fan: Fan) -> None:
    talk = fan()
    talk.say("4 terrace for the otters on saturday", "how much for only 2 of the cheapest seats")
    assert "hold" not in talk.cards()
    assert talk.card("seats").options[0].section == "301"
    assert len(talk.card("seats").options[0].seat_ids) == 2


def test_a_part_turned_down_is_forgotten_as_a_wish(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in the terrace", "not the terrace")
    assert "Terrace" not in {option.section for option in talk.card("seats").options}


@pytest.mark.parametrize(
    ("said", "held"),
    [("ok 6 and 7", True), ("seats 6 & 7 please", True), ("row A 6 and 7", True), ("ok 2 and 3", False)],
)
def test_seats_are_told_by_their_numbers(fan: Fan, said: str, held: bool) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301 row A")
    assert talk.card("seats").options[0].numbers == ["6", "7"]
    talk.say(said)
    assert ("hold" in talk.cards()) is held
    assert talk.awaiting == ("confirmation" if held else "seats")


def test_numbers_of_other_seats_make_no_number_of_tickets(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301 row A", "yes", "ok 3 and 4", "are they together?")
    assert "$55.00 in all" in talk.reply.response


@pytest.mark.parametrize("said", ["hold them", "ok hold those please", "just take them", "but first hold those two"])
def test_the_only_offer_is_held_in_whatever_words(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301 row A", said)
    assert "hold" in talk.cards()


def test_a_day_of_a_shorter_list_is_meant_by_its_number(fan: Fan) -> None:
    talk = fan()
    talk.say("otters games in march", "the 13th one, two of us")
    assert "Mar 13" in talk.reply.response
    assert talk.card("seats").event_id


def test_seats_of_an_order_after_this_one_are_not_added_to_it(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301", "the first one. can I do another order of 4 after that?")
    assert "in one order" in talk.reply.response
    assert len(talk.card("hold").seat_ids) == 2
    talk.say("and can i order again 4 more?")
    assert "not 6" not in talk.reply.response


@pytest.mark.parametrize("said", ["hmm not sure", "no wait", "fine, let me ask my wife first", "i dunno"])
def test_who_is_not_sure_keeps_what_is_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301 row A", "yes", said)
    assert talk.awaiting == "confirmation"
    assert "Take your time" in talk.reply.response


def test_what_is_left_with_a_word_on_why_is_let_go(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301 row A", "yes", "nah 55 is silly. leave it")
    assert "let that go" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["Very good. Yes please, book row A", "yes, section 301 row A", "my wife says ok so book it"]
)
def test_a_yes_that_names_what_is_held_is_one(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A", "yes", said)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["yes, row B", "yes but row A in 101", "he said yes"])
def test_a_yes_that_names_something_else_is_none(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A", "yes", said)
    assert talk.awaiting != "payment"


def test_a_card_number_is_refused_and_the_rest_goes_on(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday, my card is 4111 1111 1111 1111 exp 12/29")
    assert "card numbers" in talk.reply.response
    assert len(talk.card("seats").options[0].seat_ids) == 2
    assert "4111" not in talk.reply.response


def test_a_card_number_beside_a_yes_confirms_nothing(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A", "yes", "yes book it now please, 4111 1111 1111 1111")
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    ("said", "per"),
    [("under 2500 rupees including all charges", "total"), ("all together not more than 200 dollars", "total"), ("total max 200", "total"), ("max ₹900 a ticket", "each"), ("no more than R500 each", "each"), ("under Rs. 800 in total", "total"), ("4 all together, no more than $35 each", "each")],
)  # fmt: skip
def test_whose_budget_it_is(said: str, per: str) -> None:
    assert [found.value.per for found in prices(plain(said).text)] == [per]


@pytest.mark.parametrize(
    ("said", "count"),
    [("2 adults and her then, saturday 5th", 3), ("my wife Ruth and I would like to see it", 2), ("taking my kids (8 and 11) to the match on 17th, myself and wife also", 4), ("me, my wife Ruth and our kids (3, 5 and 9)", 5),
     ("my two kids aged 8 and 11 and me", 3)],
)  # fmt: skip
def test_who_comes_along_is_counted(said: str, count: int) -> None:
    assert [found.value for found in quantities(plain(said).text)][-1] == count


@pytest.mark.parametrize(
    "said", ["my wife works and i want to go", "give it to her then", "taking my kids to the match"]
)
def test_who_cannot_be_counted_is_not(said: str) -> None:
    assert not quantities(plain(said).text)


def test_a_total_holds_the_orders_fee_too(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday, $54 in total")
    assert "at up to $54.00 in all" in talk.reply.response


def test_yes_and_another_show_too_keeps_what_is_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A", "yes")
    talk.say("yes and then 2 for the otters on the 13th also")
    assert "comes right after this" in talk.reply.response
    assert talk.awaiting == "payment"
    assert "release_hold" not in [tool.name for tool in talk.reply.usage.tools]
    talk.pay()
    assert "Mar 13" in talk.reply.response


def test_a_row_said_of_another_part_is_forgotten(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in the terrace, row B", "sorry wait, how much is 301")
    assert {option.row for option in talk.card("seats").options} > {"A"}


@pytest.mark.parametrize(
    "said", ["2 terrace row B for the otters on saturday", "hold 2 in the terrace row B for saturday's otters game"]
)
def test_a_row_is_heard_after_its_part(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert {(o.section, o.row) for o in talk.card("seats").options} == {("Terrace", "B")}


def test_a_part_of_the_house_that_looks_like_money_is_none() -> None:
    assert not prices(plain("section r101 please").text)


@pytest.mark.parametrize(
    "said",
    [
        "I don't see what parking costs for disabled people, but yes, book it",
        "yes but hurry im on the bus",
        "Understood, I leave it at home. Yes, book",
    ],
)
def test_who_says_book_loses_nothing_that_is_held(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A", "yes", said)
    assert talk.awaiting in {"confirmation", "payment"}
    assert "release_hold" not in [tool.name for tool in talk.reply.usage.tools]


@pytest.mark.parametrize("said", ["don't book it, cancel", "no. cancel that", "that's too much. no thanks"])
def test_who_says_not_to_book_lets_go(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A", "yes", said)
    assert "let" in talk.reply.response
    assert talk.awaiting is None


def test_whether_all_sit_together_still_is_told_of_what_is_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(
        "3 for the otters on saturday in 301 row A", "yes", "hmm, does that still get us sitting all together? then yes"
    )
    assert "side by side" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_the_next_game_is_none_that_has_begun(fan: Fan) -> None:
    talk = fan()
    talk.say("2 tickets for the next otters game")
    assert "Mar 4" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("is that 88 each or for the two of us??", "the first price is for one ticket"),
        ("is it per person or in total", "the first price is for one ticket"),
        ("is that dollars or pounds", "Prices are in USD."),
        ("what currency is that", "Prices are in USD."),
    ],
)
def test_what_the_prices_are_for_and_in_is_told(fan: Fan, said: str, told: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert told in talk.reply.response
    assert talk.awaiting == "seats"


def test_the_top_of_the_list_is_its_first_and_another_number_lists_anew(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "what would it be for 3 people")
    assert "three tickets" in talk.reply.response
    talk.say("top of the list pls")
    assert "hold" in talk.cards()
