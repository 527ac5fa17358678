"""The API page in a real browser: what it says, and a request sent from it."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.page.conftest import MakePage
from tests.page.real import willcall_up


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with willcall_up(tmp_path_factory.mktemp("api-page")) as address:
        yield address


def test_a_request_is_sent_and_its_answer_shown(make_page: MakePage, home: str, size: str):
    page = make_page(size, home)
    page.goto(f"{home}/docs")
    expect(page.locator("#about code").first).to_have_text("X-Request-ID")  # and no marks of our own around it
    expect(page.locator("#about")).not_to_contain_text("`")
    entry = page.locator("details", has=page.locator("summary", has_text="/chat")).first
    entry.locator("summary").click()
    entry.get_by_label("request body").fill(json.dumps({"message": "hello"}))
    entry.get_by_role("button", name="Send").click()
    answer = entry.locator("pre")
    expect(answer).to_contain_text('"conversation_id": "cnv_')
    assert answer.inner_text().startswith("200 OK\n")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
