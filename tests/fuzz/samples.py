"""Small files of every format that slate reads, and the options with which they are imported."""

import json
from typing import NamedTuple

from slate.domain.titles.record import COLUMNS
from slate.formats.write.delimited import tsv_lines
from tests.formats.ledger.test_ledger_file import SECOND, SOUND
from tests.formats.read import (
    test_anilist,
    test_catalogue,
    test_ics,
    test_imdb,
    test_letterboxd,
    test_netflix_top10,
    test_radarr,
    test_simkl,
    test_slate_table,
    test_sonarr,
    test_tmdb,
    test_trakt,
    test_tvmaze,
    test_tvtime,
    test_vega,
)
from tests.journeys.test_lists_of_trackers import (
    ANILIST,
    MYANIMELIST,
    SIMKL,
    SIMKL_CSV,
    TMDB_CSV,
    YAMTRACK,
)


class Options(NamedTuple):
    """Options of the import command, as typed."""

    maps: tuple[str, ...] = ()
    status_maps: tuple[str, ...] = ()
    as_format: str | None = None
    encoding: str | None = None
    date_order: str | None = None
    delimiter: str | None = None
    release_type: str | None = None
    region: str | None = None
    platform: str | None = None
    source: str | None = None


_NONE = Options()


class Sample(NamedTuple):
    """A file that is imported without a problem."""

    name: str
    content: bytes
    options: Options = _NONE


def _json(name: str, *documents: object) -> Sample:
    """Return a file with one JSON value, or with one a line."""
    return Sample(name, "\n".join(json.dumps(one) for one in documents).encode())


def _text(name: str, content: str, options: Options = _NONE) -> Sample:
    return Sample(name, content.encode(), options)


_RECORD = {
    "title": "Cobra Kai",
    "kind": "series",
    "season": 3,
    "year": 2018,
    "status": "scheduled",
    "tags": ["karate", "sequel"],
    "credits": {"director": ["A Director"], "cast": ["One", "Two"]},
    "links": {"sequel-of": ["The Glass Ferry"]},
    "ids": {"imdb": "tt7221388", "tmdb": 77169},
    "names": ["Cobra Kai III"],
    "releases": [
        {"date": "2021-01-08", "platform": "Netflix", "release_type": "streaming", "region": "US"},
        {"date": "early 2022", "leaves": "2023-06", "source": "TVLine", "confidence": "rumor"},
    ],
    "source": "Deadline",
    "url": "https://example.com/a",
    "reported_on": "2020-10-02",
    "confidence": "official",
    "note": "A note.",
}
_OTHERS = [
    {"title": "The Glass Ferry", "kind": "film", "date": "Q3 2021", "platform": "Hulu"},
    {"title": "Salt", "status": "in development", "date": "TBA", "slug": "salt"},
]
_OWN_LIST = """\
Name,When,Where,State,Watched,Notes,In the UK
Harbor Lights S2,10/7/2021,Netflix,Coming soon,2020-12-03,Again!,7/11/2021
"Salt, the Show",31/12/2021,Hulu (US),announced,,,
The Glass Ferry,Q3 2021,,Completed,,,
"""
_OWN_TSV = _OWN_LIST.replace(", ", " ").replace(",", "\t").replace('"', "")
_OWN_OPTIONS = Options(
    maps=("Name=title,When=date,Where=platform,State=status", "Watched=,Notes=,In the UK=date@GB"),
    status_maps=("Coming soon=announced,Completed=",),
    date_order="dmy",
)
_WIKIPEDIA = """\
Title,Genre,Premiere,Seasons,Runtime,Status
Harbor Lights,Drama,"July 12, 2021","1 season, 8 episodes",41 min,Pending
Salt[a],Thriller,"October 1, 2021",,,Renewed
"""
_WIKIPEDIA_OPTIONS = Options(
    maps=("Premiere=date,Genre=,Seasons=,Runtime=,Status=",), platform="Netflix"
)
_IMDB_2014 = (
    test_imdb.LAYOUT_2014
    + """\
"1","tt1302006","Fri Nov  7 09:07:24 2014","","","The Irishman","Feature Film","Martin Scorsese",\
"","8.0","209","2019","crime","1","2019-09-27","http://www.imdb.com/title/tt1302006/"
"2","tt0048434","","","on a big screen","Nuit et brouillard","Documentary","","9","8.6","32",\
"1956","documentary","1","1956-05","http://www.imdb.com/title/tt0048434/"
"""
)
_IMDB_2024 = (
    test_imdb.LAYOUT_2024
    + """\
1,tt1302006,2019-01-01,2019-01-02,,The Irishman,I Heard,https://www.imdb.com/title/tt1302006/,\
Movie,7.8,209,2019,"Crime, Drama",400000,2019-09-27,Martin Scorsese,8,2020-12-03
2,tt7221388,2019-01-01,,,Cobra Kai,,https://www.imdb.com/title/tt7221388/,TV Series,8.5,30,2018,\
Action,200000,2018-05-02,,,
"""
)
_LETTERBOXD = """\
Date,Name,Year,Letterboxd URI,Rating
2020-05-22,"TÁR, Uncut",2022,https://boxd.it/s8gY,4.5
2020-08-24,Some Day,,https://boxd.it/6YA,
"""
_LETTERBOXD_LIST = f"""\
{test_letterboxd.PREAMBLE}{test_letterboxd.LIST}\
1,Love and Robots: Ice,2021,https://boxd.it/vhLu,
2,Soul,2020,https://letterboxd.com/film/soul-2020/,seen twice
"""
_TVTIME_EPISODES = f"""\
{test_tvtime.EPISODES}\
900,,a,"Salt, the Show (2026)",1,1,10,true,2026-02-08T16:33:13Z,0,false
901,tt0000901,b,Harbor Lights,3,2,21,true,2019-08-24 08:03:55,1,false
"""
_TVTIME_SERIES = f"""\
{test_tvtime.SERIES}\
a,900,tt0000900,Salt (2026),not_started_yet,true,2018-09-08T10:16:19Z
b,901,,Harbor Lights,up_to_date,false,2018-09-08T10:16:19Z
"""
_TVTIME_FILMS = f"""\
{test_tvtime.FILMS}\
a,285,tt0000285,The Glass Ferry,1993,2022-11-14T15:45:28Z,2022-11-14T15:46:27Z,true,0
b,286,,Salt (2049),,2022-11-14T15:45:28Z,,false,0
"""
_TVTIME_LOGS = (
    f"{test_tvtime.EPISODE_LOG}2018-09-08 10:16:19,7,k,900,true,10,false,Salt,1,1\n",
    f"{test_tvtime.FILM_LOG}2018-09-08 10:16:19,t,follow,movie,u,1993-05-01 00:00:00,Ferry,\n",
)
_CALENDAR = test_ics.feed(
    test_ics.event("[TV] A Show — S02E01 — TBA", "20270305T020000Z", "URL:https://www.tvmaze.com/"),
    test_ics.event("Dune", "20260101", "DTEND:20260501", *test_ics.OWN),
    test_ics.event("Mank leaves", "20210131", *test_ics.LEAVING),
    name="slate",
)

