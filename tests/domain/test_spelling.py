import pytest

from slate.domain.spelling import near

KNOWN = {
    name.casefold(): name for name in ("Netflix", "HBO Max", "Disney+", "Hulu", "MUBI", "ABC", "")
}


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("netflx", ["Netflix"]),
        ("netfilx", ["Netflix"]),
        ("hbo", ["HBO Max"]),
        ("hb", []),
        ("disny", ["Disney+"]),
        ("hula", ["Hulu"]),
        ("huluu", ["Hulu"]),
        ("tubi", []),
        ("mbui", []),  # two of four letters
        ("amc", []),
        ("peacock", []),
    ],
)
def test_near_returns_what_a_word_may_mean(key: str, names: list[str]) -> None:
    assert near(key, KNOWN) == names


def test_the_nearest_name_comes_first() -> None:
    known = {"mubi pro": "Mubi Pro", "mubi goo": "Mubi Goo"}
    assert near("mubi goa", known) == ["Mubi Goo"]
    assert near("mubi gro", known) == ["Mubi Pro", "Mubi Goo"]
