"""Workers killed with `kill -9` while a conversation's turns run: it goes on with the next worker, and pays once."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.acceptance.house import SERVICE, V1, tiny_season, willcall_up

pytestmark = pytest.mark.slow
TRIES = 200


def send(url: str, body: dict[str, Any], key: str, headers: dict[str, str]) -> dict[str, Any]:
    """A turn as a real client sends it: again under the same key until it is answered."""
    for _ in range(TRIES):
        try:
            answer = httpx.post(f"{url}/chat", json=body, headers={**headers, "Idempotency-Key": key}, timeout=60)
        except httpx.TransportError:
            continue
        if answer.status_code in {409, 503}:
            continue
        assert answer.status_code == 200, answer.text
        return dict(answer.json())
    raise AssertionError("no worker ever answered")


def test_a_purchase_survives_a_worker_killed_in_every_turn(tmp_path: Path) -> None:
    rng = random.Random(3)
    with willcall_up(tmp_path, "--workers", "2", season=tiny_season(rows=4, seats=10)) as house:
        token = httpx.post(f"{house.url}/auth/sandbox-token", json={"customer_id": "cus_ann"}, timeout=60).json()
        fan = {"Authorization": f"Bearer {token['access_token']}"}
        conversation, reply = None, {}
        with ThreadPoolExecutor(1) as pool:
            for number, said in enumerate(["2 tickets for the last twenty", "the first one", "yes", "pay"]):
                body: dict[str, Any] = {"message": said, "conversation_id": conversation}
                if said == "pay":
                    (due,) = [card for card in reply["cards"] if card["type"] == "payment"]
                    action = {"type": "pay", "quote_id": due["quote_id"], "payment_method_token": "tok_ok"}
                    body = {"action": action, "conversation_id": conversation}
                turn = pool.submit(send, house.url, body, f"turn-{number}", fan)
                for _ in range(3):
                    house.kill_one(rng)
                reply = turn.result()
                conversation = reply["conversation_id"]
        orders = httpx.get(f"{house.url}{V1}/customers/cus_ann/orders", headers=fan, timeout=60).json()["orders"]
        assert [order["status"] for order in orders] == ["confirmed"]
        assert [card["type"] for card in reply["cards"] if card["type"] == "order"] == ["order"]
        chart = httpx.get(f"{house.url}{V1}/events/evt_race", headers=SERVICE, timeout=60).json()
        assert chart["available"] == 38
