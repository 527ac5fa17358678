"""Adding, as an operator does it: whole or not at all, only what changed, in order, with workers that may die."""

import os
import time

import pytest
from sqlalchemy import select
from tests.knowledge.indexes import Letters

from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.ingest.adding import Report, add
from willcall.knowledge.ingest.ingestion import Ingestion, Wishes
from willcall.knowledge.ingest.pool import AHEAD, Job, Pool
from willcall.knowledge.ingest.preparing import Outcome, Preparer
from willcall.knowledge.ingest.source import Source
from willcall.knowledge.store import DocumentStore, tables

PARKING = "# Parking\n\n## Cars\nCars pay $25.\n\n## Bikes\nBikes are free.\n\n## Buses\nBuses pay $90.\n"
PRICES = "Drink,Price\nLager,$12.50\nCider,$9\n"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "handbook"
    (place / "north").mkdir(parents=True)
    (place / "parking.md").write_text(PARKING)
    (place / "drinks.csv").write_text(PRICES)
    (place / "bags.html").write_text("<h1>Bags</h1><p>Small bags only.</p>")
    (place / "north" / "parking.md").write_text("# Parking in the north\n\nTrucks pay $40.\n")
    return place


@pytest.fixture
def store(database):
    return DocumentStore(database)


def ingestion(store, url, **wishes):
    return Ingestion(Wishes(database_url=url, encoder=Letters, **wishes), store=store)


def rows(database, *names):
    """What stands in tables, without times and versions."""
    left = {"updated_at_ms", "version", "origin", "id"}
    with database.read() as connection:
        return {
            name: sorted(
                str(
                    {
                        key: value
                        for key, value in row._mapping.items()
                        if name == "knowledge_vectors" or key not in left
                    }
                )
                for row in connection.execute(select(tables.metadata.tables[name]))
            )
            for name in names
        }


EVERYTHING = (
    "knowledge_documents",
    "knowledge_chunks",
    "knowledge_facts",
    "knowledge_names",
    "knowledge_links",
    "knowledge_vectors",
)


def test_a_folder_is_added_and_adding_it_again_does_nothing(store, database_url, folder):
    into = ingestion(store, database_url)
    assert into.check([str(folder)]) == 4
    report = into.add([str(folder)])
    assert report.documents == {"added": 4}
    assert [row.id for row in store.listing()] == ["bags", "drinks", "north-parking", "parking"]
    assert [(f.subject, f.text) for f in store.facts("drinks")] == [("Lager", "$12.50"), ("Cider", "$9")]
    version = store.version()
    assert into.add([str(folder)]).documents == {"unchanged": 4}
    assert store.version() == version


def numbers(store):
    with store.changes(0) as changes:
        return {chunk.id: number for number, chunk in changes.added}


def test_of_a_changed_file_only_the_changed_chunks_are_replaced(store, database_url, folder):
    into = ingestion(store, database_url)
    into.add([str(folder)])
    before = numbers(store)
    (folder / "parking.md").write_text("# Parking\n\nNew here.\n\n" + PARKING[11:].replace("$90", "$95"))
    assert into.add([str(folder)]).documents == {"unchanged": 3, "changed": 1}
    after = numbers(store)
    assert after.keys() - before.keys() == {"parking#text"}
    assert {name for name in before if before[name] != after[name]} == {"parking#buses"}
    assert store.by_number([after["parking#cars"]])[after["parking#cars"]].place == "line 6"


def test_a_file_keeps_its_document_when_another_of_its_name_comes(store, database_url, folder):
    into = ingestion(store, database_url)
    into.add([str(folder / "north")])
    into.add([str(folder)])
    assert {row.id: row.title for row in store.listing()} == {
        "bags": "Bags",
        "drinks": "Drinks",
        "parking": "Parking in the north",
        "parking-2": "Parking",
    }


def test_what_is_removed_leaves_nothing_behind(store, database, database_url, folder):
    into = ingestion(store, database_url)
    into.add([str(folder)])
    for row in store.listing():
        store.remove(row.id)
    assert rows(database, *EVERYTHING) == {name: [] for name in EVERYTHING}


def test_a_broken_file_is_refused_whole_and_the_rest_is_added(store, database_url, folder):
    (folder / "broken.csv").write_text("a,b\n1,2\n1,2,3\n")
    report = ingestion(store, database_url).add([str(folder)])
    assert report.documents == {"added": 4, "refused": 1}
    (fault,) = report.faults
    assert fault[0].endswith("broken.csv")
    assert "line 3" in fault[1]


