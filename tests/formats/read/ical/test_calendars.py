import io
import sys
import tracemalloc
from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.formats.errors import FileError, RecordError
from slate.formats.read.ical.calendars import events
from slate.formats.read.ics import items
from slate.formats.read.reader import FileContext, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of

TOLD = FileContext("f.ics", date(2026, 11, 22), ZoneInfo("America/New_York"))


def found_in(data: str | bytes) -> list[object]:
    """Return the line and the summary of each event, and the text of every other item."""
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return [
        str(item) if isinstance(item, Remark | RecordError) else (item[0], item[1]["summary"])
        for item in events(stream, TOLD)
    ]


FILM = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Le caf\u00e9\nEND:VEVENT\nEND:VCALENDAR\n"
FOUND = [(2, "Le caf\u00e9")]


@pytest.mark.parametrize(
    "data",
    [
        FILM,
        FILM.rstrip(),
        FILM.replace("\n", "\r\n"),
        FILM.replace("\n", "\r"),
        "\ufeff" + FILM,
        FILM.encode("utf-16"),
        FILM.encode("utf-16-be").join([b"\xfe\xff", b""]),
        FILM.lower().replace("le caf\u00e9", "Le caf\u00e9"),
        FILM.replace(" caf", "\n  caf"),  # a fold is a line end and one blank
        FILM.replace(" caf", "\r\n\t caf"),
        FILM.replace("caf", "\n\n c\n \n a\n f"),
        FILM.encode().replace(b"\xc3\xa9", b"\xc3\r\n \xa9"),  # inside a character
        FILM.replace("SUMMARY:", "SUM\n MARY;LANGUAGE=fr:"),
    ],
)
def test_calendar_in_each_spelling_is_read(data: str | bytes) -> None:
    assert found_in(data) == FOUND


def test_event_has_the_line_where_it_begins() -> None:
    data = f"\n\nBEGIN:VCALENDAR\nNAME:a\n b\n\n c\n{FILM[16:]}"
    assert found_in(data) == [(8, "Le caf\u00e9")]
    assert found_in(data.replace("\n", "\r\n")) == [(8, "Le caf\u00e9")]


def test_several_calendars_in_one_file_are_read() -> None:
    assert found_in(FILM + FILM) == [*FOUND, (7, "Le caf\u00e9")]
    assert found_in("BEGIN:VCALENDAR\nEND:VCALENDAR\n") == []


@pytest.mark.parametrize("data", ["", "\n", "hello", "BEGIN:VEVENT\nEND:VEVENT\n", "[]"])
def test_other_files_are_refused(data: str) -> None:
    with pytest.raises(FileError) as refused:
        events(io.BytesIO(data.encode()), TOLD)
    reason = "is not a calendar, which begins with BEGIN:VCALENDAR."
    assert str(refused.value) == f"f.ics: {reason}"


def test_missing_icalendar_package_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(FileError) as refused:
        events(io.BytesIO(FILM.encode()), TOLD)
    reason = "is a calendar; reading it needs another package"
    assert str(refused.value) == f"f.ics: {reason}. Run: pip install 'icalendar>=7,<8'"


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:" + "x" * 10_000_000,
        "SUMMARY:a" + "\r\n b" * 1_000_000,
        "summary;x=" + "y" * 100_000 + ":a",
    ],
)
def test_overlong_line_is_refused(line: str) -> None:
    data = FILM.replace("END:VEVENT", f"END:VEVENT\nBEGIN:VEVENT\nUID:1\n{line}\nEND:VEVENT")
    assert found_in(data) == [*FOUND, "7: SUMMARY is longer than 100,000 bytes."]


def test_overlong_line_of_an_unused_property_is_ignored() -> None:
    long = "x" * 1_000_000
    data = FILM.replace("BEGIN:VE", f"IMAGE:{long}\nBEGIN:VE").replace(
        "END:VE", f"X:{long}\nEND:VE"
    )
    assert found_in(data) == [(3, "Le caf\u00e9")]
    assert found_in(f"{FILM}{long}") == [*FOUND, "6: this is outside of the calendar."]


