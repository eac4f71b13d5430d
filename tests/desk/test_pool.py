"""pgbouncer between the machines and the server, which lends a connection for one transaction."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from slate.store.shared.address import parse_address
from slate.store.shared.errors import NoDatabaseError
from slate.store.shared.server import connected
from slate.store.shared.shared_store import SharedStore
from tests.desk.conftest import Killed, Machines, behind, same
from tests.postgres import Postgres, free_port, missing, owned_folder
from tests.store import writing
from tests.store.writing import add, says

pytestmark = pytest.mark.slow

_SETTINGS = """
[databases]
* = host=127.0.0.1 port={port} user=postgres

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 100
"""


@contextmanager
def pool(postgres: Postgres, size: int) -> Iterator[int]:
    """Run pgbouncer with a number of connections to each database, and yield its port."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        missing("pgbouncer is not installed (Debian: apt-get install pgbouncer)")
    with owned_folder() as folder:
        own = free_port()
        settings = folder / "pgbouncer.ini"
        settings.write_text(
            _SETTINGS.format(port=postgres.port, own=own, size=size),
            encoding="utf-8",
        )
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [program, "--quiet", settings],
                stdout=log,
                stderr=log,
                cwd="/",
                user="postgres" if os.geteuid() == 0 else None,  # it refuses root
            )
        try:
            _wait_for(own, process)
            yield own
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert process.poll() is None, "pgbouncer has ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("pgbouncer does not listen")


@pytest.fixture(scope="module")
def pools(postgres: Postgres) -> Iterator[dict[int, int]]:
    """Return the ports of pools, by the number of their connections."""
    with pool(postgres, 1) as one, pool(postgres, 2) as two:
        yield {1: one, 2: two}


@pytest.fixture(params=[1, 2])
def pooled(request: pytest.FixtureRequest, pools: dict[int, int], url: str) -> str:
    """Return the URL of an empty database behind a pool."""
    return behind(url, pools[request.param])


def test_a_desk_works_behind_a_pool(machine: Machines, pooled: str) -> None:
    ann, bob = machine("ann", pooled), machine("bob", pooled)
    assert ann.done("init").endswith("there is a slate already\n")
    ann.done("add", "Dune", "-d", "2021")
    assert bob.slugs == ["dune"]
    bob.done("update", "dune", "-d", "2021-10-22")
    bob.done("changes", "--since", "last", "--mark")
    assert ann.done("list", "-f", "tsv", "--columns", "date") == "2021-10-22\n"
    bob.done("undo")
    ann.done("changes", "--since", "last", "--mark")
    Path("rows.csv").write_text("title\nMank\nHeat\n", encoding="utf-8")
    ann.done("import", "--dry-run", "rows.csv")
    bob.done("import", "rows.csv")
    same(ann, bob, machine("cid"))


def test_tables_are_created_behind_a_pool(
    postgres: Postgres, machine: Machines, pools: dict[int, int]
) -> None:
    ann = machine("ann", behind(postgres.database(), pools[1]))
    assert ann.done("init").endswith(": created\n")
    ann.done("add", "Dune")
    assert ann.slugs == ["dune"]


def test_several_write_at_once_behind_a_pool(machine: Machines, pooled: str, world: Path) -> None:
    machines = [machine(f"m{number}", pooled) for number in range(3)]

    def write(number: int) -> None:
        store = SharedStore(
            parse_address(pooled), world / f"copy{number % 3}.db", user="x", has_fixed_time=True
        )
        for count in range(5):
            add(store, f"Title {number} {count}")
        store.close()

    threads = [Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(*machines)
    assert len(machines[0].slugs) == 30
    uids = machines[0].done("log", "-f", "tsv", "--columns", "uid", "--limit", "99").split()
    assert len(set(uids)) == 30


def test_who_writes_is_named_behind_a_pool(
    machine: Machines, pools: dict[int, int], url: str, world: Path
) -> None:
    """Each transaction has the name of its command, although they share connections."""
    machine("ann")
    address = parse_address(behind(url, pools[2]))
    told: list[str] = []
    ann, bob = (
        SharedStore(address, world / name / "c.db", user=name, has_fixed_time=True, say=told.append)
        for name in ("ann", "bob")
    )
    for number, store in enumerate((ann, bob, ann, bob, ann)):
        add(store, f"Title {number}")
    with writing.ledger(bob) as book:
        book.create(says("Dune"))
        thread = Thread(target=add, args=(ann, "Mank"))
        thread.start()
        for _ in range(400):
            if told:
                break
            time.sleep(0.05)
    thread.join()
    assert told[0] == f"waiting for {address}, in use by bob."
    assert writing.slugs(ann) == writing.slugs(bob)
    ann.close()
    bob.close()


def test_a_reader_waits_for_the_only_connection(
    machine: Machines, pools: dict[int, int], url: str, world: Path
) -> None:
    ann = SharedStore(
        parse_address(behind(url, pools[1])), world / "ann.db", user="ann", has_fixed_time=True
    )
    bob = machine("bob", behind(url, pools[1]))
    found: list[list[str]] = []
    with writing.ledger(ann) as book:
        book.create(says("Dune"))
        thread = Thread(target=lambda: found.append(bob.slugs))
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(30)
    assert found == [["dune"]]
    ann.close()


def test_a_writer_who_is_killed_frees_the_connection_of_a_pool(
    machine: Machines, pooled: str, killed: Killed
) -> None:
    ann, bob = machine("ann", pooled), machine("bob", pooled)
    killed(ann, "locked", "add", "Dune")
    bob.done("add", "Mank")  # without a word about waiting for somebody
    ann.done("add", "Dune")
    same(ann, bob)


def test_a_pool_that_restarts_is_a_cut(postgres: Postgres, machine: Machines, url: str) -> None:
    """The server has what was committed, and the next command goes on."""
    with pool(postgres, 1) as port:
        ann = machine("ann", behind(url, port))
        ann.done("add", "Dune")
    ran = ann.run("add", "Mank")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "Nothing was changed." in ran.err
    assert machine("bob").slugs == ["dune"]


def test_a_database_that_is_not_there_is_named_behind_a_pool(pools: dict[int, int]) -> None:
    address = parse_address(f"postgresql://ann@127.0.0.1:{pools[1]}/nope")
    with pytest.raises(NoDatabaseError), connected(address, "ann"):
        pass
