"""Questions told from deeds: whether "can I give my ticket to a friend?" wants it done, and which show is asked about. Pure."""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.asked import facets, of_age, papers
from willcall.agent.dialogue.intents import AFTER_SALES
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.state import AT_A_HOLD, ConversationState, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

MAY_BRING = regex(
    r"\b(?:can|may|could|am|are) (?:i|we)(?: allowed to)? (?:bring|take)\b[^.?!]{0,30}\b(?:kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|sons?|daughters?|lad|teenagers?|dogs?|(?:year|yr)s?[- ]?olds?)\b",
    re.IGNORECASE,
)
_ONLY_WHERE = regex(
    r"^\W*(?:(?:and|so|ok|hi|hey)\W+)*(?:where(?:'?s| is)|whereabouts)\b[^.?!,]*[?.!]*\s*$", re.IGNORECASE
)
_STAND_OR_SIT = regex(
    r"\b(?:standing|stand)\b[^.?!,]{0,20}\bor\b[^.?!,]{0,20}\b(?:seated|sitting|sit|seats|all[- ]seater)\b|\b(?:seated|sitting|sit|seats|all[- ]seated)\b[^.?!,]{0,20}\bor\b[^.?!,]{0,20}\b(?:standing|stand)\b|\b(?:is|are) (?:it|that|they|this|there|(?:the|our|my|those|these) (?:[\w'’-]+ ){1,2}?) ?(?:all |only |just |fully )?(?:standing|seated)\b(?! together)|\b(?:do|does|will|would) (?:people|you|we|i|one|everyone)\b[^.?!,]{0,12}\b(?:sit or stand|stand or sit)\b",
    re.IGNORECASE,
)
_OF_ITS_KIND = regex(
    r"^\W*(?:(?:so|and|but|ok|also|oh)\W+)*(?:is|are|does|do)\s+(?:[\w']+\s+){1,5}?(?:covered|under ?cover|heated|warm|cold|noisy|loud|steep|padded|cushioned|comfy|comfortable|indoors?|outdoors?|(?:outside|inside)(?! (?:my|the|our|of|budget|\d))|sheltered|reclin\w+|restricted|obstructed|blocked|(?:right )?(?:behind|beside|against|opposite|next to|near|close to|far from|facing|overlooking|in front of|by) (?:the|a|any)\b|(?:at|on|to|from) the (?:side|end|corner|edge)s?\b|side[- ]on|raised|tiered|sloped|raked|shaded|sunny|cramped|wide|stools?|benche?s?|any good|a good view|step[- ]?free|have (?:a )?(?:back|cushions?|legroom|leg room|roof|tables?|toilets?|bars?)|get wet)\b",
    re.IGNORECASE,
)
_WHICH_LIE = regex(
    r"\b(?:which|what) (?:sections?|seats?|rows?|blocks?|parts?|side|ones?) (?:is|are|would be|have|has) (?:right )?(?:behind|beside|against|opposite|next to|near(?:est)?|close(?:st)? to|facing|overlooking|in front of|the (?:home|away))\b"
    r"|^\W*(?:\w+\W+){1,4}(?:is|are) (?:that|it|they|those) (?:\w+ ){0,2}(?:or|stools?|benches|standing|chairs?)\b",
    re.IGNORECASE,
)
_WAY_IN = regex(
    r"\b(?:step[- ]?free|lifts?|elevators?|ramps?|level access|escalators?|(?:accessible|disabled) (?:toilets?|loos?|parking|entrance|bays?))\b",
    re.IGNORECASE,
)
_CONCESSION = regex(
    r"\b(?:kids?'?s?|child(?:ren)?'?s?|seniors?|students?|concessions?|oaps?|pensioners?|carers?|under \d+s?|family|military|nhs)\b[^.?!]{0,16}\b(?:prices?|tickets?|rates?|discounts?|fares?|costs?|deals?|free|cheaper|half[- ]price)\b"
    r"|\b(?:companions?|carers?|personal assistants?)\b[^.?!]{0,30}\b(?:pay|pays|price|free|half[- ]price|charged?|cost|cheaper)\b|\b(?:is it|it'?s|pay|charge[ds]?)\b[^.?!]{0,30}\bfor (?:the|a|my|our) (?:child|kids?|baby|toddler|carer|companion)\b[^.?!]{0,16}\b(?:full price|too|as well|less|same)\b"
    r"|\b(?:do|does|will|must|should) (?:(?:the|my|our) )?(?:kids?|children|child|little ones|teens|students|carers|babies|pensioners) (?:\w+ )?(?:pay|get (?!in\b|up|there)|go free|cost)\b|\b(?:kids?|children|child)\b[^.?!]{0,12}\b(?:full (?:price|whack|fare)|half price)|\b(?:discounts?|reductions?|cheaper|deals?|less) for (?:(?:my|the|our|a) )?(?:kids|children|students|seniors|pensioners|carers|families)\b",
    re.IGNORECASE,
)
_FEWEST = 3  # words of a question that stands for itself
_WISHED = frozenset({"quantity", "max_price", "row", "preference"})  # whoever says these looks for seats


