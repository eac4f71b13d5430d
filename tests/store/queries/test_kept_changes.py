from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import history_of
from slate.domain.changes.values import Credit, ExternalId, LinkTo, ReleaseOn
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Release
from slate.store.queries import kept_changes
from slate.store.queries.kept_changes import KeptChanges, ReportChanges
from tests.domain import slates
from tests.domain.slates import report
from tests.limits import no_file_beyond

_KEY = ReleaseKey(ReleaseType.STREAMING, "US", "HBO|Max")
_DAY, _MONTH = parse_date("2021-03-01?"), parse_date("2021-04")
_VALUES = (
    *(None, 2021, "Dune", Stage.FILMING, TBA, _DAY, _MONTH, Confidence.RUMOR),
    *(ReleaseOn(_KEY, _DAY, is_first=True), Credit("director", "José"), ExternalId("imdb", "tt1")),
    LinkTo(Relation.SEQUEL_OF, "dune|||film|"),
)


@pytest.fixture
def kept() -> Iterator[KeptChanges]:
    with closing(KeptChanges()) as changes:
        yield changes


def _shown(found: ReportChanges) -> ReportChanges:
    """Return what is left of changes: no claims on releases, and not what the report states."""
    return found._replace(
        releases=tuple(
            Release(each.key, each.date, each.leaves, contested=each.contested)
            for each in found.releases
        ),
        report=found.report and found.report._replace(said=None),
    )


def test_only_what_is_kept_is_found(kept: KeptChanges) -> None:
    assert kept.find([1]) == {}
    kept.keep({})
    assert kept.find([1]) == {}
    one, other = ReportChanges(slug="dune"), ReportChanges(slug="soul")
    kept.keep({1: one, 3: other})
    kept.keep({3: one})
    assert kept.find([2, 3]) == {3: one}
    assert kept.find([1, 3]) == {1: one, 3: one}
    kept.close()
    assert kept.find([1]) == {}


@pytest.mark.parametrize("value", _VALUES, ids=repr)
def test_a_value_is_found_as_it_was(kept: KeptChanges, value: object) -> None:
    change = Difference(
        ChangeName.EDITED,
        before=value,  # type: ignore[arg-type]
        after=value,  # type: ignore[arg-type]
        field="date",
        release=_KEY,
        by=Distance(2, Unit.MONTH_THIRD, later=True),
        reverted=True,
        former=Attribution(None, Confidence.LISTED),
        said_by=Attribution("Variety", Confidence.OFFICIAL),
    )
    made = ReportChanges((change, Difference(ChangeName.ADDED)), (), None, "dune", "Dune", "redo")
    kept.keep({1: made})
    found = kept.find([1])[1]
    assert found == made
    assert repr(found) == repr(made)  # of the same classes


@given(slates.slates())
def test_the_changes_of_any_history_are_found_as_they_were(reports: list[Report]) -> None:
    made: dict[int, ReportChanges] = {}
    for key, own in slates.by_key(reports).items():
        for step in history_of(key, own):
            releases = step.title.releases if step.title else ()
            made[len(made)] = ReportChanges(step.differences, releases, step.report, "x", "X")
    with closing(KeptChanges()) as kept:
        kept.keep(made)
        found = kept.find(made)
    expected = {number: _shown(changes) for number, changes in made.items()}
    assert found == expected
    assert repr(found) == repr(expected)


def test_changes_are_found_by_the_number_of_the_report() -> None:
    # No method returns the connection to the file.
    with closing(kept_changes._temporary()) as file:  # noqa: SLF001 -- as above
        find = f"explain query plan {kept_changes._FIND}"  # noqa: SLF001 -- as above
        plan = [step for *_, step in file.execute(find, ["[1]"])]
    assert "SEARCH kept USING INTEGER PRIMARY KEY (rowid=?)" in plan


_OPEN = Path("/proc/self/fd")


@pytest.mark.skipif(not _OPEN.is_dir(), reason="only Linux lists the open files")
def test_the_file_has_no_name(kept: KeptChanges) -> None:
    def files() -> set[str]:
        links = [each for each in _OPEN.iterdir() if each.is_symlink()]
        return {str(each.readlink()) for each in links if each.is_symlink()}

    before = files()
    kept.keep({number: ReportChanges(name="x" * 10_000) for number in range(1_000)})
    [file] = files() - before
    assert file.endswith(" (deleted)")
    kept.close()
    assert file not in files()


def test_without_room_nothing_is_kept(kept: KeptChanges) -> None:
    long = ReportChanges(report=report({}, note="x" * 10_000))
    kept.keep({1: long})
    with no_file_beyond(0):
        for number in range(2, 1_000):
            kept.keep({number: long})
    assert kept.find(range(1_000)) == {}
    kept.keep({1: long})
    assert kept.find([1]) == {}
