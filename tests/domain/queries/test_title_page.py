import pytest

from slate.domain.changes.change_record import Arrival
from slate.domain.changes.history import history_of
from slate.domain.ledger.fold import fold
from slate.domain.queries.title_page import Link, Page, TitleHistory
from slate.domain.titles.relations import Relation
from tests.domain.slates import TODAY, report


def test_page_of_a_bare_title_has_only_a_head() -> None:
    title = fold("k", [report({"title": "Dune"})])
    assert title is not None

    page = Page("dune", title, title.headline, "Upcoming film", TODAY)

    assert page[:5] == ("dune", title, None, "Upcoming film", TODAY)
    assert set(page[5:]) == {()}


def test_link_has_relation_name_and_slug() -> None:
    assert Link(Relation.SEQUEL_OF, "Dune", "dune")._asdict() == {
        "relation": "sequel-of",
        "name": "Dune",
        "slug": "dune",
        "via": None,
    }


def _life(*days: str) -> TitleHistory:
    """Return a history of reports on these days, all entered on 2021-01-07."""
    reports = [
        report(
            {"title": "Dune"} if n == 1 else {"tags": {day: True, "a": True}}, reported_on=day, n=n
        )
        for n, day in enumerate(days, 1)
    ]
    title = fold("k", reports)
    assert title is not None
    arrival = Arrival(12, "2021-01-07", "desk")
    return TitleHistory("dune", title, tuple(history_of("k", reports)), {"b1": arrival})


@pytest.mark.parametrize(
    ("said", "entered"),
    [
        ("2021-01-07", None),
        ("2021-01", None),
        ("2021", None),
        ("2021-01-06", "2021-01-07"),
        ("2020-12", "2021-01-07"),
    ],
)
def test_entered_is_the_day_only_if_it_differs_from_the_day_reported(
    said: str, entered: str | None
) -> None:
    life = _life(said)

    assert life.entered(life.steps[0].report) == entered


def test_history_as_change_records() -> None:
    told = [
        (each.day, each.change, each.field, each.after, each.entered, each.batch, each.author)
        for each in _life("2019", "2020-12-01", "2021-01-07").records()
    ]
    arrived = ("2021-01-07", 12, "desk")
    assert told == [
        ("2019", "added", None, "Dune", *arrived),
        ("2020-12-01", "edited", "tags", "2020-12-01", *arrived),
        ("2020-12-01", "edited", "tags", "a", *arrived),
        ("2021-01-07", "edited", "tags", "2021-01-07", *arrived),
    ]
