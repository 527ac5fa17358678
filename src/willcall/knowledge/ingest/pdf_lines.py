"""Lines of a PDF's page with what their words link to, and how they are joined.

A link is an area on the page; the words whose letters lie in it are its words. Addresses and other files are kept as Markdown's links,
whatever else a click would do (a place on a page, a program) is not. Knows neither headings nor tables.
"""

from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from willcall.knowledge.link import LONGEST_NAME, MOST
from willcall.knowledge.linking import is_lead, written

SMALLEST = 2.0
"""Points; smaller letters are not for people."""
MOST_AREAS = 200
"""Links of a page that are looked at."""
_BULLETS = "•‣◦▪–-*·"


@dataclass(frozen=True, slots=True)
class Area:
    """Where a click leads somewhere, in points from the bottom left of the page."""

    left: float
    bottom: float
    right: float
    top: float
    target: str


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a line or a cell that link.

    Args:
        begin: Its first letter.
        end: After its last.
        target: Where it leads.
        left: Where on the page it begins, in points.
    """

    begin: int
    end: int
    target: str
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `top` and `bottom` in points from the top of the page."""

    text: str
    top: float
    bottom: float
    left: float
    size: float
    links: tuple[Span, ...] = ()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of(page: Any, height: float) -> Iterator[Line]:
    """The lines of a page, as pdfium reads them."""
    from pypdfium2 import raw  # noqa: PLC0415

    linked = list(_areas(page))
    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range(0, count) if count > 0 else ""
    start = 0
    for line in text.split("\r\n"):
        shown = line.replace("\ufffe", "-").replace("\x02", "-")
        visible = next((at for at, letter in enumerate(line) if not letter.isspace()), None)
        if visible is not None and start + visible < count:
            left, bottom, _, top = textpage.get_charbox(start + visible)
            size = raw.FPDFText_GetFontSize(textpage.raw, start + visible) or 1.0
            tall = _scaled(size, top - bottom)
            near = [area for area in linked if area.bottom < bottom + tall and area.top > bottom - tall / 2][:MOST]
            boxes = {at: textpage.get_charbox(start + at) for at in range(len(line)) if near and start + at < count}
            links = tuple(_spans(shown, boxes, near))
            yield Line(" ".join(shown.split()), height - top, height - bottom, left, tall, links)
        start += len(line) + 2
    textpage.close()


def joined(lines: Sequence[Line]) -> str:
    """Lines as a paragraph or list, in Markdown: words that were cut at the end of a line whole again."""
    made, links = "", list[Span]()
    for line in lines:
        text, before = line.text, len(line.text)
        if text[:1] in _BULLETS and text[1:2] == " ":
            made += "\n- " if made else "- "
            text = text[1:].strip()
        elif made.endswith("-") and text[:1].islower() and made[-2:-1].isalpha():
            made = made[:-1]
        elif made:
            made += " "
        by = len(made) - (before - len(text))
        links = [Span(one.begin, min(one.end, len(made)), one.target) for one in links]
        links += [Span(max(one.begin + by, len(made)), one.end + by, one.target) for one in line.links]
        made += text
    return marked(made, links)


def marked(text: str, links: Sequence[Span]) -> str:
    """A text with its links as Markdown; one that goes on over a line's end is one."""
    whole: list[Span] = []
    for one in sorted(links, key=lambda link: link.begin):
        last = whole[-1] if whole else None
        if last and one.target == last.target and not text[last.end : one.begin].strip(" "):
            whole[-1] = Span(last.begin, max(last.end, one.end), one.target)
        elif last is None or one.begin >= last.end:
            whole.append(one)
    for one in reversed(whole):
        made = written(text[one.begin : one.end], one.target)
        if made and text[one.begin - 1 : one.begin] != "!":  # with that it would be a picture
            text = text[: one.begin] + made + text[one.end :]
    return text


def in_cell(text: str, box: Sequence[float] | None, lines: Sequence[Line]) -> str:
    """A cell's text with the links that lie in it.

    Args:
        text: Its words.
        box: Left, top, right, bottom, in points from the top left of the page; None for a cell that another covers.
        lines: Of the page.
    """
    links: list[Span] = []
    for line in lines if box else ():
        for one in line.links:
            if box and box[0] - 1 <= one.left <= box[2] + 1 and box[1] - 1 <= line.middle <= box[3] + 1:
                words = line.text[one.begin : one.end]
                at = text.find(words, links[-1].end if links else 0)
                links += [Span(at, at + len(words), one.target)] if at >= 0 else []
    return marked(text, links)


def _spans(line: str, boxes: dict[int, tuple[float, float, float, float]], areas: Sequence[Area]) -> Iterator[Span]:
    """The runs of letters that lie in one area each, as they stand once spaces are single."""
    if not areas:
        return
    within: list[Area | None] = []
    for at, letter in enumerate(line):
        left, bottom, right, top = boxes.get(at, (0.0, 0.0, 0.0, 0.0))
        x, y = (left + right) / 2, (bottom + top) / 2
        found = next((a for a in areas if a.left <= x <= a.right and a.bottom <= y <= a.top), None)
        within.append((within[-1] if within else None) if letter.isspace() else found)
    for area, run in groupby(range(len(line)), key=lambda at: within[at]):
        places = [at for at in run if not line[at].isspace()]
        if area is not None and places:
            before = " ".join(line[: places[0]].split())
            begin = len(before) + bool(before and line[places[0] - 1].isspace())
            words = " ".join(line[places[0] : places[-1] + 1].split())
            yield Span(begin, begin + len(words), area.target, boxes[places[0]][0])


def _areas(page: Any) -> Iterator[Area]:
    from pypdfium2 import raw  # noqa: PLC0415

    place, link = c_int(0), raw.FPDF_LINK()
    found = 0
    while found < MOST_AREAS and raw.FPDFLink_Enumerate(page.raw, byref(place), byref(link)):
        found += 1
        target = _target(page, raw.FPDFLink_GetAction(link))
        box, quad = raw.FS_RECTF(), raw.FS_QUADPOINTSF()
        if not target or not is_lead(target) or not raw.FPDFLink_GetAnnotRect(link, byref(box)):
            continue
        parts = min(raw.FPDFLink_CountQuadPoints(link), MOST)
        for part in range(parts):
            if raw.FPDFLink_GetQuadPoints(link, part, byref(quad)):
                wide, tall = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                yield Area(min(wide), min(tall), max(wide), max(tall), target)
        if not parts:
            low, high = sorted((box.bottom, box.top))
            yield Area(min(box.left, box.right), low, max(box.left, box.right), high, target)


def _target(page: Any, action: Any) -> str:
    """The address or the file that an action opens; "" for any other."""
    from pypdfium2 import raw  # noqa: PLC0415

    kind = raw.FPDFAction_GetType(action) if action else None
    if kind == raw.PDFACTION_URI:
        return _read(lambda buffer, length: raw.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, length))
    if kind == raw.PDFACTION_REMOTEGOTO:
        return _read(lambda buffer, length: raw.FPDFAction_GetFilePath(action, buffer, length))
    return ""


def _read(ask: Callable[[Any, int], int]) -> str:
    length = ask(None, 0)
    if not 1 < length <= 4 * LONGEST_NAME:
        return ""
    buffer = create_string_buffer(length)
    ask(buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _scaled(size: float, tall: float) -> float:
    """The size of a letter; fonts set at 1 and scaled by a matrix say 1, and then its height tells."""
    return size if size > SMALLEST else max(tall, size)
