"""Words for what the advice holds: labels, values, reasons, problems, in either language.

Nothing is decided here. Reasons stay data in the advice; these functions turn them into text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter

from facts.answers import ASSUMED
from facts.durations import DurationError, written
from facts.problems import Problem
from facts.question_bank import NO_LIMIT, NOT_STATED, Question, Value, by_id
from knowledge.advice import Fact, Noted, Reason
from knowledge.decisions import DECISIONS, FAILURES, RESTARTING
from knowledge.guidance import Guidance, guidance, sources
from knowledge.release_words import TOLD_OF_RELEASES
from knowledge.rules import LEVELS
from knowledge.words import catalogue, spaced, word

_MANY_NETWORKS = 3
_GUEST_OPTIONS = ("application", "guest-nlb", "guest-cluster", *RESTARTING)


def option_label(topic: str, option: str, language: str) -> str:
    """An option as a noun phrase; both layers for a pair; also ``none`` and ``unknown``."""
    if option in ("none", "unknown", ""):
        return word(f"option.{option or 'unknown'}", language)
    if topic == "pair":
        guest, host = option.split("+")
        return _pair_label(guest, host, language)
    return word(f"option.{DECISIONS[topic].family}.{option}", language)


def decision_label(topic: str, language: str) -> str:
    """What is decided, as a noun phrase; with the kind of network where it is about one."""
    family, _, about = topic.partition(".")
    if not about:
        return word(f"decision.{topic}", language)
    label = word(f"decision.{family}", language, network=word(f"network.{about}", language))
    return label[:1].upper() + label[1:]


def areas(topics: Iterable[str], language: str) -> tuple[str, ...]:
    """What several decisions are about: each by its label, those on one network by its name.

    From three networks on they are named together; else a single fact about the hosts would
    be followed by two dozen decisions.
    """
    topics = list(topics)
    networks = {topic: network_of(topic) for topic in topics}
    together = len({one for one in networks.values() if one}) >= _MANY_NETWORKS
    named = []
    for topic, network in networks.items():
        if not network:
            named.append(decision_label(topic, language))
        else:
            name = word(f"network.{'all' if together else network}", language)
            named.append(name[:1].upper() + name[1:])
    return tuple(dict.fromkeys(named))


def network_of(topic: str) -> str:
    """The kind of network that a decision is about, or an empty string."""
    return "csv" if topic == "csv_metric" else topic.partition(".")[2]


def network_asked(question: Question) -> tuple[str, str] | None:
    """The kind of network that a question is about and what it asks of it, if it is about one."""
    first, *parts = question.id.split(".")
    return (parts[0], parts[1]) if first == "networks" else None


def _pair_label(guest: str, host: str, language: str) -> str:
    if (guest, host) == ("nothing", "nothing"):
        return word("option.pair.nothing", language)
    parts = []
    if guest != "nothing":
        parts.append(option_label("guest_layer", guest, language))
    if host != "nothing":
        restart = option_label("host_layer", host, language)
        parts.append(word("option.pair.host-cluster", language, how=restart))
    return " + ".join(parts)


def question_of(entity: str, question_id: str) -> Question:
    """The question of an entity such as ``site:Main``; raises KeyError."""
    return by_id(entity.split(":", 1)[0])[question_id]


def answer_text(question: Question, value: Value, language: str) -> str:
    """An answer as a reader writes it; durations with their unit."""
    if value in ("unknown", "not_applicable"):
        return word(f"value.{value}", language)
    if isinstance(value, str):
        return question.words[value][language] if value in question.words else value
    if question.kind == "duration":
        return duration_text(value, language)
    if value == NO_LIMIT:
        if question.may_be_left_out:
            return question.words[NOT_STATED][language]
        return word("value.as-needed", language)
    return f"{value:,}"


def duration_text(seconds: int, language: str) -> str:
    """A duration with its unit, or the word for no limit."""
    if seconds == NO_LIMIT:
        return word("value.no-limit", language)
    try:
        amount, _, unit = written(seconds).partition(" ")
    except DurationError:
        return str(seconds)
    return word(f"unit.{unit or 's'}", language, n=amount)


def fact_text(fact: Fact, language: str) -> str:
    """A fact as ``what: value``, marked when it was assumed or is unknown."""
    mark = ""
    if fact.question:
        question = question_of(fact.entity, fact.question)
        title = field_label(fact.field, question.label[language], language)
        if isinstance(fact.value, int) or fact.value in question.words:
            value = answer_text(question, fact.value, language)
        else:
            value = derived_text(fact, language)
        if fact.origin == ASSUMED:
            mark = f" ({word('origin.assumed', language)})"
    else:
        title = field_label(fact.field, fact.field, language)
        value = derived_text(fact, language)
    return f"{title}: {value}{mark}"


def field_label(field: str, fallback: str, language: str) -> str:
    """Name of a field of the wide facts for a reader."""
    if f"fields.{field}" in catalogue():
        return word(f"fields.{field}", language)
    for failure in FAILURES:
        suffix = failure.replace("-", "_")
        what = word(f"misses.{failure}", language)
        if field == f"guests_meet_{suffix}":
            return word("fields.guests_meet", language, what=what)
        for option in _GUEST_OPTIONS:
            if field == f"{option.replace('-', '_')}_covers_{suffix}":
                topic = "host_layer" if option in RESTARTING else "guest_layer"
                named = option_label(topic, option, language)
                return word("fields.covers", language, option=named, what=what)
    if field.startswith("target_"):
        return word("fields.target", language, what=fallback)
    return fallback


def derived_text(fact: Fact, language: str) -> str:
    """Value of a field that no single question answers, or that stands in for an answer."""
    value = str(fact.value)
    stood_in_for = by_id("workload").get(fact.field)
    if stood_in_for and value in stood_in_for.words:
        return stood_in_for.words[value][language]
    for key in (f"value.{value}", f"verdict.{value}"):
        if key in catalogue():
            return word(key, language)
    for topic in DECISIONS:
        if fact.field == f"{topic}_chosen" and f"option.{topic}.{value}" in catalogue():
            return option_label(topic, value, language)
    if f"option.guest_layer.{value}" in catalogue():
        return option_label("guest_layer", value, language)
    return value


def records_of(reason: Reason) -> tuple[Guidance, ...]:
    """The guidance a reason cites."""
    return tuple(guidance()[one] for one in reason.guidance)


def guidance_text(record: Guidance, language: str) -> str:
    """The claim of a record, marked when it is our judgement or to be confirmed."""
    text = record.text[language]
    if record.certainty in ("judgement", "unconfirmed"):
        text += f" ({word(f'certainty.{record.certainty}', language)})"
    return text


def source_text(record: Guidance) -> tuple[tuple[str, str, str], ...]:
    """Title, section and address of each source of a record."""
    known = sources()
    return tuple(
        (known[one.source].title, one.section, known[one.source].url) for one in record.sources
    )


def worst_first(reasons: list[Reason]) -> list[Reason]:
    """Objections in the order of their levels, firm before open."""
    return sorted(
        reasons, key=lambda one: (LEVELS.index(one.slots["level"]), one.status != "firm", one.id)
    )


def noted_name(noted: Noted, language: str) -> str:
    """Heading of a finding or task."""
    return word(f"{_kind(noted)}.{noted.id}.name", language)


def noted_text(noted: Noted, language: str, reasons: Mapping[str, Reason]) -> str:
    """Text of a finding or task, with what its reasons read where it tells that.

    It may tell of numbers by their fields, and of releases by words of their own.
    """
    behind = [reasons[key] for key in noted.reasons]
    read = {fact.field: fact for reason in behind for fact in reason.facts}
    template = word(f"{_kind(noted)}.{noted.id}", language)
    told = dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name)
    values = {
        name: TOLD_OF_RELEASES[name](behind, language)
        if name in TOLD_OF_RELEASES
        else _number(read[name], language)
        for name in told
    }
    return spaced(template, language, **values)


def noted_texts(
    found: Iterable[Noted], language: str, reasons: Mapping[str, Reason]
) -> Mapping[str, tuple[Noted, ...]]:
    """What the same finding or task says of each of several, told once where it is the same."""
    said: dict[str, tuple[Noted, ...]] = {}
    for one in found:
        text = noted_text(one, language, reasons)
        said[text] = (*said.get(text, ()), one)
    return said


def _number(fact: Fact, language: str) -> str:
    return f"{fact.value:,}" if isinstance(fact.value, int) else derived_text(fact, language)


def _kind(noted: Noted) -> str:
    return "finding" if noted.severity else "task"


def problem_text(problem: Problem, language: str) -> str:
    """What is wrong with an input, what was expected and what was found."""
    return word(
        f"problems.{problem.code}",
        language,
        expected=problem.expected,
        found=problem.found,
        path=problem.path,
        nearest=problem.nearest,
    )
