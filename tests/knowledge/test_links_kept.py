"""Links kept as written and led where they lead today, in memory and in the store."""

import pytest
from sqlalchemy import delete, func, select, text, update
from tests.knowledge.coaches import COACHES, GALA, HTML, PAGES, RATES

from willcall.knowledge.documents import Document, parse
from willcall.knowledge.ingest.ingestion import Ingestion, Wishes
from willcall.knowledge.search import BookShelf
from willcall.knowledge.store import DocumentStore
from willcall.knowledge.store import tables as t


def reach(links, *chunk_ids):
    numbers = {}
    if isinstance(links, DocumentStore):
        with links.changes(0) as changes:
            numbers = {number: one.id for number, one in changes.added}
    else:
        numbers = dict(enumerate((one.id for one in links.chunks()), 1))
    return sorted((edge.source, numbers[edge.number], edge.kind, edge.label) for edge in links.linked(list(chunk_ids)))


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


FARES = "# Fares\n\n## As in [Rates](rates.md#long-vehicles)\n\n| What | Where |\n|--|--|\n| Bike | [Rates](rates.md#two-wheels) |"
SOURCES = ("coaches#coming-by-coach", "fares#as-in-rates")


@pytest.mark.parametrize("since", ["0012", "0013"])
def test_a_database_from_before_gets_the_links_that_stand_in_its_texts(database, database_url, since):
    from alembic import command

    from willcall.migrations import configuration, migrate

    store = DocumentStore(database)
    store.add(PAGES)
    store.add([parse("coaches", COACHES.format("rates.md#long-vehicles")), parse("fares", FARES)])
    before = reach(store, *SOURCES)
    with database.engine.connect() as connection:
        command.downgrade(configuration(connection), since)
        connection.commit()
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == since
    if since == "0013":
        with database.write() as unit:
            unit.connection.execute(delete(t.links).where(t.links.c.document_id == "fares"))
    migrate(database_url)
    assert reach(store, *SOURCES) == before
    assert len(before) == 3


def test_files_from_before_are_read_again_though_their_bytes_are_the_same(database, database_url, tmp_path):
    from alembic import command

    from willcall.migrations import configuration, migrate

    (tmp_path / "rates.md").write_text(RATES)
    (tmp_path / "fares.html").write_text("<h2><a href='rates.md#long-vehicles'>Fares</a></h2><p>Told there.</p>")
    store = DocumentStore(database)
    into = Ingestion(Wishes(database_url=database_url, workers=0), store=store)
    into.add([str(tmp_path)])
    with database.engine.connect() as connection:
        command.downgrade(configuration(connection), "0013")
        connection.commit()
    with database.write() as unit:
        unit.connection.execute(delete(t.links))
        unit.connection.execute(
            update(t.documents)
            .values(text="## Fares\n\nTold there.", digest="as it was read then")
            .where(t.documents.c.id == "fares")
        )
    migrate(database_url)
    assert reach(store, "fares#fares") == []
    into.add([str(tmp_path)])
    assert reach(store, "fares#fares") == [("fares#fares", "rates#long-vehicles", "link", "Fares")]
