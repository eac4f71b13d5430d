"""`slate add --from` and `slate update --from`: titles as a live source states them."""

import json

import pytest

from tests.cli.conftest import Done, Refused, Run, stored
from tests.remotes.server import Reply, Server
from tests.remotes.shapes import FILM, SHOW, film, listed, result, show

pytestmark = pytest.mark.usefixtures("sources")

COBRA_KAI = show(
    26020,
    "Cobra Kai",
    [(1, "2018-05-02"), (2, "2019-04-24"), (3, "2021-01-01"), (4, "2021-12-31")],
)
RIVALS = show(61234, "Cobra Kai: Rivals", status="In Development", premiered=None)
DUNE = film(438631, "Dune", FR="2021-09-15", US="2021-10-22")
OLD_DUNE = film(841, "Dune", US="1984-12-14")
ADDED = (
    "cobra-kai: added Cobra Kai, 2018-05-02 Wed on Netflix\n"
    "cobra-kai-s4: added Cobra Kai: season 4, 2021-12-31 Fri on Netflix\n"
)


@pytest.fixture
def sources(server: Server) -> Server:
    """Return a server that finds two shows and two films."""
    server.routes |= {
        "/search/shows?q=cobra+kai": [result(COBRA_KAI), result(RIVALS, 0.5)],
        SHOW.format(26020): COBRA_KAI,
        SHOW.format(61234): RIVALS,
        "/search/tv?query=Dune": listed(),
        "/search/movie?query=Dune": listed(DUNE, OLD_DUNE),
        FILM.format(438631): DUNE,
        FILM.format(841): OLD_DUNE,
    }
    return server


def test_a_person_chooses_among_candidates(sources: Server, screen: Run) -> None:
    ran = screen("add", "cobra kai", "--from", "tvmaze", typed="1\n", width=100)
    assert (ran.code, ran.out) == (0, ADDED)
    assert ran.err.splitlines() == [
        "  1  Cobra Kai          series, 2018, Netflix, released  tvmaze.com/shows/26020/show",
        "  2  Cobra Kai: Rivals  series, Netflix, in-development  tvmaze.com/shows/61234/show",
        (
            "Which one? [1-2, or Enter for none]: "
            "Left out 3 seasons that are out already (--all includes them)."
        ),
        "slate refresh keeps it up to date. Data: TVmaze (tvmaze.com), CC BY-SA.",
    ]
    assert sources.paths == ["/search/shows?q=cobra+kai", SHOW.format(26020)]


def test_a_wrong_number_is_asked_for_again(screen: Run) -> None:
    ran = screen("add", "cobra kai", "--from", "tvmaze", typed="3\n0\nx\n2\n", width=100)
    assert (ran.code, ran.out) == (
        0,
        "cobra-kai-rivals: added Cobra Kai: Rivals on Netflix, no date\n",
    )
    assert ran.err.count("Type a number from 1 to 2, or Enter.") == 3


@pytest.mark.parametrize("typed", ["\n", "q\n", "none\n", "\x04"])
def test_nobody_has_to_choose(screen: Run, typed: str) -> None:
    ran = screen("add", "cobra kai", "--from", "tvmaze", typed=typed, width=100)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith("slate: Nothing was recorded.\n")
    assert not stored().exists()


def test_a_script_gets_the_ids_to_choose_from(refused: Refused) -> None:
    assert refused(2, "add", "cobra kai", "--from", "tvmaze") == (
        'slate: "cobra kai" may be tvmaze=26020 (Cobra Kai, series, 2018, Netflix, released) or '
        "tvmaze=61234 (Cobra Kai: Rivals, series, Netflix, in-development). Say which: "
        "--id tvmaze=26020\n"
    )


@pytest.mark.parametrize(
    "id_", ["tvmaze=26020", "tvmaze=https://www.tvmaze.com/shows/26020/cobra-kai"]
)
def test_an_id_needs_no_search_and_no_name(sources: Server, done: Done, id_: str) -> None:
    assert done("add", "--from", "tvmaze", "--id", id_) == ADDED
    assert sources.paths == [SHOW.format(26020)]


