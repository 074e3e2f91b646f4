"""System Center and Configuration Manager as workloads: what they need to be there."""

from __future__ import annotations

from knowledge.rules import YES, Finding, Rule, Stage, Task, one_of, subject

RULES = (
    Rule(
        "keys_of_a_clustered_vmm_lie_in_the_directory",
        Stage.OPTIONS,
        when=(subject(),),
        then=(Task(id="keep-vmm-keys-in-directory"),),
        cites=("vmm-keys-in-directory",),
    ),
    Rule(
        "vmm_runs_on_the_cluster_that_it_manages",
        Stage.OPTIONS,
        when=(
            subject(
                product=one_of("virtual-machine-manager"),
                vmm=YES,
                host_cluster_chosen=YES,
            ),
        ),
        then=(Finding(id="vmm-on-its-own-cluster", severity="warning"),),
        cites=("cluster-runs-without-vmm",),
    ),
    Rule(
        "passive_site_server_is_prepared",
        Stage.OPTIONS,
        when=(subject(),),
        then=(Task(id="prepare-passive-site-server"),),
        cites=("configmgr-passive-server-prerequisites",),
    ),
    Rule(
        "passive_site_server_is_promoted_by_hand",
        Stage.OPTIONS,
        when=(
            subject(product=one_of("configuration-manager"), deployment=one_of("passive-server")),
        ),
        then=(Finding(id="passive-server-by-hand", severity="info"),),
        cites=("configmgr-passive-server-by-hand",),
    ),
)
