import io
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.errors import TextError
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Statement, creation
from slate.domain.reports.confidences import Confidence
from slate.domain.text import clean
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import Record, Within, iso
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.web_address import url_or_none
from slate.formats.read.reader import FileContext, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.recognition import read
from slate.formats.write.ics import Event, is_shown, lines
from tests.domain.slates import DATES, report
from tests.domain.words import record_of

TODAY = date(2021, 1, 7)
FIRST = "2021-01-05T08:30:59.999999Z"
LAST = "2021-01-07T12:00:00.000000Z"


def record(**fields: Any) -> Record:  # noqa: ANN401 -- fields of any type
    """Return a record of Cobra Kai's third season with these fields replaced."""
    when = parse_date(fields.get("date", "2021-01-08"))
    said = {
        "slug": "cobra-kai-s3",
        "title": "Cobra Kai",
        "label": "Upcoming season",
        "status": "scheduled",
        "kind": "series",
        "year": None,
        "season": 3,
        "part": None,
        "platform": "Netflix",
        "release_type": "streaming",
        "region": None,
        "certain": None,
        "leaves": None,
        "tags": (),
        "source": "Netflix",
        "url": None,
        "reported_on": "2020-10-02",
        "confidence": "official",
        "leaves_source": None,
        "leaves_confidence": None,
        "overdue": False,
    }
    dates = {
        "date": when.text if when.known else None,
        "precision": when.precision,
        "earliest": iso(when.earliest),
        "latest": iso(when.latest),
    }
    return record_of(said | fields | dates)


def film(**fields: Any) -> Record:  # noqa: ANN401 -- as above
    return record(**{"title": "Dune", "slug": "dune", "kind": "film", "season": None} | fields)


def event(said: Record, sequence: int = 0, stamp: str = LAST) -> Event:
    key = str(ReleaseKey(said.release_type, said.region, said.platform))
    return Event(said.slug, key, said, sequence, FIRST, stamp)


def written(*records: Record, tentative: bool = True) -> str:
    return "".join(lines(map(event, records), tentative=tentative))


def said_in(said: Record, *names: str) -> list[str]:
    """Return the unfolded lines with these property names."""
    found = written(said).replace("\r\n ", "").split("\r\n")
    return [line for line in found if line.partition(":")[0] in names]


def test_calendar_with_one_event() -> None:
    assert "".join(lines([event(record(url="https://example.com/a"), 4)], tentative=False)) == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//slate//slate//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "X-WR-CALNAME:slate\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:de83384ca47becb273bc0891bb369953@slate\r\n"
        "DTSTAMP:20210107T120000Z\r\n"
        "CREATED:20210105T083059Z\r\n"
        "LAST-MODIFIED:20210107T120000Z\r\n"
        "SEQUENCE:4\r\n"
        "DTSTART;VALUE=DATE:20210108\r\n"
        "DTEND;VALUE=DATE:20210109\r\n"
        "SUMMARY:Cobra Kai: season 3\r\n"
        "DESCRIPTION:Upcoming season (Netflix). Netflix\\, official\\, 2020-10-02.\r\n"
        "STATUS:CONFIRMED\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "CATEGORIES:Netflix\r\n"
        "URL:https://example.com/a\r\n"
        "X-SLATE-TITLE:Cobra Kai\r\n"
        "X-SLATE-SLUG:cobra-kai-s3\r\n"
        "X-SLATE-KIND:series\r\n"
        "X-SLATE-SEASON:3\r\n"
        "X-SLATE-PLATFORM:Netflix\r\n"
        "X-SLATE-RELEASE-TYPE:streaming\r\n"
        "X-SLATE-DATE:2021-01-08\r\n"
        "X-SLATE-SOURCE:Netflix\r\n"
        "X-SLATE-REPORTED-ON:2020-10-02\r\n"
        "X-SLATE-CONFIDENCE:official\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_calendar_without_events_is_complete() -> None:
    assert written(record(date="TBA")) == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//slate//slate//EN\r\n"
        "CALSCALE:GREGORIAN\r\nX-WR-CALNAME:slate\r\nEND:VCALENDAR\r\n"
    )


