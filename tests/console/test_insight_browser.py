"""Insight in real browsers on the real product: days that stick, down to the very conversation, files, and what happened while the server was away."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.console.conftest import Enter
from tests.console.house import House
from tests.insights.conftest import conversation
from tests.page.conftest import answered, say
from tests.page.test_accessible import violations

from willcall.conversations.log.shelf import ConversationLog
from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id


def log_of(house: House, count: int, seed: int) -> None:
    """Puts conversations of the last days into the log of a house, as its own relay would."""
    import random

    chance = random.Random(seed)
    folder = house.folder / "data"
    database = Database(f"sqlite:///{folder}/willcall.db", clock=system_clock, ids=new_id, pool_size=1)
    log = ConversationLog.over(database, folder / "log", ids=new_id)
    began = [datetime.now(UTC) - timedelta(hours=2 + chance.random() * 140) for _ in range(count)]
    log.archive.add(r for number, at in enumerate(began) for r in conversation(seed * 1000 + number, at, chance))
    log.reader.close()
    database.dispose()


@pytest.fixture(scope="module", autouse=True)
def past(house: House) -> None:
    log_of(house, 60, seed=1)


def insight(page: Page, house: House, where: str) -> Page:
    page.goto(f"{house.url}/console#/insight/{where}")
    expect(page.get_by_role("heading", name="Insight")).to_be_visible()
    return page


def figure(page: Page, name: str) -> str:
    return page.locator(f".figure[data-name={name}] strong").inner_text()


def test_days_that_were_chosen_stay_chosen(house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password), house, "")
    expect(page.locator(".figure").first).to_be_visible()
    page.get_by_role("button", name="30 days").click()
    expect(page).to_have_url(re.compile("days=30"))
    page.get_by_role("link", name="Tools and errors").click()
    expect(page.get_by_role("button", name="30 days")).to_have_attribute("aria-pressed", "true")
    page.goto("about:blank")
    page.goto(f"{house.url}/console#/insight")
    expect(page.get_by_role("button", name="30 days")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("First day").fill("2020-01-01")
    page.get_by_label("Last day").fill("2020-01-07")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Nothing was logged in these days")).to_be_visible()
    page.get_by_label("Last day").fill("2019-01-07")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("alert")).to_contain_text("swap from and to")


def test_from_a_figure_to_what_was_said(size: str, house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password, size), house, "overview?days=30")
    page.locator(".figure[data-name=unanswered]").click()
    expect(page.get_by_role("heading", name="Unanswered questions")).to_be_visible()
    page.locator(".behind a").first.click()
    expect(page.get_by_role("heading", name="Conversation of")).to_be_visible()
    assert page.locator(".said.log .turn[data-unanswered]").count() >= 1
    page.go_back()
    page.go_back()
    expect(page.locator(".figure").first).to_be_visible()


def test_charts_are_drawn_here_and_a_mark_leads_to_its_day(house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password), house, "overview?days=7&by=day")
    bars = page.locator("wc-chart[data-name=volume] .mark-rect path")
    expect(bars).to_have_count(7)
    page.locator("wc-chart[data-name=volume]").scroll_into_view_if_needed()
    bars.nth(3).hover()
    expect(page.locator(".tip:not([hidden])")).to_contain_text("Conversations")
    bars.nth(3).click()
    expect(page).to_have_url(re.compile(r"behind/conversations\?.*from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d"))
    page.go_back()
    shown = page.locator("figure", has=page.locator("[data-name=volume]"))
    shown.get_by_text("As a table").click()
    expect(shown.locator("tbody tr")).to_have_count(7)


def test_a_table_sorts_and_turns_its_pages(house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password), house, "tools?days=30")
    sheet = page.locator(".sheet").first
    calls = lambda: [int(cell.replace(",", "")) for cell in sheet.locator("tbody td:nth-child(2)").all_inner_texts()]
    expect(sheet.locator("tbody tr").nth(1)).to_be_visible()  # others may have used more tools in this house
    assert calls() == sorted(calls(), reverse=True)
    sheet.get_by_role("button", name="Calls").click()
    expect(sheet.locator("th[aria-sort=ascending]")).to_have_text("Calls")
    assert calls() == sorted(calls())


def test_what_is_on_screen_is_also_a_file(house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password), house, "tools?days=30")
    expect(page.locator(".sheet").first).to_be_visible()
    with page.expect_download() as loaded:
        page.get_by_role("link", name="CSV of Tools").click()
    lines = loaded.value.path().read_text().splitlines()
    assert lines[0].startswith("label,calls")
    assert len(lines) == page.locator(".sheet").first.locator("tbody tr").count() + 1
    with page.expect_download() as loaded:
        page.get_by_role("link", name="PDF report").click()
    assert loaded.value.path().read_bytes().startswith(b"%PDF")
    assert loaded.value.suggested_filename.endswith(".pdf")


def test_every_figure_is_seen_over_time_and_by_brain_channel_and_show(size: str, house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password, size), house, "figures?days=30&by=week")
    page.get_by_role("link", name="Response time, 95th percentile").click()
    rows = page.get_by_role("region", name="Response time, 95th percentile").get_by_role("row")
    expect(rows.nth(1).get_by_role("rowheader")).to_have_text(re.compile(r"\d{4}-\d\d-\d\d"))
    page.get_by_label("By what").select_option("by channel")
    expect(page.get_by_role("region", name="By channel").get_by_role("rowheader", name="v1")).to_be_visible()
    page.get_by_role("button", name="7 days").click()
    expect(page.get_by_role("region", name="By channel")).to_be_visible()
    page.get_by_role("link", name="v1").click()
    expect(page).to_have_url(re.compile("behind/p95_ms.*channel=v1"))
    expect(page.locator(".behind a").first).to_be_visible()


def test_what_something_will_cost_is_reckoned_on_the_page(size: str, house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password, size), house, "cost?days=7")
    page.get_by_label("Hours a job").fill("10")
    page.get_by_label("Accelerator", exact=True).select_option("none")
    page.get_by_role("button", name="Estimate").click()
    asked = {"train_hours": "10", "machine": "n1-standard-8"}
    with house.admin() as admin:
        total = admin.get("/api/cost/estimate", params=asked).raise_for_status().json()["total_usd"]
    expect(page.get_by_text(f"Together ${total:.2f}.")).to_be_visible()
    expect(page.get_by_text("10 h × (n1-standard-8")).to_be_visible()
    page.get_by_label("At most", exact=True).fill("1")
    page.get_by_label("Replicas at least").fill("2")
    page.get_by_role("button", name="Estimate").click()
    expect(page.get_by_role("alert").filter(has_text="replicas_most")).to_be_visible()


def test_an_operator_mutes_a_rule_with_a_reason_and_ends_it(size: str, house: House, enter: Enter) -> None:
    page = enter("admin", house.password, size)
    page.goto(f"{house.url}/console#/alerts/muted")
    page.get_by_label("Rule").select_option("Answers are slow")
    page.get_by_label("Why").fill(f"we move the servers, seen on a {size}")
    page.get_by_role("button", name="Mute", exact=True).click()
    line = page.get_by_role("row").filter(has_text=f"seen on a {size}")
    expect(line).to_contain_text("Answers are slow")
    assert violations(page) == []
    page.goto(f"{house.url}/console#/alerts/rules")
    rule = page.get_by_role("row").filter(has_text="Answers are slow")
    expect(rule).to_contain_text("muted until")
    page.goto(f"{house.url}/console#/alerts/muted")
    line.get_by_role("button", name="End it").click()
    expect(line).to_contain_text("ended by admin")


def test_what_an_operator_is_writing_outlives_what_a_colleague_does_meanwhile(house: House, enter: Enter) -> None:
    page = enter("admin", house.password)
    page.goto(f"{house.url}/console#/alerts/muted")
    page.get_by_label("Rule").select_option("Fans are unhappy")
    why = page.get_by_label("Why")
    why.press_sequentially("a match is ")
    until = (datetime.now(UTC) + timedelta(minutes=30)).isoformat()
    with house.admin() as admin:
        muted = {"rule": None, "until": until, "reason": "a colleague's, meanwhile"}
        admin.post("/api/alerts/silences", json=muted).raise_for_status()
    line = page.get_by_role("row").filter(has_text="a colleague's, meanwhile")
    expect(line).to_contain_text("Every rule")
    expect(why).to_be_focused()
    page.keyboard.type("abandoned")
    expect(why).to_have_value("a match is abandoned")
    expect(page.get_by_label("Rule")).to_have_value("sentiment")
    why.press("Enter")
    expect(page.get_by_role("row").filter(has_text="a match is abandoned")).to_contain_text("Fans are unhappy")
    expect(why).to_have_value("")
    for ended in (line, page.get_by_role("row").filter(has_text="a match is abandoned")):
        ended.get_by_role("button", name="End it").click()
        expect(ended).to_contain_text("ended by admin")


def test_what_happened_while_the_server_was_away_is_seen_when_it_is_back(house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password), house, "overview?days=30")
    expect(page.locator(".figure").first).to_be_visible()
    before = figure(page, "conversations")
    log_of(house, 5, seed=2)
    expect(page.locator(".figure[data-name=conversations] strong")).not_to_have_text(before)
    live = figure(page, "conversations")
    house.stop()
    expect(page.locator(".line-status")).to_have_text("Reconnecting…")
    log_of(house, 5, seed=3)
    house.start()
    expect(page.locator(".figure[data-name=conversations] strong")).not_to_have_text(live, timeout=30_000)
    expect(page.locator(".line-status")).to_have_text("Live")


def test_a_fan_who_says_goodbye_is_asked_how_it_was_and_the_console_shows_it(
    house: House, enter: Enter, open_page: Enter
) -> None:
    fan = open_page(house.url, "phone")
    fan.wait_for_selector("wc-app[data-ready]")
    say(fan, "can i bring a backpack?")
    answered(fan)
    expect(fan.locator(".verdict")).to_have_count(0)
    say(fan, "thanks, bye")
    expect(fan.locator(".verdict")).to_be_visible()
    fan.get_by_label("4 of 5, good").check(force=True)
    expect(fan.get_by_text("Thank you.")).to_be_visible()
    page = insight(enter("admin", house.password), house, "opinions?days=2")
    expect(page.locator(".opinions li").first).to_contain_text("4 of 5")
    expect(page.locator(".opinions li").first).to_contain_text("thanks, bye")


IN_VAIN = {
    "desktop": ("where do i leave my velvet unicorn?", "A unicorn waits in the stable at gate 7."),
    "phone": ("do you sell glow-in-the-dark kites?", "Kites that glow are sold at stand 9."),
}
"""Questions of which neither is answered by the other's answer."""


