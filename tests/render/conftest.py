"""Rendering reads and writes no files, so these tests need no folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def world() -> None:
    """Replace the folder that other tests get, which takes longer than most tests here."""
