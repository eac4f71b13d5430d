"""Track records against a naive recount, and against each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.changes.history import history_of
from slate.domain.changes.judged_claims import JudgedClaim, judged_claims
from slate.domain.changes.made_claims import claims_made
from slate.domain.changes.slips import without_corrections
from slate.domain.changes.track_records import KEYS, TrackRecord
from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.fold import fold_existing
from slate.domain.queries.query import Query
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.stages import STAGES, Stage
from slate.domain.titles.title import Title
from slate.store.slate import Slate
from slate.usecases.sources import track_sources
from tests.domain import slates
from tests.domain.slates import report
from tests.store.folding import stored

# All days that the dates below may span; open ends are cut off here.
_FIRST, _LAST = date(2020, 10, 1), date(2022, 3, 31)
_DATES = (
    *("2020-11-20", "2020-12-05", "2021-01-08", "2021-01-08?", "2021-01-20", "2021-02-12"),
    *("2020-12", "2021-01", "2021-01-mid", "2021-Q1", "2021", "2020-12/2021-01"),
    *("2021-01/..", "../2021-01", None),
)
_SOURCES = ("Netflix", "NETFLIX", "Variety", "Reddit", None)
_RELEASES = ("streaming||Netflix", "theatrical||")


@st.composite
def _told(draw: st.DrawFn) -> list[Report]:
    """Draw reports on the dates of two releases, and on the status, of one title."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(_RELEASES),
                st.sampled_from(_DATES),
                st.sampled_from((*_SOURCES, *_SOURCES[:4])),
                st.sampled_from(Confidence),
                st.integers(0, 150),
                st.none() | st.none() | st.sampled_from(Stage),
            ),
            min_size=1,
            max_size=9,
        )
    )
    return [
        report(
            {"title": "Alpha", "releases": {key: {"date": when}}}
            | ({} if stage is None else {"status": stage}),
            source=source,
            confidence=confidence,
            reported_on=str(_FIRST + timedelta(after)),
            recorded_at="2021-06-01T12:00:00.000000Z",
            batch=f"b{n}",
        )
        for n, (key, when, source, confidence, after, stage) in enumerate(steps)
    ]


@cache
def _days(text: str | None) -> frozenset[date]:
    when = parse_date(text or "TBA")
    every = (_FIRST + timedelta(n) for n in range((_LAST - _FIRST).days + 1))
    first, last = when.earliest or _FIRST, when.latest or _LAST
    return frozenset(day for day in every if when.known and first <= day <= last)


def _dates_in(given: Report) -> Iterator[tuple[str, str | None]]:
    for key, item in ((given.said or {}).get("releases") or {}).items():
        yield key, item["date"]


def _made(reports: Sequence[Report], key: str) -> list[tuple[str, Report, frozenset[date]]]:
    """Return the claims on a release: the folded name of the source, the report and the days."""
    found = []
    firm: dict[str, Any] = {}
    rumors: dict[str, Any] = {}
    for each in reports:
        for name, text in _dates_in(each):
            if name != key or each.source is None:
                continue
            source, days = each.source.lower(), _days(text)
            if days and days not in (firm.get(source), rumors.get(source)):
                found.append((source, each, days))
            if each.confidence == "rumor":
                rumors[source] = days
            else:
                firm[source] = days
                rumors.pop(source, None)
    return found


def _moves(reports: Sequence[Report], key: str) -> list[tuple[Any, ...]]:
    """Return where the date of a release slipped or advanced: after which report, and the days."""
    return [
        (number, change.name, *(_days(when.text) for when in change.dates))
        for number, step in enumerate(without_corrections(history_of("k", reports)))
        for change in step.differences
        if change.name in {"slipped", "advanced"} and str(change.release) == key
    ]


def _truth(title: Title, key: str, today: date) -> tuple[frozenset[date], date | None]:
    """Return the days of the truth, and the day on which the release was out if it is settled."""
    release = next((each for each in title.releases if str(each.key) == key), None)
    if release is None or release.dates.base is None:
        return frozenset(), None
    base = release.dates.base
    if base.report.confidence in {"rumor", "listed"}:
        return frozenset(), None
    days = _days(base.date.text)
    stated = [
        (STAGES[claim.value].out, date.fromisoformat(claim.report.reported_on))
        for claim in title.status_claims
        if claim.value and claim.report.confidence != "rumor"
    ]
    is_open = base.date.latest is None
    said_out = [day for is_out, day in stated if is_out and day >= min(days)]
    if title.status_said and title.status in {"released", "ended"} and said_out:
        return days, min([*said_out, *([] if is_open else [max(days)])])
    denied = title.status_said and (
        title.status in {"canceled", "on-hold"}
        or any(not is_out and day > max(days) for is_out, day in stated)
    )
    if title.status_said and title.status in {"released", "ended"}:
        denied = False
    passed = not is_open and today >= max(days) + timedelta(30)
    return days, max(days) if passed and not denied else None


