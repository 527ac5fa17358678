"""Which records stand in which file: from the fields of a JSON object, or the name and header of a CSV file.

Knows the names of the kinds of records, and nothing of what is in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from willcall.boxoffice.loading.faults import Fault, Faults
from willcall.boxoffice.loading.fields import normal
from willcall.boxoffice.loading.others import KIND_NAMES
from willcall.boxoffice.loading.source import Node, parse_csv, parse_json, read_text
from willcall.boxoffice.loading.venues import items

KINDS = {
    "venues": ("venue", "halls", "arenas", "places"),
    "sections": ("section", "areas", "blocks", "stands"),
    "rows": ("row",),
    "seats": ("seat",),
    "events": ("event", "shows", "games", "performances", "schedule", "fixtures", "calendar"),
    "prices": ("price", "tiers", "tier", "pricing", "price_tiers"),
    "policies": ("policy", "rules"),
    "customers": ("customer", "fans"),
    "orders": ("order", "sales", "past_orders"),
    "season": ("settings", "meta", "info"),
}
_NAMES = {normal(word): kind for kind, words in KINDS.items() for word in (kind, *words)}
_NAME_FIELDS = {"policies": "kind", "prices": "tier", "events": "event_id", "venues": "name", "sections": "name"}
_HEADERS = (
    ("events", ({"starts_at", "start", "starts", "start_time", "date", "datetime", "date_time"},)),
    ("orders", ({"order_id", "quantity", "customer_id", "customer"}, {"event_id", "event"})),
    ("seats", ({"seat", "number", "seat_number"}, {"row", "row_name"}, {"section", "section_name"})),
    ("prices", ({"price", "amount", "cost"}, {"tier", "event", "event_id", "price_tier"})),
    ("rows", ({"row", "row_name"}, {"seats", "seat_count", "count"})),
    ("sections", ({"section", "tier", "section_name"}, {"rows", "seats", "capacity", "seats_per_row"})),
    ("policies", ({"kind", "policy_id", "policy"}, {"parameters", "text", "params", "applies_to"})),
    ("venues", ({"time_zone", "timezone", "tz", "city"}, {"name", "venue", "venue_id", "id"})),
    ("customers", ({"email", "customer_id"},)),
    ("season", ({"currency"}, {"name", "time_zone"})),
)


@dataclass(slots=True)
class Records:
    """All records of all files, by kind.

    Args:
        first: The first file's name, for faults that belong to none.
        title: What the season is called where it does not say.
    """

    first: str
    title: str
    kinds: dict[str, list[Node]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Node]:
        """The records of one kind, in order."""
        return self.kinds.get(kind, [])

    def add(self, kind: str, node: Node) -> None:
        """One more record."""
        self.kinds.setdefault(kind, []).append(node)


def gather(paths: Sequence[Path], faults: Faults) -> Records:
    """Reads every file; folders give their `.json` and `.csv` files, in order of name."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix.lower() in {".json", ".csv", ".tsv"})
            if not inside:
                faults.add(Fault(str(path), 0, "", "holds no .json or .csv file."))
            files += inside
        else:
            files.append(path)
    stem = paths[0].resolve().stem if paths else "season"
    title = stem if stem.casefold() not in {"season", "events"} else (paths[0].resolve().parent.name or stem)
    records = Records(
        files[0].name if files else "season", title.replace("_", " ").replace("-", " ").strip() or "Season"
    )
    for path in files:
        text = read_text(path, faults)
        if text is None:
            continue
        if not text.strip():
            faults.add(Fault(path.name, 1, "", "is empty."))
        elif path.suffix.lower() == ".json" or text.lstrip()[:1] in "{[":
            node = parse_json(text, file=path.name, faults=faults)
            if node is not None:
                _from_json(node, path, records, faults)
        elif path.suffix.lower() in {".csv", ".tsv", ".txt"}:
            _from_csv(parse_csv(text, file=path.name, faults=faults), path, records, faults)
        else:
            faults.add(Fault(path.name, 0, "", "is neither .json nor .csv."))
    _inline_venues(records)
    return records


