"""What a question comes to in the words of a house: a break is an interval, "leave it" is said of the bag just told of, "let me back in" is re-entry.

Pure: a question's text in, what to look up in the documents out.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import matters
from willcall.agent.dialogue.asked import facets, nearby, of_age
from willcall.understanding.patterns import regex
from willcall.understanding.wants import topics

AGES = "Is there an age limit?"
HOW_LONG_HELD = "How long are seats held while I decide?"
_PUTS_BY = regex(
    r"\b(?:reserve|hold|keep|save|put (?:\w+ )?(?:aside|by|on hold)|set aside|book)\b[^.?!]{0,30}\b(?:without pay(?:ing|ment)|before (?:i|we) pay|(?:and )?pay(?:ing)? (?:later|at the door|on the (?:day|night))|for later|until (?:later|tomorrow|payday|\w+day))\b",
    re.IGNORECASE,
)
_BACK = "Can I leave and come back in?"
_PAUSE = regex(r"\b(?:breaks?|half[- ]?times?|intermissions?|intervals?|pauses?)\b", re.IGNORECASE)
_NO_PAUSE = regex(
    r"\b(?:break(?:s|ing)? (?:it |them |that )?(?:in|into|down|up|out|off|even|the|my|a|an|on|for)|price break|tax|before|after|during)\b",
    re.IGNORECASE,
)
_BACK_IN = regex(
    r"\b(?:let|allow\w*|get|go|come|be|walk|pop|nip|re-?admit\w*)\b[^.?!]{0,20}\bback in(?:side|to)?\b(?! (?:time|stock|the day|a row|[a-z]+ary|may|june|july|march|april|touch|credit|cash)\b)|\bre-?ent(?:er|ry)\b|\b(?:leave|go out|pop out|nip out|step out|go outside)\b[^.?!]{0,24}\b(?:and|then) (?:\w+ )?(?:come|get|go) back\b",
    re.IGNORECASE,
)
_THINGS = (
    r"(?:bags?|backpacks?|rucksacks?|suitcases?|luggage|handbags?|purses?|holdalls?|totes?|satchels?|briefcases?|cases?|cameras?|lens(?:es)?|tripods?|umbrellas?|brol+(?:y|ies)|prams?|buggy|buggies|pushchairs?|strollers?|car seats?|bikes?|bicycles?|scooters?|skateboards?|helmets?|"
    r"coats?|jackets?|laptops?|i?pads?|tablets?|binoculars|bottles?|flasks?|snacks?|sandwich(?:es)?|cakes?|food|lunch|picnic|drinks?|water|banners?|flags?|signs?|drums?|vapes?|medication|medicine|insulin|inhalers?|cushions?|blankets?|chairs?|walkers?|frames?|crutches|dogs?|cars?|vans?|motorbikes?|balloons?|flowers|instruments?|guitars?|shopping)"
)
_OF_A_THING = regex(
    rf"\b(?:my|our|his|her|the|a|an|some|this|these|two|2)\s+(?P<thing>(?:[\w'-]+ )?{_THINGS})\b",
    re.IGNORECASE,
)
_POINTS = regex(
    r"\b(?P<deed>leave|leaving|bring|bringing|take|keep|store|put|check(?: in)?|carry|drop|hand|have|fit|use|charge|park|plug|wear|hold|watch|look after|mind|stow|stash|get|is|are|will|would|does|can|could)\s+(?P<it>it|them|that|this|these|those)\b(?! (?:cost|costs|be|take|possible|start|end|open|rain\w*)\b)",
    re.IGNORECASE,
)
_CLAUSE = regex(
    r"^\W*(?:(?:and|but|so|ok|oh|also|then|what)\W+){0,3}(?:if|when|whenever|can|could|may|do|does|did|is|are|am|will|would|should|must|have|where|how|who|why|which)\b.{0,24}?\b(?:i'?m|im|i|we'?re|we|you|he'?s|he|she'?s|she|there|my|our|the|people|kids|somebody|someone)\b",
    re.IGNORECASE,
)
_HANGS = regex(r"\b(?:it|its|that|this|they|them|one|ones|those|these|there|too|as well|either)\b", re.IGNORECASE)


_OF_OTHERS = regex(
    r"\b(?:money|refund\w*|accounts?|log\w*|cards?|lists?|chats?|seats?|rows?|sections?|credit|queue|stock)\b",
    re.IGNORECASE,
)


_HOLD_ON = regex(
    r"^\W*(?:(?:hang on|hold on|wait|one sec(?:ond)?|oh|btw|by the way|quick (?:one|question)|question)\W+){1,3}(?=\w)",
    re.IGNORECASE,
)
_DRIVING = regex(
    r"^\W*(?:so |and |but )?if (?:i|we) (?:drive|come by car|take the car|bring the car)(?: there)?[,\s]+(?=\w+\s)",
    re.IGNORECASE,
)
_THERE = regex(
    r"(?<!\bget)(?<!\bgetting)(?<!\bgo)(?<!\bgoing)(?<!\bbeen)(?<!\bis)(?<!\bare)(?<!\bfrom)(?<!\bto)(?<!\bup)(?<!\bout)(?<!\bover)(?<!\bback)(?<!\bsit)(?<!\bin)(?<!\bnear)(?<!\bstay)(?<!\bbe) (?:there|here)(?=\W*$)",
    re.IGNORECASE,
)


_SOLD = regex(
    r"\W*(?:(?:and|so|also|ok|btw)\W+)*(?:can|could|may|will|would) (?:i|we|you|one|people) (?:be able to )?(?:get|have|buy|grab|order|find)(?: (?:an?|some|any))?(?: (?:hot|cold|soft|proper|decent|nice|quick))? (?:(?P<drink>drinks?|coffees?|teas?|something to drink|soft drinks?)|food|snacks?|something to eat|meals?|dinner|lunch|a bite(?: to eat)?)(?: (?:there|here|inside|in there|at the (?:venue|arena|theat(?:re|er)|game|show|ground|stadium|hall)))?\W*",
    re.IGNORECASE,
)


PARKING_COSTS = "How much is parking?"
_WHERE_TO_PARK = regex(
    r"\bwhere (?:does|do|can|could|should|shall|would|might|must) (?:one|i|we|you|ya|people|someone|everyone|folks)\b[^.?!]{0,16}\bpark\b"
    r"|\b(?:which|what|wot)(?: gate ?(?:/|or|and) ?)? ?(?:is the )?(?:car ?parks?|parking(?: (?:lots?|garages?|areas?|place))?|parking lots?|(?:closest|nearest|best) (?:car ?park|parking\w*))\b[^.?!]{0,24}(?:\b(?:closest|nearest|best|handiest|easiest|use|near\w*|go to|go for|head for|recommend\w*)\b|\W*$)"
    r"|^\W*(?:(?:and|so|ok|also)\W+)*(?:closest|nearest|best) (?:car ?park|parking(?: lot| garage)?)\W*$",
    re.IGNORECASE,
)
_A_PLAIN_CAR = regex(
    r"\bpark\w*\b[^?]{0,48}\b(?:how much|cost\w*|price\w*|what do i pay)\b|\b(?:how much|cost|price)\b[^?]{0,24}\bpark\w*\b",
    re.IGNORECASE,
)
_PLAIN = regex(
    r"\b(?:regular|normal|ordinary|standard|plain|just an?|small|family|one|single|my|a|our) (?:car|sedan|saloon|hatchback)\b",
    re.IGNORECASE,
)
_OTHER_PARKING = regex(
    r"\b(?:disab\w+|blue badge|placard|handicap\w*|accessib\w+|wheel ?chair|walk\w*|elderly|frail|bikes?|bicycles?|motor\w+|scooters?|campers?|rvs?|vans?|minibus|trucks?|pickups?|suvs?|bus|coach|overnight|tailgat\w*|reserve|book|advance|prebook|pass|electric|evs?|charg\w+|taxi|pick(?:ed)? up|drop\w*|free|street|valet|open\w*|clos(?:es|e at)|leave|late|height)\b",
    re.IGNORECASE,
)


def _of_a_car(text: str) -> str | None:
    """What is asked of where an ordinary car is left, as the documents put it: "which car park is closest?", "parking, regular car, how much"."""
    if len(text) > _LONGEST or _OTHER_PARKING.search(text):
        return None
    if _A_PLAIN_CAR.search(text) and _PLAIN.search(text):
        return PARKING_COSTS
    return "Where can I park?" if _WHERE_TO_PARK.search(text) else None


_LONGEST = 120  # characters


def bare(text: str) -> str:
    """The question without what only leads up to it, and without a "there" that says no more than where the show is; of food and drink, whether they are sold."""
    if (parked := _of_a_car(text)) is not None:
        return parked
    if (sold := _SOLD.fullmatch(text[:120])) is not None and len(text) <= 120:
        return "Are drinks sold inside?" if sold["drink"] else "What food is there?"
    short = _THERE.sub("", _DRIVING.sub("", _HOLD_ON.sub("", text[:600], count=1), count=1))
    return short if len(short.split()) > 2 else text


_EATS = regex(
    r"\b(?:buy|get|grab|find|sell|serve|have|order|is there|are there)\b[^.?!]{0,16}\b(?:food|to eat|snacks?|a bite|hot dogs?|burgers?|pizza|meals?)\b|\beat (?:inside|in there|there|at the)\b",
    re.IGNORECASE,
)
_BRINGS = regex(r"\b(?:my|our|own|bring\w*|take|taking|carry|allerg\w*|vegan|halal|kosher|gluten)\b", re.IGNORECASE)


def stands_alone(text: str) -> bool:
    """Whether what follows an answer is a question of its own: it has a clause of its own, and points back to nothing."""
    return _CLAUSE.search(text[:200]) is not None and _HANGS.search(text) is None


def with_its_thing(text: str) -> str:
    """The question after a statement of a thing, with the thing in it: "my bag is 14 inches, what is it to leave it" asks of the bag."""
    parts = re.split(r"(?:[.,;!]|\s-+)\s+", text[:600], maxsplit=1)
    said, question = parts if len(parts) == 2 else ("", "")
    thing = _OF_A_THING.search(said)
    if thing is None or not aspects.asks(question) or topics(question.casefold()):
        return text
    resolved, count = _POINTS.subn(rf"\g<deed> my {thing['thing']}", question, count=1)
    return resolved if count else text


def ages_at(kind: str) -> str:
    """What is asked of the ages let in at a kind of show."""
    return f"Is there an age limit for {kind}?"


_FREE_PARKING = regex(
    r"\b(?:free|throw in|included?|on the house|gratis|complimentary)\b[^.?!]{0,16}\bpark\w*\b(?! (?:fees?|costs?))|\bpark\w*\b[^.?!]{0,16}\b(?:for free|thrown in|on the house|complimentary)\b",
    re.IGNORECASE,
)


def also(text: str) -> tuple[str, ...]:
    """What else is asked by the words: who is let back in after a smoke asks of coming back as well."""
    if _FREE_PARKING.search(text):
        return (PARKING_COSTS,)  # "throw in a free parking pass"
    if _BACK_IN.search(text) is None or _OF_OTHERS.search(text):
        return ()
    return (_BACK,)


def otherwise(text: str) -> tuple[str, ...]:
    """What to look up where the question's own words found nothing, the likeliest first."""
    found: list[str] = []
    plainer = matters.plainer(text)
    if plainer is not None:
        found.append(plainer)
    if _PUTS_BY.search(text):
        found.append(HOW_LONG_HELD)
    if _EATS.search(text) and not _BRINGS.search(text):
        found.append("What food is there?")
    way = nearby.plainer(text)
    if way is not None:
        found.append(way)
    if facets.asked(text) == "ages" and (facets.would_be_let_in(text) or of_age.asked(text)):
        found.append(AGES)
    if _PAUSE.search(text) and not _NO_PAUSE.search(text):
        said = (_PAUSE.sub(word, text) for word in ("interval", "intermission"))
        found += [words for words in said if words != text]
    return tuple(found)
