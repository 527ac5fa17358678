"""A small season, an embedded box office over it, and the same box office across a real HTTP connection."""

import json
import threading
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request

from willcall.access.actor import Actor
from willcall.boxoffice.delivery.qr import Ed25519Signer
from willcall.boxoffice.loading import BadSeason, read_season
from willcall.boxoffice.local import LocalBoxOffice
from willcall.boxoffice.operations.load_season import load_season
from willcall.boxoffice.payments.sandbox import SandboxPayments
from willcall.boxoffice.ports import BoxOffice
from willcall.boxoffice.remote import RemoteBoxOffice
from willcall.boxoffice.remote.wire import Patience
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.boxoffice import boxoffice_routes
from willcall.entrypoints.api.sandbox_payments import sandbox_payment_routes
from willcall.kit.clock import FixedClock
from willcall.kit.errors import Unauthenticated
from willcall.kit.ids import new_id

SERVICE_KEY = "sesame"


def small_season(now):
    def at(**delta):
        return (now + timedelta(**delta)).isoformat()

    prices = {"Lower": {"price": 8000, "fees": 800}, "Upper": {"price": 3000, "fees": 300}, "Saver": {"price": 1500, "refundable": False, "exchangeable": False, "upgradable": False}}  # fmt: skip
    return {
        "name": "Small season",
        "currency": "USD",
        "time_zone": "America/New_York",
        "venues": [
            {
                "venue_id": "hall",
                "name": "Quiet Hall",
                "city": "Lowtown",
                "sections": [
                    {"name": "101", "tier": "Lower", "level": 1, "rows": 3, "seats": 8},
                    {"name": "201", "tier": "Upper", "level": 2, "rows": 3, "seats": 8},
                    {"name": "301", "tier": "Saver", "level": 3, "rows": 1, "seats": 8},
                ],
            }
        ],
        "events": [
            {"event_id": "far", "name": "Otters vs. Moles", "kind": "basketball", "venue": "hall", "starts_at": at(days=10), "prices": prices, "aliases": ["Otters"]},
            {"event_id": "farther", "name": "Otters vs. Newts", "kind": "basketball", "venue": "hall", "starts_at": at(days=12), "prices": prices},
            {"event_id": "soon", "name": "Late Concert", "kind": "concert", "venue": "hall", "starts_at": at(hours=5), "prices": prices},
            {"event_id": "live", "name": "Otters vs. Hares", "kind": "basketball", "venue": "hall", "starts_at": at(minutes=-30), "prices": prices},
            {"event_id": "over", "name": "Otters vs. Bats", "kind": "basketball", "venue": "hall", "starts_at": at(days=-2), "prices": prices},
        ],
        "policies": [
            {"policy_id": "pol_refund", "kind": "refund", "name": "48-hour refunds", "until_hours_before": 48, "keep_fees": True},
            {"policy_id": "pol_limit", "kind": "purchase_limit", "name": "Six at most", "max_tickets": 6},
            {"policy_id": "pol_big", "kind": "approval", "name": "Large refunds", "refund_above": "400.00"},
        ],
    }  # fmt: skip


@dataclass
class House:
    """A box office that answers, by whichever way, and what stands behind it."""

    box_office: BoxOffice
    bank: SandboxPayments
    clock: FixedClock
    local: LocalBoxOffice
    signer: Ed25519Signer
    url: str | None = None


@pytest.fixture
def embedded(sqlite_database, clock, tmp_path):
    path = tmp_path / "season.json"
    path.write_text(json.dumps(small_season(clock.now)))
    with sqlite_database.write() as unit:
        load_season(unit, read_season([path]))
    bank = SandboxPayments(sqlite_database)
    signer = Ed25519Signer(bytes(range(32)))
    local = LocalBoxOffice(sqlite_database, clock=clock, ids=new_id, payments=bank, signer=signer)
    return House(local, bank, clock, local, signer)


def actor_of(request: Request) -> Actor:
    """A twin of the door: `X-API-Key: sesame` is a service, `Bearer cus_x` is that fan."""
    if request.headers.get("x-api-key") == SERVICE_KEY:
        return Actor.service("operator")
    if request.headers.get("x-api-key"):
        raise Unauthenticated("This key is not known.")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme == "Bearer":
        return Actor.fan(token, request.headers.get("x-session"))
    return Actor.anonymous(request.headers.get("x-session"))


@pytest.fixture
def served(embedded):
    """The reference server, on a real port of this machine."""
    app = FastAPI()
    local = embedded.local
    app.include_router(
        boxoffice_routes(local, actor_of, signer=embedded.signer, voided=local.voided_tickets, clock=embedded.clock)
    )
    app.include_router(sandbox_payment_routes(embedded.bank))
    problems.install(app)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    started = threading.Event()
    begin = server.startup

    async def startup(*args, **kwargs):
        await begin(*args, **kwargs)
        started.set()

    server.startup = startup
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert started.wait(20)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def web(served):
    with httpx.Client(base_url=served) as client:
        yield client


@pytest.fixture
def distant(embedded, served):
    remote = RemoteBoxOffice(
        f"{served}/boxoffice/v1", api_key=SERVICE_KEY, patience=Patience(timeout_s=20, retries=1, pause_s=0.01)
    )
    yield House(remote, embedded.bank, embedded.clock, embedded.local, embedded.signer, served)
    remote.close()


@pytest.fixture(params=["embedded", "distant"])
def house(request):
    """The port, fulfilled by the embedded box office and by the one across HTTP."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def load(tmp_path):
    def load(content, name="season.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1, default=str))
        return read_season([path])

    return load


@pytest.fixture
def faults(load):
    def faults(content, name="season.json"):
        with pytest.raises(BadSeason) as caught:
            load(content, name)
        return caught.value.faults

    return faults
