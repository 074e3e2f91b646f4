"""The smallest design that still shows a fault: answers are dropped while it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from facts.design import Design, Entity
from facts.question_bank import by_id
from knowledge.inquiry.faults import Fault
from knowledge.inquiry.tried import Tried

_COPY, _SITE = "second_copy.site", "site"


def shrunk(fault: Fault) -> Fault:
    """The fault with a design from which nothing can be dropped; as it is without a design.

    The rule base has to be the one in place.
    """
    if fault.design is None:
        return fault
    return replace(fault, design=smallest(fault.design, lambda one: _shows(one, fault)))


def _shows(design: Design, fault: Fault) -> bool:
    seen = Tried()
    seen.see(design)
    if fault.kind == "gap":
        return fault.about in seen.silent
    if fault.kind in ("contradiction", "overlap"):
        return seen.first_where(*fault.rules) is not None
    return fault.key in seen.faults


def smallest(design: Design, shows: Callable[[Design], bool]) -> Design:
    """A design from which no workload, site, link or answer can be dropped while it shows."""
    while True:
        smaller = next((one for one in _smaller(design) if shows(one)), None)
        if smaller is None:
            return design
        design = smaller


def _smaller(design: Design) -> Iterator[Design]:
    """Designs with less: the largest things first, halves of answers before single ones."""
    for gone in design.workloads:
        if len(design.workloads) > 1:
            others = tuple(one for one in design.workloads if one is not gone)
            yield replace(design, workloads=others)
    for site in design.sites:
        if not any(
            site.name in (one.answers[_SITE], one.answers.get(_COPY)) for one in design.workloads
        ):
            yield replace(
                design,
                sites=tuple(one for one in design.sites if one is not site),
                links=tuple(one for one in design.links if site.name not in one.between),
            )
    for link in design.links:
        yield replace(design, links=tuple(one for one in design.links if one is not link))
    yield from _fewer_answers(design)


def _fewer_answers(design: Design) -> Iterator[Design]:
    places = [("design", 0, key) for key in design.answers]
    for kind, entities in (("site", design.sites), ("workload", design.workloads)):
        places += [
            (kind, place, key)
            for place, entity in enumerate(entities)
            for key in entity.answers
            if not by_id(kind)[key].required
        ]
    places += [
        ("link", place, key) for place, one in enumerate(design.links) for key in one.answers
    ]
    size = len(places)
    while size:
        for begin in range(0, len(places), size):
            yield _without(design, places[begin : begin + size])
        size //= 2


def _without(design: Design, places: list[tuple[str, int, str]]) -> Design:
    gone = set(places)

    def kept(kind: str, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        return tuple(
            replace(
                one,
                answers={
                    key: value
                    for key, value in one.answers.items()
                    if (kind, place, key) not in gone
                },
            )
            for place, one in enumerate(entities)
        )

    return replace(
        design,
        answers={key: one for key, one in design.answers.items() if ("design", 0, key) not in gone},
        sites=kept("site", design.sites),
        workloads=kept("workload", design.workloads),
        links=tuple(
            replace(
                one,
                answers={
                    key: value
                    for key, value in one.answers.items()
                    if ("link", place, key) not in gone
                },
            )
            for place, one in enumerate(design.links)
        ),
    )
