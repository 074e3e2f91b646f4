"""What the page does in the browser beyond Streamlit: its language, and where it is scrolled to.

Streamlit says some things by itself, and in English only: what stands in its file uploader, in an
empty list, beside a field that is being typed into. A component without a face replaces those
texts; it reads nothing else and sends nothing back.
"""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from knowledge.words import LANGUAGES, catalogue
from screens.language import current

_PREFIX = "screens.built-in."


def show(stage: str) -> None:
    """Name the language of the page and have Streamlit's words said in it.

    Whenever ``stage`` is another than before, the page is shown from its top.
    """
    _component(key="page-script", data={"language": current(), "stage": stage}, height=1)


def pairs(language: str) -> tuple[tuple[str, str], ...]:
    """What is replaced by what on a page of a language; ``{name}`` stands for any text.

    The other language is replaced as well: it stands on the page until the language is switched.
    """
    found: dict[str, str] = {}
    for key, streamlit in catalogue().items():
        if key.startswith(_PREFIX):
            ours = catalogue().get(f"screens.instead.{key.removeprefix(_PREFIX)}", streamlit)
            said = (streamlit["en"], *(ours[one] for one in LANGUAGES))
            found |= {text: ours[language] for text in said if text != ours[language]}
    return tuple(found.items())


# The words come with the script, which the browser keeps, and not anew with every click.
_WORDS = json.dumps({language: pairs(language) for language in LANGUAGES}, ensure_ascii=False)
_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "hyper_v_ha_advisor_page", js=f"const WORDS = {_WORDS};\n{_SCRIPT}"
)
