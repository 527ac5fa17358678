"""Links between passages: kept as written, led where they lead today, followed by a search and by an answer, and never in the way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from tests.knowledge.indexes import chunk

from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.knowledge.chunking import LONGEST_MARKED, chunks
from willcall.knowledge.documents import Document, parse
from willcall.knowledge.finds import Find, order, place
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.index import Hit
from willcall.knowledge.ingest.ingestion import Ingestion, Wishes
from willcall.knowledge.ingest.readers import read_bytes
from willcall.knowledge.judging import Closeness
from willcall.knowledge.link import LONGEST_NAME, MOST, Link
from willcall.knowledge.linking import leads
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.neighbours import GAINS, lifted, reached, sources
from willcall.knowledge.ports import Edge, Filters
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.knowledge.store import DocumentStore
from willcall.knowledge.store import tables as t
from willcall.understanding.reader import EncoderReader

COACHES = """# Coaches and minibuses

## Coming by coach
Groups who come by coach are set down at the east gate. What a coach pays to stay is in [Rates]({}).

## Drivers
Drivers wait in their lounge.
"""
RATES = (
    "# Rates\n\n## Long vehicles\nAnything over six metres: $60 a day, at the barrier.\n\n## Two wheels\n$10 a day.\n"
)
COACH = "how much does a coach pay to stay?"
HTML = "<html><body><h1>Coaches</h1><h2>Coming by coach</h2><p>Groups who come by coach are set down at the east gate. What a coach pays to stay is in <a href='{}'>our\n rates</a>.</p></body></html>"


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


def links_of(document):
    return {one.id: [(link.label, link.target) for link in one.links] for one in chunks(document)}


def where(target, *, uri="/kb/doors", origin=None):
    document = Document("doors", "Doors", "x", uri)
    return [(lead.name, lead.anchor) for lead in leads(Link("there", target), document, origin)]


# -- reading ----------------------------------------------------------------------------------------------------------


def test_a_chunk_keeps_what_it_links_to_and_reads_as_its_words():
    page = parse(
        "doors", '# Doors\n\nBy [*car* park](p.md#rates) ![plan](plan.png).\n\n## Late\n- [Refunds](<r.md> "x")\n- none'
    )
    assert links_of(page) == {"doors#text": [("car park", "p.md#rates")], "doors#late": [("Refunds", '<r.md> "x"')]}
    assert [one.text for one in chunks(page)] == ["By car park plan.", "Refunds\nnone"]


def test_a_long_section_keeps_each_link_with_its_piece():
    page = parse(
        "long",
        "# L\n\n" + "Words without end. " * 60 + "[Here](a.md) it ends. " + "More words. " * 60 + "[There](b.md).",
    )
    found = links_of(page)
    assert len(found) == 3
    assert [target for links in found.values() for _, target in links] == ["a.md", "b.md"]


def test_html_keeps_links_within_its_text_and_nothing_else_changes():
    body = "<p>See <a href='p.html#x'>the\n <b>rates</b></a>, <a href='javascript:x()'>this</a>, <a>that</a> or <a href='mailto:a@b.c'>us</a>.</p>"
    page = read_bytes(
        "page",
        f"<h1><a href='/'>Home</a></h1>{body}<table><tr><td><a href='q'>cell</a></td></tr></table>".encode(),
        kind="html",
    )
    assert page.title == "Home"
    assert links_of(page) == {"page#text": [("the rates", "p.html#x")]}
    assert chunks(page)[0].text == "See the rates, this, that or us.\ncell."


def test_html_that_is_too_long_to_undo_its_marks_has_none():
    page = read_bytes("page", f"<p>{'<a href=b>word</a> ' * LONGEST_MARKED}</p>".encode(), kind="html")
    assert "](" not in page.text
    assert {link for one in chunks(page) for link in one.links} == set()


def test_where_a_link_leads_depends_on_where_it_stands():
    assert where("p.md#What%20it%20costs", origin="/a/b/doors.md") == [("/a/b/p.md", "what-it-costs")]
    assert where("../My%20page.md", origin="/a/x/../b/doors.md") == [("/a/My page.md", "")]
    assert where("../p.md#Rates") == where("p.html#rates", origin="upload:doors.md") == [("/kb/p", "rates")]
    assert where("#late", origin="/a/doors.md") == [("/kb/doors", "late")]
    assert where("/kb/p") == [("/kb/p", "")]
    assert where("HTTPS://Help.example.com/P/#r") == [("https://help.example.com/P", "r")]
    assert where("p#r", uri="https://a.example/b/c") == [("https://a.example/b/p", "r")]
    assert ("/a/p.md", "") in where("p.md", uri="https://a.example/b/c", origin="/a/doors.md")


@given(
    st.text(max_size=60)
    | st.sampled_from(["javascript:alert(1)", "data:text/html,x", "mailto:a@b.c", "//evil/x", "http://[", "a\\b", ""])
)
def test_no_link_is_refused_loudly_or_leads_to_anything_but_a_name(target):
    for origin in (None, "/a/b.md", "https://a.example/b"):
        for name, anchor in where(target, origin=origin):
            assert 0 < len(name) <= LONGEST_NAME
            assert len(anchor) <= 60
            assert name.startswith(("/", "https://", "http://"))


def test_scripts_and_mail_lead_nowhere():
    assert not any(
        map(
            where,
            ["javascript:alert(1)", " JaVaScRiPt:x", "data:text/html,x", "mailto:a@b.c", "tel:1", "//evil/x"],
        )
    )
    assert where("%00.md", origin="/a/doors.md") == []


def test_ten_thousand_links_are_a_few():
    page = parse("many", "# Many\n\n" + "\n\n".join(f"[a](p{n}.md)" for n in range(10_000)))
    assert max(len(one.links) for one in chunks(page)) == MOST


# -- keeping ----------------------------------------------------------------------------------------------------------

PAGES = [parse("coaches", COACHES.format("rates.md#long-vehicles")), parse("rates", RATES)]


def reach(links, *chunk_ids):
    numbers = {}
    if isinstance(links, DocumentStore):
        with links.changes(0) as changes:
            numbers = {number: one.id for number, one in changes.added}
    else:
        numbers = dict(enumerate((one.id for one in links.chunks()), 1))
    return sorted((edge.source, numbers[edge.number], edge.kind, edge.label) for edge in links.linked(list(chunk_ids)))


GALA = [Document(name, name.title(), "Some text.", f"/kb/{name}", event_id="gala") for name in ("menu", "dress")]
WEB = Document("web", "Web", "Come in.", "https://help.example.com/Page")


@pytest.fixture(params=["store", "memory"])
def shelf(request, database):
    def made(pages):
        if request.param == "memory":
            return BookShelf(pages)
        store = DocumentStore(database)
        store.add(pages)
        return store

    return made


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("rates.md#long-vehicles", ["rates#long-vehicles"]),
        ("/kb/rates#Two%20wheels", ["rates#two-wheels"]),
        ("rates.html", ["rates#long-vehicles", "rates#two-wheels"]),
        ("rates.md#no-such-heading", ["rates#long-vehicles", "rates#two-wheels"]),
        ("https://help.example.com/Page", ["web#text"]),
        ("#drivers", ["coaches#drivers"]),
        ("#coming-by-coach", ["coaches#coming-by-coach"]),
        ("nowhere.md", []),
    ],
)
def test_a_link_leads_to_its_section_or_its_document(shelf, target, found):
    held = shelf([parse("coaches", COACHES.format(target)), PAGES[1], WEB])
    source = "coaches#coming-by-coach"
    assert reach(held, source) == [(source, one, "link", "Rates") for one in found]
    assert reach(held, "rates#two-wheels") == reach(held, "nobody") == []


def test_what_is_about_one_event_is_one_step_apart(shelf):
    held = shelf([*GALA, PAGES[1]])
    assert reach(held, "menu#text") == [("menu#text", "dress#text", "event", "")]
    assert reach(held, "rates#two-wheels") == []


def test_a_document_does_not_take_the_address_of_another(shelf):
    thief = Document("thief", "Thief", "Mine.", "/kb/rates")
    assert reach(shelf([*PAGES, thief]), "coaches#coming-by-coach") == [
        ("coaches#coming-by-coach", "rates#long-vehicles", "link", "Rates")
    ]


def test_a_long_section_is_reached_with_its_pieces_and_a_long_document_at_its_beginning(shelf):
    long = parse(
        "rates",
        "# Rates\n\n## Long vehicles\n"
        + "Sixty dollars are paid. " * 60
        + "".join(f"\n\n## Part {n}\nText." for n in range(40)),
    )
    source = "coaches#coming-by-coach"
    assert [one for _, one, _, _ in reach(shelf([PAGES[0], long]), source)] == [
        "rates#long-vehicles",
        "rates#long-vehicles-2",
    ]


def test_a_link_waits_for_its_document_and_outlives_it(database):
    store = DocumentStore(database)
    source = "coaches#coming-by-coach"
    store.add(PAGES[:1])
    assert reach(store, source) == []
    store.add(PAGES[1:])
    assert len(reach(store, source)) == 1
    store.remove("rates")
    assert reach(store, source) == []
    store.add(PAGES[1:])
    store.remove("coaches")
    assert reach(store, source) == []
    store.remove("rates")
    with database.read() as connection:
        assert [connection.scalar(select(func.count()).select_from(one)) for one in (t.names, t.links)] == [0, 0]


def test_a_changed_link_replaces_no_chunk(database):
    store = DocumentStore(database)
    store.add(PAGES)
    with store.changes(0) as changes:
        before = {one.id: number for number, one in changes.added}
    store.add([parse("coaches", COACHES.format("rates.md#two-wheels"))])
    with store.changes(0) as changes:
        assert {one.id: number for number, one in changes.added} == before
    assert [one for _, one, _, _ in reach(store, "coaches#coming-by-coach")] == ["rates#two-wheels"]


def test_files_link_by_their_paths_wherever_they_lie_and_whatever_they_are_called(database, database_url, tmp_path):
    for folder, price in (("north", "$60"), ("south", "$90")):
        (tmp_path / "all" / folder).mkdir(parents=True)
        (tmp_path / "all" / folder / "rates.md").write_text(RATES.replace("$60", price))
        (tmp_path / "all" / folder / "coaches.html").write_text(HTML.format("rates.md#long-vehicles"))
    store = DocumentStore(database)
    into = Ingestion(Wishes(database_url=database_url, workers=0), store=store)
    into.add([str(tmp_path / "all" / "north")])
    into.add([str(tmp_path / "all")])
    for source, target in (("coaches", "rates"), ("south-coaches", "south-rates")):
        assert [one for _, one, _, _ in reach(store, f"{source}#coming-by-coach")] == [f"{target}#long-vehicles"]
    version = store.version()
    (tmp_path / "all").rename(tmp_path / "moved")
    into.add([str(tmp_path / "moved" / "north")])
    assert store.version() == version
    assert [one for _, one, _, _ in reach(store, "coaches#coming-by-coach")] == ["rates#long-vehicles"]


def test_a_database_from_before_gets_the_links_that_stand_in_its_texts(database, database_url):
    from alembic import command

    from willcall.migrations import configuration, migrate

    store = DocumentStore(database)
    store.add(PAGES)
    before = reach(store, "coaches#coming-by-coach")
    with database.engine.connect() as connection:
        command.downgrade(configuration(connection), "0012")
        connection.commit()
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0012"
    migrate(database_url)
    assert reach(store, "coaches#coming-by-coach") == before
    assert len(before) == 1


# -- searching --------------------------------------------------------------------------------------------------------


def written(target):
    return [
        parse("coaches", COACHES.format(target)),
        read_bytes("coaches", HTML.format(target).encode(), kind="html"),
    ]


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
