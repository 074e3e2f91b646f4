"""The recommendation in words: a sentence for the whole design, for sites, and for workloads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from documents.report_layout import is_layout
from documents.wording import sentences, spaced
from knowledge.advice import DecisionTaken
from knowledge.decisions import DECISIONS
from knowledge.explanation import areas, option_label
from knowledge.inquiry.overview import (
    BY_HAND,
    HOST_FAILURE,
    NONE,
    NOT_ASKED,
    OPEN,
    PROTECTED,
    Outcome,
    Overview,
    lost_wish,
)
from knowledge.inquiry.standing import Standing, standing
from knowledge.layers import layer_of
from knowledge.words import word
from screens.language import current, say
from screens.markdown import escaped

NAMED = 3
"""Names that are told one by one; of more the first two, and how many others."""


def tell(key: str, **values: object) -> str:
    """A text of the screens with its values, spaced as Japanese is written."""
    return spaced(word(f"screens.{key}", current()), current(), **values)


def counted(key: str, count: int) -> str:
    """A text that is another one for a single thing: ``key.one`` or ``key.many``."""
    return tell(f"{key}.{'one' if count == 1 else 'many'}", count=count)


def folded(names: Sequence[str]) -> str:
    """Names as a list in a sentence, short however many there are."""
    return in_brief([escaped(one) for one in names[:NAMED]], len(names))


def in_brief(items: Sequence[str], count: int = 0) -> str:
    """The first of some items that are Markdown already, and how many others there are."""
    comma, count = say("list-comma"), count or len(items)
    if count == 1:
        return items[0]
    if count > NAMED:
        return tell("names.more", names=comma.join(items[:2]), count=count - 2)
    return tell("names.last", names=comma.join(items[:-1]), last=items[-1])


def lead(overview: Overview) -> str:
    """The whole design in two or three sentences."""
    return sentences([*_platforms(overview), _protection(overview), _copies(overview)], current())


def notes(overview: Overview, unknown: int) -> str:
    """What a reader of the lead must not overlook; ``unknown`` is how many answers are."""
    lost = ["plan" if DECISIONS[one.topic].planned else "wish" for one in overview.not_taken]
    points = [
        counted(f"note.{key}", count)
        for key, count in (
            ("critical", overview.findings("critical")),
            ("without", len(overview.without_option)),
            ("plan", lost.count("plan")),
            ("wish", lost.count("wish")),
            ("discouraged", len(overview.discouraged)),
            ("unknown", unknown),
        )
        if count
    ]
    return tell("note", points=say("list-comma").join(points)) if points else ""


def _platforms(overview: Overview) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for name, one in overview.sites.items():
        found.setdefault(one.option if one.firm else "open", []).append(name)
    for kind in ("host-cluster", "standalone", "open", "none"):
        names = found.get(kind, [])
        if not names:
            continue
        if kind == "host-cluster":
            key = "lead.cluster.one" if len(names) == 1 else "lead.cluster.many"
            yield tell(key, names=folded(names), count=len(names))
        else:
            key = "lead.standalone" if kind == "standalone" else f"lead.platform.{kind}"
            yield tell(key, names=folded(names))


def _protection(overview: Overview) -> str:
    found, count = overview.at_host_failure, len(overview.workloads)
    protected = len(found[PROTECTED])
    if not count:
        return ""
    if protected == count:
        every = {1: "the-one", 2: "both"}.get(count, "all")
        return tell(f"lead.protected.{every}", count=count)
    if len(found[OPEN]) == count:
        return tell("lead.protected.open")
    if len(found[BY_HAND]) == count:
        return tell("lead.protected.by-hand")
    others = say("list-comma").join(
        tell(f"lead.others.{kind}", count=len(found[kind]))
        for kind in HOST_FAILURE
        if kind in (OPEN, BY_HAND, NOT_ASKED, NONE) and found[kind]
    )
    key = "lead.protected.some" if protected else "lead.protected.none"
    return tell(key, protected=protected, count=count, others=others)


def _copies(overview: Overview) -> str:
    site, host = (len(overview.copied[where]) for where in ("site", "host"))
    if host and len(overview.at_host_failure[BY_HAND]) == len(overview.workloads):
        host = 0  # that is what an operator switches over to, which has been said
    if not site and not host:
        return ""
    where = "both" if site and host else "site" if site else "host"
    if len(overview.workloads) == 1:
        return tell(f"lead.copied.the-one.{where}")
    if where == "both":
        return tell("lead.copied.both", site=site, host=host)
    return counted(f"lead.copied.{where}", site or host)


def site_sentence(platform: Standing, storage: DecisionTaken, lost: Collection[str]) -> str:
    """What is recommended for the hosts of a site; ``lost`` are topics of plans not taken."""
    said = [_platform(platform, storage)]
    if lost:
        named = [escaped(area) for area in areas(lost, current())]
        said.append(tell("site.lost", what=say("list-comma").join(named)))
    return sentences(said, current())


def _platform(platform: Standing, storage: DecisionTaken) -> str:
    if platform.option == "none":
        return tell("platform.none")
    if not platform.firm:
        return tell("platform.open", option=option("platform", platform.option))
    if platform.option != "host-cluster" or not storage.shown:
        return tell(f"site.{platform.option}")
    held = standing(storage)
    if held.option == "none":
        return tell("site.host-cluster-on-nothing")
    key = "site.host-cluster-on" if held.firm else "site.host-cluster-perhaps-on"
    return tell(key, storage=option(storage.topic, held.option))


def workload_sentence(outcome: Outcome) -> str:
    """What is recommended for workloads of one outcome."""
    said = [_pair(outcome.pair)]
    if outcome.copy is not None:
        said.append(_copy(outcome.copy, outcome.copy_to))
    return sentences(said, current())


def _pair(pair: Standing) -> str:
    if pair.option == "none":
        return tell("workload.none")
    if not pair.firm:
        return tell("workload.open", option=option("pair", pair.option))
    guest, host = layer_of("guest_layer", pair.option), layer_of("host_layer", pair.option)
    if guest == "nothing":
        return tell(f"workload.nothing.{host}")
    return tell(f"workload.guest.{host}", guest=tell(f"guest.{guest}"))


def _copy(copy: Standing, place: str) -> str:
    if copy.option == "none":
        return tell("copy.none")
    if not copy.firm:
        return tell("copy.open", copy=option("second_copy", copy.option))
    if copy.option == "nothing":
        return ""
    if place:
        return tell(f"copy.{copy.option}.site", site=escaped(place))
    return tell(f"copy.{copy.option}.host")


def option(topic: str, name: str) -> str:
    """An option as a noun phrase."""
    return escaped(option_label(topic, name, current()))


def lost_layouts(decisions: Collection[DecisionTaken]) -> list[str]:
    """Topics of networks and storage where what was planned or wished for is not taken."""
    return [one.topic for one in decisions if is_layout(one.topic) and lost_wish(one)]
