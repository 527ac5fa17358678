"""Claims that no rule of grammar finds: by a judge who has read many, by a bare yes to a question, by a word that completes another.

Whether what is claimed happened is decided elsewhere. A judge is asked only about sentences in which grammar found nothing.
"""

import re

from willcall.agent.safeguards import amounts
from willcall.agent.safeguards.assertions import Claim
from willcall.agent.safeguards.judging import Judge
from willcall.agent.safeguards.ledger import Ledger
from willcall.agent.safeguards.lexicon import DEEDS
from willcall.understanding.patterns import regex

SURE = 0.7
"""From this likelihood on a sentence counts as a claim."""
SURE_OF_A_QUESTION = 0.9
"""A question claims by what it takes for granted ("how do you like your new seats?"), which is rare."""
SURE_OF_A_RULE = 0.97
"""What is a known price or a line of a list of shows, what is said of any refund, or hangs on a word of the fan's ("press it and …"), or is denied in words of another language."""
SURE_OF_FOREIGN = 0.3
"""What is not English is understood less, so that less doubt is allowed."""
SURE_OF_A_QUOTATION = 0.95
"""Words that stand in an operator's text are hardly ever about this fan."""

_KINDS = {
    "purchase": frozenset({"purchase", "charge", "deliver"}),
    "hold": frozenset({"hold", "extend"}),
    "refund": frozenset({"refund", "refund_pending", "credit", "cancel"}),
    "change": frozenset({"upgrade", "exchange"}),
    "transfer": frozenset({"transfer"}),
    "case": frozenset({"case"}),
    "gift": frozenset({"never"}),
}
_WORD = regex(r"[^\W_]+(?:'[^\W_]+)?")
_SHORT = 5  # words; what is shorter leans on the sentence before it
_YES = regex(
    r"(?:(?:oh|well|why|and|then|great|good news)[ ,:!]+)?(?:yes|yep|yup|yeah|aye|indeed|correct|absolutely|certainly|definitely|of course|affirmative|right|sure|"
    r"that's right|it (?:did|is|was|has)(?: indeed)?|they (?:did|are|were|have)|you (?:are|did|were|have)|i (?:did|have)|we (?:did|have)|they're|all of it|done|si|sí|oui|ja|👍|✅|✔)"
    r"(?:[ ,!.]+(?:it (?:did|is|was|has)|they (?:did|are|were|have)|you (?:are|did|were|have)|i (?:did|have)|we (?:did|have)|indeed|absolutely|sir|ma'am|sure|of course|all of it|no worries|don't worry))*[ .!👍✅🎉😊]*"
)
_DID = regex(
    r"^(?:(?:so|and|ok|okay|hey|hi|wait|but|please|um|then)[ ,]+)*(?:did|have|has|is|are|was|were|am|do i have|does|got)\b|\b(?:did|have|has|is|are|was|were|am) (?:you|i|it|they|we|my|the|that|this|those|these)\b"
)
# Little words that tell a language; those that English shares are left out.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "to",
        "you",
        "your",
        "i",
        "is",
        "are",
        "it",
        "that",
        "for",
        "on",
        "with",
        "be",
        "have",
        "has",
        "was",
        "were",
        "this",
        "these",
        "they",
        "we",
        "can",
        "will",
        "if",
        "not",
        "at",
        "by",
        "from",
        "there",
        "any",
        "would",
        "do",
        "what",
        "which",
        "how",
        "please",
        "yes",
    ]
)
_FOREIGN = (
    frozenset(
        [
            "el",
            "los",
            "las",
            "usted",
            "su",
            "sus",
            "tu",
            "tus",
            "le",
            "les",
            "que",
            "ya",
            "ha",
            "he",
            "han",
            "hemos",
            "está",
            "están",
            "por",
            "una",
            "para",
            "del",
            "con",
            "se",
            "lo",
            "mi",
            "no",
            "es",
            "son",
            "vous",
            "votre",
            "vos",
            "je",
            "est",
            "sont",
            "avez",
            "été",
            "les",
            "des",
            "une",
            "pour",
            "que",
            "c'est",
            "j'ai",
            "nous",
            "ont",
            "sur",
            "dans",
            "et",
            "la",
            "il",
            "ne",
            "pas",
            "ich",
            "sie",
            "ihr",
            "ihre",
            "ihnen",
            "ist",
            "sind",
            "wurde",
            "wurden",
            "haben",
            "der",
            "die",
            "das",
            "und",
            "zu",
            "mit",
            "auf",
            "für",
            "nicht",
            "jetzt",
            "schon",
            "noch",
            "es",
            "il",
            "suo",
            "sua",
            "sono",
            "è",
            "ho",
            "abbiamo",
            "stato",
            "stati",
            "i",
            "per",
            "seu",
            "seus",
            "você",
            "está",
            "foram",
            "foi",
            "os",
            "as",
            "um",
            "uma",
            "je",
            "jouw",
            "zijn",
            "het",
            "een",
            "naar",
        ]
    )
    - _ENGLISH
    - {"no", "die", "das", "i", "as", "la", "con"}
)


