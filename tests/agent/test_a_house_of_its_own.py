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


@pytest.mark.parametrize("said", ["is T3 near the stage?", "not T3", "anything but T3", "any row but T3"])
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


@pytest.mark.parametrize("said", ["the front row one", "front row", "front row please"])
@pytest.mark.parametrize(("wish", "row"), [("2 in the dress circle for sable nights", "AA"), ("2 in the stalls for sable nights", "A"), ("2 tables for odd gail", "T1")])  # fmt: skip
def test_the_front_row_is_the_first_that_is_offered(fan: Fan, wish: str, row: str, said: str) -> None:
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


@pytest.mark.parametrize("said", ["the third: row C, seats {} and {}, please", "row C, seats {} and {}", "the stalls one, row C seats {} and {}"])  # fmt: skip
def test_a_listed_offer_named_whole_is_held_at_once(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 in the stalls for sable nights")
    third = talk.card("seats").options[2]
    talk.say(said.format(*third.seat_ids) if "-" not in third.seat_ids[0] else said.format(*(s.rsplit("-", 1)[1] for s in third.seat_ids)))  # fmt: skip
    assert "hold" in talk.cards()
    assert "row C" in talk.reply.response


def test_a_place_and_seats_that_do_not_agree_are_not_held(fan: Fan) -> None:
    talk = fan()
    talk.say("2 in the stalls for sable nights")
    third = [s.rsplit("-", 1)[1] for s in talk.card("seats").options[2].seat_ids]
    talk.say("the second: row C, seats {} and {}, please".format(*third))
    assert "hold" not in talk.cards()


@pytest.mark.parametrize(("said", "count"), [("2 stals for sable nights row D", 2), ("sable nights 2 stals row D plz", 2), ("oi mate after 3 in the stalls for sable nights, how much we talkin", 3)])  # fmt: skip
def test_a_number_before_a_part_of_the_house_is_of_tickets(fan: Fan, said: str, count: int) -> None:
    talk = fan()
    talk.say(said)
    assert all(len(option.seat_ids) == count for option in talk.card("seats").options)
    assert sections(talk) == {"Stalls"}


def sections(talk: Talk) -> set[str]:
    return {option.section for option in talk.card("seats").options}


def test_who_forgets_the_rows_and_asks_for_more_seats_lets_nothing_go(fan: Fan) -> None:
    talk = fan()
    talk.say(
        "3 in the stalls for sable nights", "Forget the rows. Show me more seats in the stalls please, rows F G or H"
    )
    assert rows(talk) == {"F", "G", "H"}


@pytest.mark.parametrize("said", ["can i bring my 15 year old to odd gail? there would be 3 of us", "can I take my 12 year old to odd gail?"])  # fmt: skip
def test_an_age_is_answered_by_the_shows_own_words(fan: Fan, said: str) -> None:
    talk = fan()
    assert "18 and over" in talk.say(said).response
    assert "seats" not in talk.cards()


@pytest.mark.parametrize("said", ["yes. can i get the other 2 in a second order?", "yes please, can i do another order of 4 after that?"])  # fmt: skip
def test_a_yes_to_holding_stands_beside_a_question_of_another_order(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 in the front row of the dress circle for sable nights", said)
    assert "hold" in talk.cards()


@pytest.mark.parametrize("said", ["I would love to see Sable Nights but my knees are bad. Are there many stairs?", "hello, I'm 84 and love the opera. how many steps are there?"])  # fmt: skip
def test_stairs_asked_about_beside_a_wish_are_answered(fan: Fan, said: str) -> None:
    talk = fan()
    for one in (said, "I only asked about the stairs"):
        talk.say(one)
        assert "step-free" in talk.reply.response
        assert "How many tickets" not in talk.reply.response
        assert "events" not in talk.cards()


@pytest.mark.parametrize("said", ["thanks. so who am I left with, which seats?", "Super. Show me the order please so I'm sure", "which seats do I still have?"])  # fmt: skip
def test_what_is_left_of_an_order_is_shown(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "3 for reeds v drakes")
    talk.say("refund one of them please", "yes", said)
    assert "two tickets" in talk.reply.response
    assert talk.card("order")


@pytest.mark.parametrize("said", ["cheers. also can u email me amelias ticket so we can sit together", "I asked for amelia's ticket, not better seats", "send me bruno's order"])  # fmt: skip
def test_somebody_elses_ticket_is_not_shown(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for reeds v drakes")
    talk.say(said)
    assert "only look at your own orders" in talk.reply.response
    assert not {"order", "seats", "quote"} & set(talk.cards())


@pytest.mark.parametrize("said", ["show me today's tickets", "email me saturdays tickets", "show me my tickets"])
def test_ones_own_tickets_are_shown(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for reeds v drakes")
    assert "only look at your own" not in talk.say(said).response


@pytest.mark.parametrize("said", ["Also one pupil uses a wheelchair, please note that for your colleague.", "No, I only wanted your colleague to know.", "please tell the person that we need two wheelchair spaces"])  # fmt: skip
@pytest.mark.parametrize("wish", ["2 for the paper swan", "2 in the stalls for sable nights"])
def test_what_is_told_for_the_colleague_is_noted_and_sells_nothing(fan: Fan, wish: str, said: str) -> None:
    talk = fan()
    talk.say(wish, "I need to talk to a person", said)
    assert "reads all that you write" in talk.reply.response
    assert not {"seats", "events", "hold"} & set(talk.cards())
