# ruff: noqa: E501 -- the files of other programs have long lines
"""Lists that people bring from other trackers: what is known of a title, nothing about watching."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from slate.formats.read.records.anime import NO_KIND
from tests.cli.conftest import Run

YAMTRACK = """\
media_id,source,media_type,title,image,season_number,episode_number,score,progress,status,start_date,end_date,notes
71,tmdb,tv,Sky Pantry,,,,8.0,24,Completed,2020-09-10 17:18:03+00:00,2020-12-03 15:28:00+00:00,Again!
71,tmdb,season,Sky Pantry,,1,,8.0,24,Completed,2020-09-10 17:18:03+00:00,2020-12-03 15:28:00+00:00,
71,tmdb,episode,Sky Pantry,,1,2,,,,,2020-12-03 15:28:00+00:00,
72,tmdb,movie,Glass Pier,,,,,1,Planning,,,
73,mal,anime,Kite Weather,,,,,1,In progress,2020-09-10,,
"""
MYANIMELIST = """<?xml version="1.0" encoding="UTF-8" ?>
<myanimelist><myinfo><user_export_type>1</user_export_type></myinfo>
<anime><series_animedb_id>71</series_animedb_id><series_title><![CDATA[Sky Pantry]]></series_title><series_type>TV</series_type><series_episodes>12</series_episodes><my_status>Completed</my_status><my_start_date>2020-09-10</my_start_date></anime>
<anime><series_animedb_id>72</series_animedb_id><series_title><![CDATA[Glass Pier]]></series_title><series_type>Movie</series_type><series_episodes>1</series_episodes><my_status>Plan to Watch</my_status></anime>
<anime><series_animedb_id>73</series_animedb_id><series_title><![CDATA[Kite Weather Season 2]]></series_title><series_type>ONA</series_type><series_episodes>12</series_episodes><my_status>Watching</my_status></anime>
</myanimelist>
"""
MEDIA = [
    {"id": 71, "idMal": 171, "type": "ANIME", "title": {"romaji": "Sora", "english": "Sky Pantry"}, "format": "TV", "status": "FINISHED", "startDate": {"year": 2019, "month": 4, "day": 7}},
    {"id": 72, "idMal": 172, "type": "ANIME", "title": {"romaji": "Glass Pier"}, "format": "MOVIE", "status": "NOT_YET_RELEASED", "startDate": {"year": 2021, "month": 7, "day": None}},
    {"id": 73, "idMal": None, "type": "ANIME", "title": {"romaji": "Kite Weather Season 2"}, "format": "TV", "status": "RELEASING", "startDate": {"year": 2020, "month": None, "day": None}},
]  # fmt: skip
VIEWER = {"status": "COMPLETED", "score": 8, "startedAt": {"year": 2020, "month": 9, "day": 10}, "completedAt": {"year": 2020, "month": 12, "day": 3}}  # fmt: skip
# A work that is in two lists of its user is twice in the file.
ANILIST = {"data": {"MediaListCollection": {"lists": [{"name": "Completed", "entries": [VIEWER | {"media": media} for media in MEDIA]}, {"name": "Mine", "entries": [VIEWER | {"media": MEDIA[0]}]}]}}}  # fmt: skip
SIMKL = {
    "shows": [{"status": "completed", "last_watched_at": "2020-12-03T15:28:00Z", "show": {"title": "Sky Pantry", "year": 2019, "ids": {"simkl": 1, "tmdb": "71"}}}],
    "movies": [{"status": "plantowatch", "movie": {"title": "Glass Pier", "year": 2016, "ids": {"simkl": 2, "tmdb": "72"}}}],
    # Two seasons have one id at TMDB.
    "anime": [{"status": "watching", "anime_type": "tv", "show": {"title": f"Kite Weather Season {n}", "year": 2018 + n, "ids": {"simkl": 2 + n, "tmdb": "73"}}} for n in (1, 2)],
}  # fmt: skip
SIMKL_CSV = """\
SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB
1,Sky Pantry,tv,2019,completed,S01E24,2020-12-03,8,Again!,,71,
2,Glass Pier,movie,2016,plantowatch,,,,,,72,
3,Kite Weather Season 2,anime,2020,watching,E05,2020-09-10,,,,73,
"""
TMDB_CSV = """\
TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated
71,tt0000071,tv,Sky Pantry,2019-04-07T00:00:00Z,,,7.1,8,2020-12-03T15:28:00Z
72,tt0000072,movie,Glass Pier,2016-07-20T00:00:00Z,,,7.1,,2020-12-03T15:28:00Z
731,tt0000731,tv,Kite Weather S2E1,2020-04-07T00:00:00Z,2,1,7.1,8,2020-12-03T15:28:00Z
"""


NO_KINDS = frozenset({"yamtrack.csv", "simkl.csv"})


class Case(NamedTuple):
    """A file, the summaries of both imports, and title, season, kind, status, date of each title."""

    name: str
    content: str
    summary: str
    again: str
    titles: list[tuple[str, int | None, str, str, str | None]]


CASES = [
    Case("yamtrack.csv", YAMTRACK, "4 added", "4 unchanged", [
        ("Sky Pantry", None, "series", "announced", None),
        ("Sky Pantry", 1, "series", "announced", None),
        ("Glass Pier", None, "film", "announced", None),
        # What has neither a kind nor a season is shown as a film.
        ("Kite Weather", None, "film", "announced", None),
    ]),
    Case("animelist.xml", MYANIMELIST, "3 added", "3 unchanged", [
        ("Sky Pantry", None, "series", "announced", None),
        ("Glass Pier", None, "film", "announced", None),
        ("Kite Weather", 2, "series", "announced", None),
    ]),
    Case("anilist.json", json.dumps(ANILIST), "3 added, 1 unchanged", "4 unchanged", [
        ("Sky Pantry", None, "series", "ended", "2019-04-07"),
        ("Glass Pier", None, "film", "scheduled", "2021-07"),
        ("Kite Weather", 2, "series", "released", "2020"),
    ]),
    Case("simkl.json", json.dumps(SIMKL), "4 added", "4 unchanged", [
        ("Sky Pantry", None, "series", "released", None),
        ("Glass Pier", None, "film", "released", None),
        ("Kite Weather", 1, "series", "released", None),
        ("Kite Weather", 2, "series", "released", None),
    ]),
    Case("simkl.csv", SIMKL_CSV, "3 added", "3 unchanged", [
        ("Sky Pantry", None, "series", "released", None),
        ("Glass Pier", None, "film", "released", None),
        ("Kite Weather", 2, "series", "released", None),
    ]),
    Case("tmdb.csv", TMDB_CSV, "3 added", "3 unchanged", [
        ("Sky Pantry", None, "series", "released", "2019-04-07"),
        ("Glass Pier", None, "film", "released", "2016-07-20"),
        ("Kite Weather", 2, "series", "released", "2020-04-07"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_list_is_read_once_without_what_concerns_the_viewer(slate: Run, case: Case) -> None:
    Path(case.name).write_text(case.content, encoding="utf-8")

    imported = slate("import", case.name)
    assert imported.out.splitlines()[0] == case.summary
    assert imported.err == (f"slate: {NO_KIND.text}\n" if case.name in NO_KINDS else "")
    rows = json.loads(slate("list", "-f", "json").out)
    found = [
        tuple(row[key] for key in ("title", "season", "kind", "status", "date")) for row in rows
    ]
    assert sorted(map(str, found)) == sorted(map(str, case.titles))
    assert {row["confidence"] for row in rows} == {"listed"}

    assert slate("import", case.name).out == f"{case.again}\n"
    assert len(slate("log").out.splitlines()) == 1 + 1
    ledger = slate("export", "-f", "ledger", "-").out
    assert not any(word in ledger for word in ("Again!", "2020-09-10", "2020-12-03", "ompleted"))
