"""One widget per question: the design says what it shows, a change of it changes the design."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import streamlit as st

from facts.answers import ASSUMED, Answer
from facts.design_file import Problem
from facts.durations import DurationError, seconds
from facts.question_bank import UNKNOWN, Question, Value
from facts.scalars import (
    LONGEST_NAME,
    LONGEST_TEXT,
    ScalarProblem,
    nearest,
    read_scalar,
    several,
    write_scalar,
)
from facts.visible_text import visible
from knowledge.explanation import answer_text, duration_text, problem_text
from screens import focus, session
from screens.editing import Place, answered, answers_at, naming_problem, renamed
from screens.language import current, say
from screens.markdown import escaped, small

_FEW = 3
"""Up to so many words a question is answered by a click, not from a list."""
_USUAL_DURATIONS = ("0", "30 s", "5 min", "15 min", "1 h", "4 h", "1 d", "any")
_JAPANESE_UNITS = {"秒": "s", "分": "min", "時間": "h", "日": "d"}


def question_widget(
    place: Place, answer: Answer, choices: tuple[str, ...], short: str = ""
) -> None:
    """Show a question with its answer; ``choices`` are the words or names that fit at present.

    With a ``short`` label the question is a list that takes little room.
    """
    question = answer.question
    given = answers_at(session.design(), place).get(question.id)
    shown = None if given is None else write_scalar(question, given)
    if question.kind in ("text", "date"):
        _text(place, question, shown or "")
    elif len(choices) <= _FEW and question.kind == "word" and not short:
        _buttons(place, answer, choices, shown)
    else:
        _list(place, answer, choices, shown, short)
    if answer.set_aside is not None:
        aside = answer_text(question, answer.set_aside, current())
        st.markdown(small(say("set-aside", answer=escaped(aside))))
    _show_refusal(_key(place, question))


def name_widget(place: Place) -> None:
    """Show the name of a site or workload, which can be changed unless it is taken."""
    key = f"{place.key}\nname"
    _seed(key, place.names[0])
    st.text_input(
        say(f"name-of.{place.entity}"),
        key=key,
        max_chars=LONGEST_NAME,
        on_change=_rename,
        args=(place, key),
    )
    _show_refusal(key)


def _key(place: Place, question: Question) -> str:
    """Key of a widget; with the language in it, so that a switch takes all from the design."""
    return "\n".join((place.key, question.id, current()))


def _seed(key: str, value: str | None) -> None:
    """Let a widget show what the design says, unless it shows an entry that was refused."""
    on_screen = key in st.session_state
    if on_screen and key in _refused():
        return
    _refused().pop(key, None)
    if not on_screen or st.session_state[key] != value:
        st.session_state[key] = value


def _refused() -> dict[str, Problem]:
    """What is wrong with entries that are still in their fields, by widget."""
    found: dict[str, Problem] = st.session_state.setdefault("refused", {})
    return found


def _buttons(place: Place, answer: Answer, choices: tuple[str, ...], shown: str | None) -> None:
    question = answer.question
    options = [*choices, *([UNKNOWN] if question.may_be_unknown else [])]
    key = _key(place, question)
    _seed(key, shown if shown in options else None)
    st.segmented_control(
        _title(answer, with_default=True),
        options,
        format_func=_labels(question),
        key=key,
        help=escaped(question.help[current()]),
        on_change=_take,
        args=(place, question, key),
    )


def _list(
    place: Place, answer: Answer, choices: tuple[str, ...], shown: str | None, short: str
) -> None:
    question = answer.question
    options = [*choices, *([UNKNOWN] if question.may_be_unknown else [])]
    if shown is not None and shown not in options and answer.set_aside is None:
        options.insert(0, shown)
    key = _key(place, question)
    _seed(key, shown if shown in options else None)
    free = question.kind == "duration"
    explained = question.help[current()]
    default = _default_text(answer)
    if short:
        explained = f"{question.title[current()]} {explained}"
        default = answer_text(question, answer.value, current())
    st.selectbox(
        short or _title(answer),
        options,
        index=None,
        format_func=_labels(question),
        placeholder=default or say("please-choose"),
        accept_new_options=free,
        key=key,
        help=escaped(explained),
        on_change=_take,
        args=(place, question, key),
    )


def _text(place: Place, question: Question, shown: str) -> None:
    key = _key(place, question)
    _seed(key, shown)
    st.text_input(
        question.title[current()],
        key=key,
        max_chars=LONGEST_TEXT,
        placeholder="YYYY-MM-DD" if question.kind == "date" else "",
        help=escaped(question.help[current()]),
        on_change=_take,
        args=(place, question, key),
    )


def _title(answer: Answer, *, with_default: bool = False) -> str:
    question = answer.question
    title = escaped(question.title[current()])
    if question.required:
        return f"{title} :orange-badge[{say('required')}]" if answer.status == UNKNOWN else title
    default = _default_text(answer) if with_default else ""
    return f"{title} :gray[({escaped(default)})]" if default else title


def _default_text(answer: Answer) -> str:
    """What is assumed as long as the question is not answered."""
    if answer.status != ASSUMED:
        return ""
    value = answer_text(answer.question, answer.value, current())
    return say("assumed", value=value)


def _labels(question: Question) -> Callable[[str], str]:
    """What an option is called; a text that is no answer (yet) is called what it is."""
    language, do_not_know = current(), say("do-not-know")

    def label(option: str) -> str:
        if option == UNKNOWN and question.may_be_unknown:
            return do_not_know
        if option in question.words:
            return str(question.words[option][language])
        try:
            return (
                duration_text(seconds(option), language)
                if question.kind == "duration"
                else visible(option)
            )
        except DurationError:
            return visible(option)

    return label


def choices_of(
    question: Question, answers: Mapping[str, Value], sites: tuple[str, ...]
) -> tuple[str, ...]:
    """What can be chosen as an answer, as texts of the design file."""
    if question.kind == "site":
        return (*question.words, *sites)
    if question.kind == "count":
        return (*question.words, *(str(n) for n in range(question.least, question.most + 1)))
    return _USUAL_DURATIONS if question.kind == "duration" else question.choices(answers)


def as_typed(text: str) -> str:
    """A text from a field as the design file writes it: narrow letters, units in Latin ones."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    match = re.fullmatch(r"(\d+)\s*(秒|分|時間|日)", narrow)
    return f"{match[1]} {_JAPANESE_UNITS[match[2]]}" if match else narrow


