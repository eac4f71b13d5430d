"""The option that names a live source."""

from slate.cli.options.remote_options import SEARCHED
from slate.remotes.kinds import KINDS, api_of


def test_the_sources_that_are_offered_are_those_that_can_be_searched() -> None:
    assert (
        tuple(name for name, kind in KINDS.items() if api_of(kind).search_paths("Mank", None))
        == SEARCHED
    )
