"""What a field of the wide facts can hold, and from which stage on it is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from facts.question_bank import NOT_APPLICABLE, Question, Value, field_of, questions
from knowledge import lifecycle, release_tables, support, upgrades
from knowledge.decisions import DECISIONS, FAILURES, GUEST_LAYERS, RESTARTING
from knowledge.inquiry.base import RuleBase
from knowledge.inquiry.points import fields_of, values_around
from knowledge.judgement import VERDICTS
from knowledge.rules import Stage
from knowledge.subjects import SITE_ALONE

_YES_NO: tuple[Value, ...] = ("yes", "no")
_ALONE = tuple(option for option in GUEST_LAYERS if option != "nothing")
_TARGET = ("role", "host_release", "host_edition", "host_count")
_COVERED: dict[str, tuple[Value, ...]] = {
    f"{field_of(option)}_covers_{field_of(failure)}": _YES_NO
    for option in (*_ALONE, *RESTARTING)
    for failure in FAILURES
}
NETWORK_SPEEDS = ("not-stated", "below-10", "from-10", "rdma")
_CHOSEN = ("host_storage", "guest_layer", "host_layer", "guest_storage")

_SIZES: dict[str, tuple[Value, ...]] = {
    **dict.fromkeys(
        ("machines_least", "machines_most", "memory_needed", "memory_left", "memory_short"),
        (0, 1, 1000, NOT_APPLICABLE),
    ),
    "memory_at_most": (0, 1, 1000, NOT_APPLICABLE),
    "machines_bound": (0, 384, 1024),
    "load_limit": (50, 98, NOT_APPLICABLE),
    "machines_fit": (*_YES_NO, NOT_APPLICABLE),
    "memory_suffices": (*_YES_NO, NOT_APPLICABLE),
}
"""Numbers that are worked out stand for all of their kind: rules only ask whether there is one."""

_POOL: dict[str, tuple[Value, ...]] = {
    "s2d_host_tb": (1, 100, 101, 400, 401, NOT_APPLICABLE),
    "s2d_pool_tb": (1, 1000, 1001, 4000, 4001, NOT_APPLICABLE),
    "s2d_pool_gb": (1, 1000, NOT_APPLICABLE),
}
"""Raw capacity of S2D, on both sides of what the releases take."""

_ROLLED_UP: Mapping[Stage, Mapping[str, tuple[Value, ...]]] = {
    Stage.GROUND_SITE: {
        **_POOL,
        "nodes_odd": _YES_NO,
        "host_support": lifecycle.STATES,
        "upgrade_support": (*lifecycle.STATES, NOT_APPLICABLE),
        "upgrade_step": upgrades.STEPS,
        "in_place_path": (*_YES_NO, NOT_APPLICABLE),
    },
    Stage.PLATFORM: {
        "host_storage_best": VERDICTS,
        "host_cluster_workable": _YES_NO,
        "host_cluster_needed": _YES_NO,
        "cluster_disks_workable": _YES_NO,
    },
    Stage.LAYOUT: {
        "host_cluster_chosen": _YES_NO,
        "host_storage_chosen": (*DECISIONS["host_storage"].options, "none"),
        "takes_part_in_replication": _YES_NO,
        "guests_reach_iscsi": _YES_NO,
        "network_speed": (*NETWORK_SPEEDS, NOT_APPLICABLE),
        "separate_adapters_suffice": _YES_NO,
        "converged_adapters_suffice": _YES_NO,
        **_SIZES,
    },
    Stage.SETTLEMENT: {
        "adapters_needed": tuple(range(13)),
        "adapters_suffice": _YES_NO,
        "witness_chosen": (*DECISIONS["witness"].options, "none"),
        "s2d_reserve_gb": (1, 1000, NOT_APPLICABLE),
        "s2d_usable_gb": (1, 1000, NOT_APPLICABLE),
    },
    Stage.GROUND_WORKLOAD: {
        "guest_support": (*lifecycle.STATES, NOT_APPLICABLE),
        "host_cluster_workable": _YES_NO,
        "target_host_cluster_workable": _YES_NO,
        "target_kind": ("other-site", "other-host", "none"),
        "copy_connected": _YES_NO,
        "survive_any_failure": _YES_NO,
        "controller_outside": (*_YES_NO, NOT_APPLICABLE),
    },
    Stage.NEEDS: {
        "guest_storage_best": VERDICTS,
        "guest_storage_free_of_host_cluster": _YES_NO,
        "guest_cluster_wanted": _YES_NO,
        **_COVERED,
        **{f"guests_meet_{field_of(failure)}": _YES_NO for failure in FAILURES},
    },
    Stage.OPTIONS: {
        "host_need_on_copy": _YES_NO,
        "host_cluster_chosen": _YES_NO,
        "target_host_cluster_chosen": _YES_NO,
        "host_storage_chosen": (*DECISIONS["host_storage"].options, "none"),
    },
    Stage.COPIES: {
        **{
            f"{topic}_chosen": (*DECISIONS[topic].options, "none")
            for topic in _CHOSEN
            if DECISIONS[topic].subject == "workload"
        },
        "replica_interval_best": VERDICTS,
    },
}
"""Fields worked out between the stages, by the first stage that may read them."""


def fields_at(stage: Stage, base: RuleBase) -> Mapping[str, tuple[Value, ...]]:
    """Every field that the rules of a stage may read, with all that it can hold when known."""
    found = dict(_answers(stage.subject, base))
    for earlier in Stage:
        if earlier.subject == stage.subject and earlier.position <= stage.position:
            found |= _ROLLED_UP.get(earlier, {})
    for name in release_tables.record_fields(stage.subject):
        found[name] = ("", *release_tables.records_of(name))
    if stage.subject == "workload":
        for option in support.OPTIONS:
            says = dict.fromkeys(row.says for row in base.rows if row.option == option)
            found[support.field_of(option)] = (support.SILENT, *says)
            records = sorted({row.record for row in base.rows if row.option == option})
            found[support.record_field_of(option)] = ("", *records)
    return found


@cache
def _answers(subject: str, base: RuleBase) -> Mapping[str, tuple[Value, ...]]:
    """Fields that carry answers."""
    found = {one.field: _held(one, base) for one in questions("design") if one.kind == "word"}
    sites = {one.field: _held(one, base) for one in questions("site")}
    if subject == "site":
        return {**found, **sites}
    found |= {
        one.field: sites[one.field]
        for one in questions("site")
        if not one.id.startswith(SITE_ALONE)
    }
    for question in questions("workload"):
        if question.kind != "site":
            found[question.field] = _held(question, base)
    found |= {f"target_{name}": sites[name] for name in _TARGET}
    found["copy_trust"] = sites["host_trust"]
    for name in ("instances", "memory", "host_memory"):
        found[f"{name}_named"] = (*found[name], NOT_APPLICABLE)
    found["fits_a_host"] = (*_YES_NO, NOT_APPLICABLE)
    found["spare_host"] = _YES_NO
    return found


def _held(question: Question, base: RuleBase) -> tuple[Value, ...]:
    masked = (NOT_APPLICABLE,) if question.ask_when else ()
    return (*values_of(question, base), *masked)


def values_of(question: Question, base: RuleBase) -> tuple[Value, ...]:
    """Every value an answer can take as far as the rules can tell."""
    bounds = (one for name in fields_of(question) for one in base.thresholds.get(name, ()))
    return values_around(question, {*bounds})
