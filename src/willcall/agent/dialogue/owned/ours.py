"""What is asked or told of tickets one has, in words that were read as of shows, rules or seats: to cancel one, to go on another day, how many are left.

Pure. `owning` asks it for the intent of a clause.
"""

import re

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.intents import ASKS
from willcall.agent.dialogue.owned.orders import SOONEST, WHERE_SEATED
from willcall.agent.dialogue.wishes import details, wanting
from willcall.agent.ports import View
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

LOOSE = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.CHANGE, Intent.INFORM})
UNPLACED = frozenset({Intent.OUT_OF_SCOPE, Intent.SMALL_TALK, Intent.HELP})
"""Intents that say little of what is to be done."""
_OF_OURS = regex(r"\b(?:i|we|my|our|mine|ours)\b", re.IGNORECASE)
_UNDER_A_NAME = regex(
    r"\b(?:check|look|find|search|see|try|is it|be)\b[^.?!]{0,20}\bunder\b[^.?!]{0,24}(?:@|\bname\b|\bemail\b)|\blook (?:it|that|them|me|us|my \w+) up(?=\W*$|\W+(?:my |the )?name\b|\W+it'?s\b)|\bfind my (?:order|booking|tickets)\b",
    re.IGNORECASE,
)
_SUPPOSES = regex(
    r"\b(?:if|when|until|till|unless|suppose|supposing|say|may|might|could be|later|up until|ever|in case|would|how|what|policy|rules?|allowed|possible)\b",
    re.IGNORECASE,
)
_WAS_THERE = regex(
    r"\b(?:i|we) (?:was|were|went|came|sat)\b[^.?!]{0,60}\b(?:last (?:night|week|weekend|month|time|\w+day)|yesterday|the other (?:day|night|week))\b|\b(?:last (?:night|week|weekend|\w+day)|yesterday|the other (?:day|night))\b[^.?!]{0,40}\b(?:i|we|they|the) (?:was|were|had|got|did)\b",
    re.IGNORECASE,
)
SPOILT = regex(
    r"\b(?:scream\w*|swear\w*|shout\w*|drunk\w*|filthy|dirty|disgusting|freezing|stank|smel\w+|fight\w*|spil\w+|blocked|couldn'?t (?:see|hear|enjoy|watch)|did nothing|nothing done|nobody (?:helped|came|did)|no one (?:helped|came|did)|ruined|spoil\w+|too loud|pushed|threw|vomit\w*|sticky|rubbish|dreadful|horrible)\b",
    re.IGNORECASE,
)
_CANCELS = regex(
    r"^\W*(?:(?:ok|okay|hi|hey|hello|sorry|actually|please|right|so|no|wait|oh|well|and)\W+)*(?:(?:can|could|would|will) (?:you|i|we) (?:please |just )?|(?:i|we)(?:'d like| want| need| have)? (?:to )?|please |just )?(?:cancel|refund|return|get rid of)\b(?! off| by| in\b)",
    re.IGNORECASE,
)
_CHANGES_TO = regex(
    r"\b(?:change|switch|swap|move|go|come|rebook)\b[^.?!]{0,12}\b(?:to|for|on)\b[^.?!]{0,40}\binstead\b|\b(?:could|can|may) (?:i|we) (?:change|switch|swap|move) to (?:the )?(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|other|later|earlier)",
    re.IGNORECASE,
)
_HOW_MANY = regex(
    r"\bhow many(?: (?:tickets?|seats?|orders?|bookings?|of them))? (?:do|have) (?:i|we) (?:still |now |actually )?(?:have|got|own|bought|ordered)\b(?! to\b)",
    re.IGNORECASE,
)
STILL_ON = regex(
    r"\b(?:am i|are we|i'?m|we'?re|i am|we are)\b[^.?!]{0,12}\bstill (?:good|ok|okay|alright|fine|on|booked|sorted|going)\b"
    r"|\b(?:my|our|mine|ours)\b[^.?!]{0,30}\bstill (?:good|ok|okay|alright|fine|valid|on|booked|stand|works?)\b(?! sale)"
    r"|\b(?:rest|others?|remaining|\d|two|three|four|five)\b(?: of (?:us|them|the tickets))?[^.?!]{0,12}\bstill (?:get in|go|come|come in|attend|use|work|valid|good|ok)\b",
    re.IGNORECASE,
)
REFUND_THEM = regex(
    r"\b(?:can|could|may) (?:i|we) (?:just |please |maybe )*(?:refund|return|give back|get (?:a |my |our )?(?:refund|money back) (?:for|on)|hand back) (?:them|these|those|it|all(?: of (?:them|it))?|both|that)(?: (?:please|now|instead|then|for me|straight away|today))*\W*$",
    re.IGNORECASE,
)
"""Of what was just bought that is a wish, and no question after the rule: nothing is supposed behind it."""
TO_MOVE = regex(
    r"\bhow much\b[^.?!]{0,24}\b(?:to|for us to|if (?:i|we)) (?:move|moved|upgrade|upgraded|switch|switched|go|went|sit|sat)\b",
    re.IGNORECASE,
)
KEEPS = regex(
    r"\W*(?:(?:(?:no|not?|don['’]?t|do not|without)(?: an?y?)? (?:swap\w*|exchang\w*|refund\w*|upgrad\w*|chang\w*|mov\w*)(?: (?:it|them|anything|then|please))*|(?:none|neither|not any)(?: of (?:them|those|these|it))?|nah|no|ok|okay|actually|thanks?|that'?s (?:ok|fine)|thats (?:ok|fine)|it'?s (?:ok|fine)|don'?t worry|blimey|oh|well|we'?ll|i'?ll|just|let'?s|hm+|(?:that'?s |thats |it'?s |way |bit |a |far )*too (?:much(?: hassle| bother| trouble| faff)?|dear|expensive|steep|pricey|costly)|not worth (?:it|that)|not for that(?: money| price)?)\W+)*(?:(?:i|we) keep (?:them|(?:the|my|our) (?:tickets?|tix|seats?))|(?:i['’]?m|we['’]?re|i am|we are) keeping (?:them|mine|ours|(?:the|my|our) (?:tickets?|tix|seats?)|what (?:we|i)(?:['’]?ve| have)?(?: already)?(?: got| have)?)|(?:keep|stick with|stay with|happy with) (?:what|the (?:ones|seats|tickets)) (?:we|i)(?:'ve| have)?(?: already)?(?: got| have)?|(?:keep|stick with) (?:mine|ours|(?:my|our|these|those)(?: seats| tickets| tix| ones)?)|stay (?:where (?:we|i) (?:are|am)|put)|leave (?:those|these|them|it)(?: be| alone)?|leave (?:us|me|it|them) (?:where (?:we|i|they) (?:are|am)|as (?:it|they|we) (?:is|are))|leave (?:it|them|mine|ours|(?:my|our|the) (?:order|tickets?|tix|seats?)) as[- ]is)(?:\W+(?:then|please|instead|thanks?|for now))*\W*",
    re.IGNORECASE,
)
LOST = regex(
    r"\b(?:lost|deleted|can'?t find|cant find|misplaced)\b[^.?!]{0,12}\b(?:my|our|the) (?:e-?)?(?:tickets?|tix|tkts?|order|booking|confirmation|qr codes?)\b",
    re.IGNORECASE,
)
ONE_I_BOUGHT = regex(
    r"^\W*(?:(?:no|nope|i mean|sorry|ok|yes)\W+)*(?:my (?:tickets?|seats?)\W+)?(?:the |my )?(?:one|ones|game|show|gig|match|tickets?|seats?) (?:that )?(?:i|we)(?:'ve| have)?(?: just)? (?:bought|booked|got|ordered|paid for|swapped|exchanged|upgraded)\b(?=(?:\W+\w+){0,3}\W*$)(?![^.?!]*\b(?:for|to) (?:the )?(?:\d|mon|tue|wed|thu|fri|sat|sun))"
    r"|\b(?:anything|something|tickets?|seats?|bookings?|orders?|reservations?|what)\b[^.?!]{0,24}\b(?:under|in|on) (?:my|our) (?:name|account)\b",
    re.IGNORECASE,
)
MY_TICKETS = regex(r"\b(?:my|our)\b[^?!]{0,60}\b(?:tickets?|tix|seats?|tkts?|order|booking)\b", re.IGNORECASE)
CREDIT_AT_ALL = regex(
    r"\b(?:can|could|would|will|do|does) (?:i|we|you|u|they|it)\b[^.?!]{0,16}\b(?:get|have|take|give|offer|do|come as|be) (?:me |us )?(?:a |some |any |account |venue |the )*credit\b",
    re.IGNORECASE,
)
"""Whether there is such a thing as credit, asked by whom we do not know."""
_WHICH_SEATS = regex(
    r"\b(?:which|what) (?:seats?|row|section|numbers?) (?:are|is|were|was|have|do|did) (?:they|those|these|it|that|mine|ours|we|i)(?: (?:in|again|got|have|get|left|still|now))*\W*$",
    re.IGNORECASE,
)
_MONEY_BACK = regex(
    r"\b(?:can|could|may) (?:i|we) (?:please |still |just |maybe )*(?:get|have) (?:my|our) money back\W*$|\b(?:can|could|may) (?:i|we) (?:please |still |just |maybe )*(?:(?:get|be) refunded|(?:get|have) a refund)(?: (?:please|pls|then|now|instead|on (?:them|those|it|that)|for (?:them|those|it|that)))*\W*$|\b(?:i|we)(?:'d like| want| need) (?:my|our) money back\b",
    re.IGNORECASE,
)
_HANDED_ON = regex(
    r"\b(?:give|giving|send|pass|hand|gift|let)\b(?![^.?!]{0,20}\b(?:refund|money|cash|credit)\b)[^.?!]{0,40}\b(?:to|have)\b",
    re.IGNORECASE,
)


