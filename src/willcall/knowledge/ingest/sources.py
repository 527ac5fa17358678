"""Where documents come from on this machine: files of the kinds we read, a folder's one after the other. Reads none of them."""

import os
from collections.abc import Iterator
from pathlib import Path

from willcall.knowledge.documents import UnreadableDocument

KINDS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf",
}
MEDIA = {
    "text/markdown": "markdown",
    "text/plain": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/pdf": "pdf",
}


def files_in(path: Path) -> Iterator[Path]:
    """A file itself; of a folder, and the folders in it, every file of a kind we read, in order of name and before those of its
    folders, without listing all first.

    Links that lead out of the folder are not followed, and hidden files are left alone.

    Raises:
        UnreadableDocument: If there is nothing there, or a named file is of another kind.
    """
    if path.is_dir():
        yield from _walk(path)
    elif not path.is_file():
        raise UnreadableDocument(f"There is no file {str(path)!r}.", field="path")
    elif path.suffix.lower() not in KINDS:
        raise UnreadableDocument(
            f"{path.name!r} is of no kind that is read; give one of {', '.join(sorted(KINDS))}.", field="path"
        )
    else:
        yield path


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in found:
        if entry.is_file(follow_symlinks=False) and Path(entry.name).suffix.lower() in KINDS:
            yield Path(entry.path)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
