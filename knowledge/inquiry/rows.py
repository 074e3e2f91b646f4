"""The rows of answers that are tried: checked in, so that everybody tries the same.

A file begins with the hash of the questions it was made for and with the values of each
parameter; then each line is a row, a character for each parameter: the place of its value, or
``-`` where the question is not asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.inquiry.parameters import MASKED, Parameter, Row, Space
from knowledge.inquiry.points import Point

MAKE_ANEW = "python -m knowledge.inquiry.generation"
_FOLDER = Path(__file__).parent / "rows"
_CLAIMS = _FOLDER / "claims.txt"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Rows:
    """The rows of one file, the values of the file, and the hash of what it was made for."""

    space: Space
    hash: str
    rows: tuple[Row, ...]


def path_of(space: Space) -> Path:
    """Where the rows of a space lie."""
    return _FOLDER / f"{space.name}.txt"


def write_rows(space: Space, rows: Iterable[Row]) -> None:
    """Write the rows of a space, in an order of their own."""
    head = [space.hash]
    for one in space.parameters:
        about = [one.point.entity, [*one.point.names], one.point.question, [*one.values]]
        head.append(json.dumps(about))
    lines = sorted("".join(_DIGITS[place] if place >= 0 else "-" for place in row) for row in rows)
    text = "\n".join([*head, "", *lines, ""])
    path_of(space).parent.mkdir(exist_ok=True)
    path_of(space).write_text(text, encoding="utf-8", newline="\n")


def read_rows(space: Space) -> Rows:
    """The rows checked in for a space, by the values that they were made for.

    Raises FileNotFoundError where they were never made.
    """
    head, _, body = path_of(space).read_text(encoding="utf-8").partition("\n\n")
    first, *parameters = head.splitlines()
    made_for = []
    for line in parameters:
        entity, names, question, values = json.loads(line)
        made_for.append(Parameter(Point(entity, tuple(names), question), tuple(values)))
    rows = tuple(
        tuple(MASKED if one == "-" else _DIGITS.index(one) for one in line)
        for line in body.splitlines()
    )
    return Rows(replace(space, parameters=tuple(made_for)), first, rows)


def write_claims(options: Iterable[tuple[str, str]]) -> None:
    """Write of which options of which decisions something is said in every case."""
    text = "".join(f"{topic} {option}\n" for topic, option in sorted(options))
    _CLAIMS.write_text(text, encoding="utf-8", newline="\n")


def read_claims() -> tuple[tuple[str, str], ...]:
    """The options, each with its topic, of which rules claim to say something in every case."""
    lines = _CLAIMS.read_text(encoding="utf-8").splitlines()
    return tuple((topic, option) for topic, _, option in (one.partition(" ") for one in lines))
