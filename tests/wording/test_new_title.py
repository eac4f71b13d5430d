import pytest

from slate.domain.ledger.fold import fold_existing
from slate.wording.new_title import new_title_text
from tests.render.samples import report

NETFLIX = {"streaming||Netflix": {"date": "2021-05-01", "leaves": "2022-05-01"}}
THEATERS = {"theatrical|US|": {"date": "2021-04-01"}}
HULU = {"streaming|JP|Hulu": {"date": "2021-06-01"}}
MORE = {"physical||": {}, "streaming|GB|Max": {"date": "2021-07"}}
FURTHER = "theaters (US), 2021-04-01; Hulu (JP), 2021-06-01"
FESTIVAL = {"festival||Sundance": {"date": "2021-01-28"}}


@pytest.mark.parametrize(
    ("releases", "text"),
    [
        ({}, "added"),
        ({"||": {"date": "2021-early"}}, "added, early 2021"),
        (NETFLIX, "added, Netflix, 2021-05-01, leaves 2022-05-01"),
        (FESTIVAL, "added; Sundance (festival), 2021-01-28"),
        (
            HULU | THEATERS | NETFLIX,
            f"added, Netflix, 2021-05-01, leaves 2022-05-01; {FURTHER}",
        ),
        (
            MORE | HULU | THEATERS | {"streaming||Netflix": {"date": "2021-05-01"}},
            f"added, Netflix, 2021-05-01; {FURTHER}; and 2 more",
        ),
    ],
)
def test_a_new_title_is_shown_with_its_releases_the_further_ones_by_date(
    releases: dict[str, dict[str, str]], text: str
) -> None:
    title = fold_existing("key", [report({"title": "Two", "releases": releases})])
    assert new_title_text("added", title.releases) == text
