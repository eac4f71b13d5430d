import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.secrets import has_secret, masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ann:pw@h/a", "https://***@h/a"),
        ("https://token@h", "https://***@h"),
        ("HTTPS://ANN:PW@H", "HTTPS://***@H"),
        ("//ann:pw@h", "//***@h"),
        ("https:/ann:pw@h", "https:/***@h"),
        ("https://ann:p@w@h/a", "https://***@h/a"),
        ("https://ann:p/w#1?@h/a", "https://***@h/a"),
        ("https://archive.example/https://ann:pw@h", "https://archive.example/https://***@h"),
        ("see https://a:b@h, and https://c:d@i.", "see https://***@h, and https://***@i."),
        ("postgresql://ann:pw@desk/slate", "postgresql://***@desk/slate"),
        ("see postgres://ann:p@w@desk/slate", "see postgres://***@desk/slate"),
        ("https://postgresql@desk/slate", "https://***@desk/slate"),
        ("https://h/?apikey=K", "https://h/?apikey=***"),
        ("https://h/?a=1&API_KEY=K#top", "https://h/?a=1&API_KEY=***#top"),
        ("https://h/?key=K&a=1", "https://h/?key=***&a=1"),
        ("https://h/?token=K", "https://h/?token=***"),
        ("https://h/#access_token=K", "https://h/#access_token=***"),
        ("https://h/?auth=K", "https://h/?auth=***"),
        ("https://h/?secret=K", "https://h/?secret=***"),
        ("https://h/?client-secret=K", "https://h/?client-secret=***"),
        ("https://h/?password=a;b", "https://h/?password=***"),
        ("https://h/?sig=K", "https://h/?sig=***"),
        ("https://h/?X-Amz-Signature=K", "https://h/?X-Amz-Signature=***"),
        ("https://h/?X-Plex-Token=K", "https://h/?X-Plex-Token=***"),
        ("https://h/?api%5Fkey=K", "https://h/?api%5Fkey=***"),
        ("https://h/?a=1;token=K", "https://h/?a=1;token=***"),
        ("https://h/?token=a?key=b", "https://h/?token=***"),
        ("h/feed.ics?apikey=K", "h/feed.ics?apikey=***"),
        ('"https://h/?key=K" is', '"https://h/?key=***" is'),
        ("run: slate add 'https://h/?key=K' -n 1", "run: slate add 'https://h/?key=***' -n 1"),
        ("https://h/?key=it's", "https://h/?key=***"),
        ("https://ann:my secret@h/x", "https://***@h/x"),
        ("https://ann:my secret word@h", "https://***@h"),
        ("https://ann:p\tw@h", "https://***@h"),
        ("https://ann:p\x1bw@h", "https://***@h"),
        ("https://ann:p\x1f\n\u2028w@h", "https://***@h"),
        ("https://ann:12x 34@h", "https://***@h"),
        ("https://ann:p@w x@h", "https://***@h"),
        ("https://ann@example.com:my pw@h", "https://***@h"),
        ("https://a@b:p/w@h", "https://***@h"),
        ("https://ann:p/w x@h", "https://***@h"),
        ("https://ann:p w/x@h", "https://***@h"),
        ("https://an n:pw@h", "https://***@h"),
        ("https://an n:my pw@h/x", "https://***@h/x"),
        ("see https://ann:my secret@h, and", "see https://***@h, and"),
        ("see https://ann:my pw@h, and https://c:d e@i.", "see https://***@h, and https://***@i."),
        ("see https://ann:p/w x@h, and https://c.d/@e", "see https://***@h, and https://c.d/@e"),
        ("no: 'https://an n:pw@h'", "no: 'https://***@h'"),
        # Not to show a part of a password, a name behind a credential is hidden as well.
        ("https://ann:pw@h or mail bob@example.com", "https://***@example.com"),
    ],
)
def test_masked_hides_secrets(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(text, is_value=True) == shown
    assert has_secret(text)
    assert not has_secret(shown)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We Can Be Heroes",
        "slate --db postgresql://ann@desk/slate list",
        "POSTGRES://ann@desk/slate",
        "https://h/a?b=c&page=2#part",
        "https://h:8080/@ann/post",
        "https://h:8080/a@2x.png",
        "https://[::1]:80/a@b",
        "https://h/@ann",
        "https://@h",
        "https://h/?sortkey=1&monkey=2&author=ann&design=x",
        "https://h/?key=&token=",
        "mailto:ann@example.org",
        "ann@example.org",
        "key=value",
        "50% // 100% @ home",
        "https://example.com/a b@c",
        "https://medium.com/@a b@c",
        "https://example.com/@user, or write to ann@example.com",
        "see https://example.com or write to ann@example.com",
        "see https://example.com: ann@example.com says so",
        "see https://example.com, on at 12:30 (ann@example.com)",
        "see https://example.com:8080, ann@example.com",
        "see (https://example.com:8080) ann@example.com",
        "see https://[::1]:80 or write to ann@example.com",
        "see http://nas:8989 or write to ann@example.com",
        "see http://nas or write to ann@example.com",
        "see http://nas: up at 12:30, says ann@example.com",
        "see https://host: 3 people @ cinema",
        "see https://host:tv 3 people @ cinema",
        "mail to: ann@example.com, see //host",
    ],
)
def test_masked_leaves_text_without_secrets_unchanged(text: str) -> None:
    assert masked(text) == text
    assert not has_secret(text)
    assert masked(text, is_value=True) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ann: pw@h", "https://***@h"),
        ("https://ann:1 2@h", "https://***@h"),
        ("https://ann.b c:pw@h/x", "https://***@h/x"),
        ("https://ann:pw @h", "https://***@h"),
        ("https://ann b@h", "https://***@h"),
        ("https://ann:p@w/1@h", "https://***@h"),
        ("https://ann:p://w@h", "https://***@h"),
        ("https:///ann:pw@h", "https:///***@h"),
        ("https:ann:pw@h", "https:***@h"),
        ("https:\\\\an n:pw@h", "https:\\\\***@h"),
        ("//an n.b:pw@h", "//***@h"),
        (" <ftp://an n.b:pw@h>", " <ftp://***@h>"),
        ("tmdb:/an n.b:pw@h", "tmdb:/***@h"),
        ("https://ann: pw@h/?key=K&a=1", "https://***@h/?key=***&a=1"),
        ("https://example.com or ann@example.com", "https://***@example.com"),
    ],
)
def test_a_value_that_begins_as_a_url_is_one_as_a_whole(text: str, shown: str) -> None:
    assert masked(text, is_value=True) == shown
    assert has_secret(text, is_value=True)
    assert not has_secret(shown, is_value=True)


