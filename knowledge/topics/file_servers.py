"""File servers in virtual machines: what users have to know of copies by DFS Replication."""

from __future__ import annotations

from knowledge.rules import Finding, Rule, Stage, Task, one_of, subject

_REPLICATED = {"product": one_of("file-server"), "deployment": one_of("multi-master")}

RULES = (
    Rule(
        "replicated_folders_lock_no_files",
        Stage.OPTIONS,
        when=(subject(**_REPLICATED),),
        then=(Finding(id="no-locks-across-servers", severity="warning"),),
        cites=("dfs-replication-has-no-locks",),
    ),
    Rule(
        "user_profiles_ask_for_one_copy_at_a_time",
        Stage.OPTIONS,
        when=(subject(**_REPLICATED),),
        then=(Task(id="confirm-support-of-replicated-profiles"),),
        cites=("user-profiles-are-not-replicated-freely",),
    ),
)
