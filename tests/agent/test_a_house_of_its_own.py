"""Rows called T3 or AA, rows further back, and a show that is on twice a day: what is meant is what this house has."""

from collections.abc import Callable

import pytest
from tests.agent.summer import summer_season
from tests.agent.talk import Talk, after_buying, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.fixture
def fan(sqlite_database: Database, clock: FixedClock) -> Fan:
    turns = runner(sqlite_database, clock, summer_season(clock.now))
    return lambda customer_id=None: Talk(turns, customer_id)


def rows(talk: Talk) -> set[str]:
    return {option.row for option in talk.card("seats").options}


@pytest.mark.parametrize("said", ["T3", "t3", "row T3", "T3. and is there food?", "can we have T3 please", "T3 please", "we'll take T3", "table 3 then", "T3 looks good"])  # fmt: skip
def test_a_row_with_a_number_in_its_name_is_picked_by_it(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 tables for odd gail", said)
    assert "row T3" in talk.reply.response
    assert "hold" in talk.cards()


def test_a_row_with_a_number_in_its_name_is_found_at_once(fan: Fan) -> None:
    talk = fan()
    talk.say("2 cabaret tables for odd gail, row T3")
    assert rows(talk) == {"T3"}


@pytest.mark.parametrize("said", ["T9 please", "row T9"])
def test_a_row_that_is_not_there_is_told_by_its_whole_name(fan: Fan, said: str) -> None:
    assert "no row T9" in fan().say("2 tables for odd gail", said).response


@pytest.mark.parametrize("said", ["is T3 near the stage?", "not T3", "anything but T3"])
def test_a_row_that_is_only_spoken_of_is_not_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 tables for odd gail", said)
    assert "hold" not in talk.cards()


@pytest.mark.parametrize("said", ["BB", "row bb please", "bb looks good"])
def test_a_row_of_two_letters_is_picked_by_them(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 in the dress circle for sable nights", said)
    assert "row BB" in talk.reply.response
    assert "hold" in talk.cards()


def test_a_row_of_two_letters_is_no_leave_taken(fan: Fan) -> None:
    talk = fan()
    talk.say("2 in the dress circle for sable nights", "we'll take BB thanks")
    assert rows(talk) == {"BB"}


@pytest.mark.parametrize("said", ["the front row one", "front row", "the first row please", "front row please"])
@pytest.mark.parametrize(("wish", "row"), [("2 in the dress circle for sable nights", "AA"), ("2 in the stalls for sable nights", "A"), ("2 tables for odd gail", "T1")])  # fmt: skip
def test_the_front_row_is_the_first_that_is_offered(fan: Fan, wish: str, row: str, said: str) -> None:
    if row == "T1" and "first" in said:
        pytest.skip("there is no row called the first")
    talk = fan()
    talk.say(wish, said)
    assert f"row {row}," in talk.reply.response
    assert "hold" in talk.cards()


def test_the_front_row_is_found_at_once(fan: Fan) -> None:
    talk = fan()
    talk.say("2 in the front row of the dress circle for sable nights")
    assert rows(talk) == {"AA"}


@pytest.mark.parametrize("said", ["3 in the stalls for sable nights but not too close to the stage", "3 in the stalls for sable nights, not too close please"])  # fmt: skip
def test_who_would_not_sit_too_close_is_offered_the_rows_behind(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert rows(talk) == {"E", "F", "G", "H"}


@pytest.mark.parametrize(
    "said",
    [
        "that's row A first... I said not too close. anything at the back of the stalls?",
        "that's row A. I said not too close",
        "you gave me row A! i asked for not too close",
        "anything further back?",
    ],
)
def test_a_row_that_is_complained_of_is_not_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("3 in the stalls for sable nights", said)
    assert "hold" not in talk.cards()
    assert rows(talk) == {"E", "F", "G", "H"}


@pytest.mark.parametrize("said", ["row H please", "Row H please, three together", "row B then"])
def test_a_row_named_afterwards_lifts_the_wish_for_distance(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("3 in the stalls for sable nights but not too close to the stage", said)
    row = "B" if "B" in said else "H"
    assert f"row {row}" in talk.reply.response
    assert "nothing" not in talk.reply.response


def test_a_row_held_against_their_word_is_not_offered_again(fan: Fan) -> None:
    talk = fan()
    talk.say("3 in the stalls for sable nights", "1", "No!! I didn't say book row A. Row H please, three together")
    assert "row H" in talk.reply.response
    assert "row A" not in talk.reply.response


@pytest.mark.parametrize("said", ["cricket on the {day}", "2 for the cricket on the {day}"])
def test_a_name_that_is_also_a_kind_is_any_show_of_that_kind(fan: Fan, clock: FixedClock, said: str) -> None:
    day = summer_season(clock.now).events[6].starts_at.day
    talk = fan()
    talk.say(said.format(day=f"{day}th"))
    assert "Gannets" in talk.reply.response
    assert "nothing on" not in talk.reply.response


def test_the_only_show_of_its_kind_keeps_its_name(fan: Fan) -> None:
    assert "Sable Nights" in fan().say("2 for the opera").response


@pytest.mark.parametrize(
    "said",
    [
        "and which has the cheaper seats, the matinee or the evening?",
        "what do tickets cost for the matinee and for the evening one?",
    ],
)
def test_two_hours_of_the_show_spoken_of_are_both_told(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("what's the paper swan about?", said)
    assert talk.reply.response.count("The Paper Swan on") == 2
    assert "Laughs" not in talk.reply.response


@pytest.mark.parametrize("said", ["I asked about the matinee too. What does the cheapest matinee ticket cost?", "the evening one I mean. so what's the last day I could get a refund?"])  # fmt: skip
def test_an_hour_stays_with_the_show_spoken_of(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("what's the paper swan about?", said)
    assert "The Paper Swan" in talk.reply.response
    assert "Laughs" not in talk.reply.response
    assert "Reeds" not in talk.reply.response


@pytest.mark.parametrize("said", ["I'd like to bring 40 school children and 4 adults to the paper swan matinee, can I talk to a person?", "40 school kids for the paper swan, can I speak to a person please?"])  # fmt: skip
def test_a_crowd_that_asks_for_a_person_is_sold_nothing(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "case" in talk.reply.response
    assert "How many" not in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said",
    [
        "Brilliant. Can we get our money back if it rains it out?",
        "great! and can we get a refund if it's cancelled",
        "if it gets rained off do we get our money back?",
        "thanks. would we get a refund if they cancel the match?",
    ],
)
def test_what_comes_back_if_it_is_called_off_is_a_question(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for reeds v drakes")
    talk.say(said)
    assert "quote" not in talk.cards()
    assert "always be refunded" in talk.reply.response


def test_a_show_that_was_called_off_may_be_given_back(fan: Fan) -> None:
    talk = after_buying(fan, "2 for reeds v drakes")
    talk.say("can we get our money back please")
    assert talk.card("quote").kind == "refund"


@pytest.mark.parametrize("said", ["if I buy 2 and she says no, do I get a refund?", "so not a week? what would happen if i buy and she says no", "what if we book and my mate can't come?"])  # fmt: skip
def test_what_comes_back_if_somebody_says_no_is_a_question(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 in the stalls for sable nights", said)
    assert "refunded" in talk.reply.response
    assert "hold" not in talk.cards()


@pytest.mark.parametrize("said", ["hmm 165 bucks. nah forget it mate, too dear", "nah forget it, too expensive", "forget it, way too much for me", "no, leave it. it's too dear"])  # fmt: skip
def test_a_total_that_is_too_dear_lets_go(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 in the stalls for sable nights", "1", said)
    assert "nothing was charged" in talk.reply.response


def going(talk: Talk) -> str:
    return talk.reply.response.split("seat ")[1].split(";")[0]


@pytest.mark.parametrize("said", ["Yes, seat {} to her.", "yes please, seat {}", "yes. the ticket for seat {}"])
def test_the_seat_named_in_a_yes_to_a_hand_over_is_that_yes(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for reeds v drakes")
    talk.say("Could you pass one of these on to my friend Pia? pia@example.com")
    assert "pia@example.com" in talk.reply.response
    assert "Done" in talk.say(said.format(going(talk))).response


def test_another_seat_named_in_a_yes_is_asked_for_again(fan: Fan) -> None:
    talk = after_buying(fan, "2 for reeds v drakes")
    other = talk.orders()[0].tickets[0].seat.number
    talk.say("send one ticket to pia@example.com")
    assert going(talk) != other
    assert "Shall I?" in talk.say(f"Yes, seat {other} to her.").response
