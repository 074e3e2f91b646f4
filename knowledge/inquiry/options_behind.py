"""By which options a conclusion over several of them came to its value.

Whether a host cluster is possible, whether some storage works, whether the guests can help
themselves: one option is enough. Where there is one, it is told, and that nothing bars it; where
there is none, what bars each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from facts.question_bank import UNKNOWN
from knowledge.advice import Advice, Fact, Reason
from knowledge.decisions import DECISIONS, GUEST_LAYERS
from knowledge.inquiry.absence import Absence
from knowledge.inquiry.nodes import Because, Link
from knowledge.judgement import FIRM, OVERRULED, all_of

IN_GUESTS = tuple(one for one in GUEST_LAYERS if one != "nothing")
"""Protections inside the guests."""
_BARRING = ("not-applicable", "not-supported", "insufficient")


class OptionsBehind:
    """What bears on the options of one advice at the time of a roll-up."""

    def __init__(self, advice: Advice, absence: Absence) -> None:
        """Read the advice."""
        self._advice = advice
        self._absence = absence

    def _against(self, fact: Fact, topic: str, option: str) -> list[Reason]:
        """Objections to an option that a roll-up looked at, unless they give way."""
        reasons = (self._advice.reasons[one] for one in fact.reference)
        return [
            one
            for one in reasons
            if one.slots.get("decision") == topic
            and one.slots.get("option") == option
            and one.status != OVERRULED
        ]

    def _standing(self, reasons: Collection[Reason]) -> tuple[str, list[Link]]:
        """Whether objections leave an option workable, and those of them that decide it."""
        barring = [one for one in reasons if one.slots["level"] in _BARRING]
        firm = [one for one in barring if one.status == FIRM]
        if firm:
            return "no", [Because(one.id) for one in firm]
        if barring:
            return UNKNOWN, [Because(one.id) for one in barring]
        return "yes", [Because(one.id) for one in reasons]

    def any_of(
        self, subject: str, name: str, topic: str, options: Iterable[str], fact: Fact
    ) -> Iterator[Link]:
        """Of options one of which is enough: those that decide whether there is one."""
        stands = {one: self._standing(self._against(fact, topic, one)) for one in options}
        wanted = {state for state, _ in stands.values()}
        decides = "yes" if "yes" in wanted else UNKNOWN if UNKNOWN in wanted else "no"
        for option, (state, links) in stands.items():
            if state == decides:
                yield from links or self._unopposed(subject, name, topic, option)

    def _unopposed(self, subject: str, name: str, topic: str, option: str) -> Iterator[Link]:
        """That nothing speaks against an option; what would, but gives way, is told as well."""
        first = self._advice.alike(subject, name)[0]
        yield from map(Because, self._overruled.get((subject, first, topic, option), ()))
        yield self._absence.of(subject, (name,), "Objection", decision=topic, option=option)

    @cached_property
    def _overruled(self) -> dict[tuple[str, str, str, str], list[str]]:
        found: dict[tuple[str, str, str, str], list[str]] = {}
        for one in self._advice.reasons.values():
            if one.kind == "Objection" and one.status == OVERRULED:
                about = (one.slots["decision"], one.slots["option"])
                found.setdefault((one.subject, one.name, *about), []).append(one.id)
        return found

    def best(self, subject: str, name: str, topic: str, fact: Fact) -> Iterator[Link]:
        """The options that decide which verdict is the best."""
        yield from self.any_of(subject, name, topic, DECISIONS[topic].options, fact)

    def host_cluster(self, site: str, fact: Fact) -> Iterator[Link]:
        """What decides whether a site can have a host cluster, its storage first."""
        state, links = self._standing(self._against(fact, "platform", "host-cluster"))
        if state != "no":
            storage = DECISIONS["host_storage"].options
            yield from self.any_of("site", site, "host_storage", storage, fact)
        yield from links

    def met(self, name: str, failure: str, fact: Fact) -> Iterator[Link]:
        """Each protection in the guests that decides whether there is one against a failure."""
        origins = self._absence.origins("workload", name)
        for option in IN_GUESTS:
            carried = [origins.get(f"{option.replace('-', '_')}_covers_{failure}")]
            if option == "guest-cluster":
                carried.append(origins.get("guest_storage_free_of_host_cluster"))
            parts = [self._standing(self._against(fact, "guest_layer", option))]
            parts += [(str(one.value), [one]) for one in carried if one is not None]
            outcome = all_of([state for state, _ in parts])
            if outcome == fact.value:
                deciding = [links for state, links in parts if state == outcome and links]
                for links in deciding[:1] if outcome == "no" else deciding:
                    yield from links
