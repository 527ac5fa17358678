"""What is said right after a purchase in words that name no order: cancel that, only one of us can go, wrong day, same again, how do we get in.

Pure, like `hearing`, which asks it; only where nothing else is in hand that the words may be of. Nothing is done to an order
here: a refund, an exchange or a purchase is begun, and each of them is quoted and waits for a yes.
"""

import re
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, cues, tasks
from willcall.agent.dialogue.owned import fewer, reasons
from willcall.agent.dialogue.owned.around import LEAD, TAIL
from willcall.agent.dialogue.wishes import details, nights, wanting
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question, Task, TaskKind, Wanted
from willcall.understanding.company import KIN
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show

_LONGEST = 160  # characters
_IT = r"(?:it|that|this|them|these|those|both(?: of (?:it|them))?|all(?: of (?:it|them|those))?|(?:them|it|those) all|the lot|everything|(?:the|my|our|that|this|those|these) (?:whole |last |latest |recent )?(?:order|booking|purchase|tickets?|seats?|lot|thing|reservation|payment))"
_DAY = r"(?:it|that|this|there|(?:to |on |for )?(?:(?:the|that|this) )?(?:night|day|date|show|game|gig|match|concert|event|evening|\w{3,6}day|\d{1,2}(?:st|nd|rd|th)?))"
_CANCELS = regex(
    rf"{LEAD}(?:(?:cancel|undo|reverse|revoke)(?: {_IT})?|(?:scrap|ditch|dump|bin|void|un-?book|get rid of|forget the|call off) {_IT}|forget (?:the|my|our) (?:order|booking|purchase|tickets)|forget the whole thing|(?:call|take) {_IT} (?:off|back)|(?:i |we )?take (?:it|that) back"
    rf"|(?:(?:i|we)(?:['’]?ve| have)? )?(?:changed|had a change of) (?:my |our )?(?:minds?|heart)(?: (?:about|on) (?:it|that|this|them|these|going|coming|(?:the|my|our|this) (?:tickets|order|booking|purchase|show|game)))?|(?:(?:i|we) )?(?:no longer|do(?:es)?n['’]?t|do not|didn['’]?t)(?: really| actually| even)? (?:want|need)(?:ed)? (?:{_IT}|to go|to see (?:it|this|that)|to come)"
    rf"|(?:(?:i|we)(?: really| just| both| all)? )?(?:can['’]?t|cannot|can not|won['’]?t(?: be able to)?|couldn['’]?t) (?:do|make|manage|come|go|attend|be there)(?: {_DAY}){{0,2}}){TAIL}",
    re.IGNORECASE,
)
_CRIES = regex(
    r"^\W*(?=[^.!?]*\b(?:wrong(?! with)|oh no|oops|whoops|mistake|argh?|ugh|damn|dammit|shoot)\b)[^.!?,]{1,40}[.!]+\s+(?=\w)",
    re.IGNORECASE,
)
"""What was found out, before what is to be done about it."""
_NEVER_MIND = regex(r"\b(?:drop|scrap) (?:it|that)\b", re.IGNORECASE)
_DROPPED = regex(
    r"\blet (?:that|the seats) go\b|\blet's leave that\b|\bstays as it is\b|\bnothing is refunded\b|\byou keep the (?:seats|tickets)\b|\bleave the tickets with you\b",
    re.IGNORECASE,
)
"""What is answered where something was just dropped: a second "cancel" is of that."""
_OBJECT = (
    rf"(?:(?:just |only )?(?:{NUMBER}|an?|half)(?: (?:single |spare |extra )?(?:ticket|seat)s?)?(?: of (?:them|those|these|it|(?:my|our|the|those|these)(?: {NUMBER})?(?: tickets| seats| ones)?))?"
    rf"|the (?:other|spare|extra|second|first|last|odd)(?: (?:one|ticket|seat))?|{_IT}|(?:my|our|the) (?:\w{{3,9}} )?(?:tickets?|seats?))"
)
_RIDS = regex(
    rf"{LEAD}(?:(?:sell|buy|take|send|give|hand)(?:ing)? {_OBJECT} back(?: to (?:you|u|you guys|ye))?|(?:refund|return) (?!everything\b|all (?:of )?(?:my|our)\b|(?:the |that )?(?:first|second|third|last|other|1st|2nd)\b){_OBJECT}|(?:get|have|claim) (?:a |my |our |the )?(?:full )?(?:refund|money back)(?: (?:for|on|of) {_OBJECT})?|(?:get|have) (?:half|{NUMBER})(?: of (?:it|them|those|these|my money|the money|my tickets))? (?:back|refunded)|(?:get(?:ting)? (?:rid|shot) of|dump|ditch|off-?load|lose|drop|shed|give up|surrender|un-?book|void|scrap) {_OBJECT}){TAIL}",
    re.IGNORECASE,
)
_WRONG_SHOW = regex(
    r"\b(?<!pressed the )(?<!hit the )(?<!clicked the )(?<!tapped the )(?<!typed the )(?<!said the )wrong things?\b|\bwrong (?:shows?|events?|gigs?|concerts?|plays?|bands?)\b|\b(?:other|not the|different) (?:show|event|gig|concert|play|band)\b",
    re.IGNORECASE,
)
_WRONG_SEATS = regex(
    r"\bwrong (?:seats?|section|row|block|places?|part|side|tier|level|area)\b|\bnot the (?:seats|section|row|block) (?:i|we)\b|\b(?:i|we) wanted (?:the )?\w+(?: \w+)? (?:ones?|seats?)\b(?=.*\bnot (?:these|those|this|that|them)\b)",
    re.IGNORECASE,
)
_WRONG = regex(
    r"\b(?:wrong|incorrect) (?:days?|dates?|nights?|evening|afternoon|week|month|time|performance|games?|match(?:es)?|ones?|tickets?|tix|order)\b"
    r"|\bnot the (?:day|date|night|evening|week|time|performance|show|event|game|match|gig|concert|play|one|ones|tickets?) (?:that )?(?:i|we) (?:want|mean|need|ask|think|thought)"
    r"|\b(?:i|we) (?:wanted|meant|needed)(?: to (?:book|buy|get|pick|choose|click))?(?: on)? (?:the|an)other (?:day|date|night|show|event|one|game|gig|concert|play|match)\b"
    r"|\b(?:i|we) (?:wanted|meant|needed)(?: to (?:book|buy|get|pick|choose|click))?(?: on)? the other (?:day|date|night|show|event|one|game|gig|concert|play|match)\b"
    r"|\b(?:it|that|this|they|those)?(?: should|['’]d better)(?:['’]ve| have| of)? (?:be(?:en)?|booked|bought|picked|got(?:ten)?|chosen)(?: (?:for|on))? the other (?:day|date|night|show|event|one|game|gig|concert|play|match)\b",
    re.IGNORECASE,
)
_SHOULD_BE = regex(
    r"\bshould(?:['’]ve| have| of)? (?:be(?:en)?|booked|bought|picked|got(?:ten)?|chosen)\b|\b(?:i|we) (?:meant|wanted|needed)\b|^\W*(?:(?:no|oh|sorry|oops|whoops)\W+)*not\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = regex(
    r"\b(?:refund\w*|money|cancel\w*|charged?|card|address|email|name|price|amount|person|human|complain\w*|what'?s wrong|anything wrong)\b",
    re.IGNORECASE,
)
_A_TICKET = r"(?:one|ticket|seat|person|place|tkt)"
_NTH = {
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "sixth": 6,
    "6th": 6,
    "seventh": 7,
    "eighth": 8,
}
_BESIDE = r"(?:\W+(?:right )?(?:in )?(?:beside|next to|alongside|with|near|by|close to|along with) (?:me|us|mine|ours|them|those|these|that|(?:my|our|the|those|these) (?:\w+ )?(?:seats?|tickets?|ones|two|three|four)))"
_WANTS = r"(?:(?:can|could|may|might|is|are|there|any|chance|of|i|we|you|us|me|do|have|get|getting|add|adding|need|want|book|buy|squeeze|fit|like|['’]?d|would|take|grab|possible|to|it|for)\W+)*"
_ONE_MORE = regex(
    rf"{LEAD}{_WANTS}(?:an?|the|one|our)?\W*(?:(?P<nth>{'|'.join(_NTH)})(?: {_A_TICKET})?(?P<beside>(?: (?:in|too|as well|free))?{_BESIDE}?)|(?P<other>another)(?: {_A_TICKET})?(?: in)?{_BESIDE}){TAIL}",
    re.IGNORECASE,
)
_SO_MANY_NOW = regex(
    rf"{LEAD}(?:we(?:['’]?re| are|['’]ll be| will be)|there(?:['’]?s| are| is|['’]ll be| will be)|make (?:it|that)|it['’]?s) (?:going to be |now |actually |really |only |just )*(?P<n>{NUMBER})(?: of us| people| tickets?)?(?: now| instead| going| coming)*(?:,? not {NUMBER})?{TAIL}",
    re.IGNORECASE,
)
_COMES_TOO = regex(
    rf"{LEAD}(?:can|could|may|(?:is|would) it (?:be )?(?:ok|okay|possible|too late) (?:if|for)) (?:my|our) (?:\w+ )?{KIN} (?:to )?(?:comes?|joins?)(?: us)?(?: too| as well| along| with us| also){{1,2}}{TAIL}",
    re.IGNORECASE,
)
_SAME = regex(
    r"\b(?:the )?same (?:(?:thing|order|tickets?|seats?|ones?|number|amount) )?again\b"
    r"|\b(?:book|buy|get|order|do|want|need|have|take|like|grab)(?: me| us)?(?: exactly)? the (?:very )?same\b(?: (?:thing|order|tickets|seats|ones))?(?= (?:for|on|in|next|this|at|but|as|again|too|please|\d)|\W*$)"
    rf"|\b(?:(?:another|{NUMBER} (?:more|extra|further))(?: {NUMBER})?(?: tickets?| seats?)? (?:of|for|like) (?:the )?(?:same|those|these)|{NUMBER}(?: tickets?| seats?)? (?:of|for|like) the same|(?:book|buy|order|add|want|need|have|take|grab) (?:me |us )?(?:{NUMBER})(?: tickets?| seats?)? (?:of|like) (?:those|these))\b(?! (?:price|time|day|night|date|show|event))"
    r"|(?:^\W*|[,.!;]\s*|\b(?:and|ok|now|also|then)\W+)(?:the )?same(?: (?:thing|order|tickets|seats|number))? (?:for|on|next|this)\b(?! (?:day|night|date))"
    r"|\b(?:book|buy|order|get) (?:it|that|them|those|this|(?:that|the|my|this) (?:order|purchase|booking|same)) (?:all )?again\b|\brepeat (?:that|it|this|(?:the|my|that|this) (?:order|purchase|booking))(?: again)? (?:for|on)\b"
    r"|\b(?:another|one more|a second) (?:order|purchase|booking) (?:like (?:that|this|it)|of the same|the same)\b",
    re.IGNORECASE,
)
_NOT_ONCE_MORE = regex(
    r"@|\b(?:e-?mail|send|give|giv\w+|pass\w*|hand\w*|forward\w*|transfer\w*|gift\w*|sign (?:it|one) over|go to|goes to|upgrad\w*|share|sell|return|keep|say|said|tell|told|show me|instead|swap\w*|switch\w*|chang\w*|exchang\w*|mov(?:e|ing)|refund\w*|cancel\w*|price|cost|how much|what|when|where|who|why|policy|charged?|problem|issue|happen\w*|error)\b|^\W*(?:(?:and|so|but)\W+)?(?:is|are|was|were|will|does|did|do (?:you|they|we|i)|would|has)\b",
    re.IGNORECASE,
)
_FOR_A_THING = regex(
    r"\b(?:for|at|to) (?:the|an?|that|this) (?!(?:same|price|two|three|four|five|six|kids|family|lads|girls|boys|others?|rest|group|whole)\b)\w+",
    re.IGNORECASE,
)
_ELSEWHERE = regex(
    r"\b(?:better|nicer|cheaper|dearer|other|another|different|closer|nearer|posher) (?:section|seats?|part|block|ones?|places?|area|level)\b|\bbut (?:cheaper|better|closer|nearer|nicer)\b",
    re.IGNORECASE,
)
_SITS = r"(?:sit|sitting|seated|seats?|be|being|go|move|moving|moved|get|getting|have|put (?:us|me)|swap\w*|switch\w*|change|want|need)"
_NEARER = r"(?:on (?:the|an) aisle|(?:to|by|near) the aisle|aisle(?: seats?)?|(?:at|in|near|nearer|to|towards?|closer|closer to|nearer to)(?: the)? (?:very )?(?:front|stage|pitch|court|ice|field|action|middle|centre|center)|(?:the |a )?front(?: row)?|nearer|closer|further forward|in the (?:middle|centre|center)|in row \w{1,2})"
_TO_SIT = regex(
    rf"{LEAD}(?:(?:can|could|may|might|would)(?: (?:i|we|you))?(?: (?:rather|like to|prefer to|possibly|maybe))?|(?:i|we)(?:['’]?d| would)?(?: really)? (?:want|need|like|love|prefer|rather)(?: to)?|any chance (?:of|we could|i could|you could)(?: us| me)?|is it possible to|is there any (?:way|chance) (?:to|of|we could|i could|you could))"
    rf" (?:all |both |maybe |please )?(?:{_SITS}\W+){{0,2}}(?:(?:us|me|our|my|the|to|some|seats?|tickets?|a bit|little|bit|right|that (?:are|is)|they|into)\W+){{0,4}}{_NEARER}(?: (?:to|of|at) the \w+)?(?: (?:seats?|instead|rather|row))*{TAIL}",
    re.IGNORECASE,
)
_TICKETS = r"(?:them|these|those|they|(?:my|our|the|those|these) (?:e-?)?(?:tickets?|tix|codes?|qr codes?))"
_FINDS = regex(
    rf"{LEAD}(?:(?:where|how) (?:do|can|will|would|should) (?:i|we) (?:find|see|get|view|open|access|download|look at|get at|get hold of) {_TICKETS}|where (?:are|r) {_TICKETS}|(?:do|will|did|have) you (?:e-?mail|send|sent|post|text)(?:ed)? (?:me )?{_TICKETS}(?: to me)?|(?:so )?(?:what happens (?:now|next)|what next|now what|what do (?:i|we) do (?:now|next))){TAIL}",
    re.IGNORECASE,
)
_USES = regex(
    rf"{LEAD}how (?:(?:do|can|will|would|should) (?:i|we) (?:get in(?:side)?|enter|go in|use)(?: (?:with |using )?{_TICKETS})?|(?:do|will|does) {_TICKETS} work)(?: (?:at the (?:door|gate|venue)|on the (?:night|day)|there))?{TAIL}",
    re.IGNORECASE,
)
_TOO_LATE = regex(
    rf"{LEAD}(?:(?:is|isn['’]?t) it (?:now |already )?too late(?: now)?|am i too late|are we too late|(?:is|was) (?:that|this) it,? or) (?:for me |for us )?to (?:still )?(?:change|swap|switch|exchange|move)(?: (?:it|them|that|those|these|my tickets|our tickets|the tickets|my order|the order|dates?|days?|the (?:day|date)|to another (?:day|date)))?{TAIL}\??|{LEAD}can (?:i|we|it|they) still (?:be )?(?:change|changed|swap|swapped|exchange|exchanged)(?: (?:it|them|that|those|these))?{TAIL}\??",
    re.IGNORECASE,
)
MAY_BE_CHANGED = "Until when can I exchange my tickets?"
HOW_TO_GET_IN = "What do I show at the door?"


