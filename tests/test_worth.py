"""Which questions are worth asking, and that the asking is over only when nothing can turn.

The brute force fills in every unanswered question at random, over all values that rules can tell
apart, and sees whether a choice turns that was said to be settled.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from facts.design import Design
from facts.design_file import parse
from facts.question_bank import UNKNOWN, Question, Value
from knowledge.advice import Advice, DecisionTaken
from knowledge.advisor import advise, runners
from knowledge.decisions import DECISIONS
from knowledge.inquiry import worth
from knowledge.inquiry.points import Change, Point, changed, points_of
from knowledge.inquiry.ranking import as_last_ranked, ranked, values_in
from knowledge.inquiry.verification import designs_shown
from knowledge.inquiry.worth import LATER, OpenQuestions, Unanswered, open_questions
from knowledge.subjects import resolve_all
from tests.random_designs import random_design

AS_OF = "2026-11-23"
GROUPS = 4
HOUSE_RULE = "house_rules.combined_clustering"


def found_for(design: Design) -> OpenQuestions:
    return open_questions(advise(design, AS_OF))


def values_at(design: Design, point: Point) -> list[Value]:
    """Every value that an answer can have, whether it fits the others or not."""
    if point.asks.kind != "site":
        return [*point.values]
    own = design.workload(*point.names).answers["site"]
    return ["none", *(one.name for one in design.sites if one.name != own)]


def is_requirement(question: Question) -> bool:
    """Wishes and plans can be answered at any time; they are not what the asking is about."""
    plan = question.id.startswith("networks.") and not question.id.endswith(".vlan")
    return not (question.id.startswith("wishes.") or plan)


def unanswered(design: Design) -> list[Point]:
    """Every question that has no answer, worked out without the code under test."""
    answers, found = resolve_all(design), []
    copies = [Point("workload", (one.name,), "second_copy.site") for one in design.workloads]
    for point in (*points_of(design), *copies):
        given: Mapping[str, Value] = design.answers
        set_aside = None
        if point.entity == "link":
            given = design.link(*point.names).answers
        elif point.entity != "design":
            entities = answers.sites if point.entity == "site" else answers.workloads
            set_aside = entities[point.names[0]][point.question].set_aside
            of = design.site if point.entity == "site" else design.workload
            given = of(*point.names).answers
        absent = given.get(point.question, UNKNOWN) == UNKNOWN or set_aside is not None
        if absent and is_requirement(point.asks):
            found.append(point)
    return found


def drawn(design: Design, points: Iterable[Point], source: random.Random) -> list[Change]:
    return [(one, source.choice(values_at(design, one))) for one in points]


def key(one: Point) -> tuple[str, frozenset[str], str]:
    return one.entity, frozenset(one.names), one.question


def named(some: Iterable[Unanswered]) -> set[tuple[str, frozenset[str], str]]:
    """Every question meant, those of workloads alike one by one."""
    return {
        (one.point.entity, frozenset(one.point.names if len(one.alike) == 1 else [name]), question)
        for one in some
        for question in [one.point.question]
        for name in one.alike
    }


def choices(advice: Advice) -> dict[str, str]:
    return {
        one.id: one.outcome for one in advice.decisions if one.shown and not beside(advice, one)
    }


def beside(advice: Advice, decision: DecisionTaken) -> bool:
    """Whether a decision is told for its wish alone: the option it depends on is not taken."""
    parent = DECISIONS[decision.topic].parent
    return parent is not None and not {
        (above := advice.decision(parent[0], decision.name)).chosen,
        above.provisional,
        *above.contenders,
    } & set(parent[1])


def turned(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """What differs between two sets of choices."""
    return [
        f"{name}: {one.get(name)} or {other.get(name)}"
        for name in sorted({*one, *other})
        if one.get(name) != other.get(name)
    ]


# --- brute force ---


def faults_midway(seed: int, draws: int, seen: Counter[str]) -> Iterator[str]:
    """What a design's open questions promise, against random answers to all of them."""
    design, source = random_design(seed), random.Random(seed)
    found, everything = found_for(design), unanswered(design)
    worthy = named((*found.asked, *found.later))
    open_ones = [one for one in everything if key(one) in worthy]
    others = [one for one in everything if key(one) not in worthy]
    firm = {name: was for name, was in choices(found.opened).items() if was != "unknown"}
    seen["designs"] += 1
    seen["worth asking"] += len(open_ones)
    seen["needless"] += found.spared
    for _ in range(draws):
        answered = changed(design, drawn(design, open_ones, source))
        once, again = (
            choices(advise(changed(answered, drawn(design, others, source)), AS_OF))
            for _ in range(2)
        )
        yield from (f"seed {seed}, needless: {one}" for one in turned(once, again))
        for name, was in firm.items():
            seen["settled"] += 1
            if once.get(name, was) != was:
                yield f"seed {seed}: {name} settled as {was}, but {once[name]}"


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_no_answer_to_what_is_needless_turns_a_choice(group: int, full: bool) -> None:
    designs = 250 if full else 16
    seen: Counter[str] = Counter()
    faults = [
        fault
        for seed in range(group * 1000, group * 1000 + designs)
        for fault in faults_midway(seed, 8 if full else 3, seen)
    ]
    print(dict(seen))
    assert not faults, "\n".join(faults[:20])
    # neither everything nor nothing is worth asking, or the test would be worth nothing
    assert seen["needless"] > designs
    assert seen["worth asking"] > designs
    assert seen["settled"] > 10 * designs


