from datetime import date

import pytest

from slate.domain.dates.day_span import ANY_TIME, Span, parse_span, usual_span
from slate.domain.errors import FutureSpanError, SpanError, WindowError

TODAY = date(2021, 1, 7)  # a Thursday


@pytest.mark.parametrize(
    ("since", "until", "span"),
    [
        (None, None, (None, None)),
        ("7d", None, ("2020-12-31", None)),
        ("2w", None, ("2020-12-24", None)),
        ("monday", None, ("2021-01-04", None)),
        ("thursday", None, ("2020-12-31", None)),
        ("yesterday", None, ("2021-01-06", None)),
        ("today", None, ("2021-01-07", None)),
        ("2020-12", None, ("2020-12-01", None)),
        ("december", None, ("2020-12-01", None)),
        ("2020-12", "2020-12", ("2020-12-01", "2020-12-31")),
        (None, "2020", (None, "2020-12-31")),
        ("../2020-12", "2020-12/..", (None, None)),
    ],
)
def test_parse_span_returns_first_and_last_day(
    since: str | None, until: str | None, span: tuple[str | None, str | None]
) -> None:
    found = parse_span(since, until, TODAY)
    assert tuple(day and day.isoformat() for day in found) == span


def test_usual_span_is_the_last_week_and_stops_at_the_first_day_of_the_calendar() -> None:
    assert usual_span(TODAY) == Span(date(2020, 12, 31))
    assert usual_span(date(1, 1, 3)) == Span(date.min)


@pytest.mark.parametrize(
    ("span", "inside"),
    [
        (ANY_TIME, [True, True, True, True]),
        (Span(date(2021, 1, 1)), [False, True, True, True]),
        (Span(None, date(2021, 1, 5)), [True, True, True, False]),
        (Span(date(2021, 1, 1), date(2021, 1, 5)), [False, True, True, False]),
    ],
)
def test_span_holds_its_first_and_last_day(span: Span, inside: list[bool]) -> None:
    days = ("2020-12-31", "2021-01-01", "2021-01-05", "2021-01-06")
    assert [span.holds(day) for day in days] == inside


@pytest.mark.parametrize(
    ("span", "phrase"),
    [
        (Span(date(2021, 1, 1)), "since 2021-01-01"),
        (Span(date(2021, 1, 1), date(2021, 1, 1)), "on 2021-01-01"),
        (Span(date(2021, 1, 1), date(2021, 1, 5)), "from 2021-01-01 to 2021-01-05"),
        (Span(None, date(2021, 1, 5)), "until 2021-01-05"),
        (Span(), "at any time"),
    ],
)
def test_phrase_of_a_span(span: Span, phrase: str) -> None:
    assert span.phrase == phrase


def test_parse_span_refuses_future_and_reversed_spans() -> None:
    with pytest.raises(FutureSpanError, match=r'^"2021-02" is in the future; today is 2021-01-07'):
        parse_span("2021-02", None, TODAY)
    with pytest.raises(SpanError, match=r"^the last day, 2020-12-31, lies before"):
        parse_span("2021", "2020", TODAY)
    with pytest.raises(WindowError):
        parse_span("10/7/2008", None, TODAY)
