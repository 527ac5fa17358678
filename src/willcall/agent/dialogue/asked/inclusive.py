"""Whether what is quoted is all there is to pay: "and that's everything incl fees, right?", "is that order fee once or for each ticket?".

`asked` is pure; `tell` answers from the quote, which stays as it is.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.ports import View
from willcall.agent.state import AT_A_HOLD, ShownQuote
from willcall.understanding.patterns import regex

_LONGEST = 160  # characters
_THAT = r"(?:that|this|it|those|these|they|the (?:price|total|amount|sum))"
_WHOLE = r"(?:every ?thing|all in|all-in|all of it|the (?:lot|full|whole|final|total|complete|entire|grand|actual|real|end)(?: (?:price|amount|cost|total|sum|bill|fee|thing))?|what (?:i|we)(?:'?ll| will)? (?:actually |really )?pay|all (?:i|we)(?:'?ll| will)? (?:have to )?pay|all(?= (?:inc\w*|with|fees)))"
_EVERYTHING = regex(
    rf"\b{_THAT}(?:'?s| is| are)?(?: (?:really|definitely|actually|then|now|just|already))* {_WHOLE}\b"
    rf"|\b(?:is|are) {_THAT}(?: (?:really|definitely|actually))? {_WHOLE}\b"
    rf"|\b(?:is|so) (?:the |that |this )?[$€£₹]?(?P<sum>\d[\d,]*(?:\.\d\d)?)(?: (?:really|definitely|actually|then|now|just))* {_WHOLE}\b"
    rf"|\b(?:is|are|r|with|does|do)\b[^.?!]{{0,16}}\b(?:all )?(?:the |any |booking |ticket |order |service )?(?:fees?|charges?|tax(?:es)?|vat|everything)\b(?: (?:are|is|all|already))* (?:in|included|including)\b"
    rf"|\b(?:does|do|is|are) {_THAT}(?: already| all)? (?:includ\w+|incl\.?|inc|with|cover\w*)(?: (?:all|of|the|any|booking|ticket|order|service))* (?:fees?|charges?|tax(?:es)?|vat|everything|it all|all)\b"
    r"|\b(?:no|any|are there|more|without) (?:(?:nasty|hidden|extra|more|other|additional|further|secret|sneaky|last[- ]minute|late) )+(?:fees?|charges?|costs?|surprises?|extras?|taxes|stuff|money)\b|\bno (?:nasty |bad )?(?:surprises?|extras)\b"
    r"|\b(?:is|are|is ?n['’]?t|will) there (?:(?:gonna |going to )?be )?(?:(?:some|any|another|an?|other|extra|more|additional|further) )+(?:fees?|charges?|costs?)\b"
    r"|\bnothing (?:else |more |extra |added |to pay |hidden |to add )*(?:on top|extra|added|else to pay|more to pay|later|hidden|at the end)\b"
    r"|\b(?:do|will|would|are) (?:you|they|u)\b[^.?!]{0,16}\b(?:add(?:ing)?|charg\w+|put(?:ting)?)\b[^.?!]{0,24}\b(?:anything|more|extra|stuff|fees?|something|on top|later|at the end|at checkout)\b"
    r"|\b(?:do|will|would|must) (?:i|we) (?:have to |need to )?(?:pay|be charged)\b[^.?!]{0,12}\b(?:anything|more|extra|something)\b(?: (?:else|more|extra|on top|later))?",
    re.IGNORECASE,
)
_ORDER_FEE = regex(
    r"\bwhat(?:'?s| is)? (?:the|that|this) (?:order|booking|service) fee\b|\b(?:is|are) (?:that|the|this|those) (?:(?:order|booking|service|ticket) )?fees? (?:once|per|for each|for every|each|a one[- ]off|charged)\b|\b(?:pay|charged?) (?:the|that|this) (?:order |booking |service )?fees? (?:once|twice|per|for each|each|for every)\b",
    re.IGNORECASE,
)
_EACH_OR_ALL = regex(
    rf"^\W*(?:(?:and|so|but|ok|okay|hm+|wait)\W+)*(?:is |are )?{_THAT}(?:'?s| is)?(?: the total| the price| the total price)?(?: [$€£₹]?\d[\d.,]*)? (?:each\b|per (?:ticket|person|seat|head)|for (?:all|both|each|everyone|one|the (?:two|three|four|five|six|lot)|\d|two|three|four|five|six)\b|in total or|total or)",
    re.IGNORECASE,
)
_HOW_MANY = regex(
    r"\bhow much\b[^.?!]{0,24}\b(?:fees?|charges)\b|\bhow much (?:is|are) (?:they|the fees?|those)\b(?<=fees)|\b(?:what|wot)(?:['’]?s|s| is| are| r)? (?:all )?(?:the|those|these|your) (?:service |booking |ticket |other )?fees?\b(?! for\b)|\b(?:fees?|charges) (?:are |is |come to )?how much\b",
    re.IGNORECASE,
)
"""What the fees come to, by themselves."""
_OTHERWISE = regex(
    r"\b(?:refund\w*|exchang\w*|upgrad\w*|transfer\w*|cancel\w*|park\w*|drinks?|food|if|cheaper|instead|seats? (?:cost|for)|how (?:do|can)|card|post|deliver\w*)\b",
    re.IGNORECASE,
)


_CONDITION = regex(
    r"^\W*(?:(?:yes|yeah|yep|ok|okay|sure|fine|but|and|only)\W+)*(?:if|as long as|so long as|provided(?: that)?|assuming)\b",
    re.IGNORECASE,
)
"""What a yes hangs on: "only if there's no more fees after this"."""
_HOW_MUCH = regex(
    r"\b(?:how much|(?:what|wot)(?:'?s|s)?\b[^.?!]{0,24}\b(?:total|come|damage|cost|all in))\b", re.IGNORECASE
)
"""The sum itself is asked for, which the quote tells."""
_AT_THE_END = regex(r"\b(?:at|in) the end\b", re.IGNORECASE)


def asked(view: View) -> bool:
    """Whether it is asked of a purchase that is quoted if its total is all, or what its fees are for."""
    state, reading = view.state, view.reading
    quote, text = state.quote, reading.text
    if quote is None or quote.kind != "purchase" or state.awaiting not in AT_A_HOLD:
        return False
    text = _CONDITION.sub("", text)
    if len(text) > _LONGEST or reading.answer == "yes" or _OTHERWISE.search(text):
        return False
    held = len(state.hold.seat_ids) if state.hold is not None else 0
    for slot in reading.slots:
        if slot.name == "quantity" and slot.value != held:
            return False
        idiom = slot.name == "section" and _AT_THE_END.search(text)
        if not idiom and slot.name not in {"quantity", "topic", "max_price", "kept"}:
            return False
    said = _EVERYTHING.search(text)
    if said is not None and said["sum"] and said["sum"].replace(",", "") not in _figures(quote):
        return False  # another sum than the one that is quoted
    if _fee(text) or _HOW_MANY.search(text):
        return True
    return not _HOW_MUCH.search(text) and any(pattern.search(text) for pattern in (_EVERYTHING, _EACH_OR_ALL))


def _figures(quote: ShownQuote) -> set[str]:
    """The total as it may be said: "270" and "270.00"."""
    whole = re.sub(r"[^\d.]", "", phrases.money(quote.total, quote.currency))
    return {whole, whole.removesuffix(".00")}


def _fee(text: str) -> bool:
    """Whether it is the order's fee that is asked of."""
    return asking.ORDER_FEE.search(text) is not None or _ORDER_FEE.search(text) is not None


