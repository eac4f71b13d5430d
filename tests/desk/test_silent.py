"""A server that is not there, or does not answer: nobody waits for hours."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from slate.store.shared.address import parse_address
from slate.store.shared.errors import ServerUnreachableError
from slate.store.shared.server import connected
from tests.desk.conftest import Machine, Machines, behind, same
from tests.proxy import Proxy

pytestmark = pytest.mark.slow

_LONG_AGO = 20  # seconds; the machine may be busy


@pytest.fixture
def ann(machine: Machines, url: str, proxy: Proxy) -> Machine:
    """Return a machine behind the proxy, which has a copy, and waits for two seconds."""
    found = machine("ann", behind(url, proxy.port) + "?connect_timeout=2")
    found.done("add", "Dune")
    return found


@pytest.mark.parametrize("words", [("list",), ("add", "Mank"), ("info",)])
def test_a_server_that_never_answers_is_an_error_in_time(
    ann: Machine, proxy: Proxy, words: tuple[str, ...]
) -> None:
    proxy.silent_after, proxy.is_once = 0, False
    began = time.monotonic()
    ran = ann.run(*words)
    assert 1 < time.monotonic() - began < _LONG_AGO
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "cannot be reached: connection timeout expired. Nothing was changed." in ran.err
    assert ann.run("--offline", "list", "-f", "slugs").out == "dune\n"
    proxy.silent_after = None
    assert ann.slugs == ["dune"]


@pytest.mark.parametrize(
    ("query", "environment", "seconds"), [("", "2", 2), ("?connect_timeout=3", "60", 3)]
)
def test_how_long_to_wait_for_a_connection_is_set_as_for_other_programs(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch, query: str, environment: str, seconds: int
) -> None:
    proxy.silent_after = 0
    monkeypatch.setenv("PGCONNECT_TIMEOUT", environment)
    address = parse_address(f"postgresql://ann@127.0.0.1:{proxy.port}/slate{query}")
    began = time.monotonic()
    with pytest.raises(ServerUnreachableError), connected(address, "ann"):
        pass
    assert seconds - 0.5 < time.monotonic() - began < 9  # it would be 10, or 60


def test_a_server_that_refuses_is_an_error_at_once(ann: Machine, proxy: Proxy) -> None:
    proxy.refuse()
    ran = ann.run("add", "Mank")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "cannot be reached: Connection refused. Nothing was changed." in ran.err
    proxy.accept()
    assert ann.slugs == ["dune"]


@pytest.mark.skipif(sys.platform != "linux", reason="the names of the settings differ")
@pytest.mark.parametrize(("query", "idle"), [("", 10), ("?keepalives_idle=77", 77)])
def test_a_connection_notices_that_the_other_end_has_vanished(
    url: str, query: str, idle: int
) -> None:
    with connected(parse_address(url + query), "ann") as server:
        fileno = os.dup(server._connection.fileno())  # noqa: SLF001 -- its socket
        with socket.socket(fileno=fileno) as there:

            def setting(name: str) -> int:
                return there.getsockopt(socket.IPPROTO_TCP, getattr(socket, name))

            assert there.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            assert (setting("TCP_KEEPIDLE"), setting("TCP_KEEPINTVL")) == (idle, 5)
            assert (setting("TCP_KEEPCNT"), setting("TCP_USER_TIMEOUT")) == (4, 30_000)


@pytest.mark.parametrize(("words", "times"), [(("list",), 2), (("add", "Mank"), 1)])
def test_ctrl_c_ends_a_command_whose_server_has_fallen_silent(
    ann: Machine, machine: Machines, proxy: Proxy, words: tuple[str, ...], times: int
) -> None:
    """The driver tries for ten seconds to cancel what the server does, unless there is another."""
    bob = machine("bob")
    proxy.seen = []  # of earlier commands
    proxy.silent_after, proxy.is_once = 25, False  # after the login
    with subprocess.Popen(
        [sys.executable, "-m", "slate", *words],
        env=os.environ | ann.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            while len(proxy.seen) < 25:
                time.sleep(0.05)
            for _ in range(times):
                time.sleep(0.5)
                process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=40)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (130, "", "")
    proxy.cut()
    proxy.silent_after = None
    assert ann.slugs == ["dune"]
    bob.done("add", "Soul")
    same(ann, bob)
