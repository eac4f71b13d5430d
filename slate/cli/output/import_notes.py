"""Notes of an import for standard error: what was left out, or kept but not understood."""

from collections.abc import Iterator, Sequence
from itertools import islice

from slate.cli.advice import message
from slate.cli.stderr import unbroken, with_options
from slate.usecases.import_files import ImportReport

_SHOWN = 20  # of each kind


def import_notes(report: ImportReport, options: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line for each row left out, and for the first notes of each other kind.

    A last line of each kind counts the notes that are not shown.
    """
    for name, problem in report.left_out:
        yield f"{name}:{message(problem)}"
    if report.left_out:
        yield f"{_counted(len(report.left_out), 'row')} skipped."
    for text, number in islice(report.remarks.items(), _SHOWN):
        yield text if number == 1 else f"{text} ({number:,})"
    if (more := len(report.remarks) - _SHOWN) > 0:
        yield f"{_counted(more, 'more remark')} not shown."
    for before, now in islice(report.renamed.items(), _SHOWN):
        yield f"{before} is now called {now}: another title has that slug."
    if (more := len(report.renamed) - _SHOWN) > 0:
        yield f"{_counted(more, 'more slug')} that changed not shown."
    for one, other in islice(report.possible_duplicates, _SHOWN):
        merge = unbroken(with_options(f"slate merge {one} {other}", options))
        yield f"{one} and {other} may be the same title. If they are: {merge}"
    if (more := len(report.possible_duplicates) - _SHOWN) > 0:
        yield f"{_counted(more, 'more pair')} of possible duplicates not shown."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