def test_writer_does_not_import_icalendar() -> None:
    code = "import sys; from slate.formats.write import ics; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    foreign = {"icalendar", "typer", "rich", "sqlite3"}
    assert foreign & {name.partition(".")[0] for name in done.stdout.split()} == set()


@pytest.mark.parametrize(
    ("when", "shown", "tentative"),
    [
        ("2021-01-08", True, True),
        ("2021-01-08?", True, True),
        ("2021-01-08~", True, True),
        ("2021-01", False, True),
        ("2021-early", False, True),
        ("2021-early?", False, True),
        ("2021", False, True),
        ("2021-01-08/2021-01-09", False, True),
        ("2021-06/..", False, False),
        ("../2021-06", False, False),
        ("TBA", False, False),
        ("9999-12-30", True, True),
        ("9999-12-31", False, False),  # there is no next day
        ("9999", False, False),
    ],
)
def test_which_releases_are_shown(when: str, shown: bool, tentative: bool) -> None:  # noqa: FBT001
    said = record(date=when)
    for asked, expected in ((False, shown), (True, tentative)):
        assert is_shown(said, tentative=asked) is expected
        assert ("BEGIN:VEVENT" in written(said, tentative=asked)) is expected


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2020-12-31", "20201231", "20210101"),
        ("2024-02-28?", "20240228", "20240229"),
        ("2021-02", "20210201", "20210301"),
        ("2021-Q1", "20210101", "20210401"),
        ("2021-winter", "20201201", "20210301"),
        ("2021-early", "20210101", "20210501"),
        ("2021-01-05/2021-01-09", "20210105", "20210110"),
        ("0001-01-01", "00010101", "00010102"),
    ],
)
def test_events_span_whole_days_and_end_on_the_next_day(when: str, start: str, end: str) -> None:
    expected = [f"DTSTART;VALUE=DATE:{start}", f"DTEND;VALUE=DATE:{end}"]
    assert said_in(record(date=when), "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE") == expected


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({}, "Dune"),
        ({"release_type": None}, "Dune"),
        ({"release_type": "theatrical"}, "Dune (Theatrical Release)"),
        ({"release_type": "limited"}, "Dune (Limited Release)"),
        ({"release_type": "digital"}, "Dune (Digital Release)"),
        ({"release_type": "physical"}, "Dune (Physical Release)"),
        ({"release_type": "tv"}, "Dune (TV Release)"),
        ({"release_type": "festival"}, "Dune (Festival Release)"),
        ({"slug": "dune-2021", "year": 2021}, "Dune (2021)"),
        ({"season": 6, "part": 2}, "Dune: season 6\\, part 2"),
        ({"title": "A, B; C\\n \U0001f600"}, "A\\, B\\; C\\\\n \U0001f600"),
        ({"title": "a\nb\rc\x85d\u2028e\x7ff"}, "a\\nb c d e f"),  # from another program
        ({"title": "\u202e\u05d0\u200f"}, "\u202e\u05d0\u200f"),
    ],
)
def test_summary_has_the_title_and_the_release_type(fields: dict[str, Any], summary: str) -> None:
    assert said_in(film(**fields), "SUMMARY") == [f"SUMMARY:{summary}"]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Upcoming film (Netflix). Netflix, official, 2020-10-02."),
        (
            {"platform": None, "date": "2021-early", "region": "US", "confidence": "rumor"},
            "Upcoming film (US), early 2021. Netflix, rumor, 2020-10-02.",
        ),
        (
            {"region": "GB", "date": "2021-01-08?", "source": None},
            "Upcoming film (Netflix, GB), 2021-01-08?. Official, 2020-10-02.",
        ),
        (
            {"platform": None, "status": "released", "source": "A; B", "reported_on": "2021-01"},
            "Released. A; B, official, Jan 2021.",
        ),
        # The displayed label would change from day to day.
        (
            {"label": "Due 2021-01-08, not confirmed", "overdue": True},
            "Upcoming film (Netflix). Netflix, official, 2020-10-02.",
        ),
    ],
)
def test_description_names_label_platform_and_source(fields: dict[str, Any], text: str) -> None:
    (line,) = said_in(film(**fields), "DESCRIPTION")
    assert line.replace("\\", "") == f"DESCRIPTION:{text}"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "CONFIRMED"),
        ({"status": "released"}, "CONFIRMED"),
        ({"date": "2021-01"}, "CONFIRMED"),
        ({"date": "2021-01-08?"}, "TENTATIVE"),
        ({"date": "2021-01-08~"}, "TENTATIVE"),
        ({"confidence": "reported"}, "TENTATIVE"),
        ({"confidence": "rumor"}, "TENTATIVE"),
        ({"status": "canceled"}, "CANCELLED"),
    ],
)
def test_event_status_reflects_certainty(fields: dict[str, Any], status: str) -> None:
    assert said_in(film(**fields), "STATUS") == [f"STATUS:{status}"]


