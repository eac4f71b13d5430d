import pytest

from slate.remotes.paths import listed, number_in


@pytest.mark.parametrize(
    "text",
    [
        "movie/upcoming",
        "schedule/web?date=2021-01-08",
        "schedule?country=US&date=2021-01-08",
        "tv-shows/on_the_air?",
        "discover/movie?with_release_type=3|2&primary_release_date.gte=2021-01-08",
        "shows/1?embed[]=seasons",
        "search?q=a%20b+c,d:e",
        "7",
    ],
)
def test_path_of_a_list_begins_with_a_slash(text: str) -> None:
    assert listed(text) == f"/{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/movie",
        "movie/",
        "movie//upcoming",
        "..",
        "movie/../keys",
        "movie/%2e%2e/keys",
        ".",
        "movie?a=b?c",
        "movie?a=/b",
        "movie?a=b#c",
        "movie?a=\\b",
        "?a=b",
        "@evil.example",
        "//evil.example",
        "http://evil.example",
        "evil.example/a",
        "movie upcoming",
        "movie\n",
        "movie?a=b\n",
        "movie?a=\x1b",
        "müvie",
        "movie?q=ü",
        "movie?q=٣",
    ],
)
def test_other_texts_are_no_paths(text: str) -> None:
    assert listed(text) is None


@pytest.mark.parametrize("text", ["1", "29137", "999999999999999"])
def test_number_is_one_without_leading_zeros(text: str) -> None:
    assert number_in(text) == text


@pytest.mark.parametrize(
    "text", ["", "0", "01", "-1", "+1", "1.0", "1e3", " 1", "1\n", "a1", "٣", "1" * 16]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert number_in(text) is None
