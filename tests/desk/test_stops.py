"""Commands on a shared slate are stopped at storage calls and messages: see `stops`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.damage.faults import Mode, NoInterceptionError
from tests.desk.stops import OPERATIONS, Desk, Stops
from tests.postgres import Postgres
from tests.proxy import Proxy
from tests.remotes.server import serving

pytestmark = pytest.mark.slow

_STORAGE, _MESSAGES = 53, 17  # steps between two stops; all: the command itself


@pytest.fixture
def desk(postgres: Postgres, proxy: Proxy, world: Path) -> Iterator[Desk]:
    """Return a shared slate, and its machines."""
    with serving() as remotes:
        found = Desk(postgres, proxy, remotes, world)
        yield found
        found.close()


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_fault_of_storage_here_changes_nothing_there(desk: Desk, name: str) -> None:
    stops = Stops(name, desk)
    is_long = name == "import of many"  # all of it: the command itself
    modes, step = ([Mode.FULL], 400) if is_long else (list(Mode), _STORAGE)
    try:
        wrong = [one for mode in modes for one in stops.at_storage(mode, step)]
    except NoInterceptionError:
        pytest.skip("the storage calls of this sqlite3 cannot be replaced")
    assert wrong == []


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("name", [name for name in OPERATIONS if name != "import of many"])
def test_what_is_said_after_a_cut_is_true(desk: Desk, name: str, *, for_good: bool) -> None:
    assert list(Stops(name, desk).at_messages(for_good=for_good, step=_MESSAGES)) == []
