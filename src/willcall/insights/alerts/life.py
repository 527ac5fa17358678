"""How an alert lives: what a rule's verdicts make of it, and what people may do with it. Pure; knows no rule and no store.

    quiet ──breach──▶ pending ──for long enough──▶ firing ──clear for long enough──▶ quiet
                         │ clear                      │ resolved by hand
                         ▼                            ▼
                       quiet                       settled ──clear──▶ quiet

A rule of no patience goes from quiet to firing at once. While nothing can be measured a firing alert stays as it is, until that has
lasted so long that it says nothing any more. Settled means that a person called it done: the same trouble does not fire again before it
was gone once.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from willcall.kit.errors import Conflict

Finding = Literal["breach", "clear", "unknown"]
Phase = Literal["quiet", "pending", "firing", "settled"]
State = Literal["firing", "acknowledged", "resolved"]
Happening = Literal["fired", "resolved", "lapsed"]

MOVES: dict[State, frozenset[State]] = {
    "firing": frozenset({"acknowledged", "resolved"}),
    "acknowledged": frozenset({"resolved"}),
    "resolved": frozenset(),
}
"""What may become of an alert."""


class AlertSettled(Conflict):
    """The alert is in a state from which it cannot be brought to the one asked for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Args:
    before: A breach lasts this long before it fires.
    clear: All is well for this long before an alert is resolved.
    lapse: Nothing can be measured for this long before an alert is given up.
    """

    before: timedelta = timedelta(0)
    clear: timedelta = timedelta(minutes=5)
    lapse: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is remembered of a rule between two looks.

    Args:
        phase: Where it is.
        since: Since when.
        clear_since: Since when all is well again, while it fires or is settled.
        unknown_since: Since when nothing can be measured.
    """

    phase: Phase = "quiet"
    since: datetime | None = None
    clear_since: datetime | None = None
    unknown_since: datetime | None = None


def step(watch: Watch, finding: Finding, *, now: datetime, patience: Patience) -> tuple[Watch, Happening | None]:
    """The watch after one more look, and what that means for its alert.

    Args:
        watch: Before.
        finding: What the rule says now.
        now: The instant of the look; never before the last one.
        patience: The rule's.
    """
    if watch.phase in {"quiet", "pending"}:
        if finding != "breach":
            return (watch if watch.phase == "quiet" else Watch("quiet", now)), None
        began = watch.since if watch.phase == "pending" and watch.since is not None else now
        if now - began >= patience.before:
            return Watch("firing", now), "fired"
        return Watch("pending", began), None
    if finding == "breach":
        return replace(watch, clear_since=None, unknown_since=None), None
    if finding == "unknown":
        unknown = watch.unknown_since or now
        if now - unknown < patience.lapse:
            return replace(watch, unknown_since=unknown, clear_since=None), None
        return Watch("quiet", now), "lapsed" if watch.phase == "firing" else None
    clear = watch.clear_since or now
    if now - clear < patience.clear:
        return replace(watch, clear_since=clear, unknown_since=None), None
    return Watch("quiet", now), "resolved" if watch.phase == "firing" else None


def settle(watch: Watch, *, now: datetime) -> Watch:
    """The watch after a person called its alert done."""
    return Watch("settled", now) if watch.phase == "firing" else watch


def require_move(alert_id: str, state: State, wanted: State) -> None:
    """Raises: AlertSettled, unless an alert may go from one state to the other."""
    if wanted not in MOVES[state]:
        raise AlertSettled(f"{alert_id} is {state}; it cannot become {wanted}.", state=state)


def due_for_escalation(
    state: State, *, level: int, last: datetime, now: datetime, every: timedelta, most: int = 3
) -> bool:
    """Whether nobody has acknowledged an alert for so long that it must be said again, louder.

    Args:
        state: Of the alert.
        level: How often it was escalated.
        last: When it fired or was last escalated.
        now: The instant.
        every: How long each level waits; nothing or less: never.
        most: Levels there are.
    """
    return every > timedelta(0) and state == "firing" and level < most and now - last >= every
