import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.formats.title_text.toml_values import toml_key, toml_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Dune", '"Dune"'),
        ("", '""'),
        ('Say "Cheese" \\o/', '"Say \\"Cheese\\" \\\\o/"'),
        ("# no comment", '"# no comment"'),
        ("Am\u00e9lie \u6771 \U0001f39e \u200d", '"Am\u00e9lie \u6771 \U0001f39e \u200d"'),
        ("a\tb\x7f\x9b\u202ec\ufeff", '"a\\u0009b\\u007f\\u009b\\u202ec\\ufeff"'),
    ],
)  # fmt: skip
def test_a_text_is_quoted_and_what_cannot_be_seen_is_escaped(text: str, written: str) -> None:
    assert toml_text(text) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [("cast", "cast"), ("co-writer (2)", '"co-writer (2)"'), ("\u00e9", '"\u00e9"'), ("", '""')],
)  # fmt: skip
def test_a_key_is_quoted_only_if_it_must_be(name: str, written: str) -> None:
    assert toml_key(name) == written


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS, TEXTS)
def test_any_text_and_key_are_read_as_they_were(name: str, text: str) -> None:
    assert tomllib.loads(f"{toml_key(name)} = {toml_text(text)}") == {name: text}
