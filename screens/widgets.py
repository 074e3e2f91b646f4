"""One widget per question: the design says what it shows, a change of it changes the design."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

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
from knowledge.asking import reason
from knowledge.decisions import WISHES
from knowledge.explanation import answer_text, duration_text, problem_text
from screens import focus, session, undisturbed
from screens.editing import Place, answered, answers_at, naming_problem, renamed
from screens.language import current, say
from screens.lost_wish import verdict_on
from screens.markdown import escaped, small

_FEW = 3
"""Up to so many words a question is answered by a click, not from a list."""
_USUAL_DURATIONS = ("0", "30 s", "5 min", "15 min", "1 h", "4 h", "1 d", "any")
_MOST_LISTED = 100
"""Of so many numbers each can be chosen; of more a few are proposed and any can be typed."""
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
    lost = verdict_on(place, answer)
    if lost:
        st.markdown(small(lost))
    _show_refusal(key_of(place, question))


def name_widget(place: Place) -> None:
    """Show the name of a site or workload, which can be changed unless it is taken."""
    key = name_key(place)
    _seed(key, place.names[0])
    st.text_input(
        say(f"name-of.{place.entity}"),
        key=key,
        max_chars=LONGEST_NAME,
        on_change=_rename,
        args=(place, key),
    )
    _show_refusal(key)


def key_of(place: Place, question: Question) -> str:
    """Key of the widget of a question.

    It has the language in it, so that a switch takes all from the design.
    """
    return "\n".join((place.key, question.id, current()))


def name_key(place: Place) -> str:
    """Key of the field with the name of a site or workload."""
    return f"{place.key}\nname"


def _seed(key: str, value: str | None) -> None:
    """Let a widget show what the design says, unless it shows an entry that was refused."""
    on_screen = key in st.session_state
    if on_screen and key in _refused():
        return
    _refused().pop(key, None)
    if not on_screen or st.session_state[key] != value or undisturbed.broken_off():
        st.session_state[key] = value


def _refused() -> dict[str, Problem]:
    """What is wrong with entries that are still in their fields, by widget."""
    found: dict[str, Problem] = st.session_state.setdefault("refused", {})
    return found


def _buttons(place: Place, answer: Answer, choices: tuple[str, ...], shown: str | None) -> None:
    question = answer.question
    options = [*choices, *([UNKNOWN] if question.may_be_unknown else [])]
    key = key_of(place, question)
    _seed(key, shown if shown in options else None)
    st.segmented_control(
        _title(answer, shown, _default_text(answer)),
        options,
        format_func=_labels(question),
        key=key,
        help=_help(question),
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
    key = key_of(place, question)
    _seed(key, shown if shown in options else None)
    free = question.kind == "duration" or _is_wide(question)
    st.selectbox(
        _title(answer, shown, short=short),
        options,
        index=None,
        format_func=_labels(question),
        placeholder=_default_text(answer) or say("please-choose"),
        accept_new_options=free,
        key=key,
        help=_help(question, titled=bool(short)),
        on_change=_take,
        args=(place, question, key),
    )


def _text(place: Place, question: Question, shown: str) -> None:
    key = key_of(place, question)
    _seed(key, shown)
    st.text_input(
        question.title[current()],
        key=key,
        max_chars=LONGEST_TEXT,
        placeholder="YYYY-MM-DD" if question.kind == "date" else "",
        help=_help(question),
        on_change=_take,
        args=(place, question, key),
    )


def _title(answer: Answer, shown: str | None, default: str = "", short: str = "") -> str:
    """What is asked, and a word on a colour unless it is answered."""
    title = short or escaped(answer.question.title[current()])
    if default:
        return f"{title} :gray-badge[{escaped(default)}]"
    if answer.status != UNKNOWN:
        return title
    if answer.question.required and shown is None:
        return f"{title} :orange-badge[{say('required')}]"
    return f"{title} :violet-badge[{say('unknown')}]"


def _help(question: Question, *, titled: bool = False) -> str:
    """What the terms of a question mean, and why it is asked; with the whole title on demand."""
    language = current()
    explained = [question.title[language]] if titled else []
    explained += [question.help[language], reason(question.entity, question.id, language)]
    return "\n\n".join(map(escaped, explained))


def _default_text(answer: Answer) -> str:
    """What is assumed as long as the question is not answered; a wish not uttered is none."""
    if answer.status != ASSUMED:
        return ""
    value = answer_text(answer.question, answer.value, current())
    return value if answer.question.id in WISHES else say("assumed", value=value)


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
        return (*question.words, *map(str, _proposed(question)))
    return _USUAL_DURATIONS if question.kind == "duration" else question.choices(answers)


def _is_wide(question: Question) -> bool:
    """Whether a number is asked for that is too large for a list of all that are possible."""
    return question.kind == "count" and question.most - question.least >= _MOST_LISTED


def _proposed(question: Question) -> Iterable[int]:
    """Numbers to choose from: all, or each twice the one before where they would be too many."""
    if not _is_wide(question):
        return range(question.least, question.most + 1)
    doubled = (2**power for power in range(question.most.bit_length()))
    return [one for one in doubled if question.least <= one <= question.most]


def as_typed(text: str) -> str:
    """A text from a field as the design file writes it: narrow letters, units in Latin ones."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    match = re.fullmatch(r"(\d+)\s*(秒|分|時間|日)", narrow)
    return f"{match[1]} {_JAPANESE_UNITS[match[2]]}" if match else narrow


def _take(place: Place, question: Question, key: str) -> None:
    """Put the value of a widget into the design, or keep it in the field with what is wrong."""
    text = st.session_state[key]
    _refused().pop(key, None)
    found = focus.now(session.design(), place)
    if found is None:
        return
    place = found
    if not text:
        session.keep(answered(session.design(), place, question, None))
        return
    try:
        value = _read(question, text)
    except ScalarProblem as wrong:
        _refused()[key] = Problem(
            wrong.code, 1, 1, wrong.expected, text, question.label[current()], wrong.nearest
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
    found = focus.now(session.design(), place)
    if found is None:
        return
    place = found
    problem = naming_problem(session.design(), place, name)
    if problem is not None:
        _refused()[key] = problem
        return
    _refused().pop(key, None)
    session.keep(renamed(session.design(), place, name))
    focus.follow(place, Place(place.entity, (name,)))


def _show_refusal(key: str) -> None:
    problem = _refused().get(key)
    if problem is not None:
        st.error(escaped(problem_text(problem, current())))
