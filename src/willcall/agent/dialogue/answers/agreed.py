"""A yes to what is quoted with anything beside it: "Sunday the 20th, yes, that's right. Book.", "credit it is then", "yes do it. will the fee come back too?".

The message is cut into clauses, and every one must be known to be harmless. It says yes, with what the quote says already (number, day,
show, part of the house, sum, where money goes) left out; or it says no more than that; or it is a remark that wants nothing; or it asks.
What is asked is answered beside the deed. Where the yes hangs on it, where a fact is told that the quote does not bear out, or where a
clause may be anything else, there is no yes. A wish of its own may follow a yes only where the deed is done at once. Pure.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import nods, remarked, restated, resuming, yeses
from willcall.agent.dialogue.answers import money_back, one_after_another, quoting
from willcall.agent.dialogue.owned import reasons
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question, Task
from willcall.kit.money import exponent
from willcall.understanding.answers import plain_yes
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_LONGEST = 240  # characters
_SAYS_YES = regex(
    r"\b(?:yes|yeah|yep|yup|yh|ya|yea|ja|aye|sure|of course|absolutely|definitely|certainly|agreed?|accept\w*|approved?|proceed|correct|go|(?:fire|steam|power) ahead|do it|please do|(?:give|pay) (?:me|us)|take|confirm\w*|book|buy|refund|return|swap|exchange|switch|upgrade|send|transfer|credit)\b",
    re.IGNORECASE,
)
"""Without one of these nothing is looked at: no yes beside anything does without."""
_SNEERS = regex(r"\W*(?:(?:oh|ah|ok|well)\W+)*(?:yes|yeah|ya)\W+right\W*", re.IGNORECASE)
_ENDS = regex(
    r"(?<=[.!?;])\s+|\n+|\s[-–—]\s|\s*[,;]\s*|\s+(?=(?:btw|also)\b(?!\W*$))|\s*\+\s*|(?<=\w)(?=\s+but\b)|\s+(?=(?:even (?:though|tho)|although|altho|because|cos|coz|cuz|bc|since (?:my|our|he|she|they|i|we|it)|as (?:my|our|he|she|they|i|we|it['’]?s))\b)",
    re.IGNORECASE,
)
_AND = regex(r"\s+(?:and|n|&|also|plus|then)\s+(?:(?:and|also|then|now)\s+)*", re.IGNORECASE)
_LEADS = regex(
    r"^\W*(?:(?:(?:ok(?:ay)?|fine|oh well|eh|meh|right)[\s,]+)?(?P<but>but|still|anyway|anyhow|either way|regardless|whatever)\b[\s,]*|(?:and|so|then|also|well|oh|ah|now|n|&|(?:(?:as|like) )?(?:i|we)(?:['’]?ve)? (?:already |just )?(?:said|told (?:you|u))(?= \w))\b[\s,]*)+",
    re.IGNORECASE,
)
_YES_FIRST = regex(r"\W*(?:(?:ok(?:ay)?|oh) )?(?:yes|yeah|yep|yup|aye|ja)(?: please| pls)?\s+(?=\w)", re.IGNORECASE)
_ASKS = regex(r"(?:what|how|where|when|who|which|is|are|does|do|did|will|can|could|may)\b", re.IGNORECASE)
"""A yes that something follows in one breath: "yes how long does it take", "yes like I said"."""
_CLEARLY = regex(
    r"\b(?:yes|yeah|yep|yup|yh|ya|yea|ja|aye|of course|sure thing|for sure|absolutely|definitely|certainly|agreed?|accept\w*|approved?|correct|(?:go|fire|steam|power) ahead|go for it|do it|please do|proceed|confirm\w*|book|buy|(?:refund|return|swap|exchange|upgrade|switch|send|transfer) (?:it|them|those|these|that|both|me)|(?:give|pay|send) (?:me|us) (?:the|my|back|\W?\d)|it is)\b",
    re.IGNORECASE,
)
_NAMES_TERMS = regex(r"\bcredit\b|\bit is\b|\b(?:refund|book|buy|exchange|swap|return|take)\b", re.IGNORECASE)
_HANGS_ON = regex(
    r"\b(?:if|unless|provided|as long as|so long as|once|until|till|before|first|only|instead|rather|except|without|wait|hang on|hold on|maybe|depend\w*)\b",
    re.IGNORECASE,
)
_PRICE_AGAIN = regex(
    r"\W*(?:(?:ok|okay|so|and|wait|sorry|remind me|hm+|um+|right)\W+)*(?:how much (?:is|was|are|were|does|do|did) (?:it|that|this|they|those|these|them)(?: (?:cost|come to))?|what(?:['’]?s| is| was) (?:the (?:total|price|cost|damage)|that(?: come to)?|it come to))(?: (?:again|in all|in total|altogether|for both|all in|now|then)){0,3}\W*",
    re.IGNORECASE,
)
_CHECKS = regex(r"\b(?:right|correct|yeah|yes|no|ok|okay|sure|innit)\W*\?\W*$", re.IGNORECASE)
_MANNER_OF_ASKING = regex(
    r"\b(?:if so|if possible|how (?:long|many (?:\w+ )?days) (?:until|till|before))\b|\bwhat (?:happens )?if\b|\bif (?:i|we|it|he|she|they|one of us)\b",
    re.IGNORECASE,
)
_WHY = regex(r"\b(?:why(?:['’]?s)?|how come)\b", re.IGNORECASE)
_FEES = regex(
    r"\bfees?\b|\b(?:full|whole|entire) (?:amount|refund|price|sum|lot)\b|\b(?:all|everything) (?:of it|(?:i|we) paid|back|incl\w*)\b|\bis (?:it|that) (?:all|everything|in full)\b",
    re.IGNORECASE,
)
_LOOKS = regex(
    r"(?:(?:can|could) (?:you|u|i|we) )?(?:please )?(?:show|see|open|list|pull up|bring up)\b", re.IGNORECASE
)
"""A look at what one has, which comes after the deed: "then show me my tickets"."""
_AMOUNT = regex(r"\d+(?:[.,]\d{1,2})?")
_NAMES = regex(r"^(?=(?:the|my) (?:\w+ ){0,2}\w+ ?\?+$)", re.IGNORECASE)
"""A question that is no more than a name: "and the emailing?"."""


@dataclass(slots=True)
class Agreed:
    """What stands beside a yes.

    Args:
        rest: A wish or a question that is heard after the deed is done.
        questions: Asked beside a yes that a payment follows; to be answered.
        asked: Of the money that goes back; to be answered after it is under way.
        told: What the quote answers by itself.
        following: A purchase that waits until this one is paid, and the words that name its show.
    """

    rest: str = ""
    questions: list[Question] = field(default_factory=list)
    asked: str = ""
    told: list[str] = field(default_factory=list)
    following: tuple[Task, str] | None = None


@dataclass(slots=True)
class _Clause:
    text: str
    kind: str  # yes, same, remark, question, other
    but: bool = False


def beside(view: View, hear: Callable[[View], Heard]) -> Agreed | None:
    """What stands beside a yes to what is quoted; None where the message is no such yes.

    Args:
        view: The turn, with a quote, or tickets that wait to be handed on.
        hear: Hears one part as a whole message.
    """
    state, text = view.state, view.reading.text
    about = _about(view)
    if about is None or view.read is None or view.picked is not None or len(text) > _LONGEST:
        return None
    if _SAYS_YES.search(text) is None or text.rstrip().endswith("??") or _SNEERS.fullmatch(text):
        return None
    if state.quote is not None and quoting.adds_up(text, state.quote) is False:
        return None  # "84 extra per ticket ok yes", of 84 in all
    if quoting.means_money(text, state.quote) or (about == "refund" and money_back.another_place(text)):
        return None
    count = restated.count(state)
    if about != "purchase" and quoting.miscounts(text, count):
        return None
    clauses = _clauses(view, about)
    agreeing = [c for c in clauses if c.kind == "yes"]
    if not any(_CLEARLY.search(c.text) or _NAMES_TERMS.search(c.text) for c in agreeing):
        return None
    found, others = Agreed(), [c for c in clauses if c.kind in {"question", "other"}]
    at = clauses.index(agreeing[0])
    if any(c.but and c.kind != "yes" and (c.kind != "remark" or _at_once(state)) for c in clauses[at + 1 :]):
        return None  # "yes but can I bring a bag?"
    if at == 0 and state.awaiting == "sign_in" and resuming.of_signing_in(text):
        return None  # "yes, I'm signed in"
    loosely = any(c.but for c in agreeing)
    open_ = [c for c in others if not _answers(view, c, about, hear, found, loosely=loosely)]
    in_part = about != "purchase" and restated.in_part(state)
    if in_part and any(quoting.says_all(c.text) and not (c in open_ and _LOOKS.match(c.text)) for c in clauses):
        return None  # "yes, all of them", where fewer are quoted
    if not open_:
        return found
    after = clauses.index(open_[0]) > at
    rest = _NAMES.sub("what about ", " ".join(c.text for c in open_))
    if not _at_once(state) and after and (following := one_after_another.following(view, rest, hear)) is not None:
        found.following = following
        return found
    if not _at_once(state) or not (after or all(c.kind == "question" for c in open_)):
        return None
    if not (
        one_after_another.is_whole(state)
        if one_after_another.points_on(rest)
        else one_after_another.of_something_else(view, rest, hear)
    ):
        return None
    found.rest = rest
    return found


def _about(view: View) -> str | None:
    """What a yes would be to; None where nothing waits for one."""
    state = view.state
    signed_in = state.awaiting == "sign_in" and view.signed_in and not _at_once(state)
    if state.awaiting != "confirmation" and not signed_in:
        return None
    if state.quote is not None:
        return state.quote.kind
    return (
        "transfer" if state.transfer is not None and state.task is not None and state.task.order is not None else None
    )


def _at_once(state: ConversationState) -> bool:
    """Whether the yes is the deed itself, and nothing is left to be paid."""
    return state.quote is None or state.quote.total <= 0


def _clauses(view: View, about: str) -> list[_Clause]:
    """The message's clauses in order, each with what it is."""
    text, clauses = view.reading.text, list[_Clause]()
    ends = [0, *(i for m in _ENDS.finditer(text) for i in m.span()), len(text)]
    but = False
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        for a, b in _parted(view, start, end, about):
            lead = _LEADS.match(text[a:b])
            but = but or (lead is not None and lead["but"] is not None)
            a += lead.end() if lead is not None else 0
            if re.search(r"\w", text[a:b]):
                _add(clauses, _Clause(text[a:b].strip(" ,;"), _kind(view, a, b, about), but))
                but = False
    return clauses


