"""Shows of one title that a part of it tells apart: "the final", where a cup in two rounds is spoken of; "the matinee"; "day 2". Pure.

Such a part is no name by itself. It is one beside the title, or where the title was listed, looked at, or bought.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from willcall.agent.state import ConversationState
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Catalogue, Reading, Show, Slot

_PARTS = regex(r"\s*[:–—|]\s*|\s+-\s+|\s*\(")
_WORD = regex(r"[\w'’-]+")
_ENDS = r"(?=\W*$|\s*[.,;!?]|\s+(?:and|then|too|also|as|first|next|after|instead|please|pls|tickets?|tix|match|game|night|day|show|one|on|for|at|in|is|are|with|cheapest|cheap|the|but|same|2|two)\b)"
_LONGEST = 240  # characters


def told(reading: Reading, state: ConversationState, catalogue: Catalogue) -> Reading:
    """The reading, with the shows that are named by a part of a title that is spoken of."""
    if len(reading.text) > _LONGEST:
        return reading
    spoken = {s.event_id for s in catalogue.shows} & _spoken_of(reading, state)
    if not spoken:
        return reading
    heads = {head for s in catalogue.shows if s.event_id in spoken and (head := _head(s.name))}
    found: list[Slot] = []
    taken = [(s.start, s.end) for s in reading.slots if s.name in {"event", "performer", "when", "section", "ordinal"}]
    for head in heads:
        for tail, ids in sorted(_rounds(head, catalogue.shows).items(), key=lambda item: -len(item[0])):
            for match in re.finditer(_said(tail), reading.text, re.IGNORECASE):
                start, end = match.span("tail")
                if not any(start < b and a < end for a, b in taken):
                    taken.append((start, end))
                    found.append(Slot("event", tuple(ids), match["tail"], start, end))
    if not found:
        return reading
    return replace(reading, slots=tuple(sorted([*reading.slots, *found], key=lambda s: s.start)))


def _spoken_of(reading: Reading, state: ConversationState) -> set[str]:
    """The ids of the shows that are named in the message, listed, in hand, or bought last."""
    ids = {i for s in reading.slots if s.name == "event" for i in s.value}
    task = state.task
    if task is not None:
        ids |= {*task.wanted.event_ids, *({task.event.event_id} if task.event is not None else set())}
    listed = state.list_shown("events") if state.awaiting == "event" else None
    ids |= {e.event_id for e in listed.events} if listed is not None else set()
    if state.last_event is not None:
        ids.add(state.last_event.event_id)
    bought = state.memo.get("bought")
    return ids | ({str(bought.get("event_id"))} if isinstance(bought, dict) else set())


def _head(name: str) -> str:
    """What comes before the part that tells it apart; nothing where there is no such part."""
    parts = _PARTS.split(name, maxsplit=1)
    return parts[0] if len(parts) > 1 else ""


def _rounds(head: str, shows: Iterable[Show]) -> dict[tuple[str, ...], list[str]]:
    """The words that tell shows of one title apart, with the ids of each; nothing where none are."""
    found: dict[tuple[str, ...], list[str]] = {}
    for show in shows:
        if _head(show.name) == head:
            tail = tuple(_WORD.findall(_PARTS.split(show.name, maxsplit=1)[1].casefold()))
            found.setdefault(tail, []).append(show.event_id)
    return found if len(found) > 1 else {}


def _said(tail: tuple[str, ...]) -> str:
    """A pattern of how that part is said: whole, of one or of many, or by the first of two joined words: "quarters"."""
    words = [re.escape(word.removesuffix("s")) + "s?" for part in tail for word in part.split("-")]
    said = r"[\s-]+".join(words)
    joined = tail[0].split("-") if len(tail) == 1 else []
    if len(joined) > 1 and joined[0].isalpha():
        said += rf"|{re.escape(joined[0].removesuffix('s'))}s"
    return rf"(?:^\W*|\b(?:the|for|to|and|then|ok|okay|both|now|of|at)\s+|[,;&+]\s*)(?P<tail>{said})\b(?!['’-]){_ENDS}"
