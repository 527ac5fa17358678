"""The operators' console, as files: plain web components over the JSON API. No build step, nothing from other hosts.

Shares the chat page's foundation (`/static/base.css`, `dom.js`, `wire.js`, `theme.js`). Knows nothing of the server: whoever
serves it answers `/console` with `INDEX`, mounts `STATIC` at `/console/static`, and sends `content_security_policy()`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
INDEX = FOLDER / "index.html"
STATIC = FOLDER / "static"


def content_security_policy() -> str:
    """The page's Content-Security-Policy: own files only, no inline script, no HTML from strings, no frame around it."""
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
