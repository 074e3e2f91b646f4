"""The whole verification of a rule base: structure, combinations tried, topics exhausted.

Tools that break a rule base on purpose call ``verify`` with the broken one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from facts.design import Design
from facts.design_file import load, parse
from facts.own_yaml import read_own
from knowledge.guidance import Guidance
from knowledge.inquiry.base import RuleBase, in_place, present, topics
from knowledge.inquiry.direct import Evaluated, differences, topics_and_stages
from knowledge.inquiry.faults import Fault
from knowledge.inquiry.over_all import contradictions, gaps, never_fired, redundant
from knowledge.inquiry.parameters import spaces
from knowledge.inquiry.rows import MAKE_ANEW, Rows, read_claims, read_rows
from knowledge.inquiry.shrinking import shrunk
from knowledge.inquiry.structure import structural_faults
from knowledge.inquiry.tried import Tried, tried
from knowledge.rules import Rule
from knowledge.support import SupportRow

_ROOT = Path(__file__).resolve().parent.parent.parent
_ASKED = 500
"""Wide facts of each stage on which the reasoner is compared with direct evaluation."""
_ASKED_QUICKLY = 25
_SHARE = 40
"""Of so many rows one is tried for a quick look."""
_SHRUNK = 12
"""So many faults are shown by their smallest design."""
_UNREADABLE = ("orphaned", "unsound")


@dataclass(frozen=True)
class Verified:
    """The faults, and what was done to find them."""

    faults: tuple[Fault, ...]
    tried: Tried = field(default_factory=Tried)
    rows: tuple[Rows, ...] = ()
    shown: int = 0
    """Designs of scenarios and examples tried beside the rows."""
    evaluated: tuple[Evaluated, ...] = ()
    asked: int = 0
    """Wide facts on which the reasoner was compared with direct evaluation."""


def verify(
    rules: Sequence[Rule],
    records: Mapping[str, Guidance],
    rows: Sequence[SupportRow] | None = None,
    *,
    topic: str = "",
    processes: int = 1,
) -> list[Fault]:
    """The faults of any rule base; with a topic a quick look at that topic, in seconds.

    ``rows`` are those of the support table; without them its own are taken. A quick look tries
    a share of the rows, so it cannot say what never happens: whether a rule is dead, redundant or
    contradicted is then read off its conditions alone. Raises KeyError for an unknown topic.
    """
    base = RuleBase(tuple(rules), records, present().rows if rows is None else tuple(rows))
    return list(verified(base, topic=topic, processes=processes).faults)


def verified(base: RuleBase, *, topic: str = "", processes: int = 1, share: int = 0) -> Verified:
    """The faults of a rule base and the figures; see ``verify``.

    Of ``share`` rows one is tried; 0 stands for all of them, or a few for a look at one topic.
    Where something hangs in the air nothing is tried before that is mended.
    """
    share = share or (_SHARE if topic else 1)
    files = tuple(read_rows(space) for space in spaces(present()))
    stale = [
        Fault("stale", (), f"rows were made for other questions; make them anew: {MAKE_ANEW}")
        for one, space in zip(files, spaces(present()), strict=True)
        if one.hash != space.hash
    ]
    with in_place(base):
        faults = [*stale, *structural_faults(base)]
    if any(one.kind in _UNREADABLE for one in faults):
        # by such a rule base there may be no advice at all
        return Verified(tuple(faults), rows=files)
    shown = [] if topic else designs_shown()
    designs = [
        *(one.space.design(row) for one in files for row in one.rows[::share]),
        *shown,
    ]
    seen = tried(designs, base, processes)
    faults += seen.faults.values()
    faults += _over_all(base, seen, designs, quick=share > 1)
    exhausted = _exhausted(base, seen, designs, topic)
    different, asked = differences(base, _ASKED_QUICKLY if topic else _ASKED)
    faults += [*exhausted[0], *different]
    with in_place(base):
        faults = [shrunk(one) for one in faults[:_SHRUNK]] + faults[_SHRUNK:]
    return Verified(tuple(faults), seen, files, len(shown), tuple(exhausted[1]), asked)


def _over_all(
    base: RuleBase, seen: Tried, designs: Sequence[Design], *, quick: bool
) -> list[Fault]:
    found = [*gaps(read_claims(), seen)]
    found += contradictions(base, seen, designs, all_tried=not quick)
    return found if quick else [*found, *never_fired(base, seen), *redundant(base, seen)]


def _exhausted(
    base: RuleBase, seen: Tried, designs: Sequence[Design], only: str
) -> tuple[list[Fault], list[Evaluated]]:
    """Every topic over all combinations of what it reads; rules of no topic count as one."""
    names = {topic: [one for one in own if one in base.by_name] for topic, own in topics().items()}
    named = {one for own in names.values() for one in own}
    names[""] = [rule.name for rule in base.rules if rule.name not in named]
    if only:
        names = {only: [*names[only], *names[""]]}
    faults, figures = [], []
    for one in topics_and_stages(base, names):
        found, figure = one.overlaps()
        figures.append(figure)
        for fault in found:
            place = seen.first_where(*fault.rules)
            faults.append(fault if place is None else replace(fault, design=designs[place]))
    return faults, figures


def designs_shown() -> list[Design]:
    """The designs of the scenarios and examples, where the project lies whole."""
    found = []
    for path in sorted((_ROOT / "tests" / "scenarios").glob("*.yaml")):
        scenarios: Collection[Mapping[str, str]] = read_own(path)
        found += [parse("schema: 1\n" + one["design"]).design for one in scenarios]
    found += [load(path).design for path in sorted((_ROOT / "examples").glob("*.yaml"))]
    return [one for one in found if one is not None]