def note_show(slots: Sequence[Slot], state: ConversationState) -> None:
    """Keeps in mind which show a question is about."""
    if wanting.names_event(slots):
        state.memo = {**state.memo, "about": wanting.merged(Wanted(), slots).model_dump(mode="json")}


def only_asks(intent: Intent, slots: Sequence[Slot], text: str) -> bool:
    """Whether "can I give my ticket to a friend?" asks how it is, rather than for it to be done."""
    if intent not in AFTER_SALES - {Intent.ORDERS} or any(s.name in {"order_id", "email", "quantity"} for s in slots):
        return False
    if cues.HOW_IT_WORKS.search(text):
        return not (wanting.names_event(slots) and cues.OURS.search(text))  # about tickets of theirs: shown on these
    return intent is Intent.TRANSFER and "?" in text and bool(cues.HYPOTHETICAL.search(text))


_MAY_OURS = regex(
    r"\b(?:is it (?:still )?possible|would it be (?:possible|ok|okay)|is there any (?:way|chance)|am i allowed)\b[^.?!]{0,12}\b(?:cancel|return|refund|give back|get (?:my|our|the) money back|exchange|swap)\b[^.?!]{0,16}\b(?:(?:my|our|the|this|that) (?:order|booking|reservation|tickets?|seats?)|it|them|these|those)\b",
    re.IGNORECASE,
)
_GENERALLY = regex(r"\b(?:if|in case|policy|policies|rules?|generally|in general|usually|ever)\b", re.IGNORECASE)


def may_ours(text: str) -> bool:
    """Whether whoever has just bought asks it of theirs: "is it possible to cancel the order?", which a quote answers."""
    return _MAY_OURS.search(text) is not None and _GENERALLY.search(text) is None


def of_its_kind(text: str) -> bool:
    """Whether a part of the house is asked about for what it is like: "is the south stand covered?"."""
    return _OF_ITS_KIND.search(text) is not None or _WHICH_LIE.search(text) is not None


_CHAIR = r"(?:wheel\s?chairs?|power\s?chairs?|mobility scooters?|scooters?|electric chairs?)"
_OF_SPACES = regex(
    rf"\b(?:is|are|does|do|will|would|can|could|how|where|which|what)\b[^.?!]{{0,60}}\b(?:{_CHAIR}|spaces?|bays?|companions?|carers?)\b[^.?!]{{0,60}}\b(?:big|wide|large|long|deep|narrow|enough|fits?|turn|turning|flat|level|charged?(?! (?:twice|for))|entrance|enter|go in|gate|door|toilets?|lift|allowed|stored?|parked?|sheltered|covered|near|view|see)\b"
    rf"|\b(?:(?:big|wide|large|room|space) enough|room) for (?:an?|my|his|her|our|the) (?:\w+ )?{_CHAIR}|\bfits? (?:an?|my|his|her|our|the) (?:\w+ )?{_CHAIR}|\bstay in (?:my|his|her|their|the) (?:\w+ )?(?:{_CHAIR}|chair)\b",
    re.IGNORECASE,
)


def of_access(text: str, slots: Sequence[Slot]) -> bool:
    """Whether what is known of wheelchair spaces is asked, and none is wanted by it: "is the space big enough for a powerchair?"."""
    told = any(s.name == "accessible" and not s.negated for s in slots) or re.search(r"\bspace\b", text) is not None
    counts = any(s.name in {"quantity", "section", "row", "preference"} for s in slots)
    looks = _ANY_THERE.search(text) is not None and "enough" not in text.casefold()
    return told and not counts and not looks and aspects.asks(text) and _OF_SPACES.search(text) is not None


_ANY_THERE = regex(r"\b(?:is|are) there (?:an?|any|still|space|places?|some)\b", re.IGNORECASE)


