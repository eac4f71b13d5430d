import pytest

from slate.formats.read.records.viewer_fields import is_about_viewer, is_of_watchlist


@pytest.mark.parametrize(
    "name",
    [
        *("start_date", "Start date", "Started", "Finished", "End date", "Watched date"),
        *("Date watched", "Date added", "date_added", "My rating", "Your Rating", "Score"),
        *("Progress", "Last watched", "List status", "My notes", "personal note", "Seen on"),
        *("Rewatch", "times_rewatched", "Completed on", "Rated", "Watch status", "Date (watched)"),
    ],
)
def test_fields_of_watchlists_are_about_the_viewer(name: str) -> None:
    assert is_about_viewer(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "Title", "My Title", "Release date", "Where to watch", "Watch on", "Status", "Note"),
        *("Notes", "Comments", "Premiere", "My service"),
    ],
)
def test_other_fields_are_not(name: str) -> None:
    assert not is_about_viewer(name)


@pytest.mark.parametrize("name", ["Notes", "note", "Comments", "Remarks"])
def test_notes_in_a_watchlist_are_the_viewers(name: str) -> None:
    assert is_about_viewer(name, in_watchlist=True)
    assert not is_about_viewer(name)


def test_a_list_with_a_field_about_the_viewer_is_a_watchlist() -> None:
    assert is_of_watchlist(["Title", "My score"])
    assert not is_of_watchlist(["Title", "Notes"])
