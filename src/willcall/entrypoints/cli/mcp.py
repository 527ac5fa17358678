"""`willcall mcp`: the tools for other programs, over the Model Context Protocol."""

from typing import Annotated

import typer

from willcall.entrypoints.cli.house import Data, open_house


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve streamable HTTP at /mcp instead of standard input and output.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --http: port to listen on.")] = 8090,
    host: Annotated[str | None, typer.Option(help="With --http: address to listen on (default: 127.0.0.1).")] = None,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Take the play money and the sandbox tokens of `willcall up`.")
    ] = False,
    data: Data = None,
) -> None:
    """Serve Willcall's tools over the Model Context Protocol.

    Without credentials a program may look and hold. Over standard input and output it is whom WILLCALL_TOKEN (a fan's token) or
    WILLCALL_KEY (the service key) says; over HTTP, whom each request's Authorization or X-API-Key says. What moves money waits
    for the fan, who confirms in the chat page: keep `willcall up` or `serve` running beside it.
    """
    import os

    with open_house(data, sandbox=True if sandbox else None, server__host=host) as app:
        if not http:
            from willcall.entrypoints.mcp.stdio import serve_stdio

            serve_stdio(
                app,
                token=os.environ.get("WILLCALL_TOKEN") or None,
                key=os.environ.get("WILLCALL_KEY") or None,
            )
            return
        import sys

        import uvicorn

        from willcall.entrypoints.api.server import listen
        from willcall.entrypoints.mcp.http import PATH, create_mcp_app
        from willcall.entrypoints.mcp.links import chat_address

        listener = listen(app.settings.server.host, port)
        served = create_mcp_app(app, base_url=chat_address(app.settings))
        print(
            f"MCP at http://{app.settings.server.host}:{listener.getsockname()[1]}{PATH}", file=sys.stderr, flush=True
        )
        config = uvicorn.Config(served, log_config=None, access_log=False, server_header=False, ws="none")
        uvicorn.Server(config).run(sockets=[listener])
