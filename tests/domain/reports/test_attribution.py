import pytest

from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence
from tests.domain.slates import report


@pytest.mark.parametrize("source", ["Netflix", None])
def test_attribution_of_a_report(source: str | None) -> None:
    found = report({}, source=source, confidence="official").attribution
    assert found == Attribution(source, Confidence.OFFICIAL)
