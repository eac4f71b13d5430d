from collections.abc import Iterable
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.new_information import SourceStatements, said_before
from slate.domain.reports.report import Report, Said
from tests.domain.slates import report


def statements(draft: Report, reports: Iterable[Report]) -> SourceStatements:
    return SourceStatements(draft, said_before(draft, reports))


ROW: dict[str, Any] = {
    "status": "scheduled",
    "year": 2021,
    "releases": {"streaming||Netflix": {"date": "2021-10-22", "leaves": "2023"}},
    "tags": {"scifi": True},
    "credits": {"cast|A": True, "cast|B": 2, "cast|C": 3},
    "ids": {"imdb": "tt1160419"},
}


def _news(said: dict[str, Any], *before: Report, **more: Any) -> Said:  # noqa: ANN401
    draft = report(said, batch="new", reported_on="2021-01-06", **more)
    return statements(draft, before).news()


def test_first_claims_of_a_source_are_new() -> None:
    assert _news(ROW) == ROW


def test_repeated_claims_are_not_new() -> None:
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
        # A place in the order of credits is new, the lack of one is not.
        ({"credits": {"cast|A": True, "cast|B": True, "cast|C": True}}, {}),
        (
            {"credits": {"cast|A": 1, "cast|B": 2, "cast|C": 1}},
            {"credits": {"cast|A": 1, "cast|C": 1}},
        ),
        ({"credits": {"cast|B": 1}}, {"credits": {"cast|B": 1}}),
        ({"credits": {"cast|D": True}}, {"credits": {"cast|D": True}}),
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
        # A platform spelled in another case is the same one.
        ({"releases": {"streaming||NETFLIX": {"date": "2021-10-22"}}}, {}),
        ({"releases": {"streaming||Netflix": {}}}, {}),
        # Nothing to withdraw: nothing was reported.
        ({"kind": None}, {}),
        ({"tags": {"epic": None}}, {}),
        # A dropped release is new all the same: other sources may have named it, and it moves.
        ({"releases": {"tv||": None}}, {"releases": {"tv||": None}}),
    ],
)
def test_only_differing_claims_are_new(change: dict[str, Any], news: dict[str, Any]) -> None:
    assert _news(ROW | change, report(ROW)) == news


def test_same_claim_of_another_source_is_new() -> None:
    assert _news(ROW, report(ROW, source="Deadline")) == ROW
    assert _news(ROW, report(ROW, source=None), source="Deadline") == ROW
    assert _news(ROW, report(ROW, source=None), source=None) == {}


LEVELS = ("rumor", "listed", "reported", "official")


@pytest.mark.parametrize(("before", "now"), list(product(LEVELS, LEVELS)))
@pytest.mark.parametrize(
    "said",
    [
        {"year": 2021},
        {"year": None},
        {"tags": {"scifi": True}},
        {"releases": {"streaming||Netflix": {}}},
        {"releases": {"streaming||Netflix": None}},
        {"releases": {"streaming||Netflix": {"date": "2021-10-22"}}},
    ],
)
def test_same_claim_is_new_only_with_more_confidence(
    said: dict[str, Any], before: str, now: str
) -> None:
    news = said if LEVELS.index(now) > LEVELS.index(before) else {}

    assert _news(said, report(said, confidence=before), confidence=now) == news


@pytest.mark.parametrize(("before", "now"), list(product(LEVELS, LEVELS)))
def test_another_value_is_new_with_any_confidence(before: str, now: str) -> None:
    told = report({"year": 2020}, confidence=before)

    assert _news({"year": 2021}, told, confidence=now) == {"year": 2021}


def test_claim_repeated_with_less_confidence_keeps_the_confidence_that_it_had() -> None:
    said = {"year": 2021}
    sure = report(said, confidence="official", batch="a")
    less = report(said, confidence="rumor", batch="b")

    assert _news(said, sure, less, confidence="official") == {}
    assert _news(said, less, sure, confidence="official") == {}
    other = report({"year": 2022}, confidence="listed", batch="b")
    assert _news(said, sure, other, confidence="listed") == said


