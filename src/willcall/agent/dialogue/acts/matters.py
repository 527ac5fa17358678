"""What is said of a thing left behind, a hurt or a need: a matter for the documents or for a person, though a show is named.

Pure: texts in, the question that they come to out. `hearing` asks before it looks for a wish.
"""

import re

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.acts import unasked
from willcall.agent.dialogue.asked import asking
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot

LEFT_BEHIND = "I lost something at a show; how do I report it?"
HURT = "Where is first aid?"
OWN_SEAT = "Do children need a ticket?"
NAME_ON_IT = "Does the name on the ticket have to match?"
INVOICE = "Can I have an invoice or a receipt?"
REACHED = "Who do I complain to, or give me a phone number to call you."
WRITTEN_TO = "What is your e-mail address?"
TO_PEOPLE = frozenset({LEFT_BEHIND, REACHED, WRITTEN_TO})
"""What somebody of ours may see to as well: a person is offered beside the answer."""
HEARING = "Is there a hearing loop or a headset for people who are hard of hearing?"
_NO_THING = (
    r"(?:tickets?|tix|tkts?|bookings?|orders?|seats?|places?|reservations?|receipts?|reviews?|messages?|voicemails?|comments?|notes?|notice|tips?|deposits?|bets?|games?|match|matches|fixtures?|finals?|points?|"
    r"money|refund|bit|little|lot|while|minutes?|hours?|days?|few|couple|impression|taste|mark|mess|gap|job|work|school|house|home|country|voice|way|mind|mood|temper|interest|faith|count|track|touch|"
    r"friends?|mates?|dad|mum|mom|mother|father|husband|wife|partner|boyfriend|girlfriend|son|daughter|kids?|children|baby|brother|sister|nan|gran\w*|uncle|aunt\w*|dog|cat|password|log-?in|account|details|confirmation|code|e-?mail|date|time|name|card|cards|fortune|star|player|fan|family|group|party|team|"
    r"signal|connection|chance|nerve|nerves|fianc\w*|anniversary|birthday|hope|marbles|replacement|substitute|stand-in|cover|new \w+|cheaper|better|offer|discount|vouchers?|title|leg|arm|battle|war|weight|appetite|lead|ability|hearing|sight)"
)
_SMALL = r"(?:at|in|on|under|behind|by|inside|during|after|from|near|beside|next|when|while|last|yesterday|this|the|for|to|of|and|but|so|because|that|which|who|i|we)"
_ADVERBS = r"(?:behind |probably |definitely |accidentally |stupidly |also |somehow |just )?"
_THERE = (
    r"(?:(?:at|in|on|under|behind|by|inside|near|beside|during|after|from) (?:the|your|my|our|a|an|row|sec\w*|seat|block|one of|that|last|[a-z]+'s)\b(?! (?:bus|train|tube|plane|taxi|cab|uber|tram|car|hotel|pub|office|house|queue|cart|basket|draw|raffle|sale|divorce|fire|app|web\w*|internet|site|phone|chat|past|end|moment)\b)"
    r"|last (?:night|week|weekend|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*)|yesterday|the other (?:night|day|evening)|there\b|somewhere\b|to(?:day|night)\b)"
)
_LEFT = regex(
    rf"\b(?:(?<!\d )(?<!any )(?<!seats )(?<!tickets )(?<!are )left|lost|dropped|misplaced|mislaid|forgot(?:ten)?) {_ADVERBS}(?:a|an|my|me|our|his|her|their|some|one of (?:my|our)) "
    rf"(?!{_SMALL}\b)[\w'’-]+\b[^.?!,;]{{0,40}}?\b{_THERE}"
    rf"|\b(?:my|our|his|her|their) (?:[\w'’-]+ ){{1,3}}?(?:was|were|got|must have been|might have been) {_ADVERBS}(?:left|lost|dropped|forgotten)\b[^.?!,;]{{0,12}}?\b{_THERE}",
    re.IGNORECASE,
)
_NONE = regex(
    rf"\b(?:left|lost|dropped|misplaced|mislaid|forgot(?:ten)?|leave|leaving|losing) {_ADVERBS}(?:a|an|my|me|our|his|her|their|some|one of (?:my|our)) (?:(?!{_SMALL}\b)[\w'’-]+ ){{0,3}}{_NO_THING}\b"
    rf"|\b(?:my|our|his|her|their) {_NO_THING} (?:was|were|got|must have been|might have been) "
    rf"|\b(?:left|lost|dropped) (?:me|us|him|her|them) {_SMALL}\b",
    re.IGNORECASE,
)
"""What is left or lost and is no thing that somebody may find."""
_SOMEBODY = r"(?:any(?:one|body)|some(?:one|body)|(?:the |your )?(?:staff|cleaners?|stewards?|ushers?|team)|they)"
_MINE = r"(?:a|an|my|our|his|her)"
_TURNED_IN = regex(
    rf"\b(?:did|has|have|had|was|were) (?:{_SOMEBODY}|you)(?: \w+)? (?:hand(?:ed)? in|turn(?:ed)? in|pick(?:ed)? up) {_MINE} \w"
    rf"|\b(?:did|has|have|had) {_SOMEBODY}(?: \w+)? (?:find|found) {_MINE} (?!(?:\w+ )?{_NO_THING}\b)\w|\b(?:did|have|has) you(?: \w+)? (?:find|found) (?:my|our|his|her) (?!(?:\w+ )?{_NO_THING}\b)\w",
    re.IGNORECASE,
)
_LIKELY = regex(r"\bif (?:i|we|you|someone|somebody)\b|\b(?:don'?t|do not|never|not to|can i|could i|may i|can we|where (?:can|do)|want to|like to|have to|need to|should i)\W+(?:\w+ )?(?:leave|lose|leaving)\b|\bleav(?:e|ing) (?:it|my \w+) with\b", re.IGNORECASE)  # fmt: skip
"""What may be left, and was not: "can I leave my coat at the door?"."""
_AWAY = regex(
    r"\b(?:at home|at work|in (?:the|my|our) car|on the (?:bus|train|tube|plane)|at (?:the|my|our) (?:hotel|airport|house|place|office))\b",
    re.IGNORECASE,
)
_ON_A_SEAT = regex(
    r"\b(?:under|on|at|by|near|behind|beneath|below) (?:(?:my|our|the|his|her) (?:seats?|chairs?)|seats? \d{1,3}(?: (?:in )?row \w{1,2})?)\b",
    re.IGNORECASE,
)
_BODY = r"(?:hand|finger|thumb|knee|leg|arm|ankle|head|foot|toe|eye|back|wrist|shoulder|face|lip|nose|elbow|hip)"
_HURTS = regex(
    rf"\b(?:cut|hurt|twisted|sprained|banged|burn(?:t|ed)|grazed|scraped|bumped|broke|injured) (?:my|his|her) (?:\w+ )?{_BODY}\b"
    r"|\b(?:i|we|he|she|my \w+) (?:need|needs) (?:a|an|some) (?:plasters?|band-?aids?|bandages?|medics?|doctor|nurse|paramedic|painkillers?|paracetamol|aspirin|ibuprofen|ice pack|first aid)\b(?!['’]?s note| with)",
    re.IGNORECASE,
)
_GIVES_UP = regex(
    r"\b(?:refund\w*|money back|exchang\w*|swap\w*|cancel\w*|tickets?|can'?t (?:come|make|go)|cannot (?:come|make|go)|won'?t|unable)\b",
    re.IGNORECASE,
)
_DEAF = regex(
    r"\b(?:deaf\w*|hard of hearing|hearing (?:aids?|loss|impair\w*|problems?)|(?:can'?t|cannot|don'?t|doesn'?t|not) hear (?:(?:very|so|too|that|all that) )?(?:well|much|properly|good|a thing)|poor hearing|cochlear)\b",
    re.IGNORECASE,
)
_NEED = regex(
    r"\b(?:blind|partially sighted|visually impaired|poor (?:eye)?sight|autis\w+|adhd|epilep\w+|diabet\w+|pregnant|breast-?feed\w*|nursing|on crutches|bad (?:knees?|hips?|back|legs?)|arthritis|anxiety|allerg\w+|c(?:o)?eliac|gluten|vegan|vegetarian|stoma|insulin|dementia|sensory|panic attacks?|claustrophobi\w+)\b",
    re.IGNORECASE,
)
_HAVE = regex(
    r"\b(?:you|u|ye|ya)(?: guys| lot)? (?:do |did )?(?:have|got|offer)\b|\b(?:do|does|have|has|will|would|can|could|is|are) (?:you|u|ya|they|there|the (?:venue|theatre|theater|arena|hall|place|staff|house)|it|we|i|he|she)\b[^.?!]{0,30}\b(?:have|got|get|do|offer|provide|lend|give|use|borrow|hire|rent|help|anything|something|any|an?|one of|some)\b|\bis there\b|\bare there\b|\bany chance of\b",
    re.IGNORECASE,
)
_DEVICE = regex(
    r"\b(?:head ?sets?|head ?phones?|ear ?phones?|ear ?pieces?|(?:hearing |induction |t-?)?loops?(?: things?)?|amplif\w+|assistive|listening (?:devices?|aids?|thing\w*)|receivers?|infra-?red)\b",
    re.IGNORECASE,
)
_SEEKS = regex(
    r"\b(?:seats?|tickets?|tix|rows?|aisle|front|spaces?|shows?|performances?|showings?|events?|concerts?|gigs?|dates?|nights?|interpreted|signed|captioned|relaxed|what'?s on|what is on|anything on)\b",
    re.IGNORECASE,
)
_AT_THE_SHOWS = regex(
    r"\b(?:at|in|for|during) (?:the|your|all|any|every|some|most|this|that|these|those)? ?(?:shows?|performances?|events?|concerts?|gigs?|games?|match|matches|plays?)\b",
    re.IGNORECASE,
)
_WISHES = frozenset({Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.PAY})
_LOOSE = frozenset({Intent.KNOWLEDGE, Intent.FIND_EVENTS, Intent.INFORM, Intent.OUT_OF_SCOPE, Intent.EVENT_INFO, Intent.SMALL_TALK, Intent.CHANGE})  # fmt: skip
_LONGEST = 600  # characters that are looked at


