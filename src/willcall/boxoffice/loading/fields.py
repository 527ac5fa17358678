"""Reading fields by any of their usual names, as the type that is meant, noting what does not fit.

Knows the words operators use; what the fields mean together is its callers' business.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from willcall.boxoffice.loading.faults import Fault, Faults
from willcall.boxoffice.loading.source import Node

Spec = Mapping[str, tuple[str, ...]]
"""Our name of a field → other names people give it."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:\-]{0,63}")
_RANGE = re.compile(r"([A-Za-z]*)(\d+)\s*(?:-|–|—|\.\.|to|:)\s*([A-Za-z]*)(\d+)")
_LETTERS = re.compile(r"([A-Za-z]{1,2})\s*(?:-|–|—|\.\.|to)\s*([A-Za-z]{1,2})")
_LIST = re.compile(r"\s*[|;,]\s*")
YES = {"true", "yes", "y", "1", "x", "on"}
NO = {"false", "no", "n", "0", "off", "-"}


def normal(key: str) -> str:
    """A field name without regard to case, spaces and dashes: `Starts At`, `startsAt` and `starts-at` are one."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.strip())
    return re.sub(r"[\s\-./]+", "_", spaced).casefold().strip("_")


def slug(text: str) -> str:
    """An identifier's tail out of a name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:40] or "x"


