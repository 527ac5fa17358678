"""Reads HTML as a person would: headings, paragraphs, lists and tables that a browser shows; not menus, scripts or what hides.

The main part of a page counts where it marks one. Links are kept as Markdown's, one around blocks as one in each of them. Runs no script
and loads nothing.
"""

import re
from html.parser import HTMLParser

from willcall.knowledge import tables
from willcall.knowledge.chunking import LONGEST_HEADING, LONGEST_MARKED
from willcall.knowledge.documents import Document, UnreadableDocument, slug, title_of
from willcall.knowledge.ingest.screening import DEEPEST, VOID, hides
from willcall.knowledge.link import unlinked
from willcall.knowledge.linking import written

_ASIDE = frozenset(["nav", "footer", "aside", "form", "button"])
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "hr",
        "tr",
    ]
)
_CLOSED_BY = {
    "p": _BLOCKS | {"li", "h1", "h2", "h3", "h4", "h5", "h6"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "tr": {"tr"},
}
_BREAKS = _BLOCKS | frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "body", "html", "td", "th"])
_MAIN = re.compile(r"<main\b|<[a-z]+[^>]{0,200}\brole\s*=\s*[\"']?main\b", re.IGNORECASE)


def read_html(name: str, text: str, *, shown: str) -> Document:
    """Reads one page.

    Raises:
        UnreadableDocument: If nothing on it can be seen.
    """
    page = _Page(shown, only_main=_MAIN.search(text) is not None)
    page.feed(text)
    page.close()
    page.end()
    body = "\n\n".join(
        block if tables.is_table(block.split("\n", 3)[1:3]) else _bounded(block) for block in page.blocks
    )
    if not body:
        raise UnreadableDocument(f"{shown!r} shows no text.", field="path")
    identity = slug(name)
    notes = []
    hidden = " ".join("".join(page.hidden).split())
    if hidden:
        notes.append(f"hidden text left out: “{hidden[:80]}”")
    return Document(
        id=identity,
        title=(page.first_heading or " ".join(page.title.split()) or title_of(name))[:200],
        text=body,
        uri=f"/kb/{identity}",
        language=(page.language or "")[:2].lower() or None,
        notes=tuple(notes),
    )


def _bounded(text: str, longest: int = LONGEST_MARKED) -> str:
    """Without its links where it is too long for them to be read."""
    return text if len(text) <= longest else unlinked(text)


