"""Foreign text stays text, whatever Markdown would make of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from documents.markdown import bullets, document, escape, heading, link, prose, table, visible
from documents.wording import first_sentence, say, sentences

HOSTILE = [
    "<script>alert(1)</script>",
    "a|b",
    "||",
    "![x](http://example.com/x.png)",
    "[link](javascript:alert(1))",
    "<http://example.com>",
    "`code` and ``more",
    "\\N and \\",
    "{name} {0} {{",
    "\"quotes\" and 'more'",
    "*stars* __lines__ ~~gone~~",
    "# no heading",
    "- no item",
    "+ no item",
    "1. no item",
    "2) no item",
    "> no quote",
    "&amp; &lt;",
    "$x$ and $$y$$",
    "--- ===",
    "  inner   spaces  ",
    "new\nline\r\nand\ttab",
    "line\u2028separator",
    "名前 と　全角",
    "\u202eright to left\u202c",
    "\u2066isolated\u2069",
    "zero\u200bwidth\ufeff",
    "family \U0001f468\u200d\U0001f469",
    "@somebody #12 GH-12",
    "#",
    "a#",
    "[x]",
    "[ ] x",
    "[^1]",
    "[a]: http://example.com",
]
_HARMLESS = {"text", "text_special", "strong_open", "strong_close", "softbreak"}
_READER = MarkdownIt("gfm-like", {"linkify": True})


def _inline(text: str) -> list[Token]:
    return [token for token in _READER.parse(text) if token.type == "inline"]


def _read(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= _HARMLESS
    return "".join(child.content for child in children)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_reads_as_itself_in_a_table(name: str) -> None:
    text = table(["head", escape(name)], [[escape(name), "beside"], ["below", escape(name)]])
    cells = [_read(token) for token in _inline(text)]
    assert cells == ["head", visible(name), visible(name), "beside", "below", visible(name)]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_reads_as_itself_in_headings_and_lists(name: str) -> None:
    text = document(
        [
            heading(2, escape(name)),
            heading(3, f"1.1 {escape(name)}"),
            bullets([escape(name), f"**{escape(name)}**: after"]),
        ]
    )
    tokens = _READER.parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h2", "h3"]
    assert sum(token.type == "list_item_open" for token in tokens) == 2
    shown = visible(name)
    assert [_read(token) for token in _inline(text)] == [
        shown,
        f"1.1 {shown}",
        shown,
        f"{shown}: after",
    ]


@given(st.text(max_size=60))
def test_no_text_at_all_escapes_from_a_cell(name: str) -> None:
    text = table(["a", "b"], [[f"x{escape(name)}", "y"]])
    cells = [_read(token) for token in _inline(text)]
    assert cells[2:] == [f"x{visible(name)}", "y"]


def test_characters_that_turn_or_hide_are_shown() -> None:
    assert visible("\u202eabc") == "[U+202E]abc"
    assert escape("\u2069") == "\\[U+2069\\]"
    assert visible("a\u200fb\u00adc\x07") == "a[U+200F]b[U+00AD]c[U+0007]"
    assert visible(" two\n lines ") == "two lines"


def test_addresses_do_not_become_links() -> None:
    assert escape("http://example.com") == "http\\:/\\/example\\.com"
    assert escape("see www.example.com") == "see www\\.example\\.com"
    assert escape("a@b") == "a\\@b"
    assert escape("ratio 1:2 v1.0 a. b") == "ratio 1:2 v1.0 a. b"


def test_our_own_texts_keep_their_code() -> None:
    assert prose("Set `Get-VM -Name a|b` for [all].") == ("Set `Get-VM -Name a\\|b` for \\[all\\].")
    assert prose("one ` alone") == "one \\` alone"
    assert prose("`a` `b`") == "`a` `b`"


def test_a_link_keeps_to_its_address() -> None:
    text = link(escape("A <Title> [x]"), "https://example.com/a(v=ws.11)?q=日本 b")
    opened = next(child for child in _inline(text)[0].children or [] if child.type == "link_open")
    assert opened.attrs["href"] == ("https://example.com/a%28v=ws.11%29?q=%E6%97%A5%E6%9C%AC%20b")


def test_japanese_takes_a_space_beside_latin_only() -> None:
    key = "driver.need"
    assert say(key, "ja", names="SQL").startswith("SQL がホスト")
    assert say(key, "ja", names="受注").startswith("受注がホスト")
    assert say("driver.follows", "ja", option="FC-SAN").startswith("「FC-SAN」の")
    assert (
        sentences(["終わる。", "始まる。", "", "End.", "次。"], "ja") == "終わる。始まる。End. 次。"
    )
    assert sentences(["One.", "", "Two."], "en") == "One. Two."


def test_a_first_sentence_ends_at_its_full_stop() -> None:
    assert first_sentence("From 2.5 on it works. It is new.", "en") == "From 2.5 on it works."
    assert first_sentence("Only one, e.g. this one.", "en") == "Only one, e.g. this one."
    assert first_sentence("一つ目 (例)。二つ目。", "ja") == "一つ目 (例)。"
    assert not re.search("。", first_sentence("文なし", "ja"))
