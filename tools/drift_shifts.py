"""Shifts of people's comments, for `drift_bench.py`: what may happen to a window of them. Knows no model.

`SHIFTS` is what thresholds were once set by. `FRESH` was written after that, and `UNSEEN` before accuracy came to be learnt from damaged copies:
neither has set anything.
"""

import random
import re
from collections.abc import Callable

LETTERS = "abcdefghijklmnopqrstuvwxyz"
Row = tuple[int, str]
Change = Callable[[list[Row], random.Random], list[Row]]


def each(change: Callable[[str, random.Random], str]) -> Change:
    return lambda rows, chance: [(label, change(text, chance) or text) for label, text in rows]


def only(keep: Callable[[Row], bool], share: float) -> Change:
    """A pool in which rows that `keep` says are so large a share."""

    def change(rows: list[Row], chance: random.Random) -> list[Row]:
        those, others = [r for r in rows if keep(r)], [r for r in rows if not keep(r)]
        if not those or not others:
            return rows
        return [chance.choice(those if chance.random() < share else others) for _ in rows]

    return change


def typos(rate: float) -> Change:
    def change(text: str, chance: random.Random) -> str:
        out = []
        for letter in text:
            if letter.isalpha() and chance.random() < rate:
                out.append(chance.choice(["", letter * 2, chance.choice(LETTERS)]))
            else:
                out.append(letter)
        return "".join(out)

    return each(change)


def words(change: Callable[[list[str], random.Random], list[str]]) -> Change:
    return each(lambda text, chance: " ".join(change(text.split(), chance)))


def without(share: float) -> Change:
    return words(lambda found, chance: [w for w in found if chance.random() > share])


def shuffled(found: list[str], chance: random.Random) -> list[str]:
    return chance.sample(found, len(found))


def foreign(share: float) -> Change:
    known = [
        "der",
        "die",
        "und",
        "ist",
        "nicht",
        "auch",
        "sehr",
        "aber",
        "wenn",
        "dann",
        "schon",
        "mal",
        "so",
        "wie",
        "ein",
        "eine",
        "noch",
        "doch",
    ]
    return words(lambda found, chance: [chance.choice(known) if chance.random() < share else w for w in found])


