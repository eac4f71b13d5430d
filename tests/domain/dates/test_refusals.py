import pytest

from slate.domain.dates.refusals import DATE_EXAMPLES, reason_for
from slate.domain.dates.release_date import NoDateError


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty; write TBA where there is no date"),
        ("march", "the year is missing (four digits, as in Jan 2021)"),
        ("halloween", "the year is missing (four digits, as in Jan 2021)"),
        ("wed", "write the date itself, such as 2021-01-05, Jan 2021 or summer 2021"),
        (
            "dec/21",
            (
                "whether 21 is the day or the year is not clear; "
                "write Dec 2021, or the day with its year"
            ),
        ),
        ("smarch-21", DATE_EXAMPLES),
        ("spring-21", DATE_EXAMPLES),
        ("soon", "it names no days; write TBA"),
        ("sooner", DATE_EXAMPLES),
    ],
)
def test_reason_for_a_text(text: str, reason: str) -> None:
    assert reason_for(text) == reason


def test_a_day_that_does_not_exist_is_the_reason() -> None:
    with pytest.raises(NoDateError, match="February 2021 has 28 days"):
        reason_for("2021 02 30")
