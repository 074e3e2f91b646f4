"""The decisions an advice takes: their options in order of preference, and when each is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from facts.question_bank import field_of
from knowledge.rules import Conclusion, Finding, Merit, Objection, Stage, Task

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
    is judged as if one of the options of its ``parent`` were chosen, and shown if one is chosen
    or wished for. ``wish`` is the id of the question that asks what the architect would like or
    has planned; its words are the options and ``none``.

    A topic with a dot belongs to a family: ``network_role.csv`` is the network role of the CSV
    network, and shares the words of its options with those of the other networks.
    """

    topic: str
    subject: str
    stage: Stage
    options: tuple[str, ...]
    parent: tuple[str, tuple[str, ...]] | None = None
    wish: str = ""

    @property
    def family(self) -> str:
        """The topic without what it is about."""
        return self.topic.partition(".")[0]

    @property
    def planned(self) -> bool:
        """Whether the wish is what the architect has planned, and not what he would like."""
        return self.wish.startswith("networks.")

    @property
    def wish_field(self) -> str:
        """Field of the wide facts that carries the wish; empty where nothing can be wished for."""
        return field_of(self.wish)


def pair(guest_layer: str, host_layer: str) -> str:
    """Name of the option that takes both layers."""
    return f"{guest_layer}+{host_layer}"


PAIRS = tuple(pair(guest, host) for guest, host in product(GUEST_LAYERS, HOST_LAYERS))

NETWORKS = ("guest-service", "management", "csv", "live-migration", "iscsi-host", "iscsi-guest")
"""Kinds of networks of a site's hosts, in the order of the source page."""
GUEST_NETWORKS = ("guest-service", "iscsi-guest")
"""Kinds that carry the traffic of guests, through a virtual switch."""
CONVERGING = NETWORKS[:4]
"""Kinds that the adapters of one virtual switch can carry together; iSCSI keeps its own."""
NEEDED_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "csv": "host_cluster_chosen",
        "live-migration": "host_cluster_chosen",
        "iscsi-host": "shared_storage_iscsi",
        "iscsi-guest": "guests_reach_iscsi",
    }
)
"""Field that says whether a kind of network is needed; the others are always."""
HOST_NETWORKS = tuple(kind for kind in NETWORKS if kind not in GUEST_NETWORKS)
"""Kinds on which the hosts themselves have addresses."""
REDUNDANCIES = (*("separate-segments", "set", "lbfo-team", "vendor-team", "mpio", "single-nic"),)
ROLES = ("absent", "0", "1", "3")
"""What a network is to the cluster; ``absent`` is one that the cluster does not see."""


def _network_decisions(kind: str) -> tuple[Decision, ...]:
    """What is decided about one kind of network; the plan of the architect is the wish."""
    own = (f"network.{kind}", ("own-network",))

    def of(family: str, options: tuple[str, ...], wish: str = "") -> Decision:
        asked = f"networks.{kind}.{wish}" if wish else ""
        return Decision(f"{family}.{kind}", "site", Stage.LAYOUT, options, own, asked)

    apart = ("network_pattern", ("separate",)) if kind in CONVERGING else None
    return (
        replace(of("network", ("own-network", "nothing"), "plan"), parent=apart),
        of("network_redundancy", REDUNDANCIES, "redundancy"),
        of("virtual_switch", ("no-switch", "own-switch", "shared-switch")),
        of("network_role", ROLES, "role"),
    )


MIRRORS = ("three-way-mirror", "four-copy-mirror", "nested-two-way-mirror", "two-way-mirror")
PARITIES = ("dual-parity", "nested-parity")
"""Resiliency of S2D volumes that is not mirrored alone."""

