"""Which resiliency the volumes of Storage Spaces Direct have that hold virtual machines."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    AtLeast,
    Below,
    Conclusion,
    Finding,
    FromRecord,
    Merit,
    Objection,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    one_of,
    subject,
)

_NESTED = ("nested-two-way-mirror", "nested-parity")
_NESTED_FROM = FromRecord("nested-resiliency-needs-2019", "from_release")
_TOO_MANY_TO_NEST = FromRecord("nested-resiliency-needs-2019", "hosts")


def _against(option: str, level: str) -> Conclusion:
    return Objection(decision="pool_resiliency", option=option, level=level)


MIRRORS = (
    Rule(
        "three_way_mirror_needs_three_servers",
        Stage.LAYOUT,
        when=(
            subject(host_count=Below(FromRecord("three-way-mirror-needs-three-servers", "hosts"))),
        ),
        then=(_against("three-way-mirror", "not-supported"),),
        cites=("three-way-mirror-needs-three-servers",),
    ),
    Rule(
        "three_way_mirror_is_recommended_for_machines",
        Stage.LAYOUT,
        when=(
            subject(
                host_count=AtLeast(FromRecord("mirror-for-virtual-machines", "hosts")),
                witness_two_places=NO,
            ),
        ),
        then=(Merit(decision="pool_resiliency", option="three-way-mirror"),),
        cites=("mirror-for-virtual-machines",),
    ),
    Rule(
        "two_way_mirror_is_for_two_servers",
        Stage.LAYOUT,
        when=(
            subject(host_count=AtLeast(FromRecord("two-way-mirror-for-two-servers-only", "hosts"))),
        ),
        then=(_against("two-way-mirror", "discouraged"),),
        cites=("two-way-mirror-for-two-servers-only",),
    ),
    Rule(
        "two_way_mirror_survives_one_failure",
        Stage.LAYOUT,
        when=(subject(),),
        then=(
            Finding(
                id="two-way-mirror-survives-one-failure",
                severity="warning",
                decision="pool_resiliency",
                option="two-way-mirror",
            ),
        ),
        cites=("two-way-mirror-keeps-two-copies",),
    ),
)

NESTED = (
    *(
        Rule(
            f"{option.replace('-', '_')}_needs_a_later_release",
            Stage.LAYOUT,
            when=(subject(host_release=ReleaseBefore(_NESTED_FROM)),),
            then=(_against(option, "not-supported"),),
            cites=("nested-resiliency-needs-2019",),
        )
        for option in _NESTED
    ),
    *(
        Rule(
            f"{option.replace('-', '_')}_is_for_two_servers",
            Stage.LAYOUT,
            when=(subject(host_count=AtLeast(_TOO_MANY_TO_NEST)),),
            then=(_against(option, "not-supported"),),
            cites=("nested-resiliency-needs-2019",),
        )
        for option in _NESTED
    ),
    Rule(
        "nested_mirror_is_recommended_on_two_servers",
        Stage.LAYOUT,
        when=(
            subject(
                environment=one_of("production"),
                host_release=ReleaseFrom(_NESTED_FROM),
                host_count=Below(_TOO_MANY_TO_NEST),
            ),
        ),
        then=(Merit(decision="pool_resiliency", option="nested-two-way-mirror"),),
        cites=("nested-resiliency-2019-two-servers",),
    ),
    Rule(
        "nested_mirror_takes_four_times_the_room",
        Stage.LAYOUT,
        when=(subject(),),
        then=(
            Finding(
                id="nested-mirror-takes-room",
                severity="info",
                decision="pool_resiliency",
                option="nested-two-way-mirror",
            ),
        ),
        cites=("nested-two-way-mirror-keeps-four-copies",),
    ),
    Rule(
        "nested_parity_slows_machines_down",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_against("nested-parity", "discouraged"),),
        cites=("nested-parity-is-slower",),
    ),
)

PARITY = (
    Rule(
        "dual_parity_needs_four_servers",
        Stage.LAYOUT,
        when=(subject(host_count=Below(FromRecord("dual-parity-needs-four-servers", "hosts"))),),
        then=(_against("dual-parity", "not-supported"),),
        cites=("dual-parity-needs-four-servers",),
    ),
    Rule(
        "dual_parity_slows_machines_down",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_against("dual-parity", "discouraged"),),
        cites=("parity-for-cold-data",),
    ),
)

RULES = (*MIRRORS, *NESTED, *PARITY)
