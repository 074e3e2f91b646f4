"""The design file: YAML in which every scalar is text and the question bank says what it means.

``parse`` never raises for bad content: it returns either a design or every problem
found, each with its place. ``write`` is its exact inverse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from facts.design import SCHEMA, Design, Entity, Link, same_name
from facts.question_bank import UNKNOWN, Question, Value, by_id, questions
from facts.scalars import ScalarProblem, read_scalar, write_scalar
from facts.strict_yaml import Node, Problem, StrictReader

__all__ = ["Loaded", "Problem", "load", "parse", "write"]

_LISTS = ("sites", "links", "workloads")
_OTHER_KEYS = {"design": ("schema", *_LISTS), "link": ("between",)}
"""Keys of an entity that no question answers to, where it is not its name."""
_RESERVED = {same_name(word) for word in ("none", UNKNOWN)}


@dataclass(frozen=True)
class Loaded:
    """Outcome of reading a design file: a design, or the problems that prevent one."""

    design: Design | None
    problems: tuple[Problem, ...]


def load(path: Path) -> Loaded:
    """Read a design file; an unreadable file is a problem like any other."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return Loaded(None, (Problem("unreadable", 1, 1, found=error.strerror or str(error)),))
    return parse(content)


def parse(content: bytes | str) -> Loaded:
    """Read the text of a design file."""
    reader = StrictReader(content)
    builder = _Builder(reader)
    design = builder.design() if reader.root is not None else None
    problems = tuple(sorted(reader.problems, key=lambda one: (one.line, one.column, one.code)))
    return Loaded(None if problems else design, problems)


class _Builder:
    """Turns the checked nodes of one file into a design, noting problems on the way."""

    def __init__(self, reader: StrictReader) -> None:
        self.reader = reader
        self.site_names: dict[str, str] = {}

    def design(self) -> Design | None:
        top = self.reader.mapping(self.reader.root)
        if top is None:
            return None
        self._check_schema(top.pop("schema", None))
        lists = {key: self.reader.sequence(top.pop(key, None)) for key in _LISTS}
        site_nodes = [self.reader.mapping(node) for node in lists["sites"]]
        for node, fields in zip(lists["sites"], site_nodes, strict=True):
            name = self._name(node, fields, self.site_names)
            if name is not None and same_name(name) in _RESERVED:
                self.reader.problem("reserved-name", node, found=name)
        workload_names: dict[str, str] = {}
        return Design(
            answers=self._answers("design", top, self.reader.root),
            sites=tuple(
                Entity(str(fields.pop("name").value), self._answers("site", fields, node))
                for node, fields in zip(lists["sites"], site_nodes, strict=True)
                if fields is not None and "name" in fields
            ),
            links=tuple(self._links(lists["links"])),
            workloads=tuple(self._workloads(lists["workloads"], workload_names)),
        )

    def _check_schema(self, node: Node | None) -> None:
        text = self.reader.text(node) if node is not None else None
        if node is None or text != str(SCHEMA):
            where = node if node is not None else self.reader.root
            self.reader.problem("schema", where, expected=str(SCHEMA), found=text or "")

    def _workloads(self, nodes: list[Node], names: dict[str, str]) -> Iterator[Entity]:
        for node in nodes:
            fields = self.reader.mapping(node)
            name = self._name(node, fields, names)
            if fields is not None and name is not None:
                fields.pop("name")
                copy = fields.get("second_copy", node)
                answers = self._answers("workload", fields, node)
                if "site" in answers and answers["site"] == answers.get("second_copy.site"):
                    self.reader.problem("copy-at-own-site", copy, found=str(answers["site"]))
                yield Entity(name, answers)

    def _links(self, nodes: list[Node]) -> Iterator[Link]:
        seen: set[frozenset[str]] = set()
        for node in nodes:
            fields = self.reader.mapping(node)
            if fields is None:
                continue
            ends = self.reader.sequence(fields.pop("between", None))
            names = [self._site_name(end) for end in ends]
            found = [name for name in names if name is not None]
            pair = frozenset(same_name(name) for name in found)
            if len(ends) != 2 or (len(found) == 2 and len(pair) != 2):
                self.reader.problem("link-ends", node, expected="2", found=str(len(set(found))))
            elif len(found) == 2:
                if pair in seen:
                    self.reader.problem("duplicate-link", node, found=" - ".join(found))
                seen.add(pair)
                yield Link((found[0], found[1]), self._answers("link", fields, node))

    def _name(
        self, node: Node, fields: dict[str, Node] | None, taken: dict[str, str]
    ) -> str | None:
        if fields is None:
            return None
        if "name" not in fields:
            self.reader.problem("missing", node, expected="name")
            return None
        name = self.reader.name(fields["name"])
        if name is None:
            return None
        if same_name(name) in taken:
            self.reader.problem(
                "duplicate-name", fields["name"], expected=taken[same_name(name)], found=name
            )
        taken.setdefault(same_name(name), name)
        return name

    def _answers(
        self, entity: str, fields: dict[str, Node], where: Node | None
    ) -> dict[str, Value]:
        bank = by_id(entity)
        written = dict(self._flattened(entity, fields))
        answers: dict[str, Value] = {}
        for path, node in written.items():
            value = self._value(bank[path], node)
            if value is not None:
                answers[path] = value
        for question in questions(entity):
            if question.required and question.id not in written:
                self.reader.problem("missing", where, expected=question.id)
        return {path: answers[path] for path in bank if path in answers}

    def _flattened(
        self, entity: str, fields: dict[str, Node], prefix: str = ""
    ) -> Iterator[tuple[str, Node]]:
        """Question ids and their nodes; the parts of an id are keys of nested mappings."""
        inner = [one.removeprefix(prefix) for one in by_id(entity) if one.startswith(prefix)]
        groups = {one.partition(".")[0] for one in inner if "." in one}
        for key, node in fields.items():
            path = prefix + key
            if key in groups:
                yield from self._flattened(entity, self.reader.mapping(node) or {}, f"{path}.")
            elif key in inner and "." not in key:
                # a key written as "survive.host" would slip past the check for duplicates
                yield path, node
            else:
                self.reader.unknown_key(node, path, self._legal(entity, prefix, inner))

    @staticmethod
    def _legal(entity: str, prefix: str, inner: list[str]) -> list[str]:
        """Keys that could have been meant, each with its whole path."""
        here = dict.fromkeys(prefix + one.partition(".")[0] for one in inner)
        return [*here, *(() if prefix else _OTHER_KEYS.get(entity, ("name",)))]

    def _value(self, question: Question, node: Node) -> Value | None:
        text = self.reader.text(node)
        if text is None:
            return None
        if question.kind == "site":
            if text in question.words:
                return text
            return self._site_name(node)
        try:
            return read_scalar(question, text)
        except ScalarProblem as problem:
            self.reader.problem(
                problem.code, node, problem.expected, text, question.id, problem.nearest
            )
            return None

    def _site_name(self, node: Node) -> str | None:
        text = self.reader.text(node)
        if text is None:
            return None
        if same_name(text) not in self.site_names:
            self.reader.problem(
                "no-such-site", node, expected=", ".join(self.site_names.values()), found=text
            )
            return None
        return self.site_names[same_name(text)]


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
        _mapping(top), Dumper=yaml.BaseDumper, allow_unicode=True, width=10**6, line_break="\n"
    )
    return text


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
