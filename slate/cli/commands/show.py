"""`slate show`: one title as a page, or its whole history."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from shlex import join
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from slate.cli.errors import NotFoundInsteadError
from slate.cli.options.as_of_options import as_of_session
from slate.cli.options.layout import FORMATS, Layout, layout_of
from slate.cli.options.shared import takes
from slate.cli.options.title_argument import Titles, named_then, quoted_titles, texts_of
from slate.cli.output.rows import hold_for_people, hold_rows
from slate.cli.output.stdout import print_lines, print_screen, print_sheet
from slate.cli.session import Session
from slate.cli.stderr import typed_line, with_options
from slate.domain.errors import TitleNotFoundError
from slate.domain.titles.record import COLUMNS, FULL, row_of
from slate.store.slate import Slate
from slate.usecases.show import changes_of, full_records_of, records_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from slate.render.plain.sheet import Sheet
    from slate.store.titles.lookup import Found

_Rows = Iterable[Sequence[Any]]
_Page = TypeVar("_Page")


def _known(context: typer.Context) -> tuple[str, ...]:
    form = context.params.get("form")
    layout = Layout(form if form in FORMATS else "table", ())
    return _columns(layout, history=context.params.get("history", False))


@takes(session=as_of_session, layout=layout_of(_known))
def command(
    titles: Titles,
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Show every report and what it changed.")
    ] = False,
    layout: Layout,
    session: Session,
) -> None:
    """Show everything known about a title, and who reported it.

    \b
    slate show "Cobra Kai: season 3"
    slate show cobra-kai-s3 --history
    """
    columns = _columns(layout, history=history)
    layout.chosen(columns)
    texts = list(texts_of(titles))
    sheets: list[Sheet] = []
    screens: list[Iterable[RenderableType]] = []
    with (
        _filters_instead(titles, session),
        session.reading() as slate,
        quoted_titles(titles, slate.choose),
    ):
        texts = named_then(session, slate, texts)
        found = list(dict.fromkeys(slate.choose(text) for text in texts))
        held = None
        if layout.is_screen and session.terminal.shows:
            screens += [_screen(session, slate, title, history=history) for title in found]
        elif layout.is_screen:
            sheets += [_sheet(session, slate, title, history=history) for title in found]
        elif layout.is_for_people and not history:
            from slate.render.plain.titles import table_rows  # noqa: PLC0415 -- not for data

            table = table_rows(records_of(slate, found))
            held = hold_for_people(session, layout, *table)
        else:
            rows = _rows(slate, layout, found, history=history)
            held = hold_rows(session, layout, columns, rows)
    _print_apart(print_sheet, sheets)
    _print_apart(partial(print_screen, session), screens)
    if held is not None:
        held.print()
    session.close_screen()


@contextmanager
def _filters_instead(titles: Sequence[str], session: Session) -> Iterator[None]:
    """Raise NotFoundInsteadError for titles that are not found, if they are filters: a service."""
    try:
        yield
    except TitleNotFoundError as error:
        from slate.cli.guesses import filters_for  # noqa: PLC0415 -- only for errors

        is_known = error.near or error.removed_by is not None
        filters = [] if is_known else filters_for(titles, (), session)
        if not filters:
            raise
        line = join(["slate", "list", *filters])
        raise NotFoundInsteadError(f"{error} Run:", line) from None


def _columns(layout: Layout, *, history: bool) -> tuple[str, ...]:
    if history:
        from slate.domain.changes import change_record  # noqa: PLC0415 -- 7 ms, not for a page

        return change_record.COLUMNS
    return (*COLUMNS, *FULL) if layout.has_full_records else COLUMNS


def _rows(slate: Slate, layout: Layout, found: Iterable["Found"], *, history: bool) -> _Rows:
    if history:
        from slate.wording.changes import change_row  # noqa: PLC0415 -- as above

        return map(change_row, changes_of(slate, found))
    if layout.has_full_records:
        return full_records_of(slate, found)
    return map(row_of, records_of(slate, found))


def _screen(
    session: Session, slate: Slate, title: "Found", *, history: bool
) -> "Iterable[RenderableType]":
    if history:
        from slate.render.screens.history import history_screen  # noqa: PLC0415 -- not for data

        return history_screen(slate.history(title), session.display)
    from slate.render.screens.title_page import page_screen  # noqa: PLC0415 -- not for data

    page = slate.page(title)
    return page_screen(page, _see_history(session, page.slug), session.display)


def _sheet(session: Session, slate: Slate, title: "Found", *, history: bool) -> "Sheet":
    if history:
        from slate.render.plain.history import history_sheet  # noqa: PLC0415 -- not for data

        return history_sheet(slate.history(title))
    from slate.render.plain.title_page import page_sheet  # noqa: PLC0415 -- not for data

    page = slate.page(title)
    return page_sheet(page, _see_history(session, page.slug))


def _see_history(session: Session, slug: str) -> str:
    return with_options(typed_line("slate", "show", slug, "--history"), session.options)


def _print_apart(print_one: Callable[[_Page], None], pages: Iterable[_Page]) -> None:
    """Print pages with an empty line between them."""
    for number, page in enumerate(pages):
        if number:
            print_lines([""])
        print_one(page)
