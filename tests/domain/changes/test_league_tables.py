from slate.domain.changes.history import Step, history_of
from slate.domain.changes.league_tables import (
    PLATFORM_COLUMNS,
    SORTS,
    TITLE_COLUMNS,
    PlatformRow,
    Ranked,
    SlipHistory,
    TitleRow,
    rank_platforms,
    rank_titles,
)
from slate.domain.changes.slips import HowFar, Unmeasured
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.fold import fold_existing
from slate.domain.queries.selection import record_of
from slate.domain.titles.record import Record
from slate.domain.titles.release_key import ReleaseKey
from tests.domain.slates import TODAY, report


def _life(title: str, *told: str) -> SlipHistory:
    """Return a slip history of dates in order: `Netflix 2021-01`, or `Netflix` without a date."""
    reports = []
    for n, text in enumerate(told, 1):
        platform, _, when = text.partition(" ")
        said = {"title": title, "releases": {f"||{platform}": {"date": when} if when else {}}}
        reports.append(report(said, reported_on=f"2020-01-{n:02}", batch=f"b{n}"))
    steps: list[Step] = list(history_of("k", reports))
    shown = fold_existing("k", reports)
    record: Record = record_of(title.lower(), shown, shown.headline, TODAY, None)
    return record, steps


LIVES = [
    _life("Dune", "Hulu", "Hulu 2021-01-01", "Hulu 2021-01-03", "Hulu 2021-Q2"),
    _life("Akira", "Netflix 2021-01-01", "Netflix 2021-02-01", "Netflix 2021-01-15"),
    _life("Mank", "netflix", "netflix 2021-01-01"),
    _life("Roma", "Hulu 2021-01-01", "Hulu 2021-01-08", "Hulu 2021-01-12"),
    _life("Lost", "Max 2021-02-01", "Max 2021-01-01"),
    _life("Void", "Peacock", "Peacock"),
    _life("Zorro", " 2021-01-01", " 2021-01-02"),
]


QUARTER = Distance(1, Unit.QUARTER, later=True)


def _any(_: ReleaseKey) -> bool:
    return True


def _names(rows: list[TitleRow] | list[PlatformRow]) -> list[str]:
    ranked: list[Ranked] = [*rows]
    return [row.name for row in ranked]


def test_titles_rank_by_slips_then_by_distance() -> None:
    rows = rank_titles(LIVES, _any, None)
    assert _names(rows) == ["Roma", "Dune", "Akira", "Zorro"]
    assert dict(zip(TITLE_COLUMNS, rows[1].row, strict=True)) == {
        "slug": "dune",
        "title": "Dune",
        "slips": 2,
        "days": 2,
        "advanced": 0,
        "first_said": "2020-01-01",
        "first_dated": "2020-01-02",
        "first_date": "2021-01-01",
        "date": "2021-Q2",
        "longest": 2,
        "median": 2,
        "wait": 1,
        "others": (QUARTER,),
        "season": None,
        "part": None,
        "platform": "Hulu",
    }


def test_rank_titles_by_each_sort() -> None:
    expected = {
        "slips": ["Roma", "Dune", "Akira", "Zorro"],
        "days": ["Akira", "Roma", "Dune", "Zorro"],
        "longest": ["Akira", "Roma", "Dune", "Zorro"],
        "median": ["Akira", "Roma", "Dune", "Zorro"],
        # Includes titles that never slipped.
        "advanced": ["Akira", "Lost"],
        "wait": ["Dune", "Mank"],
    }
    assert {sort: _names(rank_titles(LIVES, _any, sort)) for sort in SORTS} == expected


def test_rank_platforms_by_slips() -> None:
    rows = rank_platforms(LIVES, _any, None)
    assert [row.row for row in rows] == [
        (2, 4, 13, 0, "Hulu", 7, 4, 1, (QUARTER,)),
        (1, 1, 31, 1, "Netflix", 31, 31, 1, ()),
        (1, 1, 1, 0, None, 1, 1, 0, ()),
    ]
    assert len(PLATFORM_COLUMNS) == len(rows[0].row)
    assert _names(rows) == ["Hulu", "Netflix", "no service"]
    assert _names(rank_platforms(LIVES, _any, "wait")) == ["Hulu", "Netflix"]


def test_slip_counts_for_the_platform_at_the_time() -> None:
    life = _life("Dune", "Hulu 2021-01-01", "Hulu 2021-01-08")
    moved = {"releases": {"||Hulu": None, "||Netflix": {"date": "2021-02-01"}}}
    reports = [step.report for step in life[1]] + [report(moved, reported_on="2020-02-01")]
    told = [(life[0], list(history_of("k", reports)))]
    assert [(row.platform, row.totals.each) for row in rank_platforms(told, _any, None)] == [
        ("Netflix", (24,)),
        ("Hulu", (7,)),
    ]
    fits = [row.row[:4] for row in rank_titles(told, lambda key: key.platform == "Hulu", None)]
    assert fits == [("dune", "Dune", 1, 7)]
    on_hulu = rank_platforms(told, lambda key: key.platform == "Hulu", None)
    assert [(row.platform, row.totals.each) for row in on_hulu] == [("Hulu", (7,))]


def test_corrections_of_past_dates_are_not_ranked() -> None:
    told = [_life("Laputa", "Hulu 1986-08-02", "Hulu 1991-07-19", "Hulu 1989-04-01")]
    for sort in SORTS:
        assert rank_titles(told, _any, sort) == []
        assert rank_platforms(told, _any, sort) == []


def test_slips_of_a_platform_not_measured_in_days_sort_by_text() -> None:
    told = [
        _life("Dune", "Hulu 2021-01", "Hulu 2021-03", "Hulu 2022-01", "Hulu 2022-Q2"),
        _life("Mank", "Hulu 2021-01/2021-02", "Hulu 2021-03/2021-04"),
    ]
    (row,) = rank_platforms(told, _any, None)
    expected: list[HowFar] = [
        QUARTER,
        Distance(10, Unit.MONTH, later=True),
        Distance(2, Unit.MONTH, later=True),
        Unmeasured(parse_date("2021-01/2021-02"), parse_date("2021-03/2021-04")),
    ]
    assert list(row.totals.others) == expected


def test_median_of_an_even_number_of_slips_is_the_mean_of_two() -> None:
    told = ("Hulu 2021-01-01", "Hulu 2021-01-02", "Hulu 2021-01-04")
    (row,) = rank_titles([_life("Dune", *told)], _any, None)
    assert row.totals.median == 1.5


def test_no_median_without_slips_measured_in_days() -> None:
    (row,) = rank_titles([_life("Dune", "Hulu 2021", "Hulu 2022")], _any, None)
    assert (row.totals.median, row.totals.longest) == (None, None)
