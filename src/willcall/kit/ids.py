"""Identifiers: a prefix that says what it names, then 26 characters that sort by time.

The body is a ULID (48 bits of milliseconds, 80 random bits) in Crockford's base 32, lower case: unguessable enough not to
be enumerated, ordered enough to be kind to a B-tree. Source: https://github.com/ulid/spec
"""

import re
import secrets
import time
from collections.abc import Callable

Ids = Callable[[str], str]
"""Makes a new identifier for a prefix: `ids("ord") == "ord_01k…"`."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PATTERN = re.compile(r"[a-z]{2,8}_[0-9a-hjkmnp-tv-z]{26}")


def new_id(prefix: str) -> str:
    """A fresh identifier such as `ord_01k3v9…`.

    Args:
        prefix: Two to eight lower-case letters that say what is named.
    """
    value = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return prefix + "_" + "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -1, -5))


def looks_like_id(text: str, prefix: str) -> bool:
    """Whether `text` has the shape of an identifier with that prefix (it may still name nothing)."""
    return text.startswith(prefix + "_") and _PATTERN.fullmatch(text) is not None
