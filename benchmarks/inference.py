"""Time and memory of ``advise``: ``python benchmarks/inference.py`` measures and writes results.md.

Every case runs in a process of its own. Before each measurement everything that is remembered of
earlier runs of the rules is forgotten; only *one changed answer* is measured as on the screens,
with the advice on the design before it was changed. Memory is the peak during the first run, above
the peak after the import and the advice on one workload, the design itself included.

*Plain experta* runs the same rules with experta's own strategy and matcher, one run for each
workload and stage, nothing remembered. Its conclusions are compared run by run with ours.
"""

from __future__ import annotations

import datetime
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import estates, machine, results
from facts.design import Design
from facts.experta_compat import DepthStrategy, ReteMatcher
from facts.question_bank import Value
from knowledge.advice import Advice
from knowledge.advisor import infer, runners
from knowledge.guidance import guidance
from knowledge.reasoner import Derivation, Reasoner
from knowledge.rule_base import knowledge_version, reasoners
from knowledge.rules import Stage
from knowledge.run import StageRunner

_HERE = Path(__file__).resolve().parent
_MOST_GROWTH, _MOST_OF_DISTINCT, _MOST_MEMORY = 11.0, 0.1, 150.0
_REPEATS = {1: 15, 10: 9, 100: 5, 1000: 3}


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each run, megabytes above the start, runs of the rules, and wrong ones."""

    milliseconds: tuple[float, ...]
    megabytes: float | None
    runs: int
    differing: int | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)


def measured(case: str, count: int, repeats: int) -> Measured:
    """Measure one case in this process: distinct, alike, changed or plain."""
    _advise(estates.distinct(1))
    before = machine.peak_of_memory()
    design = estates.alike(count, 40) if case == "alike" else estates.distinct(count)
    if case == "plain":
        return _plain(design, before, repeats)
    forget()
    times = [_timed(lambda: _advise(design))]
    megabytes = _above(before)
    made = runs()
    if case == "changed":
        step = max(1, count // repeats)
        changed = [estates.with_another_answer(design, place) for place in range(0, count, step)]
        said = infer(design, estates.AS_OF, runners())
        times = [_timed(partial(_advise_after, said, one)) for one in changed[:repeats]]
        made = (runs() - made) // len(times)
    else:
        for _ in range(repeats - 1):
            forget()
            times.append(_timed(lambda: _advise(design)))
    return Measured(tuple(times), megabytes, made)


def forget() -> None:
    """Forget all runs of the rules."""
    for runner in runners().values():
        runner.forget()


def runs() -> int:
    """Runs of the rules, of all stages, since they were last forgotten."""
    return sum(runner.reasoner.runs for runner in runners().values())


def _advise(design: Design, by: Mapping[Stage, StageRunner] | None = None) -> None:
    infer(design, estates.AS_OF, by or runners())


def _advise_after(said: Advice, changed: Design) -> None:
    infer(changed, estates.AS_OF, runners(), said)


def _timed(work: Callable[[], None]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _above(before: int | None) -> float | None:
    now = machine.peak_of_memory()
    return None if now is None or before is None else (now - before) / 2**20


class PlainReasoner(Reasoner):
    """experta as it comes, one run each time; what it concluded is kept for the comparison."""

    def __init__(self, ours: Reasoner) -> None:
        super().__init__(list(ours.rules.values()), guidance(), DepthStrategy, ReteMatcher)
        self.ours = ours
        self.kept: list[tuple[tuple[Value, ...], tuple[Derivation, ...]]] = []

    def run(self, facts: Mapping[str, Value]) -> tuple[Derivation, ...]:
        values = tuple(facts[name] for name in self.read)
        found = self.run_afresh(values)
        self.kept.append((values, found))
        return found

    def differing(self) -> int:
        """How many runs came to other conclusions than ours on the same facts."""
        return sum(
            _concluded(found) != _concluded(self.ours.run_afresh(values))
            for values, found in self.kept
        )


def _concluded(derivations: tuple[Derivation, ...]) -> set[tuple[object, ...]]:
    return {(one.rule, one.held, one.conclusion) for one in derivations}


def _plain(design: Design, before: int | None, repeats: int) -> Measured:
    plain = {stage: PlainReasoner(ours) for stage, ours in reasoners().items()}
    by = {stage: StageRunner(stage, one, guidance()) for stage, one in plain.items()}
    _advise(estates.distinct(1), by)
    times = []
    for _ in range(repeats):
        for one in plain.values():
            one.kept.clear()
        times.append(_timed(lambda: _advise(design, by)))
    made = sum(len(one.kept) for one in plain.values())
    differing = sum(one.differing() for one in plain.values())
    return Measured(tuple(times), _above(before), made, differing)


def in_a_process_of_its_own(case: str, count: int, repeats: int) -> Measured:
    """The same, measured in a new process."""
    found = subprocess.run(
        [sys.executable, str(_HERE / "inference.py"), case, str(count), str(repeats)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    read = json.loads(found.stdout)
    return Measured(tuple(read.pop("milliseconds")), **read)


@dataclass(frozen=True)
class Results:
    """Everything measured in one go, by case and number of workloads."""

    ours: Mapping[int, Measured]
    plain: Mapping[int, Measured]
    alike: Measured
    changed: Measured

    def verdicts(self) -> list[str]:
        """Each target with what was measured, and whether it is met."""
        growth = self.ours[1000].median / self.ours[100].median
        share = self.alike.median / self.ours[1000].median
        memory = self.ours[1000].megabytes
        return [
            _verdict("1,000 distinct against 100 distinct", growth, _MOST_GROWTH, " times"),
            _verdict("1,000 of 40 profiles against 1,000 distinct", share, _MOST_OF_DISTINCT, ""),
            "Peak memory at 1,000 distinct: not measured on this system."
            if memory is None
            else _verdict("Peak memory at 1,000 distinct", memory, _MOST_MEMORY, " MB"),
        ]


def _verdict(what: str, found: float, most: float, unit: str) -> str:
    met = "met" if found <= most else "NOT met"
    shown = f"{found:.3f}" if most < 1 else f"{found:.1f}"
    return f"{what}: {shown}{unit}; target at most {most:g}{unit}: {met}."


def all_measured() -> Results:
    """Measure everything, one process after the other."""
    return Results(
        ours={n: in_a_process_of_its_own("distinct", n, k) for n, k in _REPEATS.items()},
        plain={n: in_a_process_of_its_own("plain", n, (k + 2) // 3) for n, k in _REPEATS.items()},
        alike=in_a_process_of_its_own("alike", 1000, 5),
        changed=in_a_process_of_its_own("changed", 1000, 5),
    )


def page(results: Results) -> str:
    """The results as Markdown."""
    version, digest = knowledge_version()
    about = {
        **machine.described(),
        "Measured on": datetime.date.today().isoformat(),
        "Knowledge": f"{version}, hash {digest}",
    }
    rows = {f"{count:,} distinct": one for count, one in results.ours.items()}
    rows["1,000 of 40 profiles"] = results.alike
    rows["one changed answer among 1,000 distinct"] = results.changed
    rows |= {f"plain experta: {count:,} distinct": one for count, one in results.plain.items()}
    lines = [
        "# Time and memory of the inference",
        "",
        "Written by `python benchmarks/inference.py`, whose head says what is measured, and how.",
        "",
        *(f"- {name}: {value}" for name, value in about.items()),
        "",
        "| workloads | median ms | least ms | peak MB above the start | runs of the rules |",
        "|---|---:|---:|---:|---:|",
        *(_row(name, one) for name, one in rows.items()),
        "",
        "## Targets",
        "",
        *(f"- {one}" for one in results.verdicts()),
        "",
        "## Beside plain experta",
        "",
        *(f"- {line}" for line in _beside(results)),
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, one: Measured) -> str:
    memory = "not measured" if one.megabytes is None else f"{one.megabytes:.0f}"
    least = min(one.milliseconds)
    return f"| {name} | {one.median:,.1f} | {least:,.1f} | {memory} | {one.runs:,} |"


def _beside(results: Results) -> list[str]:
    lines = []
    for count, plain in results.plain.items():
        times = plain.median / results.ours[count].median
        lines.append(
            f"{count:,} distinct: {times:.1f} times our time; {plain.differing} of {plain.runs:,} "
            "runs with other conclusions."
        )
    return lines


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asdict(measured(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))))
    else:
        text = page(all_measured())
        results.put(text)
        print(text)