@pytest.mark.parametrize(
    ("url", "lines_"),
    [
        (None, []),
        ("https://example.com/a?b=1,2;c#d", ["URL:https://example.com/a?b=1,2;c#d"]),
        ("HTTP://example.com/stra\u00dfe", ["URL:HTTP://example.com/stra\u00dfe"]),
        ("https://", ["X-SLATE-URL:https://"]),
        ("https://example.com/a b", ["X-SLATE-URL:https://example.com/a b"]),
        ("https://example.com/\u202ea", ["X-SLATE-URL:https://example.com/\u202ea"]),
        ("https://example.com/\\n", ["X-SLATE-URL:https://example.com/\\\\n"]),
        ("javascript:alert(1)", ["X-SLATE-URL:javascript:alert(1)"]),
        ("page 3, below", ["X-SLATE-URL:page 3\\, below"]),
    ],
)
def test_url_property_only_for_web_addresses(url: str | None, lines_: list[str]) -> None:
    assert said_in(film(url=url), "URL", "X-SLATE-URL") == lines_


def test_platform_is_the_category() -> None:
    assert said_in(film(platform="A, B"), "CATEGORIES") == ["CATEGORIES:A\\, B"]
    assert said_in(film(platform=None), "CATEGORIES") == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "scheduled"}, []),
        ({"status": "released", "reported_on": "2021-01-09"}, []),
        ({"status": "released", "reported_on": "2021-01-07"}, ["released"]),
        ({"status": "scheduled", "reported_on": "2021-01-09"}, ["scheduled"]),
        ({"status": "scheduled", "reported_on": "2021-01-09", "confidence": "rumor"}, []),
        ({"status": "canceled"}, ["canceled"]),
        # The date of a festival is never used to derive a status.
        ({"status": "scheduled", "release_type": "festival"}, ["scheduled"]),
    ],
)
def test_status_is_written_only_if_it_cannot_be_derived(
    fields: dict[str, Any], said: list[str]
) -> None:
    expected = [f"X-SLATE-STATUS:{word}" for word in said]
    assert said_in(film(**fields), "X-SLATE-STATUS") == expected


def test_other_fields_are_written_as_slate_properties() -> None:
    more = {"year": 2021, "part": 0, "region": "US", "leaves": "2022", "tags": ("a", "b c")}
    assert said_in(
        film(**more),
        *("X-SLATE-SEASON", "X-SLATE-PART", "X-SLATE-YEAR"),
        *("X-SLATE-REGION", "X-SLATE-LEAVES", "X-SLATE-TAGS"),
    ) == [
        "X-SLATE-PART:0",
        "X-SLATE-YEAR:2021",
        "X-SLATE-REGION:US",
        "X-SLATE-LEAVES:2022",
        "X-SLATE-TAGS:a\\,b c",
    ]


