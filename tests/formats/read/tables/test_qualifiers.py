import pytest

from slate.formats.read.tables.qualifiers import Qualifier

US, GB, TV = Qualifier(None, "US"), Qualifier(None, "GB"), Qualifier("tv")


@pytest.mark.parametrize(
    ("one", "two", "meet", "contradict"),
    [
        *((US, GB, True, True), (US, US, True, False), (US, TV, False, False)),
        *((TV, Qualifier("digital", "US"), True, True), (Qualifier(), US, False, False)),
    ],
)
def test_qualifiers_meet_and_may_contradict(
    one: Qualifier,
    two: Qualifier,
    meet: bool,  # noqa: FBT001 -- expected
    contradict: bool,  # noqa: FBT001 -- expected
) -> None:
    assert (one.meets(two), one.contradicts(two)) == (meet, contradict)


def test_qualifier_is_completed_by_another() -> None:
    assert US.completed_by(TV) == ("tv", "US")
    assert US.completed_by(GB) == US


def test_fields_are_what_is_stated() -> None:
    assert Qualifier("tv", "US").fields() == {"release_type": "tv", "region": "US"}
    assert Qualifier(None, "").fields() == {}
