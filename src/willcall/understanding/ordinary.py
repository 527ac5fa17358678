"""Words that are no names by themselves: everyday English, what venues and shows are called in general, little words.

`ordinary_words.txt` holds the commonest words of a general vocabulary and the words of ticketing. Knows no catalogue.
"""

import json
from functools import cache
from importlib.resources import files

ORDINARY = frozenset(files("willcall.understanding").joinpath("ordinary_words.txt").read_text("utf-8").split())

# Never carry a name by themselves, however rare they are.
GENERIC = frozenset(
    [
        "arena", "stadium", "theatre", "theater", "center", "centre", "hall", "park", "field", "garden", "gardens", "club", "house", "opera", "coliseum", "pavilion",
        "dome", "court", "grounds", "amphitheatre", "amphitheater", "auditorium", "playhouse", "room", "stage", "ballroom", "the", "of", "and", "at", "in", "on",
        "a", "an", "for", "to", "vs", "v", "versus", "live", "tour", "concert", "show", "game", "match", "festival", "night", "day", "city", "fc", "sc", "united",
        "team", "band", "orchestra", "symphony", "presents", "with", "musical", "play", "series", "final", "finals", "cup", "league", "season", "home", "away",
        "featuring", "feat", "ft", "world", "national", "grand", "new", "old", "great", "big", "north", "south", "east", "west", "saint", "st", "fort", "lake",
        "river", "bay", "hill", "valley", "ticket", "tickets", "event", "events", "sport", "sports", "town", "county", "state", "street", "club's", "basketball",
        "poss", "possible", "prob", "defo", "football", "hockey", "soccer", "baseball", "comedy", "opera", "ballet", "jazz", "rock", "pop", "classical", "family", "holiday", "christmas", "special",
        "evening", "matinee", "book", "buy", "order", "see", "watch", "find", "get", "go", "want", "need", "reserve", "purchase", "cancel", "refund", "exchange",
        "upgrade", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august",
        "september", "october", "november", "december", "today", "tonight", "tomorrow", "weekend", "morning", "afternoon", "noon",
        "cheap", "cheaper", "cheapest", "cheapo", "dear", "dearer", "dearest", "pricey", "affordable", "budget", "bargain",
    ]
)  # fmt: skip


@cache
def english() -> frozenset[str]:
    """Whole words of the encoder's vocabulary: whoever types one of them has misspelt no other."""
    told = json.loads(files("willcall.understanding").joinpath("weights/tokenizer.json").read_text("utf-8"))
    return frozenset(word for word in told["model"]["vocab"] if len(word) >= _LONG and word.isalpha())


_LONG = 4  # letters; shorter words are never taken for misspelt ones
FILLER = frozenset(["the", "of", "and", "a", "an", "at", "in", "on", "vs", "v", "versus", "&", "to", "for", "by"])
