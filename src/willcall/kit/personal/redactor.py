"""Takes out of a text whatever is personal, so that it may be kept where people are not: logs, analytics, data sets, indexes.

Recognisers give spans; spans that touch are struck as one, and what stood there is named in brackets. Phone numbers are found by
libphonenumber, the rest by recognisers of our own; others are handed in by whoever knows what they mean. Recall comes before
precision: a word too many in brackets costs a statistic, a name too few costs a person. How well it does is measured on a labelled set
(`tests/log/redaction`).

Given names come from a list, so people with rare names are found only by what stands around the name.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from willcall.kit.personal.names import names
from willcall.kit.personal.patterns import DAY, PATTERNS
from willcall.kit.personal.spans import Recogniser, Span, by_pattern
from willcall.kit.privacy import screen

_BRACKETED = re.compile(r"\[[a-z ]{3,24}\]")
REGIONS = ("US", "GB", "DE")
"""Whose national ways of writing a phone number are tried, besides the international one."""


class Redactor:
    """Args:
    recognisers: Beside the built-in ones.
    keep: Names that are public (who performs, and where); they are no person's name here. Asked anew each time.
    regions: ISO countries whose phone numbers are recognised without a country code.
    """

    def __init__(
        self,
        *,
        recognisers: Iterable[Recogniser] = (),
        keep: Callable[[], Iterable[str]] = tuple,
        regions: Iterable[str] = REGIONS,
    ) -> None:
        self._recognisers = (*recognisers, *(by_pattern(kind, pattern) for kind, pattern in PATTERNS), names)
        self._keep = keep
        self._regions = tuple(regions)

    def __call__(self, text: str) -> str:
        """The text with what is personal named in brackets: `I'm [name], write to [email]`."""
        return self.redact(text)[0]

    def redact(self, text: str) -> tuple[str, list[Span]]:
        """The redacted text, and what was struck, in positions of the text after cards were struck."""
        text, _ = screen(text)
        spans = self.find(text)
        parts, done = [], 0
        for span in spans:
            parts += [text[done : span.start], f"[{span.kind}]"]
            done = span.end
        return "".join([*parts, text[done:]]), spans

    def find(self, text: str) -> list[Span]:
        """What is personal in it, one after the other, none touching the next."""
        found = [span for recognise in self._recognisers for span in recognise(text)]
        if sum(letter.isdigit() for letter in text) >= 7:
            found += self._phones(text)
        public = _occurrences(text, tuple(self._keep()))
        if public:
            found = [s for s in found if s.kind != "name" or not any(a <= s.start and s.end <= b for a, b in public)]
        bracketed = [(m.start(), m.end()) for m in _BRACKETED.finditer(text)]
        found = [s for s in found if not any(a <= s.start and s.end <= b for a, b in bracketed)]
        return _apart(found)

    def _phones(self, text: str) -> Iterator[Span]:
        import phonenumbers  # noqa: PLC0415 - 60 ms, and most texts hold no number

        for region in self._regions:
            for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE):
                digits = sum(letter.isdigit() for letter in match.raw_string)
                if DAY.fullmatch(match.raw_string):
                    continue
                if digits >= 8 or (digits == 7 and "-" in match.raw_string):
                    yield Span(match.start, match.end, "phone")


def _apart(found: list[Span]) -> list[Span]:
    """Spans that overlap become one, of the longest one's kind."""
    result: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if result and span.start < result[-1].end:
            before = result[-1]
            kind = before.kind if before.end - before.start >= span.end - span.start else span.kind
            result[-1] = Span(before.start, max(before.end, span.end), kind)
        else:
            result.append(span)
    return result


def _occurrences(text: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    pattern = _any_of(names)
    return [] if pattern is None else [match.span() for match in pattern.finditer(text)]


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    wanted = sorted({name for name in names if len(name) > 2}, key=len, reverse=True)
    return (
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?:['’]s)?(?!\w)", re.IGNORECASE) if wanted else None
    )
