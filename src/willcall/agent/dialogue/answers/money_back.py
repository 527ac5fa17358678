"""Money that goes back: when it is there, where it goes, and what is taken off. Asked under a refund's quote, or once it is done.

`asked` hears it, pure; `tell` answers from the quote and the documents, and leaves the quote as it was.
"""

import re
from collections.abc import Generator

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.ports import ToolCall, ToolResult, View
from willcall.agent.state import ConversationState, Heard, Question, ShownQuote
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

ARRIVES = "How long does it take until a refund is back on my card?"
_MONEY = r"(?:money|refund\w*|amount|cash|rupees|rs|dollars|bucks|quid|pounds|euros|payment|funds|balance|(?:rs\.? ?|[₹$£€])?\d[\d,.]*)"
_LANDS = r"(?:come|comes|coming|arrive\w*|land\w*|reach\w*|back|credited|deposited|show up|hits?|take|takes|go out|go through|there|process\w*|paid)"
_WHEN = regex(
    rf"\b(?:when|how (?:long|soon|quick\w*|fast|much time))\b[^.?!]{{0,32}}\b(?:{_MONEY}\b[^.?!]{{0,24}}\b(?:{_LANDS}|get|receive|see|have|take)\b|(?:get|receive|see|have|expect)\b[^.?!]{{0,12}}\b(?:it|that|mine|{_MONEY})\b|(?:it|that|this|they|refunds?)(?:['’]?s)?\b[^.?!]{{0,12}}\b{_LANDS}\b|(?:on|in|into|to) (?:my|the) (?:card|account|bank))"
    rf"|\bhow many (?:business |working |bank )?(?:days|weeks)\b[^.?!]{{0,16}}\b(?:until|till|before|for) (?:the|my|it|that|i|we)\b[^.?!]{{0,16}}\b(?:{_MONEY}|{_LANDS}|get|see|receive)\b"
    r"|\bhow many (?:business |working |bank )?(?:days|weeks)\b(?![^.?!]*\b(?:before|until|till|left|in advance|notice|away|show|game|event|concert)\b)|\b(?:will|does) (?:it|that|this) take long\b|\bhow (?:long|soon) (?:does|will|would|do) (?:it|that|this|they|you) take\b(?![^.?!]*\b(?:show|game|match|walk|drive|get there|home)\b)",
    re.IGNORECASE,
)
_PLACE = r"(?:card|gpay|google pay|apple pay|phonepe|paytm|upi|paypal|visa|mastercard|amex|rupay|wallet|bank|account|a/c|credit|voucher|cash|source|payment method)"
_WHERE = regex(
    rf"\b(?:where|which (?:card|account|bank)|what (?:card|account))\b[^.?!]{{0,16}}(?:\b{_MONEY}\b|\b(?:it|that|this) (?:go|goes|going|come|comes|end up|land|be (?:sent|paid|refunded|credited))\b|\bgo(?:es|ing)? (?:back )?to\b)"
    rf"|\b(?:back |goe?s? |comes? |be |(?:get|receive|have|see) (?:it|that|them|mine) |paid |sent |is |credited |refunded |return\w* )(?:\w+ )?(?:to|on|in|into|onto|as|via|by)\b[^.?!]{{0,20}}\b{_PLACE}\b|\b{_PLACE}\b[^.?!]{{0,6}} or [^.?!]{{0,6}}\b{_PLACE}\b|\bsame (?:card|account|way|method)\b|^\W*(?:and |to |but |ok |so )*which (?:card|account|bank)\W*$|^\W*(?:(?:ok|okay|so|and|but|back|straight|is that|is it|that['’]?s|all)\W+)*(?:to|on|onto|into) (?:my |the |the same |this |my own )?(?:card|bank|account|bank account|visa|mastercard|amex|paypal)\W*\?\W*$",
    re.IGNORECASE,
)
_FEES = regex(
    r"\b(?:before|after|without|minus|less|including|excluding|with)\b[^.?!]{0,12}\b(?:fees?|charges?|deductions?|cuts?|cutting)\b|\b(?:fees?|charges?)\b[^.?!]{0,16}\b(?:cut|deducted|taken|included|come off|kept|lost)\b|\b(?:get|lose|losing)\b[^.?!]{0,12}\bfees?\b"
    r"|\b(?:is|are|will|does|do|would|did) (?:it|that|this|the (?:refund|money|total|amount|sum|\d[\d.,]*)|all)?\b[^.?!]{0,12}\b(?:includ\w*|cover\w*|with|have|got)\b[^.?!]{0,16}\bfees?\b|\b(?:is|are)\b[^.?!]{0,12}\bfees?\b[^.?!]{0,12}\b(?:in|part of|refunded|back|too)\b"
    r"|\bfees?\b[^.?!]{0,12}\b(?:comes?|coming|back|return(?:ed)?|too|as well|also)\b|\b(?:all|everything|the (?:lot|whole|full)\b[^.?!]{0,12}|that['’]?s|it['’]?s|is (?:it|that))\b[^.?!]{0,12}\b(?:incl\.?|inc|including|with|plus)\b[^.?!]{0,12}\bfees?\b",
    re.IGNORECASE,
)
_SHORT = regex(
    r"\b(?:why|how come)\b[^.?!]{0,16}\b(?:only|just) [$€£]?\d|\b(?:why|how come)\b(?: (?:is|am|are|do|does|will|would|it|that|this|i|we|only|getting|get|is it|just))*['’]?s? ?(?:so|that|this|such a)? ?(?:little|low|few|small)\b(?! (?:one|kid|section|level|tier)s?\b)(?=(?: (?:back|money|amount|sum|refund|a refund))*\W*$)|^\W*(?:(?:what|only|wow|huh|wait|but|oh)\W+)*(?:that|so) little(?: back)?\W*\?\W*$|"
    r"\b(?:why(?:['’]?s)?|how come|wh?at happened|where'?s?)\b[^.?!]{0,40}\b(?:full|whole|entire|all (?:of )?(?:it|my|the)|everything|less|only|short|missing|(?:the )?(?:rest|other|remaining)|not (?:the )?(?:same|rs|r\b|[₹$£€]?\d)|\d[\d.,]* (?:less|off|gone|missing)|keep(?:ing)?|fees?)\b|\b(?:i|we)(?:['’]m|['’]re| am| are)? (?:lose|lost|losing) [$€£]?\d",
    re.IGNORECASE,
)
"""Asks why it is not all that was paid."""
_IS_SHORT = regex(
    r"\b(?:(?:that|this|it)(?:['’]?s| is)? ?(?:n['’]?t|not)|not) (?:the |a |my )?(?:full|whole|entire|right|correct|same) (?:amount|sum|price|refund|money|total|figure|whack)\b"
    r"|\b(?:that|this|it)(?:['’]?s| is) (?:(?:a lot|much|way|a bit|quite a bit|a good bit) )?(?:less|lower|short)\b|\bless than (?:what )?(?:i|we)(?:['’]?ve)? (?:paid|spent)\b"
    r"|\b(?:that|this|it)(?:['’]?s| is)? ?(?:n['’]?t|not) (?:all|everything|what) (?:of it\b|(?:that )?(?:i|we) (?:paid|spent|gave))|\b(?:i|we)(?:['’]?ve)? (?:paid|spent) (?:\w+ )?more(?: than (?:that|this))?\b"
    r"|\b(?:should|shouldn['’]?t|must|ought to) (?:it |that |i |we )?(?:not )?(?:be|get) (?:a bit |a lot )?more\b|\b(?:where['’]?s|what about|what happened to) the (?:rest|remainder) of (?:it|the money|my money|the price|what)\b"
    r"|^\W*(?:(?:so|and|but|wait|what|oh)\W+)*(?:is that|that(?:['’]?s| is)?(?=[^?]*\?)) (?:it|all)(?: (?:that )?(?:i|we) get(?: back)?| (?:i|we)['’]?(?:m|re) getting(?: back)?)?\W*$"
    r"|\b(?:want|expect\w*|need|like|get) (?:the |my |a )(?:full|whole|entire) (?:amount|refund|price|sum)\b|^\W*the full (?:amount|refund|price)(?: please)?\W*$",
    re.IGNORECASE,
)
"""Says that it is not all that was paid."""
_NOT_THERE_YET = regex(
    r"\b(?:not|nothing|no|isn['’]?t|hasn['’]?t|haven['’]?t|don['’]?t|can['’]?t|never)\b[^.?!]{0,24}\b(?:show\w*|see|seen|there|arrived|in|on|come|received|got|appear\w*|landed)\b[^.?!]{0,16}\b(?:my )?(?:bank|account|card|statement|app|paypal|money|refund)\b",
    re.IGNORECASE,
)
"""Says that the money is not seen yet."""
_WENT = regex(
    r"\b(?:did|has|have|is|was) (?:the|my|our|that|it)\b(?: refund| money| amount)?[^.?!]{0,12}\b(?:go|gone|went|sent|out|through|processed|issued|done|made|refunded|started|initiated)\b|\b(?:money|refund)\b[^.?!]{0,12}\bon (?:its|the) way\b|\b(?:has|is|was|did) (?:it|that|my refund|the refund)\b[^.?!]{0,12}\b(?:approved|accepted|confirmed|declined)\b|\bwhat(?:'s| is)? happen(?:s|ed|ing)\b[^.?!]{0,12}\b(?:my|the) (?:refund|money)\b",
    re.IGNORECASE,
)
_ASKS = regex(
    r"\?|\bor\b|^\W*(?:(?:ok|okay|and|but|so|hmm+|also|then|just|please|pls|tell(?: me)?|say|well|right|yes|hey|no|nope|thanks?|thank you|thx|ty|cheers|great|good|cool|perfect|lovely|nice|wait|sorry|i (?:mean|meant|asked)|quick question|out of interest)\W+)*(?:when|why(?:['’]?s)?|how|where|which|what|will|is|does|do|did|has|would|can|are)\b|\b(?:no|right|yeah|yes|correct)\W*$",
    re.IGNORECASE,
)
_OTHERWISE = regex(r"\b(?:instead|rather|prefer|i want|we want|change|please (?:put|send|make|give))\b", re.IGNORECASE)
_OF_OTHER_THINGS = regex(
    r"\b(?:walk|drive|get there|home|shows?|games?|match|concert|gig|festival|tour|start|starts|doors?|queue|open|park\w*|train|bus|seats?|tickets? (?:come|arrive)|(?:do|can|could|should|shall) (?:i|we) pay|hold)\b",
    re.IGNORECASE,
)
_OF_MONEY = regex(r"\b(?:money|refund\w*|credited|fees?|my (?:card|account|bank))\b", re.IGNORECASE)
_IN_CREDIT = regex(r"\b(?:credit(?!ed| card)|vouchers?)\b", re.IGNORECASE)
_AS_PAID = regex(r"\b(?:card|gpay|google pay|apple pay|phonepe|paytm|upi|paypal|bank|cash|a/c)\b", re.IGNORECASE)


