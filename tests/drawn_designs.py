"""Designs for the tests of the drawings: any answer to any question, names that try to do harm."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from facts.design import Design, Entity, Link, same_name
from facts.question_bank import UNKNOWN, Question, Value, questions
from knowledge.advice import Advice, decision_id
from knowledge.decisions import DECISIONS

AS_OF = "2026-11-22"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>",
    "\\N \\G \\L",
    "{a|b}",
    "\"quoted\" 'name'",
    "a&amp;b &lt;c&gt;",
    "</TD></TR></TABLE>",
    "<B>",
    "]]>",
    "%s {0} {name}",
    "C:\\new\\table",
    "--",
    "ab\u202etxt.exe",
    "line\nbreak",
    "bell\x07nul\x00",
    "\ufffe\ud800",
    "\u05e9\u05dc\u05d5\u05dd",
    "A" * 100,
    "長い名前" * 25,
    "x" * 23 + "\u202e" * 5,
)


def _answer(question: Question) -> st.SearchStrategy[Value]:
    found: st.SearchStrategy[Value] = st.sampled_from(tuple(question.words) or ("0",))
    if question.kind == "count":
        found = st.sampled_from((1, 2, 3, 4, 5, 12))
    if question.kind == "duration":
        found = st.sampled_from((0, 30, 300, 3600, 86400))
    return found | st.just(UNKNOWN) if question.may_be_unknown else found


@st.composite
def answers(draw: st.DrawFn, entity: str) -> dict[str, Value]:
    """Required answers, and any of the others."""
    given: dict[str, Value] = {}
    for question in questions(entity):
        asked = question.required or draw(st.integers(0, 2)) == 0
        if asked and question.kind not in ("text", "date", "site"):
            given[question.id] = draw(_answer(question))
    return given


@st.composite
def designs(draw: st.DrawFn, hostile: bool = False) -> Design:
    """A design of one to three sites and up to six workloads, with any answers."""
    name = st.sampled_from(HOSTILE if hostile else tuple("ABCDEFGHIJKL"))
    names: list[str] = draw(st.lists(name, min_size=1, max_size=9, unique_by=same_name))
    count = draw(st.integers(1, min(3, len(names))))
    sites = [Entity(one, draw(answers("site"))) for one in names[:count]]
    workloads = []
    for one in names[count:]:
        given = draw(answers("workload")) | {"site": draw(st.sampled_from(names[:count]))}
        others = [site for site in names[:count] if site != given["site"]]
        if draw(st.booleans()) and others:
            given |= {"second_copy.site": draw(st.sampled_from(others)), "survive.site": "yes"}
        workloads.append(Entity(one, given))
    links = [Link((one.name, other.name), draw(answers("link"))) for one, other in pairwise(sites)]
    return Design({"project": names[0]}, tuple(sites), tuple(links), tuple(workloads))


def protected_design(hosts: int, members: int) -> Design:
    """A guest cluster, a farm and an application with high availability of its own at one site."""
    site = Entity(
        "Main",
        {"host_release": "2022", "host_count": hosts, "shared_storage.fc-san": "yes"},
    )
    common: dict[str, Value] = {"site": "Main", "instances": members, "survive.host": "yes"}
    workloads = (
        Entity(
            "CLUSTER",
            {
                **common,
                "product": "sql-server",
                "deployment": "fci",
                "guest_storage.vhd-set": "yes",
            },
        ),
        Entity("FARM", {**common, "product": "other", "stateful": "no", "survive.service": "yes"}),
        Entity("GROUP", {**common, "product": "sql-server", "deployment": "ag"}),
        Entity("PRINT", {"site": "Main", "product": "print-server"}),
    )
    return Design({}, (site,), (), workloads)


_KINDS: tuple[tuple[str, int, Mapping[str, Value]], ...] = (
    (
        "WEB",
        12,
        {"product": "other", "stateful": "no", "survive.host": "yes", "survive.service": "yes"},
    ),
    ("APP", 1, {"product": "other", "stateful": "yes", "cluster_aware": "no"}),
    ("SQL", 2, {"product": "sql-server", "product_release": "2022", "deployment": "ag"}),
    ("PRINT", 1, {"product": "print-server"}),
    (
        "FCI",
        2,
        {"product": "sql-server", "deployment": "fci", "guest_storage.iscsi": "yes"},
    ),
)
_AMONG_SITES = ("APP", "SQL")


def estate(sites: int, hosts: int, machines: int) -> Design:
    """So many sites of so many hosts, and so many machines of every kind, half of them copied."""
    names = ["Tokyo", "Osaka", "Sendai", "Fukuoka"][:sites]
    answers: dict[str, Value] = {"host_release": "2022", "host_count": hosts}
    answers["shared_storage.fc-san"] = "yes"
    found: list[Entity] = []
    left = machines
    while left:
        number = len(found)
        kind, count, own = _KINDS[number % len(_KINDS)]
        home = number // len(_KINDS) % sites
        given: dict[str, Value] = {
            **own,
            "site": names[home],
            "instances": min(count, left),
            "survive.host": "yes",
        }
        if sites > 1 and kind in _AMONG_SITES:
            given |= {"survive.site": "yes", "second_copy.site": names[(home + 1) % sites]}
        found.append(Entity(f"{kind}-{number:03}", given))
        left -= min(count, left)
    ends = [Link(ends, {"connected": "yes", "trust": "same-domain"}) for ends in pairwise(names)]
    return Design(
        {"project": "Estate", "version": "1.0"},
        tuple(Entity(name, answers) for name in names),
        tuple(ends),
        tuple(found),
    )


def decided(
    advice: Advice,
    topic: str,
    name: str,
    *,
    chosen: str = "",
    provisional: str = "",
    wished: str = "",
    verdicts: Mapping[str, str] | None = None,
) -> Advice:
    """The advice with one decision as if rules had taken it that way.

    Options not named in ``verdicts`` keep theirs.
    """
    told = verdicts or {}
    wanted = decision_id(topic, DECISIONS[topic].subject, name)
    decisions = []
    for one in advice.decisions:
        if one.id == wanted:
            options = tuple(
                replace(
                    option,
                    verdict=told.get(option.id, option.verdict),
                    wished=option.id == wished,
                )
                for option in one.options
            )
            decisions.append(
                replace(one, chosen=chosen, provisional=provisional, options=options, shown=True)
            )
        else:
            decisions.append(one)
    return replace(advice, decisions=tuple(decisions))


def texts(svg: bytes) -> list[str]:
    """Pieces of text in a picture, with ordinary spaces."""
    found = [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    return [text.replace("\u00a0", " ") for text in found]
