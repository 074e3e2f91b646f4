"""How the paths to iSCSI storage are made redundant, for the hosts and inside the guests."""

from __future__ import annotations

from knowledge.rules import (
    Conclusion,
    Finding,
    FromRecord,
    Merit,
    Objection,
    ReleaseBefore,
    ReleaseFrom,
    Rule,
    Stage,
    Task,
    field_of,
    subject,
)

_CMDLETS_FROM = FromRecord("mpio-cmdlets-from-2012", "from_release")


def _against(kind: str, option: str, level: str) -> Conclusion:
    return Objection(decision=f"network_redundancy.{kind}", option=option, level=level)


def _with_mpio(kind: str) -> dict[str, str]:
    return {"decision": f"network_redundancy.{kind}", "option": "mpio"}


OF_THE_HOSTS = (
    *(
        Rule(
            f"host_iscsi_has_no_mpio_with_{field_of(option)}",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against("iscsi-host", option, "not-supported"),),
            cites=("host-iscsi-mpio-required",),
        )
        for option in ("separate-segments", "lbfo-team", "vendor-team", "single-nic")
    ),
    *(
        Rule(
            f"host_iscsi_is_better_not_a_{field_of(option)}",
            Stage.LAYOUT,
            when=(subject(),),
            then=(_against("iscsi-host", option, "discouraged"),),
            cites=("iscsi-adapters-better-not-teamed",),
        )
        for option in ("lbfo-team", "vendor-team")
    ),
    Rule(
        "host_iscsi_runs_over_mpio",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Merit(**_with_mpio("iscsi-host")),),
        cites=("iscsi-mpio-or-team",),
    ),
)

WITHOUT_MPIO = tuple(
    Rule(
        f"{field_of(kind)}_segments_are_not_joined",
        Stage.LAYOUT,
        when=(subject(),),
        then=(_against(kind, "separate-segments", "discouraged"),),
        cites=("iscsi-paths-without-mpio",),
    )
    for kind in ("iscsi-host", "iscsi-guest")
)

OF_THE_GUESTS = (
    Rule(
        "guest_iscsi_runs_over_mpio",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Merit(**_with_mpio("iscsi-guest")),),
        cites=("guest-iscsi-mpio",),
    ),
    Rule(
        "guest_mpio_is_supported",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Finding(id="mpio-inside-guests", severity="info", **_with_mpio("iscsi-guest")),),
        cites=("guest-mpio-supported",),
    ),
)

TASKS = (
    Rule(
        "host_paths_must_be_claimed",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseFrom(_CMDLETS_FROM)),),
        then=(
            Task(id="claim-iscsi-paths", **_with_mpio("iscsi-host")),
            Task(id="connect-iscsi-paths", **_with_mpio("iscsi-host")),
        ),
        cites=("mpio-cmdlets-from-2012",),
    ),
    Rule(
        "host_paths_must_be_claimed_by_hand",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseBefore(_CMDLETS_FROM)),),
        then=(Task(id="claim-iscsi-paths-by-hand", **_with_mpio("iscsi-host")),),
        cites=("mpio-cmdlets-from-2012",),
    ),
    Rule(
        "guest_paths_must_be_set_up",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="set-up-mpio-in-guests", **_with_mpio("iscsi-guest")),),
        cites=("guest-mpio-over-two-switches",),
    ),
)

RULES = (*OF_THE_HOSTS, *WITHOUT_MPIO, *OF_THE_GUESTS, *TASKS)
