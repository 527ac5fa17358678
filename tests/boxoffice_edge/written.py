"""A season as a stranger might write it, at its smallest."""


def minimal(**changes):
    season = {
        "name": "S",
        "currency": "USD",
        "time_zone": "America/New_York",
        "venues": [{"name": "Hall", "sections": [{"name": "Main", "rows": 2, "seats": 10}]}],
        "events": [{"name": "Show", "venue": "Hall", "starts_at": "2027-01-16T19:30", "prices": 5000}],
    }
    season.update(changes)
    return season
