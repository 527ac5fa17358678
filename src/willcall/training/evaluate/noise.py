"""Mess: what thumbs do to a sentence. Typos, lost capitals and full stops, fillers, emojis; seeded, and never to an id.

Numbers, ids, e-mail addresses and words in `keep` stay readable, as a careful person reads over those. Short words are
left alone: a typo in "two" would be another wish, not another spelling.
"""

import random
import re

from willcall.training.evaluate.style import PHONE, Style

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEXT_TO = {letter: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in _ROWS for i, letter in enumerate(row)}
_SHORTHAND = {
    "please": ("pls", "plz"),
    "tickets": ("tix", "tickets", "tkts"),
    "you": ("u",),
    "are": ("r",),
    "thanks": ("thx", "thnx", "ty"),
    "tomorrow": ("tmrw", "tomorow"),
    "because": ("cuz", "bc"),
    "want to": ("wanna",),
    "going to": ("gonna",),
    "i don't know": ("idk",),
    "with": ("w/",),
}
_FILLERS = ("hi,", "hey", "hello!", "ok so", "um", "so", "hiya,", "yo", "good evening,", "oh,", "alright,", "hmm,")
_POLITE = ("please", "thanks", "if possible", "pretty please", "thank you!", "cheers")
_EMOJI = ("🙂", "😅", "🙏", "🎉", "👍", "😬", "🎟️")


def typo(word: str, rng: random.Random) -> str:
    """One slip of a finger inside `word`: a neighbouring key, a lost, doubled or swapped letter. The first letter stands."""
    if len(word) < 5 or not word.isalpha():
        return word
    at = rng.randrange(1, len(word) - 1)
    slip = rng.choice(("neighbour", "drop", "swap", "double"))
    if slip == "neighbour":
        keys = _NEXT_TO.get(word[at].lower(), "")
        return word[:at] + rng.choice(keys) + word[at + 1 :] if keys else word
    if slip == "drop":
        return word[:at] + word[at + 1 :]
    if slip == "swap" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]


def roughen(
    text: str,
    rng: random.Random,
    *,
    typos: float = 0.04,
    style: Style = PHONE,
    keep: frozenset[str] = frozenset(),
    plain: bool = False,
) -> str:
    """`text` as someone in a hurry would send it.

    Args:
        text: A well-formed message.
        rng: The fan's own randomness.
        typos: Chance of a slip per word of five letters or more; at most two in a message.
        style: Rates of the rest.
        keep: Lower-case words that are spelt right whatever happens.
        plain: Only spelling and casing, no words added: for answers such as "yes" or "two", where an added word may
            change what is said.
    """
    if not plain:
        if rng.random() < style.hedged:
            text = f"{rng.choice(_FILLERS)} {text[0].lower() + text[1:] if not text[:2].isupper() else text}"
        if rng.random() < style.polite and not re.search(r"please|thank", text, re.IGNORECASE):
            end = re.search(r"[.!?]$", text)
            text = (text[:-1] if end else text) + f" {rng.choice(_POLITE)}" + (end.group() if end else "")
    if rng.random() < style.lower_start:
        for long, shorts in _SHORTHAND.items():
            if rng.random() < 0.25:
                text = re.sub(rf"\b{long}\b", rng.choice(shorts), text, count=1, flags=re.IGNORECASE)
    slips = 0
    words = text.split(" ")
    for i, word in enumerate(words):
        bare = word.strip(".,!?;:'\"").lower()
        if slips < 2 and bare not in keep and _spellable(word) and rng.random() < typos:
            words[i] = _inside(word, rng)
            slips += words[i] != word
    text = " ".join(words)
    case = rng.random()
    if case < style.shouting:
        text = text.upper() if not re.search(r"[a-z]+_[0-9a-z]{6,}|@", text) else text
    elif case < style.shouting + style.lower_start:
        text = " ".join(w if "_" in w or "@" in w else w.lower() for w in text.split(" "))
    if rng.random() < style.no_end:
        text = re.sub(r"[.!]+$", "", text)
    if not plain and rng.random() < 0.08:
        text = f"{text} {rng.choice(_EMOJI)}"
    return text


def _spellable(word: str) -> bool:
    return not re.search(r"[\d_@/$€£¥]", word)


def _inside(word: str, rng: random.Random) -> str:
    found = re.search(r"[A-Za-z]{5,}", word)
    if not found:
        return word
    return word[: found.start()] + typo(found.group(), rng) + word[found.end() :]
