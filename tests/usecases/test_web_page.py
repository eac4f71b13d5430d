from slate.domain.dates.windows import parse_window
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.web_page import web_page
from tests.store.writing import TODAY, add


def test_a_page_has_the_titles_that_fit_and_the_months_from_this_one_on(store: Store) -> None:
    add(store, "Old", date="2020-12-04", platform="Hulu", status="released")
    add(store, "Sure", date="2021-01-20", platform="Hulu")
    add(store, "Late", date="2021-03", platform="Hulu")
    add(store, "Undated", platform="Hulu")
    add(store, "Elsewhere", date="2021-01-20", platform="Netflix")
    with open_slate(store, TODAY) as slate:
        found = web_page(slate, Query(platforms=("Hulu",)))
        pages = [page.slug for page in found.pages]
    slugs = [record.slug for record in found.titles]
    assert slugs == pages == ["sure", "late", "undated", "old"]
    assert [month.name for month in found.months] == ["January 2021", "March 2021"]
    assert [e.record.slug for month in found.months for e in month.entries] == ["sure", "late"]
    assert found.window.bounds == ("2021-01-01", None)
    assert found.today == TODAY


def test_a_time_span_chooses_the_months(store: Store) -> None:
    add(store, "Old", date="2020-12-04", status="released")
    add(store, "Sure", date="2021-01-20")
    with open_slate(store, TODAY) as slate:
        found = web_page(slate, Query(window=parse_window("2020-12", TODAY)))
        assert [record.slug for record in found.titles] == ["old"]
        assert [month.name for month in found.months] == ["December 2020"]
        assert [page.slug for page in found.pages] == ["old"]


def test_notes_are_there_only_if_asked_for(store: Store) -> None:
    add(store, "Soul", date="2021-01-20", note="As a friend told me.")
    with open_slate(store, TODAY) as slate:
        (page,) = web_page(slate, Query()).pages
        (with_notes,) = web_page(slate, Query(), notes=True).pages
    assert page.notes == ()
    assert [note for note, _ in with_notes.notes] == ["As a friend told me."]


def test_further_names_are_there_to_be_found(store: Store) -> None:
    add(store, "Money Heist", kind="series", aka=("La Casa de Papel",))
    add(store, "Soul")
    with open_slate(store, TODAY) as slate:
        assert web_page(slate, Query()).names == {"money-heist": ["La Casa de Papel"]}


def test_a_page_of_seasons_is_that_of_each_season(store: Store) -> None:
    add(store, "Cobra Kai", season=2, date="2019-04-24", status="released")
    add(store, "Cobra Kai", season=3, date="2021-01-08")
    with open_slate(store, TODAY) as slate:
        assert [page.slug for page in web_page(slate, Query()).pages] == [
            "cobra-kai-s3",
            "cobra-kai-s2",
        ]