def asked(text: str) -> bool:
    """Whether it is asked when money comes back, where to, or whether fees are off it; a wish to have it otherwise is no question."""
    if _OF_OTHER_THINGS.search(text) and not _OF_MONEY.search(text):
        return False
    if says_short(text) or _NOT_THERE_YET.search(text):
        return True
    about = any(pattern.search(text) for pattern in (_WHEN, _WHERE, _FEES, _SHORT)) or _WENT.search(text) is not None
    return about and _ASKS.search(text) is not None and _OTHERWISE.search(text) is None


_TAKES = regex(
    r"\W*(?:(?:and|also|but|so|ok|then|btw)\W+)*(?:how (?:long|quick(?:ly)?|soon|fast)|how many (?:business |working )?days) (?:does|will|would|do|might) (?:it|that|this|they|you|the (?:money|refund))(?: usually| normally)? (?:take|come|be(?: back)?|arrive|need)\b[^.?!]{0,24}\W*",
    re.IGNORECASE,
)


def how_long(text: str, reading: Reading) -> bool:
    """Whether it is asked how long "it" takes beside a wish for money back: "a refund for all four, how long does it take?"."""
    asks = _TAKES.fullmatch(text) is not None and not _OF_OTHER_THINGS.search(text)
    return asks and any(wish.intent is Intent.REFUND for wish in reading.wishes)


