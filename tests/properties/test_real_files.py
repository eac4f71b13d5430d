# ruff: noqa: E501 -- a table reads best with one file per line
"""Real files of other programs, imported as a user would: twice, and one after another.

They are not part of slate: see the fixture `real_data`. The tests of each format have
small files of the same shape.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from slate.domain.text import folded
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

# File -> (summary of the import, remark on stderr).
FILES = {
    "catalog/amazon_prime_titles.sample-a.csv": ("605 added", "read as the catalogue of Prime Video, from the file name"),
    "catalog/disney_plus_titles.csv": ("1,450 added", "read as the catalogue of Disney+, from the file name"),
    "catalog/netflix_titles.odd.csv": ("4,403 added, 1 dated", "read as the catalogue of Netflix, from the file name"),
    "catalog/vega_movies.a.json": ("651 added", ""),
    "imdb/watchlist_2014_layout.csv": ("250 added", ""),
    "imdb/watchlist_2021_layout.csv": ("342 added", ""),
    "imdb/watchlist_2024_layout.odd.csv": ("773 added", ""),
    "letterboxd/list_export_v7.csv": ("26 added", ""),
    "letterboxd/watchlist.csv": ("252 added", ""),
    "netflix_top10/all-weeks-global.2024H1.tsv": ("443 added", "TV without a season: recorded as a special, may be a series (14)"),
    "tvtime/refract-episodes.csv": ("1 added", ""),
    "tvmaze/network-schedule.json": ("3 added", ""),
    "tvmaze/search_in_development.json": ("3 added", ""),
    "tvmaze/shows_2016.json": ("65 added", ""),
    "tvmaze/web-schedule.json": ("3 added", ""),
    "tmdb/discover_tv_1.json": ("20 added", ""),
    "tmdb/movie-blank-homepage-release-date.json": ("1 added", ""),
    "tmdb/movie_upcoming_1.json": ("20 added", ""),
    "tmdb/search_movie_blank_date.json": ("20 added", ""),
    "tmdb/trending_all_week.json": ("20 added", ""),
    "tmdb/tv-series-pageable-list.json": ("2 added", ""),
    "tmdb/tv_details_breaking_bad.json": ("6 added", "skipped season 0, which holds specials"),
    "tmdb/tv_latest_next_episode.json": ("2 added", ""),
    "tmdb/tv_on_the_air_1.json": ("20 added", ""),
    "tmdb/v4-list.json": ("2 added", ""),
    "trakt/Movie_Full.json": ("1 added", ""),
    "trakt/Show_Full.json": ("1 added", ""),
    "trakt/test_get_all_movies.json": ("3 added", ""),
    "trakt/test_get_calendar_new_shows.json": ("1 added", ""),
    "trakt/test_get_calendar_season_premieres.json": ("2 added", ""),
    "trakt/test_get_most_anticipated_shows.json": ("10 added", ""),
    "trakt/test_get_watchlist.json": ("2 added", ""),
    "sonarr_radarr/sonarr_calendar.json": ("1 added", ""),
    "sonarr_radarr/sonarr_series.json": ("1 added", ""),
    "ics_feeds/douban_cjk.ics": ("26 added", ""),
    "ics_feeds/radarr_crlf.ics": ("3 added", ""),
    "ics_feeds/sonarr_lf.ics": ("13 added", ""),
    "ics_feeds/watchfeed_movies.ics": ("22 added", ""),
}  # fmt: skip
# What their reports name besides the summary: the headings.
REPORTED = {
    "catalog/netflix_titles.odd.csv": ["Two dates for one release, the earlier is used: 1", "Possible duplicates: 1"],
    "imdb/watchlist_2024_layout.odd.csv": ["Left out: 2"],
    "tvtime/refract-episodes.csv": ["Left out: 1"],
}  # fmt: skip
LATER = "2026-11-22"  # than any date in the files


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_TODAY", LATER)


@pytest.mark.parametrize("name", FILES)
def test_real_file_imported_twice_changes_nothing_more(
    slate: Run, real_data: Path, name: str
) -> None:
    summary, remark = FILES[name]
    told = f"slate: {remark}\n" if remark else ""
    first = slate("import", str(real_data / name))
    assert (first.code, _headings(first.out), first.err) == (
        0,
        [summary, *REPORTED.get(name, [])],
        told,
    )
    titles = slate("list", "-f", "slugs").out.count("\n")
    again = slate("import", str(real_data / name))
    # A title listed twice in a file counts as two unchanged rows.
    assert (again.code, _headings(again.out)[0], again.err) == (
        0,
        f"{titles + ('dated' in summary):,} unchanged",
        told,
    )


def _headings(report: str) -> list[str]:
    return [line for line in report.splitlines() if not line.startswith("  ")]


def test_season_without_its_series_is_refused(slate: Run, real_data: Path) -> None:
    ran = slate("import", str(real_data / "tmdb/tv-season-empty-air-date.json"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0].endswith(
        ":1: a season or an episode alone does not show which series it belongs to."
    )


def test_every_real_file_is_covered(real_data: Path) -> None:
    folders = {name.partition("/")[0] for name in FILES}
    there = {
        f"{folder}/{file.name}" for folder in folders for file in (real_data / folder).iterdir()
    }
    assert {name for name in there if "expected." not in name} == {
        *FILES,
        "tmdb/tv-season-empty-air-date.json",
    }


def test_netflix_releases_of_january_2021(slate: Run, real_data: Path) -> None:
    slate("import", str(real_data / "catalog/netflix_titles.odd.csv"), "--platform", "Netflix")
    columns = ("-f", "tsv", "--columns", "date,title")
    listed = slate("upcoming", "--month", "2021-01", "--certain", *columns).out.splitlines()
    with (real_data / "catalog/expected.netflix_2021-01.odd.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        expected = [f"{row['iso_date']}\t{' '.join(row['title'].split())}" for row in rows]
    assert len(expected) == 67
    assert sorted(listed) == sorted(expected)


def test_film_in_two_catalogues_is_one_title(slate: Run, real_data: Path) -> None:
    catalogue = real_data / "catalog/netflix_titles.odd.csv"
    watchlist = real_data / "imdb/watchlist_2024_layout.odd.csv"
    for file in (catalogue, watchlist):
        assert slate("import", str(file)).code == 0
    found = defaultdict(list)
    for title in json.loads(slate("list", "-f", "json").out):
        if title["kind"] not in {"series", "docuseries"}:
            found[folded(title["title"])].append(title["year"])
    years: dict[str, list[set[int]]] = {}
    for file, column, year, kind in (
        (catalogue, "type", "release_year", "Movie"),
        (watchlist, "Title Type", "Year", "Movie"),
    ):
        said = defaultdict(set)
        with file.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row[column] == kind and row[year]:
                    said[folded(row.get("title") or row["Title"])].add(int(row[year]))
        for name, each in said.items():
            years.setdefault(name, []).append(each)
    both = {name: each for name, each in years.items() if len(each) == 2}
    assert len(both) > 15
    for name, (netflix, imdb) in both.items():
        near = all(any(abs(one - other) <= 1 for other in netflix) for one in imdb)
        assert len(found[name]) == (len(netflix) if near else len(netflix | imdb)), name


def test_broken_calendars_are_reported_without_an_internal_error(
    slate: Run, real_data: Path
) -> None:
    for file in sorted((real_data / "ics_conformance").iterdir()):
        ran = slate("import", "--dry-run", str(file))
        assert ran.code in {0, 1}, file.name
        assert "fault in slate" not in ran.err, file.name


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("hard_titles.jsonl", ["474 added"]),
        ("near_duplicate_titles.jsonl", ["105 added, 107 unchanged"]),
        ("blns.json", ["247 added, 5 unchanged", "Left out: 6", "Possible duplicates: 16"]),
    ],
)
def test_hostile_titles_are_imported(
    slate: Run, real_data: Path, name: str, reported: list[str]
) -> None:
    text = (real_data / "hostile" / name).read_text(encoding="utf-8")
    rows = json.loads(text) if name.endswith(".json") else map(json.loads, text.split("\n")[:-1])
    titles = [title for row in rows for title in _titles(row)]
    records = "".join(json.dumps({"title": title}) + "\n" for title in titles)
    ran = slate("import", "-", "--skip-invalid", stdin=records)
    assert (ran.code, _headings(ran.out)) == (0, reported)
    assert ran.err == ""
    again = slate("import", "-", "--skip-invalid", stdin=records)
    assert "added" not in again.out


def _titles(row: object) -> list[str]:
    if isinstance(row, dict):
        return [row["title"]]
    return row if isinstance(row, list) else [str(row)]
