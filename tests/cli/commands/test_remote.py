"""`slate remote`: its arguments, and the list of remotes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import KEY, Done, Refused, Run, config_folder
from tests.remotes.server import Server

STATUS = "/api/v3/system/status"
OLD_KEY = "0123456789abcdef0123456789abcdef"


def test_the_built_in_remotes_are_listed_without_any_settings(done: Done) -> None:
    assert done("remote") == (
        "Name    Kind    Address               Key         Last answer  Titles\n"
        "tvmaze  TVmaze  api.tvmaze.com        not needed               0\n"
        "tmdb    TMDB    api.themoviedb.org/3  missing                  0\n"
    )
    assert done("remote", "list") == done("remote")
    assert not config_folder().exists()


def test_json_has_credits_and_terms(done: Done) -> None:
    tvmaze, tmdb = json.loads(done("remote", "-f", "json"))
    assert tvmaze["credit"] == "Data: TVmaze (tvmaze.com), CC BY-SA"
    assert tmdb["terms"].endswith("answers are kept six months at most.")
    assert done("remote", "-f", "tsv", "--columns", "name,works") == "tvmaze\t\ntmdb\t\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "error"),
    [
        (
            ["delete"],
            "",
            '"delete" is nothing that slate remote does. Choose from list, add, remove, check.',
        ),
        (["add"], "", "No name was given. Run: slate remote add NAME"),
        (["remove"], "", "No name was given. Run: slate remote remove NAME"),
        (
            ["add", "nas"],
            "",
            "What kind of remote is it? Add --kind tvmaze, tmdb, sonarr, radarr.",
        ),
        (
            ["add", "nas", "--kind", "sonarr"],
            "",
            "Where is it? Add --url, as in --url http://nas:8989.",
        ),
        (
            ["add", "nas", "--kind", "plex", "--url", "http://nas"],
            "",
            "plex is not a kind of remote. Choose from tvmaze, tmdb, sonarr, radarr.",
        ),
        (
            ["add", "My NAS", "--kind", "sonarr", "--url", "http://nas"],
            "",
            "My NAS is not a name for a remote. Use a-z, 0-9 and -, as in nas.",
        ),
        (
            ["add", "nas", "--kind", "sonarr", "--url", "nas:8989"],
            "",
            "nas:8989 is not the address of a server. Write it as http://nas:8989.",
        ),
        (
            ["add", "nas", "--kind", "sonarr", "--url", "http://nas:8989"],
            "",
            "Sonarr needs a key. Type it, pipe it in, or set SLATE_NAS_KEY.",
        ),
        (
            ["add", "nas", "--kind", "sonarr", "--url", "http://nas:8989"],
            "two words\n",
            "The key: this is not a key. Keys are letters, digits and punctuation.",
        ),
        (
            ["add", "tmdb"],
            f"{OLD_KEY}\n",
            'This looks like TMDB\'s "API Key". slate needs the "API Read Access Token" beside it.',
        ),
        (
            ["list", "--kind", "sonarr"],
            "",
            "--kind and --url are only used with slate remote add.",
        ),
        (
            ["add", "nas", "-f", "json"],
            "",
            "slate remote add takes no --format or --columns.",
        ),
        (["remove", "tvmaze"], "", "tvmaze is built in, and nothing was stored for it."),
        (["check", "nas"], "", 'There is no remote "nas". Choose from tvmaze, tmdb.'),
        (["remove", "nas"], "", 'There is no remote "nas". Choose from tvmaze, tmdb.'),
    ],
)
def test_wrong_usage_is_refused(
    refused: Refused, arguments: list[str], stdin: str, error: str
) -> None:
    assert refused(2, "remote", *arguments, stdin=stdin) == f"slate: {error}\n"
    assert not config_folder().exists()


CREDITS = (
    "Data: TVmaze (tvmaze.com), CC BY-SA.\n"
    "This product uses the TMDB API but is not endorsed or certified by TMDB.\n"
)


@pytest.mark.parametrize(
    ("locale", "region"),
    [("", "US (no locale)"), ("C.UTF-8", "US (no locale)"), ("en_GB.UTF-8", "GB (of the locale)")],
)
def test_a_terminal_shows_the_regions_and_the_credits(
    screen: Run, monkeypatch: pytest.MonkeyPatch, locale: str, region: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    assert screen("remote", width=200).err == (
        f"\nRegions: {region}. Set them at the top of {config_folder() / 'config.toml'}:\n"
        f'  regions = ["{region[:2]}"]\n'
        f"{CREDITS}"
    )


def test_regions_that_are_set_and_remotes_that_have_none(server: Server, screen: Run) -> None:
    path = config_folder() / "config.toml"
    text = path.read_text(encoding="utf-8")
    nas = f'[remotes.nas]\nkind = "sonarr"\nurl = "{server.address}"\n'
    path.write_text(f'regions = ["GB", "US"]\n{text}{nas}', encoding="utf-8")
    assert screen("remote", width=200).err == f"\nRegions: GB, US.\n{CREDITS}"
    assert screen("remote", "list", "tvmaze").err == "\nData: TVmaze (tvmaze.com), CC BY-SA.\n"
    assert screen("remote", "list", "nas").err == ""


def test_settings_that_cannot_be_written_leave_everything_as_it_was(
    server: Server, refused: Refused, tmp_path: Path
) -> None:
    server.routes[STATUS] = {"version": "4"}
    path = config_folder() / "config.toml"
    path.unlink()
    path.symlink_to(tmp_path / "missing" / "deep")
    (tmp_path / "missing").write_text("a file", encoding="utf-8")
    error = refused(1, "remote", "add", "nas", "--kind", "sonarr", "--url", server.address,
                    stdin="sesame\n")  # fmt: skip
    assert error.startswith(f"slate: {path}: cannot be ")
    keys = (config_folder() / "keys.toml").read_text(encoding="utf-8")
    assert keys == f'[tmdb]\nkey = "{KEY}"\n'
