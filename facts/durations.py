"""Durations as architects write them: ``0``, ``30 s``, ``5 min``, ``4 h``, ``1 d``, ``any``."""

from __future__ import annotations

import re

from facts.question_bank import NO_LIMIT

_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400}
_TEXT = re.compile(r"([0-9]{1,6})\s*(s|min|h|d)")
LONGEST = 3650 * 86400
"""Seconds; ten years, the longest duration that is taken."""


class DurationError(ValueError):
    """A duration is not written as this module reads it."""


def seconds(text: str) -> int:
    """Seconds meant by a text; ``any`` is NO_LIMIT. Raises DurationError for anything else."""
    plain = text.strip().lower()
    if plain == "any":
        return NO_LIMIT
    if plain == "0":
        return 0
    match = _TEXT.fullmatch(plain)
    if match is None:
        raise DurationError(text)
    amount = int(match[1]) * _UNITS[match[2]]
    if amount > LONGEST:
        raise DurationError(text)
    return amount


def written(amount: int) -> str:
    """The shortest text that ``seconds`` reads back as this amount."""
    if amount == NO_LIMIT:
        return "any"
    if amount == 0:
        return "0"
    for unit, size in reversed(_UNITS.items()):
        if amount % size == 0:
            return f"{amount // size} {unit}"
    raise DurationError(str(amount))
