"""What a rule does not allow, and whoever will not have that: "why not?", "says who", "that's not fair".

`note` keeps what was refused; `asked` is pure; `tell` says the rule again, whose it is and what can be done instead. Nothing is opened.
"""

import re
from collections.abc import Generator
from datetime import timedelta

from willcall.agent.dialogue import aspects, phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.ports import ToolCall, ToolResult, View
from willcall.agent.state import OrderFact
from willcall.understanding.patterns import regex

_LEAD = r"\W*(?:(?:ok|okay|oh|no|so|and|but|hm+|er+m*|um+|uh|hang on|wait|sorry|omg|wtf|huh|eh|what|hey|ugh|damn|crap|well|really|seriously|look|honestly|please|pls|ah|aw+|just|then|sir|mate)\b\W*)*"
_END = r"(?:\W+(?:then|now|here|there|though|exactly|please|pls|mate|at all|anyway|ever|for this|for that|for it|of this|of that|behind (?:it|this|that)|on that|to me|with (?:it|that|you|this)|is (?:it|that|this)))*\W*"
_EARTH = r"(?:\W+(?:on earth|in the world|the (?:hell|heck|fuck|devil)|ever|the f\w*))?"
_DO = r"(?:do|get|have|change|move|swap|switch|exchange|refund|return|transfer|hand|give|pass|send|cancel|upgrade)"
_WHY = regex(
    _LEAD
    + "(?:" + "|".join((
        rf"(?:why|how come|how so|y){_EARTH}(?:\W+(?:not|no|is (?:that|this|it)(?: (?:so|the case|a rule|not (?:allowed|possible|ok)|impossible))?|that|so|on earth))*",
        rf"(?:why|how come|y){_EARTH}\W+(?:ca|wo|do|are|is|could|would|does)n?['’]?n?['’]?(?:t|not)\W+(?:i|we|you|u|they|it|that|this|my tickets|the tickets)\b(?:\W+(?:be|i|we|just|even|still|simply|allow|let))*(?:\W+{_DO}\w*)?(?:\W+(?:me|us|it|them|that|this|these|those|my|our|the|a|any|for|to|back|on|over|money|cash|tickets?|seats?|refunds?|refunded|exchanged?|exchanges|swapped|changed|transferred|allowed|possible|one|anyone|someone|somebody|else))*",
        r"(?:what|wot)(?:'?s| is| was| are)? (?:the |your |their |a )?(?:good )?(?:reasons?|reasoning|logic|justification|grounds?|explanation|point|sense)(?: (?:of|for|behind|in) (?:this|that|it|the (?:rule|policy)|saying no|refusing))?",
        r"(?:for (?:what|which) reason|on (?:what|which) grounds?|based on what|according to (?:who|whom|what))",
        r"(?:says who|who says(?: so| that)?|who (?:decided|decides|made|makes|came up with|set|sets|wrote)(?: (?:this|that|it|up|the rules?|this rule|that rule|such a rule|these rules))*|(?:whose|what kind of) (?:rule|policy|idea|decision) is (?:this|that|it)|since when)",
        r"(?:i (?:do ?n['’]?t|dont|cannot|can['’]?t) (?:get|understand|see|believe) (?:it|this|that|why(?: not)?)|explain(?: (?:it|this|that|why|yourself|that to me))*|(?:give|tell) me (?:a|one|the|any) (?:good )?reason(?: why)?|(?:give|tell) me why(?: not)?|what do you mean(?: (?:no|not|you can['’]?t|i can['’]?t|it can['’]?t))?)",
    )) + ")" + _END,
    re.IGNORECASE,
)  # fmt: skip
"""Asks for the reason, and for nothing else."""
_NO_FAIR = r"(?:fair|unfair|ridiculous|outrageous|absurd|insane|crazy|mad|mental|stupid|daft|silly|nonsense|rubbish|bullshit|bs|bull|crap|ludicrous|robbery|theft|a (?:joke|scam|rip-?off|disgrace|stupid rule|silly rule|bad rule)|disgraceful|shameful|unbelievable|unreasonable|a bit (?:harsh|much|rich|steep|unfair)|harsh|mean|wrong|not on|illegal|good enough|unacceptable|disappointing|so sad|such a shame|a shame)"
_ANGRY = regex(
    _LEAD
    + "(?:" + "|".join((
        rf"(?:that|this|it|your (?:rule|policy)|the (?:rule|policy))(?:['’]?s| is| seems| sounds| feels)?(?: (?:just|so|really|totally|absolutely|completely|very|not|hardly|pretty|n['’]?t|plain|utterly|quite|such|clearly|frankly))* {_NO_FAIR}",
        rf"(?:that|this|it) (?:isn|ain|can)['’]?t(?: be)? (?:\w+ )?{_NO_FAIR}",
        r"(?:how )?(?:unfair|ridiculous|outrageous|absurd|ludicrous|nonsense|rubbish|not fair|no fair|unbelievable|disgraceful|unacceptable)",
        r"(?:are you|you(?:['’]re| are| must be| have (?:got )?to be|['’]ve got to be)?) (?:kidding|joking|having a laugh|serious|for real|winding me up)(?: me)?|you can['’]?t be serious|(?:seriously|for real|come on|oh come on|no way|wtf|typical|unreal)",
        r"(?:that|this|it) (?:makes (?:no|zero) sense|does ?n['’]?t make (?:any )?sense|can['’]?t be (?:right|true|legal|it))",
        r"(?:can['’]?t|cannot|couldn['’]?t|can|could|wo['’]?n['’]?t|will|would) (?:you|u|ya) (?:not |please |just |really )*(?:make an exception|bend the rules?|let (?:it|me) (?:off|slide)|do it anyway)(?: (?:just )?(?:this once|for me|once))*|(?:just )?this once|make an exception(?: for me)?",
    )) + ")" + _END,
    re.IGNORECASE,
)  # fmt: skip
"""Will not have it."""
_BUT = regex(
    r"\W*but\W+(?:i|i['’]m|i['’]ve|it|it['’]s|its|we|we['’]re|we['’]ve|my|our|they|there|there['’]s|that['’]s|the|you|you['’]re)\b[^?]*",
    re.IGNORECASE,
)
_GIVES_WAY = regex(
    r"\b(?:we['’]?ll go|i['’]?ll go|it['’]?s (?:ok|okay|fine|alright)|that['’]?s (?:ok|okay|fine|alright)|lovely|great|good|nice|happy|understand)\b",
    re.IGNORECASE,
)
_SAYS_MORE = regex(
    r"\b(?:refund\w*|money back|exchang\w*|swap\w*|switch\w*|transfer\w*|upgrad\w*|credit|cancel\w*|person|human|someone|somebody|manager|supervisor|complain\w*|complaint|lawyer|case|report|book|buy|order|pay|show|find|see|look|need|want\w*|like|rather|prefer|instead|what|which|when|where|how|who|can|could|will|would|shall|should|may|please|send|give|hand|ask|get|take|keep|leave|forget|never ?mind|fine|thanks?|thank|cheers|bye|yes|yeah|yep|sure)\b",
    re.IGNORECASE,
)
"""Words of another wish, of a way out or of a farewell: whoever says them beside it is heard for these."""
_LONGEST = 300  # characters
_PIECES = regex(r"[.?!,;\n]+|\s[-–—]+\s")
_OF_ANOTHER_THING = frozenset(
    {"event", "performer", "quantity", "section", "order_id", "email", "max_price", "ordinal"}
)


