"""Our own phrases, multiplied: alternatives are chosen, places filled with invented names, typing made messy.

`datasets/phrases/intents.jsonl` holds `{"intent", "text", "asked"?}`; `[a|b|]` in a text is a choice and `{event}` a place.
Every name is invented here from syllables and common words, so that nothing of a season can be learnt by heart.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from willcall.training.recipes.encoder.examples import Example, Span
from willcall.understanding.asked import ASKED
from willcall.understanding.reading import Intent

FILE = Path(__file__).parents[2] / "datasets" / "phrases" / "intents.jsonl"

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{(\w+)\}")
_TAGS = {"event": "event_name", "performer": "event_name", "venue": "venue", "city": "city"}

_TOWNS = [
    "Ashford", "Brackenridge", "Calder", "Dunmore", "Eastvale", "Fairhaven", "Glenrock", "Harrow", "Inverness", "Juniper", "Kestrel", "Lakewood", "Maplewood",
    "Northgate", "Oakhurst", "Pinecrest", "Quarry", "Redstone", "Silverton", "Thornbury", "Umber", "Vernon", "Westbrook", "Yarrow", "Zephyr", "Portsmouth", "Boise",
    "Tulsa", "Reno", "Omaha", "Denver", "Austin", "Leeds", "Cork", "Oslo", "Bristol", "Tampa", "Fresno", "Dayton", "Akron", "Dallas", "Phoenix", "Toronto",
    "Hartford", "Albany", "Savannah", "Mobile", "Eugene", "Provo", "Lincoln", "Madison",
]  # fmt: skip
_PREFIX = ["", "", "", "San ", "New ", "Port ", "Fort ", "Lake ", "Saint ", "North ", "West ", "Mount "]
_BEASTS = [
    "Badgers", "Bobcats", "Cobras", "Comets", "Cyclones", "Dragons", "Falcons", "Foxes", "Gators", "Herons", "Hornets", "Huskies", "Jackals", "Jets", "Kodiaks",
    "Lynx", "Mariners", "Miners", "Monarchs", "Mustangs", "Nomads", "Orcas", "Owls", "Pelicans", "Pilots", "Pioneers", "Racers", "Rams", "Ravens", "Rebels",
    "Rockets", "Sabers", "Scorpions", "Sharks", "Stallions", "Stingrays", "Storm", "Thunder", "Titans", "Tornadoes", "Vipers", "Voyagers", "Wolves", "Wranglers",
    "Yetis", "Blaze", "Surge", "Frost", "Heat", "Magic", "Wild",
]  # fmt: skip
_FIRST = [
    "Ava", "Bruno", "Carla", "Dexter", "Elena", "Felix", "Greta", "Hugo", "Iris", "Jonah", "Kira", "Leon", "Mara", "Nils", "Opal", "Perry", "Quinn", "Rosa", "Silas",
    "Tessa", "Uma", "Victor", "Wren", "Xavier", "Yara", "Zane", "Bob", "Maria", "Ahmed", "Mei", "Olu", "Sanjay",
]  # fmt: skip
_LAST = [
    "Abbott", "Bellamy", "Castillo", "Delgado", "Everett", "Fontaine", "Grimaldi", "Holloway", "Ibarra", "Jansen", "Kowalski", "Laurent", "Mercer", "Novak",
    "Okafor", "Petrov", "Quintero", "Rinaldi", "Sorensen", "Tanaka", "Underhill", "Valdez", "Whitaker", "Xu", "Young", "Zeller", "Hart", "Moon", "Stone", "Vale",
]  # fmt: skip
_ADJ = [
    "Velvet", "Crimson", "Electric", "Midnight", "Golden", "Paper", "Broken", "Silent", "Neon", "Wandering", "Hollow", "Bitter", "Crystal", "Copper", "Lunar",
    "Static", "Wild", "Lost", "Burning", "Frozen", "Secret", "Last", "Little", "Quiet", "Blue", "Red", "Black", "Silver",
]  # fmt: skip
_NOUN = [
    "Lanterns", "Sparrows", "Engines", "Gardens", "Rivers", "Mirrors", "Wolves", "Letters", "Tides", "Saints", "Arrows", "Ghosts", "Orchard", "Parade", "Machine",
    "Kingdom", "Strangers", "Hours", "Echoes", "Bridges", "Daughter", "Winter", "Garden", "Tiger", "Station", "Harvest", "Carnival", "Avenue",
]  # fmt: skip
_PLAYS = [
    "The Merchant of Venice", "A Winter's Tale", "Hamlet", "The Cherry Orchard", "Peer Gynt", "The Importance of Being Earnest", "Twelfth Night", "The Snow Queen",
    "Swan Lake", "Carmen", "The Nutcracker", "The Barber of Seville", "Uncle Vanya", "A Doll's House", "Tartuffe", "The Wizard of the North", "Sleeping Giant",
    "Letters to Nobody", "Once Upon a Mattress", "The Lighthouse Keeper", "Murder at Midnight", "Songs for a Small Town",
]  # fmt: skip
_HALLS = [
    "Arena", "Stadium", "Center", "Coliseum", "Theatre", "Theater", "Hall", "Pavilion", "Park", "Field", "Garden", "Dome", "Playhouse", "Amphitheatre", "Forum",
    "Opera", "House", "Ballroom", "Gardens",
]  # fmt: skip
_KINDS = [
    "basketball", "hockey", "football", "baseball", "soccer", "concert", "theatre", "musical", "comedy", "opera", "ballet", "play", "rock", "jazz",
]  # fmt: skip
_KIN = [
    "wife", "husband", "friend", "mom", "dad", "brother", "sister", "son", "daughter", "girlfriend", "boyfriend", "cousin", "boss", "roommate", "partner", "kid",
    "buddy",
]  # fmt: skip
_NUMBERS = (
    "1 2 2 2 3 3 4 4 5 6 7 8 10 two two three four five six one a couple of a pair of".replace(
        "a couple of", "a_couple_of"
    )
    .replace("a pair of", "a_pair_of")
    .split()
)
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "dec", "nov",
    "oct",
]  # fmt: skip
_SECTIONS = [
    "section 101", "section 214", "sec 12", "the balcony", "the lower bowl", "the floor", "the upper level", "orchestra", "the mezzanine", "club level", "section C",
    "courtside", "the stalls", "block 7", "the front section", "lower level", "101", "row 5",
]  # fmt: skip
_ORDINALS = ["first", "second", "third", "fourth", "last", "1st", "2nd", "3rd"]
_COMPANY = [
    "me and my {kin}", "just me", "the two of us", "me and my two kids", "a family of five", "me, my {kin} and 3 kids", "2 adults and 2 kids", "my {kin} and i", "six of us", "the four of us", "me and 3 friends", "my parents and me", "a group of eight",
]  # fmt: skip
_ORDER = "abcdefghjkmnpqrstvwxyz0123456789"
_FITTING = {
    "choice": ("choice", "event", "seats", "order"), "quantity": ("quantity",), "event": ("event", "when", "where", "other"), "seats": ("seats", "choice", "other"),
    "order": ("order", "choice", "other"), "other": ("other", "choice", "confirmation"), "confirmation": ("confirmation", "payment", "offer", "choice", "event", "other", "seats", "quantity"),
    "payment": ("payment", "confirmation", "second_step"), "more": ("more", "nothing", "open", "other"),
}  # fmt: skip


def rows(file: Path = FILE) -> list[dict[str, str]]:
    """The phrases as written."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def expand(each: int, seed: int, file: Path = FILE) -> Iterator[Example]:
    """About `each` examples of every intent, the same ones for the same `seed`."""
    chance = random.Random(seed)
    by_intent: dict[str, list[dict[str, str]]] = {}
    for row in rows(file):
        by_intent.setdefault(row["intent"], []).append(row)
    for intent, templates in by_intent.items():
        seen: set[tuple[str, str]] = set()
        wanted = int(each * (1.6 if intent in {"inform", "out_of_scope", "change", "buy_tickets"} else 1.0))
        for turn in range(wanted * 3):
            row = templates[turn % len(templates)] if turn < 3 * len(templates) else chance.choice(templates)
            example = fill(row["text"], Intent(intent), _asked(row.get("asked"), chance), chance)
            if (example.text, example.asked) not in seen:
                seen.add((example.text, example.asked))
                yield example
            if len(seen) >= wanted:
                break


