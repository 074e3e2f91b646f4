"""What is recommended for each workload, short enough for a cell; no streamlit in here."""

from __future__ import annotations

from facts.design import Design
from knowledge.advice import Advice, DecisionTaken
from knowledge.explanation import option_label
from knowledge.words import word
from screens.editing import missing


def outcomes(design: Design, advice: Advice, language: str) -> dict[str, str]:
    """By the name of the workload: its outcome, or which required answers it waits for.

    The advice is that on the design, where required answers that are missing are unknown.
    """
    comma = word("screens.list-comma", language)
    absent: dict[tuple[str, ...], list[str]] = {}
    for place, question in missing(design):
        labels = absent.setdefault((place.entity, *place.names), [])
        labels.append(question.label[language])
    found: dict[str, str] = {}
    for one in design.workloads:
        waits = [
            *absent.get(("workload", one.name), ()),
            *absent.get(("site", str(one.answers.get("site"))), ()),
        ]
        if waits:
            key = "screens.workloads.outcome.waits"
            found[one.name] = word(key, language, what=comma.join(waits))
        else:
            found[one.name] = _outcome(advice.decision("pair", one.name), language)
    return found


def _outcome(decision: DecisionTaken, language: str) -> str:
    if not decision.chosen and not decision.provisional:
        return word("option.none", language)
    option = decision.chosen or decision.provisional
    label = option_label(decision.topic, option, language)
    if not decision.chosen:
        return word("screens.workloads.outcome.open", language, option=label)
    verdict = word(f"verdict.{decision.option(option).verdict}", language)
    return word("screens.workloads.outcome.chosen", language, verdict=verdict, option=label)
