"""The real house behind the real server, as `willcall up` runs it: buying by talking, workers that are killed, clean stops."""

import concurrent.futures
import itertools
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

SCRIPT = """
import json, sys
from willcall.entrypoints.api import serve
from willcall.settings import load
if __name__ == "__main__":
    serve(load(json.loads(sys.argv[1]), environ={}), on_ready=lambda url: print(url, flush=True))
"""


class House:
    """A server process and what it wrote to standard error."""

    def __init__(self, process, url, errors):
        self.process = process
        self.url = url
        self.errors = errors

    def stop(self, with_signal=signal.SIGTERM):
        self.process.send_signal(with_signal)
        return self.process.wait(30)


@pytest.fixture
def open_house(tmp_path):
    """Starts a house in a process of its own."""
    with ExitStack() as stack:
        script = tmp_path / "serve.py"
        script.write_text(SCRIPT)

        def start(**overrides):
            given = {
                "server.port": 0,
                "sandbox": True,
                "sample": True,
                "access.rate_limit_per_minute": 0,
                "storage.data": str(tmp_path / "data"),
                "log.format": "json",
                **{name.replace("__", "."): value for name, value in overrides.items()},
            }
            process = subprocess.Popen(
                [sys.executable, str(script), json.dumps(given)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            )
            errors: list[str] = []
            said: queue.Queue[str] = queue.Queue()

            def listen():
                errors.extend(process.stderr)
                said.put("")

            def hear():
                for line in process.stdout:
                    said.put(line.strip())

            threads = [threading.Thread(target=listen, daemon=True), threading.Thread(target=hear, daemon=True)]
            for thread in threads:
                thread.start()

            def end():
                if process.poll() is None:
                    process.kill()
                process.wait()
                for thread in threads:
                    thread.join()
                process.stdout.close()
                process.stderr.close()

            stack.callback(end)
            url = said.get(timeout=90)
            assert url.startswith("http"), "".join(errors)
            return House(process, url, errors)

        yield start


def sign_in(client, customer_id):
    token = client.post("/auth/sandbox-token", json={"customer_id": customer_id}).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}


def pick_seats(client, *, quantity=2):
    for event in client.get("/boxoffice/v1/events").json()["events"]:
        found = client.get(f"/boxoffice/v1/events/{event['event_id']}/seats", params={"quantity": quantity})
        if found.status_code == 200 and found.json()["seats"] and event["status"] == "scheduled":
            return event, [seat["seat_id"] for seat in found.json()["seats"][:quantity]]
    raise AssertionError("nothing is on")


def buy(client, headers, event_id, seat_ids, *, key):
    """Through the box office's own contract; returns the last response."""
    held = client.post(
        "/boxoffice/v1/holds",
        json={"event_id": event_id, "seat_ids": seat_ids},
        headers={**headers, "Idempotency-Key": key + "h"},
    )
    if held.status_code >= 300:
        return held
    quote = client.post(
        "/boxoffice/v1/quotes", json={"kind": "purchase", "hold_id": held.json()["hold_id"]}, headers=headers
    ).json()
    client.post(f"/boxoffice/v1/quotes/{quote['quote_id']}/confirm", headers=headers)
    order = {
        "hold_id": held.json()["hold_id"],
        "quote_id": quote["quote_id"],
        "customer_id": headers["customer"],
        "payment_method_token": "tok_ok",
    }
    return client.post("/boxoffice/v1/orders", json=order, headers={**headers, "Idempotency-Key": key})


