"""What a stranger runs first: the Makefile, the pins, the two commands."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINS = (ROOT / "constraints.txt").read_text()


def test_pins_name_no_address_and_no_build():
    assert not re.search(r"://|\+cpu|^-|@ ", PINS, re.MULTILINE)


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    pinned = {re.split(r"[=\[]", line)[0].lower() for line in PINS.splitlines()}
    names = {re.split(r"[\s\[<>=;]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - pinned == set()


def test_torch_is_no_pin_of_the_run_environment():
    assert not re.search(r"^(torch|nvidia|transformers|scikit)", PINS, re.MULTILINE)


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_help_lists_every_target_that_is_meant_for_people():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert set(re.findall(r"^  make ([a-z-]+)", shown, re.MULTILINE)) == set(phony)


@pytest.mark.parametrize("script", ["tools/environment", "tools/train-environment", ".ci/run"])
def test_scripts_parse_and_may_be_run(script):
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    shell = path.read_text().splitlines()[0].removeprefix("#!").split()[-1].rsplit("/", 1)[-1]
    subprocess.run([shell, "-n", str(path)], check=True)


def test_the_readme_names_both_commands():
    readme = (ROOT / "README.md").read_text()
    assert "make run" in readme
    assert "make test" in readme
