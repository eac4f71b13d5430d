"""A new title as short text, with the releases that it was added with."""

from slate.domain.dates.display import screen_date
from slate.domain.titles.title import Release, headline
from slate.wording.phrases import leaves_text, on_text

_FURTHER = 2  # releases that are shown besides the headline


def new_title_text(word: str, releases: tuple[Release, ...]) -> str:
    """Return a word with the releases of a new title, the headline release first.

    For example `added, Netflix, 2021-01-08; theaters (US), 2021-01-01; and 2 more`.
    """
    shown = headline(releases)
    others = [release for release in releases if release is not shown]
    others.sort(key=lambda release: release.date_order)
    first = ", ".join([word, *(_facts(shown) if shown else ())])
    further = [", ".join(_facts(release)) for release in others[:_FURTHER]]
    more = len(others) - _FURTHER
    return "; ".join([first, *further, *([f"and {more} more"] if more > 0 else [])])


def _facts(release: Release) -> list[str]:
    when = screen_date(release.date, weekday=False) if release.date.known else ""
    return [text for text in (on_text(release.key), when, leaves_text(release.leaves)) if text]
