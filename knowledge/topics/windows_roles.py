"""Roles of Windows Server: what they ask of a design beside what the support table says."""

from __future__ import annotations

from knowledge.rules import (
    FieldRecord,
    Finding,
    Predicate,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)
from knowledge.support import field_of, record_field_of


def _deployed(product: str, deployment: str) -> dict[str, Predicate]:
    return {"product": one_of(product), "deployment": one_of(deployment)}


DEPLOYED = (
    Rule(
        "another_deployment_is_recommended",
        Stage.OPTIONS,
        when=(subject(**{field_of("other-deployment"): one_of("recommended")}),),
        then=(Finding(id="another-deployment", severity="info"),),
        cites=(FieldRecord(record_field_of("other-deployment")),),
    ),
    Rule(
        "vendor_is_asked_about_support",
        Stage.OPTIONS,
        when=(subject(deployment=one_of("vendor")),),
        then=(Task(id="ask-vendor-about-support"),),
        cites=("vendor-decides-on-support",),
    ),
)

CONTROLLERS = (
    Rule(
        "replicated_controller_is_checked_after_failover",
        Stage.COPIES,
        when=(subject(product=one_of("ad-domain-controller")),),
        then=(
            Task(
                id="check-controller-after-failover",
                decision="second_copy",
                option="hyper-v-replica",
            ),
        ),
        cites=("controller-resets-its-identity-after-failover",),
    ),
    Rule(
        "lone_controller_loses_what_its_replica_lacks",
        Stage.COPIES,
        when=(subject(product=one_of("ad-domain-controller")),),
        then=(
            Finding(
                id="lone-controller-replicated",
                severity="warning",
                decision="second_copy",
                option="hyper-v-replica",
            ),
        ),
        cites=("lone-controller-gets-nothing-back",),
    ),
)

NAMES_AND_ADDRESSES = (
    Rule(
        "zones_outside_the_directory_have_one_master",
        Stage.OPTIONS,
        when=(subject(**_deployed("dns-server", "multi-master")),),
        then=(Finding(id="zones-with-one-master", severity="info"),),
        cites=("dns-zones-outside-the-directory-have-one-master",),
    ),
    Rule(
        "dhcp_failover_is_set_up",
        Stage.OPTIONS,
        when=(subject(**_deployed("dhcp-server", "dhcp-failover")),),
        then=(Task(id="set-up-dhcp-failover"),),
        cites=("dhcp-failover-limits",),
    ),
    Rule(
        "split_scopes_run_short",
        Stage.OPTIONS,
        when=(subject(**_deployed("dhcp-server", "pool")),),
        then=(Finding(id="split-scopes-run-short", severity="warning"),),
        cites=("dhcp-scopes-can-be-split",),
    ),
)

SHARED_WORK = (
    Rule(
        "farm_may_have_another_load_balancer",
        Stage.OPTIONS,
        when=(subject(**_deployed("web-server", "farm")),),
        then=(Finding(id="another-load-balancer", severity="info"),),
        cites=("web-servers-share-the-load",),
    ),
    Rule(
        "servers_of_a_farm_are_kept_alike",
        Stage.OPTIONS,
        when=(subject(**_deployed("web-server", "farm")),),
        then=(Task(id="keep-web-servers-alike"),),
        cites=("web-servers-share-their-content",),
    ),
    Rule(
        "database_of_the_brokers_is_protected",
        Stage.OPTIONS,
        when=(subject(**_deployed("remote-desktop-broker", "pool")),),
        then=(Task(id="protect-broker-database"),),
        cites=("rd-broker-rests-on-its-database",),
    ),
    Rule(
        "sessions_end_with_their_session_host",
        Stage.OPTIONS,
        when=(subject(**_deployed("remote-desktop-session-host", "pool")),),
        then=(Finding(id="sessions-end-with-their-host", severity="info"),),
        cites=("rd-sessions-end-with-their-host",),
    ),
    Rule(
        "resources_beside_the_queues_are_planned",
        Stage.OPTIONS,
        when=(subject(**_deployed("message-queuing", "clustered")),),
        then=(Task(id="plan-resources-of-queues"),),
        cites=("message-queuing-resource-depends-on-others",),
    ),
)

RULES = (*DEPLOYED, *CONTROLLERS, *NAMES_AND_ADDRESSES, *SHARED_WORK)
