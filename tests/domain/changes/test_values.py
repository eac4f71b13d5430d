import pytest

from slate.domain.changes.values import (
    Credit,
    ExternalId,
    LinkTo,
    ReleaseOn,
    Value,
    release_text,
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


@pytest.mark.parametrize(
    ("key", "when", "words"),
    [
        ("streaming||Netflix", "", "Netflix"),
        ("streaming|US|Netflix", "2021-03", "Netflix, US, 2021-03"),
        ("theatrical|US|", "", "theatrical, US"),
        ("limited||", "", "limited"),
        ("digital||Prime Video", "2021", "Prime Video, digital, 2021"),
        ("streaming||", "", "streaming"),
        ("||", "2021", "2021"),
        ("||", "", "unspecified release"),
    ],
)
def test_release_text_joins_platform_region_and_date(key: str, when: str, words: str) -> None:
    assert release_text(ReleaseKey.parse(key), when) == words
