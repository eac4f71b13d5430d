from typing import Any

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.stated_identity import evidence_of, identity_of
from slate.domain.ledger.statement import SaidRelease
from slate.domain.titles.identity import NO_EVIDENCE, Evidence
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from tests.store.writing import says


@pytest.mark.parametrize(
    ("fields", "year", "comes"),
    [
        ({}, None, None),
        ({"year": 2019, "date": "2021-05"}, 2019, None),
        ({"date": "2021-05"}, None, 2021),
        ({"date": "2020-12-31"}, 2020, None),  # already past on 2021-01-07
        ({"date": "2020-12-31", "on": "2020"}, None, 2020),
        ({"date": "2020?"}, None, 2020),
        ({"date": "TBA"}, None, None),
        ({"date": "../2019"}, None, None),
        # The earliest of all releases.
        ({"date": "2021-05", "others": ("2018", "TBA", "2019")}, 2018, None),
        ({"others": (None, "2022-01", "2021-12-31")}, None, 2021),
        ({"others": ("../2019", None)}, None, None),
        ({"year": 1999, "others": ("2018",)}, 1999, None),
    ],
)
def test_year_of_a_statement_is_stated_or_implied_by_dates(
    fields: dict[str, Any], year: int | None, comes: int | None
) -> None:
    others = (when and parse_date(when) for when in fields.pop("others", ()))
    key = ReleaseKey(ReleaseType.TV, None, None)
    statement = says("Mank", releases=tuple(SaidRelease(key, when) for when in others), **fields)
    found = identity_of(statement)
    assert (found.folded, found.year, found.comes) == ("mank", year, comes)


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ({"platform": "Netflix", "confidence": "listed"}, None),
        ({"platform": "Netflix", "confidence": "reported"}, 2020),
        ({"release_type": "tv", "confidence": "listed"}, 2020),
    ],
)
def test_day_on_which_a_catalog_lists_a_service_is_no_year(
    fields: dict[str, Any], year: int | None
) -> None:
    assert identity_of(says("Mank", date="2020-12-04", **fields)).year == year


def test_evidence_is_names_and_people() -> None:
    assert evidence_of(says("Mank", tags=("x",))) is NO_EVIDENCE
    found = evidence_of(says("Mank", aka=("CITIZEN  M",), credits=(("director", "David Fincher"),)))
    assert found == Evidence(
        frozenset({"mank", "citizen m"}), {"director": frozenset({"david-fincher"})}
    )
