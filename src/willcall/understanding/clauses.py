"""Where one wish ends and the next begins: "refund my hockey tickets and get me two for Saturday".

Reads plain text. A conjunction splits only where something that starts a wish follows, so that "two adults and a kid" stays
whole. It does not know what the wishes are.
"""

from willcall.understanding.company import parties
from willcall.understanding.patterns import regex

_OPENERS = (
    r"(?:can|could|would|will|may|should|do|does|is|are|am|how|what|when|where|which|who|why|i|i'm|i'd|i'll|i've|we|we're|we'd|please|get|give|buy|book|find|show|tell|cancel|refund|upgrade|exchange|"
    r"swap|transfer|send|make|move|change|let|let's|put|hold|reserve|check|return|also|then|what's|where's|how's|when's|there's|pay|help|need|want|add|is there|are there|any chance|talk|connect|forward)\b"
)
_SENTENCE = regex(
    r"(?:(?<!\bvs)(?<!\bv)(?<!\bst)(?<!\bdr)(?<!\bmr)(?<!\bmrs)[.]|[!?;])[.!?;]{0,8}(?:\s+|$)|\s{1,9}-{1,2}\s{1,9}|\s{0,9}\n{1,9}\s{0,9}"
)
_JOINT = regex(
    rf"(?:\s{{0,9}},\s{{0,9}}|\s{{1,9}})(?:and also|and then|but also|and|an(?= (?:can|is|do|does|are|how|what|where|when)\b)|n(?= (?:can|is|do|does|are|how|what|where|when)\b)|but|also|plus|then|oh and|as well as|while you're at it|by the way|btw|before that|after that|afterwards)\s+(?:,\s*)?(?={_OPENERS})"
    r"|(?:\s{0,9},\s{0,9}|\s{1,9})(?:and|plus)\s+(?=(?:\d{1,2}|one|two|three|four|five|six)\s+(?:more\s+)?(?:(?:tickets?|seats?)\s+)?(?:for|to|at)\s)"
    rf"|\s{{0,9}},\s{{0,9}}(?=(?:can|could|how|what|when|where|which|is there|are there|do you|does|please (?:refund|cancel|upgrade|exchange|transfer|book|get)|get me|give me|book|refund|upgrade|exchange|transfer|send|what's|where's|also|oh|by the way|btw)\b)"
)
_LEAD = regex(
    r"^(?:yes|yeah|yep|yup|sure|ok|okay|no|nope|great|perfect|alright|fine|thanks|thank you|cool|awesome|hi|hello|hey|good (?:morning|evening|afternoon)|sounds good|that works)\b(?:\s+(?:please|there|thanks))?\s*[,.!]+\s*(?=\S)"
)
_SHORTEST = 2


def clauses(text: str) -> list[tuple[int, int]]:
    """Stretches (start, end) of plain `text`, at least one, that may each hold a wish."""
    cuts: list[tuple[int, int]] = []
    lead = _LEAD.match(text)
    if lead:
        cuts.append((lead.end(), lead.end()))
    cuts += [(m.start(), m.end()) for m in _SENTENCE.finditer(text) if not _within_number(text, m.start())]
    joints = list(_JOINT.finditer(text))
    whole = list(parties(text)) if joints else []  # "my brother, his wife and I would like …" is one wish of three
    cuts += [(m.start(), m.end()) for m in joints if not any(p.start < m.end() <= p.end for p in whole)]
    out: list[tuple[int, int]] = []
    start = 0
    for left, right in sorted(cuts):
        if right <= start:
            continue
        if left - start >= _SHORTEST and text[start:left].strip():
            out.append((start, left))
        start = right
    if text[start:].strip(" .!?,;"):
        out.append((start, len(text)))
    return [_trim(text, a, b) for a, b in out if text[a:b].strip(" .!?,;")] or [(0, len(text))]


def _within_number(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at] == "." and text[at - 1].isdigit() and text[at + 1].isdigit()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end
