from slate.domain.dates.weeks import MONDAY, SUNDAY
from slate.domain.titles.record import Record
from slate.render.look.legend import Legend
from slate.render.screens.month_grid import month_grid
from tests.render.samples import shown

from .golden import display
from .months import LATE, LUPIN, MANK, RUMOR, months, titled


def grid(
    *records: Record, width: int = 72, week_start: int = MONDAY, colors: bool = False
) -> list[str]:
    (month,) = months(*records)
    lines = month_grid(month, week_start, width, display(width), Legend())
    return shown(lines, width, "standard" if colors else None).splitlines()


def test_a_week_without_a_release_takes_two_lines() -> None:
    rule = "─" * 9
    assert grid(LATE, LUPIN, MANK) == [
        "January 2021   3 releases",
        "",
        "Mon       Tue       Wed       Thu       Fri       Sat       Sun",
        " ".join([" " * 9] * 4 + [rule] * 3),
        "                                         1         2         3",
        " ".join([rule] * 7),
        " 4         5         6         7  today  8         9        10",
        "           !Soul                         Lupin: …",
        "                                         Mank",
        " ".join([rule] * 7),
        "11        12        13        14        15        16        17",
        " ".join([rule] * 7),
        "18        19        20        21        22        23        24",
        " ".join([rule] * 7),
        "25        26        27        28        29        30        31",
    ]


def test_the_week_begins_on_the_day_asked_for() -> None:
    lines = grid(week_start=SUNDAY)
    assert lines[2].split() == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    assert lines[4].split() == ["1", "2"]


def test_a_cell_has_three_titles_and_the_number_of_the_others() -> None:
    day = [titled(f"Title {at}") for at in range(1_005)]
    lines = [line[40:49].rstrip() for line in grid(*day)[6:11]]
    assert lines == [" 8", " Title 0", " Title 1", " Title 2", " +1,002"]


def test_a_title_stands_once_in_its_cell() -> None:
    assert sum("Mank" in line for line in grid(MANK, MANK._replace(platform="Netflix"))) == 1


def test_the_margin_is_below_or_beside() -> None:
    coarse = titled("Some Film", date="2021-01")
    assert grid(coarse)[-3:] == ["", "Sometime in January", " Some Film  Hulu"]
    wide = grid(coarse, width=120)
    assert wide[2].endswith("Sun            Sometime in January")
    assert wide[3].endswith("─    Some Film")
    assert len(wide) == 13


def test_a_grid_has_a_readable_width() -> None:
    assert len(grid(width=300)[5]) == 7 * 22 + 6
    assert len(grid(width=72)[5]) == 7 * 9 + 6


def test_days_are_marked_by_color_and_by_words() -> None:
    lines = grid(RUMOR, colors=True)
    assert "\x1b[1;7m 7 \x1b[0m\x1b[1m today\x1b[0m" in lines[6]
    assert lines[6].startswith("\x1b[2m 4\x1b[0m")  # past
    assert "\x1b[1m20\x1b[0m" in lines[10]
    (month,) = months()
    other = month_grid(month._replace(first=month.first.replace(day=1, month=2)), MONDAY, 72,
                       display(72), Legend())  # fmt: skip
    assert "today" not in shown(other, 72)
