"""How the claims at one path are kept. The rules as a whole: tests/properties/test_claims.py."""

from collections.abc import Sequence

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.reports.claims import NO_CLAIMS, Claims, contains, credit_of, is_within
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report
from tests.domain.slates import report

# (source, confidence, value) of reports, one per day
Stated = tuple[str | None, str, str | None]


def _report(number: int, source: str | None, confidence: str) -> Report:
    return report(
        {}, source=source, confidence=confidence, reported_on=f"2020-11-{number:02}", n=number
    )


def _dates(*stated: Stated) -> Claims:
    claims = Claims()
    for number, (source, confidence, value) in enumerate(stated, 1):
        claims.add_date(value, _report(number, source, confidence), number)
    return claims


def _kept(claims: Claims) -> list[tuple[str | None, str, str | None, int]]:
    return [
        (claim.report.source, str(claim.report.confidence), claim.value, claim.number)
        for claim in claims.kept
    ]


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        # A later claim replaces an earlier one of its source, whatever their confidence.
        ([("A", "official", "2021"), ("A", "listed", "2022")], [("A", "listed", "2022", 2)]),
        ([("A", "rumor", "2021"), ("A", "listed", "2022")], [("A", "listed", "2022", 2)]),
        ([("A", "rumor", "2021"), ("A", "rumor", "2022")], [("A", "rumor", "2022", 2)]),
        # A rumor stands beside a firmer claim of its source.
        (
            [("A", "listed", "2021"), ("A", "rumor", "2022")],
            [("A", "listed", "2021", 1), ("A", "rumor", "2022", 2)],
        ),
        # The same value with less confidence changes nothing; with more, it is newer.
        ([("A", "official", "2021"), ("A", "reported", "2021")], [("A", "official", "2021", 1)]),
        ([("A", "official", "2021"), ("A", "rumor", "2021")], [("A", "official", "2021", 1)]),
        ([("A", "reported", "2021"), ("A", "official", "2021")], [("A", "official", "2021", 2)]),
        ([("A", "reported", "2021"), ("A", "reported", "2021")], [("A", "reported", "2021", 2)]),
        # A catalog that repeats itself makes its claim no newer; whoever types it does.
        ([("A", "listed", "2021"), ("A", "listed", "2021")], [("A", "listed", "2021", 1)]),
        ([(None, "listed", "2021"), (None, "listed", "2021")], [(None, "listed", "2021", 2)]),
        ([(None, "official", "2021"), (None, "reported", "2021")], [(None, "official", "2021", 2)]),
    ],
)
def test_the_latest_claim_of_each_source_is_kept(
    stated: Sequence[Stated], kept: list[tuple[str | None, str, str | None, int]]
) -> None:
    assert _kept(_dates(*stated)) == kept


@pytest.mark.parametrize(
    ("before", "typed", "rank"),
    [
        ([], "reported", Rank.LISTED),
        ([("A", "rumor", "2021")], "reported", Rank.LISTED),
        ([("A", "listed", "2021")], "reported", Rank.LISTED),
        ([("A", "reported", "2021"), ("B", "listed", "2022")], "reported", Rank.REPORTED),
        ([], "official", Rank.REPORTED),
        ([("A", "official", "2021")], "rumor", Rank.RUMOR),
    ],
)
def test_what_is_typed_ranks_with_what_it_finds(
    before: Sequence[Stated], typed: str, rank: Rank
) -> None:
    assert _dates(*before, (None, typed, "2023")).kept[-1].rank == rank


@pytest.mark.parametrize(
    ("source", "confidence", "credit"),
    [
        ("A", "rumor", 0),
        ("A", "listed", 1),
        (None, "reported", 1),
        ("A", "reported", 2),
        (None, "official", 3),
        ("A", "official", 3),
    ],
)
def test_credit_of_a_report(source: str | None, confidence: str, credit: int) -> None:
    assert credit_of(_report(1, source, confidence)) == credit


def test_credit_goes_to_the_most_confident_and_then_to_the_first() -> None:
    claims = _dates(
        ("A", "listed", "2021"),
        ("B", "reported", "2021"),
        ("C", "reported", "2021"),
        ("B", "reported", "2021"),
        ("D", "official", "2022"),
        ("E", "reported", "2021"),
    )

    settled = claims.settled()
    assert settled.said_by == claims.kept[2].report
    assert settled.said_by is not None
    assert (settled.said_by.source, settled.said_by.n) == ("B", 4)
    assert settled.latest is not None
    assert settled.latest.source == "E"


def test_rumors_do_not_decide_when_a_date_was_last_stated() -> None:
    settled = _dates(("A", "listed", "2021"), ("B", "rumor", "2021")).settled()
    assert settled.latest is not None
    assert settled.latest.source == "A"


def test_where_nobody_states_a_value_there_is_no_date() -> None:
    assert NO_CLAIMS.rank == Rank.RUMOR
    withdrawn = _dates(("A", "reported", None)).settled()
    assert (withdrawn.shown, withdrawn.base) == (None, None)
    assert withdrawn.said_by is not None


def test_a_plain_value_of_none_counts_like_others() -> None:
    claims = Claims()
    claims.add("x", _report(1, "A", "listed"), 1)
    claims.add(None, _report(2, "B", "reported"), 2)
    claims.add("y", _report(3, "C", "listed"), 3)
    assert claims.stated().value is None


def test_joined_claims_keep_the_latest_of_each_source() -> None:
    one, other = _dates(("A", "listed", "2021")), Claims()
    other.add_date("2022", _report(5, "A", "listed"), 5)
    other.add_date(None, _report(6, "B", "reported"), 6)
    other.was_out = True
    one.join(other)

    assert _kept(one) == [("A", "listed", "2022", 5), ("B", "reported", None, 6)]
    assert (one.floor, one.retreat, one.was_out) == (6, 6, True)


@pytest.mark.parametrize(
    ("finer", "coarser", "within"),
    [
        ("2021-01-08", "2021", True),
        ("2021", "2021", False),
        ("2021-Q1", "2021-01/2021-03", False),
        ("2021", "2021-01-08", False),
        ("2021", "2020/..", True),
        ("../2021", "2021", False),
        ("2022/..", "2021/..", True),
    ],
)
def test_is_within_compares_the_days(finer: str, coarser: str, within: bool) -> None:  # noqa: FBT001
    assert is_within(parse_date(finer), parse_date(coarser)) is within
    assert contains(parse_date(coarser), parse_date(finer)) or not within
