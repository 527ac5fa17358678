"""The embedded box office's till: each request has one effect, and a payment that was begun is carried through.

A request runs in one unit of work, and its answer is kept under its key. Moving money takes several units of work (see
`operations.attempt_payment`): a repeat finds the attempt that was begun, waits for whoever is at it, and takes over when
they are gone. Knows nothing of what is sold.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

from willcall.access.actor import Actor
from willcall.boxoffice.operations import attempt_payment as pay
from willcall.boxoffice.operations import pay_back
from willcall.boxoffice.operations.attempt_payment import Attempt
from willcall.boxoffice.operations.wired import LEASE_MS, Wired
from willcall.boxoffice.rules.identity import scope
from willcall.boxoffice.store import payments as payment_rows
from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import WillcallError
from willcall.kit.idempotency import Key, recall, remember
from willcall.kit.ids import Ids

T = TypeVar("T", bound=BaseModel)
PATIENCE_S = 10.0
"""How long a repeated payment waits for the one that is on its way."""


class Till:
    """Runs requests once, and payments to their end.

    Args:
        database: Where everything is kept.
        clock: What time it is.
        ids: Makes identifiers.
        wired: The database and the payment provider.
    """

    def __init__(self, database: Database, *, clock: Clock, ids: Ids, wired: Wired) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._wired = wired
        self._settled = threading.Condition()

    def once(
        self,
        shape: type[T],
        *,
        actor: Actor,
        operation: str,
        key: str | None,
        request: Any,
        effect: Callable[[UnitOfWork], T],
    ) -> T:
        """Runs an effect in one unit of work, or returns what it did the first time this key came."""
        asked = None if key is None else Key.of(request, scope=scope(actor, operation), key=key)
        try:
            return self.run(shape, key=asked, effect=effect)
        except WillcallError:
            # The same request may have come twice at once, and the other one got through meanwhile.
            earlier = None if asked is None else self.earlier(asked)
            if earlier is None:
                raise
            return shape.model_validate(earlier)

    def run(self, shape: type[T], *, key: Key | None, effect: Callable[[UnitOfWork], T]) -> T:
        """The same for one who looks after an error themselves (`earlier`)."""

        def work(unit: UnitOfWork) -> T:
            if key is None:
                return effect(unit)
            before = recall(unit.connection, key)
            if before is not None:
                return shape.model_validate(before)
            result = effect(unit)
            remember(unit, key, result.model_dump(mode="json"))
            return result

        return self._database.attempt(work)

    def earlier(self, key: Key) -> Any | None:
        """What this key's first request was answered. Raises: KeyReused if it was another request."""
        with self._database.read() as connection:
            return recall(connection, key)

    def pay(
        self,
        *,
        actor: Actor,
        operation: str,
        key: str | None,
        request: Any,
        token: str | None,
        begin: Callable[[UnitOfWork], Attempt],
    ) -> str:
        """Begins an attempt and carries it through; a repeat finds the attempt that was begun. Returns the order's id."""
        asked = None if key is None else Key.of(request, scope=scope(actor, operation), key=key)

        def work(unit: UnitOfWork) -> Attempt:
            if asked is not None:
                earlier = recall(unit.connection, asked)
                if earlier is not None:
                    return Attempt(earlier["payment_id"], earlier["order_id"], mine=False)
            attempt = begin(unit)
            if self._wired.lease_ms != LEASE_MS:
                until_ms = to_epoch_ms(unit.now) + self._wired.lease_ms
                payment_rows.change(unit.connection, attempt.payment_id, lease_until_ms=until_ms)
            if asked is not None:
                remember(unit, asked, {"payment_id": attempt.payment_id, "order_id": attempt.order_id})
            return attempt

        attempt = self._database.attempt(work)
        if attempt.mine:
            try:
                pay.charge(self._wired, attempt, token=token)
            finally:
                with self._settled:
                    self._settled.notify_all()
        else:
            self._wait_for(attempt, token)
        pay_back.drive(self._wired, attempt.order_id)
        pay.raise_unless_paid(self._wired, attempt)
        return attempt.order_id

    def _wait_for(self, attempt: Attempt, token: str | None) -> None:
        """Lets whoever began an attempt finish it; carries it through in their place when they are gone.

        Their end is heard of at once in this process, and within a moment from another. The provider knows the attempt by
        its id, so that a charge which they had made already is not made again.
        """
        deadline = time.monotonic() + PATIENCE_S
        while True:
            with self._database.read() as connection:
                row = payment_rows.get(connection, attempt.payment_id)
            if row is None or row.status != "started":
                return
            lapsed = row.lease_until_ms <= to_epoch_ms(self._clock())
            if lapsed and self._database.attempt(lambda unit: self._renew(unit, attempt)):
                pay.charge(self._wired, attempt, token=token)
                return
            left = deadline - time.monotonic()
            if left <= 0:
                return
            with self._settled:
                self._settled.wait(min(left, 0.05))

    def _renew(self, unit: UnitOfWork, attempt: Attempt) -> bool:
        now_ms = to_epoch_ms(unit.now)
        until_ms = now_ms + self._wired.lease_ms
        return payment_rows.renew(unit.connection, attempt.payment_id, now_ms=now_ms, until_ms=until_ms)