def test_uid_depends_only_on_title_and_release_key() -> None:
    def uid(title_key: str, release_key: str, said: Record) -> str:
        found = "".join(
            lines([Event(title_key, release_key, said, 0, FIRST, LAST)], tentative=True)
        )
        return next(line for line in found.split("\r\n") if line.startswith("UID:"))

    one = uid("dune|||film|", "streaming||netflix", film())
    assert one == uid("dune|||film|", "streaming||netflix", record(date="2022"))
    assert one != uid("dune|||film|", "streaming|US|netflix", film())
    assert one != uid("dune|||film|\nstreaming", "||netflix", film())


@pytest.mark.parametrize("letter", ["x", "\u00e9", "\u7247", "\U0001f600"])
@pytest.mark.parametrize("length", range(60, 160, 3))
def test_long_lines_are_folded_between_characters(letter: str, length: int) -> None:
    text = written(film(title=letter * length))
    assert f"SUMMARY:{letter * length}\r\n" in text.replace("\r\n ", "")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    folded = text.partition("\r\nDESCRIPTION:")[0].partition("SUMMARY:")[2].split("\r\n ")
    assert all(len(line.encode()) > 75 - 5 - len("SUMMARY:") for line in folded[:-1])


# Round trips: written calendars are read back


TOLD = FileContext("f.ics", TODAY)


def statements_in(text: str, told: FileContext = TOLD) -> list[Statement]:
    source, items, *_ = read(io.BytesIO(text.encode()), told)
    assert source is None
    found = list(items)
    assert [item for item in found if not isinstance(item, Row)] == []
    defaults = Defaults(TODAY, source=told.source, platform=told.platform)
    return [statement_of(row.line, row.record, defaults) for row in found if isinstance(row, Row)]


def wanted(said: Record) -> tuple[object, ...]:
    """Return the values of a record that must read back; a status may be derived from them."""
    release = (said.release_type, said.region, said.platform)
    origin = (said.source, said.url, said.reported_on, said.confidence)
    leaving = (said.leaves, said.leaves_source, said.leaves_confidence) if said.leaves else None
    dates = (said.date, leaving)
    naming = (said.title, said.season, said.part, said.kind, said.year, said.slug)
    return (*naming, *release, *dates, *origin, said.tags)


def got(statement: Statement) -> tuple[object, ...]:
    (release,) = statement.releases
    said = statement.origin
    origin = (said.source, said.url, said.reported_on, said.confidence)
    naming = (
        *(statement.title, statement.season, statement.part),
        *(statement.kind, statement.year, statement.handle),
    )
    leaving = None
    if release.leaves is not None:
        leaving = (release.leaves.text, said.source, said.confidence)
    for other in statement.by_others:
        (left,) = other.releases
        assert left.key == release.key
        assert left.leaves is not None
        leaving = (left.leaves.text, other.origin.source, other.origin.confidence)
    dates = ((release.date or TBA).text, leaving)
    return (*naming, *release.key, *dates, *origin, statement.tags)


def test_event_reads_back_as_its_record() -> None:
    said = film(date="2021-early", url="https://example.com/a", tags=("a", "b c"), leaves="2022",
                leaves_source="Variety", leaves_confidence="rumor")  # fmt: skip
    told = FileContext("f.ics", TODAY, source="Me", platform="Hulu")
    assert [got(statement) for statement in statements_in(written(said), told)] == [wanted(said)]


def status_of(statement: Statement) -> str:
    """Return the status after folding this statement alone."""
    origin = statement.origin
    told = report(
        creation(statement, str),
        source=origin.source,
        reported_on=origin.reported_on,
        confidence=origin.confidence,
    )
    return fold_existing("k", [told]).status


def _kept(text: str) -> str | None:
    try:
        return clean("title", text)
    except TextError:
        return None


# Texts that programs treat specially, and texts in any script.
BITS = (",", ";", "\\", "\\n", "\\,", ":", '"', "%2C", "^n", "\u202e", "\u200f", "\U0001f468\u200d")
TEXTS = (
    (st.text(max_size=60) | st.lists(st.sampled_from(BITS) | st.text(max_size=3)).map("".join))
    .map(lambda text: _kept(text) or "Dune")
    .flatmap(lambda text: st.sampled_from([text, text, f"{text} " * 12 + text]))
)
URLS = st.sampled_from([None, "https://example.com/a?b=1,2;c"]) | TEXTS.map(url_or_none)


