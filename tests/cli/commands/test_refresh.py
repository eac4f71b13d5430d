"""`slate refresh`: what is asked, recorded and reported."""

import json
import os
from pathlib import Path

import pytest

from slate.remotes.asking import Timer
from tests.cli.conftest import KEY, Done, IsUntouched, Refused, Run, config_folder, stored
from tests.remotes.server import Reply, Server, cut_short
from tests.remotes.shapes import FILM, SHOW, film, show

COBRA_KAI = SHOW.format(1)
WEEK = "/updates/shows?since=week"
PAST = [(1, "2018-05-02"), (2, "2019-04-24"), (3, "2021-01-01")]


@pytest.fixture
def followed(server: Server, done: Done) -> Server:
    """Return a server of TVmaze with one show, which is on the slate and was refreshed."""
    server.routes[COBRA_KAI] = show(1, "Cobra Kai", [*PAST, (4, "2021-12-31")])
    done("add", "Cobra Kai", "-k", "series", "--id", "tvmaze=1")
    done("refresh")
    server.asked.clear()
    return server


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_TODAY", day)


def changed(server: Server, season: tuple[int, str | None] | None, updated: int = 2) -> None:
    """Set another season 4 of the show, or none."""
    seasons = [*PAST, season] if season else PAST
    server.routes[COBRA_KAI] = show(1, "Cobra Kai", seasons, updated=updated)
    server.routes[WEEK] = server.routes["/updates/shows?since=day"] = {"1": updated}


def test_the_facts_of_a_title_and_a_season_to_come_are_recorded(server: Server, done: Done) -> None:
    server.routes[COBRA_KAI] = show(1, "Cobra Kai", [*PAST, (4, "2021-12-31")])
    done("add", "Cobra Kai", "-k", "series", "--id", "tvmaze=1")
    assert done("refresh") == (
        "cobra-kai: on Netflix\n"
        "cobra-kai: dated 2018-05-02\n"
        "cobra-kai: status announced -> released\n"
        "cobra-kai: ids: + imdb=tt0000001\n"
        "cobra-kai: ids: + tvdb=1001\n"
        "cobra-kai-s4: added Cobra Kai: season 4, 2021-12-31 Fri on Netflix\n"
    )
    columns = "slug,date,source,confidence,reported_on,url"
    assert done("list", "-s", "upcoming", "-f", "csv", "--columns", columns).splitlines()[1] == (
        "cobra-kai-s4,2021-12-31,TVmaze,listed,2021-01-07,https://www.tvmaze.com/shows/1/show"
    )


def test_nothing_new_is_one_request_and_silent(followed: Server, done: Done) -> None:
    followed.routes["/updates/shows?since=day"] = {"1": 1, "2": 9}
    before = stored().read_bytes()
    assert done("refresh") == ""
    assert followed.paths == ["/updates/shows?since=day"]
    assert stored().read_bytes() == before


@pytest.mark.parametrize(
    ("season", "line"),
    [
        ((4, "2022-03-04"), "cobra-kai-s4: slipped 2021-12-31 -> 2022-03-04, 63 days later\n"),
        ((4, "2021-11-05"), "cobra-kai-s4: advanced 2021-12-31 -> 2021-11-05, 56 days earlier\n"),
        (
            (4, None),
            (
                "cobra-kai-s4: date withdrawn (was 2021-12-31)\n"
                "cobra-kai-s4: status scheduled -> announced\n"
            ),
        ),
        (
            None,
            (
                "cobra-kai-s4: date withdrawn (was 2021-12-31)\n"
                "cobra-kai-s4: status scheduled -> announced\n"
            ),
        ),
    ],
)
def test_what_moved_is_reported_with_its_source(
    followed: Server,
    done: Done,
    monkeypatch: pytest.MonkeyPatch,
    season: tuple[int, str | None] | None,
    line: str,
) -> None:
    on("2021-01-08", monkeypatch)
    changed(followed, season)
    assert done("refresh") == line
    assert followed.paths == [WEEK, COBRA_KAI]
    changes = json.loads(done("changes", "--since", "2021-01-08", "-f", "json"))
    assert {(one["source"], one["url"]) for one in changes} == {
        ("TVmaze", "https://www.tvmaze.com/shows/1/show")
    }
    followed.asked.clear()
    assert done("refresh") == ""
    assert followed.paths == ["/updates/shows?since=day"]


