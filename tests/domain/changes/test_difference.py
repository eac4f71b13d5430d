import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference, date_difference, merged_with, split_off
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType

DUNE = {"title": "Dune"}
NETFLIX = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")


def test_a_merge_and_a_split_are_edits_with_the_other_title_or_the_source() -> None:
    assert merged_with("dune-2") == Difference(ChangeName.EDITED, None, "dune-2", "merged")
    assert split_off("Variety") == Difference(ChangeName.EDITED, None, "Variety", "split")


def test_is_about_a_date_excludes_leaves_and_title_changes() -> None:
    day, doubted = parse_date("2021-01-08"), parse_date("2021-01-08?")
    edited = Difference(ChangeName.EDITED, day, doubted, "date", NETFLIX)
    dated = Difference(ChangeName.DATED, None, day, None, NETFLIX)
    leaves = Difference(ChangeName.LEAVING, None, day, None, NETFLIX)
    retitled = Difference(ChangeName.RETITLED, "A", "B")
    found = [each.is_about_a_date for each in (edited, dated, leaves, retitled)]
    assert found == [True, True, False, False]
    assert [each.dates for each in (edited, dated, retitled)] == [
        (day, doubted),
        (TBA, day),
        (TBA, TBA),
    ]


@pytest.mark.parametrize(
    ("old", "new", "name", "by"),
    [
        ("TBA", "2021", "dated", None),
        ("2021", "TBA", "undated", None),
        ("2021", "2021-01-08", "narrowed", None),
        ("2021", "2021-Q1", "narrowed", None),
        ("2021/2023", "2021", "narrowed", None),
        ("2021-01/..", "2021-01-08", "narrowed", None),
        ("2021-01-08", "2021", "widened", None),
        ("2021-Q1", "2021-H1", "widened", None),
        ("2021-01", "../2021-01", "widened", None),
        ("2021-01-08", "2021-01-22", "slipped", Distance(14, Unit.DAY, later=True)),
        ("2021", "2022", "slipped", Distance(1, Unit.YEAR, later=True)),
        ("2021-12-25", "2022", "slipped", Distance(1, Unit.YEAR, later=True)),
        ("2021-Q1", "2021-Q2", "slipped", Distance(1, Unit.QUARTER, later=True)),
        ("2021-01/2021-03", "2021-02/2021-05", "slipped", None),
        ("2021-01/..", "2021-02/..", "narrowed", None),
        ("2021-01-22", "2021-01-08", "advanced", Distance(14, Unit.DAY, later=False)),
        ("2022", "2021-12", "advanced", Distance(1, Unit.YEAR, later=False)),
        ("2021-02/2021-05", "2021-01/2021-03", "advanced", None),
        # The same days written differently, or with less certainty.
        ("2021-01-08", "2021-01-08?", "edited", None),
        ("2021-Q1", "2021-01/2021-03", "edited", None),
    ],
)
def test_date_difference_names_the_change_and_its_distance(
    old: str, new: str, name: str, by: Distance | None
) -> None:
    change = date_difference(parse_date(old), parse_date(new), NETFLIX)

    assert change == Difference(
        ChangeName(name),
        None if old == "TBA" else parse_date(old),
        None if new == "TBA" else parse_date(new),
        "date" if name == "edited" else None,
        NETFLIX,
        by,
    )
