"""Back from signing in: "ok done that, so?" asks nothing new; what was asked before goes on. Pure."""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard

_GOES_ON = re.compile(
    r"\W*(?:(?:ok|okay|k|right|so|and|well|now|then|yes|yeah|yep|there|hi|hey|all|i|i['’]?m|i['’]?ve|ive|im|have|am|did|done|did|it|that|this|just|signed|sign|logged|log|in|back|again|already|what|now what|go on|carry on|continue|go ahead|next|ready|finally|as asked|like you said|please|pls|thanks|good|to my account)\b\W*){1,14}",
    re.IGNORECASE,
)
_LONGEST = 80  # characters


def goes_on(view: View, heard: Heard) -> bool:
    """Whether somebody who was asked to sign in has, and says no more than that."""
    state, text = view.state, view.reading.text
    if state.awaiting != "sign_in" or not view.signed_in or state.task is None or state.quote is not None:
        return False
    heard.changed = heard.understood = (
        len(text) <= _LONGEST and not view.reading.slots and _GOES_ON.fullmatch(text) is not None
    )
    return heard.changed
