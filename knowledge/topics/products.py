"""What products say of each kind of protection: the support table applied, and their tasks."""

from __future__ import annotations

from knowledge.decisions import HYPER_V_REPLICA
from knowledge.rules import (
    NO,
    YES,
    AtLeast,
    Below,
    Covers,
    FieldRecord,
    Finding,
    FromRecord,
    Merit,
    Objection,
    Predicate,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)
from knowledge.support import SILENT, field_of, record_field_of, rows

_OBJECTING = ("not-applicable", "not-supported", "discouraged")
_SAID = {(row.option, row.says) for row in rows()}
"""What the support table says of its options; a rule stands for each of it."""
_WHERE = {
    "guest-cluster": (Stage.GROUND_WORKLOAD, "guest_layer", "guest-cluster"),
    "application": (Stage.GROUND_WORKLOAD, "guest_layer", "application"),
    "guest-nlb": (Stage.GROUND_WORKLOAD, "guest_layer", "guest-nlb"),
    "hyper-v-replica": (Stage.COPIES, "second_copy", "hyper-v-replica"),
    "own-copy": (Stage.COPIES, "second_copy", "application"),
}
"""Option of the support table: stage, decision and option it speaks of."""
_COMES_WITH = {
    "application": ("nothing", "guest-nlb", "guest-cluster"),
    "guest-cluster": ("application", "nothing", "guest-nlb"),
    "guest-nlb": ("nothing", "guest-cluster"),
}
"""Guest layer that a deployment settles on: those it leaves out. A farm may balance otherwise."""
_SERVERS = FromRecord("own-replication-needs-second-server", "machines")
_NO_PLACE: dict[str, dict[str, Predicate]] = {
    "place_to_go": {"target_kind": one_of("none")},
    "other_host": {
        "target_kind": one_of("other-host"),
        "host_count": Below(FromRecord("guest-nodes-on-different-hosts", "hosts")),
    },
    "connection": {"copy_connected": NO},
    "second_server": {"instances": Below(_SERVERS)},
}
"""Why a second copy by the application itself cannot be kept."""

SUPPORT_OBJECTS = tuple(
    Rule(
        f"product_says_{level.replace('-', '_')}_of_{option.replace('-', '_')}",
        stage,
        when=(subject(**{field_of(option): one_of(level)}),),
        then=(Objection(decision=decision, option=judged, level=level),),
        cites=(FieldRecord(record_field_of(option)),),
    )
    for option, (stage, decision, judged) in _WHERE.items()
    for level in _OBJECTING
    if (option, level) in _SAID
)

SUPPORT_SPEAKS_FOR = (
    *(
        Rule(
            f"product_recommends_{option.replace('-', '_')}",
            Stage.COPIES if stage is Stage.COPIES else Stage.OPTIONS,
            when=(subject(**{field_of(option): one_of("recommended")}),),
            then=(Merit(decision=decision, option=judged),),
            cites=(FieldRecord(record_field_of(option)),),
        )
        for option, (stage, decision, judged) in _WHERE.items()
        if (option, "recommended") in _SAID
    ),
    Rule(
        "product_recommends_the_host_cluster",
        Stage.OPTIONS,
        when=(
            subject(survive_any_failure=YES, **{field_of("host-cluster"): one_of("recommended")}),
        ),
        then=(Merit(decision="host_layer", option="restart-and-live-migration"),),
        cites=(FieldRecord(record_field_of("host-cluster")),),
    ),
)

SETTLED_BY_DEPLOYMENT = tuple(
    Rule(
        f"deployment_settles_on_{settled.replace('-', '_')}_not_{other.replace('-', '_')}",
        Stage.GROUND_WORKLOAD,
        when=(subject(**{field_of("settled-layer"): one_of(settled)}),),
        then=(Objection(decision="guest_layer", option=other, level="not-applicable"),),
        cites=(FieldRecord(record_field_of("settled-layer")),),
    )
    for settled, others in _COMES_WITH.items()
    for other in others
)

