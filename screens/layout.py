"""Quorum, storage and networks of a site: a table of what was decided, the options below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from documents.report_layout import QUORUM, STORAGE, of_network
from knowledge.advice import Advice, DecisionTaken
from knowledge.decisions import DECISIONS, NETWORKS
from knowledge.explanation import decision_label, option_label
from knowledge.inquiry.overview import lost_wish
from knowledge.judgement import UNDETERMINED, VERDICTS
from knowledge.words import word
from screens import changes
from screens.details import details
from screens.index import Index
from screens.language import current, say
from screens.markdown import escaped
from screens.options import show_all
from screens.verdicts import badge, chip, outcome_chip

_OWN = "own-network"


def show(found: Index, site: str) -> None:
    """Show the tables for a site."""
    advice = found.advice
    _items(found, site, "quorum", QUORUM)
    _items(found, site, "storage", STORAGE)
    with st.container(gap="xsmall"):
        networks = {kind: _of(advice, site, kind) for kind in NETWORKS}
        columns = ("network", "verdict", "redundancy", "switch", "role")
        heads = [say(f"layout.column.{one}") for one in columns]
        rows = [_row(found, kind, some) for kind, some in networks.items()]
        st.markdown(f"## {say('layout.networks')}\n\n{_table(heads, rows)}", anchors=False)
        for kind, some in networks.items():
            shown = [one for one in some if one.shown]
            _options(found, _name(kind), shown, f"{site}\n{kind}")


def _items(found: Index, site: str, about: str, topics: Iterable[str]) -> None:
    """Show a table with a row for each decision on some topics, as far as they are taken."""
    shown = [one for one in (found.advice.decision(topic, site) for topic in topics) if one.shown]
    if not shown:
        return
    with st.container(gap="xsmall"):
        title = say(f"layout.{about}")
        heads = [say(f"layout.column.{one}") for one in ("item", "verdict", "decision")]
        rows = [
            [escaped(decision_label(one.topic, current())), outcome_chip(one), _taken(found, one)]
            for one in shown
        ]
        st.markdown(f"## {title}\n\n{_table(heads, rows)}", anchors=False)
        _options(found, title, shown, f"{site}\n{about}")


def _of(advice: Advice, site: str, kind: str) -> list[DecisionTaken]:
    return [advice.decision(topic, site) for topic in of_network(kind)]


def _row(found: Index, kind: str, decisions: Sequence[DecisionTaken]) -> list[str]:
    own, *others = decisions
    taken = _OWN in own.racing
    name = f"**{escaped(word(f'network.short.{kind}', current()))}**"
    if not taken or lost_wish(own):
        name += f": {_taken(found, own)}"
    if not taken:
        return [name, _worst([own]), "", "", ""]
    redundancy, switch, role, *metric = [_taken(found, one) for one in others]
    if metric:
        role += say("list-comma") + say("layout.metric", option=metric[0])
    return [name, _worst(decisions), redundancy, switch, role]


def _name(kind: str) -> str:
    name = word(f"network.{kind}", current())
    return escaped(name[:1].upper() + name[1:])


def _taken(found: Index, decision: DecisionTaken) -> str:
    """What is taken, what the architect had planned instead, and what was taken before."""
    leading = decision.chosen or decision.provisional or "none"
    said = escaped(option_label(decision.topic, leading, current()))
    if decision.provisional:
        said += f" ({say('mark.provisional')})"
    lost = lost_wish(decision)
    if lost:
        planned = escaped(option_label(decision.topic, lost, current()))
        mark = "layout.plan-lost" if DECISIONS[decision.topic].planned else "layout.wish-lost"
        said += f" {badge(say(mark), 'orange')} {planned}"
    return said + changes.mark_of_decision(found, decision)


def _worst(decisions: Sequence[DecisionTaken]) -> str:
    """The verdict of the row: nothing acceptable, else open, else the worst of what is taken."""
    if any(one.outcome == "none" for one in decisions):
        return badge(word("option.none", current()), "red")
    if any(one.provisional for one in decisions):
        return chip(UNDETERMINED)
    verdicts = [one.option(one.chosen).verdict for one in decisions]
    return chip(min(verdicts, key=VERDICTS.index))


def _options(found: Index, title: str, decisions: Sequence[DecisionTaken], key: str) -> None:
    with details(say("layout.options", title=title), key=f"{key}\noptions") as opened:
        if opened.open:
            for decision in decisions:
                show_all(found, decision)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