def arrives(flow: Flow) -> Generator[list[ToolCall], list[ToolResult], None]:
    """Adds how long money takes to come back, or that it is not known."""
    if not (yield from documents.say(flow, ARRIVES, None, only=_TAKES_SO_LONG)):
        flow.lead.append("How many days a refund takes I don't know; it is up to your bank.")


NO_REASON = "That is the rule for this refund; why it is made so I can't say."
WHY_FEES = regex(r"\b(?:why|how come)\b[^.?!]{0,32}\b(?:fees?|charges?)\b", re.IGNORECASE)
_TAKES_SO_LONG = regex(
    r"\b(?:days?|weeks?|hours?)\b(?! (?:before|prior|ahead|to go|of the start))|\b(?:arriv\w*|reach\w*|at once|immediately|straight away|instantly|(?:up to|depends on) your bank)\b",
    re.IGNORECASE,
)
"""Said of how long money takes; until when it may be asked for is no answer."""
_CREDIT = regex(r"\b(?:credits?(?! ?cards?\b)|vouchers?|gift ?cards?)\b", re.IGNORECASE)
_RUNS_OUT = regex(
    r"\b(?:expir\w*|run(?:s|ning)? out|lapses?|use[- ]by|time limit|shelf life)\b"
    r"|\b(?:how (?:long|many (?:months|years))|(?:until|till|by) when|when)\b[^.?!]{0,48}\b(?:good|valid|lasts?(?! (?:night|week|row|time|one|month|year)\b)|(?:use|used|spend|spent) (?:it|that|them|the|my|up|by)\b|use)",
    re.IGNORECASE,
)
_LIFE = "When does venue credit expire?"


