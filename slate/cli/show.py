"""`slate show`: one title as a page."""

import typer

from slate.cli.output import Layout, layout, print_lines, print_sheet
from slate.cli.rows import hold_data
from slate.cli.session import Session
from slate.cli.signature import takes
from slate.cli.titles import Titles, texts_of
from slate.domain.pages import Page
from slate.domain.query import Query
from slate.domain.records import COLUMNS, FULL
from slate.store import pages, queries
from slate.store.full import full


@takes(layout=layout)
def command(context: typer.Context, titles: Titles, layout: Layout) -> None:
    """Show a title: all that is known, and who said it.

    \b
    slate show "Cobra Kai: season 3"
    slate show cobra-kai-s3 -f json
    """
    session: Session = context.obj
    in_full = layout.format in ("json", "ndjson")
    columns = (*COLUMNS, *FULL) if in_full else COLUMNS
    layout.chosen(columns)
    texts = list(texts_of(titles))
    with session.store.reading() as slate:
        found = [pages.choose(slate, text, session.today) for text in texts]
        if layout.is_table:
            gathered = [pages.gather(slate, title, session.today) for title in found]
        else:
            records = [
                next(queries.listing(slate, Query(), session.today, [title.id])) for title in found
            ]
            held = hold_data(session, layout, columns, full(slate, records) if in_full else records)
    if layout.is_table:
        _print(session, gathered)
    else:
        held.print()
    session.close_screen()


def _print(session: Session, found: list[Page]) -> None:
    from slate.render.page import page_sheet  # noqa: PLC0415 -- not for data

    for number, page in enumerate(found):
        if number:
            print_lines([""])
        if session.terminal.shows:
            print_sheet(session, page_sheet(page, session.terminal.width))
        else:
            print_sheet(session, page_sheet(page))
