"""What is read into a few words and was not said: a number, a person sent for, a budget, other seats than were held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


def offered_one(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301 row B")
    assert [option.numbers for option in talk.card("seats").options] == [["6", "7"]]
    return talk


def held(fan: Fan) -> Talk:
    talk = offered_one(fan)
    talk.say("yes hold")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "yep hold em. any chance of a discount im a student",
        "ok hold, im a student btw",
        "hold them please, i'm a student",
    ],
)
def test_what_somebody_is_counts_no_ticket(fan: Fan, said: str) -> None:
    talk = offered_one(fan)
    talk.say(said)
    assert talk.awaiting == "confirmation"
    assert "row B, seats 6, 7" in talk.reply.response
    assert "Students, seniors" in talk.reply.response


@pytest.mark.parametrize("said", ["a student ticket for the otters on friday", "one adult and a child, otters friday"])
def test_a_ticket_of_a_sort_is_still_counted(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(("said", "many"), [("no THREE, like i said", "three"), ("no. 4", "four")])
def test_a_place_beyond_the_list_is_a_number_of_tickets(fan: Fan, said: str, many: str) -> None:
    talk = offered_one(fan)
    talk.say(said)
    assert f"{many} tickets" in talk.reply.response


def test_a_row_that_was_not_to_be_had_is_not_looked_for_again(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301 row Z", "the second", "actually three")
    assert "row Z" not in talk.reply.response


@pytest.mark.parametrize("said", ["whatever, hold em and book", "hold them and book them", "ok take them then book"])
def test_what_is_held_already_is_held_and_booked(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["hold them and book two more", "whatever you say, can i see others", "whatever"])
def test_holding_with_something_else_beside_it_books_nothing(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting != "payment"


@pytest.mark.parametrize("said", ["thats 6 to 7. i said 8 to 9", "no i want 8-9", "should be 8 to 9"])
def test_other_seats_are_told_by_their_numbers_and_not_counted(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "row B, seats 8, 9" in talk.reply.response
    assert "two tickets" in talk.reply.response


def test_seats_that_were_held_are_gone_back_to(fan: Fan) -> None:
    talk = held(fan)
    talk.say("what else is there?", "no i want the ones you were holding!!")
    assert talk.awaiting == "confirmation"
    assert "row B, seats 6, 7" in talk.reply.response


def test_a_person_is_fetched_where_all_is_dropped(fan: Fan) -> None:
    talk = held(fan)
    talk.say("forget it, i want a human")
    assert "handoff" in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["is the $5 fee removable? if not then no", "can you take the fees off", "can the $5 fees be waived?"],
)
def test_a_fee_is_no_budget_and_stays(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "can't waive" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_an_amount_with_its_fees_is_a_budget(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday, $30 each including fees")
    assert {option.section for option in talk.card("seats").options} == {"301"}


@pytest.mark.parametrize(
    "said", ["no thanks then, too dear. bye", "too expensive, bye", "nah too dear for us, goodbye"]
)
def test_too_dear_and_goodbye_is_a_farewell(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "cheaper" not in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said",
    [
        "no person needed. can i send the tickets to my buddy then? hes called rick, rick@example.org",
        "dont need a human. transfer both to rick@example.org",
        "no need for a person, just send them to rick@example.org",
    ],
)
def test_nobody_is_fetched_who_is_not_needed(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("can i get my money back for the otters", "no", said)
    assert "handoff" not in talk.cards()
    assert "rick@example.org" in talk.reply.response
    assert "None of your orders" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["are u gonna email em or what", "r you going to email them", "will they be emailed or?"]
)
def test_how_tickets_come_fetches_nobody(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "handoff" not in talk.cards()
    assert "nothing by e-mail" in talk.reply.response


@pytest.mark.parametrize("said", ["i want a person", "get me your supervisor", "human please", "customer service pls"])
def test_whoever_asks_for_a_person_gets_one(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "handoff" in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "what's your complaints phone number",
        "do u have a phone number for complaints",
        "who do i complain to?",
        "is there an email address for complaints",
    ],
)
def test_where_to_complain_is_told_and_no_case_opened(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "case" not in talk.cards()
    assert "Ask here for a person" in talk.reply.response


def test_what_was_wrong_is_still_noted(fan: Fan) -> None:
    talk = fan()
    talk.say("your steward was rude to my mother, how do i complain")
    assert "case" in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "101, can the lil one share a seat with me so i only need 3? hes 6",
        "could my son sit on my lap? then we need just 3",
        "can the kids be two on one seat?",
    ],
)
def test_a_shared_seat_is_asked_about_before_any_is_left_out(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("4 for the otters on friday", said)
    assert "From the second birthday on" in talk.reply.response
    talk.say("the first")
    assert "4 × Section 101" in talk.reply.response


def test_one_fewer_is_one_fewer(fan: Fan) -> None:
    talk = fan()
    talk.say("4 for the otters on friday", "actually we only need 3")
    assert "three tickets" in talk.reply.response


def test_how_long_a_person_takes_is_answered_with_the_handing_over(fan: Fan) -> None:
    talk = fan()
    talk.say("i want a person. how long will it take?")
    assert "handoff" in talk.cards()
    assert "How long it takes I can't say" in talk.reply.response
    talk.say("How long will they take? I leave for the airport in an hour.")
    assert "our people" in talk.reply.response
