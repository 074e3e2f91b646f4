"""How long a release of Windows Server is supported: the table, and how things stand on a date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from facts.once import Once
from facts.question_bank import NOT_APPLICABLE, UNKNOWN, Value
from facts.releases import WINDOWS_SERVER
from knowledge.advice import Fact
from knowledge.guidance import guidance, outranks, read_list

_TABLE = Path(__file__).parent / "tables" / "lifecycle.yaml"
STATES = ("mainstream", "extended", "ending", "esu", "ended")
"""How things stand on a date; ``ending`` is the last stretch of extended support."""
SUBJECTS = {"host": "host_release", "upgrade": "upgrade_to", "guest": "guest_system"}
"""What the fields on support begin with, and the field whose release they are about."""
_NEAR = "support-near-its-end"
"""The record that says how long the last stretch is."""


@dataclass(frozen=True)
class Span:
    """How long a release is supported by one record; dates are last days, written as in ISO 8601.

    ``esu`` is the end of paid security updates: empty where there is none, a month where no day is.
    """

    release: str
    mainstream: str
    extended: str
    esu: str
    record: str


@Once
def spans() -> tuple[Span, ...]:
    """All rows of the table."""
    return tuple(
        Span(raw["release"], raw["mainstream"], raw["extended"], raw.get("esu", ""), raw["record"])
        for raw in read_list(_TABLE)
    )


def span_of(release: str) -> Span:
    """The row that counts for a release: the one whose record decides, else the shortest.

    Raises KeyError for a release that the table does not hold.
    """
    rows = [one for one in spans() if one.release == release]
    if not rows:
        raise KeyError(release)
    records = guidance()
    for one in rows:
        others = [records[other.record] for other in rows if other is not one]
        if all(outranks(records[one.record], other, {}) for other in others):
            return one
    return min(rows, key=lambda one: one.extended)


def state_on(span: Span, as_of: str) -> str:
    """How things stand with a release on a date."""
    if as_of > span.extended:
        # a month counts to its end
        return "esu" if span.esu and as_of[: len(span.esu)] <= span.esu else "ended"
    left = datetime.date.fromisoformat(span.extended) - datetime.date.fromisoformat(as_of)
    if left.days < int(guidance()[_NEAR].values["days"]):
        return "ending"
    return "extended" if as_of > span.mainstream else "mainstream"


def field_of(subject: str) -> str:
    """Name of the field that says how things stand with the release of a subject."""
    return f"{subject}_support"


def record_field_of(subject: str) -> str:
    """Name of the field that holds the record ids behind ``field_of``, joined by commas."""
    return f"{field_of(subject)}_record"


def records_of(field: str) -> tuple[str, ...]:
    """Records that a record field can hold; none for the fields of other tables."""
    if field not in {record_field_of(subject) for subject in SUBJECTS}:
        return ()
    return tuple(sorted(one.record for one in spans()))


def support_facts(subject: str, release: Value, as_of: str) -> tuple[Fact, ...]:
    """How things stand with the release of a subject, and the record behind it.

    Without a date nothing is known. Where the release is unknown it may be any, and the records of
    all of them are named. What is no release of Windows Server has no support to speak of.
    """
    state, record = NOT_APPLICABLE, ""
    if release == UNKNOWN or (release in WINDOWS_SERVER and not as_of):
        state, record = UNKNOWN, ",".join(sorted({span_of(one).record for one in WINDOWS_SERVER}))
    elif release in WINDOWS_SERVER:
        span = span_of(str(release))
        state, record = state_on(span, as_of), span.record
    behind = (*(("host_release",) if subject == "upgrade" else ()), SUBJECTS[subject], "as_of")
    return (
        Fact(field_of(subject), state, "derived", reference=behind),
        Fact(record_field_of(subject), record, "derived", reference=behind),
    )
