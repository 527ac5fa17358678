"""Which deed a word names, in its clause. Knows words, not whether the clause claims, denies or asks for the deed."""

import re
from dataclasses import dataclass

from willcall.agent.safeguards.grammar import ADVERBS, EVENT, HOLD_AT, PROGRESS, WORD, finite
from willcall.agent.safeguards.idioms import ACTS, GERUNDS
from willcall.agent.safeguards.lexicon import (
    ACCOUNT,
    COMPLETIONS,
    DEEDS,
    HARMLESS,
    NEEDS_NOUN,
    NOUNS,
    WITH_OBJECT,
)
from willcall.understanding.patterns import regex

_FANS = r"(?:your|the|both|those|these|two|all) (?:\w+ ){0,2}(?:tickets?|seats?|orders?|booking|reservation|purchase|refund|payment|card|account|upgrade|exchange|transfer|money)"
_SAID_DONE = regex(
    rf"\b(?:i|we) (?:have )(?:\w+ly |just |already |also |now )*(?P<verb>[\w-]+(?:ed|en|ght|nt|id|ut|wn|ld))\b(?:(?: \w+){{0,2}} {_FANS}| you (?:to|in|on|into|up|back|closer|from|onto))\b"
)
_SUFFERED = regex(
    rf"\b{_FANS} (?:has|have) (?:\w+ly |just |already |also |now )*been (?:\w+ly )?(?P<verb>[\w-]+(?:ed|en|ght|nt|id|ut|wn|ld))\b"
)


