"""The list of bad input: what may be handed in as a design, and what has to be said about it.

Everything that takes a design is tested with every entry: the command line
(`test_bad_input_file`), the upload and the draft (`test_bad_input_upload`); the fuzzers start from
them. Texts that try to do harm in a good design stand in `hostile_texts`.
"""

from __future__ import annotations

from dataclasses import dataclass

from facts.design_builder import MOST_SITES, MOST_WORKLOADS
from facts.strict_yaml import DEEPEST, MOST_BYTES, MOST_NODES


@dataclass(frozen=True)
class BadInput:
    """Content that is no design; ``nearest`` is the legal word or key that has to be named."""

    name: str
    content: bytes
    code: str
    line: int = 1
    column: int = 1
    nearest: str = ""


def small(
    *, host_release: str = "2022", host_count: str = "2", site: str = "A", more: str = ""
) -> str:
    """A good design of one site and one workload, unless something bad is put in.

    The release stands at 4:19, the number of hosts at 5:17, the workload's site at 8:11, and
    ``more`` begins in line 10.
    """
    return (
        "schema: 1\n"
        "sites:\n"
        "  - name: A\n"
        f"    host_release: {host_release}\n"
        f"    host_count: {host_count}\n"
        "workloads:\n"
        "  - name: W\n"
        f"    site: {site}\n"
        "    product: other\n" + more
    )


_ALIAS_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_MERGE_BOMB = "base: &base {a: 1}\n" + "".join(f"m{at}: {{<<: *base}}\n" for at in range(99))


def bad(
    name: str, content: str | bytes, code: str, line: int = 1, column: int = 1, nearest: str = ""
) -> BadInput:
    data = content.encode("utf-8") if isinstance(content, str) else content
    return BadInput(name, data, code, line, column, nearest)


def _of_the_workload(question: str, value: str) -> str:
    """One more answer of the workload, in line 10."""
    group, _, last = question.partition(".")
    return small(more=f"    {group}: {{{last}: {value}}}\n" if last else f"    {group}: {value}\n")


