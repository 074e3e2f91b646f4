"""Why: every chain ends in answers, tables or what no rule says; whole, once told, and bounded."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from facts.design import Design
from facts.design_file import parse
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.guidance import guidance
from knowledge.inquiry.nodes import (
    Absent,
    Again,
    FactRead,
    Lost,
    More,
    Note,
    Nothing,
    Outcome,
    Statement,
    Verdict,
)
from knowledge.inquiry.why import Why
from knowledge.inquiry.why_not import lost
from knowledge.judgement import VERDICTS
from knowledge.recall import Recall
from knowledge.rule_base import all_rules
from knowledge.rules import Stage, conditions_of
from tests.example_advice import AS_OF, ROOT, designed
from tests.large_design import large_design
from tests.random_designs import random_design
from tests.scenario_files import scenarios

EXAMPLES = sorted(one.stem for one in (ROOT / "examples").glob("*.yaml"))
SOME_SCENARIOS = [one.name for one in scenarios()][::7]
NAMES = [*EXAMPLES, *SOME_SCENARIOS, *(f"random {seed}" for seed in range(12)), "large"]
SETTLED = ("given", "assumed", "unknown", "not asked")
EARLY = (Stage.GROUND_SITE, Stage.GROUND_WORKLOAD, Stage.NEEDS)
SITE = "schema: 1\nsites: [{name: S, host_release: 2022, host_count: 2%s}]\nworkloads: [%s]\n"


@cache
def advice_on(name: str) -> Advice:
    return advise(_design(name), AS_OF)


def _design(name: str) -> Design:
    if name == "large":
        return large_design()
    if name.startswith("random "):
        return random_design(int(name.removeprefix("random ")))
    if name in EXAMPLES:
        return designed(name)
    return next(one.design for one in scenarios() if one.name == name)


def advised(site: str, *workloads: str) -> Advice:
    loaded = parse(SITE % (site, ", ".join(f"{{{one}}}" for one in workloads)))
    assert loaded.design is not None, loaded.problems
    return advise(loaded.design, AS_OF)


def walked(node: object) -> Iterator[object]:
    """A node and all below it."""
    yield node
    below: tuple[object, ...] = ()
    match node:
        case Outcome():
            below = node.options
        case Verdict():
            below = (*node.against, *node.merits, *node.overruled)
        case Statement():
            below = node.facts
        case FactRead():
            below = node.beneath
        case Absent():
            below = node.because
        case Note():
            below = (*node.reasons, node.option)
    for one in below:
        yield from walked(one)


@cache
def forest(name: str) -> tuple[object, ...]:
    """All that there is to be told of one advice, in trees that share their numbers."""
    advice = advice_on(name)
    why = Why(advice)
    told: list[object] = [why.of_decision(one.id) for one in advice.decisions]
    told += [why.of_noted(one) for one in (*advice.findings, *advice.tasks)]
    return tuple(node for one in told for node in walked(one))


@pytest.mark.parametrize("name", NAMES)
def test_every_chain_ends_in_answers_tables_or_what_nothing_says(name: str) -> None:
    for node in forest(name):
        if isinstance(node, FactRead) and not node.fact.question:
            assert node.beneath, node.fact
            assert not isinstance(node.beneath[0], More)
        elif isinstance(node, FactRead):
            assert node.fact.origin in SETTLED, node.fact
            assert all(isinstance(one, FactRead) and one.fact.question for one in node.beneath)


@pytest.mark.parametrize("name", NAMES)
def test_every_reason_of_every_option_is_told_once_with_all_that_it_read(name: str) -> None:
    advice = advice_on(name)
    statements = [one for one in forest(name) if isinstance(one, Statement)]
    told = {one.reason: one for one in statements}
    assert len(told) == len(statements)
    for one in statements:
        reason = advice.reasons[one.reason]
        assert [read.fact for read in one.facts] == [*reason.facts]
        assert (one.rule, one.records, one.status) == (reason.rule, reason.guidance, reason.status)
    options = [option for decision in advice.decisions for option in decision.options]
    named = {key for one in options for key in (*one.objections, *one.merits, *one.overruled)}
    noted = {key for one in (*advice.findings, *advice.tasks) for key in one.reasons}
    assert named | noted <= told.keys()
    outcomes = [one for one in forest(name) if isinstance(one, Outcome)]
    assert {one.decision for one in outcomes} == {one.id for one in advice.decisions}


@pytest.mark.parametrize("name", NAMES)
def test_numbers_count_up_and_lead_back_to_what_was_told(name: str) -> None:
    numbers: dict[str, int] = {"reason": 0, "decision": 0}
    for node in forest(name):
        if isinstance(node, Statement | Outcome):
            kind = "reason" if isinstance(node, Statement) else "decision"
            numbers[kind] += 1
            assert node.number == numbers[kind]
        elif isinstance(node, Again):
            assert 1 <= node.number <= numbers[node.kind]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_absent_is_absent_because_of_the_facts_told(name: str) -> None:
    """Every rule that would have drawn the conclusion asks for another value of one of them."""
    seen: set[Nothing] = set()
    give_way = {
        (one.rule, one.name)
        for one in advice_on(name).reasons.values()
        if one.status == "overruled"
    }
    for node in forest(name):
        if not isinstance(node, Absent) or node.nothing in seen or node.nothing.kind == "workload":
            continue
        nothing = node.nothing
        seen.add(nothing)
        assert [one.fact for one in node.because] == [*nothing.facts]
        facts = {one.field: one.value for one in nothing.facts}
        for rule in all_rules():
            slots = dict(nothing.slots).items()
            draws = any(one.kind == nothing.kind and slots <= {*one.slots} for one in rule.then)
            if (rule.name, nothing.names[0]) in give_way:
                continue
            if draws and rule.stage in EARLY and rule.stage.subject == nothing.subject:
                conditions = conditions_of(rule, guidance())
                read = [
                    (test, facts[field]) for field, test in conditions.items() if field in facts
                ]
                assert any(not test.possibly(value) for test, value in read), rule.name


def test_a_host_cluster_is_possible_because_nothing_speaks_against_one_storage() -> None:
    advice = advised(
        ", shared_storage: {fc-san: yes}, persistent_reservation: {fc-san: yes}",
        "name: P, site: S, product: print-server",
    )
    why = Why(advice)
    found = [one for one in walked(why.of_decision("platform/site:S")) if isinstance(one, Absent)]
    assert [dict(one.nothing.slots)["option"] for one in found] == ["fc-san"] * len(found)
    assert found
    told = {read.fact.field for read in found[0].because}
    assert "shared_storage_fc_san" in told


def test_the_workloads_of_a_site_without_a_need_say_why_there_is_none() -> None:
    none = "guest-system: no, service: no, host: no, maintenance: no"
    storage = ", shared_storage: {fc-san: yes}, persistent_reservation: {fc-san: yes}"
    advice = advised(storage, f"name: A, site: S, product: other, survive: {{{none}}}")
    behind = Why(advice).behind
    fact = behind.absence.origins("site", "S")["host_cluster_needed"]
    (nothing,) = behind.of("site", "S", fact)
    assert isinstance(nothing, Nothing)
    assert nothing.names == ("A",)
    told = {(one.field, one.value) for one in nothing.facts}
    assert ("survive_host", "no") in told


def lost_in(advice: Advice, topic: str, name: str, option: str) -> Lost | None:
    return lost(advice, advice.decision(topic, name), option)


BOTH = ", shared_storage: {fc-san: yes, iscsi: yes}%s"
PRINT = "name: P, site: S, product: print-server"


def test_each_criterion_is_named_where_it_decides() -> None:
    plain = advised(BOTH % "", PRINT)
    # two that nothing speaks for or against: the order of the topic
    assert lost_in(plain, "host_storage", "S", "iscsi") == Lost("order", "fc-san")
    assert lost_in(plain, "host_storage", "S", "fc-san") is None
    # nobody has smb3 here
    assert lost_in(plain, "host_storage", "S", "smb3") == Lost("barred", "fc-san")
    wish = advised(BOTH % ", wishes: {host_storage: iscsi}", PRINT)
    assert lost_in(wish, "host_storage", "S", "fc-san") == Lost("wished", "iscsi")
    # VHD has nothing against it, VHDX a recommendation
    assert lost_in(plain, "disk_format", "S", "vhd") == Lost("merits", "vhdx")
    # one network for everything is discouraged, its own is not
    assert lost_in(plain, "network.management", "S", "nothing") == Lost("verdict", "own-network")
    planned = advised(
        BOTH % ", networks: {management: {plan: own-network, redundancy: separate-segments}}", PRINT
    )
    assert lost_in(planned, "network_redundancy.management", "S", "lbfo-team") == Lost(
        "planned", "separate-segments"
    )
    nowhere = advised(BOTH % "", PRINT + ", survive: {site: yes}")
    copies = nowhere.decision("second_copy", "P")
    assert copies.outcome == "none"
    assert {lost(nowhere, copies, one.id) for one in copies.options} == {Lost("unacceptable", "")}


@pytest.mark.parametrize("name", NAMES)
def test_every_option_not_chosen_says_what_it_lost_by(name: str) -> None:
    advice = advice_on(name)
    for decision in advice.decisions:
        front = decision.chosen or decision.provisional
        for option in decision.options:
            found = lost(advice, decision, option.id)
            assert (found is None) == (option.id == front)
            if found is None:
                continue
            assert found.to == front
            high = VERDICTS.index(option.high)
            taken = VERDICTS.index(decision.option(front).low) if front else 0
            match found.criterion:
                case "barred":
                    assert high < VERDICTS.index("discouraged")
                    assert option.objections
                case "verdict":
                    assert high < taken
                case "open":
                    assert option.id in decision.contenders
                case "wished" | "planned" if decision.topic not in ("pair", *LAYERS):
                    assert decision.option(front).wished
                    assert not option.wished
                case "order" if decision.topic not in LAYERS:
                    order = [one.id for one in decision.options]
                    assert order.index(front) < order.index(option.id)


LAYERS = ("guest_layer", "host_layer")


def test_many_workloads_are_told_by_kinds() -> None:
    """What a site rests on grows with the kinds of reasons, not with the workloads."""
    one = "site: S, product: print-server, instances: {n}"
    names = [f"name: P{n:03}, {one.format(n=n + 1)}" for n in range(40)]
    storage = ", shared_storage: {fc-san: yes}"
    few, many = advised(storage, *names[:4]), advised(storage, *names)
    assert (len(few.profiles), len(many.profiles)) == (4, 40)
    size = [
        sum(1 for _ in walked(Why(advice).of_decision("platform/site:S"))) for advice in (few, many)
    ]
    assert size[0] == size[1]
    more = [
        node for node in walked(Why(many).of_decision("platform/site:S")) if isinstance(node, More)
    ]
    assert more
    assert {len(node.names) for node in more} == {39}


@pytest.mark.parametrize("name", ["reference-design-2022", *SOME_SCENARIOS[:5], "random 3"])
def test_the_order_of_the_design_changes_no_tree(name: str) -> None:
    design = _design(name)
    turned = Design(design.answers, design.sites[::-1], design.links[::-1], design.workloads[::-1])
    why, other = Why(advise(design, AS_OF)), Why(advise(turned, AS_OF))
    for one in why.advice.decisions:
        assert why.of_decision(one.id) == other.of_decision(one.id)


def test_an_advice_without_its_working_is_told_all_the_same() -> None:
    """What the advice kept for the next design is a help and no condition."""
    advice = advice_on("reference-design-2022")
    alone = replace(advice, recall=Recall())
    for one in advice.decisions:
        if one.shown:
            assert Why(alone).of_decision(one.id) == Why(advice).of_decision(one.id)
