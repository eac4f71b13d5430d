"""Live sources over time: several processes, interrupts, a month of a fan, and keys."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import KEY, Done, Run, config_folder, stored
from tests.remotes.server import Reply, Server
from tests.remotes.shapes import FILM, SHOW, film, listed, result, show

pytestmark = pytest.mark.slow  # together they take seconds

NAMES = ("Cobra Kai", "Dark", "Ozark", "Lupin", "Bridgerton")


@pytest.fixture
def shows(server: Server, done: Done) -> Server:
    """Return a server of TVmaze with five shows, which are on the slate."""
    for number, name in enumerate(NAMES, 1):
        server.routes[SHOW.format(number)] = show(number, name, [(2, "2021-06-01")])
        done("add", name, "-k", "series", "--id", f"tvmaze={number}")
    return server


@contextmanager
def refreshing() -> Iterator["subprocess.Popen[bytes]"]:
    """Run `slate refresh` in a process of its own until the end of the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "slate", "refresh"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def held(server: Server, path: str) -> tuple[threading.Event, threading.Event]:
    """Hold the answer for a path; return an event that it was requested, and one to send it."""
    asked, goes_on = threading.Event(), threading.Event()
    answer = server.routes[path]

    def waiting() -> object:
        asked.set()
        goes_on.wait(20)
        return answer

    server.routes[path] = waiting
    return asked, goes_on


def batches() -> int:
    with closing(sqlite3.connect(stored())) as connection:
        (number,) = connection.execute("select count(*) from batches").fetchone()
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    return int(number)


def test_a_second_refresh_leaves_the_work_to_the_first(shows: Server, slate: Run) -> None:
    asked, goes_on = held(shows, SHOW.format(3))
    with refreshing() as first:
        assert asked.wait(20)
        assert slate("refresh") == (0, "", "")
        goes_on.set()
        out, err = first.communicate(timeout=20)
    assert (first.returncode, err) == (0, b"")
    assert out.count(b": added") == len(NAMES)
    assert batches() == len(NAMES) + 1
    assert len(shows.asked) == len(NAMES)


def test_other_commands_are_not_held_up_by_requests(shows: Server, done: Done) -> None:
    asked, goes_on = held(shows, SHOW.format(3))
    with refreshing() as first:
        assert asked.wait(20)
        done("add", "Mank")
        assert "mank\n" in done("list", "-f", "slugs")
        goes_on.set()
        first.communicate(timeout=20)
    assert first.returncode == 0
    assert batches() == len(NAMES) + 2


def test_an_interrupt_ends_it_at_once_and_keeps_what_was_fetched(shows: Server, done: Done) -> None:
    asked, goes_on = held(shows, SHOW.format(5))
    before = stored().read_bytes()
    with refreshing() as first:
        assert asked.wait(20)
        while len(_answers()) < len(NAMES):  # four, and when the remote last answered
            time.sleep(0.01)
        first.send_signal(signal.SIGINT)
        began = time.monotonic()
        out, err = first.communicate(timeout=20)
    assert time.monotonic() - began < 1
    assert (first.returncode, out, err) == (130, b"", b"")
    assert stored().read_bytes() == before
    goes_on.set()
    shows.asked.clear()
    shows.routes["/updates/shows?since=day"] = {str(number): 1 for number in range(1, 6)}
    assert done("refresh").count(": added") == len(NAMES)
    assert shows.paths == ["/updates/shows?since=day", SHOW.format(5)]


def _answers() -> list[Path]:
    return list((Path(os.environ["XDG_CACHE_HOME"]) / "slate").glob("*.answer"))


def test_an_interrupt_at_any_moment_stores_all_or_nothing(shows: Server, done: Done) -> None:
    moments = random.Random(7)  # noqa: S311 -- any numbers will do
    shows.routes["/updates/shows?since=day"] = {str(number): 1 for number in range(1, 6)}
    for _ in range(12):
        with refreshing() as process:
            time.sleep(moments.uniform(0.05, 0.5))
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=20)
        assert process.returncode in {0, 130, -signal.SIGINT}, err
        assert batches() in {len(NAMES), len(NAMES) + 1}
    done("refresh")
    assert batches() == len(NAMES) + 1


