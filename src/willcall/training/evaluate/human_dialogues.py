"""How often a whole human dialogue ends where its people did: which event, where, when, how many tickets.

The fan's turns go to the real reader and the embedded brain; the other speaker is the dialogue's own agent, of whose words only
the text is used: events it names become the list last shown, its question what is awaited. What was annotated is looked at for
the season and for comparing, never for predicting. No seats, money or storage here: tools answer from the season alone.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from willcall.agent.brains.embedded import EmbeddedBrain
from willcall.agent.dialogue.hearing import hear
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import Said, Specialist, ToolCall, ToolResult, View
from willcall.agent.state import ConversationState, EventFact, Shown, Task, Wanted
from willcall.training.evaluate.public_dialogues import (
    FIELDS,
    NOW,
    Dialogue,
    Purchase,
    Turn,
    dialogues,
    plain,
    records,
    season,
)
from willcall.understanding.asked import asked_in
from willcall.understanding.ports import Reader
from willcall.understanding.reader import EncoderReader, RulesReader
from willcall.understanding.reading import Catalogue, Context, Show, Slot, When

_SALES = Specialist("sales", "", frozenset({"find_events", "get_event_info"}))
_LISTED = 6
_NAMED = 0.75  # of a name, for the other agent to have named it
_DONE = re.compile(
    r"\b(?:confirmed|(?:was|were|have been|has been|is|are) (?:made|reserved|booked|purchased))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dialogue's end.

    Args:
        dialogue: What was replayed.
        got: What the agent would sell, by field; a field it does not know is missing.
        trace: What each turn left behind, for looking into.
    """

    dialogue: Dialogue
    got: Purchase
    trace: Sequence[str] = ()

    @property
    def wrong(self) -> tuple[str, ...]:
        return tuple(name for name in FIELDS if self.got.get(name) != self.dialogue.bought[name])


@dataclass(slots=True)
class Score:
    """Outcomes, counted."""

    outcomes: list[Outcome] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        number = len(self.outcomes)
        right = Counter(name for o in self.outcomes for name in FIELDS if name not in o.wrong)
        return {
            "dialogues": number,
            "final_state_equal": _share(sum(not o.wrong for o in self.outcomes), number),
            "fields": {name: _share(right[name], number) for name in FIELDS},
        }