def fitting(design: Design, one: Unanswered, source: random.Random) -> Change:
    """An answer that the questionnaire would offer."""
    values = values_at(design, one.point)
    if one.point.entity == "workload" and one.point.asks.kind == "word":
        answers = resolve_all(design).workloads[one.point.names[0]]
        values = [*one.point.asks.choices({name: a.value for name, a in answers.items()})]
    return one.point, source.choice(values)


def asked_to_the_end(design: Design, source: random.Random) -> tuple[Design, int]:
    """Answer what is worth most again and again, until the asking is over."""
    asked, before = 0, None
    advice = advise(design, AS_OF)
    while not (found := open_questions(advice, before)).over:
        # what comes up later does so by an answer that can be given now
        assert found.asked
        design = changed(design, [fitting(design, found.asked[0], source)])
        advice, before, asked = advise(design, AS_OF, advice), found, asked + 1
    return design, asked


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_when_the_asking_is_over_no_answer_turns_a_choice(group: int, full: bool) -> None:
    designs = 60 if full else 3
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(group * 1000, group * 1000 + designs):
        source = random.Random(seed)
        design, asked = asked_to_the_end(random_design(seed), source)
        left = unanswered(design)
        seen["asked"] += asked
        seen["not asked"] += len(left)
        settled = choices(advise(design, AS_OF))
        single = [(one, value) for one in left for value in values_at(design, one)]
        source.shuffle(single)
        trials = [[one] for one in single[: None if full else 40]]
        trials += [drawn(design, left, source) for _ in range(20 if full else 8)]
        for changes in trials:
            other = choices(advise(changed(design, changes), AS_OF))
            faults += [f"seed {seed}, {changes}: {one}" for one in turned(settled, other)]
    print(dict(seen))
    assert not faults, "\n".join(faults[:20])
    assert seen["not asked"] > 5 * designs
    assert seen["asked"] > designs


def test_the_comparison_would_find_defaults_that_count_as_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The mistake that the advice on everything unknown prevents."""

    def only_unknown(place: worth._Place, several_sites: bool) -> Iterator[str]:
        return (one for one, given in place.given.items() if given == UNKNOWN)

    monkeypatch.setattr(worth, "_without_answer", only_unknown)
    seen: Counter[str] = Counter()
    assert any(fault for seed in range(6) for fault in faults_midway(seed, 3, seen))


@cache
def turned_by(question: str, wanted: int) -> list[Design]:
    """Designs of scenarios and random ones in which a choice turns by that one answer."""
    found = []
    for design in (*designs_shown(), *map(random_design, range(400))):
        if all(point.question != question for point in unanswered(design)):
            continue
        now = choices(advise(design, AS_OF))
        if any(
            turned(now, choices(advise(changed(design, [(point, value)]), AS_OF)))
            for point in unanswered(design)
            if point.question == question
            for value in values_at(design, point)
        ):
            found.append(design)
        if len(found) == wanted:
            return found
    raise AssertionError(f"{question} turns too little")


def asks(design: Design, question: str) -> bool:
    return question in {one.point.question for one in found_for(design).asked}


@pytest.mark.parametrize("question", [HOUSE_RULE, "second_copy.site", "survive.site"])
def test_what_turns_a_choice_by_itself_is_worth_asking(question: str) -> None:
    """The first two are never unknown in a file, and yet they may be unanswered."""
    assert all(asks(one, question) for one in turned_by(question, 4))


def test_a_house_rule_that_is_simply_not_read_would_be_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    designs = turned_by(HOUSE_RULE, 4)
    monkeypatch.setattr("knowledge.conflicts._hangs_on_unknown", lambda *_: False)
    forget()
    found = [asks(one, HOUSE_RULE) for one in designs]
    forget()
    assert not all(found)


def forget() -> None:
    """Forget what was weighed before or while a part of it was replaced."""
    for one in runners().values():
        one.forget()


# --- by hand ---

DESIGN = """
schema: 1
environment: production
sites:
  - {name: Main, host_release: 2022, host_count: 1}
workloads:
  - {name: A, site: Main, product: print-server, guest_system: 2022}
  - {name: B, site: Main, product: print-server, guest_system: 2022}
  - {name: C, site: Main, product: print-server, guest_system: 2022, survive: {host: no}}
