"""The most tickets of one order: asked of a show, taken ("that many then"), and whoever wants more: "why only 6? there's 7 of us".

`of_a_show` and `asked` are pure; `tell` says whose rule it is and what can be done instead.
"""

import re
from collections.abc import Generator

from willcall.agent.dialogue import documents, phrases, tasks
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.context import sifting
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import ToolCall, ToolResult, View
from willcall.agent.state import Heard, Question
from willcall.understanding.numerals import NUMBER
from willcall.understanding.patterns import regex

_LONGEST = 160  # characters
_MOST = regex(
    r"\b(?:what(?:['’]?s| is| are)? (?:the )?(?:most|max|maximum|biggest number|highest number|limit)|(?:is|are) there (?:a|any) (?:limit|max\w*|cap)|how many(?: tickets| seats)? (?:can|could|may|am|are) (?:i|we|you|one)|whats the (?:most|max|maximum|limit))\b",
    re.IGNORECASE,
)
_GETS = regex(
    r"\b(?:get|buy|have|book|order|allowed|purchase|at once|in one go|per (?:order|person|customer|go)|sell (?:me|us)|tickets?|on tickets)\b",
    re.IGNORECASE,
)
_NO_LIMIT = regex(
    r"\b(?:cost\w*|price\w*|spend|pay|expensive|fees?|rows?|people (?:does|fit)|hold|left|available|remaining|transfer|give|refund|return|guests?|bags?|drinks?|cameras?|kids (?:on|per))\b",
    re.IGNORECASE,
)
_THAT_MANY = regex(
    r"(?<!half )(?<!twice )(?<!double )(?<!not )(?<!n't )\b(?:that many|that number)\b"
    r"|(?<!not )(?<!n't )\b(?:just |all )?the (?:max|maximum|most|limit)\b(?=\W*$|\W*[,.;!]|\W+(?:then|please|pls|for|of|on|allowed|possible|upstairs|downstairs|thanks|(?:that )?(?:i|we|you)(?:['’]?(?:re|ve))?(?: am| are| can| may| have)?(?: allowed| get| have| buy| got)?\W*$))"
    r"|\bas many as (?:that|(?:i|we|you)(?:['’]re| am| are| can| may)?(?: allowed| get| have| buy)?|possible)\b",
    re.IGNORECASE,
)
_PAYS = regex(r"\b(?:spend|pay|budget|each|total|dollars?|pounds?|quid|price)\b|[$€£₹]", re.IGNORECASE)
_WHY = regex(
    r"\b(?:why|how come|what(?:'?s| is) the (?:reason|point)|says who|who says|for what reason)\b|^\W*(?:what|wot|only|just|really|seriously|huh)\b[^.?!]{0,12}\b(?:only|just) \w+\W*\?"
    r"|\b(?:that'?s|this is|thats) (?:so |just |really |a bit |totally )*(?:stupid|silly|ridiculous|daft|unfair|not fair|annoying|mad|crazy|nonsense|rubbish|a shame)\b",
    re.IGNORECASE,
)
_TWICE = regex(
    rf"\b(?:two|2|several|separate|second|another|different|multiple|more than one) (?:orders?|bookings?|lots|goes|transactions|purchases)\b|\b{NUMBER} (?:now )?and (?:then )?(?:{NUMBER}|the (?:other|rest|last))(?: (?:more|later|after|in|separately|extra))?\b|\b(?:split|order twice|buy twice|book twice|separately|in two)\b",
    re.IGNORECASE,
)
_WHAT_NOW = regex(
    r"\b(?:what|wot) (?:(?:else )?(?:can|could|do|should|shall|would) (?:i|we|you)\b|now\b)|\b(?:any|a|some|no) (?:other )?(?:way|chance|option|possibility|workaround)\b|\b(?:get|go|work) (?:a)?round (?:it|that|this)\b|\b(?:exception|exceptions)\b",
    re.IGNORECASE,
)
_SAID = regex(r"\bat most\b|\blimit\b", re.IGNORECASE)


