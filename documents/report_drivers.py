"""What asks for a decision: the requirements and the decisions it follows from."""

from __future__ import annotations

from collections.abc import Iterator

from documents.context import Context
from facts.answers import ASSUMED, Answer
from facts.question_bank import NO_LIMIT, UNKNOWN
from knowledge.advice import DecisionTaken
from knowledge.decisions import DECISIONS, FAILURES
from knowledge.judgement import FIRM, OPEN


def driver(context: Context, decision: DecisionTaken) -> str:
    """One or two sentences that say what asks for a decision."""
    match decision.topic:
        case "platform":
            return _platform(context, decision.name)
        case "pair":
            return _within_the_site(context, decision.name)
        case "second_copy":
            return _second_copy(context, decision.name)
        case "replica_broker":
            return _broker(context, decision.name)
    return _dependent(context, decision)


def told_in_brief(context: Context, decision: DecisionTaken) -> bool:
    """Whether the body tells a decision without its other options, which the appendix has.

    So it is with monitoring, and with what nothing asks for and nobody wished for.
    """
    if decision.topic == "monitoring":
        return True
    idle = decision.chosen == "nothing" and not any(one.wished for one in decision.options)
    if decision.topic == "second_copy":
        return idle and driver(context, decision) == context.say("driver.no-copy")
    if decision.topic == "replica_broker":
        return idle and driver(context, decision) == context.say("driver.no-replication")
    return False


def _platform(context: Context, site: str) -> str:
    here = [name for names in context.groups for name in names if context.site_of(name) == site]
    said = []
    if found := [name for name in here if _needs_one(context, name) == FIRM]:
        said.append(context.say("driver.need", names=context.names(found)))
    if found := [name for name in here if _needs_one(context, name) == OPEN]:
        said.append(context.say("driver.may-need", names=context.names(found)))
    if found := [name for name in here if context.left_to_copy(name) == FIRM]:
        said.append(context.say("driver.need-left-to-copy", names=context.names(found)))
    return context.sentences(said) or context.say("driver.no-need")


def _needs_one(context: Context, workload: str) -> str:
    return context.needs.get((workload, "host-cluster"), "")


def _within_the_site(context: Context, workload: str) -> str:
    answers = context.answers.workloads[workload]
    asked = [(one, answers[f"survive.{one}"]) for one in FAILURES]
    wanted = [_failure(context, name, one) for name, one in asked if one.value == "yes"]
    open_ones = [_failure(context, name, one) for name, one in asked if one.value == UNKNOWN]
    said = []
    if wanted:
        said.append(context.say("driver.survive", failures=context.join(wanted)))
    if open_ones:
        said.append(context.say("driver.perhaps", failures=context.join(open_ones)))
    if not said:
        said.append(context.say("driver.nothing"))
    said += _objectives(context, answers["tolerated.outage"], answers["tolerated.loss"])
    return context.sentences(said)


def _failure(context: Context, name: str, answer: Answer) -> str:
    return _marked(context, context.label(f"misses.{name}"), answer)


def _marked(context: Context, text: str, answer: Answer) -> str:
    return context.say("join.assumed", what=text) if answer.status == ASSUMED else text


def _objectives(context: Context, *answers: Answer) -> Iterator[str]:
    for answer in answers:
        if answer.value != NO_LIMIT and answer.value != "not_applicable":
            value = context.answer(answer.question, answer.value)
            yield context.say(
                "driver.objective", what=context.question(answer.question), value=value
            )


def _second_copy(context: Context, workload: str) -> str:
    answers = context.answers.workloads[workload]
    survive = answers["survive.site"]
    said = []
    if survive.value == "yes":
        said.append(context.say("driver.survive", failures=_failure(context, "site", survive)))
        said += _objectives(context, answers["disaster.outage"], answers["disaster.loss"])
    elif survive.value == UNKNOWN:
        said.append(context.say("driver.perhaps", failures=_failure(context, "site", survive)))
    left = context.left_to_copy(workload)
    if left:
        key = "driver.copy-for-host" if left == FIRM else "driver.perhaps-copy-for-host"
        said.append(context.say(key))
    return context.sentences(said) or context.say("driver.no-copy")


def _broker(context: Context, site: str) -> str:
    taking: list[str] = []
    for names in context.groups:
        decision = context.advice.decision("second_copy", names[0])
        ends = (context.site_of(names[0]), context.copy_site_of(names[0]))
        if "hyper-v-replica" in decision.racing and site in ends:
            taking += names
    if not taking:
        return context.say("driver.no-replication")
    return context.say("driver.replication", names=context.names(taking))


def _dependent(context: Context, decision: DecisionTaken) -> str:
    """What a decision follows from; while that is not chosen, the outcome says so itself."""
    parent = DECISIONS[decision.topic].parent
    if parent is None or context.advice.decision(parent[0], decision.name).chosen not in parent[1]:
        return ""
    return context.say("driver.follows", option=context.options(*parent))
