"""Readers of every format: what a person sees is read, letter by letter; what is broken is refused with its place."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.knowledge import tables
from willcall.knowledge.chunking import chunks, sentences
from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.facts import facts, typed
from willcall.knowledge.ingest.readers import read_bytes


def read(text, kind, name="a"):
    return read_bytes(name, text.encode() if isinstance(text, str) else text, kind=kind)


def lines(document):
    return [line for chunk in chunks(document) for line in chunk.text.split("\n")]


PRICES = "Vehicle,In advance,At the gate\nCar,$25.00,$35\nMotorcycle,$10,$15\n"


def test_a_row_of_a_table_is_a_sentence_with_its_numbers_as_they_are():
    assert lines(read(PRICES, "csv")) == [
        "Car: in advance $25.00, at the gate $35.",
        "Motorcycle: in advance $10, at the gate $15.",
    ]


def test_a_table_gives_typed_facts_with_their_place():
    found = [(f.subject, f.name, f.kind, f.value, f.place) for f in facts(read(PRICES, "csv"))]
    assert found[:2] == [
        ("Car", "In advance", "money", {"amount": 2500, "currency": "USD"}, "row 1"),
        ("Car", "At the gate", "money", {"amount": 3500, "currency": "USD"}, "row 1"),
    ]


@pytest.mark.parametrize(
    ("cell", "name", "kind", "value"),
    [
        ("$1,250.50", "", "money", {"amount": 125050, "currency": "USD"}),
        ("12 EUR", "", "money", {"amount": 1200, "currency": "EUR"}),
        ("12.5", "Price (EUR)", "money", {"amount": 1250, "currency": "EUR"}),
        ("¥900", "", "money", {"amount": 900, "currency": "JPY"}),
        ("1.250,50 €", "", "text", "1.250,50 €"),
        ("$1.234", "", "text", "$1.234"),
        ("12.5", "", "number", {"number": "12.5"}),
        ("1,234", "", "number", {"number": "1234"}),
        ("15 %", "", "percent", {"number": "15"}),
        ("8 percent", "", "percent", {"number": "8"}),
        ("5:30 pm", "", "time", "17:30"),
        ("12 a.m.", "", "time", "00:00"),
        ("19:30", "", "time", "19:30"),
        ("2026-03-31", "", "date", "2026-03-31"),
        ("2026-02-31", "", "text", "2026-02-31"),
        ("90 minutes", "", "duration", {"number": "90", "unit": "minutes"}),
        ("yes", "", "yes_no", True),
        ("+1 555 0100", "", "text", "+1 555 0100"),
        ("A12", "", "text", "A12"),
    ],
)
def test_a_cell_is_typed_or_left_alone(cell, name, kind, value):
    assert typed(cell, name) == (kind, value)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=6)))
def test_a_table_reads_back_as_it_was_written(rows):
    written = tables.write(tables.Grid(rows[0], tuple(rows[1:]))).split("\n")
    assert tables.is_table(written)
    assert tables.read(written) == tables.Grid(rows[0], tuple(rows[1:]))


@given(st.lists(st.decimals(0, 10**6, places=2, allow_nan=False), min_size=1, max_size=8))
def test_no_number_of_a_document_is_changed_on_the_way(numbers):
    written = [f"{number:,}" for number in numbers]
    made = {
        "csv": "item;price\n" + "\n".join(f"thing {at};{each}" for at, each in enumerate(written)),
        "json": json.dumps([{"item": f"thing {at}", "price": each} for at, each in enumerate(written)]),
        "html": "<table><tr><th>item<th>price</tr>"
        + "".join(f"<tr><td>thing {at}<td>{each}</tr>" for at, each in enumerate(written))
        + "</table>",
        "markdown": "| item | price |\n|---|---|\n"
        + "\n".join(f"| thing {at} | {each} |" for at, each in enumerate(written)),
    }
    for kind, text in made.items():
        said = lines(read(text, kind))
        assert said == [f"thing {at}: {each}." for at, each in enumerate(written)], kind


def test_json_numbers_are_kept_as_they_are_written():
    assert lines(read('{"price": 12.50, "big": 100000000000000000000, "tiny": 1e-3}', "json")) == [
        "price: 12.50.",
        "big: 100000000000000000000.",
        "tiny: 1e-3.",
    ]


def test_questions_and_answers_become_sections_that_are_asked():
    document = read('[{"question": "Is there a cloakroom?", "answer": "Yes, $3 a coat."}]', "json")
    (one,) = chunks(document)
    assert (one.heading, one.text, one.asked, one.place) == (
        "Is there a cloakroom?",
        "Yes, $3 a coat.",
        ("Is there a cloakroom?",),
        "$[0]",
    )


PAGE = """<!doctype html><html lang="en-US"><head><title>Parking</title><style>p{}</style></head><body>
<nav><a href="/">Home</a></nav>
<h1>Where to park</h1><p>In the <b>garage</b>.<br>All day.</p>
<h2>Prices</h2><ul><li>Car: $25<li>Bus: $90</ul>
<table><tr><th>Lot</th><th>Spaces</th></tr><tr><td>North</td><td>400</td></tr></table>
<script>alert("no")</script><footer>Imprint</footer></body></html>"""


def test_a_page_is_read_as_it_is_seen():
    document = read(PAGE, "html")
    assert (document.title, document.language) == ("Where to park", "en")
    assert [(one.heading, one.text, one.place) for one in chunks(document)] == [
        ("", "In the garage. All day.", "line 3"),
        ("Prices", "Car: $25\nBus: $90\nNorth: 400.", "line 4"),
    ]
    assert document.notes == ()


def test_places_are_lines_of_the_file():
    document = read("---\ntitle: T\n---\n# Ignored\n\nOne.\n\n## Two\n<!-- asked: what -->\nThree.\n", "markdown")
    assert [(one.text, one.place) for one in chunks(document)] == [("One.", "line 6"), ("Three.", "line 10")]


def test_a_head_says_category_language_and_days():
    document = read(
        "---\ncategory: Prices\nlanguage: EN\nvalid_from: 2026-01-01\nvalid_until: 2026-12-31\n---\nX.", "markdown"
    )
    (one,) = chunks(document)
    assert (one.category, one.language, str(one.valid_from), str(one.valid_until)) == (
        "prices",
        "en",
        "2026-01-01",
        "2026-12-31",
    )


def test_a_piece_knows_the_end_of_what_it_goes_on_from():
    document = read(
        "## A\n" + "\n\n".join(f"Sentence number {at} goes on for a while here." for at in range(60)), "markdown"
    )
    pieces = chunks(document)
    assert len(pieces) > 2
    for before, after in pairwise(pieces):
        assert after.before == sentences(before.text)[-1]


@pytest.mark.parametrize(
    ("kind", "data", "place"),
    [
        ("csv", b'a,b\n1,2\n3,"4\n', "line 3"),
        ("csv", b"a,b\n1,2\n1,2,3\n", "line 3"),
        ("csv", b"a,b\n", "row"),
        ("json", b'{"a": 1,\n "b": }', "line 2, column 7"),
        ("json", b'{"a": 1, "a": 2}', "'a' stands twice"),
        ("json", b'{"a": NaN}', "NaN"),
        ("json", b"{}", "no text"),
        ("json", b"[" * 100_000, "nested"),
        ("markdown", b"fine\nbroken \xff here", "line 2, byte 12"),
        ("markdown", b"---\ntitle: x\nnonsense\n---\ntext", "line 3"),
        ("markdown", b"---\nvalid_from: soon\n---\ntext", "'soon'"),
        ("text", b"\x00\x01\x02 text", "null bytes"),
        ("html", b"<p hidden>nothing</p>", "no text"),
        ("html", b'<meta charset="latin-9000"><p>x', "latin-9000"),
        ("pdf", b"%PDF-1.7 broken", "PDF"),
        ("pdf", b"no pdf at all", "PDF"),
    ],
)
def test_what_is_broken_is_refused_with_its_place(kind, data, place):
    with pytest.raises(UnreadableDocument, match=re.escape(place)) as caught:
        read(data, kind, name="the-file")
    assert "the-file" in caught.value.detail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_an_encoding_that_says_what_it_is_is_read(encoding):
    assert read("Café – 5 €".encode(encoding), "text").text == "Café – 5 €"


def test_a_page_in_the_encoding_it_names_is_read():
    assert read('<meta charset="iso-8859-1"><p>Café</p>'.encode("latin-1"), "html").text.endswith("Café")


@given(st.binary(max_size=300), st.sampled_from(["markdown", "text", "html", "json", "csv"]))
def test_no_bytes_break_a_reader(data, kind):
    try:
        document = read(data, kind)
    except UnreadableDocument:
        return
    list(facts(document))
    assert all(len(one.text) <= 1000 for one in chunks(document))


def test_a_line_right_above_a_paragraph_of_plain_text_is_its_heading() -> None:
    text = b"The Shed: rules\n\nLast entry\nLast entry is at 1:00 am.\n\nAge and ID\nClub nights are over 18s; bring a passport.\n"
    found = chunks(read_bytes("shed", text, kind="text"))
    assert [(c.heading, c.text) for c in found] == [
        ("Last entry", "Last entry is at 1:00 am."),
        ("Age and ID", "Club nights are over 18s; bring a passport."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tickets may be exchanged until\nMonday at noon. After that they\nmay only be handed on.",
        "The Boathouse\n4 Dock Lane\nTessaly",
        "Coats and bags:\nOne dollar an item.",
        "We open at noon.\nWe close at midnight.",
    ],
)
def test_wrapped_prose_lists_and_sentences_are_no_headings(text: str) -> None:
    found = chunks(read_bytes("notes", f"Notes\n\n{text}\n".encode(), kind="text"))
    assert [c.heading for c in found] == [""]
    assert " ".join(text.split()) == " ".join(" ".join(c.text for c in found).split())