_BRINGS = regex(
    r"\b(?:can|may|could|am|are|is|do|will|would) (?:i|we|you|he|she|they|people|it)\b(?: (?:be |still |also |please )?(?:allowed|able) to)? (?:bring|carry)\b(?! (?:it |them |that |this )?(?:forward|back|down|up)\b)(?! (?:\d|one|two|three|four|another|more|some|a few|the (?:others?|rest))\b)"
    r"|\b(?:can|may|could|am|are|do) (?:i|we|he|she|they)\b(?: (?:be )?(?:allowed|able) to)? take\b[^.?!,]{1,30}\b(?:in|inside|into (?:the )?\w+|with (?:me|us))(?=\W*(?:$|[.?!,]))",
    re.IGNORECASE,
)
_TAKES = regex(
    r"\b(?:can|may|could|am|are) (?:i|we)\b(?: allowed to)? take (?:(?:an?|my|our|some)\s+)?(?!(?:the|those|these|them|that|this|it|one|two|three|four|any|all|both|out|part|off|back|up|home|over|a|seats?|tickets?|rows?|sections?|blocks?|looks?|couple|pair|minute|moment|break|box|table|credit|cash|notes|first|last|second|third|best|cheapest|more|\d+)\b)[a-z]+(?: [a-z]+)?\W*$",
    re.IGNORECASE,
)
_COMPANY = regex(
    r"\b(?:friends?|mates?|people|person|guests?|others?|someone|somebody|wife|husband|mum|mom|dad|partner|family|tickets?|seats?|money|price|date|brother|sister|girlfriend|boyfriend|orders?|bookings?|refunds?|credit|back|instead|\w+day)\b",
    re.IGNORECASE,
)


def of_bringing(text: str) -> bool:
    """Whether it is asked if a thing may be brought in: "can we bring the buggy in"; who comes along is no thing."""
    brings = _BRINGS.search(text) is not None or _TAKES.search(text) is not None
    return brings and _COMPANY.search(text) is None


WHICH_DOOR = regex(
    r"\b(?:which|what|wot) (?:door|gate|entrance|entry|way in|turnstile)s?\b(?! (?:times?|fees?|policy|rules?|opens?|open)\b)|\bwhere (?:do|should|can|must) (?:i|we|you|he|she|they) (?:go in|come in|enter|get in|get inside)\b(?! (?:my|the|a|an|this|it)\b)",
    re.IGNORECASE,
)
"""By which door somebody goes in, which is not when it opens."""
_JUDGES = regex(
    r"\b(?:which|what|where)(?:'s| is| are| has| have| would)?\b[^.?!]{0,40}\b(?:best|better|good|nicest|clearest|worst|nicer) (?:views?|sight ?lines?|sound|acoustics|atmosphere|vibe)\b"
    r"|\b(?:can|could|will|would|do|does) (?:i|we|you|he|she|they|one)\b[^.?!]{0,16}\bsee (?:it )?(?:(?:the )?(?:whole|entire|full) (?:\w+ )?(?!list|calendar|season|program\w*|range|map|plan)[a-z]+|(?:everything|properly|well|ok|okay|much|anything)(?! (?:you|on|that|available|in the list|else|i|we)\b))"
    r"|\bdifference between\b|\b(?:what|how)(?:'?s| is|s)? (?:the )?views?\b|\b(?:good|decent|nice|clear|ok|okay) views?\W*$|\b(?:are|is) (?:those|these|they|that|it|them) (?:any |really |actually )?(?:good|decent|ok|okay|nice|bad) (?:seats?|ones?|spots?|places?)\b",
    re.IGNORECASE,
)
_RATED = regex(
    r"\b(?:is|are) (?:the )?(?!(?:there|it|that|this|these|those|they|anything|something)\b)[\w ]{2,24} (?:any |much |really )?(?:better|worse|nicer|louder|quieter) (?:than|for)\b"
    r"|\b(?:is|are) (?:the )?(?!(?:there|it|that|this|these|those|they|anything)\b)[\w ]{2,24} (?:any good|good|worth (?:it|the (?:money|extra)))(?! for\b)\W*$"
    r"|\bwhich (?:section|stand|side|part|level|tier|block)s? (?:is|are|would be) (?:the )?(?:better|best|nicer|nicest)\b(?! (?:price|value|deal))",
    re.IGNORECASE,
)
_PART = regex(
    r"\b(?:stands?|stalls?|circle|balcon\w+|galler\w+|sections?|blocks?|rows?|box(?:es)?|floor|tiers?|levels?|seats?|\d{3}|upper|lower|front|back|side|lounge|pit|terrace|lawn|mezzanine|orchestra|upstairs|downstairs|ends?|bowl)\b",
    re.IGNORECASE,
)


