"""Fuzzes the reading of design files by coverage: ``python -m tests.fuzz.fuzz_design_file``.

Runs for so many seconds (300 unless the first argument says otherwise), or for so many inputs if
those come first (second argument). It starts from the examples and the list of bad input. What goes
wrong ends it with an exit code that is not 0 and prints the input. The fuzzer atheris exists for
Linux on x64 only; elsewhere this says so and ends well.
"""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MOST_RUNS = 300, 10_000_000
LONGEST_INPUT = 8192
SLOWEST_S = 10
MOST_MEMORY_MB = 1024
SEED = 20_261_122
INSTRUMENTED = (
    *("yaml", "facts.problems", "facts.scalars", "facts.durations", "facts.strict_yaml"),
    *("facts.design", "facts.design_builder", "facts.design_file", "facts.visible_text"),
)


class Fuzzer:
    """Hands inputs to the code under test, which is imported while atheris instruments it."""

    def __init__(self, atheris: Any) -> None:
        with atheris.instrument_imports(include=list(INSTRUMENTED)):
            self.design_file = importlib.import_module("facts.design_file")
        self.explanation = importlib.import_module("knowledge.explanation")
        self.bad_input = importlib.import_module("tests.bad_input").BAD_INPUT
        self.texts = importlib.import_module("tests.hostile_texts")

    def __call__(self, data: bytes) -> None:
        """Try one input; whatever is raised ends the fuzzing."""
        try:
            self.check(data)
        except BaseException:
            print(f"\nThe input that went wrong:\n{data!r}\n", flush=True)
            raise

    def check(self, data: bytes) -> None:
        start = time.monotonic()
        loaded = self.design_file.parse(data)
        assert time.monotonic() - start < SLOWEST_S, "reading took too long"
        if loaded.design is not None:
            assert loaded.problems == ()
            again = self.design_file.parse(self.design_file.write(loaded.design))
            assert again.design == loaded.design, "written and read it is another design"
            return
        assert loaded.problems, "neither a design nor a problem"
        for one in loaded.problems:
            assert one.line >= 1, "no line"
            assert one.column >= 1, "no column"
            for language in ("ja", "en"):
                said = self.explanation.problem_text(one, language)
                assert not self.texts.HARMFUL.search(said), "a message that does harm"

    def seeds(self) -> list[bytes]:
        """Where fuzzing starts: examples, bad input, and a design with each hostile name."""
        examples = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.yaml"))]
        bad = [one.content for one in self.bad_input if len(one.content) <= LONGEST_INPUT]
        names = [f"schema: 1\nproject: {one!r}\n".encode() for one in self.texts.HOSTILE_TEXTS]
        return [one[:LONGEST_INPUT] for one in (*examples, *bad, *names)]


def fuzz(folder: Path, seconds: int, runs: int) -> None:
    """Fuzz for the budget with the corpus in a folder. It does not return: atheris ends all."""
    atheris = importlib.import_module("atheris")
    fuzzer = Fuzzer(atheris)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, one in enumerate(fuzzer.seeds()):
        (corpus / f"{number:04}").write_bytes(one)
    options = [
        *(f"-max_total_time={seconds}", f"-runs={runs}", f"-seed={SEED}", "-verbosity=0"),
        *(f"-rss_limit_mb={MOST_MEMORY_MB}", f"-timeout={SLOWEST_S}", "-print_final_stats=1"),
        *(f"-max_len={LONGEST_INPUT}", f"-artifact_prefix={folder}/", str(corpus)),
    ]
    atheris.Setup([sys.argv[0], *options], fuzzer)
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Fuzz in a process of its own, whose files are gone afterwards; returns the exit code."""
    if arguments[:1] == ["--in"]:
        fuzz(Path(arguments[1]), int(arguments[2]), int(arguments[3]))
    if sys.platform != "linux" or importlib.util.find_spec("atheris") is None:
        print("No fuzzing here: atheris exists for Linux on x64 only.")
        return 0
    budget = [*arguments, *map(str, (SECONDS, MOST_RUNS)[len(arguments) :])]
    command = [sys.executable, "-m", "tests.fuzz.fuzz_design_file", "--in"]
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([*command, folder, *budget], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
