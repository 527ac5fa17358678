"""What is asked in the words of a wish is answered with it, where the documents know; what only sounds like a question asks nothing."""

from collections.abc import Callable

import pytest
from tests.agent.summer import summer_season
from tests.agent.talk import Talk, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.knowledge.ingest.readers import read_bytes
from willcall.knowledge.search import BookShelf, KeywordKnowledge

Fan = Callable[..., Talk]
BOOK = b"""# Tickets and help

## Concessions
Students and over-66s get 20% off at the ticket desk only, with a card. There is no concession for comedy.

## Hearing
An induction loop covers the Stalls.

## Signed
The matinee of The Paper Swan is interpreted in sign language.

## Gift vouchers
Gift vouchers are sold in $25 and $50. They cannot be used online yet.
"""


@pytest.fixture
def fan(sqlite_database: Database, clock: FixedClock) -> Fan:
    books = KeywordKnowledge(BookShelf([read_bytes("help", BOOK, kind="markdown")]))
    turns = runner(sqlite_database, clock, summer_season(clock.now), knowledge=books)
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "said",
    ["student ticket for sable nights?", "a senior ticket for sable nights?", "any student discount for sable nights?"],
)
def test_what_some_pay_is_told_of_a_show_that_is_named(fan: Fan, said: str) -> None:
    assert "20% off" in fan().say(said).response


@pytest.mark.parametrize(
    "said",
    ["discount for pensioners at the opera", "ok. an do u have any discount for pensioners at the opera", "do oaps get a discount?", "is there a discount for over 65s"],
)  # fmt: skip
def test_the_old_by_any_name_are_who_the_documents_speak_of(fan: Fan, said: str) -> None:
    assert "20% off" in fan().say(said).response


@pytest.mark.parametrize(
    "said",
    ["great, and the induction loop? if so 2 for sable nights", "2 for sable nights, and is there a hearing loop?"],
)
def test_the_loop_is_told_with_the_seats(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "induction loop covers the Stalls" in talk.reply.response
    assert "seats" in talk.cards()


def test_two_questions_after_what_leads_up_to_them(fan: Fan) -> None:
    said = fan().say("my daughter is deaf. which ballet has the sign language and is there a loop").response
    assert "sign language" in said
    assert "induction loop" in said


@pytest.mark.parametrize(
    "said", ["row BB. it is how much with everything? i pay with card?", "row BB. can i pay by card?"]
)
def test_who_asks_to_pay_by_card_beside_a_pick_is_told_where(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 in the dress circle for sable nights", said)
    assert "ways to pay" in talk.reply.response
    assert "hold" in talk.cards()


def test_to_pay_by_card_is_asked_before_anything_is_held(fan: Fan) -> None:
    assert "ways to pay" in fan().say("can i pay with card?").response


@pytest.mark.parametrize("said", ["2 student tickets for sable nights please", "2 for sable nights for my students"])
def test_who_asks_nothing_is_told_nothing(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "20% off" not in talk.reply.response
    assert "I don't know" not in talk.reply.response
