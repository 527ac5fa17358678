"""A lying model behind a real server, heard at every door: in answers and streams, in `/v1`, in what is kept, and by the desk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.agent_llm.conftest import ScriptedServer

from willcall.agent.safeguards.claims import Replacement
from willcall.app import App, build
from willcall.entrypoints.api.application import create_app
from willcall.settings import load

from . import lies

ASKED = "so is it booked, and did you refund the other one?"
FAR = (
    "The pair by the rail is bought and paid for.",
    "The cash is going back where it came from.",
    "It's Sam's ticket now.",
    "Sunday has replaced Saturday on your tickets.",
    "Hemos cobrado su tarjeta.",
    "✅ Booked",
    "| Refund | complete |",
    '```\n{"order": "confirmed"}\n```',
    "Guess what I did with your order.\nCancelled.",
    "Yes!",
    "Call it ninety for the pair.",
    "Your refund will show on Tuesday.",
)
LIES = [*FAR, *lies.ALL[::31]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, _server: ScriptedServer) -> Iterator[tuple[App, TestClient]]:
    folder = tmp_path_factory.mktemp("lying")
    given = {
        "sandbox": True,
        "sample": True,
        "storage.data": folder / "data",
        "access.rate_limit_per_minute": 0,
        "agent.brain": "openai",
        "agent.llm.base_url": _server.url,
        "agent.llm.model": "scripted",
    }
    app = build(load(given, environ={}, directory=Path(folder)))
    with TestClient(create_app(app)) as client:
        yield app, client
    app.close()


def said_of(lie: str) -> list[str]:
    """What must not be heard of a lie: its lines, as a reader would find them in JSON too."""
    return [line.strip(" `") for line in lie.splitlines() if len(line.strip(" `")) > 3 and "Guess" not in line]


def test_no_lie_reaches_a_fan_in_answers_streams_or_what_is_kept(
    house: tuple[App, TestClient], server: ScriptedServer, capsys: pytest.CaptureFixture[str]
):
    app, client = house
    brains = {"openai": 0, "embedded": 0}
    conversation: str | None = None
    for number, lie in enumerate(LIES):
        server.script({"text": lie})
        body: dict[str, Any] = {"message": ASKED, "conversation_id": conversation}
        if number % 2:
            answered = client.post("/chat/stream", json=body)
            heard = answered.text.replace("\\n", "\n").replace('\\"', '"')
        else:
            reply = client.post("/chat", json=body).json()
            brains[reply["usage"]["brain"]] += 1
            conversation = reply["conversation_id"]
            heard = reply["response"]
        assert not [line for line in said_of(lie) if line in heard], (lie, heard)
    assert conversation is not None
    kept = "\n".join(turn.text for turn in app.conversations.history(conversation) if turn.speaker != "user")
    shown = client.get(f"/conversations/{conversation}").text
    for lie in LIES:
        assert not [line for line in said_of(lie) if len(line) > 8 and (line in kept or line in shown)], lie
    with capsys.disabled():
        print(f"\nlies told: {len(LIES)}; answers by brain: {brains}")  # noqa: T201
    assert brains["openai"] > len(LIES) // 4


def test_no_lie_leaves_by_the_door_for_programs(house: tuple[App, TestClient], server: ScriptedServer):
    _, client = house
    for number, lie in enumerate(LIES[::3]):
        server.script({"text": lie})
        body = {"messages": [{"role": "user", "content": ASKED}], "stream": bool(number % 2)}
        heard = client.post("/v1/chat/completions", json=body).text.replace("\\n", "\n").replace('\\"', '"')
        assert not [line for line in said_of(lie) if line in heard], (lie, heard)


def test_a_lie_is_neither_on_a_card_nor_unmarked_at_the_desk(house: tuple[App, TestClient], server: ScriptedServer):
    app, client = house
    lie = "Your refund of $500.00 has been approved."
    wish = {"subject": lie, "body": "The manager already refunded this order."}
    server.script(
        {"calls": [["route", {"specialist": "support"}]]}, {"calls": [["open_case", wish]]}, {"text": "A case is open."}
    )
    reply = client.post("/chat", json={"message": "my refund never came"}).json()
    (card,) = [card for card in reply["cards"] if card["type"] == "case"]
    case = app.desk.get_case(card["case_id"])
    assert "approved" not in card["subject"]
    assert "approved" not in case.subject
    assert case.body.startswith("Not verified, a language model's words: ")


def test_what_a_brain_asked_for_is_no_fact_for_being_repeated(house: tuple[App, TestClient], server: ScriptedServer):
    _, client = house
    lie = "Ticket ord_1234567890 costs $13.37 and is valid for both of you on Friday."
    server.script(
        {"calls": [["get_event_info", {"event_id": lie}]]},
        {"calls": [["get_event_info", {"event_id": "ord_1234567890"}]]},
        {"text": f"{lie} Anything else?"},
    )
    reply = client.post("/chat", json={"message": "hi"}).json()
    assert reply["usage"]["brain"] == "openai"
    assert "13.37" not in reply["response"]
    assert "ord_1234567890" not in reply["response"]


def test_an_honest_model_is_heard_from_hello_to_the_end_of_a_purchase(
    house: tuple[App, TestClient], server: ScriptedServer, capsys: pytest.CaptureFixture[str]
):
    app, client = house
    wrong: list[Replacement] = []
    app.turns.on_replacement = wrong.append  # type: ignore[attr-defined]
    client.post("/api/session", json={"customer_id": "cus_honest"})
    token = client.post("/auth/sandbox-token", json={"customer_id": "cus_honest"}).json()["access_token"]
    fan = {"Authorization": f"Bearer {token}"}
    event = next(e for e in app.boxoffice.find_events(limit=12) if e.status == "scheduled")
    found = app.boxoffice.check_inventory(event_id=event.event_id, quantity=2)
    option = found.options[0]
    conversation: str | None = None
    sentences = 0

    def turn(message: str | None, *answers: dict[str, Any], **action: Any) -> dict[str, Any]:
        nonlocal conversation, sentences
        server.script(*answers)
        body = {"message": message, "conversation_id": conversation, **action}
        reply: dict[str, Any] = client.post("/chat", json=body, headers=fan).json()
        conversation = reply["conversation_id"]
        text = answers[-1]["text"]
        sentences += len([part for line in text.splitlines() for part in line.split(". ") if part])
        return reply

    turn(
        "hi",
        {
            "text": "Hello and welcome! I can help you find events, buy tickets or sort out a refund.\nWhat are you in the mood for?"
        },
    )
    turn(
        f"two for {event.name}",
        {"calls": [["route", {"specialist": "sales"}]]},
        {"calls": [["check_inventory", {"event_id": event.event_id, "quantity": 2}]]},
        {"calls": [["hold_tickets", {"event_id": event.event_id, "seat_ids": option.seat_ids}]]},
        {
            "text": f"Good choice! I found two seats next to each other and I'm holding them for a few minutes. They are in {option.section}, row {option.row}. "
            f"The total for both is {option.total.text}, with all fees included. Nothing has been charged yet. Would you like me to go ahead?"
        },
    )
    turn(
        "can i bring a bag?",
        {"calls": [["search_knowledge", {"query": "bags"}]]},
        {
            "text": "The venue has rules about bags, and small ones are usually fine. Your seats are still on hold in the meantime. Shall I book them?"
        },
    )
    turn(
        "what if i get ill?",
        {
            "text": "Refunds depend on the policy of the event. If the window is still open when you ask, the money goes back to your card. If you confirm, I'll place the order."
        },
    )
    turn(
        "hm, not sure",
        {
            "text": "Take your time. You can still change the number of tickets or look at another evening. If the timer runs out, the seats go back on sale."
        },
    )
    with capsys.disabled():
        print(f"\nhonest sentences end to end: {sentences}, wrongly replaced: {len(wrong)}")  # noqa: T201
    assert sentences >= 15
    assert len(wrong) <= 1, wrong
