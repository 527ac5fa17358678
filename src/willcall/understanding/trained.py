"""A model directory at work: text in, intent, confidence, out-of-scope and slots out. The format is told in
docs/how-to/model-directory.md.

onnxruntime, tokenizers and NumPy; one thread, one message a run, so that a reading never depends on its neighbours (int8 scales are
taken from what is in the run). Knows no label: those are the directory's.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from willcall.kit.errors import Invalid
from willcall.kit.inference import session
from willcall.understanding.decoding import spans_of
from willcall.understanding.encoder import Array
from willcall.understanding.outside import OutsideRule, Score, outside_scores
from willcall.understanding.packing import InputRule, Packed, pack

FORMAT = 1
LONGEST = 8_000  # characters; far more than `text_tokens` pieces of words
_OUTPUTS = ("sentence", "intents", "outside", "tags")


class NotAModel(Invalid):
    """A folder that is no model directory, or a damaged one; the message names the file."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of one message.

    Args:
        sentence: [D], of length 1.
        intents: Logits, [I].
        outside: Logit of the out-of-scope head.
        tags: Logits, [tokens, T].
        packed: The input.
    """

    sentence: Array
    intents: Array
    outside: float
    tags: Array
    packed: Packed


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as a model reads it.

    Args:
        intent: The best of the model's intents, also where it is called out of scope.
        confidence: Of that intent, 0 to 1.
        out_of_scope: Whether it is none of the model's business.
        out_of_scope_score: Confidence of that, 0 to 1.
        slots: `{"name", "start", "end", "value", "confidence"}`, in order.
        ranking: Every intent with its confidence, best first.
        sentence: [D], of length 1.
    """

    intent: str
    confidence: float
    out_of_scope: bool
    out_of_scope_score: float
    slots: list[dict[str, Any]]
    ranking: tuple[tuple[str, float], ...]
    sentence: Array = field(compare=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """As a line of predictions."""
        return {
            "intent": self.intent,
            "confidence": round(self.confidence, 4),
            "out_of_scope": self.out_of_scope,
            "out_of_scope_score": round(self.out_of_scope_score, 4),
            "slots": self.slots,
        }


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A training example near a message. `similarity` is the cosine of the two."""

    similarity: float
    text: str
    intent: str


class TrainedModel:
    """Loads a model directory, once; safe to use from several threads.

    Args:
        folder: The directory.
        encoder: Which graph of it: another file makes sense only for comparing speeds and figures.

    Raises:
        NotAModel: If a file is missing, damaged or of a newer format.
    """

    def __init__(self, folder: Path, *, encoder: str = "encoder.onnx") -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415  heavy, and only for those who read with a model

        self.folder = folder
        self.about: Mapping[str, Any] = _about(folder)
        for name in (encoder, "tokenizer.json"):
            self._whole(name)
        try:
            self._session: Any = session(folder / encoder)
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise their own
            raise NotAModel(f"{folder} cannot be loaded: {error}", field="model") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._takes_types = "types" in {put.name for put in self._session.get_inputs()}
        try:
            self.intents: tuple[str, ...] = tuple(self.about["intents"])
            self.tags: tuple[str, ...] = tuple(self.about["tags"])
            self.apart: tuple[str, ...] = tuple(self.about.get("apart") or ())
            self.slot_map: Mapping[str, str] = dict(self.about.get("slot_map") or {})
            self._rule = InputRule(**self.about["input"])
            self._temperature = float(self.about["temperature"])
            self._outside = _outside(self.about.get("out_of_scope"))
        except (KeyError, TypeError, ValueError) as error:
            raise NotAModel(f"{folder / 'model.json'}: {error!r} is missing or wrong", field="model") from error

    def outputs(self, texts: Sequence[str], histories: Sequence[Sequence[Mapping[str, str]]] = ()) -> list[Outputs]:
        """What the network says of each text; `histories` as long as `texts`, or empty."""
        before = histories or [()] * len(texts)
        return [self._run(text, history) for text, history in zip(texts, before, strict=True)]

    def read(self, text: str, *, history: Sequence[Mapping[str, str]] = (), among: Collection[str] = ()) -> Understood:
        """The reading of a text after `history` (`{"speaker", "text"}`, oldest first).

        Args:
            text: What was said.
            history: What was said before.
            among: The intents that can be meant, where the caller knows that the others cannot, as a service's schema says
                (Rastogi et al., "Towards Scalable Multi-Domain Conversational Agents", 2020); empty for all.

        Raises:
            Invalid: If the model knows none of that name.
        """
        return self.judge(text, self._run(text, history), among=among)

    def judge(self, text: str, said: Outputs, *, among: Collection[str] = ()) -> Understood:
        """The reading that the network's outputs amount to; `among` as for `read`."""
        scaled = said.intents / self._temperature
        if among:
            scaled = np.where(self._able(among), scaled, -np.inf)
        likely = np.exp(scaled - scaled.max())
        likely /= likely.sum()
        order = (-likely).argsort(kind="stable")
        score = 0.0
        if self._outside is not None:
            score = float(self._outside.score(self.raw_outside([said]))[0])
        slots = [
            {"name": name, "start": start, "end": end, "value": text[start:end], "confidence": round(sure, 4)}
            for name, start, end, sure in spans_of(said.packed, said.tags, self.tags, apart=self.apart)
        ]
        return Understood(
            intent=self.intents[int(order[0])],
            confidence=float(likely[order[0]]),
            out_of_scope=self._outside is not None and score >= self._outside.threshold,
            out_of_scope_score=score,
            slots=slots,
            ranking=tuple((self.intents[int(place)], float(likely[place])) for place in order),
            sentence=said.sentence,
        )

    def _able(self, among: Collection[str]) -> "np.typing.NDArray[np.bool]":
        if unknown := sorted(set(among) - set(self.intents)):
            raise Invalid(
                f"The model knows no intent {', '.join(map(repr, unknown))}; it knows {', '.join(self.intents)}.",
                field="intents",
            )
        return np.isin(self.intents, list(among))

    def raw_outside(self, said: Sequence[Outputs]) -> dict[str, Array]:
        """The raw out-of-scope scores that this model weighs, each [n]."""
        names = set() if self._outside is None else {one.name for one in self._outside.scores}
        return outside_scores(
            intents=np.stack([one.intents for one in said]),
            outside=np.array([one.outside for one in said], dtype=np.float32),
            sentence=np.stack([one.sentence for one in said]),
            temperature=self._temperature,
            vectors=self._vectors if "neighbours" in names else None,
            neighbours=5 if self._outside is None else self._outside.neighbours,
            means=self._array("means") if "mahalanobis" in names else None,
            whitening=self._array("whitening") if "mahalanobis" in names else None,
        )

    def nearest(self, sentence: Array, count: int = 3) -> list[Neighbour]:
        """The training examples most like a message, best first; none where the directory keeps none."""
        if not len(self._vectors):
            return []
        similarity = self._vectors @ sentence
        return [
            Neighbour(
                round(float(similarity[place]), 4),
                self._examples[place]["text"],
                str(self._examples[place].get("intent")),
            )
            for place in (-similarity).argsort(kind="stable")[:count]
        ]

    def _run(self, text: str, history: Sequence[Mapping[str, str]]) -> Outputs:
        packed = pack(self._tokenizer, text[:LONGEST], history, self._rule)
        feed = {"ids": np.array([packed.ids], dtype=np.int64)}
        feed["mask"] = np.ones_like(feed["ids"])
        if self._takes_types:
            feed["types"] = np.array([packed.types], dtype=np.int64)
        sentence, intents, outside, tags = self._session.run(_OUTPUTS, feed)
        return Outputs(sentence[0], intents[0], float(outside.reshape(-1)[0]), tags[0], packed)

    @cached_property
    def _arrays(self) -> Mapping[str, Any]:
        file = self.folder / "arrays.npz"
        if not file.is_file():
            return {}
        self._whole(file.name)
        try:
            with np.load(file, allow_pickle=False) as found:
                return {name: found[name] for name in found.files}
        except (OSError, ValueError) as error:
            raise NotAModel(f"{file} cannot be read: {error}", field="model") from error

    def _array(self, name: str) -> Array:
        if name not in self._arrays:
            raise NotAModel(
                f"{self.folder / 'arrays.npz'} holds no {name!r}, which model.json asks for.", field="model"
            )
        return np.asarray(self._arrays[name], dtype=np.float32)

    @cached_property
    def _vectors(self) -> Array:
        found = self._arrays.get("vectors")
        return np.zeros((0, 1), dtype=np.float32) if found is None else np.asarray(found, dtype=np.float32)

    @cached_property
    def _examples(self) -> list[dict[str, Any]]:
        lines = (self.folder / "examples.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line]

    def _whole(self, name: str) -> None:
        """Raises: NotAModel, if the file is not there or not the one that `model.json` was written with."""
        file = self.folder / name
        if not file.is_file():
            raise NotAModel(f"{file} is missing; {self.folder} is no whole model directory.", field="model")
        wanted = (self.about.get("files") or {}).get(name)
        if wanted is not None and hashlib.sha256(file.read_bytes()).hexdigest() != str(wanted).split()[-1]:
            raise NotAModel(
                f"{file} is damaged: its sha256 is not the one in model.json. Copy it again.", field="model"
            )


def _about(folder: Path) -> Mapping[str, Any]:
    file = folder / "model.json"
    try:
        about = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise NotAModel(
            f"{file} cannot be read ({error.strerror}); is {folder} a model directory?", field="model"
        ) from error
    except ValueError as error:
        raise NotAModel(f"{file} is not JSON: {error}", field="model") from error
    found = about.get("format") if isinstance(about, dict) else None
    if not isinstance(found, int) or found > FORMAT:
        raise NotAModel(f"{file} has format {found!r}; this Willcall reads up to {FORMAT}. Update it.", field="model")
    return about  # type: ignore[no-any-return]


def _outside(given: Any) -> OutsideRule | None:
    if given is None:
        return None
    scores = tuple(Score(s["name"], float(s["weight"]), float(s["mean"]), float(s["scale"])) for s in given["scores"])
    return OutsideRule(float(given["bias"]), float(given["threshold"]), scores, int(given.get("neighbours", 5)))
