"""What Streamlit itself costs: as many widgets as one of our pages, one picture, and the answer.

``streamlit run benchmarks/bare_app.py -- FILE``: the file says in JSON how many widgets of each
kind there are, where the picture lies, and whether it shows the answer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

ANSWER = "answer"
"""Key of the segmented control that is clicked."""


def selectbox(key: str) -> None:
    st.selectbox(f"Question {key}", ["2022", "2019", "2016", "2012 R2", "unknown"], key=key)


def text_input(key: str) -> None:
    st.text_input(f"Question {key}", key=key)


def segmented_control(key: str) -> None:
    st.segmented_control(f"Question {key}", ["yes", "no", "unknown"], key=key)


def button(key: str) -> None:
    st.button(f"Button {key}", key=key)


def download(key: str) -> None:
    st.download_button(f"Download {key}", b"content", key=key, on_click="ignore")


def expander(key: str) -> None:
    with st.expander(f"Details {key}"):
        st.markdown("Details")


def popover(key: str) -> None:
    with st.popover(f"Menu {key}"):
        st.markdown("Menu")


def uploader(key: str) -> None:
    st.file_uploader(f"File {key}", key=key)


def checkbox(key: str) -> None:
    st.checkbox(f"Question {key}", key=key)


def text_area(key: str) -> None:
    st.text_area(f"Question {key}", key=key)


def number_input(key: str) -> None:
    st.number_input(f"Question {key}", key=key)


def tab(key: str) -> None:
    """Tabs stand side by side, so they are made together."""


KINDS: Mapping[str, Callable[[str], None]] = {
    "stSelectbox": selectbox,
    "stTextInput": text_input,
    "stButtonGroup": segmented_control,
    "stButton": button,
    "stDownloadButton": download,
    "stExpander": expander,
    "stPopover": popover,
    "stFileUploader": uploader,
    "stCheckbox": checkbox,
    "stTextArea": text_area,
    "stNumberInput": number_input,
    "stTab": tab,
}
"""How a widget is made, by the name that Streamlit's front end gives it (``data-testid``)."""


def show(wanted: Mapping[str, int], picture: str, *, picture_follows: bool) -> None:
    st.set_page_config(page_title="Bare", layout="wide", initial_sidebar_state=440)
    st.markdown("#### Bare")
    with st.sidebar:
        given = st.segmented_control("The question", ["yes", "no", "unknown"], key=ANSWER)
        for kind, count in wanted.items():
            for number in range(count - (kind == "stButtonGroup")):
                KINDS[kind](f"{kind} {number}")
    st.markdown(f"The answer is **{given}**.")
    if wanted.get("stTab"):
        for one in st.tabs([f"Tab {number}" for number in range(wanted["stTab"])]):
            with one:
                st.markdown("Tab")
    if picture:
        if picture_follows:
            picture = picture.replace("</svg>", f'<text x="9" y="9">{given}</text></svg>')
        st.image(picture, width="stretch")


if __name__ == "__main__":
    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    show(told["widgets"], told["picture"], picture_follows=told["picture_follows"])
