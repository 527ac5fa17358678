"""Slips of the finger: a word that nobody knows, one letter away from an everyday one, is that one.

Whole words of the encoder's vocabulary (some fifteen thousand of five letters and more), everyday words and what is made of them are known; names of
the season in force are none of ours to mend, nor is what begins with a capital or stands within an address or an id. What is mended is read by everyone after.
"""

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from willcall.understanding.encoder import PACKAGED
from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.patterns import regex
from willcall.understanding.text import KEPT, SPELLED, deletes

SHORTEST = 5
"""Of four letters too many words are a slip away from others."""
_WORD = regex(r"(?<![\w@#./'’-])[a-z]{5,20}(?![\w@/'’-]|\.\w)")
_ENDINGS = (
    ("s", ""),
    ("es", "sxzho"),
    ("ed", ""),
    ("er", ""),
    ("r", "e"),
    ("d", "e"),
    ("ing", ""),
    ("y", ""),
    ("ly", ""),
    ("ish", ""),
)
"""What words are made with, and the letters one of which must stand before it; empty for any."""
_KEPT = frozenset(
    [
        "abort", "addend", "americano", "annul", "arsed", "attendee", "beaut", "bloat", "bloke", "brill", "canape", "canapes", "cardi", "clamp",
        "conch", "creaking", "creased", "crocs", "crohn", "crohns", "debug", "doable", "ejection", "expire", "expires", "facet", "facets", "farce",
        "fella", "fellas", "finders", "flyin", "gents", "granda", "gravy", "graze", "groping", "gunna", "gutting", "halal", "halve", "hoist", "hones",
        "hoyed", "hyped", "identifier", "improv", "insured", "khana", "kneel", "lager", "lagers", "latte", "lattes", "leavers", "livid", "logger",
        "logit", "matin", "medic", "merch", "misled", "moped", "mornin", "munch", "noone", "onesie", "parka", "parkas", "payin", "pints", "plait",
        "plating", "politic", "postpone", "purchasers", "rinse", "righto", "sarnie", "scone", "scones", "scoot", "shill", "shite", "shunt", "sifting",
        "sitter", "sitters", "sixes", "skint", "sleet", "snare", "snuff", "spelt", "spied", "spouts", "stags", "stank", "suction", "swish", "tinny",
        "tinnies", "typos", "waive", "waived", "waiver", "waives", "weaning", "arent", "couldnt", "couldve", "darent", "didnt", "doesnt", "hadnt",
        "hasnt", "havent", "howre", "isnt", "mightn", "mightnt", "mightve", "mustn", "mustnt", "needn", "neednt", "shouldnt", "shouldve", "shouldn",
        "theres", "theyd", "theyll", "theyre", "theyve", "thatll", "thats", "wasnt", "werent", "weren", "whens", "wheres", "whos", "whyd", "wouldnt",
        "wouldve", "youd", "youll", "youre", "youve", "aint", "oughtn", "itll", "alleen", "anger", "anker", "claro", "comme", "danke", "dolor",
        "donde", "englisch", "famil", "haben", "hallo", "halve", "leider", "madre", "meine", "mille", "milli", "nicht", "noche", "noite", "perfecto",
        "perfekt", "reservez", "salah", "steph", "suche", "tarde", "voces", "werther",
    ]
)  # fmt: skip
"""Words, clipped words, contractions without their apostrophe and everyday words of other tongues that the vocabulary lacks."""
_MORE = frozenset(
    {"adults", "companion", "altogether", "schedule", "balance", "booking", "bookings", "postponed", "purchases"}
)


def put_right(text: str, of_the_season: Callable[[str], bool]) -> str:
    """A message with slips of the finger mended; itself where there are none.

    Args:
        text: As said.
        of_the_season: Whether a word may be meant for a name of the catalogue.
    """

    def mended(match: re.Match[str]) -> str:
        said = match[0]
        meant = meant_by(said)
        return said if meant == said or of_the_season(said) else meant

    return _WORD.sub(mended, text)


def make_ready() -> None:
    """Reads the words now rather than with the first message."""
    _known()
    _everyday()


@lru_cache(maxsize=4096)
def meant_by(word: str) -> str:
    """The everyday word that a word in lower case is a slip away from; itself where it is known, or near none."""
    known = _known()
    if (
        not known
        or word in known
        or word in ORDINARY
        or word in KEPT
        or word in _KEPT
        or word in SPELLED
        or _made_of_known(word, known)
    ):
        return word
    near = {
        other
        for key in (word, *deletes(word))
        for other in _everyday().get(key, ())
        if other[0] == word[0] and OSA.distance(word, other, score_cutoff=1) == 1
    }
    return min(near, key=lambda other: (known.get(other, len(known)), other), default=word)


def _made_of_known(word: str, known: dict[str, int]) -> bool:
    """Whether it is a known word with an ending: "snows", "nicer"."""
    for ending, after in _ENDINGS:
        stem = word.removesuffix(ending)
        fits = stem != word and len(stem) >= SHORTEST - 1 and (not after or stem[-1] in after)
        if fits and (stem in known or stem in ORDINARY):
            return True
    return False


@cache
def _known() -> dict[str, int]:
    """Word → how common it is, 0 the commonest: whole words of the encoder's vocabulary, which is in that order; none where there is no encoder."""
    try:
        vocabulary = json.loads((PACKAGED / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError):
        return {}
    return {word: place for word, place in vocabulary.items() if len(word) >= SHORTEST - 1 and word.isalpha()}


@cache
def _everyday() -> dict[str, list[str]]:
    """Everyday words by what is left of them without one letter, and by themselves."""
    found: dict[str, list[str]] = {}
    for word in sorted(ORDINARY | _MORE):
        if len(word) >= SHORTEST - 1 and word.isalpha():
            for key in {word, *deletes(word)}:
                found.setdefault(key, []).append(word)
    return found
