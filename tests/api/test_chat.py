"""The chat over HTTP, against a twin of the turn loop."""

import concurrent.futures
import json

import pytest
from sqlalchemy import select

from willcall.conversations.store.tables import feedback


def sse(text):
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_turn_answers_with_every_field_of_the_contract(served):
    reply = served.client.post("/chat", json={"message": "hello"})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert set(body) >= {
        "conversation_id",
        "message_id",
        "response",
        "cards",
        "sources",
        "state",
        "usage",
        "request_id",
    }
    assert set(body["state"]) >= {"specialist", "flow", "speaker", "handed_off", "awaiting"}
    assert set(body["usage"]) >= {"brain", "duration_ms", "tools", "input_tokens", "output_tokens", "cost"}
    assert body["response"] == "You said hello"
    assert body["request_id"] == reply.headers["X-Request-ID"]


def test_a_sane_request_id_of_the_client_is_kept_and_another_is_not(served):
    kept = served.client.post("/chat", json={"message": "x"}, headers={"X-Request-ID": "my-id_1"})
    assert kept.headers["X-Request-ID"] == kept.json()["request_id"] == "my-id_1"
    other = served.client.post("/chat", json={"message": "x"}, headers={"X-Request-ID": "no <b>\tid"})
    assert other.headers["X-Request-ID"].startswith("req_")


def test_a_stream_tells_status_delta_and_done_in_order(served):
    reply = served.client.post("/chat/stream", json={"message": "hello"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = sse(reply.text)
    assert [name for name, _ in events] == ["status", "delta", "delta", "done"]
    assert "".join(data["text"] for name, data in events if name == "delta") == events[-1][1]["response"]


def test_the_first_delta_comes_before_the_brain_has_finished(served):
    with served.client.stream("POST", "/chat/stream", json={"message": "wait"}) as reply:
        lines = reply.iter_lines()
        assert "event: delta" in lines
        assert not served.turns.go.is_set()
        served.turns.go.set()
        assert "event: done" in lines


def test_a_client_that_leaves_a_stream_leaves_the_turn_finished_and_saved(served):
    fan = served.sign_in("cus_1")
    started = served.client.post("/chat", json={"message": "first"}, headers=fan).json()
    told = {"message": "wait", "conversation_id": started["conversation_id"]}
    with served.client.stream("POST", "/chat/stream", json=told, headers=fan):
        assert served.turns.waiting.wait(10)
    watching = served.client.stream(
        "GET", f"/conversations/{started['conversation_id']}/stream", headers={**fan, "Last-Event-ID": "2"}
    )
    with watching as stream:
        served.turns.go.set()
        seen = ""
        for chunk in stream.iter_text():
            seen += chunk
            if "You said wait" in seen:
                break
    assert "You said wait" in seen


def test_a_strangers_stream_ends_when_a_fan_signs_in(served):
    started = served.client.post("/chat", json={"message": "first"}).json()
    conversation_id = started["conversation_id"]
    with served.client.stream("GET", f"/conversations/{conversation_id}/stream") as stream:
        chunks = stream.iter_text()
        assert "state" in next(chunks)
        told = {"message": "my secret", "conversation_id": conversation_id}
        served.client.post("/chat", json=told, headers=served.sign_in("cus_1"))
        assert "my secret" not in "".join(chunks)


def test_an_error_before_anything_was_said_is_a_plain_problem_even_on_a_stream(served):
    reply = served.client.post("/chat/stream", json={"message": "fail:order"})
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_defect_in_the_middle_of_a_stream_ends_it_with_an_error_event(served):
    reply = served.client.post("/chat/stream", json={"message": "break late"})
    events = sse(reply.text)
    assert events[-1][0] == "error"
    assert events[-1][1]["status"] == 500
    assert "defect" not in reply.text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("taken", 409),
        ("expired", 410),
        ("policy", 422),
        ("declined", 402),
        ("over", 409),
        ("order", 404),
        ("down", 503),
        ("defect", 500),
    ],
)
def test_each_kind_of_error_has_its_status_and_is_a_problem_document(served, name, status):
    reply = served.client.post("/chat", json={"message": f"fail:{name}"})
    body = reply.json()
    assert reply.status_code == body["status"] == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert set(body) >= {"type", "title", "status", "detail", "request_id"}
    assert body["request_id"] == reply.headers["X-Request-ID"]
    assert "secret" not in reply.text
    if status == 503:
        assert int(reply.headers["Retry-After"]) > 0
    if name == "taken":
        assert body["seat_ids"] == ["A-1"]
    if name == "policy":
        assert body["policy"] == "Refund window"


