"""Questions to the user, asked only on a terminal and never during a transaction."""

import sys
from contextlib import redirect_stdout
from dataclasses import replace

import typer

from slate.cli.known_services import known_services
from slate.cli.session import Session
from slate.cli.stderr import print_error
from slate.domain.ledger.statement import Statement
from slate.domain.spelling import near
from slate.domain.text import safe
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key

_LONGEST = 10_000  # characters of a line
# Answers; Enter is the usual one.
YES, NO = frozenset({"", "y", "yes"}), frozenset({"n", "no"})


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
    if key.platform is None:
        return key
    return key._replace(platform=meant_platform(session, key.platform))


def ask(text: str) -> str:
    """Ask for a line, and return it as typed; raise typer.Abort if the user leaves."""
    with redirect_stdout(sys.stderr):  # Typer prints a question's last blank to stdout
        typed: str = typer.prompt(text, default="", show_default=False, err=True)
    return typed


def ask_secret(session: Session, text: str) -> str:
    """Ask for a line that is not shown, or read one from standard input if there is nobody to ask.

    Raises typer.Abort if the user leaves.
    """
    if not session.terminal.answers:
        return sys.stdin.readline(_LONGEST) if sys.stdin else ""
    with redirect_stdout(sys.stderr):
        typed: str = typer.prompt(text, default="", show_default=False, hide_input=True, err=True)
    return typed


def confirmed(question: str) -> bool:
    """Ask a question that is usually answered with yes; raise typer.Abort if the user leaves."""
    while True:
        word = ask(f"{question} [Y/n]").strip().casefold()
        if word in YES:
            return True
        if word in NO:
            return False
        print_error("Type y or n.")


def agrees(question: str) -> bool:
    """Ask a question that is usually answered with yes; whoever leaves it does not agree."""
    try:
        return confirmed(question)
    except typer.Abort:
        print_error("")
        return False


def meant_platform(session: Session, platform: str) -> str:
    """Return a platform, or the one that is meant if it looks mistyped; ask which, or note it."""
    key = platform_key(platform)
    if key in WELL_KNOWN_PLATFORMS:
        return platform
    known = known_services(session)
    similar = [] if key in known else near(key, known)
    if not similar:
        return platform
    nearest = similar[0]
    if not session.terminal.answers:
        session.say(f"note: {platform} is a new service here; did you mean {nearest}?")
        return platform
    question = f"{safe(platform)} is new here. Did you mean {safe(nearest)}?"
    return nearest if confirmed(question) else platform
