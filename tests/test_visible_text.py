"""What hides or turns the line is spelt out; what belongs to the spelling of a language stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.design import same_name
from facts.visible_text import LONGEST_EXCERPT, excerpt, signs, visible
from tests.hostile_texts import HARMFUL


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ab\u202etxt.exe", "ab[U+202E]txt.exe"),
        ("\u2066a\u2069", "[U+2066]a[U+2069]"),
        ("a\u200bb\ufeffc\u00add", "a[U+200B]b[U+FEFF]c[U+00AD]d"),
        ("\ud800", "[U+D800]"),
        ("a\x00\x07\x7f", "a[U+0000][U+0007][U+007F]"),
        ("\uffff\ufdd0\U0001fffe", "[U+FFFF][U+FDD0][U+1FFFE]"),
        ("\u3164\u2800", "[U+3164][U+2800]"),
        ("one\u2028two\tthree", "one two three"),
        # a joiner that joins nothing
        ("S\u200dQL", "S[U+200D]QL"),
        ("\u200d", "[U+200D]"),
        ("\U0001f468\u200d", "\U0001f468[U+200D]"),
        # marks without a letter, and more than a letter can carry
        ("\u0338a", "[U+0338]a"),
        ("a \u0301", "a [U+0301]"),
        ("e" + "\u0301" * 8, "e" + "\u0301" * 6 + "[U+0301]" * 2),
    ],
)
def test_it_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("基幹システム", "カ\u3099", "葛\U000e0100城市", "全角\u3000空白", "𠮷野家", "e\u0301"),
        *("שלום", "مرحبا", "می\u200cخواهم", "क\u094d\u200dष", "Tiếng Việt", "Ω"),
        *(
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "❤\ufe0f\u200d\U0001f525",
            "🇯🇵",
            "👩🏽\u200d💻",
        ),
        *("<script>", "a|b", "\\N", "{x}", "“quoted”", "\ue000"),
    ],
)
def test_it_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_nothing_harmful_is_left(text: str) -> None:
    assert not HARMFUL.search(visible(text))
    assert len(signs(text)) == len(text)
    assert visible(visible(text)) == visible(text)
    assert len(excerpt(text)) <= LONGEST_EXCERPT
    assert excerpt(text) == visible(text) or excerpt(text).endswith("…")


@given(st.text(max_size=60))
def test_a_name_is_the_same_in_any_spacing(text: str) -> None:
    assert same_name(f" {text}\u3000") == same_name(text)
    assert same_name(text.replace(" ", "\u00a0")) == same_name(text)


def test_what_is_hidden_makes_a_difference_that_can_be_seen() -> None:
    assert same_name("SQL") == same_name("ｓｑｌ ") == same_name("𝐒𝐐𝐋")
    assert same_name("Straße  ﬁn") == same_name("STRASSE FIN")
    assert same_name("SQL") != same_name("SQL\u200b")


def test_the_short_way_leaves_alone_what_the_long_way_leaves_alone() -> None:
    for point in range(0x20, 0x10000):
        character = chr(point)
        assert visible(f"a{character}") == visible(f"\U0001f600a{character}")[1:]
