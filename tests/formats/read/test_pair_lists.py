import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.secrets import has_secret
from slate.formats.read.pair_lists import is_exact, pairs_in, pairs_text

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=20)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("A=b", [("A", "b")]),
        ("A=", [("A", "")]),
        (" My  A = b , C=", [("My A", "b"), ("C", "")]),
        ("a=b=c", [("a=b", "c")]),
        ('"A, b"=c, "So-called ""d"""=e', [("A, b", "c"), ('So-called "d"', "e")]),
        ('"A\nb"=c', [("A b", "c")]),
        ('5" Disk=b', [('5" Disk', "b")]),
    ],
)
def test_pairs_in_a_text(text: str, pairs: list[tuple[str, str]]) -> None:
    assert pairs_in(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", "A", "=b", "A=b,", "A=b,,C=d", "=", '"A=b', '"A='),
        *("A=\nb", "When, exactly=b"),
    ],
)
def test_malformed_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a list of pairs"):
        pairs_in(text)


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ({"dat": "date", "Rating": ""}, "dat=date,Rating="),
        ({"When, exactly": "date"}, '"When, exactly"=date'),
        ({"Director's cut": "note"}, "Director's cut=note"),
        ({"x" * 81: "title"}, f"{'x' * 77}...=title"),
    ],
)
def test_text_of_pairs(pairs: dict[str, str], text: str) -> None:
    assert pairs_text(pairs) == text


@given(st.dictionaries(NAMES.map(lambda name: " ".join(name.split())), st.sampled_from(["a", ""])))
def test_the_text_of_pairs_parses_to_the_same_pairs(pairs: dict[str, str]) -> None:
    pairs = {name: value for name, value in pairs.items() if name and not has_secret(name)}
    if pairs:
        assert dict(pairs_in(pairs_text(pairs))) == pairs


@pytest.mark.parametrize("left", ["My, Title", "x" * 80])
def test_a_left_side_that_can_be_copied_is_exact(left: str) -> None:
    assert is_exact(left)


@pytest.mark.parametrize("left", ["x" * 81, "a\x1bb"])
def test_a_left_side_that_is_clipped_or_escaped_is_not(left: str) -> None:
    assert not is_exact(left)
