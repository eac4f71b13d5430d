"""The option `--also`: further releases of a title, each with its date."""

from collections.abc import Callable, Iterable
from functools import cache, partial

from slate.cli.known_services import known_services
from slate.cli.session import Session
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import UsageError
from slate.domain.ledger.statement import SaidRelease
from slate.domain.quoting import clip, quoted
from slate.domain.titles.vocabulary import platform_key
from slate.domain.titles.written_release import parse_release

_EXAMPLE = '--also "theatrical US: July 9, 2021"'


def further_releases(
    session: Session, texts: Iterable[str], read_date: Callable[[str], ReleaseDate]
) -> tuple[SaidRelease, ...]:
    """Parse releases with their dates: `theatrical US: July 9, 2021`, `Hulu: TBA`."""
    services = cache(partial(known_services, session))  # rarely needed
    found = []
    for text in texts:
        where, when = _apart(text)
        if not where or not when:
            raise UsageError(
                f"{quoted(clip(text, 80))} is not a release with a date. Write it as in {_EXAMPLE}."
            )
        key = parse_release(where, lambda name: platform_key(name) in services())
        found.append(SaidRelease(key, read_date(when)))
    return tuple(found)


def _apart(text: str) -> tuple[str, str]:
    """Split at the last colon before a blank, as a service may have one; otherwise at the first."""
    where, colon, when = text.strip().rpartition(": ")
    if not colon:
        where, _, when = text.strip().partition(":")
    return where.strip(), when.strip()
