"""The designs whose pages are clicked in, and an answer that changes what is advised on each."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.servers import ROOT
from facts.design import Design, Entity
from facts.design_file import load, write
from facts.question_bank import Value
from tests.large_design import large_design

QUESTION = "survive.site"
"""Whether the first workload has to survive the loss of its site: decides on its second copy."""
TYPED = "tolerated.outage"
"""How long it may be away: an answer that can be one that nobody has given before."""


def small() -> Design:
    """One site, two hosts, three workloads."""
    site: dict[str, Value] = {
        "host_release": "2022",
        "host_count": 2,
        "shared_storage.fc-san": "yes",
    }
    return Design(
        sites=(Entity("Tokyo", site),),
        workloads=tuple(
            Entity(name, {"site": "Tokyo", "product": product, "survive.host": "yes"})
            for name, product in (
                ("SQL", "sql-server"),
                ("PRINT", "print-server"),
                ("APP", "other"),
            )
        ),
    )


def reference() -> Design:
    """The reference design among the examples: two sites, seven hosts, seven workloads."""
    found = load(ROOT / "examples" / "reference-design-2022.yaml").design
    assert found is not None
    return found


def designs() -> Mapping[str, Design]:
    """The designs by what they are called in the table."""
    return {"small": small(), "reference": reference(), "200 workloads": large_design()}


def as_file(design: Design) -> bytes:
    """A design as a file that can be opened."""
    return write(design).encode("utf-8")
