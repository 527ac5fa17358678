"""Words that were read as somebody's name, and name nobody: "i want to GIVE my sister one of mine".

Pure: a reading without such names. Tickets go to an address, or to whoever is named; a shouted verb is neither.
"""

import re
from dataclasses import replace

from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading, Slot

_NOBODY = regex(
    rf"(?:giv(?:e|es|ing|en)|gave|send(?:s|ing)?|sent|pass(?:es|ing|ed)?|hand(?:s|ing|ed)?|transfer(?:s|red|ring)?|forward(?:s|ed|ing)?|share|sharing|let|sell|selling|swap|exchange|upgrade|refund(?:ed)?|return|cancel|buy|buying|book|booking|"
    r"want(?:s|ed)?|need(?:s|ed)?|keep|kept|take|taking|get|put|move|change|stop|wait|please|pls|plz|asap|now|today|tonight|tomorrow|instead|only|just|also|not|never|none|no|yes|don['’]?t|dont|"
    r"one|two|three|four|five|six|both|all|half|my|mine|our|ours|your|his|her|hers|him|them|they|it|that|this|these|those|the|an?|to|for|"
    rf"tickets?|tix|seats?|orders?|bookings?|codes?|e-?mail|someone|somebody|anyone|anybody|person|people|(?:{KIN}|{KIN_MANY})$)(?!['’-]?\w)",
    re.IGNORECASE,
)
_LEADS_TO_A_NAME = regex(
    rf"\b(?:to|for|named|called|is|name['’]?s|it['’]?s|its|give|send|pass|hand|transfer|forward|let|{KIN})\W+$",
    re.IGNORECASE,
)


def without(reading: Reading) -> Reading:
    """The reading without names that are none."""
    if not any(s.name == "person" for s in reading.slots):
        return reading
    kept = tuple(s for s in reading.slots if s.name != "person" or _is_one(s, reading.text))
    return reading if len(kept) == len(reading.slots) else replace(reading, slots=kept)


def _is_one(slot: Slot, text: str) -> bool:
    """Whether somebody is named: a word in capitals among words that are not must stand where a name does."""
    said = str(slot.value)
    if said != said.casefold() and _NOBODY.match(said):
        return False
    rest = text[: slot.start] + text[slot.end :]
    shouted = len(said) > 1 and said.isupper() and not rest.isupper() and any(c.islower() for c in rest)
    return not shouted or _LEADS_TO_A_NAME.search(text[: slot.start]) is not None
