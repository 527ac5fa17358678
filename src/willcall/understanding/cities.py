"""Other ways people say a city's name: nicknames, airports, with its state or without.

General knowledge of large cities; which cities there are is the catalogue's to say. Knows nothing of where anything is on.
"""

import re

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
_STATE = re.compile(r"^(?P<city>[^,]{3,}),\s*[^,]+$")


def other_names(city: str) -> tuple[str, ...]:
    """How else a city may be called: ("nyc", …) for New York; without its state for "Portland, OR"."""
    plain = fold(city).strip()
    bare = _STATE.match(plain)
    names = [*_NICKNAMES.get(plain, ())]
    if bare is not None:
        names += [bare["city"], *_NICKNAMES.get(bare["city"], ())]
    return tuple(dict.fromkeys(name for name in names if name != plain))
