"""Reads PDF: what can be seen on its pages, headings by the size of their letters, ruled tables as tables, pictures by OCR.

Words and links come from pdfium, tables from pdfplumber on pages that have rules. Text that a page does not show (invisible, covered, tiny, the
colour of its ground) is left out and said. A file that cannot be opened, or has too many pages, is refused whole.
"""

import io
import statistics
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from willcall.kit.errors import Unavailable
from willcall.knowledge import tables
from willcall.knowledge.chunking import LONGEST_HEADING, LONGEST_MARKED
from willcall.knowledge.documents import Document, UnreadableDocument, slug, title_of
from willcall.knowledge.ingest.pdf_lines import SMALLEST, Line, in_cell, joined, lines_of, marked
from willcall.knowledge.ingest.screening import seen
from willcall.knowledge.link import unlinked
from willcall.knowledge.ports import Ocr

if TYPE_CHECKING:
    from willcall.knowledge.ingest.limits import Limits

OCR_DPI = 200
LARGEST_SIDE = 4_000
"""Pixels of a rendered page: a page a kilometre wide is a bomb."""
MOST_OBJECTS = 200_000


def read_pdf(name: str, data: bytes, *, shown: str, limits: "Limits", ocr: Ocr | None) -> Document:
    """Reads a PDF.

    Raises:
        UnreadableDocument: If it is broken or locked, too long, or shows nothing that can be read; names the page.
    """
    import pypdfium2  # noqa: PLC0415

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{shown!r} is no PDF that can be opened: {error}.", field="path") from error
    try:
        if len(pdf) > limits.pages:
            raise UnreadableDocument(
                f"{shown!r} has {len(pdf):,} pages; at most {limits.pages:,} are read.", field="path"
            )
        reading = _Reading(data, shown, ocr)
        blocks: list[str] = []
        for number in range(len(pdf)):
            try:
                page = pdf[number]
            except pypdfium2.PdfiumError as error:
                raise UnreadableDocument(f"{shown!r}, page {number + 1}: {error}.", field="path") from error
            blocks.extend(reading.page(page, number))
            page.close()
            reading.characters += sum(map(len, blocks[-1:]))
        reading.close()
        title = reading.title or " ".join((pdf.get_metadata_value("Title") or "").split())
    finally:
        pdf.close()
    body = "\n\n".join(block for block in blocks if block)
    if not any(block and not block.startswith("\f") for block in blocks):
        why = f" ({reading.no_ocr})" if reading.no_ocr else ""
        raise UnreadableDocument(f"{shown!r} shows no text that can be read{why}.", field="path")
    body, notes = _clean(body)
    identity = slug(name)
    return Document(
        id=identity,
        title=(title or title_of(name))[:200],
        text=body,
        uri=f"/kb/{identity}",
        notes=(*reading.notes, *notes),
    )


