"""Codes that cannot be forged, tickets that print, calendars that others read, and the published contract."""

import io
import json
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.boxoffice.contract import Event, Order, Seat, Ticket
from willcall.boxoffice.delivery.calendar import order_calendar
from willcall.boxoffice.delivery.pdf import tickets_pdf
from willcall.boxoffice.delivery.qr import Ed25519Signer, qr_svg, signing_seed, verify_offline
from willcall.boxoffice.delivery.scanner import main, scan
from willcall.boxoffice.delivery.voided import VoidedList, read, write
from willcall.entrypoints.api.boxoffice.openapi import boxoffice_openapi
from willcall.kit.errors import Invalid
from willcall.kit.money import Money

SIGNER = Ed25519Signer(bytes(range(32)))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
NAMES = st.one_of(
    TEXT,
    st.sampled_from(
        [
            '#panic("x")',
            "$ x",
            "*bold* _it_",
            "#set page(height: 1cm)",
            "\\ #pagebreak()",
            "]",
            "/* ",
            "`",
            "<a> @b",
            "A" * 400,
            "😀",
            "\x00\x07",
        ]
    ),
)
AT = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)


def made(name="Herons", holder=None, section="101", count=1):
    price = Money(12050, "USD")
    seat = Seat(
        seat_id="101:A:1", section=section, row="A", number="1", price=price, face_value=price, fees=Money(0, "USD")
    )
    event = Event(
        event_id="evt_1", name=name, kind="x", starts_at=AT, ends_at=AT + timedelta(hours=2), doors_at=AT - timedelta(hours=1),
        time_zone="America/New_York", venue="The Hall, North", venue_id="v", city="Lowtown", status="scheduled", currency="USD",
    )  # fmt: skip
    tickets = [
        Ticket(ticket_id=f"tkt_{n}", order_id="ord_1", event_id="evt_1", seat=seat, status="valid", holder=holder,
               code=SIGNER.sign(ticket_id=f"tkt_{n}", event_id="evt_1", seat_id="101:A:1", serial=1))
        for n in range(count)
    ]  # fmt: skip
    order = Order(
        order_id="ord_1", event_id="evt_1", customer_id="c", status="confirmed", total=price, paid=price,
        refunded=Money(0, "USD"), tickets=tickets, placed_at=AT,
    )  # fmt: skip
    return order, event


@given(TEXT, TEXT, TEXT, st.integers(1, 10**6))
def test_what_is_signed_is_what_is_read(ticket, event, seat, serial):
    code = SIGNER.sign(ticket_id=ticket, event_id=event, seat_id=seat, serial=serial)
    found = verify_offline(code, SIGNER.public_key)
    assert (found.ticket_id, found.event_id, found.seat_id, found.serial) == (ticket, event, seat, serial)
    assert code == SIGNER.sign(ticket_id=ticket, event_id=event, seat_id=seat, serial=serial)


@given(st.integers(0, 200), st.characters(min_codepoint=33, max_codepoint=126))
def test_no_changed_code_is_genuine(position, char):
    code = SIGNER.sign(ticket_id="tkt_1", event_id="evt_1", seat_id="s", serial=1)
    body = code.rpartition(":")[0]
    position %= len(body)
    forged = code[:position] + char + code[position + 1 :]
    assert forged == code or SIGNER.verify(forged) is None


@given(st.text(max_size=200))
def test_any_text_is_judged(text):
    assert SIGNER.verify(text) is None


def test_another_houses_code_is_not_ours():
    code = Ed25519Signer(bytes(32)).sign(ticket_id="t", event_id="e", seat_id="s", serial=1)
    assert verify_offline(code, SIGNER.public_key) is None
    with pytest.raises(Invalid):
        verify_offline(code, "not a key")


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    seed = signing_seed(tmp_path / "data")
    assert signing_seed(tmp_path / "data") == seed
    file = tmp_path / "data" / "ticket-signing.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("spoilt")
    with pytest.raises(Invalid, match="backup"):
        signing_seed(tmp_path / "data")


def test_a_scanner_lets_a_ticket_in_once():
    one = SIGNER.sign(ticket_id="t", event_id="e", seat_id="s", serial=1)
    two = SIGNER.sign(ticket_id="t", event_id="e", seat_id="s", serial=2)
    out = io.StringIO()
    assert not scan([one, one, two, "x\n", ""], key=SIGNER.public_key, event_id="e", out=out)
    assert [re.search('"reason": "([^"]*)"', line)[1] for line in out.getvalue().splitlines()] == [
        "welcome", "already used", "already used by an earlier holder", "not a genuine ticket",
    ]  # fmt: skip
    assert main(["--key", SIGNER.public_key, one]) == 0
    assert main(["--key", SIGNER.public_key, "--event", "other", one]) == 1


VOIDED = VoidedList("e", AT, {"tkt_gone": None, "tkt_moved": 2})


def test_a_scanner_with_the_list_turns_away_what_was_given_back_or_handed_on(tmp_path, capsys):
    codes = [
        SIGNER.sign(ticket_id=ticket, event_id="e", seat_id="s", serial=serial)
        for ticket, serial in (("tkt_gone", 1), ("tkt_moved", 1), ("tkt_moved", 2), ("tkt_fine", 1))
    ]
    file = tmp_path / "voided.json"
    file.write_text(write(VOIDED, SIGNER))
    assert main(["--key", SIGNER.public_key, "--event", "e", "--voided", str(file), *codes]) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["reason"] for line in told.out.splitlines()] == [
        "given back or exchanged", "replaced by a newer code", "welcome", "welcome",
    ]  # fmt: skip
    assert "2 codes of e closed as of 2026-11-22" in told.err


