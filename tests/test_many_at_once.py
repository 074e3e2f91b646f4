"""Many architects at once: nobody sees, waits for or spoils what another one does."""

from __future__ import annotations

import gc
import json
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import pytest

from facts.design import Design
from facts.once import Once
from facts.question_bank import Value
from knowledge import reasoner as reasoner_module
from knowledge.advice import as_data
from knowledge.advisor import advise, runners, warm_up
from knowledge.reasoner import Reasoner
from knowledge.rule_base import reasoners
from knowledge.rules import Need, Rule, Stage, one_of, subject, unlike
from screens.editing import WHOLE, Place, answers_at
from tests.random_designs import random_design
from tests.random_rules import GUIDANCE
from tests.screen_driver import answer, asking, design_of, example, key, markdown, opened, plain

AS_OF = "2026-11-22"
THREADS = 16
ROOMS = ("facts", "knowledge", "diagrams", "documents", "screens")


def told(design: Design) -> bytes:
    return json.dumps(as_data(advise(design, AS_OF)), ensure_ascii=False).encode()


def forget() -> None:
    for runner in runners().values():
        runner.forget()


def test_sixteen_at_once_are_told_what_each_alone_is_told() -> None:
    designs = [random_design(seed, workloads=3) for seed in range(100, 100 + THREADS)]
    alone = []
    for design in designs:
        forget()
        alone.append(told(design))
    forget()
    together = threading.Barrier(THREADS)

    def one_of_many(place: int) -> list[bytes]:
        together.wait()
        # each goes round in his own order, so that all are always at something else
        return [told(designs[(place + step) % THREADS]) for step in range(4)]

    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(one_of_many, range(THREADS)))
    for place, answers in enumerate(found):
        assert answers == [alone[(place + step) % THREADS] for step in range(4)]


def rules() -> list[Rule]:
    return [
        Rule("first", Stage.NEEDS, (subject(a=one_of("yes")),), (Need(what="b"),), ("x",)),
        Rule("second", Stage.NEEDS, (subject(a=unlike("yes")),), (Need(what="c"),), ("x",)),
    ]