def test_a_name_beside_an_id_must_be_its_own(done: Done, refused: Refused) -> None:
    assert refused(2, "add", "Gardening", "--from", "tvmaze", "--id", "tvmaze=26020") == (
        'slate: TVmaze calls 26020 "Cobra Kai", not "Gardening". Leave out the name, or the ID.\n'
    )
    assert done("add", "cobra kai", "--from", "tvmaze", "--id", "tvmaze=26020") == ADDED


def test_all_seasons_or_one_of_them(done: Done, refused: Refused) -> None:
    identified = ("--from", "tvmaze", "--id", "tvmaze=26020")
    assert done("add", *identified, "--season", "2") == (
        "cobra-kai-s2: added Cobra Kai: season 2, 2019-04-24 Wed on Netflix\n"
    )
    assert refused(3, "add", *identified, "--season", "7") == (
        'slate: TVmaze lists no "Cobra Kai: season 7".\n'
    )
    lines = done("add", *identified, "--all").splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "cobra-kai", "cobra-kai-s1", "cobra-kai-s3", "cobra-kai-s4"
    ]  # fmt: skip


def test_a_title_that_is_there_is_to_be_updated(done: Done, refused: Refused) -> None:
    done("add", "Cobra Kai", "-k", "series")
    assert refused(1, "add", "--from", "tvmaze", "--id", "tvmaze=26020") == (
        'slate: "Cobra Kai" is already on the slate (cobra-kai). If it is a different work, add '
        "--new; otherwise run: slate update cobra-kai --from tvmaze --id tvmaze=26020\n"
    )
    assert "cobra-kai-s4: added" in done(
        "update", "cobra-kai", "--from", "tvmaze", "--id", "tvmaze=26020"
    )


def test_another_work_of_the_same_name_is_added_beside_it(done: Done, refused: Refused) -> None:
    done("add", "Dune", "-k", "film")
    added = ("add", "Dune", "--from", "tmdb", "--id", "tmdb=movie/438631", "--new")
    assert done(*added) == "dune-2: added Dune, 2021-10-22 Fri in theaters (US)\n"
    assert refused(1, *added) == (
        'slate: tmdb=438631 is the ID of "Dune" (dune-2). If they are one work, merge them '
        "(slate merge); if the stored ID is wrong, remove it: slate update dune-2 --no-id tmdb\n"
    )


def test_a_removed_title_is_brought_back(done: Done) -> None:
    done("add", "--from", "tvmaze", "--id", "tvmaze=26020")
    done("remove", "cobra-kai")
    assert "cobra-kai: added" in done("add", "--from", "tvmaze", "--id", "tvmaze=26020")


def test_a_film_has_the_dates_of_the_region(done: Done) -> None:
    assert done("add", "Dune", "--from", "tmdb", "--id", "tmdb=movie/438631") == (
        "dune: added Dune, 2021-10-22 Fri in theaters (US)\n"
    )
    (row,) = json.loads(done("show", "dune", "-f", "json"))
    assert (row["source"], row["confidence"]) == ("TMDB", "listed")
    assert row["url"] == "https://www.themoviedb.org/movie/438631"


def test_kind_and_year_select(sources: Server, refused: Refused) -> None:
    assert refused(2, "add", "Dune", "--from", "tmdb", "-k", "film", "--year", "1984") == (
        'slate: "Dune" may be tmdb=movie/841 (Dune, film, 1984). If it is, add its ID: '
        "--id tmdb=movie/841\n"
    )
    assert sources.paths == ["/search/movie?query=Dune"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--from", "tvmaze"], "No title was given. Run: slate add TITLE --from tvmaze"),
        (["Cobra", "Kai", "--from", "tvmaze"], ("The title is 2 words without quotes. Run: "
         "slate add 'Cobra Kai' --from tvmaze")),
        (["Mank", "--from", "imdb"], 'There is no remote "imdb". Choose from tvmaze, tmdb.'),
        (["Mank", "--from", "tvmaze", "-d", "2021"],
         "--from takes everything from the source. Record the rest with slate update."),
        (["Mank", "--from", "tvmaze", "--source", "Variety"],
         "--from takes everything from the source. Record the rest with slate update."),
        (["Mank", "--from", "tvmaze", "--update"],
         "--from cannot be combined with --update. Run slate update TITLE --from instead."),
        (["Mank", "--all"], "--all is only used with --from."),
        (["Mank", "--from", "tmdb", "--id", "tmdb=7"],
         "tmdb=7 is not enough. Write --id tmdb=movie/438631."),
        (["Mank", "--id", "tvmaze=mank"], ('"mank" is not an ID of TVmaze. Write it as '
         "tvmaze=29137, or give the address of its page.")),
    ],
)  # fmt: skip
def test_wrong_usage_is_refused(
    sources: Server, refused: Refused, arguments: list[str], error: str
) -> None:
    assert refused(2, "add", *arguments) == f"slate: {error}\n"
    assert sources.asked == []