OWN_REPLICATION = (
    *(
        Rule(
            f"own_replication_covers_{failure.replace('-', '_')}",
            Stage.GROUND_WORKLOAD,
            when=(
                subject(
                    **{
                        field_of("settled-layer"): one_of("application", "guest-nlb"),
                        "instances": AtLeast(_SERVERS),
                        **(
                            {
                                "host_count": AtLeast(
                                    FromRecord("guest-nodes-on-different-hosts", "hosts")
                                )
                            }
                            if failure in ("host", "maintenance")
                            else {}
                        ),
                    }
                ),
            ),
            then=(Covers(failure=failure, by="application"),),
            cites=(
                FieldRecord(record_field_of("settled-layer")),
                "own-replication-needs-second-server",
            ),
        )
        for failure in ("guest-system", "service", "host", "maintenance")
    ),
    Rule(
        "several_servers_need_several_machines",
        Stage.OPTIONS,
        when=(
            subject(
                instances=Below(_SERVERS),
                **{field_of("settled-layer"): one_of("application", "guest-nlb")},
            ),
        ),
        then=(Finding(id="one-machine-of-several", severity="warning"),),
        cites=("own-replication-needs-second-server",),
    ),
    Rule(
        "no_own_replication_is_described",
        Stage.GROUND_WORKLOAD,
        when=(subject(**{field_of("application"): one_of(SILENT)}),),
        then=(Objection(decision="guest_layer", option="application", level="not-applicable"),),
        cites=("own-replication-belongs-to-product",),
    ),
    *(
        Rule(
            f"own_copy_has_no_{what}",
            Stage.COPIES,
            when=(
                subject(
                    **{
                        field_of("own-copy"): one_of("recommended", "supported", "discouraged"),
                        **conditions,
                    }
                ),
            ),
            then=(Objection(decision="second_copy", option="application", level="not-applicable"),),
            cites=("own-replication-needs-second-server",),
        )
        for what, conditions in _NO_PLACE.items()
    ),
    Rule(
        "own_copy_is_set_up_by_the_product",
        Stage.COPIES,
        when=(subject(**{field_of("own-copy"): one_of("recommended", "supported")}),),
        then=(Task(id="set-up-own-copy", decision="second_copy", option="application"),),
        cites=(FieldRecord(record_field_of("own-copy")),),
    ),
    Rule(
        "something_is_published_on_a_replica_of_the_product",
        Stage.COPIES,
        when=(subject(**{field_of("hyper-v-replica"): one_of("supported")}),),
        then=HYPER_V_REPLICA.finding("replica-stated-for-product", "info"),
        cites=(FieldRecord(record_field_of("hyper-v-replica")),),
    ),
    Rule(
        "nothing_is_published_on_a_replica_of_the_product",
        Stage.COPIES,
        when=(
            subject(
                **{
                    field_of("hyper-v-replica"): one_of(SILENT),
                    field_of("replica-statement"): one_of(SILENT),
                }
            ),
        ),
        then=HYPER_V_REPLICA.task("confirm-replica-support"),
        cites=("replica-leaves-support-to-the-product",),
    ),
    Rule(
        "no_own_copy_is_described",
        Stage.COPIES,
        when=(subject(**{field_of("own-copy"): one_of(SILENT)}),),
        then=(Objection(decision="second_copy", option="application", level="not-applicable"),),
        cites=("own-replication-belongs-to-product",),
    ),
)

EXCHANGE = (
    Rule(
        "exchange_is_listed_among_replica_workloads",
        Stage.COPIES,
        when=(subject(product=one_of("exchange")),),
        then=HYPER_V_REPLICA.finding("exchange-listed-for-replica", "info"),
        cites=("exchange-listed-for-replica",),
    ),
    *(
        Rule(
            f"exchange_support_is_asked_about_replica_{why}",
            Stage.COPIES,
            when=(subject(product=one_of("exchange"), **asked),),
            then=(Task(id="ask-exchange-support"),),
            cites=("exchange-replica-not-supported",),
        )
        for why, asked in (
            # a DAG keeps its own copy at the other site
            ("for_the_site", {"survive_site": YES, "deployment": one_of("standalone")}),
            ("when_wished", {"wishes_second_copy": one_of("hyper-v-replica")}),
        )
    ),
    Rule(
        "exchange_standalone_could_be_a_dag",
        Stage.OPTIONS,
        when=(subject(product=one_of("exchange"), deployment=one_of("standalone")),),
        then=(
            Finding(
                id="exchange-without-dag",
                severity="warning",
                decision="guest_layer",
                option="nothing",
            ),
        ),
        cites=("exchange-dag",),
    ),
)

DOMAIN_CONTROLLER = (
    Rule(
        "page_has_domain_controllers_under_verification",
        Stage.COPIES,
        when=(subject(product=one_of("ad-domain-controller")),),
        then=HYPER_V_REPLICA.objection("discouraged"),
        cites=("dc-replica-under-verification",),
    ),
    Rule(
        "single_domain_controller_is_a_risk",
        Stage.OPTIONS,
        when=(subject(product=one_of("ad-domain-controller"), deployment=one_of("standalone")),),
        then=(Finding(id="single-domain-controller", severity="warning"),),
        cites=("dc-several-controllers",),
    ),
)

RULES = (
    *SUPPORT_OBJECTS,
    *SUPPORT_SPEAKS_FOR,
    *SETTLED_BY_DEPLOYMENT,
    *OWN_REPLICATION,
    *EXCHANGE,
    *DOMAIN_CONTROLLER,
)
