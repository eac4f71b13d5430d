"""The option `--week-starts`: the first day of the week in a calendar."""

import os
from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.domain.dates.release_date import DAYS
from slate.domain.dates.weeks import parse_week_start, week_start_in
from slate.domain.titles.regions import region_of_locale

WeekStart = Annotated[
    str | None,
    typer.Option(
        "--week-starts",
        metavar="DAY",
        help="The first day of the week (default: that of your region).",
        rich_help_panel="Output",
        autocompletion=one_of([day.lower() for day in DAYS]),
    ),
]


def week_start(starts: WeekStart = None) -> int:
    """Return the first day of the week: that of the option, else that of the region."""
    if starts is not None:
        return parse_week_start(starts)
    return week_start_in(region_of_locale(os.environ))