_DIFFERENCE = regex(
    r"\bdifference\b[^.?!]{0,16}\b(?:price|cost|pay)\b|\b(?:price|cost) difference\b|\bhow much (?:more|cheaper|dearer)\b[^.?!]{0,40}\bthan\b|\b(?:which|what)(?:'s| is) (?:the )?cheaper\b",
    re.IGNORECASE,
)


def compares_prices(text: str, slots: Sequence[Slot]) -> bool:
    """Whether the prices of two parts of the house are asked for, side by side."""
    parts = {str(s.value).casefold() for s in slots if s.name == "section" and not s.negated}
    return len(parts) > 1 and _DIFFERENCE.search(text) is not None and aspects.asks(text)


_VIEW = regex(
    r"\b(?:how|what)(?:['’]?s| is| are)? the views?\b|\b(?:good|decent|nice|clear|ok|okay) views?\W*$", re.IGNORECASE
)


def of_the_view(text: str) -> bool:
    """Whether what can be seen is all that is asked."""
    return _VIEW.search(text) is not None and cues.PRICED.search(text) is None


def judges(text: str, slots: Sequence[Slot] = ()) -> bool:
    """Whether it is asked which part of the house is better, or what can be seen from it: that nobody here can judge."""
    part = _PART.search(text) is not None or any(s.name == "section" for s in slots)
    return _JUDGES.search(text) is not None or (part and _RATED.search(text) is not None)


def of_the_house(state: ConversationState, text: str, slots: Sequence[Slot]) -> bool:
    """Whether what was read as of seats is for the documents, or for what a show says of itself."""
    return (
        of_what_is_held(state, text)
        or of_its_kind(text)
        or of_concessions(text)
        or of_the_way_in(text, slots)
        or of_access(text, slots)
        or of_bringing(text)
        or WHICH_DOOR.search(text) is not None
        or papers.of_a_need(text)
        or facets.asked(text) in {"language", "maker"}
        or facets.of_an_age(text)
    )


_OPENS = r"(?:can|could|may|do|does|did|is|are|will|would|should|what|what'?s|where|where'?s|when|when'?s|how|how'?s|which|who|whose|any)\b(?! (?:not|about to)\b)"
_NEXT = regex(
    rf"(?<=[?!])\s+(?=\w)|\s*[,;]?\s+(?:and|also|plus|&)\s+(?:also |then )?(?={_OPENS})|\s*[,;]\s+(?={_OPENS})",
    re.IGNORECASE,
)


_TAIL = regex(
    r"\W*(?:(?:do|would|can) you (?:know|think|reckon|mind|check|help|say|tell me)|is (?:that|it|this) (?:ok|okay|right|possible|correct|so|true|allowed))\W*",
    re.IGNORECASE,
)
_SUPPOSING = regex(r"\b(?:if|in case|suppose|supposing|unless)\b[^,]*$", re.IGNORECASE)


def parted(text: str) -> list[str]:
    """The questions of a text, in order; what asks nothing goes with the question beside it."""
    parts: list[tuple[int, int]] = []
    begin = start = 0
    ends = [*(match.span() for match in _NEXT.finditer(text[:600])), (len(text), len(text))]
    for end, following in ends:
        piece = text[start:end]
        last = re.split(r"(?<=[.!;])\s+", piece.strip())[
            -1
        ]  # "my wife is deaf. which play has captions and is there a loop"
        alone = (
            (aspects.asks(piece) or aspects.asks(last)) and not _TAIL.fullmatch(piece) and len(piece.split()) >= _FEWEST
        )
        if _SUPPOSING.search(piece) and not piece.rstrip().endswith("?"):
            start = following  # "what if it rains, can I …"
            continue
        if alone:
            parts.append((begin, end))
        elif parts:
            parts[-1] = (parts[-1][0], end)
        if alone or parts:
            begin = following
        start = following
    if parts and begin < len(text):
        parts[-1] = (parts[-1][0], len(text))
    return [text[a:b].strip() for a, b in parts] if len(parts) > 1 else [text]


