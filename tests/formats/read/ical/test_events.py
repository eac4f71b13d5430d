import io
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.ical.calendars import events
from slate.formats.read.reader import FileContext, Remark

NEW_YORK = ZoneInfo("America/New_York")


def event_in(
    *lines: str, calendar: tuple[str, ...] = (), zone: ZoneInfo | None = NEW_YORK
) -> object:
    """Read a calendar with these lines in its only event."""
    event = ["BEGIN:VEVENT", *lines, "END:VEVENT"]
    data = "\r\n".join(["BEGIN:VCALENDAR", *calendar, *event, "END:VCALENDAR"])
    (found,) = events(io.BytesIO(data.encode()), FileContext("f.ics", date(2026, 11, 22), zone))
    return str(found) if isinstance(found, Remark | RecordError) else found[1]


BLANK: dict[str, Any] = {
    "summary": "",
    "uid": "",
    "url": "",
    "categories": "",
    "location": "",
    "calendar": "",
    "date": None,
    "repeats": False,
    "slate": {},
}


def test_event_properties_are_read() -> None:
    assert event_in() == BLANK
    assert event_in("summary: a") == {**BLANK, "summary": "a"}
    assert event_in(
        "UID:1@x.example",
        "DTSTAMP:20210101T000000Z",
        'SUMMARY;LANGUAGE=en;X="a:b": A\\, B\\; C\\nD\\\\E: "F" ',
        "DESCRIPTION:a\\n\\nb",
        "URL;VALUE=URI:https://x.example/?a=1,2;b",
        "CATEGORIES:Apple TV,Drama",
        "LOCATION:Theaters",
        "DTSTART;VALUE=DATE:20210105",
        "SEQUENCE:3",
        calendar=("PRODID:-//x//EN", "NAME:My\\, calendar", "METHOD:PUBLISH"),
    ) == {
        "summary": 'A, B; C\nD\\E: "F"',
        "uid": "1@x.example",
        "url": "https://x.example/?a=1,2;b",
        "categories": "Apple TV,Drama",
        "location": "Theaters",
        "calendar": "My, calendar",
        "date": "2021-01-05",
        "repeats": False,
        "slate": {},
    }


def test_slate_properties_of_an_event_are_read() -> None:
    assert event_in(
        "X-SLATE-TITLE:A\\, B\\; C\\\\n: %2C ",
        "X-SLATE-SEASON:3",
        "x-slate-release-type:tv",
        "X-SLATE-:a",
        "X-SLATE-OTHER:a",
    ) == {**BLANK, "slate": {"title": "A, B; C\\n: %2C ", "season": "3", "release_type": "tv"}}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("NAME:a", "X-WR-CALNAME:b"), "b"),
        (("NAME:a", "X-WR-CALNAME: "), "a"),
        (("X-WR-CALNAME;X=\x00:a", "NAME:b"), "b"),
    ],
)
def test_name_of_the_calendar(lines: tuple[str, ...], name: str) -> None:
    assert event_in(calendar=lines) == {**BLANK, "calendar": name}