@pytest.mark.slow
def test_deeply_nested_components_are_refused() -> None:
    nested = found_in("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 100_000)
    assert len(nested) == 100_000
    assert nested[-1] == "100001: END:VEVENT is missing. Is the file cut off?"
    others = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "BEGIN:X\n" * 100_000
    assert found_in(others) == ["11: components are nested too deeply here."]


@pytest.mark.slow
def test_many_events_are_read_in_constant_memory() -> None:
    event = "BEGIN:VEVENT\nSUMMARY:a\nDTSTART;VALUE=DATE:20210101\nEND:VEVENT\n"
    data = f"BEGIN:VCALENDAR\n{event * 5_000}END:VCALENDAR\n".encode()
    found_in(FILM)  # imports the package first
    tracemalloc.start()
    try:
        assert sum(1 for _ in events(io.BytesIO(data), TOLD)) == 5_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < len(data) * 3 + 500_000


VALID = """BEGIN:VCALENDAR
X-WR-CALNAME:Feed\\, of mine
X-WR-TIMEZONE:Europe/Vienna
BEGIN:VTIMEZONE
TZID:Europe/Vienna
END:VTIMEZONE
BEGIN:VEVENT
UID:NzbDrone_episode_1
SUMMARY:A Show - 3x01 - Na
 me
CATEGORIES:HBO
DTSTART:20260817T010000Z
DTEND:20260817T020000Z
RRULE:FREQ=DAILY;COUNT=2
BEGIN:VALARM
TRIGGER:-PT60M
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY;LANGUAGE="en":[FILM] A Film (2026) \u2014 Digital release
DTSTART;VALUE=DATE:20260801
DTEND;VALUE=DATE:20260901
URL:https://www.themoviedb.org/movie/550
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
SUMMARY:\u7247 \u7b2c\u4e8c\u5b63 A Season 2
DTSTART;TZID=/x/Europe/Vienna:20260801T100000
DURATION:PT1H
END:VEVENT
BEGIN:VEVENT
SUMMARY:Dune: season 1
DTSTART;VALUE=DATE:20210101
DTEND;VALUE=DATE:20210501
X-SLATE-TITLE:Dune
X-SLATE-SEASON:1
X-SLATE-DATE:2021-early
X-SLATE-REPORTED-ON:2020
END:VEVENT
END:VCALENDAR
""".encode()


def read_or_refuse(data: bytes) -> None:
    """Read any bytes as an import does; every item must be a row, a remark or a RecordError."""
    try:
        found = list(items(events(io.BytesIO(data), TOLD), TOLD))
    except FileError:
        return
    for item in found:
        assert isinstance(item, Row | Remark | RecordError)
        if isinstance(item, Row):
            with suppress(RecordError):
                statement_of(item.line, item.record, Defaults(today=TOLD.day))


PLACES = st.integers(0, len(VALID))
BITS = [b"\n", b"\r", b" ", b":", b";", b'"', b"\\", b",", b"=", b"\0", b"\x80", b"\xff", b"9",
        b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"END:VCALENDAR\n", b"BEGIN:VALARM\n", b"T", b"Z",
        b"DTSTART:99991231T235959Z\n", b"DTSTART:00010101T000000Z\n", b"DURATION:P9W\n",
        b"DTSTART;VALUE=DATE:99991231\n", b"DURATION:P99999999999W\n"]  # fmt: skip


@given(
    st.lists(st.tuples(PLACES, st.integers(0, 40), st.sampled_from(BITS) | st.binary(max_size=4)))
)
def test_damaged_calendar_is_read_or_refused(damages: list[tuple[int, int, bytes]]) -> None:
    data = VALID
    for start, length, bit in damages:
        data = data[:start] + bit + data[start + length :]
    read_or_refuse(data)


@pytest.mark.slow
def test_calendar_cut_repeated_or_flipped_at_every_byte_is_read_or_refused() -> None:
    for at in range(len(VALID)):
        read_or_refuse(VALID[:at])
        read_or_refuse(VALID[:at] + VALID[at - 30 :])
        read_or_refuse(b"BEGIN:VCALENDAR\n" + VALID[at:])
        for bit in range(8):
            read_or_refuse(VALID[:at] + bytes([VALID[at] ^ 1 << bit]) + VALID[at + 1 :])


def test_undamaged_calendar_is_read_completely() -> None:
    found = list(items(events(io.BytesIO(VALID), TOLD), TOLD))
    assert [item.line for item in found if isinstance(item, Row)] == [31, 7, 26, 19]
    assert len(found) == 5
