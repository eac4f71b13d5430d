from typing import Any

import pytest

from slate.render.plain.titles import status_text, table_rows
from tests.render.samples import coming, listed, record


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"label": "Released"}, "Released"),
        ({"label": "Upcoming film", "confidence": "rumor"}, "Upcoming film, rumor"),
        ({"label": "Rumored", "status": "rumored", "confidence": "rumor"}, "Rumored"),
        (
            {"label": "Released", "contested": True, "source": "TVmaze", "confidence": "listed"},
            "Released, says TVmaze, listed",
        ),
        (
            {"label": "Due 2021-01-01, not confirmed", "overdue": True},
            "Due 2021-01-01, not confirmed",
        ),
    ],
)
def test_the_status_is_the_label_with_what_is_doubtful(fields: dict[str, Any], text: str) -> None:
    assert status_text(record(**fields)) == text


def test_table_rows_for_a_pipe() -> None:
    header, rows = table_rows(listed()[-3:])
    assert header == ("Date", "Title", "On", "Status")
    assert list(rows) == [
        ("2020-12-23 Wed", "The Midnight Sky", "Netflix", "Released"),
        (
            "2005-06-10 Fri",
            "The Adventures of Sharkboy and Lavagirl in 3-D",
            "theaters (US)",
            "Released",
        ),
        ("no date", "The Society: season 2", "", "Canceled"),
    ]


def test_table_rows_of_upcoming_state_their_certainty() -> None:
    header, rows = table_rows(coming(), upcoming=True)
    assert header == ("Date", "Title", "On", "Status", "Certain")
    assert list(rows)[3:5] == [
        ("2021-01-05 Tue", "Locked Down", "HBO Max", "Due 2021-01-05, not confirmed", "certain"),
        ("early 2021", "Cobra Kai: season 3", "Netflix", "Upcoming season", "possible"),
    ]
