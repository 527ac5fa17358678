"""The published schema and the contracts page agree: the expected shapes are written out here, by hand."""

import pytest

EXPECTED = {
    "ChatRequest": {"message", "conversation_id", "action", "attachments"},
    "Confirm": {"type", "quote_id"},
    "Decline": {"type", "quote_id"},
    "Pay": {"type", "quote_id", "payment_method_token"},
    "Select": {"type", "card_id", "option", "seat_ids"},
    "Attachment": {"media_type", "data"},
    "ChatReply": {
        "conversation_id",
        "message_id",
        "response",
        "cards",
        "sources",
        "state",
        "usage",
        "request_id",
    },
    "TurnState": {"specialist", "flow", "speaker", "handed_off", "awaiting"},
    "Usage": {"brain", "duration_ms", "tools", "input_tokens", "output_tokens", "cost"},
    "ToolUse": {"name", "ok", "duration_ms"},
    "SourceLine": {"id", "title", "uri", "snippet"},
    "EventsCard": {"id", "type", "options"},
    "EventOption": {"event_id", "name", "starts_at", "venue", "from_price"},
    "SeatsCard": {"id", "type", "event_id", "options"},
    "SeatsOption": {"seat_ids", "section", "row", "price_each", "total", "note"},
    "HoldCard": {"id", "type", "hold_id", "seat_ids", "expires_at"},
    "QuoteCard": {"id", "type", "quote_id", "kind", "items", "total", "expires_at"},
    "CardItem": {"label", "amount"},
    "PaymentCard": {"id", "type", "quote_id", "total", "methods", "next_action"},
    "PaymentMethod": {"token", "label"},
    "OrderCard": {"id", "type", "order_id", "status", "total", "tickets", "calendar_url"},
    "TicketLine": {"ticket_id", "seat", "qr_svg_url", "pdf_url"},
    "FeedbackRequest": {"message_id", "rating", "score", "comment", "correction"},
    "Problem": {"type", "title", "status", "detail", "request_id", "errors"},
    "AccessToken": {"access_token", "token_type", "expires_in"},
    "Event": {"event_id", "name", "kind", "starts_at", "time_zone", "venue", "status"},
    "Order": {"order_id", "event_id", "customer_id", "status", "total", "tickets", "placed_at"},
    "Ticket": {"ticket_id", "seat", "status"},
    "Seat": {"seat_id", "id", "section", "row", "number", "price", "accessible"},
}
AWAITING = {"event", "quantity", "seats", "order", "choice", "confirmation", "payment", "second_step", "sign_in"}
PATHS = {
    "/chat": {"post"},
    "/chat/stream": {"post"},
    "/conversations/{conversation_id}": {"get", "delete"},
    "/conversations/{conversation_id}/stream": {"get"},
    "/feedback": {"post"},
    "/auth/sandbox-token": {"post"},
    "/v1/chat/completions": {"post"},
    "/v1/models": {"get"},
    "/health": {"get"},
    "/live": {"get"},
    "/ready": {"get"},
    "/metrics": {"get"},
    "/boxoffice/v1/events": {"get"},
    "/boxoffice/v1/holds": {"post"},
    "/boxoffice/v1/quotes": {"post"},
    "/boxoffice/v1/orders": {"post"},
    "/boxoffice/v1/policies": {"get"},
}


@pytest.fixture
def schema(served):
    return served.client.get("/openapi.json").json()


def test_every_shape_of_the_contract_is_published_with_its_fields(schema):
    published = schema["components"]["schemas"]
    names = {name.removesuffix("-Output").removesuffix("-Input"): shape for name, shape in published.items()}
    missing = {
        name: fields - set(names.get(name, {}).get("properties", {}))
        for name, fields in EXPECTED.items()
        if fields - set(names.get(name, {}).get("properties", {}))
    }
    assert missing == {}


def test_every_path_of_the_contract_is_published(schema):
    for path, methods in PATHS.items():
        assert methods <= set(schema["paths"].get(path, {})), path


def test_the_words_of_awaiting_are_the_contracts(schema):
    awaiting = schema["components"]["schemas"]["TurnState"]["properties"]["awaiting"]
    assert {word for choice in awaiting["anyOf"] for word in choice.get("enum", [])} == AWAITING


def test_every_reference_in_the_document_resolves(schema):
    def walk(node):
        if isinstance(node, dict):
            if "$ref" in node:
                name = node["$ref"].removeprefix("#/components/schemas/")
                assert name in schema["components"]["schemas"], node["$ref"]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(schema)


def test_documentation_and_pages_ask_no_other_host(served):
    for path in ("/docs", "/docs/docs.js", "/docs/docs.css", "/"):
        answer = served.client.get(path)
        assert answer.status_code == 200, path
        assert "//cdn" not in answer.text
        assert "https://" not in answer.text.replace("https://html.spec.whatwg.org", "")
    assert "default-src 'none'" in served.client.get("/docs").headers["Content-Security-Policy"]
