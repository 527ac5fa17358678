"""Whose a conversation is, and whose an Idempotency-Key: what one stranger begins is not another's."""

from contextlib import contextmanager

import httpx
import pytest

from willcall.kit.ids import looks_like_id

CARD = "4111 1111 1111 1111"


@contextmanager
def browser(served):
    """Another browser: it has opened the page, so that it has a cookie of its own."""
    with httpx.Client(base_url=served.url, timeout=20) as client:
        client.get("/")
        yield client


def say(client, conversation_id, message="hi", **headers):
    return client.post("/chat", json={"message": message, "conversation_id": conversation_id}, headers=headers)


@pytest.fixture
def begun(served):
    """A browser that has begun a conversation, and the conversation."""
    with browser(served) as client:
        yield client, client.post("/chat", json={"message": "hello"}).json()["conversation_id"]


def test_a_conversation_begun_in_a_browser_goes_on_there_and_nowhere_else(served, begun):
    client, conversation_id = begun
    assert say(client, conversation_id).status_code == 200
    with browser(served) as other:
        for stranger, headers in ((other, {}), (served.client, {}), (served.client, served.sign_in("cus_eve"))):
            assert say(stranger, conversation_id, **headers).status_code == 404
            assert stranger.get(f"/conversations/{conversation_id}", headers=headers).status_code == 404
            assert stranger.delete(f"/conversations/{conversation_id}", headers=headers).status_code == 404
            assert stranger.get(f"/conversations/{conversation_id}/stream", headers=headers).status_code == 404
            completion = {
                "messages": [{"role": "user", "content": "hi"}],
                "metadata": {"conversation_id": conversation_id},
            }
            assert stranger.post("/v1/chat/completions", json=completion, headers=headers).status_code == 404
    assert client.get(f"/conversations/{conversation_id}").json()["customer_id"] is None


def test_signing_in_keeps_what_the_browser_had_begun(served, begun):
    client, conversation_id = begun
    assert client.post("/auth/session", headers=served.sign_in("cus_ada")).status_code == 200
    assert say(client, conversation_id).status_code == 200
    assert client.get(f"/conversations/{conversation_id}").json()["customer_id"] == "cus_ada"
    # The next one to sign in there is somebody else, in a browser of their own.
    client.delete("/auth/session")
    client.get("/")
    assert say(client, conversation_id).status_code == 404


def test_a_fan_who_signs_in_where_another_was_gets_a_browser_of_their_own(served, begun):
    client, _ = begun
    client.post("/auth/session", headers=served.sign_in("cus_ada"))
    first = served.app.authenticator.sessions.open(client.cookies["willcall_session"], now=served.app.clock())
    client.post("/auth/session", headers=served.sign_in("cus_bo"))
    second = served.app.authenticator.sessions.open(client.cookies["willcall_session"], now=served.app.clock())
    assert first.session_id != second.session_id
    assert looks_like_id(second.session_id, "ses")


def test_begun_without_a_cookie_it_goes_on_for_whoever_knows_its_id(served):
    conversation_id = served.client.post("/chat", json={"message": "hello"}).json()["conversation_id"]
    assert say(served.client, conversation_id).status_code == 200
    assert say(served.client, conversation_id, **served.sign_in("cus_ada")).status_code == 200
    assert say(served.client, conversation_id).status_code == 404


def test_a_service_key_speaks_in_any_conversation(serve):
    served = serve(access__api_key="the-right-key")
    with browser(served) as client:
        conversation_id = client.post("/chat", json={"message": "hello"}).json()["conversation_id"]
    assert say(served.client, conversation_id, **{"X-API-Key": "the-right-key"}).status_code == 200


def test_strangers_who_choose_the_same_key_get_an_answer_each(served):
    told = {"message": "hello"}
    key = {"Idempotency-Key": "same-key"}
    first = served.client.post("/chat", json=told, headers=key).json()["conversation_id"]
    again = served.client.post("/chat", json=told, headers=key).json()["conversation_id"]
    other = served.client.post("/chat", json=told, headers={**key, "User-Agent": "another"}).json()["conversation_id"]
    with browser(served) as one, browser(served) as two:
        seen = {client.post("/chat", json=told, headers=key).json()["conversation_id"] for client in (one, two)}
    assert first == again
    assert len({first, other, *seen}) == 4


@pytest.mark.parametrize("key", [CARD, "4111111111111111", "retry-5555555555554444", "378282246310005"])
def test_a_card_number_is_no_idempotency_key(served, key):
    for path, body in (("/chat", {"message": "hello"}), ("/boxoffice/v1/holds", {"event_id": "e", "seat_ids": ["s"]})):
        answer = served.client.post(path, json=body, headers={"Idempotency-Key": key})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
        assert key not in answer.text
    assert served.turns.runs == 0


def test_a_card_number_is_nobodys_name(served):
    digits = CARD.replace(" ", "")
    answer = served.client.post("/auth/sandbox-token", json={"customer_id": digits})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "customer_id"
    assert served.client.get("/auth/me", headers=served.sign_in(digits)).status_code == 401
    fan = served.sign_in("cus_ada")
    bodies = {
        "/boxoffice/v1/tickets/tkt_1/transfer": ({"name": f"Bo {CARD}"}, {"email": f"{digits}@example.org"}),
        "/boxoffice/v1/orders": (
            {"hold_id": "h", "quote_id": "q", "customer_id": digits, "payment_method_token": "tok_ok"},
            {"hold_id": "h", "quote_id": "q", "customer_id": "cus_ada", "payment_method_token": digits},
        ),
        "/boxoffice/v1/quotes": ({"kind": "purchase", "hold_id": digits}, {"kind": "upgrade", "section": CARD}),
    }
    for path, wrong in bodies.items():
        for body in wrong:
            answer = served.client.post(path, json=body, headers=fan)
            assert answer.status_code == 422, (path, answer.text)
            assert digits not in answer.text.replace(" ", "")


def test_a_card_number_is_no_request_id(served):
    answer = served.client.post("/chat", json={"message": "x"}, headers={"X-Request-ID": "4111111111111111"})
    assert answer.headers["X-Request-ID"].startswith("req_")
