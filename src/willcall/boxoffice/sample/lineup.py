"""What is played in the sample season: invented teams, artists, plays and comedians, and what their tickets cost.

Prices are minor units of US dollars. Knows nothing of dates.
"""

from dataclasses import dataclass, field

from willcall.boxoffice.season import TierPrice

CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Act:
    """A team that plays at home, or something on a stage."""

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    performers: tuple[str, ...] = ()
    description: str = ""
    minutes: int = 150


@dataclass(frozen=True, slots=True)
class HomeTeam:
    """A home team and whom it meets in turn."""

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    opponents: tuple[tuple[str, str], ...]
    minutes: int = field(default=150)

    def game(self, number: int) -> Act:
        """The home game against the opponent whose turn it is."""
        opponent, nickname = self.opponents[number % len(self.opponents)]
        return Act(
            f"{self.slug}-{nickname.lower().replace(' ', '-')}",
            f"{self.name} vs. {opponent}",
            self.kind,
            (*self.aliases, nickname, f"{self.aliases[0]} {nickname}", f"{self.aliases[0]} game", f"{self.kind} game"),
            (self.name, opponent),
            f"A {self.kind} game: the {self.name} at home against the {opponent}.",
            self.minutes,
        )


HERONS = HomeTeam(
    "herons",
    "Port Alden Herons",
    "basketball",
    ("Herons", "the Herons"),
    (
        ("Westmere Sparklers", "Sparklers"),
        ("Dunmore Lanternfish", "Lanternfish"),
        ("Caldera Foxhounds", "Foxhounds"),
        ("Brindle Valley Mules", "Mules"),
        ("Thornbury Nightjars", "Nightjars"),
        ("Quarry Hill Diggers", "Diggers"),
    ),
)
FERRETS = HomeTeam(
    "ferrets",
    "Graymoor Ferrets",
    "basketball",
    ("Ferrets", "the Ferrets"),
    (("Millbrook Weavers", "Weavers"), ("Ashdown Pikes", "Pikes"), ("Larkhill Gliders", "Gliders")),
)
BREAKWATERS = HomeTeam(
    "breakwaters",
    "Port Alden Breakwaters",
    "hockey",
    ("Breakwaters", "the Breakers", "Waters"),
    (
        ("Frostholm Elk", "Elk"),
        ("Kingsmoor Badgers", "Badgers"),
        ("Saltmarsh Terns", "Terns"),
        ("Northgate Sledges", "Sledges"),
    ),
)
STAGS = HomeTeam(
    "stags",
    "Graymoor Stags",
    "football",
    ("Stags", "the Stags"),
    (
        ("Red Mesa Javelinas", "Javelinas"),
        ("Tidewater Anchors", "Anchors"),
        ("Blackrock Hammers", "Hammers"),
        ("Elmspire Aurochs", "Aurochs"),
    ),
    minutes=195,
)

