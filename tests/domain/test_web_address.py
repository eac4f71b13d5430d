import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.errors import TextError
from slate.domain.web_address import parse_url, url_or_none


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/soul",
        "HTTP://example.com/a b",
        "http:example.com",
        "webcal://example.com/coming.ics",
        "webcals://example.com/coming.ics",
        "example.com/soul?a=b:c",
        "//example.com/soul",
        "nas:8989",
        "example.com:80/soul",
        "localhost:65535?a",
        "nas:1#a",
        "javascript:1",  # not told from a host with a port, and harmless
        "[::1]:8989/soul",
        "page 3, below",
        "p. 3: below",
        ":smile:",
        "3:10 to Yuma",
        "\u202ejavascript",
        "/javascript:alert(1)",
    ],
)
def test_an_address_of_the_web_or_without_a_scheme_is_kept(text: str) -> None:
    assert parse_url(text) == text
    assert parse_url(f" {text}\n") == text
    assert url_or_none(text) == text


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("javascript:alert(1)", "javascript:"),
        ("JavaScript: alert(1)", "JavaScript:"),
        (" \tjavascript:alert(1)", "javascript:"),
        ("javascript://example.com/%0aalert(1)", "javascript:"),
        ("javascript:123456", "javascript:"),
        ("javascript:1;alert(1)", "javascript:"),
        ("data:text/html,<script>alert(1)</script>", "data:"),
        ("file:///etc/passwd", "file:"),
        ("vbscript:x", "vbscript:"),
        ("ftp://example.com/soul", "ftp:"),
        ("mailto:ann@example.com", "mailto:"),
        ("view-source:https://example.com", "view-source:"),
        ("x+y.z-1:a", "x+y.z-1:"),
        ("https+x://example.com", "https+x:"),
        ("ann:secret@example.com", "ann:"),
        ("ann:123@example.com", "ann:"),
        ("Variety: page 3", "Variety:"),
    ],
)
def test_another_scheme_is_refused_and_the_rest_is_not_repeated(text: str, start: str) -> None:
    with pytest.raises(TextError) as refused:
        parse_url(text, "link")
    assert str(refused.value) == (
        f'link begins with "{start}", so it is not a web address. Write https://..., or leave it '
        "out."
    )
    assert url_or_none(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "url is empty."),
        ("a\x1bb", "url holds the control character U+001B. Leave it out."),
        ("x" * 4_001, "url is 4,001 characters long; the limit is 4,000."),
        (
            "https://ann.b c:pw@h/x",
            (
                "url holds a password or key, which would be stored forever. Leave it out: "
                "https://***@h/x"
            ),
        ),
    ],
)
def test_what_no_text_may_have_is_refused(text: str, reason: str) -> None:
    with pytest.raises(TextError) as refused:
        parse_url(text)
    assert str(refused.value) == reason
    assert url_or_none(text) is None


_OTHER_SCHEME = st.from_regex(r"[a-z][a-z0-9+.-]{0,9}", fullmatch=True).filter(
    lambda scheme: scheme not in {"http", "https", "webcal", "webcals"}
)


@given(_OTHER_SCHEME, st.text("abc/.@ (1", min_size=1).filter(lambda rest: rest[0] != "1"))
def test_any_other_scheme_is_refused(scheme: str, rest: str) -> None:
    assert url_or_none(f"{scheme}:{rest}") is None
    assert url_or_none(f"{scheme.upper()}:{rest}") is None