def tell(flow: Flow, back: str) -> Script:
    """Answers yes or no by the quote; what waits is asked again."""
    quote, text = flow.state.quote, flow.view.message
    assert quote is not None
    if quote.confirmed:
        yield from flow.use("show_quote")  # how to pay stands below
    held = len(flow.state.hold.seat_ids) if flow.state.hold is not None else 0
    whole = phrases.money(quote.total, quote.currency)
    if _HOW_MANY.search(text) and not _fee(text):
        said = _amounts(quote, held)
    elif _fee(text):
        said = _once(quote)
    elif _EACH_OR_ALL.search(text) and held > 1:
        said = f"{whole} is for all {phrases.tickets(held)} together, every fee included."
    else:
        said = f"Yes: {whole} is all there is to pay, every fee included. Nothing is added later."
    return flow.say(said, back, awaiting=flow.state.awaiting)


def _amounts(quote: ShownQuote, held: int) -> str:
    """The fees of the quote by name, and what they come to."""
    fees = [(label, amount) for label, amount in quote.items if "fee" in label.casefold() and amount > 0]
    if not fees:
        return "There are no fees on these."
    lines = []
    for label, amount in fees:
        each = f" ({phrases.money(amount // held, quote.currency)} each)" if _each(label, amount, held) else ""
        lines.append(f"{label}: {phrases.money(amount, quote.currency)}{each}.")
    sum_of_all = phrases.money(sum(amount for _, amount in fees), quote.currency)
    together = f" That is {sum_of_all} of the {phrases.money(quote.total, quote.currency)}."
    return " ".join(lines) + together


def _each(label: str, amount: int, held: int) -> bool:
    """Whether a fee is charged for every ticket, the same for each."""
    return held > 1 and "order" not in label.casefold() and amount % held == 0


def _once(quote: ShownQuote) -> str:
    """How often the fees of the quote are charged."""
    fee = next((amount for label, amount in quote.items if label.casefold() == "order fee" and amount > 0), None)
    if fee is None:
        return "There is no order fee on these; the ticket fees are for each ticket, and they are in the total."
    return (
        f"The order fee, {phrases.money(fee, quote.currency)}, is charged once for the whole order, however many tickets are in it;"
        " the ticket fees are for each ticket. The total has them all."
    )
