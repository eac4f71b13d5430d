from datetime import date

from slate.domain.titles.followed import Followed
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage


def test_a_season_has_the_id_of_its_series_with_its_number() -> None:
    title = Followed(
        scheme="tvmaze",
        value="26020/season/3",
        key="cobra kai|3||series|",
        slug="cobra-kai-s3",
        title="Cobra Kai",
        season=3,
        part=None,
        kind=Kind.SERIES,
        status=Stage.SCHEDULED,
        comes=date(2021, 1, 8),
        last=date(2021, 1, 8),
    )
    assert title == (
        *("tvmaze", "26020/season/3", "cobra kai|3||series|", "cobra-kai-s3", "Cobra Kai", 3),
        *(None, Kind.SERIES, Stage.SCHEDULED, date(2021, 1, 8), date(2021, 1, 8)),
    )
