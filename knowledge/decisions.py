"""The decisions an advice takes: their options in order of preference, and when each is taken."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from knowledge.rules import Stage

GUEST_LAYERS = ("application", "nothing", "guest-nlb", "guest-cluster")
HOST_LAYERS = ("restart-and-live-migration", "restart-only", "nothing")
RESTARTING = HOST_LAYERS[:2]
"""Host layers that start a machine again after a failure."""
FAILURES = ("guest-system", "service", "host", "maintenance")
"""What a pair of layers can be asked to survive; the loss of a site is a matter of the copy."""


@dataclass(frozen=True)
class Decision:
    """One thing to be decided for one site or workload.

    ``options`` stand in the order that breaks ties: the simplest first. A dependent decision
    is judged as if its ``parent`` option were chosen, and shown if that is chosen or wished for.
    """

    topic: str
    subject: str
    stage: Stage
    options: tuple[str, ...]
    parent: tuple[str, str] | None = None
    wish: str = ""


def pair(guest_layer: str, host_layer: str) -> str:
    """Name of the option that takes both layers."""
    return f"{guest_layer}+{host_layer}"


PAIRS = tuple(pair(guest, host) for guest, host in product(GUEST_LAYERS, HOST_LAYERS))

_ALL = (
    Decision("platform", "site", Stage.PLATFORM, ("standalone", "host-cluster"), wish="platform"),
    Decision(
        "host_storage",
        "site",
        Stage.PLATFORM,
        ("fc-san", "shared-sas", "iscsi", "smb3", "s2d"),
        ("platform", "host-cluster"),
        "host_storage",
    ),
    Decision("pair", "workload", Stage.OPTIONS, PAIRS),
    Decision("guest_layer", "workload", Stage.OPTIONS, GUEST_LAYERS, wish="guest_layer"),
    Decision("host_layer", "workload", Stage.OPTIONS, HOST_LAYERS, wish="host_layer"),
    Decision(
        "guest_storage",
        "workload",
        Stage.OPTIONS,
        ("vhd-set", "iscsi", "virtual-fibre-channel", "smb3", "s2d", "shared-vhdx"),
        ("guest_layer", "guest-cluster"),
        "guest_storage",
    ),
    Decision(
        "second_copy",
        "workload",
        Stage.COPIES,
        ("nothing", "application", "hyper-v-replica"),
        wish="second_copy",
    ),
    Decision(
        "replica_interval",
        "workload",
        Stage.OPTIONS,
        ("5-minutes", "15-minutes", "30-seconds"),
        ("second_copy", "hyper-v-replica"),
        "replica_interval",
    ),
    Decision(
        "replica_authentication",
        "workload",
        Stage.OPTIONS,
        ("kerberos", "certificate"),
        ("second_copy", "hyper-v-replica"),
        "replica_authentication",
    ),
    Decision("replica_broker", "site", Stage.SETTLEMENT, ("nothing", "broker")),
)
DECISIONS = {decision.topic: decision for decision in _ALL}


def decisions_of(subject: str) -> tuple[Decision, ...]:
    """Decisions taken for a kind of subject, in the order in which they are reported."""
    return tuple(one for one in _ALL if one.subject == subject)
