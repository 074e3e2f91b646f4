"""Applications above the platform: pools of Skype for Business, databases of other vendors."""

from __future__ import annotations

from knowledge.rules import (
    YES,
    Below,
    Finding,
    FromRecord,
    Objection,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_SKYPE = {"product": one_of("skype-for-business")}

SKYPE = (
    Rule(
        "front_end_pool_is_too_small",
        Stage.GROUND_WORKLOAD,
        when=(
            subject(
                instances=Below(FromRecord("skype-no-pool-of-two", "machines")),
                deployment=one_of("pool"),
                **_SKYPE,
            ),
        ),
        then=(Objection(decision="guest_layer", option="application", level="discouraged"),),
        cites=("skype-no-pool-of-two",),
    ),
    *(
        Rule(
            f"paired_pool_{name}",
            Stage.COPIES,
            when=(
                subject(
                    survive_site=YES,
                    **{field: Below(FromRecord("skype-pool-pairing", key))},
                    **_SKYPE,
                ),
            ),
            then=(
                Objection(
                    decision="second_copy",
                    option="application",
                    level="insufficient",
                    misses=field.replace("_", "-"),
                ),
            ),
            cites=("skype-pool-pairing",),
        )
        for name, field, key in (
            ("loses_more_than_tolerated", "disaster_loss", "loss_s"),
            ("is_switched_too_slowly", "disaster_outage", "shortest_outage_s"),
        )
    ),
)

ORACLE = (
    Rule(
        "oracle_names_the_certified_combinations",
        Stage.OPTIONS,
        when=(subject(),),
        then=(Task(id="check-certified-combinations"),),
        cites=("oracle-certifies-hyper-v",),
    ),
    Rule(
        "oracle_says_what_it_supports",
        Stage.OPTIONS,
        when=(subject(),),
        then=(Finding(id="vendor-decides-on-support", severity="warning"),),
        cites=("oracle-decides-on-its-support",),
    ),
)

RULES = (*SKYPE, *ORACLE)
