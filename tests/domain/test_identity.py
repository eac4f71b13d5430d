import pytest

from slate.domain.identity import Identity, make_key


def _identity(
    season: int | None = None,
    part: int | None = None,
    group: str | None = None,
    year: int | None = None,
) -> Identity:
    return Identity("dune", season, part, group, year)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (_identity(), _identity(), True),
        # Years: the same, one apart, or missing on one side.
        (_identity(year=2020), _identity(year=2020), True),
        (_identity(year=2020), _identity(year=2021), True),
        (_identity(year=2020), _identity(year=2022), False),
        (_identity(year=1984), _identity(year=2021), False),
        (_identity(year=2020), _identity(), True),
        # Kind groups count where both were said.
        (_identity(group="film"), _identity(group="film"), True),
        (_identity(group="film"), _identity(group="series"), False),
        (_identity(group="film"), _identity(), True),
        # Seasons and parts have to be the same; none is not any.
        (_identity(season=3), _identity(season=3), True),
        (_identity(season=3), _identity(season=4), False),
        (_identity(season=3), _identity(), False),
        (_identity(season=0), _identity(), False),
        (_identity(season=6, part=1), _identity(season=6, part=2), False),
        (_identity(season=6, part=1), _identity(season=6), False),
        (_identity(part=3), _identity(season=3), False),
    ],
)
def test_when_two_titles_of_one_name_may_be_one_work(
    one: Identity,
    other: Identity,
    alike: bool,  # noqa: FBT001 -- a table
) -> None:
    assert one.is_like(other) is alike
    assert other.is_like(one) is alike


@pytest.mark.parametrize(
    ("created", "key"),
    [
        (("We Can Be Heroes", None, None, "film", 2020), "we can be heroes|||film|2020"),
        (("Cobra  KAI", 6, 2, "series", None), "cobra kai|6|2|series|"),
        (("Amélie", None, None, "documentary", None), "amélie|||film|"),
        (("Headspace", 0, None, "docuseries", None), "headspace|0||series|"),
    ],
)
def test_a_key_tells_what_a_title_was_created_as(
    created: tuple[str, int | None, int | None, str, int | None], key: str
) -> None:
    assert make_key(*created) == key
