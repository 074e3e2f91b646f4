"""What releases and editions mean: how long they are supported, and what is in them."""

from __future__ import annotations

from knowledge.rules import (
    NO,
    YES,
    FieldRecord,
    Finding,
    Objection,
    Rule,
    Stage,
    Task,
    one_of,
    subject,
    unlike,
)

_HOSTS = FieldRecord("host_support_record")
_GUEST = FieldRecord("guest_support_record")
_STAYS = one_of("none")
"""No release is named that the hosts are to be moved to."""
_MOVES = unlike("none")

NEW_SITES = (
    Rule(
        "new_site_is_not_built_on_a_release_out_of_support",
        Stage.SETTLEMENT,
        when=(subject(standing=NO, host_support=one_of("ended", "esu")),),
        then=(Finding(id="new-hosts-out-of-support", severity="critical"),),
        cites=(_HOSTS, "no-updates-after-support"),
    ),
    Rule(
        "new_site_is_not_built_shortly_before_the_end_of_support",
        Stage.SETTLEMENT,
        when=(subject(standing=NO, host_support=one_of("ending")),),
        then=(Finding(id="new-hosts-near-end-of-support", severity="warning"),),
        cites=(_HOSTS, "support-near-its-end"),
    ),
    Rule(
        "new_site_in_extended_support_gets_security_updates_only",
        Stage.SETTLEMENT,
        when=(subject(standing=NO, host_support=one_of("extended")),),
        then=(Finding(id="new-hosts-in-extended-support", severity="info"),),
        cites=(_HOSTS, "extended-support-is-for-security"),
    ),
)

STANDING_SITES = (
    Rule(
        "standing_site_out_of_support_has_no_way_on",
        Stage.SETTLEMENT,
        when=(subject(standing=YES, host_support=one_of("ended"), upgrade_step=_STAYS),),
        then=(Finding(id="hosts-out-of-support", severity="critical"),),
        cites=(_HOSTS, "no-updates-after-support"),
    ),
    Rule(
        "standing_site_out_of_support_is_to_be_moved",
        Stage.SETTLEMENT,
        when=(subject(standing=YES, host_support=one_of("ended"), upgrade_step=_MOVES),),
        then=(Finding(id="hosts-out-of-support-until-moved", severity="warning"),),
        cites=(_HOSTS, "no-updates-after-support"),
    ),
    Rule(
        "standing_site_lives_on_paid_updates",
        Stage.SETTLEMENT,
        when=(subject(standing=YES, host_support=one_of("esu")),),
        then=(Finding(id="hosts-on-paid-updates", severity="warning"),),
        cites=(_HOSTS, "paid-updates-are-a-last-resort"),
    ),
    Rule(
        "standing_site_nears_the_end_of_support",
        Stage.SETTLEMENT,
        when=(subject(standing=YES, host_support=one_of("ending"), upgrade_step=_STAYS),),
        then=(Finding(id="hosts-near-end-of-support", severity="warning"),),
        cites=(_HOSTS, "support-near-its-end"),
    ),
    Rule(
        "move_of_a_standing_site_is_to_be_planned",
        Stage.SETTLEMENT,
        when=(
            subject(
                standing=YES,
                host_support=one_of("ending", "esu", "ended"),
                upgrade_step=_STAYS,
            ),
        ),
        then=(Task(id="plan-move-to-a-supported-release"),),
        cites=("latest-release-is-recommended",),
    ),
)

DATES = (
    Rule(
        "support_runs_in_full",
        Stage.SETTLEMENT,
        when=(subject(host_support=one_of("mainstream")),),
        then=(Finding(id="host-support-runs", severity="info"),),
        cites=(_HOSTS,),
    ),
    Rule(
        "support_of_a_standing_site_runs",
        Stage.SETTLEMENT,
        when=(subject(standing=YES, host_support=one_of("extended")),),
        then=(Finding(id="host-support-runs", severity="info"),),
        cites=(_HOSTS,),
    ),
)

TARGETS = (
    Rule(
        "hosts_are_not_moved_to_a_release_that_ends",
        Stage.SETTLEMENT,
        when=(subject(upgrade_support=one_of("ending", "esu", "ended")),),
        then=(Finding(id="moved-to-a-release-that-ends", severity="warning"),),
        cites=(FieldRecord("upgrade_support_record"), "support-near-its-end"),
    ),
)

GUESTS = (
    Rule(
        "guest_system_is_out_of_support",
        Stage.COPIES,
        when=(subject(guest_support=one_of("ended")),),
        then=(Finding(id="guest-out-of-support", severity="warning"),),
        cites=(_GUEST, "no-updates-after-support"),
    ),
    Rule(
        "guest_system_lives_on_paid_updates",
        Stage.COPIES,
        when=(subject(guest_support=one_of("esu")),),
        then=(Finding(id="guest-on-paid-updates", severity="warning"),),
        cites=(_GUEST, "paid-updates-are-a-last-resort"),
    ),
    Rule(
        "guest_system_nears_the_end_of_support",
        Stage.COPIES,
        when=(subject(guest_support=one_of("ending")),),
        then=(Finding(id="guest-near-end-of-support", severity="info"),),
        cites=(_GUEST, "support-near-its-end"),
    ),
)

EDITIONS = (
    Rule(
        "host_cluster_is_not_in_the_standard_edition_of_2008r2",
        Stage.GROUND_SITE,
        when=(subject(),),
        then=(Objection(decision="platform", option="host-cluster", level="not-supported"),),
        cites=("no-clustering-in-standard-2008r2",),
    ),
    Rule(
        "host_cluster_is_in_the_standard_edition_from_2012",
        Stage.SETTLEMENT,
        when=(subject(),),
        then=(
            Finding(
                id="standard-edition-clusters",
                severity="info",
                decision="platform",
                option="host-cluster",
            ),
        ),
        cites=("clustering-in-standard-from-2012",),
    ),
)

NO_LONGER_DEVELOPED = ()

RULES = (
    *NEW_SITES,
    *STANDING_SITES,
    *DATES,
    *TARGETS,
    *GUESTS,
    *EDITIONS,
    *NO_LONGER_DEVELOPED,
)
