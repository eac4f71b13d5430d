import pytest

from slate.domain.titles.stages import stage_of
from slate.domain.titles.watching import SHARED_WITH_VIEWERS, is_about_watching


@pytest.mark.parametrize(
    "word",
    [
        *("Completed", "COMPLETED", "Watching", "Currently watching", "Plan to watch", "Planning"),
        *("PLAN_TO_WATCH", "plantowatch", "To watch", "Want to watch", "Watched", "Rewatching"),
        *("Repeating", "Dropped", "In progress", "Not started", "Up to date", "Caught up"),
        *("CURRENT", "Not watched", "unwatched", "Watch later", "to-watch", "Partially watched"),
        *(
            "Seen",
            "Abandoned",
            "Backlog",
            "did not finish",
            "Watched, moved to the library",
            "(watched)",
        ),
    ],
)
def test_words_of_watchlists_are_about_watching(word: str) -> None:
    assert is_about_watching(word)
    assert stage_of(word) is None


@pytest.mark.parametrize(
    "word", ["", "soon", "released", "On hold", "Paused", "Planned", "Finished", "in production"]
)
def test_other_words_are_not(word: str) -> None:
    assert not is_about_watching(word)


@pytest.mark.parametrize("word", sorted(SHARED_WITH_VIEWERS))
def test_shared_words_are_stages(word: str) -> None:
    assert stage_of(word) is not None