ARENA_CONCERTS = (
    Act("nova-lark", "Nova Lark: Glasslight Tour", "concert", ("Nova Lark", "Nova", "Glasslight"), ("Nova Lark",),
        "Pop on the largest stage of Port Alden.", 165),
    Act("midnight-ferrymen", "The Midnight Ferrymen", "concert", ("Midnight Ferrymen", "the Ferrymen", "Ferrymen"),
        ("The Midnight Ferrymen", "Juniper Tidewell"), "Rock, with Juniper Tidewell opening.", 180),
    Act("marisol-vantage", "Marisol Vantage in Concert", "concert", ("Marisol Vantage", "Marisol"), ("Marisol Vantage",),
        "Ballads and brass.", 150),
)  # fmt: skip
CLUB_CONCERTS = (
    Act("velvet-anchorage", "Velvet Anchorage", "concert", ("Velvet Anchorage", "Velvets"), ("Velvet Anchorage",),
        "Late-night soul in a small room.", 120),
    Act("ola-brightwater", "Ola Brightwater Trio", "concert", ("Ola Brightwater", "Brightwater", "jazz trio"),
        ("Ola Brightwater",), "Jazz at the tables.", 120),
    Act("paper-comets", "The Paper Comets", "concert", ("Paper Comets", "the Comets"), ("The Paper Comets",),
        "Indie guitars, two sets.", 120),
)  # fmt: skip
PLAYS = (
    Act("lamplighters-daughter", "The Lamplighter's Daughter", "theatre",
        ("Lamplighter's Daughter", "Lamplighters Daughter", "Lamplighter", "the musical"),
        ("Lantern Theatre Company",), "The house musical, now in its second year.", 155),
    Act("winter-clockwork", "A Winter Clockwork", "theatre", ("Winter Clockwork", "Clockwork", "the family show"),
        ("Lantern Theatre Company",), "A play for the whole family.", 110),
)  # fmt: skip
COMEDIANS = (
    Act("gus-pemberley", "Gus Pemberley: Mostly Harmless Opinions", "comedy", ("Gus Pemberley", "Gus", "Pemberley"),
        ("Gus Pemberley",), "Stand-up.", 90),
    Act("tilda-oakes-reyes", "Tilda Oakes-Reyes Live", "comedy", ("Tilda Oakes-Reyes", "Tilda", "Oakes-Reyes"),
        ("Tilda Oakes-Reyes",), "Stand-up.", 90),
    Act("half-baked", "The Half-Baked Improv Hour", "comedy", ("Half-Baked", "improv hour", "improv night"),
        ("The Half-Baked Players",), "Improvised from what you shout.", 75),
)  # fmt: skip


def _tier(
    tier: str, price: int, fees: int, *, surge_bp: int = 0, refundable: bool = True, upgradable: bool = True
) -> TierPrice:
    return TierPrice(
        tier=tier,
        price=price,
        fees=fees,
        surge_bp=surge_bp,
        refundable=refundable,
        exchangeable=refundable,
        upgradable=upgradable,
    )


GAME_AT_ARENA = (
    _tier("Floor", 24500, 2450, refundable=False),
    _tier("Club", 13500, 1350),
    _tier("Lower Bowl", 8500, 950, surge_bp=1500),
    _tier("Upper Bowl", 3200, 450, surge_bp=1000),
)
HOCKEY_AT_ARENA = (
    _tier("Floor", 16500, 1650, refundable=False),
    _tier("Club", 9800, 980),
    _tier("Lower Bowl", 6200, 700, surge_bp=1500),
    _tier("Upper Bowl", 2600, 390),
)
CONCERT_AT_ARENA = (
    _tier("Floor", 32000, 3600, refundable=False),
    _tier("Club", 17500, 2100),
    _tier("Lower Bowl", 12000, 1500, surge_bp=2500),
    _tier("Upper Bowl", 5900, 890, surge_bp=1500),
)
GAME_AT_FIELDHOUSE = (
    _tier("Courtside", 9000, 900),
    _tier("Lower", 3800, 420),
    _tier("Upper", 2200, 300),
    _tier("End", 1500, 250),
)
FOOTBALL_AT_STADIUM = (
    _tier("Club", 21000, 2300),
    _tier("Sideline", 12800, 1500, surge_bp=2000),
    _tier("End Zone", 7400, 950),
    _tier("Upper Deck", 3900, 550, surge_bp=1000),
)
PLAY_AT_THEATRE = (
    _tier("Premium Stalls", 11800, 1100),
    _tier("Box", 14500, 1300, refundable=False),
    _tier("Stalls", 8200, 800),
    _tier("Circle", 4600, 520),
)
SHOW_AT_CLUB = (_tier("Table", 5400, 600), _tier("Balcony", 3600, 450), _tier("Bar", 2400, 350, upgradable=False))
COMEDY_AT_CELLAR = (_tier("Front", 3400, 400), _tier("Back", 2200, 300))
