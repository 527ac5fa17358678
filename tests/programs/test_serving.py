"""MCP's official client at our door: everyone may do what is theirs to do, and money waits for the fan."""

import os
import sys
from datetime import timedelta

import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters
from tests.programs.conftest import CHAT, KEY, apart

from willcall.access.actor import Actor
from willcall.agent.contract import ChatRequest

BO2 = {
    "get_event_info": {"event_id"},
    "check_inventory": {"event_id", "quantity"},
    "hold_tickets": {"event_id", "seat_ids"},
    "release_hold": {"hold_id"},
    "create_order": {"hold_id"},
    "upgrade_tickets": {"order_id"},
}
SERVICE = {"X-API-Key": KEY}


def on_sale(house):
    soon = house.app.clock() + timedelta(days=3)
    shows = house.app.boxoffice.find_events(starts_after=soon, limit=40)
    return next(e for e in shows if e.available and e.available > 20).event_id


def seats(house, count=2, headers=None):
    found = house.call("check_inventory", headers, event_id=on_sale(house), quantity=count)
    return found.structured_content


def hold(house, headers=None, **more):
    offered = seats(house)
    held = house.call(
        "hold_tickets",
        headers,
        event_id=offered["event_id"],
        seat_ids=offered["options"][0]["seat_ids"],
        **more,
    )
    assert not held.is_error, held.structured_content
    return held.structured_content


def press(house, customer_id, conversation_id, **action):
    request = ChatRequest.model_validate({"conversation_id": conversation_id, "action": action})
    return house.app.turns.run(request, actor=Actor.fan(customer_id), request_id="req_test")


def test_the_tools_have_the_names_and_arguments_that_are_promised(house):
    async def tools():
        async with Client(house.url) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    offered = apart(tools)
    for name, required in BO2.items():
        assert set(offered[name].input_schema["required"]) == required
    assert {"customer_id", "payment_method_token"} <= set(offered["create_order"].input_schema["properties"])
    assert {"find_events", "quote", "search_knowledge", "get_policy", "open_case", "hand_off_to_human"} <= set(offered)
    assert "route" not in offered
    assert offered["find_events"].annotations.read_only_hint


def test_anyone_may_look_and_the_shapes_are_the_box_offices(house):
    found = seats(house)
    assert {"id", "price", "section", "row"} <= set(found["seats"][0])
    assert house.call("find_events", limit=2).structured_content["events"]


def test_knowledge_is_answered_with_its_sources(house):
    answer = house.call("search_knowledge", query="can I bring a backpack?").structured_content
    assert answer["answer"]
    assert answer["sources"][0]["uri"].startswith("/kb/")


def test_anyone_may_hold_and_let_go(house):
    held = hold(house)
    assert held["hold_id"]
    assert held["expires_at"]
    gone = house.call("release_hold", hold_id=held["hold_id"], conversation_id=held["conversation_id"])
    assert gone.structured_content["status"] == "released"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("list_orders", {}),
        ("get_order", {"order_id": "ord_x"}),
        ("get_credit", {}),
        ("upgrade_tickets", {"order_id": "ord_x"}),
        ("create_order", {"hold_id": "hld_x", "customer_id": "cus_ada", "payment_method_token": "tok_ok"}),
    ],
)
def test_a_stranger_reaches_nobodys_records(house, name, arguments):
    answer = house.call(name, **arguments)
    assert answer.is_error
    assert answer.structured_content["error"]["kind"] in {"sign_in_required", "not_found"}


def test_one_fan_reaches_nothing_of_another(house):
    ida, max_ = house.fan("cus_mcp_ida"), house.fan("cus_mcp_max")
    held = hold(house, ida)
    for name, arguments in (
        ("create_order", {"hold_id": held["hold_id"], "conversation_id": held["conversation_id"]}),
        ("release_hold", {"hold_id": held["hold_id"]}),
        ("list_orders", {"customer_id": "cus_mcp_ida"}),
    ):
        answer = house.call(name, max_, **arguments)
        assert answer.is_error, name
        assert answer.structured_content["error"]["kind"] in {"not_found", "denied"}


def test_nothing_is_bought_before_the_fan_has_confirmed_and_paid_in_the_chat(house):
    fan = house.fan("cus_mcp_buyer")
    held = hold(house, fan)
    wish = {"hold_id": held["hold_id"], "conversation_id": held["conversation_id"]}
    asked = house.call("create_order", fan, **wish, customer_id="cus_mcp_buyer", payment_method_token="tok_ok")
    answer = asked.structured_content
    assert (asked.is_error, answer["status"]) == (False, "confirmation_required")
    assert answer["confirm_url"] == f"{CHAT}/?conversation={held['conversation_id']}"
    quote_id = answer["quote"]["quote_id"]
    assert answer["quote"]["total"]["amount"] > 0
    assert house.call("list_orders", fan).structured_content["orders"] == []

    shown = house.app.conversations.history(held["conversation_id"])[-1]
    assert [card["type"] for card in shown.body["cards"]] == ["quote", "payment"]
    press(house, "cus_mcp_buyer", held["conversation_id"], type="pay", quote_id=quote_id, payment_method_token="tok_ok")
    bought = house.call("create_order", fan, **wish).structured_content
    assert bought["status"] == "confirmed"
    assert [o["order_id"] for o in house.call("list_orders", fan).structured_content["orders"]] == [bought["order_id"]]


