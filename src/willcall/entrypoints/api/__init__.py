"""The way in over HTTP. `serve(settings)` runs it; `application.create_app(app)` makes the ASGI application of a wired house."""

from willcall.entrypoints.api.server import serve

__all__ = ["serve"]
