"""Nor can a brain claim what did not happen: every sentence is held against the ledger before a fan sees it.

A sentence passes when each deed it claims has a receipt and each amount, id and seat it names is known; otherwise a true
one derived from the ledger takes its place. Pure: text and ledger in, text out. It knows nothing of brains or of turns.
What it does not check: dates, names of shows, opinions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from willcall.agent.safeguards import amounts, assertions, grammar, seats, sentences
from willcall.agent.safeguards.amounts import Spoken
from willcall.agent.safeguards.assertions import Claim
from willcall.agent.safeguards.judging import Judge
from willcall.agent.safeguards.ledger import ID, Ledger
from willcall.agent.safeguards.lexicon import SUPPORT
from willcall.agent.safeguards.suspicion import suspect
from willcall.kit.money import Money
from willcall.understanding.patterns import regex


@dataclass(frozen=True, slots=True)
class Replacement:
    """A sentence that was not let through: what it said, what was said instead, and why (for log and metrics).

    `reason`: `deed`, `amount`, `id`, `seat`, `quantity`, `gift`, `form` or `length`; `words` are those at fault.
    """

    sentence: str
    truth: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be said, and what was changed to make it so."""

    text: str
    replacements: tuple[Replacement, ...] = ()


def check(text: str, ledger: Ledger, judge: Judge | None = None) -> Checked:
    """Holds `text` against `ledger`, sentence by sentence; by grammar alone without a `judge`."""
    guard = ClaimStream(ledger, judge)
    said = guard.feed(text) + guard.close()
    return Checked(said, tuple(guard.replacements))


class ClaimStream:
    """The same for text as it streams in: a sentence is released only once it is whole and checked."""

    def __init__(self, ledger: Ledger, judge: Judge | None = None) -> None:
        self.replacements: list[Replacement] = []
        self._ledger = ledger
        self._judge = judge
        self._before = ""
        self._stream = sentences.SentenceStream()

    def feed(self, delta: str) -> str:
        """Whatever may be said now."""
        return "".join(self._checked(piece) for piece in self._stream.feed(delta))

    def close(self) -> str:
        """Whatever may still be said at the end."""
        return "".join(self._checked(piece) for piece in self._stream.close())

    def _checked(self, piece: str) -> str:
        said = sentences.plain(piece)
        fault = _fault(said, self._before, self._ledger, self._judge)
        self._before = said
        if fault is None:
            return piece
        reason, words, kinds = fault
        truth = _truth(reason, kinds, self._ledger)
        again = any(done.truth == truth for done in self.replacements)
        self.replacements.append(Replacement(piece.strip(), truth, reason, words))
        gap = piece[len(piece.rstrip()) :] or ""
        return "" if again else truth + gap


