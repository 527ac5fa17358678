"""The console's page and its files."""

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import FileResponse, RedirectResponse, Response

from willcall.app import App
from willcall.entrypoints import console
from willcall.entrypoints.api.static import Files
from willcall.insights.drawing import BUNDLE
from willcall.kit.errors import NotFound

LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture may be opened as a page; then it runs nothing."""
HEADERS = {"Cache-Control": "no-cache", "Content-Security-Policy": console.content_security_policy()}


class NoLogo(NotFound):
    pass


class Brand(BaseModel):
    """Whose console this is. `ink` is readable on `colour`; `logo` is its address."""

    name: str
    colour: str
    ink: str
    logo: str | None
    single_sign_on: bool


def console_pages(app: App) -> APIRouter:
    """`/console` and what it loads."""
    section = app.settings.brand
    known = app.settings.access.oidc_issuer is not None
    router = APIRouter(include_in_schema=False)

    @router.get("/console")
    async def page() -> Response:
        return FileResponse(console.INDEX, headers=HEADERS)

    @router.get("/console/")
    async def slash() -> Response:
        return RedirectResponse("/console", status_code=308)

    @router.get("/console/brand.json")
    async def brand() -> Brand:
        logo = "/console/brand/logo" if section.logo is not None else None
        return Brand(
            name=section.name, colour=section.colour, ink=readable_on(section.colour), logo=logo, single_sign_on=known
        )

    @router.get("/console/brand/logo")
    async def logo() -> Response:
        if section.logo is None:
            raise NoLogo("No logo was chosen (BRAND__LOGO).")
        return FileResponse(section.logo, headers={"Cache-Control": "no-cache", "Content-Security-Policy": LOGO_POLICY})

    @router.get("/console/static/vega.js")
    async def charts() -> Response:
        return FileResponse(BUNDLE, media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    router.mount("/console/static", Files(directory=console.STATIC), name="console")
    return router


def readable_on(colour: str) -> str:
    """Black or white, whichever stands out more on `#rrggbb` (relative luminance, WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#17181c" if (light + 0.05) / 0.059 > 1.05 / (light + 0.05) else "#ffffff"
