from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.ledger.new_information import SourceStatements
from slate.domain.reports.report import Report, Said
from tests.domain.slates import report

ROW: dict[str, Any] = {
    "status": "scheduled",
    "year": 2021,
    "releases": {"streaming||Netflix": {"date": "2021-10-22", "leaves": "2023"}},
    "tags": {"scifi": True},
    "ids": {"imdb": "tt1160419"},
}


def _news(said: dict[str, Any], *before: Report, **more: Any) -> Said:  # noqa: ANN401
    draft = report(said, batch="new", reported_on="2021-01-06", **more)
    return SourceStatements(draft, before).news()


def test_what_was_never_said_is_new() -> None:
    assert _news(ROW) == ROW


def test_what_was_said_is_no_news() -> None:
    assert _news(ROW, report(ROW)) == {}
    assert _news(ROW, report(ROW), report({}, n=2)) == {}


@pytest.mark.parametrize(
    ("change", "news"),
    [
        ({"status": "released"}, {"status": "released"}),
        ({"year": None}, {"year": None}),
        ({"tags": {"scifi": True, "epic": True}}, {"tags": {"epic": True}}),
        ({"tags": {"scifi": None}}, {"tags": {"scifi": None}}),
        ({"ids": {"imdb": "tt2"}}, {"ids": {"imdb": "tt2"}}),
        (
            {"releases": {"streaming||Netflix": {"date": "2021-11", "leaves": "2023"}}},
            {"releases": {"streaming||Netflix": {"date": "2021-11"}}},
        ),
        (
            {"releases": {"streaming||Netflix": {"date": None}}},
            {"releases": {"streaming||Netflix": {"date": None}}},
        ),
        (
            {"releases": {"streaming||Netflix": None}},
            {"releases": {"streaming||Netflix": None}},
        ),
        ({"releases": {"tv||": {}}}, {"releases": {"tv||": {}}}),
        # A platform in another case is the same one.
        ({"releases": {"streaming||NETFLIX": {"date": "2021-10-22"}}}, {}),
        ({"releases": {"streaming||Netflix": {}}}, {}),
        # Nothing to take back: nothing was said.
        ({"kind": None}, {}),
        ({"tags": {"epic": None}}, {}),
        # But for a release that others have named: it moves.
        ({"releases": {"tv||": None}}, {"releases": {"tv||": None}}),
    ],
)
def test_only_what_differs_is_news(change: dict[str, Any], news: dict[str, Any]) -> None:
    assert _news(ROW | change, report(ROW)) == news


def test_another_source_says_the_same_for_the_first_time() -> None:
    assert _news(ROW, report(ROW, source="Deadline")) == ROW
    assert _news(ROW, report(ROW, source=None), source="Deadline") == ROW
    assert _news(ROW, report(ROW, source=None), source=None) == {}


def test_another_confidence_is_news() -> None:
    said = {"year": 2021}

    assert _news(said, report(said, confidence="rumor")) == said
    assert _news(said, report(said), confidence="official") == said
    # Only the last one counts.
    sure = report(said, confidence="official", n=2, batch="b2")
    assert _news(said, report(said), sure) == said


def test_what_was_said_later_is_not_known_yet_on_that_day() -> None:
    later = report({"year": 2022}, reported_on="2021-01-07")

    assert _news({"year": 2021}, report({"year": 2021}), later) == {}
    assert _news({"year": 2022}, report({"year": 2021}), later) == {"year": 2022}


def test_what_was_said_before_its_last_word_is_news_again() -> None:
    first, second = report({"year": 2021}, batch="a"), report({"year": 2022}, batch="b")

    assert _news({"year": 2021}, first, second) == {"year": 2021}


def test_what_was_taken_back_is_news_again() -> None:
    row = {"releases": {"streaming||Netflix": {"date": "2021"}}, "tags": {"scifi": True}}
    told = report(row, batch="a")

    assert _news(row, told, report(None, batch="b")) == row
    dropped = report({"releases": {"streaming||Netflix": None}, "tags": None}, batch="b")
    assert _news(row, told, dropped) == row
    assert _news({"releases": {"streaming||Netflix": None}}, told, dropped) == {}
    # Without a date, too.
    bare: dict[str, Any] = {"releases": {"streaming||Netflix": {}}}
    assert _news(bare, told, dropped) == bare


def test_a_file_that_says_two_things_of_one_field_has_said_both() -> None:
    rows = report({"year": 2020}, n=1), report({"year": 2021}, n=2)

    assert _news({"year": 2020}, *rows) == {}
    assert _news({"year": 2021}, *rows) == {}
    assert _news({"year": 2022}, *rows) == {"year": 2022}


