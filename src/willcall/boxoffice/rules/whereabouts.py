"""Where in a house somebody wants to sit, in words that no section has for a name: upstairs, in the gods, down low, at the back.

A section lies above others if its name, its tier or an alias says so (Balcony, Upper Tier, Dress Circle), or if its number is of the
200s and more in a house that has 100s. Where nothing says so, the gods are the sections that are wished for least.
"""

import re
from collections.abc import Sequence
from typing import Protocol


class Placed(Protocol):
    """A section, as far as it matters where it lies; `level` 1 is the most desirable."""

    @property
    def name(self) -> str: ...
    @property
    def tier(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def aliases(self) -> Sequence[str]: ...


_UP = re.compile(
    r"(?:upstairs|up (?:high|top|above)|high(?:er)? up|(?:up )?(?:in )?the gods|nosebleeds?|upper(?: (?:deck|level|tier|bowl|section|stand|part)s?)?|higher)"
)
_TOP = re.compile(r"(?:up top|(?:up )?(?:in )?the gods|nosebleeds?)")
_DOWN = re.compile(
    r"(?:downstairs|down (?:low|below)|low(?:er)? down|ground (?:floor|level)|lower(?: (?:deck|level|tier|bowl|section|stand|part)s?)?)"
)
_FRONT = re.compile(r"(?:at |in )?(?:the )?(?:very )?front")
_BACK = re.compile(r"(?:at |in )?(?:the )?(?:very )?back|rear")
_ABOVE = re.compile(
    r"\b(?:upper|upstairs|balcon\w*|galler\w*|galerie|(?:dress |grand |family |royal )?circle|mezzanine|gods|amphitheat\w+|top tier|oberrang|rang)\b",
    re.IGNORECASE,
)
_HUNDRED = re.compile(r"\b(\d)\d\d$")
_NEAR = re.compile(r"\b(?:front|pit|courtside|ringside|rinkside|pitchside|floor)\b", re.IGNORECASE)
_FAR = re.compile(r"\b(?:rear|back)\b", re.IGNORECASE)


def lying(sections: Sequence[Placed], said: str) -> frozenset[str] | None:
    """The names of the sections that lie where somebody says, or None where these words name no such place.

    Args:
        sections: All of the house.
        said: "upstairs", "the gods", "down low", "front"; not the name of a section.
    """
    said = said.strip().casefold()
    if _UP.fullmatch(said):
        return _above(sections) or (_last(sections) if _TOP.fullmatch(said) else frozenset())
    if _DOWN.fullmatch(said):
        above = _above(sections) or _last(sections)
        return frozenset(s.name for s in sections if s.name not in above)
    if _FRONT.fullmatch(said):
        return _called(sections, _NEAR)
    if _BACK.fullmatch(said):
        return _called(sections, _FAR) or _last(sections)
    return None


def _called(sections: Sequence[Placed], words: re.Pattern[str]) -> frozenset[str]:
    return frozenset(s.name for s in sections if any(words.search(name) for name in (s.name, s.tier, *s.aliases)))


def _above(sections: Sequence[Placed]) -> frozenset[str]:
    hundreds = {s.name: int(found[1]) for s in sections if (found := _HUNDRED.search(s.name))}
    first = min(hundreds.values(), default=0)
    higher = _called(sections, _ABOVE) | {name for name, hundred in hundreds.items() if hundred > first}
    return frozenset(higher) if len(higher) < len(sections) else frozenset()


def _last(sections: Sequence[Placed]) -> frozenset[str]:
    """The least desirable sections of a house that has several sorts."""
    levels = {s.level for s in sections}
    return frozenset(s.name for s in sections if len(levels) > 1 and s.level == max(levels))
