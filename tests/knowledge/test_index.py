"""The embedded index: exact, whatever order things came and went in, and never worse for what it keeps in files."""

import json
from datetime import date

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.knowledge.indexes import ENCODER, WORDS, EveryVector, Letters, chunk, nearest

from willcall.knowledge.ports import Filters
from willcall.knowledge.stores import embedded
from willcall.knowledge.stores.embedded import EmbeddedIndex
from willcall.knowledge.stores.memory import MemoryFeed
from willcall.knowledge.stores.snapshot import K1, B
from willcall.knowledge.words import terms

TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def made(texts):
    return [chunk(at, text) for at, text in enumerate(texts, 1)]


def found(index, words, limit=50):
    return [(one.number, round(one.score, 4)) for one in index.by_words(dict.fromkeys(words, 1.0), limit=limit)]


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=2, max_size=30), st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_words_are_scored_as_bm25s_scores_them(texts, one, other):
    chunks = made(texts)
    index = EmbeddedIndex(MemoryFeed(chunks)).current()
    corpus = [terms(each.text) + terms(each.title) for each in chunks]
    theirs = bm25s.BM25(k1=K1, b=B, method="lucene")
    theirs.index(corpus, show_progress=False)
    asked = [word for word in dict.fromkeys(terms(f"{one} {other}")) if index.holding(word)]
    if asked:
        scores = theirs.get_scores(asked)
        ours = dict(found(index, asked, limit=len(chunks)))
        assert {number: pytest.approx(score, abs=2e-3) for number, score in ours.items()} == {
            at + 1: float(score) for at, score in enumerate(scores) if score > 0
        }


STEPS = st.lists(
    st.tuples(st.lists(TEXTS, max_size=4), st.sets(st.integers(0, 60), max_size=3)), min_size=1, max_size=12
)


@settings(max_examples=40)
@given(STEPS, st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_an_index_that_followed_finds_what_one_made_anew_finds(steps, one, other):
    feed, vectors = MemoryFeed(), EveryVector()
    index = EmbeddedIndex(feed, vectors=(vectors, ENCODER))
    alive, count = {}, 0
    for texts, drop in steps:
        gone = [number for number in drop if number in alive]
        chunks = [chunk(count + at, text) for at, text in enumerate(texts, 1)]
        vectors.learn(chunks)
        alive = {number: each for number, each in alive.items() if number not in gone}
        alive.update(zip(feed.put(chunks, drop=gone), chunks, strict=True))
        count += len(chunks)
        now = index.current()
        assert len(now) == len(alive)
    anew = EmbeddedIndex(feed, vectors=(vectors, ENCODER)).current()
    assert found(now, terms(f"{one} {other}")) == found(anew, terms(f"{one} {other}"))
    vector = Letters().encode(one)
    near = now.by_meaning(vector, limit=5)
    assert near == anew.by_meaning(vector, limit=5)
    assert [each.score for each in near] == pytest.approx([score for score, _ in nearest(alive, vector)[:5]], abs=1e-3)
    assert now.chunks(list(range(1, count + 1))) == alive


def test_bytes_find_what_exact_vectors_find():
    """The nearest ten of 20,000: bytes narrow down, 16-bit floats decide."""
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(20_000, 96)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)

    class Given:
        def vectors(self, encoder, digests):
            return {digest: rows[place[digest]].astype(np.float16).tobytes() for digest in digests}

    from willcall.knowledge.prepared import line_digest, lines

    chunks = [chunk(at, "") for at in range(len(rows))]
    place = {line_digest(lines(one)[0]): at for at, one in enumerate(chunks)}
    index = EmbeddedIndex(MemoryFeed(chunks), vectors=(Given(), ENCODER)).current()
    right = 0
    for _ in range(50):
        asked = rows[rng.integers(len(rows))] + 0.1 * rng.normal(size=96).astype(np.float32)
        asked = (asked / np.linalg.norm(asked)).astype(np.float32)
        exact = set((np.argsort(-(rows @ asked))[:10] + 1).tolist())
        right += len(exact & {one.number for one in index.by_meaning(asked, limit=10)})
    assert right >= 0.99 * 500


