"""Shell completion of slugs and platforms, from the slate that `--db` or `SLATE_DB` names.

The shell inserts completions into a command line, and a name may come from a file that
somebody else wrote. So each completion is quoted for the requesting shell, or omitted: see
`quoted_for`.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import typer

from slate.cli.session import Clock, open_store
from slate.domain.errors import SlateError
from slate.domain.text import safe
from slate.store.slate import Slate, open_slate

_MOST = 100

# Patterns are compiled only during completion, since every command imports this module.
# ASCII characters that are special to bash get a backslash. (A single character class that
# also covers non-ASCII letters would take milliseconds to compile.)
_BASH_SPECIAL = r"(?a)(?=[\0-\x7f])[^\w%+,./-]"
# Characters that bash interprets inside quotes, or while Typer's script splits the answer.
_BASH_SPECIAL_IN_QUOTES = r"""["'`$\\!*?\[(]"""
# Characters that end a word in bash and are words of their own.
_BASH_BREAKS = frozenset("=:@<>|&;(")
_ESCAPED = r"(?s)\\(.?)"
# Text that Typer's script does not pass on to zsh unchanged.
_ZSH_LOST = r"""["'\\]|  """
_PLAIN = r"\w[\w.+-]*"


class _Word(str):
    r"""A quoted completion whose unquoted value starts with the typed text.

    Typer drops completions that do not start with the typed text. It unquotes `Prime\ V` to
    `Prime V`, and the quoted `Prime\ Video` does not start with that.
    """

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Return True: the value was already compared before it was quoted."""
        return True


def complete_title(context: typer.Context, incomplete: str) -> list[str]:
    """Return the slugs that start with the typed text."""
    try:
        with _open_slate(context) as slate:
            found = slate.starting_with(incomplete, _MOST)
    except SlateError:  # print no messages while the user is typing
        return []
    return offered((title.slug for title in found), incomplete)


def complete_platform(context: typer.Context, incomplete: str) -> list[str]:
    """Return the platforms of the slate that start with the typed text."""
    try:
        with _open_slate(context) as slate:
            names = slate.platforms()
    except SlateError:
        return []
    return offered(names, incomplete)


@contextmanager
def _open_slate(context: typer.Context) -> Iterator[Slate]:
    """Open the slate here, since the root callback does not run during completion."""
    clock = Clock.read(None)
    # No messages: they would appear in the line that the user is typing.
    store = open_store(context.find_root().params.get("db"), clock, say=lambda _: None)
    with open_slate(store, clock.today) as slate:
        yield slate


def offered(values: Iterable[str], incomplete: str) -> list[str]:
    """Return the values that start with the typed text, quoted for the requesting shell."""
    shell = os.environ.get("_SLATE_COMPLETE", "").removeprefix("complete_")
    quote = _bash_quote(incomplete) if shell == "bash" else ""
    if quote is None:
        return []
    words = (quoted_for(shell, value, quote) for value in values if value.startswith(incomplete))
    return list(islice((_Word(word) for word in words if word is not None), _MOST))


def quoted_for(shell: str, value: str, quote: str = "") -> str | None:
    r"""Return a value quoted as a completion for a shell, or None if it must be omitted.

    `quote` is the quote that is open where the value is inserted, empty for none. Values
    that a terminal would interpret, or a command would take for an option, are omitted.

    - bash inserts a completion unchanged, so special characters get a backslash. Inside
      quotes a backslash is not enough (`"\!"`, `'\''`, and Typer's script expands `*`), so
      only a value without special characters is returned.
    - zsh quotes completions itself, but Typer's script evaluates the answer twice before:
      quotes get lost, blanks are collapsed, and a backslash lets `$(...)` run.
    - fish quotes completions itself, and Typer's script passes each line on unchanged;
      only a leading `~` is not quoted.
    - Any other shell (Typer also supports PowerShell) gets only values without characters
      that are special to any shell.
    """
    if not value or value.startswith("-") or value != safe(value):
        return None
    match shell:
        case "bash" if quote:
            return None if re.search(_BASH_SPECIAL_IN_QUOTES, value) else value
        case "bash":
            return re.sub(_BASH_SPECIAL, r"\\\g<0>", value)
        case "zsh":
            return None if re.search(_ZSH_LOST, value) else value
        case "fish":
            return None if value.startswith("~") else value
        case _:
            return value if re.fullmatch(_PLAIN, value) else None


def _bash_quote(incomplete: str) -> str | None:
    """Return the open quote in bash, empty for none; None if a completion cannot be inserted.

    bash replaces the text after the last blank, open quote or break (`:`, `=` ...), and Typer
    passes on only the text without quotes: a word in parts (`A:B`, `A"B `) cannot be
    completed.
    """
    # Typer's script joins the words with newlines.
    words = ["", *os.environ.get("COMP_WORDS", "").split("\n")]
    at = int(os.environ.get("COMP_CWORD", "0"))
    if len(words) < at + 2:
        return None
    before, typed = words[at : at + 2]
    if typed == "=" and before.startswith("--"):
        return ""
    if before and _BASH_BREAKS.issuperset(before):
        return None
    if typed[:1] in ('"', "'") and typed[1:] == incomplete:
        return typed[0]
    return "" if re.sub(_ESCAPED, r"\1", typed) == incomplete else None
