"""A pick or a yes beside a question, what is asked of what is held, and words before "hold it"."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


def listed(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday")
    assert talk.awaiting == "seats"
    return talk


def held(fan: Fan, many: int = 2) -> Talk:
    talk = fan("cus_ann")
    talk.say(f"{many} for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "the second. what's the view like from there?",
        "ok 2nd one. is there anything closer for our money though?",
        "the second one, can i bring a bag?",
        "option 2. how much is that in total?",
    ],
)
def test_a_pick_before_a_question_is_held(fan: Fan, said: str) -> None:
    talk = listed(fan)
    second = talk.card("seats").options[1]
    talk.say(said)
    assert talk.awaiting == "confirmation"
    assert f"row {second.row}" in talk.reply.response


def test_a_section_by_its_number_before_a_question_is_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "no, show me all", "2 for the otters on friday")
    number = next(option.section for option in talk.card("seats").options if option.section.isdigit())
    talk.say(f"{number}. whats the view like from there?")
    assert "can't judge" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["what's the view like from the second?", "the second. or is the first better?"])
def test_a_question_alone_picks_nothing_by_itself(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert "to pay" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "yes book it … great, under budget",
        "how much is it again? ok yes",
        "ok i'll risk it, book em",
        "Excellent. I shall proceed.",
        "yes, within our budget. book them please",
        "I shall take them, thank you",
    ],
)
def test_a_yes_with_a_word_beside_it_goes_to_payment(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "to pay" in talk.reply.response
    assert talk.awaiting == "payment"


def test_the_total_for_both_said_beside_a_yes_is_one(fan: Fan) -> None:
    talk = held(fan)
    total = talk.card("quote").total.text
    talk.say(f"hm. fine, {total} for both. Yes book")
    assert talk.awaiting == "payment"


@pytest.mark.parametrize(
    "said",
    ["hm. fine, $3335.90 for both. Yes book", "how much is it again? maybe yes", "I shall think about it", "hmm ok"],
)
def test_a_doubtful_yes_asks_again(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said",
    [
        "I meant can you order dinner at the table. If so great, either way I'll take it",
        "can we order drinks at our seats?",
        "hmm is it standing? 3 of us are pretty old",
        "is there parking nearby? either way we want them",
        "3 of us have bad backs, is it seated?",
    ],
)
def test_what_is_asked_of_seats_that_are_held_leaves_them_held(fan: Fan, said: str) -> None:
    talk = held(fan, 4)
    talk.say(said)
    assert talk.awaiting == "confirmation"
    assert "still holding your seats" in talk.reply.response
    talk.say("yes")
    assert "to pay" in talk.reply.response
    assert talk.card("quote").items[0].label.startswith("4 ")


@pytest.mark.parametrize(("said", "many"), [("3 of us are coming now", "three"), ("2 of us can't come", "two")])
def test_how_many_come_still_counts(fan: Fan, said: str, many: str) -> None:
    talk = held(fan, 4)
    talk.say(said)
    assert f"Changed to {many} tickets" in talk.reply.response


@pytest.mark.parametrize("said", ["ah ok yes he needs one then. hold it", "she's definitely coming, so book it"])
def test_a_word_on_why_before_hold_it_holds_the_one_offered(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("add one more seat next to us")
    assert len(talk.card("seats").options) == 1
    talk.say(said)
    assert talk.awaiting == "confirmation"
    assert "I'm holding" in talk.reply.response


def test_one_is_told_not_to_hold_and_does_not(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("add one more seat next to us", "wait, don't hold it")
    assert "I'm holding" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["no! hold the seat, 1 ticket", "I'm not giving any tickets away! I want to BUY one more ticket"]
)
def test_a_hand_over_never_meant_gives_way_to_the_purchase(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("give one to my son")
    assert talk.awaiting == "choice"
    talk.say(said)
    assert "one ticket" in talk.reply.response
    assert talk.awaiting in {"seats", "confirmation"}
    assert "hand" not in talk.reply.response


def test_a_hand_over_never_meant_is_dropped(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("send one to bex@example.com", "no wait, i'm not giving anything away")
    talk.say("yes")
    assert "now has" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("thats better, 1", "A"),
        ("thats more like it, 2", "B"),
        ("ugh finally, 1st", "A"),
        ("no re-entry, fine, he can quit smoking lol. option 2 then", "B"),
        ("ah good, much nicer. the second one", "B"),
        ("b row", "B"),
        ("the B ones please", "B"),
        ("ok we'll go for the B ones", "B"),
        ("A row", "A"),
        ("the 1st row one", "A"),
        ("The ones furthest forward, thanks", "A"),
        ("bother. row B again then", "B"),
        ("row B please. wait whats the policy if it gets snowed off", "B"),
    ],
)
def test_a_pick_after_a_word_is_a_pick(fan, said, row):
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", said)
    assert talk.awaiting == "confirmation"
    assert f"Section 301, row {row}" in talk.reply.response
    assert "3 × " in talk.reply.response


@pytest.mark.parametrize("said", ["sorry, 2", "2 adults, 1 kid", "3 in a row", "4, my brother is coming too", "row B is a joke, forget it"])  # fmt: skip
def test_a_number_of_people_and_a_refusal_are_no_pick(fan, said):
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", said)
    assert "holding" not in talk.reply.response