@given(st.dictionaries(TEXT, st.none() | st.integers(1, 10**6), max_size=5), TEXT)
def test_a_list_of_voided_tickets_comes_back_as_it_went(tickets, event):
    assert read(write(VoidedList(event, AT, tickets), SIGNER), SIGNER.public_key) == VoidedList(event, AT, tickets)


@given(st.data())
def test_no_changed_list_is_genuine(data):
    document = json.loads(write(VOIDED, SIGNER))
    name = data.draw(st.sampled_from(sorted(document)))
    changes = {
        "event_id": st.just("f"),
        "as_of": st.sampled_from(["2026-11-23T00:30:00Z", "2026-11-22T00:30:00+00:00", "soon"]),
        "tickets": st.sampled_from([{}, {"tkt_gone": None}, {"tkt_gone": None, "tkt_moved": 1}, [], "x"]),
        "signature": st.text(max_size=90)
        | st.none()
        | st.just(SIGNER.sign(ticket_id="t", event_id="e", seat_id="s", serial=1)),
    }
    document[name] = data.draw(changes[name])
    with pytest.raises(Invalid):
        read(json.dumps(document), SIGNER.public_key)


@given(st.text(max_size=100))
def test_any_text_is_judged_as_a_list(text):
    with pytest.raises(Invalid):
        read(text, SIGNER.public_key)


def test_another_houses_list_is_not_ours(tmp_path, capsys):
    file = tmp_path / "voided.json"
    file.write_text(write(VOIDED, Ed25519Signer(bytes(32))))
    assert main(["--key", SIGNER.public_key, "--voided", str(file), "WC1:x"]) == 2
    assert "not signed with this key" in capsys.readouterr().err
    assert main(["--key", SIGNER.public_key, "--voided", str(tmp_path / "none.json"), "WC1:x"]) == 2


def test_each_ticket_has_a_page_with_its_code():
    order, event = made(count=3)
    document = pypdfium2.PdfDocument(tickets_pdf(order=order, event=event))
    codes = [[found.text for found in zxingcpp.read_barcodes(page.render(scale=2).to_numpy())] for page in document]
    assert codes == [[ticket.code] for ticket in order.tickets]
    text = document[0].get_textpage().get_text_range()
    for words in ("Herons", "19:30 EST", "The Hall, North, Lowtown", "101", "1 of 3", "$120.50", "18:30"):
        assert words.casefold() in text.casefold(), words


@settings(max_examples=25, deadline=None)
@given(NAMES, NAMES)
def test_no_name_is_an_instruction_to_the_printer(name, holder):
    order, event = made(name=name, holder=holder, section=holder[:60])
    document = pypdfium2.PdfDocument(tickets_pdf(order=order, event=event))
    assert len(document) == 1
    assert zxingcpp.read_barcodes(document[0].render(scale=2).to_numpy())[0].text == order.tickets[0].code


def test_void_tickets_are_not_printed():
    order, event = made()
    order = order.model_copy(update={"tickets": [order.tickets[0].model_copy(update={"status": "void"})]})
    with pytest.raises(Invalid, match="no valid ticket"):
        tickets_pdf(order=order, event=event)


@given(TEXT)
@settings(max_examples=30, deadline=None)
def test_a_calendar_file_says_when_and_where_in_the_venues_zone(name):
    order, event = made(name=name)
    text = order_calendar(order=order, event=event, now=AT)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    shows = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert len(shows) == 1
    assert shows[0].decoded("dtstart") == AT
    assert shows[0]["DTSTART"].params["TZID"] == "America/New_York"
    assert shows[0]["LOCATION"] == "The Hall, North, Lowtown"


@pytest.mark.parametrize(
    "name",
    [
        "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:other",
        "x\nATTENDEE:mailto:a@example.org",
        "a;b,c\\n:d",
        'x"\r\nBEGIN:VALARM\r\nACTION:AUDIO',
        "\u2028BEGIN:VEVENT\u2029\x85END:VEVENT",
        "x\x0bBEGIN:VEVENT\x0c\x1c",
    ],
)
def test_no_name_is_a_line_of_a_calendar_file(name):
    order, event = made(name=name)
    text = order_calendar(order=order, event=event, now=AT)
    calendar = icalendar.Calendar.from_ical(text)
    plain = icalendar.Calendar.from_ical(order_calendar(order=order, event=made(name="plain")[1], now=AT))
    assert [part.name for part in calendar.walk()] == [part.name for part in plain.walk()]
    assert "ATTENDEE" not in calendar.walk("VEVENT")[0]
    lines = text.replace(b"\r\n ", b"").split(b"\r\n")
    assert len([line for line in lines if line.startswith((b"BEGIN:", b"END:"))]) == 2 * len(calendar.walk()), lines


@given(TEXT)
@settings(max_examples=30)
def test_no_code_is_markup_of_its_picture(code):
    picture = qr_svg(code)
    assert picture.count("<svg") == 1
    assert not re.search(r"<(?!svg|path|/svg|g\b|/g)", picture)


def test_the_published_contract_and_its_page_name_the_same_routes():
    paths = boxoffice_openapi()["paths"]
    served = {
        (method.upper(), path.removeprefix("/boxoffice/v1")) for path, methods in paths.items() for method in methods
    }
    page = (Path(__file__).parents[2] / "docs" / "reference" / "boxoffice-http.md").read_text()
    told = {(m, p.partition("?")[0]) for m, p in re.findall(r"^\| `(GET|POST|DELETE) (/[^`]*)`", page, re.MULTILINE)}
    assert told == served
