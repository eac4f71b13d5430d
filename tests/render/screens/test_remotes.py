from slate.render.screens.remotes import remotes_screen
from tests.render.samples import HOSTILE, shown

from .golden import check_any_width, display

HEADER = ("Name", "Kind", "Address", "Key", "Last answer", "Titles")
ROWS = [
    ("tvmaze", "TVmaze", "api.tvmaze.com", "not needed", "2021-01-07 12:00", "212"),
    ("tmdb", "TMDB", "api.themoviedb.org/3", "missing", "", "0"),
]


def test_remotes_have_a_line_each() -> None:
    assert shown(remotes_screen(HEADER, ROWS, display(80)), 80) == (
        "Name    Kind    Address               Key         Last answer       Titles\n"
        "tvmaze  TVmaze  api.tvmaze.com        not needed  2021-01-07 12:00  212\n"
        "tmdb    TMDB    api.themoviedb.org/3  missing                       0\n"
    )


def test_long_cells_wrap_on_a_narrow_terminal() -> None:
    text = shown(remotes_screen(HEADER, ROWS, display(60)), 60)
    assert max(map(len, text.splitlines())) <= 60
    assert "api.tvmaze" in text


def test_any_width_and_hostile_text_are_safe() -> None:
    rows = [(text, *ROWS[0][1:]) for text in HOSTILE]
    check_any_width(lambda given: remotes_screen(HEADER, rows, given))
