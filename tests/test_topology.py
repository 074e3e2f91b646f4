"""The model behind the drawings: what it holds, and that order and chance leave no trace in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.model import OPEN, Node, Site, Topology, say
from diagrams.placement import Group, place
from diagrams.topology import topology
from facts.design import Design, Entity
from facts.design_file import load
from facts.question_bank import Value
from knowledge.advisor import advise
from tests.drawn_designs import AS_OF, designs, estate, protected_design

EXAMPLES = Path(__file__).parent.parent / "examples"


def of_example(name: str) -> Topology:
    design = load(EXAMPLES / name).design
    assert design is not None
    return topology(advise(design, AS_OF))


def words(node: Node) -> tuple[str, ...]:
    return tuple(say(text, "en") for text in (node.name, *node.lines))


def hosts_of(site: Site) -> dict[str, list[str]]:
    """Names of the machines drawn on each host."""
    return {host.label: [words(one)[0] for one in host.machines] for host in site.hosts}


def test_guest_cluster_on_a_host_cluster() -> None:
    drawn = of_example("fci-on-vhd-set-2019.yaml")
    (site,) = drawn.sites
    assert hosts_of(site) == {"HV-01": ["SQL-1"], "HV-02": ["SQL-2"], "HV-03": ["PRINT"]}
    assert all(host.reserve for host in site.hosts)
    assert [say(line, "en") for line in site.lines] == [
        "main site, Windows Server 2019",
        "3-node host cluster",
        "disk witness",
    ]
    assert [words(node) for node in site.storage] == [
        ("FC-SAN", "Cluster Shared Volumes (CSV)"),
        ("VHD Set", "shared data of SQL"),
    ]
    assert site.storage[1].within == site.storage[0].id
    first, second = (site.hosts[place].machines[0] for place in (0, 1))
    assert words(first) == ("SQL-1", "guest cluster (active)", "cluster restart")
    assert words(second)[1] == "guest cluster (standby)"
    apart = [(edge.source, edge.target) for edge in drawn.edges if edge.kind == "apart"]
    assert apart == [(first.id, second.id)]
    assert [entry.look for entry in drawn.legend] == ["guest-cluster", "restart", "apart"]


def test_replica_on_the_other_host_of_a_workgroup() -> None:
    drawn = of_example("two-workgroup-hosts-2022.yaml")
    (site,) = drawn.sites
    assert hosts_of(site) == {"HV-01": ["LOGISTICS"], "HV-02": ["LOGISTICS"]}
    assert sorted(words(host.machines[0])[1] for host in site.hosts) == [
        "replica (off)",
        "replicated",
    ]
    assert [words(node) for node in site.front] == [
        ("Hyper-V Replica", "every 5 minutes, certificate, HTTPS 443")
    ]
    assert not any(host.reserve for host in site.hosts)
    assert site.storage == ()
    assert {edge.kind for edge in drawn.edges} == {"sends", "delivers"}


def test_a_wish_that_lost_is_not_drawn() -> None:
    (site,) = of_example("guest-cluster-wish-2008r2.yaml").sites
    assert [words(one) for host in site.hosts for one in host.machines] == [
        ("ORDERS", "cluster restart")
    ]
    assert [words(node)[0] for node in site.storage] == ["FC-SAN"]


def two_sites(broker_at_target: bool) -> Design:
    main: dict[str, Value] = {
        "host_release": "2022",
        "host_count": 3,
        "shared_storage.fc-san": "yes",
    }
    other: dict[str, Value] = {
        "host_release": "2022",
        "host_count": 2,
        "role": "dr",
        "shared_storage.iscsi": "yes",
    }
    if broker_at_target:
        other["wishes.platform"] = "host-cluster"
    workload: dict[str, Value] = {
        "site": "Tokyo",
        "product": "other",
        "stateful": "yes",
        "cluster_aware": "no",
        "survive.host": "yes",
        "survive.site": "yes",
        "second_copy.site": "Osaka",
    }
    sites = (Entity("Osaka", other), Entity("Tokyo", main))
    return Design({}, sites, (), (Entity("FILE", workload),))


@pytest.mark.parametrize(
    ("clustered", "end"), [(True, "Replica Broker"), (False, "Hyper-V Replica")]
)
def test_replication_between_sites(clustered: bool, end: str) -> None:
    drawn = topology(advise(two_sites(clustered), AS_OF))
    tokyo, osaka = drawn.sites
    assert (tokyo.name, osaka.name) == ("Tokyo", "Osaka"), "the main site comes first"
    assert words(tokyo.front[0]) == ("Replica Broker", "every 5 minutes, Kerberos, HTTP 80")
    assert words(osaka.front[0]) == (end, "receives from Tokyo")
    replicas = [words(one) for host in osaka.hosts for one in host.machines]
    assert replicas == [("FILE", "replica (off)")]
    between = [edge for edge in drawn.edges if edge.kind == "replicates"]
    assert [(edge.source, edge.target, edge.both_ways) for edge in between] == [
        (tokyo.front[0].id, osaka.front[0].id, False)
    ]


def test_what_is_open_says_so() -> None:
    site = Entity(
        "Main", {"host_release": "unknown", "host_count": 3, "shared_storage.fc-san": "unknown"}
    )
    workload = Entity("APP", {"site": "Main", "product": "other", "survive.host": "unknown"})
    drawn = topology(advise(Design({}, (site,), (), (workload,)), AS_OF))
    assert drawn.sites[0].status == OPEN
    assert "platform still open, 3 hosts" in [say(line, "en") for line in drawn.sites[0].lines]
    (machine,) = (one for host in drawn.sites[0].hosts for one in host.machines)
    assert machine.status == OPEN
    assert "still open" in " ".join(words(machine))
    assert "open" in [entry.look for entry in drawn.legend]


def test_many_hosts_are_folded() -> None:
    drawn = topology(advise(protected_design(16, 16), AS_OF))
    (site,) = drawn.sites
    assert len(site.hosts) == 4
    assert site.folded is not None
    assert say(site.folded.label, "en") == "HV-05 to HV-16 (12 more)"
    assert say(site.folded.label, "ja") == "HV-05 ～ HV-16 (ほか 12 台)"
    # 16 machines each on 16 hosts: four are drawn, the other twelve counted
    counted = [words(one)[0] for one in site.folded.machines]
    assert counted[:3] == ["CLUSTER × 12", "FARM × 12", "GROUP × 12"]


def test_machines_of_one_workload_on_one_host_share_a_box() -> None:
    drawn = topology(advise(protected_design(2, 8), AS_OF))
    hosts = drawn.sites[0].hosts
    # three workloads of eight machines and one of one, on two hosts
    for host in hosts:
        names = [words(one)[0] for one in host.machines]
        assert names[:3] == ["CLUSTER × 4", "FARM × 4", "GROUP × 4"]
        assert host.more == 0
    assert sum(len(host.machines) for host in hosts) == 7
    # whichever of them serves, a box of several nodes does not say so
    assert words(hosts[0].machines[0])[1] == "guest cluster node"


def test_what_does_not_fit_into_a_host_is_counted() -> None:
    drawn = topology(advise(estate(1, 2, 120), AS_OF))
    (site,) = drawn.sites
    for host in site.hosts:
        looks = [one.look for one in host.machines]
        assert host.more > 0
        # one of each kind is drawn before a second one of any
        assert {"guest-nlb", "application", "guest-cluster", "restart"} <= set(looks)


def test_four_sites_show_fewer_hosts_than_one() -> None:
    one, two, four = (
        topology(advise(estate(sites, 16, 60), AS_OF)).sites[0] for sites in (1, 2, 4)
    )
    assert [len(site.hosts) for site in (one, two, four)] == [4, 3, 2]
    assert four.folded is not None
    assert say(four.folded.label, "en") == "HV-03 to HV-16 (14 more)"
    all_drawn = topology(advise(estate(4, 4, 60), AS_OF))
    assert [len(site.hosts) for site in all_drawn.sites] == [4, 4, 4, 4]


@settings(max_examples=30, deadline=None)
@given(design=designs())
def test_any_design_gives_a_sound_model(design: Design) -> None:
    drawn = topology(advise(design, AS_OF))
    for site in drawn.sites:
        assert 1 <= len(site.hosts) <= 4
        assert all(len(box.machines) <= 6 for box in site.boxes())
    ids = [box.id for box in drawn.nodes()]
    assert len(ids) == len(set(ids))
    assert {end for edge in drawn.edges for end in (edge.source, edge.target)} <= set(ids)
    pairs = [frozenset((edge.source, edge.target)) for edge in drawn.edges]
    assert len(pairs) == len(set(pairs)), "two boxes are connected once"


@settings(max_examples=15, deadline=None)
@given(design=designs(), seed=st.integers(0, 2**16))
def test_order_of_sites_and_workloads_does_not_matter(design: Design, seed: int) -> None:
    chance = random.Random(seed)
    shuffled = Design(
        design.answers,
        tuple(chance.sample(design.sites, len(design.sites))),
        tuple(chance.sample(design.links, len(design.links))),
        tuple(chance.sample(design.workloads, len(design.workloads))),
    )
    assert topology(advise(design, AS_OF)) == topology(advise(shuffled, AS_OF))


@given(
    sizes=st.lists(st.integers(1, 30), max_size=8),
    hosts=st.integers(1, 12),
    drawn=st.integers(1, 4),
    side=st.sampled_from((-1, 0, 1)),
)
def test_groups_stay_apart(sizes: list[int], hosts: int, drawn: int, side: int) -> None:
    groups = [Group(str(number), size, side=side) for number, size in enumerate(sizes)]
    columns = place(groups, hosts, drawn)
    assert len(columns) == hosts
    members = sorted(
        (stack.key, number) for column in columns for stack in column for number in stack.numbers
    )
    assert members == sorted(
        (group.key, number) for group in groups for number in range(group.count)
    )
    for column in columns:
        keys = [stack.key for stack in column]
        assert len(keys) == len(set(keys)), "a group has one place on a host"
    for group in groups:
        on_hosts = [
            len(stack.numbers) for column in columns for stack in column if stack.key == group.key
        ]
        assert max(on_hosts) <= -(-group.count // hosts), "no host has more than its share"


@given(size=st.integers(1, 5), hosts=st.integers(2, 5))
def test_copies_keep_away_from_what_they_copy(size: int, hosts: int) -> None:
    groups = [Group("primary", size), Group("copy", size, away_from="primary")]
    for column in place(groups, hosts, drawn=4):
        numbers = {stack.key: set(stack.numbers) for stack in column}
        assert numbers.get("primary", set()).isdisjoint(numbers.get("copy", set()))


@pytest.mark.parametrize(("side", "host"), [(-1, 0), (1, 2)])
def test_a_group_stands_on_its_side(side: int, host: int) -> None:
    columns = place([Group("one", 1, side=side)], 3, drawn=4)
    assert [bool(column) for column in columns] == [number == host for number in range(3)]


@pytest.mark.parametrize("hosts", [2, 3, 4])
def test_members_of_one_protection_are_drawn_on_different_hosts(hosts: int) -> None:
    drawn = topology(advise(protected_design(hosts, 2), AS_OF))
    for names in hosts_of(drawn.sites[0]).values():
        groups = [name.split("-")[0] for name in names]
        assert len(groups) == len(set(groups))
    machines = [name for names in hosts_of(drawn.sites[0]).values() for name in names]
    for workload in ("CLUSTER", "FARM", "GROUP"):
        assert {f"{workload}-1", f"{workload}-2"} <= set(machines)