def fill(template: str, intent: Intent | None, asked: str, chance: random.Random) -> Example:
    """One example of a phrase."""
    text = template
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda m: chance.choice(m.group(1).split("|")), text, count=1)
    text = text.replace("{{", "<<").replace("}}", ">>").replace("{company}", chance.choice(_COMPANY))
    out, spans, names, done = "", [], [], 0
    for match in _PLACE.finditer(text):
        out += text[done : match.start()]
        said, full = _filler(match.group(1), chance)
        tag = _TAGS.get(match.group(1))
        if tag:
            low, high = _name_in(said)
            spans.append((tag, len(out) + low, len(out) + high))
            names.append((match.group(1), full))
        out += said
        done = match.end()
    out += text[done:]
    out = out.replace("<<", "{{").replace(">>", "}}")
    out, spans = _messy(out, spans, chance)
    return Example(out, intent, asked, tuple(Span(*s) for s in spans), tuple(names), "own")


def _name_in(said: str) -> tuple[int, int]:
    """The name within a way of saying it: without "the" ahead and "game" behind."""
    match = re.fullmatch(r"(the )?(.*?)( game| match| concert| show)?", said)
    return (match.start(2), match.end(2)) if match else (0, len(said))


def _asked(given: str | None, chance: random.Random) -> str:
    if given is None:
        return chance.choice(("nothing", "nothing", "open", "more", chance.choice(ASKED), chance.choice(ASKED)))
    return chance.choice((given, *_FITTING[given])) if chance.random() < 0.9 else chance.choice(ASKED)


