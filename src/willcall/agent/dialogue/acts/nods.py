"""Yeses with something about them: one that names what is held, one that only hurries, one said last. Pure.

None of this confirms anything: `assent` asks for a plain yes, and what is heard here only keeps what is held from being let go.
"""

import re

from willcall.agent.ports import View
from willcall.agent.state import ConversationState, ShownQuote
from willcall.kit.money import exponent
from willcall.understanding.answers import plain_yes
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_SAYS_BOOK = regex(
    r"\b(?:yes|yep|yeah|yup|ok|okay|i said)\b[\s,.!]*(?:please )?(?:book|buy|do it|take (?:it|them|['’]?em|those|these)|go ahead)\b(?! (?:a|an|another|the other|something|instead|more)\b)",
    re.IGNORECASE,
)


def says_book(text: str) -> bool:
    """Whether "yes, book" is said somewhere in a message: whatever else is in it, that leaves nothing."""
    return (
        _SAYS_BOOK.search(text) is not None
        and re.search(r"\b(?:don'?t|not|never)\b(?:\W+\w+){0,3}?\W+book", text, re.IGNORECASE) is None
    )


_BEGINS_YES = regex(
    r"\W*(?:(?:oh|ok|okay|um+|well)\W+)*(?:yes|yeah|yep|yup|aye|ja|si)\b(?!.*\b(?:no|not|\w+n['’]t|cancel|stop|wait|instead|change|rather|other|another|different|without|less|fewer|more|only|just|cheaper|better|aisle|front|back|row|seats?|section|tickets?)\b)",
    re.IGNORECASE | re.DOTALL,
)
_REFUSES = regex(
    r"\b(?:no|not|nope|nah|\w+n['’]t|dont|cancel|stop|leave|forget|wait|instead|change|rather|other|another|different|only|cheaper|more|less)\b",
    re.IGNORECASE,
)
_GIVES_UP = frozenset({Intent.DENY, Intent.CANCEL, Intent.GOODBYE})


def begins_with_yes(view: View) -> bool:
    """Whether a yes comes first and what follows only sounds like turning it down: "yes but hurry, I'm on the bus"."""
    intents = {wish.intent for wish in view.reading.wishes}
    if not intents & _GIVES_UP or view.reading.slots:
        return False
    return _BEGINS_YES.match(view.reading.text) is not None or _ends_with_yes(view.reading.text)


def _ends_with_yes(text: str) -> bool:
    """Whether a plain yes is the last of several sentences, and none before it refuses: "that's a shame. yes please"."""
    *before, last = re.split(r"[.!?]+\s+", text.strip())
    clear = re.search(r"\b(?:yes|yeah|yep|yup|book|go ahead)\b", last, re.IGNORECASE) is not None
    return bool(before) and clear and plain_yes(last, about="purchase") and _REFUSES.search(" ".join(before)) is None


_YES_NO_NO = regex(r"^(?!.*\b(?:no|nah|nope|cancel|forget)\b).*\b(?:yes|yep|yup)\b", re.IGNORECASE | re.DOTALL)


def both_ways(text: str) -> bool:
    """Whether there is a yes in what sounds like a refusal, and no no: "yes, for my mum not me". Then nothing is let go of."""
    return len(text) <= _LONGEST and _YES_NO_NO.match(text) is not None


_YES_HOLD = regex(  # "yep hold", of what is held already; "hold it" is for stopping
    r"^(?P<yes>\W*(?:yes|yea|yep|yeah|yup|sure|ja|haan)\b\W+(?:please )?)hold(?: (?:them|'?em|those|these))?\b(?! on)",
    re.IGNORECASE,
)


_HOLD_AND_BOOK = regex(  # of what is held already
    r"\b(?:hold|keep|grab|take) (?:them|'?em|those|these|it) (?:and|n|&|then) (?:then |just )?(?=(?:book|buy)\b)",
    re.IGNORECASE,
)


