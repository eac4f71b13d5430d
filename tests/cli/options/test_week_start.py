import pytest

from slate.cli.options.week_start import week_start
from slate.domain.dates.weeks import MONDAY, SATURDAY, SUNDAY


@pytest.mark.parametrize(
    ("environment", "day"),
    [
        ({}, MONDAY),
        ({"LANG": "en_US.UTF-8"}, SUNDAY),
        ({"LANG": "de_DE@euro"}, MONDAY),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_GB.UTF-8"}, MONDAY),
        ({"LANG": "de_DE", "LC_TIME": "de_DE", "LC_ALL": "ar_EG.UTF-8"}, SATURDAY),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, SUNDAY),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, MONDAY),
        ({"LC_ALL": "POSIX"}, MONDAY),
        ({"LC_ALL": "C.UTF-8"}, MONDAY),
    ],
)
def test_the_week_begins_as_in_the_region(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], day: int
) -> None:
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert week_start() == day
    assert week_start("sat") == SATURDAY