"""


def described(text: str) -> Design:
    design = parse(text).design
    assert design is not None
    return design


def by_question(some: Iterable[Unanswered]) -> dict[str, list[Unanswered]]:
    found: dict[str, list[Unanswered]] = {}
    for one in some:
        found.setdefault(one.point.question, []).append(one)
    return found


def test_every_question_is_counted_once_and_workloads_alike_are_asked_about_together() -> None:
    """Each question of the bank that the answers do not exclude is in one of four groups."""
    found = found_for(described(DESIGN))
    open_ones = [*found.asked, *found.later, *found.needless]
    assert len(named(open_ones)) == sum(len(one.alike) for one in open_ones)
    # environment; two of the site; product and guests of each workload (its site is no matter of
    # choice), and what C need not survive
    assert found.given == 1 + 2 + 3 * 2 + 1
    assert found.total == found.given + len(named(open_ones))
    survive = by_question(open_ones)["survive.host"]
    assert [one.alike for one in survive] == [("A", "B")]
    assert not {"site", "project", "as_of", "wishes.platform"} & {*by_question(open_ones)}
    # of one site alone nobody asks at which other one a copy may be
    assert "second_copy.site" not in by_question(open_ones)


def test_a_question_that_only_another_answer_brings_up_comes_later() -> None:
    """How long an outage of the site may last is asked where its loss must be survived."""
    found = found_for(described(DESIGN))
    status = {one.point.question: one.status for one in (*found.asked, *found.later)}
    assert status["survive.site"] == "assumed"
    later = by_question((*found.later, *found.needless))["disaster.outage"]
    assert {one.status for one in later} == {LATER}
    assert "disaster.outage" not in by_question(found.asked)


def test_what_the_answers_given_exclude_is_no_open_question() -> None:
    """Without FC-SAN nobody asks for its reservations; without an answer somebody may."""
    silent = found_for(described(DESIGN))
    stated = DESIGN.replace("host_count: 1", "host_count: 2, shared_storage: {fc-san: no}")
    assert "persistent_reservation.fc-san" in by_question((*silent.later, *silent.needless))
    found = found_for(described(stated))
    assert "persistent_reservation.fc-san" not in by_question(
        (*found.asked, *found.later, *found.needless)
    )


def test_an_answer_that_others_may_set_aside_counts_as_open_and_is_not_asked_again() -> None:
    """A deployment of SQL Server where the product is unknown: Exchange has no such thing."""
    text = DESIGN.replace(
        "name: A, site: Main, product: print-server",
        "name: A, site: Main, product: unknown, deployment: fci",
    )
    found = found_for(described(text))
    assert found.opened.design.workload("A").answers["deployment"] == UNKNOWN
    # the two others are print servers, which are not asked for a deployment
    assert "deployment" not in by_question((*found.asked, *found.later, *found.needless))


def test_what_is_said_with_the_design_before_is_what_is_said_afresh() -> None:
    source = random.Random(7)
    for seed in range(12):
        design = random_design(seed)
        advice = advise(design, AS_OF)
        before = open_questions(advice)
        if not before.asked:
            continue
        other = changed(design, [fitting(design, before.asked[0], source)])
        again = open_questions(advise(other, AS_OF, advice), before)
        assert again == found_for(other)


def test_the_order_of_sites_and_workloads_changes_nothing() -> None:
    for seed in range(8):
        design = random_design(seed, workloads=3)
        turned_round = replace(
            design, sites=design.sites[::-1], workloads=design.workloads[::-1], links=design.links
        )
        one, other = found_for(design), found_for(turned_round)
        assert (one.asked, one.later, one.needless) == (other.asked, other.later, other.needless)
        assert ranked(one) == ranked(other)


def test_what_an_answer_is_worth_is_the_average_over_its_values() -> None:
    """Against a count by hand of what each value leaves undetermined."""
    for seed in (1, 4, 9):
        found = found_for(random_design(seed))
        for one in ranked(found):
            values = values_in(found, one.question)
            left = [
                sum(
                    bool(then.decision(was.topic, was.name).provisional)
                    for was in found.undetermined
                    if then.decision(was.topic, was.name).shown
                )
                for value in values
                for then in [
                    advise(changed(found.opened.design, [(one.question.point, value)]), AS_OF)
                ]
            ]
            expected = len(found.undetermined) - Fraction(sum(left), len(values))
            assert one.known
            assert one.settled == expected
        figures = [(one.settled, one.ruled_out) for one in ranked(found)]
        assert figures == sorted(figures, reverse=True)


def test_beyond_the_budget_the_decisions_that_hang_on_a_question_give_its_place() -> None:
    found = found_for(random_design(4))
    first, *others = found.asked
    subjects = len(found.opened.design.sites) + len(found.opened.profiles)
    few = len(values_in(found, first)) * subjects
    told = ranked(found, budget=few)
    assert (told[0].question, told[0].known) == (first, True)
    assert [one.question for one in told[1:]] == others
    assert not any(one.known for one in told[1:])
    assert [one.question for one in ranked(found, budget=0)] == list(found.asked)


def test_questions_keep_the_places_they_had_and_new_ones_come_last() -> None:
    found = found_for(random_design(4))
    order = ranked(found)
    without_second = [order[0], *order[2:]]
    wanted = [order[0].question, *(one.question for one in order[2:]), order[1].question]
    assert as_last_ranked(found, without_second) == tuple(wanted)