class Fields:
    """A record's fields under our names.

    Args:
        node: The record.
        spec: Which fields there are, and their other names.
        faults: Where to note.
        what: What the record is, for messages.
        open_ended: Other fields may stand there and mean something; they are in `rest`.
    """

    def __init__(self, node: Node, spec: Spec, faults: Faults, *, what: str, open_ended: bool = False) -> None:
        self.node = node
        self.faults = faults
        self.what = what
        self.rest: dict[str, Node] = {}
        self._found: dict[str, Node] = {}
        if not isinstance(node.value, dict):
            faults.add(node.fault(f"{what} must be an object with fields, not {shown(node.value)}."))
            return
        known = {normal(word): name for name, words in spec.items() for word in (name, *words)}
        for key, value in node.value.items():
            name = known.get(normal(key))
            if name is None:
                self.rest[key] = value
            elif name in self._found and value.value is not None:
                if self._found[name].value is not None:
                    faults.add(
                        value.fault(
                            f"{key!r} and {self._found[name].path.rpartition('.')[2]!r} mean the same; keep one."
                        )
                    )
                else:
                    self._found[name] = value
            else:
                self._found[name] = value
        if not open_ended:
            self._judge_rest(known)

    def _judge_rest(self, known: Mapping[str, str]) -> None:
        for key, value in self.rest.items():
            word = normal(key)
            if word.startswith(("_", "$", "x_")) or word in {"note", "notes", "comment", "comments"}:
                continue
            near = max(known, key=lambda other: fuzz.ratio(word, other))
            if fuzz.ratio(word, near) >= 86 and known[near] not in self._found:
                self.faults.add(value.fault(f"{key!r} is not a field of {self.what}; did you mean {near!r}?"))
            else:
                self.faults.remark(value.fault(f"{key!r} is not a field of {self.what} and is ignored."))

    def get(self, name: str) -> Node | None:
        """The field as it stands, or None when it is absent or null."""
        node = self._found.get(name)
        return None if node is None or node.value is None else node

    def missing(self, name: str, problem: str) -> None:
        """Notes that a needed field is not there."""
        path = f"{self.node.path}.{name}" if self.node.path else name
        self.faults.add(Fault(self.node.file, self.node.line, path, problem))

    def text(self, name: str, *, default: str = "", required: bool = False, longest: int = 300) -> str:
        """A text; numbers count as texts, for row 12 and seat 7 are names."""
        node = self.get(name)
        if node is None:
            if required:
                self.missing(name, f"is missing; {self.what} needs it.")
            return default
        if isinstance(node.value, bool) or not isinstance(node.value, str | int):
            self.faults.add(node.fault(f"must be a text, not {shown(node.value)}."))
            return default
        found = " ".join(str(node.value).split())
        if required and not found:
            self.faults.add(node.fault(f"is empty; {self.what} needs it."))
        if len(found) > longest:
            self.faults.add(node.fault(f"is {len(found)} characters long; at most {longest} are possible."))
            return default
        return found

    def identifier(self, name: str) -> str | None:
        """An id as written, or None."""
        found = self.text(name)
        if not found:
            return None
        if not _ID.fullmatch(found):
            node = self.get(name)
            assert node is not None
            self.faults.add(node.fault(f"{found!r} is not an id: up to 64 letters, digits and _ - . : without spaces."))
            return None
        return found

    def integer(self, name: str, *, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number in bounds."""
        node = self.get(name)
        return default if node is None else integer(node, self.faults, least=least, most=most, default=default)

    def boolean(self, name: str, *, default: bool) -> bool:
        """True or false, and the ways people write them."""
        node = self.get(name)
        return default if node is None else boolean(node, self.faults, default=default)

    def texts(self, name: str) -> list[str]:
        """A list of texts; in one text they are separated by `|`, `;` or commas."""
        node = self.get(name)
        if node is None:
            return []
        if isinstance(node.value, str | int) and not isinstance(node.value, bool):
            return list(dict.fromkeys(part for part in _LIST.split(str(node.value).strip()) if part))
        if isinstance(node.value, list):
            return list(dict.fromkeys(t for item in node.value if (t := self._item_text(item))))
        self.faults.add(node.fault(f"must be a list of texts, not {shown(node.value)}."))
        return []

    def _item_text(self, item: Node) -> str:
        value = item.value
        if isinstance(value, dict):  # {"name": "…"}: the name is what counts
            named = value.get("name")
            value = named.value if isinstance(named, Node) else None
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.faults.add(item.fault(f"must be a text, not {shown(item.value)}."))
            return ""
        return " ".join(str(value).split())


def integer(node: Node, faults: Faults, *, least: int, most: int, default: int | None = None) -> int | None:
    """A whole number in bounds, out of a number or its digits."""
    value = node.value
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d+", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        faults.add(node.fault(f"must be a whole number, not {shown(node.value)}."))
        return default
    if not least <= value <= most:
        faults.add(node.fault(f"is {value}; it must be from {least} to {most}."))
        return default
    return value


def boolean(node: Node, faults: Faults, *, default: bool) -> bool:
    """True or false."""
    if isinstance(node.value, bool):
        return node.value
    word = str(node.value).strip().casefold()
    if word in YES or word in NO:
        return word in YES
    faults.add(node.fault(f"must be true or false, not {shown(node.value)}."))
    return default


def expand(text: str) -> list[str] | None:
    """Names out of `1-20`, `A-F`, `1-10, 21-30` or `A, B, C`; None when a range runs backwards or is beyond reason."""
    names: list[str] = []
    for part in _LIST.split(text.strip()) if re.search(r"[|;,]", text) else [text.strip()]:
        found = _RANGE.fullmatch(part)
        letters = _LETTERS.fullmatch(part)
        if found and found[1].casefold() == (found[3] or found[1]).casefold():
            first, last = int(found[2]), int(found[4])
            if last < first or last - first >= 5000:
                return None
            names += [f"{found[1]}{number}" for number in range(first, last + 1)]
        elif letters and len(letters[1]) == len(letters[2]) == 1:
            first, last = ord(letters[1].upper()), ord(letters[2].upper())
            if last < first:
                return None
            names += [chr(code) for code in range(first, last + 1)]
        elif letters and letters[1].isupper() and letters[2].isupper():
            pairs = _pairs(letters[1], letters[2])
            if pairs is None:
                return None
            names += pairs
        elif part:
            names.append(part)
    return names


def _pairs(first: str, last: str) -> list[str] | None:
    """Names of two letters from one to another: AA, BB, CC of a theatre, or AA, AB, AC; None where neither leads there."""
    if len(first) != 2 or len(last) != 2:
        return None
    doubled = first[0] == first[1] and last[0] == last[1]
    if not doubled and first[0] != last[0]:
        return None
    ends = range(ord(first[1]), ord(last[1]) + 1)
    return [chr(code) * 2 if doubled else first[0] + chr(code) for code in ends] or None


def letters(count: int) -> list[str]:
    """Row names A, B, … Z, AA, AB, …"""
    names = []
    for index in range(count):
        name, left = "", index
        while left >= 0:
            name = chr(65 + left % 26) + name
            left = left // 26 - 1
        names.append(name)
    return names


def shown(value: Any) -> str:
    """A value for a message, short."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
