import pytest

from slate.domain.changes.change import Change, Correction, correction
from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.unshown import Reason, Unshown
from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.fold import fold_existing
from slate.domain.reports.report import Report
from tests.domain.patches import DUNE, on
from tests.domain.slates import report

FIRST = report(DUNE | on("2021-02-05"), source=None, batch="b1", n=1)


def _correction(*reports: Report) -> Correction | None:
    before, after = fold_existing("k", reports[:-1]), fold_existing("k", reports)
    return correction(before, reports[-1], differences(before, after))


TITLE = fold_existing("k", [FIRST])
DATED = Difference(ChangeName.DATED, None, parse_date("2021-02-05"))
TAGGED = Difference(ChangeName.EDITED, None, "jazz", "tags")
UNCHANGED = Change(Outcome.UNCHANGED, "dune", TITLE)
NOTED = Change(Outcome.CHANGED, "dune", TITLE, unshown=Unshown(FIRST, Reason.OLDER, FIRST))
MISTAKE = Correction(parse_date("2021-02-05"), "b1", created=False)


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (NOTED, UNCHANGED, NOTED),
        (UNCHANGED, NOTED, NOTED),
        (NOTED, NOTED, NOTED),
        (
            Change(Outcome.CHANGED, "dune", None, (DATED,), correction=MISTAKE),
            Change(Outcome.CHANGED, "dune-2", TITLE, (TAGGED,)),
            Change(Outcome.CHANGED, "dune-2", TITLE, (DATED, TAGGED), correction=MISTAKE),
        ),
        (
            NOTED,
            Change(Outcome.CHANGED, "dune", TITLE, (DATED,), correction=MISTAKE),
            Change(Outcome.CHANGED, "dune", TITLE, (DATED,), correction=MISTAKE),
        ),
    ],
)
def test_two_changes_in_turn_are_one(first: Change, second: Change, one: Change) -> None:
    assert first.followed_by(second) == one


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
