"""What may happen to texts, in general: words and letters lost, changed, added and moved, by any strength. Knows no model and no language.

Copies of labelled messages, damaged in these ways, show what a shift costs before one comes (Schelter, Rukat and Biessmann, "Learning to Validate the
Predictions of Black Box Classifiers on Unseen Data", SIGMOD 2020). The words put in are of the messages themselves.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

Words = Sequence[str]
Damage = Callable[[str, float, "Known", np.random.Generator], str]
"""A text, a strength from 0 to 1, what is known, and chance."""


class Known:
    """Args:
    texts: From which words and other messages are drawn.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        counted = Counter(word for text in texts for word in text.split())
        self.words = [word for text in texts for word in text.split()] or ["-"]
        ordered = [word for word, _ in counted.most_common()]
        self.rank = {word: place / max(1, len(ordered) - 1) for place, word in enumerate(ordered)}
        self.letters = sorted({letter for word in ordered for letter in word if letter.isalpha()}) or ["a"]


def _by_word(change: Callable[[str, float, Known, np.random.Generator], str]) -> Damage:
    def damage(text: str, strength: float, known: Known, chance: np.random.Generator) -> str:
        return " ".join(w for w in (change(word, strength, known, chance) for word in text.split()) if w)

    return damage


def _lost(word: str, strength: float, _: Known, chance: np.random.Generator) -> str:
    return "" if chance.random() < strength * 0.7 else word


def _other_word(word: str, strength: float, known: Known, chance: np.random.Generator) -> str:
    return known.words[int(chance.integers(len(known.words)))] if chance.random() < strength * 0.7 else word


def _strange_word(word: str, strength: float, known: Known, chance: np.random.Generator) -> str:
    if chance.random() >= strength * 0.6:
        return word
    return "".join(known.letters[i] for i in chance.integers(len(known.letters), size=max(2, len(word))))


def _one_word_for_many(word: str, strength: float, known: Known, _: np.random.Generator) -> str:
    """Rare words become one that is always the same."""
    return known.words[0] if known.rank.get(word, 1.0) > 1 - strength * 0.8 else word


def _rare_lost(word: str, strength: float, known: Known, _: np.random.Generator) -> str:
    return "" if known.rank.get(word, 1.0) > 1 - strength * 0.8 else word


def _common_lost(word: str, strength: float, known: Known, _: np.random.Generator) -> str:
    return "" if known.rank.get(word, 1.0) < strength**3 * 0.3 else word


def _mistyped(text: str, strength: float, known: Known, chance: np.random.Generator) -> str:
    out = list(text)
    for place in np.flatnonzero(chance.random(len(out)) < strength * 0.3):
        other = known.letters[int(chance.integers(len(known.letters)))]
        way = int(chance.integers(4))
        if way == 3 and place:
            out[place - 1], out[place] = out[place], out[place - 1]
        else:
            out[place] = ("", other, out[place] + other, out[place])[way]
    return "".join(out)


def _letters_struck(text: str, strength: float, known: Known, _: np.random.Generator) -> str:
    """Some letters are missing or another sign wherever they stand, as on a broken keyboard or in a wrong encoding."""
    fixed = np.random.default_rng(round(strength * 1e6))
    struck = {letter for letter in known.letters if fixed.random() < strength * 0.4}
    sign = ("", "?", "#", known.letters[0])[int(fixed.integers(4))]
    return "".join(sign if letter in struck else letter for letter in text)


def _spaces(text: str, strength: float, _: Known, chance: np.random.Generator) -> str:
    out = []
    for letter in text:
        hit = chance.random() < strength * (0.5 if letter == " " else 0.15)
        out.append(("" if letter == " " else letter + " ") if hit else letter)
    return "".join(out)


def _begun(text: str, strength: float, _: Known, __: np.random.Generator) -> str:
    found = text.split()
    return " ".join(found[: max(1, round(len(found) * (1 - strength * 0.8)))])


def _ended(text: str, strength: float, _: Known, __: np.random.Generator) -> str:
    found = text.split()
    return " ".join(found[-max(1, round(len(found) * (1 - strength * 0.8))) :])


def _moved(text: str, strength: float, _: Known, chance: np.random.Generator) -> str:
    found = text.split()
    order = np.argsort(np.arange(len(found)) + chance.normal(0, 0.2 + 6 * strength**2, len(found)), kind="stable")
    return " ".join(found[i] for i in order)


def _beside(text: str, strength: float, known: Known, chance: np.random.Generator) -> str:
    """Part of another message, before or after."""
    other = known.texts[int(chance.integers(len(known.texts)))].split()
    part = " ".join(other[: max(1, round(len(other) * strength))])
    return f"{text} {part}" if chance.random() < 0.5 else f"{part} {text}"


def _framed(text: str, strength: float, known: Known, _: np.random.Generator) -> str:
    """The same words around every message: a signature, a form, a notice."""
    fixed = np.random.default_rng(round(strength * 1e6))
    begin = int(fixed.integers(max(1, len(known.words) - 30)))
    said = " ".join(known.words[begin : begin + 1 + round(14 * strength)])
    return f"{text} {said}" if fixed.random() < 0.5 else f"{said} {text}"


def _noted(text: str, strength: float, _: Known, chance: np.random.Generator) -> str:
    """Signs and numbers at an end: what machines put there."""
    sign = "".join(chance.choice(list("0123456789#:/-.()*>"), size=1 + round(7 * strength)))
    return f"{text} {sign}" if chance.random() < 0.5 else f"{sign} {text}"


def _cased(text: str, strength: float, _: Known, __: np.random.Generator) -> str:
    return (str.lower, str.upper, str.title, str.swapcase)[int(strength * 3.999)](text)


def _unpunctuated(text: str, strength: float, _: Known, chance: np.random.Generator) -> str:
    return "".join(x for x in text if x.isalnum() or x.isspace() or chance.random() >= strength) or text


def _again(word: str, strength: float, _: Known, chance: np.random.Generator) -> str:
    return f"{word} {word}" if chance.random() < strength * 0.7 else word


KINDS: Mapping[str, Damage] = {
    "words lost": _by_word(_lost), "other words": _by_word(_other_word), "strange words": _by_word(_strange_word),
    "one word for many": _by_word(_one_word_for_many), "rare words lost": _by_word(_rare_lost),
    "common words lost": _by_word(_common_lost), "words again": _by_word(_again), "mistyped": _mistyped,
    "letters struck": _letters_struck, "spaces": _spaces, "only begun": _begun, "only ended": _ended, "moved": _moved,
    "another beside": _beside, "framed": _framed, "noted": _noted, "cased": _cased, "unpunctuated": _unpunctuated,
}  # fmt: skip


def damaged(texts: Sequence[str], kind: str, strength: float, known: Known, chance: np.random.Generator) -> list[str]:
    """The texts after `kind` has happened to them; what nothing is left of stays."""
    return [KINDS[kind](text, strength, known, chance).strip() or text for text in texts]
