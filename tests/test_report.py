"""The report: what it says, in which order, how long it may get, and what it never says twice."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from documents.markdown import escape, visible
from documents.report import report
from facts.design import Design
from facts.design_file import load, parse
from knowledge.advice import Advice, Conflict
from knowledge.advisor import advise
from tests.random_designs import asked_places, random_design, unknown_at

EXAMPLES = Path(__file__).parent.parent / "examples"
LONGEST = 40_000
ESTATE = """
schema: 1
sites:
  - {name: Main, host_release: 2022, host_count: 4, shared_storage: {fc-san: yes, iscsi: yes}}
  - {name: DR, role: dr, host_release: 2019, host_count: 2, host_edition: datacenter,
     shared_storage: {s2d: yes}}
links:
  - {between: [Main, DR], trust: trusted}
workloads:
  - {name: FCI, site: Main, product: sql-server, product_release: 2019, deployment: fci,
     survive: {service: yes, site: yes}, tolerated: {loss: 0, outage: 5 min},
     disaster: {loss: 1 h, outage: 8 h}, second_copy: {site: DR},
     guest_storage: {vhd-set: yes, iscsi: yes}}
  - {name: AG, site: Main, product: sql-server, product_release: 2022, deployment: ag,
     survive: {service: yes, maintenance: yes}, tolerated: {outage: 1 min}}
  - {name: MAIL, site: Main, product: exchange, product_release: 2019, deployment: dag,
     survive: {site: yes}, second_copy: {site: DR}}
  - {name: WEB, site: Main, product: other, stateful: no, survive: {maintenance: yes},
     wishes: {guest_layer: guest-nlb}}
  - {name: APP, site: Main, product: other, stateful: yes, cluster_aware: %s,
     survive: {site: yes}, disaster: {loss: 15 min, outage: 4 h}, second_copy: {site: DR}}
  - {name: DC, site: DR, product: ad-domain-controller, deployment: multi-master}
