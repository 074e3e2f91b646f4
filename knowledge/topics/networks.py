"""The networks of a site's hosts: which there are, how each is made redundant, what role it has."""

from __future__ import annotations

from knowledge.rules import NO, Finding, Rule, Stage, subject

TOTALS = (
    Rule(
        "hosts_have_too_few_adapters",
        Stage.SETTLEMENT,
        when=(subject(adapters_suffice=NO),),
        then=(Finding(id="too-few-adapters", severity="warning"),),
        cites=("redundant-network-takes-two-adapters",),
    ),
)

RULES = (*TOTALS,)
