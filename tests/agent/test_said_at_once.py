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
