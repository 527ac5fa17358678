"""What does not belong into a document: letters nobody can see, hidden markup, formulas; and words that try to command.

Letters and markup that hide are taken out, and what was taken is said. Words that try to command are left (a document may quote them),
and said: nothing reads documents as instructions. Knows no format.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from willcall.knowledge.documents import UnreadableDocument

HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*(?:\.0+)?[01]?(?:px|pt|em|rem|%)?\s*(?:;|$|!)"
    r"|opacity\s*:\s*0*(?:\.0*[0-9])?\s*(?:;|$|!)|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(0|clip-path\s*:\s*inset\(100%"
    r"|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$|!)|color\s*:\s*(?:transparent|rgba\([^)]*,\s*0(?:\.0+)?\))",
    re.IGNORECASE,
)
_SAME_COLOURS = (
    re.compile(r"(?<!-)color\s*:\s*([^;!]+)", re.IGNORECASE),
    re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE),
)
_COLOURS = {"white": "#ffffff", "#fff": "#ffffff", "rgb(255,255,255)": "#ffffff", "black": "#000000", "#000": "#000000"}
SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "select",
        "datalist",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_MARKUP = re.compile(
    r"<!--|<!\[CDATA\[|</?(?:a|article|aside|b|blockquote|br|center|code|details|div|dl|em|font|footer|form|h[1-6]|header|hr|i|iframe|img|"
    r"input|li|link|main|meta|nav|object|ol|p|pre|script|section|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|th|"
    r"thead|tr|u|ul)\b[^<]{0,2000}",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"=.|[@+-]\s*[A-Za-z_$][\w.$]*\s*[(!|:]")
_COMMANDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules|prompts?|guidelines|policy|policies|safeguards?|above)\b",
        r"\byou are now\b|\bfrom now on,? you\b|\bact as (?:an?|the) (?:admin|assistant|agent|system|developer)",
        r"\b(?:system|developer) (?:prompt|message|override|instruction)",
        r"<\|[a-z_]+\|>|\[/?INST\]|</?(?:system|tool_call|assistant|function)>",
        r"^\s*(?:system|assistant|developer) ?:",
        r"\b(?:call|invoke|use|run) the \w{2,30} (?:tool|function)\b|\b(?:create_order|request_refund|upgrade_tickets|get_credit|exchange_tickets)\b",
        r"\b(?:reveal|print|repeat|send|leak)\b.{0,30}\b(?:api key|password|secret|token|card numbers?|customer data)",
        r"\b(?:note|message|attention|instructions?) (?:to|for) (?:the |all |any )?(?:ai|assistants?|agents?|chatbots?|llms?|language models?)\b",
    )
)
_LONGEST = 2_000
DEEPEST = 500
"""Elements within one another; more is no page that a person wrote."""
_LINE_ENDS = re.compile("\r\n?|[\v\x85\u2028\u2029]")
_HARMLESS = re.compile("[\f\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e01ef]"
)


def seen(text: str) -> tuple[str, list[str]]:
    """A text without what nobody can see (controls, zero width, turned direction, tags), and remarks on that."""
    text = _LINE_ENDS.sub("\n", text)
    kept, harmless = _HARMLESS.subn("", text)
    kept, gone = _UNSEEN.subn("", kept) if not kept.isascii() or harmless or _CONTROL.search(kept) else (kept, 0)
    return kept, [f"{gone} invisible characters left out"] if gone else []


def commands(text: str) -> Iterator[str]:
    """Remarks on words that try to command whoever reads the document; at most three."""
    found = 0
    for number, line in enumerate(text.split("\n"), 1):
        for start in range(0, len(line), _LONGEST):
            part = line[start : start + _LONGEST]
            hit = next((match for pattern in _COMMANDS if (match := pattern.search(part))), None)
            if hit:
                said = " ".join(hit[0].split())[:80]
                yield f"tries to command its reader, text line {number}: “{said}” (kept as words; it commands nothing)"
                found += 1
                break
        if found == 3:
            return


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute this cell instead of showing it."""
    return _FORMULA.match(cell.strip()) is not None


def hides(name: str, attributes: dict[str, str | None]) -> bool:
    """Whether a browser would not show this element."""
    if name in SILENT or "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    if name == "input":
        return True
    style = attributes.get("style") or ""
    if HIDDEN_STYLE.search(style[:_LONGEST]):
        return True
    front, back = (pattern.search(style[:_LONGEST]) for pattern in _SAME_COLOURS)
    return bool(front and back and _colour(front[1]) == _colour(back[1]))


def _colour(value: str) -> str:
    value = re.sub(r"\s", "", value.lower())
    return _COLOURS.get(value, value)


def without_markup(text: str) -> tuple[str, list[str]]:
    """Markdown without the HTML in it: what a browser would show stays, line by line as it was; hidden parts and comments go."""
    if not _MARKUP.search(text):
        return text, []
    stripper = _Stripper()
    stripper.feed(text)
    stripper.close()
    notes = []
    if stripper.hidden:
        notes.append(f"hidden markup left out: “{' '.join(''.join(stripper.hidden).split())[:80]}”")
    return "".join(stripper.kept), notes


class _Stripper(HTMLParser):
    """Keeps what is shown and every line's end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self.hidden: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self._inside) >= DEEPEST:
            raise UnreadableDocument(
                f"line {self.getpos()[0]}: elements are nested deeper than {DEEPEST}.", field="path"
            )
        if tag not in VOID and (self._inside or hides(tag, dict(attrs))):
            self._inside.append(tag)
        self._lines((self.get_starttag_text() or "").count("\n"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._lines((self.get_starttag_text() or "").count("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.hidden.append(data[:200] if data.strip() else "")
            self._lines(data.count("\n"))
        else:
            self.kept.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        if data.strip().startswith("asked:") and "\n" not in data and not self._inside:
            self.kept.append(f"<!--{data}-->")
        else:
            self.hidden.append(data[:200])
            self._lines(data.count("\n"))

    def handle_decl(self, decl: str) -> None:
        self._lines(decl.count("\n"))

    def unknown_decl(self, data: str) -> None:
        self.hidden.append(data[:200])

    def _lines(self, count: int) -> None:
        self.kept.append("\n" * count)
