"""Questions about where things stand: what it comes to, whether money was taken, what we were doing, what is somebody else's.

`asked` hears them, pure like `hearing`; `tell` answers from what is on the table, what is held and what was bought. Prices of a
whole event, and rules, are other rooms' business.
"""

import re
from typing import Literal

from willcall.agent.dialogue import aspects, changes, phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.orders import ACTIVE
from willcall.agent.dialogue.purchase import quote_text
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, OrderFact

Standing = Literal["price", "charged", "owed", "where", "others", "person", "noted", "options", "together"]

ASK_AGAIN = {
    "event": "Which event would you like?",
    "quantity": "How many tickets would you like?",
    "seats": "Which of the seats would you like?",
    "order": "Which order do you mean?",
    "confirmation": "Shall I go ahead?",
    "payment": "How would you like to pay? Choose below.",
    "second_step": "Your bank is waiting for your approval; tell me once it's done.",
    "sign_in": "Please sign in, and I'll carry on from here.",
    "choice": "What would you like?",
}

_LONGEST = 14  # words of a question that hangs on what was said before
_LEAD = (
    r"\W*(?:(?:ok|okay|k|so|and|but|hm+|er+m*|um+|uh|oh|ah|right|well|sorry|wait|hold on|hang on|just|wow|nice|great|cool|lovely|alright|then|yeah|"
    r"hi|hey|actually|quick question|question|before i (?:pay|book|decide|say yes|buy)|go on then|interesting)\b\W*)*"
)
_POINT = r"(?:that|it|this|they|those|these|them|everything|all (?:that|this|of (?:it|that|them))|the (?:lot|two(?: of (?:them|those|us))?|pair|seats|tickets|upgrade|swap|exchange|change))"
_COMES = r"(?:be|cost|costing|come to|come out (?:at|as|to)|work out(?: (?:at|as|to))?|add up to|total|set me back|run me|going to (?:cost|be)|gonna (?:cost|be))"
_TAIL = (
    r"(?:\W*\b(?:all in|in all|altogether|all together|in total|total|all up|for (?:both|all|everything|the lot|(?:two|three|four|five|six|\d+)(?: of (?:us|them|those|these)| tickets| seats)?|us(?: both| all)?|(?:both|all) of us|"
    r"the (?:two|three|four|five|six|pair|\d+)(?: of (?:us|them))?|that|it|this|those|them|doing (?:that|it|this)|swapping(?: them)?|changing(?: them)?|upgrading)|with (?:the |all (?:the )?)?fees(?: (?:and all|included))?|"
    r"inc(?:l(?:uding|uded)?)?\.? (?:the )?fees|then|now|again|each|per (?:person|ticket|seat|head)|a (?:ticket|seat|head|pop)|extra|more|please|pls|plz|mate|love|hun|tho|though|btw|exactly|roughly|"
    r"to (?:do (?:that|it)|upgrade|swap|switch|change|move)|if (?:i|we) (?:do|did|upgraded?|swap(?:ped)?|switch(?:ed)?|went for (?:it|that)|go for (?:it|that)|t(?:ake|ook) (?:it|them|that|those))|in price|in cost|between (?:them|the two|those)))*\W*"
)
_PRICE = re.compile(
    _LEAD + "(?:" + "|".join((
        rf"how much(?:\s+(?:more|extra|less|money|difference|dearer))?(?:\s*(?:'s|s|is|are|was|were|would|will|does|do|did)\b)?\s*(?:{_POINT})?\s*(?:{_COMES})?",
        rf"(?:what|wot)(?:'?s|\s+is|\s+are|\s+was|\s+would|\s+will)?\s+(?:the\s+|my\s+)?(?:total\s+|price\s+|extra\s+)?(?:damage|difference|diff|extra|total|grand total|cost|price|charge|bill|sum)(?:\s+be)?(?:\s+(?:of|for|on)\s+{_POINT})?",
        rf"(?:what|wot)(?:'?s|\s+is|\s+does|\s+do|\s+will|\s+would|\s+did)\s+{_POINT}\s+(?:{_COMES}|all in|in all|altogether|in total|total)",
        rf"is there (?:a|any|an)\s+(?:extra\s+)?(?:charge|fee|cost|extra)(?:\s+for\s+(?:{_POINT}|doing (?:that|it)|swapping|changing|upgrading))?",
        r"how much (?:do|would|will|am|should|have) (?:i|we) (?:got to |have to |need to |be )?(?:pay|paying|owe|charged|lose|losing|get back|getting back)(?: you)?",
    )) + ")" + _TAIL,
    re.IGNORECASE,
)  # fmt: skip
_OWED = re.compile(
    _LEAD
    + r"(?:do (?:i|we) (?:still )?owe (?:you |ya )?(?:anything|owt|any money|something|money)|what do (?:i|we) (?:still )?owe(?: you| ya)?)"
    + _TAIL,
    re.IGNORECASE,
)
_DEED = r"(?:payment|card|order|booking|money|transaction|purchase|ticket|tickets)"
_CHARGED = re.compile(
    rf"\b(?:did|has|have|is|was)\s+(?:that|it|this|everything|(?:my|the)\s+{_DEED})\s*(?:all\s+)?(?:just\s+)?(?:go|gone|went|been|come|came|get|got)?\s*(?:through|thru|processed|worked|work|confirmed|successful|taken|booked|paid)\b"
    r"|\b(?:have|did|has|had)\s+(?:you|u|ya|they|it)\s+(?:guys\s+)?(?:already\s+|actually\s+|just\s+)?(?:charged?|take|taken|took|billed?|debit(?:ed)?)\b[^.?!]{0,20}\b(?:me|my|money|card|payment|twice|anything|us)\b"
    r"|\b(?:was|were|am|have|did)\s+(?:i|we)\s+(?:been\s+|get\s+|just\s+)?(?:charged|billed|debited)\b"
    r"|\b(?:am i|are we)\s+(?:all\s+)?(?:booked|sorted|set|good to go|confirmed)\b",
    re.IGNORECASE,
)
_SAYS_PAID = re.compile(
    r"\bpayment\s+(?:was |is |has been |already )*(?:received|made|complete\w*|done|confirmed|approved)\b|\b(?:i|we)(?:'ve| have)?\s+already\s+paid\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:why|will|would|could|might|if|when|until|refund\w*|upgrad\w*|exchang\w*|swap\w*)\b", re.IGNORECASE
)
_TWICE = re.compile(r"\b(?:twice|double|two times)\b", re.IGNORECASE)
_WHERE = re.compile(
    r"\bwhere (?:were|was|are) (?:we|i)(?: (?:at|up to|again|now))*\W*$|\bwhat (?:were|was) (?:we|i) (?:doing|saying|up to|looking at)\b"
    r"|^\W*(?:(?:right|ok|okay|so|sorry|hi|hey|hello|yeah)\W+)*(?:i'?m|im) back\b[^?]{0,30}$",
    re.IGNORECASE,
)
_KNOWN = r"(?:mate|friend|pal|buddy|brother|sister|mum|mom|dad|cousin|boss|neighbou?r|ex|flatmate|roommate|colleague|uncle|aunt\w*|girlfriend|boyfriend|wife|husband)"
_OTHERS = re.compile(
    rf"\b(?:my|our|a|his|her)\s+(?:\w+\s+)?{_KNOWN}(?:\s+[a-z]+)?['’]s\s+(?:order|booking|account|reservation)\b"
    r"|\b(?:his|her|their)\s+(?:order|booking|account|reservation)\b"
    r"|\b(?:refund|cancel|exchange|upgrade)\s+(?:it|them|that|those|his|hers|theirs)\s+(?:for|on behalf of)\s+(?:him|her|them)\b"
    rf"|\b(?:where|what seats?)\s+(?:he|she|they|my\s+{_KNOWN}|(?:my\s+{_KNOWN}\s+)?[a-z]+)(?:['’]s|['’]re|\s+is|\s+are)\s+(?:sitting|sat|in|seated)\b(?<!we are sitting)(?<!i am sitting)",
    re.IGNORECASE,
)
_WHEN_A_PERSON = re.compile(
    r"\b(?:how long|when|what time|how soon)\b[^.?!]{0,30}\b(?:someone|somebody|anyone|they|he|she|a person|a human|the person|you guys|you lot|people)\b[^.?!]{0,20}\b(?:get back|gets back|call|calls|ring|rings|answer|answers|reply|replies|respond|contact|join|joins|be here|here|come|there)\b"
    r"|\bwhat happens (?:now|next|then)\b|\bwhat(?:'s| is) next\b|\b(?:any|is there) (?:news|update)\b|\b(?:look|looks|looking) into it\b|\bis (?:anyone|anybody|someone|somebody) (?:there|coming|looking)\b",
    re.IGNORECASE,
)
_DETAILS = re.compile(
    r"\bmy (?:number|phone|mobile|cell|e-?mail|email|name|address)(?: number| address)?(?: is|'s|:)|\b(?:call|ring|text|reach|e-?mail) me (?:on|at)\b|^\W*(?:so\s+|well\s+)?(?:it'?s|this is|its) (?:about|regarding|to do with|concerning)\b|^\W*[\w.+-]+@[\w-]+\.\w+\W*$|^\W*\+?\d[\d ()-]{6,}\W*$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:don'?t worry|no need|forget (?:it|that|the (?:person|human))|never ?mind|nvm|cancel that|not to worry|s'?ok|it'?s (?:ok|fine))\b[^.?!]{0,30}\b(?:do it (?:here|with you|myself|now)|(?:carry|go|crack) on|with you|sort it (?:here|now)|here)\b"
    r"|\b(?:don'?t|no longer|not) (?:need|want) (?:a |the |to speak to a )?(?:person|human|someone|anyone)\b",
    re.IGNORECASE,
)
_OPTIONS = re.compile(
    r"\bwhat(?:'?s| are| r| is)? (?:my|our|the other|other) options?\b|\b(?:is there )?(?:anything|nothing|something) (?:else )?(?:i|you|u|we|ya) (?:can|could) do\b|\bwhat (?:else )?(?:can|could) (?:i|we|you) do\b|^\W*(?:but |and |that's (?:ridiculous|mad|rubbish|not fair)\W+|oh\W+)?why(?: not| can'?t (?:i|you|we)| is that)?\b[^.!]{0,20}$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:are|is|r) (?:they|those|these|the seats|all of them|we|it|that|both)(?: all| both)? (?:be )?(?:sat |seated |sitting )?(?:together|next to each other|side by side|in a row|adjacent|beside each other)\b|\b(?:would|will|do) (?:we|they)(?: all| both)? (?:be|sit) (?:together|next to each other|side by side)\b",
    re.IGNORECASE,
)
_CHEAPEST_OF = re.compile(
    _LEAD
    + r"(?:what|which|whats|what's)(?:'?s| is| one is)? the cheapest(?: (?:upgrade|one|option|of (?:them|those|these)))?\W*",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:where|what seats?)\s+(?:i|we)\b", re.IGNORECASE)


