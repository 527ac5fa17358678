"""Questions about where things stand: what it comes to, whether money was taken, what we were doing, what is somebody else's.

`asked` hears them, pure like `hearing`; `reckoning` answers them. Prices of a whole event, and rules, are other rooms' business.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.asked import booked, declined, in_doubt, inclusive, protesting, prying
from willcall.agent.dialogue.owned import mine, paid
from willcall.agent.dialogue.scripts import handing
from willcall.agent.dialogue.wishes import misspelt
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Standing
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_SAYS_WHAT = frozenset({"event", "performer", "venue", "section", "max_price", "event_kind", "event_name"})
_LONGEST = 14  # words of a question that hangs on what was said before
_LEAD = (
    r"\W*(?:(?:ok|okay|k|so|and|but|hm+|er+m*|um+|uh|oh|ah|right|well|sorry|wait|hold on|hang on|just|wow|nice|great|cool|lovely|alright|then|yeah|"
    r"hi|hey|ugh|omg|oi|erm|ffs|argh|jeez|blimey|actually|quick question|question|before i (?:pay|book|decide|say yes|buy)|go on then|interesting)\b\W*)*"
)
_POINT = r"(?:that|it|this|they|those|these|them|everything|all (?:that|this|of (?:it|that|them))|the (?:lot|two(?: of (?:them|those|us))?|pair|seats|tickets|upgrade|swap|exchange|change))"
_COMES = r"(?:be|cost|costing|come to|come out (?:at|as|to)|work out(?: (?:at|as|to))?|add up to|total|set me back|run me|going to (?:cost|be)|gonna (?:cost|be))"
_TAIL = (
    r"(?:\W*\b(?:all in|in all|altogether|all together|in total|total|all up|for (?:both|all|everything|the lot|(?:two|three|four|five|six|\d+)(?: of (?:us|them|those|these)| tickets| seats)?|us(?: both| all)?|(?:both|all) of us|"
    r"the (?:two|three|four|five|six|pair|\d+)(?: of (?:us|them))?|that|it|this|those|them|doing (?:that|it|this)|swapping(?: them)?|changing(?: them)?|upgrading)|with (?:the |all (?:the )?)?fees(?: (?:and all|included))?|"
    r"inc(?:l(?:uding|uded)?)?\.? (?:the )?fees|then|now|again|each|per (?:person|ticket|seat|head)|a (?:ticket|seat|head|pop)|extra|more|please|pls|plz|mate|love|hun|tho|though|btw|exactly|roughly|"
    r"to (?:do (?:that|it)|upgrade|swap|switch|change|move)|(?:then|if so|in that case)\W+(?:yes|yeah|ok|okay|sure|go ahead|book (?:it|them))|if (?:i|we) (?:do|did|upgraded?|swap(?:ped)?|switch(?:ed)?|went for (?:it|that)|go for (?:it|that)|t(?:ake|ook) (?:it|them|that|those))|in price|in cost|between (?:them|the two|those)))*\W*"
)
PRICE = regex(
    _LEAD + "(?:" + "|".join((
        rf"how(?:'?s)? much(?:\s+(?:more|extra|less|money|difference|dearer|on top))?(?:\s*(?:'s|s|is|are|was|were|would|will|does|do|did)\b)?\s*(?:{_POINT})?\s*(?:{_COMES})?",
        rf"(?:what|wot)(?:'?s|\s+is|\s+are|\s+was|\s+would|\s+will)?\s+(?:the\s+|my\s+)?(?:total\s+|price\s+|extra\s+)?(?:damage|difference|diff|extra|total|grand total|cost|price|charge|bill|sum)(?:\s+be)?(?:\s+(?:of|for|on)\s+{_POINT})?",
        rf"(?:what|wot)(?:'?s|\s+is|\s+does|\s+do|\s+will|\s+would|\s+did)\s+{_POINT}\s+(?:{_COMES}|all in|in all|altogether|in total|total)",
        rf"is there (?:a|any|an)\s+(?:extra\s+)?(?:charge|fee|cost|extra)\s+for\s+(?:{_POINT}|doing (?:that|it)|swapping|changing|upgrading)",
        rf"(?:is |does |so is |so |and )?(?:{_POINT}|price|total)\s+(?:the (?:total |final |whole )?price )?(?:all in|includ(?:e|es|ing)|with|inc)\.?\s*(?:all )?(?:the )?(?:fees|everything|taxes|tax|booking fees?)?(?:\W+(?:right|yeah|yes|correct|included))*",
        r"(?:are |do they include |does (?:it|that) include |with )?(?:the |all |all the )?fees(?: are| is)?(?: already)? (?:included|in that|in there|on top)(?: in (?:that|it|the price))?",
        rf"(?:is|are) (?:{_POINT}|the prices?|prices?)(?: the price| prices)? (?:per|for each|for one|each|a) ?(?:ticket|seat|person|one|head)?",
        r"(?:(?:what|wot)(?:'?s|\s+is|\s+are)?\s+)?(?:the |your )?(?:price ?range|range of prices|price list|ticket prices|prices)",
        r"how much (?:do|would|will|am|should|have) (?:i|we) (?:got to |have to |need to |be )?(?:pay|paying|owe|charged|lose|losing|get back|getting back)(?: you)?",
    )) + ")" + _TAIL,
    re.IGNORECASE,
)  # fmt: skip
_OWED = regex(
    _LEAD
    + r"(?:do (?:i|we) (?:still )?owe (?:you |ya )?(?:anything|owt|any money|something|money)|what do (?:i|we) (?:still )?owe(?: you| ya)?)"
    + _TAIL,
    re.IGNORECASE,
)
_DEED = r"(?:payment|card|order|booking|money|transaction|purchase|ticket|tickets)"
_CHARGED = regex(
    _LEAD + r"(?:[^,.?!]{0,40}[,.!]+\s*)?(?:" + "|".join((
        rf"(?:did|has|have|is|was)\s+(?:that|it|this|everything|(?:my|the)\s+{_DEED})\s*(?:all\s+)?(?:just\s+)?(?:go|gone|went|been|come|came|get|got)?\s*(?:through|thru|processed|worked|work|confirmed|successful|paid(?: for)?)",
        r"(?:is|are|was|were|has|have)\s+(?:my|the|our)\s+(?:order|booking|tickets?|seats?)\s+(?:all\s+|been\s+)?(?:booked|confirmed|sorted|paid(?: for)?)",
        r"(?:has|have|is|was|were)\s+(?:my|the|any)\s+(?:payment|money|card)\s+(?:been\s+|got\s+)?(?:taken|charged|debited|gone out|left my account)",
        r"(?:is|are)\s+(?:it|that|this|the payment|my payment)\s+(?:still\s+|even\s+)?(?:going through|processing|loading|stuck|gone through)(?:\?+\s*[^?]{0,40})?",
        r"(?:did|has)\s+(?:that|it|this)\s+(?:charge|charged|bill|billed)\s+(?:me|us)",
        r"(?:have|did|has|had)\s+(?:you|u|ya|they)\s+(?:guys\s+)?(?:already\s+|actually\s+|just\s+)?(?:charged?|take|taken|took|billed?|debit(?:ed)?)\s+(?:me|my card|us|anything|it|(?:(?:any|the|my|our)\s+)?(?:money|payment)(?: (?:off|from) (?:me|my card|us))?)",
        r"(?:was|were|am|have|did)\s+(?:i|we)\s+(?:been\s+|get\s+|just\s+)?(?:charged|billed|debited)",
        r"(?:have |did )?(?:you|u|ya)(?:'?ve)?\s+(?:have\s+)?(?:booked|bought|reserved)\b[^.?!,]{0,24},?\s*(?:no|right|yes|yeah|correct|didn'?t you|haven'?t you)\b",
        r"(?:did|has)\s+(?:it|that|this|(?:my|the)\s+payment)\s+(?:go|gone|work|worked|fail|failed)(?:\s+or\s+(?:not|what))?",
        r"(?:was|is|has|did)\s+(?:any|my|the)\s+(?:money|amount|payment)\s+(?:been\s+|get\s+|got\s+)?(?:deducted|cut|taken|debited|charged|gone)",
        r"(?:am i|are we)\s+(?:all\s+)?(?:booked|sorted|set|good to go|confirmed)(?: in)?",
    )) + r")(?:\W+(?:then|ok|okay|already|yet|twice|double|(?:two|2) (?:lots|times)|for (?:two|2) lots|right|please|pls|properly|now|or not|for (?:that|it|this|them|those)|yeah|both times))*\W*(?:[?!.]+\s*(?:(?:i|we|it|my|cos|because|as)\b[^?]{0,40}|(?:(?:so|then|please|pls|ok|now|can you|could you) )*(?:send|show|give|e-?mail|text)(?: me)? (?:the|my|our|those|them)\b[^?]{0,24}))?",
    re.IGNORECASE,
)  # fmt: skip
_SAYS_PAID = regex(
    _LEAD
    + r"(?:the |my |that )?payment\s+(?:was |is |has been |already )+(?:received|made|complete\w*|done|confirmed|approved)\W*|"
    + _LEAD
    + r"(?:i|we)(?:'ve| have)?\s+already\s+paid(?: (?:for (?:it|them|that|this)|that|it))?\W*",
    re.IGNORECASE,
)
_SUPPOSED = regex(
    r"\b(?:why|will|would|could|might|if|when|until|refund\w*|upgrad\w*|exchang\w*|swap\w*)\b", re.IGNORECASE
)
_WHERE = regex(
    r"\bwhere (?:were|was|are) (?:we|i)(?: (?:at|up to|again|now))*\W*$|\bwhat (?:were|was) (?:we|i) (?:doing|saying|up to|looking at)(?: again)?\W*$"
    r"|^\W*(?:(?:right|ok|okay|so|sorry|hi|hey|hello|yeah)\W+)*(?:i'?m|im) back(?: again| now| sorry)*\W*$",
    re.IGNORECASE,
)
_KNOWN = r"(?:mate|friend|pal|buddy|brother|sister|mum|mom|dad|cousin|boss|neighbou?r|ex|flatmate|roommate|colleague|uncle|aunt\w*|girlfriend|boyfriend|wife|husband)"
_OTHERS = regex(
    rf"(?<!\bto )(?<!\bon )(?<!\bonto )(?<!\binto )\b(?:my|our|a|his|her)\s+(?:\w+\s+)?{_KNOWN}(?:\s+[a-z]+)?['’]?s\s+(?:order|account|reservation|booking)\b(?!\s+(?:the|a|an|fee|us|me|is)\b)"
    r"|(?<!\bto )(?<!\bon )(?<!\bonto )(?<!\binto )\b(?:his|her|their)\s+(?:order|account|reservation|booking)\b(?! fee)"
    r"|\b(?:order|booking|reservation|tickets?|seats?) of (?:his|hers|theirs)\b"
    rf"|\b(?:where|what seats?)\s+(?:he|she|they|my\s+{_KNOWN})(?:['’]s|['’]re|\s+is|\s+are)\s+(?:sitting|sat|in|seated)\b",
    re.IGNORECASE,
)
_FOR_OTHERS = regex(
    r"\b(?:refund|cancel|exchange)\s+(?:it|them|that|those)\s+(?:for|on behalf of)\s+(?:him|her|them)\b", re.IGNORECASE
)
_OPTIONS = regex(
    _LEAD
    + r"(?:that'?s (?:ridiculous|mad|rubbish|not fair|a joke|outrageous|daft)\W+)?(?:what(?:'?s| are| r| is)? (?:my|our|the other|other) options?|(?:is there |there must be |isn'?t there )?(?:anything|nothing|something) (?:else )?(?:i|you|u|we|ya) (?:can|could) do"
    r"|what (?:else )?(?:can|could) (?:i|we|you|u) do|why(?: not| can'?t (?:i|you|we)(?: (?:do it|refund (?:it|them|me)))?| is that)?)(?:\W+(?:then|about (?:it|that|this)|for me|to help(?: me)?|at all|instead|now))*\W*",
    re.IGNORECASE,
)
_TOGETHER = regex(
    r"\b(?:are|is|r) (?:they|those|these|the seats|(?:seats )?\d+ (?:and|&|n) \d+|all of them|we|it|that|both)(?: all| both)?(?: (?:the )?(?:two|three|four|five|six|seven|eight|\d)(?: of (?:us|them))?)? (?:be )?(?:sat |seated |sitting )?(?:together|next to each other|side by side|in a row|adjacent|beside each other)\b|\b(?:would|will|do) (?:we|they)(?: all| both)? (?:be|sit) (?:together|next to each other|side by side)\b|\b(?:does|do|would|will) (?:that|it|they|these|those)\b[^.?!]{0,24}\b(?:sit|sat|seat|us|we)\w*\b[^.?!]{0,16}\b(?:together|side by side)\b|\bif (?:they'?re|they are|it'?s|we'?re|those are|that'?s|all)(?: all| both)? (?:together|next to each other|side by side)\b"
    r"|\bif (?:we|they|(?:all|both) of us)(?: can| could|['’]?ll| will|['’]?re| are| all| both| get to| still| definitely){0,3} (?:sit |be |sat |seated |sitting )?(?:together|next to each other|side by side|beside each other)\b"
    r"|^\W*(?:(?:and|so|ok)\W+)*(?:that|it|they|those|these|we)(?:['’]?s|['’]?re| is| are)?(?: all| both| sat| sitting| seated)* (?:together|next to each other|side by side)\b[^.?!]{0,12}\?",
    re.IGNORECASE,
)
_PER_SEAT = regex(r"\bhow much\b|^\W*(?:what|wot)\b|\bper (?:ticket|seat|person)\b|\balready\b", re.IGNORECASE)
_AISLE = regex(
    r"\b(?:is|are|r) (?:that|it|they|those|these|the seats|one of them)\b[^.?!]{0,12}\b(?:aisle|end of (?:a|the) row)\b"
    r"|^\W*(?:(?:and|so|ok)\W+)*(?:that|it|they|those|these|one of them)(?:['’]?s|['’]?re| is| are)?(?: an?| the| on| on the| by the| both){0,2} aisle\b[^.?!]{0,16}\?|\bif (?:it|that|they|those|one)(?:['’]?s|['’]?re| is| are)(?: of them)?(?: on)?(?: the| an)? aisle\b",
    re.IGNORECASE,
)
_SPACE = regex(
    r"\b(?:which|what)(?:'?s)?\s+(?:(?:one|ones|seat|seats)\b|(?:one )?of\b|(?:is|are)\b|(?:the )?seat number)[^.?!]{0,24}\b(?:wheelchair|accessible|companion)",
    re.IGNORECASE,
)
_CHEAPEST_OF = regex(
    _LEAD
    + r"(?:what|which|whats|what's)(?:'?s| is| one is)? the cheapest(?: (?:upgrade|one|option|of (?:them|those|these)))?\W*",
    re.IGNORECASE,
)
_WHICH_IS_CHEAPER = regex(
    _LEAD
    + r"which(?: (?:ones?|of (?:them|those|these|the (?:two|three|four))|seats?|option|works? out))*(?:'?s| is| are)?(?: the)? (?:cheap(?:er|est)|least expensive|best value)(?: (?:one|option|of (?:them|those|these)))?\W*",
    re.IGNORECASE,
)
_SELF = regex(r"\b(?:where|what seats?)\s+(?:i|we)\b", re.IGNORECASE)


def _of_somebody_else(view: View) -> bool:
    """Whether the ticket of somebody is asked for who is no show: "email me amelias ticket"."""
    found = prying.asks_for_theirs(view.reading.text)
    if found is None or view.state.quote is not None:
        return prying.by_their_id(view.reading.text)
    name, start, end, has = found
    if any(misspelt.of_a_show(word, view) for word in name.casefold().split()):
        return False
    named = (s for s in view.reading.slots if not (has and s.name == "event_name"))
    return not any(s.start < end and start < s.end for s in named)


def asked(view: View) -> Standing | None:
    """What of the present state a message asks for; None where it is about something else."""
    state, reading = view.state, view.reading
    text = reading.text
    told = {s.name for s in reading.slots if not s.negated}
    if in_doubt.asked(state, text) or declined.of_a_try(state, text):
        return "charged"
    if protesting.asked(view):
        return "turned down"
    if prying.asked(text):
        return "prying"
    if _of_somebody_else(view):
        return "others"
    if inclusive.asked(view):
        return "all of it"
    if handing.asks_of_it(state, text):
        return "handed"
    if mine.asks_together(view):
        return "mine together"
    theirs = _OTHERS.search(text) or (
        _FOR_OTHERS.search(text) and not (state.memo.get("bought") or state.last_order_id)
    )
    theirs = theirs or (state.quote is None and (prying.of_kin(text) or prying.theirs_by_email(text)))
    gives = "email" in told or any(wish.intent is Intent.TRANSFER for wish in reading.wishes)
    gives = gives and not prying.only_tells_the_email(text)
    if people.insists(view) or (theirs and not gives and not _SELF.search(text)):
        return "others"
    if state.handed_off and state.quote is None and people.ABOUT.search(text) and not aspects.asks(text):
        return "noted"  # "it's about a school trip, 40 kids for the play"
    if state.case_id is not None and state.quote is None and people.WAITS.search(text):
        return "noted"
    if paid.asked(view):
        return "paid"
    if not told & _SAYS_WHAT and booked.of_what_is_kept(state, text):
        return "declined" if declined.asked(state, text) else "kept"
    if len(text.split()) > _LONGEST or told & _SAYS_WHAT:
        return None
    if declined.asked(state, text) and not told - {"refund_to", "topic"}:
        return "declined"
    if _WHERE.search(text) or (state.handed_off and people.only_sends_away(text)):
        return "where"
    if (about := people.of_a_case(state, reading)) is not None:
        return about
    if state.memo.get("refused") and state.quote is None and state.task is None and _OPTIONS.fullmatch(text):
        return "options"
    if _SPACE.search(text) and state.task is not None and state.task.accessible and (state.hold or _table(state)):
        return "space"
    held = state.task.quantity if state.task is not None else None
    if any(s.name == "quantity" and s.value == held for s in reading.slots) and _TOGETHER.search(text):
        return _of_the_table(state, text)  # "is that all 5 together?"
    if state.quote is None and any(s.name == "quantity" and held and s.value != held for s in reading.slots):
        return None  # "how much for 3", of what is listed for two
    if told & {"quantity", "when", "topic"}:
        return "price" if _priced(state, text) else None
    return _of_money(state, text)


def _of_money(state: ConversationState, text: str) -> Standing | None:
    """Whether it is asked if money was taken, or owed; else what is on the table."""
    if (_CHARGED.fullmatch(text) or booked.asked(text)) and not _SUPPOSED.search(text):
        return "charged"
    if state.quote is not None and _SAYS_PAID.fullmatch(text):
        return "charged"
    if _OWED.fullmatch(text):
        return "owed"
    return _of_the_table(state, text)


def _of_the_table(state: ConversationState, text: str) -> Standing | None:
    """Whether what was offered, or is held, is asked about."""
    shown = state.latest
    held = state.hold is not None and state.task is not None and state.task.chosen is not None
    several = state.task is not None and (state.task.quantity or 0) > 1 and not _PER_SEAT.search(text)
    if (
        several
        and _TOGETHER.search(text)
        and (held or (state.awaiting == "seats" and shown is not None and shown.seats))
    ):
        return "together"
    if held and _AISLE.search(text):
        return "aisle"
    if _CHEAPEST_OF.fullmatch(text) and state.task is not None and state.task.kind == "upgrade" and _table(state):
        return "price"
    if _WHICH_IS_CHEAPER.fullmatch(text) and _prices_differ(state):
        return "cheapest"
    return "price" if _priced(state, text) else None


def _prices_differ(state: ConversationState) -> bool:
    """Whether seats that wait for a pick cost more and less."""
    return (
        state.awaiting == "seats"
        and state.latest is not None
        and len({o.each if o.delta is None else o.delta for o in state.latest.seats}) > 1
    )


def _priced(state: ConversationState, text: str) -> bool:
    """Whether the price of what is on the table, or of what the documents just spoke of, is asked for."""
    spoken_of = state.quote is not None or _table(state) or bool(state.memo.get("asked"))
    return spoken_of and PRICE.fullmatch(text) is not None


def _table(state: ConversationState) -> bool:
    """Whether priced things were shown that wait for a pick."""
    latest = state.latest
    if latest is None or state.awaiting not in {"event", "seats", "choice"}:
        return False
    return bool(latest.seats or latest.events)