def test_a_file_that_dates_a_release_and_takes_the_date_back_has_said_both() -> None:
    dated = {"releases": {"streaming||Netflix": {"date": "2021"}}}
    undated: dict[str, Any] = {"releases": {"streaming||Netflix": {"date": None}}}
    rows = report(dated, n=1), report(undated, n=2)

    assert _news(dated, *rows) == {}
    assert _news(undated, *rows) == {}


@pytest.mark.parametrize(
    ("said", "overtaken", "last"),
    [
        ({"year": 2020}, True, False),
        ({"year": 2021}, False, True),
        ({"year": 2022}, False, False),
        # Of each thing that is said; what was said once is no repetition of two.
        ({"status": "filming", "tags": {"a": True}}, False, False),
        ({"status": "filming", "tags": {"a": True}, "year": 2020}, True, False),
        ({"year": 2020, "releases": {"||": {"date": "2022"}}}, True, True),
        ({}, False, False),
    ],
)
def test_what_one_file_has_said_beside_another_thing(
    said: dict[str, Any], *, overtaken: bool, last: bool
) -> None:
    rows = [
        report({"year": 2020, "status": "filming", "releases": {"||": {"date": "2021"}}}, n=1),
        report({"year": 2021, "releases": {"||": {"date": "2022"}}}, n=2),
    ]
    words = SourceStatements(report(said, batch="new"), rows)

    assert (words.repeats(last=False), words.repeats(last=True)) == (overtaken, last)
    # Surer, it is another thing.
    surer = SourceStatements(report(said, batch="new", confidence="official"), rows)
    assert not surer.repeats(last=False)
    assert not surer.repeats(last=True)
    # A later file that says one of them leaves only that.
    alone = SourceStatements(
        report(said, batch="new"), [*rows, report({"year": 2020}, n=3, batch="c")]
    )
    assert alone.repeats(last=False) is (said.get("releases") == {"||": {"date": "2021"}})


def test_what_a_file_says_again_is_its_last_word() -> None:
    rows = [report({"year": year}, n=n) for n, year in enumerate((2020, 2021, 2020), 1)]
    words = SourceStatements(report({"year": 2020}, batch="new"), rows)

    assert (words.repeats(last=False), words.repeats(last=True)) == (False, True)


def test_what_a_file_has_overtaken_is_news_alone() -> None:
    rows = [report({"year": year, "tags": {"a": True}}, n=n) for n, year in ((1, 2020), (2, 2021))]
    for batch, news in (("b1", {}), ("b2", {"year": 2020})):
        words = SourceStatements(report({"year": 2020, "tags": {"a": True}}, batch="new"), rows)
        assert words.news() == {}
        assert words.returns(batch) == news
    words = SourceStatements(report({"year": 2021, "tags": {"a": True}}, batch="new"), rows)
    assert words.returns("b2") == {}


@pytest.mark.parametrize(
    ("note", "url", "known"),
    [
        (None, None, True),
        ("as it says", "https://example.com/a", True),
        ("as it says", None, False),
        (None, "https://example.com/a", False),
        ("more", "https://example.com/a", False),
    ],
)
def test_a_note_or_a_link_may_be_the_news(
    note: str | None,
    url: str | None,
    known: bool,  # noqa: FBT001 -- a table
) -> None:
    told = report({}, note="as it says", url="https://example.com/a")

    assert SourceStatements(report({}, note=note, url=url), [told]).has_noted is known


# Files that are imported again and again

WHEN = st.sampled_from(("2021", "2022", "2021-10"))
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "status": st.sampled_from(("filming", "released")),
            "releases": st.dictionaries(
                st.sampled_from(("streaming||Netflix", "streaming||NETFLIX", "||")),
                st.fixed_dictionaries({}, optional={"date": WHEN, "leaves": WHEN}),
            ),
            "tags": st.dictionaries(st.sampled_from("ab"), st.just(value=True)),
            "ids": st.dictionaries(st.just("imdb"), st.sampled_from(("1", "2"))),
        },
    ),
    max_size=4,
)


def _import(reports: list[Report], source: str, rows: list[dict[str, Any]]) -> list[Report]:
    """Record what is new in the rows of a file, each as one report of one batch."""
    before = len(reports)
    batch = f"b{before:03}"
    for row in rows:
        draft = report(row, source=source, batch=batch, n=len(reports))
        fresh = SourceStatements(draft, reports).news()
        if fresh:
            reports = [*reports, draft._replace(said=fresh)]
    return reports


@given(ROWS, ROWS)
def test_two_unchanged_files_that_disagree_give_no_news_after_the_first_time(
    one: list[dict[str, Any]], other: list[dict[str, Any]]
) -> None:
    reports = _import([report({"title": "Dune"}, source="us")], "Netflix", one)
    first = reports = _import(reports, "Deadline", other)
    for _ in range(2):
        reports = _import(_import(reports, "Netflix", one), "Deadline", other)

    assert reports == first
