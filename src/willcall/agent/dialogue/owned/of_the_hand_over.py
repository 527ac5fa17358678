"""What is asked while it is arranged who shall have a ticket: what it costs, until when, what they must do, whether it can be undone.

`asked` is pure; `tell` answers by the rules of the house, the policy of the event or the documents, and the arrangement goes on.
"""

import re

from willcall.agent.dialogue import aspects, documents, phrases
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.wishes.part import in_hand
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_LONGEST = 140  # characters
_THEY = r"(?:he|she|they|it|that|this|i|we|my \w+|the (?:friend|other person|person))"
_COSTS = regex(
    rf"\b(?:cost|costs|fees?|charged?|charges|free|pay|pays|price)\b(?! me back)|\bhow much\b|\bdo(?:es)? {_THEY} owe\b",
    re.IGNORECASE,
)
_UNTIL = regex(
    r"\b(?:until|till|til|by) when\b|\bhow (?:late|long|soon)\b|\b(?:deadline|last minute|on the (?:day|night)|too late|later|afterwards|another time|tomorrow|tonight|closer to)\b|\bwhen (?:do|must|can|should) (?:i|we)\b",
    re.IGNORECASE,
)
_BACK = regex(
    r"\b(?:get|have|take|claim|send|give|want|return)\b[^.?!]{0,16}\bback\b|\b(?:undo|undone|reverse[d]?|cancel(?:led)?|revoke|change (?:it|my mind|who))\b",
    re.IGNORECASE,
)
_MINE = regex(
    r"\b(?:what (?:happens|about|becomes)|does|do|will|can)\b[^.?!]{0,16}\b(?:mine|my (?:own )?(?:tickets?|codes?|seats?|one|app)|still (?:see|use|have|get in))\b",
    re.IGNORECASE,
)
_AT_ONCE = regex(
    r"\b(?:instant\w*|straight ?away|right away|immediate\w*|at once|how (?:long|fast|quick\w*)|how soon)\b",
    re.IGNORECASE,
)
_THEIRS = regex(
    rf"\b(?:do(?:es)?|will|would|must|should|can|could|has|have) {_THEY}\b[^.?!]{{0,32}}\b(?:account|app|register|sign|log|download|e-?mail|phone|code|get it|get them|receive|need|have to|do|open|accept|print|see)\b"
    r"|\bwhat (?:do|does|will|must|should) (?:he|she|they|my \w+)\b|\bhow (?:do|does|will|would|can) (?:it|this|that|he|she|they|my \w+|i|we)\b(?: (?:work|get|receive|see|open|know|find|use|do)\b)",
    re.IGNORECASE,
)
_NO_MAIL = regex(
    r"\b(?:no|not|\w+n['’]?t|without|never)\b[^.?!]{0,24}\be-?mail(?:s| address)?\b|\be-?mail(?: address)?\b[^.?!]{0,16}\b(?:unknown|no idea)\b"
    r"|\b(?:text|sms|whats ?app|phone|mobile|cell|number|telegram|messenger|instagram|insta|airdrop|link|qr|screenshot)\b",
    re.IGNORECASE,
)
_WHICH = regex(
    r"\b(?:which|what) (?:one|seat|ticket|of (?:them|mine|the two))\b[^.?!]{0,24}\b(?:get|gets|have|has|go|goes|sent|send|sit|will|would|giving|going)\b",
    re.IGNORECASE,
)
_OTHERWISE = regex(
    r"\b(?:refund\w*|money|exchang\w*|swap\w*|switch\w*|upgrad\w*|worth|never ?mind|forget|sell|resell|resale|buy|buying|book|another|third|print\w*|person|human|agent|parking|doors?)\b",
    re.IGNORECASE,
)
"""Words of another wish, or of what the house is asked."""
_HOW = "How do I transfer tickets to a friend?"
_BY_WHAT = "I send them to an e-mail address. If there is none, tell me their full name."
_GONE = "No: once they are handed on, only the person who has them can send them on to you. I ask you before anything moves."
_FREE = "Nothing is charged for that, neither to you nor to them."
_STOPS = "They get new codes at once when you have said yes, and yours for those tickets stop working."


def asked(view: View, heard: Heard) -> bool:
    """Whether something is asked of handing tickets on, which is being arranged."""
    state, reading = view.state, view.reading
    task, text = state.task, reading.text
    if task is None or task.kind != "transfer" or task.order is None or len(text) > _LONGEST:
        return False
    if state.awaiting not in {"choice", "confirmation"} or _OTHERWISE.search(text):
        return False
    if any(s.name in {"email", "quantity", "order_id", "event", "performer"} for s in reading.slots):
        return False
    if state.transfer is not None and _COSTS.search(text):
        return False  # told, and asked for again by what it is
    missing = not task.recipient_email and _NO_MAIL.search(text) is not None
    if not missing and "?" not in text and not aspects.asks(text) and _ASKS.search(text) is None:
        return False
    if not missing and all(
        words.search(text) is None for words in (_COSTS, _UNTIL, _BACK, _MINE, _AT_ONCE, _THEIRS, _WHICH)
    ):
        return False
    heard.standing, heard.understood = "of the hand-over", True
    return True


_ASKS = regex(
    r"^\W*(?:(?:ok|okay|so|and|but|hm+|er+m*|wait|hi|hey)\W+)*(?:can|could|do|does|is|are|will|would|should|must|how|what|which|until|till|by when)\b",
    re.IGNORECASE,
)


def tell(flow: Flow, back: str) -> Script:
    """The answer; who shall have them, or the yes to it, is still waited for."""
    state, text = flow.state, flow.view.message
    task = state.task
    order = task.order if task is not None else None
    if task is None or order is None:
        return flow.say(back, awaiting=state.awaiting)
    if not task.recipient_email and _NO_MAIL.search(text) and not _UNTIL.search(text):
        flow.lead.append(_BY_WHAT)
    elif _WHICH.search(text) and state.transfer is None:
        flow.lead.append(
            f"You choose: {phrases.places(in_hand(task))}. Say which, or I pick them for you and name them."
        )
    elif _BACK.search(text):
        flow.lead.append(_GONE)
    elif _COSTS.search(text):
        flow.lead.append(_FREE)
    elif _MINE.search(text) or (_AT_ONCE.search(text) and not _UNTIL.search(text)):
        flow.lead.append(_STOPS)
    elif _THEIRS.search(text):
        if not (yield from documents.say(flow, _HOW, None)):
            flow.lead.append(_STOPS)
    else:
        policy = yield from flow.use("get_policy", kind="transfer", event_id=order.event_id)
        told = policy.content.get("policy") if policy.ok else None
        flow.lead.append(f"{phrases.sentence(told['text'])} ({told['name']})" if told else _STOPS)
    return flow.say(back, awaiting=state.awaiting)
