"""What is picked by words that tell the seats shown apart: "east row 2", of an east and a west; "gallery 1"; "the garden one, first". Pure."""

import re
from collections.abc import Collection, Sequence

from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.state import SeatsFact, Shown
from willcall.understanding.patterns import regex

_WORD = regex(r"[\w'’]+")
_OF_IT = regex(r"['’]s$")
NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "5th": 4}
_PLACES = frozenset({"option", "number", "no", "choice"})


def words_of(offer: SeatsFact) -> set[str]:
    """The words in what the part of the house of an offer is called."""
    return {word.casefold() for name in (offer.section, *offer.also) for word in _WORD.findall(name)}


def telling(shown: Shown) -> set[str]:
    """The words of the parts shown that may be said for them."""
    return {word for offer in shown.seats for word in words_of(offer) if len(word) > 2 and not word.isdigit()}


def pointed(shown: Shown, clauses: Sequence[str], *, counts: bool) -> int | None:
    """The one offer that all clauses point at together; None where they point at none or several.

    Args:
        shown: The seats shown.
        clauses: What is said of them, each no more than a decision.
        counts: Whether a bare number beside a part may as well be of tickets, as in a purchase.
    """
    left = list(range(len(shown.seats)))
    points = False
    for clause in clauses:
        said = [_OF_IT.sub("", word.casefold()) for word in _WORD.findall(clause)]
        parts = [word for word in said if word in telling(shown)]
        kept = [i for i in left if words_of(shown.seats[i]) >= set(parts)]
        rows = {fold(offer.row) for offer in shown.seats}
        sections = {fold(offer.section) for offer in shown.seats}
        for before, word in zip(["", *said], said, strict=False):
            if before == "row":
                kept = [i for i in kept if fold(shown.seats[i].row) == word]
            elif word in sections and word not in parts:
                kept = [i for i in kept if fold(shown.seats[i].section) == word]
            elif word in NTH:
                kept = _the_nth(kept, NTH[word])
            elif word.isdigit() and before in _PLACES:
                kept = [i for i in kept if i == int(word) - 1]
            elif word.isdigit() and (counts or before not in parts or word not in rows):
                return None
            elif word.isdigit():
                kept = [i for i in kept if fold(shown.seats[i].row) == word]
            else:
                continue
            points = True
        points = points or bool(parts)
        left = kept
    return left[0] if points and len(left) == 1 else None


def _the_nth(kept: Sequence[int], nth: int) -> list[int]:
    """The offer in that place in the list where it is one of those meant, else that of those meant."""
    return [nth] if nth in kept else list(kept[nth : nth + 1])


_HOW_ABOUT = regex(
    r"\W*(?:(?:so|and|ok|hm+|then) )*(?:(?:how|what)(?:['’]?s)? (?:about|abt|bout|bt)|maybe|perhaps)\b", re.IGNORECASE
)


def only_points(shown: Shown, clause: str, plain: Collection[str]) -> bool:
    """Whether a clause only says by their names which seats are meant: "how abt the rear ones", beside "row J"; `plain` words tell nothing more."""
    lead = _HOW_ABOUT.match(clause)
    said = [word.casefold() for word in _WORD.findall(clause[lead.end() :])] if lead is not None else []
    known = telling(shown) | {word.casefold() for offer in shown.seats for word in _WORD.findall(offer.tier)}
    return bool(said) and all(word in plain or word in known for word in said)
