"""The page against a box office of cardboard: what each card does, and what happens when things go wrong."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.page.conftest import MakePage, answered, say
from tests.page.script import Script, dollars

from willcall.agent import contract as chat


def to_quote(page: Page) -> None:
    say(page, "2 tickets for tonight")
    page.get_by_role("button", name=re.compile("Northgate Owls")).first.click()
    page.locator(".seats-option").first.click()
    expect(page.locator(".card.quote")).to_be_visible()


def test_a_fan_buys_by_picking_confirming_and_paying(size: str, make_page: MakePage, url: str, script: Script) -> None:
    page = make_page(size, url)
    to_quote(page)
    expect(page.locator(".card.quote .grand")).to_contain_text("$213.50")
    page.get_by_role("button", name="Confirm · $213.50").click()
    page.get_by_role("button", name="Test card ending 4242").click()
    expect(page.locator(".card.order .stub")).to_have_count(2)
    expect(page.locator(".card.order .stub-code img").first).to_have_js_property("complete", value=True)
    assert page.locator(".card.order .stub-code img").first.evaluate("img => img.naturalWidth") > 0
    kinds = [turn.get("action", {}).get("type") for turn in script.turns()]
    assert kinds == [None, "select", "select", "confirm", "pay"]
    assert script.turns()[-1]["action"]["quote_id"] == script.quote_id


def test_words_of_a_fan_or_of_the_agent_never_become_html(make_page: MakePage, url: str, script: Script) -> None:
    nasty = "<img src=x onerror=\"document.body.dataset.owned='1'\"><b>bold</b>"
    source = chat.SourceLine(id="1", title=nasty, uri="javascript:alert(1)", snippet=nasty)
    script.special["nasty"] = lambda: (
        nasty,
        [
            chat.SourcesCard(id="crd_x", sources=[source]),
            chat.ChoicesCard(id="crd_y", about=nasty, options=[chat.ChoiceOption(label=nasty, value="x")]),
        ],
        {},
    )
    page = make_page("desktop", url)
    say(page, "nasty " + nasty)
    expect(page.locator(".entry.agent .words")).to_contain_text("<b>bold</b>")
    expect(page.locator(".card.choices .chip")).to_contain_text("<b>bold</b>")
    assert page.evaluate("document.body.dataset.owned") is None
    assert page.locator(".entries b").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_a_double_click_sends_once(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("desktop", url)
    to_quote(page)
    page.get_by_role("button", name="Confirm · $213.50").dblclick()
    expect(page.locator(".card.payment")).to_be_visible()
    page.locator(".method").first.evaluate("button => { button.click(); button.click(); button.click(); }")
    expect(page.locator(".card.order")).to_be_visible()
    kinds = [turn.get("action", {}).get("type") for turn in script.turns()]
    assert kinds.count("confirm") == 1
    assert kinds.count("pay") == 1


def test_a_failed_turn_keeps_the_words_and_retries_under_the_same_key(
    make_page: MakePage, url: str, script: Script
) -> None:
    page = make_page("phone", url)
    script.failures = [(503, {})]
    say(page, "2 tickets for tonight")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nothing was lost")
    expect(page.locator(".bubble")).to_contain_text("2 tickets for tonight")
    alert.get_by_role("button", name="Try again").click()
    expect(page.locator(".card.events")).to_be_visible()
    assert len(script.keys) == 2
    assert script.keys[0] == script.keys[1]
    assert script.keys[0]


def test_a_rate_limit_says_how_long_to_wait(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("phone", url)
    script.failures = [(429, {"Retry-After": "2"})]
    say(page, "hello")
    again = page.get_by_role("alert").get_by_role("button")
    expect(again).to_be_disabled()
    expect(again).to_have_text("Try again in 2 s")
    expect(again).to_be_enabled()
    again.click()
    expect(page.locator(".card.events")).to_be_visible()


def test_offline_says_so_and_goes_on_later(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url)
    page.context.set_offline(True)
    say(page, "hello")
    expect(page.get_by_role("alert")).to_contain_text("You are offline")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".card.events")).to_be_visible()


def test_a_draft_survives_a_reload(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url)
    page.fill("#say", "half a thought")
    page.reload()
    expect(page.locator("#say")).to_have_value("half a thought")


def test_a_reload_resumes_the_conversation_with_its_cards(
    size: str, make_page: MakePage, url: str, script: Script
) -> None:
    page = make_page(size, url)
    to_quote(page)
    page.reload()
    page.wait_for_selector("wc-app[data-ready]")
    expect(page.locator(".card.quote .grand")).to_contain_text("$213.50")
    page.get_by_role("button", name="Confirm · $213.50").click()
    expect(page.locator(".card.payment")).to_be_visible()
    assert script.turns()[-1]["conversation_id"] == "cnv_000001"


def test_a_new_conversation_starts_empty_and_lets_the_hold_go(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("desktop", url)
    to_quote(page)
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_role("heading", name="Where shall we")).to_be_visible()
    expect(page.locator(".entry")).to_have_count(0)
    expect(page.locator("#say")).to_be_focused()
    say(page, "hello")
    expect(page.locator(".card.events")).to_be_visible()
    assert ("DELETE", "/conversations/cnv_000001", None) in script.requests
    assert "conversation_id" not in script.turns()[-1]


def test_a_hold_counts_down_and_its_end_closes_the_offer(
    size: str, make_page: MakePage, url: str, script: Script
) -> None:
    script.hold_seconds = 3
    page = make_page(size, url)
    to_quote(page)
    clock = page.locator(".bar" if size == "phone" else ".now-clock").get_by_role("timer")
    expect(clock).to_contain_text(re.compile(r"0:0[123]"))
    confirm = page.get_by_role("button", name="Confirm · $213.50")
    expect(confirm).to_be_enabled()
    expect(page.locator(".card.hold")).to_contain_text("Time's up", timeout=6000)
    expect(page.locator(".card.quote")).to_contain_text("expired with the hold")
    expect(page.locator(".card.quote .actions")).to_be_hidden()
    expect(page.locator('[aria-live="polite"]').first).to_contain_text("The hold on your seats has ended.")


def test_seats_are_picked_from_the_map_by_keyboard(size: str, make_page: MakePage, url: str, script: Script) -> None:
    page = make_page(size, url)
    say(page, "show me the map")
    chart = page.get_by_role("listbox", name=re.compile("Seats on the chart"))
    chart.focus()
    take = page.get_by_role("button", name="Take these seats")
    expect(take).to_be_disabled()
    page.keyboard.press("Enter")
    expect(page.locator(".picked")).to_contain_text("1 of 2")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    expect(page.locator(".picked")).to_contain_text("2 of 2")
    picked = page.locator('[role="option"][aria-selected="true"]')
    expect(picked).to_have_count(2)
    names = [picked.nth(i).get_attribute("aria-label") or "" for i in range(2)]
    prices = [float(re.search(r"\$([\d.]+)", name).group(1)) for name in names]  # type: ignore[union-attr]
    expect(page.locator(".picked")).to_contain_text(f"${sum(prices):.2f}")
    ids = picked.evaluate_all("nodes => nodes.map(node => node.dataset.id)")
    take.click()
    expect(page.locator(".card.quote")).to_be_visible()
    assert sorted(script.turns()[-1]["action"]["seat_ids"]) == sorted(ids)


def test_a_tap_from_afar_comes_closer_first_and_the_next_picks(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url)
    say(page, "show me the map")
    chart = page.get_by_role("listbox")
    page.wait_for_selector(".legend")
    before = chart.get_attribute("viewBox")
    page.locator("[data-block]").first.tap()
    expect(page.locator(".seat-hint")).to_contain_text("Section 101")
    expect(chart).not_to_have_attribute("data-far", "")
    expect(page.locator(".picked")).to_contain_text("0 of 2")
    page.locator('[role="option"]').nth(20).tap()
    expect(page.locator(".picked")).to_contain_text("1 of 2")
    page.get_by_role("button", name="Whole hall").click()
    assert chart.get_attribute("viewBox") == before


def test_the_list_of_seats_says_the_same_as_the_chart(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("desktop", url)
    say(page, "show me the map")
    page.get_by_text("Choose from a list instead").click()
    page.get_by_label("Section", exact=True).select_option(index=1)
    page.get_by_label("Row", exact=True).select_option(index=2)
    boxes = page.locator(".seat-boxes input")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(page.locator('[role="option"][aria-selected="true"]')).to_have_count(2)
    boxes.nth(2).check()  # one more lets go of the first
    expect(boxes.nth(0)).not_to_be_checked()
    page.get_by_role("button", name="Take these seats").click()
    expect(page.locator(".card.quote")).to_be_visible()
    assert all(seat.startswith("102-C-") for seat in script.turns()[-1]["action"]["seat_ids"])


def test_signing_in_goes_on_by_itself(size: str, make_page: MakePage, url: str, script: Script) -> None:
    script.needs_sign_in = True
    page = make_page(size, url)
    to_quote(page)
    page.get_by_role("button", name="Confirm · $213.50").click()
    page.get_by_label("Customer id").fill("cus_ada")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".card.payment")).to_be_visible()
    expect(page.get_by_role("button", name="Signed in as cus_ada")).to_be_visible()
    assert page.locator("wc-sign-in").count() == 0
    assert script.turns()[-1]["action"] == script.turns()[-2]["action"]


def test_a_declined_card_keeps_the_seats_and_offers_another(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url)
    to_quote(page)
    page.get_by_role("button", name="Confirm · $213.50").click()
    page.get_by_role("button", name="Test card that is declined").click()
    expect(page.locator(".entry.agent").last).to_contain_text("The bank said no")
    answered(page)
    expect(page.locator(".card.payment:visible")).to_have_count(1)
    page.get_by_role("button", name="Test card ending 4242").click()
    expect(page.locator(".card.order")).to_be_visible()


def test_a_second_step_opens_the_bank_and_coming_back_finishes(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("desktop", url)
    to_quote(page)
    page.get_by_role("button", name="Confirm · $213.50").click()
    page.get_by_role("button", name="Test card with a second step").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the bank's page").click()
    opened.value.wait_for_load_state()
    opened.value.close()
    page.get_by_role("button", name="I've approved it").click()
    expect(page.locator(".card.order")).to_be_visible()
    assert script.turns()[-1]["message"] == "I've approved it"


def test_not_now_closes_the_offer(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("phone", url)
    to_quote(page)
    page.get_by_role("button", name="Not now").click()
    expect(page.locator(".entry.agent").last).to_contain_text("let them go")
    expect(page.locator(".bar")).to_have_count(0)
    expect(page.locator(".card.quote .actions")).to_be_hidden()
    assert script.turns()[-1]["action"] == {"type": "decline", "quote_id": script.quote_id}


def test_money_back_reads_as_money_back(make_page: MakePage, url: str, script: Script) -> None:
    def refund() -> tuple[str, list[object], dict[str, object]]:
        quote = chat.QuoteCard(
            id="crd_r",
            quote_id="quo_r",
            kind="refund",
            items=[
                chat.CardItem(label="2 tickets", amount=dollars(-209)),
                chat.CardItem(label="Fee kept", amount=dollars(8)),
            ],
            total=dollars(-201),
            expires_at="2099-01-01T00:00:00Z",
            requires_approval=True,
        )
        return "I can give you $201.00 back.", [quote], {"flow": "refund", "awaiting": "confirmation"}

    script.special["refund"] = refund
    page = make_page("desktop", url)
    say(page, "refund please")
    quote = page.locator(".card.quote")
    expect(quote).to_contain_text("Back to you")
    expect(quote.locator(".grand dd")).to_have_text("$201.00")
    expect(quote).to_contain_text("must approve")
    expect(quote.get_by_role("button", name="Confirm refund · $201.00 back")).to_be_visible()


def test_feedback_goes_with_the_message_and_an_optional_word(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("phone", url)
    say(page, "where do I park?")
    page.get_by_role("button", name="Not a good reply").click()
    page.get_by_label("What would have been better?").fill("Say how far it is")
    page.get_by_role("button", name="Send", exact=True).first.click()
    expect(page.locator(".thanks")).to_have_text("Thank you.")
    sent = [body for method, path, body in script.requests if path == "/feedback"]
    assert [entry["rating"] for entry in sent] == [-1, -1]
    assert sent[-1]["comment"] == "Say how far it is"
    expect(page.get_by_role("button", name="Not a good reply")).to_have_attribute("aria-pressed", "true")


def test_words_stream_in_before_the_reply_is_complete(make_page: MakePage, url: str, script: Script) -> None:
    script.pause.clear()
    page = make_page("phone", url)
    say(page, "hello")
    expect(page.locator(".thinking")).to_contain_text("Looking for seats")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    page.fill("#say", "I type on meanwhile")
    script.pause.set()
    expect(page.locator(".card.events")).to_be_visible()
    expect(page.locator("#say")).to_have_value("I type on meanwhile")


def test_dark_and_light_follow_the_system_until_chosen(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url, color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.get_by_role("button", name="Switch to light colours").click()
    light = page.evaluate(background)
    assert dark != light
    page.reload()
    page.wait_for_selector("wc-app[data-ready]")
    assert page.evaluate(background) == light


def test_a_person_who_takes_over_is_named_and_heard(make_page: MakePage, url: str, script: Script) -> None:
    script.special["person"] = lambda: (
        "I'll get someone.",
        [chat.HandOffCard(id="crd_h", text="Someone from the box office will answer here.")],
        {"speaker": "person", "handed_off": True, "flow": None},
    )
    page = make_page("phone", url)
    say(page, "a person please")
    expect(page.locator(".speaker")).to_have_text("You are talking to a person")
    script.messages.append({"message_id": "msg_p", "speaker": "person", "text": "Hello, Robin here.", "cards": []})
    expect(page.locator(".entry.person")).to_contain_text("Hello, Robin here.", timeout=12_000)


def test_the_time_left_stays_on_one_line_on_a_phone(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url)
    to_quote(page)
    time = page.locator(".hold wc-countdown .time").first
    expect(time).to_be_visible()
    page.locator(".hold wc-countdown").first.evaluate(
        "e => { e.style.width = '60px' }"
    )  # beside the name of a long show
    assert (
        time.evaluate(
            "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length }"
        )
        == 1
    )


@pytest.mark.parametrize("width", [320, 195])
def test_nothing_scrolls_sideways_when_enlarged(width: int, make_page: MakePage, url: str) -> None:
    page = make_page("desktop", url, viewport={"width": width, "height": 640})
    to_quote(page)
    say(page, "map")
    page.wait_for_selector(".legend")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= 640  # only the conversation scrolls
    assert (
        page.evaluate("document.querySelector('.scroll').scrollWidth - document.querySelector('.scroll').clientWidth")
        <= 0
    )


def test_words_of_a_conversation_that_ended_go_into_a_new_one(make_page: MakePage, url: str, script: Script) -> None:
    page = make_page("phone", url)
    say(page, "hello")
    answered(page)
    script.failures = [(404, {})]
    say(page, "2 tickets for tonight")
    expect(page.locator(".card.events")).to_have_count(2)
    last = script.turns()[-1]
    assert "conversation_id" not in last
    assert script.keys[-1] != script.keys[-2]


def test_methods_right_under_the_total_are_the_yes(make_page: MakePage, url: str, script: Script) -> None:
    script.with_payment = True
    page = make_page("phone", url)
    to_quote(page)
    answered(page)
    expect(page.get_by_text("Confirm and pay $213.50")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm · $213.50")).to_have_count(0)
    expect(page.get_by_role("button", name="Not now")).to_have_count(1)
    page.get_by_role("button", name="Test card ending 4242").click()
    expect(page.locator(".card.order")).to_be_visible()
    assert [turn.get("action", {}).get("type") for turn in script.turns()] == [None, "select", "select", "pay"]
