"""Which of what is shown, and for how many, said in one breath: beside questions, in corrections, by a title, by a part of the house."""

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

LISTED = "3 for the otters on friday, the cheapest"
OF_ONE = "1 for the otters on friday, the cheapest"


@pytest.fixture
def miller(sqlite_database: Database, clock: FixedClock) -> Talk:
    """A fan of a season with a play that has a daughter in its title."""
    season = small_season(clock.now)
    events = [
        e.model_copy(update={"name": "The Miller's Daughter"}) if e.name == "The Glass Orchard" else e
        for e in season.events
    ]
    return Talk(runner(sqlite_database, clock, season.model_copy(update={"events": events})))


@pytest.fixture
def harbour(sqlite_database: Database, clock: FixedClock) -> Talk:
    return Talk(runner(sqlite_database, clock, harbour_season(clock.now)))


@pytest.mark.parametrize(
    "said",
    [
        "the millers daughter, saturday, theres 3 of us",
        "the miller's daughter pls, saturday, there's 3 of us",
        "3 of us, the millers daughter, on saturday",
        "millers daughter sat 3 of us",
    ],
)
def test_a_daughter_in_a_title_is_no_child(miller, said):
    reply = miller.say("whats on this weekend", said)
    assert "The Miller's Daughter on Sat" in reply.response
    assert "three tickets" in reply.response
    assert "Children" not in reply.response


def test_a_daughter_who_comes_is_asked_about(miller):
    reply = miller.say("2 for the millers daughter saturday, my daughter is 1, does she need a ticket")
    assert "The Miller's Daughter on Sat" in reply.response
    assert "Children under 2" in reply.response


@pytest.mark.parametrize(
    "said",
    [
        "what? no. not the otters, glass orchard sat night",
        "omg. NOT the otters. the glass orchard",
        "huh? the glass orchard sat pls",
        "wrong show! i want the glass orchard",
        "i said the glass orchard ffs",
        "the glass orchard",
        "nah forget the otters what about the glass orchard sat instead",
    ],
)
def test_another_show_that_is_named_over_seats_has_its_seats_shown(fan, said):
    reply = fan().say("3 for the otters on saturday", said)
    assert "The Glass Orchard on Sat" in reply.response
    assert "three tickets" in reply.response


@pytest.mark.parametrize(
    "said", ["when is the glass orchard on?", "whats the glass orchard about", "how long is the glass orchard"]
)
def test_what_is_asked_of_another_show_changes_nothing(fan, said):
    talk = fan()
    reply = talk.say("3 for the otters on saturday", said)
    assert talk.awaiting == "seats"
    assert "three tickets" not in reply.response
    assert "Marlow Otters" in talk.say("the cheapest please").response


@pytest.mark.parametrize(
    "said",
    [
        "one question is there an interval? and 1 pls",
        "is there an interval? and 1 please",
        "can i take photos? n 1 pls",
        "ok and 1 pls",
        "ill take 1",
    ],
)
def test_a_bare_number_over_a_list_is_a_place_in_it(fan, said):
    reply = fan().say(LISTED, said)
    assert "I'm holding Section 301, row A" in reply.response
    assert "3 × Section 301" in reply.response


@pytest.mark.parametrize(
    "said", ["is there an interval? and 2 tickets pls", "and 2 tickets please", "can you make it 2"]
)
def test_so_many_tickets_are_no_place_in_the_list(fan, said):
    assert "two tickets" in fan().say(LISTED, said).response


@pytest.mark.parametrize(
    "said",
    [
        "no no 3 tickets, option 1 i meant. 301 row A",
        "no no i need 3, the first one",
        "3 tickets!! option 1",
        "no sorry i meant option 1, still 3 of us",
        "no THREE tickets, 301 row a",
    ],
)
def test_another_number_beside_a_choice_is_what_is_held(fan, said):
    reply = fan().say(OF_ONE, said)
    assert "Changed to three tickets." in reply.response
    assert "I'm holding Section 301, row A" in reply.response
    assert "3 × Section 301" in reply.response


@pytest.mark.parametrize("said", ["option 1", "option 1 for 1 of us", "the first one, 1 of us is a student"])
def test_a_choice_without_another_number_is_held_for_as_many(fan, said):
    assert "1 × Section 301" in fan().say(OF_ONE, said).response


@pytest.mark.parametrize(
    "said", ["ok the one in 101", "i'll have the one in 101", "that one in 101", "ok that one 101"]
)
def test_the_one_in_a_part_of_the_house_is_no_number(fan, said):
    reply = fan().say("2 for the otters on friday", said)
    assert "2 × Section 101" in reply.response


@pytest.mark.parametrize("said", ["one in 101", "just one ticket in 101"])
def test_one_in_a_part_of_the_house_is_one_ticket(fan, said):
    assert "one ticket" in fan().say("2 for the otters on friday", said).response


