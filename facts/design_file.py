"""The design file: YAML in which every scalar is text and the question bank says what it means.

``parse`` never raises for bad content: it returns either a design or every problem
found, each with its place. ``write`` is its exact inverse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from facts.design import SCHEMA, Design, Entity, Link
from facts.design_builder import Builder
from facts.problems import Problem
from facts.question_bank import Value, questions
from facts.scalars import write_scalar
from facts.strict_yaml import MOST_BYTES, StrictReader

__all__ = ["Loaded", "Problem", "load", "parse", "write"]

_FAST_DUMPER: type[Any] = getattr(yaml, "CBaseDumper", yaml.BaseDumper)
_WRITTEN_OTHERWISE = re.compile("[\x85\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Loaded:
    """Outcome of reading a design file: a design, or the problems that prevent one."""

    design: Design | None
    problems: tuple[Problem, ...]


def load(path: Path) -> Loaded:
    """Read a design file; an unreadable file is a problem like any other."""
    try:
        with path.open("rb") as file:
            # not more than is needed to see that it is too much: a device never ends
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        return Loaded(None, (_unreadable(path, error),))
    return parse(content)


def _unreadable(path: Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("no-such-file", 1, 1)
    if isinstance(error, IsADirectoryError):
        return Problem("folder", 1, 1)
    if isinstance(error, PermissionError):
        # what Windows says of a folder, too
        return Problem("folder" if path.is_dir() else "not-permitted", 1, 1)
    reason = error.strerror if isinstance(error, OSError) else None
    return Problem("unreadable", 1, 1, found=reason or str(error))


def parse(content: bytes | str) -> Loaded:
    """Read the text of a design file."""
    reader = StrictReader(content)
    builder = Builder(reader)
    design = builder.design() if reader.root is not None else None
    problems = sorted(reader.problems, key=lambda one: (one.line, one.column, one.code))
    if reader.left_out:
        last = problems[-1]
        left_out = Problem("more-problems", last.line, last.column, found=str(reader.left_out))
        problems.append(left_out)
    return Loaded(None if problems else design, tuple(problems))


def write(design: Design) -> str:
    """The design as the text of a file that ``parse`` reads back as an equal design."""
    top: list[tuple[str, yaml.Node]] = [("schema", _scalar(str(SCHEMA)))]
    top += _fields("design", design.answers)
    if design.sites:
        top.append(("sites", _list([_entity("site", site) for site in design.sites])))
    if design.links:
        top.append(("links", _list([_link(link) for link in design.links])))
    if design.workloads:
        top.append(("workloads", _list([_entity("workload", one) for one in design.workloads])))
    text: str = yaml.serialize(
        _mapping(top), Dumper=_dumper(design), allow_unicode=True, width=10**6, line_break="\n"
    )
    return text


def _dumper(design: Design) -> type[Any]:
    """What writes the text: libyaml where there is one, five times as fast, unless it would differ.

    It escapes what is outside of the basic plane, emoji for example, and a line break of old
    mainframes. A design is written the same on every machine, so those are left to Python.
    """
    entities: tuple[Entity | Link, ...] = (*design.sites, *design.links, *design.workloads)
    names = [one.name for one in entities]
    given = [design.answers, *[one.answers for one in entities]]
    values = [value for answers in given for value in answers.values()]
    texts = "\n".join([*names, *[one for one in values if isinstance(one, str)]])
    return yaml.BaseDumper if _WRITTEN_OTHERWISE.search(texts) else _FAST_DUMPER


def _entity(kind: str, entity: Entity) -> yaml.Node:
    return _mapping([("name", _scalar(entity.name)), *_fields(kind, entity.answers)])


def _link(link: Link) -> yaml.Node:
    ends = _list([_scalar(name) for name in link.between], flow=True)
    return _mapping([("between", ends), *_fields("link", link.answers)])


def _fields(kind: str, given: Mapping[str, Value]) -> list[tuple[str, yaml.Node]]:
    """One key for each answer, those with a common first part gathered under it."""
    tree: dict[str, Any] = {}
    for question in questions(kind):
        if question.id in given:
            *groups, last = question.id.split(".")
            branch = tree
            for group in groups:
                branch = branch.setdefault(group, {})
            branch[last] = _scalar(write_scalar(question, given[question.id]))
    return [(key, _nested(branch)) for key, branch in tree.items()]


def _nested(branch: Any) -> yaml.Node:
    if isinstance(branch, yaml.Node):
        return branch
    deeper = any(isinstance(one, dict) for one in branch.values())
    return _mapping([(key, _nested(one)) for key, one in branch.items()], flow=not deeper)


def _scalar(text: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _mapping(pairs: list[tuple[str, yaml.Node]], *, flow: bool = False) -> yaml.Node:
    value = [(_scalar(key), node) for key, node in pairs]
    return yaml.MappingNode("tag:yaml.org,2002:map", value, flow_style=flow)


def _list(nodes: list[yaml.Node], *, flow: bool = False) -> yaml.Node:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=flow)
