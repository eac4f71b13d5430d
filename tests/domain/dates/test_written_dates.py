import pytest

from slate.domain.dates.number_order import NumberOrder
from slate.domain.dates.release_date import NoDateError
from slate.domain.dates.written_dates import read


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("  Jan\u00a05,  2021 ", "2021-01-05"),
        ("January 5\u20138, 2021?", "2021-01-05/2021-01-08?"),
        ("By the end of March 2021 ~", "../2021-03-late~"),
        ("no date", "TBA"),
    ],
)
def test_case_blanks_and_dashes_do_not_matter(text: str, canonical: str) -> None:
    assert read(text).text == canonical


def test_the_order_of_numbers_holds_for_both_ends_of_a_range() -> None:
    assert read("10/7/2008 to 11/7/2008", NumberOrder.DMY).text == "2008-07-10/2008-07-11"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sooner", "write it like"),
        ("2021 \u5e74", "only plain letters"),
        ("x" * 101, "write it like"),
    ],
)
def test_other_texts_are_refused(text: str, reason: str) -> None:
    with pytest.raises(NoDateError, match=reason):
        read(text)