_WHO_COMES = regex(
    rf"[\s,.;]+(?:(?:and|as|cos|because|so)\W+)?(?:my|our|the) (?:\w+ )?{KIN}(?:['’]s| is| wants? to|['’]d like to)? (?:coming|come|joining|join us|tag along)(?: now| too| as well| with us| along)*\W*$",
    re.IGNORECASE,
)


def said(view: View, heard: Heard) -> bool:
    """Whether the message is one that a fresh order gives its meaning; what it asks for is begun then."""
    state, text = view.state, view.reading.text.strip()
    if not _idle(state) or len(text) > _LONGEST:
        return False
    more = _one_more(text, state) or _one_more(_WHO_COMES.sub("", text), state) or _once_more(text, view)
    if more is not None:
        state.task, heard.started, heard.changed = more, True, True
        return True
    if _TOO_LATE.fullmatch(text):
        heard.questions.append(Question("policy", MAY_BE_CHANGED, ()))
        return True
    if _FINDS.fullmatch(text) or _USES.fullmatch(text):
        if _USES.fullmatch(text):
            heard.questions.append(Question("knowledge", HOW_TO_GET_IN, ()))
        return _begin("orders", view, heard)
    if _TO_SIT.fullmatch(text):
        view = _without_bare_places(view)
        if not {s.name for s in view.reading.slots} & {"when", "event", "performer", "quantity"}:
            return _begin("upgrade", view, heard)
        return False
    if _is_for_that_day(text, view) or _takes_it_for_another_day(text, view):
        return _begin("orders", view, heard)
    if (wrong := _mistaken(text, view)) is not None:
        return _begin(wrong, view, heard)
    if state.memo.get("refunded"):
        return False
    alone = reasons.apart(_CRIES.sub("", text))  # "my kid is sick, cancel it", "oh no wrong friday!! cancel them all"
    kept, back = fewer.meant(text, int(state.memo["bought"].get("count") or 0))
    if kept or back or (_RIDS.fullmatch(alone) and not _NEVER_MIND.search(text)):
        _begin("refund", view, heard)
        assert state.task is not None
        if kept or back:
            named = [place for place in state.task.spared if isinstance(place, int)]  # "I don't need the second ticket"
            state.task.kept, state.task.ticket_count = kept, None if named else back
            state.task.nth, state.task.spared = named, []
        return True
    if (
        _CANCELS.fullmatch(alone)
        and not _of_another_day(view)
        and not _DROPPED.search(str(state.memo.get("said") or ""))
    ):
        return _begin("refund", view, heard)
    return False


