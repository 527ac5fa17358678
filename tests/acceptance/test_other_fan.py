"""Another fan, and a stranger, at every route there is, with all ids of a fan's order in hand: they read nothing and change nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from willcall.access.actor import Actor
from willcall.app import App, build
from willcall.entrypoints.api.application import create_app
from willcall.settings import load

V1 = "/boxoffice/v1"
ADA = "cus_ada"


@dataclass
class Victim:
    """A fan with an order, a conversation, an open quote on it, a hold and credit."""

    app: App
    client: TestClient
    headers: dict[str, str]
    order: Any
    ids: dict[str, str]
    orders_key: str

    def state(self) -> str:
        """All that the box office knows of the fan, and what was said."""
        office, actor = self.app.boxoffice, Actor.fan(ADA)
        orders = office.list_orders(actor=actor, customer_id=ADA)
        credit = office.get_credit(actor=actor, customer_id=ADA)
        quote = office.get_quote(actor=actor, quote_id=self.ids["quote_id"])
        turns = self.app.conversations.history(self.ids["conversation_id"])
        return json.dumps(
            [
                [o.model_dump(mode="json") for o in orders],
                credit.model_dump(mode="json"),
                quote.model_dump(mode="json"),
                [t.text for t in turns],
            ]
        )


def signed_in(client: TestClient, customer: str) -> dict[str, str]:
    token = client.post("/auth/sandbox-token", json={"customer_id": customer}).json()["access_token"]
    client.cookies.clear()
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    folder = tmp_path_factory.mktemp("other")
    given = {"sandbox": True, "sample": True, "storage.data": folder / "data", "access.rate_limit_per_minute": 0}
    app = build(load(given, environ={}, directory=Path(folder)))
    with TestClient(create_app(app), raise_server_exceptions=False) as client:
        headers = signed_in(client, ADA)
        events = [e for e in client.get(f"{V1}/events").json()["events"] if e["status"] == "scheduled"]
        event = events[-1]["event_id"]  # far enough away to be given back
        options = app.boxoffice.check_inventory(event_id=event, quantity=2).options
        seats = next(option for option in options if "Floor" not in option.section).seat_ids
        hold = client.post(f"{V1}/holds", json={"event_id": event, "seat_ids": seats}, headers=headers).json()[
            "hold_id"
        ]
        quote = client.post(f"{V1}/quotes", json={"kind": "purchase", "hold_id": hold}, headers=headers).json()[
            "quote_id"
        ]
        client.post(f"{V1}/quotes/{quote}/confirm", headers=headers)
        body = {"hold_id": hold, "quote_id": quote, "customer_id": ADA, "payment_method_token": "tok_ok"}
        key = {"Idempotency-Key": "adas-order"}
        made = client.post(f"{V1}/orders", json=body, headers=headers | key)
        assert made.status_code == 201, made.text
        order = made.json()
        wanted = {"kind": "refund", "order_id": order["order_id"]}
        refund = client.post(f"{V1}/quotes", json=wanted, headers=headers).json()
        client.post(f"{V1}/quotes/{refund['quote_id']}/confirm", headers=headers)
        more = app.boxoffice.check_inventory(event_id=event, quantity=2).options[0].seat_ids
        held = client.post(f"{V1}/holds", json={"event_id": event, "seat_ids": more}, headers=headers).json()
        talk = client.post("/chat", json={"message": "show me my orders"}, headers=headers).json()
        ids = {
            "customer_id": ADA,
            "order_id": order["order_id"],
            "ticket_id": order["tickets"][0]["ticket_id"],
            "quote_id": refund["quote_id"],
            "hold_id": held["hold_id"],
            "conversation_id": talk["conversation_id"],
            "message_id": talk["message_id"],
            "event_id": event,
        }
        yield Victim(app, client, headers, order, ids, "adas-order")
    app.close()


def bodies(ids: dict[str, str]) -> list[dict[str, Any]]:
    """Bodies with which somebody would try; a route takes those that fit it."""
    token = {"payment_method_token": "tok_ok"}
    return [
        {},
        {"quote_id": ids["quote_id"]},
        {"quote_id": ids["quote_id"], **token},
        {"hold_id": ids["hold_id"], "quote_id": ids["quote_id"], "customer_id": ADA, **token},
        {"kind": "refund", "order_id": ids["order_id"]},
        {"kind": "upgrade", "order_id": ids["order_id"]},
        {"kind": "purchase", "hold_id": ids["hold_id"]},
        {"kind": "exchange", "order_id": ids["order_id"], "event_id": ids["event_id"]},
        {"email": "eve@example.org", "ticket_ids": [ids["ticket_id"]]},
        {"message": "yes", "conversation_id": ids["conversation_id"]},
        {"action": {"type": "confirm", "quote_id": ids["quote_id"]}},
        {"action": {"type": "pay", "quote_id": ids["quote_id"], **token}},
        {"action": {"type": "confirm", "quote_id": ids["quote_id"]}, "conversation_id": ids["conversation_id"]},
        {"message": f"refund {ids['order_id']}"},
        {"message": f"transfer {ids['ticket_id']} of {ids['order_id']} to eve@example.org"},
        {"message_id": ids["message_id"], "rating": -1, "correction": "mine now"},
        {
            "messages": [{"role": "user", "content": "show my orders"}],
            "metadata": {"conversation_id": ids["conversation_id"]},
        },
        {"messages": [{"role": "user", "content": f"refund {ids['order_id']}"}], "user": ADA},
        {"decision": "approve"},
        {"approve": True},
    ]


OWN = ("hold_id", "customer_id", "order_id", "ticket_id", "quote_id", "conversation_id", "message_id")


def attempts(victim: Victim) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    for path, methods in victim.client.get("/openapi.json").json()["paths"].items():
        if path.endswith("/stream") and "get" in methods:
            continue  # followed without end; whose it is, is tested in tests/api/test_whose.py
        concrete = path
        for name, value in victim.ids.items():
            concrete = concrete.replace(f"{{{name}}}", value)
        for method in methods:
            if method == "get":
                yield method, concrete, None
            elif method in ("post", "put", "patch", "delete"):
                for body in bodies(victim.ids) if method != "delete" else [{}]:
                    yield method, concrete, body


@pytest.mark.parametrize("who", ["another fan", "a stranger"])
def test_nobody_else_reads_or_changes_anything_of_a_fans(victim: Victim, who: str):
    headers = {
        "another fan": signed_in(victim.client, "cus_eve"),
        "a stranger": {},
    }[who]
    headers = headers | {"Idempotency-Key": victim.orders_key, "X-Conversation-ID": victim.ids["conversation_id"]}
    before, tried = victim.state(), 0
    secret = [victim.order["tickets"][0]["code"], victim.order["tickets"][1]["ticket_id"], victim.order["placed_at"]]
    for method, path, body in attempts(victim):
        kwargs: dict[str, Any] = {} if body is None or method == "delete" else {"json": body}
        answer = getattr(victim.client, method)(path, headers=headers, **kwargs)
        victim.client.cookies.clear()
        tried += 1
        assert answer.status_code < 500, (method, path, body, answer.text[:300])
        assert not [text for text in secret if text and text in answer.text], (method, path, body, answer.text[:300])
        if any(victim.ids[name] in path for name in OWN):
            assert answer.status_code >= 400, (method, path, body, answer.text[:300])
    assert tried > 300
    assert victim.state() == before


def test_nobody_speaks_for_a_fan_by_naming_them_or_with_half_a_token(victim: Victim):
    path = f"{V1}/orders/{victim.ids['order_id']}"
    named = signed_in(victim.client, "cus_eve") | {"X-Acting-Customer": ADA}
    forged = {"Authorization": victim.headers["Authorization"][:-4] + "AAAA"}
    assert victim.client.get(path, headers=named).status_code == 403
    assert victim.client.get(path, headers={"X-Acting-Customer": ADA}).status_code == 403
    assert victim.client.get(path, headers=forged).status_code == 401
    assert victim.client.get(path, headers=victim.headers).status_code == 200