_ON_HOST_CLUSTER = ("platform", ("host-cluster",))
_BY_REPLICA = ("second_copy", ("hyper-v-replica",))
_ALL = (
    Decision(
        "platform", "site", Stage.PLATFORM, ("standalone", "host-cluster"), wish="wishes.platform"
    ),
    Decision(
        "host_storage",
        "site",
        Stage.PLATFORM,
        ("fc-san", "shared-sas", "iscsi", "smb3", "s2d"),
        _ON_HOST_CLUSTER,
        "wishes.host_storage",
    ),
    Decision(
        "pool_resiliency",
        "site",
        Stage.LAYOUT,
        (*MIRRORS, *PARITIES),
        ("host_storage", ("s2d",)),
        "wishes.pool_resiliency",
    ),
    Decision("pair", "workload", Stage.OPTIONS, PAIRS),
    Decision("guest_layer", "workload", Stage.OPTIONS, GUEST_LAYERS, wish="wishes.guest_layer"),
    Decision("host_layer", "workload", Stage.OPTIONS, HOST_LAYERS, wish="wishes.host_layer"),
    Decision(
        "guest_storage",
        "workload",
        Stage.OPTIONS,
        ("vhd-set", "iscsi", "virtual-fibre-channel", "smb3", "s2d", "shared-vhdx"),
        ("guest_layer", ("guest-cluster",)),
        "wishes.guest_storage",
    ),
    Decision(
        "second_copy",
        "workload",
        Stage.COPIES,
        ("nothing", "application", "hyper-v-replica", "stretched-cluster"),
        wish="wishes.second_copy",
    ),
    Decision(
        "replica_interval",
        "workload",
        Stage.OPTIONS,
        ("5-minutes", "15-minutes", "30-seconds"),
        _BY_REPLICA,
        "wishes.replica_interval",
    ),
    Decision(
        "replica_authentication",
        "workload",
        Stage.OPTIONS,
        ("kerberos", "certificate"),
        _BY_REPLICA,
        "wishes.replica_authentication",
    ),
    Decision(
        "monitoring",
        "workload",
        Stage.COPIES,
        ("heartbeat", "heartbeat-and-services"),
        ("host_layer", RESTARTING),
        "wishes.monitoring",
    ),
    Decision(
        "witness",
        "site",
        Stage.LAYOUT,
        ("disk", "cloud", "file-share", "usb-share", "nothing"),
        _ON_HOST_CLUSTER,
        "wishes.witness",
    ),
    Decision(
        "machine_storage",
        "site",
        Stage.LAYOUT,
        ("csv", "smb-share", "disk-per-machine"),
        _ON_HOST_CLUSTER,
    ),
    Decision(
        "csv_file_system",
        "site",
        Stage.LAYOUT,
        ("ntfs", "refs"),
        ("machine_storage", ("csv",)),
        "wishes.csv_file_system",
    ),
    Decision(
        "placement",
        "site",
        Stage.LAYOUT,
        ("dynamic", "pinned"),
        _ON_HOST_CLUSTER,
        "wishes.placement",
    ),
    Decision("disk_format", "site", Stage.LAYOUT, ("vhdx", "vhd"), wish="wishes.disk_format"),
    Decision(
        "network_pattern",
        "site",
        Stage.LAYOUT,
        ("separate", "converged"),
        wish="wishes.network_pattern",
    ),
    *(one for kind in NETWORKS for one in _network_decisions(kind)),
    Decision(
        "csv_metric",
        "site",
        Stage.LAYOUT,
        ("automatic", "by-hand"),
        ("network.csv", ("own-network",)),
        "networks.csv.metric",
    ),
    Decision("replica_broker", "site", Stage.SETTLEMENT, ("nothing", "broker")),
)
DECISIONS = {decision.topic: decision for decision in _ALL}
WISHES = frozenset(decision.wish for decision in _ALL if decision.wish)
"""Questions about wishes and plans: an architect's own choice, which nobody has to check."""


@dataclass(frozen=True)
class About:
    """What rules conclude about one option of a decision, each ready to stand as ``Rule.then``."""

    decision: str
    option: str

    def objection(self, level: str, misses: str = "") -> tuple[Conclusion, ...]:
        """Something that speaks against the option; ``misses`` names a requirement not met."""
        missed = {"misses": misses} if misses else {}
        return (Objection(decision=self.decision, option=self.option, level=level, **missed),)

    def merit(self) -> tuple[Conclusion, ...]:
        """Something in favour of the option."""
        return (Merit(decision=self.decision, option=self.option),)

    def finding(self, name: str, severity: str = "info") -> tuple[Conclusion, ...]:
        """What to know where the option is taken."""
        return (Finding(id=name, severity=severity, decision=self.decision, option=self.option),)

    def task(self, name: str) -> tuple[Conclusion, ...]:
        """What to do where the option is taken."""
        return (Task(id=name, decision=self.decision, option=self.option),)


COPY_LOSSES = (
    ("site", "survive_site", "disaster_loss"),
    ("host", "host_need_on_copy", "tolerated_loss"),
)
"""What a second copy can have to cover, the field that says so, and the loss tolerated then."""

HOST_CLUSTER = About("platform", "host-cluster")
CSV = About("machine_storage", "csv")
GUEST_CLUSTER = About("guest_layer", "guest-cluster")
GUEST_NLB = About("guest_layer", "guest-nlb")
HYPER_V_REPLICA = About("second_copy", "hyper-v-replica")
"""Options that several topics speak of."""


def decisions_of(subject: str) -> tuple[Decision, ...]:
    """Decisions taken for a kind of subject, in the order in which they are reported."""
    return tuple(one for one in _ALL if one.subject == subject)