def _idle(state: ConversationState) -> bool:
    """Whether something was bought, and nothing else is in hand that a word may be of."""
    in_hand = state.task or state.later or state.quote or state.hold or state.transfer or state.pending_order_id
    return bool(state.memo.get("bought")) and not in_hand


def stands(state: ConversationState) -> bool:
    """Whether there is an order just bought that who says "never mind" must not take for cancelled."""
    return _idle(state) and not state.memo.get("refunded")


STANDS = "All right. Your order is booked and paid for; if you would rather give it back, say “cancel my order”."


def _begin(kind: TaskKind, view: View, heard: Heard) -> bool:
    """Begins what is wanted, of the order just bought unless another day or show was named."""
    state, slots = view.state, view.reading.slots
    tasks.begin(kind, slots, view, heard, view.reading.text)
    task, show = state.task, _show(view)
    assert task is not None
    days = [s for s in slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    elsewhere = show is not None and bool(days) and not wanting.fits_event(days, show, view.catalogue)
    if kind == "exchange" or not elsewhere:
        task.order_hint, task.source = state.last_order_id, Wanted()
        task.wanted = task.wanted if kind == "exchange" else Wanted()
    return True


def _of_another_day(view: View) -> bool:
    """Whether the day that cannot be made is not the one just bought for: "we can't do Saturday", of Wednesday's tickets."""
    show = _show(view)
    text = view.reading.text
    told = [s for s in view.reading.slots if s.name == "when" and not _ITS.search(text[: s.start])]
    days = [replace(s, negated=False) for s in told]
    return show is not None and bool(days) and not wanting.fits_event(days, show, view.catalogue)


_ITS = regex(r"\b(?:that|this|the same) $", re.IGNORECASE)  # "i'm away that weekend", of the one bought for


def _without_bare_places(view: View) -> View:
    """The view, without "the front" heard as a part of the house: nearer to it is meant, whatever parts there are."""
    slots = tuple(s for s in view.reading.slots if s.name != "section")
    return replace(view, reading=replace(view.reading, slots=slots))


def _show(view: View) -> Show | None:
    """The show just bought, as the catalogue has it."""
    event_id = view.state.memo["bought"]["event_id"]
    return next((s for s in view.catalogue.shows if s.event_id == event_id), None)


def wrong_show(text: str) -> bool:
    """Whether it is the show that was mistaken, so that its other dates do not help."""
    return _WRONG_SHOW.search(text) is not None and not _OF_SOMETHING_ELSE.search(text)


def _is_for_that_day(text: str, view: View) -> bool:
    """Whether only the day that was wanted is told, and it is the one bought for: "I wanted Saturday", of Saturday's tickets."""
    show = _show(view)
    days = [s for s in view.reading.slots if s.name == "when" and not s.negated]
    if show is None or not days or cues.ALSO.search(text) or _DAY_WANTED.fullmatch(text) is None:
        return False
    return wanting.fits_event(days, show, view.catalogue)


def _takes_it_for_another_day(text: str, view: View) -> bool:
    """Whether it is checked if what was bought is for a day that it is not for: "it's for Saturday, right?"; then the order is shown."""
    days = [s for s in view.reading.slots if s.name == "when" and not s.negated]
    return bool(days) and _CHECKS.search(text) is not None and _DAY_WANTED.fullmatch(text) is not None


_CHECKS = regex(
    r"^\W*(?:(?:so|and|ok|wait)\W+)*(?:it|that|they|those|these)(?:['’]?s|['’]re| is| are) for\b.*(?:\b(?:right|yeah|yes|yep|correct|innit)\W*|\?\W*)$",
    re.IGNORECASE,
)
_DAY_WANTED = regex(
    rf"{LEAD}(?:(?:that['’]?s |it['’]?s )?(?:the )?wrong (?:day|date|night)\W+)?(?:(?:i|we)(?: really| actually| only)? (?:(?:want|mean|need|ask|prefer|pick|choose|chose)(?:t|ed|d)?|meant|said|thought|was after|were after|was hoping for)|(?:it|that|this|they|those|these)(?: (?:is|are|was|were|should(?: have|['’]ve)? be(?:en)?)|['’]?s|['’]re| better be)|should(?: have|['’]ve)? be(?:en)?)(?: (?:to|it|that|them|go|be|book|get|buy|for|on|the|tickets?|seats?|they|were|was|ones?)){{0,5}} (?:this |next |the )?[a-z]{{3,9}}day(?: \d{{1,2}}(?:st|nd|rd|th)?| night| evening| afternoon| one| show| game|['’]s)*(?:\W+(?:right|though|yeah|yes|yep|correct|innit|no|ok|not \w+))?{TAIL}\??",
    re.IGNORECASE,
)


def for_that_day(view: View) -> str:
    """The day it is for, where who bought says that this is what they wanted; empty else."""
    if not view.state.memo.get("bought") or not _is_for_that_day(view.reading.text.strip(), view):
        return ""
    show = _show(view)
    return f"It is for {show.starts_at.astimezone(ZoneInfo(show.time_zone)):%A} already:" if show is not None else ""


def _mistaken(text: str, view: View) -> TaskKind | None:
    """What somebody who bought the wrong thing needs: another date or show, or other seats; None where nothing was mistaken."""
    if aspects.asks(text) or _OF_SOMETHING_ELSE.search(text):
        return None
    if _WRONG_SEATS.search(text):
        return "upgrade"
    days = [s for s in view.reading.slots if s.name == "when" and not s.negated]
    should_be = _SHOULD_BE.search(text) is not None and bool(days) and not cues.ALSO.search(text)
    return "exchange" if should_be or _WRONG.search(text) or ("wrong" in text and wrong_show(text)) else None


def _one_more(text: str, state: ConversationState) -> Task | None:
    """The purchase of what makes it so many: "a third one beside those", "we're three now"."""
    bought = state.memo["bought"]
    held = int(bought.get("count") or 0)
    added, now = _ONE_MORE.fullmatch(text), _SO_MANY_NOW.fullmatch(text)
    wanted = 0
    if added is not None:
        wanted = _NTH[added["nth"].casefold()] if added["nth"] else held + 1
    elif now is not None:
        wanted = number(now["n"]) or 0
    elif _COMES_TOO.fullmatch(text):
        wanted = held + 1
    if not 0 < held < wanted:
        return None
    task = Task(kind="purchase", wanted=Wanted(event_ids=[bought["event_id"]]), quantity=wanted - held)
    _sits_beside(task, bought)
    return task


def _sits_beside(task: Task, bought: dict[str, Any]) -> None:
    """Looks for what is added next to the seats that were bought."""
    task.section, task.rows = bought["section"], [bought["row"]]
    task.numbers, task.beside = list(bought.get("numbers") or []), bool(bought.get("numbers"))


def _once_more(text: str, view: View) -> Task | None:
    """A purchase like the one just made, changed by what is said: "same again for Saturday", "the same but four"."""
    bought, show = view.state.memo["bought"], _show(view)
    if not _SAME.search(text) or _NOT_ONCE_MORE.search(text):
        return None
    slots = nights.with_night(view.reading.slots, view)
    told = [s for s in slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    if not told and _FOR_A_THING.search(text):
        return None  # "the same for the opera", where there is none
    task = Task(kind="purchase", wanted=Wanted(event_ids=[bought["event_id"]]), quantity=bought.get("count"))
    if wanting.names_event(told):
        task.wanted = wanting.merged(Wanted(), told)
    elif told and show is not None:
        task.wanted = wanting.instead(show, told, [], view.catalogue, view.now)
    details.add(task, slots)
    if (more := cues.MORE.search(text)) is not None and not any(s.name == "quantity" for s in slots):
        task.quantity = details.so_many(more)  # "one more of these"
    if not told and cues.BESIDE.search(text) and task.section is None and not task.rows:
        _sits_beside(task, bought)  # "one more for the same game, next to my seats"
        return task
    houses = {s.venue for s in wanting.candidates(task.wanted, view.catalogue, view.now)}
    moved = _ELSEWHERE.search(text) or any(s.name in {"section", "preference", "max_price"} for s in slots)
    if not moved and show is not None and houses == {show.venue}:
        task.section = bought["section"]
    return task
