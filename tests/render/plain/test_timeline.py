from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.release_moves import ReleaseMoves
from slate.domain.dates.parsing import parse_date
from slate.domain.queries.timeline import TimelineRow
from slate.render.plain.lines import lines
from slate.render.plain.timeline import HEADER, table_rows
from tests.render.samples import record


def test_a_pipe_gets_in_words_what_a_screen_draws() -> None:
    film = {"season": None, "platform": "Hulu", "status": "scheduled", "label": "Upcoming film"}
    moves = ReleaseMoves(parse_date("2021-01-08"), SlipTotals(2, 1, (14, 1), (), None))
    rows = [
        TimelineRow(record(title="Dune", date="2021-01-22", **film), moves),
        TimelineRow(record(title="Mank", date=None, leaves="2021-02", **film)),
    ]
    assert list(lines(HEADER, table_rows(rows))) == [
        "Date            Title  On    Status         First date  Slipped                 Leaves",
        "2021-01-22 Fri  Dune   Hulu  Upcoming film  2021-01-08  15 days, advanced once",
        "no date         Mank   Hulu  Upcoming film                                      Feb 2021",
    ]
