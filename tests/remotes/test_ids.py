import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.errors import UsageError
from slate.domain.titles.kinds import KindGroup
from slate.remotes.ids import TypedId, parse_id

FILM, SERIES = KindGroup.FILM, KindGroup.SERIES


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("29137", "29137"),
        ("29137/season/3", "29137/season/3"),
        ("29137/season/0", "29137/season/0"),
        ("https://www.tvmaze.com/shows/29137/cobra-kai", "29137"),
        ("tvmaze.com/shows/29137", "29137"),
        ("https://www.tvmaze.com/shows/29137/season/x", "29137"),
    ],
)
def test_ids_of_tvmaze_show_no_kind(text: str, value: str) -> None:
    assert parse_id("tvmaze", text) == TypedId(value)


@pytest.mark.parametrize(
    ("text", "value", "group"),
    [
        ("438631", "438631", None),
        ("77169/season/3", "77169/season/3", None),
        ("movie/438631", "438631", FILM),
        ("tv/77169", "77169", SERIES),
        ("https://www.themoviedb.org/movie/438631-dune?language=de", "438631", FILM),
        ("https://www.themoviedb.org/movie/438631?language=de", "438631", FILM),
        ("https://www.themoviedb.org/tv/77169-cobra-kai", "77169", SERIES),
        ("tv/77169/season/3", "77169/season/3", None),
        ("https://www.themoviedb.org/tv/77169-cobra-kai/season/3", "77169/season/3", None),
        ("https://www.themoviedb.org/tv/77169-x/season/3/episode/1", "77169", SERIES),
        ("https://www.themoviedb.org/tv/77169-x/seasons", "77169", SERIES),
    ],
)
def test_ids_of_tmdb_are_stored_as_numbers(text: str, value: str, group: KindGroup | None) -> None:
    assert parse_id("tmdb", text) == TypedId(value, group)


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        ("imdb", "tt7846844"),
        ("tvdb", "341164/season/3"),
        ("isbn", "anything at all"),
        ("sonarr", "12"),
        ("radarr", "x"),
        ("TVmaze", "x"),
    ],
)
def test_ids_of_other_schemes_are_any_text(scheme: str, text: str) -> None:
    assert parse_id(scheme, text) == TypedId(text)


NONSENSE = (
    *("", "0", "-1", "x", "29137x", "29137/", "29137/season", "29137/season/", "29137/season/x"),
    *("29137/season/-1", "29137/season/٣", "29137/season/3/4", "x/season/3", "0/season/3"),
    *("/season/3", "tt7846844", "https://www.imdb.com/title/tt7846844", "9" * 16),
)


@pytest.mark.parametrize("text", NONSENSE)
@pytest.mark.parametrize(
    ("scheme", "source", "example"),
    [("tvmaze", "TVmaze", "29137"), ("tmdb", "TMDB", "movie/438631")],
)
def test_nonsense_is_refused_with_an_example(
    scheme: str, source: str, example: str, text: str
) -> None:
    with pytest.raises(UsageError) as caught:
        parse_id(scheme, text)
    assert str(caught.value) == (
        f'"{text}" is not an ID of {source}. Write it as {scheme}={example}, or give the address '
        "of its page."
    )


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        ("tvmaze", "https://www.themoviedb.org/tv/77169"),
        ("tvmaze", "tv/77169"),
        ("tmdb", "https://www.tvmaze.com/shows/29137"),
    ],
)
def test_page_of_another_source_is_refused(scheme: str, text: str) -> None:
    with pytest.raises(UsageError):
        parse_id(scheme, text)


def test_message_shortens_what_was_typed_and_hides_a_password() -> None:
    with pytest.raises(UsageError) as caught:
        parse_id("tvmaze", "x" * 200)
    assert f'"{"x" * 77}..." is not an ID' in str(caught.value)
    with pytest.raises(UsageError) as caught:
        parse_id("tmdb", "https://www.themoviedb.org/person/1?api_key=open-sesame")
    assert str(caught.value).startswith(
        '"https://www.themoviedb.org/person/1?api_key=***" is not an ID of TMDB.'
    )


@given(
    scheme=st.sampled_from(["tvmaze", "tmdb"]),
    text=st.text() | st.from_regex(r"(movie/|tv/|shows/)?[0-9]{1,20}([/?#-].*)?(/season/\w*)?"),
)
def test_what_is_accepted_is_a_number_or_one_with_a_season(scheme: str, text: str) -> None:
    try:
        found = parse_id(scheme, text)
    except UsageError:
        return
    number, _, season = found.value.partition("/season/")
    assert 0 < int(number) < 10**15
    assert season == "" or season.isdecimal()
    assert parse_id(scheme, found.value).value == found.value
