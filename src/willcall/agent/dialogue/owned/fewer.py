"""How many of the tickets just bought are still needed, told as news: "my wife's ill so it's just me", "I only need one now", "one too many". Pure."""

import re
from dataclasses import replace

from willcall.agent.dialogue import aspects, tasks
from willcall.agent.dialogue.owned.around import LEAD, TAIL
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.company import KIN
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

_LONGEST = 160  # characters

_TKTS = r"(?: (?:tickets?|seats?|tix|tkts?))?"
_OF_THEM = rf"(?: of (?:them|those|these|us|the (?:tickets|seats|{NUMBER})|(?:my|our) tickets))?"
_NEEDED = regex(
    rf"{LEAD}(?:i|we)(?: really| actually| now)? (?:(?:only|just)(?: really| actually)? (?:need(?:ed)?|want(?:ed)?|require|meant|can use)|meant|wanted|need(?:ed)?)(?: to (?:buy|book|get|order|have))? (?P<only>just |only )?(?:the )?(?P<n>{NUMBER}){_TKTS}{_OF_THEM}{TAIL}",
    re.IGNORECASE,
)
_ONLY = regex(r"\b(?:only|just|meant|wanted|needed)\b", re.IGNORECASE)
_SO_MANY = regex(
    rf"{LEAD}(?:can (?:you|i|we) |could (?:you|i|we) )?(?:make (?:it|that)|(?:change|reduce|cut|drop|bring|lower) (?:it|that|them|the order|my order|our order)(?: down)? to|(?:we['’]?re|we are|i['’]?m|it['’]?s|that['’]?s) (?:now |only )*(?:down )?to|(?:it |that )?should(?:['’]ve| have| of)? be(?:en)?|just|only|(?=[^.?!]*\b(?:now|actually|only|just|not|down)\b)(?:we['’]?re|we are|there are|there['’]?s|it['’]?s)(?: (?:actually|really|only|just|now|down to))*) (?:just |only )?(?:the )?(?P<n>{NUMBER}){_TKTS}{_OF_THEM}(?: now)?(?:,? not {NUMBER})?{TAIL}",
    re.IGNORECASE,
)
_GOES = r"(?:go|going|come|coming|make it|making it|able to (?:go|come|make it)|attend(?:ing)?|needed|left|free)"
_ONLY_SO_MANY_GO = regex(
    rf"\b(?:only|just) (?:going to be |gonna be )?(?:the )?(?P<n>{NUMBER}) (?:of us|of them|person|people)(?: (?:can|is|are|will|could|may|be|now|still|actually)){{0,3}}(?: {_GOES})?{TAIL}$",
    re.IGNORECASE,
)
_GOES_BACK = regex(
    r"\b(?:refund|return|cancel|give|hand|send|take|sell|swap|exchange|transfer|get rid of|give up|money(?: back)?)(?:ed|ing|ling|led)?(?: (?:back|up|in|on|for|the|my|our|of|money|a|refund))*\W*$",
    re.IGNORECASE,
)
_JUST_ME = regex(
    rf"\b(?:just|only) (?:me|myself)(?: (?:who['’]?s|that['’]?s|is|going to be|be|to be))?(?: {_GOES})?{TAIL}$|\b(?:i['’]?m|i am|i['’]?ll|i will|i)\b[^.?!,]{{0,24}}\b(?:go|going|come|coming|attending|there|be) (?:alone|on my own|by myself|solo){TAIL}$",
    re.IGNORECASE,
)
_STAYS_AWAY = r"(?:(?:is |are |['’]s |will |wants to |has to )?(?:stay|stays|staying|stopping) (?:at home|home|in|behind)|(?:can['’]?t|cannot|can not|won['’]?t|couldn['’]?t|isn['’]?t able to|is not able to|can no longer)(?: be able to)?(?: now)? (?:come|go|make it|attend|be there|do it)|can['’]?t(?= *[.!]*$)|(?:isn['’]?t|is not|not|no longer|ain['’]?t) (?:coming|going|able to (?:come|go|make it))|(?:has |have |had |is |just |now |['’]?s |been )*(?:dropp(?:ed|ing) out|drop out|bail(?:ed|ing)|pull(?:ed|ing) out|cancel(?:l?ed|l?ing)|back(?:ed|ing) out|cried off|crying off|let (?:me|us) down))"
_OF_US = regex(
    rf"{LEAD}(?P<n>{NUMBER})(?: of (?:us|them|my friends|our friends|the group|our group))? (?:of us )?(?:{_STAYS_AWAY}|(?:is|are|has gone|fell|got)(?: now)? (?:ill|sick|unwell|poorly|out)){TAIL}",
    re.IGNORECASE,
)
_SOMEBODY = regex(
    rf"{LEAD}(?:(?:i|we) can(?: still)? (?:go|come|make it),?\W+but\W+)?(?:(?:only|just)\W+)?(?:my|our|the) (?:\w{{2,9}} )?(?:{KIN}|other half|plus one|fianc[eé]e?)(?: (?:just|now|says (?:he|she|they)))?(?:['’]s)? {_STAYS_AWAY}{TAIL}",
    re.IGNORECASE,
)
_SO_MANY_BACK = regex(
    rf"{LEAD}(?:(?:i|we)(?:['’]?d| would| will|['’]?ll)? (?:want|need|like|have) (?:to )?)?(?:(?:just|only) )?(?:(?:give|send|hand|take|get|put|return|refund)(?: you)? )?(?:(?:just|only) )?(?P<n>{NUMBER})(?: of (?:them|those|these|the tickets|my tickets|our tickets))?{_TKTS} back{TAIL}",
    re.IGNORECASE,
)
_TOO_MANY = regex(
    rf"{LEAD}(?:(?:i|we|there)(?:['’]?ve| have|['’]?s| is| are)?(?: (?:got|have|bought|booked|ordered|need|needed|are|is))? )?(?P<n>{NUMBER}|an?)(?: (?:spare|extra))?{_TKTS} (?:too many|too much|less|fewer|short){TAIL}"
    rf"|{LEAD}(?:i|we)(?:['’]?ve| have)? (?:got |have |ended up with )?(?P<m>{NUMBER}|an?) (?:spare|extra|leftover|unneeded)(?: (?:ticket|seat|one)s?)?(?: (?:now|left))?{TAIL}"
    rf"|{LEAD}(?:i|we) (?:do not|don['’]?t|no longer|won['’]?t)(?: really| actually)? (?:need|want|use)(?:ed)? (?:(?P<k>{NUMBER}) of (?:them|those|these|the tickets|my tickets|our tickets)|the (?:second|other|extra|spare|third|last) (?:ticket|seat|one)){TAIL}",
    re.IGNORECASE,
)


