"""A decision beside something else: "1 and is there a bus", "hold them but give me a minute", "ok 4 on the floor. can they sit with us?".

The message is cut where one ends and the other begins, and each is heard as if it were said alone: what is decided is done, and
what is asked is answered. Where the rest wishes for anything of its own, or the decision hangs on it, the message stays whole.
Pure: what is heard by itself is heard on a copy of the state.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import by_their_names, remarked, supposing, to_the_offer
from willcall.agent.dialogue.asked import fees, from_credit, lying, of_the_move, only_asking
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question
from willcall.understanding.numerals import NUMBER
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot

Hears = Callable[[View], Heard]
_LONGEST = 240  # characters
_ASKED = r"(?:what|wot|how|where|when|who|which|why|is|are|was|does|do|did|will|would|can|could|may|should|any|if (?:i|we|one of us)|(?:what|who|where|how|when)['’]?s)"
_ENDS = regex(
    rf"[.!?;]+(?:\s+|$)|\n+|\s[-–—]\s|\s*,\s*(?=(?:and |but |so |also |btw |oh )*{_ASKED}\b)|[\s,]+(?=(?:and|also|n|ok|okay|btw) {_ASKED}\b)|[\s,]+but\b[\s,]*|[\s,]+(?=(?:so )?let['’]?s (?:take|book|go|do|have|grab|get|hold)\b)|\s*,\s*(?=(?:i['’]?ll|we['’]?ll|hold|take|book|go|yes|yeah|yea|yep|yup|ok|first|pay|use|charge|and (?:don['’]?t|do not) forget|(?:and )?then)\b|(?:(?:so|then|ok|okay|just) )*(?:the )?(?:\d|[1-9](?:st|nd|rd|th)|first|second|third|fourth|fifth|last|option|number|row)\b[^,.;?!]{{0,20}}[.!]*$)",
    re.IGNORECASE,
)
_JOINS = regex(r"[\s,–—-]+(?:but[\s,]*)?$", re.IGNORECASE)
_WORD = regex(r"[\w'’-]+")
_NODS = frozenset(
    _WORD.findall(
        "ah aha alright amazing awesome brill brilliant class cool damn deadly delightful excellent fab fabulous fantastic feck feckin fine gas good grand great hm hmm hmmm ideal lovely magic marvellous nice oh ok okay perfect right smashing so sound splendid super superb sure sweet terrific then well wonderful yay"
    )
)
"""Words of which alone nothing follows."""
_TURNS = frozenset(_WORD.findall("actually er erm no nah nope oops sorry uh um wait"))
_MANNERS = frozenset(
    _WORD.findall(
        """
    a an and anyway anyways be cheers count course d definitely do for from gimme give go going have i i'd i'll id ill i'm im in is it's its just let let's lets like ll mate me my n need now obviously of on please pls plz
    re so ta thank thanks that's thats the then there think to us ve want wants we we'd we'll we're wed well will with would you your
    """
    )
)
_TAKES = frozenset(
    _WORD.findall(
        "ahead book choose do get go grab have hold yes yep yeah yup keep pick reserve save take them 'em em it that those these both this"
    )
)
_OF_SEATS = frozenset(
    _WORD.findall(
        "absolutely are area best block box choice look looks lot number one ones option option's pair part row seat seats section seems set side sounds stand suit suits table tickets works work one's do"
    )
)
_OF_PEOPLE = frozenset(
    _WORD.findall(
        "adult adults altogether are at kids lads make only people places seat seats persons spots students there ticket tickets tix tkts total us all"
    )
)
_COUNT = regex(rf"\b(?:{NUMBER})\b", re.IGNORECASE)
_OF_WHERE = regex(
    r"\b(?:together|next to|beside|aisle|sit|seats?|row|cheaper|instead|rather|(?:have|take|get|hold|book) (?:it|them|those|that))\b",
    re.IGNORECASE,
)
_PRAISE = regex(
    r"\b(?:(?:that|this|these|those|it|they)(?:['’]?(?:s|re)| is| are| looks?| sounds?)?|now|looks?|sounds?|much|way|far|a lot|bit)(?: (?:much|way|far|a lot|a bit|more))* (?:better|nicer|like it)\b(?! (?:seats?|ones?|than|view)\b)",
    re.IGNORECASE,
)
"""Says that what is shown is better than what was shown before: no wish for anything better."""
_HANGS_ON = regex(
    r"\bif\b|\b(?:unless|depends?|depending|instead|rather|cheaper|hang on|hold on|wait\b(?! for\b|[\s,.…]+(?:what|wot|how|where|when|is|are|do|does|can|will|which|who)(?:['’]?s)?\b)|other than|but only|only if|before (?:you|i|we) (?:book|hold|buy|decide|take|commit|do|say))\b|^\W*(?:and |but |also )?or\b|\bor (?:(?:is|are|would|will|should|shall|do|does) )?(?:the|row|option|number|no|section|block|\d|first|second|third|that|those)\b|\bwhich (?:one|ones|is|are|of|row|seats?|would)\b"
    r"|\b(?:is|are|does|will|would) (?:it|that|they|those|these) (?:still )?(?:available|free|ok|okay|together|next to)\b|\b(?:better|nicer|closer|nearer|worse)\b",
    re.IGNORECASE,
)
_OF_IT = regex(
    r"^\W*(?:is|are|does|do|will|would) (?:it|that|this|they|those|these)\b(?!.*\?\W*$)", re.IGNORECASE | re.DOTALL
)
"""A question of something that is named after it."""
_GONE = regex(
    r"\b(?:gone|sold(?: |-)?out|taken|booked(?: up| out)?|none (?:left|of)|no more|left)\b[^.?!]{0,12}\?", re.IGNORECASE
)
_OF_THE_SUM = regex(
    r"\bhow much\b(?![^.?!]{0,30}\b(?:park\w*|bags?|food|drinks?|cloakroom|bus|train|taxi|programmes?|beer|pints?)\b)|\b(?:total|price|cost|damage)\b[^.?!]{0,12}$|\bdoes (?:what|the money|everything) (?:i|we)(?:['’]ve| have)?(?: already)? paid(?: already| for \w+)? count\b|\bwhat (?:do|would|will|does) (?:i|we|that|it|this|they) (?:(?:still|then|have to|need to) )*(?:owe|pay|come to|cost)\b|\bwhat['’]?s the (?:damage|total|price|cost)\b|\b(?:what|how much) (?:would|will|does|do|['’]ll) (?:that|it|this|they|those) (?:be|run (?:me|us)|set (?:me|us) back)\b\W*$",
    re.IGNORECASE,
)
_OTHERS = regex(
    r"\b(?:any(?:thing|where)?|something|seats?|ones?|is there|are there|got)\b[^.?!]{0,24}\b(?:closer|nearer|better|nicer|lower|further (?:down|forward)|for (?:our|my|the) (?:money|budget))\b",
    re.IGNORECASE,
)
_ALL_BUT = regex(
    r"\b(?:any(?:thing|where|one)?|all|every(?:thing|one)?|nothing|none|no)\b(?: [\w'’]+){0,2},? but\b", re.IGNORECASE
)
"""What is left out and not decided: "anything but T3", "any row but the first"."""
PRICES = "How much are seats in each part of the house?"
_WAITS_FOR = {"seats": "seats", "event": "events", "order": "orders"}


def beside(view: View, hear: Hears) -> Heard | None:
    """What a message comes to that holds a decision and something else; None where it is no such message.

    Args:
        view: The turn; a decision that is heard changes its state.
        hear: Hears one part as a whole message.
    """
    state, text = view.state, view.reading.text
    if view.read is None or view.picked is not None or len(text) > _LONGEST or state.task is None:
        return None
    if state.awaiting not in {*_WAITS_FOR, "quantity"} or _ALL_BUT.search(text):
        return None
    cut = _cut(view, text)
    if cut is None:
        return None
    decision, rest, comes_first = cut
    if not rest:
        return _named(view, decision)
    takes = _TAKES.intersection(_words(" ".join(decision)))
    if not comes_first and _OF_IT.search(rest) and not takes:
        return None  # "is it raked, the first option" asks of the one named
    spoken_of = None if comes_first else _pointed_before(view, decision, rest)
    if spoken_of is not None:
        return spoken_of
    asked = _asked(view, rest, comes_first, hear)
    if asked is None:
        return None
    told, said = alone(view, ", ".join(decision), hear)
    if not _decides(told, said, state):
        named = _named(view, decision, unread=True)
        if named is None:
            return None
        told, said = state, named
    for name in type(state).model_fields:
        setattr(state, name, getattr(told, name))
    of_seats = said.chosen is not None and said.chosen_from in {"seats", "upgrades"}
    said.questions += [q for q in asked if not (of_seats and _is_of_the_sum(q.text, state))]
    return said


def _named(view: View, decision: list[str], *, unread: bool = False) -> Heard | None:
    """The pick that several clauses make together, or words that tell the seats shown apart: "east row 2, yes hold".

    Args:
        view: The turn.
        decision: The clauses that decide.
        unread: Whether they were heard as a message of their own and nothing was made of them.
    """
    about = _list_of(view.state) if view.state.awaiting == "seats" else ""
    shown = view.state.list_shown(about)
    if shown is None or not shown.seats:
        return None
    told = any(s.name == "section" for s in view.reading.slots)
    if not unread and len(decision) == 1 and (told or not by_their_names.telling(shown) & set(_words(decision[0]))):
        return None  # read well enough
    task = view.state.task
    counts = task is not None and task.kind in BUYING
    index = by_their_names.pointed(shown, decision, counts=counts)
    return None if index is None else Heard(chosen=index, chosen_from=about, understood=True)


def _pointed_before(view: View, decision: list[str], rest: str) -> Heard | None:
    """The pick of what was only spoken of before "let's take that": "circle is kinder on the wallet, lets take that"."""
    said = _words(decision[0]) if len(decision) == 1 else []
    if not {"that", "those", "these", "it", "them", "em", "'em"} & set(said) or view.reading.text.find(rest) > 0:
        return None
    if remarked.dislikes(rest) or aspects.asks(rest) or "," in rest:
        return None
    return _named(view, [rest], unread=True)


def _list_of(state: ConversationState) -> str:
    """What is shown that waits to be decided on."""
    upgrades = state.awaiting == "seats" and state.task is not None and state.task.kind == "upgrade"
    return "upgrades" if upgrades else _WAITS_FOR[str(state.awaiting)]


def _words(clause: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(clause)]


def _cut(view: View, text: str) -> tuple[list[str], str, bool] | None:
    """The words that decide, the others, and whether those that decide come first."""
    ends = [0, *(m.end() for m in _ENDS.finditer(text)), len(text)]
    spans = [(a, b) for a, b in itertools.pairwise(ends) if re.search(r"\w", text[a:b])]
    clauses = [_JOINS.sub("", text[a:b]) for a, b in spans]
    kinds = [_kind(view, clause, a) for clause, (a, _) in zip(clauses, spans, strict=True)]
    deciding = [index for index, kind in enumerate(kinds) if kind == "decision"]
    if not deciding:
        return None
    for index in range(deciding[0] + 1, len(clauses)):
        if index - 1 in deciding and _bare_first(_words(clauses[index])):
            kinds[index] = "decision"  # "the garden one, first"
            deciding.append(index)
    deciding.sort()
    first, last = deciding[0], deciding[-1]
    if "rest" in kinds[first:last]:
        return None  # "1. is there parking? 2. what time do doors open?"
    before = [c for c, kind in zip(clauses[:first], kinds[:first], strict=True) if kind == "rest"]
    after = [c for c, kind in zip(clauses[last + 1 :], kinds[last + 1 :], strict=True) if kind == "rest"]
    after = [c for c in after if not _BUYS_NEXT.fullmatch(c)]
    rest = _AND.sub("", " ".join(c.strip() for c in (*before, *after)).strip(" ,;-–—"))
    decision = [clauses[i].strip(" ,;-–—") for i in deciding]
    return decision, rest, not before


_AND = regex(r"^(?:n|and)\s+(?=\w)", re.IGNORECASE)
_BUYS_NEXT = regex(
    r"\W*(?:and |then |so )*(?:(?:i|we)(?:['’]?ll| will| can)? )?(?:pay|book|buy|check ?out|charge (?:me|my card|it))(?: (?:it|them|for (?:it|them)|now|then|after|next|please|pls))*\W*",
    re.IGNORECASE,
)
"""What comes after a hold by itself: "and then I pay"."""


def _kind(view: View, clause: str, start: int) -> str:
    words = _words(clause)
    if all(word in _NODS for word in words):
        return "nod"
    if "?" in clause or len(words) > _MOST_WORDS:
        return "rest"
    return "decision" if _may_decide(view, clause, words, start) else "rest"


_MOST_WORDS = 14


def _may_decide(view: View, clause: str, words: list[str], start: int) -> bool:
    """Whether a clause says no more than which is taken, or how many."""
    state, inside = view.state, range(start, start + len(clause))
    if state.awaiting == "seats" and to_the_offer.takes(clause, state.task.quantity if state.task else None):
        return True
    names = {"ordinal", "row", "section"}
    if state.awaiting in {"event", "order"}:
        names = {"ordinal", "when", "event", "performer", "event_kind"}
    elif state.awaiting == "quantity":
        names = {"quantity", "section", "accessible"}
    slots = [s for s in view.reading.slots if s.start in inside and s.name in names and not s.negated]
    left = clause
    for slot in sorted(slots, key=lambda s: -len(s.text)):
        left = re.sub(re.escape(slot.text), " ", left, count=1, flags=re.IGNORECASE)
    if state.awaiting == "quantity":
        count = _COUNT.search(left)
        counted = any(s.name == "quantity" for s in slots)
        left = left if count is None or counted else left[: count.start()] + left[count.end() :]
        plain = _NODS | _MANNERS | _OF_PEOPLE | {"take", "book", "get", "yes", "yeah"}
        return (counted or count is not None) and all(w.casefold() in plain for w in _WORD.findall(left))
    shown = state.list_shown(_list_of(state))
    if shown is None:
        return False
    named = {str(n) for n in range(1, len(shown.seats or shown.events or shown.orders) + 1)}
    named |= {fold(offer.row) for offer in shown.seats} | {fold(offer.section) for offer in shown.seats}
    named |= by_their_names.telling(shown) | by_their_names.NTH.keys()
    plain = _NODS | _MANNERS | _TAKES | _OF_SEATS
    over = _words(left)
    points = bool(slots) or any(w in named for w in over)
    return (
        points
        and (clause.rstrip()[-1:] in {".", "!"} or not _bare_first(words))
        and all(w in plain or fold(w) in named for w in over)
    )


def _bare_first(words: list[str]) -> bool:
    """Whether "first" only leads in a question: "first, is there parking?"."""
    return words in (["first"], ["firstly"], ["last"], ["lastly"], ["one"], ["two"])


def says_nothing(clause: str) -> bool:
    """Whether of a clause alone nothing follows: "actually", "hmm no"."""
    return all(word in _NODS or word in _TURNS for word in _words(clause))


def alone(view: View, text: str, hear: Hears, *, reading: Reading | None = None) -> tuple[ConversationState, Heard]:
    """What a part of the message means by itself, and the state it leaves."""
    assert view.read is not None
    state = view.state.model_copy(deep=True)
    return state, hear(replace(view, message=text, reading=reading or view.read(text), state=state, read=None))


def _decides(told: ConversationState, said: Heard, state: ConversationState) -> bool:
    """Whether something is taken of what is offered, or so many tickets, and nothing else."""
    if said.control is not None or said.declines or said.lets_go or said.withdraws or said.started or told.task is None:
        return False
    if state.awaiting == "quantity":
        return bool(said.changed and told.task.quantity and told.task.kind in BUYING)
    return said.chosen is not None


def _asked(view: View, rest: str, comes_after: bool, hear: Hears) -> list[Question] | None:
    """What is asked beside the decision, nothing where it is only remarked on; None where more is wished for, or the decision hangs on it."""
    listed = view.state.list_shown(_list_of(view.state)) if view.state.awaiting == "seats" else None
    if listed is not None and by_their_names.only_points(listed, rest, _MANNERS | _OF_SEATS):
        return []
    if view.state.awaiting == "seats" and lying.of_the_view(rest) and comes_after:
        return [Question("seats", f"{lying.LIES} {rest}", ())]
    if comes_after and _IS_OK.fullmatch(rest):
        return []
    if view.state.later and _OF_THE_NEXT.fullmatch(rest):
        return []  # which comes by itself
    if view.state.task is not None and view.state.task.kind == "exchange" and (of_it := of_the_move.question(rest)):
        return [of_it]
    if _FROM_CREDIT.fullmatch(rest):
        return [Question("knowledge", from_credit.QUESTION, ())]
    left = _PRAISE.sub(" ", supposing.without_later(rest))
    rule = (
        only_asking.priced(rest)
        if (aspects.asks(rest) or rest.endswith("?")) and view.state.awaiting in {"seats", "quantity"}
        else None
    )
    if rule is not None and comes_after and view.state.task is not None and view.state.task.kind in BUYING:
        return [Question("policy", rule, ())]  # "row B, and is there a charge for swapping?"
    left = supposing.without(left, asks=aspects.asks(rest), whole=comes_after and _OF_WHERE.search(left) is None)
    asks = aspects.asks(rest) or rest.endswith("?")
    if asks and comes_after and view.state.awaiting == "seats" and _OTHERS.search(rest) and not _CONDITION.search(left):
        return [Question("seats", PRICES, ())]
    if comes_after and listed is not None and lying.side_by_side(rest) and all(o.adjacent for o in listed.seats):
        return [Question("seats", lying.TOGETHER, ())]  # which they are
    if _HANGS_ON.search(left):
        return None
    if _is_of_the_sum(rest, view.state) and view.state.awaiting in {"seats", "quantity"}:
        return []  # the quote, or the offer, says
    if _of_another_number(view, rest) or (says_nothing(rest) and not all(w in _NODS for w in _words(rest))):
        return None  # "sorry, 3" may be of tickets
    _, heard = alone(view, rest, hear)
    wishes = heard.changed or heard.started or heard.asked_more or heard.restated
    if not asks:
        wished = wishes or heard.chosen is not None or heard.control is not None or heard.declines or heard.keeps
        if wished or heard.lets_go or heard.withdraws:
            return None
        if heard.waits or not remarked.says_more(left):
            return heard.questions
        led_in = not comes_after and view.state.awaiting != "quantity"
        return [] if led_in else None  # "no re-entry, fine, he can quit. option 4 then"
    if wishes and not comes_after and _GONE.search(rest):
        return [Question("seats", rest, _placed(view.read(rest) if view.read else view.reading))]
    deed = heard.control is not None and heard.control not in _NO_DEEDS  # "did you see my other questions?"
    if wishes or heard.chosen is not None or deed or heard.lets_go or heard.withdraws:
        return None
    if heard.declines or heard.keeps or heard.accepts or heard.waits:
        return None
    if not heard.questions:
        return [] if heard.standing == "price" else [Question("knowledge", _only_asking(rest), ())]
    return [replace(q, text=_only_asking(rest)) if q.text == rest else q for q in heard.questions]


_IS_OK = regex(
    r"\W*(?:is|ok|okay|fine|alright|right|yes|yeah|possible)(?: (?:ok|okay|fine|alright|possible|good|perfect))?(?: (?:for|with|by) (?:me|us))?\W*",
    re.IGNORECASE,
)
"""Asks for nothing but a nod: "the 8th, is ok?"; "is that ok" may be of whether it can be had."""
_OF_THE_NEXT = regex(
    r"\W*(?:and|then|but|so|,|\s)*(?:(?:don['’]?t|do not|dont|never) forget(?: about)?|(?:and )?then(?: (?:after|on to|we do|do|i want|show(?: me)?))?|after (?:that|this)|next|remember|still need)\b(?: (?:the|my|our))?(?: [\w'’]+){1,3}(?: (?:too|as well|after|next|please|pls|then))*\W*",
    re.IGNORECASE,
)
"""A reminder of what was asked for beside this: "then the other", "and don't forget the semi"."""
_FROM_CREDIT = regex(
    r"\W*(?:(?:and|then|n|i['’]?ll|i|we|we['’]?ll|want to|can i|please|pls|just)\W+)*(?:pay|use|take|charge|spend)\b(?: (?:it|them|for (?:it|them)|that|off|out|with|from|by|of|on|to|using|my|the|our|store|account)){0,6} credit(?: (?:for (?:it|them|that)|please|pls|not card|i have))*\W*",
    re.IGNORECASE,
)
_SENTENCES = regex(r"(?<=[.!?])\s+")


def _only_asking(rest: str) -> str:
    """The sentences that ask: "is there parking? we come by car from the coast"; all where none does."""
    return " ".join(s for s in _SENTENCES.split(rest) if aspects.asks(s) or s.endswith("?")) or rest


_CONDITION = regex(
    r"\b(?:if|unless|or|instead|rather|which|wait|hang on|hold on|actually|cheaper|swap|change)\b", re.IGNORECASE
)


_NO_DEEDS = frozenset({Intent.REPEAT, Intent.HELP})


def _of_another_number(view: View, rest: str) -> bool:
    """Whether other numbers of tickets are spoken of: "101, can my son share a seat so that I only need 3"."""
    task = view.state.task
    many = task.quantity if task is not None and view.state.awaiting != "quantity" else None
    told = view.read(rest).slots if view.read is not None and many is not None else ()
    return any(s.name == "quantity" and not s.negated and s.value not in {1, many} for s in told)


def _placed(reading: Reading) -> tuple[Slot, ...]:
    return tuple(s for s in reading.slots if s.name == "section")


def _is_of_the_sum(text: str, state: ConversationState) -> bool:
    """Whether it is asked what it comes to, which the quote that follows says."""
    changes = state.task is not None and state.task.kind in {"exchange", "upgrade"}
    return len(text) < _CURT and (_OF_THE_SUM.search(text) is not None or (changes and fees.asks_for(text)))


_CURT = 60  # characters
