"""PDFs: what is seen on the page is read, under its headings, with its tables; what is not seen is left out and said."""

import pytest
from tests.knowledge.pdfs import handmade, page, scanned

from willcall.knowledge.chunking import chunks
from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.facts import facts
from willcall.knowledge.ingest.limits import Limits
from willcall.knowledge.ingest.ocr import NoOcr, Tesseract
from willcall.knowledge.ingest.readers import read_bytes

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
