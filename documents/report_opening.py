"""The opening of a report: title block, sign-off, and the summary a manager reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from documents.context import Context
from documents.markdown import bullets, escape, image, table
from documents.report_closing import concerned
from documents.report_layout import is_layout
from documents.report_options import refused
from facts.question_bank import questions
from knowledge.advice import DecisionTaken, Noted
from knowledge.decisions import DECISIONS, NETWORKS
from knowledge.explanation import decision_label, noted_name
from knowledge.judgement import FIRM
from knowledge.shared_switch import OWN, on_the_switch
from knowledge.support import field_of
from knowledge.verdict_summary import Obstacle, obstacles

_TITLES = ("project", "customer", "author", "version")
_ROLES = ("author", "reviewer", "approver")


def title(context: Context) -> str:
    """The title: the project's name, if it has one."""
    project = str(context.answers.design["project"].value)
    name = context.say("title.document")
    return context.say("title.project", project=escape(project), name=name) if project else name


def title_block(context: Context) -> str:
    """What is judged, by whom, as of when, and on which state of the knowledge."""
    advice = context.advice
    labels = {question.id: question for question in questions("design")}
    rows = [
        [context.question(labels[one]), escape(str(context.answers.design[one].value))]
        for one in _TITLES
    ]
    rows.append([context.question(labels["as_of"]), escape(advice.as_of)])
    state = context.say(
        "title.knowledge-state", version=advice.knowledge_version, hash=advice.knowledge_hash
    )
    rows.append([context.say("title.knowledge"), state])
    return table([context.say("column.item"), context.say("column.content")], rows)


def sign_off(context: Context) -> str:
    """The table for signatures, empty."""
    head = [context.say(f"column.{one}") for one in ("role", "name", "date", "signature")]
    return table(head, [[context.say(f"role.{one}"), " ", " ", " "] for one in _ROLES])


def summary(context: Context, drawings: Mapping[str, str]) -> Iterator[str]:
    """The recommendation first, then what stands in its way and what to know."""
    yield _overall(context)
    yield bullets(
        [
            *(_site(context, name) for name in context.sites),
            *(_workload(context, names) for names in context.groups),
        ]
    )
    in_the_way = [_obstacle(context, one) for one in obstacles(context.advice)]
    if in_the_way:
        yield context.say("summary.obstacles")
        yield bullets(in_the_way)
    grave = _grave(context)
    if grave:
        yield context.say("summary.findings")
        yield bullets(grave)
    yield context.sentences(_reservations(context))
    yield from images(context, drawings, ("physical",))


def images(context: Context, drawings: Mapping[str, str], views: Iterable[str]) -> Iterator[str]:
    """The pictures of some views, as far as there are any."""
    for name in views:
        if name in drawings:
            yield image(context.say(f"drawing.{name}"), drawings[name])


def _overall(context: Context) -> str:
    advice = context.advice
    provisional = any(one.provisional and one.shown for one in advice.decisions)
    if obstacles(advice):
        said = context.say("summary.blocked")
        return context.sentences(
            [said, context.say("summary.also-open")] if provisional else [said]
        )
    return context.say("summary.open" if provisional else "summary.clear")


def _reservations(context: Context) -> Iterator[str]:
    advice = context.advice
    if advice.open_questions:
        yield context.say(
            "summary.open-questions", n=len(advice.open_questions), number=context.number("open")
        )
    if advice.assumptions:
        yield context.say(
            "summary.assumptions", n=len(advice.assumptions), number=context.number("inputs")
        )
    if advice.conflicts:
        yield context.say("summary.conflicts", number=context.number("conflicts"))


def _site(context: Context, name: str) -> str:
    platform = context.advice.decision("platform", name)
    broker = context.advice.decision("replica_broker", name)
    said = []
    if platform.chosen == "host-cluster":
        storage = context.advice.decision("host_storage", name)
        said.append(context.say("summary.host-cluster", storage=_phrase(context, storage)))
    elif platform.chosen:
        said.append(context.say("summary.standalone"))
    else:
        said.append(_undecided(context, platform))
    if broker.chosen == "broker":
        said.append(context.say("summary.broker"))
    said += _layout(context, name)
    return context.say("summary.line", name=escape(name), said=context.sentences(said))


def _layout(context: Context, site: str) -> Iterator[str]:
    """How many networks, where the machines lie, and what of the plans is not taken."""
    taken = [context.advice.decision(f"network.{kind}", site) for kind in NETWORKS]
    own = sum(one.shown and one.chosen == OWN for one in taken)
    shared = len(on_the_switch(context.advice, site))
    section = context.number("sites")
    if shared and own:
        yield context.say("summary.shared-networks", n=shared)
    if shared and not own:
        yield context.say("summary.only-shared-networks", n=shared, number=section)
    else:
        yield context.say("summary.networks", n=own, number=section)
    machines = context.advice.decision("machine_storage", site)
    if machines.shown and machines.chosen:
        option = context.option(machines.topic, machines.chosen)
        yield context.say("summary.machines", option=option)
    lost = [
        one.topic
        for one in context.advice.decisions
        if (one.subject, one.name) == ("site", site)
        and one.shown
        and is_layout(one.topic)
        and refused(one)
    ]
    if lost:
        yield context.say("summary.refused", what=context.join(context.areas(lost)))


