"""What is pure reads and writes no file: its tests need no folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def world() -> None:
    """Stand in for the folder of other tests, which costs more than most tests here."""