def left_behind(text: str) -> bool:
    """Whether it is said that a thing was left or lost at a show, or asked if it was found; tickets and people are no things."""
    text = text[:_LONGEST]
    said = _ON_A_SEAT.sub("there", text)
    if any(pattern.search(said) for pattern in (cues.OWN_TICKETS, _LIKELY, _AWAY, _NONE)):
        return False
    return cues.LEFT_BEHIND.search(text) is not None or any(p.search(said) for p in (_LEFT, _TURNED_IN))


def hurt(text: str) -> bool:
    """Whether somebody is hurt, and wants no money for it: "I need a plaster"."""
    said = text[:_LONGEST]
    return _HURTS.search(said) is not None and _GIVES_UP.search(said) is None


def need(text: str) -> bool:
    """Whether it is asked what there is for somebody's need: "I'm a bit deaf, do they have headsets?"; who looks for seats or a show asks for these."""
    said = _AT_THE_SHOWS.sub("there", text[:_LONGEST])
    needs = _DEAF.search(said) or _NEED.search(said)
    have = _HAVE.search(said) is not None
    return have and (needs or _DEVICE.search(said)) is not None and _SEEKS.search(said) is None


def is_deaf(text: str) -> bool:
    """Whether somebody is told of who hears badly."""
    return _DEAF.search(text[:_LONGEST]) is not None


