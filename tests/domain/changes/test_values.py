import pytest

from slate.domain.changes.values import (
    Credit,
    ExternalId,
    LinkTo,
    ReleaseOn,
    Value,
    value_text,
)
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType

DUNE = {"title": "Dune"}
NETFLIX = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("scifi", "scifi"),
        (0, "0"),
        (parse_date("January 2021"), "2021-01"),
        (Credit("cast", "Zendaya"), "cast=Zendaya"),
        (LinkTo(Relation.SEQUEL_OF, "dune|||film|1984"), "sequel-of dune|||film|1984"),
        (ExternalId("imdb", "tt1"), "imdb=tt1"),
        (ReleaseOn(NETFLIX, TBA), "Netflix"),
        (ReleaseOn(NETFLIX, parse_date("2021-03")), "Netflix, 2021-03"),
    ],
)
def test_value_text_is_the_same_in_every_format(value: Value | None, text: str | None) -> None:
    assert value_text(value) == text
