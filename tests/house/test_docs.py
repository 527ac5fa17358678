"""The docs say what is true: links lead somewhere, what is made from the code is made from this code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_project_lead_somewhere(page):
    text = page.read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text) + re.findall(r'src="(?!https?:)([^"]+)"', text)
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("script", ["make_reference.py", "make_transcript.py"])
def test_what_is_made_from_the_code_is_up_to_date(script):
    """If this fails: make docs, and look at the difference."""
    done = subprocess.run(
        [sys.executable, f"docs/{script}", "--check"], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_commands_in_the_docs_exist():
    from typer.main import get_command

    from willcall.entrypoints.cli.commands import application

    commands = get_command(application).commands
    for page in PAGES:
        for name, rest in re.findall(r"willcall +([a-z-]+)(?: +([a-z]+))?", "\n".join(_code(page))):
            assert name in commands or name == "serve", f"{page.name}: willcall {name}"
            children = getattr(commands[name], "commands", None)
            assert not children or not rest or rest in children, f"{page.name}: willcall {name} {rest}"


def _code(page):
    """What is set as code: blocks and spans."""
    text = page.read_text("utf-8")
    return re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
