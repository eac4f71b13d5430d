import pytest

from slate.domain.titles.duplicates import PossibleDuplicate, Reason, Twin
from slate.render.screens.duplicates import by_reason, duplicates_screen
from tests.render.samples import HOSTILE, shown

from .golden import WIDTHS, check_any_width, display, expected

DUNE = PossibleDuplicate(
    Twin("a", "dune", "Dune", 2020), Twin("b", "dune-2021", "DUNE", 2021), Reason.YEARS
)
ROAD = PossibleDuplicate(
    Twin("c", "road", "The Long and Winding Road to Highland Meadow", 2014),
    Twin("d", "road-2016", "The Long and Winding Road to Highland Meadow", 2016),
    Reason.YEARS,
)
WALL_E = PossibleDuplicate(
    Twin("e", "walle", "WALL·E", None), Twin("f", "wall-e", "WALL-E", None), Reason.SPELLING
)


def screen(width: int) -> str:
    return shown(duplicates_screen([DUNE, WALL_E, ROAD], display(width)), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_duplicates(width: int) -> None:
    assert screen(width) == expected("duplicates", width)


def test_the_same_reason_stands_together() -> None:
    assert by_reason([DUNE, WALL_E, ROAD]) == [WALL_E, DUNE, ROAD]


def test_no_duplicates() -> None:
    assert list(duplicates_screen([], display(80))) == []


def test_styles() -> None:
    text = shown(duplicates_screen([DUNE], display(80)), 80, "standard")
    assert "\x1b[1mSame name, different years\x1b[0m\n" in text
    assert "Dune \x1b[2m(2020)\x1b[0m" in text
    assert "\x1b[2mdune-2021\x1b[0m" in text


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts(hostile: str) -> None:
    pair = DUNE._replace(one=Twin("a", hostile, hostile, 1))
    check_any_width(lambda on: duplicates_screen([pair, WALL_E], on))
