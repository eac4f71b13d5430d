from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.queries.timeline import TimelineRow
from tests.render.samples import record


def test_a_row_has_the_dates_of_its_record() -> None:
    row = TimelineRow(record(date="2021-01-08", leaves="2021-02"))
    assert (row.when, row.leaves) == (parse_date("2021-01-08"), parse_date("2021-02"))
    undated = TimelineRow(record(date=None, leaves=None))
    assert (undated.when, undated.leaves) == (TBA, TBA)
    assert not undated.moves.first.known
