"""Options that take a whole number, and what is said of anything else."""

from collections.abc import Callable

from slate.domain.errors import UsageError

_LONGEST = 20  # digits that are worth reading


def number(what: str, example: str, bounds: range) -> Callable[[str], int]:
    """Return a parser of whole numbers within `bounds`, for Typer.

    It raises UsageError, which begins with `what` and shows the example: of "A season is",
    `A season is a number, as in --season 2.`
    """

    def parse(text: str) -> int:
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) < _LONGEST):
            raise UsageError(f"{what} a number, as in {example}.")
        if int(digits) not in bounds:
            raise UsageError(f"{what} a number from {bounds[0]} to {bounds[-1]}.")
        return int(digits)

    return parse
