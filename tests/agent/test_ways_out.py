"""Who has tickets and tells so is sold none: some of the party cannot come, better seats are wanted for all of them, or it is asked what there is to do."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.context import budgets
from willcall.agent.dialogue.owned import already, which_i_have
from willcall.agent.state import ConversationState
from willcall.understanding.reading import Intent, PriceBound, Reading, Slot, Wish

Fan = Callable[..., Talk]
SOLD = {"events", "seats", "hold", "payment"}


@pytest.mark.parametrize(
    "said",
    [
        "3 of us going to the otters on friday, now 2 cant. refund those two please, and how much do i get back exactly",
        "there were 3 of us booked for the otters on friday but two have dropped out. can i get the money back",
        "i have 3 for the otters friday, 2 of us cant make it, can we return theirs",
        "three of us were going to the otters on friday, two of them cant now, money back for those pls",
    ],
)
def test_who_of_a_party_cannot_come_goes_back_and_nobody_is_sold_a_seat(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    reply = talk.say(said)
    assert "Refund of 2 tickets" in reply.response
    assert not SOLD & set(talk.cards())
    assert talk.say("yes").state.awaiting is None
    assert [t.status for t in talk.orders()[0].tickets].count("valid") == 1


@pytest.mark.parametrize(
    "said",
    [
        "3 of us going to the otters on friday, can we get a refund if 2 cant make it?",
        "3 of us going to the otters on friday, 2 cant climb stairs. what do you have",
        "3 of us going to the otters on saturday",
    ],
)
def test_a_party_that_may_not_come_or_buys_gives_nothing_back(fan: Fan, said: str) -> None:
    assert "Refund of" not in after_buying(fan).say(said).response


def test_for_whom_nothing_is_known_nothing_goes_back(fan: Fan) -> None:
    talk = fan()
    talk.say("3 of us going to the otters on friday, now 2 cant. refund those two please")
    assert "quote" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "hey i have 3 for fridays otters game and my kids got the flu. what are my options",
        "got 3 for the otters friday but we cant come, what can i do?",
        "my lad broke his leg so we wont make it to the otters on friday. do i have any options?",
    ],
)
def test_every_way_out_is_told_with_its_deadline(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    response = talk.say(said).response
    assert "refunded until" in response or "Refund of 3 tickets" in response
    assert not SOLD & set(talk.cards())


@pytest.mark.parametrize("said", ["what are my options for friday?", "what can i do at the dome if im ill?", "what options do you have for 2 on friday"])  # fmt: skip
def test_options_of_seats_or_of_what_may_be_are_no_way_out(fan: Fan, said: str) -> None:
    assert "handed on until" not in after_buying(fan).say(said).response


@pytest.mark.parametrize("said", ["can i get refunded", "can i get a refund please", "can we still get refunded?"])
def test_a_refund_is_quoted_where_it_is_asked_for_of_ones_only_order(fan: Fan, said: str) -> None:
    assert "Refund of 3 tickets" in after_buying(fan).say(said).response


@pytest.mark.parametrize("said", ["can i get a refund if i cant come", "can i get refunded when the show is off"])
def test_a_refund_that_is_only_supposed_is_none(fan: Fan, said: str) -> None:
    assert "Refund of 3 tickets" not in after_buying(fan).say(said).response


def test_the_show_named_where_we_asked_which_one_gets_its_rule(fan: Fan) -> None:
    talk = fan()
    talk.say("can i get refunded")
    assert "tell me which one" in talk.reply.response
    talk.say("the otters on friday obviously")
    assert "24 hours" in talk.reply.response
    assert "How many" not in talk.reply.response


def test_better_seats_for_all_of_us_for_so_much_more_are_no_sale(fan: Fan) -> None:
    talk = after_buying(fan)
    reply = talk.say("can we get moved to better seats for fridays otters game? up to 300 more for all 3 of us")
    assert "Better seats for" in reply.response
    assert "more in all" in reply.response


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("any chance we get moved to better seats, up to 300 for all of us", Intent.UPGRADE),
        ("happy to pay 60 more for closer seats", Intent.UPGRADE),
        ("2 better seats for under 100 each", Intent.BUY),
    ],
)
def test_a_limit_tells_a_sale_unless_it_comes_on_top(said: str, meant: Intent) -> None:
    slots = (Slot("max_price", PriceBound(100.0), "100", 0, 3), Slot("quantity", 2, "2", 3, 4))
    reading = Reading(text=said, wishes=(Wish(Intent.UPGRADE, 1.0, 0, len(said)),), slots=slots, ranking=())
    assert budgets.meant(reading.wishes[0], reading, ConversationState()).intent is meant


@pytest.mark.parametrize(
    "said",
    [
        "which otters games do i have tickets for?",
        "what shows have we got tickets for",
        "wot games did i book",
        "which matches am i booked for",
    ],
)
def test_it_is_told_which_shows_there_are_orders_for(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "confirmed, order" in talk.reply.response
    assert not SOLD & set(talk.cards())


@pytest.mark.parametrize("said", ["which games do you have tickets for", "which games do i have to choose from", "what games are on"])  # fmt: skip
def test_what_is_on_sale_is_none_of_ones_orders(said: str) -> None:
    assert which_i_have.SHOWS.search(said) is None


def two_orders(fan: Fan) -> Talk:
    talk = after_buying(fan)
    talk.say("2 for the glass orchard on the 14th in the gallery", "the first", "yes")
    talk.pay()
    assert len(talk.orders()) == 2
    return talk


def test_the_one_pointed_at_in_the_list_of_orders_is_opened(fan: Fan) -> None:
    talk = two_orders(fan)
    first, second = talk.say("show my orders").response.split("\n")[1:3]
    assert "Tell me which one" in talk.reply.response
    talk.say("the second one")
    assert talk.card("order").order_id in second
    talk.say("show my orders", "refund the first one")
    assert "Glass Orchard" in talk.reply.response if "Glass Orchard" in first else "Otters" in talk.reply.response
    assert "quote" in talk.cards()


def test_the_earlier_or_the_later_of_two_orders_is_told_apart(fan: Fan) -> None:
    talk = two_orders(fan)
    reply = talk.say("i have two shows booked. cancel the later one and send the money back")
    assert "That is The Glass Orchard" in reply.response
    assert "Refund of 2 tickets" in reply.response


def test_the_day_of_an_order_in_the_list_picks_it(fan: Fan) -> None:
    talk = two_orders(fan)
    talk.say("i want to refund an order", "the 14th")
    assert "The Glass Orchard" in talk.reply.response
    assert "quote" in talk.cards()


@pytest.mark.parametrize("said", ["how long is venue credit valid?", "ok how long is credit good for", "does my voucher expire", "credit. how long does it last before expiring"])  # fmt: skip
def test_how_long_credit_is_good_for_is_told_to_anybody(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "24 months" in talk.reply.response
    assert talk.awaiting is None


def test_how_long_credit_is_good_for_leaves_the_quote(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund them as credit please")
    assert "as credit" in talk.reply.response
    assert "24 months" in talk.say("ok how long is it good for?").response
    assert talk.awaiting == "confirmation"
    assert talk.orders()[0].status == "confirmed"


def test_how_long_the_seats_are_there_is_not_the_life_of_credit(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund them as credit please")
    assert "24 months" not in talk.say("how long do i have the seats").response


def test_em_is_them_where_they_are_given_away(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("refund my orchard tickets")
    talk.turns.clock.advance(seconds=10 * 86400)  # type: ignore[attr-defined]
    talk.say("refund my tickets")
    assert "Who shall have them" in talk.say("could i just give em to my sister instead?").response


@pytest.mark.parametrize("said", ["i have 2 for saturday", "5 of us"])
def test_a_count_alone_tells_of_no_party_that_cannot_come(said: str) -> None:
    assert already._CANNOT.search(said) is None