def test_a_date_that_is_given_back_is_reverted(
    followed: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2021-01-08", monkeypatch)
    changed(followed, None)
    done("refresh")
    on("2021-01-09", monkeypatch)
    changed(followed, (4, "2021-12-31"), updated=3)
    assert done("refresh") == (
        "cobra-kai-s4: dated 2021-12-31\ncobra-kai-s4: status announced -> scheduled\n"
    )


def test_an_official_date_survives(
    followed: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("update", "cobra-kai-s4", "-d", "2022-01-05", "--source", "Netflix", "--official")
    on("2021-01-09", monkeypatch)
    changed(followed, (4, "2022-03-01"))
    assert done("refresh") == (
        "cobra-kai-s4: recorded, not shown: a catalog does not override what Netflix said\n"
    )
    shown = done("list", "--disputed", "-f", "tsv", "--columns", "slug,date,source")
    assert shown == "cobra-kai-s4\t2022-01-05\tNetflix\n"


def test_one_undo_takes_back_a_refresh_and_the_next_one_records_it_again(
    followed: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2021-01-08", monkeypatch)
    changed(followed, (4, "2022-03-04"))
    first = done("refresh")
    assert done("log", "-f", "tsv", "--columns", "command").splitlines()[0] == "refresh # TVmaze"
    done("undo")
    assert done("list", "-s", "upcoming", "-f", "tsv", "--columns", "date") == "2021-12-31\n"
    assert done("refresh") == first


def test_a_removed_season_stays_removed(
    followed: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("remove", "cobra-kai-s4")
    on("2021-01-08", monkeypatch)
    changed(followed, (4, "2022-03-04"))
    assert done("refresh") == ""
    assert done("list", "-f", "slugs") == "cobra-kai\n"


def test_answers_that_are_lost_or_damaged_do_no_harm(followed: Server, done: Done) -> None:
    followed.routes["/updates/shows?since=day"] = {"1": 1}
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "slate"
    before = stored().read_bytes()
    for path in folder.glob("*.answer"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert done("refresh") == ""
    for path in folder.iterdir():
        path.unlink()
    assert done("refresh") == ""
    assert stored().read_bytes() == before


def test_another_slate_takes_the_kept_answers(followed: Server, done: Done) -> None:
    followed.routes["/updates/shows?since=day"] = {"1": 1}
    done("--db", "other.db", "add", "Cobra Kai", "-k", "series", "--id", "tvmaze=1")
    assert "cobra-kai-s4: added" in done("--db", "other.db", "refresh")
    assert followed.paths == ["/updates/shows?since=day"]


def test_ended_titles_are_asked_about_only_with_all(server: Server, done: Done) -> None:
    done("add", "Dark", "-k", "series", "--id", "tvmaze=2", "-s", "ended")
    assert done("refresh") == ""
    assert server.asked == []
    server.routes[SHOW.format(2)] = show(2, "Dark", status="Ended")
    assert done("refresh", "--all").startswith("dark: on Netflix\n")
    assert server.paths == [SHOW.format(2)]


def test_titles_and_filters_select(server: Server, done: Done) -> None:
    for number, name in ((1, "Cobra Kai"), (2, "Dark")):
        server.routes[SHOW.format(number)] = show(number, name)
        done("add", name, "-k", "series", "--id", f"tvmaze={number}", "--tag", name[:4].lower())
    assert "dark: on Netflix\n" in done("refresh", "dark")
    assert server.paths == [SHOW.format(2)]
    assert "cobra-kai: on Netflix\n" in done("refresh", "--tag", "cobr")
    assert server.paths == [SHOW.format(2), SHOW.format(1)]


def test_titles_without_an_id_of_a_source_are_refused(
    server: Server, done: Done, refused: Refused
) -> None:
    done("add", "Mank")
    assert refused(3, "refresh", "mank") == (
        "slate: No such title has an ID of TVmaze or TMDB. To look one up: "
        "slate update mank --from tmdb\n"
    )
    assert refused(3, "refresh", "-p", "Netflix") == (
        "slate: No such title has an ID of TVmaze or TMDB. To look one up: "
        "slate update TITLE --from tvmaze\n"
    )
    assert refused(3, "refresh", "nothing").startswith('slate: No title "nothing".')
    assert server.asked == []


def test_a_slate_without_ids_has_nothing_to_refresh(
    server: Server, done: Done, is_untouched: IsUntouched
) -> None:
    assert done("refresh") == ""
    assert server.asked == []
    assert is_untouched()


def test_a_terminal_shows_how_to_follow_a_title(screen: Run, done: Done) -> None:
    expected = (
        "No title has an ID of TVmaze or TMDB. To look one up:\n"
        "  slate --db my.db add TITLE --from tvmaze\n"
    )
    assert screen("--db", "my.db", "refresh", width=100).err == expected
    done("--db", "my.db", "add", "Mank")
    assert screen("--db", "my.db", "refresh", width=100).err == expected
    done("--db", "my.db", "add", "Dark", "-k", "series", "-s", "ended", "--id", "tvmaze=1")
    assert screen("--db", "my.db", "refresh", width=100).err == ""


def test_one_broken_answer_does_not_stop_the_others(server: Server, slate: Run, done: Done) -> None:
    replies = {
        2: Reply(b"x", 500),
        3: Reply(b"<html>log in</html>"),
        4: Reply(play=cut_short),
        5: Reply(b"[" * 90_000),
        6: Reply(b""),
        7: show(1, "Cobra Kai"),
        8: Reply(status=404),
        9: Reply(status=302, headers={"Location": "http://other.example/"}),
    }
    server.routes[COBRA_KAI] = show(1, "Cobra Kai", [(4, "2021-12-31")])
    for number in (1, *replies):
        name = "Cobra Kai" if number == 1 else f"Show {number}"
        done("add", name, "-k", "series", "--id", f"tvmaze={number}")
    server.routes |= {SHOW.format(number): reply for number, reply in replies.items()}
    ran = slate("refresh")
    assert ran.code == 1
    assert "cobra-kai-s4: added" in ran.out
    assert ran.err == (
        "slate: TVmaze: 7 of 9 titles not refreshed. "
        "show-2: answered with an error (500); "
        "show-3: answered with a web page, not data. Does the network want you to log in first?; "
        "show-4: sent an answer that is incomplete; "
        "show-5: sent an answer that cannot be read: it is nested too deeply; "
        "show-6: sent an empty answer; "
        "show-7: was asked for 7, but answered with 1; "
        "show-9: redirects to http://other.example, which slate does not follow.\n"
        "slate: TVmaze has no title for show-8 (tvmaze=8). If it stays so, take the ID off: "
        "slate update show-8 --no-id tvmaze\n"
    )


def test_an_unreachable_remote_is_one_line_and_keeps_nobody_else_from_being_asked(
    server: Server, slate: Run, done: Done
) -> None:
    for number in range(1, 6):
        done("add", f"Show {number}", "-k", "series", "--id", f"tvmaze={number}")
    server.routes[FILM.format(7)] = film(7, "Dune", US="2021-10-22")
    done("add", "Dune", "--id", "tmdb=movie/7")
    text = config_folder() / "config.toml"
    text.write_text(
        text.read_text(encoding="utf-8").replace(server.address, "http://127.0.0.1:1", 1),
        encoding="utf-8",
    )
    ran = slate("refresh")
    assert (ran.code, ran.err) == (
        1, "slate: TVmaze cannot be reached: connection refused. Nothing was refreshed.\n"
    )  # fmt: skip
    assert "dune: dated 2021-10-22" in ran.out


def test_an_id_of_another_title_changes_nothing_and_is_asked_about(
    server: Server, slate: Run, done: Done
) -> None:
    server.routes[SHOW.format(2)] = show(2, "Gardening Weekly", [(2, "2021-04-24")])
    done("add", "Cobra Kai", "-k", "series", "--id", "tvmaze=2")
    before = stored().read_bytes()
    ran = slate("refresh")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        'slate: TVmaze calls 2 "Gardening Weekly", not "Cobra Kai" (cobra-kai). If they are one '
        "work: slate refresh cobra-kai --accept. If not: slate update cobra-kai --no-id tvmaze\n"
    )
    assert stored().read_bytes() == before
    server.routes["/updates/shows?since=day"] = {"2": 1}
    assert "cobra-kai-s2: added Cobra Kai: season 2" in done("refresh", "cobra-kai", "--accept")
    assert done("refresh") == ""


def test_the_title_is_named_whose_name_does_not_fit(server: Server, slate: Run, done: Done) -> None:
    """Others have the ID as well, rightly."""
    server.routes[SHOW.format(2)] = show(2, "Gardening Weekly", [(2, "2021-04-24")])
    done("add", "Gardening Weekly", "-n", "2", "--id", "tvmaze=2/season/2")
    done("add", "Stranger Things", "-k", "series", "--id", "tvmaze=2")
    assert slate("refresh").err == (
        'slate: TVmaze calls 2 "Gardening Weekly", not "Stranger Things" (stranger-things). If '
        "they are one work: slate refresh stranger-things --accept. If not: "
        "slate update stranger-things --no-id tvmaze\n"
    )


def test_an_id_that_was_taken_off_is_not_asked_about(server: Server, done: Done) -> None:
    done("add", "Cobra Kai", "-k", "series", "--id", "tvmaze=2")
    done("update", "cobra-kai", "--no-id", "tvmaze")
    assert done("refresh") == ""
    assert server.asked == []


def test_a_key_that_is_refused_is_one_line(server: Server, slate: Run, done: Done) -> None:
    done("add", "Dune", "--id", "tmdb=movie/7")
    server.routes[FILM.format(7)] = Reply(b"{}", 401)
    ran = slate("refresh")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "slate: TMDB does not accept the key (401). Nothing was refreshed. Set SLATE_TMDB_TOKEN, "
        f"or run: slate remote add tmdb --kind tmdb --url {server.address}\n"
    )


def test_a_source_without_a_key_is_no_error(server: Server, done: Done, screen: Run) -> None:
    done("add", "Dune", "--id", "tmdb=movie/7")
    (config_folder() / "keys.toml").unlink()
    (config_folder() / "config.toml").unlink()
    assert done("refresh") == ""
    assert screen("refresh", width=100).err == (
        "1 title with an ID of TMDB could be refreshed, too, with a key:\n"
        "  slate remote add tmdb --kind tmdb\n"
    )
    assert server.asked == []


def test_a_source_without_its_key_is_an_error_if_it_was_added(slate: Run, done: Done) -> None:
    done("add", "Dune", "--id", "tmdb=movie/7")
    config_folder().mkdir(parents=True)
    (config_folder() / "config.toml").write_text(
        '[remotes.tmdb]\nurl = "https://api.themoviedb.org/3"\n', encoding="utf-8"
    )
    assert slate("refresh") == (
        1,
        "",
        (
            "slate: TMDB needs a key. Nothing was refreshed. Set SLATE_TMDB_TOKEN, or run: "
            "slate remote add tmdb --kind tmdb\n"
        ),
    )


def test_a_mirror_may_need_no_key(server: Server, slate: Run, done: Done) -> None:
    done("add", "Dune", "--id", "tmdb=movie/7")
    (config_folder() / "keys.toml").unlink()
    server.routes[FILM.format(7)] = Reply(b"{}", 401)
    assert slate("refresh") == (
        1,
        "",
        (
            "slate: TMDB needs a key. Nothing was refreshed. Set SLATE_TMDB_TOKEN, or run: "
            f"slate remote add tmdb --kind tmdb --url {server.address}\n"
        ),
    )
    server.routes[FILM.format(7)] = film(7, "Dune", US="2021-10-22")
    assert "dune: dated 2021-10-22\n" in done("refresh")
    assert "Authorization" not in server.asked[-1].headers


def test_films_have_the_dates_of_the_region(server: Server, done: Done) -> None:
    server.routes[FILM.format(7)] = film(7, "Dune", FR="2021-09-15", US="2021-10-22")
    done("add", "Dune", "--id", "tmdb=movie/7")
    assert "dune: in theaters (US)\n" in done("refresh")
    dates = done("list", "-f", "tsv", "--columns", "date,region,source")
    assert dates == "2021-10-22\tUS\tTMDB\n"
    assert server.asked[-1].headers["Authorization"] == f"Bearer {KEY}"


def test_a_film_far_ahead_is_asked_about_weekly_and_a_named_one_at_once(
    server: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes[FILM.format(7)] = film(7, "Dune", US="2021-10-22")
    done("add", "Dune", "--id", "tmdb=movie/7")
    done("refresh")
    for day, requests in (("2021-01-08", 1), ("2021-01-13", 1), ("2021-01-14", 2)):
        on(day, monkeypatch)
        done("refresh")
        assert len(server.asked) == requests
    done("refresh", "dune")
    assert len(server.asked) == 3


def test_a_kept_answer_does_not_replace_what_was_recorded_since(
    server: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes[FILM.format(7)] = film(7, "Dune", US="2021-10-22")
    done("add", "Dune", "--id", "tmdb=movie/7")
    done("refresh")
    on("2021-01-09", monkeypatch)
    done("update", "dune", "-d", "2021-10-01", "--release-type", "theatrical", "--region", "US",
         "--source", "TMDB", "--listed")  # fmt: skip
    on("2021-01-10", monkeypatch)
    assert done("refresh") == ""


def test_a_server_has_its_titles_to_come_added_and_nothing_that_is_out(
    server: Server, done: Done
) -> None:
    text = config_folder() / "config.toml"
    text.write_text(f'[remotes.nas]\nkind = "radarr"\nurl = "{server.address}"\n', encoding="utf-8")
    keys = config_folder() / "keys.toml"
    keys.write_text('[nas]\nkey = "sesame"\n', encoding="utf-8")
    server.routes["/api/v3/movie"] = [
        {"title": "Dune", "tmdbId": 7, "inCinemas": "2021-10-22T00:00:00Z", "status": "announced"},
        {"title": "Mank", "tmdbId": 8, "digitalRelease": "2020-12-04T00:00:00Z",
         "status": "released"},
    ]  # fmt: skip
    assert done("refresh") == "dune: added Dune, 2021-10-22 Fri in theaters\n"
    assert server.asked[0].headers["X-Api-Key"] == "sesame"
    assert done("refresh") == ""
    server.routes["/api/v3/movie"] = []
    assert done("refresh") == ""
    assert done("list", "-f", "slugs") == "dune\n"


def test_offline_uses_only_what_was_fetched(
    followed: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("--db", "other.db", "add", "Cobra Kai", "-k", "series", "--id", "tvmaze=1")
    on("2021-01-20", monkeypatch)
    assert "cobra-kai-s4: added" in done("--db", "other.db", "refresh", "--offline")
    assert followed.asked == []
    days = done("--db", "other.db", "list", "-f", "tsv", "--columns", "reported_on")
    assert days == "2021-01-07\n2021-01-07\n"


def test_a_dry_run_stores_nothing(
    followed: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2021-01-08", monkeypatch)
    changed(followed, (4, "2022-03-04"))
    before = stored().read_bytes()
    line = "cobra-kai-s4: slipped 2021-12-31 -> 2022-03-04, 63 days later\n"
    assert done("refresh", "--dry-run") == line
    assert stored().read_bytes() == before
    assert done("refresh") == line


def test_json_has_what_was_recorded_and_its_batch(
    followed: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2021-01-08", monkeypatch)
    changed(followed, (4, "2022-03-04"))
    (row,) = json.loads(done("refresh", "-f", "json"))
    assert (row["slug"], row["outcome"], row["batch"]) == ("cobra-kai-s4", "changed", 3)
    assert [change["change"] for change in row["changes"]] == ["slipped"]
    assert done("refresh", "-f", "json") == "[]\n"


def test_the_exit_status_tells_whether_anything_is_new(
    followed: Server, done: Done, slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.routes["/updates/shows?since=day"] = {"1": 1}
    assert slate("refresh", "-e") == (3, "", "")
    on("2021-01-08", monkeypatch)
    changed(followed, (4, "2022-03-04"))
    assert done("refresh", "-e") != ""


def test_a_terminal_shows_what_was_asked_and_the_credit(followed: Server, screen: Run) -> None:
    followed.routes["/updates/shows?since=day"] = {"1": 1}
    assert screen("refresh", width=100).err == (
        "TVmaze: 2 titles, nothing new.\nData: TVmaze (tvmaze.com), CC BY-SA.\n"
    )


def test_titles_are_counted_as_in_the_list(followed: Server, done: Done, screen: Run) -> None:
    done("update", "cobra-kai", "--tag", "mine")
    followed.routes |= {"/updates/shows?since=day": {"1": 2}, COBRA_KAI: Reply(b"", 500)}
    assert screen("refresh", width=200).err == (
        "slate: TVmaze: 2 of 2 titles not refreshed. cobra-kai, cobra-kai-s4: answered with an "
        "error (500).\n"
        "TVmaze: 2 titles, not refreshed.\n"
    )
    assert len(done("list", "-f", "slugs").splitlines()) == 2
    assert done("remote", "-f", "tsv", "--columns", "name,titles").startswith("tvmaze\t2\n")
    ran = screen("refresh", "--offline", "--tag", "mine", width=200)
    assert ran.err == "TVmaze: 1 title, none due.\n"


def test_a_busy_remote_is_waited_for(
    followed: Server, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = iter([Reply(b"", 429, {"Retry-After": "7"}), Reply(b'{"1": 1}')])
    followed.routes["/updates/shows?since=day"] = lambda: next(replies)
    waits: list[float] = []
    passed = [0.0]

    class Skipping(Timer):
        def now(self) -> float:
            return passed[0]

        def wait(self, results, seconds, running):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            if running:
                return results.get()
            waits.append(seconds)
            passed[0] += seconds
            return None

    monkeypatch.setattr("slate.cli.remote_access.Timer", Skipping)
    ran = screen("refresh", width=100)
    assert ran.code == 0
    assert waits == [7.0]
    assert ran.err.startswith("TVmaze is busy; trying again in 7 s.\n")


@pytest.mark.usefixtures("server")
def test_settings_that_cannot_be_used_are_an_error(refused: Refused) -> None:
    path = config_folder() / "config.toml"
    path.write_text("regions = 1\n", encoding="utf-8")
    assert refused(1, "refresh") == (
        f'slate: {path}: regions is not a list of countries, as in ["US"].\n'
    )


def test_keys_that_others_can_read_are_refused_once(
    server: Server, slate: Run, done: Done, screen: Run
) -> None:
    done("add", "Dune", "--id", "tmdb=movie/7")
    with (config_folder() / "config.toml").open("a", encoding="utf-8") as file:
        file.write(f'[remotes.nas]\nkind = "radarr"\nurl = "{server.address}"\n')
    path = config_folder() / "keys.toml"
    path.chmod(0o644)
    ran = slate("refresh")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"slate: {path}: other users can read these keys. Run: chmod 600 {path}\n"
    assert screen("refresh", width=200).err == (
        f"slate: {path}: other users can read these keys. Run:\n"
        f"  chmod 600 {path}\n"
        "TMDB: 1 title, not refreshed. Radarr (nas): not refreshed.\n"
    )
    assert server.asked == []


def test_advice_names_the_slate(server: Server, slate: Run, done: Done) -> None:
    server.routes[SHOW.format(2)] = show(2, "Gardening Weekly")
    done("--db", "my.db", "add", "Cobra Kai", "-k", "series", "--id", "tvmaze=2")
    ran = slate("--db", "my.db", "refresh")
    assert "slate --db my.db refresh cobra-kai --accept. If not: slate --db my.db update" in ran.err


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (
            60,
            (
                'slate: TVmaze calls 2 "Gardening Weekly", not "Cobra Kai"\n'
                "  (cobra-kai). If they are one work:\n"
            ),
        ),
        (
            80,
            (
                'slate: TVmaze calls 2 "Gardening Weekly", not "Cobra Kai" (cobra-kai). If they\n'
                "  are one work:\n"
            ),
        ),
    ],
)
def test_each_command_to_copy_has_a_line_of_its_own(
    server: Server, done: Done, screen: Run, width: int, text: str
) -> None:
    server.routes[SHOW.format(2)] = show(2, "Gardening Weekly")
    done("--db", "my.db", "add", "Cobra Kai", "-k", "series", "--id", "tvmaze=2")
    assert screen("--db", "my.db", "refresh", width=width).err == (
        f"{text}"
        "  slate --db my.db refresh cobra-kai --accept\n"
        "  If not:\n"
        "  slate --db my.db update cobra-kai --no-id tvmaze\n"
        "TVmaze: 1 title, not refreshed.\n"
        "Data: TVmaze (tvmaze.com), CC BY-SA.\n"
    )


def test_the_command_that_stores_a_key_has_a_line_of_its_own(
    server: Server, done: Done, screen: Run
) -> None:
    done("add", "Dune", "--id", "tmdb=movie/7")
    server.routes[FILM.format(7)] = Reply(b"{}", 401)
    assert screen("refresh", width=60).err == (
        "slate: TMDB does not accept the key (401). Nothing was\n"
        "  refreshed. Set SLATE_TMDB_TOKEN, or run:\n"
        f"  slate remote add tmdb --kind tmdb --url {server.address}\n"
        "TMDB: 1 title, not refreshed.\n"
    )


@pytest.mark.usefixtures("server")
def test_a_title_that_a_source_does_not_have_is_reported_each_time(slate: Run, done: Done) -> None:
    done("add", "Checkers", "-k", "series", "--id", "tvmaze=9")
    error = (
        "slate: TVmaze has no title for checkers (tvmaze=9). If it stays so, take the ID off: "
        "slate update checkers --no-id tvmaze\n"
    )
    assert slate("refresh") == (1, "", error)
    assert slate("refresh", "--dry-run") == (1, "", error)
    assert slate("refresh", "checkers") == (1, "", error)


def test_the_summary_does_not_call_a_failure_nothing_new(
    server: Server, done: Done, screen: Run
) -> None:
    server.routes[FILM.format(7)] = film(7, "Dune", US="2021-10-22")
    done("add", "Dune", "--id", "tmdb=movie/7")
    done("refresh")
    done("add", "Dark", "-k", "series", "--id", "tvmaze=1")
    server.routes[SHOW.format(1)] = Reply(b"<html>")
    lines = screen("refresh", width=200).err.splitlines()
    assert lines[0].endswith("not data. Does the network want you to log in first?")
    assert lines[1] == "TVmaze: 1 title, not refreshed. TMDB: 1 title, none due."
