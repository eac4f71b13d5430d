"""The history of a title has one step per report, in the order of the fold."""

from typing import Any

from hypothesis import given

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import history_of
from slate.domain.changes.values import ReleaseOn
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.ledger.fold import fold
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.claims import credit_of
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title
from tests.domain.slates import report, slates

DUNE = {"title": "Dune"}
NETFLIX = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")


def _title(**said: Any) -> Title:  # noqa: ANN401 -- JSON
    title = fold("k", [report(DUNE | {"status": "filming"} | said)])
    assert title is not None
    return title


def _steps(*said: dict[str, Any] | None) -> list[list[Difference]]:
    """Return the differences of each report, given one report a day."""
    reports = [
        report(
            each,
            reported_on=f"2021-01-{n:02}",
            recorded_at=f"2021-01-{n:02}T12:00:00.000000Z",
            batch=f"b{n}",
        )
        for n, each in enumerate(said, 1)
    ]
    return [list(step.differences) for step in history_of("k", reports)]


def _on(when: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {"releases": {"streaming||Netflix": {"date": when} | more}}


def test_history_of_a_title_from_added_to_removed() -> None:
    told = _steps(
        DUNE | {"status": "announced", "releases": {"streaming||YouTube": {}}},
        {"releases": {"streaming||YouTube": None, "streaming||Netflix": {}}},
        _on("2021"),
        _on("2021-01-08") | {"status": "scheduled"},
        _on("2021-01-22"),
        _on("2021-01-08"),
        {"tags": {}},
        None,
        {"status": "filming"},
        DUNE,
    )

    assert told == [
        [Difference(ChangeName.ADDED, after="Dune")],
        [Difference(ChangeName.MOVED, "YouTube", "Netflix", None, NETFLIX)],
        [Difference(ChangeName.DATED, None, parse_date("2021"), None, NETFLIX)],
        [
            Difference(
                ChangeName.NARROWED, parse_date("2021"), parse_date("2021-01-08"), None, NETFLIX
            ),
            Difference(ChangeName.STATUS, "announced", "scheduled"),
        ],
        [
            Difference(
                ChangeName.SLIPPED,
                parse_date("2021-01-08"),
                parse_date("2021-01-22"),
                None,
                NETFLIX,
                Distance(14, Unit.DAY, later=True),
            )
        ],
        [
            Difference(
                ChangeName.ADVANCED,
                parse_date("2021-01-22"),
                parse_date("2021-01-08"),
                None,
                NETFLIX,
                Distance(14, Unit.DAY, later=False),
                reverted=True,
            )
        ],
        [],
        [Difference(ChangeName.REMOVED, before="Dune")],
        [],
        [Difference(ChangeName.ADDED, after="Dune")],
    ]


def test_past_year_changes_the_status() -> None:
    told = _steps(
        DUNE,
        {"year": 2019},
        {"status": "released"},  # already derived: no visible change
        {"year": 2022},
        {"status": None},
        {"year": None},
    )

    assert told[1:] == [
        [
            Difference(ChangeName.STATUS, "announced", "released"),
            Difference(ChangeName.EDITED, None, 2019, "year"),
        ],
        [],
        [Difference(ChangeName.EDITED, 2019, 2022, "year")],
        [Difference(ChangeName.STATUS, "released", "announced")],
        [Difference(ChangeName.EDITED, 2022, None, "year")],
    ]


def test_date_takes_precedence_over_a_past_year() -> None:
    told = _steps(DUNE | {"year": 2019}, _on("2022"), _on(None))

    assert told[1:] == [
        [
            Difference(
                ChangeName.EDITED, None, ReleaseOn(NETFLIX, TBA, is_first=True), "release", NETFLIX
            ),
            Difference(ChangeName.DATED, None, parse_date("2022"), None, NETFLIX),
            Difference(ChangeName.STATUS, "released", "scheduled"),
        ],
        [
            Difference(ChangeName.UNDATED, parse_date("2022"), None, None, NETFLIX),
            Difference(ChangeName.STATUS, "scheduled", "released"),
        ],
    ]


def test_another_reason_for_the_same_status_is_no_difference() -> None:
    by_year, by_date = ({"year": 2019}, {"year": 2019} | _on("2019"))
    titles = [fold("k", [report(DUNE | said)]) for said in (by_year, by_date)]

    assert [title and title.status_why for title in titles] == [
        "its year is past",
        "the date is past",
    ]
    assert "status" not in [change.name for change in differences(*titles)]


def test_reversion_requires_an_earlier_date_of_the_same_release() -> None:
    other = {"releases": {"tv||": {"date": "2023"}}}
    told = _steps(DUNE | _on("2021") | {}, other, _on("2023"), _on("2021"), _on("2022"))

    assert [[change.reverted for change in step] for step in told] == [
        [False],
        [False],
        [False],
        [True],
        [False],
    ]


def test_date_that_loses_its_question_mark_again_is_a_reversion() -> None:
    *_, (change,) = _steps(DUNE | _on("2021"), _on("2021?"), _on("2021"))

    assert (change.name, change.field, change.reverted) == ("edited", "date", True)


def test_leaving_date_never_counts_as_a_reversion() -> None:
    told = _steps(DUNE | _on("2021-01-31", leaves="2022"), _on("2021-02"), _on("2021-02"))
    (change,) = _steps(
        DUNE | _on("2021-01-31", leaves="2022"),
        _on("2021-01-01"),
        _on("2021-01-01", leaves="2021-01-31"),
    )[-1]

    assert [len(step) for step in told] == [1, 1, 0]
    assert (change.name, change.reverted) == (ChangeName.LEAVING, False)


def test_first_report_of_a_rumor_confirms_it() -> None:
    reports = [
        report(DUNE | _on("2021"), confidence="rumor", n=1),
        report(_on("2021"), confidence="rumor", n=2),
        report(_on("2021"), confidence="official", n=3),
        report(_on("2021"), n=4),
    ]
    _, again, confirmed, after = [step.differences for step in history_of("k", reports)]
    assert (again, after) == ((), ())
    when = parse_date("2021")
    assert confirmed == (
        Difference(
            *(ChangeName.CONFIRMED, when, when, None, NETFLIX),
            former=Attribution("Netflix", Confidence.RUMOR),
            said_by=Attribution("Netflix", Confidence.OFFICIAL),
        ),
    )


def test_history_follows_the_order_of_the_fold() -> None:
    first = report(DUNE, reported_on="2021-01-01", n=2)
    late = report({"year": 2020}, reported_on="2020-12-01", n=3)

    assert [step.report for step in history_of("k", [first, late])] == [late, first]


@given(slates())
def test_history_ends_at_the_fold_and_names_every_visible_change(reports: list[Report]) -> None:
    for key in {each.title_key for each in reports}:
        its = [each for each in reports if each.title_key == key]
        before: Title | None = None
        for step in history_of(key, its):
            assert list(step.differences) == [
                change._replace(reverted=told.reverted)
                for change, told in zip(
                    differences(before, step.title), step.differences, strict=True
                )
            ]
            assert {change.name for change in step.differences} <= set(ChangeName)
            # Only invisible facts make no difference: former names and who reported what.
            news = _seen(before) != _seen(step.title) or _is_confirmed(before, step.title)
            assert bool(step.differences) is news
            before = step.title
        assert before == fold(key, its)


def _is_confirmed(before: Title | None, after: Title | None) -> bool:
    """Whether an unchanged value is stated with more or with less confidence."""
    if before is None or after is None:
        return False
    pairs = [
        (old.said_by, new.said_by) if old.date.known else (old.named_by, new.named_by)
        for old in before.releases
        for new in after.releases
        if (old.key.folded, old.date) == (new.key.folded, new.date)
    ]
    if before.status_said and after.status_said and before.status == after.status:
        pairs.append((before.said_by, after.said_by))
    return any(old and new and credit_of(old) != credit_of(new) for old, new in pairs)


def _seen(title: Title | None) -> object:
    if title is None:
        return None
    releases = {(r.key.folded, r.date.text, r.leaves.text) for r in title.releases}
    plain = (title.title, title.status, title.kind, title.season, title.part, title.year)
    return (plain, releases, title.tags, title.credits, title.links, title.ids, title.aka)


def test_merged_titles_have_separate_histories_before_the_merge() -> None:
    def said(key: str, patch: dict[str, Any], day: int) -> Report:
        return report(patch, key=key, reported_on=f"2021-01-{day:02}", batch=f"b{day}")

    reports = [
        said("a", {"title": "Dune"} | _on("2021"), 1),
        said("b", {"title": "Dune: Part One"} | _on("2021-10-01"), 2),
        said("a", _on("2022"), 3),
        said("a", {"same": {"b": "dune-part-one"}, "title": "Dune"}, 4),
        said("b", _on("2021-10-01"), 5),
    ]
    told = [
        (step.key, [(each.name, each.after, each.reverted) for each in step.differences])
        for step in history_of("a", reports)
    ]
    assert told == [
        ("a", [("added", "Dune", False)]),
        ("b", [("added", "Dune: Part One", False)]),
        ("a", [("slipped", parse_date("2022"), False)]),
        ("a", []),
        ("a", [("advanced", parse_date("2021-10-01"), True)]),
    ]
