"""What a report says of the answers that its choices hang on, and the commands that tell more."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

import advise as command_line
from documents.checks import MOST_WORKLOADS, in_part
from documents.markdown import escape
from documents.report import report
from facts.design import Design
from facts.design_file import load, parse
from facts.question_bank import by_id
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.change_words import flip_words
from knowledge.decisions import WISHES
from knowledge.inquiry.inquiries import inquiries
from tests.example_advice import AS_OF, ROOT

FCI = ROOT / "examples" / "fci-on-vhd-set-2019.yaml"
SITE = (
    "schema: 1\nsites:\n"
    "  - {name: S, host_release: 2022, host_count: 2, shared_storage: {fc-san: yes}}"
    "\nworkloads:\n"
)
PRINT = "  - {name: %s, site: S, product: print-server%s}\n"


@cache
def designed(workloads: str) -> Design:
    design = (load(FCI) if workloads == "fci" else parse(SITE + workloads)).design
    assert design is not None
    return design


@cache
def advised(workloads: str) -> Advice:
    return advise(designed(workloads), AS_OF)


@cache
def told(workloads: str, language: str = "en") -> str:
    return report(advised(workloads), language)


def brief(text: str) -> str:
    """The section of the body."""
    return text.partition("Check these before you sign\n")[2].partition("\n## ")[0]


def full(text: str) -> str:
    """The appendix."""
    told = text.partition("\n## Appendix F: What each choice hangs on\n")[2]
    return told.partition("\n## Appendix G")[0]


def of_decision(text: str, title: str) -> list[str]:
    """The answers below a decision in the appendix."""
    found = re.search(rf"^- \*\*{re.escape(title)}\*\*\n((?:  - .*\n?)*)", full(text), re.MULTILINE)
    assert found is not None, title
    return [line.removeprefix("  - ") for line in found[1].splitlines()]


def test_the_body_names_what_was_assumed_and_would_change_a_choice() -> None:
    section = brief(told(PRINT % ("P", "")))
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    assert rows[0] == "| Concerns | Assumed answer | Would change |"
    # iSCSI storage has a network of its own, nothing else about this design needs one
    assert any("Shared iSCSI storage: No" in row and "Host iSCSI network" in row for row in rows)
    # no second copy without a loss of the site to survive
    assert any(row.startswith("| P | Survives the loss of the site: No") for row in rows)
    # what was given is counted here and told in the appendix
    assert not any("Number of hosts" in row for row in rows)
    assert re.search(
        r"^Answers given that do so: [1-9]\d* \(Appendix F\)\.$", section, re.MULTILINE
    )


def test_the_appendix_tells_each_decision_what_would_turn_it_and_to_what() -> None:
    platform = of_decision(told(PRINT % ("P", "")), "Platform: host cluster")
    # a host cluster takes two hosts and storage that they share
    assert "Number of hosts (S), answered 2: with 1, standalone hosts" in platform
    assert "Shared FC-SAN (S), answered “Yes”: with “No”, standalone hosts" in platform
    copy = of_decision(told(PRINT % ("P", "")), "Second copy: no second copy")
    assert any(one.startswith("Survives the loss of the site (P), assumed “No”: ") for one in copy)


def test_assumed_answers_stand_first_and_wishes_nowhere() -> None:
    for text in (told("fci"), told(PRINT % ("P", ""))):
        below = re.findall(r"(?:^  - .*\n?)+", full(text), re.MULTILINE)
        assert below
        for lines in below:
            assumed = [", assumed " in line for line in lines.splitlines()]
            assert assumed == sorted(assumed, reverse=True)
        wishes = [one.label["en"] for one in by_id("site").values() if one.id in WISHES]
        assert wishes
        for label in wishes:
            assert f"  - {escape(label)} (" not in full(text)


def test_nothing_that_turns_a_choice_is_left_out() -> None:
    advice = advised("fci")
    lines = re.findall(r"^  - (.*)$", full(told("fci")), re.MULTILINE)
    expected = []
    for one, flips in inquiries(advice).flips_of_all().items():
        decision = next(each for each in advice.decisions if each.id == one)
        if decision.topic not in ("guest_layer", "host_layer"):  # told together, as the pair
            expected += [
                escape(flip_words(flip, decision, advice.design, "en", instead=False))
                for flip in flips
                if flip.point.question not in WISHES
            ]
    assert sorted(lines) == sorted(expected)
    assert len(lines) > 50


def test_workloads_alike_are_told_once() -> None:
    twins = told(PRINT % ("ONE", "") + PRINT % ("TWO", ""))
    assert "\n### ONE, TWO\n" in full(twins)
    assert "(ONE)" in full(twins)
    assert "(TWO)" not in full(twins)
    assert "| ONE, TWO | Survives the loss of the site: No" in brief(twins)


def test_an_open_decision_hangs_on_the_open_questions_alone() -> None:
    advice = advised(PRINT % ("P", ", survive: {host: unknown}"))
    assert advice.decision("platform", "S").provisional
    text = full(report(advice, "en"))
    assert "**Platform: " not in text
    assert "Platform" not in "".join(re.findall(r"^No single answer.*$", text, re.MULTILINE))


def test_neither_order_nor_what_was_judged_before_changes_a_byte() -> None:
    design = designed("fci")
    turned_round = replace(design, workloads=tuple(reversed(design.workloads)))
    before = advised(PRINT % ("P", ""))
    for language in ("ja", "en"):
        assert report(advise(turned_round, AS_OF), language) == told("fci", language)
        assert report(advise(design, AS_OF, before), language) == told("fci", language)


def test_a_large_design_is_told_in_part_and_the_report_says_so() -> None:
    outages = [
        f", tolerated: {{outage: {60 + number} min}}" for number in range(MOST_WORKLOADS + 1)
    ]
    named = [PRINT % (f"P{number}", outage) for number, outage in enumerate(outages)]
    assert not in_part(advised("".join(named[:-1])))
    assert not in_part(advised("".join(PRINT % (f"A{number}", "") for number in range(40))))
    large = advised("".join(named))
    assert in_part(large)
    text = report(large, "en")
    for part in (brief(text), full(text)):
        assert "more than 20 workloads that differ" in part
        assert "Number of hosts" not in part  # given, so not tried
    assert "Shared iSCSI storage (S), assumed “No”: with “Yes”" in full(text)
    assert re.findall(r"^### (.*)$", full(text), re.MULTILINE) == ["S"]
    assert "Answers given that do so" not in brief(text)
    assert "サイトごとの決定事項についてだけ確かめた" in report(large, "ja")


# --- the commands ---


def test_what_if_names_the_smallest_sets_and_what_they_take(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["what-if", str(FCI), "--decision", "guest_storage/SQL", "--option", "iscsi"]
    assert command_line.main([*asked, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "# Storage of the guest cluster (SQL): in-guest iSCSI",
        "  Verdict at present: not applicable.",
        "  One way; sets of up to 2 answers were searched.",
        "  - Guest cluster: in-guest iSCSI (SQL): “Yes” instead of “No” (assumed), "
        "which takes a change of settings",
    ]
    assert command_line.main([*asked, "--lang", "ja"]) == 0
    japanese = capsys.readouterr().out
    assert "(SQL): 「いいえ」 (仮定) を「はい」に変更 (設定の変更が必要)\n" in japanese


def test_what_if_tells_every_option_that_is_not_suitable_yet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command_line.main(["what-if", str(FCI), "guest_storage/SQL", "--lang", "en"])
    titles = re.findall(r"^# .*: (.*)$", capsys.readouterr().out, re.MULTILINE)
    assert "shared VHDX" in titles
    assert "VHD Set" not in titles  # chosen
    command_line.main(["what-if", str(FCI), "platform/Main", "--option", "host-cluster"])
    assert len(capsys.readouterr().out.splitlines()) == 3  # nothing would have to change


def test_what_if_says_where_nothing_helps(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("design") / "dc.yaml"
    workload = "  - {name: DC, site: S, product: ad-domain-controller, deployment: multi-master}\n"
    path.write_text(SITE + workload, encoding="utf-8")
    # a domain controller is never a clustered role, and what the product is cannot be changed
    asked = ["what-if", str(path), "guest_layer/DC", "--option", "guest-cluster"]
    command_line.main([*asked, "--lang", "en"])
    assert "Nothing that can be changed helps: proven." in capsys.readouterr().out
    command_line.main([*asked, "--lang", "ja"])
    assert "変更できる回答をどう変えても効果なし (証明済み)。" in capsys.readouterr().out


def test_hangs_on_begins_with_what_was_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["hangs-on", str(FCI), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert re.findall(r"^# (.*)$", out, re.MULTILINE) == [
        "Assumed answers that would change a choice",
        "Other answers that would change a choice",
        "Changed by no single answer",
    ]
    assumed, others = out.split("# Other answers")
    assert ", answered " not in assumed
    assert ", assumed " not in others
    assert (
        "\n  Platform (Main): host cluster\n    Number of hosts (Main), answered 3: with 1, "
        in others
    )


def test_hangs_on_one_decision(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["hangs-on", str(FCI), "disk_format/Main", "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "# Assumed answers that would change a choice",
        "  None.",
        "",
        "# Other answers that would change a choice",
        "  Format of virtual disks (Main): VHDX",
        # VHDX came with 2012
        "    Release of the hosts (Main), answered “Windows Server 2019”: with “Windows Server "
        "2008 R2”, VHD",
    ]
