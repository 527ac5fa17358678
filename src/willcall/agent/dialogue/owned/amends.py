"""Amends for what was bad: part of the money is wanted, or only to complain, and the tickets are kept. Pure.

No ticket goes back for that: "I was sold bad seats, I demand half of my money back" is for a person to look into.
"""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_PART_OF_THE_MONEY = regex(
    r"\b(?:half|part|some|most|a (?:bit|part|portion|share|third|quarter)|(?:\d{1,2}|ten|twenty|thirty|fifty) ?(?:%|per ?cent)|something|at least something)(?: of)?(?: (?:my|our|the|me|that|what))? (?:(?:ticket )?(?:money|price|cash)|(?:i|we)(?:['’]ve| have)? paid|back)\b"
    r"|\b(?:partial(?:ly)?|part|half) (?:a )?refund\w*|\b(?:refund|money back) (?:me |us )?(?:half|partially|partly|in part)\b(?![^.?!]{0,40}\b(?:tickets?|tix|seats?|order|booking|them)\b)",
    re.IGNORECASE,
)
_BAD = regex(
    r"\b(?:bad(?! (?:back|day|time|timing|leg|knee|hip|news|luck|weather|cold|week|moment|evening|night|idea)\b)|terrible|awful|rubbish|crap\w*|horrible|dreadful|lousy|poor|shit\w*|worst|useless|disgust\w+|appalling|shocking|obstructed|restricted|blocked|broken|rude|filthy|freezing|ruined|spoil\w+|cheated|misled|mis-?sold|couldn['’]?t (?:see|hear)|could not (?:see|hear)|can['’]?t (?:see|hear)|saw nothing|behind a (?:pillar|pole|post|column|wall)|complain\w*)\b",
    re.IGNORECASE,
)
_STAYS_AWAY = regex(
    r"\b(?:can['’]?t|cannot|can not|won['’]?t|not|unable to|no longer)(?: \w+)? (?:come|go|going|coming|make it|attend|be there|free)\b|\b(?:two|one|three|half|some|\d) of (?:us|them|the)\b|\b(?:weather|forecast|news|flu|cold|sick|ill|hospital)\b",
    re.IGNORECASE,
)
_KEEPS_THEM = regex(
    r"\b(?:i|we|i['’]?m|we['’]?re|i['’]ll|we['’]ll|i am|we are|i will|we will)(?: (?:want to|will|just|rather|would|only|still))? keep(?:ing)? (?:them|it|mine|ours|(?:the|my|our|these|those|both|all)(?: \w+)? ?(?:tickets?|tix|seats?|order|booking|ones?)?)\b",
    re.IGNORECASE,
)
_CHANGED = frozenset({"refund", "exchange", "upgrade"})
_NEITHER = frozenset({Intent.BUY, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER, Intent.HAND_OFF})
_LONGEST = 300  # characters


def wanted(view: View, heard: Heard) -> bool:
    """Whether somebody complains and keeps what they have: a case is noted, and nothing is quoted."""
    state, reading = view.state, view.reading
    text, task = reading.text, view.state.task
    under_way = task is not None and task.kind in _CHANGED
    idle = task is None or under_way
    free = idle and state.hold is None and state.transfer is None and state.pending_order_id is None
    if not free or len(text) > _LONGEST or _BAD.search(text) is None or _STAYS_AWAY.search(text):
        return False
    if any(wish.intent in _NEITHER for wish in reading.wishes):
        return False
    keeps = under_way and _KEEPS_THEM.search(text) is not None
    if not keeps and _PART_OF_THE_MONEY.search(text) is None:
        return False
    heard.withdraws = under_way
    state.task, state.awaiting = None, None
    heard.control, heard.understood = Intent.COMPLAINT, True
    return True
