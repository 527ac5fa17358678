"""Regular expressions that cost nothing until they are used.

The agent knows people's words by some two thousand patterns. To compile them all takes seconds, which was most of what a start took, and a
conversation needs a part of them. So each is compiled when first asked for, and whoever serves has them all compiled beside its first messages.
"""

import re
import threading
import time
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_known: list["_Uncompiled"] = []


class _Uncompiled:
    """Stands for a pattern; once one of its methods is asked for they are the compiled pattern's own, which then cost no more than there."""

    def __init__(self, pattern: str, given: int) -> None:
        self.pattern = pattern
        self.given = given

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.given)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for a module to keep, compiled when it is first used.

    Args:
        pattern: As `re.compile` takes it; what is wrong with it is told by `compile_all`, which a test calls.
        flags: As `re.compile` takes them.

    Returns:
        What has a compiled pattern's methods and attributes. The functions of `re` do not take it: call its methods.
    """
    made = _Uncompiled(pattern, flags)
    _known.append(made)
    return cast("re.Pattern[str]", made)


def compile_all() -> int:
    """Compiles what is not compiled yet, leaving others their turn in between.

    Returns:
        How many patterns are known.

    Raises:
        re.error: One of them is no regular expression; the message names it.
    """
    for one in _known:
        if "search" not in vars(one):
            try:
                _ = one.flags
            except re.error as wrong:
                raise re.error(f"{wrong} in {one.pattern!r}") from wrong
            time.sleep(0)
    return len(_known)


def compile_beside() -> threading.Thread:
    """Begins `compile_all` in a thread of its own, for a process that is about to serve."""
    thread = threading.Thread(target=compile_all, name="compile-patterns", daemon=True)
    thread.start()
    return thread