def asked(view: View, heard: Heard) -> bool:
    """Whether the limit just told is asked about, or more are wanted all the same."""
    state, reading = view.state, view.reading
    task, text = state.task, view.reading.text
    if task is None or task.kind not in BUYING or task.event is None or task.quantity is not None:
        return False
    if state.awaiting != "quantity" or len(text) > _LONGEST or not _SAID.search(str(state.memo.get("said"))):
        return False
    if any(s.name not in {"quantity", "preference", "topic", "kept", "ordinal", "order_id"} for s in reading.slots):
        return False
    counts = [s.value for s in reading.slots if s.name == "quantity" and isinstance(s.value, int)]
    more = bool(counts) and max(counts) > task.event.max_tickets
    if not (more or _WHY.search(text) or _TWICE.search(text) or _WHAT_NOW.search(text)):
        return False
    heard.standing, heard.understood = "limit", True
    return True


def of_a_show(view: View, heard: Heard) -> bool:
    """Whether the most tickets there may be are asked for, or that many wanted of a show that is named or in hand."""
    state, reading = view.state, view.reading
    text, task = reading.text, state.task
    if any(s.name in {"quantity", "max_price"} and not s.negated for s in reading.slots):
        return False
    if state.quote is not None or state.hold is not None:
        return False
    if wanting.names_event(reading.slots) and _MOST.search(text) and _GETS.search(text) and not _NO_LIMIT.search(text):
        asking.note_show(reading.slots, state)
        heard.questions.append(Question("policy", sifting.LIMIT, reading.slots))
        return True
    buying = task is None or task.kind in BUYING
    asks = "?" in text or _MOST.search(text)
    if not buying or asks or _PAYS.search(text) or not _THAT_MANY.search(text):
        return False
    if task is None and not (state.memo.get("about") or wanting.names_event(reading.slots)):
        return False
    tasks.take_up("purchase", reading.slots, view, heard, text)
    assert state.task is not None
    state.task.kind, state.task.most, heard.changed = "purchase", True, True
    return True


THE_REST = "How do the others get tickets beyond the limit?"


def told_beyond(flow: Flow, question: Question) -> Generator[list[ToolCall], list[ToolResult], bool]:
    """Whether it was asked how more can be had than one order may have; then that is told."""
    if question.text != THE_REST:
        return False
    task, last = flow.state.task, flow.state.last_event
    event = task.event if task is not None and task.event is not None else last
    if event is None:
        yield from documents.say(flow, "How can a group get more tickets than the limit?", None)
    else:
        got = yield from flow.use("get_policy", kind="purchase_limit", event_id=event.event_id)
        policy = (got.content.get("policy") if got.ok else None) or {}
        person = (policy.get("parameters") or {}).get("max_per_customer")
        per = f", {phrases.tickets(int(person))} per person in all" if person is not None else ""
        more = person is None or int(person) > event.max_tickets
        flow.lead.append(
            f"The others can be had in a second order after this one{per}, or in one of their own; the seats may then not be side by side."
            if more
            else "The others need an order of their own; the seats may then not be side by side."
        )
    return True


def tell(flow: Flow) -> Script:
    """Says that it is a rule, that it can't be lifted here, and how more can be had."""
    task = flow.state.task
    assert task is not None
    assert task.event is not None
    most = task.event.max_tickets
    got = yield from flow.use("get_policy", kind="purchase_limit", event_id=task.event.event_id)
    policy = (got.content.get("policy") if got.ok else None) or {}
    person = (policy.get("parameters") or {}).get("max_per_customer")
    named = f" ({policy['name']})" if policy.get("name") else ""
    flow.lead.append(
        f"I'm sorry: it is a rule of this show{named}, and I can't lift it: at most {phrases.tickets(most)} in one order. Why that many, the rule doesn't say."
    )
    if person is None or int(person) > most:
        per = f", {phrases.tickets(int(person))} per person in all" if person is not None else ""
        flow.lead.append(
            f"More can be had in a second order after the first{per}; the seats may then not be side by side."
        )
    flow.lead.append("For a group, a person can have a look: just say so.")
    flow.offer_person()
    return flow.say("How many would you like?", awaiting="quantity")
