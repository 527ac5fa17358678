"""A card that was declined: what somebody asks of it, and that nothing was taken.

`asked` is pure; `tell` answers and leaves the quote, and the seats, as they are.
"""

import re

from willcall.agent.dialogue import aspects, phrases
from willcall.agent.dialogue.asked import booked
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_LEAD = r"\W*(?:(?:ok|okay|oh|no|so|and|but|hm+|er+m*|um+|uh|hang on|wait|sorry|omg|wtf|huh|eh|what|hey|ugh|damn|crap|shit|well|really|seriously|oops)\b\W*)*"
_STARTLED = regex(
    _LEAD
    + r"(?:what|why|how come|huh|eh|pardon|why not|why is that|how(?:'s| is) that(?: possible)?|what(?:'s| is| has|'s just| just)? (?:happened|happening|wrong|went wrong|gone wrong|going on|the problem|the matter|now)|(?:so )?what (?:do|should|can|shall) (?:i|we) do(?: now| then)?|what does (?:that|this|it) mean|what(?: \w+)? (?:reason|problem)|now what|what next)"
    + r"(?:\W+(?:then|now|here|there|though|exactly|please|with (?:it|that|my card|the card)))*\W*",
    re.IGNORECASE,
)
_REFUSED = r"(?:declin\w*|refus\w*|reject\w*|fail\w*|work(?:ed|ing)?|go(?:ne|ing)? through|went through|bounc\w*|accept\w*|tak(?:e|en|ing)|block\w*|stopp\w*)"
_WHY = regex(
    rf"\b(?:why|how come|what(?:'s| is| was)? the (?:reason|problem|matter)|for what reason)\b[^.?!]{{0,48}}\b(?:{_REFUSED}|card|payment|bank)\b",
    re.IGNORECASE,
)
_GONE = regex(
    r"\b(?:money|cash|payment|card|account)\b[^.?!]{0,24}\b(?:gone|taken|take|took|lost|lose|charged?|billed?|debited|deducted|left my (?:account|bank)|paid|safe)\b|\b(?:take|took|taken|lost|lose)\b[^.?!]{0,24}\b(?:money|cash|account|card|(?:my|our|the|those) (?:seats?|tickets?))\b|\b(?:i|we|it|you|they|anything|that)\b[^.?!]{0,16}\b(?:charged?|billed?|debited|deducted|paid)\b|\b(?:my|our|the|those|these) (?:seats?|tickets?)\b[^.?!]{0,16}\b(?:gone|lost|held|reserved|booked|safe|mine|ours|there)\b",
    re.IGNORECASE,
)
_ASKS = regex(
    r"\?|^\W*(?:(?:what|why|ok|so|and|but|oh|no|wait)\W+){0,3}(?:is|are|was|were|did|do|does|has|have|had|will|am)\b",
    re.IGNORECASE,
)
_WHOSE = regex(
    r"\b(?:is|was) (?:that|it|this) (?:on |at |because of )?(?:my|your|our|ur|the) (?:card|bank|end|side|site|system|fault)\b|\bor (?:is it )?(?:you guys|you lot|your (?:site|system|end|side))\b|\b(?:my|the) (?:card|bank) or (?:you|your|the site)\b",
    re.IGNORECASE,
)
_AGAIN = regex(
    r"\W*(?:(?:ok|okay|oh|so|hm+|odd|weird|strange|damn|annoying|a+r*gh+|u+gh+|oops|shoot|bugger|crap|sorry|no|gosh|please|pls|then|just)\W+){0,3}(?:(?:let me|i['’]?ll|can (?:i|we|you)|please|just) )?(?:(?:try|do|run)(?: (?:it|that|the card|my card|the same card|this card))?(?: once)?(?: again| more| another time)|retry)(?:\W+(?:please|pls|then))*\W*",
    re.IGNORECASE,
)
_CHARGED_TWICE = regex(
    r"\b(?:charged?|bill(?:ed)?|pay(?:ing)?|paid|debited|taken|take|go(?:es)? (?:out|through)|come out)\b[^.?!]{0,40}\b(?:twice|double|two times|2 ?x|both (?:times|cards)|again|a second time|more than once)\b|\bdouble[- ]?(?:charg\w*|bill\w*|pay\w*)\b|\b(?:first|other|old|declined) (?:card|one|payment|try|attempt)\b[^.?!]{0,24}\b(?:charged?|billed|debited|taken|still go|go through)\b",
    re.IGNORECASE,
)
"""Whether another try is feared to cost twice."""
_DISPUTES = regex(
    r"^(?!.*\b(?:again|retry)\b).*\b(?:impossible|(?:can['’]?t|cannot) be (?:right|true)|not true|(?:plenty|enough|loads|lots) (?:of )?(?:money|funds|cash)|(?:plenty|enough) (?:in|on) (?:there|(?:my|that|the) (?:account|card))|insufficient funds|pending)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Whether it is doubted, or not understood, what the bank said."""
_OTHERWISE = regex(
    r"\b(?:another|other|different|new|cheaper|dearer|better|instead|rather|refund\w*|exchang\w*|upgrad\w*|credit|points?|if|when|until|long|much|transfer\w*|cancel\w*|person|human)\b",
    re.IGNORECASE,
)
"""Words of a wish, or of another question."""


def asked(state: ConversationState, text: str) -> bool:
    """Whether it is asked what became of the money, or why, of a card that was declined for what is still quoted."""
    last = state.memo.get("declined")
    if state.quote is None or not isinstance(last, dict) or last.get("quote_id") != state.quote.quote_id:
        return False
    if state.awaiting != "payment":
        return False
    if twice(text) or booked.of_what_is_kept(state, text):
        return True
    if _OTHERWISE.search(text):
        return False
    return (
        _STARTLED.fullmatch(text) is not None
        or _DISPUTES.search(text) is not None
        or _WHY.search(text) is not None
        or _WHOSE.search(text) is not None
        or _AGAIN.fullmatch(text) is not None
        or (_GONE.search(text) is not None and _ASKS.search(text) is not None)
    )


_ANOTHER = regex(
    r"\b(?:(?:my|the|a|an) )?(?:other|another|different|second|new)(?: (?:card|one|bank card|debit card|credit card|way|payment method|method))?\b(?! (?:seats?|tickets?|rows?|sections?|shows?|dates?|days?|nights?|times?|people|person|order))",
    re.IGNORECASE,
)
_TRIES = regex(
    r"\b(?:try|use|using|pay|paying|with|put|charge|take|on|switch|got|have|do|go|let['’]?s|lets|here|by|i['’]?ll|ill)\b",
    re.IGNORECASE,
)
_A_CARD = regex(r"\b(?:card|visa|master ?card|amex|paypal|apple pay|google pay|one|way|method)\b", re.IGNORECASE)
_NOT_A_CARD = regex(
    r"\?|\b(?:if|why|when|how|not|\w+n['’]t|refund\w*|cancel\w*|row|section|seats?|show|cheaper)\b",
    re.IGNORECASE,
)


def another_way(view: View, heard: Heard) -> bool:
    """Whether somebody says after a card was declined that they pay by another: "ok, I'll try my other one"."""
    state, text = view.state, view.reading.text
    last = state.memo.get("declined")
    mine = isinstance(last, dict) and state.quote is not None and last.get("quote_id") == state.quote.quote_id
    if not mine or state.awaiting != "payment" or len(text) > 80 or _NOT_A_CARD.search(text):
        return False
    if aspects.asks(text) or any(s.name not in {"refund_to", "topic", "sentiment"} for s in view.reading.slots):
        return False
    if not (_ANOTHER.search(text) and _TRIES.search(text) and _A_CARD.search(text)):
        return False
    heard.control = Intent.PAY
    return True


def twice(text: str) -> bool:
    """Whether it is asked if money is taken more than once: "do I get charged twice if I try another card?"."""
    return _CHARGED_TWICE.search(text) is not None and _ASKS_IF.search(text) is not None


_ASKS_IF = regex(
    r"\?|\b(?:do|does|will|would|am|is|are|did|could|might|can) (?:i|it|you|they|we|that|the \w+|my \w+)\b|\b(?:won'?t|don'?t want to|not|worried|scared|afraid|hope)\b",
    re.IGNORECASE,
)


_OF_A_TRY = regex(
    r"\b(?:charged?|billed|debited|taken|take|pay|paid)\b[^.?!]{0,24}\b(?:first|declined|failed|other|rejected|previous|earlier)(?: \w+)? (?:card|one|payment|try|attempt|time|go)\b"
    r"|\b(?:first|declined|failed|other|rejected|previous|earlier)(?: \w+)? (?:card|one|payment|try|attempt|go)\b[^.?!]{0,24}\b(?:charged?|billed|debited|taken|go through|went through)\b",
    re.IGNORECASE,
)


def of_a_try(state: ConversationState, text: str) -> bool:
    """Whether it is asked, when all is paid, if the try that was declined cost anything too."""
    asks = _OF_A_TRY.search(text) is not None and _ASKS_IF.search(text) is not None
    return asks and state.quote is None and isinstance(state.memo.get("declined"), dict)


NOT_FOR_IT = "No: nothing was taken for the try that was declined."


def tell(flow: Flow) -> Script:
    """Says that nothing was charged, why it was declined as far as that is known, and what can be done now."""
    state = flow.state
    why = str((state.memo.get("declined") or {}).get("why") or "The card was declined.")
    flow.lead.append(
        f"{why} Your money is still yours."
        if "othing was charged" in why
        else f"{why} Nothing was charged; your money is still yours."
    )
    if twice(flow.view.message):
        flow.lead = [
            "No. Nothing was charged for the card that was declined; money is taken once, when a payment goes through."
        ]
    yield from flow.use("show_quote")
    if state.quote is None:
        return flow.say(awaiting=state.awaiting)
    left = phrases.until(state.quote.expires_at, flow.now)
    keeps = f"Your seats stay held for {left}: " if state.hold is not None else ""
    rest = "Try again, or choose another card or another way to pay below."
    return flow.say(f"{keeps}{rest[0].lower() + rest[1:] if keeps else rest}", awaiting="payment")
