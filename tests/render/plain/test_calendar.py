from slate.render.plain.calendar import calendar_rows
from tests.render.screens.months import DESK, LUPIN, RUMOR, months, titled


def test_rows_are_day_by_day_then_in_the_margin() -> None:
    rumored = DESK._replace(leaves="2021-01", confidence=DESK.confidence.RUMOR, name="Dune")
    found = months(
        titled("Later", date="2021-02-03"), titled("Coarse", date="2021-early"), RUMOR, LUPIN,
        when="2021-01/2021-02", leaves=(DESK, rumored),
    )  # fmt: skip
    header, rows = calendar_rows(found)
    assert header == ("Date", "Title", "On", "Status")
    assert list(rows) == [
        ("2021-01-08 Fri", "Lupin: season 2", "Netflix", "Upcoming season"),
        ("2021-01-20 Wed", "Ava", "Hulu", "Upcoming film, rumor"),
        ("2021-01-31 Sun", "The Desk", "Hulu", "Leaving"),
        ("Jan 2021", "Dune", "Hulu", "Leaving, rumor"),
        ("2021-02-03 Wed", "Later", "Hulu", "Upcoming film"),
        ("early 2021", "Coarse", "Hulu", "Upcoming film"),
    ]
