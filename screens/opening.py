"""Where a design starts from: an example, a file, an earlier draft. And how it is thrown away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from facts.design_file import Loaded, load, parse
from knowledge.words import catalogue
from screens import draft, session
from screens.details import popover
from screens.language import say
from screens.markdown import small
from screens.problem_list import problem_lines

_FOLDER = Path(__file__).resolve().parent.parent / "examples"
_ORDER = (
    *("reference-design-2022", "two-workgroup-hosts-2022", "fci-on-vhd-set-2019"),
    *("planned-networks-2022", "guest-cluster-wish-2008r2"),
)
EXAMPLES = tuple(_FOLDER / f"{stem}.yaml" for stem in _ORDER)
"""The design files of the examples."""
_LOADED, _UPLOADS = "loaded", "uploads"
_OPEN, _CLEAR = "open-a-design", "clear-everything"
_NEEDED = ("lang", "design", "draft")
"""What the keys begin with that outlive the clearing: the blank design, the draft's own state."""


def show() -> None:
    """Show the two buttons above the questions; what they hold is worked out when it is open."""
    left, right = st.columns(2, gap="small")
    with left:
        opening = popover(say("open"), _OPEN, icon=":material/folder_open:", width="stretch")
    if opening.open:
        with opening:
            uploader("popover")
            draft.show_others()
            st.markdown(f"**{say('examples')}**")
            for path in EXAMPLES:
                example_button(path, "popover")
    with right:
        clearing = popover(say("clear"), _CLEAR, icon=":material/delete:", width="stretch")
    if clearing.open:
        with clearing:
            st.markdown(say("clear-warning"))
            st.button(say("clear-now"), key="clear", on_click=_clear, type="primary")


def uploader(where: str) -> None:
    """Show the field that takes a design file; ``where`` tells several on a page apart."""
    key = _uploader(where)
    st.file_uploader(
        say("open-file"),
        type=["yaml", "yml"],
        key=key,
        on_change=_open_upload,
        args=(key,),
        max_upload_size=1,
        help=say("open-file-help"),
    )


def example_button(path: Path, where: str) -> None:
    """Show the button that opens an example."""
    st.button(
        _of_example("example", path) or path.stem,
        key=f"example-{path.stem}-{where}",
        on_click=_open_example,
        args=(path,),
        width="stretch",
    )


def example_shows(path: Path) -> str:
    """What an example shows, as Markdown; empty for one that nothing is said of."""
    shows = _of_example("example-shows", path)
    return small(shows) if shows else ""


def _of_example(key: str, path: Path) -> str:
    found = f"{key}.{path.stem}"
    return say(found) if f"screens.{found}" in catalogue() else ""


def show_problems() -> None:
    """List what is wrong with the file that was opened last, place by place."""
    loaded = st.session_state.get(_LOADED)
    if not isinstance(loaded, Loaded) or not loaded.problems:
        return
    st.error("\n".join((say("file-refused"), "", *problem_lines(loaded.problems))))
    st.button(say("file-understood"), key="file-understood", on_click=_forget_problems)


def _uploader(where: str) -> str:
    """Key of an uploader: a new one after each file, so that the same file can be taken again."""
    return f"upload-{where}-{st.session_state.get(_UPLOADS, 0)}"


def _open_upload(key: str) -> None:
    # its own field: a second file may come before the field that follows is there
    file = st.session_state.get(key)
    if file is not None:
        st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1
        _take(parse(file.getvalue()))


def _open_example(path: Path) -> None:
    _take(load(path))


def _take(loaded: Loaded) -> None:
    st.session_state[_LOADED] = loaded
    if loaded.design is not None:
        session.start(loaded.design)
    st.session_state[_OPEN] = False


def _forget_problems() -> None:
    st.session_state.pop(_LOADED, None)


def _clear() -> None:
    """Forget the design, every draft, and whatever any screen has kept of them."""
    draft.forget()
    for key, value in list(st.session_state.items()):
        name = str(key)
        counts = isinstance(value, int) and "\n" not in name  # no count or switch tells anything
        if not counts and not name.startswith(_NEEDED):
            del st.session_state[name]
    st.session_state[_CLEAR] = False