def _phrase(context: Context, decision: DecisionTaken) -> str:
    """The outcome of a decision inside a sentence about another one."""
    if decision.chosen:
        return context.option(decision.topic, decision.chosen)
    if decision.provisional:
        option = context.option(decision.topic, decision.provisional)
        return context.say("summary.provisionally", option=option)
    return context.say("summary.nothing-acceptable")


def _undecided(context: Context, decision: DecisionTaken) -> str:
    what = decision_label(decision.topic, context.language)
    if not decision.provisional:
        return context.say("summary.none", what=what)
    option = context.option(decision.topic, decision.provisional)
    rivals = context.join(context.option(decision.topic, one) for one in decision.contenders)
    key = "summary.undecided" if rivals else "summary.undecided-alone"
    return context.say(key, what=what, option=option, rivals=rivals)


def _workload(context: Context, names: tuple[str, ...]) -> str:
    pair = context.advice.decision("pair", names[0])
    said = [*_layers(context, pair), _copy(context, names[0])]
    if pair.chosen and pair.option(pair.chosen).verdict == "discouraged":
        said.append(context.say("summary.discouraged", number=context.number("workloads")))
    shown = context.say("join.of", what=context.names(names), who=escape(context.site_of(names[0])))
    return context.say("summary.line", name=shown, said=context.sentences(said))


def _layers(context: Context, pair: DecisionTaken) -> Iterator[str]:
    if pair.outcome == "none":
        yield _undecided(context, pair)
        return
    guest = context.advice.decision("guest_layer", pair.name)
    host = context.advice.decision("host_layer", pair.name)
    storage = context.advice.decision("guest_storage", pair.name)
    if not guest.chosen:
        yield _undecided(context, guest)
    elif guest.chosen != "nothing":
        shared = _phrase(context, storage) if guest.chosen == "guest-cluster" else ""
        # a farm needs a load balancer, and this is not the one in the guests
        elsewhere = (
            guest.chosen == "application"
            and context.facts_of(pair.name)[field_of("settled-layer")] == "guest-nlb"
        )
        way = "another-balancer" if elsewhere else guest.chosen
        yield context.say(f"summary.guest.{way}", storage=shared)
    if not host.chosen:
        yield _undecided(context, host)
    elif host.chosen != "nothing":
        yield context.say(f"summary.host.{host.chosen}")
    elif guest.chosen == "nothing":
        yield context.say("summary.host.nothing")


def _copy(context: Context, workload: str) -> str:
    copy = context.advice.decision("second_copy", workload)
    if not copy.chosen:
        return _undecided(context, copy)
    site = context.copy_site_of(workload)
    place = context.say("place.site", name=escape(site)) if site else context.say("place.host")
    interval = _phrase(context, context.advice.decision("replica_interval", workload))
    return context.say(f"summary.copy.{copy.chosen}", place=place, interval=interval)


def _obstacle(context: Context, one: Obstacle) -> str:
    if one.kind == "required":
        noted = next(
            noted
            for noted in context.advice.findings
            if (noted.id, noted.name) == (one.option, one.name)
        )
        named = noted_name(noted, context.language)
        return context.say("obstacle.required", name=escape(one.name), what=named)
    decision = next(item for item in context.advice.decisions if item.id == one.decision)
    if one.kind == "none":
        what = context.topic(decision.topic)
        return context.say("obstacle.none", name=escape(one.name), what=what)
    planned = one.kind == "wished" and DECISIONS[decision.topic].planned
    return context.say(
        "obstacle.planned" if planned else f"obstacle.{one.kind}",
        name=escape(one.name),
        what=context.topic(decision.topic),
        option=context.option(decision.topic, one.option),
        verdict=context.verdict(decision.option(one.option)),
    )


def _grave(context: Context) -> list[str]:
    """Headings of the critical findings and warnings, each once with everyone it concerns."""
    alike: dict[tuple[str, str], list[Noted]] = {}
    for noted in context.advice.findings:
        if noted.severity != "info":
            alike.setdefault((noted.severity, noted.id), []).append(noted)
    lines = []
    for (severity, _), found in alike.items():
        firm = any(one.status == FIRM for one in found)
        named = concerned(context, found) if firm else context.names(one.name for one in found)
        lines.append(
            context.say(
                "summary.finding" if firm else "summary.perhaps",
                severity=context.label(f"severity.{severity}"),
                what=noted_name(found[0], context.language),
                names=named,
            )
        )
    return lines