def life_of_credit(view: View, heard: Heard) -> bool:
    """Whether it is asked how long credit is good for, of credit in general or of what a refund is quoted as; the quote stays."""
    state, text = view.state, view.reading.text
    as_credit = state.quote is not None and state.quote.refund_to == "credit"
    spoken_of_it = as_credit or state.memo.get("refunded_to") == "credit"
    if len(text) > _LONGEST or _RUNS_OUT.search(text) is None:
        return False
    if _CREDIT.search(text) is None and (not (spoken_of_it and _OF_IT.search(text)) or _OF_THE_OFFER.search(text)):
        return False
    if any(s.name not in {"refund_to", "topic"} for s in view.reading.slots):
        return False
    heard.questions.append(Question("knowledge", _LIFE, ()))
    heard.understood = True
    task = state.task
    wishes = _WISHES.search(text) is not None and state.quote is not None and task is not None
    return not (wishes and task is not None and task.kind == "refund")  # "as credit please. how long is it good for?"


_OF_THE_OFFER = regex(r"\b(?:offer|quote|hold|held|seats?|tickets?)\b", re.IGNORECASE)
_OF_IT = regex(r"\b(?:it|that|this)\b", re.IGNORECASE)
_LONGEST = 160  # characters


def of_fees(text: str) -> bool:
    """Whether fees are spoken of."""
    return _FEES.search(text) is not None or re.search(r"\bfees?\b", text, re.IGNORECASE) is not None


