"""Records that disagree: which decides, what is overruled, what is open, what is said of it."""

from collections.abc import Mapping

import pytest

from facts.design import Design, Entity
from facts.question_bank import UNKNOWN, Value
from knowledge import guidance as guidance_module
from knowledge.advisor import advise
from knowledge.conflicts import combined, weigh
from knowledge.guidance import Citation, Guidance, Source, outranks
from knowledge.judgement import FIRM, OPEN, OVERRULED

EDITIONS = {"old": "2012", "new": "2020-05"}
ALLOW, DISCOURAGE = {"two_layers": "allow"}, {"two_layers": "discourage"}


@pytest.fixture(autouse=True)
def two_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        key: Source(key, key, "x", "x", edition, "2026-11-22") for key, edition in EDITIONS.items()
    }
    monkeypatch.setattr(guidance_module, "sources", lambda: known)


def record(
    name: str,
    source: str = "old",
    certainty: str = "stated",
    *,
    applies: Mapping[str, object] | None = None,
    house_rule: Mapping[str, str] | None = None,
    against: str = "",
) -> Guidance:
    return Guidance(
        id=name,
        topic="x",
        text={"en": "x", "ja": "x"},
        sources=(Citation(source, "x"),),
        applies=applies or {},
        strength="optional",
        certainty=certainty,
        checked="2026-11-22",
        house_rule=house_rule or {},
        conflicts_with=(against,) if against else (),
    )


def test_house_rule_before_certainty_before_edition() -> None:
    old, new = record("a"), record("b", "new")
    assert outranks(new, old, {}) == "edition"
    assert outranks(old, new, {}) is None
    implied = record("b", "new", "implied")
    assert outranks(old, implied, {}) == "certainty"
    assert outranks(implied, old, {}) is None
    backed = record("b", "old", "judgement", house_rule=DISCOURAGE)
    assert outranks(backed, new, DISCOURAGE) == "house-rule"
    assert outranks(new, backed, DISCOURAGE) is None
    assert outranks(new, backed, ALLOW) == "certainty"


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [("stated", "implied"), ("implied", "judgement"), ("judgement", "unconfirmed")],
)
def test_the_nearer_statement_decides(nearer: str, farther: str) -> None:
    assert outranks(record("a", "old", nearer), record("b", "new", farther), {}) == "certainty"


def test_equals_decide_nothing() -> None:
    assert outranks(record("a"), record("b"), {}) is None
    assert outranks(record("b"), record("a"), {}) is None


def weighed(
    mine: Guidance, other: Guidance, facts: Mapping[str, Value], *more: str
) -> tuple[str, list[tuple[str, str, str, str]]]:
    known = {mine.id: mine, other.id: other}
    status, met = weigh([mine.id, *more], [], "own", facts, known)
    return status, [(one.winner, one.loser, one.decided_by, one.status) for one in met]


def test_overruled_by_a_record_that_surely_applies() -> None:
    mine = record("a", against="b")
    other = record("b", "new", applies={"host": ">=2012R2"}, against="a")
    assert weighed(mine, other, {"host_release": "2016"}) == (
        OVERRULED,
        [("b", "a", "edition", FIRM)],
    )
    assert weighed(mine, other, {"host_release": UNKNOWN}) == (OPEN, [("b", "a", "edition", OPEN)])
    assert weighed(mine, other, {"host_release": "2012"}) == (FIRM, [])


def test_the_winner_stays_firm_and_the_conflict_is_told() -> None:
    mine, other = record("a", "new", against="b"), record("b", against="a")
    assert weighed(mine, other, {}) == (FIRM, [("a", "b", "edition", FIRM)])


def test_an_undecided_conflict_leaves_the_conclusion_open() -> None:
    mine, other = record("a", against="b"), record("b", against="a")
    assert weighed(mine, other, {}) == (OPEN, [("", "a,b", "", FIRM)])


def test_of_alternatives_all_have_to_be_overruled() -> None:
    """An unknown answer says which of two records holds; one of them is overruled."""
    loser, winner = record("a", against="b"), record("b", "new", against="a")
    known = {"a": loser, "b": winner, "c": record("c")}
    assert weigh([], ["a"], "own", {}, known)[0] == OVERRULED
    assert weigh([], ["c"], "own", {}, known)[0] == FIRM
    assert weigh([], ["a", "c"], "own", {}, known)[0] == OPEN
    assert weigh(["a"], ["c"], "own", {}, known)[0] == OVERRULED


def test_target_release_counts_for_rules_about_the_target() -> None:
    mine = record("a", against="b")
    other = record("b", "new", applies={"host": ">=2012R2"}, against="a")
    known = {"a": mine, "b": other}
    facts = {"host_release": "2016", "target_host_release": "2012"}
    assert weigh(["a"], [], "own", facts, known)[0] == OVERRULED
    assert weigh(["a"], [], "target", facts, known)[0] == FIRM
    assert weigh(["a"], [], "both", facts, known)[0] == FIRM


@pytest.mark.parametrize(
    ("held_surely", "status", "expected"),
    [
        (True, FIRM, FIRM),
        (False, FIRM, OPEN),
        (True, OPEN, OPEN),
        (True, OVERRULED, OVERRULED),
        (False, OVERRULED, OVERRULED),
    ],
)
def test_status_of_a_conclusion(held_surely: bool, status: str, expected: str) -> None:
    assert combined(held_surely, status) == expected


@pytest.mark.parametrize(
    ("rule", "winner", "loser"),
    [
        ("discourage", "combined-clustering-discouraged", "combined-clustering-recommended"),
        ("allow", "combined-clustering-recommended", "combined-clustering-discouraged"),
    ],
)
def test_the_house_rule_decides_between_the_two_views_of_two_layers(
    rule: str, winner: str, loser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the real sources
    site: dict[str, Value] = {
        "host_release": "2019",
        "host_count": 3,
        "shared_storage.fc-san": "yes",
    }
    sql: dict[str, Value] = {
        "site": "A",
        "product": "sql-server",
        "deployment": "fci",
        "guest_storage.vhd-set": "yes",
    }
    design = Design(
        answers={"house_rules.combined_clustering": rule},
        sites=(Entity("A", site),),
        workloads=(Entity("SQL", sql),),
    )
    advice = advise(design, "2026-11-22")
    met = [(one.winner, one.loser, one.decided_by, one.status) for one in advice.conflicts]
    assert (winner, loser, "house-rule", FIRM) in met
    guest_cluster = advice.decision("guest_layer", "SQL").option("guest-cluster")
    assert (guest_cluster.verdict == "discouraged") == (rule == "discourage")
    assert advice.decision("guest_layer", "SQL").chosen == "guest-cluster"