"""


@cache
def advised(text: str) -> Advice:
    loaded = parse(text)
    assert loaded.design is not None, loaded.problems
    return advise(loaded.design, "2026-11-22")


@cache
def example(name: str) -> Advice:
    design = load(EXAMPLES / f"{name}.yaml").design
    assert design is not None
    return advise(design, "2026-11-22")


def chapter(text: str, title: str) -> str:
    """One chapter or section of a report, by the end of its heading."""
    found = re.search(rf"^(#+) [^\n]*{re.escape(title)}$", text, re.MULTILINE)
    assert found is not None, title
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def body(text: str) -> str:
    return re.split(r"^## (?:Appendix|付録)", text, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("aware", ["yes", "no", "unknown"])
def test_two_sites_and_six_workloads_stay_readable(language: str, aware: str) -> None:
    told = body(report(advised(ESTATE % aware), language))
    assert len(told) <= LONGEST
    assert told.count("\n### ") >= 6  # all of them are there


def test_the_chapters_stand_in_their_order() -> None:
    text = report(example("fci-on-vhd-set-2019"), "en")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "1. Summary",
        "2. Requirements and assumptions",
        "3. Decisions for the sites",
        "4. Decisions for the workloads",
        "5. Findings",
        "6. Tasks",
        "7. Open questions",
        "8. Where the sources disagree",
        "9. What this report does not cover",
        "Appendix A: Sources",
        "Appendix B: The reasons, down to the answers",
        "Appendix C: Further defaults",
        "Appendix D: Options that the body leaves out",
        "Appendix E: Disagreements settled by the younger edition",
        "Appendix F: What each choice hangs on",
        "Appendix G: Findings for information",
        "Appendix H: How to carry out the tasks",
        "Appendix I: Recovery objectives and what the options reach",
    ]
    assert text.startswith("# Core systems: Design rationale for Hyper-V high availability\n")
    for said in ("| Customer | Example Hospital |", "| Judged as of | 2026-11-22 |"):
        assert said in text
    assert "| Approver |   |   |   |" in text


def test_the_summary_recommends_before_it_warns() -> None:
    summary = chapter(report(example("fci-on-vhd-set-2019"), "en"), "1. Summary")
    order = [
        "there is a supported option",
        "- **Main**: Make the hosts a host cluster. Shared storage: FC-SAN.",
        "- **PRINT (Main)**: When a host fails",
        "- **SQL (Main)**: The virtual machines form a guest cluster",
        "Warning: Guest cluster on top of a host cluster (SQL)",
    ]
    places = [summary.index(said) for said in order]
    assert places == sorted(places)


def test_the_summary_says_what_cannot_be_met() -> None:
    summary = chapter(report(example("guest-cluster-wish-2008r2"), "ja"), "1. 要約")
    assert "指定または希望された構成には、実現できない点がある。" in summary
    assert "- ORDERS: 希望されたゲスト クラスターは「サポート対象外」である。" in summary
    # the storage of that guest cluster has no option either, which follows and is not said again
    assert summary.count("ORDERS") == 3, "what is recommended, the wish, the guest out of support"


def test_every_option_that_lost_has_its_reason() -> None:
    text = report(example("two-workgroup-hosts-2022"), "en")
    rows = re.findall(r"^\| (.*) \|$", chapter(text, "4.1 LOGISTICS"), re.MULTILINE)
    cells = [row.rsplit(" | ", 2) for row in rows if "---" not in row and "Verdict" not in row]
    assert len(cells) >= 12
    assert all(reason.strip() and verdict.strip() for _, verdict, reason in cells)
    kerberos = next(row for row in rows if row.startswith("Kerberos"))
    assert "not supported" in kerberos
    assert "certificate" in kerberos
    assert "Workgroup" in kerberos


def test_a_discouraged_choice_says_why_nothing_better_was_left() -> None:
    ja = report(example("fci-on-vhd-set-2019"), "ja")
    decided = chapter(chapter(ja, "4.2 SQL"), "サイト内の保護")
    pair = "ゲスト クラスター + ホスト クラスター (再起動とライブ マイグレーション)"
    assert f"**決定: {pair}** (推奨しない)" in decided
    assert "これより判定の良い選択肢がないため採用する" in decided
    assert "非推奨" not in ja
    en = report(example("fci-on-vhd-set-2019"), "en")
    assert "chosen all the same because no option with a better verdict is left" in en


def test_a_pair_that_leaves_the_host_failure_to_the_copy_does_not_claim_to_cover_it() -> None:
    told = report(example("two-workgroup-hosts-2022"), "en")
    within = chapter(chapter(told, "4.1 LOGISTICS"), "Protection within the site")
    assert "does not cover the failure of a host, which is left to the second copy" in within
    assert "It meets the requirements" not in within


def test_a_wish_is_marked_where_it_is_judged() -> None:
    advice = example("guest-cluster-wish-2008r2")
    assert "| ゲスト | ゲスト クラスター (希望) | サポート対象外 |" in report(advice, "ja")
    assert "| Guests | guest cluster (wish) | not supported |" in report(advice, "en")
    storage = chapter(report(advice, "en"), "Storage of the guest cluster")
    assert "**Decision: none.**" in storage
    assert "guest cluster itself is not chosen" in storage


def test_assumptions_are_listed_with_what_they_bear_on() -> None:
    text = report(example("fci-on-vhd-set-2019"), "en")
    assumed = chapter(text, "2.4 Assumptions")
    row = next(line for line in assumed.splitlines() if "Second copy on another host" in line)
    assert row.startswith("| PRINT, SQL |")
    assert row.endswith("| Yes | Second copy |")
    # a requirement that was only assumed away stands in the body though no reason rests on it
    disaster = next(line for line in assumed.splitlines() if "loss of the site" in line)
    assert disaster == "| PRINT, SQL | Survives the loss of the site | No | — |"
    # PRINT's default, which nothing reads and which states no requirement
    assert "Virtual machines at most" not in assumed
    assert "Virtual machines at most" in chapter(text, "Appendix C: Further defaults")
    assert "Shared iSCSI storage: No (assumed)" in chapter(text, "Storage of the host cluster")


def test_a_provisional_decision_names_rivals_and_the_questions_that_decide() -> None:
    platform = chapter(report(advised(ESTATE % "unknown"), "en"), "3.1 Main")
    decided = chapter(platform, "Platform")
    assert "**Provisional: host cluster** is foremost." in decided
    assert "overtaken by: standalone hosts." in decided
    assert "Cluster-aware (APP)" in decided
    assert "undetermined (insufficient to suitable)" in decided
    summary = chapter(report(advised(ESTATE % "unknown"), "en"), "1. Summary")
    assert "Platform: still open" in summary
    opened = chapter(report(advised(ESTATE % "unknown"), "en"), "7. Open questions")
    assert opened.count("\n- ") == 1
    assert "Platform (Main)" in opened


def test_workloads_alike_share_a_section() -> None:
    twins = "\n".join(
        f"  - {{name: {name}, site: S, product: print-server}}" for name in ("TWO", "ONE")
    )
    site = "schema: 1\nsites: [{name: S, host_release: 2022, host_count: 2}]\nworkloads:\n"
    told = report(advised(site + twins), "en")
    assert "### 4.1 ONE, TWO" in told
    assert "### 4.2" not in told
    assert "- **ONE, TWO (S)**:" in told


def test_what_was_told_of_one_workload_is_not_told_again_of_the_next() -> None:
    text = """
