"""What is said under the quote of better seats, or of seats at another show: another of those listed, "are we on the aisle there?", "we're happy where we are". Pure.

The quote stays unless something else of the list is named; words of the deed alone throw nothing away.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.asked import lying
from willcall.agent.dialogue.wishes.choosing import choose, fold
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question, SeatsFact, Shown
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

_LONGEST = 120  # characters
_LISTS = {"upgrade": "upgrades", "exchange": "seats"}
_DEEDS = {"upgrade": Intent.UPGRADE, "exchange": Intent.EXCHANGE}
_WORD = regex(r"[\w'’-]+")
_PLAIN = frozenset(
    _WORD.findall(
        """
    a about actually and at be but can change could do for from get give go have hmm how i i'd i'll in instead is it it's just let's letter like make maybe me mean
    meant my no nr number of oh ok okay on one ones option or other our pick place please pls prefer rather right row seat seats second sec section see show so sorry
    swap switch take tell than that that's the then there these they those thoughts to top try up us want wanted was we we'd we'll were what what's with would yeah yes you
    """
    )
)
_AISLE = regex(
    r"\b(?:are|is|will|would|do|does)\b[^.?!]{0,24}\b(?:on|at|by|next to|near|have)\b[^.?!]{0,8}\baisles?\b",
    re.IGNORECASE,
)
_THE_SUM = regex(
    r"\b(?:how (?:did|do|does) (?:you|u|that|it) (?:get (?:to |at )?(?=\W?\d|that\b|this\b|the (?:sum|total|price)\b)|work|come|arrive|make|add)|how (?:is|was) (?:that|it|this) (?:worked out|calculated|made up)|where does (?:that|the|this)\b[^.?!]{0,20}\bcome from"
    r"|(?:why|how come)(?: (?:is|are|was|were|do|does|did))?\b[^.?!]{0,40}\b(?:only|just|less|not|isn['’]t|when (?:i|we) paid|paid)\b|(?:i|we) (?:make|made|get|got) it (?:different|\S*\d|less|more)|break (?:it|that) down|breakdown)",
    re.IGNORECASE,
)
_GIVES_UP = regex(
    r"\b(?:cancel\w*|forget|leave it|drop it|stop|refund\w*|no thanks|never ?mind|nah|don['’]?t|money back|person|human)\b",
    re.IGNORECASE,
)
_STAYS_PUT = regex(
    r"\W*(?:(?:on second thoughts?|actually|you know what|hmm+|no|nah|thanks|sorry|ok|okay|well|oh|in that case|thinking about it|tbh)\W+)*(?:i|we)(?:['’]?(?:re|m|ll|d)| are| am| will| would)?(?: (?:all|both|quite|just|fine|pretty|really|rather|be))* (?:happy|fine|good|ok|okay|grand|comfortable|content|stay(?:ing)?|stick(?:ing)?|sit(?:ting)?)(?: (?:just|to stay|put|sitting|staying|as|with))* (?:where (?:i|we)(?:['’]?(?:re|m)| are| am)|as (?:i|we) (?:are|am)|with (?:what|the (?:seats|ones|tickets)) (?:i|we)(?:['’]ve| have)?(?: got)?|put)(?: (?:now|already|thanks|thank you|cheers|sorry|actually))*\W*",
    re.IGNORECASE,
)
_ELSE = regex(
    r"\b(?:other|another|else|different|better|cheaper|closer|nearer|lower|higher|more|instead|rather|section|row|block|front|best|list|options?|show|see|all|any(?:thing|where)?|some(?:thing|where)?)\b",
    re.IGNORECASE,
)


_TAKES = regex(r"\b(?:take (?:it|them|those)|says? yes|go (?:ahead|for it)|do it|book (?:it|them))\b", re.IGNORECASE)


def said(view: View, heard: Heard) -> bool:
    """Whether it is another of the list, a question of what is quoted, a no, or no more than the deed said again."""
    state, reading, quote = view.state, view.reading, view.state.quote
    if quote is None or quote.kind not in _LISTS or state.awaiting != "confirmation" or len(reading.text) > _LONGEST:
        return False
    shown = state.list_shown(_LISTS[quote.kind])
    other = None if shown is None else _other(reading, shown, state)
    if other is not None:
        heard.chosen, heard.chosen_from, heard.understood = other, _LISTS[quote.kind], True
        return True
    if _STAYS_PUT.fullmatch(reading.text):
        heard.declines = heard.understood = True
        return True
    asks = aspects.asks(reading.text) or reading.text.rstrip().endswith("?")
    points = any(s.name in {"ordinal", "section", "row"} for s in reading.slots) or re.search(r"\d", reading.text)
    if asks and not points and _AISLE.search(reading.text) and offer(state) is not None:
        heard.standing, heard.understood = "aisle", True
        return True
    of_the_sum = _THE_SUM.search(reading.text) is not None and _GIVES_UP.search(reading.text) is None
    if of_the_sum or (shown is not None and choose(shown, reading) == [_quoted(shown, state)]):
        heard.keeps = heard.understood = True  # the quote says how it is made up, or is what is named
        return True
    told = {s.name for s in reading.slots if s.name != "quantity" or s.value != quote.count}
    if (
        told == {"preference"}
        and reading.value("preference") != "together"
        and _ELSE.search(reading.text.split("?")[0]) is None
        and (asks or _TAKES.search(reading.text))
    ):
        heard.questions = [Question("seats", f"{lying.LIES} {reading.text}", ())] if asks else []
        heard.keeps, heard.understood = not asks, True
        return True
    if reading.intent is _DEEDS[quote.kind] and not told and not asks and _ELSE.search(reading.text) is None:
        heard.keeps = heard.understood = True
        return True
    return False


def offer(state: ConversationState) -> SeatsFact | None:
    """What of the list is quoted."""
    shown = state.list_shown(_LISTS.get(state.quote.kind, "")) if state.quote is not None else None
    at = None if shown is None else _quoted(shown, state)
    return None if shown is None or at is None else shown.seats[at]


def _quoted(shown: Shown, state: ConversationState) -> int | None:
    seats = [] if state.quote is None else state.quote.seats
    held = {(fold(section), fold(row), number) for section, row, number in seats}
    for at, one in enumerate(shown.seats):
        if held and held == {(fold(one.section), fold(one.row), number) for number in one.numbers}:
            return at
    return None


def _other(reading: Reading, shown: Shown, state: ConversationState) -> int | None:
    """The place of the one of the list that is named, where it is not what is quoted."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(reading.text)]
    named = {fold(one.section) for one in shown.seats}
    by_section = [word for word in words if word in named and not word.isalpha()]
    left = [word for word in words if word not in _PLAIN and word not in named]
    slots = [s for s in reading.slots if s.name in {"ordinal", "row", "section"} and not s.negated]
    told = {part for slot in slots for part in _WORD.findall(slot.text.casefold())}
    if any(word not in told for word in left) or not (slots or by_section):
        return None
    places = choose(shown, reading) if slots else []
    if by_section and not slots:
        places = [at for at, one in enumerate(shown.seats) if fold(one.section) == by_section[-1]]
    return places[0] if len(places) == 1 and places[0] != _quoted(shown, state) else None
