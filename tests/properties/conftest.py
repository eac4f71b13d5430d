"""Properties hold for all that slate does; commands are run as in the command line's tests."""

from tests.cli.conftest import done, refused, slate

__all__ = ["done", "refused", "slate"]
