"""Service keys: kept as hashes, compared in constant time. Knows nothing of HTTP."""

import hashlib
import hmac
from collections.abc import Mapping


class ServiceKeys:
    """The operator's own keys.

    Args:
        keys: Name of each key → its text; only hashes are kept.
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._digests = {name: _digest(key) for name, key in keys.items()}

    def __bool__(self) -> bool:
        return bool(self._digests)

    def match(self, presented: str) -> str | None:
        """The name of the key that was presented, or None. Takes as long whichever it is."""
        digest = _digest(presented)
        found = None
        for name, expected in self._digests.items():
            if hmac.compare_digest(digest, expected):
                found = name
        return found


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
