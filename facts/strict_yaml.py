"""YAML read strictly: no aliases, tags, duplicate keys, deep nesting or megabytes; places kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from facts.problems import Problem
from facts.scalars import ScalarProblem, check_name, nearest

MOST_BYTES = 1_000_000
MOST_NODES = 40_000
DEEPEST = 40
MOST_PROBLEMS = 100
"""Problems of one file that are told; whoever has more of them begins with the first."""

Node = yaml.Node
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_BREAK = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
"""Where lines end, as YAML 1.1 has it."""
_FORBIDDEN = yaml.reader.Reader.NON_PRINTABLE
_NO_TEXT_FROM = 4
"""A file in which every fourth character is NUL is no text, or text of another encoding."""


class StrictReader:
    """One YAML text as nodes; every fault becomes a Problem instead of an exception."""

    def __init__(self, content: bytes | str) -> None:
        """Check and compose the text; ``root`` is None when that was not possible."""
        self.problems: list[Problem] = []
        self.left_out = 0
        self.root: Node | None = None
        self._keys: dict[int, Node] = {}
        text = self._decoded(content)
        if text is not None and self._printable(text) and self._acceptable(text):
            self.root = yaml.compose(text, Loader=yaml.BaseLoader)
            if self.root is None:
                self.problem("empty", None)

    @property
    def full(self) -> bool:
        """Whether as many problems are noted as are told; further ones are left out."""
        return len(self.problems) >= MOST_PROBLEMS

    def problem(
        self,
        code: str,
        node: Node | None,
        expected: str = "",
        found: str | None = None,
        path: str = "",
        nearest: str = "",
    ) -> None:
        """Note a problem at a node (at the start of the file when there is none).

        ``found`` is what is written there unless it says otherwise.
        """
        mark = node.start_mark if node is not None else None
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        shown = written_as(node) if found is None else found
        self._note(Problem(code, line, column, expected, shown, path, nearest))

    def unknown_key(self, node: Node, key: str, options: Sequence[str], deeper: str) -> None:
        """Note, where a key stands, that no question answers to it, and the nearest that does.

        ``deeper`` is what the same key would mean in another place, if anything.
        """
        close = "" if self.full else nearest(key, options)
        expected = close or deeper or ", ".join(options)
        self.problem("unknown-key", self._keys.get(id(node), node), expected, key)

    def mapping(self, node: Node) -> dict[str, Node] | None:
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
                self.problem("duplicate-key", key_node)
            entries.setdefault(key, value)
            self._keys[id(value)] = key_node
        return entries

    def sequence(self, node: Node | None, most: int = MOST_NODES) -> list[Node]:
        """The items of a sequence node; none for an absent one, a problem for any other."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.problem("sequence", node)
            return []
        if len(node.value) > most:
            self.problem("too-many-entries", node, str(most), str(len(node.value)))
        return list(node.value[:most])

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
        try:
            return check_name(text)
        except ScalarProblem as problem:
            self.problem(problem.code, node, expected=problem.expected)
            return None

    def _note(self, problem: Problem) -> None:
        if self.full:
            self.left_out += 1
        else:
            self.problems.append(problem)

    def _decoded(self, content: bytes | str) -> str | None:
        if len(content) > MOST_BYTES:
            self.problem("too-large", None, expected=f"{MOST_BYTES:,}")
            return None
        if isinstance(content, str):
            return content.removeprefix("\ufeff")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line, column = place_in(content[: error.start].decode("utf-8-sig", "replace"))
            utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
            found = "UTF-16" if utf_16 else f"0x{content[error.start]:02X}"
            self._note(Problem("encoding", line, column, "UTF-8", found))
            return None

    def _printable(self, text: str) -> bool:
        """Whether YAML takes every character as it stands."""
        match = _FORBIDDEN.search(text)
        if match is None:
            return True
        line, column = place_in(text[: match.start()])
        if text.count("\0") * _NO_TEXT_FROM > len(text):
            self._note(Problem("encoding", line, column, "UTF-8", "NUL"))
        else:
            self._note(Problem("forbidden-character", line, column, "", match[0]))
        return False

    def _acceptable(self, text: str) -> bool:
        """Walk the events, which takes no recursion, before anything is built from them."""
        loader = yaml.BaseLoader(text)
        try:
            return self._walked(loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark or loader.get_mark()
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
            # numbers of characters beyond all characters, and versions of thousands of digits
            mark = loader.get_mark()
        finally:
            loader.dispose()
        self._misread(text[mark.index :], (mark.line + 1, mark.column + 1))
        return False

    def _misread(self, rest: str, place: tuple[int, int]) -> None:
        """Note that YAML could not make sense of the rest of the text."""
        if rest.startswith("\t"):
            self._note(Problem("tab", *place))
        elif rest.strip("\0 \r\n"):
            self._note(Problem("syntax", *place, found=_BREAK.split(rest, maxsplit=1)[0] or "''"))
        else:
            self._note(Problem("syntax-end", *place))

    def _walked(self, loader: yaml.BaseLoader) -> bool:
        depth = nodes = documents = 0
        while loader.check_event():
            event: yaml.Event = loader.get_event()  # type: ignore[no-untyped-call]
            depth += isinstance(event, _OPENING)
            depth -= isinstance(event, _CLOSING)
            nodes += isinstance(event, (*_OPENING, yaml.ScalarEvent))
            documents += isinstance(event, yaml.DocumentStartEvent)
            code, expected, found = _fault(event, depth, nodes, documents)
            if code:
                mark = event.start_mark or loader.get_mark()
                self._note(Problem(code, mark.line + 1, mark.column + 1, expected, found))
                return False
        return True


def _fault(event: yaml.Event, depth: int, nodes: int, documents: int) -> tuple[str, str, str]:
    """Code of what an event may not be, what was expected and what was found; else empty."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor is not None:
        return "alias", "", f"{'*' if isinstance(event, yaml.AliasEvent) else '&'}{anchor}"
    if tag is not None and tag not in _PLAIN_TAGS:
        return "tag", "", tag.replace("tag:yaml.org,2002:", "!!")
    if depth > DEEPEST:
        return "too-deep", str(DEEPEST), str(depth)
    if nodes > MOST_NODES:
        return "too-many-nodes", f"{MOST_NODES:,}", ""
    return ("several-documents", "", "---") if documents > 1 else ("", "", "")


def written_as(node: Node | None) -> str:
    """What stands at a node, for a message."""
    if isinstance(node, yaml.MappingNode):
        return "{...}"
    if isinstance(node, yaml.SequenceNode):
        return "[...]"
    return str(node.value) or "''" if node is not None else ""


def place_in(before: str) -> tuple[int, int]:
    """Line and column, both from 1, of what follows this text."""
    lines = _BREAK.split(before)
    return len(lines), len(lines[-1]) + 1
