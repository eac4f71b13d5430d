import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from slate.domain.errors import UsageError
from slate.remotes.access import Access, Place
from slate.remotes.answers import Answers, KeptAnswer
from slate.remotes.asking import Timer
from slate.remotes.errors import (
    AnswerError,
    GoneError,
    KeyRefusedError,
    NoKeyError,
    OpenKeysError,
    SettingsError,
    UnreadableError,
)
from slate.remotes.keys import Key
from slate.remotes.settings import Remote
from tests.remotes.server import Reply, Server, serving

NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
KEY = "open-sesame"


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that stands for all remotes."""
    with serving() as fake:
        yield fake


def access(folder: Path, **environment: str) -> Access:
    place = Place(folder / "config", folder / "cache", environment)
    return Access(place, "1.2.3", NOW, Timer())


def configure(folder: Path, server: Server) -> Access:
    """Configure all remotes with the address of a server."""
    (folder / "config").mkdir()
    (folder / "config" / "config.toml").write_text(
        f'[remotes.tvmaze]\nurl = "{server.address}"\n'
        f'[remotes.tmdb]\nurl = "{server.address}/3"\n'
        f'[remotes.nas]\nkind = "sonarr"\nurl = "{server.address}/sonarr/"\n'
    )
    return access(folder, SLATE_NAS_KEY=KEY)


def remote(found: Access, name: str) -> Remote:
    return found.settings.remote(name)


def test_settings_are_read_when_they_are_needed(world: Path) -> None:
    found = access(world, LANG="en_GB.UTF-8")
    assert found.settings.regions == ("GB",)
    assert list(found.settings.remotes) == ["tvmaze", "tmdb"]
    assert found.settings is found.settings


def test_settings_that_cannot_be_used_are_an_error_each_time(world: Path) -> None:
    (world / "config").mkdir()
    (world / "config" / "config.toml").write_text("[")
    found = access(world)
    for _ in range(2):
        with pytest.raises(SettingsError, match="is not valid TOML"):
            _ = found.settings


def test_key_is_the_one_that_is_stored(world: Path, server: Server) -> None:
    found = configure(world, server)
    assert found.key(remote(found, "nas")) == Key(KEY, "SLATE_NAS_KEY")
    assert found.key(remote(found, "tmdb")) is None
    assert found.key(remote(found, "tvmaze")) is None


def test_requests_go_to_the_address_of_the_remote_with_its_key(world: Path, server: Server) -> None:
    found = configure(world, server)
    server.routes["/sonarr/api/v3/system/status"] = {"version": "4.0.9"}
    assert found.link(remote(found, "nas")).status() == "4.0.9"
    (asked,) = server.asked
    assert asked.path == "/sonarr/api/v3/system/status"
    assert asked.headers["X-Api-Key"] == KEY
    assert asked.headers["User-Agent"] == "slate/1.2.3"


def test_several_requests_share_a_connection(world: Path, server: Server) -> None:
    found = configure(world, server)
    server.routes |= {f"/list/{number}": [number] for number in range(3)}
    link = found.link(remote(found, "tvmaze"))
    assert [link.get(f"/list/{number}") for number in range(3)] == [b"[0]", b"[1]", b"[2]"]
    assert all("Authorization" not in asked.headers for asked in server.asked)


def test_key_that_is_given_is_used_in_place_of_the_stored_one(world: Path, server: Server) -> None:
    found = configure(world, server)
    server.routes |= {"/3/configuration": {}, "/sonarr/api/v3/system/status": {}}
    for name in ("tmdb", "nas"):
        assert found.link(remote(found, name), key=Key("typed-in", "typed")).status() == ""
    assert server.asked[0].headers["Authorization"] == "Bearer typed-in"
    assert server.asked[1].headers["X-Api-Key"] == "typed-in"


def test_answer_that_repeats_the_key_is_refused(world: Path, server: Server) -> None:
    found = configure(world, server)
    server.routes["/sonarr/api/v3/system/status"] = {"version": KEY}
    with pytest.raises(UnreadableError) as caught:
        found.link(remote(found, "nas")).status()
    assert str(caught.value) == "sent an answer that cannot be read: it repeats the key."


def test_remote_that_needs_a_key_is_not_asked_without_one(world: Path, server: Server) -> None:
    found = configure(world, server)
    for without in (access(world).link, partial(found.link, uses_stored_key=False)):
        with pytest.raises(NoKeyError) as caught:
            without(remote(found, "nas"))
        assert str(caught.value) == "needs a key."
    assert server.asked == []


def test_mirror_is_asked_without_a_key(world: Path, server: Server) -> None:
    found = configure(world, server)
    server.routes["/3/configuration"] = {}
    assert found.link(remote(found, "tmdb")).status() == ""
    (asked,) = server.asked
    assert "Authorization" not in asked.headers


@pytest.mark.parametrize("status", [401, 403])
def test_mirror_that_refuses_to_answer_without_a_key_needs_one(
    world: Path, server: Server, status: int
) -> None:
    found = configure(world, server)
    server.routes["/3/configuration"] = Reply(b"", status)
    with pytest.raises(NoKeyError):
        found.link(remote(found, "tmdb")).status()
    with pytest.raises(KeyRefusedError):
        found.link(remote(found, "tmdb"), key=Key(KEY, "typed")).status()
    server.routes["/shows/1"] = Reply(b"", status)
    with pytest.raises(AnswerError):  # there are no keys of TVmaze
        found.link(remote(found, "tvmaze")).status()


def test_errors_about_keys_are_passed_on(world: Path, server: Server) -> None:
    found = configure(world, server)
    with pytest.raises(UsageError, match=r"^SLATE_NAS_KEY: this is not a key"):
        access(world, SLATE_NAS_KEY="a b").link(remote(found, "nas"))
    (world / "config" / "keys.toml").touch(0o644)
    (world / "config" / "keys.toml").chmod(0o644)
    with pytest.raises(OpenKeysError):
        found.link(remote(found, "tmdb"))


def test_no_key_is_looked_for_offline(world: Path, server: Server) -> None:
    found = configure(world, server)
    (world / "config" / "keys.toml").mkdir(0o755)
    link = found.link(remote(found, "tmdb"), is_offline=True)
    assert link.is_offline
    assert list(link.api.refresh(link, [], now=False)) == []
    assert server.asked == []


def test_progress_and_waits_are_reported(world: Path, server: Server) -> None:
    configure(world, server)
    waits: list[tuple[str, float]] = []
    steps: list[tuple[int, int]] = []
    found = Access(
        Place(world / "config", world / "cache", {}),
        "1.2.3",
        NOW,
        Timer(),
        lambda remote, seconds: waits.append((remote.name, seconds)),
    )
    answers = iter((Reply(b"", 429, {"Retry-After": "0"}), {"id": 1}))
    server.routes["/shows/1"] = lambda: next(answers)
    link = found.link(
        remote(found, "tvmaze"), on_answer=lambda done, all_: steps.append((done, all_))
    )
    assert link.status() == ""
    assert (waits, steps) == ([("tvmaze", 0.0)], [(1, 1)])


def test_answers_are_kept_in_the_cache_by_address(world: Path, server: Server) -> None:
    found = configure(world, server)
    tvmaze = remote(found, "tvmaze")
    server.routes["/shows/71?embed[]=seasons&embed[]=episodes"] = b'{"id": 71}'
    assert found.link(tvmaze).title("71").body == b'{"id": 71}'
    kept = found.link(tvmaze).kept("/shows/71?embed[]=seasons&embed[]=episodes")
    assert kept == (b'{"id": 71}', NOW, NOW, None)
    elsewhere = tvmaze._replace(url="http://127.0.0.1:9")
    path = "/shows/71?embed[]=seasons&embed[]=episodes"
    assert found.link(elsewhere).kept(path) is None


def test_time_of_the_last_answer_is_known_by_remote(world: Path, server: Server) -> None:
    found = configure(world, server)
    tvmaze = remote(found, "tvmaze")
    assert found.last_answered(tvmaze) is None
    server.routes["/shows/1"] = {"id": 1}
    found.link(tvmaze).status()
    assert found.last_answered(tvmaze) == NOW
    assert found.last_answered(remote(found, "nas")) is None


def test_file_at_an_address_is_downloaded_without_any_key(world: Path, server: Server) -> None:
    found = configure(world, server)
    server.routes["/titles.csv"] = b"title\nCobra Kai\n"
    assert found.download(f"{server.address}/titles.csv") == b"title\nCobra Kai\n"
    (asked,) = server.asked
    assert KEY not in asked.headers.values()
    assert asked.headers["User-Agent"] == "slate/1.2.3"
    with pytest.raises(GoneError) as caught:
        found.download(f"{server.address}/none.csv")
    assert str(caught.value) == "has no such file (404)."


def test_answers_that_are_too_old_are_deleted(world: Path) -> None:
    found = access(world)
    answers = Answers(world / "cache", "http://127.0.0.1:9")
    for path, age in (("/new", timedelta(days=179)), ("/old", timedelta(days=181))):
        before = set((world / "cache").glob("*"))
        answers.put(path, KeptAnswer(b"{}", NOW, NOW))
        (file,) = set((world / "cache").iterdir()) - before
        time = (NOW - age).timestamp()
        os.utime(file, (time, time))
    found.tidy()
    assert answers.find("/new", NOW) is not None
    assert answers.find("/old", NOW) is None
    assert len(list((world / "cache").iterdir())) == 1


def test_there_may_be_no_cache_to_tidy(world: Path) -> None:
    access(world).tidy()
    assert not (world / "cache").exists()
