"""Releases of products that do not run on the guest system they are given."""

from __future__ import annotations

from knowledge.rules import FieldRecord, Finding, Objection, Rule, Stage, Task, one_of, subject
from knowledge.support import field_of, record_field_of

RULES = (
    Rule(
        "product_does_not_run_on_the_guest_system",
        Stage.OPTIONS,
        when=(subject(**{field_of("guest-system"): one_of("not-supported")}),),
        then=(
            Finding(id="product-not-on-this-system", severity="critical"),
            Task(id="match-product-and-system"),
        ),
        cites=(FieldRecord(record_field_of("guest-system")),),
    ),
    Rule(
        "product_keeps_no_copy_on_a_guest_system_it_does_not_run_on",
        Stage.COPIES,
        when=(subject(**{field_of("guest-system"): one_of("not-supported")}),),
        then=(Objection(decision="second_copy", option="application", level="not-supported"),),
        cites=(FieldRecord(record_field_of("guest-system")),),
    ),
)
