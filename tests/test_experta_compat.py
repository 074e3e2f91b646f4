"""experta comes in through one module, which leaves no trace of what it had to bend for that."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

CHECK = """
import collections, logging
before = list(logging.getLogger().handlers), logging.getLogger().level
import facts.experta_compat
assert not hasattr(collections, "Mapping"), "the lent name was not taken back"
assert (list(logging.getLogger().handlers), logging.getLogger().level) == before, "logging changed"
logging.basicConfig(level=logging.INFO)
assert logging.getLogger().level == logging.INFO, "the app cannot set up its own logging"
from experta import watchers
enabled = [name for name in watchers.ALL if watchers.worth(name, "INFO")]
assert enabled in ([], ["ENGINE"]), enabled
print("ok")
"""


def test_import_leaves_no_trace() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", CHECK], cwd=ROOT, capture_output=True, check=False, encoding="utf-8"
    )
    assert (finished.stdout.strip(), finished.returncode) == ("ok", 0), finished.stderr


def test_a_rule_fires_with_what_is_exported() -> None:
    from facts.experta_compat import MATCH, Fact, KnowledgeEngine, P, Rule

    seen: list[int] = []

    class Engine(KnowledgeEngine):
        @Rule(Fact(number=MATCH.number & P(lambda value: value > 1)))
        def fire(self, number: int) -> None:
            seen.append(number)

    engine = Engine()
    engine.reset()
    engine.declare(Fact(number=1), Fact(number=2), Fact(number=3))
    engine.run()
    assert sorted(seen) == [2, 3]
