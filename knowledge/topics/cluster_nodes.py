"""What the hosts have to have in common before they can be nodes of one cluster."""

from __future__ import annotations

from knowledge.decisions import HOST_CLUSTER
from knowledge.rules import (
    YES,
    Finding,
    FromRecord,
    Objection,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    field_of,
    one_of,
    subject,
)

_BLOCK_STORAGE = ("fc-san", "iscsi", "shared-sas")
_SEVERAL_DOMAINS = one_of("trusted", "untrusted")
_LIVE_FROM = FromRecord("live-migration-in-workgroups-from-2025", "from_release")
_NOT_SUPPORTED = HOST_CLUSTER.objection("not-supported")
_DISCOURAGED = HOST_CLUSTER.objection("discouraged")


EQUAL = (
    Rule(
        "cluster_is_validated",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.task("validate-cluster"),
        cites=("cluster-passes-validation",),
    ),
    Rule(
        "nodes_are_kept_alike",
        Stage.LAYOUT,
        when=(subject(),),
        then=HOST_CLUSTER.task("keep-nodes-alike"),
        cites=("nodes-run-one-release", "nodes-are-alike"),
    ),
    *(
        Rule(
            f"luns_of_{field_of(kind)}_belong_to_one_cluster",
            Stage.LAYOUT,
            when=(subject(**{f"shared_storage_{field_of(kind)}": YES}),),
            then=(Task(id="mask-luns", decision="host_storage", option=kind),),
            cites=("luns-belong-to-one-cluster",),
        )
        for kind in _BLOCK_STORAGE
    ),
)

PROCESSORS = (
    Rule(
        "processors_of_two_makers_bar_moves",
        Stage.GROUND_SITE,
        when=(subject(host_processors=one_of("other-makers")),),
        then=(*_DISCOURAGED, *HOST_CLUSTER.finding("processors-of-two-makers", "warning")),
        cites=("processors-of-one-maker",),
    ),
    Rule(
        "processors_of_two_generations_need_a_mode",
        Stage.LAYOUT,
        when=(subject(host_processors=one_of("other-generations")),),
        then=HOST_CLUSTER.task("set-processor-compatibility"),
        cites=("processor-compatibility-mode",),
    ),
    Rule(
        "processors_of_two_generations_share_what_they_have",
        Stage.LAYOUT,
        when=(subject(host_processors=one_of("other-generations")),),
        then=HOST_CLUSTER.task("set-dynamic-compatibility"),
        cites=("dynamic-processor-compatibility-2025",),
    ),
)

ROLES = (
    Rule(
        "hosts_have_other_roles",
        Stage.LAYOUT,
        when=(subject(host_roles=one_of("others", "domain-controller")),),
        then=(Finding(id="roles-beside-hyper-v", severity="warning"),),
        cites=("hyper-v-is-the-only-role",),
    ),
    Rule(
        "nodes_cannot_be_domain_controllers",
        Stage.GROUND_SITE,
        when=(subject(host_roles=one_of("domain-controller")),),
        then=_NOT_SUPPORTED,
        cites=("nodes-are-no-domain-controllers-from-2012",),
    ),
    Rule(
        "nodes_had_better_not_be_domain_controllers",
        Stage.GROUND_SITE,
        when=(subject(host_roles=one_of("domain-controller")),),
        then=_DISCOURAGED,
        cites=("nodes-had-better-be-no-domain-controllers",),
    ),
)

DOMAINS = (
    Rule(
        "nodes_of_several_domains_are_an_exception",
        Stage.GROUND_SITE,
        when=(subject(host_trust=_SEVERAL_DOMAINS),),
        then=_DISCOURAGED,
        cites=("one-domain-is-still-asked-for",),
    ),
    Rule(
        "nodes_of_several_domains_are_possible",
        Stage.GROUND_SITE,
        when=(subject(host_trust=_SEVERAL_DOMAINS),),
        then=HOST_CLUSTER.finding("multi-domain-cluster", "info"),
        cites=("nodes-of-several-domains-since-2016",),
    ),
    Rule(
        "live_migration_between_domains_is_doubtful",
        Stage.GROUND_SITE,
        when=(subject(host_trust=_SEVERAL_DOMAINS),),
        then=HOST_CLUSTER.finding("live-migration-between-domains", "warning"),
        cites=("live-migration-between-domains",),
    ),
    Rule(
        "workgroup_cluster_has_no_live_migration_before_2025",
        Stage.GROUND_WORKLOAD,
        when=(subject(host_trust=one_of("workgroup"), host_release=ReleaseBefore(_LIVE_FROM)),),
        then=(
            Objection(
                decision="host_layer",
                option="restart-and-live-migration",
                level="not-supported",
            ),
        ),
        cites=("live-migration-in-workgroups-from-2025",),
    ),
    Rule(
        "workgroup_cluster_migrates_live_with_certificates",
        Stage.LAYOUT,
        when=(subject(host_trust=one_of("workgroup"), host_release=ReleaseFrom(_LIVE_FROM)),),
        then=HOST_CLUSTER.task("set-up-workgroup-nodes"),
        cites=("live-migration-in-workgroups-from-2025",),
    ),
    Rule(
        "workgroup_cluster_carries_machines_alone",
        Stage.LAYOUT,
        when=(subject(host_trust=one_of("workgroup")),),
        then=HOST_CLUSTER.finding("workgroup-cluster-roles", "warning"),
        cites=("workgroup-cluster-carries-machines",),
    ),
    Rule(
        "hosts_of_a_workgroup_have_no_central_management",
        Stage.GROUND_SITE,
        when=(subject(host_trust=one_of("workgroup")),),
        then=(Finding(id="hosts-outside-a-domain", severity="info"),),
        cites=("hosts-had-better-belong-to-a-domain",),
    ),
)

RULES = (*EQUAL, *PROCESSORS, *ROLES, *DOMAINS)
