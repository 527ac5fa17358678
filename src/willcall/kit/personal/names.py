"""People's names in a text: by what stands before them ("my name is …", "regards, …"), and given names by a list.

Knows English phrases around names, and given names of many languages.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from willcall.kit.personal.spans import Span

_WORD = r"[^\W\d_][\w'’.-]*"
_CAP = r"(?:[A-ZÀ-ÖØ-ÞŁŚŻĆŠŽ][^\W\d_]*(?:['’-][^\W\d_]+)*\.?)"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|la|le|al|el|bin|ibn|ter|zu|y|mac|st\.)"
FULL = rf"{_CAP}(?: (?:{_PARTICLE} ){{0,2}}{_CAP}){{0,3}}"
_LOOSE = rf"(?:{_WORD}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_WORD}){{0,2}})"
_SAYS = re.compile(  # what follows is a name whatever its letters are
    rf"(?:\bname(?:'s| is|’s| was|:)|\b(?:first|last|family|middle|maiden|sur) ?name(?: is|:)?|\bi am called|\bi'm called|\bi go by|\bcall me|\bunder the names?(?: of)?|"
    rf"\bname on (?:the|my|it|them)(?: \w+){{0,2}}(?: is|:|'s)|\b(?:sur|last |first |family |full )?name\s*[:=]|\bcard ?holder(?: is|:|'s name is)?|"
    rf"\bnamed|\bin the name of|\bspelled|\b(?:his|her|their|wife's|husband's|daughter's|son's|friend's|brother's|sister's|kid's) name is)"
    rf"\s+(?P<it>{_LOOSE})",
    re.IGNORECASE,
)
_CUE = re.compile(  # what follows in capitals is a name
    rf"(?:\b(?i:i am|i'm|i’m|im|this is|it's|it’s|hi,? it's|here is|ask for|speak (?:to|with)|spoke (?:to|with)|talked to|attn:?|attention|dear|signed,?|"
    rf"(?:kind |best |warm |many )?regards,?|cheers,?|sincerely,?|yours(?: truly| sincerely)?,?|thanks,?|thank you,?|love,?|booked (?:by|under|for)|bought by|reserved (?:by|for|under)|"
    rf"on behalf of|belongs? to|under|over to|transfer(?: \w+){{0,4}} to|send(?: \w+){{0,4}} to|give(?: \w+){{0,4}} to|hand(?: \w+){{0,4}} to|hand them over to|pass(?: \w+){{0,3}} to|"
    rf"my (?:\w+ )?(?:wife|husband|partner|son|daughter|mom|mum|mother|dad|father|brother|sister|friend|mate|girlfriend|boyfriend|fiancée?|fiance|aunt|uncle|cousin|niece|nephew|boss|colleague|assistant|grand\w+|carer|neighbou?r|flatmate|roommate|housemate|student|client|kids?),?|"
    rf"mr|mrs|ms|miss|mx|dr|prof|herr|frau|monsieur|madame|señora?|sir|customer|passenger|guest|attendee|holder|recipient|contact|patient|user|agent|colleague))"
    rf"(?:\.|:|,)?[ \n]+(?P<it>{FULL})(?![\w])",
)
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Señora?|Monsieur|Madame)\b\.? (?P<it>{FULL})")
_PLAIN = re.compile(r"\b(?:i am|i'm|i’m|im|we're|this is|it's|it’s|its|hi,? it's) (?P<it>[^\W\d_]+)", re.IGNORECASE)
_AND = re.compile(rf"(?:,? (?:and|&|or) |, )(?P<it>{FULL})")
_HERE = re.compile(rf"(?P<it>{FULL})(?= (?i:here|speaking)\b)")
_DOES = re.compile(  # only people do these
    rf"(?:^|(?<=[.!?,] )|(?<=[.!?]\n)|(?<= and ))(?P<it>{FULL})(?= (?:asked|told|said|promised|bought|wants|needs|forgot|lost|paid|called|emailed|texted|wrote|"
    rf"can't come|can't make|couldn't|will be late|booked|gave|sent|lives|broke)\b)"
)
_TOKEN = re.compile(_CAP + r"|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEXT = re.compile(
    rf"[ ](?:{_PARTICLE}[ ]){{0,2}}{_CAP}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_CAP})?|-{_CAP}|[ ][A-Z]\.[ ]{_CAP}"
)


@cache
def _words(which: str) -> frozenset[str]:
    """`given`: given names. `word`: those that are ordinary words too. `no`: words that name nobody, wherever they stand."""
    return frozenset((Path(__file__).parent / f"{which}_names.txt").read_text("utf-8").split())


def names(text: str) -> Iterator[Span]:
    yield from _beside(text, found := list(_said(text)))
    yield from found


def _beside(text: str, found: list[Span]) -> Iterator[Span]:
    """Names that stand in one list with another: "Ada, Grace and Mary"."""
    for span in found:
        end = span.end
        while (match := _AND.match(text, end)) is not None:
            trimmed = list(name_within(text, *match.span("it"), loose=False))
            if not trimmed:
                break
            yield from trimmed
            end = trimmed[-1].end


def _said(text: str) -> Iterator[Span]:
    for match in _SAYS.finditer(text):
        yield from name_within(text, *match.span("it"), loose=True)
    for pattern in (_CUE, _HERE, _DOES):
        for match in pattern.finditer(text):
            yield from name_within(text, *match.span("it"), loose=False)
    for match in _TITLED.finditer(text):
        yield Span(*match.span(), "name")
    known = _words("given")
    for match in _PLAIN.finditer(text):
        if match["it"].lower() in known and match["it"].lower() not in _words("no"):
            yield Span(*match.span("it"), "name")
    for match in _TOKEN.finditer(text):
        word = match.group().rstrip(".")
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain not in known:
            plain = plain.removesuffix("s")  # "jennifers birthday"
            if len(plain) < 4 or plain not in known or plain in _words("word"):
                continue
        capital = word[0].isupper() and not (len(word) > 3 and word.isupper() and text.isupper())
        after = _NEXT.match(text, match.end())
        follows = after is not None and after.group().split()[-1].lower().rstrip(".") not in _words("no")
        if not capital and plain in _words("word"):
            continue
        if capital and plain in _words("word") and not follows and _starts_sentence(text, match.start()):
            continue
        end = after.end() if after is not None and follows and capital else match.end()
        yield Span(match.start(), end, "name")


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?\n:"


def name_within(text: str, start: int, end: int, *, loose: bool = False) -> Iterator[Span]:
    """The part of a match that may be a name: up to the first word that cannot be one."""
    last = start
    for word in re.finditer(r"[^\s]+", text[start:end]):
        bare = word.group().lower().strip(".,;:!?")
        if bare in _words("no") and not (loose and last == start and bare in {"may", "june", "april", "august"}):
            break
        last = start + word.end()
        if word.group()[-1] in ".,;:!?" and len(word.group()) > 3:
            break
    while last > start and text[last - 1] in ".,;:!?":
        last -= 1
    if last > start:
        yield Span(start, last, "name")
