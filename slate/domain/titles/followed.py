"""A title with an id of a live source, by which the source can be asked about it again."""

from datetime import date
from typing import NamedTuple

from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage


class Followed(NamedTuple):
    """A title with an id of a live source."""

    scheme: str
    value: str  # the id, of its series with `/season/3` for a season
    key: str
    slug: str
    title: str
    season: int | None
    part: int | None
    kind: Kind
    status: Stage
    comes: date | None  # the first day of the next release that has a date
    last: date | None  # the last day of the last release
