import pytest

from slate.domain.changes.change import Correction, correction
from slate.domain.changes.comparison import differences
from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.fold import fold_existing
from slate.domain.reports.report import Report
from tests.domain.patches import DUNE, on
from tests.domain.slates import report

FIRST = report(DUNE | on("2021-02-05"), source=None, batch="b1", n=1)


def _correction(*reports: Report) -> Correction | None:
    before, after = fold_existing("k", reports[:-1]), fold_existing("k", reports)
    return correction(before, reports[-1], differences(before, after))


@pytest.mark.parametrize("created", [True, False])
def test_date_that_its_author_replaces_on_the_same_day(*, created: bool) -> None:
    reports = [FIRST] if created else [report(DUNE, source="Variety", batch="b0", n=1), FIRST]
    again = report(on("2021-03-05"), source=None, batch="b2", n=2)

    found = _correction(*reports, again)

    assert found == Correction(parse_date("2021-02-05"), "b1", created)


@pytest.mark.parametrize(
    "again",
    [
        report(on("2021-03-05"), source=None, batch="b2", n=2, reported_on="2021-01-06"),
        report(on("2021-03-05"), source="Variety", batch="b2", n=2),
        report(on("2021-03-05"), source=None, batch="b2", n=2)._replace(author="another"),
        report({"tags": {"scifi": True}}, source=None, batch="b2", n=2),
    ],
)
def test_other_reports_correct_no_date(again: Report) -> None:
    assert _correction(FIRST, again) is None
