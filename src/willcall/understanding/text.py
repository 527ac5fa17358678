"""A message made plain for the rules: lower case, straight quotes, no accents, common typos of our words mended.

The plain text may be longer or shorter than what was said; `Plain.span` leads back. It knows no grammar and no catalogue.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from willcall.understanding.patterns import regex
from willcall.understanding.shorthand import WORDS

_WORD = regex(r"[a-z0-9]+(?:'[a-z]+)?")

_CHARACTERS = {
    "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "…": ".",
    "\u00a0": " ", "\u2009": " ", "\n": " ", "\t": " ", "\r": " ",
}  # fmt: skip

# Shortenings and misspellings that no edit distance finds, word for word.
_SPELLINGS = {
    **WORDS,
    "tix": "tickets", "tixs": "tickets", "tics": "tickets", "tkt": "ticket", "tkts": "tickets", "tickts": "tickets",
    "tiks": "tickets", "tikets": "tickets", "tckts": "tickets", "ticks": "tickets", "tiket": "ticket",
    "2moro": "tomorrow", "2morrow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow", "tomorow": "tomorrow",
    "tn": "tonight", "2nite": "tonight", "2night": "tonight", "tnght": "tonight", "nite": "night", "nites": "nights",
    "wk": "week", "wks": "weeks", "pls": "please", "plz": "please", "plse": "please", "pleas": "please",
    "thx": "thanks", "thanx": "thanks", "tx": "thanks", "ty": "thanks", "thankyou": "thank you", "ur": "your",
    "r": "are", "wanna": "want to", "gimme": "give me", "gonna": "going to", "gotta": "got to", "lemme": "let me",
    "id": "i'd",
    "lets": "let's", "il": "i'll", "seatz": "seats", "prob": "probably", "bc": "because",
    "nuthin": "nothing", "nowt": "nothing", "smthn": "something", "poss": "possible", "2gether": "together", "tgthr": "together",
    "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "weds": "wednesday", "thu": "thursday",
    "thur": "thursday", "thurs": "thursday", "fri": "friday", "satdy": "saturday", "wensday": "wednesday",
    "wendesday": "wednesday", "wednsday": "wednesday", "yse": "yes", "yess": "yes", "yesss": "yes", "yessss": "yes",
    "yeahh": "yeah", "yeh": "yeah", "yea": "yeah", "ye": "yeah", "yah": "yeah", "yepp": "yep", "yupp": "yup", "yas": "yes",
    "okey": "okay", "okk": "ok", "okie": "okay", "oke": "ok", "k": "ok", "kk": "ok", "okayy": "okay", "noo": "no",
    "nooo": "no", "noope": "nope", "nop": "nope", "nah": "nope", "naw": "nope", "sur": "sure", "cofirm": "confirm",
    "ther": "there", "frst": "first", "firts": "first", "fisrt": "first", "frist": "first", "fitst": "first", "1rst": "first", "secnd": "second", "secodn": "second", "seond": "second", "thrid": "third", "numbber": "number", "nubmer": "number", "numer": "number", "optoin": "option", "opton": "option", "cirlce": "circle", "teh": "the", "adn": "and", "wnat": "want", "wan": "want", "waht": "what",
    "prolly": "probably", "srry": "sorry", "sry": "sorry", "aisel": "aisle", "isle": "aisle", "gd": "good",
    "rebook": "exchange", "moneyback": "money back", "cheepest": "cheapest", "grate": "great", "chepest": "cheapest",
    "acct": "account", "lwr": "lower", "upr": "upper", "uppr": "upper", "lvl": "level", "lvls": "levels", "blk": "block", "ctr": "center", "cntr": "center",
    "n": "and", "info": "information",
}  # fmt: skip

# Words whose typos are mended when they are one slip (insertion, loss, change, swap) away.
_VOCABULARY = [
    "ticket", "tickets", "tonight", "tomorrow", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "april", "august", "september", "october", "november", "december", "refund", "refunds", "exchange", "upgrade", "transfer", "cancel", "cheapest", "cheaper",
    "cheap", "section", "balcony", "orchestra", "floor", "confirm", "confirmed", "parking", "wheelchair", "accessible", "accessibility", "concert", "concerts",
    "basketball", "football", "hockey", "baseball", "soccer", "theatre", "theater", "musical", "available", "availability", "seats", "price", "prices", "order",
    "orders", "credit", "payment", "policy", "please", "yesterday", "evening", "afternoon", "morning", "matinee", "person", "agent", "human", "complaint", "section",
    "upgrade", "upgrading", "refunding", "exchanging", "transferring", "cancelling", "canceling", "cancellation", "reimbursement", "something", "another",
    "different", "together", "people", "level",
]  # fmt: skip

# Real words one slip away from ours, which must stay as they are.
_KEEP = frozenset(
    [
        "ticked", "picket", "pickets", "wicket", "tickers", "ticker", "tucket", "cricket", "thicket", "rickets", "second", "refine", "refuned", "deposit", "border",
        "older", "odder", "ordered", "orderly", "seat", "sears", "sweats", "seals", "heats", "beats", "meats", "boats", "teats", "feats", "seat's", "prince",
        "pride", "prize", "prized", "princes", "bride", "priced", "pricey", "pence", "police", "credits", "credited", "edit", "edits", "flood", "flour", "flow",
        "door", "poor", "floors", "concern", "concerns", "convert", "chapter", "cheapen", "cheat", "cheaply", "heaper", "cancer", "camel", "upgraded", "upgrades",
        "refunded", "transfers", "transferred", "exchanged", "exchanges", "orders", "sections", "action", "auction", "sanction", "persons", "parson", "argent",
        "urgent", "gent", "agents", "humane", "humans", "marking", "barking", "packing", "parting", "parkin", "morning", "mourning", "evening", "evenings",
        "earning", "warning", "musical", "musicals", "monday's", "sundae", "sunny", "sundry", "mondays", "fridays", "saturdays", "sundays", "april's", "augusta",
        "policies", "polite", "polices", "theaters", "theatres", "available", "accessibly", "payments", "pleased", "pleas", "pleaser", "pleases", "plea", "event",
        "events", "concerted", "cheated", "orderer", "soccer's", "football's", "hooker", "jockey", "payment's", "another", "anther",
    ]
)  # fmt: skip


def deletes(word: str) -> set[str]:
    """The word without one of its letters, each in turn."""
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


_INDEX: dict[str, list[str]] = {}
for _word in _VOCABULARY:
    for _key in {_word, *deletes(_word)}:
        _INDEX.setdefault(_key, []).append(_word)
KEPT = frozenset(_VOCABULARY) | _KEEP
"""Words of ours, and what is a slip away from them and another word all the same."""
SPELLED = frozenset(_SPELLINGS)
"""Words that stand for others here."""


@lru_cache(maxsize=4096)
def mend(word: str) -> str:
    """`word`, or the one of our words it is a slip away from."""
    spelled = _SPELLINGS.get(word)
    if spelled is not None:
        return spelled
    if len(word) < 5 or word in KEPT or not word.isalpha():
        return word
    for key in (word, *deletes(word)):
        for candidate in _INDEX.get(key, ()):
            if candidate[0] == word[0] and OSA.distance(word, candidate, score_cutoff=1) == 1:
                return candidate
    return word


@lru_cache(maxsize=2048)
def _fold_character(character: str) -> str:
    swapped = _CHARACTERS.get(character)
    if swapped is not None:
        return swapped
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """Lower case, without accents, straight quotes; as long as `text`."""
    if text.isascii():
        return text.lower().replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("`", "'")
    return "".join(_fold_character(character) for character in text)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the folded text, where it stands there, and what it was mended to."""

    text: str
    start: int
    end: int
    mended: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A message for the rules.

    Args:
        raw: As said.
        folded: `fold(raw)`, as long as `raw`.
        text: Folded and mended; what rules read.
        tokens: Words of `folded`.
        pieces: (start in `text`, start in `raw`, length in `text`, length in `raw`) of every mended word, in order.
    """

    raw: str
    folded: str
    text: str
    tokens: tuple[Token, ...]
    pieces: tuple[tuple[int, int, int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text` stands in `raw`."""
        return self._back(start, at_end=False), self._back(end, at_end=True)

    def forward(self, position: int) -> int:
        """Where a position of `raw` stands in `text`."""
        shift = 0
        for plain_start, raw_start, plain_length, raw_length in self.pieces:
            if position < raw_start + raw_length:
                break
            shift = (plain_start + plain_length) - (raw_start + raw_length)
        return position + shift

    def _back(self, position: int, *, at_end: bool) -> int:
        shift = 0
        for plain_start, raw_start, plain_length, raw_length in self.pieces:
            if position < plain_start or (position == plain_start and not at_end):
                break
            if position < plain_start + plain_length or (at_end and position == plain_start + plain_length):
                if position == plain_start:
                    return raw_start
                return raw_start + raw_length if at_end else raw_start
            shift = (raw_start + raw_length) - (plain_start + plain_length)
        return max(0, min(len(self.raw), position + shift))


