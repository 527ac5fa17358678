"""Cases and refunds at the desk: take a case, close it with a reason, decide about a refund."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from willcall.access.actor import Actor
from willcall.app import App
from willcall.boxoffice.contract import Instant, Order
from willcall.boxoffice.local import LocalBoxOffice
from willcall.cases import inbox
from willcall.cases.ports import Case
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.chat import body_of
from willcall.entrypoints.api.console.door import OperatorDoor
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import NotFound


class RefundsElsewhere(NotFound):
    """The box office is another system; refunds are decided there."""


class CaseView(BaseModel):
    """A case, whatever became of it."""

    case_id: str
    subject: str
    body: str
    category: str | None
    channel: str
    status: str
    priority: str
    customer_id: str | None
    conversation_id: str | None
    order_id: str | None
    created_at: Instant
    assignee: str | None
    due_at: Instant | None
    answered_at: Instant | None
    closed_at: Instant | None
    closed_by: str | None
    resolution: str | None

    @classmethod
    def of(cls, case: Case) -> "CaseView":
        return cls(**{name: getattr(case, name) for name in cls.model_fields})


class Closing(BaseModel):
    """How a case was settled. With the `token` of its conversation, that is given back to the agent too."""

    reason: str = Field(max_length=20_000)
    token: int | None = None


class Decision(BaseModel):
    decision: Literal["approve", "refuse"]
    reason: str = Field(default="", max_length=2_000)


BODIES = (Closing, Decision)


def case_routes(app: App, door: OperatorDoor, runner: Runner) -> APIRouter:
    """The routes under /api/inbox/cases and /api/inbox/refunds."""
    router = APIRouter(prefix="/api/inbox", tags=["console"])

    @router.get("/cases/{case_id}")
    async def read(case_id: str, request: Request) -> CaseView:
        """One case."""
        await door.admit(request, "viewer")
        return CaseView.of(await runner.work(app.desk.get_case, case_id))

    @router.post("/cases/{case_id}/take")
    async def take(case_id: str, request: Request) -> CaseView:
        """Makes a case one's own."""
        operator = await door.admit(request, "agent")

        def work() -> Case:
            with app.database.write() as unit:
                return inbox.take_case(unit, case_id=case_id, operator_id=operator.operator_id)

        return CaseView.of(await runner.work(work))

    @router.post("/cases/{case_id}/close", openapi_extra=body_of(Closing))
    async def close(case_id: str, request: Request) -> CaseView:
        """Closes a case with a reason."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(Closing, await request.body())

        def work() -> Case:
            with app.database.write() as unit:
                case = inbox.close_case(unit, case_id=case_id, operator_id=operator.operator_id, reason=wanted.reason)
            if wanted.token is not None and case.conversation_id is not None:
                note = f"A colleague settled it: {case.resolution}"
                app.hand_offs.give_back(conversation_id=case.conversation_id, token=wanted.token, note=note)
            return case

        return CaseView.of(await runner.work(work))

    @router.post("/refunds/{order_id}", openapi_extra=body_of(Decision))
    async def decide(order_id: str, request: Request) -> Order:
        """Approves or refuses a refund that waits; a refusal needs a reason. Who decided and why stays as a closed case."""
        operator = await door.admit(request, "agent")
        wanted = problems.parse(Decision, await request.body())
        office = app.boxoffice
        if not isinstance(office, LocalBoxOffice):
            raise RefundsElsewhere("Refunds of this box office are decided in its own system.")
        approve = wanted.decision == "approve"
        reason = wanted.reason if wanted.reason.strip() or not approve else "Approved."
        inbox.require_reason(reason)

        def work() -> Order:
            order = office.decide_refund(
                actor=Actor.service(f"operator:{operator.operator_id}"), order_id=order_id, approve=approve
            )
            with app.database.write() as unit:
                inbox.note_decision(
                    unit,
                    order_id=order_id,
                    customer_id=order.customer_id,
                    operator_id=operator.operator_id,
                    approved=approve,
                    reason=reason,
                )
            return order

        return await runner.work(work)

    return router