def asked(view: View) -> Standing | None:
    """What of the present state a message asks for; None where it is about something else."""
    state, reading = view.state, view.reading
    text = reading.text
    if len(text.split()) > _LONGEST:
        return "others" if _OTHERS.search(text) and not _SELF.search(text) else None
    told = {s.name for s in reading.slots if not s.negated}
    if _OTHERS.search(text) and not _SELF.search(text) and "email" not in told:
        return "others"
    if _WHERE.search(text) or (state.handed_off and _NO_PERSON.search(text)):
        return "where"
    if state.case_id is not None and state.quote is None:
        if _WHEN_A_PERSON.search(text):
            return "person"
        if state.handed_off and state.awaiting != "choice" and _DETAILS.search(text):
            return "noted"
    if state.memo.get("refused") and state.quote is None and _OPTIONS.search(text):
        return "options"
    if told & {"event", "performer", "venue", "section", "max_price", "event_kind", "event_name"}:
        return None
    if _CHARGED.search(text) and aspects.asks(text) and not _SUPPOSED.search(text):
        return "charged"
    if state.quote is not None and _SAYS_PAID.search(text) and not _SUPPOSED.search(text):
        return "charged"
    if _OWED.fullmatch(text):
        return "owed"
    shown = state.latest
    held = state.hold is not None and state.task is not None and state.task.chosen is not None
    if _TOGETHER.search(text) and (held or (state.awaiting == "seats" and shown is not None and shown.seats)):
        return "together"
    if _CHEAPEST_OF.fullmatch(text) and state.task is not None and state.task.kind == "upgrade" and _table(state):
        return "price"
    return "price" if _PRICE.fullmatch(text) and (state.quote is not None or _table(state)) else None


