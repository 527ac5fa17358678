"""Logs: one event a line, whatever strangers put into it, and never a secret."""

import json
import logging

import pytest
import structlog

from willcall.kit import telemetry

NASTY = [
    "x\n2026-01-01 [error    ] forged line",
    'x"}\n{"event": "forged", "level": "error"}',
    "x\r\nforged",
    "\x1b[2J\x1b[31mforged",
    "a\u2028forged\u2029b\x85c",
]


@pytest.fixture(autouse=True)
def as_before():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("format", ["json", "console"])
def test_no_text_begins_a_line_of_its_own(capsys, text, format):
    telemetry.configure(format=format)
    telemetry.get_logger("test").warning("said", name=text, deep={"name": [text]})
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    assert not lines[0].startswith("forged")
    if format == "json":
        assert json.loads(lines[0])["name"] == text
        assert lines[0].isprintable()


def test_a_card_number_is_not_logged(capsys):
    telemetry.configure(format="json")
    telemetry.get_logger("test").warning("said", text="my card 4111 1111 1111 1111", token="tok_secret")
    line = capsys.readouterr().err
    assert "4111" not in line
    assert "tok_secret" not in line