# Format -> its samples.
SAMPLES: dict[str, list[Sample]] = {
    "imdb": [_text("watchlist.csv", _IMDB_2014), _text("ratings.csv", _IMDB_2024)],
    "letterboxd": [
        _text("watchlist.csv", _LETTERBOXD),
        _text("best-ranked.csv", _LETTERBOXD_LIST),
    ],
    "catalogue": [_text("netflix_titles.csv", test_catalogue.CATALOGUE)],
    "tvtime": [
        _text("tvtime.csv", text)
        for text in (_TVTIME_EPISODES, _TVTIME_SERIES, _TVTIME_FILMS, *_TVTIME_LOGS)
    ],
    "yamtrack": [_text("yamtrack.csv", YAMTRACK)],
    "simkl-csv": [_text("SimklBackup.csv", SIMKL_CSV)],
    "tmdb-csv": [_text("ratings.csv", TMDB_CSV)],
    "netflix-top10": [
        _text("all-weeks-global.tsv", test_netflix_top10.GLOBAL),
        _text("all-weeks-countries.tsv", test_netflix_top10.COUNTRIES),
        _text("most-popular.tsv", test_netflix_top10.MOST_POPULAR),
    ],
    "csv": [
        _text("mine.csv", _OWN_LIST, _OWN_OPTIONS),
        _text("mine.txt", _OWN_LIST.replace(",", ";"), _OWN_OPTIONS._replace(delimiter=";")),
        _text("wiki.csv", _WIKIPEDIA, _WIKIPEDIA_OPTIONS),
        _text(
            "slate.csv", "title,status,date,season\nSoul,released,2020-12-25,\nLuca,,June 2021,2\n"
        ),
    ],
    "tsv": [
        _text("mine.tsv", _OWN_TSV, _OWN_OPTIONS),
        _text("slate.tsv", "".join(tsv_lines(COLUMNS, [tuple(test_slate_table.CELLS.values())]))),
    ],
    "ledger": [_text("a.slate.ndjson", SOUND), _text("b.slate.ndjson", SECOND)],
    "tvmaze": [_json("shows.json", [one]) for one in test_tvmaze.SAMPLES],
    "tmdb": [_json("tmdb.json", one) for one in test_tmdb.SAMPLES],
    "trakt": [_json("trakt.json", [one]) for one in test_trakt.SAMPLES],
    "simkl": [_json("simkl.json", SIMKL), _json("simkl.json", test_simkl.SAMPLE)],
    "anilist": [
        _json("anilist.json", ANILIST),
        _json("anilist.json", test_anilist.collection(test_anilist.media())),
    ],
    "sonarr": [_json("sonarr.json", [one]) for one in test_sonarr.SAMPLES],
    "radarr": [
        _json("radarr.json", [test_radarr.film()]),
        _json("queue.json", test_radarr.page(test_radarr.download(movie=test_radarr.film()))),
    ],
    "vega": [_json("movies.json", [test_vega.FILM, test_vega.NEWER])],
    "json": [
        _json("a.json", [*_OTHERS, _RECORD]),
        _json("b.json", {"title": "Salt"})._replace(options=Options(source="Mine")),
    ],
    "ndjson": [_json("a.ndjson", *_OTHERS, _RECORD)],
    "myanimelist": [_text("animelist.xml", MYANIMELIST)],
    "ics": [
        Sample("sonarr.ics", test_ics.SONARR),
        Sample("radarr.ics", test_ics.RADARR),
        Sample("slate.ics", _CALENDAR),
    ],
}