def _table(state: ConversationState) -> bool:
    """Whether priced things were shown that wait for a pick."""
    latest = state.latest
    if latest is None or state.awaiting not in {"event", "seats", "choice"}:
        return False
    return bool(latest.seats or latest.events)


def tell(flow: Flow, standing: Standing) -> Script:
    """Answers, and comes back to what waits."""
    state = flow.state
    match standing:
        case "price":
            return (yield from _price(flow))
        case "charged" | "owed":
            return (yield from _charged(flow, owed=standing == "owed"))
        case "others":
            return flow.say(
                "I can only look at your own orders, and change nobody else's. Whoever bought them can sign in and ask me.",
                where_we_were(flow),
                awaiting=state.awaiting,
            )
        case "person":
            return flow.say(
                f"Case {state.case_id} is with our people, and they answer right here; how long it takes I can't say.",
                where_we_were(flow),
                awaiting=state.awaiting,
            )
        case "noted":
            return flow.say(
                f"Thank you. Whoever takes up case {state.case_id} reads all that you write here.",
                awaiting=state.awaiting,
            )
        case "together":
            chosen = state.task.chosen if state.hold is not None and state.task is not None else None
            offers = [chosen] if chosen is not None else (state.latest.seats if state.latest is not None else [])
            apart = any("together" in offer.note for offer in offers)
            together = "Yes, side by side." if len(offers) == 1 else "Yes, the seats of each offer are side by side."
            head = "Not all of them: they are the nearest there are." if apart else together
            return flow.say(head, where_we_were(flow), awaiting=state.awaiting)
        case "options":
            return (yield from _options(flow))
        case "where":
            return (yield from quote_again(flow))


