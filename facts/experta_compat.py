"""The one place that imports experta, and what has to be done so that it can be imported.

experta 1.9.4 depends on frozendict 1.2, which reads `collections.Mapping`; Python 3.10 removed
that name. The name is lent to it while it is imported and taken back afterwards. experta also
calls `logging.basicConfig()` twice while it is imported; a root logger that has a handler is
left alone by that call, so it is given one for the time being.
"""

import collections
import collections.abc
import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _as_experta_expects() -> Iterator[None]:
    """Lend what experta needs for its import, and leave no trace of its side effects."""
    lend = not hasattr(collections, "Mapping")
    if lend:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    root = logging.getLogger()
    guard = logging.NullHandler()
    root.addHandler(guard)
    try:
        yield
    finally:
        root.removeHandler(guard)
        if lend:
            del collections.Mapping  # type: ignore[attr-defined]


# The submodules are named because experta/__init__ hides a missing dependency (it swallows
# ImportError); imported from where it is defined, a name fails with the true cause.
with _as_experta_expects():
    from experta import watchers
    from experta.abstract import Strategy
    from experta.activation import Activation
    from experta.agenda import Agenda
    from experta.conditionalelement import AND, NOT
    from experta.engine import KnowledgeEngine
    from experta.fact import Fact, Field
    from experta.fieldconstraint import L, P, W
    from experta.matchers.rete import ReteMatcher
    from experta.rule import Rule
    from experta.shortcuts import AS, MATCH
    from experta.strategies import DepthStrategy

# Watchers are loggers in the inner loop of the matcher. Below CRITICAL they neither format nor
# ask the root logger for its level. ENGINE stays on: it warns of a fact declared before reset().
watchers.unwatch(*(name for name in watchers.ALL if name != "ENGINE"))

__all__ = [
    "AND",
    "AS",
    "MATCH",
    "NOT",
    "Activation",
    "Agenda",
    "DepthStrategy",
    "Fact",
    "Field",
    "KnowledgeEngine",
    "L",
    "P",
    "ReteMatcher",
    "Rule",
    "Strategy",
    "W",
]