def _clean(body: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    lines = []
    for line in body.split("\n"):
        text, found = seen(line.removeprefix("\f"))
        notes += found
        lines.append("\f" + text if line.startswith("\f") else text)
    return "\n".join(lines), notes[:1]


class _Reading:
    """One PDF, page after page."""

    def __init__(self, data: bytes, shown: str, ocr: Ocr | None) -> None:
        self.notes: list[str] = []
        self.title = ""
        self.no_ocr = ""
        self.characters = 0
        self._shown = shown
        self._data = data
        self._ocr = ocr
        self._plumber: Any = None

    def close(self) -> None:
        if self._plumber is not None:
            self._plumber.close()

    def page(self, page: Any, number: int) -> Iterator[str]:
        """The blocks of a page: a mark of its number, headings, paragraphs, tables."""
        width, height = page.get_size()
        objects = list(page.get_objects(max_depth=4))
        if len(objects) > MOST_OBJECTS:
            raise UnreadableDocument(
                f"{self._shown!r}, page {number + 1}: {len(objects):,} objects on one page.", field="path"
            )
        yield f"\fpage {number + 1}"
        self._hide(page, objects, number)
        lines = list(lines_of(page, height))
        if not lines:
            yield from self._scanned(page, objects, number, (width, height))
            return
        ruled = sum(each.type == _PATH for each in objects)
        found = self._tables(number, lines) if ruled >= 4 else []
        inside = [box for box, _ in found]
        free = [line for line in lines if not any(_within(line, box) for box in inside)]
        placed = [(top, text) for top, text in self._flow(free, first=number == 0)]
        placed += [(box[1], tables.write(grid)) for box, grid in found]
        yield from (text for _, text in sorted(placed, key=lambda pair: pair[0]))

    def _scanned(self, page: Any, objects: list[Any], number: int, size: tuple[float, float]) -> Iterator[str]:
        if not any(each.type == _IMAGE for each in objects):
            return
        if self._ocr is None:
            self.no_ocr = "its pages are pictures, and there is no OCR here; install Tesseract"
        else:
            try:
                text = self._ocr.read(_picture(page, size))
            except Unavailable as error:
                self.no_ocr = error.detail
            else:
                for paragraph in text.replace("\r", "").split("\n\n"):
                    if paragraph.strip():
                        yield "\n".join(" ".join(line.split()) for line in paragraph.strip().split("\n"))
                return
        self.notes.append(f"page {number + 1} is a picture and was not read: {self.no_ocr}")

    def _hide(self, page: Any, objects: list[Any], number: int) -> None:
        """Takes off the page what it does not show, so that its text is what a person sees."""
        texts = [each for each in objects if each.type == _TEXT and each.container is None]
        doubtful = [each for each in texts if _doubtful(each)]
        if not doubtful:
            return
        picture = _pixels(page)
        hidden = [each for each in doubtful if _invisible(each, picture, page.get_height())]
        textpage = page.get_textpage()
        said = " ".join(" ".join(_text_of(each, textpage).split()) for each in hidden[:5])
        textpage.close()
        for each in hidden:
            page.remove_obj(each)
        if hidden:
            page.gen_content()
            self.notes.append(f"page {number + 1}: text that cannot be seen left out: “{said[:80]}”")

    def _flow(self, lines: list[Line], *, first: bool) -> Iterator[tuple[float, str]]:
        """Lines as headings and paragraphs."""
        if not lines:
            return
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        body = sizes.most_common(1)[0][0]
        gap = statistics.median([b.top - a.top for a, b in pairwise(lines) if b.top > a.top] or [0])
        paragraph: list[Line] = []

        def flush() -> Iterator[tuple[float, str]]:
            if paragraph:
                text = joined(paragraph)
                plain = unlinked(text) if len(text) > LONGEST_MARKED else text
                yield paragraph[0].top, plain
                paragraph.clear()

        for line in lines:
            heading = line.size > body * 1.12 and len(line.text) <= 120
            if heading:
                yield from flush()
                if first and not self.title:
                    self.title = line.text
                else:
                    linked = marked(line.text, line.links)
                    yield line.top, f"## {linked if len(linked) < LONGEST_HEADING - 3 else line.text}"
                continue
            last = paragraph[-1] if paragraph else None
            if last and (line.top - last.top > max(1.35 * gap, 1.9 * line.size) or line.top < last.top - line.size):
                yield from flush()
            paragraph.append(line)
        yield from flush()

    def _tables(self, number: int, lines: list[Line]) -> list[tuple[tuple[float, float, float, float], tables.Grid]]:
        """Ruled tables of a page with their boxes (left, top, right, bottom, from the top)."""
        try:
            import pdfplumber  # noqa: PLC0415
        except ImportError:
            note = "ruled tables were read as lines of text; `pip install 'willcall[documents]'` reads them as tables"
            if note not in self.notes:
                self.notes.append(note)
            return []
        if self._plumber is None:
            self._plumber = pdfplumber.open(io.BytesIO(self._data))
        found = []
        page = self._plumber.pages[number]
        for table in page.find_tables():
            rows = [
                tuple(
                    in_cell(" ".join((cell or "").split()), box, lines)
                    for cell, box in zip(row, boxes.cells, strict=False)
                )
                for row, boxes in zip(table.extract(), table.rows, strict=False)
            ]
            rows = [row for row in rows if any(row)]
            if len(rows) >= 2 and len(rows[0]) >= 2:
                found.append((table.bbox, tables.Grid(rows[0], tuple(rows[1:]))))
        page.close()
        return found


_TEXT, _PATH, _IMAGE = 1, 2, 3


def _within(line: Line, box: tuple[float, float, float, float]) -> bool:
    return box[1] - 1 <= line.middle <= box[3] + 1 and box[0] - 2 <= line.left <= box[2] + 2


def _doubtful(each: Any) -> bool:
    """Whether a piece of text may be there to be read by machines alone: no ink, little ink, or letters too small."""
    from ctypes import c_float, c_uint, byref  # noqa: I001, PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    if raw.FPDFTextObj_GetTextRenderMode(each.raw) in {3, 7}:
        return True
    left, bottom, right, top = each.get_bounds()
    if top - bottom < SMALLEST and right - left > SMALLEST:
        return True
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if raw.FPDFPageObj_GetFillColor(each.raw, byref(red), byref(green), byref(blue), byref(alpha)):
        light = min(red.value, green.value, blue.value) > 200
        return light or alpha.value < 40
    size = c_float()
    return bool(raw.FPDFTextObj_GetFontSize(each.raw, byref(size)) and size.value < 0.1)


def _pixels(page: Any) -> tuple[Any, float]:
    """The page as a picture [height, width, 3], and pixels a point."""
    width, height = page.get_size()
    scale = min(2.0, LARGEST_SIDE / max(width, height, 1))
    bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
    return bitmap.to_numpy()[:, :, :3], scale


def _invisible(each: Any, picture: tuple[Any, float], height: float) -> bool:
    """Whether nothing can be told apart where a piece of text stands."""
    pixels, scale = picture
    left, bottom, right, top = each.get_bounds()
    if top - bottom < SMALLEST:
        return True
    rows = slice(max(0, int((height - top) * scale)), max(0, int((height - bottom) * scale) + 1))
    columns = slice(max(0, int(left * scale)), max(0, int(right * scale) + 1))
    part = pixels[rows, columns]
    if not part.size:
        return True
    from pypdfium2 import raw  # noqa: PLC0415

    contrast = int(part.max(axis=(0, 1)).max()) - int(part.min(axis=(0, 1)).min())
    return raw.FPDFTextObj_GetTextRenderMode(each.raw) in {3, 7} or contrast < 48


def _text_of(each: Any, textpage: Any) -> str:
    from ctypes import c_ushort  # noqa: PLC0415

    from pypdfium2 import raw  # noqa: PLC0415

    length = raw.FPDFTextObj_GetText(each.raw, textpage.raw, None, 0)
    buffer = (c_ushort * (length // 2 + 1))()
    raw.FPDFTextObj_GetText(each.raw, textpage.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").split("\x00")[0]


def _picture(page: Any, size: tuple[float, float]) -> bytes:
    """A page as a grey PNM picture at a resolution that OCR likes."""
    scale = min(OCR_DPI / 72, LARGEST_SIDE / max(*size, 1))
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    pixels = pixels[:, :, 0] if pixels.ndim == 3 else pixels
    tall, wide = pixels.shape
    return bytes(b"P5 %d %d 255\n" % (wide, tall) + pixels.tobytes())
