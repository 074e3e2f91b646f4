"""A design with other answers at some points: what the rules may read of each subject then."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Generic, TypeVar

from facts.answers import resolve
from facts.design import Design, Link
from facts.question_bank import Value, by_id
from knowledge.advice import Fact
from knowledge.subjects import (
    Answers,
    resolve_all,
    site_fact,
    target_sites,
    workload_fact,
)
from knowledge.tally import read_about
from knowledge.wide_fact import WideFact

Subject = tuple[str, str]
"""``site`` or ``workload``, and its name."""
Asked = tuple[str, str]
"""An entity such as ``site:Main``, and the id of a question asked about it."""
Altered = Mapping[str, tuple[tuple[str, Value], ...]]
"""For each entity the questions answered differently, in order, with their answers."""
_MOST_RESOLVED = 256
"""Sites whose answers are remembered, each as it was in some variation."""
_T = TypeVar("_T")


class Latest(Generic[_T]):
    """Things made for a key; those used last are kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, _T] = OrderedDict()

    def of(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """The thing of a key, made if need be."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return self.put(key, make())

    def put(self, key: Hashable, thing: _T) -> _T:
        """Keep a thing in place of the one there was."""
        self._kept[key] = thing
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return thing


class Varied:
    """The subjects of one design, and what they would be like after some changes.

    ``places`` names for each workload its site, and where its second copy may be; no change of a
    point moves them. ``read`` are the questions that what is said of a subject can follow from.
    """

    def __init__(self, design: Design, as_of: str) -> None:
        """Look at the design as it is, judged on a date."""
        self._design, self._as_of = design, as_of
        self.present = resolve_all(design, as_of=as_of)
        self.places = {name: self._places_of(name) for name in sorted(self.present.workloads)}
        self.subjects: list[Subject] = [("site", one) for one in sorted(self.present.sites)]
        self.subjects += [("workload", one) for one in self.places]
        self._resolved = Latest[Answers](_MOST_RESOLVED)
        self.read = {one: frozenset(self._read_by(self.fact(one, {}))) for one in self.subjects}

    def at(self, site: str) -> list[str]:
        """Names of the workloads at a site."""
        return [name for name, (home, *_) in self.places.items() if home == site]

    def _places_of(self, workload: str) -> tuple[str, ...]:
        """The site of a workload, and where its second copy may be; no change moves them."""
        home = str(self.present.workloads[workload]["site"].value)
        targets = (one or home for one in target_sites(self.present, workload))
        return tuple(dict.fromkeys((home, *targets)))

    def _read_by(self, fact: WideFact) -> Iterator[Asked]:
        """The questions that the fields of a subject follow from, those before them included."""
        home = self.places[fact.name][0] if fact.kind == "workload" else fact.name
        waiting = {(one.entity, one.question) for one in _carrying(fact)}
        found: set[Asked] = set()
        while waiting:
            entity, question = one = waiting.pop()
            found.add(one)
            asked = by_id(entity.partition(":")[0])[question]
            waiting |= {(entity, before) for before in asked.before} - found
            if asked.default_from:
                waiting |= {(f"site:{home}", asked.default_from)} - found
        yield from found

    def touching(self, subject: Subject, altered: Altered) -> Hashable:
        """The changes that can touch a subject by itself."""
        read = self.read[subject]
        return tuple(
            [
                (entity, question, value)
                for entity, answers in altered.items()
                for question, value in answers
                if (entity, question) in read
            ]
        )

    def fact(self, subject: Subject, altered: Altered) -> WideFact:
        """The wide fact of a subject after some changes, from answers alone."""
        kind, name = subject
        if kind == "site":
            return site_fact(name, self._site(name, altered))
        given = self._design.workload(name).answers
        places = {one: self._site(one, altered) for one in self.places[name]}
        home = places[self.places[name][0]]
        (around,) = home.sites.values()
        own = resolve(
            "workload",
            {**given, **dict(altered.get(f"workload:{name}", ()))},
            {question: answer.value for question, answer in around.items()},
        )
        answers = Answers(
            design=home.design,
            sites={**self.present.sites, **{one: places[one].sites[one] for one in places}},
            workloads={name: own},
            around=home.around,
            as_of=self._as_of,
        )
        return workload_fact(name, Design(links=tuple(self._links(name, altered))), answers)

    def _links(self, workload: str, altered: Altered) -> Iterator[Link]:
        """The connections to where a second copy may be, after some changes."""
        home, *others = self.places[workload]
        for one in others:
            link = self._design.link(home, one)
            change = dict(altered.get(f"link:{link.name}", ()))
            yield replace(link, answers={**link.answers, **change})

    def _site(self, name: str, altered: Altered) -> Answers:
        """The answers about the design and about one site after some changes."""
        general, own = altered.get("design:", ()), altered.get(f"site:{name}", ())

        def resolved() -> Answers:
            site = self._design.site(name)
            answers = {**self._design.answers, **dict(general)}
            changed = replace(site, answers={**site.answers, **dict(own)})
            return resolve_all(Design(answers=answers, sites=(changed,)), as_of=self._as_of)

        return self._resolved.of((name, general, own), resolved)


def _carrying(fact: WideFact) -> Iterator[Fact]:
    """The answers that matter to a subject: its own, and of others those that something reads."""
    origins = fact.origins.values()
    read = read_about(fact.kind).union(*[one.reference for one in origins])
    own = f"{fact.kind}:{fact.name}"
    yield from (one for one in origins if one.question and (one.entity == own or one.field in read))