def _from_json(node: Node, path: Path, records: Records, faults: Faults) -> None:
    by_name = _kind_of_name(path.stem)
    if isinstance(node.value, list):
        if by_name in {None, "season"}:
            faults.add(
                node.fault(
                    "is a list; name the file after what it lists (venues.json, events.json), or write an object."
                )
            )
            return
        for each in node.value:
            records.add(str(by_name), each)
        return
    if not isinstance(node.value, dict):
        faults.add(node.fault("must be an object with venues and events."))
        return
    inner = node.value.get("season")
    if inner is not None and isinstance(inner.value, dict):
        _from_json(inner, Path("season.json"), records, faults)
    rest: dict[str, Node] = {}
    found = False
    for key, value in node.value.items():
        kind = _NAMES.get(normal(key))
        if key == "season" and isinstance(value.value, dict):
            continue
        if kind in {None, "season"} or value.value is None or not isinstance(value.value, list | dict):
            if kind not in {None, "season"} and value.value is not None:
                faults.add(value.fault(f"must be a list, not {value.value!r}."))
            else:
                rest[key] = value
            continue
        found = True
        assert kind is not None
        if isinstance(value.value, dict) and _is_record(value, kind):
            records.add(kind, value)
            continue
        for each in items(value, name_field=_NAME_FIELDS.get(kind, "name")):
            records.add(kind, _unwrapped(each, kind))
    if not found and by_name not in {None, "season"}:
        assert by_name is not None
        records.add(by_name, node)
        return
    if rest:
        records.add("season", Node(rest, node.file, node.line, node.path))


def _is_record(node: Node, kind: str) -> bool:
    """Whether an object is one record rather than several by name: a venue with its own name, a policy with its kind."""
    keys = {normal(key) for key in node.value}
    if kind == "policies":
        return "kind" in keys and not keys & set(KIND_NAMES)
    return "name" in keys and not all(isinstance(each.value, dict) for each in node.value.values())


def _unwrapped(node: Node, kind: str) -> Node:
    """{"Balcony": 4500}: a name and one value, which for prices is the price."""
    if isinstance(node.value, dict) and kind == "prices" and "" in node.value:
        return Node({"tier": node.value["tier"], "price": node.value[""]}, node.file, node.line, node.path)
    return node


def _from_csv(found: list[Node], path: Path, records: Records, faults: Faults) -> None:
    if not found:
        faults.remark(Fault(path.name, 1, "", "has no records below its header."))
        return
    header = {normal(key) for node in found for key in node.value}
    kind = _kind_of_name(path.stem) or _kind_of_header(header)
    if kind is None:
        faults.add(Fault(path.name, 1, "", f"is not understood; name it after what it lists: {', '.join(KINDS)}."))
        return
    if kind == "season" and header <= {"key", "value", "field", "setting"}:
        members = {
            str(cells[0].value): Node(cells[1].value, node.file, node.line, str(cells[0].value))
            for node in found
            if len(cells := list(node.value.values())) == 2
        }
        records.add("season", Node(members, found[0].file, found[0].line, ""))
        return
    for node in found:
        records.add(kind, node)


def _kind_of_name(stem: str) -> str | None:
    word = normal(stem)
    if word in _NAMES:
        return _NAMES[word]
    parts = word.split("_")
    return next((_NAMES[part] for part in reversed(parts) if part in _NAMES and _NAMES[part] != "season"), None)


def _kind_of_header(header: set[str]) -> str | None:
    return next((kind for kind, groups in _HEADERS if all(group & header for group in groups)), None)


def _inline_venues(records: Records) -> None:
    """An event may carry its venue as an object; it becomes a venue of the season, once."""
    known: set[str] = set()
    for node in records.of("venues"):
        known |= {
            str(v.value).casefold()
            for k, v in (node.value if isinstance(node.value, dict) else {}).items()
            if normal(k) in {"name", "venue_id", "id"}
        }
    for node in records.of("events"):
        members = node.value if isinstance(node.value, dict) else {}
        for key, value in members.items():
            if normal(key) == "venue" and isinstance(value.value, dict):
                name = next(
                    (value.value[k].value for k in value.value if normal(k) in {"name", "venue_id", "id"}), None
                )
                if name is not None:
                    if str(name).casefold() not in known:
                        records.add("venues", value)
                        known.add(str(name).casefold())
                    members[key] = Node(str(name), value.file, value.line, value.path)
