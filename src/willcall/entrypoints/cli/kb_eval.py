"""`willcall kb eval` and `willcall kb tune`: how well documents are found, and with which weights."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.house import AsJson, Data
from willcall.entrypoints.cli.showing import faint, show_json, strong, table

if TYPE_CHECKING:
    from willcall.knowledge.evaluate.retrieval import Outcome
    from willcall.knowledge.reranking import Reranker

Documents = Annotated[
    Path | None, typer.Option("--documents", metavar="FILE", help='JSONL of {"id", "title"?, "text"}.')
]
Queries = Annotated[
    Path | None,
    typer.Option("--queries", metavar="FILE", help='JSONL of {"query", "relevant": {id: grade} | "relevant_ids"}.'),
]
Model = Annotated[
    Path | None,
    typer.Option(
        "--reranker", metavar="FOLDER", help="A cross-encoder (default: that of the settings, if there is one)."
    ),
]
KEPT = "kb-eval-vectors"
"""Where, in the data folder, vectors of sets' lines are kept from one run to the next."""
Picture = Annotated[Path | None, typer.Option("--picture", metavar="FILE.svg", help="Draw the result too.")]


def add_to(group: typer.Typer) -> None:
    """Adds the commands to `willcall kb`."""
    group.command(
        "eval", epilog="Example: willcall kb eval --documents documents.jsonl --queries queries.jsonl --picture run.svg"
    )(evaluate)
    group.command("tune", epilog="Example: willcall kb tune --documents documents.jsonl --queries queries.jsonl")(tune)
    group.command("calibrate", epilog="Example: willcall kb calibrate tests/knowledge/*.jsonl --out judge.json")(
        calibrate
    )


