"""MCP over standard input and output: one caller, whoever started the process, recognised anew at each call.

Standard output belongs to the protocol; whatever else is said goes to standard error.
"""

from typing import Any

import anyio
from mcp.server.stdio import stdio_server

from willcall.access.actor import Actor
from willcall.app import App
from willcall.entrypoints.mcp.links import chat_address, to_confirm
from willcall.entrypoints.mcp.serving import make_server


def serve_stdio(app: App, *, token: str | None, key: str | None) -> None:
    """Serves until standard input ends.

    Args:
        app: Wired.
        token: A fan's, for acting as that fan.
        key: The service key, for acting for anyone; with a token beside it, for that fan.

    Raises:
        BadToken, BadKey: At once, if what is presented does not count.
    """

    def caller(_context: Any = None) -> Actor:
        return app.authenticator.identify(key=key, token=token, cookie=None).actor

    caller()
    server = make_server(app.program_tools, caller=caller, link=to_confirm(chat_address(app.settings)))

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)
