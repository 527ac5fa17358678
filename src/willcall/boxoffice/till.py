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
from willcall.kit.idempotency import recall, remember
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

        def work(unit: UnitOfWork) -> T:
            if key is None:
                return effect(unit)
            where = scope(actor, operation)
            earlier = recall(unit, scope=where, key=key, request=request)
            if earlier is not None:
                return shape.model_validate(earlier)
            result = effect(unit)
            remember(unit, scope=where, key=key, request=request, answer=result.model_dump(mode="json"))
            return result

        try:
            return self._database.attempt(work)
        except WillcallError:
            # The same request may have come twice at once, and the other one got through meanwhile.
            earlier = None if key is None else self._earlier(actor, operation, key, request)
            if earlier is None:
                raise
            return shape.model_validate(earlier)

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
        where = scope(actor, operation)

        def work(unit: UnitOfWork) -> Attempt:
            if key is not None:
                earlier = recall(unit, scope=where, key=key, request=request)
                if earlier is not None:
                    return Attempt(earlier["payment_id"], earlier["order_id"], mine=False)
            attempt = begin(unit)
            if self._wired.lease_ms != LEASE_MS:
                until_ms = to_epoch_ms(unit.now) + self._wired.lease_ms
                payment_rows.change(unit.connection, attempt.payment_id, lease_until_ms=until_ms)
            if key is not None:
                answer = {"payment_id": attempt.payment_id, "order_id": attempt.order_id}
                remember(unit, scope=where, key=key, request=request, answer=answer)
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

    def _earlier(self, actor: Actor, operation: str, key: str, request: Any) -> Any | None:
        with self._database.read() as connection:
            unit = UnitOfWork(connection, now=self._clock(), ids=self._ids)
            return recall(unit, scope=scope(actor, operation), key=key, request=request)

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
