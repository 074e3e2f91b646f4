"""The advisor's page without a browser, for the tests of its screens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from facts.design import Design
from facts.design_file import load
from screens.editing import Place

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LOCALES = {"ja": "ja-JP", "en": "en-US"}


def example(stem: str) -> Design:
    design = load(ROOT / "examples" / f"{stem}.yaml").design
    assert design is not None
    return design


def opened(language: str = "ja", design: Design | None = None) -> AppTest:
    """The page as a browser of that language would see it, with a design if one is given."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.context = {"locale": LOCALES[language]}
    if design is not None:
        at.session_state["design"] = design
    at.run()
    assert not at.exception
    return at


def design_of(at: AppTest) -> Design:
    found = at.session_state["design"]
    assert isinstance(found, Design)
    return found


def key(language: str, question: str, *place: str) -> str:
    return "\n".join((*place, question, language))


def asking(at: AppTest, wanted: str) -> Any:
    """The widget of that key; raises KeyError when the page does not have it."""
    for widget in (*at.selectbox, *at.button_group, *at.text_input):
        if widget.key == wanted:
            return widget
    raise KeyError(wanted)


def answer(at: AppTest, wanted: str, value: str | Place | None) -> None:
    asking(at, wanted).set_value(value)
    at.run()
    assert not at.exception


def markdown(at: AppTest) -> str:
    return "\n".join(one.value for one in at.markdown)


def plain(text: str) -> str:
    """Markdown with its backslashes and word joiners taken away."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).replace("\u2060", "")
