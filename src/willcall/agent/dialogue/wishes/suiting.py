"""Shows for children: told by what the season says of each show, never guessed."""

import re
from collections.abc import Generator

from willcall.agent.ports import ToolCall, ToolResult
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Show

_FOR_CHILDREN = regex(
    r"\b(?:for|suits?|suitable(?: for)?|good (?:for|with)|ok for|okay for|fun for|right for|bores?|like|enjoy|keep|entertain) (?:a |an |my |the |our |some |young |little |small |wee |both )*"
    r"(?:kids?|kiddies|child(?:ren)?|toddlers?|bairns?|weans|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[- ]?(?:yr|year)s?[- ]?olds?|famil(?:y|ies)(?! of (?:\d|two|three|four|five|six|seven|eight))|little ones?|young ones?|grandkids|grandchildren)\b"
    r"|\b(?:kid|kids|child|family)[- ]?(?:friendly|show|shows|event|events|stuff|thing|things|fun)\b",
    re.IGNORECASE,
)
_SAYS_SO = regex(r"\b(?:famil(?:y|ies)|children|child|kids?|all ages|young(?:est)?|for ages? \d)\b", re.IGNORECASE)
_NOT_THEIRS = regex(
    r"\b(?:adults? only|not (?:suitable )?for (?:children|kids)|over[- ]?1\d|1[5-8] ?\+|1[5-8] and over|no (?:children|under))\b",
    re.IGNORECASE,
)
_MOST = 30  # shows by different names that are looked at


def asked_for(text: str) -> bool:
    """Whether something for children, or a family, is looked for."""
    return _FOR_CHILDREN.search(text) is not None


_WHICH = regex(
    r"\b(?:which|what)(?: (?:one|ones|show|shows|game|of (?:them|these|those)))?(?:['’]?s| is| are| would be)\b[^.?!]{0,16}\b(?:for|with) (?:a |my |the |our )?(?:kids?|children|families|the family|little ones|toddlers?)\b",
    re.IGNORECASE,
)


def asks_which(text: str) -> bool:
    """Whether it is asked which show is one for children, with none named: "which is better for kids"."""
    return _WHICH.search(text) is not None


def for_children(shows: list[Show]) -> Generator[list[ToolCall], list[ToolResult], list[Show]]:
    """Those that say of themselves that they are for families or children; none where none says so."""
    first: dict[str, Show] = {}
    for show in shows:
        first.setdefault(show.name, show)
    asked = list(first.values())[:_MOST]
    told = yield [ToolCall("get_event_info", {"event_id": show.event_id}) for show in asked]
    about = {
        show.name: str(got.content.get("description") or "") for show, got in zip(asked, told, strict=True) if got.ok
    }
    theirs = {name for name, text in about.items() if _SAYS_SO.search(text) and not _NOT_THEIRS.search(text)}
    return [show for show in shows if show.name in theirs]