def _take(place: Place, question: Question, key: str) -> None:
    """Put the value of a widget into the design, or keep it in the field with what is wrong."""
    text = st.session_state[key]
    _refused().pop(key, None)
    if not text:
        session.keep(answered(session.design(), place, question, None))
        return
    try:
        value = _read(question, text)
    except ScalarProblem as found:
        _refused()[key] = Problem(
            found.code, 1, 1, found.expected, text, question.label[current()], found.nearest
        )
    else:
        session.keep(answered(session.design(), place, question, value))


def _read(question: Question, text: str) -> Value:
    """The answer that an entry means; raises ScalarProblem when it means none."""
    if question.kind == "site":
        names = [site.name for site in session.design().sites]
        if text not in (*question.words, *names):
            raise ScalarProblem("no-such-site", several(names), nearest(text, names))
        return text
    return read_scalar(question, text if question.kind == "text" else as_typed(text))


def _rename(place: Place, key: str) -> None:
    name = str(st.session_state[key])
    problem = naming_problem(session.design(), place, name)
    if problem is not None:
        _refused()[key] = problem
        return
    _refused().pop(key, None)
    session.keep(renamed(session.design(), place, name))
    focus.show(Place(place.entity, (name,)))


def _show_refusal(key: str) -> None:
    problem = _refused().get(key)
    if problem is not None:
        st.error(escaped(problem_text(problem, current())))