def test_only_what_rises_in_confidence_is_new() -> None:
    first = report(ROW, confidence="listed")

    sure = {"year": 2021, "releases": {"streaming||Netflix": {"date": "2021-10-22"}}}
    assert _news(ROW, first, report(sure, n=2, batch="b2"), confidence="reported") == {
        "status": "scheduled",
        "releases": {"streaming||Netflix": {"leaves": "2023"}},
        "tags": {"scifi": True},
        "credits": ROW["credits"],
        "ids": {"imdb": "tt1160419"},
    }


def test_later_reports_are_ignored_on_an_earlier_day() -> None:
    later = report({"year": 2022}, reported_on="2021-01-07")

    assert _news({"year": 2021}, report({"year": 2021}), later) == {}
    assert _news({"year": 2022}, report({"year": 2021}), later) == {"year": 2022}


def test_earlier_claim_repeated_after_another_is_new() -> None:
    first, second = report({"year": 2021}, batch="a"), report({"year": 2022}, batch="b")

    assert _news({"year": 2021}, first, second) == {"year": 2021}


def test_withdrawn_claim_is_new_again() -> None:
    row = {"releases": {"streaming||Netflix": {"date": "2021"}}, "tags": {"scifi": True}}
    told = report(row, batch="a")

    assert _news(row, told, report(None, batch="b")) == row
    dropped = report({"releases": {"streaming||Netflix": None}, "tags": {"scifi": None}}, batch="b")
    assert _news(row, told, dropped) == row
    assert _news({"releases": {"streaming||Netflix": None}}, told, dropped) == {}
    # The same holds for a release without a date.
    bare: dict[str, Any] = {"releases": {"streaming||Netflix": {}}}
    assert _news(bare, told, dropped) == bare


def test_file_with_two_values_for_a_field_has_reported_both() -> None:
    rows = report({"year": 2020}, n=1), report({"year": 2021}, n=2)

    assert _news({"year": 2020}, *rows) == {}
    assert _news({"year": 2021}, *rows) == {}
    assert _news({"year": 2022}, *rows) == {"year": 2022}


def test_file_that_dates_and_undates_a_release_has_reported_both() -> None:
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
        # All claims of the patch count; a field with a single value is not overtaken.
        ({"status": "filming", "tags": {"a": True}}, False, False),
        ({"status": "filming", "tags": {"a": True}, "year": 2020}, True, False),
        ({"year": 2020, "releases": {"||": {"date": "2022"}}}, True, True),
        ({}, False, False),
    ],
)
def test_repeats_compares_with_overtaken_or_last_claims_of_a_file(
    said: dict[str, Any], *, overtaken: bool, last: bool
) -> None:
    rows = [
        report({"year": 2020, "status": "filming", "releases": {"||": {"date": "2021"}}}, n=1),
        report({"year": 2021, "releases": {"||": {"date": "2022"}}}, n=2),
    ]
    words = statements(report(said, batch="new"), rows)

    assert (words.repeats(last=False), words.repeats(last=True)) == (overtaken, last)
    # With more confidence it is another claim; with less it adds nothing to the same one.
    surer = statements(report(said, batch="new", confidence="official"), rows)
    assert not surer.repeats(last=False)
    assert not surer.repeats(last=True)
    less = statements(report(said, batch="new", confidence="listed"), rows)
    assert (less.repeats(last=False), less.repeats(last=True)) == (overtaken, last)
    # After a later file with one of the two values only that one counts.
    alone = statements(report(said, batch="new"), [*rows, report({"year": 2020}, n=3, batch="c")])
    assert alone.repeats(last=False) is (said.get("releases") == {"||": {"date": "2021"}})


def test_value_repeated_at_the_end_of_a_file_is_the_last() -> None:
    rows = [report({"year": year}, n=n) for n, year in enumerate((2020, 2021, 2020), 1)]
    words = statements(report({"year": 2020}, batch="new"), rows)

    assert (words.repeats(last=False), words.repeats(last=True)) == (False, True)


