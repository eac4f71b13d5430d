import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.formats.read.ical.event_titles import Summary, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Sonarr
        ("Silo - 3x07 - Radio", Summary("Silo", season=3, number=7, name="Radio")),
        (
            "Cobra Kai - 1x02 - Strike - 6x15 - Ex-Degenerate",
            Summary("Cobra Kai - 1x02 - Strike", season=6, number=15, name="Ex-Degenerate"),
        ),
        ("Lucky (2026) - 1x07 - A, B", Summary("Lucky (2026)", season=1, number=7, name="A, B")),
        ("Doctor Who - 0x05 - Joy", Summary("Doctor Who", season=0, number=5, name="Joy")),
        ("Naruto - 1x1000 - End", Summary("Naruto", season=1, number=1000, name="End")),
        ("Myth - 2016x01 - TBA", Summary("Myth", season=2016, number=1, name="TBA")),
        # Medusa writes no leading zeros.
        ("Silo - 3x7 - Radio", Summary("Silo", season=3, number=7, name="Radio")),
        # Others
        ("Silo S03E07", Summary("Silo", season=3, number=7)),
        ("Silo - s03e07", Summary("Silo", season=3, number=7)),
        ("Silo - S03E07 - Radio", Summary("Silo", season=3, number=7, name="Radio")),
        ("Silo S3 E7: Radio", Summary("Silo", season=3, number=7, name="Radio")),
        ("Silo (S03E07)", Summary("Silo", season=3, number=7)),
        ("S03E07 Silo", Summary("Silo", season=3, number=7)),
        ("S03E07 - Silo", Summary("Silo", season=3, number=7)),
        ("Silo S03E07E08 - Two", Summary("Silo", season=3, number=7, name="Two")),
        ("Silo S03E07-E08 - Two", Summary("Silo", season=3, number=7, name="Two")),
        ("Silo S03E07-08", Summary("Silo", season=3, number=7)),
        ("Silo 3x07-08", Summary("Silo", season=3, number=7)),
        ("Silo: 3x07 - Radio", Summary("Silo", season=3, number=7, name="Radio")),
        ("Silo 3x07", Summary("Silo", season=3, number=7)),
        ("Silo (3x07) Radio", Summary("Silo", season=3, number=7, name="Radio")),
        ("Silo-S03E07-Radio", Summary("Silo", season=3, number=7, name="Radio")),
        ("- S03E07 Silo", Summary("Silo", season=3, number=7)),
        ("Silo Season 3 Episode 7", Summary("Silo", season=3, number=7)),
        ("Silo: Season 3, Episode 7: Radio", Summary("Silo", season=3, number=7, name="Radio")),
        ("Silo, season 3 - episode 7", Summary("Silo", season=3, number=7)),
        ("\u7247 S01E02", Summary("\u7247", season=1, number=2)),
        ("\u7247S01E02", Summary("\u7247", season=1, number=2)),
        ("A\n b\t\u00a0S01E02  c  d ", Summary("A b", season=1, number=2, name="c d")),
    ],
)
def test_summary_of_an_episode(text: str, expected: Summary) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cobra Kai Season 3", Summary("Cobra Kai", season=3, number=1)),
        ("Cobra Kai: season 3", Summary("Cobra Kai", season=3, number=1)),
        ("Cobra Kai - Season 03", Summary("Cobra Kai", season=3, number=1)),
        ("Cobra Kai (Season 3)", Summary("Cobra Kai", season=3, number=1)),
        (
            "Cobra Kai \u2014 Season 3 \u2014 Streaming",
            Summary("Cobra Kai", season=3, number=1, release_type=ReleaseType.STREAMING),
        ),
        ("\u7247 \u7b2c\u4e8c\u5b63", Summary("\u7247", season=2, number=1)),
        ("\u7247\u7b2c\u5341\u5b63", Summary("\u7247", season=10, number=1)),
        ("\u7247 \u7b2c12\u5b63 A Film", Summary("\u7247", ("A Film",), season=12, number=1)),
        (
            "\u7247 \u7b2c\u4e00\u5b63 A Show Season 1",
            Summary("\u7247", ("A Show",), season=1, number=1),
        ),
        # A season of nothing, or a season without a number
        ("Season 3", Summary("Season 3")),
        ("\u7b2c\u4e8c\u5b63", Summary("\u7b2c\u4e8c\u5b63")),
        ("The Season 3 Party", Summary("The Season 3 Party")),
        ("Preseason 3", Summary("Preseason 3")),
        ("Cobra Kai Season 30000", Summary("Cobra Kai Season 30000")),
    ],
)
def test_summary_of_a_season_means_its_first_episode(text: str, expected: Summary) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Ice Road - Episode 9", 9, None),
        ("Ice Road \u2013 Ep. 4", 4, None),
        ("Ice Road: Episode 3", 3, None),
        ("Ice Road, ep 3", 3, None),
        ("Ice Road Episode 3", 3, None),
        ("Ice Road (Episode 3)", 3, None),
        ("Ice Road - Episode #3", 3, None),
        ("Ice Road - Ep4 - The Thaw", 4, "The Thaw"),
        ("Ice Road - Episode 4: The Thaw", 4, "The Thaw"),
        ("Ice Road - Episodes 4-5", 4, None),
        ("Ice Road - E04", 4, None),
        ("Ice Road \u2014 TBA", None, None),
        ("Ice Road: TBD", None, None),
        ("Ice Road - To Be Announced", None, None),
        ("Ice Road - Episode TBA", None, None),
        ("Ice Road - Title TBA", None, None),
        ("Ice Road - New Episode", None, None),
        ("Ice Road - Season Finale", None, None),
        ("Ice Road - Series Premiere", None, None),
    ],
)
@pytest.mark.parametrize("kind", [None, Kind.SERIES])
def test_episode_without_a_season(
    text: str, number: int | None, name: str | None, kind: Kind | None
) -> None:
    expected = Summary("Ice Road", kind=kind, number=number, name=name, lacks_season=True)
    assert read(text, kind) == expected
    assert read(text, Kind.FILM) == Summary(text, kind=Kind.FILM)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ice Road Season 3 - Episode TBA", None),
        ("Ice Road: Season 3 - TBA", None),
        ("Ice Road S3 - Episode 4", 4),
        ("Ice Road (Season 3) - Ep. 4", 4),
        ("Ice Road - Season 3 - Season Finale", None),
    ],
)
def test_season_before_an_episode(text: str, number: int | None) -> None:
    assert read(text) == Summary("Ice Road", season=3, number=number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hot Spot (Theatrical Release)", Summary("Hot Spot", release_type=ReleaseType.THEATRICAL)),
        ("Hot Spot (Digital Release)", Summary("Hot Spot", release_type=ReleaseType.DIGITAL)),
        (
            "Hot Spot (2026) (Physical Release)",
            Summary("Hot Spot (2026)", release_type=ReleaseType.PHYSICAL),
        ),
        ("Hot Spot (TV Release)", Summary("Hot Spot", release_type=ReleaseType.TV)),
        ("Hot Spot (Festival Release)", Summary("Hot Spot", release_type=ReleaseType.FESTIVAL)),
        ("Hot Spot - Cinema release", Summary("Hot Spot", release_type=ReleaseType.THEATRICAL)),
        ("Hot Spot \u2013 Limited release", Summary("Hot Spot", release_type=ReleaseType.LIMITED)),
        ("Hot Spot \u2014 Streaming", Summary("Hot Spot", release_type=ReleaseType.STREAMING)),
        (
            "Hot Spot \u2014 Streaming release",
            Summary("Hot Spot", release_type=ReleaseType.STREAMING),
        ),
        # Titles
        ("(Digital Release)", Summary("(Digital Release)")),
        ("Hot Spot \u2014 Digital", Summary("Hot Spot \u2014 Digital")),
        ("Streaming", Summary("Streaming")),
        ("The Press Release", Summary("The Press Release")),
        ("1917", Summary("1917")),
        ("10x10", Summary("10x10")),
        ("S1E1", Summary("S1E1")),
        ("4x4 - 4", Summary("4x4 - 4")),
        ("1920x1080", Summary("1920x1080")),
        ("[REC]\u00b3 Genesis", Summary("[REC]\u00b3 Genesis")),
        ("[TV]", Summary("[TV]")),
        # An episode of nothing, or a number that may be part of a film's name
        ("Episode 50", Summary("Episode 50")),
        ("TBA", Summary("TBA")),
        ("Project #12", Summary("Project #12")),
        ("Untitled Film (TBA)", Summary("Untitled Film (TBA)")),
        ("The Deep 4", Summary("The Deep 4")),
        ("Star Wars: Episode IX", Summary("Star Wars: Episode IX")),
        ("Grand Finale", Summary("Grand Finale")),
        # No episode is shown in theaters.
        (
            "Star Wars: Episode 9 (Theatrical Release)",
            Summary("Star Wars: Episode 9", release_type=ReleaseType.THEATRICAL),
        ),
        ("Special", Summary("Special")),
        (" Alien:\n Romulus ", Summary("Alien: Romulus")),
        ("a\x1b]0;b\x07", Summary("a\x1b]0;b\x07")),  # refused later, when stored
    ],
)
def test_summary_of_a_title_and_its_release_type(text: str, expected: Summary) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[FILM] Hot Spot \u2014 Theatrical release",
            Summary("Hot Spot", kind=Kind.FILM, release_type=ReleaseType.THEATRICAL),
        ),
        ("[movie] Hot Spot", Summary("Hot Spot", kind=Kind.FILM)),
        ("[TV Show]Silo", Summary("Silo", kind=Kind.SERIES)),
        (
            "[TV] Silo \u2014 S03E07 \u2014 Radio",
            Summary("Silo", kind=Kind.SERIES, season=3, number=7, name="Radio"),
        ),
        ("[TV] Silo \u2014 Special", Summary("Silo", kind=Kind.SERIES, season=0)),
        (
            "[TV] Silo \u2014 Special \u2014 Inside",
            Summary("Silo", kind=Kind.SERIES, season=0, name="Inside"),
        ),
        ("[ANIME] Re - Season 4 \u2014 Episode 13", Summary("Re", season=4, number=13)),
        (
            "[ANIME] Re -Life- Season 4 \u2014 Episode 13",
            Summary("Re -Life-", season=4, number=13),
        ),
        ("[ANIME] Re \u2014 Episode 13", Summary("Re", number=13, lacks_season=True)),
        # The first episode of an anime is that of the entry which has its name.
        ("[ANIME] Re \u2014 Episode 1", Summary("Re", number=1, kind=Kind.SERIES)),
        (
            "[TV] Silo \u2014 Episode 1",
            Summary("Silo", number=1, kind=Kind.SERIES, lacks_season=True),
        ),
        (
            "[TV] Silo #12",
            Summary("Silo", number=12, kind=Kind.SERIES, lacks_season=True),
        ),
        ("[ANIME] Re \u2014 Special", Summary("Re", season=0)),
        ("[ANIME] Re", Summary("Re")),
        # Everything but the release is part of a film's title.
        ("[FILM] Open Season 2", Summary("Open Season 2", kind=Kind.FILM)),
        (
            "[FILM] Star Wars \u2014 Episode 4",
            Summary("Star Wars \u2014 Episode 4", kind=Kind.FILM),
        ),
        ("[FILM] A - 1x02 - B", Summary("A - 1x02 - B", kind=Kind.FILM)),
        ("[GAME] Onimusha \u2014 Release day", None),
    ],
)
def test_prefix_states_the_kind(text: str, expected: Summary | None) -> None:
    assert read(text) == expected


