"""Settings of the knowledge base. Knows no source of settings."""

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class McpSource(BaseModel):
    """A server of the Model Context Protocol that may be asked what our own documents do not answer.

    Args:
        name: What its passages are called.
        url: Of its streamable HTTP endpoint; or
        command: the program and arguments that serve over standard input and output.
        tool: Which of its tools answers a question.
        argument: The tool's argument that takes the question.
        token_variable: The environment variable that holds its bearer token; never the token itself.
        timeout_seconds: How long a question may take.
    """

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 _.-]{0,39}$")
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    command: list[str] = Field(default=[], max_length=40)
    tool: str = Field(default="search", min_length=1, max_length=128)
    argument: str = Field(default="query", min_length=1, max_length=64)
    token_variable: str | None = Field(default=None, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    timeout_seconds: float = Field(default=2.0, gt=0, le=10)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.url is None) == (not self.command):
            raise ValueError("an MCP source has either a url or a command")
        return self


class VertexIndex(BaseModel):
    """Where a Vertex AI Vector Search index is.

    Args:
        index: `projects/…/locations/…/indexes/…`, made with STREAM_UPDATE and COSINE_DISTANCE.
        endpoint: `projects/…/locations/…/indexEndpoints/…`.
        deployed: The id that the index is deployed under there.
        address: The endpoint's public domain name.
    """

    model_config = ConfigDict(extra="forbid")

    index: str = Field(pattern=r"^projects/[^/]+/locations/[^/]+/indexes/[^/]+$")
    endpoint: str = Field(pattern=r"^projects/[^/]+/locations/[^/]+/indexEndpoints/[^/]+$")
    deployed: str = Field(min_length=1, max_length=128)
    address: str = Field(min_length=1, max_length=253)


class KnowledgeSection(BaseModel):
    """What may be read into the knowledge base, and how much of it."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    allowed_hosts: str = Field(
        default="",
        description="hosts whose pages `kb add` may fetch, comma-separated; *.example.com for a whole domain",
    )
    max_file_bytes: int = Field(default=20_000_000, ge=1_000, le=2_000_000_000, description="larger files are refused")
    max_pages: int = Field(default=2_000, ge=1, le=100_000, description="PDFs of more pages are refused")
    ocr_languages: str = Field(
        default="eng",
        pattern=r"^[a-zA-Z_]{2,20}(\+[a-zA-Z_]{2,20}){0,9}$",
        description="Tesseract's, for scanned pages: eng+fra",
    )
    reranker: Path | None = Field(
        default=None,
        description="folder of a cross-encoder (model.onnx, tokenizer.json) that sets the first passages anew; none ships",
    )
    vector_store: Literal["embedded", "lancedb", "pgvector", "vertex"] = Field(
        default="embedded",
        description="what finds the nearest vectors; the embedded index steps in where another fails",
    )
    vector_store_url: str | None = Field(
        default=None,
        description="LanceDB: a folder, s3://… or gs://… (default DATA/lance); pgvector: postgresql://… (default DATABASE_URL)",
    )
    vector_store_options: dict[str, str] = Field(
        default={}, description="JSON: of LanceDB's object storage, as it names them; credentials come from the machine"
    )
    vertex: VertexIndex | None = Field(
        default=None, description="JSON: index, endpoint, deployed and address of a Vertex AI Vector Search index"
    )
    success: bool = Field(
        default=True, description="whether what fans thought of answers moves the passages those came from, a little"
    )
    workers: int = Field(default=2, ge=0, le=64, description="processes that read documents; 0 reads in the caller's")
    worker_bytes: int = Field(
        default=6 * 2**30, ge=0, description="address space that a reading process may have; 0 for any"
    )
    mcp_sources: list[McpSource] = Field(
        default=[],
        max_length=8,
        description="MCP servers asked what our documents do not answer; JSON: "
        '[{"name": "club", "url": "https://…/mcp", "tool": "search", "argument": "query"}]',
    )
