"""Which file servers carry virtual machines over SMB 3, and what they are not for."""

from __future__ import annotations

from knowledge.decisions import About
from knowledge.rules import (
    YES,
    Finding,
    Rule,
    Stage,
    one_of,
    subject,
)

_SCALED_OUT = ("sofs", "sofs-on-the-hosts")


_SMB3 = About("host_storage", "smb3")

SERVERS = (
    Rule(
        "file_server_for_general_use_is_not_for_machines",
        Stage.GROUND_SITE,
        when=(subject(smb3_server=one_of("general-use")),),
        then=_SMB3.objection("discouraged"),
        cites=("general-use-file-server-not-for-machines",),
    ),
    Rule(
        "single_file_server_stops_all_machines",
        Stage.GROUND_SITE,
        when=(subject(smb3_server=one_of("single")),),
        then=_SMB3.objection("discouraged"),
        cites=("one-file-server-stops-all",),
    ),
    Rule(
        "scale_out_file_server_stands_apart_before_2019",
        Stage.GROUND_SITE,
        when=(subject(smb3_server=one_of("sofs-on-the-hosts")),),
        then=_SMB3.objection("not-supported"),
        cites=("sofs-apart-before-2019",),
    ),
    Rule(
        "scale_out_file_server_on_the_hosts_is_a_detour",
        Stage.LAYOUT,
        when=(subject(smb3_server=one_of("sofs-on-the-hosts")),),
        then=_SMB3.finding("sofs-on-the-same-hosts", "warning"),
        cites=("smb-loopback-from-2019",),
    ),
    Rule(
        "scale_out_file_server_is_set_up",
        Stage.LAYOUT,
        when=(subject(smb3_server=one_of(*_SCALED_OUT)),),
        then=_SMB3.task("set-up-sofs"),
        cites=("sofs-for-machines",),
    ),
    Rule(
        "storage_system_is_reached_by_smb_alone",
        Stage.LAYOUT,
        when=(subject(smb3_server=one_of("nas")),),
        then=_SMB3.finding("nas-by-smb-alone", "info"),
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
        then=About("host_storage", "shared-sas").finding("spaces-on-shared-sas", "warning"),
        cites=("spaces-on-shared-sas-deprecated",),
    ),
)

RULES = (*SERVERS, *USES)
