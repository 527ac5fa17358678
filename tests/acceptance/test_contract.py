"""What a client of the published page meets, on the real product with two workers and a service key set."""

from collections.abc import Iterator

import httpx
import openai
import pytest
from tests.acceptance.house import API_KEY, SERVICE, V1, willcall_up

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with willcall_up(tmp_path_factory.mktemp("contract"), "--workers", "2") as house:
        with httpx.Client(base_url=house.url, timeout=30) as client:
            yield client
        assert "Traceback" not in house.log.read_text()


@pytest.fixture(scope="module")
def ada(web):
    return sign_in(web, "cus_ada")


def sign_in(web, customer: str) -> dict[str, str]:
    answer = web.post("/auth/sandbox-token", json={"customer_id": customer}).json()
    assert set(answer) == {"access_token", "token_type", "expires_in"}
    return {"Authorization": f"Bearer {answer['access_token']}"}


def cards(reply) -> dict[str, dict]:
    return {card["type"]: card for card in reply["cards"]}


@pytest.fixture(scope="module")
def show(web):
    return web.get(f"{V1}/events").json()["events"][5]


def pay(web, who, show, token):
    """Buys two by message and buttons; conversation, quote and the reply to `pay`."""
    reply = web.post("/chat", json={"message": f"2 tickets for {show['name']} please"}, headers=who).json()
    conversation = reply["conversation_id"]
    for _ in range(4):
        found = cards(reply)
        if "quote" in found:
            break
        card = found.get("seats") or found["events"]
        body = {"conversation_id": conversation, "action": {"type": "select", "card_id": card["id"], "option": 0}}
        reply = web.post("/chat", json=body, headers=who).json()
    quote = cards(reply)["quote"]["quote_id"]
    body = {
        "conversation_id": conversation,
        "action": {"type": "pay", "quote_id": quote, "payment_method_token": token},
    }
    return body, web.post("/chat", json=body, headers=who).json()


def test_a_key_with_a_fans_token_is_that_fan_and_nobody_else_may_chat_without_either(web, ada):
    assert web.get("/auth/me", headers={**SERVICE, **ada}).json()["customer_id"] == "cus_ada"
    assert web.post("/chat", json={"message": "hi"}).status_code == 401
    assert web.post("/chat", json={"message": "hi"}, headers=SERVICE).status_code == 200


def test_a_purchase_has_the_published_fields_and_its_files_are_where_it_says(web, ada, show):
    body, reply = pay(web, ada, show, "tok_ok")
    assert {"conversation_id", "message_id", "response", "cards", "sources", "state", "usage"} <= set(reply)
    order = cards(reply)["order"]
    for ticket in order["tickets"]:
        assert web.get(ticket["qr_svg_url"], headers=ada).headers["content-type"] == "image/svg+xml"
        assert web.get(ticket["pdf_url"], headers=ada).headers["content-type"] == "application/pdf"
    assert web.get(order["calendar_url"], headers=ada).status_code == 200
    assert cards(web.post("/chat", json=body, headers=ada).json())["order"]["order_id"] == order["order_id"]
    stranger = sign_in(web, "cus_ben")
    assert web.get(f"{V1}/orders/{order['order_id']}", headers=stranger).status_code == 404
    path = f"/conversations/{body['conversation_id']}"
    assert web.get(path, headers=stranger).status_code == 404
    said = web.get(path, headers=ada).json()["messages"]
    assert {"role", "text", "cards"} <= set(said[0])
    assert [said[0]["role"], said[1]["role"]] == ["user", "assistant"]


