"""Several things in one message: what is asked beside a pick, a person sent for beside it, two deeds with a number each."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.asked import asking
from willcall.understanding.answers import plain_yes
from willcall.understanding.money import prices
from willcall.understanding.text import plain

Fan = Callable[..., Talk]
UNKNOWN = "I don't know that"


@pytest.mark.parametrize(
    "said", ["the terrace please, is there a lift up to it?", "is there a lift? i'll take the terrace ones", "the terrace ones. and where do we park"]
)  # fmt: skip
def test_a_pick_and_a_question_are_both_heard(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert "search_knowledge" in [tool.name for tool in talk.reply.usage.tools]
    assert talk.card("hold").seat_ids
    assert "Terrace" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["is 301 behind the net or on the side", "which sections are behind the goals?", "is the terrace on the side?"]
)  # fmt: skip
def test_what_a_place_is_like_is_answered_honestly_and_holds_nothing(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert not {"hold", "seats"} & set(talk.cards())
    assert talk.awaiting == "seats"


def test_two_questions_of_the_house_are_answered_each(fan: Fan) -> None:
    talk = fan()
    talk.say("can i bring my camera in. also is there a cloakroom for our coats")
    assert talk.reply.response.count("(Source:") == 2


def test_one_that_has_no_answer_is_named(fan: Fan) -> None:
    talk = fan()
    talk.say("where can we park? does the arena's mascot have a moustache")
    assert "“does the arena's mascot have a moustache”" in talk.reply.response
    assert "Source: Parking" in talk.reply.response


def test_a_person_is_sent_for_and_the_pick_is_held(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "ok the terrace ones. can you check about the lift with somebody")
    assert "case number" in talk.reply.response
    assert talk.card("hold").seat_ids


@pytest.mark.parametrize(
    "said", ["i still want someone to tell me about the lift", "a person please, about the lift i mean", "get a human to message me ok"]
)  # fmt: skip
def test_who_asks_for_a_person_gets_one(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "the terrace", said)
    assert "case number" in talk.reply.response


@pytest.mark.parametrize("said", ["have you someone to go with me haha", "my friend wants someone tall beside her"])
def test_somebody_else_is_no_person_of_ours(said: str) -> None:
    assert not people._SOMEBODY.search(said)


@pytest.mark.parametrize(
    "said", ["how long will it take", "how long until the human turns up", "will somebody call me"]
)
def test_when_a_person_comes_is_not_how_long_a_show_lasts(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("can i speak to a person", said)
    assert "how long it takes I can't say" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["oh how embarrassing. i shall try my other card", "it doesnt say its obstructed so ok"]
)
def test_no_case_is_opened_at_the_till_for_nothing(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday", "the first", said)
    assert "noted it as case" not in talk.reply.response


def test_a_wrong_told_at_the_till_is_still_a_complaint(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(
        "2 for the otters on saturday", "the first", "this is disgraceful, your steward was so rude to me last week"
    )
    assert "case" in talk.reply.response


def test_the_number_held_may_be_said_with_a_yes() -> None:
    assert plain_yes("yes book the 6", about="purchase", held=6)
    assert plain_yes("yes, book all six please", about="purchase", held=6)
    assert not plain_yes("yes book the 4", about="purchase", held=6)
    assert not plain_yes("yes book the 6", about="purchase")
    assert plain_yes("Very well, yes please.", about="exchange", firm=True)
    assert plain_yes("yes i said yes", about="purchase")
    assert not plain_yes("i said no", about="purchase")


def test_a_count_of_its_own_goes_with_each_deed(fan: Fan) -> None:
    talk = after_buying(fan, "4 for the otters on friday in 301")
    talk.say("bought 4 otters tickets, send 2 to my brother mike@example.com and refund the other two pls")
    assert "two tickets" in talk.reply.response
    talk.say("yes")
    assert "Going back" in talk.reply.response or "Refund of 2" in talk.reply.response


def test_a_day_for_another_is_an_exchange_and_better_seats_come_after(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("I need the saturday one rather than friday. also could we sit lower down?")
    assert "what you paid counts" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "total"),
    [("budgets like 250 total", 250), ("no 250 for both of us together", 250), ("250 dollars was the budget", 250), ("we've got 200 between us", 200)],
)  # fmt: skip
def test_a_budget_for_everybody(said: str, total: int) -> None:
    (found,) = prices(said)
    assert (found.value.major, found.value.per) == (total, "total")


def test_a_budget_is_kept_and_the_place_let_go(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in the lower, budget is 70 in total")
    assert {option.section for option in talk.card("seats").options} == {"301"}


def test_any_section_lets_the_one_named_go(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301", "forget 301. any section")
    assert len({option.section for option in talk.card("seats").options}) > 1


def test_more_people_are_shown_seats_and_nothing_is_held(fan: Fan) -> None:
    talk = fan()
    talk.say("4 for the otters on saturday, cheap as possible", "ah two more kids just said yes so 6")
    assert "hold" not in talk.cards()
    assert talk.awaiting == "seats"


def test_no_and_a_name_is_what_is_wanted_instead(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "no the Lina Marsh Quartet")
    assert "Lina Marsh" in talk.reply.response


def test_row_k_is_row_k() -> None:
    from willcall.understanding.refs import references

    assert [one.value for one in references(plain("Row K please.")) if one.name == "row"] == ["K"]


@pytest.mark.parametrize("said", ["is it cheaper for kids", "do students pay less, is there a student discount"])
def test_a_price_for_children_picks_nothing(said: str) -> None:
    assert asking.of_concessions(said)


@pytest.mark.parametrize("said", ["who are the paper comets", "what kind of music do they play", "so who is that"])
def test_who_somebody_is(said: str) -> None:
    assert aspects.of_who_and_what(said)
    assert not aspects.of_who_and_what("who is in it")


def test_tickets_are_told_to_be_still_good(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund one of them", "yes", "can the other 2 of us still get in with the same codes")
    assert "two tickets" in talk.reply.response


def test_whoever_only_asks_for_the_rule_is_told_it(fan: Fan) -> None:
    talk = fan()
    talk.say("i want a refund for the otters", "no im just asking what the rule is")
    assert "sign in" not in talk.reply.response
    assert talk.awaiting is None


def test_many_questions_at_once_are_no_failure(fan: Fan) -> None:
    talk = fan()
    talk.say(
        "where do we park? can i bring a camera? is there a cloakroom for coats? do you have lockers? are dogs allowed inside? "
        "does the moon shine brightly here?"
    )
    assert talk.reply.response.count("(Source:") >= 2


@pytest.mark.parametrize(
    "said", ["is there a show for kids", "anything family friendly on", "what's on that wont bore a 7 yr old"]
)
def test_shows_for_children_are_those_that_say_so(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "No show here says that it is for children" in talk.reply.response


def test_tickets_for_ones_children_are_tickets() -> None:
    from willcall.agent.dialogue.wishes import suiting

    assert suiting.asked_for("which of them is actually for kids")
    assert not suiting.asked_for("2 adults and 2 kids for the hockey")
