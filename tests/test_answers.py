"""What questions amount to: given, assumed, unknown, not asked; and how texts are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.answers import ASSUMED, GIVEN, NOT_ASKED, Answer, is_asked, resolve
from facts.durations import LONGEST, DurationError, seconds, written
from facts.question_bank import NO_LIMIT, NOT_APPLICABLE, UNKNOWN, Value, by_id, questions
from facts.scalars import ScalarProblem, read_scalar, write_scalar


def workload(question: str, **answers: Value) -> Answer:
    dotted = {name.replace("__", "."): value for name, value in answers.items()}
    return resolve("workload", {"site": "A", "product": "other", **dotted})[question]


def told(answer: Answer) -> tuple[Value, str]:
    return answer.value, answer.status


def test_given_assumed_and_unknown() -> None:
    assert told(workload("stateful", stateful="no")) == ("no", GIVEN)
    assert told(workload("stateful")) == ("yes", ASSUMED)
    assert told(workload("stateful", stateful=UNKNOWN)) == (UNKNOWN, UNKNOWN)


def test_a_question_whose_condition_fails_is_not_asked_and_keeps_no_value() -> None:
    answer = workload("cluster_aware", stateful="no", cluster_aware="yes")
    assert told(answer) == (NOT_APPLICABLE, NOT_ASKED)
    assert told(workload("cluster_aware", stateful="yes", cluster_aware="yes")) == ("yes", GIVEN)


def test_a_question_whose_condition_is_unknown_is_unknown_whatever_was_answered() -> None:
    assert told(workload("cluster_aware", stateful=UNKNOWN, cluster_aware="yes")) == (
        UNKNOWN,
        UNKNOWN,
    )
    assert told(workload("deployment", product=UNKNOWN, deployment="ag")) == (UNKNOWN, UNKNOWN)


def test_not_asked_is_handed_on() -> None:
    # a print server is not asked for its state, so not whether it is cluster-aware either
    assert workload("cluster_aware", product="print-server").status == NOT_ASKED


def test_an_answer_that_does_not_fit_another_is_set_aside() -> None:
    answer = workload("deployment", product="exchange", deployment="fci")
    assert (*told(answer), answer.set_aside) == ("standalone", ASSUMED, "fci")
    answer = workload(
        "product_release", product="exchange", guest_system="2019", product_release="2014"
    )
    assert (*told(answer), answer.set_aside) == ("2019", ASSUMED, "2014")
    fitting = workload("deployment", product="exchange", deployment="dag")
    assert (*told(fitting), fitting.set_aside) == ("dag", GIVEN, None)


def test_the_guest_runs_the_release_of_its_host_unless_said_otherwise() -> None:
    given_site = {"host_release": "2016"}
    answers = {"site": "A", "product": "other"}
    resolved = resolve("workload", answers, given_site)["guest_system"]
    assert told(resolved) == ("2016", ASSUMED)
    resolved = resolve("workload", answers, {"host_release": UNKNOWN})["guest_system"]
    assert told(resolved) == (UNKNOWN, UNKNOWN)
    resolved = resolve("workload", {**answers, "guest_system": "linux"}, given_site)["guest_system"]
    assert told(resolved) == ("linux", GIVEN)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"product": "sql-server", "deployment": "fci"}, "yes"),
        ({"product": "sql-server", "deployment": "ag"}, "no"),
        ({"product": "sql-server", "deployment": UNKNOWN}, UNKNOWN),
        ({"product": "other", "deployment": UNKNOWN, "cluster_aware": "yes"}, "yes"),
        ({"product": UNKNOWN, "deployment": "ag", "cluster_aware": "no"}, "no"),
        ({"product": UNKNOWN, "guest_system": "2008"}, UNKNOWN),
        ({"product": "print-server", "guest_system": "2008R2"}, "yes"),
        ({"product": "print-server", "guest_system": "2019"}, "no"),
    ],
)
def test_one_of_several_conditions_is_enough(answers: dict[str, Value], asked: str) -> None:
    filled = {one.id: NOT_APPLICABLE for one in questions("workload")} | answers
    assert is_asked(by_id("workload")["guest_storage.iscsi"], filled) == asked


def test_what_is_assumed_by_an_answer_is_unknown_while_that_is() -> None:
    sql = {"site": "A", "product": "sql-server"}
    release = resolve("workload", {**sql, "guest_system": "2008R2"})["product_release"]
    assert (release.value, release.status) == ("2008R2", ASSUMED)
    release = resolve("workload", {**sql, "guest_system": UNKNOWN})["product_release"]
    assert (release.value, release.status) == (UNKNOWN, UNKNOWN)
    shared = {"host_release": "2022", "shared_storage.s2d": "yes"}
    edition = resolve("site", shared)["host_edition"]
    assert (edition.value, edition.status) == ("datacenter", ASSUMED)
    edition = resolve("site", {**shared, "shared_storage.s2d": UNKNOWN})["host_edition"]
    assert edition.value == UNKNOWN


def test_an_answer_that_may_have_to_be_set_aside_is_unknown() -> None:
    enterprise = {"host_edition": "enterprise", "shared_storage.s2d": "yes"}
    edition = resolve("site", {**enterprise, "host_release": UNKNOWN})["host_edition"]
    assert told(edition) == (UNKNOWN, UNKNOWN), "there is no such edition of 2016"
    edition = resolve("site", {**enterprise, "host_release": "2008R2"})["host_edition"]
    assert told(edition) == ("enterprise", GIVEN)
    standard = {**enterprise, "host_edition": "standard", "host_release": UNKNOWN}
    assert told(resolve("site", standard)["host_edition"]) == ("standard", GIVEN)


@pytest.mark.parametrize("entity", ["design", "site", "link", "workload"])
def test_every_question_gets_a_value_even_if_nothing_is_answered(entity: str) -> None:
    resolved = resolve(entity, {})
    assert list(resolved) == [one.id for one in questions(entity)]
    for answer in resolved.values():
        assumed_by = {resolved[one].value for one in answer.question.default_for}
        missing = answer.question.required or answer.question.default_from is not None
        missing |= UNKNOWN in assumed_by
        assert (answer.status == UNKNOWN) <= (missing or UNKNOWN in told(answer))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", 0),
        ("any", NO_LIMIT),
        ("ANY", NO_LIMIT),
        ("30 s", 30),
        ("30s", 30),
        ("5 min", 300),
        ("4 h", 14_400),
        ("1 d", 86_400),
        ("  90 s ", 90),
        ("3650 d", LONGEST),
    ],
)
def test_durations_are_read(text: str, amount: int) -> None:
    assert seconds(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "5 m",
        "5 minutes",
        "-5 min",
        "1.5 h",
        "1 h 30 min",
        "3651 d",
        "1000000 s",
        "५ s",
        "1e3 s",
    ],
)
def test_other_durations_are_refused(text: str) -> None:
    with pytest.raises(DurationError):
        seconds(text)


@given(st.integers(0, 999_999))
def test_durations_are_written_as_they_are_read(amount: int) -> None:
    assert seconds(written(amount)) == amount


@pytest.mark.parametrize(
    ("entity", "question", "text", "value"),
    [
        ("site", "host_count", "2", 2),
        ("site", "host_count", "007", 7),
        ("site", "host_count", "unknown", UNKNOWN),
        ("workload", "instances", "as-needed", NO_LIMIT),
        ("workload", "survive.host", "yes", "yes"),
        ("design", "as_of", "2024-02-29", "2024-02-29"),
        ("design", "project", "unknown", "unknown"),
        ("design", "project", "", ""),
    ],
)
def test_texts_are_read_as_their_question_says(
    entity: str, question: str, text: str, value: Value
) -> None:
    asked = by_id(entity)[question]
    assert read_scalar(asked, text) == value
    assert read_scalar(asked, write_scalar(asked, value)) == value


@pytest.mark.parametrize(
    ("entity", "question", "text", "code", "nearest"),
    [
        ("workload", "survive.host", "Yes", "word-near", "yes"),
        ("workload", "survive.host", "ja", "word", ""),
        ("workload", "product", "sqlserver", "word-near", "sql-server"),
        ("site", "wishes.platform", "unknown", "word", ""),
        ("site", "host_count", "1000000", "count", ""),
        ("site", "host_count", "+2", "count", ""),
        ("design", "as_of", "2023-02-29", "date", ""),
        ("design", "as_of", "2023-W01-1", "date", ""),
        ("design", "project", "a\tb", "control-character", ""),
        ("design", "project", "x" * 1001, "too-long", ""),
    ],
)
def test_texts_that_mean_nothing(
    entity: str, question: str, text: str, code: str, nearest: str
) -> None:
    with pytest.raises(ScalarProblem) as caught:
        read_scalar(by_id(entity)[question], text)
    assert (caught.value.code, caught.value.nearest) == (code, nearest)
