"""Every arm of retrieval on one set: how good, how sure, how fast; and the same beside the last run.

Arms: `bm25`, `dense` (nearest line), `fused` (cross-fitted where there are enough questions, see `tuning`), `fixed` (the same at
the weights that ship), `rrf` (equal-weight reciprocal ranks, for comparison), `reranked` (fused, with the first places set anew by a
re-ranker; the same as fused while none is given). Knows no files and no pictures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

from willcall.knowledge.evaluate.metrics import METRICS, Estimate, better_by, estimate, judged
from willcall.knowledge.evaluate.searching import K1, B, Finds, SetIndex
from willcall.knowledge.evaluate.sets import RetrievalSet
from willcall.knowledge.evaluate.tuning import CrossFitted, cross_fit, ranking
from willcall.knowledge.fusion import FIXED, Weights, as_data, reciprocal_ranks
from willcall.knowledge.ports import SentenceEncoder
from willcall.knowledge.reranking import Reranker, rerank

SEED = 20
ARMS = ("bm25", "dense", "rrf", "fixed", "fused", "reranked")


@dataclass(frozen=True, slots=True)
class ArmResult:
    """An arm's figures.

    Args:
        metrics: Name of each of `METRICS` → mean with its interval.
        p50_ms: The median time of a question.
        each: nDCG@10 of each question, in order.
    """

    metrics: dict[str, Estimate]
    p50_ms: float
    each: tuple[float, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run over a set."""

    name: str
    digest: str
    documents: int
    queries: int
    left_out: int
    arms: dict[str, ArmResult]
    weights: Weights
    fitted: bool
    gain: Estimate
    """Of fused over the better single arm, nDCG@10, question by question."""
    reranker: bool

    def as_data(self) -> dict[str, Any]:
        """For JSON, in the shape of docs/reference."""
        arms = {
            name: {metric: round(value.mean, 4) for metric, value in arm.metrics.items()}
            | {"p50_ms": round(arm.p50_ms, 3)}
            | {"intervals": {m: [round(v.low, 4), round(v.high, 4)] for m, v in arm.metrics.items()}}
            for name, arm in self.arms.items()
        }
        return arms | {
            "set": {
                "name": self.name,
                "digest": self.digest,
                "documents": self.documents,
                "queries": self.queries,
                "left_out": self.left_out,
            },
            "fusion": {"cross_fitted": self.fitted, "weights": as_data(self.weights)},
            "fused_over_better_arm": {
                "ndcg@10": round(self.gain.mean, 4),
                "interval": [round(self.gain.low, 4), round(self.gain.high, 4)],
            },
            "reranker": self.reranker,
        }


def evaluate(
    given: RetrievalSet,
    encoder: SentenceEncoder,
    *,
    start: Weights = FIXED,
    k1: float = K1,
    b: float = B,
    reranker: Reranker | None = None,
    kept: SentenceEncoder | None = None,
    done: Callable[[int], None] = lambda _: None,
    clock: Callable[[], float] = perf_counter,
) -> Outcome:
    """Runs all arms.

    Args:
        given: The set.
        encoder: Of the dense arm.
        start: The fixed weights.
        k1: BM25's saturation.
        b: BM25's penalty of long documents.
        reranker: Sets the first places of fused anew; None leaves them.
        kept: Encodes the documents' lines, where some are kept from before; the encoder itself when None.
        done: Told how many documents are encoded.
        clock: Seconds.
    """
    index = SetIndex(given.texts, encoder, kept=kept, k1=k1, b=b, done=done)
    names = [text.id for text in given.texts]
    found: list[Finds] = []
    times: dict[str, list[float]] = {arm: [] for arm in ARMS}
    for query in given.queries:
        began = clock()
        index.by_words(query.query)
        times["bm25"].append(clock() - began)
        began = clock()
        index.by_meaning(encoder.encode(query.query))
        times["dense"].append(clock() - began)
        began = clock()
        found.append(index.find(query.query))
        ranking(found[-1], start)
        times["fused"].append(clock() - began)
    relevant = [query.relevant for query in given.queries]
    fitted = cross_fit(found, relevant, names, seed=SEED, start=start)
    rankings = _rankings(found, fitted, start)
    rankings["reranked"] = fitted.rankings
    times["reranked"] = times["rrf"] = times["fixed"] = times["fused"]
    if reranker is not None:
        texts = [f"{text.title}. {text.text}" if text.title else text.text for text in given.texts]
        rankings["reranked"], times["reranked"] = [], []
        for query, ranks, spent in zip(given.queries, fitted.rankings, times["fused"], strict=True):
            began = clock()
            rankings["reranked"].append(rerank(reranker, query.query, ranks, lambda at: texts[at]))
            times["reranked"].append(spent + clock() - began)
    results = {}
    for arm in ARMS:
        each = [
            judged([names[at] for at in ranks[:10]], wanted)
            for ranks, wanted in zip(rankings[arm], relevant, strict=True)
        ]
        metrics = {name: estimate([one[name] for one in each], seed=SEED) for name in METRICS}
        results[arm] = ArmResult(metrics, 1000 * median(times[arm]), tuple(one["ndcg@10"] for one in each))
    better = max(("bm25", "dense"), key=lambda arm: results[arm].metrics["ndcg@10"].mean)
    return Outcome(
        name=given.name,
        digest=given.digest,
        documents=len(given.texts),
        queries=len(given.queries),
        left_out=len(given.left_out),
        arms=results,
        weights=fitted.chosen,
        fitted=fitted.fitted,
        gain=better_by(results["fused"].each, results[better].each, seed=SEED),
        reranker=reranker is not None,
    )


def _rankings(found: Sequence[Finds], fitted: CrossFitted[Weights], start: Weights) -> dict[str, list[list[int]]]:
    return {
        "bm25": [finds.bm25 for finds in found],
        "dense": [finds.dense for finds in found],
        "rrf": [[at for at, _ in reciprocal_ranks(((1.0, f.bm25), (1.0, f.dense)))] for f in found],
        "fixed": [ranking(finds, start) for finds in found],
        "fused": fitted.rankings,
    }
