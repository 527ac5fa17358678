"""Words for kinds of shows, so that "hoops", "gig" or "stand-up" find whatever the catalogue calls them.

General English only; the catalogue decides which kinds exist and how they are spelled.
"""

import re
from collections.abc import Mapping, Sequence

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show
from willcall.understanding.spans import Found
from willcall.understanding.text import fold

_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("basketball", "hoops", "b-ball", "nba", "wnba"),
    ("hockey", "ice hockey", "nhl"),
    ("football", "american football", "nfl", "footy"),
    ("soccer", "football", "association football", "futbol", "mls", "footy"),
    ("baseball", "mlb"),
    ("concert", "concerts", "music", "gig", "gigs", "live music", "band", "bands", "singer", "rock", "recital"),
    ("theatre", "theater", "play", "plays", "drama", "broadway", "stage play", "musical", "musicals"),
    ("musical", "musicals", "broadway"),
    ("comedy", "stand-up", "stand up", "standup", "comedian", "comedians", "comic", "something funny", "anything funny", "a laugh", "some laughs", "to laugh at", "makes us laugh", "make us laugh", "make me laugh", "a good laugh", "funny show", "funny shows", "funny one", "funniest", "funniest show", "funniest thing", "something hilarious", "hilarious show"),
    ("opera", "operas"),
    ("ballet", "dance", "dancing"),
    ("classical", "symphony", "orchestra concert", "philharmonic"),
    ("festival", "festivals", "fest"),
    ("family", "kids show", "family show", "children's show", "kids' show"),
    ("circus",), ("magic", "magician", "magic show"), ("wrestling", "wwe"), ("boxing", "fight night"), ("mma", "ufc"),
    ("tennis",), ("rugby", "footy"), ("cricket",), ("volleyball",), ("lacrosse",), ("racing", "motorsport", "nascar", "f1"),
    ("esports", "e-sports", "gaming"), ("film", "movie", "movies", "films", "cinema"), ("ice show", "figure skating", "skating"),
    ("talk", "lecture", "talks"), ("exhibition", "exhibit", "museum"), ("handball",), ("cabaret",), ("jazz",),
)  # fmt: skip


SPORT = "sport"
"""Stands for every kind that is one, where the catalogue has no such kind of its own."""
_SPORTS = frozenset(
    [
        "basketball", "hockey", "football", "soccer", "baseball", "wrestling", "boxing", "mma", "tennis", "rugby", "cricket", "volleyball", "lacrosse", "racing", "handball",
    ]
)  # fmt: skip
_PLAYED_WORDS = (
    "any game",
    "any games",
    "a game",
    "some game",
    "any match",
    "any matches",
    "a match",
    "home game",
    "home games",
)
_SPORT_WORDS = ("sport", "sports", "sporting event", "sporting events", "sports event", "sports events", "sporty")


def is_kind(kind: str, said: str) -> bool:
    """Whether a show's kind is the one that was said, or one of the sports where those were.

    Args:
        kind: Of the show, as the catalogue spells it.
        said: The value of an `event_kind`.
    """
    if fold(kind) == fold(said):
        return True
    return said == SPORT and any(fold(kind) in family for family in _FAMILIES if family[0] in _SPORTS)


def narrowest(names: Sequence[Found]) -> list[Found]:
    """The names found, but for "any games" where the game is told: "she loves hockey, any games?" asks for hockey."""
    told = any(
        name.name == "event_kind" and not name.negated and name.value != SPORT and is_kind(name.value, SPORT)
        for name in names
    )
    return [name for name in names if not (told and name.name == "event_kind" and name.value == SPORT)]


_GAMES = regex(r"\b(?:games?|match(?:es)?|fixtures?)\b", re.IGNORECASE)


def other_games(names: Sequence[Found], text: str) -> list[Found]:
    """The names found, with the sports where one of them is turned down and games are asked for: "not hockey, any other games?"."""
    refused = [
        n for n in names if n.name == "event_kind" and n.negated and n.value != SPORT and is_kind(n.value, SPORT)
    ]
    said = _GAMES.search(text) if refused else None
    if said is None or any(n.name in {"event_kind", "event", "performer"} and not n.negated for n in names):
        return list(names)
    return [*names, Found("event_kind", SPORT, *said.span(), 0.9)]


def kind_words(kinds: set[str]) -> dict[str, str]:
    """Each word or phrase that means one of `kinds`, with that kind as the catalogue spells it."""
    words: dict[str, str] = {}
    direct = {fold(kind): kind for kind in kinds if kind}
    for folded, kind in direct.items():
        for spelling in (folded, folded + "s", folded.replace("_", " "), folded.replace("-", " ")):
            words.setdefault(spelling, kind)
    for family in _FAMILIES:
        found = direct.get(family[0]) or next((direct[word] for word in family[1:] if word in direct), None)
        found = found or _told_more_closely(family[0], direct)
        if found is not None:
            for word in family:
                words.setdefault(word, found)
    if sum(is_kind(kind, SPORT) for kind in kinds) > 1:
        for word in _PLAYED_WORDS:
            words.setdefault(word, SPORT)
    if any(is_kind(kind, SPORT) for kind in kinds):
        for word in _SPORT_WORDS:
            words.setdefault(word, SPORT)
    return words


def _told_more_closely(word: str, kinds: Mapping[str, str]) -> str | None:
    """The one kind that says `word` with another beside it: "stand-up comedy" is what there is of comedy."""
    close = [kind for folded, kind in kinds.items() if word in re.split(r"[\s_-]+", folded)]
    return close[0] if len(close) == 1 else None


_PLAIN = regex(
    r"\b(?P<said>(?:ice |field )?hockey|basketball|baseball|tennis|cricket|volleyball|lacrosse|handball|wrestling|boxing|circus|ballet|rugby|soccer|snooker|darts|panto)\b(?=(?: (?:match|matches|game|games|tickets?|tix|show|night|final|on|in|at|this|next|for|please|pls))|\W*$|\W)"
)


def not_shown(text: str, shows: Sequence[Show]) -> Found | None:
    """A kind of show that `text` names, and that there is none of: neither as a kind nor in what any show is called."""
    match = _PLAIN.search(fold(text))
    if match is None:
        return None
    word = match["said"].split()[-1]
    alike = next((family for family in _FAMILIES if word in family), (word,))
    called = {fold(name) for s in shows for name in (s.kind, s.name, *s.aliases, *s.performers)}
    if any(other in name.split() or other == name for name in called for other in alike):
        return None
    return Found("event_name", match["said"], *match.span("said"), 0.8)


def own_aliases(show: Show, shows: Sequence[Show], kinds: Mapping[str, str]) -> list[str]:
    """What a show is also called, but for the word of its kind where others are of it too: "the cricket" is any match of it.

    Another word for the kind stays where it stands in the title of this show alone: "the symphony", of a house with an organ recital.
    """
    alike = [other for other in shows if other.kind == show.kind]

    def shared(alias: str) -> bool:
        word = fold(alias).removeprefix("the ")
        if len(alike) < 2 or kinds.get(word) != show.kind:
            return False
        titled = {other.name for other in alike if word in re.findall(r"[\w'-]+", fold(other.name))}
        return word == fold(show.kind) or titled != {show.name}

    return [alias for alias in show.aliases if not shared(alias)]
