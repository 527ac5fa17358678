"""The show in hand on another day, asked beside a purchase; and the time that tells which of two days is meant."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.agent.season import HALL, small_season
from tests.agent.talk import Talk, runner

from willcall.boxoffice.season import SeasonEvent, SeasonPolicy
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "hm and is it on saturday too?",
        "is it on saturday as well",
        "does it play on saturday",
        "is there one on saturday too",
    ],
)
def test_it_is_the_show_in_hand(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("do you have tickets for the otters vs the dune jackals on friday", said)
    assert "Yes: Marlow Otters vs. Dune Jackals: Sat" in talk.reply.response
    assert "Glass Orchard" not in talk.reply.response
    assert talk.awaiting == "quantity"


def test_that_it_is_not_on_is_said_with_its_next_dates(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("tickets for the glass orchard on saturday", "is it on monday too?")
    assert "The Glass Orchard is not on then" in talk.reply.response
    assert "Lina Marsh" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "hmm wait whats saturday like, is it any cheaper?",
        "is saturday cheaper?",
        "how much is it on saturday",
        "is it the same price on saturday",
    ],
)
def test_another_days_price_is_told_beside_the_quote_which_stays(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 upper tickets for the otters on friday", "the first one")
    assert talk.awaiting == "confirmation"
    talk.say(said)
    assert "Upper from $27.50, fees included: the same price" in talk.reply.response
    assert "still holding" in talk.reply.response
    talk.say("nah keep friday then", "yes")
    assert "$55.00 to pay" in talk.reply.response


@pytest.mark.parametrize("said", ["saturday instead", "can we do saturday instead"])
def test_who_wants_the_other_day_gets_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 upper tickets for the otters on friday", "the first one", said)
    assert "Sat" in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize("said", ["wed 7.30 glass orchard", "glass orchard wednesday 7.30", "glass orchard wed 7:30"])
def test_the_time_tells_which_wednesday(sqlite_database: Database, clock: FixedClock, said: str) -> None:
    season = small_season(clock.now)
    tonight = clock.now + timedelta(hours=5)  # 5:00 PM
    later = clock.now + timedelta(days=7, hours=6, minutes=30)  # the clocks go forward between
    for number, starts in ((20, tonight), (21, later)):
        season.events.append(
            SeasonEvent(
                event_id=f"evt_{number}",
                name="The Glass Orchard",
                kind="theatre",
                venue_id=HALL.venue_id,
                starts_at=starts,
                ends_at=starts + timedelta(hours=2),
                prices=season.events[3].prices,
            )
        )
    talk = Talk(runner(sqlite_database, clock, season), "cus_ann")
    talk.say(said)
    assert "7:30 PM" in talk.reply.response
    assert talk.awaiting == "quantity"
    assert "Hello" not in talk.reply.response


@pytest.fixture
def limited(sqlite_database: Database, clock: FixedClock) -> Talk:
    season = small_season(clock.now)
    season.policies.append(
        SeasonPolicy(policy_id="pol_six", kind="purchase_limit", name="Six-ticket limit", parameters={"max_tickets": 6})
    )
    talk = Talk(runner(sqlite_database, clock, season), "cus_ann")
    talk.say("need 7 tickets for the lina marsh quartet")
    assert talk.awaiting == "quantity"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "what, why only 6? theres 7 of us",
        "why only 6",
        "but there are 7 of us",
        "can't you do 7",
        "how come",
        "what if i buy 4 and then 3",
        "so what can i do then",
        "is there any way to get 7",
    ],
)
def test_a_limit_asked_about_is_told_with_what_can_be_done(limited: Talk, said: str) -> None:
    limited.say(said)
    assert "it is a rule of this show (Six-ticket limit)" in limited.reply.response
    assert "second order" in limited.reply.response
    assert "a person can have a look" in limited.reply.response
    assert limited.awaiting == "quantity"


@pytest.mark.parametrize("said", ["6 then", "ok just 6"])
def test_as_many_as_may_be_are_offered(limited: Talk, said: str) -> None:
    limited.say(said)
    assert "six tickets" in limited.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "How long is it, and is there an interval?",
        "how long is it",
        "how long is it and is there a bar",
    ],
)
def test_it_is_the_show_that_was_only_asked_about(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("hello does the glass orchard have captions or anything for my dad, he's quite deaf", said)
    assert "The Glass Orchard is planned to last 3 h" in talk.reply.response
    assert "How long is it" not in talk.reply.response
    assert "\nGames last" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "2 gallery seats for the glass orchard saturday. also whats the latest we can turn up and is there a cloakroom",
        "2 gallery seats for the glass orchard saturday. is there a cloakroom and how late can we arrive",
    ],
)
def test_how_late_one_may_come_is_answered_beside_the_rest(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "arrive late" in talk.reply.response
    assert "oat" in talk.reply.response
    assert "two tickets" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "two in the galery for the glass orchard saturday",
        "me and the wife want to see the glass orchard on saturday, two in the gallrey",
        "2 for the glass orchard saturday, galleryy please",
    ],
)
def test_a_part_of_the_house_is_found_with_a_slip_in_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "1. Gallery" in talk.reply.response
    assert "Parterre" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["two for the glass orchard saturday in the evening", "2 for the glass orchard saturday, thanks galore"]
)
def test_everyday_words_are_no_part_of_the_house(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "Parterre" in talk.reply.response
    assert "Gallery" in talk.reply.response
