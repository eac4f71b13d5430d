from typing import Any

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.only_service import on_only_service
from slate.domain.ledger.statement import Origin, SaidRelease, Statement
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title
from tests.domain.patches import title_of
from tests.domain.slates import report

DAY = parse_date("2021-03-01")
STREAMING, THEATRICAL = ReleaseType.STREAMING, ReleaseType.THEATRICAL


def _title(*names: str) -> Title:
    return title_of({"title": "Dune", "releases": {name: {} for name in names}})


def _statement(confidence: str = "reported", **fields: Any) -> Statement:  # noqa: ANN401 -- as it has
    origin = Origin("2021-01-07", "Variety", confidence=CONFIDENCES[confidence])
    return Statement(origin, **fields)


def _further(*texts: str) -> tuple[SaidRelease, ...]:
    return tuple(SaidRelease(ReleaseKey.parse(text), DAY) for text in texts)


@pytest.mark.parametrize(
    ("there", "fields", "platform"),
    [
        (["streaming||Netflix"], {"region": "GB"}, "Netflix"),
        (["streaming||Netflix"], {"region": "GB", "release_type": STREAMING}, "Netflix"),
        (["streaming||Netflix", "streaming|JP|netflix"], {"region": "GB"}, "netflix"),
        (["streaming|US|Netflix", "theatrical||"],
         {"region": "GB", "release_type": STREAMING}, "Netflix"),
        # Not if another release could be meant, or another service.
        (["streaming||Netflix", "theatrical||"], {"region": "GB"}, None),
        (["streaming||Netflix"], {"region": "GB", "release_type": THEATRICAL}, None),
        (["tv||NBC"], {"region": "GB", "release_type": STREAMING}, None),
        (["streaming||Netflix", "streaming||Hulu"], {"region": "GB"}, None),
        (["streaming||Netflix"], {"region": "GB", "platform": "Hulu"}, "Hulu"),
        (["streaming||Netflix"], {"region": "GB", "also_on": "Hulu"}, None),
        (["streaming||Netflix", "|GB|"], {"region": "GB", "drops_release": True}, None),
        # Not if it is no new release, or in no region.
        (["streaming|GB|Netflix"], {"region": "GB"}, None),
        (["streaming||Netflix", "|GB|"], {"region": "GB"}, None),
        (["streaming||Netflix", "streaming||"], {"region": "GB"}, None),
        (["streaming||Netflix"], {"release_type": STREAMING}, None),
        ([], {"region": "GB"}, None),
    ],
)  # fmt: skip
def test_a_new_streaming_release_in_a_region_is_on_the_only_service(
    there: list[str], fields: dict[str, Any], platform: str | None
) -> None:
    stated = _statement(date=DAY, **fields)
    statement, service = on_only_service(stated, _title(*there))
    assert statement.platform == platform
    assert service == (None if statement == stated else platform)


@pytest.mark.parametrize(
    ("fields", "releases", "taken"),
    [
        ({"platform": "Netflix"}, ["|GB|"], ["|GB|Netflix"]),
        ({"platform": "Netflix"}, ["streaming|GB|", "|JP|"],
         ["streaming|GB|Netflix", "|JP|Netflix"]),
        ({"platform": "Netflix"}, ["streaming|GB|", "theatrical|US|"],
         ["streaming|GB|Netflix", "theatrical|US|"]),
        ({"platform": "Netflix"}, ["|GB|", "theatrical|US|"], ["|GB|", "theatrical|US|"]),
        ({}, ["||Netflix", "|GB|"], ["||Netflix", "|GB|Netflix"]),
        ({"platform": "Netflix"}, ["||Hulu", "|GB|"], ["||Hulu", "|GB|"]),
    ],
)  # fmt: skip
def test_further_releases_of_a_new_title_are_on_its_only_service(
    fields: dict[str, Any], releases: list[str], taken: list[str]
) -> None:
    statement, service = on_only_service(_statement(releases=_further(*releases), **fields), None)
    assert [str(release.key) for release in statement.releases] == taken
    assert service == (None if taken == releases else "Netflix")


def test_a_new_title_is_on_the_service_of_its_further_release() -> None:
    stated = _statement(region="GB", date=DAY, releases=_further("||Netflix"))
    assert on_only_service(stated, None)[0].platform == "Netflix"


def test_a_further_release_that_is_there_stays_without_a_service() -> None:
    title = _title("streaming||Netflix", "|GB|")
    stated = _statement(releases=_further("|GB|", "|JP|"))
    statement, _ = on_only_service(stated, title)
    assert [str(release.key) for release in statement.releases] == ["|GB|", "|JP|Netflix"]


@pytest.mark.parametrize(
    ("confidence", "platform"), [("reported", None), ("official", None), ("rumor", "Netflix")]
)
def test_a_rumored_service_is_taken_only_for_a_rumor(confidence: str, platform: str | None) -> None:
    rumored = {"title": "Dune", "releases": {"streaming||Netflix": {}}}
    title = fold_existing("k", [report(rumored, confidence="rumor")])
    stated = _statement(confidence, date=DAY, region="GB")
    assert on_only_service(stated, title)[0].platform == platform