def without_what_is_held(text: str, state: ConversationState) -> str:
    """The message, with the row, section or total of what is held said as "it": "yes please, book row A" says no more than "book it"."""
    text = _HOLD_AND_BOOK.sub("", without_the_total(text, state.quote))
    chosen = state.task.chosen if state.task is not None and state.hold is not None else None
    if chosen is None or not chosen.section or not chosen.adjacent:
        return text
    row = rf"(?:the )?row {re.escape(chosen.row)}"
    section = rf"(?:the )?(?:section )?{re.escape(chosen.section)}"
    named = rf"\b(?:{section}\W+(?:in )?{row}|{row}\W+(?:in )?{section}|{row}|{section})(?: (?:seats?|ones?|tickets?))?(?!\w)"
    return re.sub(named, "it", _YES_HOLD.sub(r"\g<yes>", text), count=1, flags=re.IGNORECASE)


def without_the_total(text: str, quote: ShownQuote | None) -> str:
    """The message, with exactly what the quote comes to said as "it": "yes, $102.40 is fine"."""
    if quote is None or quote.total == 0:
        return text
    places = exponent(quote.currency)
    whole, rest = divmod(abs(quote.total), 10**places)
    cents = f"{rest:0{places}d}" if places else ""
    amount = rf"{whole}[.,]{cents}" if rest else rf"{whole}(?:[.,]0{{1,{places}}})?" if places else str(whole)
    unit = r"(?:dollars?|bucks?|euros?|pounds?|quid|rand|rupees?|usd|eur|gbp)"
    said = rf"(?<![\w.,])(?:(?:for|at) )?(?:[A-Z]{{0,2}}[$€£₹R]\s?{amount}|{amount} ?{unit}|{whole}[.,]{cents or 0})(?![\w]|[.,]\d)(?: (?:total|in all|all in))?(?: for (?:both|all|everyone|the (?:lot|pair)|(?:both|all) of us)\b)?(?: it is\b)?"
    return re.sub(said, "it", text, count=1, flags=re.IGNORECASE)


_SIGHS = regex(
    r"\b(?:pric(?:e)?y|steep|dear|expensive|a lot(?: of money)?|more than (?:i|we) (?:wanted|hoped|thought|planned|expected)|far (?:back|away)|high up|not (?:ideal|perfect|cheap)|a (?:shame|pity)|ouch|hurts)\b",
    re.IGNORECASE,
)
_WISHES = regex(
    r"[?\d]|\b(?:cheaper|other|another|any|anything|instead|can|could|would|if|want|need|look|show|unless|until|first|wait|cancel|stop)\b",
    re.IGNORECASE,
)
_BUT = regex(r"[ ,.;!]{1,3}(?:but|still|anyway),? (?=[^,;]*$)", re.IGNORECASE)
_LONGEST = 160  # characters of a sigh and a yes


def yes_with_a_sigh(text: str) -> bool:
    """Whether a purchase is agreed to though something is not liked: "it's a bit pricey but go for it". A payment still follows."""
    *leads, last = _BUT.split(text.strip()) if len(text) <= _LONGEST else [text]
    lead = " ".join(leads)
    if not lead or _SIGHS.search(lead) is None or _WISHES.search(lead):
        return False
    clear = re.search(r"\b(?:yes|yeah|yep|yup|book|go (?:ahead|for it)|do it|take)\b", last, re.IGNORECASE) is not None
    return clear and plain_yes(last, about="purchase")


_HALF_HEARTED = regex(
    r"\W*(?:(?:ok|okay|well|sure|yeah|fine|alright|ugh|meh|oh|hm+)\W+)*(?:i (?:guess|suppose)(?: so| that['’]?s (?:it|fine|ok))?|whatever|if (?:you|i|we) must|(?:suppose|guess) so|if that['’]?s (?:all|the best)(?: (?:i|we) (?:can )?get)?|if there['’]?s no other way|can['’]?t be helped|so be it|great|lovely|nice(?: one)?|cool|brilliant|awesome|wonderful|amazing|good)(?:\W+(?:then|fine|ok|okay|whatever|just do it|do it))*\W*",
    re.IGNORECASE,
)


def half_hearted(text: str) -> bool:
    """Whether somebody gives in without a yes that would do for a deed: "i guess so", "fine whatever"."""
    return _HALF_HEARTED.fullmatch(text) is not None