@st.composite
def records(draw: st.DrawFn) -> Record:
    numbers = st.none() | st.integers(0, 9999)
    leaves = draw(st.sampled_from([None, "2022", "2022-01-01?"]))
    return record(
        title=draw(TEXTS),
        slug=draw(st.sampled_from(["dune", "dune-2021", "\u7247"])),
        kind=draw(st.sampled_from(Kind)),
        status=draw(st.sampled_from([Stage.SCHEDULED, Stage.RELEASED, *Stage])),
        season=draw(numbers),
        part=draw(numbers),
        year=draw(st.none() | st.integers(1800, 2999)),
        platform=draw(st.none() | st.just("Netflix") | TEXTS),
        release_type=draw(st.sampled_from([None, *ReleaseType])),
        region=draw(st.sampled_from([None, "US", "JP"])),
        # 0001-01-01 means no date in a file.
        date=draw(st.sampled_from(DATES) | st.dates(date(1, 1, 2)).map(str)),
        leaves=leaves,
        leaves_source=draw(st.none() | TEXTS) if leaves else None,
        leaves_confidence=draw(st.sampled_from(Confidence)) if leaves else None,
        tags=draw(st.sampled_from([(), ("a",), ("a", "\u00e9; b")])),
        source=draw(st.none() | TEXTS),
        url=draw(URLS),
        reported_on=draw(st.sampled_from(["2019-05-02", "2020", "2020-12", "2021-01-07"])),
        confidence=draw(st.sampled_from(Confidence)),
    )


@given(st.lists(records(), max_size=4), st.booleans())
def test_any_written_calendar_reads_back(said: list[Record], tentative: bool) -> None:  # noqa: FBT001
    text = written(*said, tentative=tentative)
    assert text == written(*said, tentative=tentative)
    assert max(map(len, text.encode().split(b"\r\n"))) <= 75
    shown = [each for each in said if is_shown(each, tentative=tentative)]
    found = statements_in(text)
    assert list(map(got, found)) == list(map(wanted, shown))
    assert list(map(status_of, found)) == [each.status for each in shown]


@given(st.lists(records(), max_size=4))
def test_icalendar_parses_any_written_calendar(said: list[Record]) -> None:
    shown = [each for each in said if is_shown(each, tentative=True)]
    calendar = Calendar.from_ical(written(*said))
    assert calendar.errors == []
    assert [one.errors for one in calendar.events] == [[]] * len(shown)
    for one, each in zip(calendar.events, shown, strict=True):
        last = one.end - timedelta(days=1)
        assert (iso(one.start), iso(last)) == (each.earliest, each.latest)
        assert str(one["SUMMARY"]).startswith(each.title)


def events_in(text: str) -> list[str]:
    return text.split("BEGIN:VEVENT\r\n")[1:]


@given(st.lists(records(), min_size=2, max_size=4), st.sampled_from(["2021-01-08", "2022-02-01"]))
def test_changed_date_changes_only_its_own_event(said: list[Record], day: str) -> None:
    before = [each for each in said if is_shown(each, tentative=True)]
    after = [record(**each._asdict() | {"date": day}) for each in before[:1]] + before[1:]
    pairs = zip(before, after, events_in(written(*before)), events_in(written(*after)), strict=True)
    for old, new, old_event, new_event in pairs:
        assert (old == new) == (old_event == new_event)


def test_contested_release_states_who_names_it() -> None:
    said = record(platform="Hulu", source="Reddit", confidence="rumor", contested=True)
    assert said_in(said, "SUMMARY", "DESCRIPTION", "STATUS") == [
        "SUMMARY:Cobra Kai: season 3\\, says Reddit\\, rumor",
        "DESCRIPTION:Upcoming season (Hulu). Reddit\\, rumor\\, 2020-10-02.",
        "STATUS:TENTATIVE",
    ]
    assert said_in(film(contested=True, release_type="theatrical"), "SUMMARY") == [
        "SUMMARY:Dune (Theatrical Release)\\, says Netflix\\, official"
    ]


def test_date_that_narrows_a_firmer_one() -> None:
    within = Within("2021-early", "Netflix", Confidence.OFFICIAL)
    said = record(source="TVmaze", confidence="listed", within=within)
    assert said_in(said, "DESCRIPTION") == [
        (
            "DESCRIPTION:Upcoming season (Netflix). TVmaze\\, listed\\, 2020-10-02. "
            "Within early 2021\\, says Netflix (official)."
        )
    ]


# The days on which releases leave


def leaving(said: Record, *, is_alone: bool = False) -> list[str]:
    """Return the unfolded lines of the event of a release that leaves."""
    made = event(said)._replace(is_leaving=True, is_alone=is_alone)
    return "".join(lines([made], tentative=True)).replace("\r\n ", "").split("\r\n")


def test_event_on_the_day_on_which_a_release_leaves() -> None:
    said = record(leaves="2021-01-31", tags=("a",), status="released")
    found = leaving(said)
    assert found[6] != written(said).split("\r\n")[6]  # the UID
    assert found[11:-2] == [
        "DTSTART;VALUE=DATE:20210131",
        "DTEND;VALUE=DATE:20210201",
        "SUMMARY:Cobra Kai: season 3 leaves Netflix",
        "DESCRIPTION:Leaving (Netflix). Netflix\\, official\\, 2020-10-02.",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "CATEGORIES:Netflix",
        *(line for line in leaving(said, is_alone=True)[18:-2] if "X-SLATE-TAGS" not in line),
    ]
    assert [line for line in found if line.startswith("X-SLATE-")] == [
        *("X-SLATE-TITLE:Cobra Kai", "X-SLATE-SLUG:cobra-kai-s3", "X-SLATE-KIND:series"),
        *("X-SLATE-SEASON:3", "X-SLATE-PLATFORM:Netflix", "X-SLATE-RELEASE-TYPE:streaming"),
        *("X-SLATE-LEAVES:2021-01-31", "X-SLATE-SOURCE:Netflix"),
        *("X-SLATE-REPORTED-ON:2020-10-02", "X-SLATE-CONFIDENCE:official"),
    ]


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({"platform": None, "release_type": None}, "Dune leaves"),
        ({"region": "GB"}, "Dune leaves Netflix (GB)"),
        ({"release_type": "physical"}, "Dune leaves Netflix (disc)"),
        ({"platform": None, "release_type": "theatrical"}, "Dune leaves theaters"),
    ],
)
def test_summary_of_a_release_that_leaves(fields: dict[str, str | None], summary: str) -> None:
    assert f"SUMMARY:{summary}" in leaving(film(leaves="2021-01-31", **fields))


@pytest.mark.parametrize(
    ("status", "confidence", "expected"),
    [
        ("released", "official", []),
        ("released", "rumor", ["X-SLATE-STATUS:released"]),
        ("ended", "official", ["X-SLATE-STATUS:ended"]),
    ],
)
def test_an_event_on_its_own_has_a_status_that_does_not_follow(
    status: str, confidence: str, expected: list[str]
) -> None:
    said = film(leaves="2021-01-31", status=status, confidence=confidence, date="TBA")
    found = leaving(said, is_alone=True)
    assert [line for line in found if line.startswith("X-SLATE-STATUS")] == expected
    assert not any(line.startswith("X-SLATE-STATUS") for line in leaving(said))


@pytest.mark.parametrize(
    ("leaves", "tentative", "shown"),
    [
        ("2021-01-31", False, True),
        ("2021-01", False, False),
        ("2021-01", True, True),
        ("2021-01/..", True, False),
        (None, True, False),
    ],
)
def test_which_days_of_leaving_are_shown(
    leaves: str | None, *, tentative: bool, shown: bool
) -> None:
    said = film(date="2020-12-04", leaves=leaves)
    assert is_shown(said, tentative=tentative, leaving=True) is shown
