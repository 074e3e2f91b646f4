"""What the first page and the first advice need, made ready while the browser is still loading.

Without it the first visitor would wait for half a second of imports, of reading and of compiling
the rules. Nothing is made twice: modules are imported under Python's own locks and import each
other in no circle; everything else is a ``facts.once.Once``.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

_EVERY_S = 0.0005
"""How often the server gets its turn meanwhile: it is handing out the files of the page."""


@asynccontextmanager
async def while_serving(_app: object) -> AsyncIterator[None]:
    """Make all of it ready, beside the server that has just started."""
    threading.Thread(target=make_ready, name="warm-up", daemon=True).start()
    yield


def make_ready() -> None:
    """Import every screen, read what they say, compile the rules, draw once."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_EVERY_S)
    try:
        import_module("screens.frame")
        import_module("knowledge.words").catalogue()
        import_module("facts.question_bank").questions("site")
        import_module("knowledge.advisor").warm_up()
        import_module("diagrams.rendering").render("digraph {}", "svg")
    finally:
        sys.setswitchinterval(usual)
    # Streamlit looks for garbage after every click. All of this stays for good, and looking at it
    # would take longer than the advice.
    gc.collect()
    gc.freeze()
