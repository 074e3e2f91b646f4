"""From the release of a standing site to the one it is to be moved to: how far, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facts.once import Once
from facts.question_bank import NOT_APPLICABLE, UNKNOWN, Value
from facts.releases import HOST_RELEASES
from knowledge.advice import Fact
from knowledge.guidance import read_list

_TABLE = Path(__file__).parent / "tables" / "upgrade_paths.yaml"
STEPS = ("none", "next", "further")
"""To no other release, to the next one, or beyond it."""
RECORD_FIELD = "in_place_path_record"
"""Field that holds the record on upgrades in place from the release of the hosts."""
_READS = ("host_release", "upgrade_to")


@dataclass(frozen=True)
class InPlace:
    """The releases to which a server is upgraded in place from one release, by one record."""

    release: str
    to: tuple[str, ...]
    record: str


@Once
def paths() -> tuple[InPlace, ...]:
    """All rows of the table."""
    return tuple(
        InPlace(raw["release"], tuple(raw["to"]), raw["record"]) for raw in read_list(_TABLE)
    )


def between(release: str, target: str) -> tuple[str, ...]:
    """The releases after one up to and with another; none where there is no way."""
    first, last = HOST_RELEASES.index(release), HOST_RELEASES.index(target)
    return HOST_RELEASES[first + 1 : last + 1]


def target_of(release: Value, target: Value) -> Value:
    """The release to move to; unknown while that of the hosts is, since it may not fit.

    An answer that does not fit the release of the hosts is set aside.
    """
    return UNKNOWN if release == UNKNOWN and target not in ("none", NOT_APPLICABLE) else target


def upgrade_facts(release: Value, target: Value) -> Iterator[Fact]:
    """How far the move is, whether setup does it in place, and the record that says so."""
    step, in_place, record = _known(release, target)
    yield Fact("upgrade_step", step, "derived", reference=_READS)
    yield Fact("in_place_path", in_place, "derived", reference=_READS)
    yield Fact(RECORD_FIELD, record, "derived", reference=_READS)


def _known(release: Value, target: Value) -> tuple[str, str, str]:
    if target in ("none", NOT_APPLICABLE):
        return "none", NOT_APPLICABLE, ""
    if target_of(release, target) == UNKNOWN:
        return UNKNOWN, UNKNOWN, ",".join(sorted({one.record for one in paths()}))
    steps = between(str(release), str(target))
    row = next((one for one in paths() if one.release == release), None)
    if not steps or row is None:
        return "none", NOT_APPLICABLE, ""
    return (
        "next" if len(steps) == 1 else "further",
        "yes" if target in row.to else "no",
        row.record,
    )
