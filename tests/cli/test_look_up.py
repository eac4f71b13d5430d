"""Choosing a title at a live source; the commands that do so are tested in `test_add_from.py`."""

import pytest

from tests.cli.conftest import Done, Refused, Run
from tests.remotes.server import Reply, Server
from tests.remotes.shapes import SHOW, film, listed, result, show

SEARCH = "/search/shows?q=Dark"


def test_names_of_any_script_are_aligned(server: Server, screen: Run) -> None:
    server.routes[SEARCH] = [
        result(show(1, "\u6697\u9ed2")),
        result(show(2, "Dark", service="Hulu")),
        result(show(3, "[red]Dark", premiered=None)),
        result(show(4, "\x1b[31mDark")),  # is refused, as in any file
    ]
    lines = screen("add", "Dark", "--from", "tvmaze", typed="\n", width=120).err.splitlines()
    assert lines[:3] == [
        "  1  \u6697\u9ed2       series, 2018, Netflix, released  tvmaze.com/shows/1/show",
        "  2  Dark       series, 2018, Hulu, released     tvmaze.com/shows/2/show",
        "  3  [red]Dark  series, Netflix, released        tvmaze.com/shows/3/show",
    ]
    assert lines[3].startswith("Which one? [1-3, or Enter for none]: ")


def test_at_most_ten_are_offered(server: Server, screen: Run, refused: Refused) -> None:
    server.routes[SEARCH] = [result(show(number, f"Dark {number}")) for number in range(1, 13)]
    ran = screen("add", "Dark", "--from", "tvmaze", typed="11\n\n", width=100)
    assert "Which one? [1-10, or Enter for none]: " in ran.err
    assert "Dark 11" not in ran.err
    assert refused(2, "add", "Dark", "--from", "tvmaze").count("tvmaze=") == 11


def test_one_is_offered_too(server: Server, screen: Run) -> None:
    server.routes[SEARCH] = [result(show(1, "Dark"))]
    server.routes[SHOW.format(1)] = show(1, "Dark")
    ran = screen("add", "Dark", "--from", "tvmaze", typed="1\n", width=100)
    assert ran.out == "dark: added Dark, 2018-05-02 Wed on Netflix\n"
    assert "Which one? [1, or Enter for none]: " in ran.err


def test_the_year_decides_only_if_it_fits_one(server: Server, refused: Refused) -> None:
    films = listed(film(1, "Dune", US="2021-10-22"), film(2, "Dune", US="1984-12-14"))
    server.routes["/search/movie?query=Dune"] = films
    both = refused(2, "add", "Dune", "--from", "tmdb", "-k", "film", "--year", "1999")
    assert "tmdb=movie/1" in both
    assert "tmdb=movie/2" in both
    assert "tmdb=movie/2" not in refused(
        2, "add", "Dune", "--from", "tmdb", "-k", "film", "--year", "2021"
    )


def test_a_refused_key_ends_the_search_by_other_ids(
    server: Server, done: Done, refused: Refused
) -> None:
    done("add", "Dune", "--id", "imdb=tt1160419")
    path = "/find/tt1160419?external_source=imdb_id"
    server.routes[path] = Reply(b"", 401)
    assert refused(1, "update", "dune", "--from", "tmdb").startswith(
        "slate: TMDB does not accept the key (401). Set SLATE_TMDB_TOKEN, or run: "
    )
    assert server.paths == [path]


@pytest.mark.parametrize("typed", ["tvmaze=26020", "tvmaze=29137/season/3"])
def test_an_id_is_stored_as_a_number(server: Server, done: Done, typed: str) -> None:
    del server
    done("add", "Mank", "--id", typed)
    assert typed in done("show", "mank")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("tmdb=tv/1396", "series"),
        ("tmdb=https://www.themoviedb.org/movie/7-dune?language=en", "film"),
        ("https://www.themoviedb.org/tv/1396-dune?language=en", "series"),
        ("https://www.tvmaze.com/shows/7/mank", "film"),
    ],
)
def test_an_id_of_tmdb_shows_the_kind(server: Server, done: Done, typed: str, kind: str) -> None:
    del server
    done("add", "Mank", "--id", typed)
    assert done("list", "-f", "tsv", "--columns", "kind") == f"{kind}\n"


def test_titles_have_several_lines_on_a_narrow_terminal(server: Server, screen: Run) -> None:
    server.routes[SEARCH] = [result(show(1, "Dark")), result(show(22, "Darkness", service="Hulu"))]
    lines = screen("add", "Dark", "--from", "tvmaze", typed="\n", width=40).err.splitlines()
    assert lines[:6] == [
        "  1  Dark",
        "     series, 2018, Netflix, released",
        "     tvmaze.com/shows/1/show",
        "  2  Darkness",
        "     series, 2018, Hulu, released",
        "     tvmaze.com/shows/22/show",
    ]
