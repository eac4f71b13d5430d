"""What became of claims: each case is a history, and the verdict of each claim in it."""

from datetime import date
from typing import Any

import pytest

from slate.domain.changes.judged_claims import JudgedClaim, judged_claims
from tests.domain.changes.claiming import NETFLIX, Told, on, reports

TODAY = date(2021, 3, 1)
OFFICIAL: Told = ("2020-10-01", "Netflix", "official", on("2021-01-08"))
OUT: Told = ("2021-01-09", "TVLine", "reported", {"status": "released"})


def _found(*told: Told, today: date = TODAY) -> list[JudgedClaim]:
    return list(judged_claims("k", reports(*told), today))


def _verdicts(*told: Told, today: date = TODAY) -> list[str]:
    """Return what became of the claims on dates: `Variety 2021 right`."""
    return [
        f"{found.source} {found.report.said['releases'][key]['date']} {found.verdict}"
        for found in _found(*told, today=today)
        if found.release is not None and found.report.said is not None
        for key in [str(found.release.key)]
    ]


def _claim(when: str, source: str = "Variety", confidence: str = "reported") -> Told:
    return ("2020-09-01", source, confidence, on(when))


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("2021-01-08", "right"),
        ("2021-01-08?", "right"),
        ("2021", "right"),
        ("2021-early", "right"),
        ("2021/..", "right"),
        ("../2021-01", "right"),
        ("2021-01-09", "wrong"),
        ("2021-02/..", "wrong"),
        ("../2020", "wrong"),
    ],
)
@pytest.mark.parametrize("confidence", ["rumor", "listed"])
def test_a_claim_is_right_if_the_truth_lies_within_its_days(
    when: str, verdict: str, confidence: str
) -> None:
    claim = _claim(when, confidence=confidence)
    assert _verdicts(claim, OFFICIAL, OUT) == [
        f"Variety {when} {verdict}",
        "Netflix 2021-01-08 right",
    ]


@pytest.mark.parametrize("confidence", ["rumor", "listed"])
def test_without_a_reported_date_there_is_no_truth(confidence: str) -> None:
    assert _verdicts(_claim("2021-01-08", confidence=confidence), OUT) == [
        "Variety 2021-01-08 open"
    ]


def test_a_date_typed_without_a_source_is_a_truth() -> None:
    typed: Told = ("2021-01-09", None, "reported", on("2021-01-08") | {"status": "released"})
    assert _verdicts(_claim("2021-01"), _claim("2021-02", "Wired", "rumor"), typed) == [
        "Variety 2021-01 right",
        "Wired 2021-02 wrong",
    ]


def test_a_truth_that_is_too_vague_decides_only_what_it_can() -> None:
    vague: Told = ("2020-10-01", "Netflix", "official", on("2021-01"))
    listed = [_claim(when, when, "listed") for when in ("2021-01-08", "2021-02", "2020-12/2021-01")]
    assert _verdicts(*listed, vague, OUT) == [
        "2021-01-08 2021-01-08 open",
        "2021-02 2021-02 wrong",
        "2020-12/2021-01 2020-12/2021-01 right",
        "Netflix 2021-01 right",
    ]


RUMOR = _claim("2021-02-01", "Reddit", "rumor")


def _of_rumor(*told: Told, today: date = TODAY) -> str:
    return _verdicts(RUMOR, OFFICIAL, *told, today=today)[0].split()[-1]


def test_a_release_is_settled_30_days_after_a_date_that_nobody_contradicts() -> None:
    assert _of_rumor(today=date(2021, 2, 6)) == "open"
    assert _of_rumor(today=date(2021, 2, 7)) == "wrong"


@pytest.mark.parametrize(
    ("day", "confidence", "said", "verdict"),
    [
        # A status that is stated contradicts the date, or confirms it.
        ("2020-12-01", "reported", {"status": "filming"}, "wrong"),
        ("2021-01-09", "reported", {"status": "filming"}, "open"),
        ("2021-01-09", "listed", {"status": "post-production"}, "open"),
        ("2021-01-09", "rumor", {"status": "filming"}, "wrong"),
        ("2020-12-01", "reported", {"status": "canceled"}, "open"),
        ("2020-12-01", "reported", {"status": "on-hold"}, "open"),
        ("2021-01-09", "reported", {"status": "released"}, "wrong"),
        ("2021-01-09", "reported", {"status": None}, "wrong"),
        # So does a later date.
        ("2021-01-09", "reported", on("2021-04-01"), "open"),
        ("2021-01-09", "reported", on(None), "open"),
        ("2021-01-09", "reported", {"releases": {NETFLIX: None}}, "open"),
        ("2021-01-09", "rumor", on("2021-04-01"), "wrong"),
    ],
)
def test_what_contradicts_a_date_that_passed(
    day: str, confidence: str, said: dict[str, Any], verdict: str
) -> None:
    assert _of_rumor((day, "Deadline", confidence, said)) == verdict


