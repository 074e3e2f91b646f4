"""What each network is to the cluster: its role, and the metric by which the cluster prefers it."""

from __future__ import annotations

from knowledge.decisions import GUEST_NETWORKS, HOST_NETWORKS, NETWORKS
from knowledge.rules import (
    NO,
    YES,
    Conclusion,
    Finding,
    Merit,
    Objection,
    Rule,
    Stage,
    Task,
    field_of,
    one_of,
    subject,
)

_IN_CLUSTER = ("0", "1", "3")
_OF_HOST_NETWORK = {"management": "3", "csv": "1", "live-migration": "1", "iscsi-host": "0"}


def _against(kind: str, role: str, level: str = "discouraged") -> Conclusion:
    return Objection(decision=f"network_role.{kind}", option=role, level=level)


WITHOUT_CLUSTER = tuple(
    Rule(
        f"{field_of(kind)}_network_has_no_cluster_for_a_role",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=NO),),
        then=tuple(_against(kind, role, "not-applicable") for role in _IN_CLUSTER),
        cites=("cluster-network-roles",),
    )
    for kind in NETWORKS
)

OF_THE_GUESTS = (
    *(
        Rule(
            f"{field_of(kind)}_network_has_no_role",
            Stage.LAYOUT,
            when=(subject(),),
            then=(Merit(decision=f"network_role.{kind}", option="absent"),),
            cites=("guest-networks-without-role",),
        )
        for kind in GUEST_NETWORKS
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_is_no_cluster_network",
            Stage.LAYOUT,
            when=(subject(host_cluster_chosen=YES),),
            then=tuple(_against(kind, role) for role in _IN_CLUSTER),
            cites=("guest-networks-are-not-cluster-networks",),
        )
        for kind in GUEST_NETWORKS
    ),
)

OF_THE_HOSTS = (
    *(
        Rule(
            f"{field_of(kind)}_network_has_role_{role}",
            Stage.LAYOUT,
            when=(subject(host_cluster_chosen=YES),),
            then=(
                Merit(decision=f"network_role.{kind}", option=role),
                Task(id="set-network-roles", decision=f"network_role.{kind}", option=role),
            ),
            cites=(f"{kind}-network-role-{role}",),
        )
        for kind, role in _OF_HOST_NETWORK.items()
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_is_a_cluster_network",
            Stage.LAYOUT,
            when=(subject(host_cluster_chosen=YES),),
            then=(_against(kind, "absent", "not-applicable"),),
            cites=("host-networks-are-cluster-networks",),
        )
        for kind in HOST_NETWORKS
    ),
)

AGAINST = (
    Rule(
        "management_network_stays_open",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=(_against("management", "0"), _against("management", "1")),
        cites=("management-network-open-to-clients",),
    ),
    Rule(
        "role_0_takes_the_cluster_off_the_csv_network",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=(_against("csv", "0", "not-applicable"),),
        cites=("cluster-network-roles",),
    ),
    Rule(
        "live_migration_network_stays_open_to_the_cluster",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=(_against("live-migration", "0"),),
        cites=("live-migration-network-open-to-the-cluster",),
    ),
    *(
        Rule(
            f"{field_of(kind)}_network_stays_closed_to_clients",
            Stage.LAYOUT,
            when=(subject(host_cluster_chosen=YES),),
            then=(_against(kind, "3"),),
            cites=("internal-networks-closed-to-clients",),
        )
        for kind in ("csv", "live-migration")
    ),
    Rule(
        "iscsi_network_stays_closed_to_the_cluster",
        Stage.LAYOUT,
        when=(subject(host_cluster_chosen=YES),),
        then=(_against("iscsi-host", "1"), _against("iscsi-host", "3")),
        cites=("iscsi-network-closed-to-the-cluster",),
    ),
)

METRIC = (
    Rule(
        "csv_metric_is_set_by_hand",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Merit(decision="csv_metric", option="by-hand"),),
        cites=("csv-metric-by-hand-until-2008r2", "smaller-metric-preferred"),
    ),
    Rule(
        "csv_metric_sets_itself_in_2008r2",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Merit(decision="csv_metric", option="automatic"),),
        cites=("csv-metric-automatic-in-2008r2",),
    ),
    Rule(
        "csv_metric_sets_itself",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Merit(decision="csv_metric", option="automatic"),),
        cites=("csv-metric-automatic-from-2012",),
    ),
    Rule(
        "csv_metric_is_left_alone",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Objection(decision="csv_metric", option="by-hand", level="discouraged"),),
        cites=("cluster-network-preferences-unchanged",),
    ),
    Rule(
        "csv_metric_set_by_hand_stays_so",
        Stage.LAYOUT,
        when=(subject(networks_csv_metric=one_of("by-hand"), host_cluster_chosen=YES),),
        then=(Finding(id="metric-set-by-hand", severity="warning"),),
        cites=("cluster-network-preferences-unchanged", "metric-by-hand-ends-automatic"),
    ),
    Rule(
        "csv_metric_must_be_set",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="set-csv-metric", decision="csv_metric", option="by-hand"),),
        cites=("csv-metric-by-hand-until-2008r2", "csv-metric-below-1000"),
    ),
)

RULES = (*WITHOUT_CLUSTER, *OF_THE_GUESTS, *OF_THE_HOSTS, *AGAINST, *METRIC)
