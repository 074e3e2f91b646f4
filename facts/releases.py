"""Order of Windows Server releases and of product releases, and the ranges records speak of."""

from __future__ import annotations

import re

WINDOWS_SERVER = (
    "2003",
    "2008",
    "2008R2",
    "2012",
    "2012R2",
    "2016",
    "2019",
    "2022",
    "2025",
)
HOST_RELEASES = WINDOWS_SERVER[2:]
_RELEASE = re.compile(r"([0-9]{4})(R2)?")
_BOUND = re.compile(r"(>=|<=|<|>)?([0-9]{4}(?:R2)?)")


class RangeError(ValueError):
    """A release or a range of releases is not written as records write them."""


def order(release: str) -> tuple[int, int]:
    """Sort key of a release such as ``2012R2``; raises RangeError for anything else."""
    match = _RELEASE.fullmatch(release)
    if match is None:
        raise RangeError(f"not a release: {release!r}")
    return int(match[1]), 1 if match[2] else 0


def is_release(word: str) -> bool:
    """Whether a word names a release (``linux`` and ``unknown`` do not)."""
    return _RELEASE.fullmatch(word) is not None


def within(release: str, span: str) -> bool:
    """Whether a release lies in a range: ``any``, ``2012``, ``>=2012R2``, ``2016..2022``.

    Raises RangeError when either is malformed.
    """
    position = order(release)
    if span == "any":
        return True
    if ".." in span:
        first, last = span.split("..", 1)
        return order(first) <= position <= order(last)
    match = _BOUND.fullmatch(span)
    if match is None:
        raise RangeError(f"not a range of releases: {span!r}")
    bound = order(match[2])
    comparisons = {
        None: position == bound,
        ">=": position >= bound,
        "<=": position <= bound,
        "<": position < bound,
        ">": position > bound,
    }
    return comparisons[match[1]]
