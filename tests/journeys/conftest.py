"""Journeys run several commands, with the fixtures of the command-line tests."""

from tests.cli.conftest import done, installed, made_once, refused, screen, server, slate, small

__all__ = ["done", "installed", "made_once", "refused", "screen", "server", "slate", "small"]
