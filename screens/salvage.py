"""What can be saved of a design file that another version of the advisor wrote.

Answers that the question bank does not know any more are left out, required questions that are
new are entered as unknown. Nothing else is mended: a file with other faults stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from facts.design import Design
from facts.design_file import Problem, parse
from facts.question_bank import UNKNOWN, questions
from facts.strict_yaml import StrictReader

_ROUNDS = 10
"""Each round mends all faults of the kinds that the one before told; there are few kinds."""
_LISTS = {"sites": "site", "links": "link", "workloads": "workload"}
_WITHOUT_SUBSTITUTE = ("schema", "name", "between", *_LISTS)
"""Keys whose value cannot be left out."""

Path = tuple[str, ...]
Unanswered = tuple[str, ...]
"""Kind of entity, its name if it has one, and the question that was entered as unknown."""


@dataclass(frozen=True)
class Salvaged:
    """A design with what fits, what did not fit, and the questions that became unknown."""

    design: Design
    problems: tuple[Problem, ...]
    unanswered: tuple[Unanswered, ...]


def salvaged(text: str) -> Salvaged | None:
    """What can be saved of a design file; None where that is nothing, or not worth the name."""
    problems = parse(text).problems
    unanswered: list[Unanswered] = []
    for _ in range(_ROUNDS):
        loaded = parse(text)
        if loaded.design is not None:
            worth_it = loaded.design.sites or loaded.design.workloads
            return Salvaged(loaded.design, problems, tuple(unanswered)) if worth_it else None
        root = StrictReader(text).root
        if not isinstance(root, yaml.MappingNode):
            return None
        cut = _cut(root, loaded.problems)
        added = list(_fill(root)) if any(one.code == "missing" for one in loaded.problems) else []
        if not cut and not added:
            return None
        unanswered += added
        text = yaml.serialize(
            root, Dumper=yaml.BaseDumper, allow_unicode=True, width=10**6, line_break="\n"
        )
    return None


def _cut(root: yaml.MappingNode, problems: tuple[Problem, ...]) -> bool:
    """Leave out entries that a problem is about, and those like them elsewhere."""
    places = {(one.line, one.column) for one in problems if one.code != "missing"}
    kinds = {
        (path, value.value if isinstance(value, yaml.ScalarNode) else None)
        for path, key, value in _entries(root)
        if path[-1] not in _WITHOUT_SUBSTITUTE and not places.isdisjoint((_at(key), _at(value)))
    }
    return _left_out(root, (), kinds)


def _left_out(node: yaml.Node, path: Path, kinds: set[tuple[Path, str | None]]) -> bool:
    if isinstance(node, yaml.SequenceNode):
        changed = [_left_out(item, path, kinds) for item in node.value]
        return any(changed)
    if not isinstance(node, yaml.MappingNode):
        return False
    before = len(node.value)
    node.value = [(key, value) for key, value in node.value if not _is_one(path, key, value, kinds)]
    deeper = [_left_out(value, (*path, str(key.value)), kinds) for key, value in node.value]
    return len(node.value) < before or any(deeper)


def _is_one(
    path: Path, key: yaml.Node, value: yaml.Node, kinds: set[tuple[Path, str | None]]
) -> bool:
    written = value.value if isinstance(value, yaml.ScalarNode) else None
    return ((*path, str(key.value)), written) in kinds


def _entries(node: yaml.Node, path: Path = ()) -> Iterator[tuple[Path, yaml.Node, yaml.Node]]:
    """Every key with its value, and the path to it without the positions in lists."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(item, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            yield here, key, value
            yield from _entries(value, here)


def _at(node: yaml.Node) -> tuple[int, int]:
    return (node.start_mark.line + 1, node.start_mark.column + 1)


def _fill(root: yaml.MappingNode) -> Iterator[Unanswered]:
    """Enter "unknown" wherever a required question is not answered."""
    site = next((name for name in _names(root, "sites") if name), "")
    for kind, node in _entities(root):
        name = _scalar_at(node, ("name",))
        for question in questions(kind):
            path = tuple(question.id.split("."))
            if question.required and _scalar_at(node, path) is None:
                _enter(node, path, UNKNOWN if question.may_be_unknown else site)
                yield (kind, *([name] if name else []), question.id)


def _entities(root: yaml.MappingNode) -> Iterator[tuple[str, yaml.MappingNode]]:
    yield "design", root
    for key, value in root.value:
        if key.value in _LISTS and isinstance(value, yaml.SequenceNode):
            for item in value.value:
                if isinstance(item, yaml.MappingNode):
                    yield _LISTS[key.value], item


def _names(root: yaml.MappingNode, key: str) -> Iterator[str | None]:
    return (_scalar_at(node, ("name",)) for kind, node in _entities(root) if kind == _LISTS[key])


def _scalar_at(node: yaml.MappingNode, path: Path) -> str | None:
    """The text at a path; an empty one where no text stands; None where nothing does."""
    for key, value in node.value:
        if key.value == path[0]:
            if len(path) > 1 and isinstance(value, yaml.MappingNode):
                return _scalar_at(value, path[1:])
            return str(value.value) if isinstance(value, yaml.ScalarNode) else ""
    return None


def _enter(node: yaml.MappingNode, path: Path, text: str) -> None:
    for key, value in node.value:
        if key.value == path[0] and isinstance(value, yaml.MappingNode):
            return _enter(value, path[1:], text)
    new: yaml.Node = yaml.ScalarNode("tag:yaml.org,2002:str", text)
    for part in reversed(path[1:]):
        new = yaml.MappingNode("tag:yaml.org,2002:map", [(_key(part), new)], flow_style=True)
    node.value.append((_key(path[0]), new))
    return None


def _key(text: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)
