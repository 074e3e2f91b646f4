"""Which questions are still worth asking, and when the asking is over.

Every unanswered question is taken as unknown at once, its default too. What is firm then holds
whatever the answers turn out to be, so only a decision that is undetermined then can still turn,
and only by questions that it can rest on. No answer to any other question changes a choice; where
no decision is left undetermined, asking stops. Wishes, plans and the title block are no
requirements: they stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from operator import or_

from facts.answers import NOT_ASKED, Answer, is_asked, resolve
from facts.design import Design, Entity, Link
from facts.question_bank import UNKNOWN, Question, Value, by_id
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise
from knowledge.decisions import WISHES
from knowledge.inquiry.points import Point, names_of
from knowledge.subjects import Answers, answers_of

_KINDS = ("word", "count", "duration", "site")
LATER = "later"
"""Status of a question that comes up only with other answers than those assumed."""


@dataclass(frozen=True)
class Unanswered:
    """A question without an answer, asked of one entity or of several workloads alike.

    ``status`` is assumed, unknown or LATER. ``decisions`` are the ids of the undetermined
    decisions that can rest on it, of workloads alike the first; ``verdicts`` those of decisions
    that can rest on it with a verdict, while their choice is settled.
    """

    point: Point
    alike: tuple[str, ...]
    status: str
    decisions: tuple[str, ...]
    verdicts: tuple[str, ...]


@dataclass(frozen=True)
class OpenQuestions:
    """The questions of a design that have no answer, by whether they are worth asking.

    ``opened`` is the advice with all of them unknown. ``asked`` can be answered now, the one on
    which most decisions hang first; ``later`` come up with other answers. No answer to what is
    ``needless`` changes a choice. What the answers given exclude is none of them.
    """

    opened: Advice
    given: int
    undetermined: tuple[DecisionTaken, ...]
    asked: tuple[Unanswered, ...]
    later: tuple[Unanswered, ...]
    needless: tuple[Unanswered, ...]

    @property
    def over(self) -> bool:
        """Whether no answer to any question could change what is chosen."""
        return not self.asked and not self.later

    @property
    def spared(self) -> int:
        """How many questions need no answer; each workload counts."""
        return sum(len(one.alike) for one in self.needless)

    @property
    def total(self) -> int:
        """How many questions there are with the answers given, answered ones included."""
        open_ones = (*self.asked, *self.later, *self.needless)
        return self.given + sum(len(one.alike) for one in open_ones)


def open_questions(advice: Advice, before: OpenQuestions | None = None) -> OpenQuestions:
    """The open questions of the design of an advice, kept with it.

    With those of a design ``before`` this one, only what has changed is worked out.
    """

    def work() -> OpenQuestions:
        bare = _Unanswered(advice)
        earlier = before.opened if before is not None else None
        return _Sorting(bare, advise(bare.opened, advice.as_of, earlier)).sorted()

    return advice.once("open questions", work)


def counts(question: Question) -> bool:
    """Whether a question is about a requirement or the estate; wishes and titles are not."""
    varies = question.kind in _KINDS and not (question.required and question.kind == "site")
    return varies and question.id not in WISHES


def places_of(opened: Advice) -> Iterator[tuple[str, Mapping[str, Answer]]]:
    """Everything that questions are asked about: its name, and what each question amounts to."""
    return ((one.label, one.answers) for one in _places(opened.design, answers_of(opened)))


@dataclass(frozen=True)
class _Place:
    """Whose answers are meant: what was given, and what each question amounts to at present."""

    entity: str
    names: tuple[str, ...]
    given: Mapping[str, Value]
    answers: Mapping[str, Answer]

    @property
    def label(self) -> str:
        """The name that open questions give to whom it is asked about."""
        return " - ".join(self.names)


class _Unanswered:
    """What is unanswered in a design, and the design with all of it unknown."""

    def __init__(self, advice: Advice) -> None:
        self.places = list(_places(advice.design, answers_of(advice)))
        known: dict[tuple[int, int], tuple[str, ...]] = {}
        self.questions = {}
        for one in self.places:
            key = (id(one.given), id(one.answers))
            if key not in known:
                known[key] = tuple(_without_answer(one, len(advice.design.sites) > 1))
            self.questions[one.entity, one.names] = known[key]
        self.opened = self._opened(advice.design)

    def _opened(self, design: Design) -> Design:
        taken = {(one.entity, one.names): self._unknown(one) for one in self.places}

        def some(entity: str, entities: Iterable[Entity]) -> tuple[Entity, ...]:
            return tuple(replace(one, answers=taken[entity, (one.name,)]) for one in entities)

        links = [one for one in self.places if one.entity == "link"]
        return replace(
            design,
            answers=taken["design", ()],
            sites=some("site", design.sites),
            links=tuple(
                Link((one.names[0], one.names[1]), taken["link", one.names]) for one in links
            ),
            workloads=some("workload", design.workloads),
        )

    def _unknown(self, place: _Place) -> Mapping[str, Value]:
        """The answers of a place with all that is unanswered unknown.

        An answer that may not fit what others turn out to be is no answer to count on either.
        """
        without = frozenset(self.questions[place.entity, place.names])
        unsure = [one for one in place.given if not _fits(place, one, without)]
        return {**place.given, **dict.fromkeys((*without, *unsure), UNKNOWN)}


def _places(design: Design, answers: Answers) -> Iterator[_Place]:
    """Everything that questions are asked about; each two sites have a link."""
    yield _Place("design", (), design.answers, answers.design)
    for site in sorted(design.sites, key=lambda one: one.name):
        yield _Place("site", (site.name,), site.answers, answers.sites[site.name])
    for pair in combinations(sorted(names_of(design)), 2):
        link = design.link(*pair)
        yield _Place("link", pair, link.answers, resolve("link", link.answers))
    for one in sorted(design.workloads, key=lambda one: one.name):
        yield _Place("workload", (one.name,), one.answers, answers.workloads[one.name])


def _without_answer(place: _Place, several_sites: bool) -> Iterator[str]:
    for name, answer in place.answers.items():
        given, question = place.given.get(name), answer.question
        absent = given in (None, UNKNOWN) or answer.set_aside is not None
        if absent and counts(question) and (several_sites or question.kind != "site"):
            yield name


def _fits(place: _Place, question_id: str, open_ones: Collection[str]) -> bool:
    """Whether a given answer fits every value that the unanswered questions could have."""
    question, value = by_id(place.entity)[question_id], place.given[question_id]
    return all(
        value in words
        for other, table in question.choices_for.items()
        if other in open_ones
        for words in table.values()
    )


class _Sorting:
    """The unanswered questions by what can rest on them when all of them are unknown."""

    def __init__(self, bare: _Unanswered, opened: Advice) -> None:
        self._bare, self._opened = bare, opened
        shown = [one for one in opened.decisions if one.shown]
        firsts = [one for one in shown if opened.alike(one.subject, one.name)[0] == one.name]
        self._next: dict[str, list[str]] = {}
        for decision in shown:
            for above in decision.rests_on:
                self._next.setdefault(above, []).append(decision.id)
        # sets of decisions as bits: an answer about a site bears on each workload there
        self._firsts = firsts
        self._bits = {one.id: 1 << place for place, one in enumerate(firsts)}
        self._beneath: dict[str, int] = {}
        self._named: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def sorted(self) -> OpenQuestions:
        """Every unanswered question, with its decisions."""
        given, found = 0, dict[tuple[str, str, str, str], Unanswered]()
        reached = {
            (one.entity, one.name, one.question): self._together(one.decisions)
            for one in self._opened.open_questions
        }
        for place in self._bare.places:
            without = frozenset(self._bare.questions[place.entity, place.names])
            alike = self._opened.alike(place.entity, place.label)
            for question, status in self._arising(place):
                if question not in without:
                    given += question in place.given and counts(by_id(place.entity)[question])
                    continue
                key = (place.entity, alike[0], question, status)
                if key in found:
                    found[key] = replace(found[key], alike=(*found[key].alike, place.label))
                else:
                    about = self._split(reached[place.entity, place.label, question])
                    point = Point(place.entity, place.names, question)
                    found[key] = Unanswered(point, (place.label,), status, *about)
        bearing = [one for one in found.values() if one.decisions]
        return OpenQuestions(
            opened=self._opened,
            given=given,
            undetermined=tuple(one for one in self._firsts if one.provisional),
            asked=tuple(
                sorted(
                    (one for one in bearing if one.status != LATER),
                    key=lambda one: -len(one.decisions),
                )
            ),
            later=tuple(one for one in bearing if one.status == LATER),
            needless=tuple(one for one in found.values() if not one.decisions),
        )

    def _arising(self, place: _Place) -> Iterator[tuple[str, str]]:
        """The questions that the answers given do not exclude, each with its present status."""
        opened = answers_in(self._opened, place.entity, place.names)
        values = {name: one.value for name, one in place.answers.items()}
        for name, answer in place.answers.items():
            if opened[name].status != NOT_ASKED:
                asked = is_asked(answer.question, values) == "yes"
                yield name, answer.status if asked else LATER

    def _together(self, decisions: Iterable[str]) -> int:
        return reduce(or_, map(self._all_beneath, decisions), 0)

    def _all_beneath(self, decision: str) -> int:
        """A decision and all that rest on it; one decision for all workloads alike."""
        if decision not in self._beneath:
            below = self._together(self._next.get(decision, ()))
            self._beneath[decision] = self._bits.get(decision, 0) | below
        return self._beneath[decision]

    def _split(self, decisions: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of decisions whose choice is undetermined, and of those with a verdict that is."""
        if decisions not in self._named:
            found = [one for one in self._firsts if decisions & self._bits[one.id]]
            self._named[decisions] = (
                tuple(one.id for one in found if one.provisional),
                tuple(one.id for one in found if one.is_open and not one.provisional),
            )
        return self._named[decisions]


def answers_in(advice: Advice, entity: str, names: tuple[str, ...]) -> Mapping[str, Answer]:
    """The resolved answers of one entity of the design of an advice; of two sites, of their link.

    Raises KeyError when there is no such site or workload.
    """
    if entity == "link":
        return resolve("link", advice.design.link(*names).answers)
    answers = answers_of(advice)
    if entity == "design":
        return answers.design
    return (answers.sites if entity == "site" else answers.workloads)[names[0]]
