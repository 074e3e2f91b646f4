"""From the answers of a design to what is concluded and decided about each subject of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from facts.question_bank import UNKNOWN, Value
from knowledge.adapters import put_adapters, put_patterns
from knowledge.advice import Fact, decision_id
from knowledge.course import Course
from knowledge.decisions import (
    DECISIONS,
    PAIRS,
)
from knowledge.ground_rolled_up import judge_ground_of_site, judge_ground_of_workload
from knowledge.judgement import (
    all_of,
    any_of,
    best_verdict,
    is_chosen,
    judge,
)
from knowledge.layers import layer_judgement, layer_of
from knowledge.pools import put_usable
from knowledge.rules import Stage
from knowledge.run import Findings, StageRunner
from knowledge.sizing import put_sizes, sizes
from knowledge.subjects import (
    Answers,
    may_wish,
    target_sites,
    wish_for,
)

_LAYOUT = tuple(topic for topic, one in DECISIONS.items() if one.stage is Stage.LAYOUT)


@dataclass
class Inference:
    """The subjects of one design on their way through the stages, ordered by their names.

    A workload stands for all that are described like it.
    """

    answers: Answers
    sites: Mapping[str, Course]
    workloads: Mapping[str, Course]
    runners: Mapping[Stage, StageRunner]

    def run(self) -> None:
        """Run every stage in its order, and what is worked out between them."""
        for site in self.sites.values():
            site.go(self._ground_of_site)
        for workload in self.workloads.values():
            handed_down = self._handed_down(workload, "host_cluster_workable")
            workload.go(self._ground_and_needs_of_workload, handed_down)
        for name, site in self.sites.items():
            site.go(self._platform_of_site, self._needs_at(name))
        for workload in self.workloads.values():
            workload.go(self._options_and_copies_of_workload, self.given_to_options(workload))
        for name, site in self.sites.items():
            site.go(self._layout_of_site, self.given_to_layout(name))

    def given_to_options(self, workload: Course) -> list[Fact]:
        """What the platforms hand down to a workload there or with its second copy there."""
        handed_down = self._handed_down(workload, "host_cluster_chosen")
        return [*handed_down, self._above(workload, "host_storage_chosen")]

    def given_to_layout(self, site: str) -> list[Fact]:
        """What the workloads hand up to the site where they or their second copies are."""
        together = sizes(self._workloads_at(site))
        return [*self._copies_at(site), *self._guest_iscsi_at(site), *together]

    def _ground_of_site(self, site: Findings) -> None:
        site.fact.derive("nodes_odd", _odd(site.fact.values["host_count"]), "host_count")
        self._stage(Stage.GROUND_SITE, site)
        judge_ground_of_site(site)

    def _ground_and_needs_of_workload(self, workload: Findings) -> None:
        self._stage(Stage.GROUND_WORKLOAD, workload)
        judge_ground_of_workload(workload)
        self._stage(Stage.NEEDS, workload)
        value, reasons = workload.holds("Need", what="copy-on-another-host")
        workload.fact.put("host_need_on_copy", value, "reasons", reference=reasons)

    def _platform_of_site(self, site: Findings) -> None:
        self._stage(Stage.PLATFORM, site)
        _decide(site, "platform", "host_storage")
        chosen = is_chosen(site.judgements["platform"], "host-cluster")
        _from_decision(site, "host_cluster_chosen", chosen, "platform")
        outcome = site.judgements["host_storage"].outcome
        _from_decision(site, "host_storage_chosen", outcome, "host_storage")

    def _options_and_copies_of_workload(self, workload: Findings) -> None:
        self._stage(Stage.OPTIONS, workload)
        _decide_options(workload)
        self._stage(Stage.COPIES, workload)
        _decide(workload, "second_copy", "monitoring")

    def _layout_of_site(self, site: Findings) -> None:
        put_sizes(site)
        put_patterns(site)
        self._stage(Stage.LAYOUT, site)
        _decide(site, *_LAYOUT)
        put_adapters(site)
        put_usable(site)
        _from_decision(site, "witness_chosen", site.judgements["witness"].outcome, "witness")
        self._stage(Stage.SETTLEMENT, site)
        _decide(site, "replica_broker")

    def _stage(self, stage: Stage, findings: Findings) -> None:
        self.runners[stage].run([findings])

    def site_of(self, workload: Findings) -> str:
        """Name of the site where a workload runs."""
        return str(self.answers.workloads[workload.fact.name]["site"].value)

    def targets_of(self, workload: Findings) -> tuple[str, ...]:
        """Name of the site where its second copy would be; several where that is not known."""
        own = self.site_of(workload)
        return tuple(one or own for one in target_sites(self.answers, workload.fact.name))

    def _handed_down(self, workload: Course, field: str) -> Iterator[Fact]:
        """A conclusion about the site of a workload, and about that of its target."""
        for name, sites in (
            (field, (self.site_of(workload.findings),)),
            (f"target_{field}", self.targets_of(workload.findings)),
        ):
            above = [self.sites[site].findings.fact.origins[field] for site in sites]
            value = above[0].value if len({one.value for one in above}) == 1 else UNKNOWN
            reference = [reference for one in above for reference in one.reference]
            if len(sites) > 1:
                reference.append("second_copy_site")
            yield Fact(name, value, above[0].origin, reference=tuple(reference))

    def _above(self, workload: Course, field: str) -> Fact:
        """A conclusion about the site of a workload alone."""
        above = self.sites[self.site_of(workload.findings)].findings.fact.origins[field]
        return Fact(field, above.value, above.origin, reference=above.reference)

    def _needs_at(self, site: str) -> Iterator[Fact]:
        """Whether the workloads of a site need a host cluster there."""
        needs = [one.holds("Need", what="host-cluster") for one in self._workloads_at(site)]
        outcome = any_of([value for value, _ in needs])
        reasons = tuple(one for _, found in needs for one in found)
        yield Fact("host_cluster_needed", outcome, "reasons", reference=reasons)

    def _copies_at(self, site: str) -> Iterator[Fact]:
        """Whether a site sends or receives copies made by Hyper-V Replica."""
        taking = {
            decision_id("second_copy", "workload", name): all_of(
                [
                    is_chosen(workload.findings.judgements["second_copy"], "hyper-v-replica"),
                    self._may_keep_copies(site, workload.findings),
                ]
            )
            for name, workload in self.workloads.items()
            if site in (self.site_of(workload.findings), *self.targets_of(workload.findings))
        }
        decisions = tuple(one for one, value in taking.items() if value != "no")
        outcome = any_of([*taking.values()])
        yield Fact("takes_part_in_replication", outcome, "decision", reference=decisions)

    def _may_keep_copies(self, site: str, workload: Findings) -> str:
        """Whether a site sends or receives the copies of a workload, if there are any."""
        surely = site == self.site_of(workload) or len(self.targets_of(workload)) == 1
        return "yes" if surely else UNKNOWN

    def _guest_iscsi_at(self, site: str) -> Iterator[Fact]:
        """Whether guests of a site reach iSCSI storage: said so, or by their guest clusters."""
        said = str(self.sites[site].findings.fact.values["guests_use_iscsi"])
        clusters = {
            decision_id("guest_storage", "workload", found.fact.name): all_of(
                [
                    is_chosen(found.judgements["guest_layer"], "guest-cluster"),
                    is_chosen(found.judgements["guest_storage"], "iscsi"),
                ]
            )
            for found in self._workloads_at(site)
        }
        behind = (*[one for one, value in clusters.items() if value != "no"], "guests_use_iscsi")
        outcome = any_of([said, *clusters.values()])
        yield Fact("guests_reach_iscsi", outcome, "decision", reference=behind)

    def _workloads_at(self, site: str) -> list[Findings]:
        found = (one.findings for one in self.workloads.values())
        return [one for one in found if self.site_of(one) == site]


def _decide_options(workload: Findings) -> None:
    guests, hosts = workload.all_weights("guest_layer"), workload.all_weights("host_layer")
    weights = {
        option: guests[layer_of("guest_layer", option)]
        .plus(hosts[layer_of("host_layer", option)])
        .plus(own)
        for option, own in workload.all_weights("pair").items()
    }
    workload.judgements["pair"] = judge(weights, *_wished_pairs(workload))
    for topic in ("guest_layer", "host_layer"):
        workload.judgements[topic] = layer_judgement(topic, workload.judgements["pair"])
        outcome = workload.judgements[topic].outcome
        _from_decision(workload, f"{topic}_chosen", outcome, topic)
    _decide(workload, "guest_storage", "replica_interval", "replica_authentication")
    outcome = workload.judgements["guest_storage"].outcome
    _from_decision(workload, "guest_storage_chosen", outcome, "guest_storage")
    best = best_verdict(workload.all_weights("replica_interval").values())
    _from_decision(workload, "replica_interval_best", best, "replica_interval")


def _wished_pairs(workload: Findings) -> tuple[list[str], list[str]]:
    """The pairs that hold the layers wished for, and those that do if unknown wishes are so."""
    guest = workload.fact.values["wishes_guest_layer"]
    host = workload.fact.values["wishes_host_layer"]
    if (guest, host) == ("none", "none"):
        return [], []
    surely = [one for one in PAIRS if _holds(one, guest, host, ("none",))]
    return surely, [one for one in PAIRS if _holds(one, guest, host, ("none", UNKNOWN))]


def _holds(option: str, guest: Value, host: Value, any_layer: Collection[str]) -> bool:
    return (guest in any_layer or guest == layer_of("guest_layer", option)) and (
        host in any_layer or host == layer_of("host_layer", option)
    )


def _decide(findings: Findings, *topics: str) -> None:
    for topic in topics:
        decision = DECISIONS[topic]
        wished = wish_for(findings.fact, topic)
        perhaps = decision.options if may_wish(findings.fact, topic) else ()
        findings.judgements[topic] = judge(
            findings.all_weights(topic), (wished,), perhaps, planned=decision.planned
        )


def _from_decision(findings: Findings, field: str, value: str, topic: str) -> None:
    fact = findings.fact
    fact.put(field, value, "decision", reference=(decision_id(topic, fact.kind, fact.name),))


def _odd(count: Value) -> str:
    return UNKNOWN if not isinstance(count, int) else "yes" if count % 2 else "no"
