"""A whole `willcall up` that a test may stop and start again on the same data and port, with operators and fans of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from tests.page.real import _wait, free_port

NEVER_BACK = {"Floor"}
"""Tiers that no policy of the sample season takes back."""


class House:
    """Args:
    folder: Where it keeps its data and what it says.
    settings: Environment variables.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.settings = {"ACCESS__SIGN_IN_PER_MINUTE": "0", **settings}
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.password = self.first_password = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "House":
        """Comes up; the first time it says the password."""
        command = [
            sys.executable,
            "-m",
            "willcall",
            "up",
            "--port",
            str(self.port),
            "--data",
            str(self.folder / "data"),
        ]
        log = self.folder / "willcall.log"
        with log.open("w") as said:
            self._process = subprocess.Popen(
                command,
                stdout=said,
                stderr=subprocess.STDOUT,
                env={**os.environ, "RATE_LIMIT_PER_MINUTE": "0", "ACCESS__SIGN_IN_PER_MINUTE": "1000", **self.settings},
                cwd=self.folder,
            )
        _wait(self.url, self._process, log, patience_s=180)
        said_once = re.search(r"sign in as admin with (\S+)", self._said(log))
        if said_once:
            self.password = self.first_password = said_once[1]
        return self

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def _said(self, log: Path) -> str:
        until = datetime.now(UTC) + timedelta(seconds=20)
        while "Ctrl-C" not in log.read_text() and datetime.now(UTC) < until:
            httpx.get(f"{self.url}/live")
        return log.read_text()

    # -- people ---------------------------------------------------------------------------------------------------------

    @contextmanager
    def operator(self, name: str, password: str) -> Iterator[httpx.Client]:
        with httpx.Client(base_url=self.url, timeout=30) as client:
            client.post("/api/session", json={"name": name, "password": password}).raise_for_status()
            yield client

    def admin(self) -> AbstractContextManager[httpx.Client]:
        return self.operator("admin", self.first_password)

    def add(self, name: str, role: str = "agent") -> str:
        """A new operator's password."""
        with self.admin() as admin:
            return str(
                admin.post("/api/operators", json={"name": name, "role": role}).raise_for_status().json()["password"]
            )

    @contextmanager
    def fan(self, customer_id: str) -> Iterator[httpx.Client]:
        with httpx.Client(base_url=self.url, timeout=30) as client:
            token = client.post("/auth/sandbox-token", json={"customer_id": customer_id}).json()["access_token"]
            client.headers["Authorization"] = f"Bearer {token}"
            yield client

    def hand_off(self, customer_id: str, words: str = "I want to talk to a person") -> str:
        """A fan asks for a person; the conversation."""
        with self.fan(customer_id) as fan:
            reply = fan.post("/chat", json={"message": words}).raise_for_status().json()
        assert reply["state"]["handed_off"]
        return str(reply["conversation_id"])

    def large_refund(self, customer_id: str) -> str:
        """A fan asks for so much money back that a person must decide; the order."""
        with self.fan(customer_id) as fan:
            late = (datetime.now(UTC) + timedelta(days=6)).isoformat()
            for event in fan.get("/boxoffice/v1/events").json()["events"]:
                if event["starts_at"] < late or event["status"] != "scheduled":
                    continue
                where, many = f"/boxoffice/v1/events/{event['event_id']}/seats", event["max_tickets"]
                about = fan.get(f"/boxoffice/v1/events/{event['event_id']}").json()
                names = [
                    one.get("section") or one["name"] for one in about["sections"] if one["tier"] not in NEVER_BACK
                ]
                for section in names:
                    wish = {"quantity": many, "section": section}
                    seats = fan.get(where, params=wish).json().get("seats", [])[:many]
                    if len(seats) == many and sum(seat["price"]["amount"] for seat in seats) > 60_000:
                        return self._bought_and_asked_back(
                            fan, customer_id, event["event_id"], [seat["seat_id"] for seat in seats]
                        )
        raise AssertionError("the sample season has no seats for so much")

    def _bought_and_asked_back(self, fan: httpx.Client, customer_id: str, event_id: str, seat_ids: list[str]) -> str:
        def post(path: str, body: Any = None) -> Any:
            answer = fan.post(f"/boxoffice/v1{path}", json=body or {})
            assert answer.is_success, answer.text
            return answer.json()

        hold = post("/holds", {"event_id": event_id, "seat_ids": seat_ids})["hold_id"]
        quote = post("/quotes", {"kind": "purchase", "hold_id": hold})["quote_id"]
        post(f"/quotes/{quote}/confirm")
        paid = {"hold_id": hold, "quote_id": quote, "customer_id": customer_id, "payment_method_token": "tok_ok"}
        order = str(post("/orders", paid)["order_id"])
        back = post("/quotes", {"kind": "refund", "order_id": order})["quote_id"]
        post(f"/quotes/{back}/confirm")
        assert post(f"/orders/{order}/refund", {"quote_id": back})["status"] == "refund_pending"
        return order
