"""Takes the README's pictures of the page, on the real product with the sample season:

    python -m tests.page.pictures docs/pictures

Run it from the repository's root after the page has changed, and look at what comes out.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser import CHROMIUM, SWITCHES
from tests.page.conftest import DESK, PHONE, answered, say
from tests.page.real import willcall_up


def opened(browser: Browser, home: str, size: dict[str, object], scheme: str) -> Page:
    context = browser.new_context(**size, color_scheme=scheme, timezone_id="America/New_York", reduced_motion="reduce")
    page = context.new_page()
    page.goto(home)
    page.wait_for_selector("wc-app[data-ready]")
    return page


def turn(page: Page, words: str) -> None:
    say(page, words)
    answered(page)


def pick(page: Page, selector: str, *, which: int = 0) -> None:
    page.locator(selector).nth(which).click()
    answered(page)


def keep(page: Page, path: Path) -> None:
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    print(f"{path}  {path.stat().st_size // 1024} KiB")  # noqa: T201 - a script that says what it did


def to_offer(page: Page) -> None:
    turn(page, "2 tickets for tonight, please")
    pick(page, ".option.show")
    pick(page, ".seats-option", which=-1)


def on_a_phone(browser: Browser, home: str, folder: Path) -> None:
    page = opened(browser, home, PHONE, "light")
    keep(page, folder / "phone-hello.png")
    turn(page, "2 tickets for tonight, please")
    keep(page, folder / "phone-shows.png")
    pick(page, ".option.show")
    page.get_by_role("button", name="Pick from the seat map").click()
    page.wait_for_selector(".legend")
    page.evaluate("document.querySelector('wc-seat-map').scrollIntoView({block: 'start'})")
    keep(page, folder / "phone-map.png")
    page = opened(browser, home, PHONE, "dark")
    to_offer(page)
    keep(page, folder / "phone-offer-dark.png")
    pick(page, ".payment .method")
    page.get_by_label("Customer id").fill("cus_reader")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_selector(".card.order")
    answered(page)
    page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth)")
    page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
    keep(page, folder / "phone-tickets-dark.png")


def on_a_desk(browser: Browser, home: str, folder: Path) -> None:
    page = opened(browser, home, DESK, "light")
    to_offer(page)
    keep(page, folder / "desktop-offer.png")
    page = opened(browser, home, DESK, "dark")
    to_offer(page)
    turn(page, "hang on, where can I park?")
    page.locator(".card.sources summary").click()
    keep(page, folder / "desktop-question-dark.png")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, willcall_up(Path(data)) as home, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        on_a_phone(browser, home, folder)
        on_a_desk(browser, home, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
