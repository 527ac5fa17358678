"""Names of the handed-in catalogue in a message: shows, performers, venues, cities, kinds, sections.

Holds typos, parts of names ("the Otters"), nicknames (aliases) and "X vs Y"; longest match wins; ordinary words never match by themselves. It is built once per catalogue version.
"""

import re
from collections import OrderedDict
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from willcall.understanding.called import (
    SHOWS,
    WHOLE_ONLY,
    Match,
    Phrase,
    as_many,
    as_section,
    more_than_a_kind,
    of_places,
    plain_word,
    shows_called,
    small_number,
    teams,
    weight,
    well_spelt,
)
from willcall.understanding.cities import other_names
from willcall.understanding.kinds import kind_words, own_aliases
from willcall.understanding.ordinary import FILLER, GENERIC
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Catalogue
from willcall.understanding.returning import backwards
from willcall.understanding.seating import faulted, unwanted
from willcall.understanding.spans import Found
from willcall.understanding.text import Plain, fold

_WORD = regex(r"[a-z0-9]+(?:'[a-z]+)?")
_VERSUS = regex(
    r"^\s*(?:vs\.?|v\.?|versus|against|@|at|and|x|-|/|playing|play|with|taking on)\s+(?:the\s+)?$|^\s*[/@-]\s*$"
)
_NEGATION = regex(
    r"(?:\bno\s+(?:more\s+)?|\b(?:not|but not|any(?:thing|where) (?:but|except)|except|except for|besides|other than|instead of|rather than|do(?:n'?t| not) (?:really |particularly |even )?(?:want|like|fancy|enjoy)|hates?|hated|dislikes?|loathes?|detests?|can(?:'?t|not) stand|(?:sick|tired|bored|no fan|not a(?: big| huge)? fan) of|bored with|fed up (?:of|with)|not (?:really |that |so |much |big )*(?:into|keen on|fond of|bothered about|one for|mad (?:on|about|for)|crazy about|fussed (?:on|about))|"
    r"(?:she|he|they)(?:'s|'ve| has| have)? already (?:seen|been to)|isn'?t|aren'?t|wasn'?t|apart from|aside from|without|never|nothing|none|nowhere)\s+(?:(?:to see|to|see|for|the|my|our|a|an|any|that|in|at|near|from|tickets|about)\s+)*)$"
)
_ANY_SEAT = frozenset({"seat", "seats", "ticket", "tickets", "place", "places", "standard", "general"})
_BEFORE_NAME = frozenset(
    [
        "see", "watch", "for", "to", "the", "catch", "about", "attend", "seeing", "watching", "named", "called", "vs", "versus", "against", "at",
    ]
)  # fmt: skip
_POLITE = frozenset(
    ["please", "thanks", "is", "city", "yes", "no", "ok", "okay", "then", "it's", "that", "would", "be"]
)
_AFTER_NAME = frozenset(
    [
        "tickets", "ticket", "game", "games", "match", "show", "shows", "concert", "gig", "tour", "fixture", "vs", "versus", "tickets'", "musical", "play", "seats",
        "home", "tix",
    ]
)  # fmt: skip
_ACTORS = frozenset(
    ["they", "he", "she", "it", "you", "we", "who", "i", "to", "will", "does", "do", "did", "not", "can"]
)


_KEEPS = regex(r"\b(?:keep|keeping|hang on to|hold on to)\s+(?:(?:the|my|our)\s+)*$")
_DEEDS = frozenset(["play", "plays", "rock", "dance", "talk", "talks", "fight", "film", "race"])
"""Kinds of shows that are also what somebody does."""