def test_known_kind_changes_how_a_summary_is_read() -> None:
    assert read("Open Season 2", Kind.FILM) == Summary("Open Season 2", kind=Kind.FILM)
    thirteenth = Summary("Silo", kind=Kind.SERIES, number=13, lacks_season=True)
    assert read("Silo \u2014 Episode 13", Kind.SERIES) == thirteenth
    assert read("[FILM] Silo Season 2", Kind.SERIES) == Summary("Silo Season 2", kind=Kind.FILM)
    assert read("[ANIME] Silo", Kind.SERIES) == Summary("Silo", kind=Kind.SERIES)


@given(
    st.text()
    | st.text("S01E2x3- :()[]TV\u2014\u7b2c\u4e8c\u5b63").map("[TV] a{}".format)
    | st.lists(st.sampled_from(["a", " - ", "1x02", "S1E2", "Season 3", "Episode 4", "("])).map(
        "".join
    )
)
def test_title_is_never_lost(text: str) -> None:
    said = read(f"a{text}")
    assert said is not None
    assert said.title


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        *("-", " -", "[", "(", " - 1x1", "1x1 - ", "S01E01-", "E1", "season 1 ", "\u7b2c1"),
        *(" \u2014 ", " episode 1", " - ep 1-1", " - tba", ": e1", " #1"),
    ],
)
def test_long_summary_is_read_in_linear_time(part: str) -> None:
    said = read("[TV] a" + part * 50_000)
    assert said is not None
    assert said.title.startswith("a")


