"""Variations of one design: what its decisions would come to, by verdicts alone.

An answer can only matter to the decisions about its own entity, to those about the site where it
is, and to what rests on these. So of a variation just as much is judged as the decision asked for
can rest on, in the order and by the steps of ``knowledge.inference``; what a change does not touch
is as it was in another variation.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, cast

from facts.design import Design
from facts.question_bank import Value
from knowledge.advice import Fact
from knowledge.course import Course
from knowledge.decisions import DECISIONS
from knowledge.inference import Inference
from knowledge.judgement import VERDICTS, Judgement
from knowledge.rules import Stage
from knowledge.run import Findings
from knowledge.tally import Tally, tally_runners
from knowledge.varied import Altered, Asked, Latest, Subject, Varied
from knowledge.wide_fact import WideFact

_MOST_TALLIES = 256
"""Subjects that are remembered with all that was concluded about them."""
_MOST_TOLD = 2048
"""Subjects of which just that is remembered which others may read."""
_ON_PLATFORM = (
    *("host_cluster_workable", "host_cluster_needed", "host_cluster_chosen"),
    "host_storage_chosen",
)
_OF_A_WORKLOAD = ("instances_named", "memory_named")
_ON_OPTIONS = ("second_copy", "guest_layer", "guest_storage")


class Trial(NamedTuple):
    """What a decision came to: its outcome, and both ends of its options as places in VERDICTS."""

    outcome: str
    ends: Mapping[str, tuple[int, int]]


class Group(NamedTuple):
    """Decisions that are made together: on the platform or the layout of a site, or a workload's.

    ``what`` is ``platform``, ``layout`` or ``options``.
    """

    what: str
    name: str


def group_of(topic: str, name: str) -> Group:
    """The decisions among which the one on a topic is made."""
    stage = DECISIONS[topic].stage
    if stage.subject == "workload":
        return Group("options", name)
    return Group("platform" if stage is Stage.PLATFORM else "layout", name)


_TOPICS = {
    what: tuple(topic for topic in DECISIONS if group_of(topic, "").what == what)
    for what in ("platform", "options", "layout")
}


@dataclass(eq=False)
class _Told(Findings):
    """What a subject passes on to others, and what its decisions came to."""

    need: str = "no"
    trials: Mapping[str, Trial] = field(default_factory=dict)

    def holds(self, kind: str, **slots: str) -> tuple[str, tuple[str, ...]]:
        return self.need, ()


class _Step(Inference):
    """One step of one subject, as the inference takes it, with what others pass on to it."""

    ground = Inference._ground_of_site
    ground_and_needs = Inference._ground_and_needs_of_workload
    platform = Inference._platform_of_site
    options = Inference._options_and_copies_of_workload
    layout = Inference._layout_of_site

    def handed_down(self, workload: Course, field: str) -> tuple[Fact, ...]:
        return tuple(self._handed_down(workload, field))

    def needs(self, site: str) -> tuple[Fact, ...]:
        return tuple(self._needs_at(site))


class Variations:
    """The variations of one design; what is remembered of them is bounded. For one thread."""

    def __init__(self, design: Design, as_of: str) -> None:
        """Look at who rests on whom."""
        self._varied = Varied(design, as_of)
        self._named = {
            name: Course(Findings(WideFact("workload", name))) for name in self._varied.places
        }
        self._reach: dict[Group, frozenset[Asked]] = {}
        self._tallies = Latest[Tally](max(_MOST_TALLIES, 2 * len(self._varied.subjects)))
        self._told = Latest[Course](_MOST_TOLD)
        self._trials = Latest[Trial](_MOST_TOLD)

    def trials(self, altered: Altered, group: Group) -> Mapping[str, Trial]:
        """What each decision of a group would come to after some changes, by its topic."""
        judged = {"platform": self._platform, "options": self._options, "layout": self._layout}
        told = judged[group.what](group.name, altered)
        return cast(_Told, told.findings).trials

    def reach(self, group: Group) -> frozenset[Asked]:
        """The questions that a group of decisions can rest on at all."""
        if group not in self._reach:
            self._reach[group] = frozenset().union(
                *[self._varied.read[one] for one in self._scope(group)]
            )
        return self._reach[group]

    # --- the steps, each once for all variations that are alike as far as it can tell ---

    def _step(
        self,
        sites: Mapping[str, Course] | None = None,
        workloads: Mapping[str, Course] | None = None,
    ) -> _Step:
        return _Step(self._varied.present, sites or {}, workloads or {}, tally_runners())

    def _ground(self, site: str, altered: Altered) -> Course:
        subject = ("site", site)
        touching = self._varied.touching(subject, altered)

        def told() -> Course:
            course = self._course(subject, touching, altered)
            course.go(self._step().ground)
            return self._tell(course, touching, ("host_cluster_workable",))

        return self._told.of(("ground", site, touching), told)

    def _needing(self, workload: str, altered: Altered) -> Course:
        subject = ("workload", workload)
        touching, workable = (
            self._varied.touching(subject, altered),
            self._workable(workload, altered),
        )

        def told() -> Course:
            course = self._course(subject, touching, altered)
            course.go(self._step().ground_and_needs, workable)
            return self._tell(course, touching)

        return self._told.of(("needing", workload, touching, _values(workable)), told)

    def _platform(self, site: str, altered: Altered) -> Course:
        reach = self.reach(Group("platform", site))
        reaching = tuple(
            (entity, question, value)
            for entity, answers in altered.items()
            for question, value in answers
            if (entity, question) in reach
        )

        def told() -> Course:
            subject = ("site", site)
            touching = self._varied.touching(subject, altered)
            course = self._course(subject, touching, altered)
            course.go(self._step().ground)
            needing = {one: self._needing(one, altered) for one in self._varied.at(site)}
            course.go(self._step().platform, self._step(workloads=needing).needs(site))
            return self._tell(course, touching, _ON_PLATFORM, "platform")

        return self._told.of(("platform", site, reaching), told)

    def _options(self, workload: str, altered: Altered) -> Course:
        subject = ("workload", workload)
        touching, workable = (
            self._varied.touching(subject, altered),
            self._workable(workload, altered),
        )
        platforms = {one: self._platform(one, altered) for one in self._varied.places[workload]}
        chosen = tuple(self._step(platforms).given_to_options(self._named[workload]))

        def told() -> Course:
            course = self._course(subject, touching, altered)
            course.go(self._step().ground_and_needs, workable)
            course.go(self._step().options, chosen)
            return self._tell(course, touching, _OF_A_WORKLOAD, "options", _ON_OPTIONS)

        key = ("options", workload, touching, _values(workable), _values(chosen))
        return self._told.of(key, told)

    def _layout(self, site: str, altered: Altered) -> Course:
        subject = ("site", site)
        touching = self._varied.touching(subject, altered)
        course = self._course(subject, touching, altered)
        concerned = [one for one, places in self._varied.places.items() if site in places]
        workloads = {one: self._options(one, altered) for one in concerned}
        given = tuple(self._step({site: course}, workloads).given_to_layout(site))
        needed = self._platform(site, altered).findings.fact.origins["host_cluster_needed"]

        def told() -> Course:
            course.go(self._step().ground)
            course.go(self._step().platform, (needed,))
            course.go(self._step().layout, given)
            return self._tell(course, touching, (), "layout")

        return self._told.of(("layout", site, touching, needed.value, _values(given)), told)

    def _workable(self, workload: str, altered: Altered) -> tuple[Fact, ...]:
        grounds = {one: self._ground(one, altered) for one in self._varied.places[workload]}
        return self._step(grounds).handed_down(self._named[workload], "host_cluster_workable")

    def _tell(
        self,
        course: Course,
        touching: Hashable,
        fields: Iterable[str] = (),
        what: str = "",
        topics: Iterable[str] = (),
    ) -> Course:
        """What others may read of a subject; the rest can be judged anew if need be."""
        found = course.findings
        subject = (found.fact.kind, found.fact.name)
        self._tallies.put((subject, touching), cast(Tally, found))
        told = _Told(WideFact(*subject))
        for one in fields:
            told.fact.take(replace(found.fact.origins[one], reference=()))
        told.need, _ = found.holds("Need", what="host-cluster")
        told.judgements.update({one: found.judgements[one] for one in topics})
        told.trials = {one: self._trial(found.judgements[one]) for one in _TOPICS.get(what, ())}
        return Course(told)

    def _trial(self, judgement: Judgement) -> Trial:
        """One object for equal trials: most variations come to the same."""
        ends = tuple((one.option, one.low, one.high) for one in judgement.options)

        def made() -> Trial:
            places = {name: (VERDICTS.index(low), VERDICTS.index(high)) for name, low, high in ends}
            return Trial(judgement.outcome, places)

        return self._trials.of((judgement.outcome, ends), made)

    # --- who rests on whom ---

    def _scope(self, group: Group) -> set[Subject]:
        """Those whose answers a group of decisions can rest on."""
        options = {
            name
            for name, places in self._varied.places.items()
            if (group.what == "options" and name == group.name)
            or (group.what == "layout" and group.name in places)
        }
        platforms = {place for one in options for place in self._varied.places[one]}
        if group.what != "options":
            platforms.add(group.name)
        workloads = options.union(*[self._varied.at(one) for one in platforms])
        sites = platforms.union(*[self._varied.places[one] for one in workloads])
        return {*[("site", one) for one in sites], *[("workload", one) for one in workloads]}

    def _course(self, subject: Subject, touching: Hashable, altered: Altered) -> Course:
        return Course(
            self._tallies.of(
                (subject, touching), lambda: Tally(self._varied.fact(subject, altered))
            )
        )


def _values(facts: Iterable[Fact]) -> tuple[Value, ...]:
    return tuple([one.value for one in facts])
