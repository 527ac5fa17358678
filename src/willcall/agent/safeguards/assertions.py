"""Finds what a sentence claims was done. Knows English, not the ledger: whether the claim is true is decided elsewhere.

A deed counts as claimed unless its clause denies it, asks for it, wishes it, or makes it hang on something still to come.
In doubt it counts: a true sentence wrongly replaced costs politeness, a lie let through costs trust.
"""

import re
from dataclasses import dataclass

from willcall.agent.safeguards.deeds import Clause
from willcall.agent.safeguards.grammar import (
    ADVERBS,
    AUX,
    CLAUSE,
    CONDITIONS,
    EVENT,
    GENERIC_SUBJECT,
    GENERIC_TAIL,
    HYPOTHETICAL,
    INVERSION,
    JUST_NOW,
    NEGATORS,
    OWN,
    PREREQUISITE,
    RELATIVE,
    SOFT_CONDITIONS,
    SUBJECTS,
    WORD,
    expand,
    finite,
)
from willcall.agent.safeguards.idioms import GERUNDS, PHRASES
from willcall.agent.safeguards.stances import stances


@dataclass(frozen=True, slots=True)
class Claim:
    """That something of one of `kinds` was done.

    Args:
        kinds: Any of them would do.
        own: The speaker says that they did it, or that it happened just now.
        general: Only "done", "all set": it says nothing of what.
        words: The words that claim it.
    """

    kinds: frozenset[str]
    own: bool
    general: bool
    words: str


def find(plain: str) -> list[Claim]:
    """Every deed that a plain sentence claims."""
    asks = plain.rstrip(" \"')*_").endswith("?")
    text = expand(plain)
    clauses = [clause for clause in CLAUSE.split(text) if clause and clause.strip(" -.")]
    claims: list[Claim] = []
    inherited = False  # the clause before spoke of a deed that it did not claim
    condition = False  # the sentence so far hangs on something still to come
    asked = False
    for index, clause in enumerate(clauses):
        clause = clause.strip(" .-*\"'")
        if not clause:
            continue
        words = WORD.findall(clause)
        question = asks and (INVERSION.match(clause) is not None or len(clauses) == 1)
        asked = question or (asked and not finite(words))
        view = _View(
            text=clause,
            words=words,
            asked=asked,
            inherited=inherited,
            condition=condition,
            before=" ".join(clauses[:index]),
            sentence=text,
        )
        found, denied = view.claims()
        claims += found
        inherited = denied or (inherited and not found and not finite(words))
        if (_opens_condition(words) and PREREQUISITE.search(clause)) or (
            _opens_condition(words)
            and words[0] in ("if", "in", "when", "unless", "should")
            and EVENT.search(clause)
            and not found
        ):
            condition = True
    return claims


def _opens_condition(words: list[str]) -> bool:
    return any(word in CONDITIONS or word in SOFT_CONDITIONS for word in words[:4]) or words[:3] in (
        ["as", "soon", "as"],
        ["as", "long", "as"],
        ["in", "order", "to"],
    )


