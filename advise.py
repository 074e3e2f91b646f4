"""The command line: ``python advise.py report|json|why|what-if|... DESIGN.yaml``."""

from __future__ import annotations

import argparse
import datetime
import io
import locale
import os
import sys
from pathlib import Path

from documents.bundle import bundle
from documents.hearing_sheet import hearing_sheet
from documents.json_text import json_text
from documents.markdown import visible
from documents.report import report
from documents.still_open import still_open
from documents.what_if import hangs_on, what_if
from documents.why import NotThere, why
from facts.design import Design
from facts.design_file import load
from facts.question_bank import by_id
from facts.scalars import ScalarProblem, read_scalar
from facts.visible_text import visible as shown
from knowledge.advice import Advice
from knowledge.advisor import advise
from knowledge.explanation import problem_text
from knowledge.verdict_summary import ADVICE_GIVEN, UNUSABLE_INPUT, exit_status
from knowledge.words import LANGUAGES, word

COMMANDS = ("report", "json", "why", "what-if", "hangs-on", "ask", "check", "bundle")
_TAKING = {
    "decision": ("why", "what-if", "hangs-on"),
    "option": ("why", "what-if"),
    "finding": ("why",),
}
"""Commands that may be asked about a part of the advice."""


class Unusable(Exception):
    """The input cannot be used; the arguments are the lines to say so."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # names of files may hold what UTF-8 cannot say; a message must get out all the same
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    language = _language(given)
    options = _parser(language).parse_intermixed_args(given)
    try:
        content, status = _run(options, options.lang)
        _put_out(content, options.output, options.lang)
    except Unusable as unusable:
        for line in unusable.args:
            print(line, file=sys.stderr)
        return UNUSABLE_INPUT
    return status


def _run(options: argparse.Namespace, language: str) -> tuple[str | bytes, int]:
    """What a command puts out, and the exit code."""
    if options.command == "ask" and options.all:
        design = _loaded(options.design, language) if options.design else None
        return hearing_sheet(language, design), ADVICE_GIVEN
    if not options.design:
        raise Unusable(word("cli.design-missing", language, command=options.command))
    _check_parts(options, language)
    if options.command == "bundle" and not options.output:
        raise Unusable(word("cli.bundle-needs-file", language))
    design = _loaded(options.design, language)
    if options.command == "check":
        return word("cli.fine", language, file=shown(options.design)) + "\n", ADVICE_GIVEN
    advice = advise(design, _date(design, options.as_of, language))
    # what is asked is no judgement: a question still open is no requirement that cannot be met
    status = ADVICE_GIVEN if options.command == "ask" else exit_status(advice)
    return _told(advice, options, language), status


def _told(advice: Advice, options: argparse.Namespace, language: str) -> str | bytes:
    match options.command:
        case "report":
            return report(advice, language)
        case "json":
            return json_text(advice)
        case "ask":
            return still_open(advice, language)
        case "bundle":
            return bundle(advice, language)
        case "what-if" | "hangs-on" | "why":
            return _asked_about(advice, options, language)
    raise ValueError(options.command)


def _check_parts(options: argparse.Namespace, language: str) -> None:
    """Refuse a decision, an option or a finding where a command takes none, or lacks one."""
    decisions = _decisions(options)
    parts = {"decision": decisions, "option": [options.option], "finding": options.finding}
    for part, commands in _TAKING.items():
        found = visible(", ".join(filter(None, parts[part])))
        if found and options.command not in commands:
            raise Unusable(word(f"cli.{part}-unwanted", language, found=found))
    if len(decisions) > 1:
        raise Unusable(word("cli.decision-twice", language, found=visible(", ".join(decisions))))
    if options.command == "what-if" and not decisions:
        raise Unusable(word("cli.decision-missing", language))


def _decisions(options: argparse.Namespace) -> list[str]:
    """The decisions named, behind the design or as an option."""
    return [one for one in dict.fromkeys((options.decision, options.also)) if one]


def _asked_about(advice: Advice, options: argparse.Namespace, language: str) -> str:
    only = "".join(_decisions(options))
    try:
        if options.command == "what-if":
            return what_if(advice, language, only, options.option)
        if options.command == "hangs-on":
            return hangs_on(advice, language, only)
        return why(advice, language, only, options.option, options.finding)
    except NotThere as problem:
        expected = ", ".join(problem.nearest) or word("cli.nothing-near", language)
        said = {"found": visible(problem.found), "expected": visible(expected)}
        raise Unusable(word(f"cli.no-such-{problem.kind}", language, **said)) from None


def _loaded(path: str, language: str) -> Design:
    loaded = load(Path(path))
    if loaded.design is not None:
        return loaded.design
    lines = []
    for one in loaded.problems:
        text = visible(problem_text(one, language))
        place = {"file": shown(path), "line": one.line, "column": one.column}
        lines.append(word("cli.problem", language, **place, text=text))
    raise Unusable(*lines)


def _date(design: Design, as_of: str | None, language: str) -> str:
    """The date asked for, else the one pinned in the design, else today."""
    if as_of is None:
        return str(design.answers.get("as_of") or datetime.date.today().isoformat())
    try:
        return str(read_scalar(by_id("design")["as_of"], as_of))
    except ScalarProblem:
        raise Unusable(word("cli.date", language, found=visible(as_of))) from None


def _put_out(content: str | bytes, output: str | None, language: str) -> None:
    if output is None:
        sys.stdout.write(str(content))
        return
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unusable(
            word("cli.unwritable", language, file=shown(output), reason=reason)
        ) from None


def _language(arguments: list[str]) -> str:
    """The language asked for, else that of the system, so that the help speaks it too."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang")
    try:
        asked = early.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        asked = None
    settings = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    system = next((one for one in settings if one), locale.getlocale()[0] or "")
    return asked if asked in LANGUAGES else "ja" if system.lower().startswith("ja") else "en"


def _parser(language: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=word("cli.about", language), epilog=word("cli.exit-codes", language)
    )
    parser.add_argument("command", choices=COMMANDS, help=word("cli.help.command", language))
    parser.add_argument("design", nargs="?", help=word("cli.help.design", language))
    of_decision = word("cli.help.decision", language)
    parser.add_argument("decision", nargs="?", help=of_decision, default="")
    parser.add_argument(
        "--decision", metavar="TOPIC/NAME", dest="also", help=of_decision, default=""
    )
    of_option, of_finding = (word(f"cli.help.{one}", language) for one in ("option", "finding"))
    parser.add_argument("--option", metavar="OPTION", help=of_option, default="")
    parser.add_argument("--finding", metavar="ID", action="append", help=of_finding, default=[])
    help_of_language = word("cli.help.lang", language)
    parser.add_argument("--lang", choices=LANGUAGES, default=language, help=help_of_language)
    parser.add_argument("--as-of", metavar="DATE", help=word("cli.help.as-of", language))
    parser.add_argument("-o", "--output", metavar="FILE", help=word("cli.help.output", language))
    parser.add_argument("--all", action="store_true", help=word("cli.help.all", language))
    return parser


if __name__ == "__main__":
    sys.exit(main())
