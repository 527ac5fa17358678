"""Right after a purchase: words that name no order are of it, and under a refund's quote what is said of the sum, the place and another night."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.owned import fewer

Fan = Callable[..., Talk]
ONE_BACK = "Refund of 1 ticket "
ALL_BACK = "Refund of 2 tickets "
STANDS = "Your order is booked and paid for"


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan who has just bought two tickets."""
    return after_buying(fan, "2 for the otters on friday in 301")


@pytest.mark.parametrize(
    "said",
    ["sell one back", "get rid of one", "drop one", "offload one", "ditch one of the tickets", "can you buy one back", "can i sell one of them back",
     "I'd like to get shot of one", "i have a spare ticket i want to return", "can i get half of it back", "return one ticket"],
)  # fmt: skip
def test_one_of_two_is_given_back_as_one(talk: Talk, said: str) -> None:
    talk.say(said)
    assert ONE_BACK in talk.reply.response
    assert "You keep" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["sell both back", "get rid of both", "get rid of them", "sell my tickets back", "return both"]
)
def test_both_are_given_back_as_both(talk: Talk, said: str) -> None:
    talk.say(said)
    assert ALL_BACK in talk.reply.response


@pytest.mark.parametrize("said", ["pass one on to bob@example.com", "send the other to bob@example.com"])
def test_one_of_two_is_handed_on_as_one(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "I'll hand one ticket" in talk.reply.response
    assert "You keep" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["i only need one", "i only need one now", "i just need one ticket please", "my wife is ill so its just me", "turns out its just me", "I'm going alone after all",
     "my friend can't come anymore", "my mate dropped out", "only one of us can go", "we're down to one", "one of us is ill", "i bought one too many", "make it one",
     "i don't need the second ticket", "i meant to buy one"],
)  # fmt: skip
def test_who_needs_fewer_is_quoted_a_refund_of_the_rest(talk: Talk, said: str) -> None:
    talk.say(said)
    assert ONE_BACK in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said", ["i only need two", "we need both", "just me and my wife", "it's just me asking", "i only need one question answered", "can i go alone?"]
)  # fmt: skip
def test_who_needs_as_many_as_there_are_is_quoted_nothing(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Refund" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "kept", "back"),
    [("just me", 1, None), ("only 3 of us can come", 3, None), ("two of us can't make it", None, 2), ("we only need three", 3, None), ("it's just the two of us now", 2, None),
     ("two too many", None, 2), ("we only need four", None, None), ("make it six", None, None), ("all of us can come", None, None)],
)  # fmt: skip
def test_how_many_stay_or_go_of_four(said: str, kept: int | None, back: int | None) -> None:
    assert fewer.meant(said, 4) == (kept, back)


@pytest.mark.parametrize(
    "said",
    ["cancel", "cancel that", "undo that", "cancel the order", "i changed my mind", "I've changed my mind sorry", "we can't do friday anymore", "i don't want them anymore",
     "no longer want these", "scrap that", "oh no cancel that", "can you undo the purchase"],
)  # fmt: skip
def test_cancel_is_of_the_order_where_nothing_else_is_in_hand(talk: Talk, said: str) -> None:
    talk.say(said)
    assert ALL_BACK in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["never mind", "forget it", "leave it", "stop"])
def test_who_leaves_it_hears_that_the_order_stands(talk: Talk, said: str) -> None:
    talk.say(said)
    assert STANDS in talk.reply.response
    assert [order.status for order in talk.orders()] == ["confirmed"]


def test_cancel_is_of_what_is_in_hand(talk: Talk) -> None:
    talk.say("what's on saturday", "cancel")
    assert "let's leave that" in talk.reply.response
    talk.say("cancel")
    assert "Refund" not in talk.reply.response
    assert STANDS in talk.reply.response


