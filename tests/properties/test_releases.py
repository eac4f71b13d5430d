"""Properties of the releases of a title: how one of several is named, and dropped again."""

from shlex import split
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from slate.cli.release_advice import options_for
from slate.domain.ledger.fold import fold
from slate.domain.ledger.release_choice import chosen_platform, fitting
from slate.domain.ledger.statement import Origin, Statement, amendment
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType, parse_release_type
from slate.domain.titles.written_release import parse_release
from slate.wording.phrases import on_text
from tests.domain.slates import DATES, PLATFORMS, REGIONS, SOURCES, report, slates

_KEYS = st.builds(
    ReleaseKey,
    st.none() | st.sampled_from(ReleaseType),
    st.none() | st.sampled_from(REGIONS),
    st.none() | st.sampled_from(PLATFORMS),
)


@given(st.lists(_KEYS, min_size=1, unique_by=lambda key: key.folded))
def test_every_release_of_a_title_can_be_named(keys: list[ReleaseKey]) -> None:
    for key in keys:
        words = split(options_for(key, keys))
        typed = dict(zip(words[::2], words[1::2], strict=True))
        way, platform = typed.get("--release-type"), typed.get("-p")
        stated = ReleaseKey(
            None if way is None else parse_release_type(way),
            typed.get("--region"),
            None if platform is None else chosen_platform(platform),
        )
        assert fitting(keys, stated) == [key]


@given(_KEYS)
def test_a_release_is_read_as_it_is_printed(key: ReleaseKey) -> None:
    assume(any(key))
    # A release on a platform is printed as streaming if no type was stated.
    assert parse_release(on_text(key), lambda _: False).completed == key.completed


@given(
    slates(titles=1),
    _KEYS,
    st.fixed_dictionaries({}, optional={"date": st.sampled_from(DATES), "leaves": st.just("2022")}),
    st.sampled_from(SOURCES),
    st.sampled_from(Confidence),
)
def test_a_title_whose_new_release_is_dropped_is_as_before(
    reports: list[Report],
    key: ReleaseKey,
    dates: dict[str, str],
    source: str | None,
    confidence: Confidence,
) -> None:
    before = fold("k", reports)
    assume(before is not None)
    stated = [name for each in reports for name in (each.said or {}).get("releases", {})]
    assume(key.folded not in {ReleaseKey.parse(name).folded for name in stated})

    def later(said: dict[str, Any], number: int) -> Report:
        return report(
            said,
            source=source,
            confidence=confidence,
            reported_on="2021-01-08",
            recorded_at="2021-01-08T12:00:00.000000Z",
            batch="ffff",
            n=number,
        )

    added = later({"releases": {str(key): dates}}, 1)
    there = fold("k", [*reports, added])
    assert there is not None
    statement = Statement(
        Origin("2021-01-08", source, confidence=confidence),
        drops_release=True,
        release_type=key.type,
        region=key.region,
        platform=key.platform or "",
    )
    dropped = later(dict(amendment(statement, there, str)), 2)

    assert fold("k", [*reports, added, dropped]) == before
