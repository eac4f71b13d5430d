"""Windows as phrases: `in January 2021`, `this week`."""

from datetime import date
from typing import assert_never

from slate.domain.dates.windows import Named, Window
from slate.wording.phrases import date_text


def when_phrase(window: Window) -> str:
    """Format a window as a phrase: `in January 2021`, `on 2021-01-07 Thu`, `this week`."""
    match window.named:
        case Named.BY_TODAY | Named.AS_OPEN:
            return window.text
        case Named.BY_DAY:
            return f"on {window.text}"
        case Named.BY_BOTH_ENDS:
            return f"from {window.text}"
        case Named.AHEAD | Named.BY_MONTH | Named.BY_PERIOD:
            return f"in {window.text}"
        case _:
            assert_never(window.named)


def days_of(window: Window) -> str:
    """Format the days of a window whose name omits them: ` (2021-01-04 to 2021-01-10)`."""
    if window.named not in {Named.BY_TODAY, Named.AHEAD}:
        return ""
    first, last = window.start, window.last or date.max
    days = date_text(first and first.isoformat())
    return f" ({days})" if first == last else f" ({first} to {last})"
