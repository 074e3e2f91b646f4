"""Raw capacity of Storage Spaces Direct, from the drives that are stated."""

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
