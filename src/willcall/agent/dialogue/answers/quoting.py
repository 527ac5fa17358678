"""What is said under the quote of a change before the yes: sums to be checked, what it costs each, the same seats said again.

Pure but for `tell_sums`. A yes beside any of it is `agreed`.
"""

import re
from typing import Literal

from willcall.agent.dialogue import aspects, cues, phrases, tasks
from willcall.agent.dialogue.answers import money_back
from willcall.agent.dialogue.asked import fees, holding
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.owned import ours
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, ShownQuote
from willcall.kit.money import exponent
from willcall.understanding.answers import plain_yes
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

_PARTS = regex(
    r"(?<=[.!?;])\s+|\n+|\s[-–—]\s|,\s+(?=(?:and |also |but )?(?:when|how|where|will|is|does|do|which)\b)|\s+(?=then (?:yes|yeah|ok|okay|go ahead|do it|please do)\b)",
    re.IGNORECASE,
)
_AMOUNT = regex(
    r"(?:rs\.?|inr|usd|eur|gbp|[₹$£€])?\s?(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?:rs\b|rupees|dollars|bucks|quid|euros?|pounds?|[₹$£€]|/-)?",
    re.IGNORECASE,
)
_COUNT = regex(
    r"\b(?:for|of)?\s*(?:the |all |both )?(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|[1-9])\s(?:tickets?|seats?|people|persons?|of (?:us|them))\b",
    re.IGNORECASE,
)
_EACH = regex(
    r"^\W*(?:extra |more )?(?:each|apiece|per (?:ticket|person|head|seat|pax|one)|a (?:ticket|seat|head|pop|person)|for (?:one|each))\b",
    re.IGNORECASE,
)
_WHOLE = regex(
    r"^\W*(?:extra |more )?(?:(?:is |in |as )?(?:the )?total|in all|altogether|all in|all together|overall|for (?:both|all|everything|the lot|the order|the whole))\b",
    re.IGNORECASE,
)
_A_HEAD = regex(r"\b(?:each|apiece|per|at)\b", re.IGNORECASE)
_EACH_OR_ALL = regex(
    r"\b(?:each|apiece|per (?:ticket|person|head|seat)|for (?:one|each))\b[^.?!]{0,24}\bor\b[^.?!]{0,24}\b(?:total|in all|both|all|altogether|together|whole|order|everyone|everything)\b"
    r"|\b(?:total|in all|both|all|altogether|together|whole|order|everyone)\b[^.?!]{0,24}\bor\b[^.?!]{0,24}\b(?:each|apiece|per (?:ticket|person|head|seat)|for (?:one|each))\b"
    r"|^\W*(?:(?:ok|so|and|but|hmm+|wait)\W+)*(?:is|are|was) (?:that|it|this|those|the (?:fee|price|charge|total|amount))\b[^.?!]{0,12}\b(?:each|apiece|per (?:ticket|person|head|seat)|in total|in all|altogether|for (?:both|all|everyone|each|one|the two|the three|two|three))\b[^.?!]{0,16}\?*$",
    re.IGNORECASE,
)
_WHAT_IT_IS = regex(
    r"^\W*(?:(?:so|and|ok|okay|but|then|hmm+)\W+)*how much\b[^.?!]{0,24}\b(?:each|apiece|per (?:ticket|person|head|seat))\W*$"
    r"|^\W*(?:(?:so|and|ok|okay|but|then|hmm+)\W+)*how much (?:money )?(?:do|will|would|am|can|shall) (?:i|we)\b[^.?!]{0,12}\b(?:get|getting|receive|see)(?: (?:back|for (?:that|it|them|this|those|both)|in total|exactly|then|now))*\W*$",
    re.IGNORECASE,
)
_OF_ITS_FEES = regex(
    r"\W*(?:(?:ok|okay|and|so|but|wait|hmm+|hang on|hold on|oh|no|sorry|er+m*|um+)\W+)*(?:(?:what|how) (?:about|abt)|(?:and|what['’]?s|what is|what are)(?= (?:the|my|those|these|this) )|what happens (?:to|with)|why (?:not|are|aren['’]?t)|(?:do|will|can|don['’]?t|can['’]?t|won['’]?t) (?:i|we) (?:\w+ )?(?:get|have|see)) (?:the |my |those |these |all the )?(?:\w+ )?(?:fees?|charges?)\b(?![^.?!]{0,40}\b(?:exchang\w*|swap\w*|upgrad\w*|credit)\b)",
    re.IGNORECASE,
)
_WHICH = regex(
    r"\W*(?:(?:ok|okay|and|so|but|wait|hmm+|sorry|hang on|hold on|oh|um+|er+m*|just to check|remind me|tell me|yes|yeah|no)\W+)*"
    r"(?:(?:which|what)(?: (?:are|is|were)(?: the)?)? (?:one|ones|seats?|tickets?|seat numbers?|numbers?|two|three|four|five|of (?:them|those|these|us|my tickets|the (?:seats|tickets)))(?: (?:tickets?|seats?))?\b"
    r"(?:[^.?!]{0,40}\b(?:back|refund(?:ed|ing)?|return(?:ed|ing)?|keep|keeping|kept|stay|stays|left|go|goes|going|los(?:e|ing)|giv(?:e|ing)(?: up| back| away)?|drop(?:ping|ped)?|cancel(?:l?ed|l?ing)?|taken|taking|mean|talking about|that|it|those|these|they|have|got)\b[^.?!]{0,12})?|seats? numbers?)(?:\W+(?:exactly|though|please|pls|then|now))*\W*",
    re.IGNORECASE,
)


