"""Examples, read and changed, and what their advice says: for the tests of the examples."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from facts.design import Design, Entity
from facts.design_file import load
from facts.question_bank import Value
from knowledge.advice import Advice
from knowledge.guidance import guidance
from knowledge.judgement import FIRM

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-22"
NOTHING: Mapping[str, Value] = {}

# the page's table, read for hosts of 2022: teaming is SET under a virtual switch, and what the
# page leaves blank in the column of virtual switches is none
ROWS: Mapping[str, tuple[str, str, str]] = {
    "guest-service": ("set", "own-switch", "absent"),
    "management": ("lbfo-team", "no-switch", "3"),
    "csv": ("separate-segments", "no-switch", "1"),
    "live-migration": ("separate-segments", "no-switch", "1"),
    "iscsi-host": ("mpio", "no-switch", "0"),
    "iscsi-guest": ("mpio", "own-switch", "absent"),
}


def designed(name: str) -> Design:
    loaded = load(ROOT / "examples" / f"{name}.yaml")
    assert loaded.design is not None, loaded.problems
    return loaded.design


def chosen(advice: Advice, topic: str, name: str) -> tuple[str, str]:
    """The option chosen and its verdict."""
    decision = advice.decision(topic, name)
    return decision.chosen, decision.option(decision.chosen).verdict if decision.chosen else ""


def verdict(advice: Advice, topic: str, name: str, option: str) -> str:
    return advice.decision(topic, name).option(option).verdict


def ids(advice: Advice, name: str) -> set[str]:
    """Ids of the findings and tasks that surely concern a site or workload."""
    noted = (*advice.findings, *advice.tasks)
    return {one.id for one in noted if one.name == name and one.status == FIRM}


def rows(advice: Advice, name: str) -> set[str]:
    """Rows of the page behind conclusions about a site, or about the first workload of its kind."""
    records = guidance()
    return {
        row
        for reason in advice.reasons.values()
        if reason.name == name
        for record in reason.guidance
        for row in records[record].seed
    }


def changed(
    design: Design,
    site: str = "",
    workload: str = "",
    answers: Mapping[str, Value] = NOTHING,
    without: tuple[str, ...] = (),
) -> Design:
    """The design with some answers of a site or workload given otherwise, or left out."""

    def entity(one: Entity) -> Entity:
        if one.name not in (site, workload):
            return one
        kept = {path: one.answers[path] for path in one.answers if not path.startswith(without)}
        return replace(one, answers={**kept, **answers})

    return replace(
        design,
        sites=tuple(entity(one) for one in design.sites),
        workloads=tuple(entity(one) for one in design.workloads),
    )
