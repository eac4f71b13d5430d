import pytest

from slate.domain.changes.judged_claims import JudgedClaim, Verdict
from slate.domain.changes.track_records import (
    KEYS,
    SORTS,
    TrackRecord,
    columns_of,
    parse_row_keys,
    track_records,
)
from slate.domain.errors import KeyChoiceError
from slate.domain.ledger.fold import fold_existing
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import Release
from tests.domain.changes.claiming import on
from tests.domain.slates import report

FILM = fold_existing("k", [report({"title": "Dune", "kind": "film"} | on("2021"))])
SERIES = fold_existing("k", [report({"title": "Lupin", "kind": "series"})])
HULU = Release(ReleaseKey(None, None, "Hulu"))
MAX = Release(ReleaseKey(None, None, "Max"))
HBO_MAX = Release(ReleaseKey(None, None, "HBO Max"))
NONE = Release(ReleaseKey(None, None, None))


def _judged(  # noqa: PLR0913 -- one parameter per field
    source: str,
    verdict: str,
    release: Release | None = HULU,
    *,
    day: int = 1,
    is_first: bool = False,
    ahead: int | None = None,
    days: int | None = None,
    is_series: bool = False,
) -> JudgedClaim:
    said = report(None, source=source, reported_on=f"2020-01-{day:02}")
    title = SERIES if is_series else FILM
    return JudgedClaim(title, source, said, Verdict(verdict), release, is_first, ahead, days)


def _any(_: Release) -> bool:
    return True


def _rows(
    *found: JudgedClaim, by: str = "source", sort: str | None = None
) -> list[dict[str, int | float | str | None]]:
    keys = parse_row_keys(by)
    records = track_records(found, _any, keys, sort)
    return [dict(zip(columns_of(keys), each.row, strict=True)) for each in records]


def test_a_row_counts_the_claims_of_a_source() -> None:
    [row] = _rows(
        _judged("Variety", "right", is_first=True, ahead=14, days=1),
        _judged("Variety", "right", ahead=-3, days=30),
        _judged("Variety", "right"),
        _judged("Variety", "wrong", is_first=True, days=365),
        _judged("Variety", "slipped", ahead=90, days=365),
        _judged("Variety", "advanced"),
        _judged("Variety", "open"),
        _judged("Variety", "right", None),
        _judged("Variety", "wrong", None),
        _judged("Variety", "open", None),
        _judged("Variety", "open", None),
    )
    assert row == {
        "source": "Variety",
        "claims": 7,
        "first": 2,
        "right": 3,
        "wrong": 1,
        "slipped": 1,
        "advanced": 1,
        "open": 1,
        "statuses": 4,
        "statuses_right": 1,
        "statuses_wrong": 1,
        "statuses_open": 2,
        "rate": None,
        "ahead": 14,
        "exact_to": 15.5,
    }


def test_a_rate_needs_enough_claims_that_were_right_or_wrong() -> None:
    right, wrong = _judged("Variety", "right"), _judged("Variety", "wrong")
    others = [_judged("Variety", "open"), _judged("Variety", "slipped")]
    assert _rows(*[right] * 8, wrong, *others)[0]["rate"] is None
    assert _rows(*[right] * 9, wrong, *others)[0]["rate"] == 0.9
    assert _rows(*[right] * 2, *[wrong] * 9)[0]["rate"] == 0.182


def test_sources_are_compared_folded_and_shown_as_first_spelled() -> None:
    [row] = _rows(_judged("VARIETY", "right", day=2), _judged("Variety", "open"))
    assert (row["source"], row["claims"]) == ("Variety", 2)


def test_rows_by_platform_and_kind() -> None:
    found = [
        _judged("Variety", "right", MAX, day=2),
        _judged("variety", "right", HBO_MAX),
        _judged("Variety", "wrong", HULU, day=3, is_series=True),
        _judged("Variety", "open", NONE, day=3),
    ]
    assert [
        (row["source"], row["platform"], row["claims"]) for row in _rows(*found, by="platform")
    ] == [
        ("variety", "HBO Max", 2),
        ("variety", None, 1),
        ("variety", "Hulu", 1),
    ]
    assert [(row["kind"], row["claims"]) for row in _rows(*found, by="kind")] == [
        ("film", 3),
        ("series", 1),
    ]
    every = _rows(*found, by="kind,service,source")
    assert [(row["platform"], row["kind"]) for row in every] == [
        ("HBO Max", "film"),
        (None, "film"),
        ("Hulu", "series"),
    ]


def test_a_status_counts_on_the_first_release_that_fits() -> None:
    status = _judged("Variety", "right", None)
    homeless = _judged("Wired", "right", None, is_series=True)
    rows = _rows(status, homeless, by="platform")
    assert [(row["source"], row["platform"], row["statuses"]) for row in rows] == [
        ("Variety", "Netflix", 1),
        ("Wired", None, 1),
    ]
    fitting = track_records(
        [status, homeless, _judged("Variety", "right", HULU)],
        lambda release: release.key.platform == "Netflix",
        KEYS,
        None,
    )
    assert [row.keys for row in fitting] == [("Variety", "Netflix", "film")]


A = [*[_judged("A", "right", ahead=1)] * 9, _judged("A", "wrong"), _judged("A", "slipped")]
B = [*[_judged("B", "right", ahead=-1, is_first=True)] * 9, _judged("B", "open", None)]
C = [_judged("C", "wrong"), _judged("C", "wrong"), *[_judged("C", "open")] * 12]
D = [_judged("D", "right", ahead=5, is_first=True), _judged("D", "open", None)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (None, "ABDC"),
        ("right", "ABDC"),
        ("claims", "CABD"),
        ("first", "BDAC"),
        ("wrong", "CABD"),
        ("slipped", "ABDC"),
        ("open", "CABD"),
        ("rate", "ABDC"),
        ("ahead", "DABC"),
        ("statuses", "BDAC"),
    ],
)
def test_rows_are_sorted_highest_first_and_what_is_unknown_last(
    sort: str | None, expected: str
) -> None:
    assert sort is None or sort in SORTS
    rows = _rows(*D, *C, *B, *A, sort=sort)
    assert "".join(str(row["source"]) for row in rows) == expected


def test_equal_rows_are_sorted_by_name() -> None:
    found = [_judged(name, "right") for name in ("b", "A", "c")]
    assert [row["source"] for row in _rows(*found)] == ["A", "b", "c"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("source", ("source",)),
        ("platform", ("source", "platform")),
        ("Service", ("source", "platform")),
        ("kind, source", ("source", "kind")),
        ("platforms,", ("source", "platform")),
        ("kind,platform,service", ("source", "platform", "kind")),
    ],
)
def test_rows_are_always_for_a_source(text: str, keys: tuple[str, ...]) -> None:
    assert parse_row_keys(text) == keys
    assert columns_of(keys)[: len(keys) + 1] == (*keys, "claims")


@pytest.mark.parametrize("text", ["genre", "", "kind,title"])
def test_unknown_keys_are_refused(text: str) -> None:
    with pytest.raises(KeyChoiceError) as error:
        parse_row_keys(text)
    word = text.rpartition(",")[2]
    assert str(error.value) == (f'Cannot group by "{word}". Choose from source, platform, kind.')


def test_a_record_without_claims_has_no_rate_or_median() -> None:
    row = TrackRecord(("Variety",))
    assert (row.claims, row.rate, row.ahead, row.exact_to) == (0, None, None, None)
