"""What a show's description and its venue tell is told of it and of no other; what nobody knows is said so; no question lists seats."""

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.dialogue.answers import addresses
from willcall.agent.dialogue.asked import asking, facets
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.knowledge.chunking import chunks
from willcall.knowledge.documents import parse
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.knowledge.whose import of_another
from willcall.understanding.cities import travelled_from
from willcall.understanding.quantities import quantities
from willcall.understanding.text import plain

_FAQ = """# Good to know

## Quarry Dome
There is no car parking at the dome. The nearest tram is Mill Road. Gates open two hours before basketball. Umbrellas are not allowed.

## Orrin Hall
Parking: 80 cars at 5 dollars. No tram stops near here. Latecomers are seated at the interval. There is a lift to the gallery. Phones must be on silent.
"""
_ABOUT = "A comedy by Ada Quill, in Polish with English surtitles. For ages 12 and up."


@pytest.fixture
def talk(sqlite_database: Database, clock: FixedClock) -> Talk:
    """A fan where each venue has a section of its own in one document, and the play tells of itself."""
    season = small_season(clock.now)
    told = [e.model_copy(update={"description": _ABOUT}) if e.name == "The Glass Orchard" else e for e in season.events]
    shelf = KeywordKnowledge(BookShelf([parse("faq", _FAQ)]))
    return Talk(runner(sqlite_database, clock, season.model_copy(update={"events": told}), knowledge=shelf))


@pytest.mark.parametrize(
    "said", ["the glass orchard on saturday - is there parking", "is there parking for the glass orchard"]
)
def test_a_named_show_is_told_of_its_own_venue(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "80 cars" in talk.reply.response
    assert "dome" not in talk.reply.response.split("(Source")[0]


def test_what_only_another_venue_has_is_not_known_of_this_one(talk: Talk) -> None:
    talk.say("2 for the otters on saturday", "is there a lift?")
    assert "gallery" not in talk.reply.response
    talk.say("are umbrellas allowed?")
    assert "Umbrellas are not allowed." in talk.reply.response


def test_one_sentence_answers_one_question(talk: Talk) -> None:
    talk.say("2 for the glass orchard on saturday", "is there a lift?")
    assert talk.reply.response.startswith("There is a lift to the gallery.")
    assert "80 cars" not in talk.reply.response


def test_the_shows_own_doors_come_before_any_document(talk: Talk) -> None:
    talk.say("2 for the otters on saturday", "what time do the gates open?")
    assert "doors open at" in talk.reply.response
    assert "two hours" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [("which language is it in?", "in Polish"), ("is it in english?", "English surtitles"), ("who wrote it", "Ada Quill"), ("you didn't say which language", "in Polish"), ("is it 12 and up? my son is 13", "ages 12 and up")],
)  # fmt: skip
def test_a_description_answers(talk: Talk, said: str, told: str) -> None:
    talk.say("2 for the glass orchard on saturday", said)
    assert told in talk.reply.response
    assert "12 tickets" not in talk.reply.response
    assert "case" not in talk.reply.response


def test_what_a_description_does_not_tell_is_not_known_of_that_show(talk: Talk) -> None:
    talk.say("2 for the lina marsh quartet", "what language is it in?")
    assert "I don't know that of Lina Marsh Quartet" in talk.reply.response


def test_two_questions_are_both_answered_or_named(talk: Talk) -> None:
    talk.say(
        "2 for the otters on saturday in 101", "the first", "also what time do gates open and can i take a power bank"
    )
    assert "doors open at" in talk.reply.response
    assert "power bank”: I don't know that" in talk.reply.response
    assert "still holding" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "which section has the best view",
        "can i see the whole court?",
        "is 101 better than 301?",
        "what is the difference between lower and club",
    ],
)
def test_what_nobody_can_judge_lists_no_seats(talk: Talk, said: str) -> None:
    talk.say("2 for the otters on saturday", said)
    assert "can't judge" in talk.reply.response
    assert "seats" not in talk.cards()
    assert talk.awaiting == "seats"


def test_who_comes_by_car_from_elsewhere_sees_the_same_show(talk: Talk) -> None:
    talk.say("2 for the otters on saturday", "101 please. Is there parking? We will come by car from Dunbridge")
    assert "no car parking" in talk.reply.response
    assert "nothing there" not in talk.reply.response


@pytest.mark.parametrize("said", ["which door do i use?", "thanks. which gate do i go to"])
def test_which_door_is_not_when_it_opens(talk: Talk, said: str) -> None:
    talk.say("2 for the otters on saturday", said)
    assert "open" not in talk.reply.response
    assert "I don't know that" in talk.reply.response