def evaluate(
    documents: Documents = None,
    queries: Queries = None,
    picture: Picture = None,
    reranker: Model = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Measure retrieval on labelled questions: each arm and the fusion, with intervals, beside the last run.

    Without files: whole answers on the sample's own labelled questions, the half that was tuned on told apart.
    """
    if documents is None and queries is None:
        _answers(data, as_json, _model(reranker, data))
        return
    from willcall.kit.clock import system_clock
    from willcall.knowledge.evaluate.history import History
    from willcall.knowledge.evaluate.kept import KeptLines
    from willcall.knowledge.evaluate.retrieval import evaluate as run

    given, encoder, folder = _given(documents, queries, data)
    tuned = _tuned(folder, given.digest)
    kept = KeptLines(encoder, folder / KEPT)
    outcome = run(
        given,
        encoder,
        start=tuned.weights,
        k1=tuned.k1,
        b=tuned.b,
        reranker=_model(reranker, data),
        kept=kept,
        done=_progress(len(given.texts)),
    )
    kept.flush()
    result = outcome.as_data()
    history = History(folder / "kb-eval.jsonl")
    before = history.last(outcome.digest)
    history.keep(outcome.digest, result, now=system_clock())
    if picture is not None:
        picture.write_text(_drawn(outcome), "utf-8")
    if as_json:
        show_json(result | {"last_run": before})
        return
    _show(outcome, before["result"] if before else None)


def tune(
    documents: Documents = None,
    queries: Queries = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write what was fitted (default: in the data folder).")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Fit k1, b and the weight of the words to labelled questions; says what that is worth on questions not fitted to.

    `kb eval` then measures other sets with what was fitted. Fans' questions are ranked by the measure that `kb calibrate` fits, not by this.
    """
    from willcall.knowledge.evaluate.kept import KeptLines
    from willcall.knowledge.evaluate.metrics import better_by, ndcg
    from willcall.knowledge.evaluate.retrieval import SEED
    from willcall.knowledge.evaluate.searching import SetIndex
    from willcall.knowledge.evaluate.tuning import Tuned, ranking, tuned_as_data
    from willcall.knowledge.evaluate.tuning import tune as fit
    from willcall.knowledge.fusion import LABELLED

    given, encoder, folder = _given(documents, queries, data)
    kept = KeptLines(encoder, folder / KEPT)
    index = SetIndex(given.texts, encoder, kept=kept, done=_progress(len(given.texts)))
    kept.flush()
    names = [text.id for text in given.texts]
    start = Tuned()
    before = [ranking(index.find(query.query), start.weights) for query in given.queries]
    fitted = fit(index, given.queries, names, seed=SEED, start=start)

    def scores(rankings: list[list[int]]) -> list[float]:
        return [
            ndcg([names[at] for at in ranks[:10]], query.relevant)
            for ranks, query in zip(rankings, given.queries, strict=True)
        ]

    fixed, tuned = scores(before), scores(fitted.rankings)
    gain = better_by(tuned, fixed, seed=SEED)
    chosen = tuned_as_data(fitted.chosen)
    result = {
        "fitted": fitted.fitted,
        "queries": len(given.queries),
        "chosen": chosen,
        "ndcg@10": {"fixed": round(sum(fixed) / len(fixed), 4), "cross_fitted": round(sum(tuned) / len(tuned), 4)},
        "gain": {"mean": round(gain.mean, 4), "interval": [round(gain.low, 4), round(gain.high, 4)]},
    }
    if fitted.fitted:
        target = out or folder / "kb-tuned.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(chosen | {"fitted_to": given.digest}, indent=2) + "\n", "utf-8")
        result["written"] = str(target)
    if as_json:
        show_json(result)
        return
    if not fitted.fitted:
        print(f"{len(given.queries)} labelled questions; nothing is fitted to fewer than {LABELLED}.")
        return
    print(f"k1 {chosen['k1']}, b {chosen['b']}, weight of the words {fitted.chosen.weights.words}")
    print(
        f"nDCG@10 {sum(fixed) / len(fixed):.4f} before, {sum(tuned) / len(tuned):.4f} cross-fitted "
        f"({gain.mean:+.4f}, 95 % {gain.low:+.4f} to {gain.high:+.4f})"
    )
    print(faint(f"written to {result['written']}"))


def calibrate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help='JSONL of {"question", "documents", "says"?, "held_out"?}.'),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write the numbers; none: only show.")
    ] = None,
) -> None:
    """Fit when to answer and when to say "I don't know" to the sample's labelled questions; says how that does on the others."""
    from willcall.knowledge.evaluate.calibrate import calibrate as fit
    from willcall.knowledge.evaluate.labels import over_sample
    from willcall.understanding.reader import EncoderReader

    knowledge = over_sample(EncoderReader())
    try:
        judge, parts = fit(knowledge, files or [])
    finally:
        knowledge.close()
    if out is not None:
        out.write_text(json.dumps(judge, indent=1) + "\n", "utf-8")
    show_json({"judge": judge, "parts": parts})


def _model(folder: Path | None, data: Path | None) -> "Reranker | None":
    """The re-ranker of a folder, or of the settings."""
    from willcall.knowledge.cross_encoder import CrossEncoder
    from willcall.settings import load

    chosen = folder or load({"storage.data": data}).knowledge.reranker
    return None if chosen is None else CrossEncoder(chosen)


def _answers(data: Path | None, as_json: bool, reranker: "Reranker | None") -> None:
    """Answers over the sample."""
    import hashlib

    from willcall.kit.clock import system_clock
    from willcall.knowledge.evaluate.answers import figures, judge
    from willcall.knowledge.evaluate.history import History
    from willcall.knowledge.evaluate.labels import over_sample
    from willcall.knowledge.sample import QUESTIONS, labelled
    from willcall.settings import load
    from willcall.understanding.reader import EncoderReader

    knowledge = over_sample(EncoderReader(), reranker=reranker)
    try:
        judged = judge(knowledge, labelled())
    finally:
        knowledge.close()
    parts = figures(judged)
    result: dict[str, Any] = {
        part: {
            name: {"mean": round(value.mean, 4), "interval": [round(value.low, 4), round(value.high, 4)]}
            for name, value in found.items()
        }
        for part, found in parts.items()
    }
    digest = "answers " + hashlib.sha256(QUESTIONS.read_bytes()).hexdigest()[:16]
    history = History(load({"storage.data": data}).storage.data / "kb-eval.jsonl")
    before = history.last(digest)
    history.keep(digest, result, now=system_clock())
    failed = [
        {"question": each.one.query, "answer": each.answer.text, "best passage": each.first.id if each.first else None}
        for each in judged
        if (not each.right if each.one.passages else bool(each.answer.text))
    ]
    if as_json:
        show_json({"answers": result, "to_mend": failed, "last_run": before})
        return
    last = before["result"]["all"] if before else {}
    rows = []
    for name, value in parts["all"].items():
        change = f"{value.mean - last[name]['mean']:+.3f}" if name in last else ""
        cells = [f"{parts[part][name].mean:.3f}" for part in ("all", "tune", "report")]
        rows.append((name, *cells, f"{value.low:.3f}–{value.high:.3f}", change))
    table(("FIGURE", "ALL", "TUNED ON", "NOT TUNED ON", "ALL, 95 %", "LAST RUN"), rows)
    print(f"\n{len(failed)} to mend:")
    for one in failed:
        print(f"  {one['question']}  {faint(str(one['best passage']))}")