def _add(clauses: list[_Clause], clause: _Clause) -> None:
    """Adds a clause, or joins it to the question or the wish that it goes on with."""
    last = clauses[-1] if clauses else None
    goes_on = last is not None and last.kind in {"question", "other"} and not last.text.endswith(("?", ".", "!"))
    if last is not None and goes_on and clause.kind in {"question", "other", "same"} and not clause.but:
        last.text, last.kind = f"{last.text}, {clause.text}", "question" if clause.kind == "question" else last.kind
        return
    clauses.append(clause)


def _parted(view: View, start: int, end: int, about: str) -> list[tuple[int, int]]:
    """A stretch, cut where "and" or a question follows a yes."""
    text = view.reading.text
    if _agrees(view, start, end, about):
        return [(start, end)]
    first = _YES_FIRST.match(text, start, end)
    if first is not None:
        rest = first.end()
        lead = _LEADS.match(text[rest:end])
        if _ASKS.match(text, rest, end) or _kind(view, rest, end, about) in {"same", "remark"}:
            return [(start, rest), (rest, end)]
        if lead is not None and _agrees(view, rest + lead.end(), end, about):
            return [(start, rest), (rest, end)]  # "yes i said book"
    for cut in _AND.finditer(text, start, end):
        if _agrees(view, start, cut.start(), about):
            return [(start, cut.start()), (cut.end(), end)]
    return [(start, end)]