SHIFTS: dict[str, Change] = {
    **{f"none {n}": lambda rows, _: rows for n in range(4)},
    "capitals": each(lambda t, _: t.upper()),
    "small letters": each(lambda t, _: t.lower()),
    "no punctuation": each(lambda t, _: re.sub(r"[.,;:!?]", "", t)),
    "three dots": each(lambda t, _: t + " ..."),
    "quoted": each(lambda t, _: f'"{t}"'),
    "greeted": each(lambda t, _: "Hi, " + t),
    "signed": each(lambda t, c: f"{t} -- {c.choice(['Tom', 'Ana', 'Lee', 'Kim'])}"),
    "asked about": each(lambda t, _: "A fan wrote: " + t),
    "names put in": each(lambda t, c: t.replace("[NAME]", c.choice(["Tom", "Ana", "Lee"]))),
    "numbers": each(lambda t, c: f"{t} {c.randrange(9999)}"),
    "expanded": each(lambda t, _: t.replace("n't", " not").replace("'re", " are").replace("'m", " am")),
    "twice the spaces": each(lambda t, _: t.replace(" ", "  ")),
    "dates": each(lambda t, c: f"on {c.randrange(1, 28)} May: {t}"),
    "long ones": only(lambda r: len(r[1]) > 80, 0.8),
    "short ones": only(lambda r: len(r[1]) < 50, 0.8),
    "very short ones": only(lambda r: len(r[1]) < 30, 0.7),
    "questions": only(lambda r: "?" in r[1], 0.6),
    "no questions": only(lambda r: "?" not in r[1], 1.0),
    "with names": only(lambda r: "[NAME]" in r[1], 0.7),
    "of the game": only(lambda r: bool(re.search(r"game|team|play|win|season", r[1], re.IGNORECASE)), 0.6),
    "of oneself": only(lambda r: bool(re.search(r"\b(I|my|me)\b", r[1])), 0.85),
    "happier": only(lambda r: r[0] == 2, 0.7),
    "much happier": only(lambda r: r[0] == 2, 0.9),
    "plainer": only(lambda r: r[0] == 1, 0.6),
    "much plainer": only(lambda r: r[0] == 1, 0.85),
    "unhappier": only(lambda r: r[0] == 0, 0.5),
    "much unhappier": only(lambda r: r[0] == 0, 0.8),
    **{f"typos {rate}": typos(rate) for rate in (0.02, 0.05, 0.1, 0.15, 0.25, 0.4)},
    **{f"words lost {share}": without(share) for share in (0.1, 0.2, 0.35, 0.5, 0.7)},
    **{f"other language {share}": foreign(share) for share in (0.1, 0.25, 0.4, 0.6)},
    "shuffled": words(shuffled),
    "backwards": words(lambda found, _: found[::-1]),
    "first three words": words(lambda found, _: found[:3]),
    "first six words": words(lambda found, _: found[:6]),
    "last three words": words(lambda found, _: found[-3:]),
    "no vowels": each(lambda t, _: re.sub(r"[aeiou]", "", t)),
    "leet": each(lambda t, _: t.translate(str.maketrans("aeiost", "4310$7"))),
    "no spaces": each(lambda t, _: t.replace(" ", "")),
    "letter by letter": each(lambda t, _: " ".join(t)),
    "half torn off": each(lambda t, _: t[: len(t) // 2]),
    "two in one": lambda rows, chance: [(label, f"{text} {chance.choice(rows)[1]}") for label, text in rows],
    "after another": lambda rows, chance: [(label, f"{chance.choice(rows)[1]} {text}") for label, text in rows],
    "hedged": each(lambda t, _: "I am not sure whether one could say that " + t),
    "feeling words struck": each(lambda t, _: re.sub(r"\b(love|hate|good|bad|great|thanks?|sorry|lol|best|worst|nice|awesome|happy|sad|cool|hope|wow|fuck\w*|shit\w*)\b", "it", t, flags=re.IGNORECASE)),
}  # fmt: skip


FRESH: dict[str, Change] = {
    "untouched": lambda rows, _: rows,
    "title case": each(lambda t, _: t.title()),
    "in brackets": each(lambda t, _: f"({t})"),
    "forwarded": each(lambda t, _: "Fwd: " + t),
    "with a smiley": each(lambda t, c: t + c.choice([" :)", " :/", " ;)", ""])),
    "tagged": each(lambda t, _: f"<p>{t}</p>"),
    "every word twice": words(lambda found, _: [w for word in found for w in (word, word)]),
    "neighbours swapped": each(lambda t, c: "".join(b + a if c.random() < 0.2 else a + b for a, b in zip(t[::2], t[1::2], strict=False))),
    "long words blotted": words(lambda found, _: ["thing" if len(w) > 5 else w for w in found]),
    "second half only": words(lambda found, _: found[len(found) // 2 :]),
    "small words left out": words(lambda found, _: [w for w in found if len(w) > 3]),
    "advertised": each(lambda t, _: t + " Sent from my phone. Get the app today and save on your next order."),
    "later ones first": lambda rows, _: rows[::-1],
    "many full stops": only(lambda r: r[1].count(".") > 1, 0.7),
}  # fmt: skip


KEYS = {"a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n",
        "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x"}  # fmt: skip
SLANG = {
    "you": "u",
    "are": "r",
    "to": "2",
    "for": "4",
    "your": "ur",
    "because": "cuz",
    "please": "pls",
    "people": "ppl",
    "really": "rly",
    "about": "abt",
}
HOMOPHONES = {"there": "their", "their": "there", "your": "you're", "too": "to", "two": "to", "its": "it's", "here": "hear", "no": "know", "know": "no",
              "right": "write", "would": "wood", "one": "won", "for": "four", "so": "sew", "great": "grate", "sorry": "sari"}  # fmt: skip


def swapped(table: dict[str, str]) -> Change:
    return words(lambda found, _: [table.get(w.lower(), w) for w in found])


def inside_out(found: list[str], chance: random.Random) -> list[str]:
    """Letters inside of words in another order."""
    return [w if len(w) < 5 else w[0] + "".join(chance.sample(w[1:-1], len(w) - 2)) + w[-1] for w in found]


def flood(rows: list[Row], chance: random.Random) -> list[Row]:
    """Two in five are one of fifty comments, again and again."""
    few = chance.sample(rows, 50)
    return [chance.choice(few) if chance.random() < 0.4 else row for row in rows]


def fillers(found: list[str], chance: random.Random) -> list[str]:
    return [
        v
        for w in found
        for v in ((w,) if chance.random() > 0.15 else (chance.choice(["uh", "um", "well", "basically"]), w))
    ]


UNSEEN: dict[str, Change] = {
    "as it was": lambda rows, _: rows,
    "as it was, again": lambda rows, _: rows,
    "time of day": each(lambda t, c: f"{t} ({c.randrange(9, 24)}:{c.randrange(10, 60)})"),
    "addressed": each(lambda t, _: "@club " + t),
    "hash tag": each(lambda t, _: t + " #matchday"),
    "link": each(lambda t, c: f"{t} https://example.org/p/{c.randrange(99999)}"),
    "please": each(lambda t, _: t.rstrip(".!?") + ", please."),
    "thanked": each(lambda t, _: t + " Thanks!"),
    "exclaimed": each(lambda t, _: t.rstrip(".") + "!!"),
    "typographic": each(lambda t, _: t.replace("'", "\u2019").replace('"', "\u201d").replace("...", "\u2026")),
    "no apostrophes": each(lambda t, _: t.replace("'", "").replace("\u2019", "")),
    "small beginning": each(lambda t, _: t[:1].lower() + t[1:]),
    "line by line": each(lambda t, _: re.sub(r"([.!?]) ", r"\1\n", t)),
    "they": each(lambda t, _: re.sub(r"\b(he|she)\b", "they", t, flags=re.IGNORECASE)),
    "emphasised": words(lambda found, c: [f"**{w}**" if c.random() < 0.2 else w for w in found]),
    "listed": each(lambda t, c: f"{c.randrange(1, 40)}) {t}"),
    "ASCII": each(lambda t, _: t.encode("ascii", "ignore").decode()),
    "read as Latin-1": each(lambda t, _: t.encode().decode("latin-1")),
    "quoted mail": each(lambda t, _: "> " + t),
    "regarding": each(lambda t, _: "Regarding your message of Tuesday, this is what I wanted to add to it: " + t),
    "slang": swapped(SLANG),
    "misheard": swapped(HOMOPHONES),
    "stretched": words(lambda found, c: [re.sub(r"([aeiou])", r"\1\1\1", w, count=1) if c.random() < 0.3 else w for w in found]),
    "wrong keys": each(lambda t, c: "".join(c.choice(KEYS[x]) if x in KEYS and c.random() < 0.07 else x for x in t)),
    "inside out": words(inside_out),
    "run together": each(lambda t, c: "".join("" if x == " " and c.random() < 0.2 else x for x in t)),
    "torn apart": each(lambda t, c: "".join(x + " " if c.random() < 0.04 else x for x in t)),
    "spoken": words(fillers),
    "no negations": each(lambda t, _: re.sub(r"\b(not|never|no)\b ?|n't\b|n\u2019t\b", "", t, flags=re.IGNORECASE)),
    "ironic": each(lambda t, _: t + " /s"),
    "starred out": words(lambda found, c: [w[0] + "*" * (len(w) - 2) + w[-1] if len(w) > 3 and c.random() < 0.25 else w for w in found]),
    "lookalikes": each(lambda t, c: "".join({"a": "\u0430", "e": "\u0435", "o": "\u043e"}.get(x, x) if c.random() < 0.3 else x for x in t)),
    "forty characters": each(lambda t, _: t[:40]),
    "first sentence": each(lambda t, _: re.split(r"(?<=[.!?]) ", t)[0]),
    "last sentence": each(lambda t, _: re.split(r"(?<=[.!?]) ", t)[-1]),
    "flood": flood,
    "loud": only(lambda r: "!" in r[1], 0.6),
    "swearing": only(lambda r: bool(re.search(r"fuck|shit|damn|hell|ass\b|crap", r[1], re.IGNORECASE)), 0.35),
    "long-worded": only(lambda r: len(r[1]) > 4.8 * len(r[1].split()), 0.75),
    "to somebody": only(lambda r: bool(re.search(r"\byou\b", r[1], re.IGNORECASE)), 0.8),
    "half of it hurried": lambda rows, c: [(label, " ".join(w for w in t.split() if c.random() > 0.3) or t) if c.random() < 0.5 else (label, t) for label, t in rows],
}  # fmt: skip