def day_of(*lines: str, calendar: tuple[str, ...] = (), zone: ZoneInfo | None = NEW_YORK) -> object:
    found = event_in(*lines, calendar=calendar, zone=zone)
    return found["date"] if isinstance(found, dict) else found


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("DTSTART;VALUE=DATE:20260817", "2026-08-17"),
        ("DTSTART:20260817", "2026-08-17"),
        ("DTSTART;TZID=Asia/Tokyo;VALUE=DATE:20260817", "2026-08-17"),
        # A time behind a day does not count.
        ("DTSTART;VALUE=DATE:20260817T000000Z", "2026-08-17"),
        ("DTSTART;VALUE=date:20260817T230000", "2026-08-17"),
        ("DTSTART;TZID=UTC;VALUE=DATE:20260817T000000", "2026-08-17"),
        ("DTSTART;VALUE=DATE-TIME:20260817T010000Z", "2026-08-16"),
        # In UTC: the day in New York. Midnight UTC means that the time is not known.
        ("DTSTART:20260817T010000Z", "2026-08-16"),
        ("DTSTART:20260814T040000Z", "2026-08-14"),
        ("DTSTART:20260814T035959z", "2026-08-13"),
        ("DTSTART;TZID=UTC:20260817T010000", "2026-08-16"),
        ("DTSTART;TZID=Etc/UTC:20260817T010000", "2026-08-16"),
        ("DTSTART:00010101T000000Z", "0001-01-01"),
        # With a time zone, known or not, or floating: the day as written.
        ("DTSTART;TZID=Asia/Tokyo:20260817T010000", "2026-08-17"),
        ("DTSTART;TZID=/x.example/Europe/Vienna:20260817T235900", "2026-08-17"),
        ('DTSTART;TZID="GMT +0100 (Standard) / GMT +0200":20260817T010000', "2026-08-17"),
        ("DTSTART;TZID=../../etc/passwd:20260817T010000", "2026-08-17"),
        ("DTSTART;TZID=a,b:20260817T010000", "2026-08-17"),
        ("DTSTART:20260817T010000", "2026-08-17"),
        # Dates in other spellings.
        ("DTSTART:2026-08-17", "2026-08-17"),
        ("DTSTART: 20260817 ", "2026-08-17"),
        ("DTSTART:", None),
        ("DTSTAMP:20260817T010000Z", None),
    ],
)
def test_day_of_an_event(line: str, day: str | None) -> None:
    assert day_of(line) == day


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Tokyo", "2026-08-17"),
        ("Europe/London", "2026-08-17"),
        ("America/Los_Angeles", "2026-08-16"),
        ("UTC", "2026-08-17"),
        # An unknown zone falls back to that of the command.
        ("Middle-earth/Shire", "2026-08-16"),
        ("America", "2026-08-16"),
        ("../../etc/passwd", "2026-08-16"),
        ("/etc/localtime", "2026-08-16"),
        ("x" * 5_000, "2026-08-16"),
        ("\x00", "2026-08-16"),
        (" ", "2026-08-16"),
    ],
)
def test_zone_of_the_calendar_decides_the_day(zone: str, day: str) -> None:
    assert day_of("DTSTART:20260817T010000Z", calendar=(f"X-WR-TIMEZONE:{zone}",)) == day


def test_day_without_a_calendar_zone() -> None:
    assert day_of("DTSTART:20260817T010000Z", zone=None) == "2026-08-17"
    assert day_of("DTSTART:20260817T010000Z", zone=ZoneInfo("Asia/Tokyo")) == "2026-08-17"


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("20210105", "20210106", "2021-01-05"),
        ("20210105", "20210105", "2021-01-05"),
        ("20210105", "20210104", "2021-01-05"),
        ("20210105", "20210110", "2021-01-05/2021-01-09"),
        ("20210101", "20210201", "2021-01"),
        ("20240201", "20240301", "2024-02"),
        ("20240201", "20240229", "2024-02-01/2024-02-28"),
        ("20210101", "20210401", "2021-Q1"),
        ("20211001", "20220101", "2021-Q4"),
        ("20210201", "20210501", "2021-02-01/2021-04-30"),
        ("20210101", "20220101", "2021"),
        ("20210101", "20230101", "2021-01-01/2022-12-31"),
        ("00010101", "00020101", "0001"),
        ("99991231", "99991231", "9999-12-31"),
        ("20210105", "20210110T000000", "2021-01-05/2021-01-09"),
    ],
)
def test_all_day_event_ends_the_day_before_its_end(start: str, end: str, span: str) -> None:
    assert day_of(f"DTSTART;VALUE=DATE:{start}", f"DTEND;VALUE=DATE:{end}") == span


@pytest.mark.parametrize(
    ("duration", "span"),
    [
        ("P1D", "2021-01-01"),
        ("P31D", "2021-01"),
        ("P1W", "2021-01-01/2021-01-07"),
        ("PT1H", "2021-01-01"),
        ("-P5D", "2021-01-01"),
        (" ", "2021-01-01"),
    ],
)
def test_all_day_event_with_a_duration(duration: str, span: str) -> None:
    assert day_of("DTSTART:20210101", f"DURATION:{duration}") == span
    assert day_of("DTSTART:20210101", f"DURATION:{duration}", "DTEND:20210201") == "2021-01"