_SHARES = regex(
    r"\b(?:can|could|may|is it ok|will|would)\b[^.?!]{0,40}\b(?:shar(?:e|ing) (?:a|one|my|our|her|his|their|the same) (?:seat|chair|ticket|place)|(?:sit|go|be|squeeze|squash|stay)(?: in)? (?:up )?on (?:my|our|her|his|mum'?s|mom'?s|dad'?s|a|the|an adult'?s) (?:knees?|laps?))\b"
    r"|\b(?:two|both|they)(?: of (?:them|us|the kids))? (?:in|on|share|sharing|to) (?:one|a|the same|1) (?:seat|chair)\b[^.!]*\?",
    re.IGNORECASE,
)
"""Whether somebody may sit with another on one seat."""


_IF_SO = regex(r"\b(?:so|then)\b[^.?!]{0,24}\b(?:only|just|need)\b", re.IGNORECASE)


def fewer_if_shared(text: str) -> bool:
    """Whether fewer tickets are told of that hang on whether a seat may be shared: "could he sit on my lap? then we need just 3"."""
    match = _SHARES.search(text[:_LONGEST])
    return match is not None and _IF_SO.search(text, match.start()) is not None


def shares_a_seat(view: View, heard: Heard) -> bool:
    """Whether it is asked if a child may share a seat, which changes no number before it is answered: "can the little one share with me so I only need 3?"."""
    text = view.reading.text
    match = _SHARES.search(text[:_LONGEST])
    if match is None or any(wish.intent in _DEEDS for wish in view.reading.wishes):
        return False
    counted = any(s.name == "quantity" and s.start < match.start() for s in view.reading.slots)
    if counted and text[: match.start()].rstrip()[-1:] in {".", "!"}:
        return False  # "four for the derby. can my two share a seat?" is after four
    heard.questions, heard.understood = [Question("knowledge", OWN_SEAT, ())], True
    return True


