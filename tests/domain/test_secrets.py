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
        ("https://ann:pw@h:8080/a?b=c@d", "https://***@h:8080/a?b=c@d"),
        ("https://archive.example/https://ann:pw@h", "https://archive.example/https://***@h"),
        ("see https://a:b@h, and https://c:d@i.", "see https://***@h, and https://***@i."),
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
    ],
)
def test_masked_hides_secrets(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert has_secret(text)
    assert not has_secret(shown)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We Can Be Heroes",
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
    ],
)
def test_masked_leaves_text_without_secrets_unchanged(text: str) -> None:
    assert masked(text) == text
    assert not has_secret(text)


_SECRET = st.text("abcXYZ019-._~!$()*+,;:%", min_size=6)
_BEFORE = st.sampled_from(["", "see ", "(", "https://x/?u="])


@given(_BEFORE, _SECRET, st.sampled_from(["", "/", "/feed?a=b", ":80/x@y", "#z"]))
def test_masked_hides_any_password(before: str, secret: str, after: str) -> None:
    text = f"{before}https://ann:{secret}@h{after}"
    assert masked(text) == f"{before}https://***@h{after}"
    assert masked(masked(text)) == masked(text)


@given(_BEFORE, st.text(min_size=6).map(quote), st.sampled_from(["key", "token", "Api-Key"]))
def test_masked_hides_any_key(before: str, secret: str, name: str) -> None:
    text = f"{before}https://h/feed?a=1&{name}={secret}&b=2"
    assert masked(text) == f"{before}https://h/feed?a=1&{name}=***&b=2"