# fmt: off
FILES = (
    # alias and merge bombs, recursion
    bad("alias bomb", _ALIAS_BOMB, "alias", 1, 4),
    bad("merge bomb", _MERGE_BOMB, "alias", 1, 7),
    bad("list in itself", "&a [*a]", "alias", 1, 1),
    bad("mapping in itself", "schema: 1\nsites: &s\n  - *s\n", "alias", 2, 8),
    bad("alias of nothing", "schema: 1\nsites: *nothing\n", "alias", 2, 8),
    bad("merge key without alias", "schema: 1\n<<: {sites: []}\n", "unknown-key", 2, 1),
    # nesting, 10,000 deep
    bad("lists, flow", "[" * 10_000 + "]" * 10_000, "too-deep", 1, DEEPEST + 1),
    bad("lists, never closed", "schema: 1\nsites: " + "[" * 10_000, "too-deep", 2, 7 + DEEPEST),
    bad("lists, block", "- " * 10_000, "too-deep", 1, 2 * DEEPEST + 1),
    bad("lists, line by line", "".join(" " * at + "-\n" for at in range(1000)), "too-deep", 41, 41),
    bad("mappings, flow", "{a: " * 10_000, "too-deep", 1, 4 * DEEPEST + 1),
    bad("keys that are keys", "? " * 10_000, "too-deep", 1, 2 * DEEPEST + 1),
    bad("one level too many", "[" * 41 + "]" * 41, "too-deep", 1, 41),
    # duplicate keys
    bad("duplicate key at the top", "schema: 1\nschema: 1\n", "duplicate-key", 2, 1),
    bad("duplicate key, quoted", "schema: 1\n'schema': 1\n", "duplicate-key", 2, 1),
    bad("duplicate key inside", small(more="    survive: {host: yes, host: no}\n"),
        "duplicate-key", 10, 26),
    # tags
    bad("tag that calls", "x: !!python/object/apply:os.system ['id']\n", "tag", 1, 4),
    bad("tag that builds", "x: !!python/object/new:os.system [id]\n", "tag", 1, 4),
    bad("tag of a name", small(site="!!python/name:os.system A"), "tag", 8, 11),
    bad("tag of bytes", "x: !!binary aGVsbG8=\n", "tag", 1, 4),
    bad("tag of our own", "x: !custom y\n", "tag", 1, 4),
    bad("tag of a number", small(host_count="!!int 2"), "tag", 5, 17),
    # size
    bad("2 MB of one word", b"x" * 2_000_000, "too-large"),
    bad("2 MB after a good design", small(more="#" * 2_000_000), "too-large"),
    bad("one byte too many", b"#" * (MOST_BYTES + 1), "too-large"),
    bad("too many entries", "[" + "x," * MOST_NODES + "]", "too-many-nodes", 1, 2 * MOST_NODES),
    bad("too many sites", "schema: 1\nsites:\n" + "- {}\n" * (MOST_SITES + 1),
        "too-many-entries", 3, 1),
    bad("too many workloads", "schema: 1\nworkloads:\n" + "- {}\n" * (MOST_WORKLOADS + 1),
        "too-many-entries", 3, 1),
    # NUL bytes and other characters that no text has
    bad("NUL inside", small(more='project: "a\0b"\n'), "forbidden-character", 10, 12),
    bad("NUL alone", b"\0", "encoding"),
    bad("bell", "a: \x07\n", "forbidden-character", 1, 4),
    bad("escape of a terminal", "a: \x1b[31m\n", "forbidden-character", 1, 4),
    bad("no character", "a: \ufffe\n", "forbidden-character", 1, 4),
    # UTF-16 and other encodings, binary
    bad("UTF-16", small().encode("utf-16"), "encoding"),
    bad("UTF-16, big end first", b"\xfe\xff" + small().encode("utf-16-be"), "encoding"),
    bad("UTF-16 without its mark", small().encode("utf-16-le"), "encoding", 1, 2),
    bad("UTF-32", small().encode("utf-32"), "encoding"),
    bad("Shift JIS", small(more="project: 基幹\n").encode("cp932"), "encoding", 10, 10),
    bad("half of a character", small(more="project: ").encode() + b"\xe3\x81", "encoding", 10, 10),
    bad("too long for a character", b"a: \xc0\x80", "encoding", 1, 4),
    bad("half of a pair", b"a: \xed\xa0\x80", "encoding", 1, 4),
    bad("picture", b"\x89PNG\r\n\x1a\n\x00\x00", "encoding"),
    bad("archive", b"PK\x03\x04\x14\x00\x00\x00", "encoding", 1, 3),
    bad("every byte", bytes(range(256)), "encoding", 3, 115),
    # nothing, or nothing of ours
    bad("nothing", b"", "empty"),
    bad("only a mark at the start", "\ufeff", "empty"),
    bad("only comments", "# only a comment\n\n# and another\n", "empty"),
    bad("only blank lines", "\n\r\n\n", "empty"),
    bad("an empty document", "---\n", "mapping", 2, 1),
    bad("two documents", "a: 1\n---\nb: 2\n", "several-documents", 2, 1),
    bad("text", "just text", "mapping"),
    bad("list", "- a\n- b\n", "mapping"),
    # no YAML
    bad("list never closed", "a: [1, 2\n", "syntax-end", 2, 1),
    bad("quotation never closed", "a: 'never closed\n", "syntax-end", 2, 1),
    bad("JSON cut off", '{"schema": 1, "sites": [', "syntax-end", 1, 25),
    bad("two colons", "a: b: c\n", "syntax", 1, 5),
    bad("colon missing", "schema: 1\nsites\nworkloads: []\n", "syntax", 3, 1),
    bad("tab for indentation", "schema: 1\nsites:\n\t- name: A\n", "tab", 3, 1),
    bad("old ends of lines and a tab", "schema: 1\rsites:\r\t- name: A\r", "tab", 3, 1),
    bad("ends of lines of Windows", small(host_count="0").replace("\n", "\r\n"), "count", 5, 17),
    bad("old ends of lines", small(host_count="0").replace("\n", "\r"), "count", 5, 17),
    bad("another version", "%YAML 9.9\n---\na: b\n", "syntax"),
    bad("a version of 5,000 digits", f"%YAML {'9' * 5000}.1\n---\na: b\n", "syntax", 1, 7),
    bad("a character beyond all", 'a: "\\UFFFFFFFF"\n', "syntax", 1, 7),
    bad("a character beyond most", 'a: "\\U00110000"\n', "syntax", 1, 7),
    bad("unknown escape", 'a: "\\q"\n', "syntax", 1, 6),
    bad("list as a key", "? [a, b]\n: c\n", "scalar", 1, 3),
    bad("mapping as a key", "? {a: b}\n: c\n", "scalar", 1, 3),
    bad("no schema", "project: x\n", "schema-missing"),
    bad("schema of another time", "schema: 2\n", "schema", 1, 9),
    bad("schema that is a list", "schema: [1]\n", "schema", 1, 9),
    bad("schema that is nothing", "schema:\n", "schema", 1, 8),
    bad("schema that is half a pair", 'schema: "\\ud800"\n', "schema", 1, 9),
)

