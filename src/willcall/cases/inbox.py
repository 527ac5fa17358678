"""What operators do with cases: take them, answer them, close them with a reason. Each runs in the caller's unit of work.

Knows nothing of conversations beyond their ids, nor of who may do this.
"""

from willcall.cases import settled, store
from willcall.cases.desk import NoSuchCase
from willcall.cases.ports import Case
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Conflict, Invalid
from willcall.kit.privacy import screen

SOURCE = "/cases"
REASON_LIMIT = 2_000


class ReasonMissing(Invalid):
    """A case is closed with a reason."""


class CaseClosed(Conflict):
    """The case is closed already, by someone or with another reason."""


def assigned(unit: UnitOfWork, *, conversation_id: str, operator_id: str) -> None:
    """The open cases of a conversation become the operator's who took it over."""
    for case_id in store.open_of(unit.connection, conversation_id):
        take_case(unit, case_id=case_id, operator_id=operator_id)


def take_case(unit: UnitOfWork, *, case_id: str, operator_id: str) -> Case:
    """Makes a case one's own; the last to take it has it.

    Raises:
        NoSuchCase, CaseClosed.
    """
    case = _open(unit, case_id)
    if case.assignee != operator_id:
        store.change(unit, case_id, assignee=operator_id)
        unit.emit("case.assigned", case_id, {"operator_id": operator_id}, source=SOURCE)
    return _get(unit, case_id)


def answered(unit: UnitOfWork, *, conversation_id: str) -> None:
    """A person has answered in this conversation: the clocks of its cases stop."""
    for case_id in store.open_of(unit.connection, conversation_id):
        if store.stop_clock(unit, case_id):
            unit.emit("case.answered", case_id, {"conversation_id": conversation_id}, source=SOURCE)


def close_case(unit: UnitOfWork, *, case_id: str, operator_id: str, reason: str) -> Case:
    """Closes a case; closing it again with the same reason changes nothing. Documents that the reason names are joined with what it was about.

    Raises:
        NoSuchCase, ReasonMissing, CaseClosed.
    """
    words = require_reason(reason)
    case = _get(unit, case_id)
    if case.status == "closed" and case.closed_by == operator_id and case.resolution == words:
        return case
    _require_open(case)
    if not store.close(unit, case_id, operator_id=operator_id, resolution=words):
        raise CaseClosed(f"Case {case_id} was closed by someone else just now.", case_id=case_id)
    unit.emit("case.closed", case_id, {"operator_id": operator_id}, source=SOURCE)
    case = _get(unit, case_id)
    settled.join(unit, case)
    return case


def note_decision(
    unit: UnitOfWork, *, order_id: str, customer_id: str, operator_id: str, approved: bool, reason: str
) -> None:
    """Keeps who decided about a refund, and why, as a case that is closed already."""
    store.insert_case(
        unit,
        Case(
            case_id=unit.ids("case"),
            subject=f"Refund {'approved' if approved else 'refused'}",
            body=f"Order {order_id}",
            channel="console",
            status="closed",
            priority="normal",
            customer_id=customer_id,
            conversation_id=None,
            order_id=order_id,
            created_at=unit.now,
            category="refund",
            assignee=operator_id,
            closed_at=unit.now,
            closed_by=operator_id,
            resolution=require_reason(reason),
        ),
    )


def require_reason(reason: str) -> str:
    """The reason as it is kept. Raises: ReasonMissing."""
    words = screen(reason)[0].strip()
    if not words:
        raise ReasonMissing("Say in a few words how it was settled.", field="reason")
    if len(words) > REASON_LIMIT:
        raise ReasonMissing(f"A reason has at most {REASON_LIMIT:,} characters.", field="reason")
    return words


def _get(unit: UnitOfWork, case_id: str) -> Case:
    case = store.get_case(unit.connection, case_id)
    if case is None:
        raise NoSuchCase(f"There is no case {case_id!r}.", field="case_id")
    return case


def _open(unit: UnitOfWork, case_id: str) -> Case:
    case = _get(unit, case_id)
    _require_open(case)
    return case


def _require_open(case: Case) -> None:
    if case.status == "closed":
        raise CaseClosed(f"Case {case.case_id} is closed: {case.resolution or 'no reason given'}", case_id=case.case_id)
