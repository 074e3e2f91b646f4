"""``advise``: from a design to its advice, stage after stage, each reading earlier ones only."""

from __future__ import annotations

from collections.abc import Mapping

from facts.design import Design
from facts.once import Once
from knowledge.advice import Advice, Fact
from knowledge.assembly import assemble
from knowledge.course import Course
from knowledge.guidance import guidance
from knowledge.inference import Inference
from knowledge.profiles import profiles
from knowledge.recall import Recall
from knowledge.rule_base import knowledge_version, reasoners
from knowledge.rules import Stage
from knowledge.run import Findings, StageRunner, name_of_findings
from knowledge.subjects import Answers, resolve_all, site_fact


def advise(design: Design, as_of: str, before: Advice | None = None) -> Advice:
    """Everything the knowledge says about a design on a date (``YYYY-MM-DD``).

    Same design, same date, same bytes, whatever the order of its sites, workloads and answers.
    With the advice on the design ``before`` this one, only what has changed is worked out.
    """
    return infer(design, as_of, runners(), before)


def infer(
    design: Design,
    as_of: str,
    by: Mapping[Stage, StageRunner],
    before: Advice | None = None,
) -> Advice:
    """What ``advise`` says, worked out by runners other than its own."""
    recall = Recall(before.recall if before is not None else None)
    answers = resolve_all(design, recall, as_of)
    sites = {name: Course(_begun(name, answers, recall)) for name in sorted(answers.sites)}
    workloads = {one.fact.name: Course(one) for one in profiles(design, answers, recall)}
    Inference(answers, sites, workloads, by).run()
    subjects = [one.findings for one in (*sites.values(), *workloads.values())]
    for one in subjects:
        recall.keep(name_of_findings(one.fact.kind, one.fact.name), one.given, one)
    found = assemble(design, answers, subjects, as_of, recall)
    recall.end()
    found.once("answers", lambda: answers)
    return found


def facts_of(advice: Advice, kind: str, name: str) -> Mapping[str, Fact]:
    """Every field the rules may read about a site, or the first of workloads described alike.

    Raises KeyError for an unknown one. An advice that came without its working is given again.
    """
    kept = name_of_findings(kind, name)
    found = advice.recall.kept(kept) or advise(advice.design, advice.as_of).recall.kept(kept)
    if found is None:
        raise KeyError(name)
    origins: Mapping[str, Fact] = found.fact.origins
    return origins


def _begun(site: str, answers: Answers, recall: Recall) -> Findings:
    """What was found out about a site for the design before, or its facts alone."""
    given = (answers.around[site],)
    found: Findings | None = recall.earlier(name_of_findings("site", site), given)
    return Findings(site_fact(site, answers), (site,), given) if found is None else found


@Once
def runners() -> Mapping[Stage, StageRunner]:
    """One runner a stage, shared by all threads and designs."""
    return {stage: StageRunner(stage, one, guidance()) for stage, one in reasoners().items()}


def warm_up() -> None:
    """Read and compile beforehand what the first advice needs, or it would wait for that.

    May run beside the advice: whoever comes first makes a thing, the other waits for it.
    """
    knowledge_version()
    for runner in runners().values():
        runner.reasoner.warm_up()