def test_where_the_venues_are_is_told_of_all(talk: Talk) -> None:
    talk.say("where are your venues")
    assert "Quarry Dome, Marlow Falls" in talk.reply.response
    assert "Orrin Hall, Tessaly" in talk.reply.response
    assert addresses.WHERE_IS.search("where is orrin hall")


@pytest.mark.parametrize(
    ("said", "facet"),
    [("is the menu in english", None), ("do you speak english", None), ("any shows in english?", None), ("is the english team playing", None), ("who is playing", None), ("is it sung in italian", "language"), ("who composed it", "maker")],
)  # fmt: skip
def test_which_questions_are_of_the_show(said: str, facet: str | None) -> None:
    assert facets.asked(said) == facet


@pytest.mark.parametrize(
    ("said", "parts"),
    [("what time do doors open and can I bring a camera", 2), ("how long is it, is there an interval", 2), ("can I leave and come back in", 1), ("what if it rains, can I get my money back", 1), ("if I can't come, can I get a refund", 1), ("2 for friday and can we sit together", 1), ("is it good, do you know?", 1)],
)  # fmt: skip
def test_a_clause_is_parted_where_a_second_question_begins(said: str, parts: int) -> None:
    assert len(asking.parted(said)) == parts


@pytest.mark.parametrize(
    "said",
    [
        "is it any good",
        "is the show good",
        "is sunday better than saturday",
        "can i see all the dates",
        "can I see everything you have on friday",
        "what are the best seats you have",
    ],
)
def test_what_is_no_question_of_judging(said: str) -> None:
    assert not asking.judges(said)


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("is it 12 and up?", []),
        ("my son is 13", []),
        ("12 and under", []),
        ("2 for the youngest who is 3", [2]),
        ("2+2", [4]),
        ("we are 4 and up for it", [4]),
    ],
)
def test_ages_are_no_numbers_of_tickets(said: str, counts: list[int]) -> None:
    assert [found.value for found in quantities(plain(said).text)] == counts


def test_where_people_set_out_is_no_place_of_a_show() -> None:
    said = "we drive over from Leeds"
    assert travelled_from(said, said.index("Leeds"))
    team = "the team from Leeds"
    assert not travelled_from(team, team.index("Leeds"))


def test_a_passage_is_of_the_venue_its_heading_names() -> None:
    dome, hall = chunks(parse("faq", _FAQ))
    assert of_another(dome, "Orrin Hall", ["Quarry Dome"])
    assert not of_another(hall, "Orrin Hall", ["Quarry Dome"])
    assert not of_another(dome, None, ["Quarry Dome"])
    (short,) = chunks(parse("faq", "## Quarry\nNo umbrellas."))
    assert of_another(short, "Orrin Hall", ["Quarry Dome"])
    (plain_one,) = chunks(parse("faq", "## Halls and stages\nNo umbrellas."))
    assert not of_another(plain_one, "Orrin Hall", ["Quarry Dome"])


def test_an_order_fee_is_told_to_be_charged_once(talk: Talk) -> None:
    talk.say("2 for the glass orchard on saturday", "is the order fee per ticket or once?")
    assert "once for the whole order" in talk.reply.response


def test_the_show_picked_from_the_list_is_the_one_asked_about(talk: Talk) -> None:
    talk.say("the otters against the jackals")
    first, second = talk.card("events").options[:2]
    talk.say("The second one. What is it about and how long is it?")
    assert talk.reply.response.count("Sat, ") > talk.reply.response.count("Fri, ")
    assert first.event_id != second.event_id


def test_an_age_asked_beside_a_pick_or_a_price_is_answered(talk: Talk) -> None:
    talk.say("2 for the glass orchard on saturday", "1. wait is it 12+? im 11")
    assert "For ages 12 and up." in talk.reply.response
    talk.say("start over", "how much is the glass orchard on saturday n can i come if im 11")
    assert "For ages 12 and up." in talk.reply.response


def test_the_total_asked_beside_a_pick_is_the_quote_s(talk: Talk) -> None:
    talk.say("2 for the otters on friday", "the first one. What will the total be?")
    assert "rather not guess" not in talk.reply.response
    assert "Source" not in talk.reply.response
    assert talk.card("quote").total


def test_the_doors_of_the_one_show_wanted_are_told(talk: Talk) -> None:
    talk.say("2 for the glass orchard this saturday, gallery, and what time do doors open?")
    assert "doors open at" in talk.reply.response
    assert "Source" not in talk.reply.response
