"""How often what people said is normalised exactly as annotated: dates, clock times, counts, cities, names of events.

    python -m willcall.training.recipes.encoder.normalising --data DIR [--part dev] [--json]

The turns are those of Schema-Guided Dialogue (a folder is given; nothing of it is here), read whole, by the finders of
`understanding` that serve. The catalogue holds every event and city the part mentions, under its canonical name. A detail counts
as found when a slot with exactly the annotated value touches the annotated words (times and counts: is in the message). Knows the folder's schema.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from willcall.training.recipes.encoder.public import COUNTS, SLOTS, read_lines
from willcall.understanding.extraction import extract
from willcall.understanding.names import NamesCache
from willcall.understanding.reading import Catalogue, Context, Show, Slot, When
from willcall.understanding.text import fold, plain

NOW = datetime(2019, 3, 1, 12, tzinfo=UTC)  # the dialogues' "today"
KINDS = ("date", "time", "quantity", "city", "event_name")


@dataclass(slots=True)
class Tally:
    """Of one kind: how many were annotated, how many came out exactly so, and what the others were read as."""

    right: int = 0
    true: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


def normalising(data: Path, part: str) -> dict[str, Tally]:
    """The tallies of a part."""
    rows = list(read_lines(data / "sgd_ticketing" / f"{part}.jsonl"))
    catalogue, cache = _catalogue(rows), NamesCache()
    tallies = {kind: Tally() for kind in KINDS}
    for row in rows:
        history = tuple((turn["speaker"], turn["text"]) for turn in row["history"])
        slots = extract(plain(row["text"]), Context(NOW, catalogue, history), cache)
        for kind, wanted, span in _annotated(row):
            where = None if kind == "time" else span  # a time said beside a day is part of that day's slot
            said = [_value(slot, kind) for slot in slots if _touches(slot, where)]
            tally = tallies[kind]
            tally.true += 1
            if fold(wanted) in [fold(value) for value in said if value is not None]:
                tally.right += 1
            else:
                words = row["text"] if span is None else row["text"][span[0] : span[1]]
                found = ", ".join(value for value in said if value) or "nothing"
                tally.wrong[f"{words!r} is {wanted}, read as {found}"] += 1
    return tallies


def _annotated(row: dict[str, Any]) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    """(kind, canonical value, span) of a turn's details; counts have no span."""
    for slot in row["slots"]:
        kind = SLOTS.get(slot["name"])
        if kind in KINDS and slot.get("canonical"):
            yield kind, str(slot["canonical"]), (slot["start"], slot["end"])
    for act in row["acts"]:
        if act["act"] == "INFORM" and act.get("slot") in COUNTS and str(act["values"][0]).isdigit():
            yield "quantity", str(act["values"][0]), None


def _touches(slot: Slot, span: tuple[int, int] | None) -> bool:
    return span is None or (slot.start < span[1] and span[0] < slot.end)


def _value(slot: Slot, kind: str) -> str | None:
    """A slot's value as the dialogues write it; None if it is of another kind."""
    if slot.name == "when" and kind == "date":
        return str(slot.value.first)
    if slot.name == "when" and kind == "time":
        when: When = slot.value
        return _time_of(when)
    if slot.name == "event" and kind == "event_name":
        return str(slot.value[0])
    if slot.name == "performer" and kind == "event_name":
        return str(slot.value)
    return str(slot.value) if slot.name == kind and kind in {"quantity", "city"} else None


def _time_of(when: When) -> str | None:
    """The clock time; of "around three" the middle of the two hours that it stands for."""
    low, high = when.earliest, when.latest
    if low is not None and high is not None and low.minute == high.minute and high.hour - low.hour == 2:
        return f"{low.hour + 1:02}:{low:%M}"
    return None if (low or high) is None else f"{low or high:%H:%M}"


def _catalogue(rows: list[dict[str, Any]]) -> Catalogue:
    """Every event and city of the part, under its canonical name; the event's id is its name."""
    named = [(SLOTS.get(s["name"]), s.get("canonical")) for row in rows for s in row["slots"]]
    events = sorted({name for kind, name in named if kind == "event_name" and name})
    cities = sorted({name for kind, name in named if kind == "city" and name})
    shows = [
        Show(
            event_id=name,
            name=name,
            performers=tuple(name.split(" Vs ")) if " Vs " in name else (name,),
            aliases=(),
            kind="concert",
            venue=f"House {at}",
            city=cities[at % len(cities)],
            starts_at=NOW + timedelta(days=1 + at),
            time_zone="UTC",
        )
        for at, name in enumerate(events or ["Nothing"])
    ]
    left = cities[len(shows) :]
    shows += [
        Show(f"-{at}", f"Untitled Number {at}", (), (), "", f"Hall Number {at}", c, NOW, "UTC")
        for at, c in enumerate(left)
    ]
    return Catalogue("measured", tuple(shows))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m willcall.training.recipes.encoder.normalising", description=__doc__
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", type=int, default=8, help="how many of the failures to show")
    chosen = parser.parse_args(arguments)
    tallies = normalising(chosen.data, chosen.part)
    figures: dict[str, dict[str, Any]] = {
        kind: {
            "share": round(tally.right / tally.true, 4) if tally.true else None,
            "n": tally.true,
            "wrong": tally.wrong.most_common(chosen.wrong),
        }
        for kind, tally in tallies.items()
    }
    if chosen.json:
        print(json.dumps(figures, indent=2))
        return 0
    for kind, figure in figures.items():
        print(f"{kind}: {figure['share']} of {figure['n']}")
        for words, count in figure["wrong"]:
            print(f"  {count} × {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
