"""The options `--since` and `--until`: a span of past days."""

import typer
from typer.models import OptionInfo

from slate.cli.completion.values import one_of, past_days


def since_option(*words: str) -> OptionInfo:
    """Return the option `--since`, which may also be one of some words."""
    examples = ", ".join(("2020-12", "7d", "monday", *words))
    option: OptionInfo = typer.Option(
        "--since",
        metavar="WHEN",
        help=f"Not before this day (of the report): {examples} ...",
        autocompletion=one_of(lambda context: (*words, *past_days(context))),
    )
    return option


def until_option() -> OptionInfo:
    """Return the option `--until`."""
    option: OptionInfo = typer.Option(
        "--until",
        metavar="WHEN",
        help="Not after this day (of the report).",
        autocompletion=one_of(past_days),
    )
    return option