_WRITES = regex(r"\be-?mail\b(?![^.?!]*\b(?:phone|number|call)\b)", re.IGNORECASE)
_LONGEST = 300  # characters
_DEEDS = frozenset({Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER, Intent.UPGRADE})


_OF_PAPERS = frozenset(
    {Intent.ORDERS, Intent.TRANSFER, Intent.CHANGE, Intent.INFORM, Intent.KNOWLEDGE, Intent.POLICY, Intent.OUT_OF_SCOPE, Intent.EXCHANGE}
)  # fmt: skip
_CHANGES_THE_NAME = regex(
    r"\b(?:chang(?:e|ed|ing)|correct(?:ed|ing)?|fix(?:ed|ing)?|alter(?:ed|ing)?|amend(?:ed|ing)?|switch(?:ed|ing)?|swap(?:ped)?|put) (?:the |my |his |her |our |a |that )?(?:\w+ )?names? (?:on|of|in) (?:it|that|them|these|those|one|one of (?:them|the tickets|my tickets)|(?:the|my|our|this|these|those) (?:tickets?|order|booking|seats?))\b"
    r"|^\W*(?:(?:but|and|so|ok|yes|no|what about)\W+)*(?:the|my|his|her) names?(?: (?:on (?:it|them|the tickets?)|though|tho))*\W*$",
    re.IGNORECASE,
)
_INVOICE = regex(
    r"\b(?:need|want|require|would like|['’]d like|after|send me|give me|get me|make (?:me )?out|issue|please|can i (?:get|have)|could i (?:get|have))\b[^.?!]{0,24}\b(?:invoices?|vat (?:receipt|bill)|tax (?:invoice|receipt)|receipts?)\b",
    re.IGNORECASE,
)
_PAPERS_LOST = regex(
    r"\b(?:lost|deleted|never (?:got|came|received)|(?:have|did|has)n['’]?t|again|resend|charged|refund\w*)\b",
    re.IGNORECASE,
)


_CANNOT_COME = regex(
    r"\b(?:ca ?n['’]?t|cannot|won['’]?t(?: be able to)?|not (?:able|going) to) (?:(?:really|now|all|both) )?(?:do|make|come|go|attend|manage|be there|see|get)\b",
    re.IGNORECASE,
)
"""Who was hurt, somewhere else, cannot come: no first aid is wanted."""


def asked(text: str, intent: Intent, slots: tuple[Slot, ...]) -> str | None:
    """The question that a clause comes to; None where it is a wish or about something else."""
    counted = any(s.name == "quantity" and re.search(r"\b(?:tickets?|seats?|of us)\b", s.text) for s in slots)
    if counted or any(s.name in {"order_id", "email", "max_price", "preference"} for s in slots):
        return None
    if left_behind(text) and intent not in _WISHES:
        return LEFT_BEHIND
    if hurt(text) and not (intent in _WISHES and _CANNOT_COME.search(text)):
        return HURT
    if intent in _OF_PAPERS and _CHANGES_THE_NAME.search(text) and "@" not in text:
        return NAME_ON_IT  # "can u change the name on it to my dads", which hands nothing on
    if intent in _OF_PAPERS and _INVOICE.search(text) and not _PAPERS_LOST.search(text):
        return INVOICE
    if intent is Intent.KNOWLEDGE and unasked.WHERE_TO.search(text):
        return WRITTEN_TO if _WRITES.search(text) else REACHED
    dated = any(s.name == "when" for s in slots) and not _DEVICE.search(text)
    return text if need(text) and intent not in _WISHES and not dated else None


def only_a_need(reading: Reading) -> bool:
    """Whether several clauses together ask one thing, what there is for somebody's need, and nothing is wished for beside it."""
    if len(reading.wishes) < 2 or reading.text.count("?") > 1 or len(asking.parted(reading.text)) > 1:
        return False
    loose = all(wish.intent in _LOOSE for wish in reading.wishes)
    counted = any(s.name in {"quantity", "when", "section", "row", "max_price", "preference"} for s in reading.slots)
    return loose and not counted and need(reading.text)


def plainer(text: str) -> str | None:
    """What to look up where the words of a matter found nothing."""
    if text == LEFT_BEHIND:
        return "I lost something. Where is lost property?"
    return HEARING if _DEAF.search(text) or _DEVICE.search(text) else None