def test_the_banks_second_step_ends_in_an_order(web, ada, show):
    body, reply = pay(web, ada, show, "tok_second_step")
    assert reply["state"]["awaiting"] == "second_step"
    page = cards(reply)["payment"]["next_action"]["url"]
    assert "Approve" in web.get(page).text
    assert web.post(f"{page}/approve", headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 200
    done = web.post("/chat", json={"conversation_id": body["conversation_id"], "message": "done"}, headers=ada).json()
    assert cards(done)["order"]["status"] == "confirmed"


def test_ending_a_conversation_frees_what_it_held(web, ada, show):
    reply = web.post("/chat", json={"message": f"2 tickets for {show['name']} please"}, headers=ada).json()
    while "hold" not in cards(reply):
        card = cards(reply).get("seats") or cards(reply)["events"]
        action = {"type": "select", "card_id": card["id"], "option": 0}
        body = {"conversation_id": reply["conversation_id"], "action": action}
        reply = web.post("/chat", json=body, headers=ada).json()
    assert web.delete(f"/conversations/{reply['conversation_id']}", headers=ada).status_code == 204
    hold = cards(reply)["hold"]
    again = web.post(
        f"{V1}/holds", json={"event_id": show_of(web, hold), "seat_ids": hold["seat_ids"]}, headers=SERVICE
    )
    assert again.status_code == 201


def show_of(web, hold) -> str:
    released = web.delete(f"{V1}/holds/{hold['hold_id']}", headers=SERVICE).json()
    assert released["status"] == "released"
    return released["event_id"]


@pytest.mark.parametrize("who", ["nobody", "fan", "service"])
def test_every_write_with_a_key_has_one_effect_and_one_answer(web, ada, show, who):
    headers = {"nobody": {}, "fan": ada, "service": SERVICE}[who] | {"Idempotency-Key": f"once-{who}"}
    inventory = web.get(f"{V1}/events/{show['event_id']}/seats", params={"quantity": 2}).json()
    body = {"event_id": show["event_id"], "seat_ids": inventory["options"][-1]["seat_ids"]}
    first, second = (web.post(f"{V1}/holds", json=body, headers=headers) for _ in range(2))
    assert (first.status_code, second.json()) == (201, first.json())
    other = web.post(f"{V1}/holds", json={**body, "expires_in_seconds": 60}, headers=headers)
    assert other.status_code == 409
    hold = f"{V1}/holds/{first.json()['hold_id']}"
    extended = [web.post(f"{hold}/extend", headers=headers) for _ in range(2)]
    assert [each.status_code for each in extended] == [200, 200]
    assert extended[0].json() == extended[1].json()
    gone = [web.delete(hold, headers=headers) for _ in range(2)]
    assert gone[0].json() == gone[1].json()


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/events/{event}/seats?quantity=0", 422, "quantity"),
        ("/events/{event}/seats?quantity=-1", 422, "quantity"),
        ("/events/{event}/seats?quantity=10000", 422, "quantity"),
        ("/events/none/seats?quantity=1", 404, "event_id"),
        ("/events/{past}/seats?quantity=1", 409, "event_id"),
        ("/events?from=x", 422, "from"),
        ("/policies/none", 404, "kind"),
        ("/quotes/quo_none", 404, "quote_id"),
    ],
)
def test_a_wrong_wish_is_a_problem_that_names_the_field(web, show, path, status, field):
    past = web.get(f"{V1}/events?include_past=true&limit=1").json()["events"][0]["event_id"]
    answer = web.get(V1 + path.format(event=show["event_id"], past=past), headers=SERVICE)
    assert answer.status_code == status, answer.text
    assert [each["field"] for each in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("key", [API_KEY, "token"])
def test_openais_client_goes_on_with_one_conversation_on_any_worker(web, ada, key):
    bearer = key if key == API_KEY else ada["Authorization"].removeprefix("Bearer ")
    client = openai.OpenAI(base_url=f"{web.base_url}/v1", api_key=bearer, max_retries=0)
    messages, conversations = [], set()
    for said in ("hello", "is there parking?", "and what about bags?", "thank you"):
        messages.append({"role": "user", "content": said})
        answer = client.chat.completions.create(model="willcall", messages=messages)
        messages.append({"role": "assistant", "content": answer.choices[0].message.content})
        conversations.add(answer.model_extra["conversation_id"])
    assert len(conversations) == 1
    words = client.chat.completions.create(model="willcall", messages=messages[:1], stream=True)
    assert "".join(part.choices[0].delta.content or "" for part in words)
    with pytest.raises(openai.AuthenticationError):
        openai.OpenAI(base_url=f"{web.base_url}/v1", api_key="x", max_retries=0).models.list()
