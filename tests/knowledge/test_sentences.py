"""Which sentence of a passage answers: by the question, and by the venue that it is about."""

import pytest

from willcall.knowledge.documents import Document
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.knowledge.whose import lines_for

VENUES = ("Tern Stadium", "Marram Theatre", "Smelter Hall")
CHILDREN = """# Children
Children under 2 go free on a lap at the shows for families of Tern Stadium; from 2 years everyone needs a ticket. Under 14s must be with an
adult. Smelter Hall: no under-12s on the Floor; comedy shows from 16 years. Pushchairs are parked at the cloakroom.
Baby changing rooms are at Gate B of Tern Stadium and on the first floor of Marram Theatre. There are no child prices."""
PARKING = """# Parking and getting here
Tern Stadium: the P1 car park off the ring road opens three hours before the start and costs 6 a car, cash or card. It is free after 22:00.
Marram Theatre has no car park of its own; use the Aloe parkade opposite, 2 an hour. It closes at 00:30.
Smelter Hall: street parking in Old Ferry Street is free after 18:00. Wardens wear orange bibs."""
CONTACT = """# Your tickets and contact
Tickets come to your phone as codes; nothing needs to be printed. Lost your phone? The box office at Aloe Lane 3 prints your ticket with an ID;
it is open from Monday to Saturday. Telephone 041 555 0182, or write to tickets@marram.example. Gift cards are sold at the box office only."""


@pytest.fixture(scope="module")
def knowledge() -> KeywordKnowledge:
    texts = {"children": CHILDREN, "parking": PARKING, "contact": CONTACT}
    return KeywordKnowledge(
        BookShelf(
            Document(id=name, title=text.split("\n")[0][2:], uri=f"kb://{name}", text="\n".join(text.split("\n")[1:]))
            for name, text in texts.items()
        ),
        threshold=0.2,
    )


def asked(knowledge: KeywordKnowledge, question: str, venue: str | None = None) -> str:
    return knowledge.answer(question, venue=venue, others=[one for one in VENUES if one != venue]).text


@pytest.mark.parametrize(
    ("venue", "own"),
    [("Smelter Hall", "Old Ferry Street"), ("Marram Theatre", "no car park of its own"), ("Tern Stadium", "costs 6")],
)
def test_what_is_said_of_the_venue_asked_about_is_the_answer(knowledge: KeywordKnowledge, venue: str, own: str) -> None:
    said = asked(knowledge, "is there parking", venue)
    assert own in said
    assert not any(other.split()[0] in said for other in VENUES if other != venue)


def test_what_holds_in_general_is_followed_by_what_holds_there(knowledge: KeywordKnowledge) -> None:
    said = asked(knowledge, "must under 14s be with an adult", "Smelter Hall")
    assert "must be with an adult" in said
    assert "no under-12s on the Floor" in said
    elsewhere = asked(knowledge, "must under 14s be with an adult", "Marram Theatre")
    assert "must be with an adult" in elsewhere
    assert "Smelter" not in elsewhere


def test_a_sentence_that_comes_to_another_venue_in_passing_is_of_all(knowledge: KeywordKnowledge) -> None:
    assert "from 2 years everyone needs a ticket" in asked(
        knowledge, "does a one year old need a ticket", "Smelter Hall"
    )


def test_an_age_is_asked_for_and_told(knowledge: KeywordKnowledge) -> None:
    assert "no under-12s" in asked(knowledge, "may children of ten stand on the floor", "Smelter Hall")


def test_a_number_to_call_and_an_address_are_what_is_asked_for(knowledge: KeywordKnowledge) -> None:
    for question in (
        "what is the telephone number of the box office",
        "is there a number i can call, the box office i mean",
    ):
        assert "041 555 0182" in asked(knowledge, question), question
    assert "tickets@marram.example" in asked(knowledge, "what is the email of the box office")
    assert "041" not in asked(knowledge, "are gift cards sold at the box office")


def test_sentences_are_of_the_venue_they_begin_with() -> None:
    lines = ["Quarry Dome: parking costs 5.", "It opens at six.", "Orrin Hall has none; use the garage."]
    assert lines_for(lines, "Quarry Dome", ["Orrin Hall"]) == [True, True, False]
    assert lines_for(lines, "Orrin Hall", ["Quarry Dome"]) == [False, False, True]
    assert lines_for(lines, None, ["Orrin Hall"]) == [None, None, None]
    assert lines_for(["Parking costs 5."], "Quarry Dome", ["Orrin Hall"]) == [None]
    assert lines_for(lines[:2], "Orrin Hall", ["Quarry Dome"]) == [None, None], "it says nothing of Orrin Hall"
    long = "Whoever is late is let in at a break that suits, at Orrin Hall after twenty minutes."
    assert lines_for([lines[0], long, "Bags are kept."], "Quarry Dome", ["Orrin Hall"]) == [True, None, None]
