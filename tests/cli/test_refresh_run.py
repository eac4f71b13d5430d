"""One remote after another; what each records is tested in `test_refresh.py`."""

import json

import pytest

from tests.cli.conftest import Done, Run, config_folder
from tests.remotes.server import Reply, Server
from tests.remotes.shapes import FILM, SHOW, film, show


@pytest.fixture
def desk(server: Server, done: Done) -> Server:
    """Return a server of TVmaze, TMDB and Radarr, of each of which something is new."""
    path = config_folder() / "config.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write(f'[remotes.nas]\nkind = "radarr"\nurl = "{server.address}"\n')
    with (config_folder() / "keys.toml").open("a", encoding="utf-8") as file:
        file.write('[nas]\nkey = "sesame"\n')
    server.routes |= {
        SHOW.format(1): show(1, "Dark"),
        FILM.format(7): film(7, "Dune", US="2021-10-22"),
        "/api/v3/movie": [{"title": "Soul 2", "tmdbId": 8, "inCinemas": "2021-12-25T00:00:00Z"}],
    }
    done("add", "Dark", "-k", "series", "--id", "tvmaze=1")
    done("add", "Dune", "--id", "tmdb=movie/7")
    return server


def test_each_remote_is_a_batch_of_its_own(desk: Server, done: Done) -> None:
    rows = json.loads(done("refresh", "-f", "json"))
    assert [(row["slug"], row["batch"]) for row in rows] == [
        ("dark", 3),
        ("dune", 4),
        ("soul-2", 5),
    ]
    assert len(desk.asked) == 3
    done("undo", "4")
    rows = done("list", "-f", "tsv", "--columns", "slug,source").splitlines()
    assert sorted(rows) == ["dark\tTVmaze", "dune\t", "soul-2\tRadarr"]


def test_a_remote_that_fails_does_not_keep_the_others_from_being_recorded(
    desk: Server, slate: Run
) -> None:
    desk.routes[FILM.format(7)] = Reply(b"", 401)
    ran = slate("refresh")
    assert ran.code == 1
    assert "dark: on Netflix\n" in ran.out
    assert ran.out.endswith("soul-2: added Soul 2, 2021-12-25 Sat in theaters\n")
    assert ran.err.startswith("slate: TMDB does not accept the key (401). Nothing was refreshed.")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.usefixtures("desk")
def test_what_was_recorded_is_printed_before_the_next_remote_is_asked(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> Reply:
        raise KeyboardInterrupt

    monkeypatch.setattr("slate.remotes.tmdb.TmdbApi.refresh", lambda *_, **__: interrupt())
    ran = slate("refresh")
    assert ran.code == 130
    assert ran.out.startswith("dark: on Netflix\n")
    assert "1 title" not in ran.err


def test_a_key_command_that_fails_is_the_problem_of_its_remote(desk: Server, slate: Run) -> None:
    keys = config_folder() / "keys.toml"
    keys.write_text(
        '[tmdb]\nkey_command = "no-such-program"\n[nas]\nkey_command = "echo sesame"\n',
        encoding="utf-8",
    )
    ran = slate("refresh")
    assert ran.code == 1
    assert ran.err == (
        f'slate: {keys}: the key command of tmdb failed: "no-such-program" cannot be found.\n'
    )
    assert desk.asked[-1].headers["X-Api-Key"] == "sesame"


def test_the_list_of_a_server_is_about_all_titles_and_not_about_some(
    desk: Server, done: Done
) -> None:
    assert "dark: on Netflix\n" in done("refresh", "dark")
    assert desk.paths == [SHOW.format(1)]


def test_a_terminal_shows_a_summary_of_all(desk: Server, screen: Run) -> None:
    assert screen("refresh", width=120).err.splitlines() == [
        "TVmaze: 1 title, 1 changed. TMDB: 1 title, 1 changed. Radarr (nas): 1 changed.",
        "Data: TVmaze (tvmaze.com), CC BY-SA.",
        "This product uses the TMDB API but is not endorsed or certified by TMDB.",
    ]
    assert desk.refused == 0