@pytest.mark.parametrize(
    ("text", "title", "season", "number"),
    [
        ("Cobra 2x1", "Cobra", 2, 1),
        ("Cobra - 1x1", "Cobra", 1, 1),
        ("Cobra (3x4)", "Cobra", 3, 4),
        ("Cobra: S02.E01", "Cobra", 2, 1),
        ("Cobra - Season 2 premiere", "Cobra", 2, 1),
        ("Cobra (Season 2 premiere)", "Cobra", 2, 1),
        ("Cobra Season 3 finale", "Cobra", 3, None),
        ("Cobra s02", "Cobra", 2, 1),
    ],
)
def test_further_forms_of_seasons_and_episodes(
    text: str, title: str, season: int, number: int | None
) -> None:
    said = read(text)
    assert said is not None
    assert (said.title, said.season, said.number, said.lacks_season) == (
        title,
        season,
        number,
        False,
    )


def test_an_episode_behind_a_colon_lacks_its_season() -> None:
    said = read("Cobra: E5")
    assert said is not None
    assert (said.title, said.season, said.lacks_season) == ("Cobra", None, True)


@pytest.mark.parametrize("text", ["The 2x4 Show", "Film 3x3D", "Alien 3", "Season of 2", "s02"])
def test_names_that_only_look_like_them(text: str) -> None:
    said = read(text)
    assert said is not None
    assert (said.title, said.season, said.lacks_season) == (text, None, False)
