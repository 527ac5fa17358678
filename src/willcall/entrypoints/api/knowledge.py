"""The knowledge base for an operator's own systems: what is in it, add to it, remove from it. The service key alone opens it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from willcall.app import App
from willcall.entrypoints.api import problems
from willcall.entrypoints.api.door import Door
from willcall.entrypoints.api.running import Runner
from willcall.kit.errors import Denied, Invalid


class ForOperators(Denied):
    """Only the operator's service key may do this."""


class DocumentRow(BaseModel):
    """A document in the list."""

    id: str
    title: str
    chunks: int
    facts: int
    category: str | None
    origin: str | None
    notes: list[str] = Field(description="what its reader left out or found strange")


class DocumentList(BaseModel):
    documents: list[DocumentRow]


class Added(BaseModel):
    """What became of a document that was sent."""

    outcome: str = Field(description="added, changed or unchanged")
    chunks: int
    facts: int
    notes: list[str]


def knowledge_routes(app: App, door: Door, runner: Runner) -> APIRouter:
    """The routes under /knowledge."""
    router = APIRouter(prefix="/knowledge", tags=["knowledge"], responses=problems.RESPONSES)

    async def operator(request: Request) -> None:
        identity = await door.identify(request)
        if identity.by != "key":
            raise ForOperators("Send the operator's service key in X-API-Key.", field="X-API-Key")

    @router.get("/documents", response_model=DocumentList)
    async def list_documents(request: Request) -> Response:
        """Every document, in order of id."""
        await operator(request)
        rows = await runner.work(app.documents.listing)
        shown = [DocumentRow(**{name: getattr(row, name) for name in DocumentRow.model_fields if name != "notes"}, notes=list(row.notes)) for row in rows]  # fmt: skip
        return _json(DocumentList(documents=shown))

    @router.post(
        "/documents",
        response_model=Added,
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        },
    )
    async def add_document(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=200, description="a file name; its ending says the kind")],
    ) -> Response:
        """Adds one document, or replaces what changed of the one of that name. The body is the file."""
        await operator(request)
        report = await runner.work(app.ingestion.add_bytes, name, await request.body())
        if report.faults:
            raise Invalid(report.faults[0][1], field="body")
        outcome = next(iter(+report.documents), "unchanged")
        notes = [note for _, note in report.remarks]
        return _json(Added(outcome=outcome, chunks=report.chunks, facts=report.facts, notes=notes))

    @router.delete("/documents/{document_id}", status_code=204)
    async def remove_document(request: Request, document_id: str) -> Response:
        """Removes a document for good."""
        await operator(request)
        await runner.work(app.documents.remove, document_id)
        return Response(status_code=204)

    return router


def _json(model: Any) -> Response:
    return JSONResponse(model.model_dump(mode="json"))