_DENIES = regex(
    r"\b(?:not|no|never|nothing|none|cannot|can't|couldn't|don't|doesn't|isn't|aren't|wasn't|haven't|hasn't|won't|without|unable|unfortunately|sorry)\b|n't\b"
)
_LIMIT = regex(
    r"(?:\b(?:under|below|up to|within|less than|at most|max(?:imum)?(?: of)?|budget(?: of| is)?|limit(?: of)?|over|above|more than|cheaper than|cap(?: of)?|"
    r"you (?:said|mentioned|asked for|named|offered|wanted|have|had in mind)|your|than|beyond|exceed\w*|ceiling of|spend|pay)\b|≤|<)[^.;]{0,28}$"
)
_TOTAL = regex(r"\b(?:total|altogether|all in|grand total|sum)\b")
_QUANTITY = regex(
    r"\b(?P<count>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?: \w+){0,2} (?:tickets?|seats?|passes)\b"
)
_COUNTS = {
    word: n
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
_REFERENCE = regex(
    r"\b(?:order|confirmation|booking|reference|receipt|transaction|reservation|ticket|case|refund|tracking|code|pin|voucher|quote|reads)(?: (?:number|no\.?|id|code|reference|ref))?"
    r"(?: is|:)? ?#? ?(?P<code>(?=[a-z0-9-]*\d)[a-z0-9][a-z0-9-]{3,}[a-z0-9])\b|#(?P<hash>(?=[a-z-]*\d)[a-z0-9-]{3,})"
)
_GIFT = regex(
    r"(?P<percent>\d{1,3}|ten|fifteen|twenty|twenty-five|thirty|forty|fifty) ?(?:%|percent|per cent) (?:off|discount|cheaper|less|reduction|rebate)|"
    r"\b(?:for free|free of charge|on the house|complimentary|at no (?:extra |additional )?(?:cost|charge)|half[- ](?:price|off)|buy one get one|bogo|"
    r"free (?:upgrade|tickets?|seats? for you|parking|drinks?|food|meal|snacks?|merch\w*|gift|t-?shirt)|gratis|kostenlos|"
    r"discount(?:ed)? (?:of|has been|is|was|for you|price|rate)|(?:your|a|the|special|exclusive) (?:\w+ )?discount)\b"
)
_SURE_PAST = regex(
    r"\b(?:already|earlier|previous(?:ly)?|last (?:week|month|time|year|night)|past|existing|on file|history)\b"
)
_MONEY_DEEDS = frozenset({"purchase", "upgrade", "exchange", "refund"})

_FORM = regex(r"[{}]|```|</?[a-z]\w*[^>]*>|\"\s*:\s*[\[\"\d]")

_Fault = tuple[str, str, frozenset[str]]
_NOTHING: frozenset[str] = frozenset()
_MOST = 200  # words or digits of a sentence


def _fault(said: str, before: str, ledger: Ledger, judge: Judge | None) -> _Fault | None:
    """What is wrong with a plain sentence: reason, words and kinds of deed; None if nothing is."""
    if not said:
        return None
    if said.count(" ") > _MOST or sum(character.isdigit() for character in said) > _MOST or len(said) > 10 * _MOST:
        return "length", said[:40], _NOTHING  # nobody speaks so, and it would take long to check
    if _FORM.search(said):
        return "form", said[:40], _NOTHING  # data is for programs; what it would tell a fan is anybody's guess
    if not _quoted(said, ledger):
        claims = assertions.find(said)
        for claim in claims:
            if not _supported(claim, said, ledger):
                return "deed", claim.words, claim.kinds
        hidden = None if claims else suspect(said, before, ledger, judge)
        if hidden is not None and not _supported(hidden, said, ledger):
            return "deed", hidden.words, hidden.kinds
        wrong = _wrong_terms(said, claims, ledger)
        if wrong is not None:
            return wrong
    return _unknown(said, ledger)


def _quoted(said: str, ledger: Ledger) -> bool:
    """A sentence of an operator's policy or document is no claim about this fan."""
    body = said.strip(" .!\"'-•>")
    if len(body) < 20 or re.search(
        r"\b(?:i|we)(?:'ve| have| just)\b|\b(?:has|have) been\b|\byour (?:order|booking|refund|payment|purchase|tickets|seats) (?:is|are|was|were)\b",
        body,
    ):
        return False
    return any(body in text for text in ledger.texts)


# -- deeds ---------------------------------------------------------------------------------------------------------------


def _supported(claim: Claim, said: str, ledger: Ledger) -> bool:
    receipts = frozenset(kind for wanted in claim.kinds for kind in SUPPORT.get(wanted, _NOTHING))
    if not receipts:
        return False
    if claim.kinds & {"hold"} and ledger.holds:
        return True
    if ledger.done(receipts, this_turn=True):
        return True
    if claim.general and not claim.kinds - {"any"}:
        return False
    named = any(name in said for name in ledger.orders)
    past = not claim.own and _SURE_PAST.search(said) is not None
    if not named and not past and _undecided(claim, ledger):
        return False
    if ledger.done(receipts - ({"hold", "extend", "consent"} | ({"release"} if ledger.holds else set()))):
        return True
    states = ledger.states() & receipts
    return bool(states) and (not claim.own or named)


def _undecided(claim: Claim, ledger: Ledger) -> bool:
    """Something of that kind is on the table, so that an older receipt proves nothing about it."""
    open_kinds = {kind for kind, _, _ in ledger.quotes.values()} | ({"purchase"} if ledger.holds else set())
    wanted = claim.kinds | (_MONEY_DEEDS if claim.kinds & {"money", "any"} else _NOTHING)
    if wanted & {"charge", "deliver"}:
        wanted |= {"purchase", "upgrade", "exchange"}
    return bool(open_kinds & wanted)


def _wrong_terms(said: str, claims: list[Claim], ledger: Ledger) -> _Fault | None:
    """A deed that was done, told with another amount or another number of tickets."""
    for claim in claims:
        receipts = frozenset(kind for wanted in claim.kinds for kind in SUPPORT.get(wanted, _NOTHING)) & _MONEY_DEEDS
        deeds = ledger.done(receipts, this_turn=True) or ledger.done(receipts)
        if not deeds:
            continue
        paid = {minor for deed in deeds for minor in deed.amounts}
        for spoken in amounts.find(said):
            if paid and not any(_same(spoken, minor, currency) for minor, currency in paid):
                return "amount", said[spoken.start : spoken.end], claim.kinds
        counts = {deed.quantity for deed in deeds if deed.quantity}
        match = _QUANTITY.search(said)
        if counts and match and ledger.done(receipts, this_turn=True):
            count = int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"]]
            if count not in counts and count > max(counts):
                return "quantity", match.group(), claim.kinds
    return None


# -- amounts, ids, seats -----------------------------------------------------------------------------------------------------


def _unknown(said: str, ledger: Ledger) -> _Fault | None:
    for spoken in amounts.find(said):
        words = said[spoken.start : spoken.end]
        if ledger.knows_amount(spoken):
            if ledger.totals and not ledger.is_total(spoken) and _called_total(said, spoken):
                return "amount", words, _NOTHING
            continue
        if ledger.fan_named(spoken) and (
            _LIMIT.search(said[: spoken.start]) or _DENIES.search(said) or grammar.asks(said)
        ):
            continue
        return "amount", words, _NOTHING
    for spoken in amounts.unnamed(said):
        words = said[spoken.start : spoken.end]
        if not (ledger.knows_amount(spoken) or ledger.knows_number(words) or ledger.fan_named(spoken)):
            return "amount", words, _NOTHING
    for name in _ids(said):
        if name not in ledger.ids and not (
            any(name in words for words in ledger.fan) and (_DENIES.search(said) or grammar.asks(said))
        ):
            return "id", name, _NOTHING
    for place in seats.find(said):
        if not _seat_known(place, said, ledger):
            return "seat", said[place.start : place.start + 40], _NOTHING
    gift = _GIFT.search(said)
    if (
        gift
        and not _DENIES.search(said)
        and not grammar.asks(said)
        and not any(gift.group() in text for text in ledger.texts)
    ):
        return "gift", gift.group(), _NOTHING
    return None


def _called_total(said: str, spoken: Spoken) -> bool:
    """Whether the words next to an amount call it a total."""
    lead = re.split(r"[,;:.(]|\band\b", said[max(0, spoken.start - 30) : spoken.start])
    near = lead[-1] if lead[-1].strip(" -*=~") or len(lead) < 2 else lead[-2]
    tail = re.match(r" (?:in )?(?:total|altogether|all in|grand total)\b", said[spoken.end :])
    return tail is not None or (
        _TOTAL.search(near) is not None and not re.search(r"\b(?:each|per)\b", said[spoken.end : spoken.end + 12])
    )


def _ids(said: str) -> Iterator[str]:
    yield from ID.findall(said)
    for match in _REFERENCE.finditer(said):
        code = match["code"] or match["hash"]
        if (
            code
            and not ID.search(match.group())
            and not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)|(?:19|20)\d\d|[a-z]+-\d{1,2}", code)
        ):
            yield code


