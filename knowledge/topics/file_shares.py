"""Which file servers carry virtual machines over SMB 3, and what they are not for."""

from __future__ import annotations

from knowledge.rules import (
    YES,
    Conclusion,
    Finding,
    Objection,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
)

_SCALED_OUT = ("sofs", "sofs-on-the-hosts")


def _against(level: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="host_storage", option="smb3", level=level),)


def _noted(finding: str, severity: str, option: str = "smb3") -> tuple[Conclusion, ...]:
    return (Finding(id=finding, severity=severity, decision="host_storage", option=option),)


SERVERS = (
    Rule(
        "file_server_for_general_use_is_not_for_machines",
        Stage.GROUND_SITE,
        when=(subject(smb3_server=one_of("general-use")),),
        then=_against("discouraged"),
        cites=("general-use-file-server-not-for-machines",),
    ),
    Rule(
        "single_file_server_stops_all_machines",
        Stage.GROUND_SITE,
        when=(subject(smb3_server=one_of("single")),),
        then=_against("discouraged"),
        cites=("one-file-server-stops-all",),
    ),
    Rule(
        "scale_out_file_server_stands_apart_before_2019",
        Stage.GROUND_SITE,
        when=(subject(smb3_server=one_of("sofs-on-the-hosts")),),
        then=_against("not-supported"),
        cites=("sofs-apart-before-2019",),
    ),
    Rule(
        "scale_out_file_server_on_the_hosts_is_a_detour",
        Stage.LAYOUT,
        when=(subject(smb3_server=one_of("sofs-on-the-hosts")),),
        then=_noted("sofs-on-the-same-hosts", "warning"),
        cites=("smb-loopback-from-2019",),
    ),
    Rule(
        "scale_out_file_server_is_set_up",
        Stage.LAYOUT,
        when=(subject(smb3_server=one_of(*_SCALED_OUT)),),
        then=(Task(id="set-up-sofs", decision="host_storage", option="smb3"),),
        cites=("sofs-for-machines",),
    ),
    Rule(
        "storage_system_is_reached_by_smb_alone",
        Stage.LAYOUT,
        when=(subject(smb3_server=one_of("nas")),),
        then=_noted("nas-by-smb-alone", "info"),
        cites=("nfs-not-for-machines",),
    ),
)

USES = (
    Rule(
        "user_files_do_not_belong_on_a_scale_out_file_server",
        Stage.LAYOUT,
        when=(subject(smb3_user_shares=YES),),
        then=(Finding(id="sofs-not-for-users", severity="warning"),),
        cites=("sofs-not-for-user-files",),
    ),
    Rule(
        "spaces_on_shared_sas_have_no_future",
        Stage.LAYOUT,
        when=(subject(),),
        then=_noted("spaces-on-shared-sas", "warning", "shared-sas"),
        cites=("spaces-on-shared-sas-deprecated",),
    ),
)

RULES = (*SERVERS, *USES)
