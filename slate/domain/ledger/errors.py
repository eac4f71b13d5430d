"""Errors of recording: a report, a merge or an undo that is refused."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from slate.domain.errors import SlateError, UsageError
from slate.domain.quoting import clip, either, quoted, several

if TYPE_CHECKING:
    from slate.domain.ledger.patch import Path as FactPath
    from slate.domain.titles.release_key import ReleaseKey

_DAY = len("2021-01-07")  # of a time as batches record it


class TitleThereError(SlateError):
    """A title to be added that exists already."""

    def __init__(self, name: str, slug: str) -> None:
        self.slug = slug
        super().__init__(f"{quoted(name)} is already on the slate ({slug}).")


class SameTitleError(UsageError):
    """Two texts given for a merge that name the same title."""

    def __init__(self, one: str, other: str, slug: str) -> None:
        super().__init__(f"{quoted(one)} and {quoted(other)} are already the same title ({slug}).")


class ManyMatchError(SlateError):
    """A report that could be about several existing titles."""

    def __init__(self, name: str, slugs: Sequence[str]) -> None:
        super().__init__(f"{quoted(name)} could be {either(slugs)}.")


class AmbiguousRowError(SlateError):
    """A row of a file that could be about several titles."""

    def __init__(self, name: str, slugs: Sequence[str]) -> None:
        super().__init__(f"{quoted(name)} could be {either(slugs)}.")


class IdOfOtherError(SlateError):
    """A report with an id that belongs to a title of another name."""

    def __init__(self, id_: str, name: str, other: str, slug: str) -> None:
        self.id = id_
        self.slug = slug
        self.name = name
        self.other = other
        super().__init__(f"{id_} of {quoted(name)} is the id of {quoted(other)} ({slug}).")


class IdTakenError(SlateError):
    """An id that another title of the slate has."""

    def __init__(self, id_: str, other: str, slug: str) -> None:
        self.id = id_
        self.slug = slug
        super().__init__(f"{id_} is the ID of {quoted(other)} ({slug}).")


class SlugTakenError(SlateError):
    """A requested slug that belongs to another title."""

    def __init__(self, slug: str, name: str) -> None:
        super().__init__(f"The slug {slug} belongs to {quoted(name)}. Choose another.")


class LinkToItselfError(UsageError):
    """A title that is stated to follow itself."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{quoted(name)} cannot follow itself.")


class NothingToSplitError(SlateError):
    """A split by a source that has not reported on the title, or that alone has."""

    exit_code = 3

    def __init__(self, name: str, source: str, known: Sequence[str]) -> None:
        if source not in known:
            there = f" {several([clip(one) for one in known])} did." if known else ""
            super().__init__(f"{clip(source)} has not reported on {quoted(name)}.{there}")
        else:
            super().__init__(f"Only {clip(source)} has reported on {quoted(name)}.")


class NoIdError(SlateError):
    """An id to be removed that a title does not have."""

    def __init__(self, name: str, scheme: str, known: Sequence[str]) -> None:
        there = f" It has {several(known)}." if known else ""
        super().__init__(f"{quoted(name)} has no {clip(scheme)} id.{there}")


class NotLinkedError(SlateError):
    """A link to be removed that a title does not have; `known` are those that it has."""

    def __init__(self, name: str, other: str, known: Sequence[str]) -> None:
        there = f" It has {several([clip(link) for link in known])}." if known else ""
        super().__init__(f"{quoted(name)} has no link to {quoted(clip(other))}.{there}")


class NoReleaseError(SlateError):
    """A release that is meant, but that the title does not have; `asked` is empty for any."""

    exit_code = 3

    def __init__(self, name: str, asked: str, known: Sequence[str]) -> None:
        what = f"such release ({asked})" if asked and known else "release"
        there = f" It has {_listed(known)}." if known else ""
        super().__init__(f"{quoted(name)} has no {what}.{there}")


class ManyReleasesError(SlateError):
    """Several releases of a title, of which one is meant.

    `keys` are those that may be meant, `others` those that are not.
    """

    exit_code = 2

    def __init__(
        self,
        name: str,
        texts: Sequence[str],
        keys: "Sequence[ReleaseKey]",
        others: "Sequence[ReleaseKey]" = (),
    ) -> None:
        self.keys = keys
        self.others = others
        such = "such " if others else ""
        super().__init__(f"{quoted(name)} has {len(keys)} {such}releases: {_listed(texts)}.")


class ReleaseTwiceError(UsageError):
    """A release about which one statement is made twice."""

    def __init__(self, text: str) -> None:
        super().__init__(f"The release {quoted(text)} is given twice. Give each release once.")


