"""What a policy forbids is said before a yes is asked for; what was bought is not offered again."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.boxoffice.season import SeasonPolicy
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.fixture
def bound(sqlite_database: Database, clock: FixedClock) -> Fan:
    """Fans of a season where the Otters' tickets stay with who bought them, others move until two days before."""
    season = small_season(clock.now)
    rules = [
        SeasonPolicy(
            policy_id="pol_bound",
            kind="transfer",
            name="Named tickets",
            parameters={"allowed": False},
            applies_to={"event_ids": ["evt_03"]},
        ),
        SeasonPolicy(
            policy_id="pol_late", kind="transfer", name="Late transfers", parameters={"until_minutes_before": 2880}
        ),
    ]
    season = season.model_copy(update={"policies": [*season.policies, *rules]})
    turns = runner(sqlite_database, clock, season)
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "said",
    [
        "need to pass my otters tickets on to my cousin, jess@example.org",
        "send both tickets to jess@example.org",
        "give my tickets to my cousin",
        "transfer my tickets to somebody else please",
    ],
)
def test_tickets_that_may_not_be_handed_on_are_refused_before_a_yes_is_asked_for(bound: Fan, said: str) -> None:
    talk = bound("cus_ida")
    talk.say(said)
    assert "Named tickets: tickets for this event cannot be transferred" in talk.reply.response
    assert talk.awaiting is None
    talk.say("yes")
    assert {t.status for order in talk.orders() for t in order.tickets} == {"valid"}


def test_tickets_are_handed_on_only_in_time(bound: Fan, clock: FixedClock) -> None:
    talk = bound("cus_ned")
    talk.say("send one ticket to jess@example.org")
    assert talk.awaiting == "confirmation"
    talk.say("no")
    clock.advance(seconds=9 * 86_400)
    talk.say("send one ticket to jess@example.org")
    assert "Late transfers: transfers are possible until 2880 minutes before the start" in talk.reply.response


@pytest.mark.parametrize("said", ["what? why. is my money gone?", "how much credit do i have", "hm, what can you do?"])
def test_what_was_paid_for_is_not_offered_again(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first")
    quote_id = talk.card("payment").quote_id
    talk.pay("tok_declined")
    talk.say(said, "ok let me try another card")
    talk.press(type="pay", quote_id=quote_id, payment_method_token="tok_ok")
    assert talk.reply.response.startswith("You're all set: two tickets")
    assert talk.cards() == ["order"]
    assert talk.reply.state.flow is None


def test_a_second_purchase_still_comes_after_the_first(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301 and 2 for the lina marsh quartet", "the first")
    talk.pay()
    assert "Lina Marsh Quartet" in talk.reply.response
    assert talk.reply.state.flow == "purchase"


def test_a_sum_that_must_not_be_passed_is_of_all_of_them(fan):
    talk = fan("cus_ann")
    talk.say("otters game on friday, three people, total cant go over $100")
    assert all(option.total.amount <= 10000 for option in talk.card("seats").options)
    talk = fan("cus_ned")
    talk.say("otters game on friday, three people", "what?? i said 100 max for all three")
    assert all(option.total.amount <= 10000 for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said",
    [
        "how much would 2 in the gallery for lina marsh set me back",
        "Thinking of the gallery for the two of us, lina marsh. Put some aside and tell me the damage",
        "what's the damage for 2 in the gallery for lina marsh",
    ],
)
def test_what_so_many_in_a_part_of_the_house_cost_is_an_offer(fan, said):
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.awaiting == "seats"
    assert len(talk.card("seats").options[0].seat_ids) == 2


def test_a_day_told_twice_is_one_purchase(fan):
    talk = fan("cus_ann")
    talk.say("Could I book two for the glass orchard on Saturday, the 7th? Gallery for preference")
    assert "One after the other" not in talk.reply.response


def test_how_many_of_the_second_wish_is_kept(fan):
    talk = fan("cus_ann")
    talk.say("2 in 301 for the otters on friday and also 2 gallery for lina marsh", "the first", "yes")
    talk.pay()
    assert "two tickets" in talk.reply.response.split("ord_")[1]


def test_a_need_beside_the_price_stays(fan):
    talk = fan("cus_ann")
    talk.say("One wheelchair space plus one for my carer at the otters on friday, how much does that come to?")
    assert "two tickets with wheelchair access" in talk.reply.response