def test_a_key_is_in_no_output_and_in_no_file_but_its_own(server: Server, slate: Run) -> None:
    server.routes |= {
        "/api/v3/system/status": {"version": "4", "apiKey": KEY},
        "/search/movie?query=Dune": listed(film(7, "Dune", US="2021-10-22")),
        "/search/tv?query=Dune": listed(),
        FILM.format(7): film(7, f"Dune {KEY}", US="2021-10-22"),
        FILM.format(8): Reply(b"", 401),
        FILM.format(9): film(9, "Mank", US="2020-12-04"),
        "/movie/upcoming?region=US": {"results": KEY},
        "/configuration": {"images": {}},
    }
    printed = ""
    for arguments in (
        ["remote", "add", "nas", "--kind", "sonarr", "--url", server.address],
        ["remote", "list", "-f", "json"],
        ["remote", "check"],
        ["add", "Dune", "--from", "tmdb"],
        ["add", "--from", "tmdb", "--id", "tmdb=movie/7"],
        ["add", "--from", "tmdb", "--id", "tmdb=movie/9"],
        ["add", "Mulan", "--id", "tmdb=movie/8"],
        ["refresh"],
        ["refresh", "--all", "-f", "json"],
        ["import", "tmdb:movie/upcoming"],
        ["import", f"{server.address}/feed.ics?apikey={KEY}"],
        ["log"],
        ["export", "slate.slate.ndjson"],
    ):
        ran = slate("--debug", *arguments, stdin=f"{KEY}\n")
        printed += ran.out + ran.err
    assert len(server.asked) > 5
    assert KEY not in printed
    holding = [
        path.name
        for path in Path.cwd().rglob("*")
        if path.is_file() and KEY.encode() in path.read_bytes()
    ]
    assert set(holding) == {"keys.toml"}
    for path in _answers():
        assert KEY.encode() not in zlib.decompress(path.read_bytes())


