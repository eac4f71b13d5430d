"""`slate show`: one title as a page."""

from typing import Any

import typer

from slate.cli.output import Layout, layout, print_lines, print_sheet
from slate.cli.rows import print_data
from slate.cli.session import Session
from slate.cli.signature import takes
from slate.cli.titles import Titles, texts_of
from slate.domain.pages import Link, Page
from slate.domain.records import COLUMNS
from slate.domain.selection import record_of
from slate.domain.titles import Release
from slate.store import pages

_MORE = ("releases", "links", "credits", "ids", "notes", "names")


@takes(layout=layout)
def command(context: typer.Context, titles: Titles, layout: Layout) -> None:
    """Show a title: all that is known, and who said it.

    \b
    slate show "Cobra Kai: season 3"
    slate show cobra-kai-s3 -f json
    """
    session: Session = context.obj
    columns = (*COLUMNS, *_MORE) if layout.format in ("json", "ndjson") else COLUMNS
    layout.chosen(columns)
    with session.store.reading() as slate:
        found = [
            pages.gather(slate, pages.choose(slate, text, session.today), session.today)
            for text in texts_of(titles)
        ]
    if layout.is_table:
        _print(session, found)
    else:
        print_data(session, layout, columns, [_row(page)[: len(columns)] for page in found])
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


def _row(page: Page) -> tuple[Any, ...]:
    """Give the record, and what only JSON has room for."""
    title = page.title
    record = record_of(page.slug, title, page.shown, page.today, None)
    more = (
        [_release(release) for release in page.releases],
        _grouped(page.links),
        {role: [n for r, n in title.credits if r == role] for role, _ in title.credits},
        dict(title.ids),
        [
            {
                "note": note,
                "source": report.source,
                "url": report.url,
                "reported_on": report.reported_on,
                "confidence": report.confidence,
            }
            for note, report in page.notes
        ],
        [*title.aka, *title.former_titles],
    )
    return (*record, *more)


def _grouped(links: tuple[Link, ...]) -> dict[str, list[str]]:
    return {link.relation: [o.slug for o in links if o.relation == link.relation] for link in links}


def _release(release: Release) -> dict[str, str | None]:
    when, leaves = release.date, release.leaves
    return {
        "release_type": release.key.type,
        "region": release.key.region,
        "platform": release.key.platform,
        "date": when.text if when.known else None,
        "leaves": leaves.text if leaves.known else None,
    }
