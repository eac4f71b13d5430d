"""Encryption and passwords, as PostgreSQL's own programs use them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from slate.store.shared.address import parse_address
from slate.store.shared.errors import LoginRefusedError, ServerUnreachableError
from slate.store.shared.server import connected
from tests.cli.conftest import Ran
from tests.desk.conftest import Machine, Machines, behind, same
from tests.postgres import Postgres, running
from tests.proxy import proxied

pytestmark = pytest.mark.slow

CERTIFICATES = Path(__file__).parent.parent / "remotes" / "certificates"
PASSWORD = "hunter2 is secret"  # noqa: S105 -- of nobody
QUOTED = PASSWORD.replace(" ", "%20")
_ACCESS = """
hostssl   all tls      127.0.0.1/32 trust
hostssl   all rejected 127.0.0.1/32 trust
hostnossl all rejected 127.0.0.1/32 reject
hostssl   all bearer   127.0.0.1/32 cert
host      all keeper   127.0.0.1/32 scram-sha-256
"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """Return a server that insists on TLS for one user, and on a password for another."""
    with running(_ACCESS, CERTIFICATES / "trusted.pem") as server:
        server.run(
            "postgres",
            *(f"create role {name} login superuser" for name in ("tls", "rejected", "bearer")),
            f"create role keeper login superuser password '{PASSWORD}'",
        )
        yield server


@pytest.fixture
def tls(url: str) -> str:
    """Return the URL of an empty database for the user who has to use TLS."""
    return url.replace("postgres@", "tls@")


@pytest.fixture
def keeper(url: str) -> str:
    """Return the URL of an empty database for the user with the password."""
    return url.replace("postgres@", "keeper@")


def refused(machine: Machine) -> str:
    """Return the only line of reading and of writing, without the address."""
    said = set()
    for words in (["list"], ["add", "Dune"]):
        ran = machine.run(*words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), ran
        prefix, _, why = ran.err.partition(": ")[2].partition(": ")
        assert prefix.startswith("postgresql://127.0.0.1:")
        said.add(why)
    (why,) = said
    return why


# TLS


@pytest.mark.parametrize(
    ("user", "query", "why"),
    [
        ("tls", "?sslmode=disable", 'no pg_hba.conf entry for host "127.0.0.1", user "tls"'),
        ("rejected", "?sslmode=disable", "pg_hba.conf rejects connection for host"),
        ("bearer", "", "connection requires a valid client certificate"),
        ("unknown", "", 'no pg_hba.conf entry for host "127.0.0.1", user "unknown"'),
    ],
)
def test_whom_the_server_does_not_let_in_is_told(
    machine: Machines, url: str, user: str, query: str, why: str
) -> None:
    address = url.replace("postgres@", f"{user}@") + query
    with pytest.raises(LoginRefusedError), connected(parse_address(address), "ann"):
        pass
    assert refused(machine("ann", address)).startswith(f"the server refuses the login: {why}")


@pytest.mark.parametrize("query", ["", "?sslmode=require"])
def test_tls_needs_no_setting(machine: Machines, tls: str, query: str) -> None:
    with proxied(int(tls.rpartition("/")[0].rpartition(":")[2])) as proxy:
        ann, bob = machine("ann", behind(tls, proxy.port) + query), machine("bob")
        ann.done("add", "Dune")
        assert proxy.seen == [">encrypt?", "<S"]  # and nothing that can be read
        ann.done("changes", "--since", "last", "--mark")
        same(ann, bob)


def test_a_certificate_is_verified_if_that_is_asked_for(machine: Machines, tls: str) -> None:
    verified = f"{tls}?sslmode=verify-full&sslrootcert={CERTIFICATES}"
    ann = machine("ann", f"{verified}/ca.pem")
    ann.done("add", "Dune")
    assert ann.slugs == ["dune"]
    wrong = f"{verified}/self_signed.pem"
    with pytest.raises(ServerUnreachableError), connected(parse_address(wrong), "ann"):
        pass
    assert refused(machine("bob", wrong)) == (
        "cannot be reached: SSL error: certificate verify failed. Nothing was changed. "
        "For what this machine knows: slate --offline list\n"
    )
    for missing in ("database.pem", "role.pem"):
        why = refused(machine("cid", f"{verified}/{missing}"))
        assert why.startswith(f'cannot be reached: root certificate file "{CERTIFICATES}/{missing}')


def test_the_environment_may_ask_for_tls(
    machine: Machines, tls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    monkeypatch.setenv("PGSSLROOTCERT", str(CERTIFICATES / "self_signed.pem"))
    ann = machine("ann", tls)
    assert "certificate verify failed" in refused(ann)
    monkeypatch.setenv("PGSSLROOTCERT", str(CERTIFICATES / "ca.pem"))
    ann.done("add", "Dune")


# Passwords


def private(path: Path, text: str) -> Path:
    """Write a file that only its owner can read."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    return path


