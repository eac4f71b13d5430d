from slate.domain.ledger.fold import fold
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.titles import projections
from tests.store import folding
from tests.store.writing import add, records, redo, remove, says, take, undo, update

_TABLES = (
    *("titles", "releases", "tags", "credits", "links", "ids", "names"),
    *("removed", "removed_names", "removed_ids", "undone"),
)


def _told(store: Store) -> None:
    """Fill a slate with rows in every table."""
    add(store, "We Can Be Heroes", date="2020-12-25", platform="Netflix", kind="film", year=2020)
    add(
        store,
        "We Can Be Heroes 2",
        links=(("sequel-of", "We Can Be Heroes"),),
        credits=(("writer", "Zoe Zand"), ("writer", "Adam Abel"), ("director", "Robert Rodriguez")),
        ids=(("imdb", "tt1"),),
        tags=("superheroes", "family"),
        aka=("Heroes II",),
        source="The Wrap",
    )
    update(store, "we-can-be-heroes-2", title="Heroes 2", leaves="2023?", release_type="limited")
    add(store, "Gone?", kind="series", aka=("Lost", "LOST", "Away"), ids=(("imdb", "tt2"),))
    update(store, "gone", title="Gone")
    remove(store, "gone")
    add(store, "Undone")
    undo(store)


def test_every_table_is_projected(store: Store) -> None:
    _told(store)
    with store.reading() as connection:
        found = folding.contents(connection)
    assert {table for table, rows in found.items() if rows} == set(_TABLES)
    key = "we can be heroes 2|||film|"
    heroes = next(row for row in found["titles"] if row[0] == key)
    assert heroes[1:13] == (
        *("heroes-2", "heroes-2", "Heroes 2", "heroes 2", "film", 0, None, None, None),
        *("released", "Released", "family,superheroes"),
    )
    # It cites the report that names the release, since nobody stated the status.
    assert [row[1:13] for row in found["releases"] if row[0] == key] == [
        (0, "limited", None, None, None, None, None, "tba", None, 1, "2023?", 1)
    ]
    assert [row[1:13] for row in found["releases"] if row[0] != key] == [
        (
            *(0, "streaming", None, "Netflix", "2020-12-25", "2020-12-25", "2020-12-25"),
            *("day", 0, 0, None, 1),
        )
    ]
    assert found["tags"] == [(key, "family"), (key, "superheroes")]
    assert found["credits"] == [
        (key, "director", "Robert Rodriguez", "robert rodriguez", 0),
        (key, "writer", "Adam Abel", "adam abel", 2),
        (key, "writer", "Zoe Zand", "zoe zand", 1),
    ]
    assert found["links"] == [(key, "sequel-of", "we can be heroes|||film|2020")]
    assert found["ids"] == [(key, "imdb", "tt1")]
    assert found["names"] == [
        (key, "also known as", "Heroes II", "heroes ii", "heroes ii"),
        (key, "former slug", "we-can-be-heroes-2", "we-can-be-heroes-2", ""),
        (key, "former title", "We Can Be Heroes 2", "we can be heroes 2", "we can be heroes 2"),
    ]
    gone = "gone?|||series|"
    assert found["removed"] == [(gone, "gone", "Gone", "gone", "series", *[None] * 3)]
    assert found["removed_names"] == [(gone, name) for name in ("away", "gone?", "lost")]
    assert found["removed_ids"] == [(gone, "imdb", "tt2")]


def test_rebuild_repairs_damaged_projections(store: Store) -> None:
    _told(store)
    with store.reading() as connection:
        told = folding.contents(connection)
    with store.writing() as connection:
        connection.execute("update titles set slug = slug || '-x', title = '', label = ''")
        connection.execute("delete from releases")
        connection.execute("insert into tags (title, tag) select id, 'wrong' from titles")
        connection.execute("update removed set slug = 'wrong'")
        connection.execute("update removed_names set folded = folded || 'x'")
        connection.execute("delete from removed_ids")
        connection.execute("delete from undone")
        projections.rebuild(connection)
        assert folding.contents(connection) == told


def test_refold_repairs_a_single_title(store: Store) -> None:
    _told(store)
    key = "we can be heroes|||film|2020"
    with store.writing() as connection:
        (number,) = connection.execute("select id from titles where key = ?", (key,)).fetchone()
        connection.execute("update titles set title = 'wrong' where key = ?", (key,))
        projections.refold(connection, [key, "nobody"])
        row = connection.execute("select id, title from titles where key = ?", (key,)).fetchone()
        assert row == (number, "We Can Be Heroes")


