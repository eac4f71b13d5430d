"""Journeys go through several commands, which are run as in the tests of the command line."""

from tests.cli.conftest import done, installed, refused, screen, slate, small

__all__ = ["done", "installed", "refused", "screen", "slate", "small"]
