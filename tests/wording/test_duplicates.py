import pytest

from slate.domain.titles.duplicates import PossibleDuplicate, Reason, Twin
from slate.wording.duplicates import reason_text, years_text

DUNE, OTHER = Twin("a", "dune", "Dune", 2021), Twin("b", "dune-2", "Dune: season 1", None)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_a_text(reason: Reason) -> None:
    assert reason_text(PossibleDuplicate(DUNE, OTHER, reason))


@pytest.mark.parametrize(
    ("years", "text"),
    [((2014, 2015), "2014, 2015"), ((2015, 2014), "2014, 2015"), ((None, 2014), "2014"),
     ((2014, 2014), "2014"), ((None, None), "")],
)  # fmt: skip
def test_years_that_are_known(years: tuple[int | None, int | None], text: str) -> None:
    one, other = (DUNE._replace(year=year) for year in years)
    pair = PossibleDuplicate(one, other, Reason.YEARS)
    assert reason_text(pair) == "same name, different years"
    assert years_text(pair) == text
