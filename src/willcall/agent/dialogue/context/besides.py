"""What every house is asked, whatever is said beside it: doors, ages, lifts, bars, where tickets go. Pure.

`every_house` has the words of each matter and the plain question that answers it. `each` takes a question of several apart, or puts one in plain words;
`suits` is whether a house is right for somebody's needs, `left` adds what a message asks and nothing that was heard of it answers, so that a wish or a temper beside a question drops none.
"""

import re

from willcall.agent.dialogue.acts import matters, people
from willcall.agent.dialogue.asked import asking, of_a_need
from willcall.agent.dialogue.context.every_house import MATTERS, STEP_FREE, Matter
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_LONGEST = 400  # characters


_CLAUSES = regex(r"(?<=[.!?;\n&])\s*|,\s+|\s+(?=(?:and|also|plus|but)\s)", re.IGNORECASE)


def _asked(matter: Matter, text: str) -> re.Match[str] | None:
    """Where a text asks for the matter."""
    found = matter.said.search(text)
    return None if found is None or (matter.unless is not None and matter.unless.search(text)) else found


_HOURS = regex(
    r"\b(?:open|close|clos\w+|until|till|when|how (?:late|long)|what time|stop\w*|before|after|during)\b", re.IGNORECASE
)


def plain(name: str, text: str, question: Question) -> Question:
    """The question that answers a matter asked for in `text`."""
    matter = MATTERS[name]
    if name == "bar" and _HOURS.search(text):
        return Question(matter.kind, text, question.slots)
    return Question(matter.kind, matter.plain or text, question.slots)


_NO_PERSON = regex(
    r"^\W*(?:(?:no|ok|but|please|look|sorry)\W+)*(?:i|we) (?:do ?n['’]?t|do not|dont) (?:need|want) (?:a |to (?:talk|speak) to (?:a )?)?(?:human|person|agent|anyone|anybody|someone|representative|manager)\W+(?:(?:i|we) )?(?:(?:just|only|want|need|to know|tell me|say|answer(?: me)?|please|pls)\W+)*",
    re.IGNORECASE,
)
"""Led up to a question by whoever has been offered a person too often."""


def to_the_point(text: str) -> str:
    """The question without a word on needing no person before it."""
    return _NO_PERSON.sub("", text, count=1)


def each(question: Question) -> list[Question]:
    """The question, one for each matter that it names with others ("the door time and the age limit"), in plain words where its own find nothing."""
    text = question.text[:_LONGEST]
    found: list[tuple[int, str]] = []
    for name, matter in MATTERS.items():
        words = matter.said.search(text) or (matter.named.search(text) if matter.named is not None else None)
        if words is not None and not (matter.unless is not None and matter.unless.search(text)):
            found.append((words.end(), name))
    if len(found) == 1 and MATTERS[found[0][1]].alone:
        return [plain(found[0][1], text, question)]
    joined = re.search(r"\b(?:and|or|plus)\b|[&,]", text, re.IGNORECASE) is not None
    if len(found) < 2 or not joined:
        return [question]
    return [plain(name, _clause(text, end), question) for end, name in sorted(found)]


def _clause(text: str, end: int) -> str:
    """The clause of a text that the words before `end` stand in."""
    starts = [m.end() for m in _CLAUSES.finditer(text) if m.end() < end]
    ends = [m.start() for m in _CLAUSES.finditer(text) if m.start() >= end]
    return text[max(starts, default=0) : min(ends, default=len(text))]


def named(text: str) -> bool:
    """Whether a text asks for doors, ages or whether people stand, which a show is looked up for."""
    return any(_asked(MATTERS[name], text) for name in ("doors", "ages", "least age", "floor"))


_HOLDS = regex(
    r"\W*(?:(?:and|also|so)\W+)*(?:can|could|will|would) (?:you|u|ya) (?:please |pls |just )?(?:hold|keep|save|reserve|grab) (?:it|them|those|these|that|em)(?: (?:for|please|pls|a|while|me|us|bit|then|now))*(?: (?:while|until|till|so(?: that)?) (?:i|we) [^.?!]{2,60})?\W*",
    re.IGNORECASE,
)
"""What a pick does anyway: "option 3, and can you hold them"."""
_ACROSS = frozenset({"which hour", "fees"})
"""Matters asked for in two sentences: "service fees again?? how much are they"."""
_WILL = regex(r"\b(?:will|are|do|does|is|r|u|gonna)\b", re.IGNORECASE)


