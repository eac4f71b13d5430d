import pytest

from slate.domain.ledger.patch import Path
from slate.domain.titles.release_key import ReleaseKey
from slate.wording.facts import fact_text

KEYS = {key.folded: key for key in map(ReleaseKey.parse, ("streaming|GB|Netflix", "||"))}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("year",), "year"),
        (("ids", "imdb"), "ids imdb"),
        (("credits", "director"), "credits director"),
        (("links", "remake-of|dune|||film|1984"), "remake-of dune (1984)"),
        (("releases", "streaming|GB|netflix"), "release (Netflix (GB))"),
        (("releases", "streaming|GB|netflix", "leaves"), "leaves (Netflix (GB))"),
        (("releases", "||", "date"), "date"),
    ],
)
def test_fact_text_names_a_fact_in_the_spelling_of_the_title(path: Path, text: str) -> None:
    assert fact_text(path, KEYS) == text
