import pytest

from slate.cli.options.result_format import parse_result_format
from slate.domain.errors import WordError


@pytest.mark.parametrize("form", [None, "json", "ndjson"])
def test_formats_for_scripts(form: str | None) -> None:
    assert parse_result_format(form) == form


def test_other_formats_are_refused() -> None:
    with pytest.raises(WordError):
        parse_result_format("table")