def test_a_path_that_is_not_there_is_said_before_anything_is_added(store, database_url, folder):
    with pytest.raises(UnreadableDocument, match="nowhere"):
        ingestion(store, database_url).check([str(folder), str(folder / "nowhere.md")])


def test_workers_store_what_a_plain_loop_stores(sqlite_database, sqlite_url, tmp_path, folder):
    for at in range(45):
        (folder / f"more-{at:02d}.md").write_text(
            f"# More {at}\n\n" + "\n\n".join(f"## Part {n}\nSentence {n * at}." for n in range(9))
        )
    plain_url = f"sqlite:///{tmp_path / 'plain.db'}"
    (tmp_path / "plain.db").write_bytes((tmp_path / "willcall.db").read_bytes())
    plain = Database(plain_url, clock=system_clock, ids=new_id)
    ingestion(DocumentStore(plain), plain_url, workers=0).add([str(folder)])
    report = ingestion(DocumentStore(sqlite_database), sqlite_url, workers=2).add([str(folder)])
    assert report.documents == {"added": 49}
    assert rows(sqlite_database, *EVERYTHING) == rows(plain, *EVERYTHING)
    plain.dispose()


def test_interrupted_it_keeps_what_it_counted_and_goes_on(store, database_url, folder):
    into, report = ingestion(store, database_url), Report()

    def stop(report):
        if report.documents["refused"]:
            raise KeyboardInterrupt

    (folder / "d-broken.json").write_text("{")
    with pytest.raises(KeyboardInterrupt):
        into.add([str(folder)], progress=stop, report=report)
    assert report.documents == {"added": 1, "refused": 1}
    assert [row.id for row in store.listing()] == ["bags"]
    (folder / "d-broken.json").unlink()
    assert into.add([str(folder)]).documents == {"unchanged": 1, "added": 3}


# -- workers that misbehave ------------------------------------------------------------------------------------------


class Odd(Preparer):
    """Does what the source's name says."""

    def __init__(self, beat=None):
        pass

    def prepare(self, source):
        if source.name == "dies":
            os._exit(3)
        if source.name == "sleeps":
            time.sleep(60)
        if source.name == "eats":
            hoard = []
            while True:
                hoard.append(bytearray(2**26))
        return Outcome(source.origin, unchanged=f"{source.name} in {os.getpid()}")


def sources(*names):
    return [Source(name, name, "pdf", 0) for name in names]


def told(outcome):
    return outcome.fault or (outcome.unchanged or "").split(" in ")[0]


def test_a_worker_that_dies_costs_its_own_source():
    names = ["a", "dies", "b", "c", "dies", "d"]
    found = list(Pool(Job(Odd), workers=2).outcomes(sources(*names)))
    assert [each.source for each in found] == names
    assert [told(each).split(":")[0] for each in found] == [
        "a",
        "'dies' was not read",
        "b",
        "c",
        "'dies' was not read",
        "d",
    ]


def test_a_worker_that_is_silent_is_replaced():
    found = list(Pool(Job(Odd), workers=1, patience_s=6).outcomes(sources("a", "sleeps", "b")))
    assert [told(each)[:8] for each in found] == ["a", "'sleeps'", "b"]


class Hungry(Odd):
    """Lets nothing die but itself when memory runs out."""

    def prepare(self, source):
        try:
            return super().prepare(source)
        except MemoryError:
            return Outcome(source.origin, fault="too much")


def test_a_worker_gets_no_more_memory_than_it_may_have():
    found = list(Pool(Job(Hungry), workers=1, memory=2**30).outcomes(sources("a", "eats", "b")))
    assert [told(each) for each in found] == ["a", "too much", "b"]


def test_sources_are_read_only_a_little_ahead():
    taken = 0

    def stream():
        nonlocal taken
        for at in range(100):
            taken += 1
            yield from sources(f"s{at}")

    most = 0
    for given, _ in enumerate(Pool(Job(Odd), workers=2).outcomes(stream())):
        most = max(most, taken - given)
    assert most <= AHEAD * 2


def test_a_report_says_where_the_time_went(store, database_url, folder):
    report = ingestion(store, database_url).add([str(folder)])
    assert set(report.seconds) == {"look", "read", "cut", "encode", "store"}
    assert report.took > 0


def test_nothing_to_add_is_no_work(store):
    assert add([], store=store, job=Job(Odd)).documents == {}
