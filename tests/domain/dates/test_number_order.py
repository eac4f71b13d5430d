import pytest

from slate.domain.dates.number_order import (
    NumberOrder,
    OrderEvidence,
    evidence_in,
    full_year,
    parse_order,
    with_iso_days,
)
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import NoDateError
from slate.domain.errors import DateError, WordError

DMY, MDY = NumberOrder.DMY, NumberOrder.MDY


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("10/7/2008", DMY, "2008-07-10"),
        ("10/7/2008", MDY, "2008-10-07"),
        ("10.07.2008", DMY, "2008-07-10"),
        ("10-7-08", DMY, "2008-07-10"),
        ("10/7/98", MDY, "1998-10-07"),
        ("by 10/7/2008?", DMY, "../2008-07-10?"),
        ("10/7/2008 - 12/7/2008", DMY, "2008-07-10/2008-07-12"),
        ("10/7/2008 0:00:00", DMY, "2008-07-10"),
        ("2008-10-07", DMY, "2008-10-07"),
        ("2008/10/7", DMY, "2008-10-07"),
        ("7/2008", MDY, "2008-07"),
    ],
)
def test_numbers_are_read_in_the_order_given(text: str, order: NumberOrder, iso: str) -> None:
    assert parse_date(text, order=order).text == iso


@pytest.mark.parametrize(
    ("text", "order", "reason"),
    [
        ("25/1/2021", MDY, "there is no month 25; they go from 01 to 12"),
        ("1/25/2021", DMY, "there is no month 25; they go from 01 to 12"),
        ("30/2/2021", DMY, "February 2021 has 28 days"),
    ],
)
def test_a_day_that_does_not_exist_in_the_order_is_refused(
    text: str, order: NumberOrder, reason: str
) -> None:
    with pytest.raises(DateError, match=reason):
        parse_date(text, order=order)


def test_without_an_order_only_clear_numbers_are_read() -> None:
    assert with_iso_days("from 13/7/2008 to 14/7/2008", None) == "from 2008-07-13 to 2008-07-14"
    assert with_iso_days("1-2.2021 and 2021-01-02", None) == "1-2.2021 and 2021-01-02"
    with pytest.raises(NoDateError, match="which is the month is not clear"):
        with_iso_days("13/7/2008 to 10/8/2008", None)


@pytest.mark.parametrize(
    ("texts", "unclear", "proofs"),
    [
        (["2021-01-05", "Jan 2021", "soon", "31/31/2021"], None, {}),
        (["10/7/2008", "11/7/2008"], "10/7/2008", {}),
        (["7/7/2008"], None, {}),
        (["25/1/2021", "10/2/2021", "26/1/2021"], "10/2/2021", {DMY: "25/1/2021"}),
        (["1/25/2021"], None, {MDY: "1/25/2021"}),
        (["25/1/2021", "1/25/2021"], None, {DMY: "25/1/2021", MDY: "1/25/2021"}),
        (["25/1/21"], "25/1/21", {DMY: "25/1/21"}),
        (["1/2/2021 - 25/2/2021"], "1/2/2021 - 25/2/2021", {DMY: "1/2/2021 - 25/2/2021"}),
    ],
)
def test_evidence_in_the_dates_of_a_file(
    texts: list[str], unclear: str | None, proofs: dict[NumberOrder, str]
) -> None:
    assert evidence_in(texts) == OrderEvidence(unclear, proofs)


def test_parse_order() -> None:
    assert [parse_order("dmy"), parse_order("MDY")] == [DMY, MDY]
    with pytest.raises(WordError, match=r'^"ymd" is not a date order. Choose from dmy, mdy\.$'):
        parse_order("ymd")


def test_short_years_are_those_from_1969_to_2068() -> None:
    assert list(map(full_year, ("69", "99", "00", "68", "2021"))) == [1969, 1999, 2000, 2068, 2021]
