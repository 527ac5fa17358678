"""Other ways people say a city's name: nicknames, airports, with its state or without.

General knowledge of large cities; which cities there are is the catalogue's to say. Knows nothing of where anything is on.
"""

import re

from willcall.understanding.patterns import regex
from willcall.understanding.text import fold

_NICKNAMES: dict[str, tuple[str, ...]] = {
    "new york": ("nyc", "ny", "n.y.", "n.y.c.", "new york city", "the big apple", "big apple"),
    "los angeles": ("la", "l.a.", "lax", "city of angels"),
    "san francisco": ("sf", "s.f.", "sfo", "san fran", "frisco", "san francisco bay area"),
    "san diego": ("sd", "s.d."),
    "philadelphia": ("philly", "phila"),
    "las vegas": ("vegas", "sin city"),
    "washington": ("dc", "d.c.", "washington dc", "washington d.c.", "district of columbia"),
    "washington dc": ("dc", "d.c.", "washington", "district of columbia"),
    "washington d.c.": ("dc", "d.c.", "washington", "washington dc", "district of columbia"),
    "new orleans": ("nola", "n'awlins", "the big easy", "big easy"),
    "atlanta": ("atl", "hotlanta"),
    "chicago": ("chi-town", "chitown", "chi town", "windy city", "the windy city"),
    "boston": ("beantown",),
    "detroit": ("motor city",),
    "houston": ("h-town", "space city"),
    "miami": ("the magic city",),
    "seattle": ("emerald city",),
    "denver": ("mile high city",),
    "nashville": ("music city",),
    "pittsburgh": ("steel city",),
    "portland": ("pdx", "rose city"),
    "oklahoma city": ("okc",),
    "kansas city": ("kc",),
    "salt lake city": ("slc", "salt lake"),
    "saint louis": ("st louis", "st. louis", "stl"),
    "st. louis": ("saint louis", "st louis", "stl"),
    "st louis": ("saint louis", "st. louis", "stl"),
    "fort worth": ("ft worth", "ft. worth"),
    "minneapolis": ("mpls",),
    "montreal": ("mtl",),
    "vancouver": ("yvr",),
    "toronto": ("yyz",),
    "london": ("ldn",),
}
_STATE = regex(r"^(?P<city>[^,]{3,}),\s*[^,]+$")


def other_names(city: str) -> tuple[str, ...]:
    """How else a city may be called: ("nyc", …) for New York; without its state for "Portland, OR"."""
    plain = fold(city).strip()
    bare = _STATE.match(plain)
    names = [*_NICKNAMES.get(plain, ())]
    if bare is not None:
        names += [bare["city"], *_NICKNAMES.get(bare["city"], ())]
    return tuple(dict.fromkeys(name for name in names if name != plain))


_FROM = regex(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_TRAVELS = regex(
    r"\b(?:com(?:e|es|ing)|came|driv(?:e|es|ing)|drove|travel\w*|fly(?:ing)?|flies|flew|trains?|bus(?:es)?|car|coach|cycl\w+|get(?:ting)?|arriv\w+|visit\w+|journey|trip|far|all the way|i'?m|i am|we'?re|we are|he'?s|she'?s|they'?re|they are)\b[^.?!;]{0,24}$|\b(?:over|up|down)\s+$",
    re.IGNORECASE,
)


def travelled_from(text: str, start: int) -> bool:
    """Whether it is where people set out: "we will come by car from there"; a team from there, or shows, are another matter."""
    origin = _FROM.search(text[:start])
    return origin is not None and _TRAVELS.search(text[: origin.start()]) is not None