def test_a_confirmed_quote_is_paid_with_the_callers_token_once(house):
    fan = house.fan("cus_mcp_yes")
    held = hold(house, fan)
    wish = {"hold_id": held["hold_id"], "conversation_id": held["conversation_id"]}
    quote_id = held["quote"]["quote_id"]
    press(house, "cus_mcp_yes", held["conversation_id"], type="confirm", quote_id=quote_id)
    unpaid = house.call("create_order", fan, **wish).structured_content
    assert unpaid["status"] == "payment_required"
    paid = house.call("create_order", fan, **wish, payment_method_token="tok_ok").structured_content
    again = house.call("create_order", fan, **wish, payment_method_token="tok_ok").structured_content
    assert paid["status"] == "confirmed"
    assert again["order_id"] == paid["order_id"]
    assert len(house.call("list_orders", fan).structured_content["orders"]) == 1


def test_a_service_key_acts_for_whom_it_names_and_still_waits_for_that_fan(house):
    nobody = house.call("list_orders", SERVICE)
    assert nobody.is_error
    assert nobody.structured_content["error"]["field"] == "customer_id"
    house.fan("cus_mcp_guest")
    held = hold(house, SERVICE, customer_id="cus_mcp_guest")
    answer = house.call(
        "create_order",
        SERVICE,
        hold_id=held["hold_id"],
        conversation_id=held["conversation_id"],
        customer_id="cus_mcp_guest",
        payment_method_token="tok_ok",
    ).structured_content
    assert answer["status"] == "confirmation_required"
    assert house.call("list_orders", SERVICE, customer_id="cus_mcp_guest").structured_content["orders"] == []
    assert house.app.conversations.load(held["conversation_id"]).customer_id == "cus_mcp_guest"


def test_handing_tickets_over_waits_for_the_fans_words_in_the_chat(house):
    fan = house.fan("cus_mcp_giver")
    held = hold(house, fan)
    paid = press(
        house, "cus_mcp_giver", held["conversation_id"], type="pay",
        quote_id=held["quote"]["quote_id"], payment_method_token="tok_ok",
    )  # fmt: skip
    order_id = next(card.order_id for card in paid.cards if card.type == "order")
    answer = house.call(
        "transfer_tickets", fan, order_id=order_id, recipient_email="pal@example.com"
    ).structured_content
    assert answer["status"] == "confirmation_required"
    request = ChatRequest(message="yes", conversation_id=answer["conversation_id"])
    reply = house.app.turns.run(request, actor=Actor.fan("cus_mcp_giver"), request_id="req_test")
    assert "pal@example.com" in reply.response


def test_a_card_number_is_refused_wherever_it_stands(house):
    answer = house.call("open_case", subject="Pay", body="4111 1111 1111 1111")
    assert answer.is_error
    assert "card number" in answer.structured_content["error"]["detail"]


def test_wrong_arguments_and_unknown_tools_are_answered_in_words(house):
    unknown, wrong = house.calls([("buy_everything", {}), ("check_inventory", {"event_id": "evt_x", "quantity": 0})])
    assert unknown.is_error
    assert unknown.structured_content["error"]["kind"] == "unknown_tool"
    assert wrong.structured_content["error"]["errors"][0]["field"] == "quantity"


def test_a_credential_that_does_not_count_is_no_stranger(house):
    for headers in ({"X-API-Key": "wrong"}, {"Authorization": "Bearer a.b.c"}):
        answer = httpx.post(house.url, json={}, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_page_that_rebinds_a_name_to_us_is_refused(house):
    answer = httpx.post(house.url, json={}, headers={"Host": "evil.example"})
    assert answer.status_code == 421


def test_over_standard_input_the_process_acts_as_its_token_says(house, tmp_path):
    data = house.app.settings.storage.data
    environ = {k: v for k, v in os.environ.items() if k.startswith(("PATH", "HOME", "PYTHON", "LANG"))}
    token = house.fan("cus_mcp_stdio")["Authorization"].removeprefix("Bearer ")

    async def talk(environment):
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "willcall", "mcp", "--sandbox", "--data", str(data)],
            env=environment,
            cwd=str(tmp_path),
        )
        async with Client(command) as client:
            mine = await client.call_tool("list_orders", {})
            event = await client.call_tool("find_events", {"limit": 1})
            return mine, event

    mine, event = apart(talk, {**environ, "WILLCALL_TOKEN": token, "API_KEY": KEY})
    assert mine.structured_content == {"orders": []}
    assert event.structured_content["events"]


def test_over_standard_input_a_wrong_token_serves_nobody(house, tmp_path):
    async def talk():
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "willcall", "mcp", "--sandbox", "--data", str(house.app.settings.storage.data)],
            env={**os.environ, "WILLCALL_TOKEN": "a.b.c"},
            cwd=str(tmp_path),
        )
        async with Client(command) as client:
            await client.list_tools()

    with pytest.raises((MCPError, BaseExceptionGroup)):
        apart(talk)
