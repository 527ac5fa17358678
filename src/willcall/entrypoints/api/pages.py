"""Pages for people: the chat page and widget, the API's own documentation, knowledge documents.

All of it is served from here: nothing is requested from another host. Text from documents is data and is escaped.
"""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from willcall.access.sessions import COOKIE, PageSession
from willcall.app import App
from willcall.entrypoints import chat_page
from willcall.entrypoints.api.auth import set_cookie
from willcall.entrypoints.api.running import Runner
from willcall.entrypoints.api.static import Files
from willcall.kit.errors import NotFound
from willcall.knowledge import tables
from willcall.knowledge.link import unlinked

DOCS = Path(__file__).parent / "docs_page"
REVALIDATE = {"Cache-Control": "no-cache"}
PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"


class NoSuchPage(NotFound):
    pass


def page_routes(app: App, runner: Runner, *, schema: Callable[[], dict[str, Any]]) -> APIRouter:
    """The pages.

    Args:
        app: Wired.
        runner: For work in threads.
        schema: Makes the OpenAPI document.
    """
    router = APIRouter(include_in_schema=False)
    policy = chat_page.content_security_policy(embedded_by=app.settings.access.widget_origins)

    @router.get("/")
    async def chat(request: Request) -> Response:
        page = FileResponse(chat_page.INDEX, headers={**REVALIDATE, "Content-Security-Policy": policy})
        cookie = request.cookies.get(COOKIE)
        if cookie is None or app.authenticator.sessions.open(cookie, now=app.clock()) is None:
            set_cookie(app, request, page, PageSession(app.ids("ses")))
        return page

    @router.get("/widget.js")
    async def widget() -> Response:
        headers = {**REVALIDATE, "Cross-Origin-Resource-Policy": "cross-origin"}
        return FileResponse(chat_page.WIDGET, media_type="text/javascript", headers=headers)

    @router.get("/openapi.json")
    async def openapi() -> Response:
        return JSONResponse(schema(), headers=REVALIDATE)

    @router.get("/docs")
    async def docs() -> Response:
        return FileResponse(DOCS / "index.html", headers={**REVALIDATE, "Content-Security-Policy": DOCS_POLICY})

    @router.get("/docs/{name}")
    async def docs_file(name: str) -> Response:
        if name not in {"docs.css", "docs.js"}:
            raise NoSuchPage(f"There is nothing at '/docs/{name[:80]}'.")
        return FileResponse(DOCS / name, headers=REVALIDATE)

    @router.get("/kb/{document_id}")
    async def document(document_id: str) -> Response:
        if app.documents is None:
            raise NoSuchPage(f"There is no document {document_id[:80]!r}.")
        found = await runner.work(app.documents.get, document_id)
        body = f"<h1>{html.escape(found.title)}</h1>\n{as_html(found.text)}"
        return _page(found.title, body)

    @router.get("/favicon.ico")
    async def icon() -> Response:
        return FileResponse(chat_page.STATIC / "icon.svg", media_type="image/svg+xml", headers=REVALIDATE)

    router.mount("/static", Files(directory=chat_page.STATIC), name="static")
    return router


def as_html(text: str) -> str:
    """A document's Markdown (headings, lists, emphasis, paragraphs) as HTML; a link is its words, and everything else stays the text it is."""
    parts: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [
            line for line in block.strip(" \n").split("\n") if not line.startswith("\f")
        ]  # where in its source it stands
        heading = re.fullmatch(r"(#{1,5})\s+(.*)", lines[0]) if lines else None
        if heading:
            level = min(len(heading[1]) + 1, 6)
            parts.append(f"<h{level}>{_inline(heading[2])}</h{level}>")
            lines = lines[1:]
        if not lines:
            continue
        if tables.is_table(lines):
            grid = tables.read(lines)
            rows = ["".join(f"<td>{_inline(cell)}</td>" for cell in row) for row in grid.rows]
            head = "".join(f"<th>{_inline(cell)}</th>" for cell in grid.columns)
            parts.append(f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        elif all(re.match(r"\s*[-*]\s+", line) for line in lines):
            items = "".join(f"<li>{_inline(line.lstrip()[1:].strip())}</li>" for line in lines)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.append(f"<p>{_inline(' '.join(lines))}</p>")
    return "\n".join(parts)


def _inline(text: str) -> str:
    escaped = html.escape(unlinked(text))
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escaped)


def _page(title: str, body: str) -> Response:
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<title>{html.escape(title)}</title><link rel="stylesheet" href="/docs/docs.css"></head>\n<body>\n{body}\n</body></html>\n'
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": PAGE_POLICY})
