"""The chat page and the embeddable widget, as files: plain web components that speak the published chat contract.

Knows nothing of the server: whoever serves it mounts `FOLDER / "static"` at `/static`, answers `/` with `INDEX` and
`/widget.js` with `WIDGET`, and sends `content_security_policy(...)` with the page.
"""

from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent
INDEX = FOLDER / "index.html"
WIDGET = FOLDER / "widget.js"
STATIC = FOLDER / "static"


def content_security_policy(*, embedded_by: Iterable[str] = ()) -> str:
    """The page's Content-Security-Policy: own files only, no inline script, no HTML from strings (Trusted Types).

    Args:
        embedded_by: Origins allowed to show the page in a frame (the widget's sites), such as `https://www.example.org`.

    Source: W3C Content Security Policy Level 3; W3C Trusted Types.
    """
    ancestors = " ".join(["'self'", *embedded_by])
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {ancestors}",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )
