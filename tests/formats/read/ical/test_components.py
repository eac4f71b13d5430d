import pytest

from tests.formats.read.ical.test_calendars import found_in


def found_within(*lines: str) -> list[object]:
    """Read these lines of a calendar; the first one is line 2."""
    return found_in("\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]))


def event(name: str, *lines: str) -> list[str]:
    return ["BEGIN:VEVENT", f"SUMMARY:{name}", *lines, "END:VEVENT"]


def no_end(line: int, name: str) -> str:
    return f"{line}: END:{name} is missing. Is the file cut off?"


TODO = "Remark(text='skipped a to-do', line=None, name=None)"
NO_LINE = "Remark(text='skipped a line that is not iCalendar', line=None, name=None)"


def test_component_inside_an_event_is_ignored() -> None:
    alarm = ["BEGIN:VALARM", "SUMMARY:Wake up", "DESCRIPTION:a", "END:VALARM"]
    assert found_within("BEGIN:VEVENT", *alarm, "SUMMARY:a", "END:VEVENT") == [(2, "a")]
    assert found_within(*event("a", *alarm), *event("b")) == [(2, "a"), (9, "b")]
    assert found_within(*event("a", "BEGIN:VTODO", "SUMMARY:b", "END:VTODO")) == [(2, "a")]


def test_first_of_repeated_properties_counts() -> None:
    assert found_within(*event("a", "SUMMARY:b")) == [(2, "a")]


def test_other_components_are_not_read_as_titles() -> None:
    parts = [f"BEGIN:{name}\nSUMMARY:a\nEND:{name}" for name in ("VTODO", "VJOURNAL", "VFREEBUSY")]
    zone = "BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nTZOFFSETTO:+5744\nEND:STANDARD\nEND:VTIMEZONE"
    journal = "Remark(text='skipped a journal entry', line=None, name=None)"
    assert found_within(zone, *parts, *event("a")) == [TODO, journal, (17, "a")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Of two nested events the outer one is not closed.
        (["BEGIN:VEVENT", "SUMMARY:a", *event("b")], [no_end(2, "VEVENT"), (4, "b")]),
        (
            ["BEGIN:VEVENT", *event("b"), "END:VEVENT"],
            [no_end(2, "VEVENT"), (3, "b"), "6: END:VEVENT has no BEGIN."],
        ),
        (["BEGIN:VEVENT", "BEGIN:VALARM", *event("b")], [no_end(2, "VEVENT"), (4, "b")]),
        (["BEGIN:VTODO", "BEGIN:X", *event("b")], [TODO, no_end(2, "VTODO"), (4, "b")]),
        (event("a", "BEGIN:VALARM"), [no_end(2, "VALARM")]),
        (event("a", "BEGIN:VALARM", "BEGIN:X", "END:VALARM"), [
            "6: END:VALARM has no BEGIN."
        ]),
        (event("a", "END:VALARM"), ["4: END:VALARM has no BEGIN."]),
        (["END:VEVENT"], ["2: END:VEVENT has no BEGIN."]),
        (["BEGIN:VA", "END:X", "END:VA"], ["3: END:X has no BEGIN."]),
        (["BEGIN:VTIMEZONE"], [no_end(2, "VTIMEZONE")]),
        (["BEGIN:VCALENDAR"], [no_end(1, "VCALENDAR")]),
        (["BEGIN:VEVENT", "BEGIN:VCALENDAR"], [no_end(2, "VEVENT")]),
        (["END:X", "END:" + "Y" * 99], [
            "2: END:X has no BEGIN.",
            f"3: END:{'Y' * 37}... has no BEGIN.",
        ]),
        (["END:VCALENDAR", "BEGIN:X", "b", *event("c")], ["3: this is outside of the calendar."]),
        (
            ["END:VCALENDAR", "a", "BEGIN:VCALENDAR", "END:VCALENDAR", "b"],
            [
                "3: this is outside of the calendar.",
                "6: this is outside of the calendar.",
            ],
        ),
        (event("a", "DTSTART;;X=1:20210101"), ["2: DTSTART: this is not a line of iCalendar."]),
        (event("a", "DTSTART:20210230", "END:X"), ["5: END:X has no BEGIN."]),
    ],
)  # fmt: skip
def test_broken_component_does_not_affect_other_events(
    lines: list[str], expected: list[object]
) -> None:
    assert found_within(*lines) == expected


@pytest.mark.parametrize("lines", [1, 2, 3, 4, 5])
def test_file_cut_off_after_each_line(lines: int) -> None:
    parts = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:a", "END:VEVENT", "X-A:b"]
    rest = [(2, "a"), no_end(1, "VCALENDAR")] if lines > 3 else [no_end(min(lines, 2), "VEVENT")]
    expected = rest if lines > 1 else [no_end(1, "VCALENDAR")]
    assert found_in("\n".join(parts[:lines])) == expected


@pytest.mark.parametrize(
    "line",
    [
        "what follows a newline that was not escaped",
        "X;A=b",
        "DESCRIPTION;;:x",
        "DESCRIPTION;A:x",
        'DESCRIPTION;A="b:x',
        'DESCRIPTION;A="b"c:x',
        "REFRESH - INTERVAL; VALUE = DURATION:PT48H",
        "\x1b]0;x\x07",
        "SUMMARY",
    ],
)
def test_malformed_line_is_skipped(line: str) -> None:
    assert found_within(line, *event("a", line)) == [NO_LINE, NO_LINE, (3, "a")]


@pytest.mark.parametrize("line", ["NAME;:x", "X-WR-TIMEZONE;A:Europe/Vienna", "NAME"])
def test_malformed_calendar_property_is_skipped(line: str) -> None:
    assert found_within(line, *event("a")) == [NO_LINE, (3, "a")]


@pytest.mark.parametrize(
    "line",
    ['X;A="b:c;d",e;F=g,"h":x', "x-a_b;X=:", "ATTENDEE;CN=George ^'Babe^' Ruth:mailto:a@b.example"],
)
def test_well_formed_lines_are_accepted(line: str) -> None:
    assert found_within(line, *event("a", line)) == [(3, "a")]


def test_invalid_utf8_is_a_problem_of_its_line() -> None:
    latin = b"BEGIN:VCALENDAR\nX:\xe9\nBEGIN:VEVENT\nSUMMARY:a\nX:\xe9\nX:\xe9\nEND:VEVENT\n"
    good = b"BEGIN:VEVENT\nSUMMARY:b\nEND:VEVENT\nEND:VCALENDAR\n\xe9"
    assert found_in(latin + good) == [
        "2: byte 0xE9 is not UTF-8. Save the file as UTF-8.",
        "5: byte 0xE9 is not UTF-8. Save the file as UTF-8.",
        (8, "b"),
        "12: byte 0xE9 is not UTF-8. Save the file as UTF-8.",
    ]
