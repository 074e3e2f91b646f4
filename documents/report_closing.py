"""The rest of a report: findings, tasks, open questions, disagreements, limits, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from documents.context import Context
from documents.markdown import bullets, escape, heading, link, prose
from documents.report_options import where
from facts.question_bank import by_id
from knowledge.advice import Conflict, Noted
from knowledge.explanation import noted_name, noted_texts
from knowledge.guidance import CERTAINTIES, Guidance, guidance, sources
from knowledge.judgement import FIRM

_LIMITS = (
    *("backup", "security", "licensing", "sizing"),
    *("converged", "stretched"),
)


def findings(context: Context) -> Iterator[str]:
    """What to know, the gravest first, each finding once with everyone it concerns.

    What only informs is named here and told in an appendix.
    """
    if not context.advice.findings:
        yield context.say("findings.none")
    for severity in ("critical", "warning"):
        found = [one for one in context.advice.findings if one.severity == severity]
        if found:
            yield heading(3, context.label(f"severity.{severity}"))
            yield bullets(_noted(context, found))
    informing = _informing(context)
    if informing:
        yield heading(3, context.label("severity.info"))
        yield context.say("findings.informing", names=context.join(_names(context, informing)))


def information(context: Context) -> str:
    """The findings that only inform."""
    return bullets(_noted(context, _informing(context))) or context.say("findings.none")


def tasks(context: Context) -> Iterator[str]:
    """What somebody has to do, as lists to tick off by whom it concerns; an appendix tells how."""
    if not context.advice.tasks:
        yield context.say("tasks.none")
        return
    yield context.say("tasks.about")
    grouped: dict[tuple[bool, bool, str], list[str]] = {}
    for some in _alike(context.advice.tasks):
        still_open = all(one.status != FIRM for one in some)
        if still_open:
            whom = context.say("tasks.open", names=context.names(one.name for one in some))
        else:
            whom = concerned(context, some)
        of_workloads = some[0].subject == "workload"
        grouped.setdefault((still_open, of_workloads, whom), []).append(_named(context, some))
    # what has to be done before what may have to be, the sites before their workloads
    for (*_, whom), lines in sorted(grouped.items(), key=lambda group: group[0][:2]):
        yield context.say("tasks.of", names=whom)
        yield bullets(lines, "- [ ]")


def instructions(context: Context) -> str:
    """How to carry out the tasks."""
    return bullets(_noted(context, context.advice.tasks)) or context.say("tasks.none")


def _informing(context: Context) -> list[Noted]:
    return [one for one in context.advice.findings if one.severity == "info"]


def _names(context: Context, noted: Iterable[Noted]) -> list[str]:
    return [_named(context, some) for some in _alike(noted)]


def _named(context: Context, some: list[Noted]) -> str:
    return prose(noted_name(some[0], context.language))


def _alike(noted: Iterable[Noted]) -> list[list[Noted]]:
    """Findings or tasks that say the same of several."""
    alike: dict[str, list[Noted]] = {}
    for one in noted:
        alike.setdefault(one.id, []).append(one)
    return list(alike.values())


def _noted(context: Context, noted: Iterable[Noted]) -> Iterator[str]:
    for found in _alike(noted):
        reasons = context.reasons(key for one in found for key in one.reasons)
        cited = {record: None for reason in reasons for record in reason.guidance}
        yield context.say(
            "noted.line",
            what=_named(context, found),
            names=concerned(context, found),
            said=_said(context, found),
            marks=context.citations.marks(guidance()[one] for one in cited),
        ) + _other_view(context, found)


def _said(context: Context, found: list[Noted]) -> str:
    """The text; with names where its numbers differ from one to the other."""
    texts = noted_texts(found, context.language, context.advice.reasons)
    if len(texts) == 1:
        return prose(*texts)
    told = (
        context.say("noted.of", names=concerned(context, some), said=prose(text))
        for text, some in texts.items()
    )
    return " ".join(told)


def _other_view(context: Context, found: list[Noted]) -> str:
    """What the overruled side says where a warning follows one of two disagreeing records."""
    if found[0].severity not in ("critical", "warning"):
        return ""
    reasons = {key for one in found for key in one.reasons}
    losers = sorted(
        {one.loser for one in context.advice.conflicts if one.winner and reasons & {*one.reasons}}
        - {record for key in reasons for record in context.advice.reasons[key].guidance}
    )
    return "".join(
        context.say(
            "noted.other",
            said=context.in_short(guidance()[one]),
        )
        for one in losers
    )


def concerned(context: Context, found: Iterable[Noted | Conflict]) -> str:
    """Names of those concerned; those of whom it is still open are marked."""
    firm = [one.name for one in found if one.status == FIRM]
    perhaps = [one.name for one in found if one.status != FIRM and one.name not in firm]
    said = [context.names(firm)] if firm else []
    if perhaps:
        said.append(context.say("noted.perhaps", names=context.names(perhaps)))
    return context.say("join.groups").join(said)


def open_questions(context: Context) -> str:
    """What has been answered with "unknown", and the decisions that hang on it."""
    if not context.advice.open_questions:
        return context.say("open.none")
    lines = []
    for one in context.advice.open_questions:
        question = by_id(one.entity)[one.question]
        decisions = context.decisions(context.resting.decisions_on(one))
        lines.append(
            context.say(
                "open.line" if decisions else "open.idle",
                what=prose(question.title[context.language]),
                who=where(context, one.entity, one.name),
                decisions=decisions,
            )
        )
    return bullets(lines)


_Against = dict[tuple[str, str], list[Conflict]]
"""Those who meet a disagreement, by the record followed and what decided."""


def conflicts(context: Context) -> Iterator[str]:
    """Guidance that disagrees, where somebody may want to see it otherwise.

    What a younger edition settled stands in an appendix.
    """
    if not context.advice.conflicts:
        yield context.say("conflict.none")
        return
    yield context.say("conflict.about")
    context.section = str(context.number("conflicts"))
    met = _met(context, routine=False)
    yield bullets(_disagreement(context, *one) for one in met)
    context.section = ""
    superseded = len(_met(context, routine=True))
    if superseded:
        yield context.say("conflict.superseded", n=superseded)


def superseded(context: Context) -> str:
    """Guidance that a younger edition overruled."""
    found = [_disagreement(context, *one) for one in _met(context, routine=True)]
    return bullets(found) or context.say("conflict.none")


def _met(context: Context, *, routine: bool) -> list[tuple[list[str], _Against, bool]]:
    """Each overruled record with those it met, or the records of an undecided disagreement."""
    met: dict[tuple[str, str], _Against] = {}
    for one in context.advice.conflicts:
        if (one.decided_by == "edition") == routine:
            against = met.setdefault((one.loser, "" if one.winner else "undecided"), {})
            against.setdefault((one.winner, one.decided_by), []).append(one)
    return [
        (losers.split(","), against, bool(undecided))
        for (losers, undecided), against in met.items()
    ]


def _disagreement(
    context: Context,
    losers: list[str],
    against: _Against,
    undecided: bool,
) -> str:
    if undecided:
        found = next(iter(against.values()))
        lines = [context.say("conflict.undecided", names=concerned(context, found))]
        lines += [context.quoted(guidance()[one]) for one in losers]
        return "\n  - ".join(lines)
    lines = [context.say("conflict.overruled", said=context.quoted(guidance()[losers[0]]))]
    lines += [
        context.say(
            "conflict.taken",
            said=context.in_short(guidance()[winner]),
            decided=context.say(f"conflict.by.{decided_by}"),
            names=concerned(context, found),
        )
        for (winner, decided_by), found in against.items()
    ]
    return "\n  - ".join(lines)


def limits(context: Context) -> Iterator[str]:
    """What the report does not speak of."""
    yield context.say("limits.about")
    yield bullets(context.say(f"limits.{one}") for one in _LIMITS)


def source_list(context: Context) -> Iterator[str]:
    """Every source cited, numbered, with its edition, and how near we are to what it says."""
    cited = context.citations.numbers
    days = Counter(sources()[one].read_on for one in cited)
    usual = max(sorted(days), key=lambda day: days[day])
    yield context.say("source.about", read_on=usual)
    lines = []
    for source_id, number in cited.items():
        source = sources()[source_id]
        said = [
            context.say(
                "source.line",
                number=number,
                title=link(escape(source.title), source.url),
                publisher=escape(source.publisher),
                edition=escape(source.edition),
            )
        ]
        if source.read_on != usual:
            said.append(context.say("source.checked", read_on=source.read_on))
        lines.append(context.sentences([*said, _nearness(context, source_id)]))
    yield bullets(lines)


def _nearness(context: Context, source_id: str) -> str:
    """How many of the records used rest on the source without its stating them outright."""
    resting = [one for one in context.citations.records.values() if _rests_on(one, source_id)]
    counted = Counter(one.certainty for one in resting)
    kinds = [
        context.say("source.count", certainty=context.label(f"certainty.{one}"), n=counted[one])
        for one in CERTAINTIES[1:]
        if counted[one]
    ]
    return context.say("source.nearness", kinds=context.join(kinds)) if kinds else ""


def _rests_on(record: Guidance, source_id: str) -> bool:
    return any(citation.source == source_id for citation in record.sources)
