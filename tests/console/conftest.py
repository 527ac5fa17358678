"""Operators and fans, over HTTP and in real browsers, on the real product. Chromium and its rules are the chat page's."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.console.house import House
from tests.page.conftest import SIZES, size  # noqa: F401 - a fixture

Enter = Callable[..., Page]
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "console":
            item.add_marker(pytest.mark.enable_socket)
            if "enter" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("console")).start()
    yield made
    made.stop()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Enter]:
    """Opens an address in a browser of its own; asking another host, or a script that throws, fails the test."""
    contexts = []
    wrong: list[str] = []

    def make(url: str, size: str = "desktop", **options: object) -> Page:  # noqa: F811
        context = chromium.new_context(**{"timezone_id": "America/New_York", **SIZES[size], **options})
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        here = urlsplit(url).netloc
        context.on(
            "request",
            lambda asked: (
                None
                if urlsplit(asked.url).netloc in {here, ""} or asked.url.startswith("data:")
                else wrong.append(f"asked another host: {asked.url}")
            ),
        )
        page.on("pageerror", lambda error: wrong.append(f"threw: {error}"))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(url)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not wrong, wrong


@pytest.fixture
def enter(open_page: Enter, house: House) -> Enter:
    """Signs an operator in through the page."""

    def make(name: str, password: str, size: str = "desktop", **options: object) -> Page:  # noqa: F811
        page = open_page(f"{house.url}/console", size, **options)
        page.wait_for_selector("wc-console[data-ready]")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_selector(".pages")
        return page

    return make