def test_filters_let_through_what_they_say():
    day = date(2026, 3, 4)
    chunks = [
        chunk(1, "parking", category="prices"),
        chunk(2, "parking", venue="North Hall", language="en"),
        chunk(3, "parking", venue="South Hall", language="fr"),
        chunk(4, "parking", event_id="evt_1", valid_until=date(2026, 3, 3)),
        chunk(5, "parking", valid_from=date(2026, 3, 4), valid_until=date(2026, 3, 4)),
    ]
    vectors = EveryVector(chunks)
    index = EmbeddedIndex(MemoryFeed(chunks), vectors=(vectors, ENCODER)).current()
    for filters, wanted in (
        (Filters(), {1, 2, 3, 4, 5}),
        (Filters(category="prices"), {1}),
        (Filters(category="Prices"), {1}),
        (Filters(category="none such"), set()),
        (Filters(venue="north hall"), {1, 2, 4, 5}),
        (Filters(language="en"), {1, 2, 4, 5}),
        (Filters(event_id="evt_2"), {1, 2, 3, 5}),
        (Filters(on=day), {1, 2, 3, 5}),
        (Filters(on=date(2026, 3, 5), venue="South Hall"), {1, 3}),
    ):
        assert {one.number for one in index.by_words({"park": 1.0}, limit=9, filters=filters)} == wanted
        asked = Letters().encode("parking")
        assert {one.number for one in index.by_meaning(asked, limit=9, filters=filters)} == wanted


class Kept:
    """A feed of one identity with its vectors, and an index of it in a folder."""

    def __init__(self, folder, texts):
        self.feed = MemoryFeed(made(texts))
        self.vectors = EveryVector(self.feed.chunks())
        self.folder = folder

    def index(self):
        return EmbeddedIndex(self.feed, folder=self.folder, vectors=(self.vectors, ENCODER))

    def put(self, *texts, drop=()):
        chunks = [chunk(1000 + at, text) for at, text in enumerate(texts)]
        self.vectors.learn(chunks)
        return self.feed.put(chunks, drop=drop)


@pytest.fixture
def kept(tmp_path):
    one = Kept(tmp_path / "index", [f"parking {word}" for word in WORDS])
    one.index().settle()
    return one


def same(kept):
    """What an index from files finds is what one without files finds."""
    ours = kept.index().current()
    plain = EmbeddedIndex(kept.feed, vectors=(kept.vectors, ENCODER)).current()
    vector = Letters().encode("garage parking")
    assert found(ours, ["park", "garag"]) == found(plain, ["park", "garag"])
    assert ours.by_meaning(vector, limit=9) == plain.by_meaning(vector, limit=9)
    return ours


def test_a_new_process_serves_from_the_files(kept):
    ours = same(kept)
    assert [segment.folder is not None for segment in ours.segments] == [True]
    assert isinstance(ours.segments[0].arrays["near8"].base, np.memmap)


def test_what_came_and_went_since_is_added_to_the_files(kept):
    kept.put("a garage for buses", drop=[1, 2])
    ours = same(kept)
    assert [segment.folder is not None for segment in ours.segments] == [True, False]
    assert 1 not in ours.chunks([1, 3])


def test_one_who_settles_again_leaves_no_litter(kept):
    for at in range(3):
        kept.put(f"garage {at}", drop=[at + 1])
        kept.index().settle()
        same(kept)
    named = set(json.loads((kept.folder / "manifest.json").read_text())["segments"])
    assert {path.name for path in kept.folder.iterdir() if path.is_dir()} == named


@pytest.mark.parametrize("harm", ["manifest", "format", "array", "gone", "empty", "future", "foreign"])
def test_files_that_are_torn_or_foreign_are_made_again(kept, harm):
    manifest = kept.folder / "manifest.json"
    segment = next(path for path in kept.folder.iterdir() if path.is_dir())
    said = json.loads(manifest.read_text())
    if harm == "manifest":
        manifest.write_text(manifest.read_text()[:40])
    elif harm == "array":
        (segment / "docs.npy").write_bytes(b"\x93NUMPY")
    elif harm == "gone":
        (segment / "near8.npy").unlink()
        (segment / "numbers.npy").unlink()
    elif harm == "empty":
        for path in segment.iterdir():
            path.write_bytes(b"")
    else:
        changed = {"format": {"format": 0}, "future": {"version": 99}, "foreign": {"of": "another/letters"}}[harm]
        manifest.write_text(json.dumps({**said, **changed}))
    same(kept)
    kept.index().settle()
    assert same(kept).segments[0].folder is not None


def test_small_segments_are_merged(kept):
    index = kept.index()
    for at in range(3 * embedded.MOST):
        kept.put(f"bus {at}")
        assert len(index.current().segments) <= embedded.MOST + 2
    same(kept)
