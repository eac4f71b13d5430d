import pytest

from slate.domain.dates.holidays import NAMES, holiday


@pytest.mark.parametrize(
    ("name", "year", "text"),
    [
        ("christmas", 2021, "2021-12-25"),
        ("christmas day", 2021, "2021-12-25"),
        ("christmas eve", 2021, "2021-12-24"),
        ("new year's day", 2022, "2022-01-01"),
        ("new year's eve", 2021, "2021-12-31"),
        ("valentine's day", 2021, "2021-02-14"),
        ("halloween", 2021, "2021-10-31"),
        ("independence day", 2021, "2021-07-04"),
        ("memorial day", 2021, "2021-05-31"),
        ("memorial day", 2020, "2020-05-25"),
        ("labor day", 2021, "2021-09-06"),
        ("labor day", 2020, "2020-09-07"),
        ("black friday", 2021, "2021-11-26"),
        ("thanksgiving", 2018, "2018-11-22"),
        ("thanksgiving", 2019, "2019-11-28"),
        ("thanksgiving day", 2021, "2021-11-25"),
        ("holiday", 2021, "2021-11/2021-12"),
        ("holidays", 2021, "2021-11/2021-12"),
        ("holiday season", 9999, "9999-11/9999-12"),
    ],
)
def test_each_holiday(name: str, year: int, text: str) -> None:
    assert name in NAMES
    assert holiday(name, year).text == text
