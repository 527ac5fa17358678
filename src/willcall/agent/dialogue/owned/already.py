"""What somebody tells of tickets they have already, beside what they want of them: "I've 5 for the panto, can I give back two".

Pure. How many they have, and where those are, is no wish; and who gives back, moves or betters tickets buys none.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot, Wish

_KIND_OF = r"(?!(?:friends?|kids?|people|mates?|lads?|guests?|of|who|and|more|extra|spare|want\w*|need\w*)\b)\w+"
"""A word between how many and the tickets: "six snug tix"."""
_SOME = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a (?:pair|couple)(?: of)?)"
HELD = regex(
    rf"(?:\b(?:i|we)(?:['’]ve| have|ve)?(?: already)?(?: got| bought| booked)|\b(?:i|we)(?:['’]ve| have|ve| already have)|\bmy (?:order|booking) is|(?:^|[.!?,]\s*)(?:(?:hi|hey|hello|howzit|hiya|ok|no|so|well)\W+)*(?:already )?(?:got|have|bought))(?: got| bought| booked| for)? (?:{_SOME} (?:tickets? |seats? |tix |ones )?(?:(?:already|up|down|way|right|over) )*(?=(?:for|in|to|at|on)\b(?! (?:my|our|the) (?:family|group|party|class)))|{_SOME} (?:{_KIND_OF} ){{0,2}}(?:tickets?|seats?|tix)\b|(?:tickets?|seats?|tix)\b)[^.?!,;]*?(?=[.?!,;]|\s+(?:and|but)\b|\s+(?:can|could|may|any chance|want|is there)\b|$)",
    re.IGNORECASE,
)
_PARTY = regex(
    rf"\b{_SOME} of us (?:(?:are|were|was|r|all|both|meant|supposed|due|booked|signed up|to|have been) )*(?:going|go|coming|come|booked|off|down|seeing|see|for)\b[^.?!,;]*?(?=[.?!,;]|\s+(?:and|but|now|only|then)\b|$)",
    re.IGNORECASE,
)
"""How many were to come: of whom some cannot any more, so that they have tickets."""
_CANNOT = regex(
    rf"\b(?P<n>{NUMBER})(?: (?:of (?:us|them|the \w+|my \w+)|people|friends|mates|kids|girls|boys|lads))?(?: (?:now|just|suddenly))? (?:can['’]?t|cannot|can not|won['’]?t|wont|couldn['’]?t|(?:have |has )?(?:dropped|pulled|backed) out|(?:have |has )?bailed|are (?:ill|sick|poorly|out))\b(?! (?:wait|decide|agree|see|hear|sit|stand|walk|climb|eat|drink))",
    re.IGNORECASE,
)
_WERE_TO_COME = regex(
    rf"\b(?:{_SOME} of us|we|i) (?:were|was) (?:(?:all|both|meant|supposed|due|going|to) )*(?:coming|going|come|go|see|seeing|booked)\b[^.?!,;]*?(?=[.?!,;]|\s+(?:and|but|now|only)\b|$)"
    r"|\b(?:i|we)(?:['’]ve| have)?(?: already)? (?:booked|bought) (?:the |our |some )(?!same\b)(?:[\w'’]+ ){1,3}?(?=(?:for|on|at)\b)[^.?!,;]*?(?=[.?!,;]|\s+(?:and|but)\b|$)"
    r"|\b(?:i|we)(?:['’]ve| have)(?: got| bought| booked)? (?!(?:any|no|to|a|been|seen)\b)(?:[\w'’]+ ){1,2}(?:seats?|tickets?|tix) (?=(?:for|on|at)\b)[^.?!,;]*?(?=[.?!,;]|\s+(?:and|but)\b|$)"
    rf"|\b(?:we|i)(?:['’]re| are|['’]m| am|re) (?:now )?{_SOME} (?:people |persons |bodies )?(?:short|down|fewer|light)\b[^.?!,;]*?(?=[.?!,;]|$)",
    re.IGNORECASE,
)
"""Words of who has tickets without saying so: "two of us were coming", "we booked the circle for the 10th", "we're two short for Friday"."""
_TO_A_PART = regex(
    r"\b(?:mov(?:e|ing)|go(?:ing)?|switch(?:ing)?|shift(?:ing)?|get(?:ting)?)(?: (?:us|them|down|up|over|across|forward))* (?:to|into|in|down to) (?:the )?$",
    re.IGNORECASE,
)
_DEEDS = frozenset({Intent.REFUND, Intent.TRANSFER, Intent.EXCHANGE, Intent.UPGRADE})
_SUPPOSES = regex(r"\b(?:if|in case|suppose|might|may not)\b", re.IGNORECASE)
_BACK = regex(
    r"\b(?:give|hand|send|take|bring)\b[^.?!]{0,24}\bback\b|\b(?:refund\w*|return(?:ing)?|money back|rid of|(?:go|goes|going) back(?! to))\b",
    re.IGNORECASE,
)
_MOVES = regex(
    r"\b(?:exchang\w*|sw[ao]p\w*|switch\w*|rebook\w*|(?:move|change) (?:them|it|these|those|to|my|our|both|all))\b",
    re.IGNORECASE,
)
_BETTER = regex(
    r"\b(?:upgrad\w*|(?:better|nicer|closer|posher) (?:seats?|ones?|places?|spots?|view)|(?:anything|something) (?:better|closer|nearer|nicer))\b"
    r"|\b(?:what|how much(?: more| extra)?) (?:would|will|does|do|is|'d) (?:it|we|i|that)(?: \w+){0,2} (?:cost|be|pay|take)(?: (?:me|us|extra|more))* to (?:sit|be|move|go)\b[^.?!]{0,40}\binstead\b",
    re.IGNORECASE,
)
_MORE = regex(
    r"\b(?:another|more tickets?|extra tickets?|additional|as well|too\b(?! (?:far|high|steep))|also (?:want|need|buy)|(?:one|two|three|four|\d) more)\b",
    re.IGNORECASE,
)
_MOVES_US = regex(
    r"\b(?:mov(?:e|ing)|shift(?:ing)?|switch(?:ing)?|swap(?:ping)?|bump(?:ing)?|upgrad(?:e|ing)) (?:me|us|them|everyone|everybody|(?:the )?(?:whole )?(?:lot|gang|party|family|group)(?: of us)?|all of us|(?:the |all )?(?:two|three|four|five|six|seven|eight|\d)(?: of us)?)(?: (?:all|both))?(?= (?:some|any|to|in|into|onto|down|up|over|off|out|away|closer|nearer|further|forward|where|near|please|pls)|\W|$)",
    re.IGNORECASE,
)
"""Only who has seats can be moved to others."""
_TO_BUY = regex(
    r"\b(?:please|pls|plz|want|need|like|looking|book|buy|get|after|can (?:i|we)|could (?:i|we)|give (?:me|us)|reserve|any|have you)\b|\?",
    re.IGNORECASE,
)
_STEPS = regex(
    r"\b(?:lift|elevator|step[- ]free|no (?:stairs|steps)|without (?:the )?(?:stairs|steps)|ramp)\b", re.IGNORECASE
)
_ASKS_RULE = regex(r"\b(?:policy|rules?|in general|how does)\b", re.IGNORECASE)
NO_PURCHASE = regex(
    r"\b(?:don'?t|dont|do not|didn'?t|not|no,? i'?m not|never|nothing)\b[^.?!,;]{0,20}\b(?:buy|buying|purchase|purchasing|(?:new|more|extra) (?:tickets?|seats?|ones))\b|\b(?:already|allready) (?:have|got|own|bought|paid)\b[^.?!]{0,20}\b(?:tickets?|seats?|them|mine|these|those)\b|\b(?:i|we) already (?:have|bought)\b",
    re.IGNORECASE,
)


def told(view: View, heard: Heard) -> View:
    """The view with what is said of tickets held taken out, and one wish for what is wanted of them; as it was where none are told of."""
    reading, state = view.reading, view.state
    if (moved := _to_be_moved(view, heard)) is not None:
        return moved
    task = state.task
    if _only_buys(reading):
        return replace(view, reading=replace(reading, wishes=(Wish(Intent.BUY, 1.0, 0, len(reading.text)),)))
    held = HELD.search(reading.text) or _of_whom_some_cannot(view)
    if held is None and view.signed_in and (task is None or task.kind in BUYING):
        held = _WERE_TO_COME.search(reading.text)
    rejects = NO_PURCHASE.search(reading.text) is not None and task is not None and task.kind in BUYING
    if not rejects and (held is None or state.hold is not None):
        return view
    rest = reading.text if held is None else reading.text[: held.start()] + " " + reading.text[held.end() :]
    deed = Intent.UPGRADE if held is not None and _to_a_part(reading, held.end()) else _deed(rest)
    if deed is None and held is not None and view.signed_in and _sure_of_a_refund(view, held):
        deed = Intent.REFUND  # "got 3 for friday but we can't come"
    if deed is None or _MORE.search(rest) or _ASKS_RULE.search(rest):
        return view
    if any(wish.intent in {Intent.COMPLAINT, Intent.HAND_OFF} and wish.confidence >= _SURE for wish in reading.wishes):
        return view
    span = (0, 0) if held is None else held.span()
    theirs = [
        s for s in reading.slots if s.start < span[1] and s.end > span[0] and s.name in {"quantity", "section", "row"}
    ]
    if (
        len({wish.intent for wish in reading.wishes} & _DEEDS) > 1
    ):  # "bought 4, send 2 to my brother and refund the rest"
        return replace(view, reading=replace(reading, slots=tuple(s for s in reading.slots if s not in theirs)))
    if deed is Intent.EXCHANGE:
        theirs += [s for s in reading.slots if s.name == "quantity"]
    if task is not None and task.kind in BUYING:
        heard.lets_go = state.hold is not None
        state.task, state.later = None, [t for t in state.later if t.kind not in BUYING]
    elif task is not None and task.kind == "upgrade":
        own = {fold(str(s.value)) for s in theirs if s.name == "section"}
        task.section = None if task.section is not None and fold(task.section) in own else task.section
    wish = Wish(deed, 1.0, 0, len(reading.text))
    slots = tuple(s for s in reading.slots if s not in theirs)
    if deed is Intent.REFUND and not any(s.name in {"quantity", "kept", "seat"} for s in slots):
        slots = (*slots, *_back_for_those(reading.text))
    return replace(view, reading=replace(reading, wishes=(wish,), slots=slots))


def _to_be_moved(view: View, heard: Heard) -> View | None:
    """The view with one wish for other seats, where "move us" follows what they have: "5 in the gods for the panto isn't it. Move us somewhere with a lift".

    What is told before it finds the order and is no wish; a lift, or no steps, is asked of the documents beside.
    """
    state, reading = view.state, view.reading
    idle = state.task is None and state.quote is None and state.hold is None and state.transfer is None
    if not idle or not view.signed_in:
        return None
    move = _MOVES_US.search(reading.text)
    if move is None or _MORE.search(reading.text) or _ASKS_RULE.search(reading.text):
        return None
    before, after = reading.text[: move.start()], reading.text[move.end() :]
    named = [s for s in reading.slots if s.end <= move.start() and not s.negated]
    if not any(s.name in {"event", "performer", "event_kind"} for s in named) or _TO_BUY.search(before):
        return None
    if not any(s.name in {"section", "row", "quantity"} for s in named):
        return None
    if any(
        s.name in {"event", "performer", "event_kind", "when", "email"} and s.start >= move.end() for s in reading.slots
    ):
        return None  # to another night or show: an exchange, heard as one
    steps = _STEPS.search(after)
    if steps is not None:
        heard.questions.append(
            Question("knowledge", f"{steps.group()}?", tuple(s for s in named if s.name != "quantity"))
        )
    theirs = [s for s in named if s.name in {"section", "row", "quantity", "preference"}]
    slots = tuple(s for s in reading.slots if s not in theirs and s.name not in {"topic", "quantity"})
    ends = _CLAUSE_ENDS.search(after)
    wish = Wish(Intent.UPGRADE, 1.0, move.start(), move.end() + (len(after) if ends is None else ends.start()))
    return replace(view, reading=replace(reading, wishes=(wish,), slots=slots))


_SEES = regex(
    r"\b(?:(?:would|['’]d) (?:like|love|want)|want|wanna|hoping|planning|fancy|keen) (?:to )?(?:see(?:ing)?|watch(?:ing)?|go(?:ing)? (?:to|and see)|catch(?:ing)?|attend(?:ing)?|come|be at)\b",
    re.IGNORECASE,
)
_OWNS = regex(
    r"\b(?:upgrad\w*|better|nicer|closer|nearer|mov(?:e|ed|ing)|chang\w*|sw[ao]p\w*|switch\w*|instead|already|bought|booked|have|['’]ve|got|(?:my|our|these|those) (?:\w+ )?(?:tickets?|seats?|tix|order|booking)|mine|ours)\b",
    re.IGNORECASE,
)


def _only_buys(reading: Reading) -> bool:
    """Whether who would like to see a show is read as wanting better seats for it: "my dad and I would like to see the Herons, somewhere in the 200s"."""
    if not reading.wishes or any(w.intent is not Intent.UPGRADE for w in reading.wishes):
        return False
    named = any(s.name in {"event", "performer"} and not s.negated for s in reading.slots)
    return named and _SEES.search(reading.text) is not None and _OWNS.search(reading.text) is None


def _to_a_part(reading: Reading, start: int) -> bool:
    """Whether what follows is to sit in another part of the house: "what would it cost to move to the stalls"."""
    after = [s for s in reading.slots if s.start >= start and not s.negated]
    if any(s.name in {"when", "event", "performer", "event_kind"} for s in after):
        return False
    return any(s.name == "section" and _TO_A_PART.search(reading.text[: s.start]) for s in after)


_CLAUSE_ENDS = regex(r"[,.?!;]|\s(?:and|but)\s")


def _sure_of_a_refund(view: View, held: re.Match[str]) -> bool:
    """Whether what follows the tickets that are told of is surely read as giving them back, and nothing is supposed."""
    text = view.reading.text
    after = any(w.intent is Intent.REFUND and w.confidence >= _SURE and w.end > held.end() for w in view.reading.wishes)
    return after and len(view.reading.wishes) > 1 and _SUPPOSES.search(text) is None


def _of_whom_some_cannot(view: View) -> re.Match[str] | None:
    """Where a signed-in fan tells how many were to come, and that some of them cannot: "5 of us going on saturday, now 2 cant"."""
    text = view.reading.text
    if not view.signed_in or _CANNOT.search(text) is None or _SUPPOSES.search(text):
        return None
    return _PARTY.search(text)


def _back_for_those(text: str) -> tuple[Slot, ...]:
    """The number that goes back, where only who cannot come is told."""
    cannot = _CANNOT.search(text)
    count = number(cannot["n"]) if cannot is not None else None
    return (Slot("quantity", count, cannot.group(), *cannot.span()),) if cannot is not None and count else ()


_SURE = 0.8


def _deed(text: str) -> Intent | None:
    """What is wanted of the tickets, by its words alone."""
    if _MOVES.search(text):
        return Intent.EXCHANGE
    if _BETTER.search(text):
        return Intent.UPGRADE
    return Intent.REFUND if _BACK.search(text) else None
