"""Random stratified rule bases, and what must follow from them, worked out without experta.

Run as a program it counts the bases on which the reasoner and direct evaluation differ, or the
engines in which a rule fires whose NOT has become false:
`python tests/random_rules.py exact 1000`, `python tests/random_rules.py depth stale`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from facts.experta_compat import DepthStrategy, Strategy
from facts.question_bank import UNKNOWN, Value
from knowledge.engine import ExactStrategy
from knowledge.guidance import Citation, Guidance
from knowledge.reasoner import MAYBE, SURE, Reasoner
from knowledge.rules import (
    Absent,
    AtLeast,
    Below,
    Conclusion,
    Covers,
    Merit,
    Need,
    Predicate,
    Rule,
    Stage,
    one_of,
    subject,
    unlike,
)

STRATEGIES: Mapping[str, type[Strategy]] = {"exact": ExactStrategy, "depth": DepthStrategy}
WORDS = ("a", "b", "c")
NUMBERS = (0, 1, 2, 3)
WORD_FIELDS = tuple(f"word{number}" for number in range(4))
NUMBER_FIELDS = ("number0", "number1")
DOMAIN: Mapping[str, Sequence[Value]] = {
    **dict.fromkeys(WORD_FIELDS, WORDS),
    **dict.fromkeys(NUMBER_FIELDS, NUMBERS),
}
RECORD = Guidance(
    id="x",
    topic="x",
    text={"en": "x", "ja": "x"},
    sources=(Citation("x", "x"),),
    applies={},
    strength="optional",
    certainty="stated",
    checked="2026-11-22",
)
GUIDANCE = {"x": RECORD}
_LEVELS = (
    lambda number: Covers(failure=f"c{number}"),
    lambda number: Need(what=f"c{number}"),
    lambda number: Merit(option=f"c{number}"),
)


def random_rules(seed: int, size: int = 24) -> list[Rule]:
    """Rules in three phases; each may ask for, or for the absence of, earlier conclusions."""
    source = random.Random(seed)
    made: list[list[Conclusion]] = [[], [], []]
    rules = []
    for number in range(size):
        phase = number * 3 // size
        fields = source.sample(list(DOMAIN), source.choice((1, 2)))
        when: list[object] = [subject(**{name: _predicate(source, name) for name in fields})]
        earlier = [one for level in made[:phase] for one in level]
        drawn = source.sample(earlier, source.choice((0, 1, 2)) if earlier else 0)
        when += [Absent(one) if source.random() < 0.5 else one for one in drawn]
        conclusion = _LEVELS[phase](source.randrange(10))
        made[phase].append(conclusion)
        rules.append(
            Rule(f"r{number}", Stage.NEEDS, tuple(when), (conclusion,), ("x",), phase=phase)  # type: ignore[arg-type]
        )
    return rules


def _predicate(source: random.Random, field: str) -> Predicate:
    if field in NUMBER_FIELDS:
        return source.choice((AtLeast, Below))(source.choice(NUMBERS[1:]))
    words = source.sample(WORDS, source.choice((1, 2)))
    return source.choice((one_of, one_of, unlike))(*words)


def random_facts(seed: int, unknown: int = 0) -> dict[str, Value]:
    """A value for every field, some of them unknown."""
    source = random.Random(-seed - 1)
    facts: dict[str, Value] = {name: source.choice(list(DOMAIN[name])) for name in DOMAIN}
    for name in source.sample(list(DOMAIN), unknown):
        facts[name] = UNKNOWN
    return facts


def completions(facts: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """Every way to fill in what is unknown."""
    missing = [name for name, value in facts.items() if value == UNKNOWN]
    for values in product(*(DOMAIN[name] for name in missing)):
        yield {**facts, **dict(zip(missing, values, strict=True))}


def direct(rules: Iterable[Rule], facts: Mapping[str, Value]) -> tuple[set[str], set[Conclusion]]:
    """Names of the rules that must fire on known facts, and what they conclude."""
    held: set[Conclusion] = set()
    fired: set[str] = set()
    for phase in range(3):
        new = [
            rule
            for rule in rules
            if rule.phase == phase
            and all(test.holds(facts[name]) for name, test in rule.given.items())
            and all(_met(part, held) for part in rule.when[1:])
        ]
        fired |= {rule.name for rule in new}
        held |= {conclusion for rule in new for conclusion in rule.then}
    return fired, held


def _met(part: object, held: set[Conclusion]) -> bool:
    return part.pattern not in held if isinstance(part, Absent) else part in held


def differences(strategy: type[Strategy], bases: int) -> int:
    """On how many random bases the engine fires other rules than direct evaluation."""
    wrong = 0
    for seed in range(bases):
        rules, facts = random_rules(seed), random_facts(seed)
        derivations = Reasoner(rules, GUIDANCE, strategy).run(facts)
        must, _ = direct(rules, facts)
        halves = [{one.rule for one in derivations if one.held == half} for half in (SURE, MAYBE)]
        wrong += any(fired != must for fired in halves)
    return wrong


def stale_not(strategy: type[Strategy], engines: int = 40) -> int:
    """In how many engines a rule fires although what it calls absent was concluded before."""
    reads_a, without_b = subject(a=one_of("yes")), Absent(Need(what="b"))
    rules = [
        Rule("concludes_b", Stage.NEEDS, (reads_a,), (Need(what="b"),), ("x",)),
        *(
            Rule(
                f"reads_a_{number}",
                Stage.NEEDS,
                (reads_a, without_b) if number == 5 else (reads_a,),
                (Merit(option=f"m{number}"),),
                ("x",),
                phase=1,
            )
            for number in range(12)
        ),
    ]
    runs = (Reasoner(rules, GUIDANCE, strategy).run({"a": "yes"}) for _ in range(engines))
    return sum("reads_a_5" in {one.rule for one in derivations} for derivations in runs)


if __name__ == "__main__":
    chosen = STRATEGIES[sys.argv[1]]
    stale = sys.argv[2] == "stale"
    print(stale_not(chosen) if stale else differences(chosen, int(sys.argv[2])))