def under_quote(view: View, heard: Heard) -> bool:
    """Whether the message only asks of the change that is quoted, or says again what is quoted; then the quote stays."""
    state, reading = view.state, view.reading
    quote = state.quote
    if quote is None or quote.kind == "purchase" or state.awaiting not in {"confirmation", "payment"}:
        if money_back.spoken_of(state) and _only(reading, None) and money_back.asked(reading.text):
            heard.standing = "money back"
        return heard.standing is not None
    if quote.kind == "refund" and state.task is not None and _recounts(reading, quote):
        tasks.change(state, reading.slots, view, heard, reading.text)
        heard.changed = True  # "no, only one ticket, seat 14. the other two still go"
        return True
    if quote.kind == "refund" and ours.STILL_ON.search(reading.text) and state.task is not None:
        heard.changed = True  # "can the other two still go": quoted again, with what stays by name
        return True
    if quote.kind == "refund" and _WHICH.fullmatch(reading.text) and state.task is not None:
        heard.changed = True  # quoted again, with the seats by name
        return True
    if (
        quote.kind == "refund"
        and _OF_ITS_FEES.match(reading.text)
        and reading.answer == "none"
        and state.task is not None
    ):
        heard.standing = "fees kept"  # "what about the fees"
        return True
    if cues.HOLD_LEFT.search(reading.text) and state.task is not None and reading.answer not in {"yes", "no"}:
        heard.questions, heard.understood = [Question("knowledge", holding.STANDS, ())], True
        return True
    if fees.waived(reading):
        heard.standing = "haggled"
        return True
    if not _only(reading, quote):
        return False
    sums = [right for part in parts(reading.text) if (right := adds_up(part, quote)) is not None]
    if (
        sums
        or _EACH_OR_ALL.search(reading.text)
        or _WHAT_IT_IS.search(reading.text)
        or (quote.kind != "refund" and (fees.asks_for(reading.text) or fees.WHY.search(reading.text)))
    ):
        heard.standing = "each"
    elif money_back.spoken_of(state) and money_back.asked(reading.text):
        heard.standing = "money back"
    elif _said_again(reading, quote):
        heard.keeps = True
    return heard.standing is not None or heard.keeps or heard.changed


def _recounts(reading: Reading, quote: ShownQuote) -> bool:
    """Whether another number of tickets than is quoted is told to go back, or one by its seat: "no, only one ticket, seat 14"."""
    text = reading.text
    if aspects.asks(text) or len(text) > _LONGEST or any(s.name not in _COUNTS for s in reading.slots):
        return False
    counts = [s for s in reading.slots if s.name == "quantity"]
    seats = [s for s in reading.slots if s.name == "seat"]
    if any(s.negated for s in reading.slots) or _KEEPS_SOME.search(text):
        return False
    other = any(s.value != quote.count and _ONLY_SO_MANY.search(text[: s.start]) for s in counts)
    return other or (bool(seats) and any(_ONLY_SO_MANY.search(text[: s.start]) for s in (*counts, *seats)))


