"""What is asked of an evening out, with the show named in passing: "do i need id for the gala" buys nothing. Pure."""

import re

from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_MAY = r"(?:can|could|may|might|must|should|shall|do|does|will|would|am|are|is|if|whether)"
_WE = r"(?:i|we|you|u|one|people|anyone|they|kids|children|my \w+|our \w+)"
_PRACTICAL = regex(
    rf"\b{_MAY} {_WE} (?:be )?(?:allowed to |able to |permitted to |still |also |even )?(?:bring|carry|wear|smoke|vape|drink|eat|film|record|photograph|re-?enter|get back in|park|leave (?:early|at|during|the)|tailgate|take (?:photos?|pictures?|videos?|a \w*photo|pics?|a \w*bag|my \w*bag|my \w*camera))\b"
    rf"|\b(?:do|does|will|would) {_WE} (?:need|have|want) (?:to (?:show|bring|carry|have|print|wear|pay for) )?(?:an? |any |my |photo |some |our |the |valid |proof of )*(?:ids?|i\.d\.?|identification|passports?|driving licen[cs]es?|printout|print|tickets? printed|masks?|vaccin\w+|cash|umbrellas?|an adult|blankets?|ear ?plugs)\b"
    rf"|\bwhat (?:should|can|do|shall|must|would) {_WE} (?:wear|bring|eat|drink|expect to wear)\b|\bwhat to (?:wear|bring)\b"
    rf"|\bhow (?:early|late|far ahead|long before) (?:should|do|can|must|would|could) {_WE} (?:need to |have to |want to |better )?(?:get(?! (?:tickets?|tix|seats?|them|it|my|our)\b)|arrive|come|be|turn up|show up|go|leave)\b",
    re.IGNORECASE,
)
_COMPANY = regex(
    r"\b(?:bring|carry|take)(?: along)? (?:(?:my|our|a|an|the|some|one|two|three|four|five|\d+|another|more|a few|his|her) )*(?:\w+ )?(?:wife|husband|friends?|mates?|mum|mom|dad|parents?|family|partner|girlfriend|boyfriend|brothers?|sisters?|guests?|people|plus one)\b"
    r"|\b(?:leave|take) (?:it|them|that|those)\b|\bbring (?:it|them|the (?:price|total|cost))\b",
    re.IGNORECASE,
)
_READ_AS = frozenset(
    {Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.AFFIRM, Intent.POLICY, Intent.REFUND, Intent.INFORM, Intent.CHANGE, Intent.CHOOSE, Intent.SEAT_INFO, Intent.ORDERS, Intent.OUT_OF_SCOPE, Intent.TRANSFER}
)  # fmt: skip


def asked(view: View, heard: Heard) -> bool:
    """Whether a show is named only because something is asked of going there; the documents answer it."""
    reading = view.reading
    if len(reading.wishes) != 1 or reading.intent not in _READ_AS or not wanting.names_event(reading.slots):
        return False
    if any(s.name in {"quantity", "section", "max_price", "email"} for s in reading.slots):
        return False
    if _PRACTICAL.search(reading.text) is None or _COMPANY.search(reading.text) is not None:
        return False
    heard.questions.append(Question("knowledge", reading.text, reading.slots))
    return True
