from slate.domain.titles.duplicates import Reason, reason_of
from slate.domain.titles.identity import Match


def test_each_possible_match_has_a_reason() -> None:
    assert reason_of(Match.NONE) is None
    assert reason_of(Match.SAME) is Reason.NAME
    found = [reason_of(match) for match in Match if match.is_possible]
    assert found == [Reason.YEARS, Reason.PEOPLE, Reason.KINDS, Reason.STILL_TO_COME]
