"""Designs whose networks are decided as a test wants them, whatever the rules say."""

from __future__ import annotations

from functools import cache

from diagrams.model import say
from diagrams.network_tables import Networks
from diagrams.networks import networks
from diagrams.views import VIEWS
from facts.design import Design, Entity
from facts.question_bank import Value
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.decisions import NETWORKS, REDUNDANCIES, ROLES
from tests.drawn_designs import AS_OF, decided

FAMILIES = {
    "network": ("own-network", "nothing"),
    "network_redundancy": REDUNDANCIES,
    "virtual_switch": ("no-switch", "own-switch", "shared-switch"),
    "network_role": ROLES,
}
"""What is decided about each kind of network, with the options."""


def design(hosts: Value = 3, **answers: Value) -> Design:
    """A site with a host cluster; keys of answers have underscores for dots and hyphens."""
    given: dict[str, Value] = {
        "host_release": "2022",
        "host_count": hosts,
        "host_edition": "datacenter",
        "shared_storage.fc-san": "yes",
        "wishes.platform": "host-cluster",
        **answers,
    }
    workload = Entity("APP", {"site": "Main", "product": "other", "survive.host": "yes"})
    return Design({}, (Entity("Main", given),), (), (workload,))


def clustered(hosts: Value = 3, **answers: Value) -> Advice:
    """An advice in which every network stands with a team, whatever the rules say."""
    advice = advise(design(hosts, **answers), AS_OF)
    advice = decided(advice, "platform", "Main", chosen="host-cluster")
    advice = decided(advice, "csv_metric", "Main", chosen="automatic")
    fine = dict.fromkeys(("own-network", "lbfo-team", "no-switch", "1"), "suitable")
    for kind in NETWORKS:
        for family, option in (
            ("network", "own-network"),
            ("network_redundancy", "lbfo-team"),
            ("virtual_switch", "no-switch"),
            ("network_role", "1"),
        ):
            advice = decided(advice, f"{family}.{kind}", "Main", chosen=option, verdicts=fine)
    return advice


@cache
def clustered_once(hosts: int = 3) -> Advice:
    return clustered(hosts)


def check_words(advice: Advice, language: str) -> None:
    """Every site, row and note is a line of the text, and the other way round."""
    drawn = networks(advice)
    _, *lines = VIEWS["network"].alternative_text(advice, language).split("\n")
    said = list(pieces(drawn, language))
    assert len(lines) == len(said)
    for line, parts in zip(lines, said, strict=True):
        for part in parts:
            assert part in line


def pieces(drawn: Networks, language: str) -> list[list[str]]:
    found = []
    for table in drawn.tables:
        found.append([say(text, language) for text in (table.name, *table.lines, *table.hosts)])
        for row in table.rows:
            entries = (row.network, row.adapters, row.redundancy, row.switch, row.role)
            found.append(
                [table.name, *(say(text, language) for entry in entries for text in entry.texts())]
            )
        found += [[table.name, say(note.name, language)] for note in table.notes]
    return found