def left(view: View, heard: Heard) -> None:
    """Adds what the message asks and nothing that was heard of it answers."""
    reading, state = view.reading, view.state
    text = reading.text[:_LONGEST]
    if heard.chosen is not None:
        heard.questions = [q for q in heard.questions if _HOLDS.fullmatch(q.text) is None]
    if heard.standing is not None or heard.waits or heard.lets_go or heard.declines or view.picked is not None:
        return
    if heard.control in {Intent.CANCEL, Intent.REPEAT} or Intent.GOODBYE in heard.social or heard.withdraws:
        return
    said = [q.text for q in heard.questions]
    last = state.memo.get("turned_down")
    was_refused = isinstance(last, dict) and last.get("kind") == "refund"
    clauses = [clause for clause in _CLAUSES.split(text) if clause and clause.strip()]
    for name, matter in MATTERS.items():
        whole = text if name in _ACROSS and _asked(matter, text) else None
        clause = next((c for c in clauses if _asked(matter, c)), whole)
        if clause is None or any(_asked(matter, q) or (matter.plain and matter.plain == q) for q in said):
            continue
        if name == "which hour" and heard.control is not Intent.COMPLAINT:
            continue
        if name in {"for good", "as credit"} and not (was_refused and heard.started and _kind(view) != "refund"):
            continue
        if name in {"delivery", "collecting"} and not _of_no_order(clause, view, heard):
            continue
        if name == "start" and heard.control is not Intent.COMPLAINT and heard.understood:
            continue  # what is looked for tells its hour
        if heard.control is Intent.HAND_OFF and name == "delivery" and not people.HUMAN.search(text):
            heard.control = None  # "are you gonna email them or what"
        shows = tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated)
        if name == "for good":
            shows = tuple(s for s in reading.slots if s.name == "section" and not s.negated)
        if name == "which hour":
            shows = tuple(s for s in shows if s.name != "when")
        asking.note_show(shows, state)
        heard.questions.append(plain(name, clause.strip(), Question("knowledge", clause, shows)))
        heard.understood, heard.out_of_scope = True, False


def _of_no_order(clause: str, view: View, heard: Heard) -> bool:
    """Whether where tickets go is asked while none is bought; an order that was begun to be looked at for it is not, then."""
    state, task = view.state, view.state.task
    if task is None or task.kind != "orders" or state.quote is not None:
        return True
    bought = state.last_order_id is not None or bool(state.memo.get("bought"))
    if bought or not heard.started or not _WILL.search(clause):
        return False
    state.task, heard.started, heard.changed = (
        None,
        False,
        False,
    )  # "will you email me my tickets", before any is bought
    return True


def _kind(view: View) -> str:
    """What is being done."""
    return view.state.task.kind if view.state.task is not None else ""


_SUITS = regex(
    r"\b(?:is|are|would|will|be)\b[^.?!]{0,40}\b(?:ok|okay|suitable|al ?right|all right|fine|accessible(?! (?:seat|space|row|place|ticket|entrance|entry|park|toilet|loo|section|route)\w*)|manageable|doable|(?:any )?good|possible|easy)\b"
    r"|\b(?:can|could|will|would) (?:he|she|they|we|i|my \w+)\b[^.?!]{0,12}\b(?:manage|cope|get (?:in|around|about)|still (?:come|go)|be (?:ok|okay|al ?right|fine))\b"
    r"|\b(?:what(?:['’]?s| is)|how(?:['’]?s| is)) (?:it|the [\w ]{3,24})(?: like)? for\b",
    re.IGNORECASE,
)
"""Whether a place is right for somebody."""
_SEEKS = regex(
    r"\b(?:any(?:thing)?|something|what(?:['’]?s| is) on|which|seats?|tickets?|tix|rows?|find|book|buy|refund\w*|cancel\w*)\b",
    re.IGNORECASE,
)
_HARD_STEPS = regex(
    r"\b(?:no|not?|can['’]?t|cannot|can not|hate|struggles?|hard|bad|trouble)\b[^.?!,]{0,16}\b(?:stairs|steps|climb\w*)\b",
    re.IGNORECASE,
)
_OTHERWISE_MEANT = frozenset({"quantity", "section", "row", "max_price", "ordinal", "order_id", "email"})


def suits(view: View, heard: Heard) -> bool:
    """Whether it is asked if a house is right for somebody who needs something: "is the theatre ok for my dad, he cant do stairs"; nothing is looked for by it."""
    state, reading = view.state, view.reading
    text = reading.text
    if _SUITS.search(text) is None or _SEEKS.search(text) or len(text) > _LONGEST or state.transfer is not None:
        return False
    if {s.name for s in reading.slots} & _OTHERWISE_MEANT or len(asking.parted(text)) > 1:
        return False
    spaces = any(s.name == "accessible" and not s.negated for s in reading.slots)
    steps = any(s.name == "preference" and s.value == "steps" for s in reading.slots) or _HARD_STEPS.search(text)
    needs = [(spaces, of_a_need.SPACES), (steps, STEP_FREE), (matters.is_deaf(text), matters.HEARING)]
    asked = [plain for told, plain in needs if told]
    if not asked:
        return False
    if spaces or steps:
        state.memo = {**state.memo, "needs": {"accessible": int(spaces), "few_steps": not spaces}}
    asking.note_show(reading.slots, state)
    shows = tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS and s.name != "when" and not s.negated)
    heard.questions, heard.understood = [Question("knowledge", plain, shows) for plain in asked], True
    return True


def of_the_bar(view: View, heard: Heard) -> bool:
    """Whether it is only asked if there is a bar, whatever parts of a house are called so: no seats are looked for by it."""
    text = view.reading.text
    bar = MATTERS["bar"]
    other = [
        s for s in view.reading.slots if not (s.name in {"topic", "event_kind", "venue"} or s.text.casefold() == "bar")
    ]
    if other or len(text) > _LONGEST or view.reading.answer != "none" or _asked(bar, text) is None:
        return False
    if len([c for c in _CLAUSES.split(text) if c and c.strip()]) > 1:
        return False
    heard.questions, heard.understood = [plain("bar", text, Question(bar.kind, text, ()))], True
    return True
