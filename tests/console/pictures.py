"""Takes the pictures of the console for the docs, on the real product with the sample season:

    python -m tests.console.pictures docs/pictures

Run it from the repository's root after the console has changed, and look at what comes out. It writes ninety simulated days first, which takes some
minutes; a second argument names a data folder that has them already (it is copied).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser import CHROMIUM, SWITCHES
from tests.console.house import House
from tests.page.conftest import DESK, PHONE

from willcall.access.operators.roster import Operators
from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id


def entered(browser: Browser, house: House, size: dict[str, object], scheme: str) -> Page:
    context = browser.new_context(**size, color_scheme=scheme, timezone_id="America/New_York", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{house.url}/console")
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill(house.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".tile")
    return page


def fresh_password(data: Path) -> str:
    """Of the admin of a house that said its first one long ago."""
    database = Database(f"sqlite:///{data}/willcall.db", clock=system_clock, ids=new_id, pool_size=1)
    try:
        return Operators(database).reset(name="admin")
    finally:
        database.dispose()


def main(folder: Path, past: Path | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as driver:
        if past is not None:
            shutil.copytree(past, Path(data) / "data")
        else:
            history = [
                sys.executable,
                "-m",
                "willcall",
                "sim",
                "history",
                "--days",
                "90",
                "--data",
                str(Path(data) / "data"),
            ]
            subprocess.run(history, check=True)
        house = House(Path(data)).start()
        house.first_password = house.first_password or fresh_password(Path(data) / "data")
        try:
            house.password = house.add("ann", "admin")
            with house.fan("cus_robin") as fan:
                said = fan.post("/chat", json={"message": "2 tickets for tonight"}).json()
                here = {"conversation_id": said["conversation_id"]}
                fan.post("/chat", json={"message": "can I talk to a person about wheelchair seats?", **here})
            house.hand_off("cus_kim", "I want a human please")
            house.large_refund("cus_mo")
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
            page = entered(browser, house, DESK, "light")
            page.get_by_role("link", name="Inbox").click()
            page.locator(".queue a", has_text="cus_robin").click()
            page.get_by_role("button", name="Take over").click()
            page.get_by_label("Reply to the fan").fill(
                "Hello Robin, Ann here. Row A of the Tables is step-free. Shall I hold two?"
            )
            page.keyboard.press("Enter")
            page.wait_for_selector("li[data-speaker=person]")
            page.screenshot(path=folder / "console-desk.png")
            page = entered(browser, house, PHONE, "dark")
            page.goto(f"{house.url}/console#/inbox/live/conversation/{here['conversation_id']}")
            page.wait_for_selector("textarea")
            page.wait_for_selector(".said li")
            page.screenshot(path=folder / "console-phone-dark.png")
            for name, size, scheme, where, height in (
                ("console-insight", DESK, "light", "insight/overview?days=90&by=day", 1340),
                ("console-insight-phone-dark", PHONE, "dark", "insight/overview?days=90&by=week", 844),
                ("console-system", DESK, "light", "system", 780),
            ):
                page = entered(browser, house, size, scheme)
                page.goto(f"{house.url}/console#/{where}")
                page.wait_for_selector("wc-chart[data-drawn]" if "insight" in where else ".facts dd")
                page.wait_for_timeout(1000)  # every chart, not only the first
                page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
                page.screenshot(path=folder / f"{name}.png")
            browser.close()
        finally:
            house.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
