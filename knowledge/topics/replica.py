"""When Hyper-V Replica can keep a second copy of a workload, and what running it asks for."""

from __future__ import annotations

from knowledge.decisions import HYPER_V_REPLICA
from knowledge.rules import (
    NO,
    YES,
    Below,
    FromRecord,
    Objection,
    ReleaseBefore,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)
from knowledge.support import field_of

_HOSTS = FromRecord("host-cluster-restarts-machines", "hosts")


POSSIBLE = (
    *(
        Rule(
            f"replica_needs_a_later_release_at_{side}",
            Stage.COPIES,
            when=(
                subject(**{field: ReleaseBefore(FromRecord("replica-from-2012", "from_release"))}),
            ),
            then=HYPER_V_REPLICA.objection("not-supported"),
            cites=("replica-from-2012",),
        )
        for side, field in (
            ("the_primary_site", "host_release"),
            ("the_replica_site", "target_host_release"),
        )
    ),
    Rule(
        "replica_has_no_place_to_go",
        Stage.COPIES,
        when=(subject(target_kind=one_of("none")),),
        then=HYPER_V_REPLICA.objection("not-applicable"),
        cites=("replica-copies-to-another-host",),
    ),
    Rule(
        "replica_needs_another_host",
        Stage.COPIES,
        when=(subject(target_kind=one_of("other-host"), host_count=Below(_HOSTS)),),
        then=HYPER_V_REPLICA.objection("not-applicable"),
        cites=("replica-copies-to-another-host",),
    ),
    Rule(
        "replica_within_one_cluster_gains_nothing",
        Stage.COPIES,
        when=(subject(target_kind=one_of("other-host"), host_cluster_chosen=YES),),
        then=HYPER_V_REPLICA.objection("discouraged"),
        cites=("replica-within-one-cluster",),
    ),
    Rule(
        "replica_needs_a_connection",
        Stage.COPIES,
        when=(subject(copy_connected=NO),),
        then=HYPER_V_REPLICA.objection("not-supported"),
        cites=("replica-runs-over-http",),
    ),
    Rule(
        "replica_has_no_frequency_that_loses_little_enough",
        Stage.COPIES,
        when=(subject(replica_interval_best=one_of("insufficient")),),
        then=HYPER_V_REPLICA.objection("insufficient", "tolerated-loss"),
        cites=("replica-loses-up-to-an-interval",),
    ),
)

OF_GUEST_CLUSTERS = (
    Rule(
        "replica_does_not_copy_storage_outside_virtual_disks",
        Stage.COPIES,
        when=(
            subject(
                guest_layer_chosen=one_of("guest-cluster"),
                guest_storage_chosen=one_of("iscsi", "virtual-fibre-channel", "smb3"),
            ),
        ),
        then=HYPER_V_REPLICA.objection("insufficient", "shared-data"),
        cites=("replica-copies-virtual-disks-only",),
    ),
    Rule(
        "replica_does_not_copy_a_shared_vhdx",
        Stage.COPIES,
        when=(
            subject(
                guest_layer_chosen=one_of("guest-cluster"),
                guest_storage_chosen=one_of("shared-vhdx"),
            ),
        ),
        then=HYPER_V_REPLICA.objection("not-supported"),
        cites=("shared-vhdx-not-replicable",),
    ),
    Rule(
        "replica_of_s2d_guests_is_not_described",
        Stage.COPIES,
        when=(
            subject(guest_layer_chosen=one_of("guest-cluster"), guest_storage_chosen=one_of("s2d")),
        ),
        then=HYPER_V_REPLICA.objection("discouraged"),
        cites=("replica-of-s2d-guests-unstated",),
    ),
    Rule(
        "replica_of_a_shared_disk_needs_host_clusters_at_both_ends",
        Stage.COPIES,
        when=(
            subject(
                guest_layer_chosen=one_of("guest-cluster"),
                guest_storage_chosen=one_of("vhd-set", "shared-vhdx"),
                target_host_cluster_chosen=NO,
            ),
        ),
        then=HYPER_V_REPLICA.objection("not-supported"),
        cites=("vhd-set-replica-through-wmi",),
    ),
    Rule(
        "replica_of_a_shared_disk_is_set_up_through_wmi",
        Stage.COPIES,
        when=(
            subject(
                guest_layer_chosen=one_of("guest-cluster"),
                guest_storage_chosen=one_of("vhd-set", "shared-vhdx"),
            ),
        ),
        then=HYPER_V_REPLICA.task("replicate-vhd-set-through-wmi"),
        cites=("vhd-set-replica-through-wmi",),
    ),
)

