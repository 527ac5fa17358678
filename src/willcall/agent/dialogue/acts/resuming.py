"""Back from signing in: "ok done that, so?" asks nothing new; what was asked before goes on, and what was quoted is still quoted. Pure."""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_GOES_ON = regex(
    r"\W*(?:(?:ok|okay|k|sure|cool|great|alright|yup|right|so|and|well|now|then|yes|yeah|yep|there|hi|hey|all|i|i['’]?m|i['’]?ve|ive|im|have|am|did|done|did|it|that|this|just|signed|sign|logged|log|in|back|again|already|what|now what|go on|carry on|continue|go ahead|next|ready|finally|as asked|like you said|please|pls|thanks|good|to my account|try|check|look|how about|what about|works?|should|be|book|them|let['’]?s|lets|do|pay|thank you|cheers|thx)\b\W*){1,14}",
    re.IGNORECASE,
)
_LONGEST = 80  # characters


def comes_back(view: View) -> None:
    """Whoever has signed in with seats held is asked for their yes again by whatever is answered: a side question ends nothing."""
    state = view.state
    if state.awaiting == "sign_in" and view.signed_in and state.quote is not None:
        state.awaiting = "confirmation"


_IS_BACK = regex(
    r"\W*(?:(?:ok|okay|right|hi|hey|hello|sorry|so|yes|and|now|phew|there)\W+)*(?:(?:i['’]?m|i am|we['’]?re|we are) )?back(?:\W+(?:now|again|here|sorry|at last|finally|at my desk|at it|where were we|so|then))*\W*",
    re.IGNORECASE,
)
_GOES_OFF = regex(
    r"\W*(?:(?:ok|okay|sorry|thanks|cool|great|right|hold on|wait|um+)\W+)*(?:(?:i['’]?ll|ill|i will|we['’]?ll|will)(?: just)? )?be (?:right )?back(?: (?:in|within) (?:a |an |like |about )?(?:\w+)(?: (?:mins?|minutes?|secs?|seconds?|hour|moments?|bit))?| (?:soon|shortly|later|in a bit))?(?:\W+(?:ok|thanks|sorry))*\W*",
    re.IGNORECASE,
)


def comes_and_goes(view: View, heard: Heard) -> bool:
    """Whether somebody with seats held only goes off for a while, or is back: "back" is no part of the house then."""
    state, text = view.state, view.reading.text.strip()
    if state.quote is None or state.awaiting not in {"confirmation", "payment"} or len(text) > _LONGEST:
        return False
    heard.keeps = _IS_BACK.fullmatch(text) is not None
    heard.waits = _GOES_OFF.fullmatch(text) is not None
    return heard.keeps or heard.waits


_IN = regex(r"\b(?:in|signed|logged|sign|log|done|did|back|here|there|ready|account)\b", re.IGNORECASE)


def of_signing_in(text: str) -> bool:
    """Whether words may be of having signed in, rather than of what waits."""
    return _IN.search(text) is not None


def only_back(text: str) -> bool:
    """Whether somebody says no more than that they are back, or go on."""
    return len(text) <= _LONGEST and _GOES_ON.fullmatch(text) is not None


def goes_on(view: View, heard: Heard) -> bool:
    """Whether somebody who was asked to sign in has, and says no more than that."""
    state, text = view.state, view.reading.text
    if state.awaiting != "sign_in" or not view.signed_in or state.task is None or state.quote is not None:
        return False
    heard.changed = heard.understood = not view.reading.slots and only_back(text)
    return heard.changed
