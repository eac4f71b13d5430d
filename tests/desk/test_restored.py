"""The database is dumped and restored, as administrators do: the copies of machines follow."""

from pathlib import Path

import pytest

from slate.store.file.schema import FORMAT
from tests.desk.conftest import Machine, Machines, same
from tests.postgres import Postgres

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(machine: Machines) -> tuple[Machine, Machine]:
    """Return two machines with copies of a slate of two titles, and a bookmark."""
    ann, bob = machine("ann"), machine("bob")
    ann.done("add", "Dune", "-d", "2021")
    ann.done("changes", "--since", "last", "--mark")
    bob.done("add", "Mank")
    same(ann, bob)
    return ann, bob


def dumped(postgres: Postgres, url: str, *options: str) -> Path:
    """Dump a database into a file that `psql` reads."""
    path = Path("slate.sql")
    path.write_text(postgres.program("pg_dump", url, *options), encoding="utf-8")
    return path


def restore(postgres: Postgres, url: str, dump: Path) -> None:
    """Replace a database by what was dumped."""
    name = url.rpartition("/")[2]
    postgres.run("postgres", f"drop database {name} with (force)")
    postgres.run("postgres", f"create database {name} template template0")
    quiet = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"]
    postgres.program("psql", url, *quiet, "-f", dump.absolute())


def copy_of(machine: Machine) -> Path:
    """Return the path of the copy of a machine."""
    (path,) = machine.folder.rglob(f"shared-*-v{FORMAT}.db")
    return path


def kept(machine: Machine) -> Path:
    """Return another path of the copy as it is now, which stays if a new one is made."""
    path = machine.folder / "before"
    path.hardlink_to(copy_of(machine))
    return path


@pytest.mark.parametrize("options", [(), ("--inserts",)])
def test_copies_go_on_after_a_dump_of_today_was_restored(
    desk: tuple[Machine, Machine], postgres: Postgres, url: str, options: tuple[str, ...]
) -> None:
    ann, bob = desk
    before = same(ann, bob)
    copies = [kept(one) for one in desk]
    restore(postgres, url, dumped(postgres, url, *options))
    assert same(ann, bob) == before
    ann.done("add", "Soul")
    bob.done("undo", "1")
    same(ann, bob)
    assert all(copy_of(one).samefile(copy) for one, copy in zip(desk, copies, strict=True))


def test_copies_are_made_anew_after_an_older_dump_was_restored(
    desk: tuple[Machine, Machine], postgres: Postgres, url: str, machine: Machines
) -> None:
    ann, bob = desk
    dump = dumped(postgres, url)
    before = same(ann, bob)
    bob.done("add", "Lost")
    assert "lost" in ann.slugs
    ledger = Path("desk.slate.ndjson")
    ledger.write_text(ann.done("export", "-f", "ledger"), encoding="utf-8")
    copies = [kept(one) for one in desk]
    restore(postgres, url, dump)
    for one in desk:
        ran = one.run("list", "-f", "slugs")
        assert (ran.code, ran.out) == (0, "dune\nmank\n")
        assert (
            "no longer has batch 3 that this machine knew (was the database restored?)" in ran.err
        )
    assert same(ann, bob) == before
    assert not any(copy_of(one).samefile(copy) for one, copy in zip(desk, copies, strict=True))
    for one in desk:  # what each of them had
        (former,) = one.folder.rglob("*.former-*.db")
        assert one.done("--db", str(former), "export", "-f", "ledger") == ledger.read_text("utf-8")
    # Another batch has the number of the one that was lost; the ledger brings that one back.
    ann.done("add", "Soul")
    assert sorted(bob.slugs) == ["dune", "mank", "soul"]
    bob.done("import", str(ledger))
    assert sorted(ann.slugs) == ["dune", "lost", "mank", "soul"]
    same(ann, bob, machine("cid"))


def test_a_dump_restored_elsewhere_is_a_slate_of_its_own(
    desk: tuple[Machine, Machine], postgres: Postgres, url: str, machine: Machines
) -> None:
    ann, _ = desk
    other = postgres.database()
    postgres.run("postgres", f"drop database {other.rpartition('/')[2]}")
    postgres.run("postgres", f"create database {other.rpartition('/')[2]} template template0")
    dump = dumped(postgres, url)
    postgres.program("psql", other, "-X", "-q", "-o", "/dev/null", "-f", dump.absolute())
    cid = machine("ann", other)  # the same machine: it has a copy of each
    assert same(cid, ann)
    cid.done("add", "Soul")
    assert ann.slugs == ["dune", "mank"]
    assert sorted(cid.slugs) == ["dune", "mank", "soul"]
    assert len(list(ann.folder.rglob("shared-*.db"))) == 2
