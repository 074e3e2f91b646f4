"""YAML read strictly: no aliases, tags, duplicate keys, deep nesting or megabytes; places kept."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from facts.scalars import LONGEST_NAME, ScalarProblem, check_text, nearest

MOST_BYTES = 1_000_000
MOST_NODES = 40_000
DEEPEST = 40

Node = yaml.Node
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass(frozen=True)
class Problem:
    """What is wrong with an input, where, what was expected there and what was found.

    ``code`` names the kind of problem; ``knowledge.wording`` words it in both languages.
    """

    code: str
    line: int
    column: int
    expected: str = ""
    found: str = ""
    path: str = ""
    nearest: str = ""


class StrictReader:
    """One YAML text as nodes; every fault becomes a Problem instead of an exception."""

    def __init__(self, content: bytes | str) -> None:
        """Check and compose the text; ``root`` is None when that was not possible."""
        self.problems: list[Problem] = []
        self.root: Node | None = None
        text = self._decoded(content)
        if text is not None and self._acceptable(text):
            self.root = yaml.compose(text, Loader=yaml.BaseLoader)
            if self.root is None:
                self.problem("empty", None)

    def problem(
        self,
        code: str,
        node: Node | None,
        expected: str = "",
        found: str = "",
        path: str = "",
        nearest: str = "",
    ) -> None:
        """Note a problem at a node (at the start of the file when there is none)."""
        mark = node.start_mark if node is not None else None
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        shown = found[:LONGEST_NAME]
        self.problems.append(Problem(code, line, column, expected, shown, path, nearest))

    def unknown_key(self, node: Node, key: str, options: list[str]) -> None:
        """Note a key that no question answers to, with the nearest one that does."""
        close = nearest(key, options)
        self.problem("unknown-key", node, expected=close or ", ".join(options), found=key)

    def mapping(self, node: Node | None) -> dict[str, Node] | None:
        """The entries of a mapping node; None, with a problem noted, for any other node."""
        if not isinstance(node, yaml.MappingNode):
            self.problem("mapping", node)
            return None
        entries: dict[str, Node] = {}
        for key_node, value in node.value:
            key = self.text(key_node)
            if key is None:
                continue
            if key in entries:
                self.problem("duplicate-key", key_node, found=key)
            entries.setdefault(key, value)
        return entries

    def sequence(self, node: Node | None) -> list[Node]:
        """The items of a sequence node; none for an absent one, a problem for any other."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.problem("sequence", node)
            return []
        return list(node.value)

    def text(self, node: Node) -> str | None:
        """The text of a scalar node; None, with a problem noted, for any other node."""
        if not isinstance(node, yaml.ScalarNode):
            self.problem("scalar", node)
            return None
        return str(node.value)

    def name(self, node: Node) -> str | None:
        """A text fit to be a name: not blank, not too long, without control characters."""
        text = self.text(node)
        if text is None:
            return None
        if not text.strip():
            self.problem("blank-name", node)
            return None
        try:
            return check_text(text, LONGEST_NAME)
        except ScalarProblem as problem:
            self.problem(problem.code, node, expected=problem.expected, found=text)
            return None

    def _decoded(self, content: bytes | str) -> str | None:
        size = len(content)
        if size > MOST_BYTES:
            self.problem("too-large", None, expected=str(MOST_BYTES), found=str(size))
            return None
        if isinstance(content, str):
            return content
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.problems.append(Problem("encoding", line, 1, expected="UTF-8"))
            return None

    def _acceptable(self, text: str) -> bool:
        """Walk the events, which takes no recursion, before anything is built from them."""
        depth = nodes = documents = 0
        try:
            for event in yaml.parse(text, Loader=yaml.BaseLoader):
                depth += isinstance(event, _OPENING)
                depth -= isinstance(event, _CLOSING)
                nodes += isinstance(event, (*_OPENING, yaml.ScalarEvent))
                documents += isinstance(event, yaml.DocumentStartEvent)
                code = self._fault(event, depth, nodes, documents)
                if code:
                    self._at(event.start_mark, code)
                    return False
        except yaml.MarkedYAMLError as error:
            self._at(error.problem_mark or error.context_mark, "syntax")
            return False
        except (yaml.YAMLError, ValueError, RecursionError):
            self.problems.append(Problem("syntax", 1, 1))
            return False
        return True

    @staticmethod
    def _fault(event: yaml.Event, depth: int, nodes: int, documents: int) -> str:
        if isinstance(event, yaml.AliasEvent):
            return "alias"
        if getattr(event, "anchor", None) is not None:
            return "alias"
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _PLAIN_TAGS:
            return "tag"
        if depth > DEEPEST:
            return "too-deep"
        if nodes > MOST_NODES:
            return "too-many-nodes"
        return "several-documents" if documents > 1 else ""

    def _at(self, mark: object, code: str) -> None:
        # marks of the Python parser and of libyaml share no type, and either may be missing
        line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
        self.problems.append(Problem(code, line + 1, column + 1))
