"""Networks and storage in the report: tables of what was decided, and every option somewhere."""

import re
from collections.abc import Iterator

import pytest

from documents.markdown import escape
from documents.report import report
from knowledge.advice import Advice, DecisionTaken, Option
from knowledge.advisor import advise
from knowledge.decisions import DECISIONS, NETWORKS
from knowledge.explanation import option_label
from knowledge.words import word
from tests.random_designs import random_design
from tests.test_report import ESTATE, advised, chapter, example

PLANNED = """
schema: 1
sites:
  - name: Main
    host_release: 2022
    host_count: 3
    shared_storage: {fc-san: yes}
    adapters: %s
    backup_over_management: yes
    wishes: {placement: pinned}
    networks:
      guest-service: {plan: own-network, redundancy: lbfo-team, vlan: yes}
      management: {plan: own-network, redundancy: single-nic, role: 3}
      csv: {plan: own-network, redundancy: separate-segments, metric: by-hand}
      iscsi-host: {plan: own-network}
workloads:
  - {name: APP, site: Main, product: other, survive: {maintenance: yes}}
"""
FAMILIES = ("network_redundancy", "virtual_switch", "network_role")
TITLES = {
    "en": {"networks": "Networks", "options": "Appendix D: Options that the body leaves out"},
    "ja": {"networks": "ネットワーク", "options": "付録 D: 本文で省略した選択肢"},
}
OPEN = {"en": " (still open)", "ja": " (未確定)"}


def plain(text: str) -> str:
    """Markdown without citations and backslashes."""
    return re.sub(r"\\(?!\[)(.)", r"\1", re.sub(r" ?\\\[[\d, ]+\\\]", "", text))