schema: 1
sites: [{name: S, host_release: 2022, host_count: 2, shared_storage: {fc-san: yes}}]
workloads:
  - {name: A, site: S, product: print-server}
  - {name: B, site: S, product: print-server, tolerated: {outage: 1 h}}
"""
    second = chapter(report(advised(text), "en"), "4.2 B")
    assert "Options, verdicts and reasons are those of section 4.1." in second
    assert "**Decision:" in second
    assert "| Guests |" not in second


def test_findings_and_tasks_stand_once_with_everyone_they_concern() -> None:
    text = report(advised(ESTATE % "no"), "en")
    for title, start in (("5. Findings", r"- \*\*(.*?)\*\*"), ("6. Tasks", r"- \[ \] (.*)")):
        names = re.findall(rf"^{start}", chapter(text, title), re.MULTILINE)
        assert names
        assert len(names) == len(set(names))
    whom = re.findall(r"^\*\*(.*)\*\*\n\n- \[ \]", chapter(text, "6. Tasks"), re.MULTILINE)
    assert len(whom) == len(set(whom))
    assert whom == sorted(whom, key=lambda one: one.startswith("Still open")), "the firm come first"
    assert any("AG" in one and "WEB" in one for one in whom)


def test_disagreeing_sources_are_told_once_for_each_overruled_record() -> None:
    advice = example("fci-on-vhd-set-2019")
    text = report(advice, "en")
    told = chapter(text, "8. Where the sources disagree")
    settled = chapter(text, "Appendix E: Disagreements settled by the younger edition")
    overruled = re.findall(r"^- Gives way: (.*)$", told + settled, re.MULTILINE)
    assert len(overruled) == len({one.loser for one in advice.conflicts}) >= 3
    assert all(re.search(r"\\\[[\d, ]+\\\]$", one) for one in overruled)
    assert "Decided by the house rule. Concerns: SQL." in told
    # what a younger edition settled is counted in the body and told in the appendix
    count = len({one.loser for one in advice.conflicts if one.decided_by == "edition"})
    assert f"Settled by the younger edition: {count} (Appendix E)." in told
    assert "younger edition. Concerns" not in told
    assert settled.count("\n- ") == count == settled.count("Decided by the younger edition.")


def test_an_undecided_disagreement_is_said_to_be_undecided() -> None:
    advice = example("fci-on-vhd-set-2019")
    pair = "combined-clustering-discouraged,combined-clustering-recommended"
    met = Conflict("workload", "SQL", "", pair, "", "open", ())
    told = chapter(report(replace(advice, conflicts=(met,)), "ja"), "8. 出典間の相違")
    assert "未決。これに左右される判定は保留とする (SQL については未確定)。" in told
    assert told.count("\n  - ") == 2


def test_unconfirmed_guidance_is_marked_wherever_it_is_quoted() -> None:
    text = "schema: 1\nsites: [{name: S, host_release: 2022, host_count: 2}]\nworkloads:\n" + (
        "  - {name: DC, site: S, product: ad-domain-controller, survive: {site: yes}}\n"
    )
    advice = advised(text)
    for language, said, mark in (
        ("ja", "検証中とされている", "(要確認)"),
        ("en", "still under verification", "(to be confirmed)"),
    ):
        quoted = [line for line in report(advice, language).splitlines() if said in line]
        assert quoted
        assert all(mark in line for line in quoted)


def test_every_source_cited_is_listed_with_link_edition_and_day() -> None:
    text = report(advised(ESTATE % "yes"), "en")
    listed = chapter(text, "Appendix A: Sources")
    numbers = [
        int(one) for one in re.findall(r"^- \\\[(\d+)\\\] \[.+\]\(https?://", listed, re.MULTILINE)
    ]
    cited = {
        int(number)
        for group in re.findall(r"\\\[([\d, ]+)\\\]", text.replace(listed, ""))
        for number in group.split(", ")
    }
    assert numbers == list(range(1, len(numbers) + 1))
    assert cited == set(numbers)
    assert re.search(r"checked on \d{4}-\d\d-\d\d", listed)
    assert "Not stated outright:" in listed


def test_the_appendix_leads_down_to_the_answers() -> None:
    text = report(example("fci-on-vhd-set-2019"), "en")
    reasons = chapter(text, "Appendix B: The reasons, down to the answers")
    told = re.findall(r"^- \*\*(R\d+)\*\*", reasons, re.MULTILINE)
    assert told == [f"R{number}" for number in range(1, len(told) + 1)]
    assert set(re.findall(r"\bR\d+\b", reasons)) == set(told)
    assert "(the product is Microsoft SQL Server; the deployment is “Failover cluster" in reasons
    # decisions are numbered, and referred to by their numbers
    decisions = re.findall(r"^### (D\d+) ", reasons, re.MULTILINE)
    assert decisions == [f"D{number}" for number in range(1, len(decisions) + 1)]
    assert set(re.findall(r"\bD\d+\b", reasons)) == set(decisions)
    assert "the site has a host cluster (D1)" in reasons
    # what no rule says is told as well: why a host cluster is possible
    assert "Nothing speaks against “FC-SAN”, since " in reasons
    # and of what lost without an objection, by what it lost
    assert "VHD: suitable. Nothing speaks against it; “VHDX” has more in its favour" in reasons
    assert "Overruled: R" in reasons


def test_drawings_are_embedded_by_their_relative_address() -> None:
    advice = example("two-workgroup-hosts-2022")
    views = {one: f"diagrams/{one}.svg" for one in ("physical", "network", "replication")}
    shown = report(advice, "ja", drawings=views)
    assert re.findall(r"!\[.*", chapter(shown, "1. 要約")) == [
        "![物理構成図](diagrams/physical.svg)"
    ]
    assert re.findall(r"!\[.*", chapter(shown, "3. サイトごとの決定事項")) == [
        "![ネットワーク構成図](diagrams/network.svg)",
        "![レプリケーション構成図](diagrams/replication.svg)",
    ]
    assert shown.count("![") == 3
    assert "![" not in report(advice, "ja")


def test_what_is_not_covered_is_said() -> None:
    limits = chapter(report(example("two-workgroup-hosts-2022"), "ja"), "9. 本書の対象外")
    for said in ("バックアップ", "セキュリティ", "ライセンス", "容量設計", "CSV の数"):
        assert said in limits
    assert "クォーラム" not in limits
    assert "ストレッチ クラスター" in limits
    assert "ネットワークの詳細" in limits
    english = chapter(report(example("two-workgroup-hosts-2022"), "en"), "does not cover")
    assert [line.split(" ")[1] for line in english.strip().splitlines()[2:]][-2:] == [
        *("Networks", "Clusters")
    ]


@pytest.mark.parametrize("seed", range(12))
def test_any_design_is_told_in_both_languages(seed: int) -> None:
    design = random_design(seed)
    advice = advise(unknown_at(design, asked_places(design)[seed::9]), "2026-11-22")
    for language in ("ja", "en"):
        told = report(advice, language)
        assert not re.search(r"\{\w+\}|\x00", told)
        mentioned = set(re.findall(r"\bR\d+\b", told))
        assert mentioned == set(re.findall(r"^- \*\*(R\d+)\*\*", told, re.MULTILINE))


HOSTILE = [
    "<script>alert(1)</script>",
    "a|b",
    "![x](http://example.com/x)",
    "`code`",
    "\\N",
    "{0} {name}",
    "\"quoted\" 'too'",
    "\u202eflipped\u200f",
]


def test_hostile_names_stay_text_everywhere() -> None:
    named = {f"W{number}": name for number, name in enumerate(HOSTILE)}
    lines = [f"  - {{name: {key}, site: SITE, product: print-server}}" for key in named]
    text = "schema: 1\nsites: [{name: SITE, host_release: 2022, host_count: 2}]\nworkloads:\n"
    design = parse(text + "\n".join(lines)).design
    assert design is not None
    site, title = "![s](x)|<b>", "<img src=x>|`"
    hostile = Design(
        answers={"project": title, "customer": title, "author": title, "version": title},
        sites=tuple(replace(one, name=site) for one in design.sites),
        workloads=tuple(
            replace(one, name=named[one.name], answers={**one.answers, "site": site})
            for one in design.workloads
        ),
    )
    reader = MarkdownIt("gfm-like", {"linkify": False})
    for language in ("ja", "en"):
        told = report(advise(hostile, "2026-11-22"), language)
        kinds = {child.type for token in reader.parse(told) for child in token.children or [token]}
        assert not kinds & {"html_inline", "html_block", "image", "fence", "code_block"}
        shown = reader.render(told)
        for name in [site, title, *HOSTILE]:
            plain = visible(name).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            assert plain.replace('"', "&quot;") in shown, name
            assert escape(name) in told, name
        for row in re.findall(r"(?:^\|.*\n)+", told, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in row.splitlines()}
            assert len(widths) == 1
