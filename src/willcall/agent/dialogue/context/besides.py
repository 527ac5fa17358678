"""What every house is asked, whatever is said beside it: doors, ages, lifts, bars, where tickets go. Pure.

Each matter has words by which it is known and the plain question that answers it. `each` takes a question of several apart, or puts one in plain words;
`left` adds what a message asks and nothing that was heard of it answers, so that a wish or a temper beside a question drops none.
"""

import re
from dataclasses import dataclass
from typing import Literal

from willcall.agent.dialogue.acts import lateness, people
from willcall.agent.dialogue.asked import asking, at_a_hold, reductions
from willcall.agent.dialogue.context import limits
from willcall.agent.dialogue.owned import less_than_refused
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_LONGEST = 400  # characters


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing asked for.

    Args:
        said: The words that ask for it, in a clause of their own.
        named: What it is called in a question that names several; None where `said` is all there is.
        kind: Of the plain question.
        plain: The question that answers it; empty where its own words do.
        alone: Whether a question of it alone is better put in plain words.
        unless: Words with which it is something else.
    """

    said: re.Pattern[str]
    named: re.Pattern[str] | None
    kind: Literal["knowledge", "policy", "event", "seats"]
    plain: str
    alone: bool = False
    unless: re.Pattern[str] | None = None


def _words(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)


_ASKS = r"(?:what|wat|wot|when|wen|where|how|is|are|r|do|does|did|can|could|will|would|any|got|have|has|know|tell me|wonder\w*|about|and|also)(?:['’]?s)?\b[^.?!]{0,24}?\b"
_BAR = r"(?:(?:a|any|an|some) (?:\w+ )?bars?\b|the bar\b(?= (?:open|close)|\W*\?)|bars?(?= (?:open|there|inside|at the)\b))"
DELIVERY = "How do I get my tickets?"
COLLECTED = "Can I pick up my tickets at the desk?"
ON_FILE = "Is my card kept on file?"
START = "When does it start?"
MATTERS: dict[str, Matter] = {
    "doors": Matter(
        _words(
            rf"\bdoor ?times?\b|{_ASKS}(?:the )?doors\b(?! (?:do|does|should|can|must|is|to|for (?:the )?(?:disabled|wheelchairs?)|side|are near)\b)|^\W*doors\b\W*(?:$|what|when|wat)|\bdoors\W*\?"
        ),
        _words(r"\bdoor ?times?\b|\bdoors\b(?! to\b)|\bopening times?\b"),
        "event",
        "When do doors open?",
        unless=_words(
            r"\b(?:by|near|at|from|to|next|side|stage|which|what|through|beside|behind|main) (?:the )?doors\b|\bdoors? (?:close|shut|lock)"
        ),
    ),
    "ages": Matter(
        _words(
            r"\bage (?:limit|restriction|rating|range|minimum|requirement)s?\b|\b(?:is|are) (?:it|this|that|they|the \w+) (?:an? )?(?:1[0-9]|2[01]) ?\+|\b(?:1[0-9]|2[01])\+\W*\?"
            r"|\b(?:suitable|ok|okay|appropriate|fine|alright|all right|right) for (?:(?:an?|my|our|the) )?(?:\d{1,2}|four|five|six|seven|eight|nine|ten|eleven|twelve)\b[- ]?(?:yrs?|years?|y/?o)\b"
        ),
        _words(r"\bage (?:limit|restriction|rating|range)s?\b|\b(?:1[0-9]|2[01]) ?\+(?!\w)"),
        "event",
        "Is there an age limit?",
        unless=_words(r"\b(?:beer|wine|alcohol|drinks?|drinking|bar|alone|on (?:his|her|their) own)\b"),
    ),
    "least age": Matter(
        _words(r"\b(?:min(?:imum)?|lowest|youngest)\.? ages?\b"),
        None,
        "event",
        "Is there an age limit?",
        alone=True,
        unless=_words(r"\b(?:beer|wine|alcohol|drinks?|drinking|bar|alone|on (?:his|her|their) own)\b"),
    ),
    "floor": Matter(
        _words(
            r"\b(?:standing|stand)\b[^.?!,]{0,12}\bor\b[^.?!,]{0,12}\b(?:seated|sitting|sit|seats?|all[- ]seater)\b|\b(?:seated|sitting|sit|seats)\b[^.?!,]{0,12}\bor\b[^.?!,]{0,12}\b(?:standing|stand)\b"
            r"|\b(?:is|are|if) (?:it|that|they|this|there)(?:['’]?s)?(?: is| are)? (?:all |only |just |fully )?(?:standing|seated)\b(?! (?:together|next|beside|near|apart|in)\b)|\b(?:if|is) its (?:standing|seated)\b|\b(?:which|what) (?:ones?|parts?|sections?|bits?|areas?)(?: of \w+)? (?:is|are|r)(?: the)? standing\b"
        ),
        None,
        "seats",
        at_a_hold.FLOOR,
        alone=True,
        unless=_words(r"\b(?:allowed|can|may) (?:to |i |we )?(?:stand|dance)\b|\ball (?:\w+ )?sit\b"),
    ),
    "lift": Matter(
        _words(rf"{_ASKS}(?:lifts?|elevators?|escalators?)\b"),
        _words(r"\b(?:lifts?|elevators?|escalators?)\b"),
        "knowledge",
        "Is there an elevator?",
        unless=_words(r"\blift (?:home|there|back|to|from|me|us)\b|\b(?:give|gave|gets?) (?:me|us|him|her) a lift\b"),
    ),
    "bar": Matter(
        _words(rf"{_ASKS}{_BAR}"),
        _words(rf"\b{_BAR}"),
        "knowledge",
        "Is there a bar?",
        unless=_words(
            r"\bbar (?:seats?|stools?|tickets?|ones?|row|section|table|prices?)\b|\bbar(?:,| row| seat)|\b(?:sushi|salad|snack|juice) bar\b|\bhow much\b|\bafterwards?\b|\bnear(?:by|est)?\b"
        ),
    ),
    "bar again": Matter(
        _words(r"\bthe bar (?:thing|question|bit|part)\b"), None, "knowledge", "Is there a bar?", alone=True
    ),
    "children": Matter(
        _words(
            r"\b(?:do|does|will|must|should|are|is) (?:(?:the|my|our) )?(?:kids?|children|child|little ones|toddlers?)\b[^.?!]{0,12}\b(?:full (?:price|whack|fare)|half price|pay (?:the same|less|full|half|adult)|reduced|cheaper|a discount)\b"
        ),
        None,
        "knowledge",
        reductions.CHILDREN,
        alone=True,
    ),
    "groups": Matter(
        _words(
            r"\b(?:do|any|is there|are there|have|what about|how about|offer)\b[^.?!]{0,16}\bgroup (?:bookings?|sales|orders?|tickets)\b"
        ),
        None,
        "knowledge",
        "Is there a discount for groups?",
        alone=True,
    ),
    "parking": Matter(
        _words(rf"{_ASKS}(?:parking|car ?parks?|(?:i|we|you|people|to) park)\b(?! (?:end|side|stand)\b)"),
        None,
        "knowledge",
        "",
        unless=_words(r"\b(?:disabled|accessible|blue badge|handicap\w*|wheelchairs?)\b"),
    ),
    "accessible parking": Matter(
        _words(
            rf"{_ASKS}(?:(?:disabled|accessible|blue badge|handicap\w*) (?:parking|spaces?|bays?)|park\w*(?: space| spot| bay)?s? for (?:the )?(?:disabled|handicapped|wheelchairs?))\b"
        ),
        _words(
            r"\b(?:disabled|accessible|blue badge|handicap\w*) (?:parking|car park)\b|\bpark\w*(?: spaces?| spots?| bays?)? (?:\w+ ){0,2}for (?:the )?(?:disabled|handicapped|wheelchairs?)\b"
        ),
        "knowledge",
        "Is there accessible parking?",
    ),
    "delivery": Matter(
        _words(
            r"\b(?:where|how)(?:['’]?s| is| are| r| do| does| will| would| am)?\b[^.?!]{0,12}\btickets?\b[^.?!]{0,12}\b(?:sent|delivered|come|arrive|go|reach me|get (?:here|to me|to us)|e-?mailed)\b(?! (?:back|in)\b)"
            r"|\bhow (?:do|will|can|would|am|are) (?:i|we)\b[^.?!]{0,12}\b(?:get|receive|be sent) (?:the|my|our|them|these|those)(?: \w+)? ?(?:tickets?)?(?: then| after| once i(?:['’]?ve)? paid)?\W*(?:$|\?)(?<!back)"
            r"|\b(?:will|are|do|does|is|r)(?: the| my| our)? (?:tickets|they|you|u)(?: gonna| going to)?(?: be| get)? (?:e-?mail(?:ed|ing)?|post(?:ed|ing)?|mail(?:ed|ing)?|text(?:ed)?|sent)\b(?! (?:about|to (?:my|a|the) friend))(?=[^.?!]{0,16}(?:$|[?.!])|(?: the| my| our)? (?:tickets|them|em)\b)"
        ),
        None,
        "knowledge",
        DELIVERY,
        alone=True,
        unless=_words(
            r"\b(?:changes?|cancel\w*|postponed|she|he|her|his|their|friend|receipt|invoice|refund\w*|money|back|cheap\w*|cloakroom)\b|@"
        ),
    ),
    "collecting": Matter(
        _words(
            r"\b(?:can|could|may|do|should|where|how)\b[^.?!]{0,16}\b(?:collect|pick(?: them| it| my tickets| the tickets)? up)\b[^.?!]{0,24}\b(?:tickets?|them|(?:at|from|on) (?:the )?(?:door|box office|desk|counter|window|venue|night|gate|entrance|ticket office))\b"
        ),
        None,
        "knowledge",
        COLLECTED,
        alone=True,
        unless=_words(
            r"\b(?:friend|mate|someone|somebody|husband|wife|mother|mum|mom|brother|she|he|her|his|their|they|lost|found|id|what time|when|until|how late)\b"
        ),
    ),
    "late": Matter(
        _words(
            r"\bstill (?:get|come|go|be let|let (?:us|me)) in\b|\b(?:get|let|come|go|walk)(?: us| me)? in(?:side)?\b[^.?!]{0,8}\b(?:if|when|once|after|now|as|since)\b[^.?!]{0,12}\b(?:started|begun|start(?:s)?|under ?way|already (?:on|going))\b"
        ),
        None,
        "knowledge",
        lateness.COME_LATE,
        alone=True,
        unless=_words(r"\b(?:re-?enter|back in|without|id|forgot|lost|screenshot)\b"),
    ),
    "card on file": Matter(
        _words(
            r"\b(?:my|the|a) (?:saved|stored|usual|registered) card\b|\bcard (?:on file|saved|stored)\b|\b(?:do|have|did|u|you) (?:u|you|ya|they)?\b[^.?!]{0,10}\b(?:have|got|keep|kept|saved?|stored?|remember)(?: still)? my (?:\w+ )?card\b"
        ),
        None,
        "knowledge",
        ON_FILE,
        alone=True,
        unless=_words(r"\b(?:refund\w*|charged|id card|gift card|lost|found)\b"),
    ),
    "view": Matter(
        _words(r"\b(?:how|what)(?:['’]?s| is| are)? the views?\b(?! (?:on|of (?:the )?(?:refund|policy)))"),
        None,
        "seats",
        "",
    ),
    "fees": Matter(
        _words(
            r"\bhow much\b[^.?!]{0,16}\b(?:service |booking |ticket |order |the )?fees?\b|\b(?:what|wot)(?:['’]?s|s| is| are| r)? (?:the|your|those|these) (?:service |booking |ticket )?fees?\b|\bfees?\b[^.!]{0,16}\bhow much (?:are|is|r) (?:they|it|that)\b"
        ),
        None,
        "knowledge",
        "What fees are there?",
        alone=True,
        unless=_words(
            r"\b(?:refund\w*|exchang\w*|swap\w*|transfer\w*|upgrad\w*|mov(?:e|ing)|chang\w*|cancel\w*|park\w*|order fee|late fee|bag|coat|wait|once|per|included?|in that|back)\b"
        ),
    ),
    "the rest of us": Matter(
        _words(
            r"\b(?:how|where|what|when)\b[^.?!]{0,16}\bthe (?:others?|rest|remaining)\b(?: (?:\d+|one|two|three|four|five|six|of (?:us|them)|people|ones?))*[^.?!]{0,16}\b(?:get|theirs|come|do|sit|buy|tickets?)\b|\b(?:what|how) about the (?:other|remaining) (?:\d+|two|three|four|five|six)\b|\bquestion about the (?:others?|rest)\b"
        ),
        None,
        "policy",
        limits.THE_REST,
        alone=True,
        unless=_words(r"\bget in\b|\b(?:refund\w*|seats? (?:go|are)|rows?|money|cost|price|options?|shows?|dates?)\b"),
    ),
    "for good": Matter(
        _words(
            r"\b(?:so|does|do|is|are|mean|means)\b[^.?!]{0,40}\b(?:never|not ever|can['’]?t ever|no way)\b[^.?!]{0,16}\b(?:refund\w*|exchang\w*|returned?|swapped|money back)\b"
        ),
        None,
        "policy",
        "",
    ),
    "as credit": Matter(
        _words(
            r"\b(?:so|what about|how about|maybe|or|can|could|then|even|not)\b[^.?!]{0,24}\b(?:venue |store |account )?(?:credit|vouchers?)\b(?! cards?)[^.?!]{0,12}(?:$|\?|\.)"
        ),
        None,
        "policy",
        less_than_refused.AS_CREDIT,
        unless=_words(r"\bcredit (?:card|note on)\b|\bgift\b"),
    ),
    "which hour": Matter(
        _words(
            r"\b(?:noon|midnight|midday|\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}[:.]\d\d)\b[^?]{0,60}\b(?:which is it|which one is (?:it|right)|so which)\b"
        ),
        None,
        "event",
        START,
        alone=True,
    ),
    "start": Matter(
        _words(
            r"\b(?:kick ?-?offs?|start(?:ing)?|curtain(?: up)?|tip ?-?off|show) ?times?\b(?! (?:on|of) (?:the )?refund)|\bwh?at time (?:is|does|do|s)?\b[^.?!]{0,24}\b(?:start|kick off|begin)\b"
        ),
        None,
        "event",
        START,
        alone=False,
        unless=_words(r"\b(?:latest|last|park\w*|bus|train|sale|sell\w*|bar|parking|shuttle)\b"),
    ),
}


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
    return [plain(name, text, question) for _, name in sorted(found)]


def named(text: str) -> bool:
    """Whether a text asks for doors, ages or whether people stand, which a show is looked up for."""
    return any(_asked(MATTERS[name], text) for name in ("doors", "ages", "least age", "floor"))


_HOLDS = regex(
    r"\W*(?:(?:and|also|so)\W+)*(?:can|could|will|would) (?:you|u|ya) (?:please |pls |just )?(?:hold|keep|save|reserve|grab) (?:it|them|those|these|that|em)(?: (?:for|please|pls|a|while|me|us|bit|then|now))*\W*",
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
