"""TITLE arguments: any printed title or slug, or `-` to read them from standard input."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from slate.cli.completion.values import complete_title
from slate.cli.errors import RunInsteadError, UnquotedError
from slate.cli.session import Session
from slate.cli.stderr import typed_line
from slate.domain.errors import SlateError, TitleAmbiguousError, TitleNotFoundError, UsageError
from slate.domain.text import LINE_LIMIT, clean
from slate.store.slate import Slate

if TYPE_CHECKING:
    from slate.domain.dates.as_of import AsOf
    from slate.store.titles.lookup import Found

Titles = Annotated[
    list[str],
    typer.Argument(
        metavar="TITLE...",
        help="Slugs or titles (-: standard input).",
        autocompletion=complete_title,
        show_default=False,
    ),
]
_LONGEST = 2 * LINE_LIMIT  # characters of a line
_MOST = 1_000_000  # lines: `yes | slate show -` never ends


class NotThereThenError(RunInsteadError):
    """A title that is on the slate today, but was not on the given day."""

    exit_code = 3

    def __init__(self, slug: str, then: "AsOf") -> None:
        text = f"{slug} was not on the slate {then}. For its history:"
        super().__init__(text, typed_line("slate", "show", slug, "--history"))


@contextmanager
def quoted_titles(titles: Sequence[str], find: Callable[[str], object]) -> Iterator[None]:
    """Raise UnquotedError for titles that are not found, if they are the words of one.

    `find` finds a title, or raises SlateError.
    """
    try:
        yield
    except (TitleNotFoundError, TitleAmbiguousError):
        if len(titles) <= 1 or "-" in titles:
            raise
        try:
            find(" ".join(titles))
        except SlateError:
            pass
        else:
            raise UnquotedError("title", titles) from None
        raise


def texts_of(titles: Iterable[str]) -> list[str]:
    """Return the texts that name titles, with the lines of standard input in place of `-`."""
    found = [text for title in titles for text in (_lines() if title == "-" else (title,))]
    return [clean("TITLE", text) for text in found]


def _lines() -> Iterator[str]:
    if sys.stdin is None:
        raise UsageError("There is no standard input to read titles from.")
    for number, line in enumerate(iter(lambda: sys.stdin.readline(_LONGEST), "")):
        if number == _MOST:
            raise UsageError(f"Standard input has more than {_MOST:,} lines.")
        if len(line) == _LONGEST:
            raise UsageError("A line of standard input is longer than any title.")
        if line.strip():
            yield line


def named_then(session: Session, slate: Slate, texts: Iterable[str]) -> list[str]:
    """Return the names of titles as the slate of the past day knows them.

    A name that is unknown there is looked up in today's slate, since titles are renamed.
    Raises NotThereThenError, or what `Slate.find` raises.
    """
    if session.as_of is None:
        return list(texts)
    return [_named(session, slate, session.as_of, text) for text in texts]


def _named(session: Session, slate: Slate, then: "AsOf", text: str) -> str:
    try:
        slate.find(text)
    except TitleNotFoundError:
        found: list[Found] = []
        with suppress(TitleNotFoundError), session.reading_today() as today:
            found = today.find(text)
        if not found:
            raise
        slugs = [slate.slug_of(title.key) for title in found]
        if not any(slugs):
            raise NotThereThenError(found[0].slug, then) from None
        return next(filter(None, slugs))
    return text