def rows(text: str) -> list[list[str]]:
    """Cells of the first table of a text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def site_of(text: str, number: int, name: str, title: str) -> str:
    return chapter(chapter(text, f"3.{number} {name}"), title)


def told(decision: DecisionTaken, language: str) -> str:
    """What a cell says of a decision, as a reader expects it."""
    leading = decision.chosen or decision.provisional or "none"
    label = option_label(decision.topic, leading, language)
    if decision.chosen and decision.option(leading).objections:
        label += f" ({word(f'verdict.{decision.option(leading).verdict}', language)})"
    return label + (OPEN[language] if decision.provisional else "")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("aware", ["no", "unknown"])
def test_the_networks_table_holds_what_was_decided(language: str, aware: str) -> None:
    advice = advised(ESTATE % aware)
    text = report(advice, language)
    for number, site in enumerate(("Main", "DR"), 1):
        wanted = []
        for kind in NETWORKS:
            own = advice.decision(f"network.{kind}", site)
            if "own-network" in (own.chosen, own.provisional, *own.contenders):
                name = word(f"network.short.{kind}", language)
                cells = [told(advice.decision(f"{one}.{kind}", site), language) for one in FAMILIES]
                wanted.append([name + ("" if own.chosen else OPEN[language]), *cells])
        section = site_of(text, number, site, TITLES[language]["networks"])
        assert [[plain(cell) for cell in row[:4]] for row in rows(section)] == wanted
        assert len(wanted) >= 2
        idle = [
            one for one in NETWORKS if advice.decision(f"network.{one}", site).chosen == "nothing"
        ]
        for kind in idle:
            (said,) = [line for line in section.splitlines() if ": " in line and "|" not in line][
                -1:
            ]
            assert word(f"network.{kind}", language) in said


@pytest.mark.parametrize(
    ("language", "planned", "findings"),
    [
        ("en", "Planned: {}; not taken ({}). ", "Findings: "),
        ("ja", "計画された「{}」は採用しない ({})。", "関連する指摘事項: "),
    ],
)
def test_a_plan_that_lost_is_named_with_verdict_reason_and_source(
    language: str, planned: str, findings: str
) -> None:
    advice = advised(PLANNED % 12)
    section = site_of(report(advice, language), 1, "Main", TITLES[language]["networks"])
    remarks = {row[0]: row[4] for row in rows(section)}
    for kind, family, lost in (
        ("guest-service", "network_redundancy", "lbfo-team"),
        ("management", "network_redundancy", "single-nic"),
        ("csv", "", "by-hand"),
    ):
        topic = f"{family}.{kind}" if family else "csv_metric"
        option = advice.decision(topic, "Main").option(lost)
        assert option.wished
        assert advice.decision(topic, "Main").chosen not in ("", lost)
        verdict = word(f"verdict.{option.verdict}", language)
        said = planned.format(option_label(topic, lost, language), verdict)
        remark = remarks[word(f"network.short.{kind}", language)]
        assert re.search(re.escape(escape(said)[:-1]) + r".{20,}\\\[[\d, ]+\\\]", remark)
    backup = word("finding.backup-over-management.name", language)
    management = remarks[word("network.short.management", language)]
    assert backup in management.split(findings)[1]
    # a plan that is not needed is marked among the networks that are left out
    mark = {"en": "host iSCSI network (planned)", "ja": "ホスト用 iSCSI ネットワーク (計画あり)"}
    assert mark[language] in section


def test_the_automatic_metric_stands_in_the_row_of_csv() -> None:
    section = site_of(report(advised(PLANNED % 12), "en"), 1, "Main", "Networks")
    remark = next(row[4] for row in rows(section) if row[0].startswith("CSV"))
    assert plain(remark).startswith("Metric: automatic. Planned: smallest set by hand;")


@pytest.mark.parametrize(
    ("adapters", "said"),
    [
        ("8", "on each host: 8. Each host has 8, which is enough."),
        ("7", "on each host: 8. Each host has 7, which is not enough."),
        ("unknown", "on each host: 8. How many each host has is not known."),
        ("as-needed", "on each host: 8.\n"),
    ],
)
def test_adapters_are_counted_against_those_there_are(adapters: str, said: str) -> None:
    """Guests, management, CSV and live migration, each on two adapters."""
    section = site_of(report(advised(PLANNED % adapters), "en"), 1, "Main", "Networks")
    assert "Networks of their own: 4. " in section
    assert said in section


def test_the_summary_points_to_what_is_not_taken_as_planned() -> None:
    text = report(advised(PLANNED % 7), "en")
    summary = chapter(text, "1. Summary")
    site = next(line for line in summary.splitlines() if line.startswith("- **Main**"))
    assert "Networks of their own: 4 (section 3)." in site
    assert "Not everything is taken as planned or wished for: Placement of machines" in site
    assert "- Main: NIC teaming (LBFO) was planned (Guest service network: redundancy);" in summary
    assert "Warning: Too few network adapters (Main)" in summary
    quiet = chapter(report(example("fci-on-vhd-set-2019"), "en"), "1. Summary")
    assert "as planned" not in quiet
    assert re.search(r"Networks of their own: \d \(section 3\)\.", quiet)


def test_plans_are_listed_network_by_network() -> None:
    inputs = chapter(report(advised(PLANNED % 12), "en"), "2.1 Sites")
    assert "Guest service network" not in inputs.split("Networks as they stand")[0]
    listed = rows(inputs.split("Networks as they stand or are planned:")[1])
    assert [plain(" ".join(row[:3])) for row in listed] == [
        "Main Guest service A network of its own",
        "Main Management A network of its own",
        "Main CSV and cluster A network of its own",
        "Main Host iSCSI A network of its own",
    ]
    assert listed[0][5] == "VLANs of the machines: Yes"
    assert listed[1][3:5] == ["One NIC", "Role 3 (cluster and clients)"]
    assert listed[2][5] == "Metric: Set to the smallest by hand"
    assert listed[3][3:] == ["—", "—", ""]
    # a plan that nobody made is no assumption
    assumed = chapter(report(advised(PLANNED % 12), "en"), "2.3 Assumptions")
    assert "Live migration network" not in re.sub(r"\|[^|]*\|$", "", assumed, flags=re.MULTILINE)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_storage_table_says_why(language: str) -> None:
    title = {"en": "Storage and placement of the machines", "ja": "仮想マシンの格納と配置"}
    section = site_of(report(advised(PLANNED % 12), language), 1, "Main", title[language])
    found = rows(section)
    assert [row[2] for row in found] == [word("verdict.recommended", language)] * 4
    assert all(re.search(r"\\\[[\d, ]+\\\]", row[3]) for row in found)
    pinned = option_label("placement", "pinned", language)
    assert pinned in found[2][3]
    assert pinned not in found[2][1]


@pytest.mark.parametrize(("language", "title"), [("en", "Quorum"), ("ja", "クォーラム")])
def test_the_quorum_table_names_the_witness_and_the_wish_it_refuses(
    language: str, title: str
) -> None:
    text = (PLANNED % 12).replace("{placement: pinned}", "{witness: nothing}")
    (row,) = rows(site_of(report(advised(text), language), 1, "Main", title))
    assert row[1] == option_label("witness", "disk", language)
    assert row[2] == word("verdict.recommended", language)
    assert option_label("witness", "nothing", language) in row[3]
    assert re.search(r"\\\[[\d, ]+\\\]", row[3])


def shown_options(advice: Advice) -> Iterator[tuple[DecisionTaken, Option]]:
    for decision in advice.decisions:
        if decision.shown and decision.topic != "pair":
            for option in decision.options:
                yield decision, option


def verdict_of(option: Option, language: str) -> str:
    return word(f"verdict.{option.verdict}", language)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("text", [PLANNED % 7, ESTATE % "no", ESTATE % "unknown"])
def test_every_option_is_told_with_its_verdict(text: str, language: str) -> None:
    """In the section of its site or workload, or in the appendix of options."""
    advice = advised(text)
    whole = report(advice, language)
    options = chapter(whole, TITLES[language]["options"])
    for decision, option in shown_options(advice):
        number = {"site": 3, "workload": 4}[decision.subject]
        own = chapter(
            whole, re.findall(rf"^### ({number}\.\d+ {decision.name})$", whole, re.MULTILINE)[0]
        )
        lines = (own + options).splitlines()
        label = escape(option_label(decision.topic, option.id, language))
        verdict = verdict_of(option, language)
        assert any(label in line and verdict in line for line in lines), (decision.id, option.id)


@pytest.mark.parametrize("seed", range(6))
def test_no_option_is_lost_in_any_design(seed: int) -> None:
    advice = advise(random_design(seed), "2026-11-22")
    told_of = report(advice, "en")
    reasons = chapter(told_of, "Appendix B: The reasons, down to the answers")
    lines = told_of.replace(reasons, "").splitlines()
    for decision, option in shown_options(advice):
        label = escape(option_label(decision.topic, option.id, "en"))
        verdict = verdict_of(option, "en")
        assert any(label in line and verdict in line for line in lines), (decision.id, option.id)
        assert f"- {label}: " in reasons


def test_families_of_networks_have_a_heading_each_in_the_appendix() -> None:
    options = chapter(report(advised(PLANNED % 12), "en"), TITLES["en"]["options"])
    for kind in NETWORKS:
        name = word(f"network.{kind}", "en")
        section = chapter(options, f"{name[:1].upper()}{name[1:]}")
        items = [row[0] for row in rows(section)]
        assert items[0] == "Network"
        assert set(items) <= {
            *(
                "Network",
                "Redundancy",
                "Virtual switch",
                "Cluster role",
                "Metric of the CSV network",
            )
        }
    assert {one.family for one in DECISIONS.values() if "." in one.topic} == {"network", *FAMILIES}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_where_all_networks_share_a_switch_none_is_counted_as_its_own(language: str) -> None:
    advice = advised("""
schema: 1
sites:
  - {name: Main, host_release: 2025, host_count: 3, shared_storage: {s2d: yes}}
workloads:
  - {name: APP, site: Main, product: other}
""")
    assert advice.decision("network_pattern", "Main").chosen == "converged"
    text = plain(report(advice, language))
    shared = {
        "en": "Networks on one shared virtual switch: 4",
        "ja": "共用するネットワークは 4 種類",
    }
    own = {"en": "Networks of their own", "ja": "専用のネットワークは"}
    assert text.count(shared[language]) == 2, "in the summary and in the chapter of the site"
    assert own[language] not in text
