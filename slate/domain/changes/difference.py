"""One change of a title, by name, with the values before and after.

A date `slipped` if neither end is earlier than before, and `advanced` if neither is later; it
is `narrowed` if the new span lies inside the old one, and `widened` in the reverse case.
"""

from datetime import date
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.values import Value
from slate.domain.dates.distance import Distance, distance
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.attribution import Attribution
from slate.domain.titles.release_key import ReleaseKey


class Difference(NamedTuple):
    """One change of a title: the values before and after, how far, and of which release."""

    name: ChangeName
    before: Value | None = None
    after: Value | None = None
    field: str | None = None  # of `edited`: which field
    release: ReleaseKey | None = None
    by: Distance | None = None  # for a date: how far it moved
    reverted: bool = False  # whether the release is back at a date that it had before
    former: Attribution | None = None  # of the former date, or of the value that is confirmed
    said_by: Attribution | None = None  # of the confirmation

    @property
    def is_about_a_date(self) -> bool:
        """Whether the date of a release changed, or how it is stated."""
        return self.name.is_about_a_date or self.field == "date"

    @property
    def dates(self) -> tuple[ReleaseDate, ReleaseDate]:
        """The dates before and after; TBA for a value that is not a date."""
        before, after = self.before, self.after
        return (
            before if isinstance(before, ReleaseDate) else TBA,
            after if isinstance(after, ReleaseDate) else TBA,
        )


def merged_with(slug: str) -> Difference:
    """Return the difference of a title into which another one, of this slug, is merged."""
    return Difference(ChangeName.EDITED, None, slug, "merged")


def split_off(source: str) -> Difference:
    """Return the difference of a title from which the reports of a source are split."""
    return Difference(ChangeName.EDITED, None, source, "split")


def date_difference(old: ReleaseDate, new: ReleaseDate, key: ReleaseKey) -> Difference:
    """Return how a date changed; the texts of the two dates must differ."""
    name = date_name(old, new)
    by = distance(old, new) if name.has_a_distance else None
    field = "date" if name is ChangeName.EDITED else None
    return Difference(name, known(old), known(new), field, key, by)


def date_name(old: ReleaseDate, new: ReleaseDate) -> ChangeName:
    """Return the name of the change from one date to another, whose texts differ."""
    if not old.known:
        return ChangeName.DATED
    if not new.known:
        return ChangeName.UNDATED
    (old_from, old_to), (new_from, new_to) = _span(old), _span(new)
    if (old_from, old_to) == (new_from, new_to):
        return ChangeName.EDITED
    if new_from >= old_from and new_to <= old_to:
        return ChangeName.NARROWED
    if new_from <= old_from and new_to >= old_to:
        return ChangeName.WIDENED
    return ChangeName.SLIPPED if new_from >= old_from else ChangeName.ADVANCED


def _span(when: ReleaseDate) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max


def known(when: ReleaseDate) -> ReleaseDate | None:
    """Return a date as a value of a change: None if it is not known."""
    return when if when.known else None
