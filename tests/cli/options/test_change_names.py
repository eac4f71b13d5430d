import pytest

from slate.cli.options.change_names import parse_names
from slate.domain.changes.change_name import ChangeName
from slate.domain.errors import WordError


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (None, set()),
        (["slipped, Dated"], {ChangeName.SLIPPED, ChangeName.DATED}),
        (["slipped,"], {ChangeName.SLIPPED}),
        (["slipped", "added,slipped"], {ChangeName.SLIPPED, ChangeName.ADDED}),
    ],
)
def test_names_are_separated_by_commas_or_repeated(
    texts: list[str] | None, names: set[ChangeName]
) -> None:
    assert parse_names(texts) == names


def test_other_words_are_refused() -> None:
    with pytest.raises(WordError, match=r'^"late" is not a change. Choose from added, removed, '):
        parse_names(["slipped,late"])


@pytest.mark.parametrize("text", ["", ","])
def test_an_empty_list_is_refused(text: str) -> None:
    with pytest.raises(WordError, match=r'^"" is not a change\. '):
        parse_names([text])
