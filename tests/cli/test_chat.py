"""`willcall chat`: a purchase typed into a terminal, in this process and over HTTP."""

import io

import pytest

from willcall.entrypoints.cli.cards import Offers, tell
from willcall.entrypoints.cli.chat import Terminal
from willcall.entrypoints.cli.running import run

USD = {"amount": 6280, "currency": "USD", "text": "$62.80"}
SEATS = {
    "id": "crd_1",
    "type": "seats",
    "event_id": "evt_1",
    "options": [
        {"section": "204", "row": "A", "numbers": ["5", "6"], "price_each": USD, "total": USD, "note": "on the aisle"},
        {"section": "205", "row": "B", "numbers": ["1", "2"], "price_each": USD, "total": USD, "note": ""},
    ],
}
PAYMENT = {
    "id": "crd_2",
    "type": "payment",
    "quote_id": "quo_1",
    "total": USD,
    "methods": [{"token": "tok_ok", "label": "Card"}, {"token": "tok_declined", "label": "Bad card"}],
    "next_action": None,
}


class Script:
    """A line to an agent that says what is written here; it keeps what it heard."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.heard = []
        self.customer = None

    def say(self, request, hear):
        self.heard.append(request)
        text, cards, awaiting = self.replies.pop(0)
        hear(text)
        state = {"awaiting": awaiting}
        return {"conversation_id": "cnv_1", "response": text, "cards": cards, "sources": [], "state": state}

    def sign_in(self, customer_id):
        self.customer = customer_id

    def url(self, path):
        return path


def test_a_number_picks_and_pay_pays(capsys):
    line = Script(("Which seats?", [SEATS], "seats"), ("$62.80.", [PAYMENT], "confirmation"), ("Done.", [], None))
    Terminal(line, None).run(["two for tonight", "2", "pay tok_declined"])
    assert line.heard[1]["action"] == {"type": "select", "card_id": "crd_1", "option": 1}
    assert line.heard[1]["conversation_id"] == "cnv_1"
    assert line.heard[2]["action"] == {"type": "pay", "quote_id": "quo_1", "payment_method_token": "tok_declined"}
    assert "2. Section 205, row B, seats 1, 2: $62.80 each, $62.80 in all" in capsys.readouterr().out


def test_a_number_that_is_no_option_is_said_as_words():
    line = Script(("Which seats?", [SEATS], "seats"), ("Seven tickets, then.", [], None))
    Terminal(line, None).run(["seats please", "7"])
    assert line.heard[1]["message"] == "7"


def test_signing_in_is_typed_and_asked_for(capsys):
    line = Script(("Sign in first.", [], "sign_in"), ("Welcome back.", [], None))
    Terminal(line, None).run(["my orders", "sign in cus_ada"])
    assert line.customer == "cus_ada"
    assert "(type: sign in)" in capsys.readouterr().out


def test_a_list_that_the_reply_says_is_not_said_twice():
    said = "1. Section 204 …\n2. Section 205 …\nWhich?"
    assert list(tell(SEATS, str, said=said)) == []
    assert len(list(tell(SEATS, str, said="Which?"))) == 2


def test_nothing_is_paid_while_nothing_is_to_be_paid():
    offers = Offers()
    assert offers.payment("tok_ok") is None
    offers.note([PAYMENT])
    assert offers.payment(None)["payment_method_token"] == "tok_ok"
    offers.note([{"type": "order"}])
    assert offers.payment(None) is None


BUY = ["the cheapest two hockey tickets", "1", "1", "pay"]


@pytest.mark.parametrize("way", ["in process", "over HTTP"])
def test_two_tickets_are_bought_by_typing(way, request, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    where = ["--url", request.getfixturevalue("server")] if way == "over HTTP" else ["--data", str(tmp_path / "data")]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*BUY, "what is your parking situation", "quit"])))
    assert run(["chat", "--as", "cus_cli", *where]) == 0
    out = capsys.readouterr().out
    assert "ord_" in out
    assert "confirmed" in out
    assert "source: Parking" in out


def test_a_server_that_is_not_there_is_one_clear_line(capsys):
    assert run(["chat", "--url", "http://127.0.0.1:9", "hello"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("willcall: http://127.0.0.1:9 does not answer")
    assert err.count("\n") == 1


def test_a_server_that_refuses_is_quoted(server, capsys):
    assert run(["chat", "--url", server, "--token", "forged", "hello"]) == 1
    assert "token" in capsys.readouterr().err.lower()
