# ruff: noqa: RUF001 -- lookalike letters are the subject of the tests

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.errors import TextError
from slate.domain.text import (
    clean,
    clean_note,
    clean_to_store,
    folded,
    plain,
    safe,
    search_key,
    searched,
    slugify,
    values_in,
    values_or_empty,
    within_edits,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Cobra Kai", "Cobra Kai"),
        ("  Cobra \t\r\n Kai  ", "Cobra Kai"),
        ("Cobra\u00a0Kai\u3000\u2009", "Cobra Kai"),
        ("[red]REC[/red] :smile: %s \\", "[red]REC[/red] :smile: %s \\"),
        # Joiners and combining marks are part of words and of emoji.
        ("کتاب\u200cخانه", "کتاب\u200cخانه"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("Ame\u0301lie", "Ame\u0301lie"),
        ("007", "007"),
        ("null", "null"),
        ("x" * 4_000, "x" * 4_000),
    ],
)
def test_clean_keeps_text_and_collapses_whitespace(text: str, kept: str) -> None:
    assert clean("title", text) == kept
    assert clean("title", kept) == kept


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The title is empty."),
        (" \t\u00a0\n", "The title is empty."),
        ("\u200b\ufeff", "The title is empty."),
        ("x" * 4_001, "The title is 4,001 characters long; the limit is 4,000."),
        ("a\x00b", "The title holds the control character U+0000. Leave it out."),
        ("a\x1b[31m", "The title holds the control character U+001B. Leave it out."),
        ("\x0b", "The title holds the control character U+000B. Leave it out."),
        ("a\x7f", "The title holds the control character U+007F. Leave it out."),
        ("a\x9b2J", "The title holds the control character U+009B. Leave it out."),
        ("a\u2028b", "The title holds the control character U+2028. Leave it out."),
        ("a\u2029b", "The title holds the control character U+2029. Leave it out."),
        ("a\ud800b", "The title is not valid UTF-8."),
    ],
)
def test_clean_refuses_invalid_text(text: str, message: str) -> None:
    with pytest.raises(TextError) as refused:
        clean("title", text)

    assert str(refused.value) == message


def test_clean_accepts_another_limit() -> None:
    assert clean("note", "x" * 4_001, limit=20_000) == "x" * 4_001


def test_a_note_may_be_longer_than_other_texts() -> None:
    assert clean_note("note", f" {'x' * 20_000} ") == "x" * 20_000
    with pytest.raises(TextError, match=r"The note is 20,001 characters long; the limit is 20,000"):
        clean_note("note", "x" * 20_001)
    assert clean_to_store("source", f" {'x' * 4_000} ") == "x" * 4_000
    with pytest.raises(TextError, match=r"The source is 4,001 characters long"):
        clean_to_store("source", "x" * 4_001)


_HELD = "holds a password or key, which would be stored forever. Leave it out"


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u3000"])
def test_a_text_with_a_credential_is_refused(blank: str) -> None:
    """Also if `clean` changes the blanks in it."""
    for text in (f"https://ann:my{blank}pw@h/x", f"https://an{blank}n:my{blank}pw@h/x"):
        with pytest.raises(TextError) as refused:
            clean_to_store("url", text)
        assert str(refused.value) == f"url {_HELD}: https://***@h/x"
        with pytest.raises(TextError) as refused:
            clean_note("note", f"see {text}")
        assert str(refused.value) == f"The note {_HELD}: see https://***@h/x"


