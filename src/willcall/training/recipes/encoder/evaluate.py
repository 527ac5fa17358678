"""What the reader is worth on people's words: intents and slots on the dev parts of public dialogues.

Reads with an empty catalogue, so every name must be found from the words alone. Figures are of turns no training saw.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from willcall.training.recipes.encoder.public import BUYS, COUNTS, SLOTS, bitext, read_lines, sgd_intent, tickettalk
from willcall.understanding.asked import asked_in
from willcall.understanding.reader import EncoderReader
from willcall.understanding.reading import Catalogue, Context, Intent, Reading

_SGD_NOW = datetime(2019, 3, 1, 12, tzinfo=UTC)
_EMPTY = Catalogue("empty")
NAMES = ("event_name", "city", "venue", "date", "time", "quantity")


@dataclass
class Score:
    """Counts of a set-valued prediction."""

    right: int = 0
    said: int = 0
    true: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 0.0

    def as_dict(self) -> dict[str, float]:
        return {
            "f1": round(self.f1, 4),
            "precision": round(self.right / self.said, 4) if self.said else 0.0,
            "recall": round(self.right / self.true, 4) if self.true else 0.0,
            "n": self.true,
        }


@dataclass
class Scores:
    slots: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in NAMES})

    def add(self, name: str, said: list[Any], true: list[Any]) -> None:
        score = self.slots[name]
        score.said += len(said)
        score.true += len(true)
        score.right += sum((Counter(map(str, said)) & Counter(map(str, true))).values())

    def as_dict(self) -> dict[str, Any]:
        whole = Score(*(sum(getattr(s, f) for s in self.slots.values()) for f in ("right", "said", "true")))
        return {
            "slot_f1": round(whole.f1, 4),
            "slots": {name: score.as_dict() for name, score in self.slots.items() if score.true},
        }


def evaluate(data: Path, weights: Path | None, *, use_encoder: bool = True, limit: int | None = None) -> dict[str, Any]:
    """All figures, as plain data."""
    reader = EncoderReader(weights, use_encoder=use_encoder)
    return {
        "encoder": use_encoder,
        "sgd_dev": _sgd(reader, data, limit),
        "tickettalk_human_dev": _tickettalk(reader, data, limit),
        "bitext_dev": _bitext(reader, data, limit),
    }


def _sgd(reader: EncoderReader, data: Path, limit: int | None) -> dict[str, Any]:
    setting, running, acts = Counter[bool](), Counter[bool](), Counter[bool]()
    scores, wrong = Scores(), Counter[str]()
    state: dict[tuple[str, str], str] = {}
    for row in list(read_lines(data / "sgd_ticketing" / "dev.jsonl"))[:limit]:
        history = tuple((h["speaker"], h["text"]) for h in row["history"])
        reading = reader.read(row["text"], Context(_SGD_NOW, _EMPTY, history))
        agent = next((text for speaker, text in reversed(history) if speaker == "agent"), None)
        asked = "nothing" if agent is None else asked_in(agent)
        wanted = effective(reading, asked)
        gold = "none" if row["intent"] == "NONE" else "buy" if row["intent"] in BUYS else "find"
        kinds = {act["act"] for act in row["acts"]}
        if kinds & {"INFORM_INTENT", "AFFIRM_INTENT"}:
            setting[wanted == gold] += 1
        key = (row["dialogue_id"], row["service"])
        state[key] = carried(state.get(key, "none"), reading, wanted, asked)
        running[state[key] == gold] += 1
        act = sgd_intent(row)
        if act is not None:
            good = any(wish.intent is act for wish in reading.wishes)
            acts[good] += 1
            if not good:
                wrong[f"{act.value} read as {reading.intent.value}"] += 1
        _sgd_slots(scores, reading, row)
    return {
        "intent_accuracy_setting": _share(setting), "intent_accuracy_running": _share(running), "act_accuracy": _share(acts),
        "turns_setting": sum(setting.values()), "turns": sum(running.values()), **scores.as_dict(), "worst": wrong.most_common(8),
    }  # fmt: skip


def effective(reading: Reading, asked: str) -> str:
    """find, buy or neither: a yes to an offer of tickets buys."""
    intents = [wish.intent for wish in reading.wishes]
    if Intent.BUY in intents or (
        asked == "offer"
        and (
            Intent.AFFIRM in intents
            or reading.answer == "yes"
            or (reading.answer == "mixed" and Intent.DENY not in intents)
        )
    ):
        return "buy"
    return "find" if any(i in {Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO} for i in intents) else "neither"


def carried(before: str, reading: Reading, wanted: str, asked: str) -> str:
    """The running intent after this turn, as the dialogues annotate it: only declining an offer, or more help, ends it."""
    if wanted == "buy" or (wanted == "find" and (before != "buy" or reading.intent is Intent.FIND_EVENTS)):
        return wanted
    if asked in {"offer", "more"} and reading.intent is Intent.DENY:
        return "none"
    return before


def _sgd_slots(scores: Scores, reading: Reading, row: dict[str, Any]) -> None:
    gold = [(SLOTS[s["name"]], s) for s in row["slots"] if s["name"] in SLOTS]
    for name in ("event_name", "city", "venue"):
        _compare_names(scores, reading, name, [s["value"] for n, s in gold if n == name])
    whens = [s.value for s in reading.slots if s.name == "when" and not s.negated]
    said_dates = [w.first for w in whens if not (w.open_ended and not w.weekdays)]
    scores.add(
        "date",
        said_dates,
        [
            date.fromisoformat(s["canonical"])
            for n, s in gold
            if n == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", s.get("canonical") or "")
        ],
    )
    times = [f"{w.earliest or w.latest:%H:%M}" for w in whens if w.earliest is not None or w.latest is not None]
    true_times = [s.get("canonical") for n, s in gold if n == "time"]
    if true_times or not row["service"].startswith("Events"):
        scores.add("time", [t for t in times if true_times or "17:00" not in t], true_times)
    counts = [
        int(v)
        for a in row["acts"]
        if a["act"] == "INFORM" and a.get("slot") in COUNTS
        for v in a["values"][:1]
        if str(v).isdigit()
    ]
    scores.add("quantity", [s.value for s in reading.slots if s.name == "quantity"][:1], counts)


def _compare_names(scores: Scores, reading: Reading, name: str, true: Iterable[str]) -> None:
    said = {_plain(slot.text) for slot in reading.slots if slot.name == name and not slot.negated}
    scores.add(name, sorted(said), sorted({_plain(value) for value in true}))


def _tickettalk(reader: EncoderReader, data: Path, limit: int | None) -> dict[str, Any]:
    scores, turns = Scores(), 0
    for example, _ in list(tickettalk(data, "dev"))[:limit]:
        if example.spans is None:
            continue
        awaiting = {"quantity": "quantity", "event": "event", "choice": "choice"}.get(example.asked)
        reading = reader.read(example.text, Context(_SGD_NOW, _EMPTY, (), awaiting))
        turns += 1
        for name in ("event_name", "city", "venue"):
            _compare_names(
                scores, reading, name, [example.text[s.start : s.end] for s in example.spans if s.name == name]
            )
        for name in ("date", "time"):
            true = [(s.start, s.end) for s in example.spans if s.name == name]
            whens = [s for s in reading.slots if s.name == "when"]
            said = [
                s
                for s in whens
                if (
                    s.value.earliest or s.value.latest
                    if name == "time"
                    else not (s.value.open_ended and not s.value.weekdays)
                )
            ]
            hit = sum(any(s.start < b and a < s.end for s in said) for a, b in true)
            score = scores.slots[name]
            score.right, score.true, score.said = (
                score.right + hit,
                score.true + len(true),
                score.said + max(len(said), hit),
            )
        counts = [example.text[s.start : s.end] for s in example.spans if s.name == "quantity"]
        scores.add("quantity", [1] if any(s.name == "quantity" for s in reading.slots) else [], [1] if counts else [])
    return {"turns": turns, **scores.as_dict()}


def _bitext(reader: EncoderReader, data: Path, limit: int | None) -> dict[str, Any]:
    hits: Counter[bool] = Counter()
    for example in list(bitext(data, "dev"))[:limit]:
        reading = reader.read(example.text, Context(_SGD_NOW, _EMPTY))
        hits[any(wish.intent is example.intent for wish in reading.wishes)] += 1
    return {"intent_accuracy": _share(hits), "n": sum(hits.values()), "note": "templated, not human"}


def show(figures: dict[str, Any]) -> str:
    """The figures as lines."""
    lines = [f"encoder {'on' if figures['encoder'] else 'off'}"]
    for part in ("sgd_dev", "tickettalk_human_dev", "bitext_dev"):
        lines += [f"{part}: {', '.join(f'{k} {v}' for k, v in figures[part].items() if k not in {'slots', 'worst'})}"]
        lines += [f"  {name}: {score}" for name, score in figures[part].get("slots", {}).items()]
        lines += [f"  {n} × {what}" for what, n in figures[part].get("worst", [])]
    return "\n".join(lines)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower()).strip().removeprefix("the ")


def _share(hits: "Counter[bool]") -> float:
    return round(hits[True] / max(1, hits[True] + hits[False]), 4)
