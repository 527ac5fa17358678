"""Tickets one has, wanted otherwise: for another show, for less, not at all; a yes, a sum and a fear said beside it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]
ALL_BACK = "Refund of 2 tickets "
ONCE = "There is one order, charged once"


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan who has just bought two tickets."""
    return after_buying(fan, "2 for the otters on friday in 301")


@pytest.mark.parametrize(
    "said",
    [
        "my brother cant do friday, could we switch to the lina marsh quartet, gallery again",
        "could we move to the lina marsh quartet, parterre please",
        "can we change these to the lina marsh quartet, gallery",
        "swap my otters tickets for the lina marsh quartet, gallery row b",
        "exchange my otters tickets for quartet tickets in the gallery",
    ],
)
def test_a_move_to_another_show_is_an_exchange_whatever_part_is_named(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Better seats" not in talk.reply.response
    assert "Upgrade" not in talk.reply.response
    assert "Lina Marsh Quartet" in talk.reply.response
    assert "what you paid counts" in talk.reply.response or talk.card("quote").kind == "exchange"


def test_the_row_named_with_it_is_quoted(talk: Talk) -> None:
    talk.say("swap my otters tickets for the lina marsh quartet, gallery row b")
    assert talk.card("quote").kind == "exchange"
    assert "Gallery, row B" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["swap my otters tickets to the terrace", "upgrade my tickets to 101", "could we switch to 101 for the otters"],
)
def test_another_part_of_the_same_show_is_no_exchange(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "what you paid counts" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "the gallery would be cheaper, what do i get back",
        "how much would i get back for the gallery",
        "gallery maybe. would we get anything back",
    ],
)
def test_what_another_part_gives_back_keeps_the_exchange(talk: Talk, said: str) -> None:
    talk.say("could we switch to the lina marsh quartet, parterre please", said)
    assert "Gallery" in talk.reply.response
    assert talk.awaiting == "seats"
    talk.say("row b")
    assert talk.card("quote").kind == "exchange"


def test_all_the_money_is_still_a_refund(talk: Talk) -> None:
    talk.say("could we switch to the lina marsh quartet, parterre please", "actually i want my money back instead")
    assert ALL_BACK in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "turns out im away that weekend, refund those for me",
        "i'm away that weekend. cancel them please",
        "hey my kid is sick, can i refund the whole thing",
        "my kid is sick. cancel it",
        "we've got covid, can i get a refund",
        "my mum is ill. can we return both tickets",
        "i'm flying home that day so return the tickets",
    ],
)
def test_a_reason_before_it_hides_no_refund(talk: Talk, said: str) -> None:
    talk.say(said)
    assert ALL_BACK in talk.reply.response
    assert {o.status for o in talk.orders()} == {"confirmed"}


@pytest.mark.parametrize(
    "said", ["im away that weekend", "can i return them if my kid is sick", "it's my birthday that weekend"]
)
def test_a_reason_alone_gives_nothing_back(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "quote" not in talk.cards()


@pytest.mark.parametrize("said", ["Hmm 50 bucks. Ok, row A", "ooh 105 dollars more, ok row a"])
def test_a_sum_that_is_sighed_at_is_no_limit(talk: Talk, said: str) -> None:
    talk.say("i'd like to upgrade to the terrace", said)
    assert talk.card("quote").kind == "upgrade"


@pytest.mark.parametrize(
    "said",
    [
        "so will i be charged twice or not",
        "am i gonna be billed twice or what",
        "so u wont charge me twice right",
        "have i paid twice",
        "r u going to charge me two times",
        "how do i know ye wont charge me twice",
    ],
)
def test_who_fears_to_pay_twice_is_told_of_the_order(talk: Talk, said: str) -> None:
    talk.say(said)
    assert talk.reply.response.startswith(ONCE)


@pytest.mark.parametrize("said", ["you charged me twice", "i was charged twice!"])
def test_who_was_charged_twice_complains(talk: Talk, said: str) -> None:
    talk.say(said)
    assert ONCE not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["grand", "work away", "grand job", "fire away", "happy days", "ah grand so", "fire ahead so"]
)
def test_irish_yeses_are_yeses(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["grand, that's all", "grand, can i get 302 instead", "work away from the aisle"])
def test_words_beside_them_are_heard(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert talk.awaiting != "payment"


def test_what_gives_money_back_at_once_takes_a_clearer_yes(talk: Talk) -> None:
    talk.say("i want a refund", "work away")
    assert {o.status for o in talk.orders()} == {"confirmed"}


@pytest.mark.parametrize(
    "said",
    [
        "ok whatever, yes book. is the step free entrance near the main doors?",
        "yes. is there a step-free way in?",
        "yes book them. are there stairs?",
    ],
)
def test_the_way_in_asked_beside_a_yes_leaves_the_yes(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["yes if there are no stairs", "is the step free entrance near the main doors?"])
def test_the_way_in_alone_is_no_yes(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert talk.awaiting != "payment"


@pytest.mark.parametrize("said", ["ah wrong card hang on. r my seats still there", "are my seats still there"])
def test_after_a_declined_card_the_seats_are_said_to_be_held(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay("tok_declined")
    talk.say(said)
    assert "Your seats stay held" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "yeah 2 for the quartet in the gallery, n how do i know ye wont charge me twice",
        "2 for the quartet in the gallery and how can i be sure you won't bill me double",
    ],
)
def test_an_order_after_a_complaint_is_taken_though_a_fear_is_told(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("this is a disgrace, your steward was rude to us last night", said)
    assert "Lina Marsh Quartet" in talk.reply.response
    assert talk.awaiting == "seats"


def test_a_case_stays_open_where_nobody_wants_to_sign_in(fan: Fan) -> None:
    talk = fan()
    talk.say("this is a disgrace, your steward was rude to us last night", "i want a refund")
    talk.say("i dont wanna sign in. just leave the case open ok")
    assert "stays open" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize("said", ["can i transfer a ticket to a friend?", "i mean can i transfer the ticket to her"])
def test_who_asks_how_to_hand_on_needs_not_sign_in(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "please sign in" not in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize("said", ["transfer one of my tickets to my friend please", "transfer 2 to bob@example.com"])
def test_who_wants_it_done_signs_in(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "please sign in" in talk.reply.response