def works(machine: Machine) -> list[Ran]:
    """Record and read, and return what was printed."""
    ran = [machine.run(*words) for words in (["add", "Dune"], ["info"], ["log"], ["log", "1"])]
    assert all((one.code, one.err) == (0, "") for one in ran), ran
    assert machine.slugs == ["dune"]
    return ran


def test_a_password_may_be_in_pgpass(
    machine: Machines, keeper: str, monkeypatch: pytest.MonkeyPatch, world: Path
) -> None:
    ann = machine("ann", keeper)
    line = f"127.0.0.1:*:*:keeper:{PASSWORD}\n"
    monkeypatch.setenv("PGPASSFILE", str(private(world / "passwords", line)))
    works(ann)
    monkeypatch.delenv("PGPASSFILE")
    assert refused(ann).startswith("the server refuses the login: ")
    private(world / "home" / ".pgpass", line)
    assert ann.slugs == ["dune"]


def test_a_password_may_be_in_the_environment(
    machine: Machines, keeper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    works(machine("ann", keeper))


@pytest.mark.parametrize("address", ["postgresql://?service=desk", "postgresql:///?service=desk"])
def test_everything_may_be_in_a_service_file(
    machine: Machines, keeper: str, monkeypatch: pytest.MonkeyPatch, world: Path, address: str
) -> None:
    place, _, database = keeper.rpartition("/")
    port = place.rpartition(":")[2]
    text = (
        f"[desk]\nhost=127.0.0.1\nport={port}\nuser=keeper\ndbname={database}\n"
        f"password={PASSWORD}\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(private(world / "services", text)))
    ann = machine("ann", address)
    works(ann)
    assert ann.done("info", "-f", "tsv", "--columns", "path") == f"{address}\n"
    monkeypatch.setenv("PGSERVICE", "desk")
    assert machine("bob", "postgresql://").slugs == ["dune"]


@pytest.mark.parametrize("password", ["nonsense", None])
def test_a_wrong_password_is_an_error_that_does_not_repeat_it(
    machine: Machines, keeper: str, password: str | None
) -> None:
    url = keeper if password is None else keeper.replace("keeper@", f"keeper:{password}@")
    with pytest.raises(LoginRefusedError), connected(parse_address(url), "ann"):
        pass
    why = refused(machine("ann", url))
    assert "nonsense" not in why
    if password is None:
        there_is_none = 'the server refuses the login: there is no password for user "keeper". '
        assert why.startswith(there_is_none)
    else:
        assert why.startswith("the server refuses the login: password authentication failed")


@pytest.mark.parametrize("form", ["user", "query"])
def test_a_password_in_the_address_works_and_is_nowhere(
    machine: Machines, keeper: str, world: Path, form: str
) -> None:
    url = (
        keeper.replace("keeper@", f"keeper:{QUOTED}@")
        if form == "user"
        else f"{keeper}?password={QUOTED}"
    )
    ann = machine("ann", url)
    told = [
        *works(ann),
        ann.run("--db", url, "add", "Mank"),
        ann.run("--db", url, "log", "-f", "json"),
        ann.run("--db", url, "export", "-f", "ledger"),
        ann.run("--db", url, "backup"),
        ann.run("--debug", "--db", url, "split", "nope", "--source", "x"),
        ann.run("--db", url.replace("/test", "/no-such-test"), "list"),
        ann.run("--db", url.replace("hunter2", "hunter3"), "list"),
        ann.run("--db", f"{url}{'&' if form == 'query' else '?'}sslmode=nonsense", "list"),
        ann.run("--db", url.replace("127.0.0.1", "no-such-host"), "list"),
    ]
    assert [one.code for one in told] == [0] * 8 + [3, 1, 1, 1, 1]
    for one in told:
        for secret in (PASSWORD, QUOTED, "hunter"):
            assert secret not in one.out + one.err
    files = [path for path in world.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in files)
    for path in world.rglob("*"):
        assert "hunter" not in path.name
        assert path.is_dir() or b"hunter" not in path.read_bytes()
