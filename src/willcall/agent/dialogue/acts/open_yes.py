"""A yes told among other words: "my husband says it's fine, so please do book them for us", "hurry up and book it im losing signal". Pure.

What carries the yes is said outright, and nothing else in the message asks, hangs on anything, refuses, puts off or wishes for anything other than what is quoted;
then whatever is told beside it changes nothing. Where the yes is the deed itself, it is named, and how many, whose and which are not spoken of.
"""

import re

from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

_LONGEST = 240  # characters
_THEM = r"(?:it|them|['’]?em|these|those|both|all (?:of )?(?:them|it)|(?:the|those|these|our) (?:seats?|tickets?|lot|pair|two|three|four))"
_SAYS_YES = regex(
    rf"(?<!says )(?<!said )(?<!say )(?<!thinks )\b(?:yes|yea|yeah|yep|yup|aye)\b(?! (?:men|and no|or no)\b)"
    rf"|\b(?:(?:please|pls|just|so|and|then|now|kindly|do|ahead|can|may|up and|will you|go)\s+)(?:book|buy|reserve|order|get|take|grab) {_THEM}\b"
    rf"|(?:^|[.,;!]\s*)(?:book|buy|reserve|order|get|take|grab) {_THEM}\b"
    r"|\b(?:do it|go ahead|go for it|let['’]?s (?:do (?:it|this)|book (?:it|them)|go for it)|(?:i|we)(?:['’]?ll| will) take (?:it|them|those|these|both)|(?:you|u) can (?:go ahead|book|proceed)|(?:i am|i['’]?m|we are) agree\b|(?:i|we) agree\b|please (?:do|proceed))\b",
    re.IGNORECASE,
)
_IDIOMS = regex(
    r"\b(?:i |we |they )?(?:do ?n['’]?t|do not|dont) (?:care|mind|worry)\b(?: (?:about|what|how)(?: (?:the|it|that|much))?(?: \w+)?)?|\bno (?:worries|problem|bother|trouble|need to (?:ask|wait|hold))\b|\bca ?n['’]?t (?:wait|complain|say no|resist)\b|\bwhy not\b|\bnot (?:bad|too bad|cheap)\b"
    r"|\b(?:one|you|we) only (?:lives?|live) once\b|\bonce in a lifetime\b|\bhold (?:it|them) and\b",
    re.IGNORECASE,
)
_ELSE = regex(
    r"\?|\d|[\[\]•*…#]|\b(?:cards?|pin|cvv|not|\w+n['’]t|dont|cant|wont|no|nope|nah|never|cannot|without|unless|until|till?|if|provided|assuming|as long as|so long as|depend\w*|only|instead|rather|others?|another|different|cheap\w*|better|closer|nearer|chang\w*|swap\w*|switch\w*|more|less|fewer|add|extra|also|too|wait|moment|second|sec|minute|min|hold|hang|later|tomorrow|tonight|next time|think|thinking|unsure|ask|asking|check|checking|see if"
    r"|maybe|perhaps|might|would|wouldn|could|should|which|what|whats|how|when|where|why|who|whose|(?:is|are|does|do|did|will|can|has|have) (?:it|that|this|there|they|these|those|i|we|you|he|she|the|my)(?! (?:agree|say|said|thinks?)\b)|first|after|before|cancel\w*|forget|leave|stop|remove|refund\w*|upgrad\w*|exchang\w*|send|transfer\w*|give|tell|show|explain|person|human|manager|someone|somebody"
    r"|once|when\w*|plus|comes?|coming|join\w*|along|as well|wants?|with (?:me|us)|row|section|block|aisle|front|back|floor|stalls|circle|balcony|wheelchair|standing|seated|view|discount|code|voucher|credit|free|parking|one of|each|half|rest)\b",
    re.IGNORECASE,
)
_OWN = {
    "purchase": regex(r"(?!)"),
    "refund": regex(r"\b(?:(?:with |do |make |process )?(?:the|my|this|that) refund|refund(?: (?:it|them|me|us))?|send it(?: (?:back|over))?|give (?:me |us )?(?:back )?(?:the|my) money(?: back)?|(?:the|my) money(?: back)?|already)\b", re.IGNORECASE),
    "upgrade": regex(r"\b(?:(?:with |do )?(?:the|my|this|that) upgrade|upgrade(?: (?:it|them|me|us))?|move us|already)\b", re.IGNORECASE),
    "exchange": regex(r"\b(?:(?:with |do )?(?:the|my|this|that) (?:exchange|swap|change)|(?:exchange|swap|change|switch)(?: (?:it|them|me|us))?|already)\b", re.IGNORECASE),
}  # fmt: skip
"""The deed that is quoted, by its name."""
_SO_MANY = regex(r"\b(?:all|both|two|three|four|five|six|one|some|ones?)\b", re.IGNORECASE)
_COUNTED = regex(rf"\b{NUMBER}\b", re.IGNORECASE)
_WHOSE = regex(
    r"\b(?:my|our|his|her|their|hers?|mine|ours|theirs|yours|cards?|account|bank|as soon as|none|nobody|neither|everyone|everybody|he|she|they|wife|husband|mates?|friends?)\b",
    re.IGNORECASE,
)
"""What a deed may be of, or go to: then it is no mere yes to it."""
_LEADS_TO = regex(
    r"(?:^|[.,;!]\s*|\b(?:ok|okay|please|pls|just|so|then|now|yes|yea|yeah|right|fine)\s+)(?:refund|upgrade|swap|exchange|switch|send|move) (?:it|them|me|us)\b|\b(?:yea|yes|yeah|ok)\s+send it\b|\bi (?:accept|agree)\b",
    re.IGNORECASE,
)
_BUT = regex(r"\b(?:but|though|although|however|except)\b", re.IGNORECASE)
_HARMLESS = frozenset({"topic", "sentiment", "person", "preference"})
_DEEDS = frozenset(
    {
        Intent.HAND_OFF,
        Intent.COMPLAINT,
        Intent.REFUND,
        Intent.EXCHANGE,
        Intent.TRANSFER,
        Intent.UPGRADE,
        Intent.CANCEL,
        Intent.GOODBYE,
    }
)


def says(text: str, reading: Reading, held: int, *, about: str = "purchase") -> bool:
    """Whether what is quoted is agreed to among other words.

    Args:
        text: The fan's words, without the sum and the seats that are quoted.
        reading: Of the words.
        held: How many seats are quoted.
        about: The kind of quote.
    """
    told = _IDIOMS.sub(" ", text)
    deed = about != "purchase"
    if len(text) > _LONGEST or _ELSE.search(_OWN[about].sub(" ", told)) or reading.answer == "no":
        return False
    if deed and (_OWN[about].search(told) is None or _SO_MANY.search(told) or _WHOSE.search(told)):
        return False
    if deed and _BUT.search(told):
        return False
    if any(number(told_number.group()) not in {held, None} for told_number in _COUNTED.finditer(told)):
        return False
    kernels = [*_SAYS_YES.finditer(told), *(_LEADS_TO.finditer(told) if deed else ())]
    kernels.sort(key=lambda kernel: kernel.start())
    if not kernels or any(b.start() > kernels[-1].start() for b in _BUT.finditer(told)):
        return False
    others = _DEEDS - {_OF_KIND.get(about)}
    if any(wish.intent in others and wish.confidence > _SURE for wish in reading.wishes):
        return False
    return all(s.name in _HARMLESS or (s.name == "quantity" and s.value == held) for s in reading.slots)


_OF_KIND = {"refund": Intent.REFUND, "upgrade": Intent.UPGRADE, "exchange": Intent.EXCHANGE}
_SURE = 0.8
