"""``ask`` tells what is still open by what it is worth, and why the rest need not be asked."""

from __future__ import annotations

import re

import pytest

import advise as command_line
from documents.still_open import still_open
from facts.design import Design
from facts.design_file import parse
from knowledge.advisor import advise
from knowledge.words import LANGUAGES, word
from tests.example_advice import ROOT, designed

AS_OF = "2026-11-22"


def sections(told: str) -> dict[str, str]:
    """What stands under each heading, by the heading."""
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in told.split("## ")[1:]}


def test_each_question_says_where_it_stands_and_what_hangs_on_it() -> None:
    text = """
schema: 1
sites: [{name: S, host_release: unknown, host_count: 2}]
workloads: [{name: W, site: S, product: print-server}]
"""
    design = parse(text).design
    assert design is not None
    told = sections(still_open(advise(design, AS_OF), "en"))["Worth answering"]
    release = "**Which Windows Server release do the hosts run?** (S) At present: unknown."
    line = next(one for one in told.splitlines() if release in one)
    assert " Bears on: " in line
    assert "Protection within the site (W)" in line
    assert re.search(
        r"An answer settles [\d.]+ of \d+ decisions and rules out [\d.]+ options on average\.", line
    )
    survive = "**Must it survive the failure of a host?** (W) At present: Yes (assumed)."
    assert survive in told
    # the bare number stands before each line, so that "the third" can be spoken of
    assert [one.partition(".")[0] for one in told.strip().splitlines()[2:5]] == ["1", "2", "3"]


def test_what_no_answer_would_change_is_named_with_its_reason() -> None:
    """Two workgroup hosts can be no cluster; their machines are placed by no VMM."""
    told = sections(still_open(advise(designed("two-workgroup-hosts-2022"), AS_OF), "en"))
    assert (
        told["Worth answering"]
        .strip()
        .splitlines()[2]
        .startswith(
            "1. **Must it survive the loss of the site?** (LOGISTICS) At present: No (assumed)."
        )
    )
    needless = told["Not asked"]
    assert "13 of 48 questions were not asked, because no answer to them would change" in needless
    assert (
        "- With the answers given it cannot turn: Placement of machines. "
        "Questions: Virtual Machine Manager (VMM) (Branch)." in needless
    )
    later = told["Coming up with other answers"]
    assert (
        "- **How long may it be down after the site is lost?** (LOGISTICS) "
        "Because “Survives the loss of the site” is assumed to be “No”." in later
    )
    excluded = told["Excluded by the answers given"]
    assert (
        "- Because “Shared FC-SAN” is “No” (Branch). "
        "Questions: Persistent reservations of the FC-SAN." in excluded
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_when_nothing_more_needs_to_be_asked(language: str) -> None:
    told = still_open(advise(designed("planned-networks-2022"), AS_OF), language)
    assert word("documents.ask.over", language) in told
    assert word("documents.ask.worth", language) not in told
    numbers = word("documents.ask.not-asked-about", language, count=11, total=63)
    assert numbers.replace(" ", "") in told.replace(" ", "")


def test_a_design_without_sites_and_workloads_has_nothing_to_choose() -> None:
    told = still_open(advise(Design(), AS_OF), "ja")
    assert word("documents.ask.over", "ja") in told
    assert "環境" in told


@pytest.mark.parametrize("example", ["guest-cluster-wish-2008r2", "fci-on-vhd-set-2019"])
def test_asking_is_no_judgement(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where a wish cannot be met, which the report ends with 1 for."""
    for language in LANGUAGES:
        file = str(ROOT / "examples" / f"{example}.yaml")
        assert command_line.main(["ask", file, "--lang", language]) == 0
        assert word("documents.ask.title", language) in capsys.readouterr().out
