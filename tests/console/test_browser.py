"""The console in real browsers on the real product: sign in, take over, reply, decide, and come back after the server was away."""

import pytest
from playwright.sync_api import Page, expect
from tests.console.conftest import Enter
from tests.console.house import House
from tests.page.conftest import answered, say
from tests.page.test_accessible import violations


def pick(page: Page, house: House, conversation_id: str) -> None:
    """The conversation's desk, by its address."""
    page.goto(f"{house.url}/console#/inbox/live/conversation/{conversation_id}")
    expect(page.locator(".said li").first).to_be_visible()


def speaks(page: Page) -> str:
    return page.locator(".speaks").text_content() or ""


def test_signing_in_says_what_is_wrong_and_then_lets_in(size: str, house: House, open_page: Enter) -> None:
    page = open_page(f"{house.url}/console", size)
    page.get_by_label("Name").fill("admin")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("That name and password do not belong together.")
    page.get_by_label("Password").fill(house.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    expect(page.get_by_text("Live", exact=True).first).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_of_two_browsers_that_take_over_at_once_exactly_one_wins(house: House, enter: Enter) -> None:
    pages = [enter(name, house.add(name)) for name in ("ann", "ben")]
    for round_ in range(3):
        conversation = house.hand_off(f"cus_race_{round_}")
        for page in pages:
            pick(page, house, conversation)
            expect(page.get_by_role("button", name="Take over")).to_be_visible()
        for page in pages:  # both click at the same instant of the clock on the wall
            page.evaluate(
                "at => setTimeout(() => document.querySelector('.take').click(), at - Date.now())",
                pages[0].evaluate("Date.now()") + 400,
            )
        for page in pages:
            expect(page.locator(".speaks")).not_to_have_text("The agent speaks")
        said = sorted(speaks(page) for page in pages)
        assert said in (["You speak", "ann speaks"], ["You speak", "ben speaks"])
        assert sum(page.locator("textarea").count() for page in pages) == 1


def test_a_reply_reaches_the_fans_page_and_back_again(size: str, house: House, enter: Enter, open_page: Enter) -> None:
    fan = open_page(house.url, size)
    fan.wait_for_selector("wc-app[data-ready]")
    say(fan, "can I talk to a person?")
    answered(fan)
    expect(fan.locator(".speaker")).to_have_text("Passed to the box office")
    desk = enter("admin", house.password, size)
    desk.get_by_role("link", name="Inbox").click()
    desk.locator(".queue a", has_text="not signed in").first.click()
    desk.get_by_role("button", name="Take over").click()
    expect(desk.locator(".speaks")).to_have_text("You speak")
    expect(fan.locator(".speaker")).to_have_text("You are talking to a person")
    desk.get_by_label("Reply to the fan").fill("Good evening, how can I help?")
    desk.keyboard.press("Enter")
    expect(fan.locator(".entry.person")).to_contain_text("Good evening, how can I help?")
    say(fan, "do you have a step-free entrance?")
    answered(fan)
    expect(desk.locator(".said li[data-speaker=user]").last).to_contain_text("step-free entrance")
    assert fan.locator(".entry.agent").count() == 1  # the agent's own hand-off, and nothing since
    desk.get_by_text("Give back…").click()
    desk.get_by_label("Note for the agent").fill("Needs step-free seats")
    desk.get_by_role("button", name="Give back to the agent").click()
    expect(desk.locator(".speaks")).to_have_text("The agent speaks")
    expect(fan.locator(".speaker")).to_be_hidden()
    say(fan, "thanks! what's on tonight?")
    answered(fan)
    expect(fan.locator(".entry.agent").last).to_contain_text("Which one")


def test_seats_offered_by_a_person_are_bought_on_the_fans_page(house: House, enter: Enter, open_page: Enter) -> None:
    fan = open_page(house.url)
    fan.wait_for_selector("wc-app[data-ready]")
    say(fan, "can I talk to a person?")
    answered(fan)
    desk = enter("admin", house.password)
    desk.get_by_role("link", name="Inbox").click()
    desk.locator(".queue a", has_text="not signed in").first.click()
    desk.get_by_role("button", name="Take over").click()
    expect(desk.locator(".speaks")).to_have_text("You speak")
    desk.locator("summary", has_text="Tools").click()
    desk.get_by_label("What for?").select_option("find_events")
    desk.get_by_role("button", name="Use it").click()
    event = desk.locator(".tool-result .mono").last.text_content() or ""
    desk.get_by_label("What for?").select_option("check_inventory")
    desk.get_by_label("event id").fill(event)
    desk.get_by_label("quantity").fill("2")
    desk.get_by_role("button", name="Use it").click()
    desk.get_by_role("button", name="Hold and offer").first.click()
    expect(desk.locator(".tool-result")).to_contain_text("Sent to the fan")
    expect(fan.locator(".card.quote")).to_be_visible()
    fan.locator(".payment .method").first.click()
    answered(fan)
    fan.get_by_label("Customer id").fill("cus_offered")
    fan.get_by_role("button", name="Sign in", exact=True).click()
    expect(fan.locator(".card.order")).to_be_visible()
    expect(desk.locator(".orders li")).to_have_count(1)
    expect(desk.locator(".said")).to_contain_text("Not said to the fan")


def test_a_refund_is_approved_and_one_is_refused_with_a_reason(size: str, house: House, enter: Enter) -> None:
    orders = {decision: house.large_refund(f"cus_{decision}_{size}") for decision in ("approve", "refuse")}
    desk = enter("admin", house.password, size)
    desk.get_by_role("link", name="Inbox").click()
    for decision, order in orders.items():
        desk.goto(f"{house.url}/console#/inbox")
        desk.locator(".queue a", has_text=f"cus_{decision}_{size}").click()
        expect(desk.locator("wc-refund .facts")).to_contain_text(order)
        if decision == "refuse":
            desk.get_by_role("button", name="Refuse").click()
            expect(desk.get_by_role("alert").last).to_contain_text("Say in a few words")
            desk.get_by_label("Reason").fill("The show was seen")
            desk.get_by_role("button", name="Refuse").click()
            expect(desk.get_by_text("the fan keeps the tickets")).to_be_visible()
        else:
            desk.get_by_role("button", name="Approve").click()
            expect(desk.get_by_text("goes back")).to_be_visible()
    found = {}
    for decision, order in orders.items():
        with house.fan(f"cus_{decision}_{size}") as fan:
            found[decision] = fan.get(f"/boxoffice/v1/orders/{order}").json()["status"]
    assert found == {"approve": "refunded", "refuse": "confirmed"}


def test_the_queue_catches_up_after_the_server_was_away(house: House, enter: Enter) -> None:
    desk = enter("admin", house.password)
    desk.get_by_role("link", name="Inbox").click()
    expect(desk.locator(".line-status")).to_have_text("Live")
    house.hand_off("cus_before", "I want a human please")
    expect(desk.locator(".queue a", has_text="cus_before")).to_be_visible()
    house.stop()
    expect(desk.locator(".line-status")).to_have_text("Reconnecting…")
    house.start()
    house.hand_off("cus_after", "I want a human please")
    expect(desk.locator(".queue a", has_text="cus_after")).to_be_visible(timeout=30_000)
    expect(desk.locator(".line-status")).to_have_text("Live")


def test_a_session_that_was_ended_elsewhere_ends_here_too(house: House, enter: Enter) -> None:
    desk = enter("cleo", house.add("cleo"))
    expect(desk.get_by_role("heading", name="Today")).to_be_visible()
    with house.admin() as admin:
        admin.post("/api/operators/cleo", json={"active": False}).raise_for_status()
    expect(desk.get_by_role("alert")).to_contain_text("Your session has ended")


def test_a_viewer_looks_and_no_more(house: House, enter: Enter) -> None:
    conversation = house.hand_off("cus_viewed")
    desk = enter("vera", house.add("vera", "viewer"))
    pick(desk, house, conversation)
    expect(desk.get_by_text("Your role looks only.")).to_be_visible()
    expect(desk.get_by_role("button", name="Take over")).to_have_count(0)


def test_by_keyboard_alone_from_signing_in_to_a_reply(house: House, open_page: Enter) -> None:
    house.hand_off("cus_keys")
    page = open_page(f"{house.url}/console")
    page.wait_for_selector("wc-console[data-ready]")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("admin")
    page.keyboard.press("Tab")
    page.keyboard.type(house.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()

    def tab_to(words: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            label = page.evaluate(
                "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
            )
            if words in (label or ""):
                return
        raise AssertionError(f"Tab never reached {words!r}")

    tab_to("Inbox")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    tab_to("cus_keys")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take over")).to_be_visible()
    tab_to("Take over")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reply to the fan")).to_be_focused()
    page.keyboard.type("Hello from the keyboard")
    page.keyboard.press("Enter")
    expect(page.locator(".said li[data-speaker=person]")).to_contain_text("Hello from the keyboard")


def test_a_message_that_comes_in_takes_no_focus_from_who_is_about_to_take_over(house: House, enter: Enter) -> None:
    conversation = house.hand_off("cus_focus")
    page = enter("fay", house.add("fay"))
    pick(page, house, conversation)
    take = page.get_by_role("button", name="Take over")
    take.focus()
    with house.fan("cus_focus") as fan:
        fan.post("/chat", json={"conversation_id": conversation, "message": "are you there?"}).raise_for_status()
    expect(page.locator(".said")).to_contain_text("are you there?")
    expect(take).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reply to the fan")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(size: str, scheme: str, house: House, open_page: Enter) -> None:
    conversation = house.hand_off(f"cus_axe_{size}_{scheme}")
    order = house.large_refund(f"cus_axe_refund_{size}_{scheme}")
    page = open_page(f"{house.url}/console", size, color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_selector("wc-console[data-ready]")
    found = {"sign-in": violations(page)}
    page.get_by_label("Name").fill("admin")
    page.get_by_label("Password").fill(house.password)
    page.keyboard.press("Enter")
    expect(page.locator(".tile").first).to_be_visible()
    found["today"] = violations(page)
    page.get_by_role("link", name="Inbox").click()
    expect(page.locator(".queue a").first).to_be_visible()
    found["inbox"] = violations(page)
    page.goto(f"{house.url}/console#/inbox/waiting/refund/{order}")
    expect(page.locator(".deciding")).to_be_visible()
    found["refund"] = violations(page)
    pick(page, house, conversation)
    page.get_by_role("button", name="Take over").click()
    expect(page.locator("textarea")).to_be_visible()
    page.locator("summary", has_text="Tools").click()
    page.get_by_label("What for?").select_option("check_inventory")
    found["desk"] = violations(page)
    page.get_by_role("link", name="People", exact=True).click()
    expect(page.locator(".people li").first).to_be_visible()
    found["people"] = violations(page)
    assert {state: lines for state, lines in found.items() if lines} == {}
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0