def test_a_server_of_ones_own_is_imported_from(
    sources: Server, done: Done, refused: Refused
) -> None:
    sources.routes["/api/v3/system/status"] = {"version": "4"}
    done("remote", "add", "nas", "--kind", "sonarr", "--url", sources.address, stdin="sesame\n")
    assert refused(2, "add", "Mank", "--from", "nas") == (
        "slate: Sonarr cannot be searched here. Import what is on it: slate import nas:\n"
    )


def test_nothing_found_is_exit_status_3(sources: Server, refused: Refused) -> None:
    sources.routes["/search/shows?q=Mank"] = []
    assert refused(3, "add", "Mank", "--from", "tvmaze") == 'slate: TVmaze finds no "Mank".\n'


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"", 500), "answered with an error (500)."),
        (Reply(b"<html>"), ("answered with a web page, not data. Does the network want you to log "
         "in first?")),
        (Reply(b"[1"), "sent an answer that cannot be read: it is not JSON, or is cut off."),
        (Reply(status=404), "has no such title or list (404)."),
    ],
)  # fmt: skip
def test_a_search_that_fails_says_why(
    sources: Server, refused: Refused, reply: Reply, reason: str
) -> None:
    sources.routes["/search/shows?q=Mank"] = reply
    assert refused(1, "add", "Mank", "--from", "tvmaze") == f"slate: TVmaze {reason}\n"
    sources.routes[SHOW.format(7)] = reply
    error = refused(1, "add", "--from", "tvmaze", "--id", "tvmaze=7")
    assert error == f"slate: TVmaze {reason.replace('such title or list', 'title 7')}\n"
    assert not stored().exists()


def test_update_finds_a_title_by_its_other_ids(sources: Server, done: Done) -> None:
    done("add", "Cobra Kai", "-k", "series", "--id", "imdb=tt0026020")
    sources.routes["/lookup/shows?imdb=tt0026020"] = COBRA_KAI
    assert "cobra-kai: ids: + tvmaze=26020\n" in done("update", "cobra-kai", "--from", "tvmaze")
    assert sources.paths == ["/lookup/shows?imdb=tt0026020", SHOW.format(26020)]


def test_update_searches_if_its_other_ids_are_unknown(
    sources: Server, done: Done, refused: Refused
) -> None:
    done("add", "Cobra Kai", "-k", "series", "--id", "imdb=tt9")
    sources.routes["/search/shows?q=Cobra+Kai"] = [result(COBRA_KAI)]
    assert refused(2, "update", "cobra-kai", "--from", "tvmaze").endswith(
        "If it is, add its ID: --id tvmaze=26020\n"
    )
    assert sources.paths == ["/lookup/shows?imdb=tt9", "/search/shows?q=Cobra+Kai"]


def test_update_of_a_title_with_an_id_asks_about_it(sources: Server, done: Done) -> None:
    done("add", "Dune", "--id", "tmdb=movie/438631")
    assert "dune: in theaters (US)\n" in done("update", "dune", "--from", "tmdb")
    assert sources.paths == [FILM.format(438631)]


def test_update_keeps_the_name_that_the_title_has_here(sources: Server, done: Done) -> None:
    done("add", "Karate Kids", "-k", "series")
    printed = done("update", "karate-kids", "--from", "tvmaze", "--id", "tvmaze=26020")
    assert "karate-kids: also known as: + Cobra Kai\n" in printed
    assert "karate-kids-s4: added Karate Kids: season 4, 2021-12-31 Fri on Netflix\n" in printed
    sources.routes["/updates/shows?since=day"] = {"26020": 1}
    assert done("refresh") == ""


