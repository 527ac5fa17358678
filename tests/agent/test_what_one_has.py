"""What is asked of tickets one has, of those handed on, of a case, of a payment in doubt; and which order a few words mean."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, after_buying, runner

from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.owned import mine
from willcall.boxoffice.season import SeasonPolicy
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "are my seats next to each other",
        "are those seats together?",
        "row a 5 and 6, together or not?",
        "are we sitting together",
    ],
)
def test_seats_that_were_bought_are_told_to_be_side_by_side(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.reply.response.startswith("Yes, side by side.")


@pytest.mark.parametrize(
    "said", ["2 for the lina marsh quartet, together please", "are there two seats together for the quartet?"]
)
def test_seats_wanted_together_are_offered(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "seats" in talk.cards()


def test_whoever_doubts_the_date_is_shown_the_order(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("I think I bought the wrong date?? what date is my foxes game")
    assert "order ord_ida1" in talk.reply.response
    assert talk.reply.state.flow is None


def test_where_a_ticket_handed_on_sits_is_told(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("send the last ticket to my brother, jo@example.org", "yes", "which seat has my brother now?")
    assert "jo@example.org has Section 301" in talk.reply.response
    talk.say("did he get it? will he need an account?")
    assert "jo@example.org has Section 301" in talk.reply.response
    talk.say("send the rest to sam@example.org", "yes", "show me my order")
    assert "All its tickets were handed on" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "can i give it to my mum if im sick",
        "I'm thinking of selling them",
        "what would I need from him to take over the tickets",
    ],
)
def test_what_may_be_done_with_a_ticket_is_a_rule(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert not {"events", "seats", "quote"} & set(talk.cards())
    assert "First aid" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["do you sell them at the bar", "have you sold out", "can you give it to me if I come late"]
)
def test_not_every_selling_and_giving_is_of_ones_own(said: str) -> None:
    assert mine._SELLS.search(said) is None
    assert mine._HANDS.search(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "sorry wrong number. my own orchard one, 2 of 4. how much will i get",
        "sorry wrong number. yes my own orchard one, 2 of the 4 only. how much will i get",
    ],
)
def test_the_part_of_an_order_that_is_asked_for_is_the_order_meant(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say("please cancel order ord_ida1", said)
    assert "2 × Gallery returned" in talk.reply.response


def test_the_only_order_is_named_where_another_show_was_and_nothing_is_quoted(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("refund my otters tickets")
    assert "None of your orders is for that" in talk.reply.response
    assert "The Glass Orchard" in talk.reply.response
    assert "quote" not in talk.cards()
    assert [order.status for order in talk.orders()] == ["confirmed"]


def test_after_a_complaint_amends_go_into_the_case(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("I want to complain, the steward was very rude to my mother last night and shoved her")
    talk.say("Yes, I want at least an apology from the manager and some compensation")
    assert "reads all that you write" in talk.reply.response
    talk.say("I said I want an apology and compensation. Is that written in the case?")
    assert "reads all that you write" in talk.reply.response


def test_whoever_waits_for_a_person_is_heard(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("I need to speak to a person")
    for said in ("no just put that in the note for the person", "ok thanks I'll wait"):
        talk.say(said)
        assert "reads all that you write" in talk.reply.response
    for said in ("hello anyone there", "how long will it take? I need a GST invoice"):
        talk.say(said)
        assert "is with our people" in talk.reply.response
    talk.say("2 for the otters on saturday")
    assert "seats" in talk.cards()


def test_without_orders_a_person_is_fetched_when_asked_for(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("refund my tickets", "I don't remember the account, fetch a person then")
    assert "asked a person" in talk.reply.response
    assert people._SOMEBODY.search("don't fetch a person") is None


def test_a_payment_in_doubt_is_in_doubt_however_it_is_asked_for(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay("tok_timeout")
    assert "tok_" not in talk.reply.response
    for said in (
        "hmm did it go or not? was i charged",
        "answer pls was my money deducted?",
        "what happened to my payment",
    ):
        talk.say(said)
        assert "isn't known yet" in talk.reply.response
        assert "Choose below" not in talk.reply.response
    talk.say("I'll use another card")
    talk.pay()
    assert "You're all set" in talk.reply.response


@pytest.fixture
def strict(sqlite_database: Database, clock: FixedClock) -> Talk:
    season = small_season(clock.now)
    no_refunds = SeasonPolicy(
        policy_id="pol_no",
        kind="refund",
        name="No refunds",
        parameters={"allowed": False},
        applies_to={"event_kinds": ["theatre", "concert"]},
    )
    return Talk(
        runner(sqlite_database, clock, season.model_copy(update={"policies": [no_refunds, *season.policies]})),
        "cus_ned",
    )


def test_that_an_order_moves_whole_is_said_before_seats_are_chosen(strict: Talk) -> None:
    strict.say("one of my friends dropped out, can i return just one of my tickets?")
    assert "all four tickets together" in strict.reply.response
    strict.say("hm ok exchange it then? what other dates")
    assert "as a whole" in strict.reply.response
    strict.say("wait i only want to move 1 ticket, the other 3 of us still go")
    assert "I can refund" not in strict.reply.response


def test_a_show_with_no_other_date_is_said_to_have_none(strict: Talk) -> None:
    strict.sign_in("cus_ann").say("2 for the quartet in the gallery", "the first", "yes")
    strict.pay()
    strict.say("refund them")
    assert "no other date of Lina Marsh Quartet" in strict.reply.response
    strict.say("ok exchange then to another date", "no same show only, other date")
    assert "no other date of Lina Marsh Quartet" in strict.reply.response
    assert "events" not in strict.cards()


def test_another_date_after_a_refused_refund_is_an_exchange(strict: Talk) -> None:
    strict.say("refund my orchard tickets", "another date then?")
    assert strict.reply.state.flow == "exchange"
    strict.say("keep my tickets")
    assert "stays as it is" in strict.reply.response


def test_somebody_else_may_use_a_ticket_by_the_rule(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can my mother use one ticket if I can't come?")
    assert "ransfer" in talk.reply.response


def test_an_offer_that_lapsed_in_doubt_is_not_said_to_have_cost_nothing(fan: Fan, clock: FixedClock) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay("tok_timeout")
    clock.now = datetime.fromisoformat(clock.now.isoformat()) + timedelta(hours=1)
    talk.say("hello?")
    assert "nothing was charged" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "Could you send me the remaining tickets again?",
        "show me the tickets i have left",
        "can you resend my tickets again please",
    ],
)
def test_what_is_left_after_a_refund_is_shown_and_not_given_back(fan: Callable[..., Talk], said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund two of the three", "yes")
    assert "Done" in talk.reply.response
    talk.say(said)
    assert talk.cards() == ["order"]
    talk.say("yes")
    assert [t.status for t in talk.orders()[0].tickets].count("refunded") == 2


@pytest.mark.parametrize("said", ["refund the remaining ticket", "send the other ticket to bob@example.com"])
def test_what_is_left_may_go_where_that_is_said(fan: Callable[..., Talk], said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund two of the three", "yes", said)
    assert talk.awaiting == "confirmation"