def test_a_refund_that_was_turned_down_is_not_quoted_again_at_once(talk: Talk) -> None:
    talk.say("cancel", "no", "cancel")
    assert "Refund" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["what if i cancel", "can i still cancel later", "what happens if we can't make it", "we can't do saturday"]
)
def test_what_is_supposed_or_of_another_day_gives_nothing_back(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Shall I refund" not in talk.reply.response


def test_where_the_policy_allows_no_refund_that_is_said(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the tin rovers in 301", "the first", "yes")
    talk.pay()
    assert "You're all set" in talk.reply.response
    talk.say("cancel")
    assert "leave that" not in talk.reply.response
    assert "refund" in talk.reply.response.casefold()


@pytest.mark.parametrize(
    "said",
    [
        "oh no wrong day",
        "i picked the wrong date",
        "that's the wrong night",
        "wrong show sorry",
        "sorry wrong one",
        "i wanted the other show",
    ],
)
def test_a_mistaken_day_or_show_is_exchanged(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Which one would you like instead?" in talk.reply.response
    assert "events" in talk.cards()


@pytest.mark.parametrize(
    "said", ["oops should have been saturday", "wrong day, i meant saturday", "i meant saturday not friday"]
)
def test_the_day_that_was_meant_is_offered(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "what you paid counts towards them" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["is that the wrong day?", "wrong card", "you charged the wrong amount", "nothing wrong"]
)
def test_what_else_is_wrong_exchanges_nothing(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "instead?" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [("same again for saturday", "Marlow Otters vs. Dune Jackals on Saturday, two tickets, 301"), ("same again but 4", "Friday, four tickets, 301"),
     ("another three for the same on saturday", "Saturday, three tickets, 301"), ("can you book that again", "Friday, two tickets, 301"), ("book the same for next week", "Pine Foxes, two tickets, 301"),
     ("do the same for saturday", "Saturday, two tickets, 301")],
)  # fmt: skip
def test_the_same_again_is_a_purchase_like_the_last(talk: Talk, said: str, told: str) -> None:
    talk.say(said)
    days = {"Friday": "Fri, ", "Saturday": "Sat, ", "301": "Section 301"}
    for word in told.replace("Marlow Otters vs. Dune Jackals on ", "").split(", "):
        assert days.get(word, word) in talk.reply.response
    assert "what you paid" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["say that again", "is it the same price on saturday", "can i swap them for the same on saturday"]
)
def test_what_is_only_said_again_buys_nothing(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "two tickets, fees included" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["ok what else is on that night", "what else have you got that day", "anything else that evening"]
)
def test_what_else_is_on_that_night(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Sat, " not in talk.reply.response
    assert "Lina Marsh" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["we want to be on the aisle", "can we get the front row instead", "can i sit nearer the front", "I'd like aisle seats instead", "could we be at the front", "can you put us on the aisle"],
)  # fmt: skip
def test_who_would_sit_elsewhere_is_offered_better_seats(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Better seats for" in talk.reply.response
    assert "There is no" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["actually can i get a third one beside those", "could i get another one beside those", "can i have a third seat next to ours", "we're three now", "third one beside those please"]
)  # fmt: skip
def test_a_third_one_is_bought_beside_the_two(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "one ticket, fees included" in talk.reply.response
    assert "Section 301" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "thanks, where do i find them",
        "how do i get in with these",
        "how do i use these",
        "do you email them",
        "now what",
    ],
)
def test_the_tickets_are_shown(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Your tickets are right here, with their QR codes." in talk.reply.response


@pytest.fixture
def quoted(talk: Talk) -> Talk:
    """The same fan, with a refund of both quoted."""
    talk.say("i want a refund")
    assert ALL_BACK in talk.reply.response
    return talk


@pytest.mark.parametrize(
    "said", ["thats not the full amount", "that's less than i paid", "i paid more than that", "that's it?", "shouldn't it be more", "yes that's less than i paid"]
)  # fmt: skip
def test_a_sum_that_is_short_is_explained(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert "is what you get" in quoted.reply.response
    assert quoted.awaiting == "confirmation"
    assert [order.status for order in quoted.orders()] == ["confirmed"]


@pytest.mark.parametrize("said", ["to my card?", "on my card?", "to the same card?"])
def test_where_the_money_goes_is_answered_and_not_quoted_anew(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert "It goes back to how you paid" in quoted.reply.response
    assert ALL_BACK not in quoted.reply.response


@pytest.mark.parametrize("said", ["yes both", "yes, all of them", "yes both please", "yes the two of them", "yes, all"])
def test_a_yes_to_exactly_what_is_quoted_counts(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert "Done: " in quoted.reply.response


@pytest.mark.parametrize("said", ["yes both?", "both", "yes all three", "yes but both", "all of them", "yes just one"])
def test_what_is_no_plain_yes_to_as_many_gives_nothing_back(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert "Done: " not in quoted.reply.response
    assert [order.status for order in quoted.orders()] == ["confirmed"]


@pytest.mark.parametrize("said", ["yes both", "yes, all", "yes all please", "yes, all of them"])
def test_all_is_no_yes_to_one_of_two(talk: Talk, said: str) -> None:
    talk.say("return one ticket", said)
    assert "Done: " not in talk.reply.response
    assert [order.status for order in talk.orders()] == ["confirmed"]


@pytest.mark.parametrize(
    "said",
    [
        "can i still change to saturday instead",
        "can we do saturday instead",
        "I'd rather swap them for saturday",
        "switch to saturday",
    ],
)
def test_another_night_is_taken_in_place_of_the_refund(quoted: Talk, said: str) -> None:
    quoted.say(said)
    assert "what you paid counts towards them" in quoted.reply.response
    quoted.say("yes")
    assert [order.status for order in quoted.orders()] == ["confirmed"]


def test_other_tickets_refunded_instead_are_no_exchange(quoted: Talk) -> None:
    quoted.say("refund the saturday ones instead")
    assert "what you paid" not in quoted.reply.response


@pytest.mark.parametrize(
    "said",
    ["i wanted friday", "no i said friday", "i wanted friday night", "sorry i wanted friday not saturday", "it should be friday", "wrong day i wanted friday", "it was for friday right"],
)  # fmt: skip
def test_the_day_that_was_wanted_and_bought_begins_no_exchange(talk: Talk, said: str) -> None:
    talk.say(said)
    assert talk.cards() == ["order"]
    assert "Dune Jackals, Fri" in talk.reply.response


@pytest.mark.parametrize("said", ["i wanted saturday", "i wanted saturday not friday", "it should be saturday"])
def test_another_day_that_was_wanted_begins_one(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "what you paid counts towards" in talk.reply.response


def test_the_same_day_for_more_is_no_question_of_the_order(talk: Talk) -> None:
    talk.say("i want friday too")
    assert "order" not in talk.cards()


@pytest.mark.parametrize("said", ["my boss wants to pay me back can i get an invoice", "my boss will pay me back"])
def test_who_is_paid_back_by_somebody_else_wants_no_refund(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "quote" not in talk.cards()


@pytest.mark.parametrize("said", ["no wait she's fine with friday", "friday is fine actually"])
def test_the_day_one_has_that_is_fine_after_all_ends_an_exchange(talk: Talk, said: str) -> None:
    talk.say("swap them for saturday")
    assert "what you paid counts towards" in talk.reply.response
    talk.say(said)
    assert "Your order stays as it is" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["sick. actually can we make it 3", "cool! make it three of us", "i mean 1 more ticket for the same game, next to my seats", "one more for the same match, beside ours if poss"]
)  # fmt: skip
def test_one_more_is_looked_for_right_beside_them(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Right beside yours" in talk.reply.response
    assert "one ticket, fees included" in talk.reply.response
    assert "hold" not in talk.cards()


@pytest.mark.parametrize("said", ["sick. actually can we make it 1", "cool, make it saturday"])
def test_no_more_than_bought_is_no_purchase(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Right beside yours" not in talk.reply.response


@pytest.mark.parametrize(
    "message", ["oh no wrong friday!! cancel them all", "sorry, mistake! cancel it", "cancel the lot"]
)
def test_whoever_found_a_mistake_wants_it_undone(talk: Talk, message: str) -> None:
    assert talk.say(message).response.startswith("Refund of 2 tickets ")


@pytest.mark.parametrize(
    "message",
    [
        "got anything in the gallery for us, happy to pay more", "bit far back isn't it? got anything nicer for the two of us",
        "wed like to move somewhere closer",
    ],
)  # fmt: skip
def test_nicer_seats_are_better_seats_for_the_order(talk: Talk, message: str) -> None:
    assert "etter seats" in talk.say(message).response


@pytest.mark.parametrize(
    "message", ["is there anything better to eat than hot dogs", "have you got any nicer t-shirts"]
)
def test_nicer_things_are_none(talk: Talk, message: str) -> None:
    assert "etter seats" not in talk.say(message).response


@pytest.mark.parametrize("message", ["how much did that come to altogether", "what did they come to in all"])
def test_what_it_came_to_is_what_was_paid(talk: Talk, message: str) -> None:
    paid = next(card.total.text for card in talk.reply.cards if card.type == "order")
    assert paid in talk.say(message).response


def test_a_wish_for_a_good_day_is_a_farewell(talk: Talk) -> None:
    assert "oodbye" in talk.say("that's everything thanks, have a good one").response


def test_a_wrong_key_is_no_wrong_show(talk: Talk) -> None:
    talk.say("i want to talk to a person")
    reply = talk.say("sorry pressed the wrong thing, didnt mean to call anyone")
    assert "instead?" not in reply.response
    assert [card.type for card in reply.cards if card.type == "events"] == []


def test_the_number_of_a_case_is_told(talk: Talk) -> None:
    case = next(card.case_id for card in talk.say("i want to talk to a person").cards if card.type == "handoff")
    assert case in talk.say("what was my case number again").response


@pytest.mark.parametrize(
    "message",
    [
        "no worries. cancel them",
        "i'd pay more for a hot dog in the gallery",
        "happy to pay extra for gallery tickets next week",
    ],
)
def test_what_is_no_mistake_and_no_seat_begins_nothing(talk: Talk, message: str) -> None:
    reply = talk.say(message)
    assert not any(card.type == "quote" for card in reply.cards)
    assert "Better seats for" not in reply.response