_RULE = regex(
    r"(?:an?|any|each|every|no|refunds?|exchanges?|upgrades?|transfers?|holds?) (?:refund|order|ticket|exchange|upgrade|transfer|hold|quote|seat|fan)?s?\b(?!.*\b(?:your|you have|has been|have been|was|were|sent|done|complete\w*|now)\b)|"
    r"(?:just )?(?:say|press|tap|click|confirm|pay|choose|pick|tell)\b.{0,40}\band\b|(?:it|that|they|you|we|i)(?:'d| would| could| might| may)\b"
)
_LISTED = regex(r"^(?:\d+[.)] |[-•] )?[^.!?]{3,60}\b\d{1,2}:\d\d ?[ap]m\b")
_FOREIGN_NO = regex(
    r"\b(?:no|nada|nunca|todavía|aún no|puedo|podría|si|ne|n'|rien|aucun\w*|pas|jamais|peux|pourrais|nicht|nichts|kein\w*|noch|kann|könnte|wenn|non|niente|posso|se|não|niet|niets|kan)\b"
)


def suspect(said: str, before: str, ledger: Ledger, judge: Judge | None) -> Claim | None:
    """What a sentence claims without saying so in the ways that grammar knows.

    Args:
        said: The sentence, plain.
        before: The sentence before it in the same speech, plain; empty if there is none.
        ledger: For what the fan asked, and for operators' words.
        judge: None leaves only what needs no judge.
    """
    affirmed = _affirmed(said, ledger)
    if affirmed is not None:
        return affirmed
    if judge is None:
        return None
    words = _WORD.findall(said)
    opinion = judge.opinion(said)
    if before and len(words) <= _SHORT:
        joined = judge.opinion(f"{before.rstrip('.!?:; ')}: {said}")
        alone = judge.opinion(before)
        if joined.claims > opinion.claims and alone.claims < SURE:
            opinion = joined
    if opinion.claims < _sure(said, words, ledger):
        return None
    kinds = frozenset(kind for each in opinion.kinds for kind in _KINDS[each])
    return Claim(kinds, own=False, general=False, words=said[:80])


def _sure(said: str, words: list[str], ledger: Ledger) -> float:
    if _stands_in(words, ledger):
        return SURE_OF_A_QUOTATION
    named = amounts.find(said)
    if (named and all(ledger.knows_amount(spoken) for spoken in named)) or _LISTED.search(said):
        return SURE_OF_A_RULE
    if said.rstrip(" \"')*_").endswith("?"):
        return SURE_OF_A_QUESTION
    if _foreign(words):
        return SURE_OF_A_RULE if _FOREIGN_NO.search(said) else SURE_OF_FOREIGN
    return SURE_OF_A_RULE if _RULE.match(said) else SURE


def _stands_in(words: list[str], ledger: Ledger) -> bool:
    """Whether an operator's text has nearly all the longer words of a sentence, close enough together to be its source."""
    content = {word for word in words if len(word) > 3}
    if len(content) < 4:
        return False
    return any(len(content & set(_WORD.findall(text))) >= 0.8 * len(content) for text in ledger.texts if len(text) > 20)


def _foreign(words: list[str]) -> bool:
    return sum(word in _FOREIGN for word in words) > sum(word in _ENGLISH for word in words)


def _affirmed(said: str, ledger: Ledger) -> Claim | None:
    """A bare yes to "is it booked?", "did you refund me?"."""
    if not ledger.fan or _YES.fullmatch(said) is None:
        return None
    asked = ledger.fan[-1]
    if _DID.search(asked) is None or re.search(r"\b(?:can|could|would|will|should|may|if)\b", asked):
        return None
    kinds = frozenset(kind for word in _WORD.findall(asked) for kind in DEEDS.get(word, ()))
    if not kinds:
        return None
    return Claim(kinds, own=False, general=False, words=said[:80])
