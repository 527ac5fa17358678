"""Muting rules for a while: who knows of trouble already, or works on the house, need not be told of it.

A muted rule is watched and its alerts are seen as ever; nobody is told, nothing escalates, and nothing is set in motion. If the trouble is
still there when the silence is over, it is told then. A silence always ends, and says why it is there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from willcall.insights.alerts.store import Silence, SilenceStore
from willcall.insights.alerts.watching import Watching
from willcall.kit.clock import Clock
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid

LONGEST = timedelta(days=30)
SHOWN = 100
SOURCE = "/insights"


class Silences:
    """Args:
    store: Where they are.
    watching: Whose rules there are.
    clock: The time.
    """

    def __init__(self, store: SilenceStore, watching: Watching, *, clock: Clock) -> None:
        self._store, self._watching, self._clock = store, watching, clock

    def add(self, *, rule: str | None, until: datetime, reason: str, by: str) -> Silence:
        """Mutes a rule, or every rule.

        Args:
            rule: Its name; None: all of them.
            until: When it ends.
            reason: Why, for colleagues.
            by: The operator's id.

        Raises:
            Invalid: For a rule that is not in force, an end that is past or too far away, or no reason.
        """
        known = [one.name for one in self._watching.rules]
        now = self._clock()
        if rule is not None and rule not in known:
            raise Invalid(f"No rule {rule[:60]!r} is in force; there are {', '.join(known)}.", field="rule")
        if not now < until <= now + LONGEST:
            raise Invalid(
                f"A silence ends within {LONGEST.days} days from now, not at {until:%Y-%m-%d %H:%M}.", field="until"
            )
        if not reason.strip():
            raise Invalid("Say why nobody is to be told; colleagues will ask.", field="reason")

        def work(unit: UnitOfWork) -> Silence:
            made = Silence(unit.ids("sil"), rule, reason.strip(), by, unit.now, until)
            self._store.add(unit, made)
            facts = {"rule": rule, "until": until.isoformat(), "reason": made.reason, "by": by}
            unit.emit("silence.begun", made.silence_id, facts, source=SOURCE)
            return made

        return self._store.database.attempt(work)

    def end(self, *, silence_id: str, by: str) -> Silence:
        """Ends one before its time; one that is over stays as it was. Raises: NoSuchSilence."""

        def work(unit: UnitOfWork) -> Silence:
            ended = self._store.end(unit, silence_id, by=by)
            unit.emit("silence.ended", silence_id, {"rule": ended.rule, "by": by}, source=SOURCE)
            return ended

        return self._store.database.attempt(work)

    def latest(self) -> Sequence[Silence]:
        """Those in force and those that are over, the latest end first."""
        return self._store.latest(most=SHOWN)

    def in_force(self) -> Sequence[Silence]:
        """Those that mute something now."""
        now = self._clock()
        return [silence for silence in self.latest() if silence.until > now]

    def muted(self) -> Mapping[str, datetime]:
        """Until when each rule tells nobody, of those that are muted."""
        until: dict[str, datetime] = {}
        for silence in self.in_force():
            for rule in [rule.name for rule in self._watching.rules] if silence.rule is None else [silence.rule]:
                until[rule] = max(until.get(rule, silence.until), silence.until)
        return until
