"""What can be used of a pool of Storage Spaces Direct, and what is kept for repairs."""

from __future__ import annotations

from facts.question_bank import NOT_APPLICABLE, UNKNOWN, Value
from knowledge.guidance import guidance
from knowledge.judgement import Judgement
from knowledge.run import Findings

_COPIES = {
    "two-way-mirror": "two-way-mirror-keeps-two-copies",
    "three-way-mirror": "three-way-mirror-needs-three-servers",
    "four-copy-mirror": "campus-volumes-keep-four-copies",
    "nested-two-way-mirror": "nested-two-way-mirror-keeps-four-copies",
}
"""Records of how many copies a mirror keeps."""


def put_usable(site: Findings) -> None:
    """Add to the facts of a site what of its pool is kept for repairs, and what can be used."""
    values = site.fact.values
    pool, drive = values["s2d_pool_gb"], values["s2d_drive_gb"]
    count = values["host_count"]
    reserve: Value = NOT_APPLICABLE if pool == NOT_APPLICABLE else UNKNOWN
    usable = reserve
    if isinstance(pool, int) and isinstance(drive, int) and isinstance(count, int):
        servers = int(guidance()["s2d-reserve-for-repair"].values["servers"])
        reserve = min(count, servers) * drive
        usable = _usable(pool - reserve, site.judgements["pool_resiliency"])
    behind = ("host_count", "s2d_drives", "s2d_drive_gb")
    site.fact.derive("s2d_reserve_gb", reserve, *behind)
    site.fact.derive("s2d_usable_gb", usable, "s2d_pool_gb", "s2d_reserve_gb")


def _usable(left: int, judgement: Judgement) -> Value:
    """What mirrored volumes can hold; parity has no number of copies to divide by."""
    if judgement.outcome == UNKNOWN:
        return UNKNOWN
    record = _COPIES.get(judgement.chosen)
    return left // int(guidance()[record].values["copies"]) if record else NOT_APPLICABLE
