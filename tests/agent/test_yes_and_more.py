"""A yes that gives money back or hands tickets on, beside another wish: it is done, and the other wish is heard after it."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.boxoffice.season import SeasonOrder
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.fixture
def fan(sqlite_database: Database, clock: FixedClock) -> Fan:
    """As ever, but Ida has an order for the play too."""
    season = small_season(clock.now)
    play = SeasonOrder(
        order_id="ord_ida2",
        customer_id="cus_ida",
        event_id="evt_05",
        section="Gallery",
        quantity=2,
        placed_at=clock.now,
    )
    turns = runner(sqlite_database, clock, season.model_copy(update={"orders": [*season.orders, play]}))
    return lambda customer_id=None: Talk(turns, customer_id)


def given_back(talk: Talk) -> int:
    return sum(t.status == "refunded" for order in talk.orders() for t in order.tickets)


@pytest.mark.parametrize(
    "said",
    [
        "yes and the other one",
        "yes please. the other one too",
        "yeah go ahead, and the rest",
        "yes, then the other order",
    ],
)
def test_an_order_goes_back_before_the_other_is_quoted(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("cancel everything i have booked")
    first = talk.card("quote").quote_id
    talk.say(said)
    assert given_back(talk) == 2
    assert talk.card("quote").quote_id != first
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert given_back(talk) == 4


def test_the_other_order_is_quoted_though_only_one_was_spoken_of(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets", "yes and the other one as well")
    assert given_back(talk) == 2
    assert "The Glass Orchard" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_what_was_done_out_of_turn_does_not_come_up_again(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("cancel everything i have booked", "no, the other one", "yes")
    assert given_back(talk) == 2
    assert "cannot be changed" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("yes please, and 2 tickets for the lina marsh quartet in the gallery", "Lina Marsh Quartet"),
        ("yes pls. n can i get 2 seats for the lina marsh quartet", "Lina Marsh Quartet"),
        ("yes, and refund the glass orchard ones too", "The Glass Orchard"),
        ("yeah go ahead. is there parking?", "arking"),
    ],
)
def test_what_else_is_wished_for_comes_after_the_refund(fan: Fan, said: str, then: str) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets", said)
    assert given_back(talk) == 2
    assert "goes back" in talk.reply.response
    assert then in talk.reply.response.split("goes back")[1]


@pytest.mark.parametrize(
    "said",
    [
        "yes and one ticket for the otters",
        "yes, and do i get the fees back?",
        "yes but first the other one",
        "yes if i can get 2 tickets for the lina marsh quartet",
        "yes, and is it the full amount?",
        "yes and as credit",
        "yes and the money to my other card",
        "yes and keep one",
        "yes? and the other one?",
        "and the other one",
        "yes and 2 tickets for the lina marsh quartet instead",
        "maybe. and the other one",
    ],
)
def test_no_money_goes_back_where_more_may_hang_on_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets", said)
    assert given_back(talk) == 0


def test_the_other_of_two_tickets_is_no_other_order(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund one of my otters tickets", "yes and the other one")
    assert given_back(talk) == 0


@pytest.mark.parametrize(
    "said", ["yes. and the emailing?", "yes please, and is there parking?", "yes. does she get an email about it?"]
)
def test_tickets_are_handed_on_beside_a_question(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("hand my otters tickets to my sister, her email is sis@example.com", said)
    assert "Done: sis@example.com now has two tickets" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said", ["yes. can i get them back?", "yes, but is it free?", "yes. is it the right address?", "yes and keep one"]
)  # fmt: skip
def test_they_are_not_where_the_question_is_of_the_handing_on(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("hand my otters tickets to my sister, her email is sis@example.com", said)
    assert all(t.status == "valid" for order in talk.orders() for t in order.tickets)


def upgraded(fan: Fan) -> Talk:
    talk = fan("cus_ida")
    talk.say("upgrade my otters tickets", "1")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "no wait cancel that, i keep my upper seats",
        "nah i'll keep my old seats",
        "i'd rather keep our own tickets thanks",
    ],
)
def test_better_seats_are_refused_for_ones_own_called_by_any_word(fan: Fan, said: str) -> None:
    talk = upgraded(fan)
    talk.say(said)
    assert "you keep the seats you have" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["i'll keep my new seats", "can i keep my old seats too?", "i keep my seats in 101 instead", "yes keep my seats together"]
)  # fmt: skip
def test_other_words_of_keeping_refuse_nothing(fan: Fan, said: str) -> None:
    talk = upgraded(fan)
    talk.say(said)
    assert "you keep the seats you have" not in talk.reply.response


def test_the_whole_lot_is_no_other_wish_beside_a_yes(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("2 for the otters on friday in 301", "1", "fine whole lot then, yes book it")
    assert talk.awaiting == "payment"


@pytest.mark.parametrize(
    "said",
    ["book it, then the quartet please", "yes book. and I still need 2 for the quartet", "yes please, then one for the quartet"],
)  # fmt: skip
def test_a_purchase_after_the_yes_waits_until_it_is_paid(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first")
    seats = talk.card("quote").quote_id
    talk.say(said)
    assert talk.awaiting == "payment"
    assert "“quartet” comes right after this" in talk.reply.response
    assert talk.card("payment").quote_id == seats
    talk.pay()
    assert len(talk.orders()) == 1
    assert "Quartet" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["yes, but actually the quartet", "book the quartet instead", "yes if the quartet is sold out"]
)
def test_another_show_instead_is_no_yes(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", said)
    assert talk.awaiting != "payment"
    assert "comes right after this" not in talk.reply.response
