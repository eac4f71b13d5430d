"""What people type out of habit, and the command to run instead: one table for each kind of word.

Nothing is run that was not typed: the error shows the command line. So a guess may be wrong.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from itertools import chain
from shlex import join

from slate.cli.errors import RunInsteadUsageError
from slate.cli.session import Session
from slate.domain.dates.windows import parse_window
from slate.domain.errors import SlateError, UsageError
from slate.domain.quoting import either, quoted
from slate.domain.titles.kinds import parse_kind
from slate.domain.titles.status import parse_status
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key

# Words -> the command that does it. What follows the word stands at {}, or else at the end.
COMMANDS = {
    **dict.fromkeys(("rm", "delete", "del"), "remove"),
    **dict.fromkeys(("ls", "titles"), "list"),
    **dict.fromkeys(("search", "find", "grep"), "list --search"),
    **dict.fromkeys(("new", "create"), "add"),
    **dict.fromkeys(("set", "change", "modify", "move"), "update"),
    **dict.fromkeys(("view", "open", "get"), "show"),
    "history": "show {} --history",
    **dict.fromkeys(("agenda", "coming", "soon", "schedule"), "upcoming"),
    "month": "upcoming this-month",
    "week": "upcoming this-week",
    "overdue": "list --overdue",
    "leaving": "upcoming --leaving",
    "news": "changes",
    "stats": "count",
    "revert": "undo",
    "load": "import",
    **dict.fromkeys(("save", "dump"), "export"),
    "dupes": "duplicates",
    "verify": "check",
    "version": "--version",
}
# Options -> the option that does it, with a value if that is known.
OPTIONS = {
    **{f"--{name}": f"-f {name}" for name in ("json", "ndjson", "csv", "tsv", "markdown")},
    **{f"--{name}": f"-f {name}" for name in ("slugs", "table")},
    "--jsonl": "-f ndjson",
    "--md": "-f markdown",
    "--output": "-f",
    **dict.fromkeys(("--service", "--on", "--network", "--provider"), "--platform"),
    **dict.fromkeys(("--when", "--week", "--window"), "--month"),
    **dict.fromkeys(("--start", "--since", "--after"), "--from"),
    **dict.fromkeys(("--end", "--until", "--before"), "--to"),
    **dict.fromkeys(("--query", "--filter", "--grep"), "--search"),
    **dict.fromkeys(("--genre", "--tags"), "--tag"),
    "--type": "--kind",
    "--country": "--region",
    **dict.fromkeys(("--actor", "--cast", "--director"), "--person"),
    **dict.fromkeys(("--order", "--order-by", "--sort-by"), "--sort"),
    **dict.fromkeys(("--max", "--head", "--top"), "--limit"),
    "--fields": "--columns",
    "--confirmed": "--official",
    **dict.fromkeys(("--rumour", "--rumored"), "--rumor"),
    **dict.fromkeys(("--release-date", "--day"), "--date"),
    "--link": "--url",
    **dict.fromkeys(("--comment", "--message"), "--note"),
    "--name": "--title",
}
_SIMILAR = 0.6  # names of commands, on a scale from 0 to 1


def unknown_command(words: Sequence[str], names: Collection[str], today: date) -> UsageError:
    """Return the error about a command line that begins with a word that is no command.

    `names` are those of all commands.
    """
    word, *rest = words
    text = f"No command {quoted(word)}."
    if word in COMMANDS:
        return RunInsteadUsageError(f"{text} Run:", _line(COMMANDS[word], rest))
    if near := get_close_matches(word, names, n=3, cutoff=_SIMILAR):
        return UsageError(f"{text} Did you mean {either(near)}? Try: slate --help")
    with suppress(UsageError):
        parse_window(word, today)
        return RunInsteadUsageError(f"{text} Run:", _line("upcoming", words))
    return UsageError(f"{text} Try: slate --help")


def _line(right: str, rest: Sequence[str]) -> str:
    """Return a command line of the table, with what followed the word that was typed."""
    before, _, after = right.partition("{}")
    return join(["slate", *before.split(), *rest, *after.split()])


def misplaced_option(words: Sequence[str], name: str) -> RunInsteadUsageError:
    """Return the error about a command line that begins with an option of a command.

    `name` is the command that was typed after it or, if there is none, the likely one.
    """
    rest = list(words)
    if name in rest:
        rest.remove(name)
    text = f"{words[0].partition('=')[0]} goes after a command. Run:"
    return RunInsteadUsageError(text, join(["slate", name, *rest]))


def instead_of_option(option: str, words: Sequence[str], known: Collection[str]) -> str | None:
    """Return the command line with the right option in place of a wrong one; None if unknown.

    `words` are the command and what follows it, `known` the options of the command.
    """
    right = OPTIONS.get(option, "").split()
    if not right or right[0] not in known:
        return None
    return join(["slate", *chain.from_iterable(_replaced(word, option, right) for word in words)])


def _replaced(word: str, option: str, right: list[str]) -> list[str]:
    if word == option:
        return right
    if word.startswith(f"{option}="):
        return [*right, *([word.partition("=")[2]] if len(right) == 1 else [])]
    return [word]


def instead_of_words(
    command: Sequence[str], words: Sequence[str], known: Collection[str], session: Session
) -> str | None:
    """Return the command line with filters in place of words that the command does not take.

    `command` is the command line without the words, `known` the options of the command. Return
    None if it has no filters.
    """
    if "--search" not in known:
        return None
    found = filters_for(words, known, session) or ["--search", " ".join(words)]
    return join(["slate", *command, *found])


def instead_of_when(words: Sequence[str], session: Session) -> str | None:
    """Return the command line with filters in place of words that are no time span.

    Return None if they mean no filters either.
    """
    found = filters_for(words, ("--overdue", "--disputed"), session)
    if not found:
        return None
    command = list(session.arguments[::-1])  # from the end: a value may be the same word
    for word in words[::-1]:
        command.remove(word)
    return join(["slate", *command[::-1], *found])


def filters_for(words: Sequence[str], known: Collection[str], session: Session) -> list[str]:
    """Return the filters that words mean, empty if one of them means none."""
    services = {platform_key(name) for name in WELL_KNOWN_PLATFORMS}
    with suppress(SlateError), session.reading() as slate:
        services |= {platform_key(name) for name in slate.platforms()}
    return _filters(list(words), known, services, session)


def _filters(
    words: list[str], known: Collection[str], services: Collection[str], session: Session
) -> list[str]:
    """Return the filters that words mean, as many of them together as possible."""
    for end in range(len(words), 0, -1):
        first = _filter(" ".join(words[:end]), known, services, session)
        rest = _filters(words[end:], known, services, session)
        if first and (rest or end == len(words)):
            return first + rest
    return []


def _filter(
    text: str, known: Collection[str], services: Collection[str], session: Session
) -> list[str]:
    """Return the filter that a text means, empty if it means none."""
    if platform_key(text) in services:
        return ["-p", text]
    for option, parse in (("-k", parse_kind), ("-s", parse_status)):
        with suppress(UsageError):
            parse(text)
            return [option, text]
    if f"--{text}" in known:  # overdue, undated, disputed
        return [f"--{text}"]
    with suppress(UsageError):
        parse_window(text, session.today)
        return ["--month", text]
    return []
