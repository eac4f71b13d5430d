from datetime import date, datetime, timedelta, timezone

import pytest

from slate.render.look.display import Display


@pytest.mark.parametrize(
    ("width", "is_narrow"), [(20, True), (71, True), (72, False), (200, False)]
)
def test_a_record_takes_two_lines_below_72_columns(width: int, is_narrow: bool) -> None:  # noqa: FBT001
    assert Display(width, date(2021, 1, 7)).is_narrow is is_narrow


@pytest.mark.parametrize(("width", "is_wide"), [(99, False), (100, True)])
def test_how_far_off_a_date_is_has_a_column_from_100_columns_on(width: int, is_wide: bool) -> None:  # noqa: FBT001
    assert Display(width, date(2021, 1, 7)).is_wide is is_wide


def test_instants_are_as_the_clock_on_the_wall_showed_them() -> None:
    wall = Display(80, date(2021, 1, 7), zone=timezone(timedelta(hours=2)))
    shown = wall.local("2021-01-06T23:30:00.000001Z")
    assert shown.replace(tzinfo=None) == datetime(2021, 1, 7, 1, 30, 0, 1)  # noqa: DTZ001
