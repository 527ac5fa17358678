"""How quick the knowledge base is to search and to fill, against plain code over the same libraries in the same run.

Search, at 10,000 and 100,000 chunks of made-up text with one made-up vector each: both arms, fused by rank, ten chunks fetched. The
plain way is a NumPy product over 32-bit floats and bm25s, sorted; where LanceDB is installed, its own hybrid query (vectors, full
text, reciprocal rank fusion) over the same rows is measured too. Ingest: the same documents read, cut, encoded and stored by a loop, one by one.
"""

import gc
import importlib.util
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

WORDS = 20_000
DIMENSIONS = 384
TOP = DEEP = 10
"""Each arm gives ten, as LanceDB's arms do."""
QUERIES = 60


def run(*, quick: bool = False, sizes: Sequence[int] | None = None) -> dict[str, Any]:
    """Measures search and ingest.

    Args:
        quick: A small index and few documents.
        sizes: Chunks to search among.
    """
    found: dict[str, Any] = {"search": [], "lines": []}
    for size in sizes or ((2_000,) if quick else (10_000, 100_000)):
        one = _search(size)
        found["search"].append(one)
        found["lines"].append(
            f"search among {size:,} chunks: {one['ours_ms']:.2f} ms; NumPy and bm25s {one['plain_ms']:.2f} ms; ratio "
            f"{one['plain_ms'] / one['ours_ms']:.1f}; recall@10 of exact {one['recall']:.3f}; {one['megabytes']:.0f} MB on disk"
        )
        lance = one.get("lancedb_ms")
        found["lines"].append(
            f"  LanceDB's hybrid query {lance:.1f} ms; ratio {lance / one['ours_ms']:.1f}"
            if lance
            else "  LanceDB: not run (not installed)"
        )
    found["ingest"] = ingest = _ingest(24 if quick else 240)
    found["lines"].append(
        f"ingest of {ingest['documents']} documents by 2 workers: {ingest['per_second']:.1f}/s; one by one "
        f"{ingest['plain_per_second']:.1f}/s; ratio {ingest['ratio']:.2f} (target ≥ 1.8); output "
        + ("identical" if ingest["identical"] else "DIFFERENT")
    )
    for stage, took in ingest["seconds"].items():
        found["lines"].append(f"  {stage:8} {took:6.2f} s of the workers, {took / ingest['sum']:4.0%}")
    return found


# -- search --------------------------------------------------------------------------------------------------------------


