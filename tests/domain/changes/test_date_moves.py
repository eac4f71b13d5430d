from dataclasses import replace

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.fold import fold_existing
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Release, Title
from tests.domain.patches import DUNE, on, title_of
from tests.domain.slates import report

NETFLIX = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")
Claim = tuple[str, str | None, str, str]  # day reported, source, confidence, date


def _names(*claims: Claim) -> list[str]:
    """Return the names of what the last of these claims on a date changed."""
    reports = [
        report(
            DUNE | on(date),
            source=source,
            confidence=confidence,
            reported_on=day,
            batch=f"b{n}",
            n=n,
        )
        for n, (day, source, confidence, date) in enumerate(claims, 1)
    ]
    before, after = fold_existing("k", reports[:-1]), fold_existing("k", reports)
    return [str(change.name) for change in differences(before, after)]


@pytest.mark.parametrize(
    ("claims", "names"),
    [
        # A source corrects itself, or what a named source reported.
        ([("2021-01-01", "Netflix", "official", "2021-02-05"),
          ("2021-01-02", "Netflix", "official", "2021-03-05")], ["slipped"]),
        ([("2021-01-01", "Variety", "reported", "2021-02-05"),
          ("2021-01-02", "Netflix", "official", "2021-01-22")], ["advanced"]),
        ([("2021-01-01", None, "reported", "2021-02-05"),
          ("2021-01-02", None, "reported", "2021-03-05")], ["slipped"]),
        # It knew of no date before, or only a catalog or a rumor did.
        ([("2021-01-01", None, "reported", "2021-02-05"),
          ("2021-01-02", "Variety", "reported", "2021-03-05")], ["dated"]),
        ([("2021-01-01", "TMDB", "listed", "2021-02-05"),
          ("2021-01-02", "Variety", "reported", "2021-03-05")], ["dated"]),
        ([("2021-01-01", "Reddit", "rumor", "2021-02-05"),
          ("2021-01-02", "Netflix", "official", "2021-03-05")], ["dated"]),
        # It had another date itself, which was not shown, and moved it in the same direction.
        ([("2021-01-01", "TMDB", "listed", "2021-02-05"),
          ("2021-01-02", "Variety", "rumor", "2021-02-12"),
          ("2021-01-03", "Variety", "reported", "2021-03-05")], ["slipped"]),
        # Two lists of one source on one day state two dates.
        ([("2021-01-01", "TMDB", "listed", "2021-02-05"),
          ("2021-01-01", "TMDB", "listed", "2021-03-05")], ["dated"]),
        ([("2021-01-01", "TMDB", "listed", "2021-02-05"),
          ("2021-01-02", "TMDB", "listed", "2021-03-05")], ["slipped"]),
        # A title that was out is shown again.
        ([("2021-01-01", "Netflix", "official", "2020-12-25"),
          ("2021-01-02", "Netflix", "official", "2021-12-24")], ["dated"]),
        # A span that narrows or widens is no move, whoever states it.
        ([("2021-01-01", None, "reported", "2021"),
          ("2021-01-02", "Variety", "reported", "2021-03-05")], ["narrowed"]),
    ],
)  # fmt: skip
def test_only_a_source_that_knew_a_date_moves_it(claims: list[Claim], names: list[str]) -> None:
    assert _names(*claims) == names


def test_releases_without_reports_are_only_dated_anew() -> None:
    def bare(when: str) -> Title:
        return replace(title_of(DUNE), releases=(Release(NETFLIX, parse_date(when)),))

    assert differences(bare("TBA"), bare("TBA")) == []
    assert differences(bare("2021-01-08"), bare("2021-01-22")) == [
        Difference(
            ChangeName.DATED, parse_date("2021-01-08"), parse_date("2021-01-22"), None, NETFLIX
        )
    ]
