"""A tiny, odd season: one small hall, prices in yen (no minor unit), sections named by a letter, no policy of its own.

The same documented file form as its neighbour; `python tests/seasons/island.py FILE` writes it.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ZONE = "Asia/Tokyo"
_SHOWS = (
    (2, 19, "Tidal Drums", "concert", ["Tidal Drums"]),
    (4, 14, "The Lantern Carp", "puppetry", ["Ushio Puppet House"]),
    (4, 19, "The Lantern Carp", "puppetry", ["Ushio Puppet House"]),
    (6, 18, "Minato Gulls vs. Hamaoka Cranes", "volleyball", ["Minato Gulls", "Hamaoka Cranes"]),
    (12, 18, "Minato Gulls vs. Tsukishiro Foxes", "volleyball", ["Minato Gulls", "Tsukishiro Foxes"]),
)


def season(now: datetime) -> dict[str, Any]:
    """The season around `now`, as plain JSON."""
    rows = [{"name": str(row), "seats": [str(n) for n in range(1, 17)]} for row in range(1, 11)]
    rows[0] |= {"accessible": ["1", "16"], "companion": ["2", "15"]}
    sections = [
        {
            "name": name,
            "tier": tier,
            "level": level,
            "rows": rows if name == "A" else [r for r in rows if r["name"] != "1"],
        }
        for level, (name, tier) in enumerate((("A", "Front"), ("B", "Middle"), ("C", "Back")), 1)
    ]
    prices = [
        {"tier": tier, "price": price, "fees": 330}
        for tier, price in (("Front", 9800), ("Middle", 6500), ("Back", 3900))
    ]
    hall = {"venue_id": "ven_minato", "name": "Minato Shell", "city": "Minato", "country": "JP", "time_zone": ZONE}
    return {
        "name": "Minato island",
        "currency": "JPY",
        "time_zone": ZONE,
        "venues": [{**hall, "sections": sections}],
        "events": [_event(now, number, prices, *show) for number, show in enumerate(_SHOWS)],
    }


def write(folder: Path, *, now: datetime | None = None) -> Path:
    """Writes the season into `folder`; the path of the file."""
    path = folder / "island.json"
    path.write_text(json.dumps(season(now or datetime.now(UTC)), indent=1), encoding="utf-8")
    return path


def _event(
    now: datetime, number: int, prices: list[dict[str, Any]], days: int, hour: int, name: str, kind: str, who: list[str]
) -> dict[str, Any]:
    local = now.astimezone(ZoneInfo(ZONE)).replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)
    start = local.astimezone(UTC)
    return {
        "event_id": f"evt_minato_{number}",
        "name": name,
        "kind": kind,
        "venue_id": "ven_minato",
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=2)).isoformat(),
        "performers": who,
        "prices": prices,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(season(datetime.now(UTC)), indent=1), encoding="utf-8")