def _seat_known(place: seats.Place, said: str, ledger: Ledger) -> bool:
    told = any(
        part in words
        for words in ledger.fan
        for part in ([f"row {place.row}"] if place.row else [place.section or "\0"])
    )
    if told and (not place.numbers or _DENIES.search(said) or grammar.asks(said)):
        return True
    for key, numbers in ledger.seats.items():
        section, _, row = key.partition("|")
        if place.section and not (place.section == section or place.section in section.split()):
            continue
        if place.row and place.row != row:
            continue
        if all(number in numbers for number in place.numbers):
            return True
    if place.numbers and not place.row:
        return set(place.numbers) <= {number for numbers in ledger.seats.values() for number in numbers}
    return False


def _same(spoken: Spoken, minor: int, currency: str) -> bool:
    probe = Ledger(amounts={currency: [minor]})
    return probe.knows_amount(spoken)


# -- what is true instead --------------------------------------------------------------------------------------------------------


def _truth(reason: str, kinds: frozenset[str], ledger: Ledger) -> str:
    """One true sentence in place of a false one."""
    if reason == "deed":
        return _true_state(kinds, ledger)
    quoted = _open_total(ledger)
    if reason in ("amount", "quantity") and ledger.done(_MONEY_DEEDS, this_turn=True):
        return "The order shown is exactly what was done, and for how much."
    if reason in ("amount", "gift"):
        if quoted:
            return f"The total on the current quote is {quoted}."
        return "The prices I can stand by are those the box office gives; ask me and I will look them up."
    if reason == "id":
        return "I have no record under that number."
    if reason == "seat":
        return (
            "The seats on offer are the ones the box office has shown."
            if ledger.seats
            else "No seats have been picked yet."
        )
    return "Please go by what the box office shows."


def _true_state(kinds: frozenset[str], ledger: Ledger) -> str:
    if kinds & {"refund", "refund_pending", "credit"} and not kinds & {"deliver"}:
        return "That refund has not happened: no money has gone back on it so far."
    if kinds == {"transfer"}:
        return "The tickets have not changed hands."
    if kinds <= {"cancel", "void"}:
        return "Nothing about your orders has changed."
    if kinds & {"upgrade", "upgraded"} and "purchase" not in kinds:
        return "Your seats have not changed so far."
    if kinds == {"exchange"}:
        return "Your tickets have not changed so far."
    if kinds == {"case"}:
        return "I have not passed this on to anyone yet; say the word and I will."
    if kinds <= {"hold", "extend", "release"}:
        return (
            "No seats are set aside at the moment."
            if not ledger.holds
            else "Your seats are still set aside, and nothing else has changed."
        )
    if kinds == {"never"}:
        return "I cannot make changes of that kind."
    quoted = _open_total(ledger)
    if quoted:
        return f"Nothing has been booked yet and no money has moved: the quote for {quoted} is waiting for your yes."
    if ledger.holds:
        return "The seats are only on hold: nothing has been booked yet and no money has moved."
    if ledger.deeds or ledger.orders:
        return "Nothing new has been booked, and no money has moved."
    return "Nothing has been booked yet, and no money has moved."


def _open_total(ledger: Ledger) -> str | None:
    if not ledger.quotes:
        return None
    _, total, _ = list(ledger.quotes.values())[-1]
    minor, _, currency = total.partition(" ")
    return Money(abs(int(minor)), currency).text
