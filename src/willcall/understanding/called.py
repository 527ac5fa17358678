"""What a name of the catalogue is made of, and how a stretch of a message that may say it is weighed.

Shapes for `names`; holds no catalogue and finds nothing by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from willcall.understanding.ordinary import FILLER, GENERIC, ORDINARY, english
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show
from willcall.understanding.text import Plain, Token, fold

_MEETS = frozenset(["vs", "v", "versus", "against"])
_COUNTS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "both"]
)

_SLIPPED = 0.88
_RETURNING = frozenset(
    [
        "take",
        "give",
        "hand",
        "send",
        "go",
        "goes",
        "bring",
        "come",
        "money",
        "pay",
        "put",
        "turn",
        "call",
        "be",
        "sent",
        "taken",
        "given",
    ]
)
_NOT_TURNED = frozenset(["seats", "seat", "tickets", "level", "section", "block", "tier", "stand", "area", "box"])
_WHOLE = 0.99
SHOWS = frozenset({"event", "performer"})
_PLACES = frozenset(["section", "sections", "sec", "sect", "block", "tier", "stand", "zone", "area"])
_PLACED = frozenset(["seats", "tickets", "row", "ones"])
_TURNED_TO = frozenset(["it", "to", "them", "those", "prefer", "rather", "have", "want", "take", "try", "about"])
_SUITS = frozenset(
    ["", "fine", "ok", "okay", "good", "great", "perfect", "alright", "cool", "lovely", "best", "preferred", "ideal"]
)
_MAY_BE = frozenset(["poss", "possible", "you", "u", "there", "available", "any", "free", "that", "we", "i", "its"])
_CLOSES = frozenset(["", "instead", "then", "please", "rather", "thanks", "if"])
WHOLE_ONLY = frozenset({"section", "city", "event_kind"})  # no part stands for these


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way a thing of the catalogue is called."""

    kind: str  # event | performer | venue | city | event_kind | section
    value: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    plain: tuple[bool, ...]  # which words are no names by themselves
    events: tuple[str, ...]
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    phrase: Phrase
    first: int  # tokens, inclusive
    last: int
    coverage: float
    similarity: float

    @property
    def score(self) -> tuple[float, float, float]:
        exact = 1.0 if self.coverage > 0.99 else 0.0
        return (exact * (self.last - self.first + 1), self.coverage, self.similarity)


def as_many(section: str) -> str:
    """A section's name as people say it of several: "the field boxes", "the bleachers"."""
    if not section[-1:].isalpha() or section[-1:].lower() == "s":
        return section
    return section + ("es" if section[-1:].lower() in {"x", "h"} else "s")


def plain_word(word: str) -> bool:
    """Whether a word is no name by itself: everyday English, what shows are called in general, a number."""
    return word in ORDINARY or word in GENERIC or small_number(word)


def well_spelt(word: str) -> bool:
    """Whether a word is English, and no name misspelt: "a gang of kids" is no Gong."""
    return word in ORDINARY or word in GENERIC or word in english() or _RUN_TOGETHER.fullmatch(word) is not None


_RUN_TOGETHER = regex(
    r"(?:s?he|it|that|there|here|what|who|where|how|when|they|we|you|i|let|everyone|somebody|someone)(?:s|re|ve|ll|d|m)|(?:do|does|did|is|are|was|were|ca|wo|could|would|should|have|has|had|must|ai)nt"
)
"""Two words without the mark between them: "shes got her own chair"."""


def shows_called(alias: str, owner: str, show: Show, shows: Sequence[Show]) -> list[str]:
    """The shows that a nickname names: where their name or their performer's holds all of its words, every one of that name.

    Args:
        alias: The nickname, given to one show.
        owner: The performer it is of; empty where it is the show's.
        show: That has it.
        shows: All of the catalogue.
    """
    words = set(_WORDS.findall(fold(alias)))
    if not words <= set(_WORDS.findall(fold(owner or show.name))):
        return [show.event_id]  # "the matinee", of one of several dates
    same = (s.event_id for s in shows if (owner in s.performers if owner else s.name == show.name))
    return list(dict.fromkeys([show.event_id, *same]))


_WORDS = regex(r"[a-z0-9]+(?:'[a-z]+)?")


def small_number(word: str) -> bool:
    return word in _COUNTS or (word.isdigit() and len(word) < 3)


def weight(word: str) -> float:
    if word in FILLER:
        return 0.05
    if word in GENERIC:
        return 0.3
    return 0.6 if word in ORDINARY else 1.0