def note(flow: Flow, kind: str, order: OrderFact | None, why: str) -> None:
    """Keeps what a rule just did not allow, and for which order."""
    if order is None:
        return
    told = {"kind": kind, "order_id": order.order_id, "event_id": order.event_id, "event": order.event_name}
    flow.state.memo = {**flow.state.memo, "turned_down": {**told, "why": why}}


def asked(view: View) -> bool:
    """Whether the reason of what was just refused is asked for, or it is protested at, and no more is wanted by it."""
    state, text = view.state, view.reading.text
    last = state.memo.get("turned_down")
    if not isinstance(last, dict) or state.quote is not None or state.transfer is not None or state.hold is not None:
        return False
    just_now = str(last.get("why") or "\0") in str(state.memo.get("said") or "")
    if not just_now or len(text) > _LONGEST:
        return False
    if any(s.name in _OF_ANOTHER_THING and not s.negated for s in view.reading.slots):
        return False
    protests = False
    for piece in _PIECES.split(text):
        if not re.search(r"\w", piece):
            continue
        if _WHY.fullmatch(piece) or _ANGRY.fullmatch(piece):
            protests = True
        elif _SAYS_MORE.search(piece) or aspects.asks(piece):
            return False
        elif _BUT.fullmatch(piece) and not _GIVES_WAY.search(piece):
            protests = True
    return protests