def _given(documents: Path | None, queries: Path | None, data: Path | None) -> tuple[Any, Any, Path]:
    """The set, the encoder, and the data folder."""
    from willcall.knowledge.evaluate.sets import read_set
    from willcall.settings import load
    from willcall.understanding.reader import EncoderReader

    if documents is None or queries is None:
        raise typer.BadParameter("Give both --documents and --queries.")
    folder: Path = load({"storage.data": data}).storage.data
    return read_set(documents, queries), EncoderReader(), folder


def _tuned(folder: Path, digest: str) -> Any:
    """What `kb tune` wrote for this data folder, unless it was fitted to this very set; else what ships."""
    from willcall.knowledge.evaluate.tuning import Tuned, tuned_of

    path = folder / "kb-tuned.json"
    written = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return tuned_of(written) if written and written.get("fitted_to") != digest else Tuned()


def _progress(total: int) -> Callable[[int], None]:
    """Says now and then how far it is: in place on a terminal, a line each tenth in a pipe."""
    tenth = max(total // 10, 500)

    def done(count: int) -> None:
        if sys.stderr.isatty() and (count % 25 == 0 or count == total):
            end = "\n" if count == total else ""
            print(f"\r{count:,} of {total:,} documents encoded", end=end, file=sys.stderr, flush=True)
        elif not sys.stderr.isatty() and count % tenth == 0:
            print(f"{count:,} of {total:,} documents encoded", file=sys.stderr, flush=True)

    return done


def _show(outcome: "Outcome", before: Any) -> None:
    from willcall.knowledge.evaluate.metrics import METRICS

    rows = []
    for name, arm in outcome.arms.items():
        value = arm.metrics["ndcg@10"]
        change = ""
        if before and name in before:
            change = f"{value.mean - before[name]['ndcg@10']:+.3f}"
        cells = [f"{arm.metrics[metric].mean:.3f}" for metric in METRICS]
        rows.append((name, *cells, f"{value.low:.3f}–{value.high:.3f}", f"{arm.p50_ms:.2f}", change))
    print(strong(f"{outcome.name}: {outcome.documents:,} documents, {outcome.queries:,} questions"))
    table(("ARM", "NDCG@10", "MRR@10", "RECALL@5", "PREC@5", "NDCG 95 %", "P50 MS", "LAST RUN"), rows)
    gain = outcome.gain
    print(f"Fused over the better arm: {gain.mean:+.4f} nDCG@10 (95 % {gain.low:+.4f} to {gain.high:+.4f}).")
    how = "cross-fitted" if outcome.fitted else "fixed beforehand"
    print(
        faint(f"Weights {how}; words count {outcome.weights.words:g} from now on. p50 of fused and on: all of a query.")
    )
    if outcome.left_out:
        print(faint(f"{outcome.left_out} questions without a relevant document were left out."))
    if not outcome.reranker:
        print(faint("No re-ranker is set: reranked is fused."))


def _drawn(outcome: "Outcome") -> str:
    from willcall.knowledge.evaluate.picture import Bar, bars

    rows = []
    for name, arm in outcome.arms.items():
        value = arm.metrics["ndcg@10"]
        rows.append(Bar(name, value.mean, value.low, value.high))
    return bars(f"nDCG@10, {outcome.name} ({outcome.queries} questions)", rows)