@pytest.mark.parametrize(
    ("day", "confidence", "status", "verdict"),
    [
        ("2021-01-08", "reported", "released", "wrong"),
        ("2021-01", "listed", "ended", "wrong"),
        ("2021-01-09", "rumor", "released", "open"),
        # It was out in theaters: the date on the service is still to come.
        ("2020-12-20", "reported", "released", "open"),
    ],
)
def test_a_title_that_is_out_by_a_stated_status_is_settled_at_once(
    day: str, confidence: str, status: str, verdict: str
) -> None:
    told: Told = (day, "Deadline", confidence, {"status": status})
    assert _of_rumor(told, today=date(2021, 1, 10)) == verdict


def test_a_status_out_that_was_replaced_settles_nothing() -> None:
    early: Told = ("2021-01-08", "Deadline", "reported", {"status": "released"})
    taken: Told = ("2021-01-09", "Netflix", "official", {"status": "on-hold"})
    assert _of_rumor(early, taken, today=date(2021, 1, 10)) == "open"


def test_a_truth_without_a_last_day_is_settled_by_a_status_only() -> None:
    fall: Told = ("2020-10-01", "Netflix", "official", on("2020-12/.."))
    assert _verdicts(_claim("2020-11", "Reddit", "rumor"), fall)[0].endswith("open")
    assert _verdicts(_claim("2020-11", "Reddit", "rumor"), fall, OUT)[0].endswith("wrong")


def test_a_slip_explains_claims_that_allowed_the_date_that_was_shown() -> None:
    slip: Told = ("2020-11-01", "Netflix", "official", on("2021-02-05"))
    rumor = _claim("2020-12", "Reddit", "rumor")
    assert _verdicts(_claim("2021"), _claim("2021-01", "Wired"), rumor, OFFICIAL, slip) == [
        "Variety 2021 open",
        "Wired 2021-01 slipped",
        "Reddit 2020-12 open",
        "Netflix 2021-01-08 slipped",
        "Netflix 2021-02-05 open",
    ]
    late = date(2021, 4, 1)
    assert _verdicts(rumor, OFFICIAL, slip, today=late) == [
        "Reddit 2020-12 wrong",
        "Netflix 2021-01-08 slipped",
        "Netflix 2021-02-05 right",
    ]
    back: Told = ("2020-12-01", "Netflix", "official", on("2021-01-08"))
    assert _verdicts(OFFICIAL, slip, back) == [
        "Netflix 2021-01-08 right",
        "Netflix 2021-02-05 advanced",
        "Netflix 2021-01-08 right",
    ]


def test_no_slip_explains_what_was_claimed_after_it_or_withdrawn() -> None:
    slip: Told = ("2020-11-01", "Netflix", "official", on("2021-02-05"))
    stale: Told = ("2020-11-02", "TVmaze", "listed", on("2021-01-08"))
    late = date(2021, 4, 1)
    assert _verdicts(OFFICIAL, slip, stale, today=late)[-1] == "TVmaze 2021-01-08 wrong"
    gone: Told = ("2020-11-01", "Netflix", "official", on(None))
    again: Told = ("2020-12-01", "Netflix", "official", on("2021-02-05"))
    assert _verdicts(OFFICIAL, gone, again, today=late)[0] == "Netflix 2021-01-08 wrong"


def test_what_was_claimed_afterwards_is_left_out() -> None:
    past: Told = ("2021-01-09", "TVmaze", "listed", on("2021-01-08"))
    vague: Told = ("2021-01-10", "TMDB", "listed", on("2021"))
    same_day: Told = ("2021-01-08", "Wired", "listed", on("2021-01-08"))
    unsure: Told = ("2021-01", "Today", "listed", on("2021-01-08"))
    told = (OFFICIAL, past, same_day, unsure)
    assert [text.split()[0] for text in _verdicts(*told)] == ["Netflix", "Wired", "Today"]
    # A date that allows further days is left out once the release is known to be out.
    assert len(_verdicts(OFFICIAL, vague, today=date(2021, 1, 11))) == 2
    assert len(_verdicts(OFFICIAL, vague)) == 1
    # By its status it was out, although its date would allow later days.
    month: Told = ("2020-10-01", "Netflix", "official", on("2021-01"))
    assert len(_verdicts(month, OUT, vague)) == 1


