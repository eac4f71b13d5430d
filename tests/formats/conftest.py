"""Pure code reads and writes no files, so its tests need no folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def world() -> None:
    """Replace the fixture that creates a folder, which costs more than most tests here."""
