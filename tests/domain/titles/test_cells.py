import pytest

from slate.domain.titles.cells import texts


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("title", "1917", "1917"),
        ("title", "", ""),
        ("date", None, "TBA"),
        ("date", "2021-winter", "2021-winter"),
        ("leaves", None, ""),
        ("season", None, ""),
        ("season", 0, "0"),
        ("season", 1, "1"),
        ("certain", True, "true"),
        ("certain", False, "false"),
        ("tags", (), ""),
        ("tags", ("heist", "true story"), "heist,true story"),
    ],
)
def test_texts_of_each_column(column: str, value: object, expected: str) -> None:
    assert list(texts([column], [[value]])) == [[expected]]
