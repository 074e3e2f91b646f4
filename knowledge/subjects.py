"""Wide facts: everything the rules may read about one site or one workload, field by field.

Answers, the site's and the target's answers, the joined support table and the conclusions of
earlier stages arrive here as fields with one value each. Every field knows its origin, so that
a reason can be followed down to the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from facts.answers import GIVEN, Answer, resolve
from facts.design import Design
from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, UNKNOWN, Value
from knowledge.advice import Advice, Fact
from knowledge.capacity import raw_capacity
from knowledge.decisions import DECISIONS
from knowledge.lifecycle import support_facts
from knowledge.recall import Recall
from knowledge.traits import add_traits
from knowledge.upgrades import target_of, upgrade_facts
from knowledge.wide_fact import WideFact, from_answer

_TARGET_FIELDS = ("role", "host_release", "host_edition", "host_count")
SITE_ALONE = (
    *("wishes.", "networks.", "live_migration.", "s2d.", "smb3.", "volumes.", "adapters"),
    *("backup_over_management", "guests_use_iscsi"),
    *("standing", "upgrade_to", "witness.azure", "witness.share"),
)
"""Questions about a site that bear on no workload."""


@dataclass(frozen=True)
class Answers:
    """The resolved answers of a whole design; workloads answered alike share theirs.

    ``around`` holds for each site the facts that it and its workloads have in common, and those
    that follow from them and the date alone. ``as_of`` is empty where the date does not matter.
    """

    design: Mapping[str, Answer]
    sites: Mapping[str, Mapping[str, Answer]]
    workloads: Mapping[str, Mapping[str, Answer]]
    around: Mapping[str, tuple[Fact, ...]]
    as_of: str


def resolve_all(design: Design, recall: Recall | None = None, as_of: str = "") -> Answers:
    """Resolve every question of every entity once; what is recalled is not resolved again."""
    kept = recall if recall is not None else Recall()
    general = kept.of("design", (design.answers,), partial(resolve, "design", design.answers))
    sites = {
        site.name: kept.of(
            ("resolved site", site.name), (site.answers,), partial(resolve, "site", site.answers)
        )
        for site in design.sites
    }
    return Answers(
        design=general,
        sites=sites,
        workloads=_resolved_workloads(design, sites, kept),
        around={
            name: kept.of(
                ("around", name), (general, own, as_of), partial(_around, general, name, own, as_of)
            )
            for name, own in sites.items()
        },
        as_of=as_of,
    )


def answers_of(advice: Advice) -> Answers:
    """The resolved answers of the design that an advice was given on."""
    return advice.once("answers", partial(resolve_all, advice.design, as_of=advice.as_of))


def _resolved_workloads(
    design: Design, sites: Mapping[str, Mapping[str, Answer]], recall: Recall
) -> dict[str, Mapping[str, Answer]]:
    surroundings = {
        name: {question: answer.value for question, answer in own.items()}
        for name, own in sites.items()
    }
    known: dict[tuple[tuple[str, Value], ...], Mapping[str, Answer]] = {}
    found: dict[str, Mapping[str, Answer]] = {}
    for one in design.workloads:
        key = recall.of(("given", one.name), (one.answers,), partial(_in_order, one.answers))
        if key not in known:
            site = str(one.answers.get("site"))
            known[key] = recall.of(
                ("resolved workload", key),
                (sites.get(site),),
                partial(resolve, "workload", one.answers, surroundings.get(site, {})),
            )
        found[one.name] = known[key]
    return found


def _in_order(given: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(given.items()))


def _around(
    general: Mapping[str, Answer], site: str, own: Mapping[str, Answer], as_of: str
) -> tuple[Fact, ...]:
    whole = [one for one in general.values() if one.question.kind == "word"]
    release, target = own["host_release"].value, own["upgrade_to"].value
    return (
        *[from_answer(one.question.field, one, "design:") for one in whole],
        *[from_answer(one.question.field, one, f"site:{site}") for one in own.values()],
        _date(as_of),
        *support_facts("host", release, as_of),
        *support_facts("upgrade", target_of(release, target), as_of),
        *upgrade_facts(release, target),
    )


def _date(as_of: str) -> Fact:
    """The date on which a design is judged: pinned in the design, or given by the front door."""
    return Fact("as_of", as_of or UNKNOWN, GIVEN if as_of else UNKNOWN, "as_of", "design:")


def site_fact(name: str, answers: Answers) -> WideFact:
    """The wide fact of a site, from answers alone."""
    fact = WideFact("site", name)
    for one in answers.around[name]:
        fact.take(one)
    for capacity, value in raw_capacity(fact.values).items():
        fact.derive(capacity, value, "host_count", "s2d_drives", "s2d_drive_gb")
    return fact


def seen_by(name: str, design: Design, answers: Answers) -> tuple[object, ...]:
    """All that the wide fact of a workload follows from, besides its name."""
    own = answers.workloads[name]
    site, targets = str(own["site"].value), [one for one in target_sites(answers, name) if one]
    links = tuple(design.link(site, one) for one in targets)
    return (own, answers.around[site], tuple(answers.sites.get(one) for one in targets), links)


def workload_fact(name: str, design: Design, answers: Answers) -> WideFact:
    """The wide fact of a workload, from answers and the support table."""
    own = answers.workloads[name]
    site = str(own["site"].value)
    fact = WideFact("workload", name)
    for one in answers.around[site]:
        if one.question and not one.question.startswith(SITE_ALONE):
            fact.take(one)
    for question_id, answer in own.items():
        if question_id not in ("site", "second_copy.site"):
            fact.answer(answer.question.field, answer, f"workload:{name}")
    _add_target(fact, name, site, design, answers)
    fact.take(_date(answers.as_of))
    add_traits(fact, answers.as_of)
    return fact


def other_site(answers: Answers, workload: str) -> str:
    """The other site that may keep a second copy of a workload; empty when none is named."""
    own = answers.workloads[workload]
    named = str(own["second_copy.site"].value)
    # the loader refuses the workload's own site; whoever builds a design otherwise gets none
    return "" if named in ("none", UNKNOWN, str(own["site"].value)) else named


def target_sites(answers: Answers, workload: str) -> tuple[str, ...]:
    """The other site that may keep a second copy, empty for none; each where it is not known.

    No design file leaves it open; who asks what an unanswered question could bring does.
    """
    own = answers.workloads[workload]
    if own["second_copy.site"].value != UNKNOWN:
        return (other_site(answers, workload),)
    return ("", *sorted(one for one in answers.sites if one != own["site"].value))


def _add_target(fact: WideFact, name: str, site: str, design: Design, answers: Answers) -> None:
    """Where a second copy would go: another site if one is named, else another host."""
    targets = target_sites(answers, name)
    if len(targets) == 1:
        _put_target(fact, name, site, targets[0], design, answers)
        return
    fact.answer("second_copy_site", answers.workloads[name]["second_copy.site"], f"workload:{name}")
    possible = []
    for target in targets:
        one = WideFact(fact.kind, name)
        _put_target(one, name, site, target, design, answers)
        possible.append(one)
        for field_name, found in one.origins.items():
            fact.take(replace(found, field=f"{field_name} at {target}"))
    for field_name in possible[0].values:
        values = {one.values[field_name] for one in possible}
        sources = (f"{field_name} at {target}" for target in targets)
        value = values.pop() if len(values) == 1 else UNKNOWN
        fact.derive(field_name, value, "second_copy_site", *sources)


def _put_target(
    fact: WideFact, name: str, site: str, target: str, design: Design, answers: Answers
) -> None:
    """What the rules may read about one place where a second copy could go."""
    other_host = answers.workloads[name]["second_copy.other_host"]
    entity = f"workload:{name}"
    kind = "other-site"
    if target:
        link = resolve("link", design.link(site, target).answers)
        between = "link:" + design.link(site, target).name
        fact.answer("copy_trust", link["trust"], between)
        fact.answer("copy_connected", link["connected"], between)
        fact.put("target_kind", kind, GIVEN, "second_copy.site", entity)
    else:
        target = site
        kind = {"yes": "other-host", "no": "none"}.get(str(other_host.value), UNKNOWN)
        fact.answer("copy_trust", answers.sites[site]["host_trust"], f"site:{site}")
        fact.derive("copy_connected", "yes", "second_copy_other_host")
        status = UNKNOWN if kind == UNKNOWN else other_host.status
        fact.put("target_kind", kind, status, "second_copy.other_host", entity)
    for question_id in _TARGET_FIELDS:
        answer = answers.sites[target][question_id]
        fact.answer(f"target_{answer.question.field}", answer, f"site:{target}")


def wish_for(fact: WideFact, topic: str) -> str:
    """The option that the architect wishes for or has planned; empty where there is none."""
    asked = DECISIONS[topic].wish_field
    wish = str(fact.values.get(asked, "none")) if asked else "none"
    return "" if wish in ("none", NOT_APPLICABLE, UNKNOWN) else wish


def may_wish(fact: WideFact, topic: str) -> bool:
    """Whether it is not known what the architect wishes for.

    No design file says so; who asks what a changed wish would bring leaves it open.
    """
    asked = DECISIONS[topic].wish_field
    return bool(asked) and fact.values.get(asked) == UNKNOWN


def machines(answer: Value, protected: bool) -> int:
    """Machines to draw for a workload: its number, or what its protection needs at least."""
    if isinstance(answer, int) and answer != NO_LIMIT:
        return answer
    return 2 if protected else 1
