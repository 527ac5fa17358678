"""What is asked of the change that is quoted, and of what stays: "which seat goes back", "what do we have left", "will we still sit together".

`asked` hears it and `unchanged` sees that no question alters the change; both are pure. `tell` answers from the order and the quote, which stays.
"""

import re

from willcall.agent.dialogue import aspects, phrases
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.owned import mine, rather_those
from willcall.agent.dialogue.wishes.part import in_hand, some_tickets
from willcall.agent.ports import Speech, View
from willcall.agent.state import ConversationState, Heard, Question, ShownQuote, Task, TicketFact
from willcall.kit.money import exponent
from willcall.understanding.patterns import regex

_LONGEST = 160  # characters
_LEAD = r"\W*(?:(?:ok|okay|and|so|but|wait|hm+|sorry|hang on|hold on|oh|um+|er+m*|just to check|just checking|remind me|tell me|can you (?:tell|remind) me|yes|yeah|no|right|quick q(?:uestion)?|one (?:thing|q|question)|before (?:that|i (?:say yes|agree)))\W+)*"
_WHICH = regex(
    rf"{_LEAD}(?:(?:which|what|wat|wot|whose)(?: (?:is|are))?(?: the)?(?: (?:one|ones|seats?|tickets?|seat numbers?|numbers?|row))\b[^.?!]{{0,40}}\b(?:back|refund\w*|return\w*|keep\w*|kept|stay\w*|left|remain\w*|go|goes|going|los(?:e|ing|t)|giv(?:e|ing)|drop\w*|cancel\w*|have|get|got|swap\w*|exchang\w*)\b[^.?!]{{0,24}}"
    r"|what(?:['’]?s| is| are| will be| do (?:i|we) have| have (?:i|we) got) left\b[^.?!]{0,30}|what (?:do|will|would) (?:i|we) (?:(?:still|actually|then) )*(?:keep|have left|end up with|be left with)\b[^.?!]{0,30}|where (?:will|do|would|are) (?:i|we|the (?:rest|others?|two|three)|they|my \w+|our \w+)\b[^.?!]{0,20}\b(?:sit\w*|seats?|be|end up)\b[^.?!]{0,20})\W*",
    re.IGNORECASE,
)
_TOGETHER = regex(
    r"\b(?:together|beside|besides|next to|side by side|alongside|adjacent|split up|separated|seated apart|apart)\b",
    re.IGNORECASE,
)
_STAY = regex(
    rf"{_LEAD}(?:will|do|does|are|is|can|would|won['’]?t|isn['’]?t|aren['’]?t|what happens (?:to|with)|what about)\b[^.?!]{{0,16}}\b(?:the|my|our|his|her|those|these|other|others)\b[^.?!]{{0,30}}\b(?:others?|rest|remaining|two|three|four|five|\d|tickets?|seats?|ones?|booking|order)\b[^.?!]{{0,60}}\W*",
    re.IGNORECASE,
)
_OF_THEM = regex(
    r"\b(?:stay\w*|still|change[ds]?|same|valid|good|work|ok|okay|safe|affected|unaffected|cancel+ed|move[ds]?|remain\w*|happens?|keep|stand)\b",
    re.IGNORECASE,
)
_OLD_ONE = regex(
    r"\b(?:do|need|have to|should|must|shall|supposed to)\b[^.?!]{0,30}\b(?:anything|something|what|send|post|delete|return|destroy|bin|keep|do)\b[^.?!]{0,30}\b(?:ticket|tickets|qr|code|it|pdf|one)\b|\bwhat (?:happens to|about|do (?:i|we) do with|should (?:i|we) do with)\b[^.?!]{0,16}\b(?:old|refunded|returned|returning|giving back|qr|code|first|that)\b[^.?!]{0,20}\b(?:ticket|tickets|seat|seats|one|ones|qr|code)\b"
    r"|\b(?:old|that|returned|refunded) (?:tickets?|ones?|seats?|qr codes?|codes?)\b[^.?!]{0,30}\b(?:still work|work|valid|void|cancelled|die|expire|useless|dead|disappear)\b",
    re.IGNORECASE,
)
_WISHES = regex(
    r"\b(?:instead|rather|can (?:you|u) (?!(?:tell|remind|confirm|explain|say|show))|could (?:you|u) (?!(?:tell|remind|confirm|explain|say|show))|(?:can|could|may) (?:i|we) (?:please |just |also |maybe )*(?:give|return|refund|swap|change|keep|make|get|have|cancel|do|move|upgrade|transfer|send|use|buy|book|add)|make it|what (?:about|if)|how (?:about|much)|change (?:it|that|them) to|only|just (?:one|two|three|\d)|refund|swap|exchange|upgrade|transfer|give|send|row|section|credit|voucher|person|human|someone)\b",
    re.IGNORECASE,
)
_KIN_COUNTED = regex(
    r"\b(?:my|our|his|her|the) (?:\w+ )?(?:two|three|four|five|\d) (?!seats?|tickets?|others?)\w+ (?:will|would|are|were|is|have|had|love|hate)\b",
    re.IGNORECASE,
)
_CHANGES = frozenset({"refund", "exchange", "upgrade"})


