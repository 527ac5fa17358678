"""The page in a real browser on the real product: buy, upgrade, refund, and what a fan meets on the way."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.page.conftest import MakePage, answered, say
from tests.page.real import willcall_up


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with willcall_up(tmp_path_factory.mktemp("real")) as address:
        yield address


def open_event(home: str) -> dict[str, Any]:
    """The first event four days or more ahead whose name no other has: late enough that every policy still allows everything."""
    events = httpx.get(f"{home}/boxoffice/v1/events").json()["events"]
    names = [event["name"] for event in events]
    late = (datetime.now(UTC) + timedelta(days=4)).isoformat()
    return next(
        e for e in sorted(events, key=lambda e: e["starts_at"]) if e["starts_at"] > late and names.count(e["name"]) == 1
    )


def turn(page: Page, words: str) -> None:
    say(page, words)
    answered(page)


def hold_two(page: Page, name: str) -> None:
    """Asks for two tickets and picks the cheapest pair offered."""
    turn(page, f"2 tickets for {name}")
    if page.locator(".card.events").count():
        page.locator(".option.show", has_text=name).first.click()
        answered(page)
    page.locator(".seats-option").last.click()
    answered(page)
    expect(page.locator(".card.quote .grand")).to_contain_text("Total to pay")


def sign_in(page: Page, customer: str) -> None:
    page.get_by_label("Customer id").fill(customer)
    page.get_by_role("button", name="Sign in", exact=True).click()
    answered(page)


def pay(page: Page, method: str = "tok_ok") -> None:
    labels = {"tok_ok": "works", "tok_declined": "is declined", "tok_second_step": "second step"}
    answered(page)  # the card of the turn before counts until this one is over
    page.locator(".payment:not([data-past]) .method", has_text=labels[method]).click()
    answered(page)


def bought(page: Page, home: str, customer: str) -> None:
    hold_two(page, str(open_event(home)["name"]))
    pay(page)
    sign_in(page, customer)
    expect(page.locator(".card.order").last).to_contain_text("Confirmed")


def amount(text: str | None) -> float:
    return float(re.sub(r"[^\d.]", "", text or ""))


def test_buying_upgrading_and_refunding_through_the_page(size: str, make_page: MakePage, home: str) -> None:
    page = make_page(size, home)
    customer = f"cus_page_{size}"
    bought(page, home, customer)
    order = page.locator(".card.order").last
    expect(order.locator(".stub")).to_have_count(2)
    expect(page.get_by_role("button", name=f"Signed in as {customer}")).to_be_visible()

    turn(page, "can I get better seats?")
    better = page.locator(".card.seats", has_text="Better seats").last.locator(".seats-option").first
    delta = amount(better.locator(".sum strong").text_content())
    better.click()
    answered(page)
    assert amount(page.locator(".quote.upgrade .grand dd").last.text_content()) == delta
    pay(page)
    expect(page.locator(".card.order").last).to_contain_text("Upgraded")

    turn(page, "I'd like my money back for that order")
    if page.locator(".card.choices").count():
        page.locator(
            ".card.choices .chip", has_text=re.compile("card|paid|original|money", re.IGNORECASE)
        ).first.click()
        answered(page)
    quote = page.locator(".quote.refund").last
    expect(quote).to_contain_text("Back to you")
    quote.get_by_role("button", name=re.compile("Confirm refund")).click()
    answered(page)
    expect(page.locator(".card.order").last).to_contain_text(re.compile("Refunded|Refund awaits approval"))
    token = httpx.post(f"{home}/auth/sandbox-token", json={"customer_id": customer}).json()["access_token"]
    mine = httpx.get(
        f"{home}/boxoffice/v1/customers/{customer}/orders", headers={"Authorization": f"Bearer {token}"}
    ).json()
    assert [o["status"] for o in mine["orders"]] in (["refunded"], ["refund_pending"])


def test_the_tickets_codes_pdf_and_calendar_are_there(make_page: MakePage, home: str) -> None:
    page = make_page("phone", home)
    bought(page, home, "cus_page_files")
    order = page.locator(".card.order").last
    code = order.locator(".stub-code img").first
    expect(code).to_have_js_property("complete", value=True)
    assert code.evaluate("img => img.naturalWidth") > 0
    for link in (order.get_by_role("link", name="PDF").first, order.get_by_role("link", name="Add to calendar")):
        answer = page.context.request.get(home + re.sub(r"^https?://[^/]+", "", link.get_attribute("href") or ""))
        assert answer.status == 200, answer.url
    order.locator(".stub-code").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_declined_card_then_one_that_works(make_page: MakePage, home: str) -> None:
    page = make_page("desktop", home)
    hold_two(page, str(open_event(home)["name"]))
    pay(page, "tok_declined")
    sign_in(page, "cus_page_declined")
    expect(page.locator(".entry.agent").last).to_contain_text(re.compile("declined", re.IGNORECASE))
    expect(page.locator(".now-clock")).to_be_visible()
    pay(page)
    expect(page.locator(".card.order").last).to_contain_text("Confirmed")


def test_a_second_step_at_the_bank(size: str, make_page: MakePage, home: str) -> None:
    page = make_page(size, home)
    hold_two(page, str(open_event(home)["name"]))
    pay(page, "tok_second_step")
    sign_in(page, f"cus_page_step_{size}")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the bank's page").click()
    bank = opened.value
    bank.get_by_role("button", name=re.compile("approve", re.IGNORECASE)).click()
    bank.wait_for_load_state()
    bank.close()
    page.bring_to_front()
    approved = page.get_by_role("button", name="I've approved it")
    if approved.is_visible() and approved.is_enabled():
        approved.click()
    expect(page.locator(".card.order").last).to_contain_text("Confirmed")


def test_seats_from_the_real_map_by_keyboard(size: str, make_page: MakePage, home: str) -> None:
    page = make_page(size, home)
    turn(page, f"2 tickets for {open_event(home)['name']}")
    if page.locator(".card.events").count():
        page.locator(".option.show").first.click()
        answered(page)
    page.get_by_role("button", name="Pick from the seat map").click()
    chart = page.get_by_role("listbox")
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    picked = page.locator('[role="option"][aria-selected="true"]').evaluate_all(
        "seats => seats.map(seat => seat.dataset.id)"
    )
    assert len(picked) == 2
    page.get_by_role("button", name="Take these seats").click()
    answered(page)
    expect(page.locator(".card.quote .grand")).to_contain_text("Total to pay")
    held = page.locator(".bar" if size == "phone" else ".now .hold-seats")
    expect(held).to_be_visible()


def test_not_now_frees_the_seats(make_page: MakePage, home: str) -> None:
    page = make_page("desktop", home)
    hold_two(page, str(open_event(home)["name"]))
    page.get_by_role("button", name="Not now").last.click()
    answered(page)
    expect(page.locator(".now-clock")).to_have_count(0)
    expect(page.locator(".payment:visible")).to_have_count(0)


def test_a_reload_brings_back_hold_and_offer_and_it_can_be_paid(size: str, make_page: MakePage, home: str) -> None:
    page = make_page(size, home)
    hold_two(page, str(open_event(home)["name"]))
    page.reload()
    page.wait_for_selector("wc-app[data-ready]")
    expect(page.locator(".bar" if size == "phone" else ".now-clock")).to_be_visible()
    pay(page)
    sign_in(page, f"cus_page_reload_{size}")
    expect(page.locator(".card.order").last).to_contain_text("Confirmed")


def test_a_link_opens_the_conversation_it_names(make_page: MakePage, home: str) -> None:
    started = httpx.post(f"{home}/chat", json={"message": f"2 tickets for {open_event(home)['name']}"}).json()
    page = make_page("desktop", f"{home}/?conversation={started['conversation_id']}")
    expect(page.locator(".seats-option").first).to_be_visible()


def test_a_hold_that_runs_out_says_so(make_page: MakePage, tmp_path_factory: pytest.TempPathFactory) -> None:
    with willcall_up(tmp_path_factory.mktemp("short"), AGENT__HOLD_SECONDS="30") as home:
        page = make_page("phone", home)
        hold_two(page, str(open_event(home)["name"]))
        expect(page.locator(".card.hold")).to_contain_text("Time's up", timeout=40_000)
        expect(page.locator(".payment .method:visible")).to_have_count(0)
        page.get_by_role("button", name="Look again").click()
        answered(page)
        expect(page.locator(".seats-option:enabled").first).to_be_visible()


def test_a_question_in_the_middle_leaves_the_offer_standing(make_page: MakePage, home: str) -> None:
    page = make_page("phone", home)
    hold_two(page, str(open_event(home)["name"]))
    turn(page, "where can I park?")
    expect(page.locator(".card.sources")).to_be_visible()
    page.get_by_role("button", name="go to your offer").click()
    expect(page.locator(".payment .method").first).to_be_focused()
    expect(page.locator(".payment .method").first).to_be_in_viewport()
