from slate.domain.titles.duplicates import Reason, reason_of
from slate.domain.titles.identity import Match


def test_each_possible_match_has_a_reason() -> None:
    found = [reason_of(match) for match in Match]
    reasons = [Reason.NAME, Reason.YEARS, Reason.PEOPLE, Reason.KINDS, Reason.STILL_TO_COME]
    assert found == [*reasons, None]  # none if they are two works
