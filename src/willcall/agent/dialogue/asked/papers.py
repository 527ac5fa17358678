"""Whether what somebody needs has to be proved: "do I need a doctor's note for the wheelchair space?". Pure; `answers.proof` looks it up."""

import re

from willcall.understanding.patterns import regex

NEED = "Is proof asked for a wheelchair space, a companion's or an access ticket?"
_PAPER = r"(?:proof|evidence|(?:doctor|doc|gp|medical)['’]?s? (?:note|letter|certificate|cert|report)s?|sick ?notes?|medical (?:papers?|card)|certificates?|paperwork|documentation|documents?|(?:disability|access|carer['’]?s?|companion|blue) (?:card|badge|pass|id)s?|badges?)"
_MUST = r"(?:need|needed|required?|bring|show|have to (?:have|show|bring|prove)|carry|prove|give|send|must|ask(?:ed)? for|want)"
_ASKED = regex(
    rf"\b{_MUST}\b[^.?!]{{0,30}}\b{_PAPER}(?!\w)|\b{_PAPER}\b[^.?!]{{0,24}}\b(?:needed|required|necessary|asked for|checked)\b|\bprove\b[^.?!]{{0,30}}\b(?:disab\w*|need|wheelchair)\b",
    re.IGNORECASE,
)
_OF_A_NEED = regex(
    r"\b(?:wheel ?chairs?|disab\w*|access(?:ible|ibility)?|companions?|carers?|doctor\w*|doc['’]?s|medical|gp|blue badge)\b",
    re.IGNORECASE,
)
_OF_MONEY = regex(r"\b(?:refund\w*|money|back|cancel\w*|insurance|exchange\w*)\b", re.IGNORECASE)
_LONGEST = 200  # characters


def of_a_need(text: str) -> bool:
    """Whether it is asked if a need has to be proved; what a refund asks for is another matter."""
    if len(text) > _LONGEST or _OF_A_NEED.search(text) is None:
        return False
    return _ASKED.search(text) is not None and _OF_MONEY.search(text) is None