_THEIRS = regex(
    rf"{LEAD}(?:(?:my|our|the) (?:\w{{2,9}} )?{KIN}(?:['’]s)? (?:{_STAYS_AWAY}|(?:is |has |got |has got )?(?:ill|sick|poorly|unwell|covid|the flu|flu))\W+(?:(?:so|and|then|please)\W+)*)?(?:(?:can|could|may) (?:i|we|you)\W+)?(?:please\W+|just\W+|only\W+)*(?:get|have|want|need|refund|return|give (?:me )?back|i['’]d like)(?: back)? (?:his|her|hers|their)(?: (?:money|ticket|seat|share|half|part|one))?(?: (?:back|refunded|returned))*{TAIL}",
    re.IGNORECASE,
)


def of_one_of_us(view: View, heard: Heard) -> bool:
    """Whether money is asked for one of the party's tickets, with nothing else in hand: "my brother can't come, can I get his money back"."""
    state, reading = view.state, view.reading
    busy = state.task or state.quote or state.hold or state.transfer or state.pending_order_id
    if busy or not view.signed_in or len(reading.text) > _LONGEST or _THEIRS.fullmatch(reading.text.strip()) is None:
        return False
    tasks.begin("refund", (), view, heard, reading.text)
    task = state.task
    assert task is not None
    task.ticket_count, task.kept = 1, None
    if state.memo.get("bought"):
        task.order_hint = state.last_order_id
    heard.understood = True
    return True


def meant(text: str, held: int) -> tuple[int | None, int | None]:
    """(how many stay, how many go back) of `held` tickets; nothing where it is not told that fewer are needed, or is asked."""
    if held < 2 or (aspects.asks(text) and not _SO_MANY.fullmatch(text)):
        return None, None
    kept = _kept(text)
    if kept is not None:
        return (kept, None) if 0 < kept < held else (None, None)
    back = _back(text)
    return (None, back) if back is not None and 0 < back < held else (None, None)


def of_those_offered(view: View) -> View:
    """The view with who stays away as the number that is left, where seats are offered, held or quoted: "my friend can't come"."""
    state, reading = view.state, view.reading
    task = state.task
    offered = state.awaiting in {"seats", "confirmation", "payment", "sign_in"} and state.pending_order_id is None
    if task is None or task.kind not in BUYING or not offered or len(reading.text) > _LONGEST:
        return view
    left = _left(reading.text, task.quantity or 0)
    if not left or aspects.asks(reading.text) or any(s.name not in {"quantity", "person"} for s in reading.slots):
        return view
    slot = Slot("quantity", left, reading.text, 0, len(reading.text))
    wish = Wish(Intent.CHANGE, 1.0, 0, len(reading.text))
    return replace(view, reading=replace(reading, wishes=(wish,), slots=(slot,), answer="none", correcting=True))


def _left(text: str, held: int) -> int:
    """How many of `held` still come, told by who does not; 0 where that is not told."""
    away, go = _OF_US.fullmatch(text), _ONLY_SO_MANY_GO.search(text)
    if go is not None or _JUST_ME.search(text):
        left = (number(go["n"]) or 0) if go is not None else 1
        return left if left < held else 0
    gone = (number(away["n"]) or 0) if away is not None else 1 if _SOMEBODY.fullmatch(text) else 0
    return held - gone if 0 < gone < held else 0


def somebody_stays_away(text: str) -> bool:
    """Whether one of the party is said to stay away, and no number: "my mate has dropped out"."""
    return len(text) <= _LONGEST and _SOMEBODY.fullmatch(text) is not None


def _kept(text: str) -> int | None:
    """How many are still needed."""
    needed = _NEEDED.fullmatch(text)
    if needed is not None and _ONLY.search(text):
        return number(needed["n"])
    many = _SO_MANY.fullmatch(text) or _ONLY_SO_MANY_GO.search(text)
    if many is not None:
        return None if _GOES_BACK.search(text[: many.start()]) else number(many["n"])  # "can I refund just one of them"
    return 1 if _JUST_ME.search(text) else None


def _back(text: str) -> int | None:
    """How many are needed no longer."""
    if (some := _OF_US.fullmatch(text)) is not None:
        return number(some["n"])
    if _SOMEBODY.fullmatch(text):
        return 1
    if (some := _SO_MANY_BACK.fullmatch(text)) is not None:
        return number(some["n"])
    over = _TOO_MANY.fullmatch(text)
    if over is None:
        return None
    told = over["n"] or over["m"] or over["k"] or "one"
    return 1 if told.casefold() in {"a", "an"} else number(told)
