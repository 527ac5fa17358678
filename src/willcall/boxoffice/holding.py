"""The embedded box office's holds: whoever comes while seats are being held is served with the next.

When a show goes on sale, many want its seats in the same second. Requests that do not touch each other's seats, sessions or
keys share one unit of work (see `kit.combining`), each with its own answer. One that cannot share is served alone, and so is each
of them when the shared unit fails, so that nobody fails for what another asked. Knows nothing of payments.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from willcall.boxoffice.contract import Hold
from willcall.boxoffice.operations.hold_tickets import HoldRequest, hold_tickets, hold_together
from willcall.boxoffice.rules.identity import scope
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.boxoffice.till import Till
from willcall.kit.combining import Combiner
from willcall.kit.database import Database, DatabaseUnavailable, UnitOfWork
from willcall.kit.errors import WillcallError
from willcall.kit.idempotency import Key, recall_all, remember_all
from willcall.kit.telemetry import get_logger

OPERATION = "hold_tickets"
Outcome = Hold | Exception

log = get_logger("boxoffice.holding")


class _Asked(NamedTuple):
    """One request, and the key under which its answer is kept."""

    request: HoldRequest
    key: Key | None


class Holding:
    """Holds seats, together with whoever else comes.

    Args:
        database: Where holds are kept.
        catalogue: What is on.
        till: Serves those that must be served alone.
    """

    def __init__(self, database: Database, *, catalogue: Catalogue, till: Till) -> None:
        self._database = database
        self._catalogue = catalogue
        self._till = till
        self._combiner: Combiner[_Asked, Hold] = Combiner(self._serve, marks=_marks)

    def hold(self, request: HoldRequest, *, idempotency_key: str | None) -> Hold:
        """Holds the seats, or returns the hold that this key made before.

        Raises:
            WillcallError: See `operations.hold_tickets`.
        """
        if idempotency_key is None:
            return self._combiner.ask(_Asked(request, None))
        key = Key.of(_body(request), scope=scope(request.actor, OPERATION), key=idempotency_key)
        try:
            return self._combiner.ask(_Asked(request, key))
        except WillcallError:
            # The same request may have come twice at once, and the other one got through meanwhile.
            earlier = self._till.earlier(key)
            if earlier is None:
                raise
            return Hold.model_validate(earlier)

    def _serve(self, batch: Sequence[_Asked]) -> list[Outcome]:
        outcomes: Sequence[Outcome | None] = [None] * len(batch)
        if len(batch) > 1:
            try:
                outcomes = self._database.attempt(lambda unit: self._together(unit, batch))
            except DatabaseUnavailable:
                raise
            except Exception:
                log.exception("holds could not be placed together", holds=len(batch))  # whose fault it is shows alone
        return [self._alone(one) if outcome is None else outcome for one, outcome in zip(batch, outcomes, strict=True)]

    def _together(self, unit: UnitOfWork, batch: Sequence[_Asked]) -> list[Outcome | None]:
        """One outcome for each; None for one that must be served alone."""
        keys = [one.key for one in batch if one.key is not None]
        before = recall_all(unit.connection, keys) if keys else {}
        outcomes: list[Outcome | None] = [None] * len(batch)
        fresh: list[int] = []
        for number, one in enumerate(batch):
            kept = before.get(one.key[:2]) if one.key is not None else None
            if kept is None:
                fresh.append(number)
            elif one.key is not None:
                outcomes[number] = _kept(one.key, *kept)
        held = hold_together(unit, [batch[number].request for number in fresh], catalogue=self._catalogue)
        answers: list[tuple[Key, Any]] = []
        for number, outcome in zip(fresh, held, strict=True):
            key = batch[number].key
            outcomes[number] = outcome
            if isinstance(outcome, Hold) and key is not None:
                answers.append((key, outcome.model_dump(mode="json")))
        remember_all(unit, sorted(answers, key=lambda answer: answer[0]))
        return outcomes

    def _alone(self, one: _Asked) -> Outcome:
        try:
            return self._till.run(
                Hold, key=one.key, effect=lambda unit: hold_tickets(unit, one.request, catalogue=self._catalogue)
            )
        except Exception as error:  # noqa: BLE001 - it is this request's answer
            return error


def _kept(key: Key, before: str, answer: Any) -> Outcome:
    try:
        return Hold.model_validate(key.answer_of(before, answer))
    except WillcallError as reused:
        return reused


def _body(request: HoldRequest) -> dict[str, Any]:
    return {
        "event_id": request.event_id,
        "seat_ids": request.seat_ids,
        "expires_in_seconds": request.expires_in_seconds,
    }


def _marks(one: _Asked) -> Iterator[Hashable]:
    """What nobody else may touch in the same batch: the seats, the session, the key."""
    request = one.request
    for seat in request.seat_ids:
        yield request.event_id, seat
    if request.session is not None:
        yield "session", request.session
    if one.key is not None:
        yield one.key[:2]
