"""Room that is stated: raw capacity of Storage Spaces Direct, memory of a host for a machine."""

from __future__ import annotations

from collections.abc import Mapping

from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, UNKNOWN, Value

_GB_OF_A_TB = 1000
"""As the makers of drives count."""


def raw_capacity(values: Mapping[str, Value]) -> dict[str, Value]:
    """Raw capacity of a host and of the pool in whole terabytes, rounded up, and in gigabytes."""
    host = _product(values["s2d_drives"], values["s2d_drive_gb"])
    pool = _product(host, values["host_count"])
    return {"s2d_host_tb": _terabytes(host), "s2d_pool_tb": _terabytes(pool), "s2d_pool_gb": pool}


def _product(one: Value, other: Value) -> Value:
    if {one, other} & {NO_LIMIT, NOT_APPLICABLE}:
        return NOT_APPLICABLE
    return one * other if isinstance(one, int) and isinstance(other, int) else UNKNOWN


def _terabytes(gigabytes: Value) -> Value:
    return -(-gigabytes // _GB_OF_A_TB) if isinstance(gigabytes, int) else gigabytes


def fits(taken: Value, offered: Value) -> str:
    """Whether the memory of a host holds a machine; not applicable where either is left out."""
    if NOT_APPLICABLE in (taken, offered):
        return NOT_APPLICABLE
    if not isinstance(taken, int) or not isinstance(offered, int):
        return UNKNOWN
    return "yes" if taken <= offered else "no"
