"""Other tickets than a refund's quote is about: another number of them ("sorry, I meant all three", "and for two?"), or other seats ("not seat 6, seat 4").

`told` is pure, like `hearing`, which asks it. What is quoted is quoted anew; nothing goes back without a yes to that.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.owned import reasons
from willcall.agent.dialogue.owned.around import LEAD, TAIL
from willcall.agent.dialogue.wishes.part import in_hand, some_tickets
from willcall.agent.ports import View
from willcall.agent.state import Heard, Task
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex

_LONGEST = 160  # characters
_BACK = r"(?:(?:give|giv|hand|send|get|take|sell|return|refund|cancel)(?:ing|ed|led|ling)?(?: (?:back|in|up|you|me|us))?|gave(?: back)?|sent(?: back)?)"
_SO_MANY = rf"(?:(?:(?:all(?: of)?|the) )?(?:the )?(?P<n>{NUMBER})\b|(?:(?:them|these|those|em) )?(?P<all>all|both|everything|the (?:whole )?lot|every one))(?: of (?:them|those|these|us|the tickets|my tickets|em))?(?: (?:tickets?|seats?|tix|ones?))?(?: (?:of them|back|refunded|returned|to go(?: back)?|go(?:es|ing)? back))*"
_HOW_MUCH = r"(?:\W+(?:how much|what|wot)\b[^.?!,]{0,32})?"
_LEADS_IN = (
    rf"(?:(?:i|we) )?(?:actually |really |just )?(?:meant|mean|said|asked for|was after|(?:should|shud) (?:be|have (?:been|said))|it['’]?s(?: meant to be)?|make (?:it|that)|change (?:it|that) to|wanted)(?: to)?(?: {_BACK})?(?: for)?"
    rf"|(?:(?:i|we)(?:['’]?d| would)? (?:want|like|need) )?(?:to )?{_BACK}"
    rf"|(?:what|how) (?:about|abt|if)(?: (?:it['’]?s|it (?:was|were|is)|(?:i|we|you)(?: was| were)?(?: to)?(?: {_BACK})?))?"
    rf"|(?:how much|what)(?: money)?(?:['’]?s| is| would| will| do| does| did| can| if| for| (?:i|we|it|that|be|get|cost|come to|back)){{0,7}}(?: {_BACK})?(?: for)?"
    rf"|for|if (?:i|we|it was|it were|it['’]?s|you)(?: {_BACK})?"
)
_NOT_SO_MANY = rf"\W+(?:not (?:just )?{NUMBER}|instead|rather than {NUMBER})"
_OTHER_NUMBER = regex(
    rf"{LEAD}(?:(?:yes|yeah|yep|ok|okay|sure)\W+)?(?:but\W+)?(?:{_LEADS_IN}) {_SO_MANY}(?:{_NOT_SO_MANY})?{_HOW_MUCH}{TAIL}",
    re.IGNORECASE,
)
_BARE = regex(
    rf"\W*(?:no+|nah|nope|wait|sorry|actually|yes but|yeah but|ok but)\b\W*(?:(?:sorry|wait|actually|please|but)\W+)*{_SO_MANY}{TAIL}",
    re.IGNORECASE,
)
_ALL_OF_THEM = regex(
    rf"{LEAD}(?:all (?:of )?(?:the |my |our )?(?P<n>{NUMBER})|(?P<all>all(?: (?:of )?(?:them|these|those|us|(?:the|my) (?:tickets|seats)))?|every one|everything|the (?:whole )?lot))(?: (?:tickets?|seats?|tix|ones?|of (?:them|us|these|those)))*{TAIL}",
    re.IGNORECASE,
)
_NOT_THAT = regex(rf"{LEAD}{_SO_MANY}{_NOT_SO_MANY}{TAIL}", re.IGNORECASE)
_SEAT = regex(
    r"(?P<word>\b(?:seats?|number|no\.?|nr\.?|#) ?)?(?<![\w.,:$€£])(?P<n>\d{1,3})(?![\w:%]|[.,]\d)(?! ?(?:dollars|bucks|quid|euros?|pounds?|tickets?|of (?:us|them)|people|back|days?|weeks?|hours?|mins?|minutes?|pm|am))",
    re.IGNORECASE,
)
_ROW_BEFORE = regex(r"\b(?:row|section|block|sec|order)\W*$", re.IGNORECASE)
_AND = regex(r"^\W*(?:and|n|&|or|,)?\W*$", re.IGNORECASE)
_ADDS = regex(
    r"\b(?:as well|aswell|too|also|and also|plus)\b|^\W*(?:(?:oh|ok|yes|yeah)\W+)*(?:and|plus|add) (?:seat|number|the)",
    re.IGNORECASE,
)
_STAYS = regex(
    r"\b(?:keep\w*|need\w*|want(?:s|ed)?(?! to (?:give|lose|return|refund|cancel|drop|hand))|use|using|hold\w*|stay\w*|sit(?:ting)? in|not|\w+n['’]t|dont|without|except|instead of|rather than|leave (?:me|us))\b",
    re.IGNORECASE,
)
_GOES = regex(
    r"\b(?:los(?:e|ing)|giv(?:e|ing)|return\w*|refund\w*|cancel\w*|drop\w*|ditch\w*|dump\w*|get(?:ting)? rid|rid of|send\w*|releas\w*|hand\w*|sell\w*|tak(?:e|ing)|be|do|meant?|make it|should)\b",
    re.IGNORECASE,
)
_STAYS_AFTER = regex(
    r"^\W*(?:(?:has to|must|should|will|can|to|that|we|i|is|['’]s) )*(?:stays?|staying|keep|kept|mine|my|ours|our|his|hers|for me)\b",
    re.IGNORECASE,
)
_WISHES = regex(
    r"\b(?:instead|rather|can (?:it|you|i|we)|could (?:it|you|i|we)|make it|what about|how about|swap|switch|change)\b",
    re.IGNORECASE,
)
_NO_SEATS = frozenset({"when", "event", "performer", "email", "event_kind", "section", "row", "ordinal", "order_id"})


def told(view: View, heard: Heard) -> bool:
    """Whether other tickets than those quoted for a refund are told to go back, or asked after."""
    state, text = view.state, view.reading.text.strip()
    task, quote = state.task, state.quote
    if task is None or task.kind != "refund" or task.order is None or quote is None or quote.kind != "refund":
        return False
    if (
        len(text) > _LONGEST
        or state.awaiting != "confirmation"
        or any(s.name in _NO_SEATS and s.text.casefold() != "back" for s in view.reading.slots)
    ):
        return False
    return _other_seats(task, text, heard) or _other_number(task, _bare_of_why(text), quote.count, heard)


_CLAUSE = regex(r"[.,;!]+\s*|\s+-+\s+|\s+(?=(?:because|cos|coz|cuz|bc|since|as) )", re.IGNORECASE)
_DROPS = regex(
    rf"{LEAD}(?:scrap|forget|leave|drop|bin|scratch|ignore|never ?mind|nvm)(?: (?:that|it|this|what i said|the one|just one))*\W*",
    re.IGNORECASE,
)

_NOBODY = regex(
    r"\b(?:nobody|no ?one|none|neither)(?: of (?:us|them|the \w+|my \w+))? (?:can|will|is able to)\b(?! (?:can|will)\b)",
    re.IGNORECASE,
)


def _bare_of_why(text: str) -> str:
    """The words without a clause that drops what was said before, and without why: "scrap that, give them all back", "all three actually, nobody can go"."""
    clauses = [c for c in _CLAUSE.split(text) if re.search(r"\w", c)]
    if len(clauses) < 2 or "?" in text:
        return text
    if _DROPS.fullmatch(clauses[0]):
        clauses = clauses[1:]
    while len(clauses) > 1 and reasons.says_why(_NOBODY.sub("they can't", clauses[-1])):
        clauses = clauses[:-1]
    return ", ".join(clauses)


def names_so_many(text: str) -> bool:
    """Whether another number of tickets is asked after or told: "what would I get for all 3"."""
    return _OTHER_NUMBER.fullmatch(text.strip()) is not None


def _other_number(task: Task, text: str, quoted: int, heard: Heard) -> bool:
    said = _OTHER_NUMBER.fullmatch(text) or _BARE.fullmatch(text) or _NOT_THAT.fullmatch(text)
    said = said or _ALL_OF_THEM.fullmatch(text)
    if said is None:
        return False
    held, counts = len(in_hand(task)), [value for value in (said.groupdict().items()) if value[1]]
    many = next((number(value) for name, value in counts if name.startswith("n")), held)
    if many is None or not 0 < many <= held or many == quoted:
        return False
    task.ticket_count, task.kept = (many if many < held else None), None
    task.nth, task.spared, task.numbers, task.ticket_ids = [], [], [], []
    heard.changed = heard.understood = True
    return True


def _other_seats(task: Task, text: str, heard: Heard) -> bool:
    theirs = [t.number for t in in_hand(task)]
    if aspects.asks(text) and not _WISHES.search(text):
        return False
    go: list[str] = []
    stay: list[str] = []
    open_: list[str] = []
    last, end = open_, -1
    for found in _SEAT.finditer(text):
        seat, before = found["n"], text[: found.start()]
        counts = (
            found["word"] is None and (seat not in theirs or int(seat) <= len(theirs)) and last is open_ and not open_
        )
        if _ROW_BEFORE.search(before) or counts:
            continue
        if seat not in theirs:
            return False
        between = text[end : found.start()] if end >= 0 else "."
        if not _AND.match(between) or (found["word"] is not None and not re.search(r"\w|&", between)):
            last = _fate(re.split(r"[.;!?,]", before)[-1], text[found.end() :], go, stay, open_)
        last.append(seat)
        end = found.end()
    some = some_tickets(task)
    now = [t.number for t in in_hand(task) if some is None or t.ticket_id in some]
    back = go or open_
    if back and _ADDS.search(text):
        back = [*now, *back]
    elif stay and not back:
        back = [n for n in theirs if n not in stay][-len(now) :]
    back = [n for n in dict.fromkeys(back) if n not in stay]
    if not back or len({t.section + t.row for t in in_hand(task)}) > 1:
        return False
    task.numbers, task.ticket_count, task.kept = back, None, None
    task.nth, task.spared, task.ticket_ids = [], [], []
    heard.changed = heard.understood = True
    return True


def _fate(before: str, after: str, go: list[str], stay: list[str], open_: list[str]) -> list[str]:
    """Whether a seat goes back, stays, or neither is said, by the word nearest before it."""
    stays = max((m.start() for m in _STAYS.finditer(before)), default=-1)
    goes = max((m.start() for m in _GOES.finditer(before)), default=-1)
    if max(stays, goes) >= 0:
        return stay if stays > goes else go
    return stay if _STAYS_AFTER.match(after) else open_
