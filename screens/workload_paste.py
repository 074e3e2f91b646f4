"""Many workloads at once: rows of a spreadsheet are pasted, looked at, and taken in one step."""

from __future__ import annotations

import streamlit as st

from facts.design import Design
from screens import session
from screens.details import details
from screens.language import current, say
from screens.markdown import escaped
from screens.pasted_workloads import Line, Pasted, read_text
from screens.workload_cells import NAME, cell_text, heading
from screens.workload_rows import site_names
from screens.workload_words import bullets, named, problem_words

_PART, _AREA = "workload-paste", "workload-paste-area"
_TEXT, _NOTE, _READ = "workload-paste-text", "workload-paste-note", "workload-paste-read"
_PREVIEW_HEIGHT = 230


def show() -> None:
    """Show the field for pasted text, and what would become of the text in it."""
    part = details(say("workloads.paste"), _PART)
    if part.open:
        with part:
            _show_note()
            _show_area()
            if _text().strip():
                _show_outcome(_pasted())


def offer(text: str) -> None:
    """Put a text that was pasted elsewhere into the field, below what stands there."""
    st.session_state[_TEXT] = "\n".join(filter(None, (_text().rstrip("\n"), text)))
    st.session_state[_NOTE] = ("does-not-fit", {})
    st.session_state[_PART] = True


def _text() -> str:
    """What stands in the field; it outlives the field, which is gone while it is not shown."""
    return str(st.session_state.get(_TEXT, ""))


def _show_note() -> None:
    note = st.session_state.get(_NOTE)
    if note is not None:
        name, values = note
        (st.warning if name == "does-not-fit" else st.success)(say(f"workloads.{name}", **values))


def _show_area() -> None:
    if st.session_state.get(_AREA) != _text():
        st.session_state[_AREA] = _text()
    st.text_area(
        say("workloads.paste-area"),
        key=_AREA,
        height=140,
        help=say("workloads.paste-help"),
        on_change=_typed,
    )


def _typed() -> None:
    st.session_state[_TEXT] = st.session_state[_AREA]
    st.session_state.pop(_NOTE, None)


def _pasted() -> Pasted:
    """The text read against the design; read anew only when one of them changed."""
    asked = (_text(), current())
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != asked or kept[1] is not session.design():
        found = read_text(_text(), session.design(), current())
        kept = st.session_state[_READ] = (asked, session.design(), found)
    pasted: Pasted = kept[2]
    return pasted


def _show_outcome(pasted: Pasted) -> None:
    _tell_columns(pasted)
    left = [line for line in pasted.lines if line.what == "left"]
    if left:
        problems = [
            say("workloads.problem-at", where=_where(line), text=problem_words(one, current()))
            for line in left
            for one in line.problems
        ]
        st.warning("\n".join((say("workloads.lines-left"), "", *bullets(problems))))
    _tell_changes(pasted)
    with st.container(horizontal=True):
        nothing = pasted.design == session.design()
        st.button(
            say("workloads.do.nothing") if nothing else _label(pasted),
            key="workload-paste-take",
            type="primary",
            disabled=nothing,
            on_click=_take,
        )
        st.button(say("workloads.clear"), key="workload-paste-clear", on_click=_clear)
    st.dataframe(
        _preview(pasted),
        hide_index=True,
        height=_PREVIEW_HEIGHT if len(pasted.lines) > 5 else "content",
        alt=say("workloads.preview"),
    )


def _where(line: Line) -> str:
    if not line.name:
        return say("workloads.line", line=line.number)
    return say("workloads.line-of", line=line.number, name=escaped(line.name))


def _tell_columns(pasted: Pasted) -> None:
    """How the columns were read, and which cells are left because theirs is not known."""
    comma, language = say("list-comma"), current()
    read = [one for one in _shown_columns(pasted) if one]
    key = "workloads.headings" if pasted.heading else "workloads.no-headings"
    st.markdown(say(key, columns=comma.join(escaped(heading(one, language)) for one in read)))
    told = [
        say(
            "workloads.unknown-column-near" if near else "workloads.unknown-column",
            found=escaped(found),
            nearest=escaped(near),
        )
        for found, near in pasted.unknown
    ]
    told += [say("workloads.column-twice", found=escaped(one)) for one in pasted.twice]
    if told:
        st.warning("\n".join(bullets(told)))


def _tell_changes(pasted: Pasted) -> None:
    """Which workloads exist already, which one makes way, and which answers do not count."""
    told = []
    changed = [line.name for line in pasted.lines if line.what == "changed"]
    if changed:
        told.append(say("workloads.changes", names=named(changed)))
    if pasted.replaced:
        told.append(say("workloads.replaces", name=escaped(pasted.replaced)))
    told += [
        say(
            f"workloads.{one.kind}",
            name=escaped(line.name),
            column=escaped(heading(one.column, current())),
            answer=escaped(one.answer),
        )
        for line in pasted.lines
        if line.what in ("new", "changed")
        for one in line.remarks
    ]
    if told:
        st.info("\n".join(bullets(told)))


def _preview(pasted: Pasted) -> dict[str, list[str]]:
    """Every line with what becomes of it: as it was read, or as it is written where it stays."""
    language = current()
    columns: dict[str, list[str]] = {
        say("workloads.preview-line"): [str(line.number) for line in pasted.lines],
        say("workloads.preview-what"): [say(f"workloads.what.{one.what}") for one in pasted.lines],
    }
    for place, column in enumerate(_shown_columns(pasted)):
        if column:
            columns[heading(column, language)] = [
                _shown(line, place, column, pasted.design) for line in pasted.lines
            ]
    return columns


def _shown_columns(pasted: Pasted) -> tuple[str, ...]:
    """The columns of the cells; without headings only as many as there are cells."""
    widest = max((len(line.cells) for line in pasted.lines), default=0)
    return pasted.columns if pasted.heading else pasted.columns[:widest]


def _shown(line: Line, place: int, column: str, design: Design) -> str:
    if line.what == "left":
        written = line.cells[place] if place < len(line.cells) else ""
        return cell_text(NAME, written, current())
    answers = {**design.workload(line.name).answers, NAME: line.name}
    return cell_text(column, answers.get(column), current(), site_names(design))


def _label(pasted: Pasted) -> str:
    """What the button does, in numbers."""
    new, changed, left = (pasted.count(what) for what in ("new", "changed", "left"))
    if not left and not (new and changed):
        what, count = ("add", new) if new else ("change", changed)
        return say(f"workloads.do.{what}-{'one' if count == 1 else 'all'}", count=count)
    parts = [say("workloads.do.add", count=new)] if new else []
    if changed:
        parts.append(say(f"workloads.do.change{'' if parts else '-first'}", count=changed))
    if left:
        parts.append(say("workloads.do.leave", count=left))
    return say("list-comma").join(parts)


def _take() -> None:
    """Take every line without problems, in one step that can be undone; the others stay."""
    pasted = _pasted()
    session.keep(pasted.design)
    st.session_state[_TEXT] = pasted.left
    left = pasted.count("left")
    values = {"added": pasted.count("new"), "changed": pasted.count("changed"), "left": left}
    st.session_state[_NOTE] = ("taken-left" if left else "taken", values)


def _clear() -> None:
    st.session_state[_TEXT] = ""
    st.session_state.pop(_NOTE, None)
