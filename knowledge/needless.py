"""Why an open question needs no answer, in words: what it bears on is settled whatever it says."""

from __future__ import annotations

from knowledge.asking import areas_of, bearings, listed, spelt_out
from knowledge.inquiry.worth import Unanswered
from knowledge.words import word


def why_needless(one: Unanswered, language: str) -> str:
    """The reason why no answer to a question would change what is chosen, without a full stop."""
    if one.verdicts:
        topics = dict.fromkeys(name.partition("/")[0] for name in one.verdicts)
        what = listed(spelt_out(areas_of(topics, language), language), language)
        return word("asking.needless-verdicts", language, what=what)
    found = [about for about in bearings(one.point.asks) if about.kind == "decision"]
    if not found:
        return word("asking.needless-notes", language)
    nearest = [about.name for about in found if about.distance == found[0].distance]
    what = listed(spelt_out(areas_of(nearest, language), language), language)
    return word("asking.needless-settled", language, what=what)