def test_a_question_asked_in_vain_is_answered_in_the_console_and_heard_by_the_next_fan(
    size: str, house: House, enter: Enter, open_page: Enter
) -> None:
    question, answer = IN_VAIN[size]
    fan = open_page(house.url, "phone")
    fan.wait_for_selector("wc-app[data-ready]")
    say(fan, question)
    answered(fan)
    page = insight(enter("admin", house.password, size), house, "questions?days=7")
    line = page.get_by_role("row").filter(has_text=question)
    expect(line).to_be_visible()  # the relay has told the log of it, and the page has heard
    page.get_by_role("link", name=f"Answer: {question}").click()
    expect(page.get_by_role("heading", name="Answer a question")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("What the next fan who asks is told").fill(answer)
    page.get_by_text("Where and how long it holds").click()
    assert violations(page) == []
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator(".done")).to_contain_text(answer)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Back to the questions").last.click()
    expect(page.get_by_role("row").filter(has_text=question).filter(has_text="answered by answer-")).to_be_visible()
    expect(page.get_by_role("link", name=f"Answer: {question}")).to_have_count(0)
    say(fan, question)
    answered(fan)
    expect(fan.get_by_role("listitem").filter(has_text=answer)).to_be_visible()


def test_what_needs_no_answer_is_off_the_list_and_a_viewer_only_looks(house: House, enter: Enter) -> None:
    page = insight(enter("admin", house.password), house, "questions?days=7")
    page.get_by_role("link", name="Answer: can i park?").click()
    page.get_by_role("button", name="It needs no answer").click()
    expect(page.locator(".done")).to_contain_text("off the list")
    page.get_by_role("link", name="Back to the questions").last.click()
    expect(page.get_by_role("row").filter(has_text="dismissed")).to_be_visible()
    viewer = insight(enter("Vera", house.add("Vera", "viewer")), house, "questions?days=7")
    expect(viewer.get_by_role("region", name="Questions to mend")).to_be_visible()
    expect(viewer.get_by_role("link", name="Answer:")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_insight(size: str, scheme: str, house: House, enter: Enter) -> None:
    page = enter("admin", house.password, size, color_scheme=scheme)
    for where, sight in (
        ("insight/overview?days=7", "wc-chart[data-drawn]"), ("insight/topics?days=7", ".sheet"), ("insight/questions?days=7", ".sheet"), ("insight/tools?days=7", ".sheet"),
        ("insight/figures?days=7", ".sheet"), ("insight/buying?days=7", ".sheet"), ("insight/cost?days=7", ".calculator"), ("insight/behind/turns?days=7", ".behind a"), ("insight/opinions?days=7", ".figure"),
        ("system", ".facts dd"), ("alerts/rules", ".sheet"), ("alerts/incidents", ".sheet"), ("alerts/muted", ".calculator"),
        ("alerts/drift", ".insight-body > *"),
    ):  # fmt: skip
        page.goto(f"{house.url}/console#/{where}")
        page.wait_for_selector(sight)
        assert violations(page) == [], where
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
