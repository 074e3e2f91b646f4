"""What no order of inference may do to a workload, tried on every mixture of a few designs."""

from __future__ import annotations

from itertools import product

import pytest

from facts.design_file import parse
from knowledge.advice import Advice
from knowledge.advisor import advise
from tests.random_designs import random_design

RANDOM_DESIGNS = 120
WORKLOADS = {
    "FCI": "product: sql-server, deployment: fci, guest_storage: {%s: yes}",
    "AWARE": "product: other, cluster_aware: yes, guest_storage: {%s: yes}",
    "UNAWARE": "product: other",
    "PRINT": "product: print-server",
    "FARM": "product: other, stateful: no",
    "DC": "product: ad-domain-controller, deployment: multi-master",
}
STORAGE = ("iscsi", "vhd-set")
RELEASES = ("2012R2", "2019", "2025")
MIXTURES = (
    *(("FCI", other) for other in WORKLOADS if other != "FCI"),
    *(("AWARE", other) for other in ("PRINT", "FARM", "UNAWARE", "DC")),
    ("AWARE",),
    ("FARM",),
)
SHARED = {"fc-san": "{fc-san: yes}", "none": "{}"}


def _advice(release: str, shared: str, storage: str, names: tuple[str, ...], rule: str) -> Advice:
    lines = [
        "schema: 1",
        f"house_rules: {{combined_clustering: {rule}}}",
        "sites:",
        f"  - {{name: Main, host_release: {release}, host_count: 3, shared_storage: {shared}}}",
        "workloads:",
    ]
    for name in names:
        fields = WORKLOADS[name].replace("%s", storage)
        lines.append(f"  - {{name: {name}, site: Main, {fields}}}")
    design = parse("\n".join(lines)).design
    assert design is not None
    return advise(design, "2026-11-22")


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("names", MIXTURES, ids="+".join)
def test_layers_agree_with_the_platform_of_the_same_design(
    release: str, names: tuple[str, ...]
) -> None:
    """No guest cluster is recommended beside a host cluster that the same design chose."""
    for shared, storage, rule in product(SHARED.values(), STORAGE, ("discourage", "allow")):
        advice = _advice(release, shared, storage, names, rule)
        clustered = advice.decision("platform", "Main").chosen == "host-cluster"
        for name in names:
            judged = advice.decision("guest_layer", name).option("guest-cluster")
            if clustered and rule == "discourage":
                assert judged.verdict != "recommended", (shared, storage, name)
            layers = advice.decision("pair", name).chosen
            assert clustered or not layers.endswith("restart-and-live-migration")


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("names", MIXTURES, ids="+".join)
def test_no_workload_is_left_without_protection_where_a_host_cluster_can_stand(
    release: str, names: tuple[str, ...]
) -> None:
    """A host failure, to be survived by default, is covered by the layers or by a copy."""
    for storage, rule in product(STORAGE, ("discourage", "allow")):
        advice = _advice(release, SHARED["fc-san"], storage, names, rule)
        for name in names:
            layers = advice.decision("pair", name).chosen
            unsupported = name == "FCI" and storage == "vhd-set" and release == "2012R2"
            assert bool(layers) != unsupported, (storage, rule, name, layers)
            assert layers != "nothing+nothing"


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("names", MIXTURES, ids="+".join)
def test_without_shared_storage_the_failure_is_left_to_guests_or_a_copy(
    release: str, names: tuple[str, ...]
) -> None:
    """What neither guests nor hosts can cover gets a copy on another host unless barred."""
    for storage in STORAGE:
        advice = _advice(release, SHARED["none"], storage, names, "discourage")
        assert advice.decision("platform", "Main").chosen == "standalone"
        for name in names:
            layers = advice.decision("pair", name).chosen
            copy = advice.decision("second_copy", name).chosen
            covered = layers not in ("", "nothing+nothing") or copy not in ("", "nothing")
            # nothing can carry the disk of this instance, and Replica must not copy it
            assert covered != (name == "FCI" and storage == "vhd-set"), (storage, name)


@pytest.mark.parametrize("seed", range(RANDOM_DESIGNS))
def test_random_designs_never_recommend_what_the_house_rule_discourages(seed: int) -> None:
    """Over the whole question bank, names and links and wishes included."""
    design = random_design(seed)
    rule = design.answers.get("house_rules.combined_clustering", "discourage")
    advice = advise(design, "2026-11-22")
    for workload in design.workloads:
        site = str(workload.answers["site"])
        platform = advice.decision("platform", site)
        judged = advice.decision("guest_layer", workload.name).option("guest-cluster")
        if platform.chosen == "host-cluster" and rule == "discourage":
            assert "recommended" not in (judged.verdict, judged.high)
        if platform.chosen == "standalone":
            layer = advice.decision("host_layer", workload.name)
            assert layer.chosen in ("", "nothing")
