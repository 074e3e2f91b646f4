"""The hearing sheet asks everything, in words a customer can answer."""

import re
from pathlib import Path

import pytest

from documents.hearing_sheet import hearing_sheet
from facts.design import Design, Entity
from facts.design_file import load
from facts.question_bank import all_questions, questions
from knowledge.words import glossary

EXAMPLES = Path(__file__).parent.parent / "examples"


def row(sheet: str, question: str) -> list[str]:
    """Cells of the row of a question."""
    line = next(one for one in sheet.splitlines() if f"(`{question}`)" in one)
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_question_has_its_row_with_room_for_the_answer(language: str) -> None:
    tables = re.split(r"^#+ ", hearing_sheet(language), flags=re.MULTILINE)
    networks = next(one for one in tables if "(`networks.csv`)" in one)
    others = "\n".join(one for one in tables if one != networks)
    for question in all_questions():
        if question.id.startswith("networks."):
            continue
        rows = [line for line in others.splitlines() if f"(`{question.id}`)" in line]
        assert len(rows) == 1, question.id
        assert rows[0].endswith("|   |")
        for word in question.words:
            assert f"`{word}`" in rows[0]


def matrix(sheet: str, corner: str) -> dict[tuple[str, str], str]:
    """The cells of a table of networks by kind of network and part of it."""
    lines = sheet[sheet.index(f"| {corner} |") :].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    parts = re.findall(r"\(`(\w+)`\)", lines[0])
    return {
        (re.findall(r"`networks\.([\w-]+)`", row[0])[0], part): cell
        for row in rows[2:]
        for part, cell in zip(parts, row[1:], strict=True)
    }


@pytest.mark.parametrize(("language", "corner"), [("ja", "ネットワーク"), ("en", "Network")])
def test_networks_are_asked_in_a_table_of_their_own(language: str, corner: str) -> None:
    sheet = hearing_sheet(language)
    cells = matrix(sheet, corner)
    legend = sheet[: sheet.index(f"| {corner} |")].splitlines()[-10:]
    asked = [one for one in questions("site") if one.id.startswith("networks.")]
    assert len(asked) >= 20
    for question in asked:
        _, kind, part = question.id.split(".")
        assert cells.pop((kind, part)) == "", question.id
        choices = next(line for line in legend if f"(`{part}`) | " in line)
        assert all(f"`{word}`" in choices for word in question.words)
    assert set(cells.values()) == {"—"}  # what is not asked of a network


def test_each_site_has_its_own_table_of_networks() -> None:
    plan = {"networks.csv.plan": "own-network", "networks.csv.role": "1"}
    design = Design(sites=(Entity("A", plan), Entity("B", {"networks.management.role": "3"})))
    sheet = hearing_sheet("en", design)
    first, second = matrix(sheet, "Network (A)"), matrix(sheet, "Network (B)")
    assert {key: cell for key, cell in first.items() if cell not in ("", "—")} == {
        ("csv", "plan"): "A network of its own",
        ("csv", "role"): "Role 1 (cluster only)",
    }
    assert second["management", "role"] == "Role 3 (cluster and clients)"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_terms_are_explained_at_the_end(language: str) -> None:
    terms = dict(glossary(language))
    told = hearing_sheet(language).split("\n## ")[-2]
    assert len(terms) >= 30
    for term, meaning in terms.items():
        assert term in told
        assert meaning.split("(")[0].strip() in told


def test_a_row_says_choices_default_and_when_it_is_asked() -> None:
    sheet = hearing_sheet("en")
    _, choices, default, when, _ = row(sheet, "cluster_aware")
    assert choices == (
        "Yes (`yes`), No (`no`), As a generic role only (`generic`); unknown (`unknown`)"
    )
    assert default == "No"
    assert when == "Product: Another application and State: Stateful"
    assert row(sheet, "host_release")[2] == "must be answered"
    assert row(sheet, "guest_system")[2] == "as “Release of the hosts”"
    assert row(sheet, "host_count")[1].startswith("1 to 64;")
    assert row(sheet, "tolerated.loss")[2] == "no limit"
    assert row(sheet, "instances")[2] == "As many as the design needs"
    releases = row(sheet, "product_release")[1]
    assert "Microsoft Exchange Server: `2007`, `2010`" in releases


def test_a_long_condition_is_not_repeated_below_itself() -> None:
    sheet = hearing_sheet("ja")
    assert "フェールオーバー クラスター インスタンス" in row(sheet, "guest_storage.iscsi")[3]
    assert row(sheet, "guest_storage.smb3")[3] == "同上"


def test_the_answers_of_a_design_are_filled_in() -> None:
    design = load(EXAMPLES / "fci-on-vhd-set-2019.yaml").design
    assert design is not None
    sheet = hearing_sheet("ja", design)
    assert row(sheet, "customer")[-1] == "Example Hospital"
    assert row(sheet, "host_release")[-1] == "Windows Server 2019"
    # two workloads, two columns, in the order of the file
    assert row(sheet, "deployment")[-2:] == [
        "フェールオーバー クラスター インスタンス (FCI)",
        "",
    ]
    assert row(sheet, "tolerated.outage")[-2:] == ["2 分", "10 分"]


def test_names_stay_text_in_the_sheet() -> None:
    design = Design(sites=(Entity("a|<b>", {"host_count": 2}),))
    assert "| a\\|&lt;b&gt; |" in hearing_sheet("en", design)
