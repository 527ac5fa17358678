"""What a fan likes in general, as their words say it: an aisle, a part of the house, a budget, a team, access, or anything in their words.

Pure: a message and its reading in, preferences out. Only what is said to hold in general counts ("I always …", "my favourite team is …");
what somebody wants just now is no preference. Knows no storage and no consent.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from willcall.understanding.patterns import regex
from willcall.understanding.reading import PriceBound, Reading

Kind = Literal["access", "aisle", "area", "budget", "team", "other"]
LONGEST, MOST = 200, 20

_LASTING = regex(
    r"\b(?:always|usually|normally|generally|in general|as a rule|every time|whenever i|favou?rite|(?<!'d )(?<!would )prefer"
    r"|i support|(?:big|huge|lifelong|die-?hard) fan|fan of|for next time|in future|in the future|from now on"
    r"|never (?:pay|spend|sit|go)|remember|i(?:'m| am) in a wheelchair|i use a wheelchair"
    r"|(?:can't|cannot|can not|don't) (?:do|climb|manage|use) (?:the )?(?:stairs|steps))\b",
    re.IGNORECASE,
)
_SPACE = regex(r"\bwheelchair", re.IGNORECASE)
_STEPS = regex(
    r"\bstep-?free\b|\b(?:can't|cannot|can not|don't) (?:do|climb|manage|use) (?:the )?(?:stairs|steps)\b",
    re.IGNORECASE,
)
_AISLE = regex(r"\baisle\b", re.IGNORECASE)
_SIDE = regex(r"\b(left|right|centre|center|middle)\b(?:[- ]hand)?(?: side)?", re.IGNORECASE)
_NOT = regex(r"\b(?:not|no|don't|never|hate|dislike)\b[^,.;]{0,20}$", re.IGNORECASE)
_TEAM = regex(
    r"\b(?:favou?rite (?:team|club|band|artist|act|player) (?:is|are)|(?:i(?:'m| am) )?a? ?(?:big |huge |lifelong |die-?hard )?fan of"
    r"|i support|i follow) (?:the )?(?P<name>[\w'&. -]{2,40}?)(?=$|[,.;!?]| and | so | please)",
    re.IGNORECASE,
)
_NO_MORE = regex(r"\b(?:never|not|don't|won't)\b.{0,20}\bmore than\b", re.IGNORECASE)
_LEAD = regex(
    r"^\W*(?:please |can you |could you |would you |will you )*remember(?: (?:that|this|for me|for next time))*[:,]? ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing a fan likes.

    Args:
        kind: What it is about; a newer one of the same kind replaces the older, but for teams and `other`.
        value: For code: a section's name, an amount in major units, a performer; else the words.
        words: Said to the fan after "you": `like the aisle`.
        said: What they said, at most 200 characters.
        at_ms: When.
        per: Of a budget: `each` or `total`.
        vector: Of `said`, as hexadecimal 16-bit floats, for finding it by what a message means; "" without.
    """

    kind: Kind
    value: str
    words: str
    said: str
    at_ms: int
    per: str = ""
    vector: str = ""


def lasting(text: str) -> bool:
    """Whether a message may say what somebody likes in general; cheap, asked of every message."""
    return _LASTING.search(text) is not None


def told(reading: Reading, *, at_ms: int, asked: bool = False) -> list[Preference]:
    """The preferences a message tells.

    Args:
        reading: Of the message.
        at_ms: When it came.
        asked: The fan asks for it to be remembered: what nothing else is made of is kept in their words.
    """
    text = reading.text
    if not asked and not lasting(text):
        return []
    said = text.strip()[:LONGEST]
    found: list[Preference] = []

    def add(kind: Kind, value: str, words: str, per: str = "") -> None:
        found.append(Preference(kind, value, words, said, at_ms, per))

    if _SPACE.search(text) and not any(s.name == "accessible" and s.negated for s in reading.slots):
        add("access", "accessible", "need a wheelchair's space, reached without steps")
    elif _STEPS.search(text):
        add("access", "steps", "need places that can be reached without steps")
    aisle = _AISLE.search(text)
    if aisle and not _NOT.search(text[: aisle.start()]):
        add("aisle", "aisle", "like the aisle")
    section = next((s for s in reading.slots if s.name == "section" and not s.negated), None)
    side = _SIDE.search(text)
    if section is not None:
        add("area", str(section.value), f"like to sit in {section.value}")
    elif side and not _NOT.search(text[: side.start()]):
        add("area", side[1].lower(), f"like to sit on the {side[1].lower()}")
    price = next((s.value for s in reading.slots if s.name == "max_price" and isinstance(s.value, PriceBound)), None)
    if price is not None and (price.bound != "min" or _NO_MORE.search(text)):
        amount = f"{price.major:g}"
        per = "total" if price.per == "total" else "each"
        add("budget", amount, f"pay at most {amount} {'in all' if per == 'total' else 'a ticket'}", per)
    team = _team(reading)
    if team:
        add("team", team, f"follow {team}")
    if not found and asked:
        own = _LEAD.sub("", text).strip(" .!")[:LONGEST]
        if own:
            add("other", own, f"told me: “{own}”")
    return found


def _team(reading: Reading) -> str:
    match = _TEAM.search(reading.text)
    if match is None:
        return ""
    for slot in reading.slots:
        if slot.name == "performer" and not slot.negated:
            return str(slot.value)
    return match["name"].strip()


def merged(kept: Sequence[Preference], new: Iterable[Preference]) -> list[Preference]:
    """What is remembered once `new` is known too; the oldest goes where it would be more than twenty."""
    result = list(kept)
    for one in new:
        many = one.kind in {"team", "other"}
        result = [
            old for old in result if old.kind != one.kind or (many and old.value.casefold() != one.value.casefold())
        ]
        result.append(one)
    return result[-MOST:]


def dump(preferences: Sequence[Preference]) -> str:
    """As plain JSON text."""
    return json.dumps([asdict(one) for one in preferences], ensure_ascii=False)


def load(kept: str | None) -> list[Preference]:
    """From plain JSON text; what an older release wrote and nobody knows any more is left out."""
    rows: list[dict[str, Any]] = json.loads(kept) if kept else []
    return [Preference(**{name: row[name] for name in Preference.__slots__ if name in row}) for row in rows]


def in_words(preferences: Sequence[Preference]) -> str:
    """`like the aisle, and follow the Otters`."""
    words = [one.words for one in preferences]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}, and {words[-1]}" if words else ""
