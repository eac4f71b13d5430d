from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.release_moves import ReleaseMoves
from slate.domain.dates.parsing import parse_date
from slate.domain.queries.timeline import COLUMNS, TimelineRow
from slate.wording.timeline import timeline_row
from tests.render.samples import record


def test_each_column_has_its_value() -> None:
    shown = record(title="Dune", season=None, slug="dune", date="2021-01-22", leaves="2021-02")
    moves = ReleaseMoves(parse_date("2021-01-08"), SlipTotals(2, 1, (14, 1), (), None))
    values = dict(zip(COLUMNS, timeline_row(TimelineRow(shown, moves)), strict=True))
    for name in COLUMNS:
        if hasattr(shown, name):
            assert values.pop(name) == getattr(shown, name)
    assert values == {
        "slips": 2,
        "advanced": 1,
        "first_date": "2021-01-08",
        "slipped_by": "15 days",
    }


def test_what_never_moved_has_no_first_date() -> None:
    values = dict(zip(COLUMNS, timeline_row(TimelineRow(record())), strict=True))
    assert (values["slips"], values["first_date"], values["slipped_by"]) == (0, None, None)
