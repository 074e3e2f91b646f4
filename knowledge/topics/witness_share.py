"""A file share as a witness: where it may lie, how the cluster reaches it, in a workgroup too."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
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
    one_of,
    subject,
    unlike,
)

_LOCAL_ACCOUNT_FROM = FromRecord("share-with-a-local-account-from-2019", "from_release")
_DYNAMIC_FROM = FromRecord("witness-always-from-2012r2", "from_release")
_WORKGROUP = one_of("workgroup")
_LACKING = {"host_cluster_chosen": YES, "witness_chosen": one_of("none", "nothing")}
_BESIDE_OTHER_SERVERS = {"witness_share": one_of("outside"), "host_trust": unlike("workgroup")}


def _against(option: str, level: str) -> tuple[Conclusion, ...]:
    return (Objection(decision="witness", option=option, level=level),)


def _to_do(task: str, option: str) -> tuple[Conclusion, ...]:
    return (Task(id=task, decision="witness", option=option),)


PLACE = (
    Rule(
        "file_share_witness_suits_other_servers",
        Stage.LAYOUT,
        when=(subject(**_BESIDE_OTHER_SERVERS, host_release=ReleaseFrom(_DYNAMIC_FROM)),),
        then=(Merit(decision="witness", option="file-share"),),
        cites=("file-share-witness-beside-other-servers",),
    ),
    Rule(
        "file_share_witness_suits_other_servers_of_even_nodes",
        Stage.LAYOUT,
        when=(
            subject(
                **_BESIDE_OTHER_SERVERS, nodes_odd=NO, host_release=ReleaseBefore(_DYNAMIC_FROM)
            ),
        ),
        then=(Merit(decision="witness", option="file-share"),),
        cites=("file-share-witness-beside-other-servers",),
    ),
    Rule(
        "file_share_witness_needs_a_server",
        Stage.LAYOUT,
        when=(subject(witness_share=one_of("none", "device")),),
        then=_against("file-share", "not-applicable"),
        cites=("share-of-a-witness",),
    ),
    Rule(
        "file_share_witness_cannot_be_on_its_own_cluster",
        Stage.LAYOUT,
        when=(subject(witness_share=one_of("same-cluster")),),
        then=_against("file-share", "not-supported"),
        cites=("share-not-on-the-same-cluster",),
    ),
    Rule(
        "file_share_witness_cannot_be_on_dfs",
        Stage.LAYOUT,
        when=(subject(witness_share=one_of("dfs")),),
        then=_against("file-share", "not-supported"),
        cites=("share-not-on-dfs",),
    ),
    *(
        Rule(
            f"{name}_is_no_place_for_the_share",
            Stage.SETTLEMENT,
            when=(subject(witness_share=one_of(place), **_LACKING),),
            then=(Finding(id=f"share-on-{place}", severity="warning"),),
            cites=(record,),
        )
        for name, place, record in (
            ("its_own_cluster", "same-cluster", "share-not-on-the-same-cluster"),
            ("dfs", "dfs", "share-not-on-dfs"),
        )
    ),
    Rule(
        "file_share_witness_is_set_up",
        Stage.LAYOUT,
        when=(subject(),),
        then=(
            *_to_do("set-file-share-witness", "file-share"),
            *_to_do("set-file-share-witness", "usb-share"),
        ),
        cites=("share-of-a-witness",),
    ),
)

ACCOUNT = (
    Rule(
        "share_must_be_in_the_forest",
        Stage.LAYOUT,
        when=(subject(host_trust=unlike("same-domain")),),
        then=_against("file-share", "not-supported"),
        cites=("share-in-the-same-forest-before-2019",),
    ),
    Rule(
        "cluster_without_a_computer_object_uses_a_local_account",
        Stage.LAYOUT,
        when=(
            subject(
                host_trust=unlike("same-domain"), host_release=ReleaseFrom(_LOCAL_ACCOUNT_FROM)
            ),
        ),
        then=_to_do("use-a-local-account", "file-share"),
        cites=("share-with-a-local-account-from-2019",),
    ),
    Rule(
        "device_share_needs_a_later_release",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseBefore(_LOCAL_ACCOUNT_FROM)),),
        then=_against("usb-share", "not-supported"),
        cites=("share-with-a-local-account-from-2019",),
    ),
    Rule(
        "device_share_needs_a_device",
        Stage.LAYOUT,
        when=(subject(witness_share=unlike("device")),),
        then=_against("usb-share", "not-applicable"),
        cites=("share-with-a-local-account-from-2019",),
    ),
    Rule(
        "device_share_uses_a_local_account",
        Stage.LAYOUT,
        when=(subject(),),
        then=_to_do("use-a-local-account", "usb-share"),
        cites=("share-with-a-local-account-from-2019",),
    ),
    Rule(
        "device_must_sign_its_share",
        Stage.LAYOUT,
        when=(subject(),),
        then=(
            Finding(
                id="device-must-sign",
                severity="warning",
                decision="witness",
                option="usb-share",
            ),
        ),
        cites=("smb-signing-required-from-2025",),
    ),
)

WORKGROUP = (
    Rule(
        "workgroup_cluster_takes_no_file_share",
        Stage.LAYOUT,
        when=(subject(host_trust=_WORKGROUP),),
        then=_against("file-share", "not-supported"),
        cites=("no-share-for-a-workgroup-cluster",),
    ),
    Rule(
        "workgroup_cluster_has_its_kinds_of_witness",
        Stage.LAYOUT,
        when=(subject(host_trust=_WORKGROUP, host_cluster_chosen=YES),),
        then=(Finding(id="workgroup-witness", severity="info"),),
        cites=("witnesses-of-a-workgroup-cluster",),
    ),
    Rule(
        "workgroup_cluster_may_use_a_local_account",
        Stage.LAYOUT,
        when=(subject(host_trust=_WORKGROUP),),
        then=(
            Finding(
                id="workgroup-file-share",
                severity="warning",
                decision="witness",
                option="file-share",
            ),
        ),
        cites=("local-account-share-for-a-workgroup-cluster",),
    ),
    Rule(
        "workgroup_cluster_prefers_another_witness",
        Stage.LAYOUT,
        when=(subject(host_trust=_WORKGROUP),),
        then=_against("file-share", "discouraged"),
        cites=("other-witness-for-a-workgroup-cluster",),
    ),
)

RULES = (*PLACE, *ACCOUNT, *WORKGROUP)
