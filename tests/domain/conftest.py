"""What is pure asks nothing of the machine: it needs no world of its own."""

import pytest


@pytest.fixture(autouse=True)
def world() -> None:
    """Stand in for the world of other tests, which costs more than most tests here."""
