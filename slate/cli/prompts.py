"""Questions to the user, asked only on a terminal and never during a transaction."""

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from typing import TypeVar

import typer

from slate.cli.options.report_options import typed_date
from slate.cli.session import Session
from slate.cli.stderr import print_error
from slate.domain.errors import SlateError, UsageError
from slate.domain.ledger.statement import Statement
from slate.domain.text import clean_to_store, safe, within_edits
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.status import parse_status
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, parse_platform, platform_key

_Value = TypeVar("_Value")
_EDITS = 2
# Shorter names are within two edits of almost any other.
_SHORTEST = 5


def for_title(session: Session, statement: Statement) -> Statement:
    """Ask for the missing facts if `slate add` is run without a title.

    Raises UsageError if there is nobody to ask.
    """
    if not session.terminal.answers:
        raise UsageError("No title was given. Run: slate add TITLE, with the title in quotes.")
    title = _prompt("Title", lambda text: clean_to_store("title", text))
    while title is None:
        title = _prompt("Title", lambda text: clean_to_store("title", text))
    statement = replace(statement, title=title)
    if statement.platform is None:
        name = _prompt("Service (if known)", parse_platform)
        statement = replace(statement, platform=name)
    if statement.date is None:
        said_on = statement.origin.reported_on
        when = _prompt(
            "Date (can be vague: early 2021)", lambda text: typed_date(session, text, said_on)
        )
        statement = replace(statement, date=when)
    if statement.status is None:
        statement = replace(statement, status=_prompt("Status (if known)", parse_status))
    if statement.origin.source is None:
        source = _prompt("Source (who reported it)", lambda text: clean_to_store("source", text))
        statement = replace(statement, origin=replace(statement.origin, source=source))
    return statement


def _prompt(question: str, read: Callable[[str], _Value]) -> _Value | None:
    """Ask until the answer can be parsed, and return its value; None for an empty answer."""
    while True:
        with redirect_stdout(sys.stderr):  # Typer prints a question's last blank to stdout
            answer = typer.prompt(question, default="", show_default=False, err=True)
        if not answer.strip():
            return None
        try:
            return read(answer)
        except SlateError as error:
            from slate.cli.advice import message  # noqa: PLC0415 -- only for errors

            print_error(message(error))


def about_platform(session: Session, statement: Statement) -> Statement:
    """Ask about platforms that look mistyped; without a terminal, print a note instead."""
    platform, also_on = (
        name and meant_platform(session, name) for name in (statement.platform, statement.also_on)
    )
    releases = tuple(
        release._replace(key=_with_checked_platform(session, release.key))
        for release in statement.releases
    )
    return replace(statement, platform=platform, also_on=also_on, releases=releases)


def _with_checked_platform(session: Session, key: ReleaseKey) -> ReleaseKey:
    return key if key.platform is None else key._replace(platform=_checked(session, key.platform))


def agrees(question: str) -> bool:
    """Ask a question that is usually answered with yes; whoever leaves it does not agree."""
    try:
        with redirect_stdout(sys.stderr):
            return typer.confirm(question, default=True, err=True)
    except typer.Abort:
        print_error("")
        return False


def meant_platform(session: Session, platform: str) -> str:
    """Return a platform, or the one that is meant if it looks mistyped; ask which, or note it."""
    key = platform_key(platform)
    known = {platform_key(name): name for name in WELL_KNOWN_PLATFORMS.values()}
    if key in known or len(key) < _SHORTEST:
        return platform
    known |= _of_slate(session)
    if key in known:
        return platform
    near = [name for other, name in known.items() if within_edits(key, other, _EDITS)]
    if not near:
        return platform
    if not session.terminal.answers:
        session.say(f"note: {platform} is a new service here; did you mean {near[0]}?")
        return platform
    question = f"{safe(platform)} is new here. Did you mean {safe(near[0])}?"
    with redirect_stdout(sys.stderr):
        meant = typer.confirm(question, default=True, err=True)
    return near[0] if meant else platform


def _of_slate(session: Session) -> dict[str, str]:
    with session.reading() as slate:
        return {platform_key(name): name for name in slate.platforms()}