def asked(view: View, heard: Heard) -> bool:
    """Whether the message only asks which tickets go and which stay, how those lie, or what becomes of them."""
    state, text = view.state, view.reading.text
    quote, task = state.quote, state.task
    if quote is None or quote.kind != "refund" or task is None or task.order is None or len(text) > _LONGEST:
        return False
    if state.awaiting != "confirmation" or view.reading.answer in {"yes", "no"}:
        return False
    if not any(words.search(text) for words in (_ASKS_WHY, _ON_CONDITION, _HOW_LONG)) and not aspects.asks(text):
        return False
    if _HOW_LONG.search(text) and not any(s.name == "email" for s in view.reading.slots):
        heard.questions, heard.understood = [Question("knowledge", "How long does a refund take?", ())], True
        return True
    of_fees = _of_its_fees(text, quote)  # whose sum may look like a time
    apart = {"event", "performer", "email", "event_kind", *(() if of_fees else ("when",))}
    if any(s.name in apart for s in view.reading.slots):
        return False
    if of_fees:
        heard.standing = "fees kept"
    elif _OLD_ONE.search(text):
        heard.standing = "given back"
    elif _NEWS.search(text):
        heard.standing = "told here"
    elif _EACH.search(text) and not _WISHES.search(text) and "fee" not in text.casefold():
        heard.standing = "each"
    elif (
        (not _WISHES.search(text) and _TOGETHER.search(text))
        or _WHICH.fullmatch(text)
        or (_STAY.fullmatch(text) and _OF_THEM.search(text) and not _WISHES.search(text))
    ):
        heard.standing = "what stays"
    heard.understood = heard.standing is not None
    return heard.understood


_HOW_LONG = regex(
    r"\b(?:bank|card company|paypal)\b[^.?!]{0,80}\b(?:days?|weeks?|months?|long|quick\w*|fast\w*)\b|\b(?:it|that|this) (?:can |could |may |might |will )?takes? (?:up to )?(?:a|\d+|one|two|three|several|some) (?:business |working )?(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_NEWS = regex(
    r"\b(?:will|do|would|can|could) (?:i|we|you)\b[^.?!]{0,16}\b(?:get|receive|have|send|be sent|e-?mail|text|hear)\b[^.?!]{0,24}\b(?:e-?mails?|confirmation|text|message|receipt|proof|notification|about it|back from you)\b|\bhow (?:will|would|do) (?:i|we) know\b",
    re.IGNORECASE,
)
_EACH = regex(
    r"\b(?:each|per (?:ticket|person|seat|head)|a (?:ticket|head|piece))\b[^.?!]{0,24}\b(?:or|together|total|both|altogether|in all)\b|\b(?:total|both|altogether|in all|together)\b[^.?!]{0,24}\b(?:each|per|or (?:each|one|per|for one))\b|\bfor (?:each|both|the two|the pair|one) or\b",
    re.IGNORECASE,
)
TOLD_HERE = "I tell you right here as soon as it is done, and your order shows it from then on."


