"""The appendix of a report: the reasons of every decision, numbered, down to the answers."""

from __future__ import annotations

from collections.abc import Iterator

from documents.context import Context
from documents.markdown import bullets, heading, prose
from documents.reasons import Chain


def reasons(context: Context) -> Iterator[str]:
    """Per decision every option, then the reasons not told before, each with what it rests on."""
    chain = Chain(context.advice, context.language, prose, context.citations.marks)
    yield context.say("appendix.about")
    sites = [("site", (name,)) for name in context.sites]
    subjects = [*sites, *(("workload", names) for names in context.groups)]
    for subject, names in subjects:
        for decision in context.advice.decisions:
            if decision.shown and (decision.subject, decision.name) == (subject, names[0]):
                yield heading(3, chain.title(decision, names))
                yield bullets(chain.options(decision))
                yield bullets(
                    context.say("appendix.reason", number=number, said=said)
                    for number, said in chain.untold()
                )