def _search(size: int) -> dict[str, Any]:
    import numpy as np

    from willcall.knowledge.words import terms

    rng = np.random.default_rng(11)
    chosen = random.Random(11)
    words = [_word(chosen) for _ in range(WORDS)]
    often = [1 / (rank + 2) for rank in range(WORDS)]
    texts = [" ".join(chosen.choices(words, often, k=60)) for _ in range(size)]
    centres = rng.normal(size=(200, DIMENSIONS)).astype(np.float32)
    rows = centres[rng.integers(0, 200, size)] + 0.8 * rng.normal(size=(size, DIMENSIONS)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows.astype(np.float16).astype(np.float32)
    asked = []
    for at in rng.integers(0, size, QUERIES).tolist():
        vector = rows[at] + 0.05 * rng.normal(size=DIMENSIONS).astype(np.float32)
        asked.append((" ".join(texts[at].split()[:6]), (vector / np.linalg.norm(vector)).astype(np.float32)))
    with tempfile.TemporaryDirectory(prefix="willcall-bench-") as folder:
        ours, near, disk = _ours(Path(folder) / "ours", texts, rows)
        plain = _plain(texts, rows)
        sides: dict[str, Callable[[str, Any], Any]] = {"ours": ours, "plain": plain}
        if importlib.util.find_spec("lancedb") is not None:
            sides["lancedb"] = _lance(Path(folder) / "lance", texts, rows)
        for query in asked[:5]:
            for side in sides.values():
                side(*query)
        took: dict[str, list[float]] = {name: [] for name in sides}
        gc.collect()
        for query in asked:
            for name, side in sides.items():  # in turns, so that a busy machine slows all
                began = time.perf_counter()
                side(*query)
                took[name].append(time.perf_counter() - began)
        recall = statistics.fmean(
            len(set(np.argsort(-(rows @ vector))[:TOP].tolist()) & set(near(vector))) / TOP for _, vector in asked
        )
    known = {f"{name}_ms": statistics.median(times) * 1000 for name, times in took.items()}
    known |= {f"{name}_least_ms": min(times) * 1000 for name, times in took.items()}
    return {"chunks": size, "recall": recall, "megabytes": disk / 1e6, "words": len(terms(texts[0])), **known}


def _word(chosen: random.Random) -> str:
    return "".join(chosen.choice("bcdfglmnprtv") + chosen.choice("aeiou") for _ in range(chosen.randint(2, 4)))


def _fuse(*lists: Sequence[int]) -> list[int]:
    """Reciprocal rank fusion, k = 60."""
    scores: dict[int, float] = {}
    for each in lists:
        for rank, number in enumerate(each):
            scores[number] = scores.get(number, 0.0) + 1 / (60 + rank + 1)
    return sorted(scores, key=lambda number: -scores[number])[:TOP]


def _ours(
    folder: Path, texts: list[str], rows: Any
) -> tuple[Callable[[str, Any], Any], Callable[[Any], list[int]], int]:
    from willcall.knowledge.chunking import Chunk
    from willcall.knowledge.stores.memory import MemoryFeed
    from willcall.knowledge.stores.segment import Builder, Segment
    from willcall.knowledge.stores.snapshot import Snapshot
    from willcall.knowledge.words import terms

    chunks = [Chunk(f"d{at}#text", f"d{at}", "", "", text, "/kb/d") for at, text in enumerate(texts)]
    feed, builder = MemoryFeed(chunks), Builder()
    for number, chunk in enumerate(chunks, 1):
        builder.add(number, chunk)
    builder.make([rows[at : at + 1].astype("float16") for at in range(len(texts))]).save(folder)
    index = Snapshot(1, [Segment.load(folder)], [None], feed.by_number)

    def search(text: str, vector: Any) -> Any:
        by_words = index.by_words(dict.fromkeys(terms(text), 1.0), limit=DEEP)
        by_meaning = index.by_meaning(vector, limit=DEEP)
        return index.chunks(_fuse([one.number for one in by_words], [one.number for one in by_meaning]))

    def near(vector: Any) -> list[int]:
        return [one.number - 1 for one in index.by_meaning(vector, limit=TOP)]

    return search, near, sum(path.stat().st_size for path in folder.iterdir())


def _plain(texts: list[str], rows: Any) -> Callable[[str, Any], Any]:
    import bm25s
    import numpy as np

    from willcall.knowledge.words import terms

    keywords = bm25s.BM25(k1=1.2, b=0.5, method="lucene")
    keywords.index([terms(text) for text in texts], show_progress=False, leave_progress=False)

    def search(text: str, vector: Any) -> Any:
        by_words = np.argsort(-keywords.get_scores(terms(text)))[:DEEP]
        by_meaning = np.argsort(-(rows @ vector))[:DEEP]
        return [texts[at] for at in _fuse(by_words.tolist(), by_meaning.tolist())]

    return search


def _lance(folder: Path, texts: list[str], rows: Any) -> Callable[[str, Any], Any]:
    import lancedb
    import pyarrow as pa
    from lancedb.rerankers import RRFReranker

    table = lancedb.connect(folder).create_table(
        "chunks",
        pa.table(
            {
                "number": pa.array(range(len(texts))),
                "text": texts,
                "vector": pa.FixedSizeListArray.from_arrays(pa.array(rows.ravel()), rows.shape[1]),
            }
        ),
    )
    table.create_fts_index("text")
    fuse = RRFReranker()

    def search(text: str, vector: Any) -> Any:
        query = table.search(query_type="hybrid").vector(vector).text(text)
        return query.distance_type("dot").rerank(fuse).limit(TOP).to_list()

    return search


# -- ingest --------------------------------------------------------------------------------------------------------------


def _ingest(count: int) -> dict[str, Any]:
    from willcall.kit.clock import system_clock
    from willcall.kit.database import Database
    from willcall.kit.ids import new_id
    from willcall.knowledge.ingest.ingestion import Ingestion, Wishes
    from willcall.knowledge.store import DocumentStore
    from willcall.migrations import migrate
    from willcall.understanding.reader import EncoderReader

    with tempfile.TemporaryDirectory(prefix="willcall-bench-") as place:
        folder = Path(place) / "files"
        _write(folder, count)
        sides = {}
        for name, workers in (("plain", 0), ("ours", 2)):
            url = f"sqlite:///{Path(place) / name}.db"
            migrate(url)
            database = Database(url, clock=system_clock, ids=new_id)
            store = DocumentStore(database)
            store.version()
            began = time.perf_counter()
            if name == "plain":
                _one_by_one(url, store, folder)
                seconds: dict[str, float] = {}
            else:
                wishes = Wishes(database_url=url, encoder=EncoderReader, workers=workers)
                seconds = Ingestion(wishes, store=store).add([str(folder)]).seconds
            took = time.perf_counter() - began
            with store.changes(0) as changes:
                state = [(number, chunk) for number, chunk in changes.added]
            facts = [store.facts(row.id) for row in store.listing()]
            sides[name] = (took, seconds, (state, facts, _vectors(database)))
            database.dispose()
    ours, plain = sides["ours"], sides["plain"]
    return {
        "documents": count,
        "per_second": count / ours[0],
        "plain_per_second": count / plain[0],
        "ratio": plain[0] / ours[0],
        "identical": ours[2] == plain[2],
        "seconds": ours[1],
        "sum": sum(ours[1].values()),
    }


def _one_by_one(url: str, store: Any, folder: Path) -> None:
    """The plain loop: read, cut, encode each line, store, next."""
    from willcall.knowledge.ingest.ingestion import preparer
    from willcall.knowledge.ingest.limits import Limits
    from willcall.knowledge.ingest.source import Source
    from willcall.knowledge.ingest.sources import files_in
    from willcall.understanding.reader import EncoderReader

    hands = preparer(url, EncoderReader, Limits(), "eng")
    for path in files_in(folder):
        made = hands.prepare(Source.of_file(path, folder)).prepared
        assert made is not None
        store.put([made])


def _vectors(database: Any) -> list[Any]:
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT line, vector FROM knowledge_vectors ORDER BY line")
        return [tuple(row) for row in rows]


def _write(folder: Path, count: int) -> None:
    """Made-up documents in Markdown, HTML, CSV and JSON, some 30 lines each."""
    folder.mkdir()
    chosen = random.Random(5)
    words = [_word(chosen) for _ in range(3_000)]

    def sentence() -> str:
        return " ".join(chosen.choices(words, k=12)).capitalize() + f" {chosen.randint(1, 999)} dollars."

    for at in range(count):
        sections = [(" ".join(chosen.choices(words, k=3)), [sentence() for _ in range(6)]) for _ in range(4)]
        kind = ("md", "html", "csv", "json")[at % 4]
        if kind == "md":
            text = "\n\n".join(f"## {head}\n\n{' '.join(lines)}" for head, lines in sections)
        elif kind == "html":
            text = "".join(f"<h2>{head}</h2><p>{' '.join(lines)}</p>" for head, lines in sections)
        elif kind == "csv":
            rows = (f"{chosen.choice(words)} {n},${chosen.randint(1, 99)},{chosen.choice(words)}" for n in range(28))
            text = "name,price,where\n" + "\n".join(rows)
        else:
            text = json.dumps(
                {head: [{"question": line[:40], "answer": line} for line in lines] for head, lines in sections}
            )
        (folder / f"document-{at:04d}.{kind}").write_text(text, "utf-8")
