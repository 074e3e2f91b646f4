"""The tests of rules, records and table, put to another rule base."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any

from knowledge.inquiry.base import RuleBase
from tests import test_knowledge_base, test_rule_base

_MODULES = (test_knowledge_base, test_rule_base)
_ABOUT = ("record", "row", "rule")
"""What these tests are put to one by one."""


def objection_of_the_tests(base: RuleBase) -> str:
    """The name of the first test that fails; the rule base has to be the one in place.

    Only tests that are about each record, row or rule are asked: others compare the rule base
    with the files that it is made of, and a mutant has none.
    """
    subjects: dict[str, Sequence[Any]] = {
        "record": list(base.records.values()),
        "row": base.rows,
        "rule": base.rules,
    }
    for module in _MODULES:
        for test, about in _tests(module):
            for one in subjects[about]:
                try:
                    test(one)
                except Exception:  # noqa: BLE001 - a test may fail by any of them
                    return test.__name__.replace("_", " ")
    return ""


def _tests(module: ModuleType) -> Iterator[tuple[Callable[[Any], object], str]]:
    for name, test in vars(module).items():
        for mark in getattr(test, "pytestmark", ()) if name.startswith("test_") else ():
            if mark.name == "parametrize" and mark.args[0] in _ABOUT:
                yield test, mark.args[0]
