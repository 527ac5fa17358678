"""Words, as search sees them: lower case, without endings, without the small change of a question.

The stemmer is a light one: it undoes plurals, -ing, -ed and -able, so that "parked", "parking" and "parks" meet. The synonyms
are few and general; a document's own other names belong in its tags. Knows no document.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_WORD = re.compile(r"[a-z0-9]+")

_HERE = Path(__file__).parent


def _words(name: str) -> frozenset[str]:
    return frozenset((_HERE / name).read_text("utf-8").split())


STOPWORDS = _words("everyday_words.txt")
"""Words that say nothing about the topic in a house where everything is a show at a venue."""

SOFT = _words("soft_stems.txt")
"""Stems that are rarely what a question is about: they count, but little, whether found or not."""

_SAME = {
    "colour": "color",
    "cheque": "check",
    "programme": "program",
    "kerb": "curb",
    "parkng": "parking",
    "travelling": "traveling",
}
_IRREGULAR = {
    "children": "child", "kids": "kid", "lost": "lose", "left": "leave", "bought": "buy", "brought": "bring", "paid": "pay",
    "feet": "foot", "sold": "sell", "taken": "take", "going": "go", "died": "die", "dies": "die", "dead": "die", "took": "take",
    "reentry": "reenter", "knives": "knife", "allergies": "allergy", "allergic": "allergy", "accessibility": "accessible",
    "wi": "wifi", "fi": "wifi", "cancellation": "cancel", "reimbursement": "reimburse", "came": "come", "held": "hold",
    "taxis": "taxi", "suite": "suite", "suites": "suite",
}  # fmt: skip
_JOINED = (
    (re.compile(r"\bre[- ]?(entry|enter(?:ing|ed)?|admission)\b"), "reentry"),
    (re.compile(r"\bwi[- ]?fi\b"), "wifi"),
    (re.compile(r"\be[- ]?mail"), "email"),
    (re.compile(r"\b(come|get|go|let|be) back in(?:side)?\b"), r"\1 back in reentry"),
    (re.compile(r"\bmoney back\b"), "money back refund"),
    (re.compile(r"\bpick(?:ing|ed)? ?(?:it |them |my tickets |tickets )?up\b"), "pickup"),
    (re.compile(r"\bt[- ]shirts?\b"), "shirt"),
    (re.compile(r"\b(?:[0-3][- ]?(?:years?|yrs?|yo)|\d+[- ]?months?)[- ]?olds?\b"), "baby age"),
    (re.compile(r"\b(?:[4-9]|1[0-7])[- ]?(?:years?|yrs?|yo)[- ]?olds?\b"), "child age"),
    (re.compile(r"\b\d+[- ]?(?:years?|yrs?|yo)[- ]?olds?\b"), "age"),
    (
        re.compile(r"\bby (?:him|her|them|my)sel(?:f|ves)\b|\bwithout (?:me|us|an adult|(?:a|their) parents?)\b"),
        "unaccompanied",
    ),
    (re.compile(r"\bdrop(?:ping|ped)? (?:me |us |them |my \w+ )?off\b"), "dropoff drop"),
    (re.compile(r"\bstep-free\b"), "stepfree"),
    (
        re.compile(r"\b(?:over|above)[- ]?(?:16|18|21)s?\b|\b(?:16|18|21)(?: ?\+| (?:and|or) (?:over|older|above))"),
        r"\g<0> age limit",
    ),
    (re.compile(r"\b(?:oaps?|pensioners?|senior citizens?)\b"), r"\g<0> senior elderly"),
    (
        re.compile(r"\b(?:over|above)[- ]?[67]\d['’]?s?\b|\b[67]\d(?: ?\+| (?:and|or) (?:over|older|above))"),
        r"\g<0> senior elderly",
    ),
    (re.compile(r"\b(\d+ ?(?:%|per ?cent)) (?:off|less|cheaper)\b"), r"\1 off discount"),
    (re.compile(r"\bscreen[- ]?(?:grab|cap|capture|shot)s?\b"), "screenshot"),
    (re.compile(r"\bsold[- ]out\b"), "soldout"),
    (
        re.compile(
            r"\b(?:next to (?:each other|one another|him|her|them|me)|side by side|with (?:him|her|them|each other))\b"
        ),
        "together",
    ),
    (re.compile(r"\bon (?:his|her|their|my) own\b|\balone\b|\bby (?:him|her|them)sel(?:f|ves)\b"), "unaccompanied"),
    (re.compile(r"\b(how long .*?\b)(?:lasts?|go on|runs?|take)\b"), r"\1 duration"),
    (re.compile(r"\blost and found\b"), "lost found property"),
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending: parking → park, refundable → refund, policies → policy."""
    word = _SAME.get(word, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 3:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    for ending in ("able", "ing", "ed"):
        body = word.removesuffix(ending)
        if body != word and len(body) >= 3 and not word.endswith("eed") and re.search("[aeiouy]", body):
            word = body[:-1] if len(body) > 3 and body[-1] == body[-2] and body[-1] not in "lsz" else body
            break
    return word.removesuffix("e") if len(word) > 4 else word


def surface(text: str) -> list[str]:
    """The words of a text as written, in lower case and without accents or apostrophes."""
    text = unicodedata.normalize("NFKD", text.lower()).replace("’", "").replace("'", "")
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    for pattern, instead in _JOINED:
        text = pattern.sub(instead, text)
    return _WORD.findall(text)


_STOP_STEMS = STOPWORDS | {stem(word) for word in STOPWORDS}


def tells(word: str) -> bool:
    """Whether a word as written says anything about a topic."""
    return word not in STOPWORDS and stem(word) not in _STOP_STEMS


def terms(text: str) -> list[str]:
    """The words that matter, stemmed, in order, with repeats."""
    return [stem(word) for word in surface(text) if tells(word)]


def _groups() -> dict[str, tuple[str, ...]]:
    related: dict[str, set[str]] = {}
    for line in (_HERE / "synonyms.txt").read_text("utf-8").splitlines():
        group = {stem(word) for word in line.split()}
        for word in group:
            related.setdefault(word, set()).update(group - {word})
    return {word: tuple(sorted(others)) for word, others in related.items()}


SYNONYMS = _groups()
"""Stem → stems that may stand for it."""