class _View(Clause):
    """A clause, and whether it claims what it speaks of."""

    __slots__ = ()

    def claims(self) -> tuple[list[Claim], bool]:
        """What the clause claims, and whether it spoke of a deed without claiming it."""
        found: list[Claim] = []
        denied = False
        for index, word in enumerate(self.words):
            kinds = self.kinds(index, word)
            if kinds is None:
                continue
            if self._claimed(index, kinds):
                found.append(self._claim(kinds, word, general=False))
            else:
                denied = True
        found += [
            self._claim(frozenset({"money"}), self.words[index], general=True)
            for index in self.unlisted()
            if self._claimed(index, frozenset({"money"}))
        ]
        for pattern, kinds, future in PHRASES:
            match = pattern.search(self.text)
            if match is None and not self.before and self.sentence != self.text:
                match = pattern.search(self.sentence)
                if match is not None and CLAUSE.search(match.group()) is None:
                    match = None  # it stands in a clause of its own, which gets its own look
            if match is None:
                continue
            if self._phrase_claimed(match, kinds, future=future):
                kinds = self.narrowed(kinds, match)
                if "seen" in kinds:
                    continue
                found.append(self._claim(kinds, match.group(), general=bool(kinds & {"any", "money"})))
            else:
                denied = True
        if not found and not self.asked and not self.inherited and not self.condition:
            found = [
                self._claim(kinds, words, general=False) for kinds, words in stances(self.text, self.words, self.before)
            ]
        return found, denied

    def _claim(self, kinds: frozenset[str], words: str, *, general: bool) -> Claim:
        own = OWN.search(self.text) is not None or JUST_NOW.search(self.text) is not None
        return Claim(kinds, own, general, words)

    # -- claimed or not -------------------------------------------------------------------------------------------------

    def _claimed(self, index: int, kinds: frozenset[str]) -> bool:
        if self.asked or self.words[0] in ("how", "why"):
            return False
        words = self.words
        chain: list[str] = []
        at = index - 1
        while at >= 0 and (
            words[at] in AUX or words[at] in ADVERBS or words[at].endswith("ly") or words[at] in ("going", "about")
        ):
            chain.append(words[at])
            at -= 1
        before = words[: at + 1]
        governor = before[-1] if before else ""
        aux = [word for word in chain if word in AUX]
        if "not" in chain or "never" in chain:
            return False
        if words[index] in GERUNDS:
            return not self._denied(before)
        if governor in HYPOTHETICAL and governor not in ("please", "happy", "glad", "how"):
            return False
        if (
            governor in ("that", "which", "who")
            and re.search(r"\b(?:tickets|orders|seats|those|fans|people|only|any|refunds)\b", " ".join(before[:-1]))
            and not re.search(r"\byour\b", " ".join(before[:-1]))
            and len(self.words) > index + 1
        ):
            return False  # "tickets that were transferred cannot be refunded"
        perfect = any(word in ("have", "has", "had", "was", "were", "got", "did") for word in aux) and not (
            set(aux) & {"have"} and governor in HYPOTHETICAL
        )
        active = governor in SUBJECTS and not (set(aux) & {"am", "is", "are", "was", "were", "be", "been", "being"})
        if self._denied(before, pronoun=governor in SUBJECTS):
            return False
        if self._conditional(before, own=governor in ("i", "we") and not aux):
            return False
        if governor == "you" and RELATIVE.search(" ".join(words[:index])) and before[:-1]:
            return False
        if not aux and not active:
            return self._bare(index, before)
        if perfect or active:
            return not (self.inherited and not finite(words))
        return not (
            self._present_excuse(index, before, kinds)
            or (self.condition and "already" not in words and not JUST_NOW.search(self.text))
        )

    def _bare(self, index: int, before: list[str]) -> bool:
        """A participle without an auxiliary: `Order confirmed`, `two seats booked`, `you want it refunded`."""
        if any(word in HYPOTHETICAL for word in before) or self.inherited:
            return False
        following = self.words[index + 1 : index + 2]
        word = self.words[index]
        if (
            not before
            and following
            and following[0]
            in ("tickets", "seats", "orders", "seat", "ticket", "order", "by", "customers", "items", "fees")
            and len(self.words) > 3
            and finite(self.words)
        ):
            return False  # "Reserved seats cost more"
        if before and before[-1] in (
            "the",
            "a",
            "an",
            "any",
            "no",
            "of",
            "all",
            "your",
            "some",
            "for",
            "each",
            "every",
            "per",
            "these",
            "those",
            "is",
            "newly",
            "most",
        ):
            return False  # an adjective: "the confirmed order", "any refunded ticket"
        if following and following[0] in (
            "tickets",
            "seats",
            "seating",
            "orders",
            "price",
            "prices",
            "spaces",
            "section",
        ):
            return False
        if re.search(
            r"\b(?:minimum|maximum|amount|price|tickets? (?:are|is)|anyone|anything|nothing|everyone|those|each|per)\b",
            " ".join(before),
        ) and word in ("paid", "bought", "purchased", "sold", "charged"):
            return False
        tail = " ".join(self.words[index + 1 :])
        if before and self._has_other_verb(index):
            return False  # "tickets bought online show up in the app"
        return not (self.condition and not re.search(r"\balready\b", tail))

    def _has_other_verb(self, index: int) -> bool:
        return bool(
            re.search(
                r"\b(?:can|cannot|will|must|may|are|is|cost|costs|show|shows|need|needs|come|comes|stay|stays|go|goes|do|does|has|have)\b",
                " ".join(self.words[index + 1 :]),
            )
        )

    def _denied(self, before: list[str], *, pronoun: bool = False) -> bool:
        if not any(word in NEGATORS for word in before):
            return False
        if pronoun:
            head = before[:-1]
            return "not" in head and bool({"think", "believe", "mean", "sure", "say", "said", "that"} & set(head))
        return True

    def _conditional(self, before: list[str], *, own: bool) -> bool:
        if any(word in CONDITIONS for word in before):
            return True
        text = " ".join(before)
        if "as soon as" in text or "as long as" in text or "in order" in text or "in case" in text:
            return True
        return not own and any(word in SOFT_CONDITIONS for word in before)

    def _present_excuse(self, index: int, before: list[str], kinds: frozenset[str]) -> bool:
        """A rule of the house or something that hangs on what follows, in the present tense."""
        if "being" in self.words[:index]:
            return False
        tail = " ".join(self.words[index + 1 :])
        if (
            kinds != {"hold"}
            and re.search(r"\b(?:once|after|when|if|unless|as soon as|only after|only when|until|before|upon)\b", tail)
            and PREREQUISITE.search(tail)
        ):
            return True
        if GENERIC_SUBJECT.match(" ".join(self.words)) is None or re.search(
            r"\b(?:now|just|successfully|already|officially)\b", self.text
        ):
            return False
        head = " ".join(before)
        if "your" in head.split():
            return False
        if re.search(r"\b(?:tickets|seats|payment|booking|order|money)\b", head) and not re.search(
            r"^(?:a|an|any|all|each|every|most)\b", head
        ):
            return GENERIC_TAIL.search(tail) is not None and not re.match(r"for you|under your", tail)
        singular = re.match(r"(?:the|this|that|a|an|my|one)\b|(?:refund|payment|upgrade|exchange|order|booking) ", head)
        return singular is None or GENERIC_TAIL.search(tail) is not None

    def _phrase_claimed(self, match: re.Match[str], kinds: frozenset[str], *, future: bool) -> bool:
        if match.group().startswith(("enjoy", "have ")) and re.search(r"\b(?:good)?bye\b", self.before):
            return False  # a farewell
        if self.asked:
            return False
        before = self.text[: match.start()] if match.string is self.text else ""
        words = WORD.findall(before)
        inside = WORD.findall(match.group())
        if any(word in NEGATORS for word in [*words, *inside]) and not re.match("nothing|.*no longer", match.group()):
            return False
        if any(word in CONDITIONS or word in SOFT_CONDITIONS for word in words) or "as soon as" in before:
            return False
        after = self.text[match.end() :] if match.string is self.text else ""
        if (
            re.search(r"\b(?:once|after|when|if|unless|as soon as|until|before|upon)\b", after)
            and PREREQUISITE.search(after)
            and "hold" not in kinds
        ):
            return False
        if self.condition:
            return False
        if (
            not future
            and words
            and any(
                word
                in (
                    "will",
                    "would",
                    "can",
                    "could",
                    "should",
                    "may",
                    "might",
                    "to",
                    "let",
                    "please",
                    "must",
                    "shall",
                    "want",
                    "like",
                    "cannot",
                )
                for word in words[-3:]
            )
        ):
            return False
        if not future and re.search(r"\b(?:will|would|can|could|may|might)\b", match.group()) and "act" not in kinds:
            return False
        return not (self.inherited and not finite(self.words))
