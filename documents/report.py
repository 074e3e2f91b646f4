"""The report: the whole advice as Markdown, to be read aloud and signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from documents import (
    report_appendix,
    report_closing,
    report_inputs,
    report_opening,
    report_recovery,
)
from documents.context import CHAPTERS, Context
from documents.markdown import document, escape, heading
from documents.report_checks import Checks
from documents.report_decisions import WorkloadSections, site_section
from knowledge.advice import Advice

_NO_DRAWINGS: Mapping[str, str] = {}


def report(advice: Advice, language: str, *, drawings: Mapping[str, str] = _NO_DRAWINGS) -> str:
    """The advice as a Markdown document in ``ja`` or ``en``.

    ``drawings`` maps the name of a view (``physical``, ``network``, ``replication``) to the
    relative address of its picture; views without one are left out.
    """
    context = Context(advice, language)
    number = context.number
    checks = Checks(context)
    chapters = {
        "summary": list(report_opening.summary(context, drawings)),
        "inputs": list(report_inputs.requirements(context, number("inputs"), checks)),
        "sites": list(_sites(context, number("sites"), drawings)),
        "workloads": list(_workloads(context, number("workloads"))),
        "findings": list(report_closing.findings(context)),
        "tasks": list(report_closing.tasks(context)),
        "open": [report_closing.open_questions(context)],
        "conflicts": list(report_closing.conflicts(context)),
        "limits": list(report_closing.limits(context)),
    }
    alternatives = list(report_appendix.alternatives(context))
    superseded = report_closing.superseded(context)
    information = report_closing.information(context)
    instructions = report_closing.instructions(context)
    reasons = list(report_appendix.reasons(context))
    recovery = list(report_recovery.recovery(context))
    # sources are numbered as they are cited, so they are listed when everything else is told
    sources = list(report_closing.source_list(context))
    return document(
        [
            heading(1, report_opening.title(context)),
            report_opening.title_block(context),
            report_opening.sign_off(context),
            *(block for key in CHAPTERS for block in _chapter(context, key, chapters[key])),
            heading(2, context.say("appendix.sources")),
            *sources,
            heading(2, context.say("appendix.reasons")),
            *reasons,
            heading(2, context.say("appendix.defaults")),
            context.say("appendix.about-defaults"),
            report_inputs.without_effect(context),
            heading(2, context.say("appendix.alternatives")),
            *alternatives,
            heading(2, context.say("appendix.superseded")),
            superseded,
            heading(2, context.say("appendix.checks")),
            *checks.in_full(),
            heading(2, context.say("appendix.information")),
            information,
            heading(2, context.say("appendix.instructions")),
            instructions,
            heading(2, context.say("appendix.recovery")),
            *recovery,
        ]
    )


def _chapter(context: Context, key: str, blocks: Iterable[str]) -> Iterator[str]:
    yield heading(2, f"{context.number(key)}. {context.say(f'chapter.{key}')}")
    yield from blocks


def _sites(context: Context, number: int, drawings: Mapping[str, str]) -> Iterator[str]:
    yield context.say("decision.about-quotes")
    yield context.say("decision.about-tables")
    yield from report_opening.images(context, drawings, ("network", "replication"))
    for position, name in enumerate(context.sites, 1):
        context.section = f"{number}.{position}"
        yield heading(3, f"{context.section} {escape(name)}")
        yield site_section(context, name)
    context.section = ""


def _workloads(context: Context, number: int) -> Iterator[str]:
    sections = WorkloadSections(context)
    yield context.say("decision.about-layers")
    for position, names in enumerate(context.groups, 1):
        context.section = f"{number}.{position}"
        yield heading(3, f"{context.section} {context.names(names)}")
        yield context.say("decision.at-site", site=escape(context.site_of(names[0])))
        yield sections.section(names)
    context.section = ""