REQUIREMENTS = (
    Rule(
        "without_a_copy_the_site_is_lost",
        Stage.COPIES,
        when=(subject(survive_site=YES),),
        then=(
            Objection(
                decision="second_copy", option="nothing", level="insufficient", misses="site"
            ),
        ),
        cites=("site-loss-needs-a-copy-elsewhere",),
    ),
    Rule(
        "without_a_copy_the_host_failure_stays_uncovered",
        Stage.COPIES,
        when=(subject(host_need_on_copy=YES),),
        then=(
            Objection(
                decision="second_copy", option="nothing", level="insufficient", misses="host"
            ),
        ),
        cites=("host-failure-is-watched", "replica-copies-to-another-host"),
    ),
    Rule(
        "hyper_v_replica_within_the_site_does_not_survive_it",
        Stage.COPIES,
        when=(subject(survive_site=YES, target_kind=one_of("other-host", "none")),),
        then=HYPER_V_REPLICA.objection("insufficient", "site"),
        cites=("site-loss-needs-a-copy-elsewhere",),
    ),
)

# a product that copies its data itself knows its own consistency: Replica earns no merit there
_NO_COPY_OF_ITS_OWN = {field_of("own-copy"): unlike("recommended", "supported", "discouraged")}

MERITS = (
    *(
        Rule(
            f"replica_copies_a_machine_for_the_{purpose}",
            Stage.COPIES,
            when=(subject(**conditions, **_NO_COPY_OF_ITS_OWN),),
            then=HYPER_V_REPLICA.merit(),
            cites=("replica-copies-to-another-host",),
        )
        for purpose, conditions in (
            ("site", {"survive_site": YES, "target_kind": one_of("other-site")}),
            ("host", {"host_need_on_copy": YES}),
        )
    ),
    Rule(
        "replica_covers_the_site_beside_a_host_cluster",
        Stage.COPIES,
        when=(
            subject(
                survive_site=YES,
                target_kind=one_of("other-site"),
                host_cluster_chosen=YES,
                **_NO_COPY_OF_ITS_OWN,
            ),
        ),
        then=HYPER_V_REPLICA.merit(),
        cites=("replica-with-host-cluster",),
    ),
    Rule(
        "replica_between_two_clustered_sites_is_the_reference_design",
        Stage.COPIES,
        when=(
            subject(
                survive_site=YES,
                role=one_of("main"),
                target_role=one_of("dr"),
                host_cluster_chosen=YES,
                target_host_cluster_chosen=YES,
                **_NO_COPY_OF_ITS_OWN,
            ),
        ),
        then=HYPER_V_REPLICA.merit(),
        cites=("replica-reference-design",),
    ),
)

BESIDE_THE_GUEST_LAYER = (
    Rule(
        "page_takes_one_of_three_guest_options",
        Stage.COPIES,
        when=(subject(guest_layer_chosen=one_of("guest-cluster", "guest-nlb")),),
        then=HYPER_V_REPLICA.objection("discouraged"),
        cites=("one-of-three-guest-options",),
    ),
    Rule(
        "replica_is_a_layer_of_its_own",
        Stage.COPIES,
        when=(subject(target_kind=unlike("none")),),
        then=HYPER_V_REPLICA.finding("replica-is-disaster-recovery"),
        cites=("replica-is-disaster-recovery",),
    ),
    *(
        Rule(
            f"replica_works_with_only_{which}_clustered",
            Stage.COPIES,
            when=(
                subject(
                    target_kind=one_of("other-site"),
                    host_cluster_chosen=own,
                    target_host_cluster_chosen=target,
                ),
            ),
            then=HYPER_V_REPLICA.finding("replica-one-side-clustered"),
            cites=("replica-one-side-clustered",),
        )
        for which, own, target in (("the_primary_site", YES, NO), ("the_replica_site", NO, YES))
    ),
    Rule(
        "replica_works_like_database_mirroring",
        Stage.COPIES,
        when=(subject(product=one_of("sql-server")),),
        then=HYPER_V_REPLICA.finding("replica-like-mirroring"),
        cites=("replica-resembles-mirroring",),
    ),
    Rule(
        "replica_works_like_asynchronous_mirroring_only",
        Stage.COPIES,
        when=(subject(product=one_of("sql-server")),),
        then=HYPER_V_REPLICA.finding("replica-like-asynchronous-mirroring", "warning"),
        cites=("mirroring-analogy-asynchronous-only",),
    ),
)

RULES = (
    *POSSIBLE,
    *OF_GUEST_CLUSTERS,
    *REQUIREMENTS,
    *MERITS,
    *BESIDE_THE_GUEST_LAYER,
)