_COUNTED = regex(r"\d{1,2}|one|two|three|four|five|six|seven|eight|tix|tickets|seats|spots?")
_COUNTED_ONE = regex(r"(?:1|one|a|an|another) (?:ticket|seat)")
"""By itself "seat 4" is a seat's number."""
_FOUR_IS_FOR = regex(
    r"\s+(?!(?:seats?|tickets?|tix|of|and|or|to|x|people|ppl|persons?|adults?|kids?|children|child|year|years|yr|yrs|y|pm|am|each|rows?|in|on|at|please|pls|together|more|row|section|total|altogether|only|then|back|instead|not|but|goes|now)\b)[a-z]{2,}"
)


def _is_counted(tokens: list[Token]) -> bool:
    """Whether what was said last is a number of tickets, or tickets that may have been counted."""
    last = " ".join(token.mended for token in tokens[-2:])
    return _COUNTED.fullmatch(tokens[-1].mended) is not None or _COUNTED_ONE.fullmatch(last) is not None


def plain(text: str) -> Plain:
    """The message ready for the rules."""
    folded = fold(text)
    tokens: list[Token] = []
    pieces: list[tuple[int, int, int, int]] = []
    parts: list[str] = []
    done = length = 0
    for match in _WORD.finditer(folded):
        word, start, end = match.group(), match.start(), match.end()
        mended = mend(word) if not _inside_reference(folded, start, end) else word
        if word == "4" and tokens and _FOUR_IS_FOR.match(folded, end) and _is_counted(tokens):
            mended = "for"  # "gimme 2 4 the derby"
        tokens.append(Token(word, start, end, mended))
        if mended != word:
            parts.append(folded[done:start])
            length += start - done
            pieces.append((length, start, len(mended), end - start))
            parts.append(mended)
            length += len(mended)
            done = end
    parts.append(folded[done:])
    return Plain(text, folded, "".join(parts), tuple(tokens), tuple(pieces))


def _inside_reference(folded: str, start: int, end: int) -> bool:
    """Within an address or an id, where nothing is a typo."""
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return before in "@_#" or after in "@_" or (after == "." and end + 1 < len(folded) and folded[end + 1].isalnum())
