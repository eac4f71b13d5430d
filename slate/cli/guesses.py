"""What people type out of habit, and the command to run instead: one table for each kind of word.

Nothing is run that was not typed: the error shows the command line. So a guess may be wrong.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from itertools import takewhile
from shlex import join

from slate.cli.errors import ReplacedWordsError, RunInsteadUsageError
from slate.cli.known_services import known_services
from slate.cli.session import Session
from slate.domain.dates.windows import parse_window
from slate.domain.errors import SlateError, UsageError
from slate.domain.quoting import either, quoted
from slate.domain.titles.kinds import parse_kind
from slate.domain.titles.status import parse_status
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key

# Words -> the command that does it. What follows the word stands at the end, unless it has a place:
# the first of its words at {first}, the others as one text at {words}.
COMMANDS = {
    **dict.fromkeys(("rm", "delete", "del"), "remove"),
    **dict.fromkeys(("ls", "titles"), "list"),
    **dict.fromkeys(("search", "find", "grep"), "list --search {words}"),
    **dict.fromkeys(("new", "create"), "add {words}"),
    **dict.fromkeys(("set", "change", "modify", "move"), "update"),
    "rename": "update {first} --title {words}",
    **dict.fromkeys(("view", "open", "get"), "show {words}"),
    "history": "show {words} --history",
    **dict.fromkeys(("agenda", "coming", "soon", "schedule"), "upcoming"),
    "overdue": "list --overdue",
    "leaving": "upcoming --leaving",
    "news": "changes",
    "newsletter": "digest",
    "stats": "count",
    "revert": "undo",
    "load": "import",
    **dict.fromkeys(("save", "dump"), "export"),
    "dupes": "duplicates",
    "verify": "check",
    "version": "--version",
}
# Options -> the option that does it, with a value if that is known. After the name of a command it
# counts only there, and nothing means that the value stands alone.
OPTIONS = {
    **dict.fromkeys(("diff --since", "diff --until"), ""),
    **{f"--{name}": f"-f {name}" for name in ("json", "ndjson", "csv", "tsv", "markdown")},
    **{f"--{name}": f"-f {name}" for name in ("slugs", "table")},
    "-j": "-f json",
    "--jsonl": "-f ndjson",
    "--md": "-f markdown",
    **dict.fromkeys(("--service", "--on", "--network", "--provider"), "--platform"),
    **dict.fromkeys(("--when", "--window"), "--month"),
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
    "--title": "--search",
    "--year": "--month",
}
_MOST_WORDS = 4  # of one filter: `first half of 2021`
_SIMILAR = 0.6  # names of commands, on a scale from 0 to 1


def unknown_command(words: Sequence[str], names: Collection[str], today: date) -> UsageError:
    """Return the error about a command line that begins with a word that is no command.

    `names` are those of all commands.
    """
    word, *rest = words
    text = f"No command {quoted(word)}."
    if word in COMMANDS:
        return RunInsteadUsageError(f"{text} Run:", _line(COMMANDS[word], rest))
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        with suppress(UsageError):
            parse_window(" ".join(words[:end]), today)
            return RunInsteadUsageError(f"{text} Run:", join(["slate", "upcoming", *words]))
    return _no_command(word, names)


def unknown_topic(name: str, names: Collection[str]) -> UsageError:
    """Return the error about the help of something that is no command; `names` as above."""
    right = COMMANDS.get(name, "").split()
    text = f"No command {quoted(name)}."
    if right and not right[0].startswith("-"):
        return RunInsteadUsageError(f"{text} Run:", f"slate help {right[0]}")
    return _no_command(name, names)


def _no_command(word: str, names: Collection[str]) -> UsageError:
    near = get_close_matches(word, names, n=3, cutoff=_SIMILAR)
    guess = f" Did you mean {either(near)}?" if near else ""
    return UsageError(f"No command {quoted(word)}.{guess} Try: slate --help")


def _line(right: str, rest: Sequence[str]) -> str:
    """Return a command line of the table, with what followed the word that was typed."""
    words = list(takewhile(lambda word: not word.startswith("-"), rest))
    after = rest[len(words) :]
    line: list[str] = []
    for part in right.split():
        if part == "{first}":
            line += words[:1]
            words = words[1:]
        elif part == "{words}":
            line += [" ".join(words)] if words else []
            words = []
        else:
            line.append(part)
    return join(["slate", *line, *words, *after])


def misplaced_option(
    words: Sequence[str], name: str, known: Collection[str]
) -> RunInsteadUsageError:
    """Return the error about a command line that begins with an option of a command.

    `name` is the command that was typed after it or, if there is none, the likely one; `known` are
    its options.
    """
    rest = list(words)
    if name in rest:
        rest.remove(name)
    text = f"{words[0].partition('=')[0]} goes after a command. Run:"
    return RunInsteadUsageError(text, _with_right_options(name, rest, known))


def is_known_option(option: str, name: str, known: Collection[str]) -> bool:
    """Whether a command has an option, or the one that is meant by it; `known` are its options."""
    return option in known or _right_option(option, name, known) is not None


def _right_option(option: str, name: str, known: Collection[str]) -> str | None:
    """Return what a command has instead of an option; None if it has the option, or nothing."""
    right = OPTIONS.get(f"{name} {option}", OPTIONS.get(option))
    is_there = right is not None and (not right or right.partition(" ")[0] in known)
    return right if is_there and option not in known else None


def instead_of_option(option: str, words: Sequence[str], known: Collection[str]) -> str | None:
    """Return the command line with the right options in place of wrong ones; None if unknown.

    `words` are the command and what follows it, `known` the options of the command.
    """
    name, *rest = words
    if _right_option(option, name, known) is None:
        return None
    return _with_right_options(name, rest, known)


def _with_right_options(name: str, words: Iterable[str], known: Collection[str]) -> str:
    line = ["slate", name]
    for word in words:
        option, equals, value = word.partition("=")
        right = _right_option(option, name, known)
        if right is None:
            line.append(word)
            continue
        line += right.split()
        if equals and " " not in right:
            line.append(value)
    return join(line)


def replaced(asked: Sequence[str], valued: Collection[str], error: ReplacedWordsError) -> str:
    """Return the command line with what an error has in place of its words.

    `asked` are the command and what follows it, `valued` its options that take a value.
    """
    command, *rest = asked
    return join(["slate", command, *error.title, *_options(rest, valued), *error.filters])


def _options(arguments: Iterable[str], valued: Collection[str]) -> Iterator[str]:
    """Yield the options among arguments, and their values."""
    is_value = False
    for argument in arguments:
        if argument == "--" and not is_value:  # what follows are no options
            return
        is_option = argument.startswith("-") and argument != "-"
        if is_value or is_option:
            yield argument
        is_value = is_option and not is_value and argument in valued


def filters_instead(words: Sequence[str], known: Collection[str], session: Session) -> list[str]:
    """Return the filters that words mean, or a search for them; empty without such filters.

    `known` are the options of the command.
    """
    if "--search" not in known or not any(map(str.strip, words)):
        return []
    return filters_for(words, known, session) or ["--search", " ".join(words)]


def filters_for(words: Sequence[str], known: Collection[str], session: Session) -> list[str]:
    """Return the filters that words mean, empty if one of them means none."""
    services = WELL_KNOWN_PLATFORMS
    with suppress(SlateError):
        services = known_services(session)
    found = _filters(list(words), known, services, session)
    spans = found.count("--month") + found.count("--undated")
    return found if spans <= 1 else []  # one time span is enough


def _filters(
    words: list[str], known: Collection[str], services: Collection[str], session: Session
) -> list[str]:
    """Return the filters that words mean, as many of them together as possible."""
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        first = _filter(" ".join(words[:end]), known, services, session)
        if first and end == len(words):
            return first
        if first and (rest := _filters(words[end:], known, services, session)):
            return first + rest
    return []


def _filter(
    text: str, known: Collection[str], services: Collection[str], session: Session
) -> list[str]:
    """Return the filter that a text means, empty if it means none."""
    key = platform_key(text)
    if key in services or f"{key}+" in services:
        return ["-p", text if key in services else f"{text}+"]
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
