"""Reads pictures of pages with Tesseract, where it is installed. Knows no PDF."""

import shutil
import subprocess

from willcall.kit.errors import Unavailable

PATIENCE_S = 60


class NoOcr(Unavailable):
    """There is no engine here that reads pictures, or it failed."""


class Tesseract:
    """Fulfils `knowledge.ports.Ocr` with the `tesseract` program.

    Args:
        languages: As Tesseract names them, e.g. `eng` or `eng+fra`.
        patience_s: How long one page may take.
    """

    def __init__(self, languages: str = "eng", *, patience_s: float = PATIENCE_S) -> None:
        self._languages = languages
        self._patience_s = patience_s

    @staticmethod
    def is_here() -> bool:
        """Whether the program is installed."""
        return shutil.which("tesseract") is not None

    def read(self, picture: bytes) -> str:
        program = shutil.which("tesseract")
        if program is None:
            raise NoOcr("Scanned pages need Tesseract, which is not installed (Debian: apt install tesseract-ocr).")
        command = [program, "stdin", "stdout", "-l", self._languages, "--psm", "3"]
        try:
            done = subprocess.run(  # noqa: S603 - a program of this machine, on bytes; no shell
                command,
                input=picture,
                capture_output=True,
                timeout=self._patience_s,
                check=False,
                env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
            )
        except subprocess.TimeoutExpired:
            raise NoOcr(f"Tesseract took longer than {self._patience_s:.0f} s for one page.") from None
        if done.returncode:
            raise NoOcr(f"Tesseract failed: {done.stderr.decode('utf-8', 'replace').strip()[:200]}")
        return done.stdout.decode("utf-8", "replace")
