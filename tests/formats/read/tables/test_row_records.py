from typing import Any

import pytest

from slate.domain.errors import TextError
from slate.formats.read.tables.row_records import Fields, record_of

US, GB = "date@US", "date@GB"
DIGITAL, DISC = "date@digital", "date@physical@US"


def record(cells: dict[str, str], platform: str | None = None) -> dict[str, Any]:
    """Return the record in cells that are named after their fields."""
    return record_of(cells, Fields.of({field: field for field in cells}), platform)


def test_cells_are_fields() -> None:
    cells = {"title": " A ", "date": "2021", "platform": "", "ids.imdb": "tt1", "year": "2020"}
    assert record(cells) == {"title": "A", "date": "2021", "ids": {"imdb": "tt1"}, "year": "2020"}
    assert record({"credits.cast": "A B; C D,E"}) == {"credits": {"cast": ["A B", "C D", "E"]}}


def test_missing_cells_state_nothing() -> None:
    fields = Fields.of({"Name": "title", "When": "date", "UK": GB})
    assert record_of({"Name": "A"}, fields) == {"title": "A"}


@pytest.mark.parametrize(
    ("cells", "releases"),
    [
        ({US: "2021-01", GB: "2021-02"}, [("US", None, "2021-01"), ("GB", None, "2021-02")]),
        ({US: "2021-01", GB: " "}, [("US", None, "2021-01")]),
        ({"date": "2021", GB: "2022"}, [(None, None, "2021"), ("GB", None, "2022")]),
        (
            {DIGITAL: "2021-01", DISC: "2021-02"},
            [(None, "digital", "2021-01"), ("US", "physical", "2021-02")],
        ),
        ({DIGITAL: "2021", "region": "us"}, [("us", "digital", "2021")]),
        ({GB: "2021", "release_type": "tv"}, [("GB", "tv", "2021")]),
        ({"date": "2021 (US), 2022 (UK)"}, [("US", None, "2021"), ("GB", None, "2022")]),
        ({"date": "2021 (streaming)"}, [(None, "streaming", "2021")]),
        ({GB: "2021 (theatrical)"}, [("GB", "theatrical", "2021")]),
        ({GB: "2021 (UK)"}, [("GB", None, "2021")]),
        ({"date": "2021", US: "2021", "region": "U.S."}, [("U.S.", None, "2021")]),
    ],
)
def test_row_with_several_dates_lists_its_releases(
    cells: dict[str, str], releases: list[tuple[str | None, str | None, str]]
) -> None:
    found = record({"title": "A", **cells})
    assert found.keys() == {"title", "releases"}
    assert [
        (one.get("region"), one.get("release_type"), one["date"]) for one in found["releases"]
    ] == releases


@pytest.mark.parametrize(
    "cells", [{"title": "A", US: "", GB: ""}, {"title": "A", "platform": "Hulu", GB: ""}]
)
def test_row_without_any_of_the_dates_lists_no_releases(cells: dict[str, str]) -> None:
    assert "releases" not in record(cells, "Netflix")


def test_date_that_is_only_repeated_for_sorting_is_a_plain_date() -> None:
    cells = {"date": "January 5, 2021 (2021-01-05)", "leaves": "2021\n", "platform": "Hulu"}
    assert record(cells) == {"date": "January 5, 2021", "leaves": "2021", "platform": "Hulu"}


def test_platform_and_leaves_of_one_release() -> None:
    assert record({"platform@US": "Hulu", "leaves@US": "2022", US: "2021", GB: "2021"}) == {
        "releases": [
            {"region": "US", "platform": "Hulu", "leaves": "2022", "date": "2021"},
            {"region": "GB", "date": "2021"},
        ]
    }


def test_source_of_leaving_is_that_of_each_release_that_leaves() -> None:
    cells = {"leaves@US": "2022", GB: "2021", "leaves_source": "A", "leaves_confidence": "rumor"}
    assert record(cells)["releases"] == [
        {"region": "US", "leaves": "2022", "leaves_source": "A", "leaves_confidence": "rumor"},
        {"region": "GB", "date": "2021"},
    ]


# The platform of a row


@pytest.mark.parametrize("own", [{"platform": "Hulu"}, {}])
def test_platform_holds_for_releases_at_home_that_name_none(own: dict[str, str]) -> None:
    cells = {US: "2021", GB: "2022", "platform@GB": "Peacock", DISC: "2023", **own}
    assert [one.get("platform") for one in record(cells, "Hulu")["releases"]] == [
        *("Hulu", "Peacock", None)
    ]


def test_platform_of_no_release_is_one_without_a_date() -> None:
    assert record({DISC: "2021", "platform": "Hulu"})["releases"] == [
        {"release_type": "physical", "region": "US", "date": "2021"},
        {"platform": "Hulu"},
    ]


def test_platforms_in_lines_are_releases_without_a_date() -> None:
    assert record({"date": "2021", "platform": "Hulu\n Peacock \n"})["releases"] == [
        {"date": "2021"},
        {"platform": "Hulu"},
        {"platform": "Peacock"},
    ]
    assert record({"platform": "Hulu\n\nPeacock", "region": "US"})["releases"] == [
        {"region": "US", "platform": "Hulu"},
        {"region": "US", "platform": "Peacock"},
    ]


# Contradictions


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            {"date": "2021", "region": "us", US: "2022"},
            'date@US has a second date for one release: "2021" and "2022".',
        ),
        (
            {"date": "2021 (US), 2022 (US)"},
            'date has a second date for one release: "2021" and "2022".',
        ),
        ({GB: "2021 (US)"}, 'date@GB has "2021 (US)", which names another release.'),
        (
            {DIGITAL: "2021 (physical)"},
            'date@digital has "2021 (physical)", which names another release.',
        ),
    ],
)
def test_two_values_of_one_release_are_refused(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(TextError) as refused:
        record(cells)
    assert str(refused.value) == reason


# Platforms that are days


@pytest.mark.parametrize("day", ["2021-01-05", "January 5, 2021", "10/7/2008", "25.12.2020"])
@pytest.mark.parametrize("field", ["platform", "platform@US"])
def test_a_day_is_no_platform(field: str, day: str) -> None:
    with pytest.raises(TextError) as refused:
        record({field: f"Hulu\n {day}"})
    assert str(refused.value) == (
        f'{field} is "{day}", which is a day, not a service. Is it the date of a release?'
    )


@pytest.mark.parametrize("name", ["24/7", "13th Street", "2021", "May 2021", "TV 2000", "Today"])
def test_names_with_numbers_may_be_platforms(name: str) -> None:
    assert record({"platform": name}) == {"platform": name}
