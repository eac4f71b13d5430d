"""A page: all that a slate knows of one title, gathered for those who show it."""

from datetime import date
from typing import NamedTuple

from slate.domain.differences import Step
from slate.domain.dissent import Dissent
from slate.domain.records import Record
from slate.domain.reports import Report
from slate.domain.titles import Release, Title


class Link(NamedTuple):
    """A title that is linked: how (`sequel-of`), its name and its slug."""

    relation: str
    name: str
    slug: str


class Page(NamedTuple):
    """What a page tells; all but the first five may be empty."""

    slug: str
    title: Title
    shown: Release | None
    label: str
    today: date
    releases: tuple[Release, ...] = ()
    links: tuple[Link, ...] = ()  # the titles that this one follows
    followers: tuple[Link, ...] = ()  # those that follow it: `sequel-of` this one
    series: tuple[Record, ...] = ()  # the other seasons, or all seasons of a series
    dissent: tuple[Dissent, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[tuple[str, Report], ...] = ()
