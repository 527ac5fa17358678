"""Public ticket dialogues as this house sees them: a season made of everything they mention, turns, and what was bought.

Reads the converted files of the Schema-Guided Dialogue data (Rastogi et al. 2020) from a folder handed in, or any file of the
same format. Annotations of the fan's own turns are left where they are. It knows nothing of readers or of agents.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from willcall.understanding.reading import Catalogue, Show

ZONE = "America/Los_Angeles"
NOW = datetime(2019, 3, 1, 16, tzinfo=UTC)  # the morning that all of these dialogues happen on
BOUGHT = "BuyEventTickets"
FIELDS = ("event_name", "city", "date", "number")
_SPELLED = {
    "event_name": ("event_name",),
    "city": ("city_of_event", "city"),
    "date": ("date",),
    "number": ("number_of_seats", "number_of_tickets"),
}
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_SPORTS = {"American Football": "Football", "Football": "Soccer"}
_VERSUS = re.compile(r"\s+(?:vs?\.?|versus)\s+", re.IGNORECASE)
_NOON = time(12)

Purchase = Mapping[str, str]  # by `FIELDS`, as `plain` writes them


@dataclass(frozen=True, slots=True)
class Turn:
    speaker: Literal["user", "agent"]
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue up to its last purchase.

    Args:
        name: Its id.
        turns: All that was said before the tickets were bought; ends with a user's turn.
        bought: What was bought, as annotated.
    """

    name: str
    turns: tuple[Turn, ...]
    bought: Purchase


def plain(value: object) -> str:
    """A value for comparing: case, accents, punctuation, a leading "the" and spelled-out numbers do not matter."""
    text = unicodedata.normalize("NFKD", str(value)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = " ".join(re.findall(r"[\w-]+", text)).removeprefix("the ")
    return _NUMBERS.get(text, text)


def records(file: Path, *, every: int = 1, rest: int = 0) -> list[Mapping[str, Any]]:
    """Dialogues of a file; with `every`, one of so many slices, always the same."""
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [r for r in rows if int(hashlib.sha256(r["dialogue_id"].encode()).hexdigest()[:8], 16) % every == rest]


def dialogues(rows: Iterable[Mapping[str, Any]]) -> Iterator[Dialogue]:
    """Those with a purchase, each cut where it happens."""
    for row in rows:
        calls = [(at, c) for at, turn in enumerate(row["turns"]) for c in _calls(turn) if c["method"] == BOUGHT]
        if not calls:
            continue
        at, call = calls[-1]
        bought = {name: plain(_field(call["parameters"], name)) for name in FIELDS}
        turns = tuple(Turn(t["speaker"], t["text"]) for t in row["turns"][:at])
        yield Dialogue(str(row["dialogue_id"]), turns, bought)


def season(rows: Iterable[Mapping[str, Any]]) -> Catalogue:
    """Every event that any of the dialogues found or bought, once each, as a catalogue."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in rows:
        for turn in row["turns"]:
            for fact in _facts(turn):
                key = (plain(fact["event_name"]), plain(fact["city"]), fact["date"])
                known = found.setdefault(key, {})
                known.update({k: v for k, v in fact.items() if v and k not in known})
    cities = " ".join(f" {city}" for _, city, _ in found)
    shows = tuple(_show(f"evt_{at:05d}", fact, cities) for at, fact in enumerate(found.values()))
    version = hashlib.sha256(repr(shows).encode()).hexdigest()[:16]
    return Catalogue(version, shows, time_zone=ZONE)


def _calls(turn: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [frame["call"] for frame in turn.get("frames", ()) if frame.get("call")]


def _facts(turn: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Events that an agent's turn knows of: results of its calls, and what it bought."""
    if turn["speaker"] != "agent":
        return
    for frame in turn.get("frames", ()):
        bought = [frame["call"]["parameters"]] if frame.get("call", {}).get("method") == BOUGHT else []
        for given in (*frame.get("results", ()), *bought):
            fact = {
                "event_name": str(given.get("event_name", "")),
                "city": str(_field(given, "city")),
                "date": str(given.get("date", "")),
                "venue": str(given.get("event_location") or given.get("venue") or ""),
                "time": str(given.get("time", "")),
                "kind": _kind(given),
            }
            if fact["event_name"] and fact["city"] and re.fullmatch(r"\d{4}-\d\d-\d\d", fact["date"]):
                yield fact


def _field(given: Mapping[str, Any], name: str) -> Any:
    return next((given[key] for key in _SPELLED[name] if given.get(key)), "")


def _kind(given: Mapping[str, Any]) -> str:
    """The kind as a season's file would have it: any music is a concert, any sport is that sport."""
    of_two = [str(given.get(key) or "") for key in ("event_type", "category", "subcategory")]
    if "Music" in of_two:
        return "Concert"
    sport = next((name for name in reversed(of_two) if name and name != "Sports"), "")
    return _SPORTS.get(sport, sport)


def _show(event_id: str, fact: Mapping[str, str], cities: str) -> Show:
    clock = time.fromisoformat(fact["time"]) if re.fullmatch(r"\d\d:\d\d", fact.get("time", "")) else _NOON
    local = datetime.combine(date.fromisoformat(fact["date"]), clock, ZoneInfo(ZONE))
    sides = _VERSUS.split(fact["event_name"])
    teams = tuple(side for side in sides if f" {plain(side)}" not in cities)  # some go by their city alone
    return Show(
        event_id=event_id,
        name=fact["event_name"],
        performers=teams if len(sides) == 2 else (),
        aliases=(),
        kind=fact.get("kind", ""),
        venue=fact.get("venue", ""),
        city=fact["city"],
        starts_at=local.astimezone(UTC),
        time_zone=ZONE,
    )