OF_BOTH = regex(r"\b(?:each|both|either|those|them|these)\b", re.IGNORECASE)
"""Said of the parts of the house that the question beside it names."""
ORDER_FEE = regex(
    r"\b(?:order|booking|service|transaction) fees?\b[^.?!]{0,40}\b(?:once|per|each|every|one[- ]off|both)\b|\b(?:once|per (?:ticket|order|person)|each)\b[^.?!]{0,24}\border fees?\b"
    r"|\b(?:charges?|is there|are there|have|has|pay|add|takes?|got)\b[^.?!]{0,16}\border fees?\b",
    re.IGNORECASE,
)
BY_CARD = regex(
    r"\b(?:pay|paying|payment|take|accept)\b[^.?!]{0,16}\b(?:cards?|debit|visa|mastercard)\b(?! (?:again|twice))",
    re.IGNORECASE,
)
"""Whether a card is taken, for tickets bought here."""


def of_the_floor(text: str, slots: Sequence[Slot]) -> bool:
    """Whether it is asked if people stand or sit; who says how many wants either."""
    asks = aspects.asks(text) or re.search(r"\b(?:is|are) (?:it|that|they|this)\b", text, re.IGNORECASE) is not None
    return asks and _STAND_OR_SIT.search(text) is not None and not any(s.name == "quantity" for s in slots)


_OF_THOSE = regex(
    r"^\W*(?:(?:so|and|but|ok|okay|hm+|wait|oh|um+|actually)\W+)*(?:is|are|does|do|will|would|which|where)\b[^.?!]{0,12}\b(?:that|this|it|those|these|they|them|seats?|row|ones?|him|her|we|us)\b",
    re.IGNORECASE,
)
_REQUESTS = regex(
    r"\b(?:any(?:thing)?|something|can (?:i|we|you)|could (?:i|we|you)|do you have|have you|got|instead|rather|show me|what about|how about|there)\b",
    re.IGNORECASE,
)


def of_what_is_held(state: ConversationState, text: str) -> bool:
    """Whether what is held is asked about, and nothing else is asked for: "is that one really the nearest the middle?"."""
    if state.hold is None or state.awaiting not in AT_A_HOLD:
        return False
    return _OF_THOSE.search(text) is not None and _REQUESTS.search(text) is None


def of_concessions(text: str) -> bool:
    """Whether it is asked if children, students and the like pay less."""
    return _CONCESSION.search(text) is not None


def of_the_way_in(text: str, slots: Sequence[Slot]) -> bool:
    """Whether lifts, ramps and the like are asked about, which is no wish for a wheelchair's space."""
    asks = aspects.asks(text) or "tell me" in text.casefold()
    wants = any(s.name == "quantity" for s in slots) or re.search(r"\bseats?\b", text, re.IGNORECASE) is not None
    return _WAY_IN.search(text) is not None and asks and not wants


def of_the_show(text: str, slots: Sequence[Slot]) -> bool:
    """Whether what looks like a wish only asks something of a show that it names: its doors, its length, who is in it."""
    if not aspects.asks(text) or any(s.name in _WISHED for s in slots):
        return False
    return wanting.names_event(slots) and aspects.aspect(text) in {"doors", "length", "people"}


_PARKS = regex(
    r"\b(?:where|how) (?:do|does|can|could|should|would|will|to|is best to)(?: (?:i|we|you|u|one|people|they|he|she))? park\b(?! (?:end|side|stand|stage))|\b(?:can|could|may) (?:i|we|you|u|people) park\b|\bplaces? to park\b",
    re.IGNORECASE,
)
_ANYTHING_ON = regex(
    r"\b(?:anything|something|owt|much|any (?:shows?|events?|games?|gigs?|matches|concerts?|plays?)|any [\w' ]{2,24} (?:games?|shows?|gigs?|matches|concerts?))(?: (?:good|fun|decent|nice|else))?(?: (?:on|playing|showing|happening|going on|coming up|comin up))\b",
    re.IGNORECASE,
)


_ANY_LEFT = regex(
    r"\b(?:tickets?|seats?|tix|places|spots|any(?:thing)?|many) (?:still )?(?:left|going|available|free)\b",
    re.IGNORECASE,
)