_NUMBERS = (
    "9" * 5000, "-1", "0", "65", "99999999", "+2", "2.0", "1e9", "0x10", "0o7", "1_0", "'1,0'",
    "٢", "２", "²", "二", ".inf", ".nan", "", "null", "yes", "−2", "'2 '", "12:30",
)
"""No number of hosts: long, negative, absurd, in other digits, or no number at all."""
_DURATIONS = (
    "5 minutes", "-1 s", "999999 d", "9999999 s", "1.5 h", "5", "1 w", "''", "5 min 3 s", "٥ min",
    "1e3 s", "P1D", "'00:05'", "3651 d", "99999999999", "5" * 5000 + " s",
)
_DATES = (
    "2026-13-01", "2026-02-30", "20261122", "2026-W47-7", "22.11.2026", "令和8年11月22日",
    "٢٠٢٦-١١-٢٢", "0000-01-01", "99999-01-01", "today", "2026-11-22T00:00", "-2026-11-22",
)
_NO_SITES = ("B", "none", "unknown", "''", "Q" * 10_000, '"A\\u200b"', "А", "'{expected}'")
_NO_NAMES = (
    ("x" * 10_000, "too-long"), ("x" * 101, "too-long"), ("' '", "blank-name"),
    ('"\u3000"', "blank-name"), ("none", "reserved-name"), ("ＵＮＫＮＯＷＮ", "reserved-name"),
    ('"\\0"', "control-character"), ('"a\\ab"', "control-character"),
    ('"a\\nb"', "control-character"), ('"a\\Nb"', "control-character"),
    ('"\\udc00"', "control-character"), ("[A]", "scalar"),
)
_SAME_NAMES = ("W", "w", "Ｗ", "𝐖", "' W '")
_LONG = "x" * 10_000