class Replay:
    """One dialogue in the hands of the agent.

    Args:
        reader: Reads the fan.
        catalogue: What is on.
        now: When all of it happens.
    """

    def __init__(self, reader: Reader, catalogue: Catalogue, now: datetime = NOW) -> None:
        self.state = ConversationState()
        self.trace: list[str] = []
        self._reader, self._catalogue, self._now = reader, catalogue, now
        self._shows = {show.event_id: show for show in catalogue.shows}
        self._history: list[Said] = []
        self._own: str | None = None  # an event that our agent would now propose, had it the word

    def hear(self, turn: Turn, names: Reader) -> None:
        """Takes the next turn, whoever speaks. `names` reads the other agent's words."""
        if turn.speaker == "user":
            self._fan(turn.text)
        else:
            self._agent(turn.text, names)
        self._history.append(Said(turn.speaker, turn.text))
        self.trace.append(f"{turn.speaker:5} {turn.text}\n      {self._noted}")

    def _fan(self, text: str) -> None:
        history = tuple((said.speaker, said.text) for said in self._history[-4:])
        context = Context(self._now, self._catalogue, history, self.state.awaiting)
        read = partial(self._reader.read, context=context)
        reading = read(text)
        view = View(
            text,
            self._history,
            reading,
            self.state,
            _SALES,
            (),
            self._now,
            self._catalogue,
            signed_in=True,
            read=read,
        )
        before = _settled(self.state.task)
        view.heard = hear(view)
        chosen = view.heard.chosen is not None or _settled(self.state.task) is not None
        thought = EmbeddedBrain().think(view)
        try:
            calls = next(thought)
            while True:
                calls = thought.send([self._answer(call) for call in calls])
        except StopIteration:
            pass
        after = _settled(self.state.task)
        if after != before:
            self._own = None if chosen else after
        slots = ", ".join(f"{s.name}={s.text!r}{'-' if s.negated else ''}" for s in reading.slots)
        self._noted = (
            f"[{'+'.join(w.intent.value for w in reading.wishes)}; {slots}; {reading.answer}] {_told(self.state.task)}"
        )

    def _agent(self, text: str, names: Reader) -> None:
        slots = names.read(text, Context(self._now, self._catalogue)).slots
        wanted = self.state.task.wanted if self.state.task is not None else Wanted()
        offered = named_in(slots, self._catalogue, wanted, self._now)
        asked = "nothing" if _DONE.search(text) and "?" not in text else asked_in(text)
        if offered:
            events = [fact(show) for show in offered[:_LISTED]]
            self.state.show(Shown(card_id=f"crd_{len(self._history)}", about="events", events=events))
        ids = {show.event_id for show in offered}
        if self._own is not None and ids and self._own not in ids and self.state.task is not None:
            self.state.task.event, self._own = None, None  # the other agent proposes something else
        known = _settled(self.state.task) in ids
        listed = self.state.list_shown("events")
        one = listed is not None and len(listed.events) == 1 and _settled(self.state.task) is None
        if asked == "quantity":
            self.state.awaiting = "quantity"
        elif (offered and not known) or (asked == "offer" and one):
            self.state.awaiting = "event"
        else:
            self.state.awaiting = "confirmation" if asked == "confirmation" else None
        self._noted = (
            f"(awaiting {self.state.awaiting}; shows {', '.join(s.name for s in offered[:_LISTED]) or 'nothing'})"
        )

    def _answer(self, call: ToolCall) -> ToolResult:
        """The box office, as far as a season without seats can be one."""
        if call.name in {"list_orders", "get_credit"}:
            return ToolResult(call, True, {"orders": [], "balance": []})
        if call.name == "find_events":
            wanted = [self._shows[i] for i in call.arguments.get("event_ids", ()) if i in self._shows]
            return ToolResult(call, True, {"events": [fact(show).model_dump(mode="json") for show in wanted]})
        show = self._shows.get(str(call.arguments.get("event_id")))
        if call.name == "get_event_info" and show is not None:
            return ToolResult(call, True, {**fact(show).model_dump(mode="json"), "sections": []})
        return ToolResult(call, False, {"error": {"kind": "unavailable", "detail": "Not in this replay."}})

    def sold(self) -> Purchase:
        """What would be sold now: the event that is settled, or what is known of it, and the number."""
        tasks = [t for t in (self.state.task, *self.state.later) if t is not None and t.kind in {"purchase", "browse"}]
        if not tasks:
            return {}
        task = tasks[0]
        got = {"number": str(task.quantity)} if task.quantity is not None else {}
        if task.event is not None:
            day = task.event.starts_at.astimezone(ZoneInfo(task.event.time_zone)).date()
            return {**got, "event_name": plain(task.event.name), "city": plain(task.event.city), "date": plain(day)}
        when = task.wanted.when
        if task.wanted.city:
            got["city"] = plain(task.wanted.city)
        if when is not None and when.first == when.last:
            got["date"] = plain(when.first)
        return got


def named_in(slots: Sequence[Slot], catalogue: Catalogue, wanted: Wanted, now: datetime) -> list[Show]:
    """The events an agent's words name, in that order; where and when it says, or else the fan did, tell dates apart."""
    places = [s for s in slots if s.name in {"city", "venue", "when"} and not s.negated]
    told = wanting.merged(Wanted(), places)
    hints: list[dict[str, Any]] = [
        {"when": _day(told.when)}, {"city": told.city}, {"venue": told.venue}, {"when": wanted.when}, {"city": wanted.city},
    ]  # fmt: skip
    found: dict[str, Show] = {}
    for slot in slots:
        if slot.negated or slot.name != "event":
            continue
        meant = Wanted(event_ids=list(slot.value))
        full = min(len(plain(s.name)) for s in catalogue.shows if s.event_id in meant.event_ids)
        if len(plain(slot.text)) < _NAMED * full:
            continue  # a word of a name, as streets and hotels have them
        for hint in hints:
            narrower = meant.model_copy(update=hint) if any(hint.values()) else meant
            if wanting.candidates(narrower, catalogue, now):
                meant = narrower
        shows = wanting.candidates(meant, catalogue, now)
        if told.when is not None:  # the agent said a day, so it means one: "next Monday" is the coming one
            shows = shows[:1]
        found.update({show.event_id: show for show in shows})
    return list(found.values())


