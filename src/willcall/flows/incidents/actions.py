"""What an alert may set in motion, by name. Each action is handed wired rooms; what it does is theirs.

An action says in a sentence what it did, is bounded (how long it may take, how soon it may run again, how often an hour) and idempotent:
it runs under a key, and twice under one key must do no more than once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from willcall.kit.errors import Invalid, Unavailable


class NotConfigured(Unavailable):
    """The action is known, and nothing that could do it is set up."""


class NoSuchAction(Invalid):
    """There is no action by that name."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What an action is run for.

    Args:
        alert_id: The alert.
        rule: That fired.
        severity: `warning` or `danger`.
        title: As people read it.
        said: What was measured.
        fired_at: When.
        key: The same whenever this action is run for this alert.
    """

    alert_id: str
    rule: str
    severity: str
    title: str
    said: str
    fired_at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """Args:
    seconds: It may take so long; then it counts as failed, and what it still does is its own.
    cooldown_s: It runs at most once in so long, whatever for.
    an_hour: So often an hour at most.
    attempts: So often for one alert, when it fails.
    """

    seconds: float = 60.0
    cooldown_s: float = 300.0
    an_hour: int = 6
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class Action:
    """Args:
    name: In rules.
    about: What it does, for people.
    run: Does it, and says what it did. Raises NotConfigured, or anything when it fails.
    bounds: That it is held to.
    """

    name: str
    about: str
    run: Callable[[Cause], str]
    bounds: Bounds = Bounds()


class Scaling(Protocol):
    """More serving for a while."""

    def scale_up(self, *, key: str, why: str) -> str: ...


class Releases(Protocol):
    """Which model is in service."""

    def roll_back(self, *, key: str, why: str) -> str: ...


class Training(Protocol):
    """Begins a retraining."""

    def retrain(self, *, key: str, why: str) -> str: ...


class Nothing:
    """Stands where a port has nothing behind it, and says so."""

    def __init__(self, what: str) -> None:
        self._what = what

    def _no(self) -> str:
        raise NotConfigured(f"Nothing is set up that could {self._what}; it is for a person to do.")

    def scale_up(self, *, key: str, why: str) -> str:  # noqa: ARG002 - the port's shape
        return self._no()

    def roll_back(self, *, key: str, why: str) -> str:  # noqa: ARG002 - the port's shape
        return self._no()

    def retrain(self, *, key: str, why: str) -> str:  # noqa: ARG002 - the port's shape
        return self._no()


class Actions:
    """The actions there are, by name.

    Args:
        actions: In any order.
    """

    def __init__(self, actions: Mapping[str, Action]) -> None:
        self._actions = dict(actions)

    def named(self, name: str) -> Action:
        """Raises: NoSuchAction."""
        found = self._actions.get(name)
        if found is None:
            raise NoSuchAction(
                f"There is no action {name[:60]!r}; there are {', '.join(self._actions)}.", field="actions"
            )
        return found

    def __iter__(self) -> Any:
        return iter(self._actions.values())


def make_actions(
    *,
    open_incident: Callable[[Cause], str],
    check_data: Callable[[], str],
    scaling: Scaling | None = None,
    releases: Releases | None = None,
    training: Training | None = None,
) -> Actions:
    """The actions of the house.

    Args:
        open_incident: Opens one for people, once an alert.
        check_data: Looks anew whether the data is what it was, and says so.
        scaling: None where serving is scaled elsewhere.
        releases: None where models are released elsewhere.
        training: None where nothing trains.
    """
    more = scaling or Nothing("scale up serving")
    back = releases or Nothing("roll back the model")
    again = training or Nothing("retrain")
    listed = (
        Action("open_incident", "opens an incident for people to settle", open_incident, Bounds(10, 0, 20)),
        Action("check_data", "holds what comes in against what came in before", lambda _: check_data(), Bounds(120, 900, 4)),
        Action("scale_up", "serves with more for a while", lambda c: more.scale_up(key=c.key, why=c.said), Bounds(60, 900, 4)),
        Action("roll_back", "puts the last stable release back in service", lambda c: back.roll_back(key=c.key, why=c.said),
               Bounds(120, 1800, 2)),
        Action("retrain", "begins a retraining", lambda c: again.retrain(key=c.key, why=c.said), Bounds(60, 21_600, 1)),
    )  # fmt: skip
    return Actions({action.name: action for action in listed})