@pytest.mark.slow
def test_a_fan_buys_two_tickets_by_talking_and_everything_survives_a_restart(open_house):
    house = open_house()
    with httpx.Client(base_url=house.url, timeout=30) as client:
        fan = sign_in(client, "cus_talker")
        event, _ = pick_seats(client)
        said = {"message": f"2 tickets for {event['name']} please"}
        reply = {}
        for _ in range(8):
            answer = client.post("/chat", json=said, headers=fan)
            assert answer.status_code == 200, answer.text
            reply = answer.json()
            said = {"conversation_id": reply["conversation_id"]}
            cards = {card["type"]: card for card in reply["cards"]}
            if "order" in cards:
                break
            if "payment" in cards:
                said["action"] = {
                    "type": "pay",
                    "quote_id": cards["payment"]["quote_id"],
                    "payment_method_token": "tok_ok",
                }
            elif "quote" in cards:
                said["action"] = {"type": "confirm", "quote_id": cards["quote"]["quote_id"]}
            elif "seats" in cards or "events" in cards:
                card = cards.get("seats") or cards["events"]
                said["action"] = {"type": "select", "card_id": card["id"], "option": 0}
            else:
                said["message"] = "yes"
        cards = {card["type"]: card for card in reply["cards"]}
        assert "order" in cards, reply
        order = cards["order"]
        assert order["status"] == "confirmed"
        assert len(order["tickets"]) == 2
        for path in (order["tickets"][0]["qr_svg_url"], order["tickets"][0]["pdf_url"], order["calendar_url"]):
            assert client.get(path, headers=fan).status_code == 200, path
            assert client.get(path, headers=sign_in(client, "cus_other")).status_code == 404, path
        assert client.get("/ready").status_code == 200
    assert house.stop() == 0
    again = open_house()
    with httpx.Client(base_url=again.url, timeout=30) as client:
        orders = client.get("/boxoffice/v1/customers/cus_talker/orders", headers=sign_in(client, "cus_talker")).json()
        assert [each["order_id"] for each in orders["orders"]] == [order["order_id"]]
        stored = client.get(f"/conversations/{reply['conversation_id']}", headers=fan)
        assert stored.status_code == 200, "the token and the conversation outlive a restart"
    assert again.stop(signal.SIGINT) == 0


@pytest.mark.slow
def test_workers_that_are_killed_lose_no_seat_and_are_started_again(open_house):
    house = open_house(server__workers=2)
    with httpx.Client(base_url=house.url, timeout=30) as client:
        event, seats = pick_seats(client, quantity=4)
        fans = {}
        for number in range(12):
            fans[number] = {**sign_in(client, f"cus_{number}"), "customer": f"cus_{number}"}
    killed = []
    answered = itertools.count(1)

    def kill_now_and_then():
        """After the fifth and the twentieth answer, so that a worker dies while others are at it."""
        if next(answered) in {5, 20}:
            worker = int(children(house.process.pid)[0])
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)

    def race(number):
        answers = []
        with httpx.Client(base_url=house.url, timeout=30) as client:
            for seat in seats:
                for attempt in range(40):
                    try:
                        answers.append(buy(client, fans[number], event["event_id"], [seat], key=f"{number}-{seat}"))
                        kill_now_and_then()
                        break
                    except (httpx.TransportError, KeyError):
                        time.sleep(0.05 * (attempt + 1) ** 0.5)
        return answers

    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        results = list(pool.map(race, fans))
    statuses = {answer.status_code for answers in results for answer in answers}
    assert 500 not in statuses
    with httpx.Client(base_url=house.url, timeout=30, transport=httpx.HTTPTransport(retries=5)) as client:
        sold = {}
        for number, fan in fans.items():
            orders = client.get(f"/boxoffice/v1/customers/cus_{number}/orders", headers=fan).json()["orders"]
            for order in orders:
                for ticket in order["tickets"]:
                    assert ticket["seat"]["seat_id"] not in sold, "a seat was sold twice"
                    sold[ticket["seat"]["seat_id"]] = order["order_id"]
        assert set(sold) <= set(seats)
        deadline = time.monotonic() + 30
        while len(children(house.process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(children(house.process.pid)) >= 2
        assert client.get("/metrics").status_code == 200
    assert len(killed) == 2
    assert house.stop() == 0


def children(pid):
    """Worker processes: the supervisor's children that are not multiprocessing's own tracker."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for each in found if "resource_tracker" not in Path(f"/proc/{each}/cmdline").read_text()]


@pytest.mark.slow
def test_a_turn_in_flight_is_finished_before_the_server_stops(open_house):
    house = open_house()
    with httpx.Client(base_url=house.url, timeout=30) as client, concurrent.futures.ThreadPoolExecutor(8) as pool:
        client.get("/health")
        turns = [
            pool.submit(httpx.post, f"{house.url}/chat", json={"message": "what's on?"}, timeout=30) for _ in range(8)
        ]
        done, _ = concurrent.futures.wait(turns, timeout=30, return_when=concurrent.futures.FIRST_COMPLETED)
        assert done
        house.process.send_signal(signal.SIGTERM)
        finished = [turn.result() for turn in turns if turn.exception() is None]
    assert {answer.status_code for answer in finished} == {200}
    assert house.process.wait(30) == 0


@pytest.mark.slow
def test_a_taken_port_is_one_clear_sentence(open_house):
    house = open_house()
    with pytest.raises(AssertionError, match="choose another with --port"):
        open_house(server__port=int(house.url.rsplit(":", 1)[1]))