_COUNTS = frozenset({"quantity", "seat", "row", "section", "topic", "sentiment"})
_ONLY_SO_MANY = regex(
    r"\b(?:only|just|(?:i|we) (?:said|meant|asked for))(?: (?:refund|return|cancel|want|need|for|the|on|to|one|seat|ticket|number))*\W*$",
    re.IGNORECASE,
)
_KEEPS_SOME = regex(r"\b(?:keep\w*|need\w*|use|using|left|go(?:ing)? with)\b", re.IGNORECASE)
_WHY = regex(
    r"\bwhy (?:do|are|r|did|would|is|does|have) (?:you|u|ye|yous|they|it)\b[^.?!]{0,12}\bkeep\w*|\b(?:why|how come)\b[^.?!]{0,8}\b(?:only|just) [$€£]?\d|^\W*(?:only|just) \W?\d[\d.,]*\W*\?\W*$|\bwhy (?:don'?t|do not|can'?t|won'?t|didn'?t|only|just|not)\b",
    re.IGNORECASE,
)
_TURNS = regex(
    r"\b(?:only (?!each)|just (?:one|two|\d)|instead|except|keep|actually|cancel|stop|don'?t|rather|first one|drop|leave (?:it|them|out))\b|\b(?:another|different|other) (?!question|card)",
    re.IGNORECASE,
)


def _only(reading: Reading, quote: ShownQuote | None) -> bool:
    """Whether nothing said asks for anything else: no other number, ticket, show or day."""
    text = reading.text
    amounts = {str(m["n"]) for m in _AMOUNT.finditer(text)}
    for slot in reading.slots:
        if slot.name == "kept" and money_back.asks_why_less(text):
            continue  # "why not all of it"
        if slot.name in {
            "event",
            "performer",
            "when",
            "event_kind",
            "event_name",
            "email",
            "ordinal",
            "kept",
            "order_id",
        }:
            return False
        counted = quote is not None and slot.value == quote.count
        if slot.name == "quantity" and not counted and str(slot.value) not in amounts:
            return False
        if (
            slot.name == "refund_to"
            and quote is not None
            and slot.value != (quote.refund_to or "original")
            and " or " not in text
            and not money_back.only_asks_where(text)
        ):
            return False
    return _TURNS.search(_WHY.sub(" ", text)) is None


def parts(text: str) -> list[str]:
    """The sentences of a message, and the questions that hang on one by a comma."""
    return [part.strip() for part in _PARTS.split(text[:600]) if part.strip(" .,!;")]


def _only_counts(text: str, count: int) -> bool:
    """Whether the only number said may be one of tickets: "refund 2", of the four that are quoted."""
    numbers = re.findall(r"\d[\d,.]*", text)
    small = all(one.isdigit() and int(one) <= max(count, 1) for one in numbers)
    return small and not re.search(
        r"[₹$£€]|\b(?:each|total|in all|dollars|bucks|quid|pounds|euros|rupees|rs)\b", text, re.IGNORECASE
    )


def adds_up(text: str, quote: ShownQuote) -> bool | None:
    """Whether the sums that `text` restates are the quote's: in all, or each; None where it is no mere restating of sums."""
    count = quote.count or len(quote.seats)
    if count < 1 or " or " in text or not _AMOUNT.search(text) or not re.search(r"[^\W\d_]|[₹$£€]", text):
        return None
    rest, right = text, True
    for match in _COUNT.finditer(text):
        right = right and number(match["n"]) == count
    rest = _COUNT.sub(lambda m: " for both " if m.group().strip().casefold().startswith("for") else " ", rest)
    found = list(_AMOUNT.finditer(rest))
    if not found or _only_counts(rest, count):
        return None
    whole = abs(quote.total) / 10 ** exponent(quote.currency)
    unsaid = len(_A_HEAD.findall(rest)) > sum(_EACH.search(rest[match.end() :]) is not None for match in found)
    for match in found:
        told, after = float(match["n"].replace(",", "")), rest[match.end() :]
        each = _EACH.search(after) or (unsaid and not _WHOLE.search(after))  # "each ticket is 42"
        wanted = whole / count if each else whole
        right = right and abs(told - wanted) < 0.005
    words = fees.WORD.findall(_AMOUNT.sub(" ", rest).casefold().replace("’", "'"))
    return right if all(word in fees.RESTATES for word in words) else None


_LONGEST = 200  # characters
_BOTH = regex(r"\bboth\b|\bthe pair\b", re.IGNORECASE)
_THAT_ONE = regex(
    r"\b(?:refund|return|cancel|send|give|transfer|hand|exchange|swap|switch|upgrade)\w*(?: just| only)? (?:that|this|the) (?:one|ticket|seat)\b|\b(?:just|only)(?: the| that| this)? (?:one|ticket|seat)\b|^\W*(?:(?:yes|yeah|yep|ok|okay|sure)\W+)+the one\W*$",
    re.IGNORECASE,
)