def _filler(place: str, chance: random.Random) -> tuple[str, str]:
    """(as said, the full name)."""
    pick = chance.choice
    town = pick(_PREFIX) + pick(_TOWNS)
    if place == "performer":
        if chance.random() < 0.55:
            team = pick(_BEASTS)
            full = f"{town} {team}"
            return (pick((team, team, full)), full)
        full = pick(
            (
                f"{pick(_FIRST)} {pick(_LAST)}",
                f"The {pick(_ADJ)} {pick(_NOUN)}",
                f"{pick(_ADJ)} {pick(_NOUN)}",
                pick(_NOUN),
            )
        )
        return (full, full)
    if place == "event":
        style = chance.random()
        if style < 0.35:
            home, away = pick(_BEASTS), pick(_BEASTS)
            full = f"{town} {home} vs {pick(_TOWNS)} {away}"
            return (
                pick(
                    (
                        f"the {home} game",
                        f"{home} vs {away}",
                        full,
                        f"the {home}",
                        f"{home} game",
                        f"the {home} match",
                        f"the {town} game",
                    )
                ),
                full,
            )
        if style < 0.7:
            said, full = _filler("performer", chance)
            return (pick((said, said, f"the {said} concert", f"{said} show", f"{said} concert")), full)
        full = pick(_PLAYS)
        return (full, full)
    simple: dict[str, Callable[[], object]] = {
        "venue": lambda: pick((f"{pick(_TOWNS)} {pick(_HALLS)}", f"{pick(_LAST)} {pick(_HALLS)}", f"the {pick(_ADJ)} {pick(_HALLS)}", f"{pick(_NOUN)} {pick(_HALLS)}")),
        "city": lambda: town,
        "kind": lambda: pick(_KINDS),
        "kin": lambda: pick(_KIN),
        "n": lambda: pick(_NUMBERS).replace("_", " "),
        "small": lambda: pick(["1", "2", "3", "4", "two", "three", "one"]),
        "ordinal": lambda: pick(_ORDINALS),
        "section": lambda: pick(_SECTIONS),
        "row": lambda: pick(["A", "B", "C", "3", "5", "10", "12", "F"]),
        "price": lambda: pick((f"${pick((20, 40, 50, 75, 80, 100, 120, 150, 200))}", f"{pick((30, 50, 60, 80, 100))} bucks", f"{pick((50, 80))} euros", "a hundred dollars", f"£{pick((30, 45, 60))}", "100")),
        "when": lambda: pick((
            "tonight", "tomorrow", "this weekend", "next week", "on the weekend", f"{pick(_DAYS)}", f"this {pick(_DAYS)}", f"next {pick(_DAYS)}", f"{pick(_DAYS)} night", f"on {pick(_DAYS)}",
            f"{pick(_MONTHS)} {chance.randint(1, 28)}", f"the {chance.randint(4, 28)}th", f"on the {chance.randint(4, 28)}th", f"in {pick(_MONTHS[:12])}", "next month", f"{chance.randint(1, 12)}/{chance.randint(1, 28)}", "saturday afternoon",
        )),
        "time": lambda: pick(("7pm", "8", "7:30", "8 o'clock", "19:30", "noon", "6:30 pm")),
        "month": lambda: pick(_MONTHS[:12]),
        "person": lambda: pick(_FIRST),
        "email": lambda: f"{pick(_FIRST).lower()}{pick(('', '.', '_'))}{pick(_LAST).lower()}@{pick(('example.com', 'mail.org', 'x.com', 'work.co'))}",
        "order": lambda: "ord_" + "".join(pick(_ORDER) for _ in range(chance.randint(6, 22))),
    }  # fmt: skip
    said = str(simple[place]())
    return (said, said)


