"""A large design: 4 sites, 200 workloads, every product in every deployment; always the same one.

``python -m tests.large_design [-o FILE]`` writes it as a design file. Nothing here is drawn by
lot: what a workload is follows from its number, so two runs write the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from facts.design import Design, Entity, Link
from facts.design_file import write
from facts.question_bank import Value, by_id
from facts.scalars import read_scalar

WORKLOADS = 200
TOKYO, OSAKA, SENDAI, FUKUOKA = "東京本社", "Osaka", "仙台 DR", "Fukuoka DR"

Answers = Mapping[str, str]
"""Texts as they stand in a design file, by the id of the question."""

DESIGN: Answers = {
    "project": "全社サーバー基盤統合",
    "customer": "Example Holdings",
    "author": "A. Architect",
    "version": "0.9",
    "as_of": "2026-11-22",
    "environment": "production",
    "replication_encryption": "no",
    "house_rules.combined_clustering": "discourage",
}

SITES: Mapping[str, Answers] = {
    TOKYO: {
        "role": "main",
        "host_release": "2022",
        "host_count": "12",
        "host_trust": "same-domain",
        "shared_storage.fc-san": "yes",
        "persistent_reservation.fc-san": "yes",
        "vmm": "yes",
        "stop_action": "shut-down",
        "wishes.placement": "dynamic",
        "wishes.disk_format": "vhdx",
        "adapters": "8",
        "backup_over_management": "yes",
        "networks.guest-service.plan": "own-network",
        "networks.guest-service.redundancy": "set",
        "networks.guest-service.role": "absent",
        "networks.guest-service.vlan": "yes",
        "networks.management.plan": "own-network",
        "networks.management.redundancy": "lbfo-team",
        "networks.management.role": "3",
        "networks.csv.plan": "own-network",
        "networks.csv.redundancy": "separate-segments",
        "networks.csv.role": "1",
        "networks.csv.metric": "automatic",
        "networks.live-migration.plan": "own-network",
        "networks.live-migration.redundancy": "separate-segments",
        "networks.live-migration.role": "1",
        "networks.iscsi-host.plan": "nothing",
        "networks.iscsi-guest.plan": "nothing",
    },
    # grown over the years: what stands there, not what one would plan today
    OSAKA: {
        "role": "main",
        "host_release": "2012R2",
        "host_count": "8",
        "host_trust": "same-domain",
        "shared_storage.iscsi": "yes",
        "persistent_reservation.iscsi": "unknown",
        "guests_use_iscsi": "yes",
        "stop_action": "save",
        "wishes.placement": "pinned",
        "adapters": "10",
        "networks.guest-service.plan": "own-network",
        "networks.guest-service.redundancy": "lbfo-team",
        "networks.management.plan": "own-network",
        "networks.management.redundancy": "single-nic",
        "networks.management.role": "3",
        "networks.csv.plan": "own-network",
        "networks.csv.redundancy": "separate-segments",
        "networks.csv.role": "3",
        "networks.csv.metric": "by-hand",
        "networks.live-migration.plan": "own-network",
        "networks.live-migration.redundancy": "separate-segments",
        "networks.iscsi-host.plan": "own-network",
        "networks.iscsi-host.redundancy": "lbfo-team",
        "networks.iscsi-host.role": "1",
        "networks.iscsi-guest.plan": "own-network",
        "networks.iscsi-guest.redundancy": "mpio",
    },
    SENDAI: {
        "role": "dr",
        "host_release": "2025",
        "host_count": "6",
        "host_trust": "same-domain",
        "shared_storage.s2d": "yes",
        "host_edition": "datacenter",
        "vmm": "yes",
        "wishes.platform": "host-cluster",
    },
    FUKUOKA: {
        "role": "dr",
        "host_release": "2019",
        "host_count": "4",
        "host_trust": "same-domain",
        "shared_storage.smb3": "yes",
        "shared_storage.iscsi": "unknown",
        "vmm": "unknown",
    },
}

LINKS: Mapping[tuple[str, str], Answers] = {
    (TOKYO, SENDAI): {"connected": "yes", "trust": "same-domain"},
    (OSAKA, FUKUOKA): {"connected": "yes", "trust": "trusted"},
    (TOKYO, OSAKA): {"connected": "yes", "trust": "untrusted"},
    (SENDAI, FUKUOKA): {"connected": "unknown"},
}

DEPARTMENTS = (
    *("FIN", "経理", "HR", "人事", "SALES", "販売管理", "MFG", "生産管理", "LOG", "物流"),
    *("QA", "品質保証", "DEV", "開発", "CRM", "保守"),
)

_SURVIVES_ALL: Answers = {
    f"survive.{failure}": "yes"
    for failure in ("guest-system", "service", "host", "site", "maintenance")
}
_SURVIVES_HOST: Answers = {"survive.host": "yes", "survive.maintenance": "yes"}

TIERS: tuple[Answers, ...] = (
    {**_SURVIVES_ALL, "tolerated.outage": "1 min", "disaster.loss": "5 min"},
    {**_SURVIVES_ALL, "survive.service": "no", "tolerated.outage": "10 min"},
    {**_SURVIVES_HOST, "survive.site": "yes", "disaster.loss": "15 min", "disaster.outage": "4 h"},
    {**_SURVIVES_HOST, "tolerated.loss": "0", "tolerated.outage": "15 min"},
    {"survive.host": "yes"},
    {"survive.host": "unknown", "survive.guest-system": "yes"},
    {"survive.host": "no"},
)
"""What is asked of a workload, from the one nobody may notice failing to the one that may fail."""

_SQL: Answers = {"product": "sql-server", "product_release": "2019"}
_OWN: Answers = {"product": "other", "stateful": "yes", "cluster_aware": "no"}
_SHARING: Answers = {"guest_storage.iscsi": "yes", "guest_storage.shared-vhdx": "yes"}
_MONITORED: Answers = {"monitoring.trust": "same-domain", "monitoring.recovery_options": "unknown"}

KINDS: tuple[tuple[str, Answers], ...] = (
    ("SQL", {**_SQL, "deployment": "standalone"}),
    ("SQLFCI", {**_SQL, "deployment": "fci", **_SHARING}),
    ("SQLAG", {**_SQL, "deployment": "ag", "instances": "3"}),
    ("SQLMIR", {**_SQL, "product_release": "2012", "deployment": "mirroring"}),
    ("SQLLS", {**_SQL, "product_release": "2016", "deployment": "log-shipping"}),
    ("SQLREP", {**_SQL, "product_release": "2022", "deployment": "replication"}),
    ("EX", {"product": "exchange", "product_release": "2019", "deployment": "standalone"}),
    ("EXDAG", {"product": "exchange", "product_release": "2025", "deployment": "dag"}),
    ("DC", {"product": "ad-domain-controller", "deployment": "multi-master", "instances": "2"}),
    ("DC1", {"product": "ad-domain-controller", "deployment": "standalone", "instances": "1"}),
    ("PRT", {"product": "print-server", **_MONITORED}),
    ("帳票", {"product": "print-server", "guest_system": "2008R2"}),
    ("WEB", {"product": "other", "stateful": "no", "instances": "4"}),
    ("ポータル", {"product": "other", "stateful": "no", "guest_system": "linux"}),
    ("FILE", {"product": "other", "stateful": "yes", "cluster_aware": "yes", **_SHARING}),
    ("共有", {"product": "other", "stateful": "yes", "cluster_aware": "unknown", **_SHARING}),
    ("APP", _OWN),
    ("業務", {**_OWN, "guest_system": "2012R2"}),
    ("BATCH", {**_OWN, "guest_system": "unknown"}),
    ("LDAP", {"product": "other", "deployment": "multi-master", "guest_system": "linux"}),
    ("BOX", {"product": "unknown", "guest_system": "other"}),
    ("SQLASY", {**_SQL, "deployment": "ag-asynchronous"}),
    ("SQLRS", {**_SQL, "deployment": "ag-read-scale"}),
    ("VENDOR", {"product": "other", "deployment": "vendor"}),
    *(
        (f"{prefix}-{deployment}", {"product": product, "deployment": deployment})
        for prefix, product, deployments in (
            ("DNS", "dns-server", ("standalone", "multi-master")),
            ("DHCP", "dhcp-server", ("standalone", "clustered", "pool", "dhcp-failover")),
            ("FS", "file-server", ("standalone", "clustered", "scale-out", "multi-master")),
            ("AFS", "application-file-server", ("standalone", "clustered", "scale-out")),
            ("IIS", "web-server", ("standalone", "farm")),
            ("RDCB", "remote-desktop-broker", ("standalone", "clustered", "pool")),
            ("RDSH", "remote-desktop-session-host", ("standalone", "pool")),
            ("MSMQ", "message-queuing", ("standalone", "clustered")),
            ("SP", "sharepoint", ("standalone", "farm")),
            ("SFB", "skype-for-business", ("standalone", "pool")),
            ("SCOM", "operations-manager", ("standalone", "pool")),
            ("VMM", "virtual-machine-manager", ("standalone", "clustered")),
            ("CM", "configuration-manager", ("standalone", "passive-server")),
            ("AX", "dynamics", ("standalone", "farm")),
            ("ORA", "oracle-database", ("standalone", "vendor")),
        )
        for deployment in deployments
    ),
)
"""Products and deployments, each with the beginning of the names of such workloads."""

HOMES = (TOKYO, TOKYO, OSAKA, TOKYO, OSAKA, SENDAI, TOKYO, OSAKA, FUKUOKA)
COPIES = {TOKYO: SENDAI, OSAKA: FUKUOKA, SENDAI: TOKYO, FUKUOKA: OSAKA}
"""Where the second copy of a workload at a site goes: each main site has its DR site."""


def large_design() -> Design:
    """The design; equal whenever and wherever it is built."""
    return Design(
        answers=_read("design", DESIGN),
        sites=tuple(Entity(name, _read("site", answers)) for name, answers in SITES.items()),
        links=tuple(Link(ends, _read("link", answers)) for ends, answers in LINKS.items()),
        workloads=tuple(_workloads()),
    )


def _workloads() -> Iterator[Entity]:
    # the tier also moves on with each round of the kinds, or the same kinds would always get the
    # same tiers
    used: Counter[str] = Counter()
    for number in range(WORKLOADS):
        prefix, kind = KINDS[number % len(KINDS)]
        tier = TIERS[(number + number // len(KINDS)) % len(TIERS)]
        home = HOMES[number % len(HOMES)]
        beginning = f"{prefix}-{DEPARTMENTS[number % len(DEPARTMENTS)]}"
        used[beginning] += 1
        copy = {"second_copy.site": COPIES[home]} if "survive.site" in tier else {}
        answers = {"site": home, **kind, **tier, **copy}
        yield Entity(f"{beginning}-{used[beginning]:02}", _read("workload", answers))


def _read(entity: str, texts: Answers) -> dict[str, Value]:
    """Answers in the order of the bank, as the strict loader would read them."""
    bank = by_id(entity)
    unasked = texts.keys() - bank.keys()
    if unasked:
        raise KeyError(f"no such question: {', '.join(sorted(unasked))}")
    return {
        path: texts[path] if question.kind == "site" else read_scalar(question, texts[path])
        for path, question in bank.items()
        if path in texts
    }


def main(arguments: list[str] | None = None) -> None:
    """Write the design to a file, or to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.large_design", description=__doc__)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path)
    output: Path | None = parser.parse_args(arguments).output
    content = write(large_design()).encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)


if __name__ == "__main__":
    main()
