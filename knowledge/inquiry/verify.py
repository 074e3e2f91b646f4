"""Verifies the rule base and writes docs/certificate.md: ``python -m knowledge.inquiry.verify``.

Exit code 1 where there is a fault. With ``--check`` it writes nothing and also fails where the
certificate that lies there is another; ``--topic TOPIC`` has a quick look at one topic and writes
nothing either. ``--share N`` tries one combination of N, writes nothing and fails where the
certificate speaks of another knowledge. ``--processes N`` takes more processes than two.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.inquiry.base import present, topics
from knowledge.inquiry.certificate import PAGES, certificates, identity
from knowledge.inquiry.coverage import covered
from knowledge.inquiry.faults import Fault
from knowledge.inquiry.rows import MAKE_ANEW
from knowledge.inquiry.verification import Verified, verified

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
_PROCESSES = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify; returns the exit code."""
    given = _parser().parse_args(arguments)
    begun = time.monotonic()
    base = present()
    found = verified(base, topic=given.topic, processes=given.processes, share=given.share)
    whole = not (given.topic or given.share)
    held = [covered(one.space, one.rows) for one in found.rows] if whole else []
    found = replace(found, faults=(*found.faults, *_short(found, held)))
    for fault in found.faults:
        print(fault)
    if given.topic:
        stale = []
    elif given.share:
        stale = _of_other_knowledge([one.hash for one in found.rows])
    else:
        stale = _pages(certificates(base, found, held), write=not given.check)
    for name in stale:
        print(f"{name} is another: python -m knowledge.inquiry.verify")
    seconds = time.monotonic() - begun
    print(f"{len(found.faults)} faults; {found.tried.verdicts:,} verdicts in {seconds:.0f} s")
    return 1 if found.faults or stale else 0


def _short(found: Verified, held: Sequence[tuple[int, int]]) -> list[Fault]:
    """Files of rows that lack tuples which a design can hold, as far as that was looked at."""
    return [
        Fault("stale", (), f"{one.space.name}: tuples are missing; make the rows anew: {MAKE_ANEW}")
        for one, (has, possible) in zip(found.rows, held, strict=bool(held))
        if has < possible
    ]


def _pages(pages: dict[str, str], *, write: bool) -> list[str]:
    """Write the pages, or give the names of those that lie there with another text."""
    stale = []
    for name, text in pages.items():
        path = DOCS / name
        if write:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(f"docs/{name}")
    return stale


def _of_other_knowledge(hashes: Sequence[str]) -> list[str]:
    """Names of the pages that speak of other records, rules or questions."""
    return [
        f"docs/{name}"
        for language, name in PAGES.items()
        if identity(language, hashes) not in (DOCS / name).read_text(encoding="utf-8")
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge.inquiry.verify", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument("--topic", default="", choices=["", *topics()], help="look at one topic")
    parser.add_argument("--share", type=int, default=0, help="try one combination of so many")
    parser.add_argument("--processes", type=int, default=_PROCESSES, help="processes at once")
    return parser


if __name__ == "__main__":
    sys.exit(main())
