"""After money back was refused: less of it, an exception, any other way: "what about half?", "not even for a hospital stay?", "can I change the date then?".

`asked` is pure, like `hearing`, which asks it; `tell_in_part` answers by the rule of the order that was refused. Nothing is done to it.
"""

import re

from willcall.agent.dialogue import phrases, tasks
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.owned import refusals
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_LEAD = r"\W*(?:(?:ok|okay|oh|so|and|but|no|hm+|well|then|what|wow|really|seriously|come on|please|damn|right|ugh|fine|wait)\W+)*"
_TAIL = r"(?:\W+(?:then|at least|please|pls|instead|though|back|of it|of the money|of (?:my|the) money|refunded|if (?:not|i ask nicely)|for me|or something|maybe|possible|ok))*\W*"
_PART = r"(?:half|(?:a )?(?:part|partial|bit|little|quarter|third|fraction|portion)(?: of (?:it|the (?:money|price)|my money))?|some(?:thing)?(?: of it)?|(?:a )?(?:partial|part|half) (?:refund|of it|the (?:money|price))|fifty ?(?:percent|%)|\d\d ?(?:percent|%)|(?:just )?the fees?|one (?:of them|ticket)|just one|any of it|anything(?: at all)?|a penny|a cent)"
_IN_PART = regex(
    rf"{_LEAD}(?:(?:not )?even |what about |how about |maybe |at least |just |could (?:you|i|we) (?:at least )?(?:do|get|have|give me|refund)(?: me)? |can (?:you|i|we) (?:at least |not )?(?:do|get|have|give me|refund)(?: me)? |can['’]?t (?:you|i|we) (?:at least )?(?:do|get|have|give me|refund)(?: me)? |(?:i|we) (?:can['’]?t|cannot|won['’]?t|don['’]?t) (?:even )?get |give me |refund (?:me )?|i['’]?d take |i['’]?ll take |is there )*(?:a )?{_PART}{_TAIL}",
    re.IGNORECASE,
)
_EXCEPTION = regex(
    rf"{_LEAD}(?:(?:not )?even (?:for|if|when|with|in)\b|(?:and )?(?:what )?if (?:i|we|it|my \w+) (?:had|have|was|were|am|are|is|got|get|bring|show)\b|(?:no|any) exceptions?|are there (?:any )?exceptions|(?:i|we) (?:have|had|['’]ve got) (?:an? )?(?:insurance|doctor['’]?s|medical|sick note|emergency)|it['’]?s (?:a|an) (?:emergency|medical|family))[^.?!]{{0,60}}\W*",
    re.IGNORECASE,
)
_ANY_WAY = regex(
    rf"{_LEAD}(?:(?:is|are|isn['’]?t|aren['’]?t) there (?:really )?(?:any(?:thing)?|no|nothing|some|another|other)(?: other)?(?: (?:way|ways|option|options|alternative|alternatives|i can do|we can do|you can do|to be done|that can be done|at all))+(?: (?:around|round|out of) (?:it|this|that))?|what (?:else )?(?:can|could) (?:i|we|you|be) (?:do|done)(?: (?:about it|instead|with (?:it|them|the tickets)))?|what are my (?:options|alternatives)|any (?:other )?(?:options|alternatives|way))(?: to [^.?!]{{2,30}})?{_TAIL}",
    re.IGNORECASE,
)
_ANOTHER_DAY = regex(
    rf"{_LEAD}(?:(?:can|could|may|might) (?:i|we|you)(?: at least| just| maybe)? |(?:what|how) about |is it possible to |let me |i want to |i['’]?d like to |or )?(?:(?:chang|mov|swap|switch|exchang|rebook|reschedul)\w*(?: (?:it|them|this|that|those|these|my tickets?|the tickets?))?(?: (?:the |my )?(?:date|day|night)| (?:for|to|on to|onto|with) (?:an(?:other)?|some other|a different|the next) (?:\w+ )?(?:date|day|night|show|game|event|one|time|match|gig))?|(?:go|come)(?: on| to)? (?:another|a different|some other) (?:date|day|night|show|game|time)|(?:another|a different) (?:date|day|night|show|game))(?: instead)?{_TAIL}",
    re.IGNORECASE,
)
_GETS = r"(?:(?:not )?even |(?:and )?(?:what|how) about |maybe |at least |just |only |(?:can|could|may|can['’]?t|couldn['’]?t) (?:i|we|you)(?: not)?(?: even| at least| then| maybe)? (?:get|have|do|give (?:me|us)|take|refund)(?: (?:it|them|me|that|the money))? |i['’]?d take |i['’]?ll take |is there |do i get |don['’]?t i get |(?:i|we) (?:can['’]?t|cannot|won['’]?t|don['’]?t)(?: even)? get )*"
_AS_CREDIT = regex(
    rf"{_LEAD}{_GETS}(?:as|in|for|with)? ?(?:an? )?(?:store |house |account |shop )?(?:credit(?: note)?|vouchers?|gift (?:card|voucher))(?: for (?:it|them|another (?:show|game|time)|next time))?{_TAIL}",
    re.IGNORECASE,
)
_FOR_A_FEE = regex(
    rf"{_LEAD}(?:(?:what|how about|even) if (?:i|we)(?: were to| would|['’]d)?|if (?:i|we)|(?:i|we)(?:['’]ll|['’]d| will| would| can| could)(?: happily| gladly| even| be (?:happy|willing) to)?|(?:can|could|may) (?:i|we)(?: just)?|(?:i['’]?m|we['’]?re) (?:happy|willing) to|let me)(?: just)? (?:pay(?:ing)?|cover|lose|give up|forfeit|forgo)(?: you)? (?:the|a|an|any|some|your|whatever)?(?: \w+){{0,2}} ?(?:fees?|charges?|penalty|costs?|percent(?:age)?|cut|\d\d ?%)(?: (?:for (?:it|that)|if (?:you|i) (?:do it|refund (?:it|them|me)|can have it back)|to (?:get (?:it|them|my money) back|cancel|do it)|myself|on top))*{_TAIL}",
    re.IGNORECASE,
)
_WHY = regex(
    rf"{_LEAD}(?:but )?(?:why(?: (?:not|is that|is it|so|though|ever not|can['’]?t (?:i|you|we)|won['’]?t you|on earth(?: not)?))?|how come|what['’]?s the reason(?: for (?:that|it))?|for what reason|how so)(?: (?:then|though))?\W*",
    re.IGNORECASE,
)
_OF_THE_RULE = regex(r"\b(?:refunds?|refunded|resold|resale|credit|exchang\w+|rule)\b", re.IGNORECASE)
_OTHERWISE = regex(
    r"\b(?:credit|voucher|transfer\w*|upgrad\w*|sell\w*|book|buy|seats?|section|park\w*|person|human|manager|complain\w*)\b",
    re.IGNORECASE,
)
_LONGEST = 120  # characters
_OF_ANOTHER = frozenset({"event", "performer", "order_id", "email", "section", "when", "event_kind"})
NOT_AS_CREDIT = "Not as credit either: the rule is the same whichever way the money would go."
FOR_NO_FEE = "There is no fee that would change it: the rule lets nobody buy a refund."
AS_CREDIT = "Can it be given back as credit, then?"
IN_PART = "Not in part either: the rule is the same for every ticket of the order and for every part of its price."


