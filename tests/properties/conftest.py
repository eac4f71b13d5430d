"""Properties of slate as a whole; commands run as in the tests of the command line."""

from tests.cli.conftest import done, refused, slate

__all__ = ["done", "refused", "slate"]