_SAYS_ALL = regex(
    r"\ball (?:of (?:them|it|those)|my tickets|the tickets|tickets|three|four|five|six|\d)\b|\b(?:them|those|it) all\b|\bmy tickets\b|\beverything\b|\bthe (?:whole )?lot\b|\ball(?:\W+(?:please|pls|thanks|thank you))*\W*$(?<!at all)",
    re.IGNORECASE,
)


def says_all(text: str) -> bool:
    """Whether all of an order is named."""
    return _SAYS_ALL.search(text) is not None


def miscounts(text: str, count: int) -> bool:
    """Whether a yes names another number of tickets than it would be about: "refund both", of one; "refund that one", of three."""
    both = count > 0 and count != 2 and _BOTH.search(text) is not None
    return both or (count > 1 and _THAT_ONE.search(text) is not None)


_ELSEWHERE = regex(
    r"\b(?:new|other|another|different|husband|wife|mum|mom|dad|friend|partner|paypal|cash|che(?:que|ck)|wallet|his|her|their|sent to|instead)\b",
    re.IGNORECASE,
)


def sent_elsewhere(text: str) -> bool:
    """Whether money is spoken of that goes anywhere but where the quote sends it."""
    return _ELSEWHERE.search(text) is not None


_MONEY = regex(r"\b(?:money|cash|card|bank)\b(?! credit)", re.IGNORECASE)


def means_money(text: str, quote: ShownQuote | None) -> bool:
    """Whether money is named where credit is quoted: "yes, give me the money"."""
    as_credit = quote is not None and quote.kind == "refund" and quote.refund_to == "credit"
    return as_credit and _MONEY.search(text) is not None


def _said_again(reading: Reading, quote: ShownQuote) -> bool:
    """Whether seats are named that are just those quoted: "I said row B, east stand"."""
    told = [s for s in reading.slots if s.name in {"section", "row", "seat"}]
    if (
        not told
        or not quote.seats
        or any(s.negated for s in told)
        or any(s.name == "preference" for s in reading.slots)
    ):
        return False
    place: dict[str, Literal[0, 1, 2]] = {"section": 0, "row": 1, "seat": 2}
    here = all(fold(str(s.value)) in {fold(seat[place[s.name]]) for seat in quote.seats} for s in told)
    whole = abs(quote.total) / 10 ** exponent(quote.currency)
    prices = [s.value for s in reading.slots if s.name == "max_price"]
    return here and all(getattr(price, "major", None) in {whole, whole / max(1, quote.count)} for price in prices)


def takes_the_only_one(view: View, heard: Heard) -> bool:
    """Whether a yes to the one offer there is stands beside a question of its price: "yes that one. same price no?"; the quote answers."""
    state, task = view.state, view.state.task
    if task is None or task.kind not in {"exchange", "upgrade"} or state.awaiting != "seats":
        return False
    about = "upgrades" if task.kind == "upgrade" else "seats"
    shown = state.list_shown(about)
    if shown is None or len(shown.seats) != 1:
        return False
    first, *others = parts(view.reading.text) or [""]
    if not others or not plain_yes(first, about=task.kind) or not all(fees.asks_for(part) for part in others):
        return False
    heard.chosen, heard.chosen_from = 0, about
    return True


def tell_sums(flow: Flow, back: str) -> Script:
    """What the quote comes to, in all and each, its fees by name; whether the sums that were said are those."""
    quote = flow.state.quote
    assert quote is not None
    yield from ()
    said = [right for part in parts(flow.view.message) if (right := adds_up(part, quote)) is not None]
    whole = phrases.money(abs(quote.total), quote.currency)
    many = f" for {phrases.tickets(quote.count)}" if quote.count else ""
    share = round(abs(quote.total) / max(1, quote.count))
    about = "" if share * quote.count == abs(quote.total) else "about "
    each = f", {about}{phrases.money(share, quote.currency)} each" if quote.count > 1 else ""
    verb = "goes back to you" if quote.total < 0 else "to pay"
    lead = "" if not said else "Yes: " if all(said) else "No: "
    fees = [
        f"{label}: {phrases.money(amount, quote.currency)}."
        for label, amount in quote.items
        if amount > 0 and "fee" in label.casefold() and "included" not in label.casefold() and quote.kind != "refund"
    ]
    if quote.total == 0:
        return flow.say(*fees, "Nothing to pay.", back, awaiting=flow.state.awaiting)
    return flow.say(*fees, f"{lead}{whole} {verb} in all{many}{each}.", back, awaiting=flow.state.awaiting)