class NothingSaidError(UsageError):
    """An update that states nothing."""

    def __init__(self) -> None:
        super().__init__("No field to update was given.")


class ChangedMeanwhileError(SlateError):
    """A title of which others have changed what somebody edits, too: what is at these paths.

    `keys` are the keys of the releases in the paths, by their folded text.
    """

    def __init__(
        self, name: str, paths: "Sequence[FactPath]", keys: "Mapping[str, ReleaseKey]"
    ) -> None:
        self.name = name
        self.paths = paths
        self.keys = keys
        super().__init__(f"{quoted(name)} was changed while you edited it. Nothing was recorded.")


class BatchNotFoundError(SlateError):
    """No batch has the given id."""

    exit_code = 3

    def __init__(self, text: str) -> None:
        super().__init__(f"There is no batch {quoted(text)}.")


class NothingToUndoError(SlateError):
    """The author has no (further) batch to undo or redo."""

    exit_code = 3

    def __init__(self, what: str, author: str) -> None:
        super().__init__(f"There is nothing of {clip(author)}'s to {what}.")


class AlreadyUndoneError(SlateError):
    """A batch to be undone that is undone already, or one to be redone that never was."""

    def __init__(self, batch: int, state: str) -> None:
        super().__init__(f"Batch {batch} is {state}. Nothing was changed.")


class UndoRefusedError(SlateError):
    """Other batches have reported on a title that the batch created."""

    def __init__(self, batch: int, slugs: Sequence[str], others: Sequence[int]) -> None:
        many = len(others) > 1
        those = f"{'batches' if many else 'batch'} {', '.join(map(str, others))}"
        super().__init__(
            f"Batch {batch} created {several(slugs)}; {those} {'have' if many else 'has'} "
            f"reported on {'them' if len(slugs) > 1 else 'it'} since. Undo {those} first."
        )


class NotInBatchError(SlateError):
    """A title that is named for an undo, but on which the batch does not report."""

    exit_code = 3

    def __init__(self, text: str, batch: int, slugs: Sequence[str]) -> None:
        there = f" It is about {several(slugs)}." if slugs else ""
        super().__init__(f"Batch {batch} does not report on {quoted(text)}.{there}")


class NotApartError(SlateError):
    """A limited undo of a batch that reported on several titles, of now, as on one."""

    exit_code = 2

    def __init__(self, batch: int, named: Sequence[str], missing: Sequence[str]) -> None:
        super().__init__(
            f"Batch {batch} reported on these as on one title, which was split later: "
            f"{several([*named, *missing])}. Name all of them, or undo the split first."
        )


class BatchNamedTwiceError(UsageError):
    """A batch that is given two times."""

    def __init__(self, batch: int) -> None:
        super().__init__(f"Batch {batch} is named twice. Give each batch one time.")


class ClockBehindError(SlateError):
    """A machine whose clock is well behind the newest batch."""

    def __init__(self, now: datetime, batch: int, newest: str) -> None:
        super().__init__(
            f"This machine's clock is at {_day(now)}, more than two days behind the newest batch "
            f"({batch}, of {newest[:_DAY]}). Nothing was changed."
        )


class ClockAheadError(SlateError):
    """A machine whose clock is so far ahead of the newest batch that it must be wrong."""

    def __init__(self, now: datetime, newest: str) -> None:
        super().__init__(
            f"This machine's clock is at {_day(now)}, more than ten years ahead of the newest "
            f"batch (of {newest[:_DAY]}). Nothing was changed."
        )


class FutureBatchError(SlateError):
    """A ledger with a batch that was recorded well ahead of this machine's clock."""

    def __init__(self, uid: str, recorded_at: str, now: datetime) -> None:
        super().__init__(
            f"Batch {uid} was recorded on {recorded_at[:_DAY]}, more than two days ahead of this "
            f"machine's clock ({_day(now)}). Nothing was stored."
        )


class OtherBatchError(SlateError):
    """A ledger with a batch that is stored with other content: one of the two was altered."""

    def __init__(self, uid: str) -> None:
        super().__init__(
            f"Batch {uid} is already on the slate with different content. Nothing was stored."
        )


class UndoneBeforeError(SlateError):
    """A ledger with a batch that undoes a later one, which slate never records."""

    def __init__(self, uid: str) -> None:
        super().__init__(f"Batch {uid} undoes one that was recorded after it. Nothing was stored.")


def _listed(releases: Sequence[str]) -> str:
    """Return releases, whose texts have commas: `Netflix, 2021-03-01; theatrical, US`."""
    return several(releases, 10, separator="; ")


def _day(now: datetime) -> str:
    """Return the day in UTC, as the times of batches are."""
    return now.astimezone(UTC).date().isoformat()
