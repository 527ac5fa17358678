"""The most tickets of one order, and whoever wants more: "why only 6? there's 7 of us", "can't you do 7", "what if I do two orders".

`asked` is pure; `tell` says whose rule it is and what can be done instead.
"""

import re

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.details import BUYING
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.numerals import NUMBER

_LONGEST = 160  # characters
_WHY = re.compile(
    r"\b(?:why|how come|what(?:'?s| is) the (?:reason|point)|says who|who says|for what reason)\b|^\W*(?:what|wot|only|just|really|seriously|huh)\b[^.?!]{0,12}\b(?:only|just) \w+\W*\?"
    r"|\b(?:that'?s|this is|thats) (?:so |just |really |a bit |totally )*(?:stupid|silly|ridiculous|daft|unfair|not fair|annoying|mad|crazy|nonsense|rubbish|a shame)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    rf"\b(?:two|2|several|separate|second|another|different|multiple|more than one) (?:orders?|bookings?|lots|goes|transactions|purchases)\b|\b{NUMBER} (?:now )?and (?:then )?(?:{NUMBER}|the (?:other|rest|last))(?: (?:more|later|after|in|separately|extra))?\b|\b(?:split|order twice|buy twice|book twice|separately|in two)\b",
    re.IGNORECASE,
)
_WHAT_NOW = re.compile(
    r"\b(?:what|wot) (?:(?:else )?(?:can|could|do|should|shall|would) (?:i|we|you)\b|now\b)|\b(?:any|a|some|no) (?:other )?(?:way|chance|option|possibility|workaround)\b|\b(?:get|go|work) (?:a)?round (?:it|that|this)\b|\b(?:exception|exceptions)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\bat most\b|\blimit\b", re.IGNORECASE)


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
