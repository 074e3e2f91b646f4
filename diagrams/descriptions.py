"""What all views say alike: the title of a drawing, what a site is, what its hosts are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diagrams.model import FIRM, NONE, OPEN, Text, both, phrase
from diagrams.reading import SiteRead
from facts.question_bank import UNKNOWN, by_id
from knowledge.advice import Advice

MOST_LINES = 4
"""Lines below a name, so that a box stays a box."""


def title(advice: Advice) -> tuple[Text, ...]:
    """Project, then version and date; ``as_of`` is written YYYY-MM-DD."""
    answers = advice.design.answers
    year, month, day = advice.as_of.split("-")
    date = phrase("as-of", date=advice.as_of, year=year, month=int(month), day=int(day))
    version = str(answers.get("version", "")).strip()
    project = str(answers.get("project", "")).strip()
    return (
        project or phrase("no-project"),
        both(phrase("version", version=version), date) if version else date,
    )


def described(site: SiteRead) -> Iterator[Text]:
    """Role and release of a site, its platform, and what of it is not known."""
    release: Text = phrase("release-unknown")
    if site.release != UNKNOWN:
        release = by_id("site")["host_release"].words[site.release]["en"]
    yield phrase("both", one=phrase(f"role-{site.role}"), other=release)
    status = site.platform.status
    kind = site.platform.option if status == FIRM else f"platform-{status}"
    if not site.hosts_known:
        yield phrase(f"{kind}-unsized")
        yield phrase("hosts-unknown", n=site.hosts)
    else:
        yield phrase(f"{kind}-of-one" if site.hosts == 1 else kind, n=site.hosts)


def witnessed(site: SiteRead) -> Iterator[Text]:
    """The quorum witness of a host cluster, where there is something to say of it."""
    if site.witness is not None and site.witness.status != NONE:
        kind = site.witness.option if site.witness.status == FIRM else OPEN
        yield phrase(f"witness-{kind}")


def site_look(site: SiteRead) -> str:
    """The entry of the style table for a site."""
    return "main-site" if site.role == "main" else "other-site"


def host_label(site: SiteRead, number: int) -> str:
    """The name of a host in every view; hosts count from 1."""
    return f"{'DR' if site.role == 'dr' else 'HV'}-{number:02}"


def at_most(lines: Sequence[Text], most: int = MOST_LINES) -> tuple[Text, ...]:
    """So many lines; where there are more, the last says how many are left out."""
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], phrase("more", n=len(lines) - most + 1))