def only_asks_where(text: str) -> bool:
    """Whether it is asked where the money goes, without a wish: "does it come as credit?"."""
    return text.rstrip().endswith("?") and _WISHES.search(text) is None and asked(text)


def says_short(text: str) -> bool:
    """Whether it is said, and not asked, that it is not all that was paid: "that's less than I paid"."""
    return _IS_SHORT.search(text) is not None


def asks_why_less(text: str) -> bool:
    """Whether it is asked, or remarked, why it is not all that was paid."""
    return _SHORT.search(text) is not None or says_short(text)


_ANOTHER_PLACE = regex(
    r"\b(?:to|on|onto|into|via|by|with|use|in) (?:(?:my|a|an|the|our|this|his|her) )?(?:(?:different|another|other|new|second|wife['’]?s|husband['’]?s|mum['’]?s|mom['’]?s|dad['’]?s|friend['’]?s) (?:\w+ )?(?:card|account|bank)|paypal|venmo|cash ?app|zelle|revolut|wise|bank account|bank transfer|che(?:que|ck)|cash)\b"
    r"|\b(?:different|another|new) card\b|^\W*(?:cash|paypal|venmo|che(?:que|ck))(?: please| pls)?\W*$|\b(?:that|the|my|old) card (?:is|was|has been|got) (?:\w+ )?(?:cancel\w*|expired|closed|lost|stolen|gone|blocked|replaced)\b|\b(?:lost|cancel\w*|closed|changed) (?:that|the|my) (?:old )?card\b",
    re.IGNORECASE,
)
_WHERE_TO = "Which card does a refund go back to?"


def another_place(text: str) -> bool:
    """Whether the money is to go, or cannot go, elsewhere than to how it was paid: "yes, to my paypal"; that is no plain yes."""
    return _ANOTHER_PLACE.search(text) is not None


def sent_elsewhere(view: View, heard: Heard) -> bool:
    """Whether it is said where the money of the refund spoken of is to go, and nothing else: "no, to my card", "as credit instead?"."""
    task, reading = view.state.task, view.reading
    said = [s for s in reading.slots if s.name == "refund_to"]
    if task is None or task.kind != "refund" or view.state.quote is None:
        return False
    if another_place(reading.text) and not any(s.value == "credit" and not s.negated for s in said):
        heard.questions, heard.understood = [Question("knowledge", _WHERE_TO, ())], True
        return True
    if not said and view.state.quote.refund_to == "credit" and _TO_THE_CARD.fullmatch(reading.text):
        task.refund_to, heard.changed = "original", True
        return True
    if not said:
        return False
    if any(s.name not in {"refund_to", "topic"} for s in reading.slots):
        return False
    other = {"credit": "original", "original": "credit"}
    meant = {other[str(s.value)] if s.negated else str(s.value) for s in said}
    if len(meant) != 1 or (reading.text.rstrip().endswith("?") and not _WISHES.search(reading.text)):
        return False
    (place,) = meant
    if place == (view.state.quote.refund_to or "original") and reading.answer == "yes":
        return False
    task.refund_to, heard.changed = ("credit" if place == "credit" else "original"), True
    return True


_TO_THE_CARD = regex(
    r"\W*(?:(?:ok|okay|no|nah|nope|then|so|hm+|oh|well|fine|just|actually|rather|in that case|i['’]?ll (?:have|take)|make it)\W+)*(?:(?:put|send|pay) (?:it|them|the money) )?(?:(?:right |straight )?back )?(?:(?:to|on|onto) )?(?:(?:my|the|our) )?(?:(?:same|original|bank|debit) )*(?:card|bank)"
    r"(?:\W+(?:then|instead|please|pls|it is|i (?:guess|suppose|think)|back|rather|do it|do that|go ahead|ok|yes|is (?:fine|ok|better)|that['’]?s fine))*\W*",
    re.IGNORECASE,
)
"""Where the money is to go after all, of one quoted as credit: "card then I guess. do it"."""
_WISHES = regex(
    r"\b(?:instead|rather|prefer|please|(?:can|could|may) (?:i|we|you|it)|i want|i'?d like|make it|what about|how about)\b",
    re.IGNORECASE,
)