@pytest.mark.parametrize(
    ("confidences", "repeated"),
    [
        (("reported", "rumor"), (False, False)),  # only one claim
        (("rumor", "reported"), (False, True)),
    ],
)
def test_one_value_with_two_confidences_in_a_file(
    confidences: tuple[str, str], repeated: tuple[bool, bool]
) -> None:
    said = {"year": 2020}
    rows = [report(said, n=n, confidence=word) for n, word in enumerate(confidences, 1)]

    for word in confidences:
        words = statements(report(said, batch="new", confidence=word), rows)
        assert words.news() == {}
        assert (words.repeats(last=False), words.repeats(last=True)) == repeated


def test_overtaken_claim_alone_in_a_later_file_is_new() -> None:
    rows = [report({"year": year, "tags": {"a": True}}, n=n) for n, year in ((1, 2020), (2, 2021))]
    for batch, news in (("b1", {}), ("b2", {"year": 2020})):
        words = statements(report({"year": 2020, "tags": {"a": True}}, batch="new"), rows)
        assert words.news() == {}
        assert words.returns(batch) == news
    words = statements(report({"year": 2021, "tags": {"a": True}}, batch="new"), rows)
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
def test_new_note_or_link_is_new(
    note: str | None,
    url: str | None,
    known: bool,  # noqa: FBT001 -- a table
) -> None:
    told = report({}, note="as it says", url="https://example.com/a")

    assert statements(report({}, note=note, url=url), [told]).has_noted is known


# What a live source no longer states

FULL = LiveAnswer(is_full=True)
IN_US = LiveAnswer(is_full=True, regions=frozenset({"US", None}))
NETFLIX = "streaming||Netflix"


def _releases(**dates: dict[str, str | None] | None) -> Said:
    """Return a patch of releases: `netflix={"date": "2021"}`, or a region as `US=...`."""
    names = {"netflix": NETFLIX, "vague": "||"}
    return {"releases": {names.get(name, f"tv|{name}|"): item for name, item in dates.items()}}


def _withdrawn(said: Said, *before: Report, answer: LiveAnswer = FULL) -> dict[str, Any]:
    draft = report(said, batch="new", reported_on="2021-01-06")
    return statements(draft, before).withdrawn(answer)


def _in_turn(*said: Said | None) -> list[Report]:
    """Return reports of one source, each of a batch of its own."""
    return [report(one, batch=f"b{n}", n=n) for n, one in enumerate(said, 1)]


DATED = _releases(netflix={"date": "2021-10-22", "leaves": "2023"})


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ({}, {NETFLIX: {"date": None, "leaves": None}}),
        ({"year": 2021}, {NETFLIX: {"date": None, "leaves": None}}),
        (_releases(netflix={}), {NETFLIX: {"date": None, "leaves": None}}),
        (_releases(US={"date": "2021-10"}), {NETFLIX: {"date": None, "leaves": None}}),
        (_releases(netflix={"date": "2021-11"}), {NETFLIX: {"leaves": None}}),
        (_releases(netflix={"leaves": "2023"}), {NETFLIX: {"date": None}}),
        (DATED, {}),
        # The service may be spelled in another way.
        ({"releases": {"streaming||NETFLIX": {"date": "2021", "leaves": "2022"}}}, {}),
        # What is withdrawn, or dropped, by the answer itself.
        (_releases(netflix={"date": None, "leaves": None}), {}),
    ],
)
def test_a_full_answer_withdraws_each_date_that_it_no_longer_states(said: Said, gone: Said) -> None:
    assert _withdrawn(said, report(DATED)) == gone


