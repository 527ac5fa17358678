"""A thing lost at a show, described after what becomes of lost things was told: "its a black umbrella, left it at the game on tuesday, row f".

Pure, like `hearing`, which asks it: no seat is looked for by its words; what is told is noted as a case (`fetching.note_loss`).
"""

import re

from willcall.agent.dialogue.acts import matters
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_SPOKEN_OF = regex(r"\b(?:lost|found)\b", re.IGNORECASE)
_LOST = regex(r"\b(?:left|lost|loosing|losing|dropped|forgot(?:ten)?|misplaced|mislaid|missing)\b", re.IGNORECASE)
_IS = regex(
    r"^\W*(?:(?:so|well|yes|ok|okay|um+|hi|thanks|please|right|and)\W+)*(?:it['’]?s|its|it is|it was|they['’]?re|theyre|they are|they were)(?: just| only)? (?:an? |my |(?:black|white|red|blue|green|grey|gray|brown|pink|purple|yellow|gold|silver|beige|navy|small|big|large|old|new)\b)",
    re.IGNORECASE,
)
_REPORTS = regex(
    r"\b(?:open|make|start|log|file|raise|put in|create) (?:me |us )?(?:an? |the )?(?:case|report|claim|ticket for it)\b|\b(?:report|log|note) (?:it|this|that|the loss|my \w+)\b",
    re.IGNORECASE,
)
_OF_TICKETS = regex(
    r"\b(?:buy|book(?!let)|refund\w*|money back|exchang\w*|upgrad\w*|(?:seats?|tickets?|tix) (?:left|for)|(?:lost|left|forgot\w*) (?:my |our |the )?(?:tickets?|tix|order|booking|password|way|e-?mail|code|qr)|how many|what else|what'?s on)\b",
    re.IGNORECASE,
)
_ASKS = regex(
    r"\?|^\W*(?:(?:and|so|but|ok)\W+)*(?:when|where|who|what|how|can|could|do|does|is|are|will|did|has|have)\b",
    re.IGNORECASE,
)
_LONGEST = 400  # characters


def described(view: View, heard: Heard) -> bool:
    """Whether what was lost is told, or to be noted, after lost things were spoken of; whatever was looked for is none."""
    state, text = view.state, view.reading.text
    if len(text) > _LONGEST or _OF_TICKETS.search(text) or state.pending_order_id is not None:
        return False
    spoken_of = _SPOKEN_OF.search(str(state.memo.get("said") or "")) is not None or bool(state.memo.get("loss"))
    reports = _REPORTS.search(text) is not None
    lost = _LOST.search(text) is not None
    if reports and matters.left_behind(text):
        spoken_of = True  # "i left my scarf at the game, please open a case"
    elif not spoken_of or not (lost or _IS.search(text)) or (_ASKS.search(text) and not reports):
        return False
    if state.task is not None and state.task.kind in BUYING and state.hold is None and state.quote is None:
        state.task, state.awaiting = None, None
    heard.standing, heard.understood = "loss", True
    return True
