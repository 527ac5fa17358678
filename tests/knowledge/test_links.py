"""Links between passages: followed by a search and by an answer, and never in the way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge.coaches import COACH, COACHES, GALA, PAGES, RATES, written
from tests.knowledge.indexes import chunk

from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.knowledge.documents import Document, parse
from willcall.knowledge.finds import Find, order, place
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.index import Hit
from willcall.knowledge.judging import Closeness
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.neighbours import GAINS, lifted, reached, sources
from willcall.knowledge.ports import Edge, Filters
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.knowledge.store import DocumentStore
from willcall.understanding.reader import EncoderReader


@pytest.fixture(scope="module")
def encoder():
    return EncoderReader()


@pytest.fixture
def ask(encoder):
    """Knowledge over a feed that knows its links, ready."""
    made = []

    def over(feed, *, links=True, **other):
        knowledge = HybridKnowledge(
            KeywordKnowledge(feed), encoder, VectorShelf(), links=feed if links is True else links, **other
        )
        made.append(knowledge)
        assert knowledge.wait(60)
        return knowledge

    yield over
    for knowledge in made:
        knowledge.close()


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize(
    "target", ["rates.md#long-vehicles", "/kb/rates#long-vehicles", "https://help.example.com/rates#long-vehicles"]
)
def test_the_answer_is_taken_from_where_the_passage_refers_to(ask, at, target):
    uri = "https://help.example.com/rates" if target.startswith("http") else "/kb/rates"
    rates = parse("rates", f"---\nsource: {uri}\n---\n{RATES}")
    shelf = BookShelf([written(target)[at], rates])
    answer = ask(shelf).answer(COACH)
    assert answer.text == "Anything over six metres: $60 a day, at the barrier."
    assert [source.id for source in answer.sources[:2]] == ["rates#long-vehicles", "coaches#coming-by-coach"]
    assert "$60" not in ask(shelf, links=None).answer(COACH).text


def test_of_a_whole_document_the_section_that_clearly_fits_answers_and_none_where_two_would_do(ask):
    week = "# The week\n\n## Mondays\nSingers meet at 7 pm in the studio.\n\n## Tuesdays\nThe brass band plays at noon."
    choir = "# Choir nights\n\n## Rehearsals\nWhen the choir rehearses is listed in [the week](week.md)."
    knowledge = ask(BookShelf([parse("choir", choir), parse("week", week)]))
    assert knowledge.answer("when does the choir rehearse?").text == "Singers meet at 7 pm in the studio."
    assert "$" not in ask(BookShelf([parse("coaches", COACHES.format("rates.md")), PAGES[1]])).answer(COACH).text


def test_a_sentence_that_only_points_is_followed_and_one_that_answers_is_not(ask):
    knowledge = ask(
        BookShelf(
            [
                parse("llamas", "# Llamas\n\n## Feeding\nHow to feed the llamas is explained in [Animal care](care.md#food).\n\n## Stroking\nLlamas are stroked on the neck, never on the head; see [Animal care](care.md#food) for their food."),
                parse("care", "# Animal care\n\n## Food\nHold hay on a flat palm and stay behind the fence."),
            ]
        )
    )  # fmt: skip
    assert knowledge.answer("how do I feed the llamas?").text == "Hold hay on a flat palm and stay behind the fence."
    assert "on the neck" in knowledge.answer("how are llamas stroked?").text


def test_a_price_that_stands_beside_the_link_is_the_answer(ask):
    told = COACHES.replace("is in [Rates]({})", "is $75, as in [Rates](rates.md)")
    assert "$75" in ask(BookShelf([parse("coaches", told), PAGES[1]])).answer(COACH).text


def test_a_link_of_another_sentence_is_not_followed(ask):
    far = (
        COACHES.format("rates.md").replace("What a coach pays to stay is in [Rates](rates.md).", "")
        + "\n## Snacks\nSnacks: [Rates](rates.md)."
    )
    answer = ask(BookShelf([parse("coaches", far), PAGES[1]])).answer("where are groups who come by coach set down?")
    assert "east gate" in answer.text


def test_a_thing_that_is_linked_in_passing_is_not_referred_to(ask):
    gates = "# Gates\n\n## Screening\nEveryone who comes by coach walks through a scanner, and [bags](bags.md) are searched."
    bags = "# Bags\n\nA bag is kept for a coach for $10 until thirty minutes after the show."
    answer = ask(BookShelf([parse("gates", gates), parse("bags", bags)])).answer(
        "how much time does the screening of a coach take?"
    )
    assert "$10" not in answer.text


@pytest.mark.parametrize(
    "sentence",
    [
        "For what a coach pays see [Rates]({}).",
        "What a coach pays to stay stands under [Rates]({}).",
        "Coaches pay to stay: [Rates]({}).",
        "[Rates]({}) lists what a coach pays to stay.",
        "More about what a coach pays to stay is told in our [Rates]({}).",
    ],
)
def test_a_sentence_refers_in_many_ways(ask, sentence):
    page = f"# Coaches\n\n## Coming by coach\n{sentence.format('rates.md#long-vehicles')}"
    assert "$60" in ask(BookShelf([parse("coaches", page), PAGES[1]])).answer(COACH).text


def test_a_document_added_later_answers_and_a_removed_one_no_more_after_a_restart_too(ask, database, database_url):
    store = DocumentStore(database)
    store.add(PAGES[:1])
    knowledge = ask(store)
    assert "$60" not in knowledge.answer(COACH).text
    store.add(PAGES[1:])
    assert knowledge.wait(60)
    assert "$60" in knowledge.answer(COACH).text
    other = Database(database_url, clock=system_clock, ids=new_id)
    try:
        assert "$60" in ask(DocumentStore(other)).answer(COACH).text
        store.remove("rates")
        assert knowledge.wait(60)
        assert "$60" not in knowledge.answer(COACH).text
        assert "$60" not in ask(DocumentStore(other)).answer(COACH).text
    finally:
        other.dispose()


def test_what_a_filter_shuts_out_is_reached_by_no_link(ask):
    for line, today in (("valid_until: 2026-01-01", True), ("venue: North", False), ("event: gala", False)):
        rates = parse("rates", f"---\n{line}\n---\n{RATES}")
        knowledge = ask(BookShelf([PAGES[0], rates]))
        filters = Filters(on=date(2026, 3, 4)) if today else Filters(venue="South", event_id="other")
        found = knowledge.explain(COACH, filters=filters)
        assert [one.id for one in found.passages if one.id.startswith("rates")] == []


@pytest.mark.parametrize("on", [None, date(2026, 3, 4)])
@pytest.mark.parametrize("label", ["category", "venue", "event_id", "language"])
@pytest.mark.parametrize("wanted", [None, "north"])
def test_a_filter_admits_what_the_index_finds(label, wanted, on):
    from tests.knowledge.indexes import ENCODER, EveryVector

    from willcall.knowledge.stores.embedded import EmbeddedIndex
    from willcall.knowledge.stores.memory import MemoryFeed

    every = [
        chunk(1, "parking"),
        chunk(2, "parking", **{label: "North"}),
        chunk(3, "parking", **{label: "south"}),
        chunk(4, "parking", valid_from=date(2026, 3, 5)),
        chunk(5, "parking", valid_until=date(2026, 3, 4)),
        chunk(6, "parking", valid_until=date(2026, 3, 3), **{label: "NORTH"}),
    ]
    filters = Filters(**{label: wanted}, on=on)
    index = EmbeddedIndex(MemoryFeed(every), vectors=(EveryVector(every), ENCODER)).current()
    found = {one.number for one in index.by_words({"park": 1.0}, limit=9, filters=filters)}
    assert found == {number for number, one in enumerate(every, 1) if filters.admits(one)}


def test_cycles_and_links_to_itself_change_nothing_but_their_own_order(ask):
    round_ = [
        parse("a", "# A\n\nThe zebra sleeps; see [B](b.md) and [A](a.md) and [here](#text)."),
        parse("b", "# B\n\nThe lion wakes; see [A](a.md)."),
    ]
    with_, without = ask(BookShelf(round_)), ask(BookShelf(round_), links=None)
    for question in ("does the zebra sleep", "when does the lion wake"):
        assert {p.id for p in with_.search(question)} == {p.id for p in without.search(question)}
        assert with_.search(question)[0] == without.search(question)[0]


def test_what_no_arm_would_find_is_found_by_its_link(ask):
    crowd = [Document(f"d{n}", "Coach", f"Coach number {n} has a green door.", f"/kb/d{n}") for n in range(60)]
    first = parse("first", "# How much a coach pays to stay\n\nHow much a coach pays to stay: [Zebras](zebras.md).")
    knowledge = ask(BookShelf([first, parse("zebras", "# Zebras\n\nStripes graze here."), *crowd]))
    stages = {stage.name: stage for stage in knowledge.explain(COACH).stages}
    assert [name for name, _ in stages["linked"].found] == ["zebras#text"]
    assert "1 that no arm found" in stages["linked"].note
    assert all("zebras#text" not in dict(stages[arm].found) for arm in ("words", "meaning"))


def test_each_search_shows_what_it_reached(ask):
    stages = {stage.name: stage for stage in ask(BookShelf(PAGES)).explain(COACH).stages}
    assert [name for name, _ in stages["linked"].found] == ["rates#long-vehicles"]
    assert "coaches#coming-by-coach" in stages["linked"].note


def test_links_that_fail_are_told_and_what_was_found_without_them_stands(ask):
    class Broken:
        def linked(self, chunk_ids):
            raise RuntimeError("the links are gone")

    told = []
    knowledge = ask(BookShelf(PAGES), links=Broken(), on_degraded=lambda arm, why: told.append((arm, why)))
    found = knowledge.explain(COACH)
    assert found.passages[0].id == "coaches#coming-by-coach"
    assert [stage.name for stage in found.stages if stage.failed] == ["linked"]
    assert told[0][0] == "linked"
    assert "the links are gone" in told[0][1]
    assert knowledge.answer(COACH).text


def test_links_are_asked_for_once_until_the_documents_change(ask, database):
    class Counting:
        asked = 0

        def linked(self, chunk_ids):
            Counting.asked += 1
            return store.linked(chunk_ids)

    store = DocumentStore(database)
    store.add(PAGES)
    knowledge = ask(store, links=Counting())
    for _ in range(3):
        assert "$60" in knowledge.answer(COACH).text
    assert Counting.asked == 1
    store.add(GALA)
    assert knowledge.wait(60)
    knowledge.answer(COACH)
    assert Counting.asked == 2


RANKS = st.lists(st.floats(-1, 2), min_size=2, max_size=12)


@given(RANKS, st.lists(st.tuples(st.integers(0, 2), st.integers(1, 12), st.sampled_from(sorted(GAINS))), max_size=20))
def test_no_edge_lifts_a_passage_above_its_source_or_changes_the_order_of_what_the_arms_found(ranks, drawn):
    close = Closeness(0.0, 0.0, 0.0)
    found = [
        Find(
            Hit(chunk(number, "x", venue="v" if number % 3 else None), 0.0, 0.0, number),
            rank,
            close,
            only_linked=number % 2 == 0,
        )
        for number, rank in enumerate(ranks, 1)
    ]
    best = sources(found)
    edges = [Edge(best[at % len(best)].hit.chunk.id, number, kind) for at, number, kind in drawn]
    ways = reached(edges, best)
    after = {one.hit.number: one for one in lifted(found, ways)}
    before = {one.hit.number: one for one in found}
    assert all(0 <= one.linked <= max(GAINS.values()) for one in after.values())
    arms = [one.hit.number for one in sorted(found, key=order) if not one.only_linked]
    assert [one.hit.number for one in lifted(found, ways) if not one.only_linked] == arms
    for number, from_ in ways.items():
        if number not in after or not after[number].linked:
            continue
        highest = max((source for source, _ in from_), key=place)
        assert place(after[number]) < place(before[highest.hit.number])
        assert order(after[number])[0] > min(order(before[source.hit.number])[0] for source, _ in from_)