def said_in_order(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Whether the words stand as in the name: "2 in the club" is no Club 2."""
    if len(tokens) != len(phrase.words):
        return False
    if all(_same(word, token) for word, token in zip(phrase.words, tokens, strict=True)):
        return True
    turned = len(tokens) == 2 and tokens[1].start - tokens[0].end == 1  # "front stalls"
    turned = turned and not any(w.isdigit() or len(w) < 3 or w in _NOT_TURNED for w in phrase.words)
    return turned and all(_same(word, token) for word, token in zip(phrase.words, reversed(tokens), strict=True))


def _same(word: str, token: Token) -> bool:
    return word in {token.text, token.mended} or word.removesuffix("s") == token.text.removesuffix("s")


def _nearly_said(phrase: Phrase, tokens: Sequence[Token], similarity: float) -> bool:
    """Whether a name of several words is said with a slip in it, "uper bowl"; single words are too easily something else."""
    return (
        len(tokens) == len(phrase.words) > 1 and similarity >= _SLIPPED and not any(w.isdigit() for w in phrase.words)
    )


def teams(matches: list[Match], message: Plain) -> list[Match]:
    """The matches without places that are said as teams: on a side of "vs" a place stands for who plays for it."""
    sides = {(m.first, m.last) for m in matches if m.phrase.kind == "performer"}
    tokens = message.tokens

    def meets(match: Match) -> bool:
        around = {tokens[i].text for i in (match.first - 1, match.last + 1) if 0 <= i < len(tokens)}
        return bool(around & _MEETS) and any(f <= match.first and match.last <= t for f, t in sides)

    plays = {m.last + 1 for m in matches if m.phrase.kind in SHOWS}  # "when the comets play": no kind of show

    def acts(match: Match) -> bool:
        return (
            match.phrase.kind == "event_kind" and match.first in plays and tokens[match.first].text in {"play", "plays"}
        )

    return [m for m in matches if not (m.phrase.kind in {"city", "venue"} and meets(m)) and not acts(m)]


def more_than_a_kind(matches: list[Match]) -> list[Match]:
    """The matches without the word of a kind within more words of one title: "darts quarters", of the quarter-finals."""
    longer = [m for m in matches if m.phrase.kind in SHOWS and m.last > m.first and m.coverage >= _MOSTLY]
    return [
        m
        for m in matches
        if m.phrase.kind != "event_kind" or not any(o.first <= m.first and m.last < o.last for o in longer)
    ]


_MOSTLY = 0.7  # of the weight of a title's words
_AT = frozenset(["at", "inside"])


def of_places(matches: list[Match], message: Plain) -> list[Match]:
    """The matches without shows that only share a word with the place named after "at": "what's on at the regent", where a company is called so too."""
    tokens = message.tokens

    def at(match: Match) -> bool:
        before = [token.mended for token in tokens[max(0, match.first - 2) : match.first]]
        return bool(before) and (before[-1] in _AT or (before[-1] == "the" and before[0] in _AT))

    stood = {(m.first, m.last) for m in matches if m.phrase.kind == "venue" and at(m)}
    return [m for m in matches if (m.first, m.last) not in stood or m.phrase.kind not in SHOWS or m.coverage > _WHOLE]


def _as_a_place(word: str, before: str, after: str, beyond: str) -> bool:
    """Whether the words around an everyday word make a part of the house of it: "in the circle", "a box for four", "club instead"."""
    if word in {"end", "side", "middle"} and after == "of":
        return False  # "on the end of a row"
    if before in _PLACES | {"level", "in", "the"} or after in _PLACED | {"section", "level", "tier", "stand", "block"}:
        return True
    if word != "back" and (before in {"seats", "tickets"} or (before in _TURNED_TO and after in _CLOSES)):
        return True
    if word != "back" and not before and after in {"please", "pls", "plz", "then", "ones", "one"}:
        return True  # "circle please, is there a lift up to it?"
    if before in {"a", "an", "one"} and after in _CLOSES | {"for", "of", "at", "on"}:
        return True
    if after == "if" and beyond in _MAY_BE:
        return True  # "the comets on the 5th, bar if poss"
    return (after == "for" and small_number(beyond)) or (after in {"is", "are", "works"} and beyond in _SUITS)


_NEVER_ALONE = frozenset(["back", "end", "side", "middle", "front", "general", "first", "second"])
_TIMES = regex(r"\d{1,2}x|x\d{1,2}")


def _stands_last(message: Plain, first: int, last: int) -> bool:
    """Whether a word ends the message after a mark, as an answer that is added: "2 for sunday, gods"."""
    if first == 0 or last + 1 < len(message.tokens):
        return False
    gap = message.folded[message.tokens[first - 1].end : message.tokens[first].start].strip()
    return gap in {",", ".", "-", ";"}


def as_section(
    phrase: Phrase, coverage: float, similarity: float, first: int, last: int, message: Plain
) -> Match | None:
    """The section said, if it is one: a letter, a number or an everyday word needs to be called one."""
    within = message.tokens[first : last + 1]
    if coverage < 0.99 or not (
        said_in_order(phrase, within) if similarity >= 0.97 else _nearly_said(phrase, within, similarity)
    ):
        return None
    said = phrase.words
    if len(said) == 1 and (said[0].isdigit() or len(said[0]) <= 2 or said[0] in ORDINARY):
        before = message.tokens[first - 1].mended if first else ""
        after = message.tokens[last + 1].mended if last + 1 < len(message.tokens) else ""
        beyond = message.tokens[last + 2].mended if last + 2 < len(message.tokens) else ""
        named = _as_a_place(said[0], before, after, beyond)
        counted = (small_number(before) or _TIMES.fullmatch(before) is not None) and not said[0].isdigit()
        named = named or counted  # "2 circle for the matinee"
        named = named or (said[0] not in _NEVER_ALONE and _stands_last(message, first, last))
        if said[0] == "back" and any(token.mended in _RETURNING for token in message.tokens[max(0, first - 8) : first]):
            named = after in _PLACED | {"section"} or before in {"the", "section", "in"}
            if not named:
                return None  # "take the other two back"
        if said[0].isdigit() or len(said[0]) <= 2:
            named = counted or before in _PLACES or (len(said[0]) == 3 and (before == "in" or len(message.tokens) <= 4))
        named = named or said[0] == "ga"
        if not named and len(message.tokens) > 3:
            return None
        if not named and len(said[0]) <= 2:
            return None
    return Match(phrase, first, last, 1.0, similarity)
