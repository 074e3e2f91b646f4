"""The advisor's page without a browser, for the tests of its screens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from facts.design import Design
from facts.design_file import load
from knowledge.words import word
from screens.editing import WHOLE, Place, blank, entity_places, link_places

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
LOCALES = {"ja": "ja-JP", "en": "en-US"}


def example(stem: str) -> Design:
    design = load(ROOT / "examples" / f"{stem}.yaml").design
    assert design is not None
    return design


class _Everything(set[str]):
    """Keys of the parts of the advice that are open: all but the steps of each why."""

    def __contains__(self, key: object) -> bool:
        return not str(key).startswith(("why\n", "report-preview"))


def opened(
    language: str = "ja",
    design: Design | None = None,
    tab: str = "advice",
    *,
    unfold: bool = False,
    details: bool = False,
) -> AppTest:
    """The page as a browser of that language would see it, with a design if one is given.

    ``unfold`` opens every part of the questionnaire, ``details`` every part of the advice; neither
    is worked out while it is closed.
    """
    at = AppTest.from_file(str(ROOT / "page.py"), default_timeout=60)
    at.context = {"locale": LOCALES[language]}
    at.session_state["draft-ask"] = ""  # nobody is there who could hand over a draft
    if design is not None:
        at.session_state["design"] = design
    at.session_state[f"tab-{language}"] = word(f"screens.tab.{tab}", language)
    if details:
        at.session_state["opened"] = _Everything()
    if unfold:
        _unfold(at, design or blank(language))
    at.run()
    assert not at.exception
    return at


def _unfold(at: AppTest, design: Design) -> None:
    for place in (WHOLE, *entity_places(design), *link_places(design)):
        for part in ("more", "networks", "link", "title-block", "environment"):
            at.session_state[f"{place.key}\n{part}"] = True


def show_tab(at: AppTest, name: str, language: str) -> None:
    """Go to another screen."""
    at.session_state[f"tab-{language}"] = word(f"screens.tab.{name}", language)
    at.run()
    assert not at.exception


def look_at(at: AppTest, place: Place) -> None:
    """Show the questions and the judgements of a site, workload or link."""
    at.session_state[f"focus-{place.entity}"] = place
    at.session_state["focus-last"] = place
    at.run()
    assert not at.exception


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
