"""The box office over HTTP."""

from willcall.entrypoints.api.boxoffice.routes import boxoffice_routes

__all__ = ["boxoffice_routes"]