def test_only_a_note_is_prose() -> None:
    text = "https://example.com or write to ann@example.com"
    assert clean_note("note", text) == text
    with pytest.raises(TextError) as refused:
        clean_to_store("source", text)
    assert str(refused.value) == f"The source {_HELD}: https://***@example.com"
    with pytest.raises(TextError, match=r"The note is 4 characters long; the limit is 3\."):
        clean("note", "four", limit=3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cobra Kai", "cobra  KAI "),
        ("STRASSE", "straße"),
        ("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"),
        ("Ame\u0301lie", "AMÉLIE"),
        ("ﬁlm", "Film"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_folded_is_equal_for_texts_that_read_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Amelie", "Amélie"), ("a b", "a-b"), ("1", "2")])
def test_folded_differs_for_texts_that_read_differently(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_folded_is_idempotent(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("We Can Be Heroes", "we-can-be-heroes"),
        ("  Amélie -- 2!", "amelie-2"),
        ("Cobra Kai: season 3", "cobra-kai-season-3"),
        ("Don't Look_Up", "don-t-look-up"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("鬼滅の刃", "鬼滅の刃"),
        ("Ёлки", "елки"),
        ("한국", "한국"),
        ("x" * 90, "x" * 80),
        (f"{'x' * 79} y", "x" * 79),
        ("", "untitled"),
        ("!!!", "untitled"),
        ("\u0301", "untitled"),
        ("🎬", "untitled"),
    ],
)
def test_slugify_returns_a_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_slugify_is_short_nonempty_and_idempotent(text: str) -> None:
    slug = slugify(text)

    assert 1 <= len(slug) <= 80
    assert slugify(slug) == slug
    assert all(part.isalnum() for part in slug.split("-"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("[red]REC[/red] \\ %s", "[red]REC[/red] \\ %s"),
        ("Amélie 鬼滅", "Amélie 鬼滅"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\tb\nc\x7f", "a\\x09b\\x0ac\\x7f"),
        ("\x9b2J", "\\x9b2J"),
        ("\u202ethgir", "\\u202ethgir"),
        ("\ud800", "\\ud800"),
        ("\ufeffx", "\\ufeffx"),
        ("کتاب\u200cخانه", "کتاب\u200cخانه"),
    ],
)
def test_safe_escapes_terminal_control_characters(text: str, shown: str) -> None:
    assert safe(text) == shown


_ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x1b\x9b\u202e\u2066\ud800"))
_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(_ANY)
def test_safe_leaves_no_control_bidi_or_surrogate_characters(text: str) -> None:
    shown = safe(text)

    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(c) for c in shown} & _BIDI
    assert not set(shown) & set("\u061c\u200e\u200f\ufeff")
    assert safe(shown) == shown


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_safe_leaves_plain_text_unchanged(text: str) -> None:
    assert safe(text) == text


def _distance(one: str, other: str) -> int:
    """Count edits by a literal, slow implementation of the definition."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return _distance(one[1:], other[1:])
    return 1 + min(
        _distance(one[1:], other), _distance(one, other[1:]), _distance(one[1:], other[1:])
    )


_WORD = st.text("abc", max_size=5)


@given(_WORD, _WORD, st.integers(0, 3))
def test_within_edits_counts_changed_added_and_dropped_letters(
    one: str, other: str, most: int
) -> None:
    assert within_edits(one, other, most) is (_distance(one, other) <= most)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("netflix", "netflix", True),
        ("netflx", "netflix", True),
        ("netfilx", "netflix", True),  # swapped letters are two changes
        ("hulu", "netflix", False),
        ("netlx", "netflix", True),
        ("ntlx", "netflix", False),
    ],
)
def test_within_two_edits(one: str, other: str, near: bool) -> None:  # noqa: FBT001 -- a table
    assert within_edits(one, other, 2) is near


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("On Hold", "on hold"),
        ("ON_HOLD", "on hold"),
        ("on-hold", "on hold"),
        (" on  hold ", "on hold"),
        ("NOT_YET_RELEASED", "not yet released"),
    ],
)
def test_plain_ignores_case_and_unifies_separators(word: str, same: str) -> None:
    assert plain(word) == same


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Café Noir", "cafe noir"),
        ("WALL·E", "wall e"),
        ("Spider-Man: No Way_Home!", "spider man no way home"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("鬼滅の刃", "鬼滅の刃"),
        ("が", "か"),
        ("x" * 100, "x" * 100),
        ("  ? ! ", "? !"),
        ("", ""),
    ],
)
def test_search_key_is_the_words_without_marks(text: str, key: str) -> None:
    assert search_key(text) == key


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "Spider-Man: No Way Home",
            ["spider man", "Spiderman no", "no way", "-", "spider-man"],
        ),
        ("WALL·E", ["wall e", "walle", "WALL-E", "·"]),
        ("Schitt's Creek", ["schitts creek", "schitt", "'"]),
        ("$9.99", ["9.99", "$", "999"]),
        ("🦄 Unicorn", ["🦄", "unicorn"]),
        ("Łódź, Æon & Øre", ["lodz", "aeon", "ore", "lodz aeon ore", "&"]),
        ("???", ["???", "?"]),
        ("Café Noir", ["cafe", "fé no"]),
    ],
)
def test_names_are_found_by_parts_of_them(name: str, texts: list[str]) -> None:
    for text in texts:
        assert search_key(text) in searched(name), text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("The Art", "heart"),
        ("Her Eat", "ere"),
        ("A-B C", "bc"),
        ("A!", "?"),
        ("Home: Spider", "e s p"),
    ],
)
def test_names_are_not_found_across_words(name: str, text: str) -> None:
    assert search_key(text) not in searched(name)


@given(st.text())
def test_search_key_of_itself_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Netflix", ["Netflix"]),
        (" Netflix , Apple TV+,, Hulu,", ["Netflix", "Apple TV+", "Hulu"]),
        ("", []),
        (" , ", []),
    ],
)
def test_values_in_a_list(text: str, values: list[str]) -> None:
    assert values_in(text) == values
    assert values_or_empty(text) == (values or [""])
