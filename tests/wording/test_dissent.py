from functools import partial

import pytest

from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.dissent import Dissent, Subject
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.wording.dissent import claim_text, claimant
from tests.domain.slates import report

DAY = parse_date("2021-03-01")
HULU = ReleaseKey(ReleaseType.STREAMING, None, "Hulu")


@pytest.mark.parametrize(
    ("subject", "said", "text"),
    [
        (Subject.DATE, DAY, "2021-03-01 Mon"),
        (Subject.LEAVES, DAY, "leaves 2021-03-01 Mon"),
        (Subject.STATUS, Stage.CANCELED, "canceled"),
        (Subject.SERVICE, HULU, "Hulu"),
        (Subject.NO_SERVICE, HULU, "not Hulu"),
    ],
)
def test_a_claim_is_named_by_its_value(
    subject: Subject, said: ReleaseDate | Stage | ReleaseKey, text: str
) -> None:
    assert claim_text(Dissent(subject, said, report({})), screen_date) == text


def test_the_weekday_can_be_left_out() -> None:
    assert (
        claim_text(Dissent(Subject.DATE, DAY, report({})), partial(screen_date, weekday=False))
        == "2021-03-01"
    )


def test_the_claimant_is_its_source_or_somebody() -> None:
    rumor = report({}, source="Reddit", confidence="rumor", reported_on="2020-12")
    assert claimant(Dissent(Subject.DATE, DAY, rumor)) == "says Reddit, Dec 2020, rumor"
    typed = Dissent(Subject.DATE, DAY, report({}, source=None))
    assert claimant(typed) == "says somebody, 2021-01-05, reported"
