"""Judges the mutants drawn and writes docs/mutants.md: ``python -m tests.mutants``.

With ``--check`` it writes nothing and fails where the pages are others. ``--seed WORD`` draws
others, for a look at how much the first draw says of all, and writes nothing either.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.mutants.judges import CAUGHT_BY
from tests.mutants.judging import judged
from tests.mutants.mutant import SEED
from tests.mutants.page import DOCS, pages, percentage
from tests.mutants.selection import drawn, every

PROCESSES = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument("--seed", default=SEED, help="draw other mutants, write nothing")
    parser.add_argument("--processes", type=int, default=PROCESSES, help="processes at once")
    given = parser.parse_args(arguments)
    begun = time.monotonic()
    made = every()
    mutants = drawn(made, given.seed)
    outcomes = judged(mutants, given.processes, thorough=True)
    for one in mutants:
        if outcomes[one.id].by not in CAUGHT_BY:
            print(f"{outcomes[one.id].by}: {one.id}")
    print(dict(Counter(one.by for one in outcomes.values())))
    print(f"{percentage(outcomes.values()):.1f} % caught in {time.monotonic() - begun:.0f} s")
    if given.seed != SEED:
        return 0
    wrong = 0
    for name, text in pages(len(made), mutants, outcomes).items():
        path = DOCS / name
        if not given.check:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"docs/{name} is another: python -m tests.mutants")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
