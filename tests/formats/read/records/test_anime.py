import pytest

from slate.domain.titles.stages import Stage
from slate.formats.read.reader import Remark
from slate.formats.read.records.anime import (
    NO_KIND,
    finished_as,
    kind_of,
    no_title,
    other_names,
)
from slate.formats.read.records.status_words import Said


@pytest.mark.parametrize(
    ("said", "episodes", "kind"),
    [
        ("TV", 12, "series"),
        ("tv", None, "series"),
        ("TV_SHORT", 12, "series"),
        ("Movie", 1, "film"),
        ("MOVIE", None, "film"),
        ("Special", 1, "special"),
        ("TV Special", 2, "special"),
        ("OVA", 6, "series"),
        ("OVA", 1, "special"),
        ("ONA", 12, "series"),
        ("ona", 1, "special"),
        ("OVA", 0, None),
        ("ONA", None, None),
        ("OVA", "many", None),
        ("Unknown", 1, None),
        ("0", 1, None),
        ("", 1, None),
        (None, 1, None),
    ],
)
def test_kind_follows_from_the_type_and_the_episodes(
    said: object, episodes: object, kind: str | None
) -> None:
    known = Said({"kind": kind}) if kind else Said({}, (NO_KIND,))
    assert kind_of("MyAnimeList", said, episodes) == known


@pytest.mark.parametrize(("said", "text"), [("Play", "Play"), (7, "7")])
def test_unknown_type_is_kept_in_the_note(said: object, text: str) -> None:
    assert kind_of("MyAnimeList", said, 1) == Said(
        {"note": f"MyAnimeList: {text}"}, (Remark(f"unknown type kept in the note: {text}"),)
    )


def test_music_videos_and_advertisements_are_no_titles() -> None:
    assert [no_title(said) for said in ("MUSIC", "Music Video", "CM", "PV")] == [
        "a music video",
        "a music video",
        "an advertisement",
        "a promotional video",
    ]
    assert [no_title(said) for said in ("TV", None, 6)] == [None, None, None]


def test_only_a_series_ends() -> None:
    stages = {"finished": Stage.ENDED, "hiatus": Stage.ON_HOLD, "planned": None}
    assert finished_as(stages, Said({"kind": "series"})) == stages
    assert finished_as(stages, Said({})) == stages
    for kind in ("film", "special"):
        released = stages | {"finished": Stage.RELEASED}
        assert finished_as(stages, Said({"kind": kind})) == released


@pytest.mark.parametrize(
    ("shown", "names", "others"),
    [
        ("Salt", ["SALT", "", None, "Shio", "shio"], ["Shio"]),
        ("Salt Season 2", ["Shio Season 2", "Shio S2", "Shio 2"], ["Shio", "Shio 2"]),
        ("Salt Season 2", ["Shio Season 3", 7], ["Shio Season 3", 7]),
        ("Salt", ["Shio Season 2"], ["Shio Season 2"]),
        (7, ["Shio Season 2"], ["Shio Season 2"]),
    ],
)
def test_other_names_lose_the_season_of_the_shown_one(
    shown: object, names: list[object], others: list[object]
) -> None:
    assert other_names(shown, names, "series") == others


def test_films_keep_the_season_in_their_names() -> None:
    assert other_names("Salt Season 2", ["Shio Season 2"], "film") == ["Shio Season 2"]
