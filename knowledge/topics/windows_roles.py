"""Roles of Windows Server: what one asks of its guests that the support table cannot say."""

from __future__ import annotations

from knowledge.rules import Finding, Rule, Stage, one_of, subject

BALANCED = (
    Rule(
        "farm_may_have_another_load_balancer",
        Stage.OPTIONS,
        when=(subject(product=one_of("web-server"), deployment=one_of("farm")),),
        then=(Finding(id="another-load-balancer", severity="info"),),
        cites=("web-servers-share-the-load",),
    ),
)

RULES = (*BALANCED,)