def _kind(view: View, start: int, end: int, about: str) -> str:
    said = view.reading.text[start:end].strip(" ,;")
    if _agrees(view, start, end, about):
        return "yes"  # "do it" asks nothing
    quote = view.state.quote
    if quote is not None and (restated.fees_stay(said, quote) or quoting.adds_up(said, quote) is True):
        return "same"
    if not _at_once(view.state) and _PRICE_AGAIN.fullmatch(said):
        return "same"  # the sum is told with the payment
    if said.endswith("?") or _WHY.match(said) or (aspects.asks(said) and not remarked.wants_nothing(said)):
        return "question"
    if restated.only(view, start, end):
        return "same"
    if about == "purchase" and _ALSO.fullmatch(said):
        return "question"  # "yes please and parking too"
    if about == "refund" and money_back.asked(said):
        return "question"  # "i meant how long until the money arrives!"
    return "remark" if _is_remark(view, said.strip(" .,;!"), start, end, about) else "other"


_ALSO = regex(
    r"(?:and |also |plus )*(?:(?:can (?:you|i|we)|could (?:you|i|we)|please|i(?:['’]d like| need| want)|we(?:['’]d like| need| want)) )?(?:(?:add|book|get|include|have) )?(?:(?:a|the|some|my|our) )?(?:(?:car )?parking(?: (?:pass|space|spot|ticket|too))?|car park|locker|programme|drinks?|food|dinner|insurance|ticket protection)(?: (?:too|as well|also|please|pls|with (?:it|that|them)))*",
    re.IGNORECASE,
)
"""What is to come with the seats, which the documents know how to get."""


