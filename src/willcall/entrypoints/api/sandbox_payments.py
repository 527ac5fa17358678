"""The sandbox bank's page: where a fan approves or refuses the second step of a play-money payment.

Exists only where payments are the sandbox's. Whoever has the unguessable id may answer, as with a real bank's link.
"""

import html
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from willcall.boxoffice.payments.ports import Charge
from willcall.boxoffice.payments.sandbox import SandboxPayments

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'self'",
}
_SAYS = {
    "succeeded": "Approved. You can close this page and go back to your conversation.",
    "failed": "Refused. Nothing was charged; you can close this page.",
    "voided": "This payment was called off. Nothing was charged.",
    "pending": "This payment is being looked into.",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox bank</title><style>
:root {{ color-scheme: light dark }}
body {{ font: 1.05rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 12vh auto; padding: 0 1.2rem }}
button {{ font: inherit; padding: .7rem 1.4rem; border-radius: .6rem; border: 1px solid; cursor: pointer; margin: .3rem .4rem 0 0 }}
button.yes {{ background: #0b5d57; color: #fff; border-color: #0b5d57 }}
.sum {{ font-size: 2rem; font-weight: 700; margin: .2rem 0 }}
</style></head><body><main>
<p>Sandbox bank · no real money</p><h1>{heading}</h1><p class="sum">{amount}</p><p>{label}</p>{body}
</main></body></html>"""


def sandbox_payment_routes(bank: SandboxPayments) -> APIRouter:
    """Routes under `/sandbox/payments`.

    Args:
        bank: Whose payments.
    """
    routes = APIRouter(prefix="/sandbox/payments", include_in_schema=False)

    @routes.get("/{payment_id}")
    def show(payment_id: str, request: Request) -> Response:
        charge, label = bank.show(charge_id=payment_id)
        return _answer(request, charge, label)

    @routes.post("/{payment_id}/{answer}")
    def answer(payment_id: str, answer: Literal["approve", "refuse"], request: Request) -> Response:
        bank.answer_second_step(charge_id=payment_id, approve=answer == "approve")
        charge, label = bank.show(charge_id=payment_id)
        return _answer(request, charge, label)

    return routes


def _answer(request: Request, charge: Charge, label: str) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(
            {"payment_id": charge.charge_id, "status": charge.status}, headers={"Cache-Control": "no-store"}
        )
    here = f"/sandbox/payments/{html.escape(charge.charge_id)}"
    if charge.status == "requires_action":
        heading = "Approve this payment?"
        body = (
            f'<form method="post"><button class="yes" formaction="{here}/approve">Approve</button>'
            f'<button formaction="{here}/refuse">Refuse</button></form>'
        )
    else:
        heading, body = "Thank you", f'<p role="status">{_SAYS[charge.status]}</p>'
    page = _PAGE.format(
        heading=heading, amount=html.escape(charge.amount.text), label=html.escape(label or "Tickets"), body=body
    )
    return HTMLResponse(page, headers=_HEADERS)