def test_a_repeated_request_with_the_same_key_is_one_turn(served):
    fan = {**served.sign_in("cus_1"), "Idempotency-Key": "once"}
    first = served.client.post("/chat", json={"message": "hello"}, headers=fan)
    again = served.client.post("/chat", json={"message": "hello"}, headers=fan)
    assert first.json() == again.json()
    assert served.turns.runs == 1
    other = served.client.post("/chat", json={"message": "something else"}, headers=fan)
    assert other.status_code == 409
    stranger = served.client.post("/chat", json={"message": "hello"}, headers={"Idempotency-Key": "once"})
    assert stranger.json()["conversation_id"] != first.json()["conversation_id"]


def test_two_requests_at_once_with_the_same_key_are_one_turn(served):
    fan = {**served.sign_in("cus_1"), "Idempotency-Key": "twice"}

    def send():
        return served.client.post("/chat", json={"message": "wait"}, headers=fan).json()

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        first = pool.submit(send)
        assert served.turns.waiting.wait(10)
        second = pool.submit(send)
        served.turns.go.set()
        assert first.result() == second.result()
    assert served.turns.runs == 1


def test_a_conversation_is_its_owners_and_to_anyone_else_it_is_not_there(served):
    mine, other = served.sign_in("cus_1"), served.sign_in("cus_2")
    said = served.client.post("/chat", json={"message": "hello"}, headers=mine).json()
    path = f"/conversations/{said['conversation_id']}"
    view = served.client.get(path, headers=mine).json()
    assert [(m["speaker"], m["text"]) for m in view["messages"]] == [("user", "hello"), ("agent", "You said hello")]
    for headers in (other, {}):
        assert served.client.get(path, headers=headers).status_code == 404
        assert served.client.delete(path, headers=headers).status_code == 404
        assert served.client.get(path + "/stream", headers=headers).status_code == 404
    missing = served.client.get("/conversations/cnv_00000000000000000000000000", headers=other).json()
    foreign = served.client.get(path, headers=other).json()
    assert {missing["type"], missing["title"]} == {foreign["type"], foreign["title"]}


def test_an_anonymous_conversation_begun_in_a_browser_is_that_browsers(served):
    served.client.get("/")
    said = served.client.post("/chat", json={"message": "hello"}).json()
    path = f"/conversations/{said['conversation_id']}"
    assert served.client.get(path).status_code == 200
    served.client.cookies.clear()
    assert served.client.get(path).status_code == 404


def test_deleting_a_conversation_ends_it(served):
    said = served.client.post("/chat", json={"message": "hello"}).json()
    path = f"/conversations/{said['conversation_id']}"
    assert served.client.delete(path).status_code == 204
    assert served.client.get(path).json()["closed"] is True


def test_feedback_is_taken_for_an_answer_of_ones_own_only(served):
    mine = served.sign_in("cus_1")
    said = served.client.post("/chat", json={"message": "hello"}, headers=mine).json()
    thumbs = {"message_id": said["message_id"], "rating": 1, "score": 5, "comment": "good"}
    taken = served.client.post("/feedback", json=thumbs, headers=mine)
    assert taken.status_code == 200
    with served.app.database.read() as connection:
        (kept,) = connection.execute(select(feedback).where(feedback.c.message_id == said["message_id"])).all()
    assert kept.score == 5
    assert served.client.post("/feedback", json=thumbs, headers=served.sign_in("cus_2")).status_code == 404
    assert served.client.post("/feedback", json={**thumbs, "rating": 0}, headers=mine).status_code == 422
    assert served.client.post("/feedback", json={**thumbs, "message_id": "msg_no"}, headers=mine).status_code == 404
