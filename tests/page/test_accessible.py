"""axe (WCAG 2.2 AA) over every state of the page in both themes, and what axe cannot see: keys, focus, spoken words."""

import re
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect
from tests.page.conftest import MakePage, answered, say
from tests.page.script import Script

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds, one line each; animations are over first, since half-faded text has half its contrast."""
    page.evaluate(
        "Promise.all(document.getAnimations().filter(a => a.effect.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => {})))"
    )
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    return [
        f"{v['id']}: {v['help']} at {n['target']} {n.get('failureSummary', '')[:300]}"
        for v in found["violations"]
        for n in v["nodes"]
    ]


def test_axe_is_really_looking(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url)
    page.evaluate(
        "document.querySelector('.send').removeAttribute('aria-label'); document.querySelector('.send').removeAttribute('title')"
    )
    page.evaluate("document.querySelector('.greeting > p').style.color = '#bbb'")
    found = " ".join(violations(page))
    assert "button-name" in found
    assert "color-contrast" in found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(size: str, scheme: str, make_page: MakePage, url: str, script: Script) -> None:
    script.needs_sign_in = True
    page = make_page(size, url, color_scheme=scheme)
    found = {"greeting": violations(page)}

    def look(state: str) -> None:
        answered(page)
        found[state] = violations(page)

    say(page, "2 tickets for tonight")
    look("shows")
    page.locator(".option.show").first.click()
    expect(page.locator(".card.seats")).to_be_visible()
    page.wait_for_selector(".legend")
    page.get_by_text("Choose from a list instead").first.click()
    look("seats")
    page.locator(".seats-option").first.click()
    expect(page.locator(".card.quote")).to_be_visible()
    look("quote")
    page.get_by_role("button", name="Confirm · $213.50").click()
    expect(page.locator("wc-sign-in")).to_be_visible()
    look("sign-in")
    page.get_by_role("button", name="I'm new here").click()
    expect(page.locator(".card.payment")).to_be_visible()
    look("payment")
    page.get_by_role("button", name="Test card ending 4242").click()
    expect(page.locator(".card.order")).to_be_visible()
    look("order")
    page.locator(".stub-code").first.click()
    look("code")
    page.keyboard.press("Escape")
    script.failures = [(503, {})]
    say(page, "where do I park?")
    expect(page.get_by_role("alert").first).to_be_visible()
    look("trouble")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".card.sources")).to_be_visible()
    page.locator(".card.sources summary").click()
    look("sources")
    assert {state: lines for state, lines in found.items() if lines} == {}


def test_a_whole_purchase_by_keyboard_alone(make_page: MakePage, url: str) -> None:
    page = make_page("desktop", url)

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            label = page.evaluate(
                "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
            )
            if re.search(name, label or ""):
                return
        raise AssertionError(f"Tab never reached {name!r}")

    tab_to("Your message")
    page.keyboard.type("2 tickets for tonight")
    page.keyboard.press("Enter")
    expect(page.locator(".card.events")).to_be_visible()
    answered(page)
    page.keyboard.press("Shift+Tab")
    page.locator(".scroll").focus()
    tab_to("Northgate Owls")
    page.keyboard.press("Enter")
    expect(page.locator(".card.seats")).to_be_visible()
    answered(page)
    # Focus stays in the conversation, at what was just said: the next stop is the reply below it.
    tab_to("Seats7, 8")
    page.keyboard.press("Space")
    expect(page.locator(".card.quote")).to_be_visible()
    answered(page)
    tab_to("Confirm")
    page.keyboard.press("Enter")
    expect(page.locator(".card.payment")).to_be_visible()
    answered(page)
    tab_to("4242")
    page.keyboard.press("Enter")
    expect(page.locator(".card.order")).to_be_visible()


def test_focus_is_always_visible(make_page: MakePage, url: str) -> None:
    page = make_page("desktop", url)
    say(page, "2 tickets for tonight")
    answered(page)
    page.locator(".scroll").focus()
    bare = []
    for _ in range(12):
        page.keyboard.press("Tab")
        bare += page.evaluate(
            """() => {
              const node = document.activeElement;
              if (node === document.body) return [];
              const style = getComputedStyle(node.closest('.composer') ?? node);
              return parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none' || style.boxShadow !== 'none' ? [] : [node.outerHTML.slice(0, 90)];
            }"""
        )
    assert bare == []


def test_buttons_are_large_enough_for_a_finger(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url)
    small = """() => [...document.querySelectorAll('button, summary, select, input, textarea')]
      .filter(node => node.getClientRects().length)
      .map(node => ({ box: node.getBoundingClientRect(), name: node.outerHTML.slice(0, 80), check: node.type === 'checkbox' }))
      .filter(({ box, check }) => !check && (box.height < 39.5 || box.width < 39.5)).map(({ name, box }) => `${name} ${box.width}x${box.height}`)"""
    assert page.evaluate(small) == []
    say(page, "2 tickets for tonight")
    page.locator(".option.show").first.click()
    page.wait_for_selector(".legend")
    page.locator(".seats-option").first.click()
    expect(page.locator(".card.quote")).to_be_visible()
    answered(page)
    assert page.evaluate(small) == []


def test_a_finished_reply_and_the_clock_are_spoken_once(make_page: MakePage, url: str, script: Script) -> None:
    script.hold_seconds = 62
    page = make_page("desktop", url)
    spoken = "window.heard = []; new MutationObserver(() => heard.push(document.querySelector('wc-log > [aria-live]').textContent)).observe(document.querySelector('wc-log > [aria-live]'), {childList: true, subtree: true, characterData: true})"
    page.evaluate(spoken)
    say(page, "2 tickets for tonight")
    answered(page)
    assert page.evaluate("heard") == ["Willcall: Here is what's on. Which one shall it be?"]
    page.locator(".option.show").first.click()
    answered(page)
    page.locator(".seats-option").first.click()
    expect(page.locator("wc-log > [aria-live]")).to_contain_text("held for 1 more minute")
    assert page.evaluate("heard.filter(words => words.includes('1 more minute')).length") == 1


def test_less_motion_is_honoured(make_page: MakePage, url: str) -> None:
    page = make_page("phone", url, reduced_motion="reduce")
    say(page, "hello")
    answered(page)
    longest = (
        "Math.max(0, ...document.getAnimations().map(animation => animation.effect.getComputedTiming().activeDuration))"
    )
    assert page.evaluate(longest) <= 1