ANSWERS = (
    # numbers
    *(bad(f"hosts {one[:12]!r}", small(host_count=one), "count", 5, 17 if one else 16)
      for one in _NUMBERS),
    bad("hosts: list", small(host_count="[2]"), "scalar", 5, 17),
    bad("hosts: mapping", small(host_count="{a: 2}"), "scalar", 5, 17),
    *(bad(f"duration {one[:12]!r}", _of_the_workload("tolerated.outage", one), "duration", 10, 25)
      for one in _DURATIONS),
    bad("duration for a group", small(more="    tolerated: 5 min\n"), "mapping", 10, 16),
    *(bad(f"date {one[:12]!r}", small(more=f"as_of: {one}\n"), "date", 10, 8) for one in _DATES),
    # unknown words, none near
    bad("release of no time", small(host_release="XP"), "word", 4, 19),
    bad("word in a list", small(host_release="[2022]"), "scalar", 4, 19),
    bad("10,000 characters as a word", small(host_release=_LONG), "word", 4, 19),
    bad("markup as a word", small(host_release='"<script>alert(1)</script>"'), "word", 4, 19),
    bad("braces as a word", small(host_release='"{expected} {0.__class__}"'), "word", 4, 19),
    bad("half a pair as a word", small(host_release='"\\ud800"'), "word", 4, 19),
    bad("unknown where one has to know",
        small(more="house_rules: {combined_clustering: unknown}\n"), "word", 10, 36),
    # unknown keys, none near
    bad("key of nothing", small(more="    hosts: 3\n"), "unknown-key", 10, 5),
    bad("empty key", small(more="    '': 3\n"), "unknown-key", 10, 5),
    bad("key that turns the line", small(more='    "\u202ekey": 3\n'), "unknown-key", 10, 5),
    bad("key of 900 characters", small(more=f"    {'k' * 900}: 3\n"), "unknown-key", 10, 5),
    bad("1,000 keys of nothing", small(more="".join(f"    q{at}: 3\n" for at in range(1000))),
        "more-problems", 109, 5),
    # dangling names of sites
    *(bad(f"site {one[:12]!r}", small(site=one), "no-such-site", 8, 11) for one in _NO_SITES),
    bad("site in a list", small(site="[A]"), "scalar", 8, 11),
    bad("second site", small(more="    second_copy: {site: B}\n"), "no-such-site", 10, 25),
    bad("second copy at home", small(more="    second_copy: {site: A}\n"),
        "copy-at-own-site", 10, 18),
    bad("end of a link", small(more="links:\n  - between: [A, B]\n"), "no-such-site", 11, 18),
    bad("links that are no list", small(more="links: {between: [A, A]}\n"), "sequence", 10, 8),
    bad("link to itself", small(more="links:\n  - between: [A, A]\n"), "link-ends", 11, 5),
    bad("link without ends", small(more="links:\n  - connected: yes\n"), "link-ends", 11, 5),
    bad("link with one end", small(more="links:\n  - between: [A]\n"), "link-ends", 11, 5),
    bad("link of text", small(more="links:\n  - between: A\n"), "sequence", 11, 14),
    # names
    *(bad(f"name {one[:12]!r}, {len(one)}", small().replace("name: A", f"name: {one}"), code, 3, 11)
      for one, code in _NO_NAMES),
    *(bad(f"second name {one!r}", small(more=f"  - {{name: {one}, site: A, product: other}}\n"),
          "duplicate-name", 10, 12) for one in _SAME_NAMES),
    bad("no name", small(more="  - {site: A, product: other}\n"), "missing", 10, 5),
    bad("no product", small().replace("    product: other\n", ""), "missing", 7, 5),
    bad("workload of text", small(more="  - text\n"), "mapping", 10, 5),
    bad("long project", small(more=f"project: {_LONG}\n"), "too-long", 10, 10),
    bad("project with a bell", small(more='project: "a\\ab"\n'), "control-character", 10, 10),
)

NEAR = (
    bad("near: release", small(host_release="2012RR2"), "word-near", 4, 19, "2012R2"),
    bad("near: word", small(more="environment: unknwon\n"), "word-near", 10, 14, "unknown"),
    bad("near: small letters", small(host_release="2008r2"), "word-near", 4, 19, "2008R2"),
    bad("near: full width", _of_the_workload("survive.host", "ＹＥＳ"), "word-near", 10, 21, "yes"),
    bad("near: product", small().replace("other", "sql-sever"), "word-near", 9, 14, "sql-server"),
    bad("near: key", small(more="    surive: {host: yes}\n"), "unknown-key", 10, 5, "survive"),
    bad("near: key of a block", small(more="    surive:\n      host: yes\n"),
        "unknown-key", 10, 5, "survive"),
    bad("near: key of a group", small(more="    survive: {hst: yes}\n"),
        "unknown-key", 10, 15, "survive.host"),
    bad("near: key with a dot", small(more="    survive.host: yes\n"),
        "unknown-key", 10, 5, "survive"),
    bad("near: key of a site", small().replace("host_release", "host_relase"),
        "unknown-key", 4, 5, "host_release"),
    bad("near: key two groups down",
        small(host_count="2\n    networks: {csv: {redundncy: mpio}}"),
        "unknown-key", 6, 22, "networks.csv.redundancy"),
    bad("near: key outside its group", small(host_count="2\n    metric: automatic"),
        "unknown-key", 6, 5, "networks.csv.metric"),
    bad("near: key of the design", small().replace("workloads", "workload"),
        "unknown-key", 6, 1, "workloads"),
    bad("near: site", small(site="Tokio").replace("name: A", "name: Tokyo"),
        "no-such-site", 8, 11, "Tokyo"),
    bad("near: site in another script", small(site="Оsaka").replace("name: A", "name: Osaka"),
        "no-such-site", 8, 11, "Osaka"),
)
# fmt: on

BAD_INPUT = (*FILES, *ANSWERS, *NEAR)