def _day(when: When | None) -> When | None:
    """The day alone: a clock time in an offer may be the doors'."""
    return None if when is None else When(when.first, when.last, weekdays=when.weekdays)


def fact(show: Show) -> EventFact:
    """A show as the agent's tools would tell of it."""
    return EventFact(
        event_id=show.event_id, name=show.name, kind=show.kind, venue=show.venue, city=show.city,
        starts_at=show.starts_at, time_zone=show.time_zone, status="on_sale", currency="USD", max_tickets=50,
    )  # fmt: skip


def _settled(task: Task | None) -> str | None:
    return None if task is None or task.event is None else task.event.event_id


def _told(task: Task | None) -> str:
    if task is None:
        return "no task"
    known = task.wanted.model_dump(exclude_defaults=True, exclude={"when", "event_ids"})
    when = task.wanted.when
    day = "" if when is None else f" {when.first}..{when.last}"
    event = "" if task.event is None else f" -> {task.event.name}, {task.event.starts_at:%m-%d %H:%MZ}"
    return f"{task.kind} x{task.quantity} {known}{day} ids={len(task.wanted.event_ids)}{event}"


def replay(dialogue: Dialogue, reader: Reader, catalogue: Catalogue, names: Reader) -> Outcome:
    """Plays a dialogue through and says where it ended."""
    played = Replay(reader, catalogue)
    for turn in dialogue.turns:
        played.hear(turn, names)
    return Outcome(dialogue, played.sold(), played.trace)


def evaluate(rows: Sequence[Mapping[str, Any]], whole: Iterable[Mapping[str, Any]], reader: Reader) -> Score:
    """Args:
    rows: Records to replay.
    whole: Records that the season is made of.
    reader: The reader that is measured.
    """
    catalogue, names = season(whole), RulesReader()
    return Score([replay(dialogue, reader, catalogue, names) for dialogue in dialogues(rows)])


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: prints both readers' figures, and on request the dialogues that ended elsewhere."""
    parser = argparse.ArgumentParser(prog="python -m willcall.training.evaluate.human_dialogues", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the converted public data")
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--every", type=int, default=1, help="replay about one dialogue in so many")
    parser.add_argument("--rest", type=int, default=0, help="which of these slices")
    parser.add_argument("--weights", type=Path, default=None, help="other weights than the package's")
    parser.add_argument("--failures", type=int, default=0, help="print so many that ended elsewhere (rows of the data)")
    parser.add_argument("--only", choices=("encoder", "rules"), default=None, help="one of the two readers")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    file = chosen.data / "sgd_ticketing" / f"{chosen.part}_dialogues.jsonl"
    whole = records(file)
    rows = records(file, every=chosen.every, rest=chosen.rest)
    figures: dict[str, Any] = {"part": chosen.part, "every": chosen.every, "rest": chosen.rest}
    for name, on in (("encoder", True), ("rules", False)):
        if chosen.only in {None, name}:
            score = evaluate(rows, whole, EncoderReader(chosen.weights, use_encoder=on))
            figures[name] = score.as_dict()
            for outcome in [o for o in score.outcomes if o.wrong][: chosen.failures]:
                print(_story(outcome), file=sys.stderr)
    print(json.dumps(figures, indent=2) if chosen.json else _table(figures))
    return 0


def _story(outcome: Outcome) -> str:
    head = f"--- {outcome.dialogue.name}: wrong {', '.join(outcome.wrong)}; got {dict(outcome.got)}, annotated {dict(outcome.dialogue.bought)}"
    return "\n".join([head, *outcome.trace])


def _table(figures: Mapping[str, Any]) -> str:
    lines = [f"{'':8} {'dialogues':>9} {'equal':>7} " + " ".join(f"{name:>10}" for name in FIELDS)]
    for name in ("encoder", "rules"):
        if name in figures:
            score = figures[name]
            fields = " ".join(f"{score['fields'][f]:>10.1%}" for f in FIELDS)
            lines.append(f"{name:8} {score['dialogues']:>9} {score['final_state_equal']:>7.1%} {fields}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
