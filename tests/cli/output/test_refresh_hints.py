import pytest

from tests.cli.conftest import Done, Run

WIDTH = 120


def follow(done: Done, *db: str) -> None:
    for season in ([], ["-n", "4"], ["-n", "5"]):
        id_ = "/season/".join(["tvmaze=7", *season[1:]])
        done(*db, "add", "Cobra Kai", "-k", "series", *season, "--id", id_)


@pytest.fixture
def there(done: Done) -> None:
    follow(done)


@pytest.mark.usefixtures("there")
def test_a_terminal_names_the_seasons_that_are_still_refreshed(screen: Run) -> None:
    ran = screen("update", "cobra-kai", "--no-id", "tvmaze", width=WIDTH)
    assert ran.err.splitlines() == [
        "TVmaze is still asked about Cobra Kai: season 4, Cobra Kai: season 5. To stop that:",
        "  slate update cobra-kai-s4 cobra-kai-s5 --no-id tvmaze",
    ]
    ran = screen("update", "cobra-kai-s4", "--no-id", "tvmaze", width=WIDTH)
    assert ran.err.splitlines()[1] == "  slate update cobra-kai-s5 --no-id tvmaze"
    assert screen("update", "cobra-kai-s5", "--no-id", "tvmaze", width=WIDTH).err == ""


def test_the_series_is_named_as_well_and_the_slate(screen: Run, done: Done) -> None:
    there = ("--db", "other.db")
    follow(done, *there)
    done(*there, "update", "cobra-kai-s5", "--no-id", "tvmaze")
    ran = screen(*there, "update", "cobra-kai-s4", "--no-id", "tvmaze", width=WIDTH)
    assert ran.err.splitlines() == [
        "TVmaze is still asked about Cobra Kai. To stop that:",
        "  slate --db other.db update cobra-kai --no-id tvmaze",
    ]


@pytest.mark.usefixtures("there")
def test_nothing_is_said_of_other_titles_and_ids(screen: Run, done: Done) -> None:
    done("add", "Dune", "-k", "film", "--id", "tmdb=movie/1", "--id", "imdb=tt1")
    done("add", "Dune", "-k", "film", "--id", "tmdb=movie/2", "--new")
    for scheme in ("tmdb", "imdb"):
        assert screen("update", "dune", "--no-id", scheme, width=WIDTH).err == ""
    assert screen("update", "cobra-kai", "--no-id", "tvmaze", "--dry-run", width=WIDTH).err == ""
    ran = screen("update", "cobra-kai-s4", "cobra-kai-s5", "cobra-kai", "--no-id", "tvmaze")
    assert ran.err == ""
