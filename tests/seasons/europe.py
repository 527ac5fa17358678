"""A season nobody has seen: a European river city's handball, football, opera and comedy, in euros, with its own words for seats.

`season(now)` gives the documented file form (`willcall.boxoffice.season.Season` as JSON); `python -m` style use:
`python tests/seasons/europe.py FILE` writes it for `willcall boxoffice load FILE`. Days follow the clock, so that it never goes stale.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ZONE = "Europe/Vienna"


def season(now: datetime) -> dict[str, Any]:
    """The season around `now`, as plain JSON."""
    return {
        "name": "Spielzeit an der Lauter",
        "currency": "EUR",
        "time_zone": ZONE,
        "venues": [_hall(), _ground(), _opera()],
        "events": [_event(now, *row) for row in _PROGRAMME],
        "policies": [
            _policy("pol_rueck", "refund", "Rückgabe bis drei Tage", {"until_hours_before": 72, "keep_fees": True}),
            _policy("pol_tausch", "exchange", "Umtauschregel", {"until_hours_before": 24, "fee": 300}),
            _policy("pol_besser", "upgrade", "Platzwechsel", {"in_game_minutes": 0}),
            _policy("pol_weiter", "transfer", "Weitergabe", {"until_minutes_before": 30}),
            _policy("pol_menge", "purchase_limit", "Höchstens zehn Karten", {"max_tickets": 10}),
            _policy("pol_pruefung", "approval", "Prüfung großer Beträge", {"refund_above": 40000}),
        ],
        "customers": [],
        "orders": [],
    }


def write(folder: Path, *, now: datetime | None = None) -> Path:
    """Writes the season into `folder`; the path of the file."""
    path = folder / "europe.json"
    path.write_text(json.dumps(season(now or datetime.now(UTC)), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


# Days from today, local time, name, kind, venue, performers, aliases, prices by tier (face, fees) in cents.
_HANDBALL = {"Kategorie 1": (4900, 350), "Kategorie 2": (3200, 350), "Stehplatz": (1500, 200)}
_FOOTBALL = {"Haupttribüne": (6500, 400), "Gegengerade": (4200, 400), "Kurve": (1900, 250)}
_OPERA = {"Parkett": (11800, 900), "Rang": (7400, 600), "Galerie": (2600, 250)}
_PROGRAMME: tuple[tuple[Any, ...], ...] = (
    (-6, "19:30", "HC Brandau vs. SV Eschenried", "handball", "ven_lauterhalle", ["HC Brandau", "SV Eschenried"], [], _HANDBALL),
    (1, "19:30", "Die Mondfischerin", "opera", "ven_oper", ["Ensemble der Lauter-Oper"], ["The Moon Fisher"], _OPERA),
    (2, "20:00", "HC Brandau vs. TuS Kieferntal", "handball", "ven_lauterhalle", ["HC Brandau", "TuS Kieferntal"], [], _HANDBALL),
    (3, "15:30", "FC Mühlstadt vs. Union Vellin", "football", "ven_wehrstadion", ["FC Mühlstadt", "Union Vellin"], [], _FOOTBALL),
    (5, "20:15", "Frau Zwirn erklärt die Welt", "comedy", "ven_oper", ["Hedda Zwirn"], ["Frau Zwirn"], _OPERA),
    (7, "19:30", "Die Mondfischerin", "opera", "ven_oper", ["Ensemble der Lauter-Oper"], ["The Moon Fisher"], _OPERA),
    (9, "20:00", "HC Brandau vs. Wölfe Nordhain", "handball", "ven_lauterhalle", ["HC Brandau", "Wölfe Nordhain"], [], _HANDBALL),
    (11, "15:30", "FC Mühlstadt vs. Rapid Ostrau", "football", "ven_wehrstadion", ["FC Mühlstadt", "Rapid Ostrau"], [], _FOOTBALL),
    (13, "18:00", "Der gläserne Turm", "opera", "ven_oper", ["Ensemble der Lauter-Oper"], ["The Glass Tower"], _OPERA),
    (14, "20:00", "Kupfer & Kreide", "concert", "ven_lauterhalle", ["Kupfer & Kreide"], ["Kupfer und Kreide"], _HANDBALL),
    (16, "20:00", "Lumi Saarela", "concert", "ven_lauterhalle", ["Lumi Saarela"], [], _HANDBALL),
    (18, "15:30", "FC Mühlstadt vs. Dynamo Perlow", "football", "ven_wehrstadion", ["FC Mühlstadt", "Dynamo Perlow"], [], _FOOTBALL),
    (20, "20:00", "HC Brandau vs. SV Eschenried", "handball", "ven_lauterhalle", ["HC Brandau", "SV Eschenried"], [], _HANDBALL),
    (23, "18:00", "Der gläserne Turm", "opera", "ven_oper", ["Ensemble der Lauter-Oper"], ["The Glass Tower"], _OPERA),
)  # fmt: skip


def _event(
    now: datetime, days: int, clock: str, name: str, kind: str, venue: str, performers: list[str], aliases: list[str],
    prices: dict[str, tuple[int, int]],
) -> dict[str, Any]:  # fmt: skip
    hour, minute = map(int, clock.split(":"))
    local = now.astimezone(ZoneInfo(ZONE)).replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(
        days=days
    )
    start = local.astimezone(UTC)
    return {
        "event_id": f"evt_{kind}_{'m' if days < 0 else ''}{abs(days):02d}",
        "name": name,
        "kind": kind,
        "venue_id": venue,
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=2, minutes=30)).isoformat(),
        "doors_at": (start - timedelta(hours=1)).isoformat(),
        "performers": performers,
        "aliases": aliases,
        "prices": [
            {"tier": tier, "price": price, "fees": fees, "refundable": tier != "Stehplatz"}
            for tier, (price, fees) in prices.items()
        ],
    }


def _policy(policy_id: str, kind: str, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    return {"policy_id": policy_id, "kind": kind, "name": name, "parameters": parameters}


def _section(name: str, tier: str, level: int, rows: int, width: int, *, wheelchairs: bool = False, aliases: tuple[str, ...] = ()) -> dict[str, Any]:  # fmt: skip
    numbers = [str(n) for n in range(1, width + 1)]
    return {
        "name": name,
        "tier": tier,
        "level": level,
        "aliases": list(aliases),
        "rows": [
            {
                "name": str(row),
                "seats": numbers,
                "aisle_after": [numbers[width // 2 - 1]],
                **({"accessible": [numbers[0], numbers[-1]], "companion": [numbers[1], numbers[-2]]} if wheelchairs and row == 1 else {}),
            }
            for row in range(1, rows + 1)
        ],
    }  # fmt: skip


def _venue(venue_id: str, name: str, sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {"venue_id": venue_id, "name": name, "city": "Brandau an der Lauter", "country": "AT", "time_zone": ZONE, "sections": sections}  # fmt: skip


def _hall() -> dict[str, Any]:
    return _venue("ven_lauterhalle", "Lauterhalle", [
        _section("Block 12", "Kategorie 1", 1, 10, 20, wheelchairs=True),
        _section("Block 14", "Kategorie 1", 1, 10, 20),
        _section("Tribüne Nord", "Kategorie 2", 2, 14, 24, aliases=("Nordtribüne",)),
        _section("Tribüne Süd", "Kategorie 2", 2, 14, 24, aliases=("Südtribüne",)),
        _section("Stehblock", "Stehplatz", 3, 12, 20),
    ])  # fmt: skip


def _ground() -> dict[str, Any]:
    return _venue("ven_wehrstadion", "Stadion am Wehr", [
        _section("Haupttribüne", "Haupttribüne", 1, 16, 24, wheelchairs=True),
        _section("Gegengerade", "Gegengerade", 2, 16, 24),
        _section("Kurve West", "Kurve", 3, 18, 24),
    ])  # fmt: skip


def _opera() -> dict[str, Any]:
    return _venue("ven_oper", "Lauter-Oper", [
        _section("Parkett links", "Parkett", 1, 14, 14, wheelchairs=True),
        _section("Parkett rechts", "Parkett", 1, 14, 14),
        _section("Erster Rang", "Rang", 2, 6, 24),
        _section("Galerie", "Galerie", 3, 8, 24),
    ])  # fmt: skip


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(season(datetime.now(UTC)), ensure_ascii=False, indent=1), encoding="utf-8")
