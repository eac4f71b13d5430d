"""What the tables of a server accept; what the statements do is tested with the server."""

from subprocess import CalledProcessError

import pytest

from tests.postgres import Postgres
from tests.store.shared.conftest import Machine
from tests.store.writing import add


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("said", "[1]"),
        ("said", "{"),
        ("reported_on", ""),
        ("confidence", "sure"),
        ("title_key", ""),
        ("n", "0"),
    ],
)
def test_a_server_refuses_what_slate_does_not_write(
    machine: Machine, postgres: Postgres, url: str, column: str, value: str
) -> None:
    add(machine("ann"), "Dune")
    with pytest.raises(CalledProcessError):
        postgres.run(url, f"update reports set {column} = '{value}'")  # noqa: S608 -- own names
    for name in ("recorded_at", "only", "corrects", "arrived", "uid"):
        with pytest.raises(CalledProcessError):
            postgres.run(url, f"update batches set {name} = ''")  # noqa: S608 -- own names
