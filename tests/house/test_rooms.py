"""The house keeps its own rules: what may stand in a room, and what may not."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "willcall"
TEXT = {".py", ".js", ".css", ".html", ".svg", ".json", ".md", ".txt", ".toml", ".typ", ".yaml", ".yml", ".mako"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def sources(folder=SOURCE):
    return [path for path in sorted(folder.rglob("*")) if path.suffix in TEXT and "__pycache__" not in path.parts]


def test_the_kit_is_small():
    assert len(list((SOURCE / "kit").rglob("*.py"))) <= 25


def test_the_kit_knows_no_word_of_ticketing():
    word = re.compile(r"(?<![a-z])(seat|ticket|order|refund)s?(?![a-z])", re.IGNORECASE)
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sources(SOURCE / "kit")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if word.search(line.replace("order_by", ""))
    ]
    assert found == []


def distinctive_names():
    """Names of the sample season that no other text would have by chance."""
    from willcall.boxoffice.sample import sample_season

    season = sample_season(datetime(2026, 3, 4, 18, tzinfo=UTC))
    names = {venue.name for venue in season.venues} | {venue.city for venue in season.venues}
    for event in season.events:
        names |= {performer for performer in event.performers if len(performer) > 5}
        names |= {part for part in re.split(r" vs\. |: ", event.name) if len(part) > 9}
    return sorted(names)


def test_names_of_the_sample_season_stand_nowhere_but_in_the_samples():
    names = re.compile(r"\b(" + "|".join(map(re.escape, distinctive_names())) + r")\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(SOURCE)}: {match[0]}"
        for path in sources()
        if "sample" not in path.relative_to(SOURCE).parts
        for match in names.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_pages_ask_nothing_of_another_host():
    address = re.compile(r"(?:https?:)?//[a-z0-9][a-z0-9.-]*\.[a-z]{2,}", re.IGNORECASE)
    harmless = re.compile(r"//(?:www\.w3\.org|[a-z.]*example\.(?:org|com))", re.IGNORECASE)
    pages = [
        path
        for folder in ("chat_page", "console", "api/docs_page")
        for path in sources(SOURCE / "entrypoints" / folder)
        if path.suffix != ".py"
    ]
    assert pages
    found = [
        f"{path.name}: {match[0]}"
        for path in pages
        for match in address.finditer(path.read_text("utf-8"))
        if not harmless.fullmatch(match[0].removeprefix("https:").removeprefix("http:"))
    ]
    assert found == []


def test_pages_never_make_markup_or_code_of_text():
    """Names, messages and documents reach a page as text nodes; there is no other way in, whatever they hold."""
    makes = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|parseFromString|\beval\(|new Function|"
        r"setAttribute\(\s*[\"']on|srcdoc|javascript:"
    )
    scripts = [path for path in sources(SOURCE / "entrypoints") if path.suffix in {".js", ".html"}]
    assert len(scripts) > 20
    found = [f"{path.name}: {match[0]}" for path in scripts for match in makes.finditer(path.read_text("utf-8"))]
    assert found == []


def test_every_room_has_a_place():
    contracts = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    house = contracts["house"]
    placed = {name.strip(" ()") for layer in house["layers"] for name in layer.split("|")}
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.stem for path in SOURCE.glob("*.py")} - {"__init__"}
    assert rooms <= placed | set(house["exhaustive_ignores"])
    assert house["exhaustive"] is True


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_python_file_says_what_it_is(path):
    if path.suffix == ".py" and path.read_text().strip() and "versions" not in path.parts:
        assert re.match(r'(#.*\n)*r?"""\S', path.read_text()), f"{path.name} begins without a docstring"


QUIET = """
import sys, time
touched = []
sys.addaudithook(lambda name, arguments: touched.append(name) if name.startswith("socket.") else None)
before = set(sys.modules)
began = time.process_time()
{work}
print(time.process_time() - began)
print([name for name in touched])
print(sorted(set(sys.modules) & set({heavy!r})))
"""
HEAVY = [
    "numpy",
    "onnxruntime",
    "tokenizers",
    "torch",
    "pydantic",
    "sqlalchemy",
    "fastapi",
    "httpx",
    "openai",
    "rich",
    "uvicorn",
]


@pytest.mark.parametrize(
    "work",
    ["import willcall", "from willcall.entrypoints.cli.running import run\nimport io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()): assert run(['--help']) == 0"],
    ids=["import willcall", "willcall --help"],
)  # fmt: skip
def test_what_is_asked_first_is_quick_and_quiet(work):
    """Seconds of the processor, the fewest of three; no socket, nothing heavy."""
    times = []
    for _ in range(3):
        code = QUIET.format(work=work, heavy=HEAVY)
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        times.append(float(out[0]))
        assert out[1:] == ["[]", "[]"]
    assert min(times) <= 0.3


def test_every_module_of_the_dialogue_is_on_its_folders_map() -> None:
    folders = [path.parent for path in (SOURCE / "agent" / "dialogue").glob("*/__init__.py")]
    off_the_map = [
        f"{folder.name}/{module.name}"
        for folder in folders
        for module in folder.glob("*.py")
        if module.stem != "__init__" and f"`{module.stem}`" not in (folder / "__init__.py").read_text(encoding="utf-8")
    ]
    assert folders
    assert not off_the_map


@pytest.mark.parametrize("room", ["agent", "understanding"])
def test_no_module_of_many_patterns_compiles_them_when_imported(room: str) -> None:
    """They are `regex(...)` of `understanding.patterns`: some two thousand `re.compile` took most of a start."""
    found = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in sorted((SOURCE / room).rglob("*.py"))
        for call in _compiled_on_import(ast.parse(path.read_text()))
    ]
    assert found == []


def _compiled_on_import(node: ast.AST) -> Iterator[ast.Call]:
    """Calls of `re.compile` outside all functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and ast.unparse(child.func) == "re.compile":
            yield child
        yield from _compiled_on_import(child)