def _recount(reports: Sequence[Report], today: date) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each claim on a date that counts."""
    ordered = sorted(reports, key=lambda each: each.order)
    title = fold_existing("k", ordered)
    for key in _RELEASES:
        truth, out_by = _truth(title, key, today)
        moves = _moves(ordered, key)
        counted = [
            (source, each, days)
            for source, each, days in _made(ordered, key)
            for said_on in [date.fromisoformat(each.reported_on)]
            if said_on <= max(days) and (out_by is None or said_on <= out_by)
        ]
        for source, each, days in counted:
            number = ordered.index(each)
            left = [
                name
                for at, name, before, after in moves
                if at > number and before <= days and not after <= days
            ]
            if truth and truth <= days:
                verdict = "open" if out_by is None else "right"
            elif left:
                verdict = left[-1]
            else:
                verdict = "open" if out_by is None or truth & days else "wrong"
            same = [other.reported_on for _, other, its in counted if its == days]
            yield (
                *(source, key, days, verdict, each.reported_on == min(same)),
                _ahead(ordered, key, source, each, days),
            )


def _ahead(
    ordered: Sequence[Report], key: str, source: str, claim: Report, days: frozenset[date]
) -> int | None:
    for each in ordered:
        for name, text in _dates_in(each):
            if name == key and each.confidence == "official" and text and _days(text) <= days:
                if (each.source or "").lower() == source:
                    return None
                return (
                    date.fromisoformat(each.reported_on) - date.fromisoformat(claim.reported_on)
                ).days
    return None


def _row(found: JudgedClaim) -> tuple[Any, ...]:
    assert found.release is not None
    key = str(found.release.key)
    text = dict(_dates_in(found.report))[key]
    return (*(found.source.lower(), key, _days(text), found.verdict, found.is_first, found.ahead),)


@settings(suppress_health_check=list(HealthCheck))
@given(_told(), st.integers(150, 400))
def test_verdicts_agree_with_a_naive_recount(reports: list[Report], after: int) -> None:
    today = _FIRST + timedelta(after)
    found = [each for each in judged_claims("k", reports, today) if each.release is not None]
    assert Counter(map(_row, found)) == Counter(_recount(reports, today))


@given(_told(), st.sampled_from(Confidence))
def test_a_repeated_claim_is_one_claim(reports: list[Report], confidence: Confidence) -> None:
    first = min(reports, key=lambda each: each.order)
    again = first._replace(confidence=confidence, n=2)
    once, twice = (
        [len(release.dates.made) for release in claims_made("k", its).releases]
        for its in (reports, [*reports, again])
    )
    if confidence.is_rumor or not first.rumored:
        assert once == twice
    else:
        # What is firm stands beside later rumors of its source, which may repeat it, too.
        assert len(once) == len(twice)
        assert all(fewer <= number for number, fewer in zip(once, twice, strict=True))


def _rows(slate: Slate, query: Query, *keys: str) -> list[TrackRecord]:
    return list(track_sources(slate, query, keys, None).rows)


def _counts(row: TrackRecord) -> Counter[str]:
    """Return everything that can be added up over rows."""
    counts = Counter({f"date {name}": number for name, number in row.dates.items()})
    counts.update({f"status {name}": number for name, number in row.statuses.items()})
    return counts + Counter({"first": row.first})


def _sums(rows: Sequence[TrackRecord], places: Sequence[int]) -> dict[Any, Counter[str]]:
    """Return the sums of the rows that have the same names, in some places of their keys."""
    sums: dict[Any, Counter[str]] = {}
    for row in rows:
        names = tuple((row.keys[place] or "").lower() for place in places)
        sums.setdefault(names, Counter()).update(_counts(row))
    return sums


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(slates.slates())
def test_rows_add_up_however_they_are_grouped(reports: list[Report]) -> None:
    with stored(reports) as (connection, _):
        slate = Slate(connection, slates.TODAY)
        whole = _rows(slate, Query(), *KEYS)
        assert _sums(_rows(slate, Query(), "source"), [0]) == _sums(whole, [0])
        assert _sums(_rows(slate, Query(), "source", "platform"), [0, 1]) == _sums(whole, [0, 1])
        assert _sums(_rows(slate, Query(), "source", "kind"), [0, 1]) == _sums(whole, [0, 2])
        for kind in {row.keys[2] for row in whole}:
            there = [row for row in whole if row.keys[2] == kind]
            filtered = _rows(slate, Query(kinds=(kind,)), "source")  # type: ignore[arg-type]
            assert _sums(filtered, [0]) == _sums(there, [0])
        for platform in {row.keys[1] for row in whole} - {None}:
            assert platform is not None
            there = [row for row in whole if row.keys[1] == platform]
            filtered = _rows(slate, Query(platforms=(platform,)), "source")
            dates, expected = (
                {row.keys[0]: row.dates for row in rows if row.claims}
                for rows in (filtered, [*_rows_by_source(there)])
            )
            assert dates == expected


def _rows_by_source(rows: Sequence[TrackRecord]) -> Iterator[TrackRecord]:
    sums: dict[str | None, TrackRecord] = {}
    for row in rows:
        sums.setdefault(row.keys[0], TrackRecord(row.keys[:1])).dates.update(row.dates)
    yield from sums.values()