def _of_its_fees(text: str, quote: ShownQuote) -> bool:
    """Whether it is asked why it is no more, or made a condition that it is: "why only 26, I paid 29.90", "yes if I get the full 29.90"."""
    places, share = 10 ** exponent(quote.currency), max(1, quote.count)
    fees = sum(amount for label, amount in quote.items if amount > 0 and "fee" in label.casefold())
    told = {float(m.group().replace(",", ".")) for m in _AMOUNT.finditer(text)}
    named = {one / places for one in (fees, abs(quote.total), abs(quote.total) + fees)}
    spoken_of = bool(told & {*named, *(one / share for one in named)}) or _FEES.search(text) is not None
    return spoken_of and bool(_ASKS_WHY.search(text) or _ON_CONDITION.search(text))


_AMOUNT = regex(r"\d+(?:[.,]\d{1,2})?")
_FEES = regex(r"\b(?:fees?|charges?|full|whole|everything|all (?:of it|the money|my money|i paid))\b", re.IGNORECASE)
_ASKS_WHY = regex(
    r"\b(?:why|how come|wh?at happened to|where(?:['’]?s| is| has| did)? (?:the|my))\b|\bwh?[ao]t(?:['’]?s| is| are)(?: \S+){0,5} for\b|\bi(?:['’]?d|['’]?ll| will| would| do)?(?: still| just| basically)? (?:lose|lost|losing)\b|\b(?:am|are) (?:i|we) losing\b|\b(?:you|u)(?:['’]?re| are| r)? (?:keep|keeping|taking|take)\b",
    re.IGNORECASE,
)
_ON_CONDITION = regex(
    r"\b(?:if|as long as|so long as|provided|unless)\b(?! (?:possible|ok|you like|you want))", re.IGNORECASE
)


def before(state: ConversationState) -> Task | None:
    """The change that is quoted and waits for a yes, as it is before a message is heard."""
    waits = state.quote is not None and state.quote.kind in _CHANGES and state.awaiting == "confirmation"
    return state.task.model_copy(deep=True) if waits and state.task is not None else None


_WHICH_TICKETS = ("ticket_count", "kept", "numbers", "nth", "spared", "ticket_ids")


def unchanged(view: View, heard: Heard, was: Task | None) -> None:
    """Leaves the change that is quoted as it was where a question, or a word about somebody, had altered how many or which tickets it is of."""
    state, text = view.state, view.reading.text
    if was is None or state.task is None or state.task.kind != was.kind or view.picked is not None or not heard.changed:
        return
    if all(getattr(state.task, name) == getattr(was, name) for name in _WHICH_TICKETS):
        return  # quoted again as it is
    if rather_those.names_so_many(text):
        return
    only_asks = (aspects.asks(text) or _ASKS_WHY.search(text) is not None) and not _WISHES.search(text)
    if was.kind != "refund" or not (only_asks or _KIN_COUNTED.search(text)):
        return
    state.task, heard.changed = was, False
    if heard.standing is None and not heard.questions:
        of_fees = state.quote is not None and _of_its_fees(text, state.quote)
        heard.standing = "fees kept" if of_fees else "what stays"


def tell(flow: Flow, back: str) -> Speech:
    """What goes back and what stays, and how those lie where that is asked."""
    state, text = flow.state, flow.view.message
    task = state.task
    assert task is not None
    if task.order is None:
        return flow.say(back, awaiting=state.awaiting)
    some = some_tickets(task)
    going, staying = (
        [t for t in in_hand(task) if (some is None or t.ticket_id in some) is gone] for gone in (True, False)
    )
    if not staying:
        return flow.say(f"All of them go back: {phrases.places(going)}.", back, awaiting=state.awaiting)
    lie = _lie(staying) if _TOGETHER.search(text) else "They stay as they are." if _OF_THEM.search(text) else ""
    keeps = f"You keep {phrases.places(staying)}."
    return flow.say(f"Going back: {phrases.places(going)}. {keeps}", lie, back, awaiting=state.awaiting)


def _lie(staying: list[TicketFact]) -> str:
    return mine.how_they_lie(staying) if len(staying) > 1 else "That is one seat by itself."


GIVEN_BACK = "No, nothing: a ticket that is given back just stops being valid, and there is nothing to send in."
