"""How many there are of us after all, said where seats are listed or held: "no 3, two of them bailed" picks no third offer. Pure.

A number with people in it is how many; what is wanted beside it (the cheapest, a part of the house, a budget) counts as well.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot, Wish

_LONGEST = 200  # characters of a message that are looked at
_SMALL = 20  # more than anybody says without a word for what they are
_LEAD = r"\W*(?:(?:no+|nah|nope|not|oh|ah|ok|okay|so|sorry|soz|wait|hang on|hold on|hm+|um+|er+|actually|well|scratch that|scrap that|correction|ugh|damn|gah|right|then|yes|yeah|just|only|make (?:it|that)|i mean|i meant|we'?re|were|it'?s|its|there'?s|theres|there are)\b\W*)*"
_COUNT = regex(rf"{_LEAD}(?P<n>{NUMBER})(?P<end>\W+|$)(?!(?:or|to|x|am|pm)\b)", re.IGNORECASE)
_PLACE = regex(r"\b(?:option|number|offer|choice|row|section|block|seat|numero|nr|no)\.? ?#?$|#$", re.IGNORECASE)
"""What stands before a place in a list; a plain "no" does too, and is left to what follows."""
_PERSON = (
    rf"(?:(?:{NUMBER}|some|a few|a couple|both|half|the (?:other|others|kids?|boys?|girls?|lads?|rest|two|twins|wife|husband|missus|baby|little one|(?:old|young|eld)est)|everyone|everybody)(?: (?:of (?:us|them|the (?:\w+ )?\w+|my \w+)|friends?|mates?|kids?|people|others?|lads|girls|guys))?"
    r"|(?:my|our|his|her|their) (?:\w+ )?\w+|(?!(?:i|im|we|it|its|you|that|thats|this|there|those|these|nothing|which)\b)[a-z]+(?: (?:and|&|n) (?:my )?[a-z]+)?)"
)
_STAYS_AWAY = (
    r"(?:(?:just |now |both |all |already )*(?:have |has |had |'ve |'s |is |are |were |got )?(?:just |now |both |all |sadly |suddenly )*"
    r"(?:bailed(?: on (?:us|me))?|bailing(?: on (?:us|me))?|drop(?:ped|ping|s)? out|pull(?:ed|ing|s)? out|back(?:ed|ing|s)? out|bowed out|cried off|flaked(?: out)?|cancel+ed|cancel+ing|stay(?:ing|s)? (?:at )?home|stay(?:ing|s)? (?:in|behind)|ill|sick|poorly|unwell|busy|away|working|stuck at work|out(?! of)|no longer coming|not (?:coming|going|able)|(?:can'?t|cannot|couldn'?t|won'?t|isn'?t|aren'?t|doesn'?t want to|don'?t want to)(?= (?:now |actually |be )?(?:com(?:e|ing)|make|mak(?:e|ing)|go(?:ing)?(?! wrong)|join(?:ing)?|there|attend|do it|get (?:off|there|away|out)|any ?more|now|after all)\b|\W*$|\s?[,.!;])|said no|got (?:covid|the flu|a cold|to work)|changed (?:his|her|their) minds?)\b)"
)
_COMES_TOO = r"(?:(?:is|are|'s|wants? to|can|will|'ll) )?(?:now )?(?:(?:coming|come|tagging) (?:too|as well|along|after all|now|with us)|joining|joins?)\b"
_BECAUSE = r"(?:(?:cos|cause|because|coz|as|since|and|but|sorry|please)\W+){0,2}"
_OF_PEOPLE = regex(
    rf"^(?:of us\b(?=\W*$|\W*[,.;!]|\s+(?:now|in (?:all|total|the end)|total|altogether|after all|left|going|coming|then|so|and|please|only|instead|actually)\b)|people\b|persons?\b|pax\b|in the end\b|after all\b|(?:,? ?(?:sorry|please)\W+)?not {NUMBER}\b|now\b)"
    rf"|(?:^|[,.;-]\s*){_BECAUSE}{_PERSON} (?:{_STAYS_AWAY}|{_COMES_TOO})",
    re.IGNORECASE,
)
_BAILED = regex(rf"\b{NUMBER} (?:of (?:us|them) )?{_STAYS_AWAY}", re.IGNORECASE)
_PICKS = regex(
    r"\b(?:look|looks|looking|sounds?|seems?|(?:the|that|this|those) ones?|works?|is (?:fine|good|ok|great|perfect))\b",
    re.IGNORECASE,
)
_IDIOM = regex(r"\b(?:in the end|at the end of the day)\b", re.IGNORECASE)
_WISHES = frozenset({"preference", "section", "max_price", "row"})
_DROPPED = frozenset({"quantity", "ordinal", "kept", "row", "seat"})


def told(view: View, reading: Reading) -> Reading:
    """The reading, with the number there are after all as the number of tickets, and no longer as a place in a list."""
    reading = _without_idioms(reading)
    task, text = view.state.task, reading.text
    if task is None:
        return _after_prices(view, reading)
    waits = view.state.awaiting in {"seats", "confirmation", "payment", "sign_in"}
    if task.kind not in BUYING or not task.quantity or not waits or len(text) > _LONGEST:
        return reading
    match = _COUNT.match(text)
    if match is None:
        return _picks_nothing(reading)
    count, rest = number(match["n"]), text[match.end() :]
    if not count or count > _SMALL or _PLACE.search(_unsaid(text[: match.start("n")])):
        return _picks_nothing(reading)
    one_of_them = count == 1 and re.match(r"of us\b", rest, re.IGNORECASE) is not None  # "one of us is a member"
    people = _OF_PEOPLE.search(rest) is not None and not one_of_them and not _PICKS.search(rest) and "?" not in rest
    if not people and not _beside_a_wish(view, reading, match, count):
        return reading
    before = [s for s in reading.slots if s.name not in _DROPPED or (s.name == "row" and s.start > match.end())]
    slot = Slot("quantity", count, match["n"], *match.span("n"))
    wish = Wish(Intent.CHANGE, 1.0, 0, len(text))
    return replace(reading, slots=(slot, *before), wishes=(wish,), answer="none", correcting=True)


_SO_MANY = regex(
    rf"\W*(?:(?:ok|okay|so|yes|yeah|great|then|well|right|cool|fine|just|um+|i'?ll (?:have|take)|we'?ll (?:have|take)|can i (?:have|get)|give me)\W+)*(?P<n>{NUMBER})(?:\W+(?:of (?:those|them|these)|tickets?|then|please|pls|thanks))*\W*",
    re.IGNORECASE,
)


def _after_prices(view: View, reading: Reading) -> Reading:
    """The reading, with a bare number after the prices of a show were told as how many tickets of it are wanted: "2 then"."""
    state = view.state
    if not state.memo.get("about") or state.awaiting is not None or "fees included" not in str(state.memo.get("said")):
        return reading
    match = _SO_MANY.fullmatch(reading.text[:_LONGEST])
    count = number(match["n"]) if match is not None else None
    if match is None or not count or count > _SMALL:
        return reading
    slot = Slot("quantity", count, match["n"], *match.span("n"))
    return replace(reading, slots=(slot,), wishes=(Wish(Intent.BUY, 1.0, 0, len(reading.text)),), answer="none")


def _unsaid(before: str) -> str:
    """What stands before the number, without the "no" that only turns down: "no 3" may be either."""
    return re.sub(r"\bno\W*$", "", before, flags=re.IGNORECASE) if "no." not in before.casefold() else before


def _beside_a_wish(view: View, reading: Reading, match: re.Match[str], count: int) -> bool:
    """Whether seats are held and another number is said with a wish for seats: "3 and on the aisle please", "no 3, the cheapest"."""
    held = len(view.state.hold.seat_ids) if view.state.hold is not None else 0
    if not held or held == count or view.state.awaiting == "seats" or reading.answer == "yes" or "?" in reading.text:
        return False
    rest = reading.text[match.end() :]
    joined = re.match(r"(?:and|but|in|on|with|at|under|for|max)\b", rest, re.IGNORECASE) or match["end"].strip()
    wishes = [s for s in reading.slots if s.name in _WISHES and not s.negated and s.start >= match.end()]
    return bool(joined and wishes) and not _PICKS.search(rest)


def _picks_nothing(reading: Reading) -> Reading:
    """The reading without the place in a list, where people drop out beside it: "option 3, two of them bailed"."""
    counted = any(s.name == "quantity" for s in reading.slots) and any(s.name == "ordinal" for s in reading.slots)
    if not counted or _BAILED.search(reading.text[:_LONGEST]) is None:
        return reading
    slots = tuple(s for s in reading.slots if s.name != "ordinal")
    return replace(reading, slots=slots, wishes=(Wish(Intent.CHANGE, 1.0, 0, len(reading.text)),), answer="none")


def _without_idioms(reading: Reading) -> Reading:
    """The reading without a part of the house that is only a turn of phrase: "just 3 of us in the end"."""
    idiom = _IDIOM.search(reading.text[:_LONGEST]) if any(s.name == "quantity" for s in reading.slots) else None
    if idiom is None:
        return reading
    inside = [s for s in reading.slots if s.name == "section" and idiom.start() <= s.start < idiom.end()]
    return replace(reading, slots=tuple(s for s in reading.slots if s not in inside)) if inside else reading
