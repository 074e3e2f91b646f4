"""The warm-up makes ready what the first page needs, and leaves everything else as it was."""

import subprocess
import sys

from tests.screen_driver import ROOT

# in a process of its own: it must not have been made ready by other tests
_MADE_READY = """
import asyncio, gc, sys, threading
usual = sys.getswitchinterval()
from screens import warm_up
assert "knowledge.advisor" not in sys.modules  # the server is to be up before anything is read
assert "screens.session" not in sys.modules

async def serve():
    async with warm_up.while_serving(None):
        (thread,) = [one for one in threading.enumerate() if one.name == "warm-up"]
        assert thread.daemon  # Ctrl+C does not wait for it
        thread.join()
asyncio.run(serve())

assert sys.getswitchinterval() == usual
assert gc.get_freeze_count() > 10 * len(gc.get_objects())
assert {"screens.frame", "screens.drawings", "documents.report"} <= sys.modules.keys()

from facts.design_file import load
from knowledge import reasoner
from knowledge.advisor import advise, runners
from pathlib import Path
engines = {stage: runner.reasoner._idle[:] for stage, runner in runners().items()}
assert all(len(idle) == 1 for idle in engines.values())
advise(load(Path("examples/reference-design-2022.yaml")).design, "2026-11-22")
assert {stage: runner.reasoner._idle[:] for stage, runner in runners().items()} == engines
warm_up.make_ready()
assert {stage: runner.reasoner._idle[:] for stage, runner in runners().items()} == engines
print("ready")
"""


def test_all_is_made_ready_beside_the_server_and_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MADE_READY],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.endswith("ready\n"), done.stderr
