"""Azure in place of a second site: what Azure Site Recovery offers, and what it leaves out."""

from __future__ import annotations

from knowledge.rules import YES, Finding, Predicate, Rule, Stage, one_of, subject, unlike

_NO_SECOND_SITE: dict[str, Predicate] = {
    "survive_site": YES,
    "target_kind": one_of("other-host", "none"),
    "witness_two_places": unlike("yes"),
}

RULES = (
    Rule(
        "azure_can_stand_in_for_a_second_site",
        Stage.COPIES,
        when=(subject(guest_layer_chosen=unlike("guest-cluster"), **_NO_SECOND_SITE),),
        then=(Finding(id="azure-as-the-second-site", severity="info"),),
        cites=("site-recovery-to-azure", "site-recovery-limits"),
    ),
    Rule(
        "site_recovery_leaves_out_shared_disks",
        Stage.COPIES,
        when=(subject(guest_layer_chosen=one_of("guest-cluster"), **_NO_SECOND_SITE),),
        then=(Finding(id="azure-not-for-guest-clusters", severity="info"),),
        cites=("site-recovery-limits",),
    ),
    Rule(
        "site_recovery_no_longer_joins_two_sites",
        Stage.SETTLEMENT,
        when=(subject(vmm=YES, takes_part_in_replication=YES),),
        then=(Finding(id="no-site-recovery-between-sites", severity="info"),),
        cites=("site-recovery-between-sites-ended",),
    ),
)
