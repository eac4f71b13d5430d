"""Several machines ask the remotes at the same time, and record what is new once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Barrier, BrokenBarrierError

import pytest

from tests.desk.conftest import Machine, Machines, same
from tests.remotes.server import Reply, Server, serving
from tests.remotes.shapes import FILM, SHOW, film, show

pytestmark = pytest.mark.slow

NAMES = ("ann", "bob", "cid")


@pytest.fixture
def remotes() -> Iterator[Server]:
    """Return a server that stands for TVmaze and TMDB."""
    with serving() as fake:
        yield fake


def set_up(machine: Machine, fake: Server) -> None:
    """Write the settings of a machine, with a key."""
    folder = machine.folder / "CONFIG" / "slate"
    folder.mkdir(parents=True)
    remotes = (f'[remotes.{name}]\nurl = "{fake.address}"\n' for name in ("tvmaze", "tmdb"))
    (folder / "config.toml").write_text("\n".join(remotes), encoding="utf-8")
    keys = folder / "keys.toml"
    keys.touch(mode=0o600)
    keys.write_text('[tmdb]\nkey = "sesame"\n', encoding="utf-8")


def together(fake: Server, path: str, count: int) -> None:
    """Answer a path only once it was asked for by a number of machines."""
    barrier, answer = Barrier(count), fake.routes[path]

    def answered() -> object:
        try:
            barrier.wait(20)
        except BrokenBarrierError:
            return Reply(b"not asked at the same time", 500)
        return answer

    fake.routes[path] = answered


def test_three_machines_that_refresh_at_once_record_the_news_once(
    machine: Machines, remotes: Server
) -> None:
    machines = [machine(name) for name in NAMES]
    for one in machines:
        set_up(one, remotes)
    remotes.routes |= {
        SHOW.format(1): show(1, "Dark", [(2, "2021-06-01")]),
        FILM.format(7): film(7, "Dune", US="2021-10-22"),
    }
    ann = machines[0]
    ann.done("add", "Dark", "-k", "series", "--id", "tvmaze=1")
    ann.done("add", "Dune", "--id", "tmdb=movie/7")
    before = len(json.loads(ann.done("log", "-f", "json")))
    for path in list(remotes.routes):
        together(remotes, path, len(machines))
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "slate", "refresh"],
            env=os.environ | one.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for one in machines
    ]
    ended = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], ended
    assert "".join(out for out, _ in ended).count("dune: dated 2021-10-22") == 1, ended
    log, _, changes, _ = same(*machines, machine("dan"))
    batches = json.loads(log)
    assert len(batches) == before + 2, batches
    assert sorted(row["command"] for row in batches)[-2:] == ["refresh # TMDB", "refresh # TVmaze"]
    news = [
        (row["slug"], row["change"], row["to"])
        for row in json.loads(changes)
        if row["batch"] > before
    ]
    assert len(news) == len(set(news)) > 0