def _messy(
    text: str, spans: list[tuple[str, int, int]], chance: random.Random
) -> tuple[str, list[tuple[str, int, int]]]:
    """Typing as it comes: case, points, slips, slang, a greeting ahead."""
    style = chance.random()
    if style < 0.45:
        text = text.lower()
    elif style < 0.5:
        text = text.upper()
    elif style < 0.75 and text:
        text = text[0].upper() + text[1:]
    if chance.random() < 0.25:
        text = text.rstrip("?!.")
    elif text and text[-1].isalnum() and chance.random() < 0.25:
        text += chance.choice((".", "!", "!!", " :)", " 🙏", "...", " 😊"))
    if chance.random() < 0.12:
        text, spans = _slip(text, spans, chance)
    if chance.random() < 0.08:
        lead = chance.choice(("hi, ", "hey ", "hello, ", "um ", "ok so ", "Hi! ", "please ", "well, ", "hey there, "))
        text, spans = lead + text, [(n, a + len(lead), b + len(lead)) for n, a, b in spans]
    if chance.random() < 0.06:
        text += chance.choice((" please", " pls", " thanks", " thx", " asap", " if possible"))
    return text, spans


def _slip(
    text: str, spans: list[tuple[str, int, int]], chance: random.Random
) -> tuple[str, list[tuple[str, int, int]]]:
    """One slip of the finger, spans kept right."""
    places = [i for i, c in enumerate(text[:-1]) if c.isalpha() and text[i + 1].isalpha()]
    if not places or "@" in text or "_" in text:
        return text, spans
    at = chance.choice(places)
    kind = chance.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :], spans
    added = -1 if kind == 1 else 1
    text = text[:at] + text[at + 1 :] if kind == 1 else text[:at] + text[at] + text[at:]
    return text, [(n, a + (added if a > at else 0), b + (added if b > at else 0)) for n, a, b in spans]
