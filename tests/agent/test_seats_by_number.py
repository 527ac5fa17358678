"""Seats named by their numbers: exactly those where they are free, what is near where not, and never another wish's."""

import time
from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.dialogue.context import numbered
from willcall.boxoffice.season import SeatRow, SeatSection
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]
Seats = tuple[str, str, tuple[str, ...]]
PLAY = "the glass orchard on saturday"


def offers(talk: Talk) -> list[Seats]:
    return [(o.section, o.row, tuple(o.numbers)) for o in talk.card("seats").options]


def sold(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said, "yes", "yes")
    talk.pay()
    assert "order" in talk.cards()


@pytest.mark.parametrize("said", [
    f"Are seats 5 and 6 in row C of the gallery still free for {PLAY}? If they are I will have them",
    f"2 tickets for {PLAY} in the gallery, row C seats 5 and 6",
    f"seats 5 & 6, row C, gallery, {PLAY} please",
    f"can i have C5 and C6 in the gallery for {PLAY}",
    f"we want row C 5-6 in the gallery at {PLAY}",
])  # fmt: skip
def test_seats_named_by_number_are_offered_and_held_after_a_yes(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert offers(talk) == [("Gallery", "C", ("5", "6"))]
    assert "hold" not in talk.cards()
    assert talk.card("seats").options[0].total.amount == 9000
    talk.say("yes")
    assert "Gallery, row C, seats 5, 6" in talk.reply.response
    assert talk.card("quote").total.amount == 9000


@pytest.mark.parametrize("said", ["row C 5 and 6 please", "no, numbers 5 and 6 in row C", "5 and 6 in row C", "C5 and C6 please", "have you got C5 and C6?", "are seats 5 and 6 in row C free?", "seats 5 and 6 row C"])  # fmt: skip
def test_numbers_of_none_of_the_offers_are_another_search(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(f"2 for {PLAY}", said)
    assert offers(talk) == [("Parterre", "C", ("5", "6")), ("Gallery", "C", ("5", "6"))]
    assert "hold" not in talk.cards()


def test_the_numbers_of_an_offer_pick_it(fan: Fan) -> None:
    talk = fan()
    talk.say(f"2 for {PLAY}", "row B 5 and 6 in the gallery please")
    assert "holding Gallery, row B, seats 5, 6" in talk.reply.response


def test_other_numbers_while_seats_are_held_are_a_search_and_no_yes(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(f"2 for {PLAY} in the gallery", "the first", "no, numbers 8 and 9 in row B")
    assert offers(talk) == [("Gallery", "B", ("8", "9"))]
    assert "payment" not in talk.cards()


def test_sold_seats_are_said_not_to_be_free(fan: Fan) -> None:
    sold(fan, f"seats 5 and 6 in row C of the gallery for {PLAY}")
    talk = fan()
    talk.say(f"are seats 5 and 6 in row C of the gallery free for {PLAY}?")
    assert talk.reply.response.startswith("Seats 5 and 6 in row C are not free.")
    assert offers(talk)[:2] == [("Gallery", "C", ("3", "4")), ("Gallery", "C", ("7", "8"))]
    assert all(row != "C" for _, row, _ in offers(talk)[2:])
    talk.say("seats 6 and 7 then")
    assert talk.reply.response.startswith("Of seats 6 and 7 in row C only 7 is free.")
    assert "hold" not in talk.cards()
    talk.say("seat C5 please, just the one")
    assert talk.reply.response.startswith("Seat 5 in row C is not free.")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("seats 5 and 6 in row F of the gallery", "There is no row F in Gallery."),
        ("is seat 25 in row B of the gallery free", "There is no seat 25 in row B"),
    ],
)
def test_what_the_house_has_not_is_said(fan: Fan, said: str, told: str) -> None:
    talk = fan()
    talk.say(f"{said} for {PLAY}")
    assert told in talk.reply.response
    assert "hold" not in talk.cards()


def test_numbers_wait_for_the_show_but_stick_to_no_other(fan: Fan) -> None:
    talk = fan()
    talk.say("seats 5 and 6 row C, 2 tickets")
    assert talk.awaiting == "event"
    talk.say(f"{PLAY}")
    assert offers(talk) == [("Parterre", "C", ("5", "6")), ("Gallery", "C", ("5", "6"))]
    talk.say("2 for the otters on saturday in 301 instead")
    assert len(offers(talk)) > 1


@pytest.mark.parametrize("said", ["how about the gallery?", "make it 4", "row A then"])
def test_another_part_or_number_lets_the_numbers_go(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(f"seats 9 and 10 in row C of the parterre for {PLAY}")
    assert offers(talk) == [("Parterre", "C", ("9", "10"))]
    talk.say(said)
    assert "hold" not in talk.cards()
    assert all(not {"9", "10"} & set(numbers) for _, _, numbers in offers(talk))


def test_numbers_not_yet_looked_for_go_with_a_change_of_tickets(fan: Fan) -> None:
    talk = fan()
    talk.say("can i have seats 9 and 10 in row C, the otters", "actually 3 of us", "the second")
    assert all(not {"9", "10"} & set(numbers) for _, _, numbers in offers(talk))


def test_fewer_numbers_than_tickets_are_among_them_and_more_are_to_choose_from(fan: Fan) -> None:
    talk = fan()
    talk.say(f"3 for {PLAY} in the parterre, seats 5 and 6 in row C")
    assert offers(talk) == [("Parterre", "C", ("4", "5", "6"))]
    talk = fan()
    talk.say(f"seats 5 or 6 in row B of the gallery for {PLAY}", "1")
    assert offers(talk) == [("Gallery", "B", ("5",))]


def test_a_wheelchair_space_by_number(fan: Fan) -> None:
    talk = fan()
    talk.say(f"seat A1 in the gallery for {PLAY}, i use a wheelchair")
    assert offers(talk) == [("Gallery", "A", ("1",))]
    assert "wheelchair space: seat 1" in talk.reply.response
    talk = fan()
    talk.say(f"i use a wheelchair, seat B4 in the gallery for {PLAY}")
    assert "Seat 4 in row B is no wheelchair space." in talk.reply.response
    assert all(row == "A" for _, row, _ in offers(talk))


def test_general_admission_has_no_numbers(sqlite_database: Database, clock: FixedClock) -> None:
    season = small_season(clock.now)
    yard = SeatSection(
        name="Yard",
        tier="Gallery",
        level=3,
        unreserved=True,
        rows=[SeatRow(name="GA", seats=[str(n) for n in range(1, 31)])],
    )
    venues = [
        v.model_copy(update={"sections": [*v.sections, yard]}) if v.name == "Orrin Hall" else v for v in season.venues
    ]
    talk = Talk(runner(sqlite_database, clock, season.model_copy(update={"venues": venues})))
    talk.say(f"seats 5 and 6 in the yard for {PLAY}")
    assert "no numbers" in talk.reply.response
    assert "hold" not in talk.cards()


@pytest.mark.parametrize("said", [
    "not seats 5 and 6 in row C", "anything but seats 5 and 6 in row C", "we don't want seats 5 and 6 row C", "I'm in seats 5 and 6 row C, where is the bar?",
    "my friends have seats 5 and 6 in row C, anything near them?", "somewhere near seats 5 and 6 in row C", "row C for 5 or 6 people", "row C, 2 tickets",
    "the best seats 2 please", "2 seats 50 each", "numbers 2 and 3", "seats 101 and 102", "two at 7 and 8 pm", "we are sitting in row C seats 5 and 6",
])  # fmt: skip
def test_what_names_no_seats_to_buy(said: str) -> None:
    assert numbered.named(said, ["101", "102"], bare=True) is None


@pytest.mark.parametrize("said", ["is seat 5 in row C behind a pillar?", "can you see well from seats 5 and 6 in row C?", "are C5 and C6 near the toilets?", "i lost my scarf at seat 5 row C", "my seats are 5 and 6 in row C, where is the bar", "is the view from C5 any good?"])  # fmt: skip
def test_what_is_asked_or_told_of_seats_searches_for_none(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(f"2 for {PLAY}", said)
    assert not {"hold", "payment"} & set(talk.cards())
    assert all(o.row != "C" for c in talk.reply.cards if c.type == "seats" for o in c.options)


@pytest.mark.parametrize("piece", ["5 and ", "row c 5, ", "seats 5, 6, ", "c5 and c", "seats  ", "numbers 1-"])
def test_long_messages_are_read_quickly(piece: str) -> None:
    begun = time.perf_counter()
    numbered.named((piece * 8000)[:8000], [], bare=True)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize("said", [
    "seats {0} and {1} in row {row} would suit mum",
    "{row} {0} and {1} are perfect",
    "row {row} seats {0} & {1} look just right for my nan",
    "Splendid. I think seats {0} and {1} in row {row} it is",
])  # fmt: skip
def test_seats_spelled_out_that_are_one_of_the_offers_are_held_at_once(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(f"2 for {PLAY} in the gallery")
    option = talk.card("seats").options[-1]
    talk.say(said.format(*option.numbers, row=option.row))
    assert f"I'm holding Gallery, row {option.row}" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["seats {0} and {1} in row {row} are too far back", "are seats {0} and {1} in row {row} covered?"]
)
def test_seats_spelled_out_and_faulted_or_asked_of_are_not_held(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(f"2 for {PLAY} in the gallery")
    option = talk.card("seats").options[-1]
    talk.say(said.format(*option.numbers, row=option.row))
    assert "I'm holding" not in talk.reply.response


def test_seats_near_those_asked_for_have_the_space_that_is_needed(fan: Fan) -> None:
    sold(fan, f"gallery row A seats 3 and 4 for {PLAY}")
    talk = fan("cus_bea")
    talk.say(f"2 for {PLAY} in the gallery, one of us is in a wheelchair", "what about seats 3 and 4 in row A")
    assert all("1" in numbers for _, _, numbers in offers(talk))
    talk.say("what about seats 1 and 3 in row A")
    assert all("1" in numbers for _, _, numbers in offers(talk))
