"""Time and memory of the inquiries: ``python benchmarks/inquiry.py`` writes its part of results.md.

*Lifts* are what would have to change for an option that is not suitable for sure; *runs* are the
variations of the design looked at for one option. *Flips* are the answers that the choices hang
on, of all decisions shown. *Open questions* are sorted by whether an answer could change a choice.

Every design is measured in a process of its own, its flips first. Before each further measurement
all that inquiries found out about the design is forgotten; what the rules conclude from which
conditions stays remembered, as it does in a server. *Shared*
are the lifts of all options one after the other, as in one session. Nothing of all this is worked
out before somebody opens it; *a click* is the advice on a changed answer, with nothing opened.
"""

from __future__ import annotations

import datetime
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import clicked_designs, estates, machine, results
from benchmarks.clicks import percentile
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise
from knowledge.inquiry.inquiries import inquiries
from knowledge.inquiry.points import Point, changeable, changed
from knowledge.inquiry.ranking import ranked
from knowledge.inquiry.trials import Trials
from knowledge.inquiry.what_if import GOOD, WhatIf
from knowledge.inquiry.worth import open_questions
from knowledge.judgement import VERDICTS
from knowledge.rule_base import knowledge_version

_HERE = Path(__file__).resolve().parent
_MOST_LIFT, _MOST_FLIPS = 1000.0, 3000.0
_SHARES = (50, 95, 100)
_T = TypeVar("_T")
EVERY = {"small": 1, "reference": 1, "200 workloads": 40}
"""Of so many lost options one is measured."""


@dataclass(frozen=True)
class Measured:
    """Milliseconds, and how much was found; megabytes above the advice."""

    options: int
    lifts: tuple[float, ...]
    runs: tuple[int, ...]
    lifted: int
    never: int
    complete: int
    shared: float
    flips: float
    decisions: int
    turning: int
    questions: float
    asked: int
    total: int
    click: float
    progress: float
    megabytes: float | None


def measured(name: str, every: int) -> Measured:
    """Measure one design in this process; of so many lost options one."""
    design = clicked_designs.designs()[name]
    advice = advise(design, estates.AS_OF)
    before = machine.peak_of_memory()
    flips, found = _timed(lambda: inquiries(replace(advice)).flips_of_all())
    options = list(lost(advice))
    chosen = options[::every]
    lifts, searches = [], []
    for one in chosen:
        search = WhatIf(Trials(design, estates.AS_OF), *one)
        took, answered = _timed(partial(search.answer, changeable(design)))
        lifts.append(took)
        searches.append((search.runs, answered))
    session = inquiries(replace(advice))
    shared, _ = _timed(lambda: [session.lifts(*one) for one in chosen])
    questions, _ = _timed(lambda: ranked(open_questions(replace(advice))))
    worth, (click, progress) = open_questions(advice), _click(advice)
    after = machine.peak_of_memory()
    return Measured(
        options=len(options),
        lifts=tuple(lifts),
        runs=tuple(runs for runs, _ in searches),
        lifted=sum(bool(one.lifts) for _, one in searches),
        never=sum(one.never for _, one in searches),
        complete=sum(one.never or bool(one.lifts) or one.searched > 2 for _, one in searches),
        shared=shared,
        flips=flips,
        decisions=len(found),
        turning=sum(map(len, found.values())),
        questions=questions,
        asked=len(worth.asked),
        total=worth.total,
        click=click,
        progress=progress,
        megabytes=None if before is None or after is None else (after - before) / 2**20,
    )


def lost(advice: Advice) -> Iterator[tuple[DecisionTaken, str]]:
    """Options shown that are not suitable for sure, of workloads alike those of the first."""
    for one in advice.decisions:
        if one.shown and advice.alike(one.subject, one.name)[0] == one.name:
            for option in one.options:
                if VERDICTS.index(option.low) < GOOD:
                    yield one, option.id


