"""Adding, removing and checking remotes."""

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import KEY, Done, Refused, Run, config_folder
from tests.remotes.server import Reply, Server
from tests.remotes.shapes import SHOW, show

STATUS = "/api/v3/system/status"
OLD_KEY = "0123456789abcdef0123456789abcdef"


def add_server(server: Server, done: Done, kind: str = "sonarr", name: str = "nas") -> str:
    server.routes[STATUS] = {"appName": "Sonarr", "version": "4.0.9"}
    return done("remote", "add", name, "--kind", kind, "--url", server.address, stdin="sesame\n")


def typing(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], str]) -> list[str]:
    """Answer the questions whose answer is not shown; return these questions.

    getpass drops what was typed before it asked, so a terminal of a test cannot answer it.
    """
    asked: list[str] = []

    def getpass(prompt: str, stream: object = None) -> str:
        del stream
        asked.append(prompt)
        return answer()

    monkeypatch.setattr("getpass.getpass", getpass)
    return asked


def test_the_list_has_where_keys_come_from_the_last_answer_and_titles(
    server: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes[SHOW.format(1)] = show(1, "Cobra Kai")
    done("add", "Cobra Kai", "-k", "series", "--id", "tvmaze=1")
    done("refresh")
    monkeypatch.setenv("SLATE_TMDB_TOKEN", "sesame")
    place = server.address.removeprefix("http://")
    assert done("remote").splitlines()[1:] == [
        f"tvmaze  TVmaze  {place}  not needed        2021-01-07 12:00  1",
        f"tmdb    TMDB    {place}  SLATE_TMDB_TOKEN                    0",
    ]


def test_a_server_is_added_with_a_key_from_standard_input(server: Server, done: Done) -> None:
    assert add_server(server, done) == "nas: Sonarr 4.0.9 answers\n"
    assert server.asked[0].headers["X-Api-Key"] == "sesame"
    folder = config_folder()
    assert f'[remotes.nas]\nkind = "sonarr"\nurl = "{server.address}"\n' in (
        folder / "config.toml"
    ).read_text(encoding="utf-8")
    keys = folder / "keys.toml"
    assert '[nas]\nkey = "sesame"\n' in keys.read_text(encoding="utf-8")
    assert keys.stat().st_mode & 0o777 == 0o600
    assert "sesame" not in done("remote", "-f", "json")


def test_a_key_is_typed_without_being_shown(
    server: Server, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = typing(monkeypatch, lambda: "sesame")
    server.routes[STATUS] = {"version": "4.0.9"}
    ran = screen("remote", "add", "nas", "--kind", "sonarr", "--url", server.address)
    assert ran == (
        0,
        "nas: Sonarr 4.0.9 answers\n",
        (
            "Sonarr key (not shown):"
            "slate refresh adds its titles that are to come, and keeps them up to date.\n"
        ),
    )
    assert len(asked) == 1
    assert server.asked[0].headers["X-Api-Key"] == "sesame"


def test_leaving_the_question_stores_nothing(
    server: Server, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave() -> str:
        raise KeyboardInterrupt

    typing(monkeypatch, leave)
    before = (config_folder() / "config.toml").read_bytes()
    ran = screen("remote", "add", "nas", "--kind", "sonarr", "--url", server.address)
    assert (ran.code, ran.out) == (130, "")
    assert (config_folder() / "config.toml").read_bytes() == before


def test_a_key_in_the_environment_is_not_asked_for(
    server: Server, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_NAS_KEY", "from-outside")
    server.routes[STATUS] = {"version": "5"}
    done("remote", "add", "nas", "--kind", "radarr", "--url", server.address)
    assert server.asked[0].headers["X-Api-Key"] == "from-outside"
    assert "nas" not in (config_folder() / "keys.toml").read_text(encoding="utf-8")


def test_a_built_in_remote_gets_another_address_and_its_own_back(
    server: Server, done: Done
) -> None:
    (config_folder() / "config.toml").unlink()
    server.routes["/shows/1"] = show(1, "Under the Dome")
    arguments = ("remote", "add", "tvmaze", "--kind", "tvmaze", "--url", server.address)
    assert done(*arguments) == "tvmaze: TVmaze answers\n"
    assert done("remote", "-f", "tsv", "--columns", "url").startswith(server.address)
    assert done("remote", "remove", "tvmaze") == "tvmaze: back to https://api.tvmaze.com\n"
    assert done("remote", "-f", "tsv", "--columns", "url").startswith("https://api.tvmaze.com\n")


def test_a_terminal_shows_what_a_refresh_will_do(server: Server, screen: Run) -> None:
    server.routes["/shows/1"] = show(1, "Under the Dome")
    assert screen("remote", "add", "tvmaze", "--url", server.address) == (
        0,
        "tvmaze: TVmaze answers\n",
        "slate refresh keeps the titles with an ID of TVmaze up to date.\n",
    )


def test_a_mirror_is_added_without_a_key(server: Server, done: Done) -> None:
    (config_folder() / "keys.toml").unlink()
    server.routes["/configuration"] = {"images": {}}
    arguments = ("remote", "add", "tmdb", "--url", server.address)
    assert done(*arguments) == "tmdb: TMDB answers\n"
    assert done("remote", "-f", "tsv", "--columns", "name,key") == (
        "tvmaze\tnot needed\ntmdb\tnone\n"
    )
    assert not (config_folder() / "keys.toml").exists()
    rows = json.loads(done("remote", "check", "tmdb", "-f", "json"))
    assert [row["works"] for row in rows] == [True]


def test_a_mirror_does_not_get_the_key_that_was_stored_before(server: Server, done: Done) -> None:
    server.routes["/configuration"] = {"images": {}}
    assert done("remote", "add", "tmdb", "--url", server.address) == (
        "tmdb: TMDB answers, key deleted\n"
    )
    assert "Authorization" not in server.asked[0].headers
    assert KEY not in (config_folder() / "keys.toml").read_text(encoding="utf-8")


def test_a_mirror_that_needs_a_key_is_not_added_without_one(
    server: Server, refused: Refused
) -> None:
    keys = config_folder() / "keys.toml"
    before = keys.read_bytes()
    server.routes["/configuration"] = Reply(b"", 401)
    assert refused(1, "remote", "add", "tmdb", "--url", server.address) == (
        "slate: TMDB needs a key. Nothing was stored.\n"
    )
    assert keys.read_bytes() == before


def test_a_key_is_asked_for_that_a_mirror_may_need(
    server: Server, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, lambda: "")
    server.routes["/configuration"] = {"images": {}}
    ran = screen("remote", "add", "tmdb", "--url", server.address)
    assert (ran.code, ran.err) == (
        0,
        (
            "TMDB token, if it needs one (not shown):"
            "slate refresh keeps the titles with an ID of TMDB up to date.\n"
        ),
    )


def test_a_new_key_leaves_the_address_as_it_is(server: Server, done: Done) -> None:
    """Otherwise it would be sent to another host than the user expects."""
    server.routes["/configuration"] = {"images": {}}
    done("remote", "add", "tmdb", "--url", server.address, stdin="sesame\n")
    assert done("remote", "add", "tmdb", stdin="sesame2\n") == "tmdb: TMDB answers\n"
    assert server.asked[-1].headers["Authorization"] == "Bearer sesame2"
    add_server(server, done)
    assert done("remote", "add", "nas", "--kind", "sonarr", stdin="sesame3\n").startswith("nas: ")
    assert done("remote", "-f", "tsv", "--columns", "name,url").splitlines()[1:] == [
        f"tmdb\t{server.address}",
        f"nas\t{server.address}",
    ]


def test_the_kind_and_the_address_of_a_built_in_remote_are_known(slate: Run, done: Done) -> None:
    ran = slate("remote", "add", "tmdb", stdin="sesame\n")
    assert (ran.code, ran.out) == (0, "tmdb: stored\n")
    assert ran.err.startswith("slate: TMDB cannot be reached: ")
    assert done("remote", "-f", "tsv", "--columns", "name,url,key").splitlines()[1] == (
        "tmdb\thttps://api.themoviedb.org/3\tkeys.toml"
    )


def test_a_remote_that_does_not_answer_is_stored_with_a_note(done: Done, slate: Run) -> None:
    ran = slate("remote", "add", "nas", "--kind", "sonarr", "--url", "http://127.0.0.1:1",
                stdin="sesame\n")  # fmt: skip
    assert ran == (
        0,
        "nas: stored\n",
        "slate: Sonarr (nas) cannot be reached: connection refused.\n",
    )
    assert done("remote", "-f", "tsv", "--columns", "name,key").endswith("nas\tkeys.toml\n")


def test_a_key_that_is_refused_stores_nothing(server: Server, refused: Refused) -> None:
    server.routes[STATUS] = Reply(b"", 401)
    error = refused(1, "remote", "add", "nas", "--kind", "sonarr", "--url", server.address,
                    stdin="sesame\n")  # fmt: skip
    assert error == ("slate: Sonarr (nas) does not accept the key (401). Nothing was stored.\n")
    assert "nas" not in (config_folder() / "config.toml").read_text(encoding="utf-8")
    assert "nas" not in (config_folder() / "keys.toml").read_text(encoding="utf-8")


def test_a_remote_is_removed_with_its_key(server: Server, done: Done) -> None:
    add_server(server, done)
    assert done("remote", "remove", "nas") == "nas: removed, key deleted\n"
    assert "nas" not in done("remote")
    assert "nas" not in (config_folder() / "keys.toml").read_text(encoding="utf-8")


def test_check_asks_each_remote(server: Server, slate: Run, done: Done) -> None:
    add_server(server, done)
    server.routes["/shows/1"] = show(1, "Under the Dome")
    server.routes["/configuration"] = {"images": {}}
    place = server.address.removeprefix("http://")
    assert done("remote", "check") == (
        f"Name    Kind    Address{' ' * (len(place) - 5)}Key         Works\n"
        f"tvmaze  TVmaze  {place}  not needed  yes\n"
        f"tmdb    TMDB    {place}  keys.toml   yes\n"
        f"nas     Sonarr  {place}  keys.toml   4.0.9\n"
    )
    server.routes["/configuration"] = Reply(b"", 401)
    ran = slate("remote", "check")
    assert ran.code == 1
    assert ran.out.splitlines()[2].split() == ["tmdb", "TMDB", place, "keys.toml", "no"]
    assert ran.err == (
        "slate: TMDB does not accept the key (401). Set SLATE_TMDB_TOKEN, or run: "
        f"slate remote add tmdb --kind tmdb --url {server.address}\n"
    )
    (row,) = json.loads(done("remote", "check", "nas", "-f", "json"))
    assert (row["works"], row["version"], row["problem"]) == (True, "4.0.9", None)


def test_check_does_not_ask_a_built_in_remote_without_a_key(server: Server, done: Done) -> None:
    path = config_folder() / "config.toml"
    path.write_text(f'[remotes.tvmaze]\nurl = "{server.address}"\n', encoding="utf-8")
    (config_folder() / "keys.toml").unlink()
    server.routes["/shows/1"] = show(1, "Under the Dome")
    rows = json.loads(done("remote", "check", "-f", "json"))
    assert [(row["name"], row["works"]) for row in rows] == [("tvmaze", True), ("tmdb", None)]


def test_keys_that_others_can_read_are_one_problem(
    server: Server, slate: Run, done: Done, screen: Run
) -> None:
    add_server(server, done)
    server.asked.clear()
    keys = config_folder() / "keys.toml"
    keys.chmod(0o640)
    error = f"{keys}: other users can read these keys. Run: chmod 600 {keys}"
    ran = slate("remote")
    assert (ran.code, ran.err) == (0, f"slate: {error}\n")
    assert ran.out.count("unusable") == 2
    ran = slate("remote", "check", "tmdb")
    assert (ran.code, ran.err) == (1, f"slate: {error}\n")
    assert server.asked == []
    assert screen("remote", width=200).err.startswith(
        f"slate: {keys}: other users can read these keys. Run:\n  chmod 600 {keys}\n\n"
    )
    rows = json.loads(done("remote", "-f", "json"))
    assert [row["problem"] for row in rows] == [None, error, error]


def test_a_server_is_removed_and_checked_by_its_kind(server: Server, done: Done) -> None:
    add_server(server, done)
    assert json.loads(done("remote", "check", "sonarr", "-f", "json"))[0]["name"] == "nas"
    assert done("remote", "remove", "sonarr") == "nas: removed, key deleted\n"
    assert "nas" not in done("remote")


def test_an_open_file_of_keys_is_refused_before_anything_is_stored(
    server: Server, refused: Refused
) -> None:
    server.routes[STATUS] = {"version": "4"}
    (config_folder() / "keys.toml").chmod(0o644)
    before = (config_folder() / "config.toml").read_bytes()
    assert refused(1, "remote", "add", "nas", "--kind", "sonarr", "--url", server.address,
                   stdin="sesame\n").endswith("other users can read these keys. Run: chmod 600 "
                                               f"{config_folder() / 'keys.toml'}\n")  # fmt: skip
    assert (config_folder() / "config.toml").read_bytes() == before


def test_the_key_of_a_built_in_remote_is_deleted(server: Server, done: Done) -> None:
    del server
    (config_folder() / "config.toml").unlink()
    assert done("remote", "remove", "tmdb") == "tmdb: key deleted\n"
    assert KEY not in (config_folder() / "keys.toml").read_text(encoding="utf-8")
