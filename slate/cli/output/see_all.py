"""The commands that show what a screen leaves out, with the filters that were typed."""

from collections.abc import Iterator, Sequence
from shlex import join

from slate.cli.session import Session

_LIMIT = "--limit"
# The filters that a list of titles without a date can have, too, and the day to look back to.
_STATUS = ("--status", "-s")
_VALUED = (
    *_STATUS,
    *("--platform", "-p", "--kind", "-k", "--search", "--franchise", "--person", "--tag"),
    *("--release-type", "--region", "--as-of", "--as-recorded"),
)
_FLAGS = ("--disputed",)


def see_all(session: Session, total: int | None) -> str:
    """Return the end of a caption: a line with the command that shows all rows.

    It is the one that was typed, with its filters; `total` is None if it is not known.
    """
    command = join(_without_limit(session.arguments))
    return f"\n{session.command_line(command)} {'| less' if total is None else f'{_LIMIT} {total}'}"


def _without_limit(arguments: Sequence[str]) -> Iterator[str]:
    words = iter(arguments)
    for word in words:
        if word == _LIMIT:
            next(words, None)
        elif not word.startswith(f"{_LIMIT}="):
            yield word


def see_upcoming(session: Session, *, has_time: bool, form: str | None = None) -> str:
    """Return the command that lists the releases of a calendar, with the same filters.

    Unless it `has_time`, that is this month. `form` is the format to print them in.
    """
    kept = list(_without_options_of_calendar(session.arguments[1:], drops_format=form is not None))
    words = ["upcoming", *(() if has_time else ("this-month",)), *kept]
    return session.command_line(join([*words, *(("-f", form) if form else ())]))


def _without_options_of_calendar(arguments: Sequence[str], *, drops_format: bool) -> Iterator[str]:
    valued = ("--week-starts", *(("--format", "-f") if drops_format else ()))
    words = iter(arguments)
    for word in words:
        if word in valued:
            next(words, None)
        elif word.partition("=")[0] in valued or word == "--tentative":
            continue
        elif not (drops_format and word.startswith("-f")):
            yield word


def see_undated(session: Session) -> str:
    """Return the command that lists the titles to come that have no date, with the same filters."""
    kept = list(_filters(session.arguments))
    has_status = any(word.partition("=")[0] in _STATUS for word in kept)
    upcoming = () if has_status else ("-s", "upcoming")
    return session.command_line(join(["list", "--undated", *upcoming, *kept]))


def _filters(arguments: Sequence[str]) -> Iterator[str]:
    words = iter(arguments)
    for word in words:
        option, equals, _ = word.partition("=")
        if word in _FLAGS or (equals and option in _VALUED) or _is_short(word):
            yield word
        elif word in _VALUED:
            yield from (word, next(words, ""))


def _is_short(word: str) -> bool:
    """Whether a word is a short option with its value: `-pHulu`."""
    return word[:2] in _VALUED and len(word) > len("-p") and not word.startswith("--")
