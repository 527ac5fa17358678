"""Yeses with something about them: one that names what is held, one that only hurries, one said last. Pure.

None of this confirms anything: `assent` asks for a plain yes, and what is heard here only keeps what is held from being let go.
"""

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from willcall.agent.ports import View
from willcall.agent.state import ConversationState, ShownQuote
from willcall.kit.money import exponent
from willcall.understanding.answers import plain_yes
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, When

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
    r"\W*(?:(?:oh|ok|okay|um+|well)\W+)*(?:yes|yeah|yep|yup|aye|ja|si)\b(?!.*\b(?:no|not|n['’]?t|cancel|stop|wait|instead|change|rather|other|another|different|without|less|fewer|more|only|just|cheaper|better|aisle|front|back|row|seats?|section|tickets?)\b)",
    re.IGNORECASE | re.DOTALL,
)
_REFUSES = regex(
    r"\b(?:no|not|nope|nah|n['’]?t|dont|cancel|stop|leave|forget|wait|instead|change|rather|other|another|different|only|cheaper|more|less)\b",
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


def with_its_show(text: str, reading: Reading, state: ConversationState) -> str:
    """The message, with the name, kind or day of the held event said as "it": "yes to the hockey"."""
    event = state.task.event if state.task is not None and state.hold is not None else None
    told = [s for s in reading.slots if s.name in {"event", "performer", "event_kind", "when"}]
    if event is None or not told or len(told) != len(reading.slots) or any(s.negated for s in told):
        return text
    starts = event.starts_at.astimezone(ZoneInfo(event.time_zone))
    for slot in told:
        value = slot.value
        same = (
            (isinstance(value, tuple) and event.event_id in value)
            or (isinstance(value, When) and value.first == value.last and value.contains(starts))
            or (slot.name == "event_kind" and value == event.kind)
            or (slot.name == "performer" and str(value).casefold() in event.name.casefold())
        )
        if not same:
            return text
    names = "|".join(sorted({re.escape(text[s.start : s.end]) for s in told}, key=len, reverse=True))
    said = rf"\b(?:to|for) (?:the )?(?:{names})(?:(?: on)? (?:{names}))?(?: (?:game|match|show|concert|gig))?(?!\w)"
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


_PRICE_AGAIN = regex(
    r"^\W*(?:(?:ok|okay|so|and|wait|sorry|remind me|hm+|um+|right)\W+)*(?:how much (?:is|was|are|were|does|do|did) (?:it|that|this|they|those|these|them)(?: (?:cost|come to))?|what(?:['’]?s| is| was) (?:the (?:total|price|cost|damage)|that(?: come to)?|it come to))(?: (?:again|in all|in total|altogether|for both|all in|now|then)){0,3}\s*\?+\s*(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


def after_its_price(text: str) -> str:
    """The message without a question of what it comes to, which the sum that is told with the payment answers: "how much is it again? ok yes"."""
    again = _PRICE_AGAIN.match(text)
    return again["rest"] if again is not None else text


_SAYS_YES = regex(
    r"\W*(?:yes|yeah|yep|yup|aye|confirm|go ahead)\b[^?]{0,12}\d[\d.,]*(?: ?\w{2,7})?(?:(?: is|['’]s| sounds)? (?:right|fine|ok|okay|good|correct|great|perfect))?(?:\W+(?:please|pls|thanks|thank you))*\W*",
    re.IGNORECASE,
)


def with_its_total(text: str, quote: ShownQuote) -> str:
    """`without_the_total` where a yes comes first; "ok $102.40" may as well be a check."""
    return without_the_total(text, quote) if _SAYS_YES.fullmatch(text) else text


_AS_CREDIT = regex(r"\b(?:(?:as|to|in|with|for) )?(?:(?:a|the|my|store|account) ){0,2}credit\b(?! card)", re.IGNORECASE)
_CREDIT_AGREED = regex(
    r"^\W*(?:ok |okay |fine |well )?(?:yes|yeah|yep|yup|aye|please do|go ahead)\b|\bcredit(?:['’]s| is| sounds| would be| will do)? ?(?:fine|ok|okay|good|great|perfect|do)\b",
    re.IGNORECASE,
)
_CASH = regex(r"\b(?:money|cash|card|bank)\b", re.IGNORECASE)


def with_its_credit(text: str, quote: ShownQuote) -> str:
    """The message, with the credit that a refund is quoted as said as "it": "ok yes, credit is fine"."""
    if quote.kind != "refund" or quote.refund_to != "credit":
        return text
    if _CASH.search(text):
        return f"{text}?"  # "yes, give me the money": it is not money that is quoted
    return _AS_CREDIT.sub("it", text, count=1) if _CREDIT_AGREED.search(text) else text


_YES_TO_ALL = regex(
    r"[\s.!,]*(?:yes|yeah|yep|yup)(?:[\s,.!]+please)?[\s,.!]+(?:(?P<both>both)|(?P<all>all)|(?:all|the|all the) (?P<n>two|three|four|five|six|[2-9]))(?: of (?:them|those|these))?(?: tickets| seats)?(?:[\s,.!]+(?:please|pls|thanks|thank you))*[\s.!]*",
    re.IGNORECASE,
)


_YES_TO_SEATS = regex(
    r"[\s.!,]*(?P<yes>yes|yeah|yep|yup)(?:[\s,.!]+please)?[\s,.!]+(?:(?:just|that['’]?s|it['’]?s|send|give|hand|transfer|pass)[\s,]+)*(?:the )?(?:(?:tickets?|one|ones) (?:for|in|of) )?(?:the )?seats? (?P<ids>\d{1,3}(?:(?:\s*(?:,|&|and)\s*)+\d{1,3})*)(?: (?:on|over))?(?: (?:to|for) (?:her|him|them|that (?:address|e-?mail)))?(?:[\s,.!]+(?:please|pls|thanks|thank you))*[\s.!]*",
    re.IGNORECASE,
)


def with_its_seats(text: str, seats: Sequence[str]) -> str:
    """The message, with exactly the seats that wait to be handed on left out of a yes: "yes, seat 12 to her", of seat 12."""
    match = _YES_TO_SEATS.fullmatch(text[:200])
    told = sorted(re.findall(r"\d+", match["ids"])) if match is not None else []
    return "yes" if told and told == sorted(seats) else text


def with_its_count(text: str, count: int) -> str:
    """The message, with exactly as many tickets as are quoted left out of a yes: "yes both", of two; "yes, all of them"."""
    match = _YES_TO_ALL.fullmatch(text)
    if match is None:
        return text
    told = 2 if match["both"] else number(match["n"]) if match["n"] else count
    return "yes" if told == count > 0 else text
