import pytest

from slate.formats.write.web_links import web_link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("HTTP://a.example", "HTTP://a.example"),
        ('https://a.example/x y<z>"', "https://a.example/x%20y%3Cz%3E%22"),
        ("https://a.example/\u00e9\ud800", "https://a.example/%C3%A9?"),
        ("https:///etc", None),
        ("javascript:alert(1)", None),
        ("webcal://a.example", None),
        ("page 3", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_links(url: str | None, link: str | None) -> None:
    assert web_link(url) == link