@dataclass(slots=True)
class Clause:
    """One clause and what came before it in the sentence."""

    text: str
    words: list[str]
    asked: bool
    inherited: bool
    condition: bool
    before: str
    sentence: str

    def narrowed(self, kinds: frozenset[str], match: re.Match[str]) -> frozenset[str]:
        """What the words around a turn of phrase make of it."""
        around = match.string[match.start() : match.end() + 24]
        if "act" in kinds:
            verb = next((word for word in WORD.findall(match.group()) if word in ACTS), "")
            kinds = frozenset(ACTS.get(verb, "money").split())
            if verb in ("put", "got", "get"):
                things = [meant for pattern, meant in NOUNS if pattern.search(around) and "deliver" not in meant]
                kinds = things[0] if things and "hold" not in things[0] else kinds
                if verb == "put" and "you on" in around:
                    kinds = frozenset({"purchase"})
        elif "own" in kinds:
            kinds = frozenset({"purchase", "hold"})
        elif kinds == {"deliver", "refund"}:
            return frozenset({"refund"} if re.search(r"\b(?:refund|money|credit)\b", match.group()) else {"deliver"})
        elif kinds == {"money"}:
            nouns = [kinds for pattern, kinds in NOUNS if pattern.search(match.group())]
            return nouns[0] if nouns and "deliver" not in nouns[0] else kinds
        if kinds == {"purchase", "hold"} and re.search(r"\btickets?\b", around):
            return frozenset({"purchase"})
        return kinds

    def kinds(self, index: int, word: str) -> frozenset[str] | None:
        text = self.text
        following = self.words[index + 1 : index + 4]
        kinds = DEEDS.get(word)
        if word in ("reversed", "returned", "wired") and re.search(r"\b(?:money|charge|payment|funds)\b", text):
            return frozenset({"refund"})
        if kinds is not None:
            if word == "held" and (
                HOLD_AT.match(" ".join([word, *following]))
                or (EVENT.search(text) and not re.search(r"seats?|tickets?", text))
            ):
                return None
            if (
                word in ("cancelled", "canceled", "rescheduled", "switched", "extended", "traded")
                and EVENT.search(text)
                and not re.search(r"\b(?:your|orders?|tickets?|bookings?|hold|i|we)\b", text)
            ):
                return None
            if word in ("cancelled", "canceled") and text == word and re.search(r"\d.*\d", self.before):
                return None  # a note at the end of an event's line
            if word == "ordered" and following[:1] == ["by"]:
                return None
            if word == "sold" and following[:1] in (
                ["out"],
                ["through"],
                ["at"],
                ["here"],
                ["only"],
                ["by"],
                ["inside"],
                ["on"],
                ["as"],
                ["separately"],
                ["in"],
            ):
                return None
            if word == "paid" and following[:1] in (["parking"], ["lots"]):
                return None
            if word == "paid" and (following[:1] == ["back"] or "back" in following):
                return frozenset({"refund"})
            if word in ("credited", "charged") and "refund" in text:
                return frozenset({"refund"})
            return kinds
        for verbs, thing, meant in WITH_OBJECT:
            pointed = thing.search(self.before) if re.search(r"\b(?:them|it|those)\b", text) else None
            if word in verbs and (thing.search(text) or pointed):
                return meant
        gerund = GERUNDS.get(word)
        if gerund is not None and self._in_progress(index):
            nouns = [kinds for pattern, kinds in NOUNS if pattern.search(text)]
            return nouns[0] if nouns and (gerund == "money" or " " in gerund) else frozenset(gerund.split())
        if word not in COMPLETIONS or (word == "set" and following[:1] == ["aside"]):
            return None
        if (
            word == "confirmed"
            and following[:1] in (["that"], ["with"], ["by"])
            and not re.search(r"\b(?:order|booking|tickets?|seats?|payment|refund|purchase)\b", text)
        ):
            return None
        if word == "closed" and "window" in text:
            return None
        if word == "received" and re.search(r"\b(?:question|message|request|feedback|note|wish)\b", text):
            return None
        if word in ("requested", "submitted") and re.search(r"\brefund", text):
            return frozenset({"refund_pending"})
        if word in ("updated", "changed", "saved", "modified", "amended", "added", "recorded") and ACCOUNT.search(
            text + " "
        ):
            return frozenset({"never"})
        return self._by_noun(word)

    def _by_noun(self, word: str) -> frozenset[str] | None:
        nouns = [kinds for pattern, kinds in NOUNS if pattern.search(self.text)]
        points_back = re.match(r"(?:which|that|they|it|both|these|those|all)\b", self.text) is not None
        if (
            not nouns
            and not re.search(r"\b(?:i|we)\b", self.text)
            and self.before
            and (points_back or word not in NEEDS_NOUN)
        ):
            nouns = [kinds for pattern, kinds in NOUNS if pattern.search(self.before)]
        if (
            not re.search(r"\byour\b", self.text)
            and EVENT.search(self.text)
            and word
            in (
                "moved",
                "changed",
                "confirmed",
                "opened",
                "updated",
                "closed",
                "set",
                "made",
                "final",
                "official",
                "started",
                "finished",
                "active",
                "done",
                "added",
                "sealed",
                "locked",
                "complete",
            )
            and not nouns
        ):
            return None
        if word == "sent" and not nouns and re.search(r"\b(?:them|it)\b", self.text):
            nouns = [frozenset({"deliver"})]
        if word in ("changed", "updated") and re.search(
            rf"\b{word} (?:it |that |this )?to \w+ (?:tickets?|seats?)\b", self.text
        ):
            return None  # what was asked for, not what was bought
        if word in ("moved", "changed", "modified", "amended", "updated"):
            if re.search(r"\b(?:you|your|tickets?|seats?|orders?|booking)\b", self.text) and not EVENT.search(
                self.text.split(word)[0] if not re.search(r"\byour\b", self.text.split(word)[0]) else ""
            ):
                return frozenset({"exchange", "upgrade"})
            return None
        if nouns:
            first = nouns[0]
            if "purchase" in first and re.search(r"\bnew (?:seats?|tickets?)\b", self.text):
                return frozenset({"upgrade", "exchange"})
            return (
                frozenset({"case"})
                if word in ("opened", "raised", "logged", "filed", "lodged", "created") and "case" in first
                else first
            )
        if word in NEEDS_NOUN:
            alone = len(self.words) <= 3 and word in (
                "approved",
                "accepted",
                "submitted",
                "complete",
                "successful",
                "through",
                "official",
                "final",
                "placed",
                "processed",
                "issued",
                "sent",
                "delivered",
            )
            about = re.match(r"(?:it|that|this|everything|all|they|both) ", self.text) and word in (
                "approved",
                "complete",
                "successful",
                "official",
                "final",
                "placed",
                "through",
                "sent",
                "issued",
            )
            return frozenset({"money"}) if alone or about else None
        return frozenset({"money"})

    def _in_progress(self, index: int) -> bool:
        before = self.words[max(0, index - 4) : index]
        if "am" in before or ("are" in before and "we" in before):
            return not any(word in ("not", "to") for word in before)
        following = self.words[index + 1 : index + 2]
        at_start = all(
            word in ADVERBS or word in ("ok", "okay", "great", "sure", "perfect", "and") for word in self.words[:index]
        )
        objects = {"your", "them", "it", "those", "these", "that", "the", "two", "three", "four", "both", "you"}
        return (
            at_start
            and bool(following)
            and (following[0] in objects or following[0].isdigit())
            and (PROGRESS.search(self.text) is not None or self.text == self.sentence.rstrip(" .…!"))
            and not finite(self.words)
        )

    def unlisted(self) -> list[int]:
        """Where a verb that is on no list says that something was done to what is the fan's."""
        found = []
        for pattern in (_SAID_DONE, _SUFFERED):
            match = pattern.search(self.text)
            if match is None or match["verb"] in HARMLESS or match["verb"] in DEEDS or match["verb"] in COMPLETIONS:
                continue
            if match["verb"] in self.words:
                found.append(self.words.index(match["verb"]))
        return found