def test_update_of_a_season_records_only_that_one(done: Done, refused: Refused) -> None:
    done("add", "Cobra Kai", "-n", "3")
    assert done("update", "cobra-kai-s3", "--from", "tvmaze", "--id", "tvmaze=26020") == (
        "cobra-kai-s3: ids: + tvmaze=26020/season/3\n"
        "cobra-kai-s3: on Netflix\n"
        "cobra-kai-s3: dated 2021-01-01\n"
        "cobra-kai-s3: status announced -> released\n"
        "cobra-kai-s3: ids: + imdb=tt0026020/season/3\n"
        "cobra-kai-s3: ids: + tvdb=27020/season/3\n"
    )
    assert done("list", "-f", "slugs") == "cobra-kai-s3\n"
    done("add", "Cobra Kai", "-n", "9")
    assert refused(3, "update", "cobra-kai-s9", "--from", "tvmaze", "--id", "tvmaze=26020") == (
        'slate: TVmaze lists no "Cobra Kai: season 9".\n'
    )


def test_update_can_be_tried_and_takes_one_title(done: Done, refused: Refused) -> None:
    done("add", "Dune", "--id", "tmdb=movie/438631")
    before = stored().read_bytes()
    assert "dune: in theaters (US)\n" in done("update", "dune", "--from", "tmdb", "--dry-run")
    assert stored().read_bytes() == before
    assert refused(2, "update", "dune", "mank", "--from", "tmdb") == (
        "slate: --from can be used with one title only.\n"
    )
    assert refused(3, "update", "mank", "--from", "tmdb").startswith('slate: No title "mank".')


def test_json_has_what_was_recorded(done: Done) -> None:
    rows = json.loads(done("add", "--from", "tvmaze", "--id", "tvmaze=26020", "-f", "json"))
    assert [(row["slug"], row["outcome"], row["batch"]) for row in rows] == [
        ("cobra-kai", "added", 1),
        ("cobra-kai-s4", "added", 1),
    ]


def test_a_key_is_needed_where_there_is_none(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "elsewhere")
    assert refused(1, "add", "Dune", "--from", "tmdb") == (
        "slate: TMDB needs a key. Set SLATE_TMDB_TOKEN, or run: slate remote add tmdb --kind tmdb\n"
    )


def test_update_finds_a_film_by_its_id_at_imdb(sources: Server, done: Done) -> None:
    done("add", "Dune", "--id", "imdb=tt0438631")
    found = {"movie_results": listed(DUNE)["results"], "tv_results": []}
    sources.routes["/find/tt0438631?external_source=imdb_id"] = found
    assert "dune: ids: + tmdb=438631\n" in done("update", "dune", "--from", "tmdb")


def test_update_of_a_title_with_another_id_elsewhere_is_refused(
    done: Done, refused: Refused
) -> None:
    done("add", "Dune", "--id", "imdb=tt9")
    before = stored().read_bytes()
    assert refused(1, "update", "dune", "--from", "tmdb", "--id", "tmdb=movie/438631") == (
        'slate: TMDB calls it "Dune", too, but has other IDs of it (imdb=tt0438631) than the '
        "slate. If they are one work, remove yours: slate update dune --no-id imdb\n"
    )
    assert stored().read_bytes() == before


def test_an_assumed_kind_does_not_narrow_a_search(
    sources: Server, refused: Refused, done: Done
) -> None:
    done("add", "Cobra Kai", "-d", "2030")  # a film, unless somebody says so
    sources.routes["/search/shows?q=Cobra+Kai"] = [result(COBRA_KAI)]
    assert "--id tvmaze=26020" in refused(2, "update", "cobra-kai", "--from", "tvmaze")


def test_a_stated_kind_narrows_a_search_and_another_one_may_be_given(
    sources: Server, refused: Refused, done: Done
) -> None:
    done("add", "Cobra Kai", "-k", "film")
    sources.routes["/search/shows?q=Cobra+Kai"] = [result(COBRA_KAI)]
    update = ("update", "cobra-kai", "--from", "tvmaze")
    assert refused(3, *update) == 'slate: TVmaze finds no "Cobra Kai".\n'
    assert "--id tvmaze=26020" in refused(2, *update, "-k", "series")
