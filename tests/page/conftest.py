"""A real browser for the page's tests. Where Chromium is missing they are listed as not run; with `CI=true` they fail (`tests/conftest.py`).

Every page made here fails its test when it asks another host for anything, or when a script of ours throws.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.page.script import Script
from tests.page.stand_in import stand_in

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 860}}
SIZES = {"phone": PHONE, "desktop": DESK}

MakePage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture
def make_page(chromium: Browser) -> Iterator[MakePage]:
    """Makes a page at a size; `make_page("phone", url)` waits until the chat is ready."""
    contexts = []
    wrong: list[str] = []
    complaints: list[str] = []
    hosts: set[str] = set()

    def make(size: str, url: str, **options: object) -> Page:
        context = chromium.new_context(**{"timezone_id": "America/New_York", **SIZES[size], **options})
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        hosts.add(urlsplit(url).netloc)

        def asked(address: str) -> None:
            parts = urlsplit(address)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc not in hosts:
                wrong.append(f"asked another host: {address}")

        context.on("request", lambda request: asked(request.url))
        page.on("pageerror", lambda error: wrong.append(f"threw: {error}"))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None
        )
        page.goto(url)
        page.wait_for_selector("wc-app[data-ready]")
        return page

    make.also_allow = lambda address: hosts.add(urlsplit(address).netloc)  # type: ignore[attr-defined]
    tolerant: list[bool] = []
    make.console_may_complain = lambda: tolerant.append(True)  # type: ignore[attr-defined]
    yield make
    for context in contexts:
        context.close()
    assert not wrong, wrong
    assert tolerant or not complaints, complaints


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def cardboard() -> Iterator[tuple[str, Script]]:
    with stand_in() as served:
        yield served


@pytest.fixture
def url(cardboard: tuple[str, Script]) -> str:
    return cardboard[0]


@pytest.fixture
def script(cardboard: tuple[str, Script]) -> Script:
    return cardboard[1]


def answered(page: Page) -> None:
    """Waits until the turn under way is over."""
    page.wait_for_selector("wc-composer:not([data-busy])")


def say(page: Page, words: str) -> None:
    page.fill("#say", words)
    page.press("#say", "Enter")
