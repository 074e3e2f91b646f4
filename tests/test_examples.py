"""What stands under docs/examples is what the program says today, whoever runs it, and how."""

import hashlib
import importlib.util
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from diagrams.views import VIEWS
from facts.design import Design
from facts.design_file import parse
from tests.conftest import FULL

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
DOCS = ROOT / "docs"
RENDERED = DOCS / "examples"
SEEDS = (0, 1, 42, 1000, 4294967295) if FULL else (42,)
ESTATE = """
schema: 1
as_of: 2026-11-22
sites:
  - {name: Main, host_release: 2022, host_count: 4, shared_storage: {fc-san: yes}}
  - {name: DR, role: dr, host_release: unknown, host_count: 2}
  - {name: Depot, host_release: 2019, host_count: 1}
workloads:
  - {name: DB, site: Main, product: sql-server, deployment: ag, survive: {service: yes}}
  - {name: APP, site: Main, product: other, survive: {site: yes}, second_copy: {site: DR}}
  - {name: WEB, site: Main, product: other, stateful: no, cluster_aware: unknown}
  - {name: WEB2, site: Main, product: other, stateful: no, cluster_aware: unknown}
  - {name: FILE, site: Depot, product: other, survive: {host: unknown}}
"""


def _refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_REFRESH = _refresh()
texts: Callable[[str, Design], dict[str, str]] = _REFRESH.texts


@cache
def _gallery() -> tuple[dict[str, str], dict[str, str]]:
    found: tuple[dict[str, str], dict[str, str]] = _REFRESH.gallery()
    return found


def _design(text: str | bytes) -> Design:
    loaded = parse(text)
    assert loaded.design is not None, loaded.problems
    return loaded.design


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_reports_json_and_dot_are_fresh(path: Path) -> None:
    told = texts(path.stem, _design(path.read_bytes()))
    assert len(told) == 9  # the JSON, and in each language the report and three drawings
    for name, content in told.items():
        assert (RENDERED / name).read_bytes() == content.encode("utf-8"), (
            f"{name} is stale: python docs/refresh.py"
        )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_drawing_carries_the_hash_of_its_dot(path: Path, language: str, view: str) -> None:
    dot = RENDERED / f"{path.stem}.{view}.{language}.dot"
    svg = dot.with_suffix(".svg").read_text(encoding="utf-8")
    digest = hashlib.sha256(dot.read_bytes()).hexdigest()
    assert svg.endswith(f"<!-- DOT sha256 {digest} -->\n")
    assert dot.with_suffix(".png").is_file()


def test_nothing_else_stands_there() -> None:
    named = {path.name.split(".")[0] for path in RENDERED.iterdir()}
    assert named == {path.stem for path in EXAMPLES}


def test_the_gallery_is_fresh() -> None:
    pages, drawn = _gallery()
    for name, content in pages.items():
        written = (DOCS / name).read_bytes()
        assert written == content.encode("utf-8"), f"{name} is stale: python docs/refresh.py"
    for path, dot in drawn.items():
        digest = hashlib.sha256(dot.encode("utf-8")).hexdigest()
        svg = (DOCS / path).read_text(encoding="utf-8")
        assert svg.endswith(f"<!-- DOT sha256 {digest} -->\n"), f"{path} is stale"
    assert {f"gallery/{path.name}" for path in (DOCS / "gallery").iterdir()} == set(drawn)


def test_the_gallery_shows_every_view_of_six_designs_in_both_languages() -> None:
    for language, name in (("en", "gallery.md"), ("ja", "gallery.ja.md")):
        page = (DOCS / name).read_text(encoding="utf-8")
        shown = re.findall(r"^!\[.+\]\((.+)\)$", page, re.MULTILINE)
        assert len(shown) == 6 * len(VIEWS) + 1, "and one with a decision highlighted"
        for path in shown:
            assert (DOCS / path).is_file()
            assert path.endswith(f".{language}.svg")
        # below each picture every line of its words
        assert page.count("<details>") == 6 * len(VIEWS)
    own = [*DOCS.glob("gallery*"), *(DOCS / "gallery").iterdir()]
    shared = RENDERED.glob("*.svg")
    assert sum(path.stat().st_size for path in (*own, *shared)) < 5_000_000


@pytest.mark.parametrize(
    "environment",
    [
        *({"PYTHONHASHSEED": str(seed)} for seed in SEEDS),
        {"PYTHONIOENCODING": "cp932"},
    ],
    ids=lambda one: "-".join(map(str, next(iter(one.items())))),
)
def test_the_bytes_are_the_same_in_every_process(environment: dict[str, str]) -> None:
    compared = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "refresh.py"), "--check"],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert compared.stdout == b""
    assert compared.returncode == 0


@pytest.mark.parametrize("environment", [{"PYTHONHASHSEED": "7"}, {"PYTHONIOENCODING": "cp932"}])
def test_the_command_line_says_the_same(environment: dict[str, str]) -> None:
    path = EXAMPLES[0]
    told = subprocess.run(
        [sys.executable, str(ROOT / "advise.py"), "json", str(path)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert told.stdout == (RENDERED / f"{path.stem}.advice.json").read_bytes()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("text", [ESTATE, *(path.read_text(encoding="utf-8") for path in EXAMPLES)])
def test_the_order_of_sites_and_workloads_does_not_matter(text: str, seed: int) -> None:
    design = _design(text)
    shuffled = random.Random(seed)
    sites, workloads = list(design.sites), list(design.workloads)
    shuffled.shuffle(sites)
    shuffled.shuffle(workloads)
    other = replace(design, sites=tuple(sites), workloads=tuple(workloads))
    assert texts("name", other) == texts("name", design)
