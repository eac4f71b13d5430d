"""The network breaks off, at any message: what a command says of it is true, and nothing is lost.

The messages are those of PostgreSQL's protocol, in the order of both directions.
"""

import pytest

from tests.desk.conftest import Machine, Machines, behind, same
from tests.postgres import Postgres
from tests.proxy import Proxy

pytestmark = pytest.mark.slow

NOTHING = "Nothing was changed."
PERHAPS = "It may be stored."
_QUERY, _GOODBYE = ">Q", ">X"


@pytest.fixture
def ann(machine: Machines, url: str, proxy: Proxy) -> Machine:
    """Return a machine behind the proxy, which has a copy."""
    found = machine("ann", behind(url, proxy.port))
    found.done("add", "Dune")
    return found


@pytest.fixture
def bob(machine: Machines) -> Machine:
    """Return a machine with a network that works."""
    return machine("bob")


def messages(proxy: Proxy, machine: Machine, *arguments: str) -> list[str]:
    """Return the messages of a command of which nothing breaks off, without the goodbye.

    They are those of its last connection.
    """
    machine.done(*arguments)
    return [message for message in proxy.seen if message != _GOODBYE]


def test_a_write_that_is_cut_anywhere_is_stored_once_or_not_at_all(
    ann: Machine, bob: Machine, proxy: Proxy
) -> None:
    bob.done("add", "Mank")
    seen = messages(proxy, ann, "add", "Soul")
    lock, append = (at for at, message in enumerate(seen) if message == _QUERY)
    assert "<D" in seen[lock:append]  # there are news
    known, outcomes = {"dune", "mank", "soul"}, []
    for after in range(len(seen)):
        bob.done("add", f"Of Bob {after}")
        proxy.cut_after = after
        ran = ann.run("add", f"Of Ann {after}")
        known |= {f"of-bob-{after}"} | ({f"of-ann-{after}"} if ran.code == 0 else set())
        assert ran.err == "" if ran.code == 0 else ran.err.count("\n") == 1 and NOTHING in ran.err
        assert set(ann.slugs) == known
        outcomes.append(ran.code)
    # What the server has answered to is stored.
    assert outcomes == [1] * (append + 1) + [0] * (len(seen) - append - 1)
    same(ann, bob)


def test_a_write_that_is_cut_for_good_may_be_stored_if_it_was_sent(
    ann: Machine, bob: Machine, proxy: Proxy
) -> None:
    bob.done("add", "Mank")
    seen = messages(proxy, ann, "add", "Soul")
    _, append = (at for at, message in enumerate(seen) if message == _QUERY)
    proxy.refuses_then = True
    for after in (0, append - 2, append - 1, append, append + 1, len(seen) - 1):
        bob.done("add", f"Of Bob {after}")
        proxy.cut_after = after
        ran = ann.run("add", f"Of Ann {after}")
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert (PERHAPS if after >= append else NOTHING) in ran.err
        there = bob.slugs
        assert (f"of-ann-{after}" in there) is (after > append)
        assert ann.run("list").code == 1
        proxy.accept()
        assert ann.slugs == there
        assert ann.done("add", f"Then {after}").startswith(f"then-{after}: added")
    same(ann, bob)


def test_a_server_that_is_still_storing_after_the_cut_is_waited_for(
    ann: Machine, bob: Machine, proxy: Proxy, postgres: Postgres, url: str
) -> None:
    bob.done("add", "Mank")
    seen = messages(proxy, ann, "add", "Soul")
    _, append = (at for at, message in enumerate(seen) if message == _QUERY)
    slow = "returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$"
    postgres.run(
        url,
        f"create function slowly() {slow}",
        "create trigger slowly before insert on batches for each row execute function slowly()",
    )
    bob.done("add", "Heat")
    proxy.cut_after, proxy.waits = append + 1, False
    ran = ann.run("add", "Lupin")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(ann.slugs) == ["dune", "heat", "lupin", "mank", "soul"]
    same(ann, bob)


def test_a_bookmark_that_is_cut_is_set_or_nothing_was_changed(
    ann: Machine, bob: Machine, proxy: Proxy
) -> None:
    bob.done("add", "Mank")
    seen = messages(proxy, ann, "changes", "--since", "last", "--mark")
    append = [at for at, message in enumerate(seen) if message == _QUERY][-1]
    for after in range(append - 1, len(seen)):
        bob.done("add", f"Title {after}")
        proxy.cut_after, proxy.spares = after, 1  # the first connection only reads
        ran = ann.run("changes", "--since", "last", "--mark")
        news = ann.done("changes", "--since", "last", "-f", "tsv", "--columns", "slug").split()
        assert (f"title-{after}" in news) is (ran.code == 1)
        assert ran.err == "" if ran.code == 0 else NOTHING in ran.err
        ann.done("changes", "--since", "last", "--mark")
    same(ann, bob)


def test_reading_that_is_cut_anywhere_is_an_error_and_shows_nothing(
    ann: Machine, bob: Machine, proxy: Proxy
) -> None:
    bob.done("add", "Mank")
    seen = messages(proxy, ann, "list", "-f", "slugs")
    for after in range(0, len(seen), 3):
        bob.done("add", f"Title {after}")
        proxy.cut_after = after
        ran = ann.run("list", "-f", "slugs")
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert "cannot be reached" in ran.err
        assert f"title-{after}" in ann.slugs
    same(ann, bob)


def test_a_machine_that_recorded_nothing_has_its_copy_after_a_cut(
    machine: Machines, url: str, proxy: Proxy, bob: Machine
) -> None:
    bob.done("add", "Dune")
    for number, after in enumerate((0, 2, 21, 30)):
        cid = machine(f"cid{number}", behind(url, proxy.port))
        proxy.cut_after = after
        assert cid.run("list").code == 1
        assert cid.slugs == ["dune"]