class _Page(HTMLParser):
    def __init__(self, shown: str, *, only_main: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._shown = shown
        self.blocks: list[str] = []
        self.hidden: list[str] = []
        self.title = ""
        self.first_heading = ""
        self.language: str | None = None
        self._only_main = only_main
        self._open: list[tuple[str, str]] = []
        """(element, what it does to what is inside: "hide", "skip", "main" or "")"""
        self._text: list[str] = []
        self._leads_to = ""
        """Where the link leads that is open; "" for none."""
        self._begins = 0
        """Where in the text its words begin."""
        self._lead = ""
        self._rows: list[list[str]] | None = None
        self._head = False
        self._line = self._table_line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "br":
            self._text.append("\n")
        if tag in VOID:
            return
        if tag == "a":
            self._end_link()  # one that was never closed: links are not nested
        while self._open and tag in _CLOSED_BY.get(self._open[-1][0], ()):
            self.handle_endtag(self._open[-1][0])
        effect = "hide" if hides(tag, attributes) and tag != "head" else "skip" if tag in _ASIDE else ""
        if tag == "main" or (attributes.get("role") or "").lower() == "main":
            effect = effect or "main"
        if tag in _BREAKS:
            self._flush()
        if len(self._open) >= DEEPEST:
            raise UnreadableDocument(
                f"{self._shown!r}, line {self.getpos()[0]}: elements are nested deeper than {DEEPEST}.", field="path"
            )
        self._open.append((tag, effect))
        if not self._seen():
            return
        if re.fullmatch("h[1-6]", tag):
            self._lead = "#" * max(2, int(tag[1])) + " "
        elif tag == "li":
            self._lead = "- "
        elif tag == "table":
            self._rows = []
            self._table_line = self.getpos()[0]
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._clear()
            self._head = self._head or tag == "th"
        elif tag == "a":
            self._leads_to, self._begins = attributes.get("href") or "", len(self._text)

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self._open):
            return
        while True:
            name = self._open[-1][0]
            seen = self._seen()
            if seen and name in {"td", "th"} and self._rows is not None:
                if not self._rows:
                    self._rows.append([])
                self._link()
                self._rows[-1].append(_bounded(" ".join("".join(self._text).split())))
                self._clear()
            elif name == "a":
                self._end_link()
            elif name == "dt" and seen:
                self._text.append(": ")
            elif name in _BREAKS:
                self._flush(heading=name)
            if name == "table" and seen:
                self._table()
            self._open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if any(name == "title" for name, _ in self._open[-2:]):
            self.title += data
        elif any(effect == "hide" for _, effect in self._open):
            if not any(name in {"script", "style"} for name, _ in self._open) and sum(map(len, self.hidden)) < 400:
                self.hidden.append(data[:200])
        elif self._seen():
            if not self._text and data.strip():
                self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        pass  # nobody sees it; pages are full of them

    def end(self) -> None:
        """Closes what was left open."""
        while self._open:
            self.handle_endtag(self._open[-1][0])
        self._flush()

    def _seen(self) -> bool:
        effects = [effect for _, effect in self._open]
        if "hide" in effects or "skip" in effects or any(name == "head" for name, _ in self._open):
            return False
        return not self._only_main or "main" in effects

    def _flush(self, heading: str = "") -> None:
        if self._rows is not None and self._open and any(name in {"td", "th"} for name, _ in self._open):
            return
        if self._open and self._open[-1][0] == "dd" and heading != "dd":
            return
        self._link()
        lines = [" ".join(line.split()) for line in "".join(self._text).split("\n")]
        text = " ".join(line for line in lines if line)
        lead, self._lead = self._lead, ""
        self._clear()
        if not text:
            self._lead = lead if lead == "- " and not heading else ""
            return
        if heading == "h1" and not self.first_heading:
            self.first_heading = unlinked(text)
            return
        if lead.startswith("#"):
            text = _bounded(text, LONGEST_HEADING - len(lead))
        if lead == "- " and self.blocks and self.blocks[-1].rsplit("\n", 1)[-1].startswith("- "):
            self.blocks[-1] += f"\n- {text}"
        else:
            self.blocks.append(f"\fline {self._line}\n{lead}{text}")

    def _clear(self) -> None:
        self._text.clear()
        self._begins = 0

    def _end_link(self) -> None:
        self._link()
        self._leads_to = ""

    def _link(self) -> None:
        """Marks the words of the open link as far as they are read, where that can be undone again."""
        if not self._leads_to:
            return
        words = "".join(self._text[self._begins :])
        before = next((self._text[at][-1] for at in range(self._begins - 1, -1, -1) if self._text[at]), "")
        made = written(" ".join(words.split()), self._leads_to)
        if made and before != "!":  # with that it would be a picture
            self._text[self._begins :] = [" " * words[0].isspace(), made, " " * words[-1].isspace()]
        self._begins = len(self._text)

    def _table(self) -> None:
        rows = [row for row in self._rows or [] if any(row)]
        self._rows = None
        if not rows:
            return
        width = max(map(len, rows))
        full = [(*row, *[""] * (width - len(row))) for row in rows]
        columns, rest = (full[0], full[1:]) if self._head and len(full) > 1 else (("",) * width, full)
        self._head = False
        grid = tables.Grid(columns, tuple(rest))
        self.blocks.append(f"\fline {self._table_line}\n{tables.write(grid)}")