def taken_otherwise(text: str, quote: ShownQuote) -> bool:
    """Whether what is asked takes the money to go elsewhere than the quote says: "as credit, right?" of one that goes to the card."""
    wrong = _AS_PAID if quote.refund_to == "credit" else _IN_CREDIT
    return wrong.search(text) is not None


def spoken_of(state: ConversationState) -> bool:
    """Whether money that goes back is what the conversation is about."""
    if state.quote is not None:
        return state.quote.kind == "refund" or (state.quote.kind == "exchange" and state.quote.total < 0)
    return bool(state.memo.get("refunded")) and state.task is None


def lines(flow: Flow, text: str) -> Script:
    """The answer alone, for what was asked in `text`."""
    state, quote = flow.state, flow.state.quote
    to = quote.refund_to if quote is not None else state.memo.get("refunded_to")
    if _WENT.search(text):
        flow.lead.append("Not yet: it waits for your yes." if quote is not None else (yield from _on_its_way(flow)))
    of_fees = _FEES.search(text) or asks_why_less(text)
    if quote is None and state.memo.get("refund_quote"):
        quote = ShownQuote.model_validate(state.memo["refund_quote"])
    if quote is not None and of_fees:
        flow.lead.append(of_its_fees(quote))
    if quote is not None and WHY_FEES.search(text):
        flow.lead.append(NO_REASON)
    told = False
    if to != "credit" and (_WHEN.search(text) or _NOT_THERE_YET.search(text) or not of_fees):
        told = yield from documents.say(flow, ARRIVES, None, only=_TAKES_SO_LONG)
    if to == "credit":
        flow.lead.append("It comes as credit to your account with us, not to a card.")
    elif _WHERE.search(text) or not (told or of_fees):
        flow.lead.append("It goes back to how you paid, not as credit.")
    if _WHEN.search(text) and not told and to != "credit":
        flow.lead.append("How many days that takes I don't know; it is up to your bank.")
    return flow.say()


def _on_its_way(flow: Flow) -> Generator[list[ToolCall], list[ToolResult], str]:
    """How the refund that was made last stands."""
    got = yield from flow.use("list_orders", quiet=True)
    orders = got.content.get("orders", []) if got.ok else []
    status = next((o["status"] for o in orders if o["order_id"] == flow.state.memo.get("refunded")), "")
    if status == "refund_pending":
        return "Not yet: a person still decides on it, and you'll hear from us."
    return f"Yes, it is under way; order {flow.state.memo['refunded']} is {status.replace('_', ' ') or 'refunded'}."


def tell(flow: Flow, back: str) -> Script:
    """Answers, and comes back to what waits."""
    speech = yield from lines(flow, flow.view.message)
    return flow.say(speech.text, back, awaiting=flow.state.awaiting)


def of_its_fees(quote: ShownQuote) -> str:
    """What a refund's quote says of its fees."""
    back = phrases.money(abs(quote.total), quote.currency)
    kept = sum(amount for label, amount in quote.items if amount > 0 and "fee" in label.casefold())
    if kept:
        fees = phrases.money(kept, quote.currency)
        return f"{back} is what you get: fees are not given back, and {fees} of what you paid were fees."
    returned = sum(abs(amount) for label, amount in quote.items if amount < 0 and label.casefold() == "fees")
    if returned:
        return f"Yes, the fees come back too: {phrases.money(returned, quote.currency)} of the {back} are fees."
    return f"{back} is what you get; no fees are taken off."
