"""Readers as predictors: a model directory, and Willcall's own reader on a catalogue.

Times each reading with the caller's clock. Knows the two shapes, no measure.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from time import perf_counter

from willcall.training.datasets.understanding import Row
from willcall.training.evaluate.understanding import Prediction, Predictor
from willcall.understanding.ports import Reader
from willcall.understanding.reading import Catalogue, Context, Intent
from willcall.understanding.trained import TrainedModel


def of_model(
    model: TrainedModel, *, among: Collection[str] = (), clock: Callable[[], float] = perf_counter
) -> Predictor:
    """A model directory, one message at a time on one thread; `among` as `TrainedModel.read` takes it."""

    def predict(row: Row) -> Prediction:
        history = [{"speaker": speaker, "text": text} for speaker, text in row.history]
        started = clock()
        said = model.read(row.text, history=history, among=among)
        took = (clock() - started) * 1000
        slots = tuple((slot["name"], slot["start"], slot["end"]) for slot in said.slots)
        return Prediction(said.intent, said.confidence, said.out_of_scope, said.out_of_scope_score, slots, took)

    return predict


def of_reader(
    reader: Reader, catalogue: Catalogue, now: datetime, *, clock: Callable[[], float] = perf_counter
) -> Predictor:
    """Willcall's own reader; its slots count with the spans they stand on, whatever their normalised value."""

    def predict(row: Row) -> Prediction:
        context = Context(now, catalogue, tuple(("user" if s == "user" else "agent", t) for s, t in row.history))
        started = clock()
        reading = reader.read(row.text, context)
        took = (clock() - started) * 1000
        flagged = reading.intent is Intent.OUT_OF_SCOPE
        best = next(((i, p) for i, p in reading.ranking if i is not Intent.OUT_OF_SCOPE), (reading.intent, 0.0))
        intent, sure = best if flagged else (reading.intent, reading.wishes[0].confidence)
        slots = tuple((slot.name, slot.start, slot.end) for slot in reading.slots if not slot.negated)
        return Prediction(intent.value, sure, flagged, reading.out_of_scope, slots, took)

    return predict
