"""Who cannot, or would rather not, sign in for what needs it: "can't you just do it with the number? I don't remember my login".

`asked` is pure; `tell` says why it cannot be done without, and how to go on.
"""

import re

from willcall.agent.dialogue.flow import Flow
from willcall.agent.ports import Speech, View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_CANT = regex(
    r"\b(?:don['’]?t|do not|can['’]?t|cannot|cant|dont|forgot(?:ten)?|lost|never (?:had|got|made|set up)|no longer have|haven['’]?t got|have no|havent got|no idea)\b[^.?!]{0,32}\b(?:log ?-?in|sign ?-?in|log on|password|account|pass ?code|user ?name|pin|link|code|credentials|details)\b"
    r"|\b(?:log ?-?in|sign ?-?in|password|link|code|that)\b[^.?!]{0,16}\b(?:does ?n['’]?t|isn['’]?t|won['’]?t|not) (?:work\w*|come|arriv\w*|open\w*|go)\b|\b(?:locked out|won['’]?t let me (?:log|sign) ?in)\b",
    re.IGNORECASE,
)
_WITHOUT = regex(
    r"\b(?:can['’]?t|cant|can|could|couldn['’]?t|why (?:can['’]?t|don['’]?t|not)|won['’]?t) (?:you|u|ya|i|we)\b[^.?!]{0,24}\b(?:do|find|look|use|check|take|refund|cancel|see|pull|sort|just)\b[^.?!]{0,40}\b(?:number|order id|name|e-?mail|phone|without|reference|ref|booking|it|up)\b"
    r"|\bmy (?:name|e-?mail|mail|phone|number|mobile)(?: address| number)?(?:['’]?s| is|:)\s"
    r"|\b(?:without|rather not|don['’]?t want to|dont want to|do i (?:really )?(?:have|need) to|why (?:do|should|must) i(?: have to| need to)?|cbf|cba|can['’]?t be (?:bothered|arsed)|hate|no time to|instead of)\b[^.?!]{0,16}\b(?:sign\w*|log\w*)[ -]?(?:in|on)?\b",
    re.IGNORECASE,
)
_GIVES_UP = regex(
    r"\b(?:never ?mind|forget it|leave it|person|human|someone|somebody|agent|signed in|logged in)\b", re.IGNORECASE
)
WHY = "I can only look at, or change, the orders of whoever is signed in: a number or a name could be anybody's."


def asked(view: View, heard: Heard) -> bool:
    """Whether somebody who was asked to sign in says that they cannot, or asks to do without."""
    state, text = view.state, view.reading.text
    if state.awaiting != "sign_in" or view.signed_in or _GIVES_UP.search(text):
        return False
    if not (_CANT.search(text) or _WITHOUT.search(text)):
        return False
    heard.standing = "sign in"
    return True


def tell(flow: Flow) -> Speech:
    """Why signing in is needed, and that a person may help."""
    flow.offer_person()
    held = " Your seats stay held meanwhile." if flow.state.hold is not None else ""
    return flow.say(
        f"{WHY}{held}",
        "You can sign in right here, and I carry on from there. If that doesn't work, I can ask a person: just say so.",
        awaiting="sign_in",
    )
