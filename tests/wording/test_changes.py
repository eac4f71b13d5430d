# ruff: noqa: E501 -- one change a line

import pytest

from slate.domain.changes.difference import Difference, differences
from slate.domain.titles.title import ReleaseKey
from slate.wording.changes import difference_text
from tests.render.samples import NETFLIX, on, title

LIMITED = ReleaseKey("limited", "US", None)
HULU = ReleaseKey("streaming", None, "Hulu")
NAMELESS = ReleaseKey(None, None, None)
FORTNIGHT = ("2021-01-08", "2021-01-22", None)


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (Difference("added", None, "Cobra Kai"), "added"),
        (Difference("removed", "Cobra Kai"), "removed"),
        (Difference("retitled", "A", "B"), "retitled A -> B"),
        (Difference("status", "announced", "scheduled"), "status announced -> scheduled"),
        (Difference("dated", None, "2021", release=NETFLIX), "dated 2021"),
        (Difference("undated", "2021-01", None, release=NETFLIX), "undated (was Jan 2021)"),
        (Difference("narrowed", "2021", "2021-winter"), "narrowed 2021 -> winter 2020/21"),
        (Difference("widened", "2021-01", "2021"), "widened Jan 2021 -> 2021"),
        (
            Difference("slipped", *FORTNIGHT, NETFLIX, "14 days later"),
            "slipped 2021-01-08 -> 2021-01-22, 14 days later",
        ),
        (
            Difference("advanced", "2021", "2020", None, NETFLIX, "1 year earlier", reverted=True),
            "advanced 2021 -> 2020, 1 year earlier (reverted)",
        ),
        (Difference("moved", "YouTube", "Netflix", release=NETFLIX), "moved YouTube -> Netflix"),
        (Difference("edited", "2021", "2021?", "date", NETFLIX), "date 2021 -> 2021?"),
        (Difference("edited", None, "karate", "tags"), "tags: + karate"),
        (Difference("edited", "karate", None, "tags"), "tags: - karate"),
        (Difference("edited", None, "director=Robert Rodriguez", "credits"), "people: + director=Robert Rodriguez"),
        (Difference("edited", None, "imdb=tt7221388", "ids"), "ids: + imdb=tt7221388"),
        (Difference("edited", None, "Karate Kid", "aka"), "also known as: + Karate Kid"),
        (Difference("edited", None, "sequel-of we can be heroes|||film|2020", "links"), "links: + sequel-of we can be heroes"),
        (Difference("edited", "sequel-of a|b|2|1|series|", None, "links"), "links: - sequel-of a|b: season 2, part 1"),
        (Difference("edited", None, "sequel-of a|||film|2020|2", "links"), "links: + sequel-of a"),
        (Difference("edited", None, "sequel-of a|3||series||2", "links"), "links: + sequel-of a: season 3"),
        (Difference("edited", None, "sequel-of key", "links"), "links: + sequel-of key"),
        (Difference("edited", None, "Hulu, 2021-03", "release", HULU), "releases: + Hulu, Mar 2021"),
        (Difference("edited", "Hulu, 2021-Q1", None, "release", HULU), "releases: - Hulu, Q1 2021"),
        (Difference("edited", None, "Hulu", "release", HULU), "releases: + Hulu"),
        (Difference("edited", None, "2021-03", "release", NAMELESS), "releases: + Mar 2021"),
        (Difference("edited", "of no said kind", None, "release", NAMELESS), "releases: - of no said kind"),
        (Difference("edited", "2021-early", "2021-H2?", "leaves", NETFLIX), "leaves early 2021 -> H2 2021?"),
        (Difference("edited", None, "heart-and-soul", "merged"), "merged with heart-and-soul"),
        (Difference("edited", "2021-summer", None, "slug"), "no slug (was 2021-summer)"),
        (Difference("edited", "2020", "2021", "year"), "year 2020 -> 2021"),
        (Difference("edited", None, "2021", "year"), "year 2021"),
        (Difference("edited", "2021", None, "year"), "no year (was 2021)"),
        (Difference("edited", None, "theatrical", "release_type", HULU), "release type theatrical"),
        (Difference("edited", None, "Netflix", "platform", NETFLIX), "platform Netflix"),
        (Difference("retitled", "\x1b", "\u202e"), "retitled \\x1b -> \\u202e"),
    ],
)  # fmt: skip
def test_difference_text(difference: Difference, text: str) -> None:
    assert difference_text(difference) == text


@pytest.mark.parametrize(
    ("release", "headline", "which"),
    [
        (NETFLIX, None, ""),
        (ReleaseKey(None, None, "Netflix"), None, ""),
        (LIMITED, None, " (limited theaters, US)"),
        (ReleaseKey("streaming", "GB", "Netflix"), None, " (GB)"),
        (ReleaseKey("physical", None, "Netflix"), None, " (disc)"),
        (NETFLIX, NETFLIX, ""),
        (ReleaseKey("streaming", None, "netflix"), NETFLIX, ""),
        (LIMITED, LIMITED, ""),
        (LIMITED, NETFLIX, " (limited theaters, US)"),
        (HULU, NETFLIX, " (Hulu)"),
        (ReleaseKey("physical", "GB", "Hulu"), NETFLIX, " (Hulu, disc, GB)"),
        (ReleaseKey(None, None, None), NETFLIX, ""),
    ],
)
def test_another_release_is_named(
    release: ReleaseKey, headline: ReleaseKey | None, which: str
) -> None:
    difference = Difference("slipped", *FORTNIGHT, release)
    text = f"slipped 2021-01-08 -> 2021-01-22{which}"
    assert difference_text(difference, headline) == text


def test_a_move_names_its_platforms_once() -> None:
    key = ReleaseKey("physical", "US", "Hulu")
    move = Difference("moved", "Netflix", "Hulu", release=key)
    assert difference_text(move, NETFLIX) == "moved Netflix -> Hulu (disc, US)"
    assert difference_text(move, key) == "moved Netflix -> Hulu"


def test_differences_as_they_are_found() -> None:
    before = title({"title": "Locked Down", "releases": on("2021-01")})
    said = {"title": "Locked Down", "releases": on("2021-01-14"), "tags": {"heist": True}}
    after = title(said | {"kind": "film", "year": 2021})
    assert [difference_text(change) for change in differences(before, after)] == [
        "narrowed Jan 2021 -> 2021-01-14",
        "year 2021",
        "tags: + heist",
    ]