def test_a_month_of_a_fan(  # noqa: PLR0915 -- a month is long
    server: Server, slate: Run, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten shows and films, a cron job, a wrong match, a key that expires, a day without network."""
    updates: dict[str, int] = {}
    clock = 0

    def airs(number: int, name: str, day: str | None, status: str = "Running") -> None:
        nonlocal clock
        clock += 1
        updates[str(number)] = clock
        found = show(number, name, [(1, "2018-05-02"), (2, day)], updated=clock, status=status)
        server.routes[SHOW.format(number)] = found
        server.routes[f"/search/shows?q={name.replace(' ', '+')}"] = [result(found)]

    def cron(day: int) -> tuple[int, list[str], list[str]]:
        monkeypatch.setenv("SLATE_TODAY", f"2021-01-{day:02}")
        ran = slate("refresh")
        return ran.code, ran.out.splitlines(), ran.err.splitlines()

    for since in ("?since=day", "?since=week", "?since=month", ""):
        server.routes[f"/updates/shows{since}"] = lambda: dict(updates)
    monkeypatch.setenv("SLATE_TODAY", "2021-01-01")
    for number, name in enumerate((*NAMES, "Elite", "Hanna"), 1):
        airs(number, name, None)
        done("add", "--from", "tvmaze", "--id", f"tvmaze={number}")
    for number, name in enumerate(("Dune", "Mank", "Red Notice"), 11):
        server.routes[FILM.format(number)] = film(number, name, US="2021-11-12")
        done("add", name, "--from", "tmdb", "--id", f"tmdb=movie/{number}")
    assert [cron(day) for day in (2, 3)] == [(0, [], [])] * 2

    airs(1, "Cobra Kai", "2021-12-31")
    assert cron(4) == (
        0, ["cobra-kai-s2: dated 2021-12-31", "cobra-kai-s2: status announced -> scheduled"], []
    )  # fmt: skip
    # A wrong match: the id of another show.
    airs(20, "Gardening Weekly", None)
    done("add", "Gardens", "-k", "series", "--id", "tvmaze=20")
    code, out, err = cron(5)
    assert (code, out, len(err)) == (1, [], 1)
    assert err[0].startswith('slate: TVmaze calls 20 "Gardening Weekly", not "Gardens" (gardens).')
    done("update", "gardens", "--no-id", "tvmaze")
    assert cron(6) == (0, [], [])

    # A film moves; the key has expired for two days.
    server.routes[FILM.format(11)] = Reply(b"", 401)
    server.routes[FILM.format(12)] = server.routes[FILM.format(13)] = Reply(b"", 401)
    for day in (8, 9):
        code, out, err = cron(day)
        assert (code, out, len(err)) == (1, [], 1)
        assert "TMDB does not accept the key (401). Nothing was refreshed." in err[0]
    for number, name in enumerate(("Dune", "Mank", "Red Notice"), 11):
        server.routes[FILM.format(number)] = film(number, name, US="2021-12-10")
    code, out, err = cron(10)
    assert (code, err, len(out)) == (0, [], 3)
    assert all("slipped 2021-11-12 -> 2021-12-10" in line for line in out)

    # No network for a day; a date that is withdrawn, and given back.
    path = config_folder() / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(server.address, "http://127.0.0.1:1"), encoding="utf-8")
    code, out, err = cron(11)
    assert (code, out) == (1, [])
    assert (
        err
        == [
            "slate: TVmaze cannot be reached: connection refused. Nothing was refreshed.",
            "slate: TMDB cannot be reached: connection refused. Nothing was refreshed.",
        ][: len(err)]
    )
    path.write_text(text, encoding="utf-8")
    airs(1, "Cobra Kai", None)
    assert cron(12)[1][0] == "cobra-kai-s2: date withdrawn (was 2021-12-31)"
    airs(1, "Cobra Kai", "2021-12-31")
    assert cron(13)[1][0] == "cobra-kai-s2: dated 2021-12-31"
    airs(2, "Dark", None, status="Ended")
    assert cron(14)[1] == ["dark: status released -> ended"]
    server.asked.clear()
    assert cron(15) == (0, [], [])
    assert server.paths[0] == "/updates/shows?since=week"

    # The machine is off until the end of the month, and misses nothing.
    airs(3, "Ozark", "2021-06-04")
    assert cron(31)[1][0] == "ozark-s2: dated 2021-06-04"
    changes = json.loads(done("changes", "cobra-kai-s2", "-f", "json"))
    assert {(one["source"], one["url"]) for one in changes} == {
        ("TVmaze", "https://www.tvmaze.com/shows/1/show")
    }


def test_two_desks_do_not_flip_a_date_while_the_list_of_changes_lags(
    server: Server, slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(desk: str, *arguments: str) -> str:
        monkeypatch.setenv("XDG_CACHE_HOME", str(Path.cwd() / f"cache of {desk}"))
        ran = slate("--db", f"{desk}.db", *arguments)
        assert ran.code == 0, ran.err
        return ran.out

    server.routes["/updates/shows?since=day"] = {"1": 5}
    server.routes[SHOW.format(1)] = show(1, "Dark", [(2, "2021-06-01")], updated=5)
    at("a", "add", "Dark", "-k", "series", "--id", "tvmaze=1")
    at("a", "refresh")
    at("a", "export", "a.slate.ndjson")
    at("b", "import", "a.slate.ndjson")
    # The show changes, but not the time of its last change.
    server.routes[SHOW.format(1)] = show(1, "Dark", [(2, "2021-07-01")], updated=5)
    assert "dark-s2: " in at("b", "refresh")
    at("b", "export", "b.slate.ndjson")
    at("a", "import", "b.slate.ndjson")
    for _ in range(2):
        assert at("a", "refresh") == at("b", "refresh") == ""
    dates = at("a", "list", "-s", "upcoming", "-f", "tsv", "--columns", "date")
    assert dates == "2021-07-01\n"
