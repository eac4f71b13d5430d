import pytest

from slate.domain.quoting import clip, either, several


@pytest.mark.parametrize(("text", "cut"), [("abcdef", "abcdef"), ("abcdefg", "abc..."), ("", "")])
def test_clip_cuts_to_the_limit(text: str, cut: str) -> None:
    assert clip(text, 6) == cut


def test_clip_hides_credentials_before_it_cuts() -> None:
    assert clip("https://ann.b c:pw@h", 17) == "https://***@h"
    assert clip("see https://ann:my pw@example.org", 17) == "see https://**..."


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["a"], "a"),
        (list("abcde"), "a, b, c, d, e"),
        (list("abcdef"), "a, b, c, d, e and 1 more"),
    ],
)
def test_several_lists_the_first_five_words(words: list[str], text: str) -> None:
    assert several(words) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["a"], "a"),
        (["a", "b"], "a or b"),
        (list("abcdefghij"), "a, b, c, d, e, f, g, h, i or j"),
        (list("abcdefghijk"), "a, b, c, d, e, f, g, h, i, j and 1 more"),
    ],
)
def test_either_lists_candidates(words: list[str], text: str) -> None:
    assert either(words) == text
