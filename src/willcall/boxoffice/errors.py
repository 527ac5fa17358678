"""What a box office refuses, and how it says so. The HTTP contract's status is in brackets; entry points own the mapping."""

from typing import ClassVar

from willcall.kit.errors import Conflict, Declined, Denied, Gone, Invalid, NotFound, Refused, Unavailable


class NoSuchEvent(NotFound):
    """[404]"""


class NoSuchOrder(NotFound):
    """[404] There is none, or it is someone else's: the two must look alike."""


class NoSuchHold(NotFound):
    """[404]"""


class NoSuchQuote(NotFound):
    """[404]"""


class NoSuchTicket(NotFound):
    """[404]"""


class NoSuchSeat(Invalid):
    """[422] A seat id that the event does not have."""


class SeatsTaken(Conflict):
    """[409] Held or sold; `seat_ids` in the facts."""


class WrongState(Conflict):
    """[409] The order, hold or quote is not in a state that allows this."""


class HoldExpired(Gone):
    """[410]"""


class QuoteExpired(Gone):
    """[410]"""


class EventOver(Conflict):
    """[409] The event has begun, ended or been cancelled, and this cannot be done any more."""


class NotConfirmed(Denied):
    """[403] The quote lacks the fan's confirmation."""


class PolicyRefused(Refused):
    """[422] A policy says no; `policy_id`, `policy` (its name) and `policy_text` in the facts."""


class PaymentDeclined(Declined):
    """[402] Nothing was charged; hold and quote are still alive."""


class PaymentUnresolved(Unavailable):
    """[503] The provider did not answer; the attempt will be settled or voided, never charged twice."""

    title: ClassVar[str] = "The payment provider did not answer"