_RECEIPT = regex(
    r"\b(?:receipt|invoice|bill|confirmation(?: e-?mail)?)\b[^.?!]{0,24}\b(?:come|comes|e-?mail\w*|sent|send|get|mail\w*|post\w*|arrive\w*)\b|\b(?:get|receive|have|e-?mail\w*|send)\b[^.?!]{0,16}\b(?:receipt|invoice|bill)\b",
    re.IGNORECASE,
)
_SHOW_CHARGE = regex(
    r"\b(?:show|tell|list|see)\b[^.?!]{0,12}\bwhat (?:i|we)(?:'ve| have)?\b[^.?!]{0,12}\b(?:charged|paid|billed)\b(?![^.?!]*\b(?:twice|double|why|wrong)\b)",
    re.IGNORECASE,
)
_BUYS = regex(
    r"\b(?:buy|book|get me|get us|purchase|see|go to|tickets? (?:for|to) (?!that|it)|also|another|as well|new|more tickets|what'?s on)\b",
    re.IGNORECASE,
)


def names_order(intent: Intent, text: str, view: View) -> bool:
    """Whether what reads like a wish for a show names the order that was asked for: "my own comedy one, 2 of 4"."""
    task = view.state.task
    asked = view.state.awaiting == "order" and task is not None and task.kind not in details.BUYING
    return asked and intent in LOOSE | {Intent.SEAT_INFO} and _BUYS.search(text) is None


