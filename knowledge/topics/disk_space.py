"""Virtual hard disks and the space they need: their format, memory images, free space."""

from __future__ import annotations

from knowledge.rules import (
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
)

FORMAT = (
    Rule(
        "vhdx_is_recommended",
        Stage.LAYOUT,
        when=(subject(host_release=ReleaseFrom(FromRecord("vhdx-recommended", "from_release"))),),
        then=(Merit(decision="disk_format", option="vhdx"),),
        cites=("vhdx-recommended",),
    ),
    Rule(
        "vhdx_needs_a_later_release",
        Stage.LAYOUT,
        when=(
            subject(host_release=ReleaseBefore(FromRecord("vhd-only-before-2012", "from_release"))),
        ),
        then=(Objection(decision="disk_format", option="vhdx", level="not-supported"),),
        cites=("vhd-only-before-2012",),
    ),
    Rule(
        "planned_vhd_files_are_converted",
        Stage.LAYOUT,
        when=(subject(wishes_disk_format=one_of("vhd")),),
        then=(Task(id="convert-to-vhdx", decision="disk_format", option="vhdx"),),
        cites=("vhdx-recommended",),
    ),
    *(
        Rule(
            f"{option}_files_have_a_fitting_type",
            Stage.LAYOUT,
            when=(subject(),),
            then=(Finding(id=finding, severity="info", decision="disk_format", option=option),),
            cites=("fixed-vhd-dynamic-vhdx",),
        )
        for option, finding in (("vhd", "fixed-vhd"), ("vhdx", "dynamic-vhdx"))
    ),
)

MEMORY_IMAGES = (
    Rule(
        "memory_images_take_disk_space",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="plan-space-for-memory-images"),),
        cites=("memory-image-takes-disk-space",),
    ),
    Rule(
        "memory_images_depend_on_the_stop_action",
        Stage.LAYOUT,
        when=(subject(stop_action=one_of("shut-down", "turn-off")),),
        then=(Finding(id="no-memory-image", severity="info"),),
        cites=("memory-image-only-with-save",),
    ),
    Rule(
        "saved_states_take_disk_space",
        Stage.LAYOUT,
        when=(subject(stop_action=one_of("save")),),
        then=(Task(id="plan-space-for-saved-states"),),
        cites=("saved-state-takes-disk-space",),
    ),
)

FREE_SPACE = (
    Rule(
        "free_space_is_watched",
        Stage.LAYOUT,
        when=(subject(),),
        then=(Task(id="watch-free-space"),),
        cites=("free-space-is-watched",),
    ),
    *(
        Rule(
            record.replace("-", "_"),
            Stage.LAYOUT,
            when=(subject(),),
            then=(Finding(id=record, severity="info"),),
            cites=(record,),
        )
        for record in (
            "full-volume-stops-machines",
            "low-space-pauses-machines",
            "full-volume-pauses-machines",
        )
    ),
    Rule(
        "full_pool_stops_or_pauses_machines",
        Stage.LAYOUT,
        when=(subject(host_storage_chosen=one_of("s2d")),),
        then=(
            Finding(
                id="full-pool",
                severity="warning",
                decision="host_storage",
                option="s2d",
            ),
        ),
        cites=("full-pool-stops-or-pauses-machines",),
    ),
)

RULES = (*FORMAT, *MEMORY_IMAGES, *FREE_SPACE)
