import pytest

from slate.cli.app import COMMANDS
from tests.cli.conftest import Done


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_that_of_its_option(done: Done, name: str) -> None:
    assert done("help", name) == done(name, "--help")


def test_help_alone_is_that_of_slate(done: Done) -> None:
    assert done("help") == done("--help") == done()
