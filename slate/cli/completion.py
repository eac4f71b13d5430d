"""What TAB offers: slugs and platforms of the slate that `SLATE_DB` names.

A shell makes a command line of what is offered, and a name may come from a file that
somebody else wrote. So each word is quoted for the shell that asks, or it is left out:
`quoted_for` has the rule.
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

# Patterns are compiled when somebody presses TAB, as every command imports this module.
# ASCII with a meaning to bash gets a backslash. (In one class with the letters beyond ASCII
# it would take milliseconds to compile.)
_BASH_SPECIAL = r"(?a)(?=[\0-\x7f])[^\w%+,./-]"
# What bash acts on between quotes, or while Typer's script still takes the answer apart.
_BASH_SPECIAL_IN_QUOTES = r"""["'`$\\!*?\[(]"""
# The characters at which bash ends a word, and which are words of their own.
_BASH_BREAKS = frozenset("=:@<>|&;(")
_ESCAPED = r"(?s)\\(.?)"
# What does not get through Typer's script to zsh as it is.
_ZSH_LOST = r"""["'\\]|  """
_PLAIN = r"\w[\w.+-]*"


class _Word(str):
    r"""A word as the shell takes it, whose value starts with what was typed.

    Typer leaves out what does not start with it, and `Prime\ Video` does not start with
    the `Prime V` that it makes of `Prime\ V`.
    """

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Return True: the value was compared before it was quoted."""
        return True


def complete_title(context: typer.Context, incomplete: str) -> list[str]:
    """Offer slugs."""
    try:
        with _open_slate(context) as slate:
            found = slate.starting_with(incomplete, _MOST)
    except SlateError:  # a shell that completes is no place for messages
        return []
    return offered((title.slug for title in found), incomplete)


def complete_platform(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the services that the slate knows."""
    try:
        with _open_slate(context) as slate:
            names = slate.platforms()
    except SlateError:
        return []
    return offered(names, incomplete)


@contextmanager
def _open_slate(context: typer.Context) -> Iterator[Slate]:
    """Open the slate: the root callback does not run while a shell completes."""
    clock = Clock.read(None)
    store = open_store(context.find_root().params.get("db"), clock)
    with open_slate(store, clock.today) as slate:
        yield slate


def offered(values: Iterable[str], incomplete: str) -> list[str]:
    """Return the words for the values that start so, as the shell that asks takes them."""
    shell = os.environ.get("_SLATE_COMPLETE", "").removeprefix("complete_")
    quote = _bash_quote(incomplete) if shell == "bash" else ""
    if quote is None:
        return []
    words = (quoted_for(shell, value, quote) for value in values if value.startswith(incomplete))
    return list(islice((_Word(word) for word in words if word is not None), _MOST))


def quoted_for(shell: str, value: str, quote: str = "") -> str | None:
    r"""Return what to offer to a shell so that its command gets the value, None: nothing.

    `quote` is the one that is open where the value goes. Left out are values that a
    terminal would act on, and those that would be an option.

    - bash inserts a word as it is: special characters get a backslash. In quotes a
      backslash is not enough (`"\!"`, `'\''`, and Typer's script expands `*`), so only a
      value without special characters goes there.
    - zsh quotes by itself, but Typer's script evaluates the answer twice on the way:
      quotes get lost, blanks are run together, and a backslash lets `$(...)` run.
    - fish quotes by itself, and Typer's script takes each line as it is; a `~` in front
      is not quoted.
    - Any other shell (Typer also knows PowerShell) gets what no shell has a meaning for.
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
    """Return the quote that is open in bash; None where a word would not replace what is typed.

    bash replaces from the last blank, open quote or break (`:`, `=` ...) on, and Typer tells
    only the text without quotes: a word in parts (`A:B`, `A"B `) cannot be completed.
    """
    # Typer's script joins the words with line ends.
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