class Names:
    """The names of one catalogue, ready to be found."""

    def __init__(self, catalogue: Catalogue) -> None:
        calls: dict[tuple[str, str, tuple[str, ...], bool], list[str]] = {}

        def call(kind: str, value: str, said: str, event_id: str = "", *, alias: bool = False) -> None:
            words = tuple(_WORD.findall(fold(said)))
            if len(words) > 2 and words[0] == "the" and kind != "section":
                call(kind, value, said.split(maxsplit=1)[1], event_id, alias=alias)
            if len(words) == 2 and words[0] == "the" and kind == "section":
                call(kind, value, words[1])  # "sunday, gods"
            if words and value:
                events = calls.setdefault((kind, value, words, alias), [])
                if event_id and event_id not in events:
                    events.append(event_id)

        kinds = kind_words({show.kind for show in catalogue.shows})
        for show in sorted(catalogue.shows, key=lambda s: s.starts_at):
            call("event", show.name, show.name, show.event_id)
            for head in re.split(r"\s*[:–—|]\s*|\s+-\s+|\s*\(", show.name):
                if head != show.name and len(head) > 3 and not all(map(plain_word, _WORD.findall(fold(head)))):
                    call("event", show.name, head, show.event_id, alias=True)
            for performer in show.performers:
                call("performer", performer, performer, show.event_id)
            for alias in own_aliases(show, catalogue.shows, kinds):
                owner = next(
                    (p for p in show.performers if set(_WORD.findall(fold(alias))) & set(_WORD.findall(fold(p)))), ""
                )
                for same in shows_called(alias, owner, show, catalogue.shows):
                    call("performer" if owner else "event", owner or show.name, alias, same, alias=True)
            call("venue", show.venue, show.venue, show.event_id)
            call("city", show.city, show.city, show.event_id)
        cities = {fold(show.city): show.city for show in catalogue.shows}
        for city in cities.values():
            for other in other_names(city):
                call("city", city, other)
        for word, kind in kinds.items():
            call("event_kind", kind, word)
        for section in catalogue.sections:
            if fold(section) in _ANY_SEAT:
                continue  # "two seats", and not a part of the house
            call("section", section, section)
            call("section", section, as_many(section))
        self._phrases = [
            Phrase(
                kind,
                value,
                words,
                tuple(weight(word) for word in words),
                tuple(plain_word(word) for word in words),
                tuple(events),
                alias,
            )
            for (kind, value, words, alias), events in calls.items()
        ]
        self._of_word: dict[str, list[tuple[int, int]]] = {}
        for index, phrase in enumerate(self._phrases):
            for position, word in enumerate(phrase.words):
                self._of_word.setdefault(word, []).append((index, position))
                if word.endswith("'s"):
                    for bare in (word[:-2], word.replace("'", "")):
                        self._of_word.setdefault(bare, []).append((index, position))
        self._joined = {
            "".join(phrase.words): index
            for index, phrase in enumerate(self._phrases)
            if len(phrase.words) > 1 and phrase.kind != "section"
        }
        self._vocabulary = sorted({word for word in (*self._of_word, *self._joined) if len(word) >= 4})
        self._near: dict[str, tuple[tuple[str, float], ...]] = {}

    def find(self, message: Plain) -> list[Found]:
        """What of the catalogue `message` names; positions are of `message.folded`."""
        tokens = message.tokens
        if not tokens or not self._phrases:
            return []
        hits: dict[int, list[tuple[int, int, float]]] = {}
        whole: list[Match] = []
        for place, token in enumerate(tokens):
            for word, similarity in self.alike(token.text, token.mended):
                for index, position in self._of_word.get(word, ()):
                    hits.setdefault(index, []).append((place, position, similarity))
                joined = self._joined.get(word)
                if joined is not None:
                    whole.append(Match(self._phrases[joined], place, place, 1.0, similarity))
            if place + 1 < len(tokens):
                pair = token.text + tokens[place + 1].text
                for index, _ in self._of_word.get(pair, ()):
                    if len(self._phrases[index].words) == 1 and len(pair) > 5:
                        whole.append(Match(self._phrases[index], place, place + 1, 1.0, 0.95))
        found = teams([*whole, *self._matches(hits, message)], message)
        return self._resolve(more_than_a_kind(of_places(found, message)), message)

    def _matches(self, hits: dict[int, list[tuple[int, int, float]]], message: Plain) -> list[Match]:
        """Whole names first; a part of another name within one of several words says nothing more."""
        found: list[Match] = []
        parts: list[tuple[Phrase, list[tuple[int, int, float]]]] = []
        for index, places in hits.items():
            phrase = self._phrases[index]
            if len({position for _, position, _ in places}) == len(phrase.words):
                found += self._runs(phrase, places, message)
            elif phrase.kind not in WHOLE_ONLY:
                parts.append((phrase, places))
        said = [(m.first, m.last) for m in found if m.coverage > 0.99 and m.last > m.first and m.phrase.kind in SHOWS]
        for phrase, places in parts:
            if not any(first <= places[0][0] and places[-1][0] <= last for first, last in said):
                found += self._runs(phrase, places, message)
        return found

    def alike(self, word: str, mended: str) -> tuple[tuple[str, float], ...]:
        """Words of the catalogue that a word may be meant for, with how near they are; `mended` is what it was mended to."""
        if word in self._of_word or word in self._joined:
            other = word.removesuffix("s") if word.endswith("s") else word + "s"  # "quarter final", of the finals
            return ((word, 1.0), (other, 0.97)) if len(word) > 3 and other in self._of_word else ((word, 1.0),)
        if word.endswith("'s") and word[:-2] in self._of_word:
            return ((word[:-2], 1.0),)
        known = self._near.get(word)
        if known is None:
            known = self._guess(word, mended)
            if len(self._near) < 20_000:
                self._near[word] = known
        return known

    def _guess(self, word: str, mended: str) -> tuple[tuple[str, float], ...]:
        word = word.removesuffix("'s")
        out: list[tuple[str, float]] = []
        others = (
            word + "s",
            word.removesuffix("s") if word.endswith("s") else "",
            word + "'s",
            mended if mended != word else "",
        )
        out += [(other, 0.97) for other in others if other and len(word) > 3 and other in self._of_word]
        if len(word) < 4 or well_spelt(word) or mended != word or word.isdigit():
            return tuple(out)
        slips = 1 if len(word) < 8 else 2
        for candidate, distance, _ in process.extract(
            word, self._vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=4
        ):
            if (
                (candidate[0] == word[0] or len(word) > 5)
                and len(candidate) >= 4
                and candidate not in dict(out)
                and not candidate.isdigit()
            ):
                if len(word) < 5 and candidate[-1] != word[-1]:
                    continue
                out.append((candidate, 1.0 - 0.6 * distance / max(len(word), 1)))
        return tuple(out)

    def _runs(self, phrase: Phrase, places: list[tuple[int, int, float]], message: Plain) -> list[Match]:
        """Stretches of the message that say `phrase`, whole or by a part that stands for it."""
        tokens, out = message.tokens, []
        run: dict[int, float] = {}
        said: dict[int, str] = {}
        first = last = -1
        ordered = sorted(places)
        for index, (place, position, similarity) in enumerate([*ordered, (10_000, -1, 0.0)]):
            gap = place - last - 1
            if first >= 0 and (
                gap > 2
                or (position in run and place > last)
                or (gap > 0 and any(tokens[p].text not in FILLER for p in range(last + 1, min(place, len(tokens)))))
            ):
                match = self._judge(phrase, run, said, first, last, message)
                if match is not None:
                    out.append(match)
                run, first, said = {}, -1, {}
            if index == len(ordered):
                break
            if first < 0:
                first = place
            if similarity > run.get(position, 0.0):
                run[position], said[position] = similarity, tokens[place].text
            last = place
        return out

    def _judge(
        self, phrase: Phrase, run: dict[int, float], said: dict[int, str], first: int, last: int, message: Plain
    ) -> Match | None:
        total = sum(phrase.weights)
        coverage = sum(phrase.weights[position] for position in run) / total
        similarity = sum(run.values()) / len(run)
        if [*run] != sorted(run):
            similarity -= 0.01  # "Owls vs Bison" is rather that than Bison vs Owls
        words = [phrase.words[position] for position in run]
        strong = any(not phrase.plain[position] and not plain_word(said[position]) for position in run)
        if coverage <= 0.99 and not strong and all(small_number(word) for word in words):
            return None  # "two tickets" never stands for a band called after the number
        tokens = message.tokens
        while first < last and tokens[first].text in FILLER and phrase.words[0] not in FILLER:
            first += 1
        if phrase.kind == "section":
            return as_section(phrase, coverage, similarity, first, last, message)
        if phrase.kind in {"city", "event_kind"} or phrase.value == "":
            if coverage < 0.99:
                return None
            if (
                phrase.kind == "event_kind"
                and first
                and tokens[first - 1].text in _ACTORS
                and tokens[first].text in _DEEDS
            ):
                return None  # "when else do they play?"
            told = last - first + 1 == len(phrase.words) > 1 and any(word not in GENERIC for word in words)
            if phrase.kind == "city" and not (strong or told or self._cue(first, last, message, city=True)):
                return None
            return Match(phrase, first, last, 1.0, similarity)
        if coverage > 0.99:
            if (
                strong
                or (len(phrase.words) > 1 and last > first and any(w not in FILLER for w in words))
                or self._cue(first, last, message)
            ):
                return Match(phrase, first, last, 1.0, similarity)
            return None
        if phrase.kind == "venue":
            good = strong and coverage >= 0.45
        else:
            good = strong or (
                coverage >= 0.34 and any(word not in GENERIC for word in words) and self._cue(first, last, message)
            )
        return (
            Match(phrase, first, last, coverage, similarity) if good and not (phrase.alias and coverage < 0.7) else None
        )

    def _cue(self, first: int, last: int, message: Plain, *, city: bool = False) -> bool:
        """Whether ordinary words stand where a name stands: capitalised, quoted, after "see", before "tickets"."""
        tokens, raw = message.tokens, message.raw
        before = tokens[first - 1].mended if first else ""
        after = tokens[last + 1].mended if last + 1 < len(tokens) else ""
        start, end = tokens[first].start, tokens[last].end
        capital = (
            raw[start].isupper()
            and start > 0
            and not raw.isupper()
            and raw[max(0, start - 2) : start].strip(" ") not in {".", "!", "?"}
        )
        quoted = start > 0 and raw[start - 1] in "\"“'‘" and end < len(raw) and raw[end] in "\"”'’"
        if city:
            rest = [token.mended for token in (*tokens[:first], *tokens[last + 1 :])]
            alone = all(word in FILLER or word in _POLITE for word in rest)
            return capital or alone or before in {"in", "near", "around", "at", "to", "from"}
        if message.folded[start:end] in GENERIC:
            return False
        alone = len(tokens) <= 3 and last - first + 1 >= len(tokens) - 1
        return capital or quoted or alone or before in _BEFORE_NAME or after in _AFTER_NAME

    def _resolve(self, matches: list[Match], message: Plain) -> list[Found]:
        """Longest and fullest first; things equally well named by the same words stay together."""
        groups: list[tuple[int, int, list[Match]]] = []
        for match in sorted(matches, key=lambda m: m.score, reverse=True):
            touching = [g for g in groups if match.first <= g[1] and g[0] <= match.last]
            if not touching:
                groups.append((match.first, match.last, [match]))
                continue
            group = touching[0]
            same = (match.first, match.last) == (group[0], group[1])
            if (
                len(touching) == 1
                and same
                and match.similarity >= group[2][0].similarity - 0.02
                and (match.coverage > 0.99) == (group[2][0].coverage > 0.99)
            ):
                group[2].append(match)
        found: list[Found] = []
        named: list[tuple[int, int, tuple[str, ...], bool]] = []
        for first, last, together in sorted(groups, key=lambda g: g[0]):
            start, end = message.tokens[first].start, message.tokens[last].end
            before = message.folded[max(0, start - 40) : start]
            negated = bool(_NEGATION.search(before)) or (_KEEPS.search(before) is not None and backwards(message.text))
            best = together[0]
            negated = negated or (
                best.phrase.kind == "section" and (unwanted(message.folded, start) or faulted(message.folded, end))
            )
            confidence = round(min(1.0, 0.55 + 0.45 * best.coverage) * best.similarity, 3)
            events: list[str] = []
            kinds = {match.phrase.kind for match in together}
            for match in together:
                if match.phrase.kind in {"event", "performer"}:
                    events += [event for event in match.phrase.events if event not in events]
            for kind in ("performer", "venue", "city", "event_kind", "section"):
                values = dict.fromkeys(m.phrase.value for m in together if m.phrase.kind == kind)
                if (
                    kind in {"venue", "city"}
                    and kinds & {"event", "performer"}
                    and best.phrase.kind not in {"venue", "city"}
                ):
                    continue
                found += [Found(kind, value, start, end, confidence, negated) for value in values]
            if events and (best.phrase.kind in {"event", "performer"}):
                named.append((start, end, tuple(events), negated))
        return sorted([*found, *self._events(named, message)], key=lambda f: (f.start, f.name))

    @staticmethod
    def _events(named: list[tuple[int, int, tuple[str, ...], bool]], message: Plain) -> list[Found]:
        """One event slot for each show named; "X vs Y" is one, of those where both play."""
        out: list[Found] = []
        for start, end, events, negated in named:
            if out and _VERSUS.match(message.folded[out[-1].end : start]):
                both = tuple(event for event in out[-1].value if event in events)
                if both:
                    out[-1] = Found("event", both, out[-1].start, end, 1.0, out[-1].negated)
                    continue
            out.append(Found("event", events, start, end, 1.0, negated))
        return out


class NamesCache:
    """Indexes by catalogue version; a few are kept, since old versions die out."""

    def __init__(self, size: int = 4) -> None:
        self._size = size
        self._kept: OrderedDict[tuple[str, int, int], Names] = OrderedDict()
        self._lock = Lock()

    def of(self, catalogue: Catalogue) -> Names:
        key = (catalogue.version, len(catalogue.shows), len(catalogue.sections))
        with self._lock:
            names = self._kept.get(key)
            if names is not None:
                self._kept.move_to_end(key)
                return names
        names = Names(catalogue)
        with self._lock:
            self._kept[key] = names
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return names
