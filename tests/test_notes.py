"""Findings by severity, tasks as a list to tick, open questions to jump to, and assumptions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from facts.question_bank import Value, by_id
from knowledge.words import LANGUAGES, word
from screens.editing import Place
from tests.large_design import large_design
from tests.screen_driver import example, markdown, opened, plain
from tests.test_compare import one_site


def section(at: AppTest, title: str) -> str:
    """The Markdown text that begins with a heading."""
    texts = [plain(one.value) for one in at.main.markdown]
    return next(one for one in texts if one.startswith(f"## {title}"))


def labels(at: AppTest) -> list[str]:
    return [plain(one.label) for one in at.main.expander]


HEADS = {"en": ("Findings", "Tasks"), "ja": ("指摘事項", "作業項目")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_tasks_and_assumptions_are_listed(language: str) -> None:
    at = opened(language, example("fci-on-vhd-set-2019"), "notes", details=True)
    shown = plain(markdown(at))
    warning = f"[{word('severity.warning', language)}]"
    combined = word("finding.combined-clustering.name", language)
    assert any(warning in one and combined in one and "SQL" in one for one in labels(at))
    assert plain(word("finding.combined-clustering", language)) in shown
    assert word("task.set-anti-affinity.name", language) in section(at, HEADS[language][1])
    label = by_id("site")["shared_storage.iscsi"].label[language]
    assert f"Main - {label}: **{word('value.no', language).capitalize()}**" in shown


@pytest.mark.parametrize(
    ("language", "counted", "none"),
    [
        ("en", "1 warning", "No critical findings and no warnings."),
        ("ja", "警告 1 件", "重大な指摘事項と警告はありません。"),
    ],
)
def test_grave_findings_are_counted(language: str, counted: str, none: str) -> None:
    title = HEADS[language][0]
    grave = opened(language, example("fci-on-vhd-set-2019"), "notes")
    assert section(grave, title).splitlines()[-1] == counted
    estate = example("reference-design-2022")
    # its one warning is about the availability group
    rest = tuple(one for one in estate.workloads if one.answers.get("deployment") != "ag")
    assert len(rest) < len(estate.workloads)
    calm = opened(language, replace(estate, workloads=rest), "notes")
    assert section(calm, title).splitlines()[-1] == none


def test_a_finding_about_many_is_told_once() -> None:
    names = [f"AD-{number}" for number in range(12)]
    single: dict[str, Value] = {
        "product": "ad-domain-controller",
        "deployment": "standalone",
        "instances": 1,
    }
    at = opened("en", one_site(**{name: dict(single) for name in names}), "notes", details=True)
    about = [one for one in labels(at) if "Only one domain controller" in one]
    assert len(about) == 1
    assert "(AD-0, AD-1 and 10 more)" in about[0]
    assert f"Concerns: {', '.join(sorted(names))}" in plain(markdown(at))


def test_the_grave_findings_stand_before_the_others() -> None:
    at = opened("en", large_design(), "notes")
    found = [one for one in labels(at) if "badge[Warning]" in one or "For information" in one]
    assert len(found) > 5
    assert "For information" in found[-1]
    assert all("Warning" in one for one in found[:-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_tasks_read_as_a_list_with_commands_in_code(language: str) -> None:
    at = opened(language, example("reference-design-2022"), "notes")
    listed = section(at, HEADS[language][1])
    lines = [line for line in listed.splitlines() if line.startswith("- \u2610 **")]
    assert len(lines) == len(set(lines))
    joined = {"en": "(Okayama and Yokohama)", "ja": "(Okayama、Yokohama)"}[language]
    added = word("task.add-shared-volumes.name", language)
    assert any(added in line and joined in line for line in lines)
    assert "`Add-ClusterSharedVolume`" in listed


def test_an_open_question_leads_to_the_question() -> None:
    at = opened("en", one_site({"host_count": "unknown"}), "notes")
    button = next(one for one in at.main.button if one.key == "open\nsite\nhost_count")
    button.click()
    at.run()
    assert not at.exception
    assert at.session_state["focus-site"] == Place("site", ("Main",))


def test_a_question_open_for_many_is_asked_once() -> None:
    unknown: dict[str, Value] = {"survive.site": "unknown"}
    at = opened("ja", one_site(**{f"APP-{number}": unknown for number in range(8)}), "notes")
    about = [one.key for one in at.main.button if one.key and "survive.site" in one.key]
    assert about == ["open\nworkload\nsurvive.site"]
    assert "APP-0、APP-1、ほか 6 件" in plain(markdown(at))


def test_nothing_is_noted_about_what_has_no_recommendation_yet() -> None:
    design = one_site(APP={}, WEB={})
    waiting = {key: value for key, value in design.workloads[1].answers.items() if key != "product"}
    at = opened("en", one_site(APP={}), "notes")
    assert "WEB" not in plain(markdown(at))
    design = type(design)(
        sites=design.sites,
        workloads=(design.workloads[0], type(design.workloads[1])("WEB", waiting)),
    )
    at = opened("en", design, "notes", details=True)
    texts = "\n".join([section(at, "Tasks"), *labels(at)])
    assert "WEB" not in plain(texts)
    assert "Product" in at.main.info[0].value
