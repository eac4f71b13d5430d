"""Completions as a shell inserts them: quoted for the shell that asks, or omitted.

A name may come from a file that somebody else wrote, and the shell puts it on a command line:
see `quoted_for`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from os.path import commonprefix
from types import MappingProxyType

from slate.cli.completion.typed_line import bash_words, option_before_equals, shell
from slate.domain.quoting import clip
from slate.domain.text import folded, safe

# A completion, or one with its explanation: what Typer accepts.
Offer = str | tuple[str, str]

MOST = 100  # completions

# Patterns are compiled only during completion, since every command imports this module.
# ASCII characters that are special to bash get a backslash. (A single character class that
# also covers non-ASCII letters would take milliseconds to compile.) A `=` at the end is left: a
# value is still to follow it.
_BASH_SPECIAL = r"(?a)(?=[\0-\x7f])(?!=\Z)[^\w%+,./-]"
# Characters that bash interprets inside each kind of quotes, or in the answer to Typer's script.
_BASH_SPECIAL_IN = {'"': r"""["`$\\!*?\[(]""", "'": r"""['\\*?\[(]"""}
# Characters that end a word in bash and are words of their own.
_BASH_BREAKS = frozenset("=:@<>|&;(")
_ESCAPED = r"(?s)\\(.?)"
# Characters that `_describe` and double quotes of zsh interpret.
_ZSH_IN_DESCRIPTION = r"[\\:]"
_ZSH_IN_QUOTES = r"""[\\"$`]"""
_PLAIN = r"\w[\w.+-]*"
# What an explanation is reduced to: Typer reads `[` as markup, and zsh evaluates the rest.
_NOT_EXPLAINING = r"[^\w ,.+=@%/-]+"


class _Word(str):
    r"""A completion that is quoted already, which Typer must not drop or change.

    It drops those that do not start with the typed text: it unquotes `Prime\ V` to `Prime V`, and
    the quoted `Prime\ Video` does not start with that. For zsh it doubles quotes, which are lost.
    """

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Return True: the value was already compared before it was quoted."""
        return True

    def replace(self, *_: object) -> str:
        """Return the word as it is."""
        return self


def offered(
    values: Iterable[str],
    incomplete: str,
    explanations: Mapping[str, str] = MappingProxyType({}),
    *,
    are_own: bool = False,
) -> list[Offer]:
    """Return the values that start with the typed text, quoted for the requesting shell.

    If there are none, return those that start with it in other letters (`netf` of `Netflix`),
    unless a shell would replace what was typed by less. A value that a command could take for an
    option is omitted, unless they are slate's own words. `explanations` has those of some values.
    """
    asked = shell()
    quote = _bash_quote(incomplete) if asked == "bash" else ""
    if quote is None:
        return []
    before = option_before_equals()
    offers: list[Offer] = []
    for value in _matching(list(values), incomplete):
        word = quoted_for(asked, value, quote)
        if word is not None and (are_own or not value.startswith("-")):
            why = explanations.get(value)
            offers.append(
                _Word(before + word) if why is None else (_Word(before + word), _plain(why))
            )
    return offers[:MOST]


def _matching(values: Sequence[str], incomplete: str) -> list[str]:
    if found := [value for value in values if value.startswith(incomplete)]:
        return found
    start = folded(incomplete)
    found = [value for value in values if folded(value).startswith(start)]
    in_common = commonprefix(found)  # noqa: RUF071 -- of texts, which are no paths
    return found if folded(in_common).startswith(start) else []


def _plain(explanation: str) -> str:
    """Return an explanation without what Typer or a shell would interpret."""
    return " ".join(re.sub(_NOT_EXPLAINING, " ", clip(explanation)).split())


def quoted_for(shell: str, value: str, quote: str = "") -> str | None:
    r"""Return a value quoted as a completion for a shell, or None if it must be omitted.

    `quote` is the quote that is open where the value is inserted, empty for none. Values
    that a terminal would interpret are omitted.

    - bash inserts a completion unchanged, so special characters get a backslash. Inside
      quotes a backslash is not enough (`"\!"`, `'\''`, and Typer's script expands `*`), so
      only a value without characters that are special there is returned.
    - zsh quotes completions itself, but Typer's script evaluates the answer twice before, in
      single and in double quotes; then `_describe` reads it. Several blanks become one.
    - fish quotes completions itself, and Typer's script passes each line on unchanged;
      only a leading `~` is not quoted.
    - Any other shell (Typer also supports PowerShell) gets only values without characters
      that are special to any shell.
    """
    if not value or value != safe(value):
        return None
    match shell:
        case "bash" if quote:
            return None if re.search(_BASH_SPECIAL_IN[quote], value) else value
        case "bash":
            return re.sub(_BASH_SPECIAL, r"\\\g<0>", value)
        case "zsh":
            return None if "  " in value else _zsh_quoted(value)
        case "fish":
            return None if value.startswith("~") else value
        case _:
            return value if re.fullmatch(_PLAIN, value) else None


def _zsh_quoted(value: str) -> str:
    r"""Return a value for the answer to Typer's script: in `'... "value" ...'`."""
    described = re.sub(_ZSH_IN_DESCRIPTION, r"\\\g<0>", value)
    return re.sub(_ZSH_IN_QUOTES, r"\\\g<0>", described).replace("'", r"'\''")


def _bash_quote(incomplete: str) -> str | None:
    """Return the open quote in bash, empty for none; None if a completion cannot be inserted.

    bash replaces the text after the last blank, open quote or break (`:`, `=` ...), and Typer
    passes on only the text without quotes: a word in parts (`A:B`, `A"B `) cannot be
    completed.
    """
    *_, before, typed = ["", *(bash_words() or ["", ""])]
    if typed == "=" and before.startswith("--"):
        return ""
    if before and _BASH_BREAKS.issuperset(before):
        return None
    if typed[:1] in ('"', "'") and typed[1:] == incomplete:
        return typed[0]
    return "" if re.sub(_ESCAPED, r"\1", typed) == incomplete else None
