"""Changes to a design, as functions from design to design; no streamlit in here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from facts.design import Design, Entity, Link, same_name
from facts.design_builder import MOST_SITES, MOST_WORKLOADS
from facts.design_file import Problem, parse, write
from facts.question_bank import UNKNOWN, Question, Value, by_id, questions
from facts.scalars import LONGEST_NAME, ScalarProblem, check_name
from knowledge.words import LANGUAGES, word


@dataclass(frozen=True)
class Place:
    """Whose answers are meant: the design's, a site's, a workload's or those of two sites' link."""

    entity: str
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Text that tells places apart, for the keys of widgets; no name holds a line break."""
        return "\n".join((self.entity, *self.names))


WHOLE = Place("design")
_MOST_DIGITS = 9
"""A name may end in more digits than this; those before them are no number to count on."""


def blank(language: str) -> Design:
    """One site and one workload at it, with nothing answered yet."""
    site = word("screens.new-site", language, number=1)
    workload = word("screens.new-workload", language, number=1)
    return Design(sites=(Entity(site),), workloads=(Entity(workload, {"site": site}),))


def is_blank(design: Design) -> bool:
    """Whether nothing of a design would be lost by throwing it away."""
    return any(design == blank(language) for language in LANGUAGES)


def link_places(design: Design) -> tuple[Place, ...]:
    """Each two sites of a design."""
    names = [site.name for site in design.sites]
    return tuple(Place("link", pair) for pair in combinations(names, 2))


def named_place(design: Design, entity: str, name: str) -> Place:
    """The place that the advice calls so; of a link the name says both sites.

    Raises StopIteration when there is no such link.
    """
    if entity == "link":
        places = link_places(design)
        return next(one for one in places if design.link(*one.names).name == name)
    return Place(entity, (name,)) if name else WHOLE


def answers_at(design: Design, place: Place) -> Mapping[str, Value]:
    """The answers given at a place; raises KeyError when there is no such site or workload."""
    if place.entity == "site":
        return design.site(*place.names).answers
    if place.entity == "workload":
        return design.workload(*place.names).answers
    return design.link(*place.names).answers if place.entity == "link" else design.answers


def answered(design: Design, place: Place, question: Question, value: Value | None) -> Design:
    """The design with one more answer, or with one taken back (None).

    A second copy at the site to which its workload moves is none any more.
    """
    given = {**answers_at(design, place)}
    given.pop(question.id, None)
    if value is not None:
        given[question.id] = value
    return _with_answers(design, place, _fitting(place.entity, given))


def _fitting(entity: str, given: Mapping[str, Value]) -> Mapping[str, Value]:
    """Answers in the bank's order, but for a copy at the site where its workload runs itself."""
    at_home = "site" in given and given["site"] == given.get("second_copy.site")
    left_out = "second_copy.site" if at_home else ""
    return {path: given[path] for path in by_id(entity) if path in given and path != left_out}


def _with_answers(design: Design, place: Place, answers: Mapping[str, Value]) -> Design:
    if place.entity == "design":
        return replace(design, answers=answers)
    if place.entity == "link":
        return replace(design, links=_links_with(design, place, answers))
    entities = design.sites if place.entity == "site" else design.workloads
    changed = tuple(
        replace(one, answers=answers) if (one.name,) == place.names else one for one in entities
    )
    return _with_entities(design, place.entity, changed)


def _links_with(design: Design, place: Place, answers: Mapping[str, Value]) -> tuple[Link, ...]:
    old = design.link(*place.names)
    new = (replace(old, answers=answers),) if answers else ()
    if old not in design.links:
        return (*design.links, *new)
    return tuple(link for one in design.links for link in (new if one == old else (one,)))


def _with_entities(design: Design, entity: str, entities: tuple[Entity, ...]) -> Design:
    if entity == "site":
        return replace(design, sites=entities)
    return replace(design, workloads=entities)


def with_site(design: Design, language: str) -> Design:
    """The design with one more site, unless it has as many as a design file may have."""
    if len(design.sites) >= MOST_SITES:
        return design
    name = _unused(design.sites, "screens.new-site", language)
    return replace(design, sites=(*design.sites, Entity(name)))


def with_workload(design: Design, language: str, like: str = "") -> Design:
    """The design with one more workload: an unanswered one, or one answered ``like`` another.

    It stays as it is when it has as many as a design file may have.
    """
    if like:
        return with_copies(design, like, 1)
    if len(design.workloads) >= MOST_WORKLOADS:
        return design
    name = _unused(design.workloads, "screens.new-workload", language)
    new = Entity(name, {"site": design.sites[0].name})
    return replace(design, workloads=(*design.workloads, new))


def with_copies(design: Design, like: str, count: int) -> Design:
    """The design with so many more workloads answered ``like`` one, with counted names.

    They stand right after it, so that those alike stay together. No more are added than a
    design file may have. Raises KeyError when there is no workload of that name.
    """
    first = design.workload(like)
    fitting = max(0, min(count, MOST_WORKLOADS - len(design.workloads)))
    taken = {same_name(one.name) for one in design.workloads}
    copies = tuple(Entity(name, first.answers) for name in counted(like, fitting, taken))
    place = design.workloads.index(first) + 1
    workloads = (*design.workloads[:place], *copies, *design.workloads[place:])
    return replace(design, workloads=workloads)


