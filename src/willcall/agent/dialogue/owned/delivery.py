"""Tickets one has, wanted somewhere else: in the mail, on a phone, in a calendar. They are shown, and how to take them along is said. Pure."""

import re

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_ME = r"(?:me|us|over|across|through|out|myself)"
_THEM = r"(?:(?:the|my|our|those|these|all|both) )*(?:e-?)?(?:tickets?|tix|qrs?|qr codes?|barcodes?|codes?|pdfs?|copy|copies|file|files|them|'?em|it|those|these)"
_SENDS = r"(?:e-?mail|mail|text|sms|whats ?app|message|send|forward|dm|air ?drop|ping|post)"
_PLACE = r"(?:to|on|via|by|over|through|into|in) (?:(?:my|our|the|an?|his|her) )?(?:own )?(?:e-?mail(?: address)?|inbox|phone|mobile|cell|cellphone|number|text|sms|whats ?app|messenger|post|mail|home)"
_SENT = regex(
    rf"\b{_SENDS}(?: {_ME})? {_THEM}\b(?: {_ME})?(?: {_PLACE})?"
    rf"|\b(?:can|could|may|will|do) (?:i|we) (?:get|have|receive) {_THEM} (?:e-?mailed|texted|sent|{_PLACE})\b"
    rf"|\b(?:are|is|will|do|r) (?:you|u|ya|they|{_THEM}) (?:be |get |going to |gonna )*(?:e-?mail(?:ed)?|text(?:ed)?|sent|send)\b",
    re.IGNORECASE,
)
_KEEPS = r"(?:add|put|save|stick|pop|sync|export|drop|get|enter|pencil)"
_CALENDAR = regex(
    rf"\b{_KEEPS}\b[^.?!]{{0,32}}\b(?:in|into|on|onto|to|with) (?:(?:my|our|the) )?(?:(?:google|outlook|apple|iphone|phone|work|family|i)\W?)*(?:cal(?:endar)?|diary|planner|agenda|wallet|pay)\b"
    r"|\b(?:cal[ae]nd[ae]r|ics|ical) (?:file|invite|entry|event|reminder|link)\b|\b(?:remind|reminder)\b[^.?!]{0,32}\b(?:(?:day|hour|night|morning|week)s? before|before(?:hand)?|nearer the|closer to|on the (?:day|morning))\b",
    re.IGNORECASE,
)
_TO_OTHERS = regex(
    r"\b(?:to|for) (?:(?:my|our|his|her|their) )?(?:friend|mate|buddy|pal|wife|husband|partner|boyfriend|girlfriend|mum|mom|dad|sister|brother|son|daughter|boss|colleague|cousin|aunt|uncle|someone|somebody|him|her|them)\b",
    re.IGNORECASE,
)
_OF_PAPERS = regex(
    r"\b(?:receipts?|invoices?|confirmations?|refund\w*|money|bill|statement|person|human|agent|code of|link)\b",
    re.IGNORECASE,
)
_WILL = regex(r"\W*(?:(?:so|and|ok|hi|hey|hello)\W+)*(?:will|do|did|are|is|how)\b", re.IGNORECASE)
SHOWN = "Your tickets are right here, with their QR codes."
TOLD = f"{SHOWN} Save or send on the PDF of each; the calendar file puts the date into any calendar. I send nothing by e-mail or text myself."


_NUMBER = regex(
    r"\b(?:what(?:['’]?s| is| was)?|where(?:['’]?s| is)?|which|give|tell|show|send|remind|need|forgot|find|get)\b[^.?!]{0,24}\b(?:order|booking|confirmation|reference|ref)(?:[ -]?(?:number|no|num|nr|id|code|ref|reference))\b",
    re.IGNORECASE,
)


def wanted(text: str) -> bool:
    """Whether tickets are wanted by e-mail, on a phone or in a calendar, for oneself."""
    if _CALENDAR.search(text) is not None:
        return True
    if _OF_PAPERS.search(text) is not None or _TO_OTHERS.search(text) is not None:
        return False
    return _SENT.search(text) is not None


def asked(view: View, heard: Heard) -> bool:
    """Whether the tickets are to be shown, and how to take them along told."""
    state, reading = view.state, view.reading
    numbered = state.last_order_id is not None and _NUMBER.search(reading.text) is not None
    if state.quote is not None or state.hold is not None or not (numbered or wanted(reading.text)):
        return False
    if state.last_order_id is None and (state.task is not None or _WILL.match(reading.text)):
        return False  # nothing is bought yet
    if state.task is not None and state.task.kind not in {*BUYING, "orders"}:
        return False
    if any(s.name in {"email", "person", "quantity", "section", "max_price"} for s in reading.slots):
        return False
    if any(wish.intent in {Intent.HAND_OFF, Intent.COMPLAINT, Intent.REFUND} for wish in reading.wishes):
        return False
    tasks.begin("orders", (), view, heard, reading.text)
    assert state.task is not None
    state.task.order_hint = state.last_order_id
    return True
