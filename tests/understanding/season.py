"""A season for the reader's tests: invented teams, venues and shows that no training phrase holds."""

from datetime import UTC, datetime, timedelta

from willcall.understanding.reading import Catalogue, Show

# A Wednesday, noon in the season's zone.
NOW = datetime(2026, 11, 18, 18, tzinfo=UTC)
ZONE = "America/Chicago"


def _show(
    key: str,
    name: str,
    performers: tuple[str, ...],
    kind: str,
    venue: str,
    city: str,
    day: int,
    hour: int,
    aliases: tuple[str, ...] = (),
) -> Show:
    starts = datetime(2026, 11, 18, 6, tzinfo=UTC) + timedelta(days=day, hours=hour)
    return Show(f"evt_{key}", name, performers, aliases, kind, venue, city, starts, ZONE)


_OTTERS, _PLOVERS, _GRANITE = "Millbrook Otters", "Saltmarsh Plovers", "Quarry Town Granite"
_ICE, _BORE = "Tarn Lake Icebreakers", "Severn Bores"

SHOWS = (
    _show(
        "otters_plovers",
        f"{_OTTERS} vs {_PLOVERS}",
        (_OTTERS, _PLOVERS),
        "basketball",
        "Heron Fieldhouse",
        "Millbrook",
        2,
        19,
        ("the Otts",),
    ),
    _show(
        "otters_granite",
        f"{_OTTERS} vs {_GRANITE}",
        (_OTTERS, _GRANITE),
        "basketball",
        "Heron Fieldhouse",
        "Millbrook",
        6,
        19,
        ("the Otts",),
    ),
    _show(
        "ice_bores", f"{_ICE} vs {_BORE}", (_ICE, _BORE), "hockey", "Tarn Lake Rink", "Tarn Lake", 3, 19, ("Breakers",)
    ),
    _show(
        "ice_later", f"{_ICE} vs {_BORE}", (_ICE, _BORE), "hockey", "Tarn Lake Rink", "Tarn Lake", 10, 15, ("Breakers",)
    ),
    _show("moth", "Moth & Candle: Slow Burn Tour", ("Moth & Candle",), "concert", "The Tannery", "Millbrook", 3, 20),
    _show("ilse", "Ilse Varga", ("Ilse Varga",), "concert", "Corn Exchange", "Tarn Lake", 4, 20),
    _show("ilse2", "Ilse Varga", ("Ilse Varga",), "concert", "Corn Exchange", "Tarn Lake", 5, 20),
    _show("lamplighter", "The Lamplighter's Apprentice", (), "theatre", "Wharfside Playhouse", "Saltmarsh", 7, 19),
    _show("lamplighter2", "The Lamplighter's Apprentice", (), "theatre", "Wharfside Playhouse", "Saltmarsh", 10, 14),
    _show("foghorns", "Brass Foghorns", ("Brass Foghorns",), "concert", "The Tannery", "Millbrook", 16, 21),
    _show(
        "gridiron",
        "Fenwick Kestrels vs Dunmow Drovers",
        ("Fenwick Kestrels", "Dunmow Drovers"),
        "football",
        "Long Acre Stadium",
        "Fenwick",
        11,
        13,
    ),
)

SEASON = Catalogue(
    version="understanding-tests",
    shows=SHOWS,
    sections=("101", "102", "110", "204", "Lower Bowl", "Upper Bowl", "Balcony", "Stalls", "Floor", "Club Level"),
    currency="USD",
    time_zone=ZONE,
)
