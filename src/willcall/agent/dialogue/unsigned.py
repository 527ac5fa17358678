"""Who would rather not sign in, and names themselves instead: orders open only to whoever is signed in. Pure."""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard

_INSTEAD = re.compile(
    r"\b(?:can['’]?t|cant|cannot|couldn['’]?t|could|can|won['’]?t|why (?:can['’]?t|don['’]?t)|just|please) (?:you|u|ya)?\b[^.?!]{0,12}\b(?:just )?(?:do (?:it|that|this)|look (?:me|it|them|us) up|find (?:me|it|them|us|my)|see (?:it|me|my)|check|use my|search|pull (?:it|me|them) up|go by)\b"
    r"|\b(?:look|find) (?:me|it|us|them) (?:up )?(?:by|with|under|from|using) (?:my |the )?(?:name|e-?mail|number|phone|address)\b"
    r"|\bmy (?:name|e-?mail|email|mail|phone|number|mobile)(?: address| number)?(?:['’]?s| is|:)\s"
    r"|\b(?:cbf|cba|can['’]?t be (?:bothered|arsed|fussed|asked)|don['’]?t (?:want|feel like|wanna|remember|know|have)|do i (?:really )?(?:have|need) to|hate|rather not|no time to|without|forgot|lost)\b[^.?!]{0,24}\b(?:sign(?:ing)?[ -]?in|log(?:ging)?[ -]?in|log-?ins?|passwords?|account)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:human|person|someone|somebody|agent|manager|staff|box office|talk|speak|call me|ring me|how (?:do|can) i (?:sign|log)|reset|link)\b",
    re.IGNORECASE,
)

ANSWER = "Orders open only to whoever is signed in to the account that bought them: a name, an e-mail address or a number is not enough. You can sign in right here; or I can ask a person."


def asked(view: View, heard: Heard) -> bool:
    """Whether somebody who was asked to sign in wants it done without: "cant you just look me up by name"."""
    state, text = view.state, view.reading.text
    if view.signed_in or state.awaiting != "sign_in" or state.task is None or state.task.kind in {"browse", "purchase"}:
        return False
    if len(text) > _LONGEST or _PERSON.search(text) or not _INSTEAD.search(text):
        return False
    if any(s.name in {"event", "performer", "when", "order_id"} for s in view.reading.slots):
        return False
    heard.standing, heard.understood = "unsigned", True
    return True


_LONGEST = 200  # characters