def tell(flow: Flow) -> Script:
    """The rule again, as the organiser's for this show; what can still be done; and the offer of a person."""
    last = flow.state.memo["turned_down"]
    kind, event_id, name, why = (str(last[of]) for of in ("kind", "event_id", "event", "why"))
    got = yield from flow.use("list_orders", quiet=True)
    orders = [OrderFact.model_validate(o) for o in got.content.get("orders", [])] if got.ok else []
    order = next((o for o in orders if o.order_id == last["order_id"]), None)
    event = yield from flow.use("get_event_info", event_id=event_id)
    own = {t.section for t in order.tickets if t.status == "valid"} if order is not None else set()
    parts = [p for p in (event.content["sections"] if event.ok else []) if p["name"] in own]
    if last.get("told"):
        flow.lead.append(f"I do understand. But I can't change the organiser's rule: {phrases.sentence(why)}")
    else:
        flow.lead.append(
            f"I understand, and I'm sorry. It is the organiser's rule for {name}, and I can make no exception to it. {phrases.sentence(why)}"
        )
        got = yield from flow.use("get_policy", kind=kind, event_id=event_id)
        policy = got.content.get("policy") if got.ok else None
        of_a_part = any(p.get(_OF_A_PART.get(kind, ""), True) is False for p in parts)
        if policy and str(policy["name"]) in why and not of_a_part:
            flow.lead.append(_in_full(str(policy["text"] or ""), why))
        flow.lead.append("Why it was made I don't know.")
    flow.state.memo = {**flow.state.memo, "turned_down": {**last, "told": True}}
    refundable = all(p.get("refundable", True) for p in parts)
    ways = [] if order is None else (yield from _ways(flow, kind, order, refundable=refundable))
    flow.offer_person()
    ask = "hall I ask a person to look at it?"
    return flow.say(*ways, f"Or s{ask}" if ways else f"S{ask}")


_OF_A_PART = {"refund": "refundable", "exchange": "exchangeable"}
_AMOUNT = regex(r"[$€£¥₹]|\d[.,]\d\d\b|\b[A-Z]{3} ?\d")  # stands on no card here


def _in_full(text: str, why: str) -> str:
    """The text of a rule without amounts, where it says more than the refusal did."""
    kept = [part for part in re.split(r"(?<=[.!])\s+", text) if part and not _AMOUNT.search(part)]
    whole = " ".join(part for part in kept if part.strip(" .").casefold() not in why.casefold())
    return f"The rule in full: {phrases.sentence(whole)}" if whole else ""


def _ways(
    flow: Flow, kind: str, order: OrderFact, *, refundable: bool
) -> Generator[list[ToolCall], list[ToolResult], list[str]]:
    """What the rules still let be done with the order, one way a line."""
    if not any(t.status == "valid" for t in order.tickets):
        return []
    ways = []
    if kind != "refund" and refundable and (yield from _takes_back(flow, order)):
        ways.append("You can still have your money back by its rule: just say so.")
    if kind != "exchange":
        probe = yield from flow.use("exchange_tickets", order_id=order.order_id, event_id=order.event_id)
        if not probe.refused:
            ways.append("They may still be exchanged for another date or another event: just tell me which.")
    if kind != "transfer":
        probe = yield from flow.use("transfer_tickets", order_id=order.order_id)
        if probe.kind == "invalid":  # only whom to is missing
            ways.append("You may still hand them to somebody else: tell me to whom.")
    return ways


def _takes_back(flow: Flow, order: OrderFact) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether money back is still allowed for an order, by the clock; the quote decides."""
    got = yield from flow.use("get_policy", kind="refund", event_id=order.event_id)
    policy = got.content.get("policy") if got.ok else None
    rule = policy["parameters"] if policy else {}
    hours = rule.get("until_hours_before")
    left = order.starts_at - flow.now if order.starts_at is not None else None
    in_time = left is None or left >= timedelta(hours=48.0 if hours is None else float(hours))
    return rule.get("allowed") is not False and in_time