def slots_in(text: str, view: View) -> list[Slot]:
    """The details that a clause of the message holds."""
    return [slot for slot in view.reading.slots if slot.text in text]


def spoilt(text: str, view: View) -> bool:
    """Whether a night is told of that was spoilt, and nothing wanted: who wants so many seats tells it by the way."""
    wants = aspects.asks(text) or any(slot.name == "quantity" for slot in slots_in(text, view))
    bad = SPOILT.search(text) is not None or cues.WRONGED.search(text) is not None
    return not wants and bad and _WAS_THERE.search(text) is not None


def of_ours(intent: Intent, text: str, view: View) -> Intent:
    """What is asked of orders of theirs in words that were read as of seats, rules or complaints."""
    told = {s.name for s in slots_in(text, view) if not s.negated}
    if view.signed_in and view.state.quote is None and _SHOW_CHARGE.search(text):
        return Intent.ORDERS
    if intent is Intent.ORDERS and _RECEIPT.search(text) and aspects.asks(text):
        return Intent.KNOWLEDGE  # "will a receipt come by email"
    handed = intent is Intent.TRANSFER and not cues.HANDS_OVER.search(text)
    if (handed or intent in LOOSE | UNPLACED | ASKS) and "order_id" in told:
        return Intent.ORDERS  # "what seats does order ord_… have"
    unnamed = not told & {"quantity", "event", "performer", "event_kind", "when"}
    loose = LOOSE | UNPLACED | {Intent.KNOWLEDGE, Intent.CANCEL, Intent.DENY}
    if intent in loose - {Intent.BUY} and unnamed and _UNDER_A_NAME.search(text):
        return Intent.ORDERS  # "can't you just look it up, name's Brian"
    if intent is Intent.REFUND and "person" in told and _HANDED_ON.search(text) and not cues.GIVES_BACK.search(text):
        return Intent.TRANSFER  # "can't go, want to give both tickets to my sister"
    task = view.state.task
    idle = (task is None or task.kind not in details.BUYING) and view.state.quote is None
    offered = view.state.memo.get("refused") and "just tell me which" in str(view.state.memo.get("said") or "")
    looks = offered and task is not None and task.kind == "browse" and task.event is None and view.state.quote is None
    if not (view.signed_in and (idle or looks)):
        return intent
    named = told & {"event", "performer", "when", "event_kind"}
    dated = wanting.asks_other_date(text) or ("when" in told and not aspects.asks(text))
    if offered and dated and intent in LOOSE | UNPLACED | ASKS and not told & {"quantity", "event", "performer"}:
        return Intent.EXCHANGE  # "another date then", "friday", where money back was just refused
    latest = view.state.latest
    listed = latest is not None and latest.about == "orders" and task is None
    seated = WHERE_SEATED.search(text) is not None and _OF_OURS.search(text) is not None
    asks_of_them = SOONEST.search(text) is not None or seated
    if listed and intent in LOOSE | UNPLACED | ASKS | {Intent.REPEAT, Intent.CHOOSE} and asks_of_them:
        return Intent.ORDERS  # "which comes first?", of the orders just listed
    if intent in LOOSE | UNPLACED | ASKS | {Intent.REPEAT} and _HOW_MANY.search(text):
        return Intent.ORDERS
    if aspects.asks(text) or text.rstrip(" ?.!").casefold().endswith(("yeah", "yes", "right")):
        if intent is not Intent.COMPLAINT and STILL_ON.search(text) and (named or view.state.memo.get("bought")):
            return Intent.ORDERS  # "so I'm still good for Friday, yeah?"
        if intent in ASKS | UNPLACED and _WHICH_SEATS.search(text) and view.state.memo.get("bought"):
            return Intent.ORDERS
    bought = view.state.memo.get("bought") or view.state.last_order_id
    alters = intent in {Intent.CHANGE, Intent.INFORM, Intent.CANCEL} and not told & {"quantity", "kept"}
    if alters and bought and named and _CANCELS.search(text):
        return Intent.REFUND  # "cancel the hockey one"
    if (
        intent is Intent.EXCHANGE
        and bought
        and "section" in told
        and not told & {"when", "event", "performer", "event_kind"}
    ):
        return Intent.UPGRADE  # "how much more would it be to move us to the club bit"
    if intent in LOOSE | {Intent.SEAT_INFO, Intent.POLICY} and bought and "when" in told and _CHANGES_TO.search(text):
        return Intent.EXCHANGE  # "could we change to the 7th instead? what would it cost"
    if intent is Intent.POLICY and bought and cues.SWITCHES.search(text) and not cues.SUPPOSES.search(text):
        return Intent.EXCHANGE  # "ok, can I swap them for another gig then?"
    if intent is Intent.POLICY and _MONEY_BACK.search(text) and not _SUPPOSES.search(text):
        return Intent.REFUND  # "my sitter just bailed. can I get my money back": by a quote, which needs a yes
    return intent