def _click(advice: Advice) -> tuple[float, float]:
    """The advice on a changed answer, and after it the open questions, which the progress tells."""
    first = advice.design.workloads[0]
    point = Point("workload", (first.name,), clicked_designs.QUESTION)
    other = "no" if first.answers.get(point.question) == "yes" else "yes"
    design, before = changed(advice.design, [(point, other)]), open_questions(replace(advice))
    click, after = _timed(lambda: advise(design, estates.AS_OF, advice))
    progress, _ = _timed(lambda: open_questions(after, before))
    return click, progress


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    gc.collect()
    start = time.perf_counter()
    found = work()
    return (time.perf_counter() - start) * 1000, found


def in_a_process_of_its_own(name: str, every: int) -> Measured:
    """The same, measured in a new process."""
    found = subprocess.run(
        [sys.executable, str(_HERE / "inquiry.py"), name, str(every)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    read = json.loads(found.stdout)
    return Measured(**{**read, "lifts": tuple(read["lifts"]), "runs": tuple(read["runs"])})


def verdicts(found: Measured) -> list[str]:
    """Each goal with what was measured of the reference design, and whether it is met."""
    share = 100 * sum(one <= _MOST_LIFT for one in found.lifts) / len(found.lifts)
    return [
        _verdict("Lifts of one option, p95", percentile(found.lifts, 95), _MOST_LIFT),
        f"Lifts of one option within {_MOST_LIFT:,.0f} ms: {share:.0f} % of the options.",
        _verdict("Flips of all decisions", found.flips, _MOST_FLIPS),
    ]


def _verdict(what: str, found: float, most: float) -> str:
    met = "met" if found <= most else "NOT met"
    return f"{what}: {found:,.0f} ms; goal at most {most:,.0f} ms: {met}."


def page(found: Mapping[str, Measured]) -> str:
    """The results as Markdown."""
    version, digest = knowledge_version()
    about = {
        **machine.described(),
        "Measured on": datetime.date.today().isoformat(),
        "Knowledge": f"{version}, hash {digest}",
    }
    lines = [
        "# Time and memory of the inquiries",
        "",
        "Written by `python benchmarks/inquiry.py`, whose head says what is measured, and how.",
        "",
        *(f"- {name}: {value}" for name, value in about.items()),
        "",
        "## What would have to change",
        "",
        "Milliseconds for one option. *Lifted*: some set of answers makes it suitable. *Never*: "
        "proven that none does. *Complete*: one of the two, or proven for up to three answers.",
        "",
        "| design | lost options | measured | p50 | p95 | max | runs p50 | p95 | max "
        "| lifted | never | complete | shared, all |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(_lifts_row(name, one) for name, one in found.items()),
        "",
        "## What the choices hang on, and which questions are worth asking",
        "",
        "| design | decisions | flips | ms | open questions worth asking | of all | ms "
        "| peak MB above the advice |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(_flips_row(name, one) for name, one in found.items()),
        "",
        "## What they add to a click",
        "",
        "Nothing before somebody opens them, but for the open questions that the progress tells.",
        "",
        "| design | advice ms | open questions ms | lifts ms | flips ms |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {one.click:,.1f} | {one.progress:,.1f} | 0 | 0 |"
            for name, one in found.items()
        ),
        "",
        "## Goals for the reference design",
        "",
        *(f"- {one}" for one in verdicts(found["reference"])),
    ]
    return "\n".join(lines) + "\n"


def _lifts_row(name: str, one: Measured) -> str:
    times = " | ".join(f"{percentile(one.lifts, share):,.0f}" for share in _SHARES)
    runs = " | ".join(f"{percentile(one.runs, share):,}" for share in _SHARES)
    return (
        f"| {name} | {one.options:,} | {len(one.lifts):,} | {times} | {runs} "
        f"| {one.lifted:,} | {one.never:,} | {one.complete:,} | {one.shared:,.0f} |"
    )


def _flips_row(name: str, one: Measured) -> str:
    memory = "not measured" if one.megabytes is None else f"{one.megabytes:.0f}"
    return (
        f"| {name} | {one.decisions:,} | {one.turning:,} | {one.flips:,.0f} "
        f"| {one.asked:,} | {one.total:,} | {one.questions:,.0f} | {memory} |"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asdict(measured(sys.argv[1], int(sys.argv[2])))))
    else:
        text = page({name: in_a_process_of_its_own(name, one) for name, one in EVERY.items()})
        results.put(text)
        print(text)
