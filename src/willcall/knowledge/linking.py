"""Links between documents: what a link says it leads to, and the names that a document goes by.

A link is kept as the name of what it leads to, whether or not there is such a document yet, and finds its document when somebody searches.
So what is added later is reached by links that were there before, and what is removed is reached no more. A name is compared and
never opened: a link cannot reach outside the base, however it is written. Knows no storage.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Protocol
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from willcall.knowledge.documents import Document, slug
from willcall.knowledge.link import LONGEST_NAME, Link
from willcall.knowledge.ports import Edge

FIRST = 16
"""Chunks of a document that a link to the whole of it leads to."""
_WEB = ("http://", "https://")
NAMED = 5
"""Documents that somebody's words may name."""
_ADDRESS = re.compile(
    r"https?://[^\s<>()\[\]\"'“”]+|(?<![\w/.:-])/kb/[a-z0-9-]+(?:#[\w%-]+)?|(?<![\w/#.-])[a-z0-9]+(?:-[a-z0-9]+)*#[a-z][a-z0-9-]*",
    re.IGNORECASE,
)
_MADE = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")
"""A link as readers of other formats than Markdown write it."""


class Linking(Protocol):
    """A chunk, as far as it links."""

    @property
    def id(self) -> str: ...
    @property
    def links(self) -> tuple[Link, ...]: ...


@dataclass(frozen=True, slots=True)
class Step:
    """A chunk that may be one step from another.

    Args:
        source: The id of the chunk it is reached from.
        number: The chunk's.
        kind: `link` or `event`.
        label: The link's words.
        anchor: The heading that the link names, as a slug; "" for none.
        document_id: The chunk's document.
        heading: The chunk's.
    """

    source: str
    number: int
    kind: str
    label: str
    anchor: str
    document_id: str
    heading: str


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a link leads.

    Args:
        name: One that the document goes by.
        anchor: The heading there, as a slug; "" for the document.
    """

    name: str
    anchor: str


def names(document: Document, origin: str | None) -> tuple[str, ...]:
    """What links may call a document: by its id, its address and where it came from. No document has another's `/kb/` address.

    Args:
        document: Itself.
        origin: Where it came from: a path, an address, `upload:…`, or None.
    """
    own = _of_id(document.id)
    found = [own]
    if not document.uri.startswith("/kb/"):
        found.append(_page(document.uri))
    if origin is not None:
        found.append(normpath(origin) if origin.startswith("/") else _page(origin))
    return tuple(dict.fromkeys(name for name in found if len(name) <= LONGEST_NAME))


def is_lead(target: str) -> bool:
    """Whether a link may lead to a document at all: on the web, or by a path; no script, no mail address."""
    scheme = target.partition(":")[0] if ":" in target.partition("/")[0].partition("#")[0] else ""
    return 0 < len(target) <= LONGEST_NAME and scheme.lower() in {"", "http", "https"}


def written(words: str, leads_to: str) -> str | None:
    """A link as Markdown; None where it leads nowhere, is a mere sign (the # beside a heading), or its words could not be told from it again.

    Args:
        words: It stands on, without spaces around them.
        leads_to: As its document has it.
    """
    where = leads_to.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    made = f"[{words}]({where})"
    return made if any(map(str.isalnum, words)) and is_lead(where) and _MADE.fullmatch(made) else None


def leads(link: Link, document: Document, origin: str | None) -> Iterator[Lead]:
    """Where a link in a document may lead; nowhere for a script, a mail address or what is no link.

    Args:
        link: As it is written.
        document: The one it stands in.
        origin: Where that came from; relative links are read from there, and from its address if that is on the web.
    """
    written = link.target.strip()
    written = written[1:].partition(">")[0] if written.startswith("<") else written.partition(" ")[0]
    if not written or any(ord(letter) <= 32 or letter == "\\" for letter in written):
        return
    try:
        parts = urlsplit(written)
        anchor = slug(unquote(parts.fragment)) if parts.fragment else ""
        for name in _called(written, parts.scheme, parts.netloc, unquote(parts.path), document, origin):
            if 0 < len(name) <= LONGEST_NAME and name.isprintable():  # a database keeps no null, however it is written
                yield Lead(name, anchor)
    except ValueError:
        return


def named(words: str) -> list[Lead]:
    """The documents that somebody's words name, as they would be linked to: by web address, by `/kb/` address or by a passage's id (`rates#vans`).

    A word that happens to be a document's id ("parking") names nothing.
    """
    found: dict[Lead, None] = {}
    for written in [match[0].rstrip(".,;:!?") for match in _ADDRESS.finditer(words)][:NAMED]:
        try:
            parts = urlsplit(written)
            anchor = slug(unquote(parts.fragment)) if parts.fragment else ""
            ways = [_page(written), unquote(parts.path)] if parts.scheme else [unquote(parts.path)]
        except ValueError:
            continue
        for way in ways:
            name = way if way.startswith(("/", *_WEB)) else _of_id(way)
            if len(name) <= LONGEST_NAME and name.isprintable() and (way in ways[:1] or way.startswith("/kb/")):
                found[Lead(name, anchor)] = None
    return list(found)


def rows(document: Document, origin: str | None, chunks: "Iterable[Linking]") -> list[dict[str, str]]:
    """What is kept of the links in a document's chunks: each way that one may lead."""
    found = {
        (chunk.id, lead.name, lead.anchor): link.label
        for chunk in chunks
        for link in chunk.links
        for lead in leads(link, document, origin)
    }
    return [
        {"document_id": document.id, "chunk_id": chunk_id, "label": label, "name": name, "anchor": anchor}
        for (chunk_id, name, anchor), label in found.items()
    ]


def chosen(steps: Iterable[Step]) -> list[Edge]:
    """The edges among these: of a link that names a heading its section alone, where the document has such a one."""
    ways: dict[tuple[str, str, str, str], list[Step]] = {}
    for step in steps:
        ways.setdefault((step.kind, step.source, step.anchor, step.document_id), []).append(step)
    found: dict[tuple[str, int], Edge] = {}
    for (kind, source, anchor, _), there in sorted(ways.items(), key=lambda way: way[0][0] != "link"):
        section = [step for step in there if anchor and slug(step.heading) == anchor]
        for step in section or there[:FIRST]:
            found.setdefault((source, step.number), Edge(source, step.number, kind, step.label))
    return list(found.values())


def _called(written: str, scheme: str, host: str, path: str, document: Document, origin: str | None) -> Iterator[str]:
    web = next((base for base in (document.uri, origin or "") if base.startswith(_WEB)), None)
    if scheme:
        if written.lower().startswith(_WEB):
            yield _page(written)
        return
    if written.startswith("#"):
        yield _of_id(document.id)
        return
    if web is not None:
        yield _page(urljoin(web, written))
    if host or not path:
        return
    if path.startswith("/"):
        yield normpath(path)
    elif origin is not None and origin.startswith("/"):
        yield normpath(join(dirname(normpath(origin)), path))
    elif web is None:
        yield _of_id(slug(path.rsplit("/", 1)[-1].rsplit(".", 1)[0]))


def _of_id(identity: str) -> str:
    return f"/kb/{identity}"


def _page(address: str) -> str:
    """An address without the place on its page; two ways to write one address are one."""
    bare = urldefrag(address).url
    if not bare.lower().startswith(_WEB):
        return bare
    parts = urlsplit(bare)
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl().rstrip("/")
