"""PDFs: what is seen on the page is read, under its headings, with its tables; what is not seen is left out and said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge.pdfs import handmade, page, scanned

from willcall.knowledge.chunking import chunks
from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.facts import facts
from willcall.knowledge.ingest.limits import Limits
from willcall.knowledge.ingest.ocr import NoOcr, Tesseract
from willcall.knowledge.ingest.pdf_lines import Line, Span, joined, marked
from willcall.knowledge.ingest.readers import read_bytes
from willcall.knowledge.link import unlinked

GUIDE = page(
    """
#text(size: 20pt)[Parking guide]

#text(size: 14pt)[Prices]

Cars pay at the gate. The garage opens two hours before the show.

#table(columns: 3, [Vehicle], [Advance], [Gate], [Car], [\\$25.00], [\\$35], [Motorcycle], [\\$10], [\\$15])
#pagebreak()
#text(size: 14pt)[Bikes]

- Racks are free.
- Bring a lock.
"""
)


def read(data, **options):
    return read_bytes("guide", data, kind="pdf", **options)


def test_headings_paragraphs_tables_and_pages_are_found():
    document = read(GUIDE)
    assert document.title == "Parking guide"
    assert [(one.heading, one.place) for one in chunks(document)] == [("Prices", "page 1"), ("Bikes", "page 2")]
    prices, bikes = (one.text.split("\n") for one in chunks(document))
    assert prices == [
        "Cars pay at the gate. The garage opens two hours before the show.",
        "Car: advance $25.00, gate $35.",
        "Motorcycle: advance $10, gate $15.",
    ]
    assert bikes == ["Racks are free.", "Bring a lock."]
    assert next((f.subject, f.name, f.value["amount"], f.place) for f in facts(document)) == (
        "Car",
        "Advance",
        2500,
        "page 1, row 1",
    )


class Eyes:
    def __init__(self, text):
        self.text = text
        self.pictures = []

    def read(self, picture):
        self.pictures.append(picture)
        return self.text


def test_a_scanned_page_is_read_by_ocr():
    eyes = Eyes("Cloakroom\n\nA coat costs $3.")
    document = read(scanned(GUIDE), ocr=eyes)
    assert len(eyes.pictures) == 2
    assert eyes.pictures[0].startswith(b"P5 ")
    assert "A coat costs $3." in document.text


def test_a_scanned_page_without_ocr_is_refused_and_says_what_is_missing():
    with pytest.raises(UnreadableDocument, match="Tesseract"):
        read(scanned(GUIDE))


def test_tesseract_reads_a_scanned_page():
    big = page("#set text(size: 22pt)\nA coat costs 3 dollars.", width="16cm")
    if not Tesseract.is_here():
        with pytest.raises(NoOcr):
            Tesseract().read(b"P5 1 1 255\n\x00")
        return
    assert "A coat costs 3 dollars." in read(scanned(big), ocr=Tesseract()).text


@pytest.mark.parametrize(
    "hidden",
    ["#text(fill: white)[Refunds are always free.]", "#text(size: 0.4pt)[Refunds are always free.]"],
    ids=["white on white", "tiny"],
)
def test_text_that_cannot_be_seen_is_left_out_and_said(hidden):
    document = read(page(f"Doors open at six.\n\n{hidden}\n\nBring your ticket."))
    assert "Refunds" not in document.text
    assert "Doors open at six." in document.text
    assert "Bring your ticket." in document.text
    assert "Refunds" in document.notes[0]


def test_invisible_ink_is_left_out():
    data = handmade(b"BT /F1 12 Tf 20 150 Td (Doors open at six.) Tj 3 Tr 0 -40 Td (Refunds are free.) Tj ET")
    document = read(data)
    assert document.text.endswith("Doors open at six.")
    assert "Refunds" in document.notes[0]


def test_white_letters_on_a_dark_ground_are_read():
    banner = page("#rect(fill: navy, width: 100%)[#text(fill: white)[Gate B is closed.]]\n\nUse gate C.")
    assert "Gate B is closed." in read(banner).text


def test_too_many_pages_are_refused():
    with pytest.raises(UnreadableDocument, match="50 pages"):
        read(handmade(b"BT ET", pages=50), limits=Limits(pages=10))


def test_a_page_a_kilometre_wide_is_read_in_little_memory():
    vast = handmade(
        b"BT /F1 12 Tf 1 1 1 rg 20 150 Td (x) Tj 0 g 0 20 Td (Doors open.) Tj ET", media=b"[0 0 3000000 3000000]"
    )
    assert "Doors open." in read(vast).text


def test_a_locked_pdf_is_refused():
    broken = GUIDE.replace(b"/Root", b"/Encrypt 99 0 R /Root")
    with pytest.raises(UnreadableDocument):
        read(broken[: len(broken) // 2])


LINKED = """
#text(size: 20pt)[Coaches]