def test_claims_on_a_dropped_release_are_open() -> None:
    dropped: Told = ("2020-11-01", "Netflix", "official", {"releases": {NETFLIX: None}})
    [found] = _found(OFFICIAL, dropped, OUT)[:1]
    assert found.verdict == "open"
    assert found.release is not None
    assert (str(found.release.key), found.release.date.known) == (NETFLIX, False)


def test_a_removed_title_has_no_verdicts() -> None:
    assert _found(OFFICIAL, ("2021-01-09", None, "reported", None)) == []


def _firsts(*told: Told) -> list[str]:
    return [found.source for found in _found(*told) if found.is_first]


def test_the_earliest_source_of_each_value_is_first_and_ties_are_shared() -> None:
    assert _firsts(
        ("2020-05-01", "Reddit", "rumor", on("2021-01-08")),
        ("2020-05-01", "Wired", "reported", on("2021-01-08")),
        ("2020-05-02", "Variety", "reported", on("2021-01-08")),
        ("2020-05-02", "Variety", "reported", on("2021")),
        ("2020-05-03", "Variety", "reported", on("2021-01-08")),
        ("2020-05-04", "TVLine", "reported", on("2021-01-08", "theatrical|US|")),
    ) == ["Reddit", "Wired", "Variety", "TVLine"]


def test_who_comes_first_is_decided_by_the_day_reported() -> None:
    assert _firsts(_claim("2021"), ("2020-08-01", "Late", "reported", on("2021"))) == ["Late"]
    typed: Told = ("2020-01-01", None, "reported", on("2021"))
    past: Told = ("2020-01-02", "Past", "listed", on("2019"))
    assert _firsts(typed, _claim("2021"), past) == ["Variety"]


def _ahead(*told: Told) -> list[int | None]:
    return [found.ahead for found in _found(*told)]


def test_ahead_are_the_days_to_the_first_official_claim_that_a_claim_allows() -> None:
    vague: Told = ("2020-09-15", "Netflix", "official", on("2021"))
    after: Told = ("2020-10-05", "Wired", "reported", on("2021-01"))
    wrong: Told = ("2020-10-06", "Reddit", "rumor", on("2021-05"))
    assert _ahead(_claim("2021-01"), vague, OFFICIAL, after, wrong) == [30, None, None, -4, None]
    assert _ahead(_claim("2021"), vague, OFFICIAL) == [14, None, None]


def test_ahead_is_unknown_without_another_source_or_exact_days() -> None:
    own: Told = ("2020-10-01", "VARIETY", "official", on("2021-01-08"))
    assert _ahead(_claim("2021-01"), own, OFFICIAL) == [None, None, 0]
    month: Told = ("2020-09", "Wired", "reported", on("2021-01-08"))
    typed: Told = ("2020-10-01", None, "official", on("2021-01-08"))
    assert _ahead(month, _claim("2021"), typed) == [30, None]


def test_days_are_those_of_the_date() -> None:
    found = [_claim(when, when, "listed") for when in ("2021-01-08", "2021-01", "2021", "2021/..")]
    assert [each.days for each in _found(*found)] == [1, 31, 365, None]


@pytest.mark.parametrize(
    ("claimed", "reached", "verdict"),
    [
        ("filming", "released", "right"),
        ("filming", "post-production", "right"),
        ("filming", "filming", "open"),
        ("filming", "announced", "open"),
        ("filming", "on-hold", "open"),
        ("filming", "canceled", "right"),
        ("released", "released", "right"),
        ("released", "scheduled", "open"),
        ("ended", "released", "open"),
        ("released", "ended", "right"),
        ("on-hold", "on-hold", "open"),
        ("on-hold", "released", "open"),
        ("on-hold", "canceled", "right"),
        ("canceled", "canceled", "right"),
        ("canceled", "released", "wrong"),
        ("canceled", "filming", "open"),
    ],
)
def test_a_status_is_right_if_that_stage_or_a_later_one_was_reached(
    claimed: str, reached: str, verdict: str
) -> None:
    first, last = _found(
        ("2020-01-01", "Reddit", "rumor", {"status": claimed}),
        ("2020-02-01", "Netflix", "official", {"status": reached}),
    )
    assert (first.source, first.release, first.verdict) == ("Reddit", None, verdict)
    assert last.verdict == ("right" if reached in {"released", "ended", "canceled"} else "open")


def test_a_status_that_is_only_listed_or_derived_reaches_nothing() -> None:
    rumor: Told = ("2020-01-01", "Reddit", "rumor", {"status": "filming"})
    listed: Told = ("2020-02-01", "TVmaze", "listed", {"status": "released"})
    dated: Told = ("2021-02-01", None, "reported", on("2021-01-08"))
    assert [found.verdict for found in _found(rumor, listed)] == ["open", "open"]
    assert [found.verdict for found in _found(rumor, dated)] == ["open"]
