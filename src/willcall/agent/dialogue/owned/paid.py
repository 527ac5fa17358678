"""What one's own orders come to: how many tickets, how much in all or each, numbered seats or standing. Read from the orders, never from a rule.

`asked` is pure; `tell` looks at the orders and changes nothing.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.owned.orders import is_active
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, OrderFact, TicketFact
from willcall.understanding.patterns import regex

_MANY = regex(
    r"\bhow many(?: (?:tickets?|tix|seats?|places?|orders?|of (?:them|those|these)))?(?: in (?:all|total))? (?:did|have|do|had|was|were) (?:i|we)\b[^.?!]{0,16}\b(?:charged|buy(?:ing)?|bought|book(?:ed|ing)?|got(?! (?:left|to))|order(?:ed|ing)?|paid for|pay(?:ing)? for|end(?:ed)? up with)\b",
    re.IGNORECASE,
)
_MUCH = regex(
    r"\b(?:how much|what) (?:did|have|had) (?:i|we)\b(?! (?:get|got))[^.?!]{0,16}\b(?:pay|paid|paying|spend|spent|been charged|get charged|part with)\b(?! for (?:parking|the (?:fees?|drinks?)))",
    re.IGNORECASE,
)
_CONFIRMED = regex(
    r"\b(?:confirm|check|tell me|remind me(?: of)?|know|what(?:['’]?s|s| is| was)?)\b[^.?!]{0,16}\b(?:price|total|amount|sum|cost|figure)\b (?:(?:that|which) )?(?:i|we)(?:['’]?ve| have)? (?:just )?(?:paid|spent|been charged)\b",
    re.IGNORECASE,
)
_EACH = regex(
    r"\b(?:did|have) (?:i|we) pa(?:y|id)\b[^.?!]{0,24}\b(?:each|apiece|per (?:ticket|seat|person))\b"
    r"|\b(?:is|was|are|were) (?:that|it|this|those|they)\b[^.?!]{0,20}\b(?:each|apiece|for (?:all|both|one|the (?:two|three|four|five|six|lot)|\d|two|three|four)|in total|altogether)\b[^.?!]{0,20}\bor\b"
    r"|\bpaid? [^.?!]{0,12}\bfor (?:all|both|the (?:two|three|four))\b[^.?!]{0,12}\bor (?:each|for)\b",
    re.IGNORECASE,
)
_SUM = regex(
    r"\bwhat(?:['’]?s| is| does| did)? (?:that|it|this|everything|all (?:that|of (?:it|them)))\b[^.?!]{0,12}\b(?:in total|altogether|all together|in all|come to|total|add up to|the total)\b"
    r"|\bhow much (?:is|was|does|did) (?:that|it|this|everything|they|those|all (?:that|of (?:it|them)))\b[^.?!]{0,12}\b(?:in total|altogether|all together|in all|come to)\b"
    r"|\bhow much (?:was|were|did) (?:it|that|they|those)\b[^.?!]{0,8}\b(?:each|per (?:ticket|seat|person)|apiece|cost (?:me|us))\b",
    re.IGNORECASE,
)
_OURS = regex(r"\b(?:my|our|mine|ours)\b|\b(?:am|are|do|will) (?:i|we)\b", re.IGNORECASE)
_OTHERWISE = regex(
    r"\b(?:refund\w*|back|exchang\w*|upgrad\w*|if|can|could|limit|most|points|credit|left|more)\b", re.IGNORECASE
)
_LONGEST = 160  # characters
_NAMES = frozenset({"event", "performer", "event_kind", "when", "max_price", "email", "order_id", "venue"})


_WHY = regex(
    r"\b(?:why|how come)\b[^.?!]{0,24}\b(?:charged?|bill(?:ed)?|debited|take|taken|took|cost|pay|paid)\b(?! (?:twice|double|again|back))",
    re.IGNORECASE,
)


def asked(view: View) -> bool:
    """Whether it is asked what was bought comes to, and nothing is on the table that it could be asked of instead."""
    state, reading = view.state, view.reading
    text = reading.text
    open_table = state.quote is not None or state.hold is not None or state.transfer is not None
    if not view.signed_in or open_table or len(text) > _LONGEST or state.pending_order_id is not None:
        return False
    if state.task is not None and state.task.kind != "orders":
        return False
    if any(s.name in _NAMES for s in reading.slots):
        return False
    if _CONFIRMED.search(text) or (_WHY.search(text) and state.memo.get("bought")):
        return True
    if _OTHERWISE.search(text):
        return False
    if _MANY.search(text) or _MUCH.search(text):
        return True
    if not _spoken_of(state):
        return False
    return (
        _EACH.search(text) is not None
        or _SUM.search(text) is not None
        or (asking.of_the_floor(text, ()) and _OURS.search(text) is not None)
    )


def _spoken_of(state: ConversationState) -> bool:
    """Whether the last thing said was of orders."""
    return "order " in str(state.memo.get("said") or "").casefold()


def tell(flow: Flow) -> Script:
    """The orders to come with their tickets and sums: of one show where that was just bought and only its number is asked, else of all."""
    state, text = flow.state, flow.view.message
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    able = [o for o in orders if is_active(o)]
    if not able:
        return flow.say("You have no tickets, and nothing was charged.", awaiting=state.awaiting)
    last = next((o for o in able if o.order_id == state.last_order_id), None)
    if asking.of_the_floor(text, ()):
        lines = [f"{o.event_name}: {phrases.places(_live(o))}. {_seated(_live(o))}" for o in ([last] if last else able)]
        return flow.say(*lines, awaiting=state.awaiting)
    if last is not None and _MANY.search(text):
        able = [o for o in able if o.event_id == last.event_id]
    elif last is not None and (_EACH.search(text) or _SUM.search(text)) and _spoken_of(state):
        able = [last] if last.order_id in str(state.memo.get("said")) and len(able) > 1 and not _listed(state) else able
    if len(able) == 1:
        return flow.say(_one(able[0]), awaiting=state.awaiting)
    number = sum(len(_live(o)) for o in able)
    currencies = {o.currency for o in able}
    in_all = f", {phrases.money(sum(o.total for o in able), able[0].currency)} in all" if len(currencies) == 1 else ""
    head = f"{phrases.tickets(number)} in {phrases.count(len(able))} orders, each charged once{in_all}:"
    return flow.say(head[0].upper() + head[1:], *(_one(o) for o in able), awaiting=state.awaiting)


def _listed(state: ConversationState) -> bool:
    return (shown := state.list_shown("orders")) is not None and len(shown.orders) > 1


def _live(order: OrderFact) -> list[TicketFact]:
    return [t for t in order.tickets if t.status in {"valid", "used"}]


def _one(order: OrderFact) -> str:
    live = _live(order)
    sum_of_it = phrases.money(order.total, order.currency)
    alike = len({t.section for t in live}) == 1 and len(live) == len(order.tickets) and order.total % len(live) == 0
    each = f", {phrases.money(order.total // len(live), order.currency)} each" if alike and len(live) > 1 else ""
    of_it = "for all of them" if len(live) > 1 else "for it"
    return f"{order.event_name}: {phrases.tickets(len(live))}, {sum_of_it} {of_it}{each}, order {order.order_id}."


def _seated(live: list[TicketFact]) -> str:
    if all(t.unreserved for t in live):
        return "No seat is yours there: they are places without numbers, where you sit or stand as there is room."
    return "They are numbered seats." if len(live) > 1 else "It is a numbered seat."