def _agrees(view: View, start: int, end: int, about: str) -> bool:
    """Whether a clause is a plain yes, with what the quote says left out or said as "it"."""
    said = view.reading.text[start:end].strip(" ,;")
    firm = _at_once(view.state)
    said = said if firm else nods.without_what_is_held(said, view.state)
    if not said or "?" in said:
        return False
    if plain_yes(said, about=about, firm=firm) or (yeses.unmistakable(said, about=about, quote=view.state.quote)):
        return True
    if not firm and yeses.leans(said) and _CLEARLY.search(said):
        return True
    if not firm and about in {"exchange", "upgrade"} and plain_yes(f"{said.rstrip(' .!')} them", about=about):
        return True  # "$10 is fine, swap"
    variants = restated.left_out(view, start, end, firm=firm)
    return any(plain_yes(words, about=about, firm=firm) for words in variants)


def _is_remark(view: View, said: str, start: int, end: int, about: str) -> bool:
    """Whether a clause wants nothing: thanks, haste, a feeling, a matter that is let rest."""
    bare = restated.left_out(view, start, end, firm=True)  # "10 bucks, fair enough", "only hers please"
    if any(plain_yes(f"yes {rest}", about=about, firm=True) for rest in bare):
        return True
    counted = {s.value for s in view.reading.slots if s.name == "quantity" and start <= s.start < end}
    as_many = counted <= {restated.count(view.state)}
    if about != "purchase" and as_many and any(reasons.says_why(one) for one in (said, *bare)):
        return True
    if not _at_once(view.state) and remarked.of_paying(said):
        return True
    if any(start <= s.start < end and s.name not in {"topic", "sentiment"} for s in view.reading.slots):
        return False
    if _at_once(view.state) and remarked.lets_all_be(said):
        return False  # "never mind. yes" may let the deed itself rest
    if remarked.wants_nothing(said) or (view.signed_in and resuming.only_back(said)):
        return True
    if plain_yes(f"yes {said}", about=about, firm=True) or yeses.unmistakable(f"yes {said}", about=about):
        return True
    return not _at_once(view.state) and not remarked.says_more(said) and yeses.leans(f"yes, {said}")


