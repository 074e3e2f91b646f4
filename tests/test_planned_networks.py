"""The advice judges a plan of networks row by row: ``examples/planned-networks-2022.yaml``.

Each mistake of the plan is caught, with what the page or Microsoft has instead.
"""

import pytest

from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.verdict_summary import SOMETHING_IN_THE_WAY, exit_status, obstacles
from tests.example_advice import AS_OF, ROWS, chosen, designed, ids

DRAFT = "Nagoya"


@pytest.fixture(scope="module")
def draft() -> Advice:
    return advise(designed("planned-networks-2022"), AS_OF)


def test_a_plan_with_mistakes_stands_in_the_way(draft: Advice) -> None:
    assert exit_status(draft) == SOMETHING_IN_THE_WAY
    # hosts of 2022 do not bind the virtual switch to such a team
    at_fault = {(one.decision.partition("/")[0], one.option) for one in obstacles(draft)}
    assert ("network_redundancy.guest-service", "lbfo-team") in at_fault


@pytest.mark.parametrize(
    ("topic", "planned", "instead"),
    [
        ("network_redundancy.guest-service", "lbfo-team", ("set",)),
        ("network_redundancy.management", "single-nic", ("lbfo-team", "set")),
        ("csv_metric", "by-hand", ("automatic",)),
        ("network_redundancy.iscsi-host", "separate-segments", ("mpio",)),
        ("network_role.iscsi-host", "3", ("0",)),
    ],
)
def test_each_mistake_is_caught_and_put_right(
    draft: Advice, topic: str, planned: str, instead: tuple[str, ...]
) -> None:
    decision = draft.decision(topic, DRAFT)
    option = decision.option(planned)
    assert option.wished
    assert option.verdict in ("not-supported", "insufficient", "discouraged")
    assert option.objections
    assert decision.chosen in instead


def test_the_rows_planned_right_are_left_alone(draft: Advice) -> None:
    mistaken = {"guest-service", "management", "iscsi-host"}
    for kind in ROWS.keys() - mistaken:
        redundancy, _, role = ROWS[kind]
        assert chosen(draft, f"network_redundancy.{kind}", DRAFT)[0] == redundancy
        assert chosen(draft, f"network_role.{kind}", DRAFT)[0] == role


def test_the_draft_has_too_few_adapters(draft: Advice) -> None:
    assert "too-few-adapters" in ids(draft, DRAFT)
