"""Why: reasons with the guidance they cite, how sure that is, its sources, and what was read."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from knowledge.advice import Advice, Reason
from knowledge.explanation import fact_text, records_of, source_text, worst_first
from knowledge.guidance import Guidance
from knowledge.words import word
from screens.language import current, say
from screens.markdown import escaped, link, small, with_code
from screens.verdicts import badge, chip


def show_option(
    advice: Advice, objections: Iterable[str], merits: Iterable[str], overruled: Iterable[str]
) -> None:
    """Show what speaks against an option, for it, and what was overruled."""
    against = worst_first([advice.reasons[one] for one in objections])
    in_favour = [advice.reasons[one] for one in merits]
    beaten = [advice.reasons[one] for one in overruled]
    for reason in against:
        show_reason(reason, f"{say('against')} {chip(reason.slots['level'])}")
    for reason in in_favour:
        show_reason(reason, badge(say("in-favour"), "green"))
    for reason in beaten:
        show_reason(reason, badge(say("overruled"), "gray"))
    if not (against or in_favour or beaten):
        st.markdown(say("no-reason"))


def show_reason(reason: Reason, heading: str) -> None:
    """Show one reason: its guidance, and the answers and conclusions it was drawn from."""
    missed = reason.slots.get("misses")
    about = f" {escaped(word(f'misses.{missed}', current()))}" if missed else ""
    still_open = (
        f" {badge(word('status.open', current()), 'violet')}" if reason.status == "open" else ""
    )
    lines = [f"{heading}{still_open}{about}", ""]
    lines += [f"- {record_line(record)}" for record in records_of(reason)]
    facts = [escaped(fact_text(fact, current())) for fact in reason.facts]
    if facts:
        lines += ["", small(f"{say('rests-on')} {' / '.join(facts)}")]
    st.markdown("\n".join(lines))


def record_line(record: Guidance) -> str:
    """What a record says, how sure that is, and a link to each source."""
    language = current()
    certainty = word(f"certainty.{record.certainty}", language)
    told = [
        f"{link(title, address)} ({escaped(section)})" if section else link(title, address)
        for title, section, address in source_text(record)
    ]
    said = with_code(record.text[language])
    sources = small(f"{say('source')} {'; '.join(told)}")
    return f"{said} {badge(certainty, 'gray')} {sources}"
