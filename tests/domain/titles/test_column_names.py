import pytest

from slate.domain.errors import KeyChoiceError
from slate.domain.titles.column_names import column_name, parse_key

KNOWN = ("platform", "region", "month", "slips", "release_type")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("slug", "slug"),
        (" Release  Type ", "release_type"),
        ("release-type", "release_type"),
        ("On", "platform"),
        ("Service", "platform"),
        ("services", "platform"),
        ("country", "region"),
        ("countries", "region"),
        ("nothing", "nothing"),
        ("", ""),
    ],
)
def test_column_name(text: str, name: str) -> None:
    assert column_name(text) == name


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("Services", "platform"), ("platforms", "platform"), ("on", "platform")),
        *(("countries", "region"), ("months", "month"), ("slips", "slips")),
        ("release types", "release_type"),
    ],
)
def test_parse_key_accepts_synonyms_and_plurals(text: str, key: str) -> None:
    assert parse_key("count", text, KNOWN) == key


@pytest.mark.parametrize("text", ["", "genre", "s", "monthss"])
def test_parse_key_refuses_other_words(text: str) -> None:
    with pytest.raises(KeyChoiceError) as error:
        parse_key("count", f" {text} ", KNOWN)
    choice = "Choose from platform, region, month, slips, release_type."
    assert str(error.value) == f'Cannot count by "{text}". {choice}'
