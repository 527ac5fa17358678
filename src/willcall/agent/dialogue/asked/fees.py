"""What a change of an order costs, asked for by itself: as a rule, or under its quote; and that it be let go. Pure."""

import re

from willcall.agent.state import ConversationState, Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

WORD = regex(r"[a-z']+")
"""A word of a message, in small letters."""
RESTATES = frozenset(
    WORD.findall(
        """
    a ah all altogether and apiece are as at back be both change charge come comes correct cost difference do each eh
    exactly exchange extra fee fees fine for get gives hm hmm hmmm i in including is it it's its just me mean means money
    more my of oh ok okay on one only or order overall pay paying per person price refund right rupees seat seats so sum
    that that's thats the then they this ticket tickets to together top total upgrade us we well which will works would yeah
    yes you
    """
    )
)
"""Words that only say again what a quote says."""
_OF_THE_FEE = frozenset(
    WORD.findall(
        """
    already an and any anything are been but change changing charged charges charging costs did does doing exchanging fare
    fine free from have having hello hi how if into just let like me move moving much need new no nothing now old one our
    paid pay penalty please pls rate row same seat still swap swapping switch switching there these those though to too
    upgrading wait what what's whats when with won't would yet
    """
    )
)
_FEE = regex(
    r"\b(?:is there|are there|will there be|any|what(?:'s| is| are)?(?: the)?|how much(?: is)?(?: the)?|do (?:i|we) (?:have to |need to )?pay|(?:is|are) (?:it|that|this|they)|does (?:it|that|this))\b[^.?!]{0,16}\b(?:charges?|fees?|costs?|extra|penalty|difference|more to pay|pay more|free)\b|\bsame (?:price|cost|rate|amount|fare)\b|\bhow much (?:more|extra)\b",
    re.IGNORECASE,
)
"""Whether a change costs anything. The quote says."""
_OF_A_CHANGE = regex(
    r"\b(?P<exchange>exchang\w*|swap\w*|switch\w*|mov(?:e|ing)|shift\w*|chang(?:e|ing)|rebook\w*)\b|\b(?P<refund>refund\w*|cancel\w*|return(?:ing)?)\b|\b(?P<transfer>transfer\w*|giv(?:e|ing)|hand(?:ing)?|send(?:ing)?)\b",
    re.IGNORECASE,
)


_LEADS_UP = regex(r"^\W*(?:(?:an?|the|to|if|i|we|you|do|doing|make|making|get|getting|me|my|when)\W+)*", re.IGNORECASE)
WHY = regex(
    r"\b(?:why|what(?:'s| is)|how come)\b[^.?!]{0,16}(?:\b(?:fee|charge|extra|pay(?:ing)?)\b|\b(?:the |that |this |these )?(?:[a-z]{1,3}\.? ?|[₹$£€])?\d[\d,.]*)(?: (?:fee|charge|extra|for|more|then))*\s*(?:[?.!,]|$)",
    re.IGNORECASE,
)


_WAIVES = regex(
    r"\b(?:waiv\w+|skip|drop|remov\w+|knock (?:off|it off)|take (?:off|it off)|forget|reduc\w+|lower\w*|avoid\w*|get (?:around|out of|rid of)|let (?:me|us) off)\b[^.?!]{0,20}\b(?:fees?|charges?|it|that|this)\b|\b(?:fees?|charges?|it|that|this)\b[^.?!]{0,12}\b(?:be )?(?:waived|dropped|removed|taken off|knocked off|reduced|lowered|skipped|lifted|removable|waivable|optional|negotiable|avoidable)\b|\b(?:take|knock|cut|leave) (?:the |those |these |that |your |all )?(?:\w+ )?(?:fees?|charges?) (?:off|out|away)\b|\b(?:without|no) (?:the |a |any )?(?:exchange |upgrade |change )?(?:fees?|charges?)\b[^.?!]{0,12}\?",
    re.IGNORECASE,
)
_OF_A_FEE = regex(r"\b(?:fees?|charges?|waiv\w+)\b", re.IGNORECASE)


def waived(reading: Reading) -> bool:
    """Whether nothing is asked for but that the fee be let go: "there's a fee of 10 dollars? can that be waived?"."""
    other = {"event", "performer", "when", "event_kind", "email", "ordinal", "order_id", "section", "row", "seat"}
    told = {s.name for s in reading.slots if not s.negated}
    return (
        _WAIVES.search(reading.text) is not None
        and _OF_A_FEE.search(reading.text) is not None
        and not told & other
        and reading.answer not in {"yes", "no"}
    )


def asks_for(text: str) -> bool:
    """Whether it is asked what the change costs, and nothing else: not what parking costs, nor what another deed would."""
    words = WORD.findall(text.casefold().replace("’", "'"))
    return _FEE.search(text) is not None and all(word in RESTATES | _OF_THE_FEE for word in words)


_HOW_MUCH = regex(
    r"\b(?:how|hows|what)['’]?s?(?: is| are)? (?:much|the)(?: is| are)?(?: it| that)? (?:extra|more|on top|difference|diff)\b|\bhow much\W*$",
    re.IGNORECASE,
)


_WHAT_COMES_BACK = regex(
    r"\W*(?:(?:and|so|ok)\W+)*how much (?:money )?(?:do|will|would|am|can|could|should|might|shall|is) (?:i|we|it)(?: be)?(?: get(?:ting)?| receive| have| expect| see| given)?(?: back| for (?:it|that|them|this|those|one|both|all)| in total| refunded| returned| then| please| exactly)*\W*",
    re.IGNORECASE,
)
"""What the quote of a refund says."""


def leave_to_the_quote(heard: Heard, state: ConversationState, text: str) -> None:
    """Leaves out the sum that the quote of a change just begun will tell: "move them to the 9th, how much extra"."""
    if heard.started and state.task is not None and state.task.kind == "refund":
        heard.questions = [q for q in heard.questions if _WHAT_COMES_BACK.fullmatch(q.text) is None]
    if heard.started and state.task is not None and state.task.kind in {"exchange", "upgrade"}:
        heard.questions = [q for q in heard.questions if q.kind != "policy" or not _only_how_much(q.text, text)]


def _only_how_much(asked: str, text: str) -> bool:
    """Whether what is asked is a sum, and no rule."""
    bare = asked in {"exchange", "upgrade"} or asks_for(asked)
    return (bare and _HOW_MUCH.search(text) is not None) or _HOW_MUCH.fullmatch(asked.strip(" ?.!")) is not None


def of_a_change(text: str, state: ConversationState) -> str | None:
    """The kind of change whose fee is asked for, as a rule: "is there an extra charge for moving my tickets"; None for all else."""
    if state.hold is not None:
        return None
    if state.task is not None and state.task.kind == "exchange" and asks_for(text):
        return "exchange"  # "is there extra to pay for that", of the seats shown for it
    said = re.search(
        r"\b(?:is there|are there|will there be|do you (?:charge|take)|what(?:'s| is)|does it cost|do (?:i|we) (?:have to )?pay)\b[^.?!]{0,20}\b(?:charges?|fees?|costs?|extra|penalty|charge)\b[^.?!]{0,12}\b(?:for|to|if|when|on)\b(?P<rest>[^.?!]*)",
        text,
        re.IGNORECASE,
    )
    kind = _OF_A_CHANGE.match(_LEADS_UP.sub("", said["rest"])) if said is not None else None
    return kind.lastgroup if kind is not None else None