def asked(view: View, heard: Heard) -> bool:
    """Whether a follow-up to a refusal asks for less, for an exception, for another day or for any way at all."""
    state, text = view.state, view.reading.text.strip()
    last = state.memo.get("turned_down")
    if not refusals.was_refused(view) or not isinstance(last, dict) or len(text) > _LONGEST:
        return False
    if last.get("kind") == "refund" and (_AS_CREDIT.fullmatch(text) or _FOR_A_FEE.fullmatch(text)):
        heard.standing, heard.understood = "in part", True
        return True
    if _OTHERWISE.search(text):
        return False
    if any(s.name in _OF_ANOTHER for s in view.reading.slots) or people.wanted(text, view):
        return False
    if any(wish.intent is Intent.HAND_OFF for wish in view.reading.wishes):
        return False
    if last.get("kind") == "refund" and _IN_PART.fullmatch(text):
        heard.standing = "in part"
    elif last.get("kind") == "refund" and _ANOTHER_DAY.fullmatch(text):
        tasks.begin("exchange", (), view, heard, text)
        assert state.task is not None
        state.task.order_hint = str(last["order_id"])
    elif _WHY.fullmatch(text) and _OF_THE_RULE.search(str(state.memo.get("said") or "")):
        heard.standing = "turned down"
    elif _ANY_WAY.fullmatch(text):
        heard.standing = "options"
    elif _EXCEPTION.fullmatch(text):
        heard.standing = "turned down"
    else:
        return False
    heard.understood = True
    return True


OR_SWAPPED = regex(r"\b(?:swap|exchang|switch|mov|chang)\w*\b", re.IGNORECASE)
_BALANCE = regex(r"\b(?:my credit|how much|balance|do i have|have i got|got any)\b", re.IGNORECASE)


def asks_for_credit(view: View, text: str) -> bool:
    """Whether credit is asked for in place of the money that was just refused, and not how much of it one has."""
    last = view.state.memo.get("turned_down")
    refund = isinstance(last, dict) and last.get("kind") == "refund"
    return refund and refusals.was_refused(view) and _BALANCE.search(text) is None


def told_of_credit(flow: Flow, question: Question) -> bool:
    """Whether it was asked if it can be credit, then; that it can't is told."""
    if question.text == AS_CREDIT:
        flow.lead.append(NOT_AS_CREDIT)
    return question.text == AS_CREDIT


def tell_in_part(flow: Flow) -> Script:
    """That less than all is not given back either, with the rule of the order that was refused."""
    last = flow.state.memo["turned_down"]
    got = yield from flow.use("get_policy", kind="refund", event_id=str(last["event_id"]))
    policy = got.content.get("policy") if got.ok else None
    told = f"{phrases.sentence(policy['text'])} ({policy['name']})" if policy else phrases.sentence(str(last["why"]))
    flow.offer_person()
    message = flow.view.message.strip()
    no = NOT_AS_CREDIT if _AS_CREDIT.fullmatch(message) else FOR_NO_FEE if _FOR_A_FEE.fullmatch(message) else IN_PART
    return flow.say(no, told, "Shall I ask a person to look at it?")
