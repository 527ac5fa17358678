"""Where in a house somebody wants to sit, in words that no section has for a name."""

from dataclasses import dataclass

import pytest

from willcall.boxoffice.rules.whereabouts import lying


@dataclass(frozen=True)
class Part:
    name: str
    tier: str = "Seats"
    level: int = 1
    aliases: tuple[str, ...] = ()


ARENA = [Part("Floor A", "Floor", 1), Part("104", "Lower Bowl", 2), Part("Club 1", "Club", 2), Part("212", "Value", 4)]
THEATRE = [Part("Stalls", level=1), Part("Dress Circle", level=2), Part("Gallery", level=3)]
GROUND = [Part("North Stand", level=2), Part("South Stand", level=1), Part("Family End", level=3)]
CLUB = [Part("Main Room")]


@pytest.mark.parametrize(
    ("house", "said", "names"),
    [
        (ARENA, "upstairs", {"212"}),
        (ARENA, "up high", {"212"}),
        (ARENA, "downstairs", {"Floor A", "104", "Club 1"}),
        (ARENA, "front", {"Floor A"}),
        (THEATRE, "the gods", {"Dress Circle", "Gallery"}),
        (THEATRE, "Lower Down", {"Stalls"}),
        (THEATRE, "the back", {"Gallery"}),
        (GROUND, "nosebleeds", {"Family End"}),
        (GROUND, "upstairs", set()),
        (CLUB, "the gods", set()),
        (CLUB, "downstairs", {"Main Room"}),
    ],
)
def test_a_place_is_told_by_names_numbers_and_what_is_wished_for_least(
    house: list[Part], said: str, names: set[str]
) -> None:
    assert lying(house, said) == names


@pytest.mark.parametrize("said", ["balcony", "104", "by the bar", ""])
def test_other_words_name_no_such_place(said: str) -> None:
    assert lying(ARENA, said) is None
