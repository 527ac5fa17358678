"""A payment of which nobody knows the end yet: what is asked of it ("any news from the bank?", "should I pay again?"). Pure.

`reckoning` answers. As long as it is in doubt, nothing invites to pay.
"""

import re

from willcall.agent.state import ConversationState
from willcall.understanding.patterns import regex

UNANSWERED = "That isn't known yet: the bank has not answered. You are never charged twice for it."
_PAYMENT = r"(?:payment|transaction|bank|card|money|charges?|charged|debit(?:ed)?|deducted|paid|pay|payin[g']?|purchase|order|booking|booked)"
_WENT = regex(
    r"\b(?:did|was|is|has|have|am|were|will|do|does)\b[^.?!]{0,40}\b(?:go|gone|went|through|thru|charged?|deducted|debited|taken|cut|paid|processed|work(?:ed|ing)?|fail(?:ed)?|success\w*|booked|confirmed|settled|come|came|clear(?:ed)?|landed|stuck|pending|mine|ours|sorted)\b"
    r"|\bwhat(?:['’]?s| has| is)? (?:happened|happening|happens|became|become|going on|up)\b[^.?!]{0,16}\b(?:it|that|payment|money|card|bank|order|booking)\b",
    re.IGNORECASE,
)
_NEWS = regex(
    r"^\W*(?:(?:ok|okay|so|and|well|hi|hey|hello|right|sorry|eh|hm+|um+|still|back|yo|lads?|folks|please|pls)\W+)*(?:is there |have you (?:got |had )?|have ye |got |has there been |did you get |any(?=thing|one))?"
    r"(?:(?:any|a|some)?\W*(?:news|updates?|word|joy|luck|response|answer|reply|sign|progress|developments?|change)|anything(?: (?:back|from|in|yet|new|happening|known|heard))|nothing|(?:still )?(?:waiting|pending|processing|stuck)|heard (?:back|anything|from)|"
    r"(?:do|did) (?:you|ye|u|they|we) (?:hear|know)|(?:do|did) (?:you|ye|u) (?:know|have) (?:anything|it|yet|more|now)|(?:what(?:['’]?s| is) )?(?:the )?(?:status|story|situation|verdict|craic|outcome|result|state of play)|what now|now what|what(?:['’]?s| is) (?:happening|going on)|well|and now|and|so)\b"
    rf"(?:\W+(?:yet|now|then|from|on|of|about|with|by|back|today|please|pls|there|or what|or not|at|my|the|our|that|this|it|anything|them|ye|you|{_PAYMENT}))*\W*$",
    re.IGNORECASE,
)
_OF_IT = regex(
    r"\b(?:payment|transaction|bank|card|money)\b[^.?!]{0,24}\b(?:status|stuck|gone|yet|or not|answer\w*|respon\w*|repl\w*|say\w*|said|done|know\w*|hear\w*)\b|\b(?:any (?:news|word|update|sign)s?|hear\w*|heard|answer\w*|repl\w*|say\w*|said|check\w*|find out|know\w*|ask\w*|chas\w*|what about|status|state)\b[^.?!]{0,32}\b(?:payment|transaction|bank|card|money)\b"
    r"|\b(?:should|shall|do|can|could|may|must|need to|have to|want me to) (?:i|we)?\b[^.?!]{0,24}\b(?:pay|try|use|go|do it|put it)\b[^.?!]{0,24}\b(?:again|another|other|different|twice|now|once more|second time)\b"
    r"|\b(?:am i|are we|do i have|do we have|have i got|have we got|did i get|did we get|are (?:they|the (?:seats|tickets))|is it) (?:in|sorted|booked|safe|mine|ours|paid|through|done|good|the (?:seats|tickets)|my (?:seats|tickets)|our (?:seats|tickets)|(?:them|tickets|seats))\b",
    re.IGNORECASE,
)
_OTHERWISE = regex(
    r"\b(?:refund\w*|upgrad\w*|exchang\w*|swap\w*|transfer\w*|if|when|until|bank holiday|near(?:by|est)?|cash ?(?:machine|point)|atm|at the (?:bar|door|venue|ground|gate)|bar|drinks?|food|merch\w*|stalls?|parking|donat\w*|vouchers?|points|student|loyalty|member\w*|cheaper|better|instead)\b",
    re.IGNORECASE,
)
"""Words of something else, though money is spoken of."""
_LONGEST = 24  # words


def unknown(state: ConversationState) -> bool:
    """Whether what is on the table was paid, and the bank has not said what became of it."""
    return state.quote is not None and state.memo.get("unresolved") == state.quote.quote_id


def of_before(state: ConversationState) -> bool:
    """Whether a payment of which nobody knows the end was for what is no longer on the table."""
    earlier = state.memo.get("unresolved")
    return bool(earlier) and not unknown(state) and earlier not in state.paid_orders


def asked(state: ConversationState, text: str) -> bool:
    """Whether it is asked what became of such a payment, or whether to pay again."""
    if not unknown(state) or len(text.split()) > _LONGEST or _OTHERWISE.search(text):
        return False
    return any(words.search(text) for words in (_WENT, _NEWS, _OF_IT))
