"""The dialogue of `slate add` without a title: questions, a summary, corrections."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import typer

from slate.cli.options.report_options import typed_date
from slate.cli.prompts import NO, YES, about_platform, ask, confirmed, meant_platform
from slate.cli.session import Session
from slate.cli.stderr import print_error
from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import SlateError, UsageError
from slate.domain.ledger.errors import TitleThereError
from slate.domain.ledger.statement import Statement, with_name_parsed
from slate.domain.text import clean_to_store, safe
from slate.domain.titles.kinds import parse_kind
from slate.domain.titles.names import full_name
from slate.domain.titles.status import derive_kind, parse_status
from slate.domain.titles.vocabulary import parse_platform

_AT_THE_END = "Enter to add it, a number to change an answer, q to leave"
_LEAVES = NO | {"q", "quit"}
_NONE = "-"  # an answer that is none, or takes one back
# Facts that only options state, in the order of the summary.
_OTHERS = (
    *("release_type", "region", "leaves", "slug"),
    *("tags", "aka", "credits", "ids", "links"),
)


class NothingAddedError(SlateError):
    """A dialogue that the user has left."""

    exit_code = 130  # as for any command that is interrupted

    def __init__(self) -> None:
        super().__init__("Nothing was added.")


class _Question(NamedTuple):
    label: str  # in the summary
    text: str
    read: Callable[[str], Any]
    show: Callable[[Any], str] = str
    is_needed: bool = False
    is_asked: bool = True  # the others can only be answered from the summary


_Answers = dict[str, Any]
# Returns the error about the title of a statement that is on the slate already, None for others.
Existing = Callable[[Statement], TitleThereError | None]


class Asked(NamedTuple):
    """What somebody has answered: a statement whose title is still as it was typed."""

    statement: Statement
    there: TitleThereError | None = None  # the title is on the slate, and is the one that is meant
    is_other: bool = False  # than the title of the same name that is on the slate


def ask_for_title(session: Session, statement: Statement, existing: Existing) -> Asked:
    """Ask for what `slate add` without a title is to record, and complete the statement.

    Facts that options state are not asked for, but can be changed. If the title exists, that is
    asked as soon as the name is known. Raises UsageError if there is nobody to ask,
    NothingAddedError if the user leaves.
    """
    if not session.terminal.answers:
        raise UsageError("No title was given. Run: slate add TITLE, with the title in quotes.")
    session.store.check_writable()
    try:
        return _asked(session, about_platform(session, statement), existing)
    except (typer.Abort, KeyboardInterrupt):
        print_error("")  # ends the line of the question
        raise NothingAddedError from None


def changed_by_answers(
    options: Statement, answered: Statement
) -> dict[tuple[str, ...], str | None]:
    """Return what the answers add to the options or change of them.

    The keys are the names of an option, the one to write first. The value is None if the answer
    takes the option back.
    """
    facts = {
        ("-k", "--kind"): (options.kind, answered.kind),
        ("-p", "--platform"): (options.platform, answered.platform),
        ("-d", "--date", "--release"): (
            options.date and options.date.text,
            answered.date and answered.date.text,
        ),
        ("-s", "--status"): (options.status, answered.status),
        ("--source",): (options.origin.source, answered.origin.source),
    }
    return {names: answer for names, (before, answer) in facts.items() if answer != before}


def _asked(session: Session, statement: Statement, existing: Existing) -> Asked:
    questions = _questions(session, statement.origin.reported_on)
    answers: _Answers = {
        "title": None,
        "platform": statement.platform,
        "date": statement.date,
        "status": statement.status,
        "source": statement.origin.source,
        "kind": statement.kind,
    }
    session.hint("Enter skips a question, Ctrl-C leaves.")
    waiting = [
        name for name, question in questions.items() if question.is_asked and answers[name] is None
    ]
    is_other = False
    while True:
        if waiting:
            changed: str | None = waiting.pop(0)
        else:
            summary = with_name_parsed(_completed(statement, answers))
            session.hint("", *_summary(questions, answers, summary))
            changed = _choice(list(questions))
        if changed is None:
            return Asked(_completed(statement, answers), is_other=is_other)
        answers[changed] = _ask(questions[changed], answers[changed])
        if changed == "title":
            asked = _completed(statement, answers)
            there = existing(with_name_parsed(asked))
            if there is not None and confirmed(f"{safe(str(there))} Is it that one?"):
                return Asked(asked, there)
            is_other = there is not None


def _questions(session: Session, said_on: str) -> Mapping[str, _Question]:
    return {
        "title": _Question(
            "Title", "Title", lambda text: clean_to_store("title", text), is_needed=True
        ),
        "platform": _Question(
            "Service",
            "Service (if known)",
            lambda text: meant_platform(session, parse_platform(text)),
        ),
        "date": _Question(
            "Date",
            "Date (can be vague: early 2021)",
            lambda text: typed_date(session, text, said_on),
            screen_date,
        ),
        "status": _Question("Status", "Status (if known)", parse_status),
        "source": _Question(
            "Source", "Source (who reported it)", lambda text: clean_to_store("source", text)
        ),
        "kind": _Question("Kind", "Kind (film, series ...)", parse_kind, is_asked=False),
    }


def _completed(statement: Statement, answers: _Answers) -> Statement:
    facts = dict(answers)
    origin = replace(statement.origin, source=facts.pop("source"))
    return replace(statement, origin=origin, **facts)


def _summary(
    questions: Mapping[str, _Question], answers: _Answers, completed: Statement
) -> list[str]:
    """Return what is going to be recorded: the answers, numbered, and what options state."""
    name = full_name(completed.title or "", completed.season, completed.part)
    shown = {
        each: "" if answers[each] is None else question.show(answers[each])
        for each, question in questions.items()
    }
    shown["title"] = name if completed.year is None else f"{name} ({completed.year})"
    if completed.kind is None:
        derived = derive_kind(completed.season, completed.part)
        shown["kind"] = f"{derived.kind} ({derived.why})"
    width = max(len(question.label) for question in questions.values())
    lines = [
        f"  {number}  {question.label:{width}}  {safe(shown[each]) or _NONE}"
        for number, (each, question) in enumerate(questions.items(), 1)
    ]
    others = ", ".join(_others(completed))
    return [*lines, f"     {'Also':{width}}  {safe(others)}"] if others else lines


def _others(completed: Statement) -> list[str]:
    found = [(name, getattr(completed, name)) for name in _OTHERS]
    found += [(name, getattr(completed.origin, name)) for name in ("url", "note")]
    if not completed.origin.confidence.is_default:
        found.append(("confidence", completed.origin.confidence))
    return [f"{name.replace('_', ' ')} {_text(value)}" for name, value in found if value]


def _text(value: Any) -> str:  # noqa: ANN401 -- whatever a field contains
    """Return a value in one line: `kids, new` of several, `director=Ang Lee` of a pair."""
    if isinstance(value, ReleaseDate):
        return screen_date(value, weekday=False)
    if isinstance(value, tuple):
        return " ".join("=".join(each) if isinstance(each, tuple) else each for each in value)
    return str(value)


def _choice(names: list[str]) -> str | None:
    """Ask what to do with the answers; return the one to change, or None to add the title."""
    while True:
        typed = ask(_AT_THE_END).strip().casefold()
        if typed in YES:
            return None
        if typed in _LEAVES:
            raise NothingAddedError
        if typed in map(str, range(1, len(names) + 1)):
            return names[int(typed) - 1]
        print_error(f"Type Enter, a number from 1 to {len(names)}, or q.")


def _ask(question: _Question, answer: Any = None) -> Any:  # noqa: ANN401 -- what it reads
    """Ask until the answer can be parsed, and return its value; None for no answer.

    Without a new answer, the one before is kept.
    """
    text = question.text
    if answer is not None:
        none = "" if question.is_needed else f"; {_NONE} for none"
        text = f"{question.label} [{safe(question.show(answer))}{none}]"
    while True:
        typed = ask(text)
        word = typed.strip()
        if not word and question.is_needed and answer is None:
            print_error(f"A {question.label.lower()} is needed.")
        elif not word:
            return answer
        elif word == _NONE and not question.is_needed:
            return None
        else:
            try:
                return question.read(typed)
            except SlateError as error:
                from slate.cli.advice import message  # noqa: PLC0415 -- only for errors

                print_error(message(error))