class Watched:
    """The engines of one reasoner: how many were built, and which ran."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reasoner = Reasoner(rules(), GUIDANCE)
        self.built: list[object] = []
        self.ran: list[object] = []
        original = reasoner_module._Engine.run

        def run(engine: reasoner_module._Engine, steps: float) -> None:
            if engine not in self.built:
                self.built.append(engine)
            self.ran.append(engine)
            self.meanwhile()
            original(engine, steps)

        monkeypatch.setattr(reasoner_module._Engine, "run", run)

    def meanwhile(self) -> None:
        """What happens while an engine runs."""


def test_one_after_the_other_share_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    watched.reasoner.warm_up()
    for value in ("yes", "no", "unknown", "yes"):
        # each in a thread of its own, as Streamlit runs each click
        thread = threading.Thread(target=watched.reasoner.run_afresh, args=((value,),))
        thread.start()
        thread.join()
    assert len(watched.ran) == 4
    assert len(watched.built) == 1


def test_no_more_engines_than_threads_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    at_work = threading.Barrier(THREADS)
    monkeypatch.setattr(watched, "meanwhile", at_work.wait)
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in range(3):
            list(threads.map(watched.reasoner.run_afresh, [("yes",)] * THREADS))
    assert len(watched.ran) == 3 * THREADS
    assert len(watched.built) == THREADS


def test_an_engine_that_failed_never_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    expected = watched.reasoner.run_afresh(("no",))
    (spoilt,) = watched.built

    def fail() -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as while_it_lasts:
        while_it_lasts.setattr(watched, "meanwhile", fail)
        with pytest.raises(ZeroDivisionError):
            watched.reasoner.run_afresh(("yes",))
    watched.ran.clear()
    assert watched.reasoner.run_afresh(("no",)) == expected
    assert watched.reasoner.run_afresh(("no",)) == expected
    assert spoilt not in watched.ran
    assert len(set(map(id, watched.ran))) == 1


@pytest.mark.parametrize("stage", list(Stage))
def test_what_the_rules_cannot_tell_apart_has_the_same_consequences(stage: Stage) -> None:
    """A run is remembered for the conditions met, not for the values that met them."""
    reasoner = reasoners()[stage]
    bounds = {
        name: sorted({getattr(test, "bound", 0) for test in reasoner._tests[name]} - {0}, key=str)
        for name in reasoner.read
    }
    numbers = {
        name: found for name, found in bounds.items() if any(isinstance(n, int) for n in found)
    }
    unknown: dict[str, Value] = dict.fromkeys(reasoner.read, "unknown")
    assert reasoner.told_apart(unknown) == reasoner.told_apart({**unknown})
    for name, found in numbers.items():
        most = max(number for number in found if isinstance(number, int))
        one, other = {**unknown, name: most + 1000}, {**unknown, name: most + 2000}
        assert reasoner.told_apart(one) == reasoner.told_apart(other)
        runs = [
            reasoner.run_afresh(tuple(facts[one] for one in reasoner.read))
            for facts in (one, other)
        ]
        assert runs[0] == runs[1]
        assert reasoner.told_apart(one) != reasoner.told_apart({**unknown, name: 0})


def test_a_thing_is_made_once_however_many_ask() -> None:
    made: list[int] = []
    asking_at_once = threading.Barrier(THREADS)

    @Once
    def slow() -> list[int]:
        """What it is."""
        threading.Event().wait(0.05)
        made.append(len(made))
        return [*made]

    def ask(_: int) -> list[int]:
        asking_at_once.wait()
        return slow()

    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(ask, range(THREADS)))
    assert made == [0]
    assert all(one is found[0] for one in found)
    assert slow.__doc__ == "What it is."
    slow.cache_clear()
    assert slow() == [0, 1]


def test_warming_up_beside_the_first_advice_changes_nothing() -> None:
    design = random_design(7, workloads=3)
    expected = told(design)
    forget()
    with ThreadPoolExecutor(2) as threads:
        warming, advising = threads.submit(warm_up), threads.submit(told, design)
        warming.result()
        assert advising.result() == expected


ONES, OTHERS = "Ones-Qzxmarker", "Others-Qzxmarker"
"""Parts of all names of one architect, and of another."""


def named(design: Design, mark: str) -> Design:
    """A design whose every name and free text carries a mark."""
    name = {
        one.name: f"{mark} {place}" for place, one in enumerate((*design.sites, *design.workloads))
    }
    at_sites = ("site", "second_copy.site")
    return Design(
        {**design.answers, "customer": mark, "project": mark, "author": mark},
        tuple(type(one)(name[one.name], one.answers) for one in design.sites),
        tuple(
            type(one)((name[one.between[0]], name[one.between[1]]), one.answers)
            for one in design.links
        ),
        tuple(
            type(one)(
                name[one.name],
                {k: name.get(str(v), v) if k in at_sites else v for k, v in one.answers.items()},
            )
            for one in design.workloads
        ),
    )


def test_two_sessions_in_turn_share_nothing() -> None:
    design = example("reference-design-2022")
    one = opened("en", named(design, ONES))
    other = opened("en", named(design, OTHERS))
    mine, theirs = design_of(one), design_of(other)
    first, second = mine.workloads[0].name, theirs.workloads[0].name
    one.session_state[f"workload\n{first}\nmore"] = True
    one.run()
    answer(one, key("en", "survive.site", "workload", first), "no")
    other.run()
    assert design_of(other) == theirs
    assert design_of(one).workload(first).answers["survive.site"] == "no"

    # an entry that is refused, with its sentence, is shown to the one who made it
    taken = design_of(one).workloads[1].name
    asking(one, f"workload\n{first}\nname").set_value(taken)
    one.run()
    other.run()
    assert one.error
    assert not other.error
    assert design_of(other) == theirs

    # the other has nothing to undo, and his advice is about his own estate
    assert not other.session_state["undo"]
    assert one.session_state["undo"]
    assert ONES in plain(markdown(one))
    assert OTHERS not in plain(markdown(one))
    assert ONES not in plain(markdown(other))
    assert other.session_state["advice"].design == theirs
    answer(other, key("en", "product", "workload", second), "print-server")
    assert answers_at(design_of(one), Place("workload", (first,)))["product"] == "sql-server"
    assert answers_at(design_of(one), WHOLE)["customer"] == ONES


def reachable() -> Iterator[object]:
    """Everything that the modules of our rooms hold, whatever it hangs from.

    Modules of others are left alone, and so is what only their functions can reach.
    """
    rooms = [
        module for name, module in list(sys.modules.items()) if name.partition(".")[0] in ROOMS
    ]
    elsewhere = {id(vars(one)) for one in list(sys.modules.values()) if isinstance(one, ModuleType)}
    elsewhere -= {id(vars(one)) for one in rooms}
    waiting: list[object] = [vars(one) for one in rooms]
    seen = {id(one) for one in waiting}
    while waiting:
        one = waiting.pop()
        yield one
        for held in gc.get_referents(one):
            if id(held) in seen or id(held) in elsewhere or isinstance(held, ModuleType):
                continue
            if isinstance(held, type) and held.__module__.partition(".")[0] not in ROOMS:
                continue
            seen.add(id(held))
            waiting.append(held)


def marked() -> list[str]:
    """What our modules hold of anybody's names."""
    gc.collect()
    return [
        str(one)
        for one in reachable()
        if isinstance(one, (str, bytes))
        and "Qzxmarker" in str(one)
        and "of all names" not in str(one)
    ]


def test_nothing_of_a_session_is_left_in_any_module() -> None:
    for mark in (ONES, OTHERS):
        for tab in ("advice", "notes", "drawings", "hand-over", "workloads"):
            at = opened("en", named(example("reference-design-2022"), mark), tab, details=True)
            first = design_of(at).workloads[0].name
            assert mark in first
            asking(at, f"workload\n{first}\nname").set_value(f"{mark} renamed")
            at.run()
            assert not at.exception
            del at
    assert marked() == []


def test_a_name_left_behind_would_be_found() -> None:
    from knowledge import subjects, traits

    left = [f"{ONES} in a list"]
    values = (f"{ONES} in a cache", *["unknown"] * 5)
    traits._supported(values)
    subjects.LEFT = left  # type: ignore[attr-defined]
    try:
        assert sorted(marked()) == [f"{ONES} in a cache", f"{ONES} in a list"]
    finally:
        del subjects.LEFT  # type: ignore[attr-defined]
        traits._supported.cache_clear()
