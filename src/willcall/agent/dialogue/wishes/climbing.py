"""Which parts of a house the documents say are reached by steps alone. Pure."""

import re
from collections.abc import Iterable, Sequence

from willcall.understanding.patterns import regex

_CLAUSE = regex(r"[.;!?]\s+|,? (?:but|while|whereas|though) |\n")
_STEPS = regex(
    r"\b(?:steps|stairs|stairways?|staircases?|flights?|climb(?:ed|ing)?)\b|\b(?:no|without(?: a)?|not? step[- ]free|isn't) (?:lift|elevator|step[- ]free|accessible)\w*",
    re.IGNORECASE,
)
_NO_STEPS = regex(
    r"\b(?:no|without|free of|avoid\w*|not? (?:any|have|has|need)|never) (?:any |the )?(?:steps|stairs|climb\w*)\b|\bstep[- ]free\b|\bstreet level\b|\bground (?:floor|level)\b",
    re.IGNORECASE,
)
_LIFT = regex(r"\b(?:lifts?|elevators?|ramps?|escalators?)\b", re.IGNORECASE)
_NO_LIFT = regex(
    r"\b(?:no|without(?: an?)?|not have an?|hasn't an?|isn't an?|is not an?|lacks? an?) (?:lifts?|elevators?|ramps?|escalators?)(?: (?:or|nor) (?:lifts?|elevators?|ramps?|escalators?))?\b",
    re.IGNORECASE,
)
_SHORTEST = 3  # letters of a name that is looked for


def hard_parts(text: str, sections: Iterable[Sequence[str]]) -> list[str]:
    """The sections, each given by its names with the proper one first, of which `text` says that only steps lead there."""
    named = [(names[0], [n for n in names if len(n) >= _SHORTEST and n[0].isupper()]) for names in sections]
    hard: list[str] = []
    for clause in _CLAUSE.split(text):
        lifted = _LIFT.search(_NO_LIFT.sub(" ", clause)) is not None
        if lifted or _NO_STEPS.search(clause) or not (_STEPS.search(clause) or _NO_LIFT.search(clause)):
            continue
        hard += [name for name, called in named if any(_names(clause, one) for one in called)]
    return list(dict.fromkeys(hard))


def speaks_of(text: str, sections: Iterable[str]) -> bool:
    """Whether `text` names one of the sections beside steps or lifts."""
    of_steps = _STEPS.search(text) is not None or _LIFT.search(text) is not None
    return of_steps and any(_names(text, name) for name in sections)


def _names(text: str, name: str) -> bool:
    """Whether a name stands in a text as it is written, or, of numbered parts, as one of them."""
    return re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])(?!\s+[A-Z]\w)", text) is not None