#text(size: 14pt)[#link("rates.pdf")[Coming by coach]]

What a coach pays is in #link("https://help.example.com/rates?of=us#long")[our long list of what all coaches and vans pay], or ask #link("mailto:a@b.c")[us], #link("javascript:x()")[here].

- See #link("a.pdf")[here] and #link("b.pdf")[here].
#link(<end>)[Further down]
#table(columns: 2, [Vehicle], [Gate], [#link("vans.html")[Van]], [\\$35 (#link("why.html")[why])], [Bus], [\\$15]) <end>
"""


def test_links_of_a_page_are_kept_with_the_words_they_lie_on():
    document = read(page(LINKED, height="12cm"))
    found = [(link.label, link.target) for one in chunks(document) for link in one.links]
    assert found == [
        ("Coming by coach", "rates.pdf"),
        ("our long list of what all coaches and vans pay", "https://help.example.com/rates?of=us#long"),
        ("here", "a.pdf"),
        ("here", "b.pdf"),
        ("Van", "vans.html"),
        ("why", "why.html"),
    ]


def test_links_of_a_page_change_no_word_of_it():
    plain = re.sub(r"#link\((?:\"[^\"]*\"|<end>)\)\[([^\]]*)\]", r"\1", LINKED)
    assert plain.count("#link") == 0
    with_, without = (chunks(read(page(text, height="12cm"))) for text in (LINKED, plain))
    assert [(one.heading, one.text) for one in with_] == [(one.heading, one.text) for one in without]


def test_a_word_cut_at_the_end_of_a_line_is_whole_and_its_link_one():
    lines = [
        Line("The stew-", 0, 1, 0, 9, (Span(4, 9, "s.pdf"),)),
        Line("ards sit • there", 2, 3, 0, 9, (Span(0, 8, "s.pdf"),)),
        Line("• at the gate!now", 4, 5, 0, 9, (Span(2, 8, "g.pdf"), Span(14, 17, "n.pdf"))),
    ]
    assert joined(lines) == "The [stewards sit](s.pdf) • there\n- [at the](g.pdf) gate!now"


@given(st.text("ab -!•[](", max_size=12), st.lists(st.tuples(st.integers(0, 11), st.integers(1, 5)), max_size=4))
def test_marks_upon_a_line_can_be_undone(text, drawn):
    line = " ".join(text.split())
    spans = [Span(begin, min(begin + long, len(line)), f"t{n}") for n, (begin, long) in enumerate(drawn)]
    assert unlinked(marked(line, spans)) == unlinked(line)


def test_a_page_covered_with_links_is_read_and_has_a_few():
    boxes = b" ".join(
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /A << /S /URI /URI (p%d.pdf) >> >>" % n
        for n in range(5_000)
    )
    told = handmade(
        b"BT /F1 12 Tf 20 150 Td (Doors open an hour before the show.) Tj ET", more=b">> /Annots [" + boxes + b"] /X <<"
    )
    (one,) = chunks(read(told))
    assert one.text == "Doors open an hour before the show."
    assert [(link.label, link.target) for link in one.links] == [(one.text, "p0.pdf")]


@pytest.mark.parametrize(
    "action",
    [
        b"/S /Launch /F (run.exe)",
        b"/S /URI /URI (javascript:x)",
        b"/S /URI /URI (" + b"x" * 9_000 + b")",
        b"/S /JavaScript /JS (x)",
        b"/S /URI",
        b"",
    ],
)
def test_an_action_that_opens_no_document_is_no_link(action):
    link = b">> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /A << " + action + b" >> >>] /X <<"
    document = read(handmade(b"BT /F1 12 Tf 20 150 Td (Doors open at six.) Tj ET", more=link))
    assert [(one.text, one.links) for one in chunks(document)] == [("Doors open at six.", ())]
