"""``advise``: from a design to its advice, stage after stage, each reading earlier ones only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from facts.design import Design
from facts.question_bank import UNKNOWN
from knowledge.adapters import put_adapters
from knowledge.advice import Advice, decision_id
from knowledge.assembly import assemble
from knowledge.decisions import (
    DECISIONS,
    FAILURES,
    GUEST_LAYERS,
    PAIRS,
    RESTARTING,
)
from knowledge.guidance import guidance
from knowledge.judgement import (
    all_of,
    any_of,
    best_verdict,
    is_chosen,
    judge,
    workable,
)
from knowledge.layers import layer_judgement, layer_of
from knowledge.profiles import profiles
from knowledge.rule_base import reasoners
from knowledge.rules import Stage
from knowledge.run import Findings, StageRunner
from knowledge.subjects import (
    Answers,
    other_site,
    resolve_all,
    site_fact,
    wish_for,
)
from knowledge.topics.guest_storage import ON_HOST_CLUSTER

_LAYOUT = tuple(topic for topic, one in DECISIONS.items() if one.stage is Stage.LAYOUT)
_FREE_STORAGE = [kind for kind in DECISIONS["guest_storage"].options if kind not in ON_HOST_CLUSTER]
"""Storage of a guest cluster that does not live on storage of the host cluster."""


@dataclass
class Inference:
    """The subjects of one design on their way through the stages, ordered by their names.

    A workload stands for all that are described like it.
    """

    answers: Answers
    sites: Mapping[str, Findings]
    workloads: Mapping[str, Findings]
    runners: Mapping[Stage, StageRunner]

    def run(self) -> None:
        """Run every stage in its order, and what is worked out between them."""
        self._stage(Stage.GROUND_SITE)
        for site in self.sites.values():
            _judge_ground_of_site(site)
        self._hand_down("host_cluster_workable")
        self._stage(Stage.GROUND_WORKLOAD)
        for workload in self.workloads.values():
            _judge_ground_of_workload(workload)
        self._stage(Stage.NEEDS)
        self._roll_up_needs()
        self._stage(Stage.PLATFORM)
        for site in self.sites.values():
            _decide(site, "platform", "host_storage")
            chosen = is_chosen(site.judgements["platform"], "host-cluster")
            _from_decision(site, "host_cluster_chosen", chosen, "platform")
            outcome = site.judgements["host_storage"].outcome
            _from_decision(site, "host_storage_chosen", outcome, "host_storage")
        self._hand_down("host_cluster_chosen")
        self._stage(Stage.OPTIONS)
        for workload in self.workloads.values():
            _decide_options(workload)
        self._stage(Stage.COPIES)
        for workload in self.workloads.values():
            _decide(workload, "second_copy", "monitoring")
        self._roll_up_copies()
        self._roll_up_guest_iscsi()
        self._stage(Stage.LAYOUT)
        for site in self.sites.values():
            _decide(site, *_LAYOUT)
            put_adapters(site)
        self._stage(Stage.SETTLEMENT)
        for site in self.sites.values():
            _decide(site, "replica_broker")

    def _stage(self, stage: Stage) -> None:
        subjects = self.sites if stage.subject == "site" else self.workloads
        self.runners[stage].run(subjects.values())

    def site_of(self, workload: Findings) -> str:
        """Name of the site where a workload runs."""
        return str(self.answers.workloads[workload.fact.name]["site"].value)

    def target_of(self, workload: Findings) -> str:
        """Name of the site where its second copy would be."""
        return other_site(self.answers, workload.fact.name) or self.site_of(workload)

    def _hand_down(self, field: str) -> None:
        """Give every workload a conclusion about its own site and about its target."""
        for workload in self.workloads.values():
            for name, site in (
                (field, self.site_of(workload)),
                (f"target_{field}", self.target_of(workload)),
            ):
                above = self.sites[site].fact.origins[field]
                workload.fact.put(name, above.value, above.origin, reference=above.reference)

    def _roll_up_needs(self) -> None:
        """What workloads need of their site; what their second copy has to cover."""
        needs: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {name: {} for name in self.sites}
        for name, workload in self.workloads.items():
            value, reasons = workload.holds("Need", what="copy-on-another-host")
            workload.fact.put("host_need_on_copy", value, "reasons", reference=reasons)
            needs[self.site_of(workload)][name] = workload.holds("Need", what="host-cluster")
        for name, site in self.sites.items():
            outcome = any_of([value for value, _ in needs[name].values()])
            reasons = tuple(one for _, found in needs[name].values() for one in found)
            site.fact.put("host_cluster_needed", outcome, "reasons", reference=reasons)

    def _roll_up_copies(self) -> None:
        """Which sites send or receive copies made by Hyper-V Replica."""
        taking: dict[str, list[tuple[str, str]]] = {name: [] for name in self.sites}
        for name, workload in self.workloads.items():
            replicated = is_chosen(workload.judgements["second_copy"], "hyper-v-replica")
            for site in {self.site_of(workload), self.target_of(workload)}:
                taking[site].append((replicated, decision_id("second_copy", "workload", name)))
        for name, findings in self.sites.items():
            outcome = any_of([value for value, _ in taking[name]])
            decisions = tuple(one for value, one in taking[name] if value != "no")
            findings.fact.put("takes_part_in_replication", outcome, "decision", reference=decisions)

    def _roll_up_guest_iscsi(self) -> None:
        """Whether guests of a site reach iSCSI storage: said so, or by their guest clusters."""
        for name, site in self.sites.items():
            said = str(site.fact.values["guests_use_iscsi"])
            clusters = {
                decision_id("guest_storage", "workload", workload): all_of(
                    [
                        is_chosen(found.judgements["guest_layer"], "guest-cluster"),
                        is_chosen(found.judgements["guest_storage"], "iscsi"),
                    ]
                )
                for workload, found in self.workloads.items()
                if self.site_of(found) == name
            }
            behind = [one for one, value in clusters.items() if value != "no"]
            site.fact.put(
                "guests_reach_iscsi",
                any_of([said, *clusters.values()]),
                "decision",
                reference=[*behind, "guests_use_iscsi"],
            )


def _judge_ground_of_site(site: Findings) -> None:
    storage = site.all_weights("host_storage")
    best = best_verdict(storage.values())
    about_storage = _objections_to(site, "host_storage")
    site.fact.put("host_storage_best", best, "reasons", reference=about_storage)
    possible = workable(site.weights("platform", "host-cluster"))
    usable = any_of([workable(one) for one in storage.values()])
    outcome = all_of([possible, usable])
    reasons = [one.id for one in site.of_kind("Objection")]
    site.fact.put("host_cluster_workable", outcome, "reasons", reference=reasons)


def _judge_ground_of_workload(workload: Findings) -> None:
    """Roll up what the guests could do for themselves, with and without a host cluster."""
    fact = workload.fact
    storage = workload.all_weights("guest_storage")
    objections = _objections_to(workload, "guest_storage")
    best = best_verdict(storage.values())
    fact.put("guest_storage_best", best, "reasons", reference=objections)
    free = any_of([workable(storage[kind]) for kind in _FREE_STORAGE])
    fact.put("guest_storage_free_of_host_cluster", free, "reasons", reference=objections)
    wanted = [
        _equals(fact.values["product_settled_layer"], "guest-cluster"),
        _equals(fact.values["wishes_guest_layer"], "guest-cluster"),
    ]
    fact.derive(
        "guest_cluster_wanted", any_of(wanted), "product_settled_layer", "wishes_guest_layer"
    )
    alone = {
        option: all_of(
            [
                workable(workload.weights("guest_layer", option)),
                free if option == "guest-cluster" else "yes",
            ]
        )
        for option in GUEST_LAYERS
        if option != "nothing"
    }
    against = _objections_to(workload, "guest_layer")
    for failure in FAILURES:
        suffix = failure.replace("-", "_")
        meets = []
        for option in (*alone, *RESTARTING):
            covers, reasons = workload.holds("Covers", failure=failure, by=option)
            name = f"{option.replace('-', '_')}_covers_{suffix}"
            fact.put(name, covers, "reasons", reference=reasons)
            if option in alone:
                meets.append(all_of([covers, alone[option]]))
        fact.put(f"guests_meet_{suffix}", any_of(meets), "reasons", reference=against)


def _objections_to(workload: Findings, topic: str) -> list[str]:
    return [one.id for one in workload.of_kind("Objection") if one.slots["decision"] == topic]


def _decide_options(workload: Findings) -> None:
    guests, hosts = workload.all_weights("guest_layer"), workload.all_weights("host_layer")
    weights = {
        option: guests[layer_of("guest_layer", option)]
        .plus(hosts[layer_of("host_layer", option)])
        .plus(own)
        for option, own in workload.all_weights("pair").items()
    }
    workload.judgements["pair"] = judge(weights, _wished_pairs(workload))
    for topic in ("guest_layer", "host_layer"):
        workload.judgements[topic] = layer_judgement(topic, workload.judgements["pair"])
        outcome = workload.judgements[topic].outcome
        _from_decision(workload, f"{topic}_chosen", outcome, topic)
    _decide(workload, "guest_storage", "replica_interval", "replica_authentication")
    outcome = workload.judgements["guest_storage"].outcome
    _from_decision(workload, "guest_storage_chosen", outcome, "guest_storage")
    best = best_verdict(workload.all_weights("replica_interval").values())
    _from_decision(workload, "replica_interval_best", best, "replica_interval")


def _wished_pairs(workload: Findings) -> frozenset[str]:
    guest = workload.fact.values["wishes_guest_layer"]
    host = workload.fact.values["wishes_host_layer"]
    return frozenset(
        option
        for option in PAIRS
        if (guest, host) != ("none", "none")
        and guest in ("none", layer_of("guest_layer", option))
        and host in ("none", layer_of("host_layer", option))
    )


def _decide(findings: Findings, *topics: str) -> None:
    for topic in topics:
        wished = frozenset({wish_for(findings.fact, topic)})
        planned = DECISIONS[topic].planned
        weights = findings.all_weights(topic)
        findings.judgements[topic] = judge(weights, wished, planned=planned)


def _from_decision(findings: Findings, field: str, value: str, topic: str) -> None:
    fact = findings.fact
    fact.put(field, value, "decision", reference=(decision_id(topic, fact.kind, fact.name),))


def _equals(value: object, word: str) -> str:
    return UNKNOWN if value == UNKNOWN else "yes" if value == word else "no"


def advise(design: Design, as_of: str) -> Advice:
    """Everything the knowledge says about a design on a date (``YYYY-MM-DD``).

    Same design, same date, same bytes, whatever the order of its sites, workloads and answers.
    """
    return infer(design, as_of, runners())


def infer(design: Design, as_of: str, by: Mapping[Stage, StageRunner]) -> Advice:
    """What ``advise`` says, worked out by runners other than its own."""
    answers = resolve_all(design)
    sites = {name: Findings(site_fact(name, answers), (name,)) for name in sorted(answers.sites)}
    workloads = {one.fact.name: one for one in profiles(design, answers)}
    Inference(answers, sites, workloads, by).run()
    return assemble(design, answers, sites, workloads, as_of)


@cache
def runners() -> Mapping[Stage, StageRunner]:
    """One runner a stage, shared by all threads and designs."""
    return {stage: StageRunner(stage, one, guidance()) for stage, one in reasoners().items()}