@pytest.mark.parametrize(
    ("said", "row"),
    [("ok that one parterre b", "B"), ("parterre c pls", "C"), ("ok parterre b then", "B"), ("parterre b", "B")],
)
def test_a_letter_after_a_part_of_the_house_is_its_row(fan, said, row):
    reply = fan().say("3 for the glass orchard saturday in the parterre", said)
    assert f"I'm holding Parterre, row {row}" in reply.response
    assert "3 × Parterre" in reply.response


def test_a_row_that_is_not_shown_is_looked_for(fan):
    talk = fan()
    talk.say("3 for the glass orchard saturday in row b of the parterre", "parterre a")
    assert "row A" in talk.reply.response
    assert "row B, seats" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "need a wheelchair spot + one for my husband at the otters friday",
        "a wheelchair space w a companion seat for the otters friday",
        "wheelchair space w/ a carer for the otters on friday",
        "wheelchair spot plus one for my mum, otters friday",
    ],
)
def test_a_wheelchair_space_and_one_beside_it_are_two(fan, said):
    reply = fan().say(said)
    assert "two tickets with wheelchair access" in reply.response


def test_a_wheelchair_space_alone_leaves_the_number_open(fan):
    talk = fan()
    talk.say("a wheelchair space for the otters on friday")
    assert talk.awaiting == "quantity"


@pytest.mark.parametrize(
    "said",
    [
        "two cheapies for the otters on friday",
        "2 cheap uns for the otters friday",
        "couple of cheapos for the otters friday",
        "2 for the otters friday, best value",
        "2 tickets for the otters friday pls, good value",
    ],
)
def test_what_is_cheap_comes_first(fan, said):
    reply = fan().say(said)
    assert "two tickets" in reply.response
    assert "1. Section 301" in reply.response


def test_good_ones_are_counted(fan):
    assert "four tickets" in fan().say("four good uns for the otters on friday").response


@pytest.mark.parametrize(
    "said",
    [
        "we've 200 quid between 3 of us, can we get to the otters on friday at all",
        "we have 200 dollars between 3 of us for the otters on friday",
        "200 bucks between three of us, otters friday",
    ],
)
def test_a_sum_between_so_many_tells_how_many_and_is_for_all(fan, said):
    reply = fan().say(said)
    assert "three tickets" in reply.response
    assert "Section 301" in reply.response
    assert "Section 101" not in reply.response  # three of $88 each
    assert "comes right after" not in reply.response


@pytest.mark.parametrize(
    "said",
    [
        "3 for {show}, cheap as u can but we want seats not standing",
        "3 for {show}, the cheapest, we dont want to stand",
        "3 cheap seats for {show}, seated only",
    ],
)
def test_seats_and_not_standing_leaves_out_places_without_numbers(harbour, said):
    show = next(e.name for e in harbour_season(harbour.turns.clock()).events if e.venue_id == "ven_weir")
    reply = harbour.say(said.format(show=show))
    assert "River Stand" in reply.response
    assert "Lock End" not in reply.response
    assert not [c for c in reply.cards if c.type == "case"]


@pytest.mark.parametrize("said", ["yeah 4", "yes 4", "yea all 4", "yes 4 please"])
def test_a_yes_to_as_many_as_are_offered_takes_them(fan, said):
    talk = fan()
    talk.say("2 for the otters on friday in 301 row c")
    assert "Shall I hold these?" in talk.say("make it 4").response
    assert "4 × Section 301" in talk.say(said).response


def test_a_yes_to_another_number_holds_nothing(fan):
    talk = fan()
    assert "I'm holding" not in talk.say("2 for the otters on friday in 301 row c", "yeah 3").response


@pytest.mark.parametrize(
    "said",
    [
        "is the glass orchard any cheaper than the quartet",
        "is the quartet cheaper than the glass orchard?",
        "is the glass orchard less expensive than the lina marsh quartet",
        "are tickets for the quartet dearer than for the glass orchard",
    ],
)
def test_the_prices_of_both_shows_compared_are_told(fan, said):
    reply = fan().say(said)
    assert "The Glass Orchard on Sat" in reply.response
    assert "Lina Marsh Quartet on Mon" in reply.response
    assert reply.response.count("Parterre from") == 2


@pytest.mark.parametrize("said", ["just the two of us, gallery would do", "the two of us, gallery is grand"])
def test_seats_of_a_show_only_asked_about_are_bought_and_not_bettered(fan, said):
    reply = fan().say("how much is the glass orchard on saturday", said)
    assert "The Glass Orchard on Sat" in reply.response
    assert "Gallery, row A" in reply.response


def test_better_seats_are_still_those_of_an_order(fan):
    talk = fan()
    talk.say("how much is the glass orchard on saturday", "upgrade the two of us to the parterre")
    assert talk.awaiting == "sign_in"


@pytest.mark.parametrize(
    "said",
    [
        "hiya, any tix left for that lina marsh wan in tessaly??",
        "any seats left for lina marsh on the 30th",
        "any tickets still going for lina marsh?",
    ],
)
def test_whether_any_are_left_is_no_riddle(fan, said):
    reply = fan().say(said)
    assert "I don't know that" not in reply.response
    assert "Lina Marsh Quartet" in reply.response
