"""Clocks that are far off, and time zones at the ends of the world."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest

from slate.cli.session import Clock
from tests.cli.conftest import Done, Refused

At = Callable[..., None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Return a function that sets the clock of the machine, in UTC, and its time zone."""

    def set_to(moment: str, zone: str = "UTC0") -> None:
        instant = datetime.fromisoformat(moment)

        class Then(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> "Then":
                assert tz is UTC
                return cls.combine(instant.date(), instant.time(), UTC)

        monkeypatch.delenv("SLATE_TODAY", raising=False)
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        monkeypatch.setattr("slate.cli.session.datetime", Then)

    return set_to


@pytest.mark.parametrize(
    ("zone", "moment", "today"),
    [
        ("Pacific/Kiritimati", "2021-01-07T09:59:59", "2021-01-07"),
        ("Pacific/Kiritimati", "2021-01-07T10:00:00", "2021-01-08"),
        ("Etc/GMT+12", "2021-01-07T11:59:59", "2021-01-06"),
        ("Etc/GMT+12", "2021-01-07T12:00:00", "2021-01-07"),
        # The clocks change at 2 o'clock there: from -5 to -4 hours, and back.
        ("America/New_York", "2021-03-14T04:59:59", "2021-03-13"),
        ("America/New_York", "2021-03-14T05:00:00", "2021-03-14"),
        ("America/New_York", "2021-03-15T03:59:59", "2021-03-14"),
        ("America/New_York", "2021-03-15T04:00:00", "2021-03-15"),
        ("America/New_York", "2021-11-08T04:59:59", "2021-11-07"),
        ("Nowhere/Land", "2021-01-07T23:59:59", "2021-01-07"),  # as the system: UTC
        ("", "2021-01-07T23:59:59", "2021-01-07"),
    ],
)
def test_today_is_that_of_the_place_and_times_are_in_utc(
    done: Done, at: At, zone: str, moment: str, today: str
) -> None:
    at(moment, zone)
    assert Clock.read(None).today == date.fromisoformat(today)
    done("add", "Dune", "-d", today)
    assert done("upcoming", "today", "-f", "tsv", "--columns", "slug,date") == f"dune\t{today}\n"
    (batch,) = json.loads(done("log", "-f", "json"))
    assert batch["recorded_at"] == f"{moment}.000000Z"
    assert done("changes", "--since", "today", "-f", "slugs") == "dune\n"
    tomorrow = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    at(f"{tomorrow}T23:00:00")
    assert done("changes", "--since", "today", "-f", "slugs") == ""
    assert done("changes", "--since", "7d", "-f", "slugs") == "dune\n"


@pytest.mark.parametrize("moment", ["1969-12-31T12:00:00", "1999-12-31T23:59:59",
                                    "2056-02-29T12:00:00", "9999-12-30T12:00:00"])  # fmt: skip
def test_a_new_slate_is_kept_with_any_clock(done: Done, at: At, moment: str) -> None:
    at(moment, "UTC0")
    day = moment[:10]
    done("add", "Dune", "-d", "2021-10-22")
    assert done("list", "-f", "tsv", "--columns", "date,status") == (
        f"2021-10-22\t{'released' if day > '2021-10-22' else 'scheduled'}\n"
    )
    assert done("changes", "--since", "7d", "-f", "tsv", "--columns", "day") == f"{day}\n"
    assert done("log", "-f", "tsv", "--columns", "recorded_at") == f"{moment}.000000Z\n"
    for command in ("upcoming", "calendar", "timeline", "next", "digest", "info", "check"):
        done(command)
    done("undo")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("1969-12-31T12:00:00", "more than two days behind the newest batch (1, of 2021-01-07)"),
        ("1999-12-31T12:00:00", "more than two days behind the newest batch (1, of 2021-01-07)"),
        ("2056-01-07T12:00:00", "more than ten years ahead of the newest batch (of 2021-01-07)"),
    ],
)
def test_nothing_is_recorded_with_a_clock_that_is_wrong(
    done: Done, refused: Refused, at: At, moment: str, told: str
) -> None:
    at("2021-01-07T12:00:00", "UTC0")
    done("add", "Dune", "-d", "2021-10-22")
    at(moment, "UTC0")
    error = refused(1, "add", "Soul")
    assert error.startswith(f"slate: This machine's clock is at {moment[:10]}, {told}")
    for command in ("list", "upcoming", "changes", "timeline", "calendar"):
        done(command)
    assert done("list", "-f", "slugs") == "dune\n"
    assert os.environ["TZ"] == "UTC0"