@pytest.mark.parametrize(
    ("start", "rest", "span"),
    [
        ("DTSTART:20210312T000000Z", "DTEND:20210313T000000Z", "2021-03-12"),
        ("DTSTART:20210312T000000Z", "DTEND:20210315T000000Z", "2021-03-12/2021-03-14"),
        ("DTSTART:20210312T000000Z", "DTEND;VALUE=DATE:20210313", "2021-03-12"),
        ("DTSTART:20210312T000000Z", "DURATION:P1D", "2021-03-12"),
        ("DTSTART:20210312T000000Z", "DURATION:PT24H", "2021-03-12"),
        ("DTSTART;TZID=UTC:20210312T000000", "DTEND;TZID=UTC:20210313T000000", "2021-03-12"),
        (
            "DTSTART;VALUE=DATE:20210312T000000Z",
            "DTEND;VALUE=DATE:20210315T000000Z",
            "2021-03-12/2021-03-14",
        ),
        # A time: the day in New York.
        ("DTSTART:20210312T000000Z", "DTEND:20210312T010000Z", "2021-03-11"),
        ("DTSTART:20210312T000000Z", "DTEND:20210312T000000Z", "2021-03-11"),
        ("DTSTART:20210312T000000Z", "DTEND:20210313T000000", "2021-03-11"),
        ("DTSTART:20210312T000000Z", "DTEND;VALUE=DATE:20210312", "2021-03-11"),
        ("DTSTART:20210312T000000Z", "DTEND:never", "2021-03-11"),
        ("DTSTART:20210312T000000Z", "DURATION:PT1H", "2021-03-11"),
        ("DTSTART:20210312T000000Z", "DURATION:P1", "2021-03-11"),
        ("DTSTART:20210312T010000Z", "DURATION:P1D", "2021-03-11"),
        ("DTSTART:20210312T000000Z", "SUMMARY:a", "2021-03-11"),
    ],
)
def test_event_from_midnight_to_midnight_in_utc_is_all_day(
    start: str, rest: str, span: str
) -> None:
    assert day_of(start, rest) == span


def test_timed_event_is_on_its_first_day() -> None:
    assert day_of("DTSTART:20210105T230000", "DTEND:20210107T020000") == "2021-01-05"
    assert day_of("DTSTART:20210105T230000", "DTEND:never", "DURATION:P9") == "2021-01-05"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["DTSTART:20210230"], '"20210230" is not a date: February 2021 has 28 days'),
        (["DTSTART:20211301T000000Z"], '"20211301T000000Z" is not a date: '),
        (["DTSTART:20210101T250000Z"], '"20210101T250000Z" is not a date: '),
        (["DTSTART:tomorrow"], '"tomorrow" is not a date: write the date itself'),
        (["DTSTART:P1D"], '"P1D" is not a date: '),
        (
            ["DTSTART:20210101", "DTEND:x"],
            '"x" is not a date: the end of an event is written like 20210105',
        ),
        (
            ["DTSTART:20210101", "DURATION:P9999999999W"],
            '"P9999999999W" is not a date: a duration is written like P5D',
        ),
        (["DTSTART:20210101", "DURATION:1 day"], '"1 day" is not a date: a duration is written'),
    ],
)
def test_invalid_date_is_refused(lines: list[str], reason: str) -> None:
    assert str(event_in("SUMMARY:a", *lines)).startswith(f"2: date: {reason}")


def test_canceled_event_has_no_date() -> None:
    assert day_of("DTSTART:20210101", "STATUS: cancelled") == "TBA"
    assert day_of("STATUS:CANCELLED") == "TBA"
    assert day_of("DTSTART:20210101", "STATUS:TENTATIVE") == "2021-01-01"
    assert day_of("DTSTART:20210101", "STATUS:CONFIRMED") == "2021-01-01"


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=NEVER;;;",
        "RDATE:",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:x",
        "RRULE;;X:x",
    ],
)
def test_repeating_event_has_only_its_first_date(line: str) -> None:
    lines = ("DTSTART:20210101", "EXDATE:20210101", line)
    assert event_in(*lines) == {**BLANK, "date": "2021-01-01", "repeats": True}


@pytest.mark.parametrize("name", ["SUMMARY", "DTSTART", "DTEND", "CATEGORIES", "STATUS"])
@pytest.mark.parametrize("line", [";;A=b:x", ";A:x", ";A=\x00:x"])
def test_a_line_of_an_event_that_cannot_be_parted(name: str, line: str) -> None:
    assert event_in(f"{name}{line}") == f"2: {name}: this is not a line of iCalendar."