def _answers(
    view: View, clause: _Clause, about: str, hear: Callable[[View], Heard], found: Agreed, *, loosely: bool
) -> bool:
    """Whether a clause only asks what may be answered beside the deed; what is to be answered is added to `found`."""
    if clause.kind != "question":
        return False
    text, state = clause.text, view.state
    if about == "refund" and state.quote is not None and (told := _of_money(text, state, loosely=loosely)) is not None:
        if told:
            found.told.append(told)
        else:
            found.asked = f"{found.asked} {text}".strip()
        return True
    if _at_once(state) or _CHECKS.search(text) or _HANGS_ON.search(_MANNER_OF_ASKING.sub(" ", text)):
        return False
    heard, slots = _alone(view, text, hear)
    way_in = [s for s in slots if s.value == "steps"]  # "yes, book. is the step-free entrance near the doors?"
    if heard is None or any(s.name in one_after_another.OF_THE_SHOW for s in slots if s not in way_in):
        return False
    found.questions += heard.questions
    return True


def _alone(view: View, text: str, hear: Callable[[View], Heard]) -> tuple[Heard | None, tuple[Slot, ...]]:
    """What is asked, heard as a message of its own; None where it wishes for anything, or asks of seats or sums."""
    assert view.read is not None
    state, reading = view.state.model_copy(deep=True), view.read(text)
    heard = hear(replace(view, message=text, reading=reading, state=state, read=None))
    if aspects.asks(text) and (
        heard.control is Intent.PAY or heard.standing == "at the till"
    ):  # "is my card safe with you"
        return Heard(questions=[Question("knowledge", text, ())]), reading.slots
    wishes = heard.changed or heard.started or heard.asked_more or heard.restated or heard.chosen is not None
    if wishes or heard.lets_go or heard.withdraws or heard.declines or heard.waits or state.quote != view.state.quote:
        return None, ()
    if heard.control is not None or heard.standing is not None or any(q.kind == "seats" for q in heard.questions):
        return None, ()
    return (heard if heard.questions else Heard(questions=[Question("knowledge", text, ())])), reading.slots


def _of_money(text: str, state: ConversationState, *, loosely: bool) -> str | None:
    """What the quote answers of the money that goes back, empty where the documents do; None where it asks something else, or the quote does not bear it out.

    Args:
        text: The question.
        state: With a refund quoted.
        loosely: The yes counts whatever the answer: "still, go ahead".
    """
    quote = state.quote
    assert quote is not None
    places = 10 ** exponent(quote.currency)
    fees = [abs(amount) / places for label, amount in quote.items if "fee" in label.casefold()]
    sums = [float(m.group().replace(",", ".")) for m in _AMOUNT.finditer(text)]
    of_fees = bool(_FEES.search(text) or money_back.asks_why_less(text))
    of_fees = of_fees or (bool(sums) and all(one in fees for one in sums))
    if not of_fees and not money_back.asked(text):
        return None
    borne_out = all(one in {*fees, abs(quote.total) / places} for one in sums)
    if money_back.taken_otherwise(text, quote) or not (borne_out or (loosely and of_fees)):
        return None  # "why only 26, I paid 30 each? whatever, do it" takes nothing for granted
    if quoting.sent_elsewhere(text):
        return None
    if not (loosely and _WHY.search(text)) and _HANGS_ON.search(_MANNER_OF_ASKING.sub(" ", text)):
        return None
    kept = any(amount > 0 and "fee" in label.casefold() for label, amount in quote.items)
    if of_fees and kept and not loosely and not _WHY.search(text):
        return None
    return money_back.of_its_fees(quote) if of_fees else ""