def counted(name: str, count: int, taken: Collection[str]) -> list[str]:
    """So many names that go on counting from one: ``SQL-01`` is followed by ``SQL-02``.

    One without a number is taken for the first. ``taken`` holds names that are left out, in the
    form of ``same_name``.
    """
    stem, digits = _numbered(name)
    found: list[str] = []
    number = int(digits)
    while len(found) < count:
        number += 1
        end = str(number).zfill(len(digits))
        following = stem[: LONGEST_NAME - len(end)] + end
        if same_name(following) not in taken:
            found.append(following)
    return found


def _numbered(name: str) -> tuple[str, str]:
    """What a name begins with and the number it ends in; "1" after a space where it has none."""
    digits = name[len(name.rstrip("0123456789")) :][-_MOST_DIGITS:]
    return (name[: -len(digits)], digits) if digits else (f"{name} ", "1")


def _unused(entities: tuple[Entity, ...], key: str, language: str) -> str:
    taken = {same_name(one.name) for one in entities}
    number = len(entities) + 1
    while same_name(word(key, language, number=number)) in taken:
        number += 1
    return word(key, language, number=number)


def renamed(design: Design, place: Place, name: str) -> Design:
    """The design with a site or workload renamed, wherever it is referred to."""
    old = place.names[0]
    entities = design.sites if place.entity == "site" else design.workloads
    changed = tuple(replace(one, name=name) if one.name == old else one for one in entities)
    design = _with_entities(design, place.entity, changed)
    return design if place.entity == "workload" else _site_referred_to_as(design, old, name)


def _site_referred_to_as(design: Design, old: str, new: str | None) -> Design:
    """Replace references to a site; with ``None`` drop them."""
    links = (
        (link.between, tuple(new if name == old else name for name in link.between), link.answers)
        for link in design.links
    )
    return replace(
        design,
        links=tuple(
            Link((between[0], between[1]), answers)
            for _, between, answers in links
            if between[0] is not None and between[1] is not None
        ),
        workloads=tuple(
            replace(one, answers=dict(_references(one.answers, old, new)))
            for one in design.workloads
        ),
    )


def _references(
    answers: Mapping[str, Value], old: str, new: str | None
) -> Iterator[tuple[str, Value]]:
    bank = by_id("workload")
    for path, value in answers.items():
        if bank[path].kind != "site" or value != old:
            yield path, value
        elif new is not None:
            yield path, new


def naming_problem(design: Design, place: Place, name: str) -> Problem | None:
    """Why a site or workload cannot be given a name, by the rules of the design file."""
    if name == place.names[0]:
        return None
    try:
        check_name(name)
    except ScalarProblem as problem:
        return Problem(problem.code, 1, 1, problem.expected, name)
    renamed_one = renamed(design, place, name)
    # As the last of the file, so that a name it shares with another is called the second.
    sites, workloads = (
        tuple(sorted(some, key=lambda one: one.name == name))
        for some in (renamed_one.sites, renamed_one.workloads)
    )
    loaded = parse(write(completed(replace(renamed_one, sites=sites, workloads=workloads))))
    return loaded.problems[0] if loaded.problems else None


def without(design: Design, place: Place) -> Design:
    """The design without a site (and what refers to it) or without a workload."""
    entities = design.sites if place.entity == "site" else design.workloads
    left = tuple(one for one in entities if one.name != place.names[0])
    design = _with_entities(design, place.entity, left)
    if place.entity == "workload":
        return design
    return _site_referred_to_as(design, place.names[0], None)


def workloads_at(design: Design, site: str) -> tuple[str, ...]:
    """Names of the workloads that run at a site."""
    return tuple(one.name for one in design.workloads if one.answers.get("site") == site)


def missing(design: Design) -> tuple[tuple[Place, Question], ...]:
    """The required questions that are not answered yet, and where."""
    return tuple(
        (place, question)
        for place in entity_places(design)
        for question in questions(place.entity)
        if question.required and question.id not in answers_at(design, place)
    )


def entity_places(design: Design) -> tuple[Place, ...]:
    """Every site and every workload."""
    sites = tuple(Place("site", (one.name,)) for one in design.sites)
    return (*sites, *(Place("workload", (one.name,)) for one in design.workloads))


def completed(design: Design) -> Design:
    """The design with "unknown" for each required answer that is missing."""
    if not missing(design):
        return design
    return replace(
        design,
        sites=tuple(_completed(design, "site", one) for one in design.sites),
        workloads=tuple(_completed(design, "workload", one) for one in design.workloads),
    )


def _completed(design: Design, entity: str, one: Entity) -> Entity:
    unknown = {
        question.id: UNKNOWN if question.may_be_unknown else design.sites[0].name
        for question in questions(entity)
        if question.required and question.id not in one.answers
    }
    return replace(one, answers=_fitting(entity, {**one.answers, **unknown})) if unknown else one