def for_the_documents(text: str, slots: Sequence[Slot]) -> bool:
    """Whether what looks like a look at the calendar asks for more than it knows: "is there a late bus after the gala?"."""
    only_place = not any(s.name in {"preference", "section", "quantity", "max_price"} for s in slots)
    if (
        only_place
        and _ONLY_WHERE.search(text)
        and any(s.name == "venue" for s in slots)
        and not wanting.names_event(slots)
    ):
        return True  # "where is the town hall"
    if _ANY_LEFT.search(text) and wanting.names_event(slots):
        return False  # "any tix left for that comedian wan?"
    if _PARKS.search(text):
        return True  # "where do you park at the arena"
    if MAY_BRING.search(text):
        return True  # "can I bring my 6 year old to the comedy"
    if cues.WHATS_ON.search(text) or _ANYTHING_ON.search(text) or any(s.name in _WISHED for s in slots):
        return False
    if cues.MAY_THEY.search(text) and not any(s.name == "when" for s in slots):
        return True  # "my lad's 15, can he come on his own to the hockey"
    if not aspects.asks(text):
        return False
    if not any(s.name in {"event", "performer", "venue"} and not s.negated for s in slots):
        return False
    return aspects.aspect(text) not in {"when", "length", "doors"} and bool(aspects.beyond_the_calendar(text, slots))


_ALLOWED = regex(r"\b(?:ok|okay|allowed|fine|permitted|alright|all right)\b", re.IGNORECASE)
_WHICH_PARTS = regex(
    r"\b(?:what|which) (?:sections?|parts?|areas?|stands?|blocks?|seating|tiers?|price (?:levels?|bands?)) (?:are|is) (?:there|they)\b|\bprices? for\b",
    re.IGNORECASE,
)


def of_parts_and_prices(parts: Sequence[str]) -> bool:
    """Whether all that is asked is which parts of the house there are and what they cost: one question, not several."""
    return all(_WHICH_PARTS.search(part) or cues.PRICED.search(part) for part in parts)


_UPGRADES = regex(r"\bupgrad\w*\b|\bbetter seats?\b", re.IGNORECASE)


def rather_asked(intent: Intent, text: str, slots: Sequence[Slot], state: ConversationState) -> Intent:
    """The intent of a clause, or the question that it puts instead: "what about hearing loops", "who are the Comets", "how do I book it", of the parking."""
    told = {s.name for s in slots if not s.negated}
    named = wanting.names_event(slots)
    if (
        intent in {Intent.FIND_EVENTS, Intent.BUY, Intent.EVENT_INFO}
        and "quantity" not in told
        and _WHICH_PARTS.search(text)
        and named
    ):
        return Intent.SEAT_INFO
    if intent is Intent.FIND_EVENTS and "topic" in told and not told & (wanting.EVENT_SLOTS | _WISHED):
        return Intent.KNOWLEDGE
    known = named or state.last_event is not None or (state.task is not None and state.task.event is not None)
    if (
        intent in {Intent.FIND_EVENTS, Intent.CHANGE, Intent.INFORM}
        and aspects.of_who_and_what(text)
        and (known or state.memo.get("about"))
    ):
        return Intent.EVENT_INFO
    loose = {
        Intent.FIND_EVENTS,
        Intent.EVENT_INFO,
        Intent.CHANGE,
        Intent.INFORM,
        Intent.BUY,
        Intent.UPGRADE,
        Intent.OUT_OF_SCOPE,
    }
    if intent in loose and "quantity" not in told:
        if (
            WHICH_DOOR.search(text)
            or of_the_way_in(text, slots)
            or of_access(text, slots)
            or (of_bringing(text) and not named and "section" not in told)
        ):
            return Intent.KNOWLEDGE
        known = known or bool(state.memo.get("about"))
        moves_up = intent is Intent.UPGRADE and _UPGRADES.search(text) is not None  # the age is asked beside that
        if (
            known
            and (facets.asked(text) in {"language", "maker"} or of_age.asked(text) or facets.of_the_limit(text))
            and not moves_up
        ):
            return Intent.EVENT_INFO
        if facets.let_in(text) and facets.of_an_age(text):
            return Intent.KNOWLEDGE  # "is the comedy 18+"
    if (
        intent in (loose - {Intent.BUY}) | {Intent.KNOWLEDGE}
        and known
        and "quantity" not in told
        and judges(text, slots)
    ):
        return Intent.SEAT_INFO
    points = cues.POINTS.search(text) or _ALLOWED.search(text)
    hangs = state.memo.get("asked") and not told and aspects.asks(text) and points
    return Intent.KNOWLEDGE if intent is Intent.OUT_OF_SCOPE and hangs else intent