@pytest.mark.parametrize(
    "text", ["https:// h/x@y", "https://@h", "https://h:80/ x@y", "ann: my pw@h"]
)
def test_a_value_without_a_user_part_is_unchanged(text: str) -> None:
    assert masked(text, is_value=True) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://example.com or ann@example.com", "https://example.com or ann@example.com"),
        ("https://h:12 34@h", "https://h:12 34@h"),  # this may be a port
        ("https://h: pw@h", "https://h: pw@h"),  # and this the end of a clause
        ("https://ann:pw@h:8080/a?b=c@d", "https://***@h:8080/a?b=c@d"),
    ],
)
def test_prose_that_begins_with_a_url_ends_it_at_a_blank(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(text, is_value=True) == f"https://***{text[text.rindex('@') :]}"


_SECRET = st.text("abcXYZ019-._~!$()*+,;:%", min_size=6)
_BEFORE = st.sampled_from(["", "see ", "(", "https://x/?u="])


@given(_BEFORE, _SECRET, st.sampled_from(["", "/", "/feed?a=b", ":80/x@y", "#z"]))
def test_masked_hides_any_password(before: str, secret: str, after: str) -> None:
    text = f"{before}https://ann:{secret}@h{after}"
    assert masked(text) == f"{before}https://***@h{after}"
    assert masked(masked(text)) == masked(text)


# Everything but what would be the end of a host: `https://ann/`, `https://ann:80/`.
_ANY_USER = st.text(min_size=1).filter(lambda text: not re.search(r"[/?#:\[@]|^\\", text))
_ANY_PASSWORD = st.text().filter(lambda text: not re.match(r"\d*([/?#]|$)", text))
_UNUSUAL = st.text("ab1 /?#@:[]\\\t\n\x1b%&=;'\"<>", min_size=1)


@given(_ANY_USER, _ANY_PASSWORD | _UNUSUAL.filter(lambda text: not re.match(r"\d*[/?#]", text)))
def test_masked_hides_the_user_part_of_a_url_whatever_is_in_it(user: str, password: str) -> None:
    url = f"https://{user}:{password}@host/x"
    assert masked(url, is_value=True) == "https://***@host/x"
    assert has_secret(url, is_value=True)


_PART = st.text("abc9-._~!$()*+,;", min_size=1)


@given(
    st.sampled_from(["", "see ", "(", "it's at "]),
    st.text("abcXYZ._-", min_size=1),
    st.lists(_PART, min_size=1, max_size=4),
    st.sampled_from([" ", "\t", "\x1f", "\u2028"]),
    st.sampled_from(["", "/", "/feed?a=b", ", and bob@example.com", " or https://x/@y"]),
)
def test_masked_hides_a_password_with_blanks_in_prose(
    before: str, user: str, parts: list[str], blank: str, after: str
) -> None:
    password = f"x{blank.join(parts)}SECRET"
    shown = masked(f"{before}https://{user}:{password}@h{after}")
    assert shown.startswith(f"{before}https://***@")
    assert "SECRET" not in shown
    assert has_secret(f"{before}https://{user}:{password}@h{after}")


_LONG = 100_000


@pytest.mark.slow
@pytest.mark.parametrize("is_value", [False, True])
@pytest.mark.parametrize(
    "unit",
    [
        *("//a:b", "//a:b ", "://a ", "://a b:", "://a b:c", " ://a:b", "a://b:c ", "//:", "//1"),
        *(":/", "/", "\\", " ", ":", "@", "@ ", "//a:b@ ", "//a:b@c", "b:c @", "https:", "<"),
        *("?a=", "?key=", "?key=a", "&token=?", "'", "=", "a", "1", "!", "[@//b:c\n"),
    ],
)
def test_long_text_is_masked_in_linear_time(unit: str, *, is_value: bool) -> None:
    """In quadratic time, some would take more than a minute."""
    many = unit * (_LONG // len(unit))
    for text in (f"@{many}", f"{many}@", f"@ //a:b{many} ", f"https://{many}@ //", f"@//?{many}"):
        shown = masked(text, is_value=is_value)
        assert len(shown) <= len(text) * 3


@given(_BEFORE, st.text(min_size=6).map(quote), st.sampled_from(["key", "token", "Api-Key"]))
def test_masked_hides_any_key(before: str, secret: str, name: str) -> None:
    text = f"{before}https://h/feed?a=1&{name}={secret}&b=2"
    assert masked(text) == f"{before}https://h/feed?a=1&{name}=***&b=2"
