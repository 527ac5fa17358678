"""The chat on another site: one script tag puts it there, and only where it is allowed."""

from playwright.sync_api import expect
from tests.page.conftest import MakePage
from tests.page.stand_in import stand_in


def test_one_script_tag_puts_the_chat_on_another_site(make_page: MakePage) -> None:
    with stand_in() as (site, shop), stand_in(embedded_by=(site,)) as (home, script):
        shop.pages["/shop"] = (
            f"<!doctype html><title>Shop</title><h1>Shop</h1><script async src='{home}/widget.js'></script>"
        )
        make_page.also_allow(home)  # type: ignore[attr-defined]
        page = make_page("desktop", site)
        page.goto(f"{site}/shop")
        launcher = page.get_by_role("button", name="Tickets & help")
        launcher.click()
        frame = page.frame_locator("willcall-chat iframe")
        frame.locator("#say").fill("2 tickets for tonight")
        frame.locator("#say").press("Enter")
        expect(frame.locator(".card.events")).to_be_visible()
        frame.get_by_role("button", name="Close the chat").click()
        expect(launcher).to_be_focused()
        expect(launcher).to_have_attribute("aria-expanded", "false")
        assert script.turns()[0]["message"] == "2 tickets for tonight"


def test_a_site_that_is_not_allowed_cannot_frame_the_chat(make_page: MakePage) -> None:
    with stand_in() as (site, shop), stand_in() as (home, script):
        shop.pages["/shop"] = f"<!doctype html><iframe src='{home}/?embed=1'></iframe>"
        make_page.also_allow(home)  # type: ignore[attr-defined]
        make_page.console_may_complain()  # type: ignore[attr-defined]
        page = make_page("desktop", site)
        page.goto(f"{site}/shop")
        page.wait_for_load_state("networkidle")
        assert ("GET", "/", None) in script.requests  # it was asked for,
        assert not any(path.startswith("/static/") for _, path, _ in script.requests)  # and not shown
