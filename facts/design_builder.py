"""From the checked nodes of a design file to a design, noting what is wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from facts.design import SCHEMA, Design, Entity, Link, same_name
from facts.question_bank import UNKNOWN, Question, Value, by_id, questions
from facts.scalars import ScalarProblem, nearest, read_scalar, several
from facts.strict_yaml import Node, StrictReader, written_as
from facts.visible_text import excerpt

MOST_SITES, MOST_WORKLOADS = 50, 1000
"""Far beyond any estate; a file with more would keep the advisor busy for nothing."""
LISTS = {
    "sites": MOST_SITES,
    "links": MOST_SITES * (MOST_SITES - 1) // 2,
    "workloads": MOST_WORKLOADS,
}
"""The lists of a design and how long they may be."""
_OTHER_KEYS = {"design": ("schema", *LISTS), "link": ("between",)}
"""Keys of an entity that no question answers to, where it is not its name."""
_RESERVED = {same_name(word) for word in ("none", UNKNOWN)}


class Builder:
    """Turns the nodes of one file into a design."""

    def __init__(self, reader: StrictReader) -> None:
        self.reader = reader
        self.site_names: dict[str, str] = {}

    def design(self) -> Design | None:
        """The design, as far as it can be made out; it counts only if no problem was noted."""
        root = self.reader.root
        top = self.reader.mapping(root) if root is not None else None
        if top is None:
            return None
        self._check_schema(top.pop("schema", None))
        lists = {key: self.reader.sequence(top.pop(key, None), most) for key, most in LISTS.items()}
        site_nodes = [self.reader.mapping(node) for node in lists["sites"]]
        for node, fields in zip(lists["sites"], site_nodes, strict=True):
            name = self._name(node, fields, self.site_names)
            if fields is not None and name is not None and same_name(name) in _RESERVED:
                self.reader.problem("reserved-name", fields["name"])
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
        if node is None:
            self.reader.problem("schema-missing", self.reader.root, str(SCHEMA), "")
        elif not isinstance(node, yaml.ScalarNode) or node.value != str(SCHEMA):
            self.reader.problem("schema", node, expected=str(SCHEMA))

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
            between = fields.pop("between", None)
            ends = self.reader.sequence(between)
            names = [self._site_name(end) for end in ends]
            found = [name for name in names if name is not None]
            pair = frozenset(same_name(name) for name in found)
            if len(ends) != 2 or (len(found) == 2 and len(pair) != 2):
                self.reader.problem("link-ends", node, found=several(found) or written_as(between))
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
            self.reader.problem("missing", node, expected="name", found="")
            return None
        name = self.reader.name(fields["name"])
        if name is None:
            return None
        if same_name(name) in taken:
            self.reader.problem("duplicate-name", fields["name"], excerpt(taken[same_name(name)]))
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
                self.reader.problem("missing", where, expected=question.id, found="")
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
                legal = self._legal(entity, prefix, inner)
                self.reader.unknown_key(node, path, legal, self._deeper(entity, key))

    @staticmethod
    def _deeper(entity: str, key: str) -> str:
        """The question whose id ends in this key, if just one does."""
        ids = [one for one in by_id(entity) if one.endswith(f".{key}")]
        return ids[0] if len(ids) == 1 else ""

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
                problem.code, node, problem.expected, path=question.id, nearest=problem.nearest
            )
            return None

    def _site_name(self, node: Node) -> str | None:
        text = self.reader.text(node)
        if text is None:
            return None
        if same_name(text) not in self.site_names:
            names = list(self.site_names.values())
            close = "" if self.reader.full else nearest(text, names)
            self.reader.problem("no-such-site", node, excerpt(close) or several(names) or "-")
            return None
        return self.site_names[same_name(text)]
