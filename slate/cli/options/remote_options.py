"""The options of commands that look up a title at a live source."""

from typing import Annotated

import typer

from slate.cli.completion.values import one_of

SEARCHED = ("tvmaze", "tmdb")
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="SOURCE",
        help="Look it up: tvmaze or tmdb.",
        autocompletion=one_of(SEARCHED),
    ),
]