def test_only_dates_that_the_source_stated_last_are_withdrawn() -> None:
    undated = _releases(netflix={"date": None})
    gone = {NETFLIX: {"date": None}}
    dated = _releases(netflix={"date": "2021-10-22"})
    assert _withdrawn({}) == {}
    assert _withdrawn({}, *_in_turn(_releases(netflix={}))) == {}
    assert _withdrawn({}, *_in_turn(dated, undated)) == {}
    assert _withdrawn({}, *_in_turn(dated, undated, _releases(netflix={"date": "2022"}))) == gone
    # A release that was dropped, a title that was removed.
    assert _withdrawn({}, *_in_turn(dated, _releases(netflix=None))) == {}
    assert _withdrawn({}, *_in_turn(dated, None)) == {}
    # What else a source states of a title is not about a date.
    assert _withdrawn({}, *_in_turn({"tags": {"a": True}, "ids": {"imdb": "tt1"}})) == {}


def test_dates_of_other_sources_and_later_days_are_not_withdrawn() -> None:
    assert _withdrawn({}, report(DATED, source="Variety")) == {}
    assert _withdrawn({}, report(DATED, source=None)) == {}
    assert _withdrawn({}, report(DATED, reported_on="2021-01-07")) == {}


def test_an_answer_withdraws_dates_in_its_regions_only() -> None:
    stated = report(
        _releases(
            US={"date": "2021-10-22"}, GB={"date": "2021-10-21"}, vague={"date": "2021-09-03"}
        )
    )
    said = {"releases": {"tv|US|": {"date": None}, "||": {"date": None}}}
    assert _withdrawn({}, stated, answer=IN_US) == said["releases"]
    in_gb = LiveAnswer(is_full=True, regions=frozenset({"GB"}))
    assert _withdrawn({}, stated, answer=in_gb) == {"tv|GB|": {"date": None}}
    assert _withdrawn({}, stated, answer=LiveAnswer(is_full=False)) == {}


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ([], False),
        ([{"year": 2021}], False),
        ([_releases(vague={"date": "2021"})], False),
        ([_releases(netflix={})], False),
        ([_releases(netflix={"leaves": "2021"})], False),
        ([_releases(netflix={"date": "2021"})], True),
        ([_releases(US={"date": "2021"})], True),
        ([_releases(vague={"date": "2021"}, US={"date": "2021"})], True),
        ([_releases(US={"date": "2021"}), _releases(US={"date": None})], False),
        ([_releases(US={"date": "2021"}), _releases(US=None)], False),
        ([{"releases": {"|US|": {"date": "2021"}}}], True),
    ],
)
def test_a_typed_date_is_one_of_a_type_a_region_or_a_service(
    said: list[Said],
    has: bool,  # noqa: FBT001 -- a table
) -> None:
    draft = report({}, batch="new", reported_on="2021-01-06")
    assert statements(draft, _in_turn(*said)).has_typed_date is has
    others = [one._replace(source="Variety") for one in _in_turn(*said)]
    assert statements(draft, others).has_typed_date is False


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


def _import(
    reports: list[Report], source: str, rows: list[dict[str, Any]], confidence: str = "reported"
) -> list[Report]:
    """Record what is new in the rows of a file: one batch with a report per row."""
    before = len(reports)
    batch = f"b{before:03}"
    for row in rows:
        draft = report(row, source=source, batch=batch, n=len(reports), confidence=confidence)
        fresh = statements(draft, reports).news()
        if fresh:
            reports = [*reports, draft._replace(said=fresh)]
    return reports


@given(ROWS, ROWS)
def test_unchanged_files_that_disagree_add_nothing_when_imported_again(
    one: list[dict[str, Any]], other: list[dict[str, Any]]
) -> None:
    reports = _import([report({"title": "Dune"}, source="us")], "Netflix", one)
    first = reports = _import(reports, "Deadline", other)
    for _ in range(2):
        reports = _import(_import(reports, "Netflix", one), "Deadline", other)

    assert reports == first


@given(ROWS, st.sampled_from(list(combinations(LEVELS, 2))))
def test_unchanged_file_with_less_confidence_adds_nothing(
    rows: list[dict[str, Any]], confidences: tuple[str, str]
) -> None:
    less, more = confidences
    first = _import([report({"title": "Dune"}, source="us")], "Netflix", rows, more)

    assert _import(first, "Netflix", rows, less) == first
