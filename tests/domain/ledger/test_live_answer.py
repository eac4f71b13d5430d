import pytest

from slate.domain.ledger.live_answer import LiveAnswer


@pytest.mark.parametrize(
    ("answer", "covered"),
    [
        (LiveAnswer(is_full=True), ["US", "GB", None]),
        (LiveAnswer(is_full=True, regions=frozenset({"US", None})), ["US", None]),
        (LiveAnswer(is_full=True, regions=frozenset({"US"})), ["US"]),
        (LiveAnswer(is_full=False), []),
        (LiveAnswer(is_full=False, regions=frozenset({"US", None})), []),
    ],
)
def test_only_a_full_answer_covers_regions_all_or_those_that_it_is_limited_to(
    answer: LiveAnswer, covered: list[str | None]
) -> None:
    assert [region for region in ("US", "GB", None) if answer.covers(region)] == covered


def test_an_answer_is_current_unless_it_says_since_when_it_is_kept() -> None:
    assert LiveAnswer(is_full=True).kept_since is None
