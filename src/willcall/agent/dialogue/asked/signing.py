"""Who cannot, or would rather not, sign in for what needs it, or asks where: "can't you just do it with the number?", "where do I sign in??".

`asked` is pure; `tell` says why it cannot be done without, and how to go on. What is needed here goes before what a document says of buying elsewhere.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.wishes.details import BUYING
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
    r"\b(?:never ?mind|forget it|leave it|(?:the|my) case|case open|person|human|someone|somebody|agent|signed in|logged in)\b",
    re.IGNORECASE,
)
_LONGEST = 200  # characters
_SIGNS = r"(?:sign|log)(?:ging|ning|s|ged|ned)?[ -]?(?:in|on|up)"
_WHERE = regex(
    rf"\b(?:where|how|(?:what|where) do (?:i|we) (?:press|click|tap)|which (?:button|link|page|site|app))\b[^.?!]{{0,24}}\b(?:{_SIGNS}|register|login)\b|\bthere(?:['’]?s| is) no (?:\w+ )?(?:{_SIGNS}|login)\b",
    re.IGNORECASE,
)
_ACCOUNT = regex(
    rf"\b(?:do|must|should|can|could|will|would|why do|why must|have|need) (?:i|we|you|people|everyone|to)\b(?! (?:tell|give|send|show))[^.?!]{{0,24}}\b(?:(?:an|no|any|without an?) (?:\w+ )?(?:account|login|profile)|register(?:ed)?|{_SIGNS})\b",
    re.IGNORECASE,
)
_IS_IN = regex(
    r"\W*(?:(?:ok|okay|right|there|now|yes|yeah|hi|so|and|thanks|great|that['’]?s|thats)\W+)*(?:(?:i|we)(?:['’]?ve| have|['’]?m| am)?(?: just| now| already| think)?\W+)?(?:(?:signed|logged|sign|log|me|all|back)[ -]?(?:in|on)|done(?: (?:it|that|so))?|in)(?: (?:now|already|i think|i hope|again))*(?:\W+(?:now|so) what)?(?:\W+(?:please|thanks|go on|carry on|what now|next|what next))*\W*",
    re.IGNORECASE,
)
"""Whether somebody says that they are signed in, who is not."""
_MY_NAME = regex(
    rf"\b(?:what(?:['’]?s| is| was)|which is|who am i|don['’]?t know|remind me of) (?:(?:my|the) (?:user ?name|log ?in|password|account|e-?mail)|{_SIGNS} as)\b",
    re.IGNORECASE,
)
_SAFE = regex(
    rf"\b(?:safe|secure|scam\w*|trust|legit\w*)\b[^.?!]{{0,40}}\b(?:{_SIGNS}|here|account|password|site)\b",
    re.IGNORECASE,
)
_SOMEBODY = regex(
    rf"\b(?:can|could|may|should) (?:my \w+|he|she|they|someone else|somebody else)\b[^.?!]{{0,12}}\b{_SIGNS}\b",
    re.IGNORECASE,
)
_SAYS_AGAIN = regex(
    r"\W*(?:(?:yes|yeah|yep|ok|okay|please|just|go ahead|do it|(?:book|buy|take|confirm) (?:it|them|those)|i (?:just |already )?(?:said|told you)(?: so| yes| that)?|as i said|like i said|already|now|come on|hurry(?: up)?)\W*){2,}",
    re.IGNORECASE,
)
_NOT_IN_YET = "I don't see you signed in here yet."
_UNSEEN = "I never see your password: you sign in with this site, and not in the chat."
_THEIRS = "Whoever signs in has the tickets and the receipt in their account, and can hand them on later."
_GUEST = regex(r"\bas (?:a )?guests?\b|\bguest check-?out\b", re.IGNORECASE)
_AN_ACCOUNT = regex(r"\b(?:account|register\w*|why|profile|guest)\b", re.IGNORECASE)
_AS_WHOM = "To look around you need no account. To buy here you sign in, so that the tickets and the receipt are yours and nobody else's."
WHY = "I can only look at, or change, the orders of whoever is signed in: a number or a name could be anybody's."


_OF_IT = (_MY_NAME, _SAFE, _SOMEBODY, _ACCOUNT)


def asked(view: View, heard: Heard) -> bool:
    """Whether somebody who is not signed in asks where or whether to, or cannot, or would do without."""
    state, text = view.state, view.reading.text
    if view.signed_in or len(text) > _LONGEST or (_GIVES_UP.search(text) and not _IS_IN.fullmatch(text)):
        return False
    waits = state.awaiting == "sign_in"
    again = state.quote is not None and _SAYS_AGAIN.fullmatch(text) is not None
    if waits and (again or _IS_IN.fullmatch(text) or any(p.search(text) for p in (_CANT, _WITHOUT, _GUEST, *_OF_IT))):
        heard.standing = "sign in"
        return True
    if "?" not in text and not aspects.asks(text):
        return False
    if any(s.name in {"quantity", "email", "order_id"} for s in view.reading.slots):
        return False
    if _WHERE.search(text) is None and _ACCOUNT.search(text) is None:
        return False
    heard.standing = "sign in"
    return True


def tell(flow: Flow) -> Speech:
    """Why signing in is needed, and that a person may help."""
    text = flow.view.message
    buys = flow.state.hold is not None or flow.state.task is None or flow.state.task.kind in BUYING
    why = _AS_WHOM if buys and not _WITHOUT.search(text) else WHY
    held = " Your seats stay held meanwhile." if flow.state.hold is not None else ""
    if flow.state.awaiting == "sign_in" and _IS_IN.fullmatch(text):
        return flow.say(f"{_NOT_IN_YET}{held}", "Sign in below, and I carry on from there.", awaiting="sign_in")
    if flow.state.awaiting == "sign_in" and _SAYS_AGAIN.fullmatch(text):
        return flow.say(f"Your yes stands.{held}", "Sign in below, and you can pay.", awaiting="sign_in")
    why = _UNSEEN if _SAFE.search(text) else _THEIRS if _SOMEBODY.search(text) else why
    needed = "" if _WHERE.search(text) and not _AN_ACCOUNT.search(text) else why
    if flow.state.awaiting not in {None, "sign_in", "confirmation", "payment"} or (needed and not flow.state.awaiting):
        later = "You sign in right here in the chat, as soon as something needs it."
        return flow.say(f"{needed} {later}".strip(), awaiting=flow.state.awaiting)
    flow.offer_person()
    return flow.say(
        f"{needed}{held}".strip(),
        "You can sign in right here, below, and I carry on from there. If that doesn't work, I can ask a person: just say so.",
        awaiting="sign_in",
    )