def _price(flow: Flow) -> Script:
    """What is on the table with its prices, once more."""
    state = flow.state
    latest = state.latest
    if state.quote is not None:
        return (yield from quote_again(flow))
    if latest is not None and latest.seats:
        currency = state.last_event.currency if state.last_event is not None else ""
        order = state.task.order if state.task is not None else None
        currency = order.currency if order is not None else currency
        swap = state.task is not None and state.task.kind == "exchange"
        lines = phrases.numbered([phrases.seats_line(o, currency, whole=not swap) for o in latest.seats])
        ask = ASK_AGAIN["seats"] if len(latest.seats) > 1 else "Shall I take these?"
        head = "What you paid counts towards these:" if swap else "With all fees:"
        return flow.say(head, lines, ask, awaiting=state.awaiting)
    events = latest.events if latest is not None else []
    lines = phrases.numbered([phrases.event_line(e, flow.now) for e in events])
    return flow.say("With all fees:", lines, ASK_AGAIN["event"], awaiting=state.awaiting)


def _options(flow: Flow) -> Script:
    """What may still be done with an order that was refused money back, by the policies of its event."""
    state = flow.state
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    order = next((o for o in orders if o.order_id == state.memo.get("refused")), None)
    for kind in ("refund", "exchange", "transfer"):
        policy = yield from flow.use("get_policy", kind=kind, event_id=order.event_id if order is not None else None)
        told = policy.content.get("policy") if policy.ok else None
        if told:
            flow.lead.append(f"{phrases.sentence(told['text'])} ({told['name']})")
    flow.offer_person()
    return flow.say("Tell me what you'd like. Or shall I ask a person to look at it?")


def _charged(flow: Flow, *, owed: bool) -> Script:
    """Whether money was taken, by the orders there are; or whether any is owed."""
    state = flow.state
    if state.quote is not None and state.quote.total > 0:
        amount = phrases.money(state.quote.total, state.quote.currency)
        head = (
            f"{amount}, once you pay; nothing has been charged for it yet."
            if owed
            else "No, nothing has been charged for these yet."
        )
        return flow.say(head, where_we_were(flow), awaiting=state.awaiting)
    if not flow.view.signed_in:
        return flow.say("Nothing has been charged in this conversation.", where_we_were(flow), awaiting=state.awaiting)
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    if not orders:
        head = "No, you owe nothing." if owed else "No, nothing has been charged."
        return flow.say(head, where_we_were(flow), awaiting=state.awaiting)
    order = next((o for o in orders if o.order_id == state.last_order_id), orders[0])
    line = f"{phrases.order_line(order, flow.now)}, {phrases.money(order.total, order.currency)}."
    if owed:
        return flow.say(
            "No, you owe nothing: what you bought is paid for.", line, where_we_were(flow), awaiting=state.awaiting
        )
    if order.status not in ACTIVE:
        return flow.say(line, where_we_were(flow), awaiting=state.awaiting)
    twice = _TWICE.search(flow.view.message)
    head = "It was charged once:" if twice else "Yes, that went through:"
    more = "If your bank shows it twice, just say so and I'll fetch a person." if twice else ""
    return flow.say(f"{head} {line}", more, where_we_were(flow), awaiting=state.awaiting)


def quote_again(flow: Flow) -> Script:
    """What is quoted, once more."""
    got = yield from flow.use("show_quote")
    if not got.ok:
        return flow.say(where_we_were(flow) or "Nothing is held for you at the moment.", awaiting=flow.state.awaiting)
    quote = got.content["quote"]
    awaiting = "payment" if flow.state.quote is not None and flow.state.quote.confirmed else "confirmation"
    task = flow.state.task
    words = (
        quote_text(flow, quote, task.event if task else None)
        if quote["kind"] == "purchase"
        else changes.change_text(quote)
    )
    return flow.say(words, awaiting=awaiting)


def where_we_were(flow: Flow) -> str:
    """The question that waits, in words."""
    state = flow.state
    if state.awaiting == "confirmation" and state.quote is not None:
        total = state.quote.total
        amount = phrases.money(abs(total), state.quote.currency)
        left = phrases.until(state.quote.expires_at, flow.now)
        what = {
            "purchase": "book the seats",
            "upgrade": "upgrade you",
            "refund": "refund you",
            "exchange": "exchange them",
        }
        if state.quote.kind == "purchase":
            return f"I'm still holding your seats for {left}, {amount} in all. Shall I book them?"
        return f"Back to where we were: shall I {what[state.quote.kind]} ({amount})?"
    return ASK_AGAIN.get(state.awaiting or "", "")
