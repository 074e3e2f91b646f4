"""The rooms of the project: who imports whom, and how long a file may be."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("facts", "knowledge", "diagrams", "documents", "screens")
"""From the bottom: a room imports itself and what stands below it."""
FRONT_DOORS = ("app", "page", "advise")
ONLY_IN = {
    "streamlit": {"screens", "app"},
    "graphviz": {"diagrams"},
    "pygraphviz": {"diagrams"},
    "experta": {"facts"},
}
"""experta comes in through one module of facts; knowledge takes it from there."""
LONGEST = 300
OURS = sorted(
    path
    for path in ROOT.rglob("*.py")
    if path.relative_to(ROOT).parts[0] in (*ROOMS, "tests", "benchmarks") or path.parent == ROOT
)


def room_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module imported anywhere in a file, functions and conditions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)
            yield from (f"{node.module}.{one.name}" for one in node.names)


def product_files() -> list[Path]:
    return [path for path in OURS if room_of(path) in (*ROOMS, *FRONT_DOORS)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_files_to_look_at() -> None:
    rooms = {room_of(path) for path in product_files()}
    assert {"facts", "knowledge"} <= rooms
    assert len(product_files()) > 30


@pytest.mark.parametrize("path", product_files(), ids=name)
def test_rooms_import_only_what_stands_below_them(path: Path) -> None:
    room = room_of(path)
    allowed = set(ROOMS) if room in FRONT_DOORS else set(ROOMS[: ROOMS.index(room) + 1])
    imported = {module.split(".")[0] for module in imports(path)}
    assert imported & {*ROOMS, *FRONT_DOORS} <= allowed
    assert not imported & {"tests", "benchmarks", "start"}


@pytest.mark.parametrize("path", product_files(), ids=name)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    imported = {module.split(".")[0] for module in imports(path)}
    for library, rooms in ONLY_IN.items():
        assert library not in imported or room_of(path) in rooms
    if "experta" in imported:
        assert path.name == "experta_compat.py"
    if any(module.startswith("facts.experta_compat") for module in imports(path)):
        assert name(path).replace("\\", "/") in ("knowledge/engine.py", "knowledge/reasoner.py")


@pytest.mark.parametrize("path", sorted((ROOT / "knowledge" / "topics").glob("*.py")), ids=name)
def test_topics_do_not_import_each_other(path: Path) -> None:
    assert not any(module.startswith("knowledge.topics.") for module in imports(path))
    allowed = {
        *("knowledge.rules", "knowledge.decisions", "knowledge.support"),
        *("facts.question_bank", "facts.releases"),
    }
    modules = {module for module in imports(path) if module.split(".")[0] in ROOMS}
    assert {module for module in modules if module.count(".") == 1} <= allowed


def test_inquiry_asks_advise_and_nothing_else() -> None:
    """Why not, what if, compare and verify stand on rules and advice, not inside the inference."""
    forbidden = {"run", "inference", "assembly", "conflicts"}
    for path in sorted((ROOT / "knowledge" / "inquiry").glob("*.py")):
        inner = {
            module.split(".")[1] for module in imports(path) if module.startswith("knowledge.")
        }
        assert not inner & forbidden, path


def test_what_runs_before_anything_is_installed_needs_nothing_installed() -> None:
    modules = {module.split(".")[0] for module in imports(ROOT / "start.py")}
    assert modules - {"__future__"} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", OURS, ids=name)
def test_no_file_is_too_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST or room_of(path) in ("tests", "start"), f"{lines} lines"


def test_there_is_no_folder_that_switches_on_the_old_multipage_mode() -> None:
    assert not (ROOT / "pages").exists()


def test_no_text_is_opened_without_an_encoding() -> None:
    """ruff has a rule for this; here for methods it does not see."""
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                keywords = {one.arg for one in node.keywords}
                if node.func.attr in ("read_text", "write_text"):
                    assert "encoding" in keywords, f"{path}:{node.lineno}"
                if node.func.attr == "write_text":
                    assert "newline" in keywords, f"{path}:{node.lineno}"
