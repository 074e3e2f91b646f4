"""The verification finds and names each kind of fault that is planted; today's base has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from facts.design import Design, Entity
from facts.design_file import parse, write
from facts.question_bank import questions
from knowledge.advisor import advise
from knowledge.inquiry.base import RuleBase, in_place, present, topics
from knowledge.inquiry.certificate import PAGES, identity
from knowledge.inquiry.coverage import covered
from knowledge.inquiry.direct import MOST, differences, follows, topics_and_stages
from knowledge.inquiry.domains import fields_at
from knowledge.inquiry.faults import KINDS, Fault
from knowledge.inquiry.over_all import contradictions, gaps, never_fired, redundant
from knowledge.inquiry.parameters import MASKED, Space, spaces
from knowledge.inquiry.rows import MAKE_ANEW, read_claims, read_rows
from knowledge.inquiry.second_opinion import disagreements, malformed
from knowledge.inquiry.shrinking import shrunk, smallest
from knowledge.inquiry.structure import implies, structural_faults
from knowledge.inquiry.tried import Tried, tried
from knowledge.inquiry.verification import designs_shown, verify
from knowledge.judgement import Judgement
from knowledge.rules import (
    NO,
    YES,
    Absent,
    Conclusion,
    Covers,
    Finding,
    Merit,
    Need,
    Objection,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)
from knowledge.support import SupportRow
from tests.test_rule_base import WIDE

DOCS = Path(__file__).parent.parent / "docs"
AS_OF = "2026-11-23"


def with_rules(*rules: Rule) -> RuleBase:
    return replace(present(), rules=(*present().rules, *rules))


def without(*names: str) -> RuleBase:
    kept = tuple(rule for rule in present().rules if rule.name not in names)
    assert len(kept) == len(present().rules) - len(names)
    return replace(present(), rules=kept)


def rule(name: str) -> Rule:
    return present().by_name[name]


def planted(then: Conclusion, stage: Stage, *when: object, cites: str = "layers-combine") -> Rule:
    patterns = when or (subject(),)
    return Rule("planted", stage, patterns, (then,), (cites,))  # type: ignore[arg-type]


def found_in(base: RuleBase) -> list[Fault]:
    with in_place(base):
        return structural_faults(base)


def of_kind(faults: Iterable[Fault], kind: str) -> list[tuple[str, ...]]:
    return [one.rules for one in faults if one.kind == kind]


@cache
def seen_today() -> Tried:
    return tried(designs_shown(), present())


def design(text: str) -> Design:
    loaded = parse("schema: 1\n" + text)
    assert loaded.design is not None, loaded.problems
    return loaded.design


# Today's rule base


def test_today_nothing_is_wrong_with_the_structure() -> None:
    assert found_in(present()) == []


def test_the_rows_are_those_of_the_question_bank() -> None:
    for space in spaces():
        assert read_rows(space).hash == space.hash, f"the questions have changed: {MAKE_ANEW}"


def test_the_certificate_is_that_of_this_knowledge() -> None:
    """The whole page is compared by .ci/run, which verifies; this takes no time."""
    hashes = [space.hash for space in spaces()]
    for language, page in PAGES.items():
        text = (DOCS / page).read_text(encoding="utf-8")
        assert identity(language, hashes) in text, "python -m knowledge.inquiry.verify"
        faults = {"en": "**Faults: 0**", "ja": "**不具合: 0 件**"}[language]
        assert faults in text


def test_rows_of_two_sites_hold_every_pair() -> None:
    held, possible = covered(spaces()[1], read_rows(spaces()[1]).rows)
    assert held == possible > 200_000


@pytest.mark.parametrize("space", spaces(), ids=lambda one: one.name)
def test_rows_are_designs_that_a_file_can_hold(space: Space) -> None:
    """Each row gives a design with every answer that is asked and no other."""
    rows = read_rows(space)
    assert len(set(rows.rows)) == len(rows.rows)
    for row in rows.rows[::50]:
        made = rows.space.design(row)
        assert parse(write(made)).design == made
        advice = advise(made, AS_OF)
        assert not [one for one in advice.assumptions if one.set_aside is not None]
        asked = sum(place != MASKED for place in row)
        answers = [made.answers, *(one.answers for one in (*made.sites, *made.workloads))]
        answers += [one.answers for one in made.links]
        # where there is one site, its name is no parameter of the workload's
        assert sum(map(len, answers)) - (len(made.sites) == 1) == asked


def test_a_pair_that_cannot_be_is_not_asked_for() -> None:
    """Of three yes-or-no questions, the third asked only with the second: worked out by hand."""
    whole = spaces()[1]
    names = ("shared_storage.fc-san", "persistent_reservation.fc-san", "vmm")
    few = tuple(
        one
        for one in whole.parameters
        if one.point.question in names and one.point.names == ("Alpha",)
    )
    small = replace(whole, parameters=few)
    # fc-san with its reservations: yes-yes, yes-no, no-masked; each of these 5 values with vmm's 2
    assert covered(small, [])[1] == 3 + 2 * 2 + 3 * 2
    assert covered(small, [(0, 0, 0)])[0] == 3


def test_fields_are_exactly_those_that_the_stages_hand_over() -> None:
    for stage in Stage:
        # days are no values of a field: how long a release is supported is worked out of them
        assert set(fields_at(stage, present())) == set(WIDE[stage]) - {"as_of"}, stage


def test_every_field_holds_what_it_is_said_to_hold() -> None:
    """On the designs of the scenarios: no value outside of the domain of its field."""
    held = {stage.name.lower(): fields_at(stage, present()) for stage in Stage}
    for one in designs_shown()[::7]:
        for reason in advise(one, AS_OF).reasons.values():
            for fact in reason.facts:
                known = held[reason.stage][fact.field]
                assert fact.value in (*known, "unknown") or isinstance(fact.value, int), fact


def test_a_claim_is_made_of_options_that_exist() -> None:
    from knowledge.decisions import DECISIONS

    for topic, option in read_claims():
        assert option in DECISIONS[topic].options


def test_the_reasoner_concludes_what_direct_evaluation_does() -> None:
    faults, asked = differences(present(), 10)
    assert (faults, asked) == ([], 10 * len(Stage))


# Planted faults that show in the rules as they are written


@pytest.mark.parametrize(
    ("conditions", "cites"),
    [
        ({"environment": one_of("productive")}, "layers-combine"),
        ({"product": one_of("exchange"), "product_release": one_of("2005")}, "layers-combine"),
        # the record holds up to 2008 R2, the condition from 2025 on
        ({"host_release": one_of("2025")}, "csv-metric-automatic-2008r2"),
    ],
)
def test_a_dead_rule(conditions: dict[str, object], cites: str) -> None:
    record = cites if cites in present().records else _only_on("2008R2")
    dead = planted(
        Finding(id="layers-combine", severity="info", decision="pair", option="nothing+nothing"),
        Stage.OPTIONS,
        subject(**conditions),  # type: ignore[arg-type]
        cites=record,
    )
    assert of_kind(found_in(with_rules(dead)), "dead") == [("planted",)]


def _only_on(release: str) -> str:
    """A record whose hosts run nothing but that release."""
    from facts.releases import WINDOWS_SERVER, within

    for record in present().records.values():
        span = record.applies.get("host", "")
        if span and [one for one in WINDOWS_SERVER if within(one, span)][-1] == release:
            return record.id
    raise AssertionError(release)


def test_a_rule_that_waits_for_what_nobody_concludes() -> None:
    waiting = planted(
        Need(what="host-cluster"), Stage.NEEDS, subject(), Covers(failure="host", by="application")
    )
    assert ("planted",) in of_kind(found_in(with_rules(waiting)), "dead")


def test_a_subsumed_rule_and_one_that_stands_twice() -> None:
    wide = rule("replica_needs_a_connection")
    narrow = replace(wide, name="narrow", when=(subject(copy_connected=NO, survive_site=YES),))
    assert of_kind(found_in(with_rules(narrow)), "subsumed") == [("narrow", wide.name)]
    twice = replace(wide, name="twice")
    assert len(of_kind(found_in(with_rules(twice)), "subsumed")) == 1
    other = replace(narrow, then=(Task(id="open-firewall-http"),))
    assert of_kind(found_in(with_rules(other)), "subsumed") == []


def test_cycles() -> None:
    first = Rule(
        "first",
        Stage.NEEDS,
        (subject(), Need(what="copy-on-another-host")),
        (Need(what="host-cluster"),),
        ("layers-combine",),
    )
    second = replace(
        first,
        name="second",
        when=(subject(), Need(what="host-cluster")),
        then=(Need(what="copy-on-another-host"),),
    )
    assert of_kind(found_in(with_rules(first, second)), "cyclic") == [("first", "second")]
    absent = replace(first, when=(subject(), Absent(Need(what="host-cluster"))))
    assert ("first",) in of_kind(found_in(with_rules(absent)), "cyclic")


@pytest.mark.parametrize(
    ("then", "stage", "when", "what"),
    [
        (Need(what="a-miracle"), Stage.NEEDS, {}, "nobody asks"),
        (Need(what="host-cluster"), Stage.OPTIONS, {}, "nobody asks"),
        (Covers(failure="flood", by="application"), Stage.GROUND_WORKLOAD, {}, "nobody asks"),
        (Merit(decision="platform", option="cloud"), Stage.GROUND_SITE, {}, "no option cloud"),
        (Merit(decision="pair", option="nothing+nothing"), Stage.COPIES, {}, "decided before"),
        (Merit(decision="platform", option="standalone"), Stage.NEEDS, {}, "not decided about"),
        (Finding(id="nonsense", severity="info"), Stage.OPTIONS, {}, "no words"),
        (Task(id="add-adapters"), Stage.SETTLEMENT, {"weather": YES}, "nobody supplies weather"),
        (Task(id="add-adapters"), Stage.NEEDS, {"guest_layer_chosen": YES}, "second copy|copies"),
    ],
)
def test_an_orphaned_conclusion_or_field(
    then: Conclusion, stage: Stage, when: dict[str, object], what: str
) -> None:
    loose = planted(then, stage, subject(**when))  # type: ignore[arg-type]
    faults = [one for one in found_in(with_rules(loose)) if one.kind == "orphaned"]
    assert {one.rules for one in faults} == {("planted",)}
    assert any(part in one.what for one in faults for part in what.split("|"))


def test_a_record_that_is_lost_or_applied_by_nobody() -> None:
    lost = {key: one for key, one in present().records.items() if key != "layers-combine"}
    faults = found_in(replace(present(), records=lost))
    assert {one.kind for one in faults} == {"orphaned"}
    assert {name for one in faults for name in one.rules} >= {
        "guest_nlb_and_restart_only_work_together"
    }
    spare = replace(present().records["layers-combine"], id="spare")
    faults = found_in(replace(present(), records={**present().records, "spare": spare}))
    assert [one.what for one in faults] == ["nothing applies the record spare"]


def test_a_row_of_the_table_that_never_decides_and_a_question_that_nobody_reads() -> None:
    row = next(one for one in present().rows if one.deployments)
    shadowed = SupportRow(row.product, row.deployments[:1], row.option, "silent", row.record)
    faults = found_in(replace(present(), rows=(*present().rows, shadowed)))
    assert len(faults) == 1
    assert "always decide" in faults[0].what
    faults = found_in(without("backup_uses_the_management_network"))
    assert ("orphaned", "no rule reads the question site backup_over_management") in [
        (one.kind, one.what) for one in faults
    ]


# Planted faults that show in what is tried


def test_a_contradiction_names_both_rules_and_a_small_design() -> None:
    against = rule("replica_needs_a_connection")
    merit = Merit(decision="second_copy", option="hyper-v-replica")
    both = replace(against, name="planted", then=(merit,))
    base = with_rules(both)
    apart = [
        one
        for one in designs_shown()
        if "no" in [link.answers.get("connected") for link in one.links]
    ]
    designs = [*apart, *designs_shown()[::6]]
    seen = tried(designs, base)
    faults = list(contradictions(base, seen, designs))
    assert [one.rules for one in faults] == [("planted", against.name)]
    with in_place(base):
        shown = shrunk(faults[0]).design
    assert shown is not None
    assert len(shown.workloads) == 1
    assert [dict(one.answers) for one in shown.links] == [{"connected": "no"}]
    assert len(shown.sites) == 2
    assert {*shown.workloads[0].answers} <= {"site", "product", "second_copy.site"}
    quick = list(contradictions(base, seen, designs, all_tried=False))
    assert [one.rules for one in quick] == [one.rules for one in faults]


def test_a_merit_that_an_answer_may_bar_is_no_contradiction() -> None:
    assert list(contradictions(present(), seen_today(), designs_shown())) == []
    merit, barring = (
        rule("replica_copies_a_machine_for_the_site"),
        rule("replica_needs_a_connection"),
    )
    assert seen_today().first_where(merit.name, barring.name) is not None
    assert not implies(merit, barring, present())


def test_a_redundant_rule() -> None:
    settled = rule("deployment_settles_on_guest_cluster_not_nothing")
    again = replace(
        settled,
        name="planted",
        when=(subject(product=one_of("sql-server"), deployment=one_of("fci")),),
    )
    base = with_rules(again)
    assert of_kind(found_in(base), "subsumed") == []
    assert ("planted", settled.name) in of_kind(
        redundant(base, tried(designs_shown(), base)), "redundant"
    )


def test_a_rule_that_never_fires() -> None:
    """Each condition can be met, and the two never meet: no product but SQL Server has an FCI."""
    dead = planted(
        Task(id="add-adapters"),
        Stage.OPTIONS,
        subject(product_settled_layer=one_of("guest-cluster"), product=one_of("print-server")),
    )
    base = with_rules(dead)
    assert found_in(base) == []
    seen = tried(designs_shown(), base)
    assert of_kind(never_fired(base, seen), "dead") == [("planted",)]
    assert list(never_fired(present(), seen_today())) == []


def test_a_gap_and_the_smallest_design_that_shows_it() -> None:
    base = without("management_network_is_needed")
    claimed = ("network.management", "own-network")
    assert claimed in read_claims()
    faults = list(gaps([claimed], tried(designs_shown()[:3], base)))
    assert [one.what for one in faults] == ["nothing is said of own-network of network.management"]
    with in_place(base):
        shown = shrunk(faults[0]).design
    assert shown is not None
    assert (len(shown.sites), len(shown.workloads)) == (1, 1)
    required = {one.id for kind in ("site", "workload") for one in questions(kind) if one.required}
    for entity in (*shown.sites, *shown.workloads):
        assert set(entity.answers) <= required
    assert list(gaps([claimed], seen_today())) == []


def test_an_overlap_of_two_levels_by_one_record() -> None:
    against = rule("replica_needs_a_connection")
    milder = Objection(decision="second_copy", option="hyper-v-replica", level="discouraged")
    base = with_rules(replace(against, name="planted", then=(milder,)))
    names = {"replica": (against.name, "planted")}
    faults = [fault for one in topics_and_stages(base, names) for fault in one.overlaps()[0]]
    assert of_kind(faults, "overlap") == [("planted", against.name)]
    assert "copy_connected is no" in faults[0].what


def test_a_verdict_that_is_not_what_the_reasons_say(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = design(
        "sites: [{name: A, host_release: 2022, host_count: 2}]\n"
        "workloads: [{name: W, site: A, product: print-server}]\n"
    )
    assert list(disagreements(advise(shown, AS_OF))) == []

    def first(weights: object, *_: object, **__: object) -> Judgement:
        from knowledge.judgement import judge

        right = judge(weights)  # type: ignore[arg-type]
        return replace(right, chosen=right.options[-1].option)

    monkeypatch.setattr("knowledge.inference.judge", first)
    seen = Tried()
    with in_place(present()):
        seen.see(shown)
    assert {one.kind for one in seen.faults.values()} == {"verdict"}
    assert any("disk_format: chosen vhd," in one.what for one in seen.faults.values())


def test_an_open_verdict_is_malformed() -> None:
    shown = design(
        "sites: [{name: A, host_release: unknown, host_count: 2}]\n"
        "workloads: [{name: W, site: A, product: print-server}]\n"
    )
    decisions = advise(shown, AS_OF).decisions
    said = [what for one in decisions if one.is_open for what in malformed(one)]
    assert any("undetermined" in what for what in said)
    assert any("the choice is open" in what for what in said)
    assert not [what for one in decisions if not one.is_open for what in malformed(one)]


def test_records_that_cannot_be_decided_between_leave_a_verdict_open() -> None:
    one, other = (
        present().records[f"combined-clustering-{what}"] for what in ("discouraged", "recommended")
    )
    equal = replace(other, house_rule={}, certainty=one.certainty, sources=one.sources)
    records = {**present().records, one.id: replace(one, house_rule={}), equal.id: equal}
    faults = tried(designs_shown()[:40], replace(present(), records=records)).faults.values()
    assert "open" in {fault.kind for fault in faults}


# The tools themselves


def test_conclusions_are_followed_phase_by_phase() -> None:
    """Evaluated by hand: the third rule may fire only where the second surely does not."""
    ground = Rule("ground", Stage.NEEDS, (subject(a=YES),), (Covers(failure="x", by="y"),), ("r",))
    then = replace(
        ground, name="then", when=(subject(), Covers(failure="x")), then=(Need(what="n"),), phase=1
    )
    unless = replace(
        ground,
        name="unless",
        when=(subject(), Absent(Need(what="n"))),
        then=(Need(what="m"),),
        phase=2,
    )
    record = replace(next(iter(present().records.values())), id="r", applies={})
    base = RuleBase((ground, then, unless), {"r": record}, ())
    for value, sure, maybe in (
        ("yes", {"ground", "then"}, {"ground", "then"}),
        ("no", {"unless"}, {"unless"}),
        ("unknown", set(), {"ground", "then", "unless"}),
    ):
        told = follows(base.rules, {"a": value}, base)
        assert [{name for name, _ in one} for one in told] == [sure, maybe]


def test_another_base_is_in_place_only_for_a_while() -> None:
    shown = designs_shown()[0]
    before = advise(shown, AS_OF)
    with in_place(without("vmm_configures_the_networks")):
        assert advise(shown, AS_OF).knowledge_hash != before.knowledge_hash
    assert advise(shown, AS_OF) == before


@pytest.mark.usefixtures("no_page_as_main")
def test_processes_make_no_difference() -> None:
    designs = designs_shown()[:90]
    alone, together = tried(designs, present()), tried(designs, present(), processes=2)
    assert alone == together


def test_topics_are_exhausted_unless_there_is_too_much() -> None:
    for one in topics_and_stages(present(), topics()):
        assert one.size <= MOST


def test_nothing_can_be_dropped_from_the_smallest_design() -> None:
    whole = Design(
        sites=(
            Entity("A", {"host_release": "2022", "host_count": 2, "vmm": "yes"}),
            Entity("B", {"host_release": "2019", "host_count": 2}),
        ),
        workloads=(
            Entity("W", {"site": "A", "product": "other", "stateful": "no"}),
            Entity("V", {"site": "B", "product": "other"}),
        ),
    )
    found = smallest(whole, lambda one: any("stateful" in each.answers for each in one.workloads))
    assert [site.name for site in found.sites] == ["A"]
    assert [dict(one.answers) for one in found.workloads] == [
        {"site": "A", "product": "other", "stateful": "no"}
    ]
    assert "vmm" not in found.sites[0].answers


def test_a_fault_says_what_shows_it() -> None:
    shown = Design(sites=(Entity("A", {"host_release": "2022", "host_count": 2}),))
    text = str(Fault("gap", ("one", "other"), "nothing is said", shown))
    assert text.startswith("gap: one, other: nothing is said\n    schema: ")
    assert "gap" in KINDS


@pytest.mark.slow
def test_a_quick_look_at_one_topic() -> None:
    assert verify(present().rules, present().records, topic="replica") == []
    flipped = Objection(decision="second_copy", option="hyper-v-replica", level="discouraged")
    against = replace(rule("replica_needs_a_connection"), name="planted", then=(flipped,))
    base = with_rules(against)
    faults = verify(base.rules, base.records, topic="replica")
    assert of_kind(faults, "overlap") == [("planted", "replica_needs_a_connection")]
    assert [one.design is not None for one in faults if one.kind == "overlap"] == [True]
