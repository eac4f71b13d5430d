import io
from datetime import date

import pytest

from slate.formats.read.myanimelist import SOURCE, items, recognises
from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.anime import NO_KIND
from slate.formats.read.xml.xml_document import Document

TOLD = FileContext("animelist.xml", date(2021, 3, 1))
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!--
 Created by XML Export feature at MyAnimeList.net
-->
<myanimelist>
<myinfo>
<user_id>7</user_id>
<user_export_type>1</user_export_type>
</myinfo>
"""
WATCHED = """<my_id>0</my_id>
<my_watched_episodes>12</my_watched_episodes>
<my_start_date>2020-01-02</my_start_date>
<my_finish_date>2020-01-09</my_finish_date>
<my_score>8</my_score>
<my_status>Completed</my_status>
<my_comments><![CDATA[Again!]]></my_comments>
<update_on_import>1</update_on_import>
"""


def anime(id_: str, title: str, type_: str, episodes: str = "12", more: str = "") -> str:
    """Return an anime on 14 lines, if `more` has none."""
    return (
        f"<anime>\n<series_animedb_id>{id_}</series_animedb_id>\n"
        f"<series_title><![CDATA[{title}]]></series_title>\n<series_type>{type_}</series_type>\n"
        f"<series_episodes>{episodes}</series_episodes>\n{WATCHED}{more}</anime>\n"
    )


def read(*entries: str, told: FileContext = TOLD) -> list[Item | str]:
    text = f"{HEAD}{''.join(entries)}</myanimelist>\n"
    found = items(Document(io.BytesIO(text.encode()), told.name), told)
    return [item if isinstance(item, (Row, Remark)) else str(item) for item in found]


def record(more: str, type_: str = "TV") -> dict[str, object]:
    (row,) = (
        item for item in read(anime("401", "Kite Weather", type_, more=more)) if item != NO_KIND
    )
    assert isinstance(row, Row)
    return row.record


def test_titles_become_records_without_what_concerns_the_viewer() -> None:
    assert read(
        anime("401", "Kite Weather", "TV"),
        anime("402", "Salt & Fog", "Movie", "1"),
        anime("0", "Kite Weather: Harbor Lights", "OVA", "1"),
    ) == [
        Row(
            10,
            {
                "title": "Kite Weather",
                "kind": "series",
                "ids": {"mal": "401"},
                "url": "https://myanimelist.net/anime/401",
            },
        ),
        Row(
            24,
            {
                "title": "Salt & Fog",
                "kind": "film",
                "ids": {"mal": "402"},
                "url": "https://myanimelist.net/anime/402",
            },
        ),
        Row(38, {"title": "Kite Weather: Harbor Lights", "kind": "special"}),
    ]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("ONA", "series"), ("Special", "special"), ("1", "series"), ("3", "film"), ("", None)],
)
def test_type_is_the_kind(type_: str, kind: str | None) -> None:
    assert record("", type_).get("kind") == kind


def test_music_videos_and_manga_are_named() -> None:
    assert read(
        anime("401", "Kite Weather", "TV"),
        anime("402", "Salt", "Music"),
        anime("403", "Fog", "6"),
        "<manga><manga_title>Pier</manga_title></manga>\n",
        "<something/>\n",
    )[1:] == [
        Remark("skipped a music video", 24, "Salt"),
        Remark("skipped a music video", 38, "Fog"),
        Remark("skipped a manga", 52, "Pier"),
    ]


def test_list_of_manga_is_refused() -> None:
    assert read(
        "<manga><manga_title>Salt</manga_title></manga>\n",
        "<manga><manga_title>Fog</manga_title></manga>\n",
    ) == ["10: this is a list of manga, which slate does not track. Export the list of anime."]


@pytest.mark.parametrize(
    ("start", "when"),
    [
        ("2019-04-07", "2019-04-07"),
        ("2019-04-00", "2019-04"),
        ("2019-00-00", "2019"),
        ("0000-00-00", None),
        ("", None),
        ("spring 2019", "spring 2019"),
    ],
)
def test_start_of_a_series_is_read_as_far_as_it_is_known(start: str, when: str | None) -> None:
    found = record(f"<series_start>{start}</series_start>\n")
    assert found.get("releases") == ([{"date": when}] if when else None)


@pytest.mark.parametrize(
    ("status", "type_", "fields"),
    [
        ("1", "TV", {"status": "released"}),
        ("Finished Airing", "TV", {"status": "ended"}),
        ("2", "Movie", {"status": "released"}),
        ("Not yet aired", "TV", {"note": "MyAnimeList: Not yet aired"}),
        ("", "TV", {}),
        ("", "Play", {"note": "MyAnimeList: Play"}),
        ("3", "Play", {"note": "MyAnimeList: Play. MyAnimeList: 3"}),
    ],
)
def test_status_of_a_series_is_read(status: str, type_: str, fields: dict[str, str]) -> None:
    text = f"<series_status>{status}</series_status>\n"
    rows = [r for r in read(anime("401", "Salt", type_, more=text)) if isinstance(r, Row)]
    found = rows[0].record
    assert {key: found[key] for key in ("status", "note") if key in found} == fields


def test_platform_of_the_command_applies() -> None:
    told = FileContext("a.xml", TOLD.day, platform="Netflix")
    (row,) = read(anime("401", "Salt", "TV"), told=told)
    assert isinstance(row, Row)
    assert row.record["releases"] == [{"platform": "Netflix"}]


def test_errors_are_passed_on() -> None:
    first, second = read(
        "<anime><series_title>A</series_title><series_title>B</series_title></anime>", "<"
    )
    assert (first, second) == (
        "10: <series_title> appears twice in one element.",
        "10: this is not XML: not well-formed (invalid token) (column 77).",
    )


def test_recognises_the_root() -> None:
    assert recognises({"myanimelist": None})
    assert not recognises({"rss": None})
    assert SOURCE == "MyAnimeList"
