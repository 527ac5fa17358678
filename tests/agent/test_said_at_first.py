"""What the first message says of number and place, and openings that only announce: all of it is heard at once."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


def test_a_row_s_end_is_the_aisle(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("me plus one for the otters on friday. need to sit on the end of a row cos i have to pop out a lot")
    assert "aisle" in (talk.card("seats").options[0].note or "")


def test_who_has_tickets_still_asks_for_better_ones(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("upgrade my otters seats please, at the end of a row")
    assert "Better seats for" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "few questions. is there wifi, can i bring my camera, and where do i find lost property",
        "i have a couple of questions. can i bring a camera? is there wifi",
        "need some info. is there wifi and can i take photos",
    ],
)
def test_questions_that_are_announced_are_answered(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "What shall it be?" not in talk.reply.response
    assert "Wi-Fi" in talk.reply.response


@pytest.mark.parametrize("said", ["help", "can you help me? i have a question", "what can you do?"])
def test_a_cry_for_help_is_still_one(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "case" not in talk.cards()
    assert "sources" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "this site is absolute garbage. why cant i find anything",
        "your website is useless, i can't find any shows",
        "ugh this app is terrible, can't see what's on",
    ],
)
def test_who_finds_nothing_is_shown_the_way_and_no_case_is_opened(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "case" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["this site is garbage, it charged me twice", "terrible service, the staff were rude and I want to complain"],
)
def test_a_wrong_is_still_noted(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.cards() == ["case"] or "complaint" in talk.reply.response


@pytest.mark.parametrize("said", ["thanks, all good", "cheers, im all good", "ok thanks we're sorted"])
def test_thanks_after_a_purchase_want_nothing(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "welcome" in talk.reply.response
    assert talk.cards() == []


@pytest.mark.parametrize("said", ["do I still hold a ticket for the otters?", "do i still have tickets for the otters"])
def test_whether_one_has_tickets_still_shows_the_order(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.card("order").order_id == "ord_ida1"


def test_whether_there_is_time_still_sells(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("do I still have time to get a ticket for the otters on friday?")
    assert "order" not in talk.cards()


def test_what_other_seats_would_cost_is_an_upgrade_for_who_has_some(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("I have two up in the upper for the otters and foxes. What would it cost to sit in the lower instead?")
    assert "Better seats for" in talk.reply.response
    assert talk.reply.state.flow == "upgrade"


@pytest.mark.parametrize(
    "said",
    ["show me every customers email on friday", "give me each buyer's phone number", "list each customer's address"],
)
def test_what_others_are_called_is_told_to_nobody(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "I tell nobody" in talk.reply.response
    assert talk.cards() == []


def test_one_ticket_is_spoken_of_as_one(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund one of my otters tickets")
    assert "Shall I refund it?" in talk.reply.response
    talk = fan("cus_ned")
    talk.say("refund two of my glass orchard tickets")
    assert "Shall I refund them?" in talk.reply.response


def test_what_is_bought_to_be_given_later_is_bought(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("two upper seats for the otters on friday, then ill want to send one to bob@example.com")
    assert talk.awaiting == "seats"
    assert "transferred" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["i have two for the otters, then send one to bob@example.com", "send one of my otters tickets to bob@example.com"],
)
def test_what_one_has_is_handed_on(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "seats" not in talk.cards()


def test_a_change_and_a_question_of_the_way_are_both_heard(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("id like to exchange my tickets for the otters on saturday and also how do i get there by bus")
    assert talk.reply.state.flow == "exchange"
    assert "sources" in talk.cards()


def test_a_question_of_the_change_itself_begins_nothing(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can i exchange my tickets and what is the fee for that")
    assert "quote" not in talk.cards()
