"""The sample knowledge base: what a venue company tells its guests. Invented; general enough for any of its houses."""

from pathlib import Path

from willcall.knowledge.documents import Document, read_path

FOLDER = Path(__file__).with_name("documents")


def documents() -> list[Document]:
    """The sample's documents, in order of id."""
    return list(read_path(FOLDER))