def test_restored_title_is_no_longer_in_the_removed_tables(store: Store) -> None:
    add(store, "Gone", aka=("Lost",), ids=(("imdb", "tt1"),))
    remove(store, "gone")
    take(store, says("Gone"), restore=True)
    with store.reading() as connection:
        found = folding.contents(connection)
        assert [*found["removed"], *found["removed_names"], *found["removed_ids"]] == []


def test_title_removed_again_has_its_last_names_and_ids(store: Store) -> None:
    add(store, "Gone", aka=("Lost",), ids=(("imdb", "tt1"),), on="2021-01-04")
    remove(store, "gone", on="2021-01-05")
    add(store, "Gone", aka=("Away",), ids=(("imdb", "tt2"), ("tmdb", "3")))
    remove(store, "gone")
    with store.reading() as connection:
        found = folding.contents(connection)
    assert found["removed_names"] == [("gone|||film|", "away")]
    assert found["removed_ids"] == [("gone|||film|", "imdb", "tt2"), ("gone|||film|", "tmdb", "3")]


def test_undone_title_is_not_a_removed_one(store: Store) -> None:
    add(store, "Gone")
    undo(store)
    with store.reading() as connection:
        assert connection.execute("select * from removed").fetchall() == []
        assert fold("gone|||film|", ledger_tables.reports_on(connection, "gone|||film|")) is None


def test_reports_wait_for_a_missing_title(store: Store) -> None:
    add(store, "Mank")
    update(store, "mank", tags=("oscars",))
    with store.writing() as connection:  # as a joined ledger may bring it: no checks
        connection.execute(
            "insert into batches (uid, recorded_at, author, command, undoes)"
            " select 'beef', '2021-01-08T00:00:00.000000Z', 'desk', 'undo', uid"
            " from batches where id = 1"
        )
        projections.rebuild(connection)
        assert connection.execute("select count(*) from titles").fetchone() == (0,)
    add(store, "Mank")
    assert [(record.slug, record.tags) for record in records(store)] == [("mank", ("oscars",))]


def test_projections_do_not_depend_on_the_order_of_reports(store: Store) -> None:
    """The fixture folds the ledger again in another order: slugs must not depend on it either."""
    for year in (2020, 2018, 1980, None):
        add(store, "A", new=True, year=year)
        undo(store)
    add(store, "B", slug="a-2")
    add(store, "C", slug="a-2018")
    for number in (7, 1, 5, 3):
        redo(store, str(number))
        with store.reading() as connection:
            folding.check(connection)
    with store.reading() as connection:
        found = connection.execute(
            "select title || coalesce(year, ''), slug from titles"
        ).fetchall()
    assert dict(found) == {
        "A2020": "a",
        "A2018": "a-3",  # its year is taken by another title
        "A1980": "a-1980",
        "A": "a-4",
        "B": "a-2",
        "C": "a-2018",
    }


def _disputed(store: Store) -> list[str]:
    return [record.slug for record in records(store, Query(disputed=True))]


def test_disputed_titles_are_projected(store: Store) -> None:
    add(store, "Mank", date="2021-02", source="A", on="2021-01-01")
    add(store, "Soul", date="2021-02", source="A", on="2021-01-01")
    assert _disputed(store) == []
    update(store, "mank", date="2021-03", source="B", on="2021-01-02")
    assert _disputed(store) == ["mank"]
    undo(store)
    assert _disputed(store) == []
    redo(store)
    assert _disputed(store) == ["mank"]
    update(store, "mank", date="2021-03", source="A", on="2021-01-03")
    assert _disputed(store) == []
    take(store, says("Soul", date="2021-04", source="B", confidence="rumor"))
    assert _disputed(store) == ["soul"]
    remove(store, "soul")
    assert _disputed(store) == []


def test_releases_keep_their_own_reports(store: Store) -> None:
    add(store, "Mank", date="2021-early", platform="Netflix", source="Netflix",
        confidence="official", status="filming")  # fmt: skip
    update(store, "mank", date="2021-01-08", platform="Netflix", source="TVmaze",
        confidence="listed")  # fmt: skip
    update(store, "mank", platform="Hulu", source="Reddit", confidence="rumor")
    update(store, "mank", release_type="theatrical", source="Variety")
    with store.reading() as connection:
        found = connection.execute(
            "select coalesce(r.platform, r.type), r.contested, s.source, n.source, r.within,"
            " w.source from releases r join reports n on n.id = r.named_by"
            " left join reports s on s.id = r.said_by left join reports w on w.id = r.within_by"
            " order by r.place"
        ).fetchall()
        folding.check(connection)
    assert found == [
        ("Netflix", 0, "TVmaze", "Netflix", "2021-early", "Netflix"),
        # A record of this release cites the report on the status.
        ("theatrical", 0, None, "Variety", None, None),
        ("Hulu", 1, "Reddit", "Reddit", None, None),
    ]
