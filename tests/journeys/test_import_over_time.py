"""Feeds that change week by week: each import records what is new in them, and no more."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from tests.cli.conftest import Done, Refused, Run

pytestmark = pytest.mark.slow  # together they take seconds

# Week -> the events in the feed of that week: summary -> first and last day, or none for TBA.
FEED: dict[str, dict[str, tuple[str, ...]]] = {
    "2021-01-04": {
        "Dune (Theatrical Release)": ("20211001", "20211001"),
        "Lupin": ("20210601", "20210630"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Fargo - 5x02 - Next": ("20210508", "20210508"),
        "Tenet 2": (),
    },
    "2021-01-11": {  # one slips, one is narrowed
        "Dune (Theatrical Release)": ("20211022", "20211022"),
        "Lupin": ("20210611", "20210611"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Fargo - 5x02 - Next": ("20210508", "20210508"),
        "Tenet 2": (),
    },
    "2021-01-18": {  # one has vanished, one is dated by its month, one is new
        "Lupin": ("20210611", "20210611"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Tenet 2": ("20211201", "20211231"),
        "Soul 2": ("20220101", "20221231"),
    },
    "2021-01-25": {  # the one that had vanished is back, on its first date
        "Dune (Theatrical Release)": ("20211001", "20211001"),
        "Lupin": ("20210611", "20210611"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Tenet 2": ("20211201", "20211231"),
        "Soul 2": ("20220101", "20221231"),
    },
    "2021-02-01": {  # in another order
        "Soul 2": ("20220101", "20221231"),
        "Tenet 2": ("20211201", "20211231"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Lupin": ("20210611", "20210611"),
        "Dune (Theatrical Release)": ("20211001", "20211001"),
    },
    "2021-05-10": {  # the season has begun: only its later episodes are left
        "Fargo - 5x02 - Next": ("20210508", "20210508"),
        "Fargo - 5x03 - Later": ("20210515", "20210515"),
        "Lupin": ("20210601", "20210630"),
        "Soul 2": ("20220101", "20220101"),
    },
}


def calendar(week: str, events: dict[str, tuple[str, ...]]) -> str:
    """Return a week's feed; UIDs, revisions and stamps change even if the events do not."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "X-WR-CALNAME:What comes"]
    for number, (summary, days) in enumerate(events.items()):
        lines += ["BEGIN:VEVENT", f"UID:{number}@x", f"SUMMARY:{summary}", f"SEQUENCE:{number}"]
        lines += [f"DTSTAMP:{week.replace('-', '')}T000000Z"]
        if days:
            behind = date.fromisoformat(days[1]) + timedelta(days=1)  # the end is exclusive
            lines += [f"DTSTART;VALUE=DATE:{days[0]}", f"DTEND;VALUE=DATE:{behind:%Y%m%d}"]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


# Week -> the changes in its feed, and the summary of the import.
NEWS: dict[str, tuple[list[str], str]] = {
    "2021-01-04": (
        [
            "fargo-s5: added Fargo: season 5, 2021-05-01 Sat",
            "dune: added Dune, 2021-10-01 Fri in theaters",
            "lupin: added Lupin, Jun 2021",
            "tenet-2: added Tenet 2, no date",
        ],
        "4 added",
    ),
    "2021-01-11": (
        [
            "dune: slipped 2021-10-01 -> 2021-10-22, 21 days later",
            "lupin: narrowed Jun 2021 -> 2021-06-11",
        ],
        "1 narrowed, 1 slipped, 2 unchanged",
    ),
    "2021-01-18": (
        [
            "tenet-2: dated Dec 2021",
            "tenet-2: status announced -> scheduled",
            "soul-2: added Soul 2, 2022",
        ],
        "1 added, 1 dated, 1 status, 2 unchanged",
    ),
    "2021-01-25": (
        ["dune: advanced 2021-10-22 -> 2021-10-01, 21 days earlier (reverted)"],
        "1 advanced, 4 unchanged",
    ),
    "2021-02-01": ([], "5 unchanged"),
    "2021-05-10": (
        [
            "fargo-s5: status scheduled -> released",
            "lupin: widened 2021-06-11 -> Jun 2021 (reverted)",
            "soul-2: narrowed 2022 -> 2022-01-01",
        ],
        "1 narrowed, 1 status, 1 widened",
    ),
}


def test_each_version_of_a_feed_records_only_what_is_new(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    for week, events in FEED.items():
        monkeypatch.setenv("SLATE_TODAY", week)
        feed = calendar(week, events)
        news, summary = NEWS[week]
        told = done("import", "-", "--dry-run", stdin=feed).splitlines()
        assert told == [*news, f"{summary} (nothing was stored)"]
        assert done("import", "-", stdin=feed) == f"{summary}\n"
        titles = {summary.partition(" - ")[0] for summary in events}
        assert done("import", "-", stdin=feed) == f"{len(titles)} unchanged\n"


def test_disagreeing_feeds_do_not_alternate_when_imported_again(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = "title,date,platform,status\nDune,{},HBO Max,{}\nLupin,{},Netflix,\n"
    feeds = {
        "Deadline": listed.format("2021-10-01", "filming", "2021-06"),
        "The Wrap": listed.format("2021-10-22", "post-production", "2021-07-02"),
    }
    told = []
    for week in range(1, 7):
        monkeypatch.setenv("SLATE_TODAY", f"2021-02-{week * 4:02}")
        told += [
            done("import", "-", "--source", source, stdin=feed) for source, feed in feeds.items()
        ]
    joined = "Joined by name with another source: 2\n  dune: Dune, of Deadline\n"
    joined += "  lupin: Lupin, of Deadline\n"
    assert told[:2] == ["2 added\n", f"2 slipped, 1 status\n{joined}"]
    assert told[2:] == ["2 unchanged\n"] * 10
    assert len(done("log").splitlines()) == 1 + 2


# Which title a row matches, import after import


def rows(*records: Mapping[str, object]) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def listed(done: Done, columns: str = "slug,date") -> list[str]:
    return sorted(done("list", "-f", "tsv", "--columns", columns).splitlines())


def test_rows_keep_matching_their_titles_after_other_imports(done: Done) -> None:
    films = rows(
        {"title": "Psycho", "date": "1960-09-08"}, {"title": "Psycho", "date": "1998-12-04"}
    )
    assert done("import", "-", "--source", "A", stdin=films) == "2 added\n"
    others = rows({"title": "Psycho", "year": 1960}, {"title": "Psycho", "year": 1998})
    told = done("import", "-", "--source", "B", stdin=others).splitlines()
    assert told[:2] == ["2 edited", "Joined by name with another source: 2"]
    for _ in range(2):
        assert done("import", "-", "--source", "A", stdin=films) == "2 unchanged\n"
        assert done("import", "-", "--source", "B", stdin=others) == "2 unchanged\n"


def test_an_ambiguous_row_matches_the_title_its_source_reported_before(done: Done) -> None:
    done("add", "Crash", "--year", "2004")
    done("import", "-", "--source", "A", stdin=rows({"title": "Crash", "tags": ["x"]}))
    done("add", "Crash", "--year", "1996", "--new")
    assert done("import", "-", "--source", "A", stdin=rows({"title": "Crash", "tags": ["x"]})) == (
        "1 unchanged\n"
    )


def test_a_catalog_date_distinguishes_films_of_the_same_name(done: Done) -> None:
    done("add", "Robin Hood", "--year", "1973", "-p", "Disney+")
    movies = [{"Title": "Robin Hood", "Release_Date": "May 14 2010", "US_Gross": 1}]
    assert done("import", "-", stdin=json.dumps(movies)) == "1 added\n"
    assert listed(done, "slug,year") == ["robin-hood\t1973", "robin-hood-2\t"]


def test_a_date_without_release_type_does_not_hide_the_platform(done: Done) -> None:
    done("add", "Soul", "-p", "Disney+", "-d", "2020-12-25")
    done("import", "-", stdin="Const,Title,Title Type,Release Date\ntt1,Soul,movie,2020-10-11\n")
    assert listed(done, "slug,date,platform") == ["soul\t2020-12-25\tDisney+"]


def test_a_superseded_row_counts_as_new_when_imported_alone(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        {"title": "Foo", "platform": "Netflix", "status": status, "source": "X"}
        for status in ("filming", "post-production")
    )
    assert done("import", "-", stdin=rows(first, second)) == "1 added, 1 status\n"
    assert done("import", "-", stdin=rows(first, second)) == "2 unchanged\n"
    assert done("import", "-", stdin=rows(second, first)) == "2 unchanged\n"
    monkeypatch.setenv("SLATE_TODAY", "2021-01-14")
    assert done("import", "-", stdin=rows(second)) == "1 unchanged\n"
    assert done("import", "-", stdin=rows(first)) == "1 status\n"
    assert done("import", "-", stdin=rows(first)) == "1 unchanged\n"
    assert listed(done, "slug,status") == ["foo\tfilming"]


def test_a_row_repeated_in_one_file_does_not_revert_a_later_row(done: Done) -> None:
    first, second = ({"title": "Foo", "status": one} for one in ("filming", "post-production"))
    assert done("import", "-", stdin=rows(first, second, first)) == (
        "1 added, 1 status, 1 unchanged\n"
    )
    assert done("import", "-", stdin=rows(first, second, first)) == "3 unchanged\n"
    assert listed(done, "slug,status") == ["foo\tpost-production"]


def test_the_earliest_of_two_dates_in_one_file_is_used(done: Done) -> None:
    early, late = (
        {"title": "Foo", "date": day, "source": "X"} for day in ("2021-03-05", "2021-03-26")
    )
    note = "Two dates for one release, the earlier is used: 1\n"
    note += "  foo: Foo, 2021-03-05, not 2021-03-26\n"
    assert done("import", "-", stdin=rows(early, late)) == f"1 added, 1 unchanged\n{note}"
    assert done("import", "-", stdin=rows(early, late)) == f"2 unchanged\n{note}"
    assert listed(done) == ["foo\t2021-03-05"]
    # In the other order the date is stated anew, which is no slip; and the file stays the same.
    assert (
        done("--db", "b.db", "import", "-", stdin=rows(late, early)) == f"1 added, 1 dated\n{note}"
    )
    assert done("--db", "b.db", "import", "-", stdin=rows(late, early)) == f"2 unchanged\n{note}"
    assert listed(done) == ["foo\t2021-03-05"]


def top_ten(week: str, *rows: tuple[str, str, str]) -> str:
    head = "week\tcategory\tweekly_rank\tshow_title\tseason_title\n"
    return head + "".join(f"{week}\t{list_}\t1\t{show}\t{season}\n" for list_, show, season in rows)


def test_works_of_one_name_in_two_lists_of_netflix_stay_two(done: Done, refused: Refused) -> None:
    english = ("Films (English)", "Foo", "N/A"), ("TV (English)", "Bar", "Bar: Season 1")
    others = ("Films (Non-English)", "Foo", "N/A"), ("TV (Non-English)", "Bar", "Bar: Season 1")
    # One of each, in either order, alone or together, this week or next week.
    assert done("import", "-", stdin=top_ten("2020-12-27", *english)) == "2 added\n"
    assert done("import", "-", stdin=top_ten("2020-12-27", *others, *english)) == (
        "2 added, 2 unchanged\n"
    )
    for rows in ((*english, *others), english, others):
        for week in ("2020-12-27", "2021-01-03"):
            told = done("import", "-", stdin=top_ten(week, *rows))
            assert told == f"{len(rows)} unchanged\n"
    # A list by country, which does not distinguish them, says nothing new about either.
    by_country = ("Films", "Foo", "N/A"), ("TV", "Bar", "Bar: Season 1")
    assert done("import", "-", stdin=top_ten("2021-01-03", *by_country)) == "2 unchanged\n"
    # In an earlier week it may be about either.
    earlier = refused(1, "import", "-", stdin=top_ten("2020-12-20", *by_country[:1]))
    assert '"Foo" could be foo or foo-2' in earlier
    assert listed(done, "slug,kind") == [
        *("bar-s1\tseries", "bar-s1-2\tseries", "foo\tfilm", "foo-2\tfilm")
    ]
    assert done("duplicates") == ""


def test_tv_of_netflix_without_a_season_joins_no_film(slate: Run, done: Done) -> None:
    rows = ("Films (English)", "Foo", "N/A"), ("TV (English)", "Foo", "N/A")
    for told in ("2 added\n", "2 unchanged\n"):
        assert slate("import", "-", stdin=top_ten("2020-12-27", *rows)).out == told
    assert listed(done, "slug,kind") == ["foo\tfilm", "foo-2\tspecial"]


def billed(*names: str) -> str:
    people = ", ".join(names)
    return f'Const,Title,Title Type,Directors\ntt1,Foo,movie,"{people}"\n'


def directors(done: Done, *options: str) -> list[str]:
    (record,) = json.loads(done(*options, "show", "foo", "-f", "json"))
    found: list[str] = record["credits"]["director"]
    return found


def test_directors_stay_in_the_order_of_the_billing(done: Done) -> None:
    done("import", "-", stdin=billed("Zoe", "Adam", "Max"))
    assert directors(done) == ["Zoe", "Adam", "Max"]
    assert "People      director Zoe, Adam, Max" in done("show", "foo")
    assert done("import", "-", stdin=billed("Zoe", "Adam", "Max")) == "1 unchanged\n"
    # One that names only some of them, or whose order is another.
    assert done("import", "-", stdin=billed("Max")) == "1 unchanged\n"
    assert directors(done) == ["Zoe", "Adam", "Max"]
    assert done("import", "-", stdin=billed("Max", "Adam", "Zoe")) == "1 noted\n"
    assert directors(done) == ["Max", "Adam", "Zoe"]
    done("undo")
    assert directors(done) == ["Zoe", "Adam", "Max"]
    # Who is added comes last, in the order that was typed.
    done("update", "foo", "--credit", "director=Yul", "--credit", "director=Bea")
    assert directors(done) == ["Zoe", "Adam", "Max", "Yul", "Bea"]
    done("update", "foo", "--credit", "director=Al")
    assert directors(done) == ["Zoe", "Adam", "Max", "Yul", "Bea", "Al"]
    names = ("Al", "Bea", "Yul", "Max", "Adam", "Zoe")
    done("update", "foo", *(part for name in names for part in ("--credit", f"director={name}")))
    assert directors(done) == list(names)


def test_the_order_of_credits_travels(done: Done) -> None:
    done("add", "Foo", *(part for name in "ZAM" for part in ("--credit", f"director={name}")))
    for format_ in ("ledger", "json"):
        theirs = ("--db", f"{format_}.db")
        done(*theirs, "import", "-", stdin=done("export", "--format", format_, "-"))
        assert directors(done, *theirs) == ["Z", "A", "M"]
    table = 'title,credits.director\nFoo,"Z, A, M"\n'
    done("--db", "table.db", "import", "-", stdin=table)
    assert directors(done, "--db", "table.db") == ["Z", "A", "M"]


def test_two_slates_that_exchange_ledgers_have_the_same_order(done: Done, slate: Run) -> None:
    here, there = ("--db", "here.db"), ("--db", "there.db")
    done(*here, "import", "-", stdin=billed("Zoe", "Adam"))
    done(*there, "add", "Foo", "-k", "film", "--credit", "director=Max", "--credit", "director=Bea")
    for one, other in ((here, there), (there, here)):
        ledger = done(*other, "export", "--format", "ledger", "-")
        assert slate(*one, "import", "-", stdin=ledger).code == 0
    assert directors(done, *here) == directors(done, *there)


def catalog(day: str) -> str:
    return f"show_id,type,title,date_added,release_year\ns1,TV Show,Foo,{day},2020\n"


def test_a_title_in_a_catalog_without_a_day_is_out(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = "status,date"
    netflix = ("import", "-", "-p", "Netflix")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-08")
    assert done(*netflix, stdin=catalog("")) == "1 added\n"
    assert listed(done, columns) == ["released\tTBA"]
    assert done(*netflix, stdin=catalog("")) == "1 unchanged\n"
    # A newer catalog knows the day, an older one does not.
    monkeypatch.setenv("SLATE_TODAY", "2021-02-08")
    assert done(*netflix, stdin=catalog("2021-01-05")) == "1 dated\n"
    assert listed(done, columns) == ["released\t2021-01-05"]
    old = done(*netflix, "--reported-on", "2020-12-01", stdin=catalog(""))
    assert old == "1 noted\n"
    assert done(*netflix, stdin=catalog("")) == "1 unchanged\n"
    assert listed(done, columns) == ["released\t2021-01-05"]


def test_a_day_to_come_in_a_catalog_does_not_release_a_title(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2021-01-08")
    netflix = ("import", "-", "-p", "Netflix")
    assert done(*netflix, stdin=catalog("2021-02-05")) == "1 added\n"
    assert listed(done, "status,date") == ["scheduled\t2021-02-05"]
    # What is listed without a day does not come out before the day that is reported.
    done("add", "Bar", "-k", "series", "-p", "Netflix", "-d", "2021-02-05", "--source", "Deadline")
    done(*netflix, stdin=catalog("").replace("Foo", "Bar"))
    assert "scheduled\t2021-02-05" in listed(done, "status,date")


def test_a_genre_that_is_read_later_is_one_change(done: Done) -> None:
    imdb = "Const,Title,Title Type,Genres\ntt1,Foo,movie,{}\n".format
    assert done("import", "-", stdin=imdb("History")) == "1 added\n"
    said = "1 edited\nKind changed: 1\n  foo: Foo, film -> documentary\n"
    assert done("import", "-", stdin=imdb("Documentary")) == said
    assert done("import", "-", stdin=imdb("Documentary")) == "1 unchanged\n"
    # Another list, which has no genres, calls it a film, and changes nothing.
    letterboxd = "Date,Name,Year,Letterboxd URI\n2021-01-02,Foo,2020,https://boxd.it/a\n"
    assert "1 edited" in done("import", "-", stdin=letterboxd)
    assert listed(done, "slug,kind") == ["foo\tdocumentary"]


def test_rows_with_different_ids_of_one_scheme_are_two_titles(done: Done) -> None:
    films = rows(
        {"title": "Heroes", "ids": {"imdb": "tt1", "tmdb": "9"}},
        {"title": "Zeroes", "ids": {"imdb": "tt2", "tmdb": "9"}},
    )
    assert done("import", "-", stdin=films) == "2 added\n"
    assert done("import", "-", stdin=films) == "2 unchanged\n"
    assert listed(done, "slug") == ["heroes", "zeroes"]


def test_an_original_name_matches_only_a_title_of_the_same_year(done: Done) -> None:
    done("add", "The Odyssey", "--year", "2026")
    for year, told in ((2026, "1 edited\n"), (2025, "1 added\n")):
        film = {"title": f"Die Odyssee {year}", "names": ["The Odyssey"], "year": year}
        assert done("import", "-", stdin=rows(film)) == told


@pytest.mark.parametrize(
    ("then", "row"),
    [
        (["update", "foo", "--title", "Bar"], {"title": "Foo"}),
        (["update", "foo", "--id", "imdb=tt1"], {"title": "Renamed", "ids": {"imdb": "tt1"}}),
        (["update", "foo", "--aka", "Fou"], {"title": "Fou"}),
    ],
)
def test_a_removed_title_stays_removed_under_any_name(
    done: Done, then: list[str], row: dict[str, object]
) -> None:
    done("add", "Foo")
    done(*then)
    done("remove", "bar" if "--title" in then else "foo")
    assert done("import", "-", stdin=rows(row)) == "1 left removed\n"
    assert done("import", "-", "--restore", stdin=rows(row)) == "1 added\n"


def test_rows_that_differ_only_in_slug_are_separate_titles(done: Done) -> None:
    twice = rows({"title": "Foo", "slug": "x"}, {"title": "Foo", "slug": "y"})
    said = done("import", "-", stdin=twice).splitlines()
    assert said[:3] == [
        "2 added",
        "Possible duplicates: 1",
        "  x and y: same name. If they are one: slate merge x y",
    ]
    assert listed(done, "slug") == ["x", "y"]
    assert done("import", "-", stdin=twice) == "2 unchanged\n"


def test_an_invalid_or_taken_slug_is_replaced(done: Done) -> None:
    done("add", "Bar")
    assert done("import", "-", stdin=rows({"title": "Foo", "slug": "bar"})) == "1 added\n"
    assert done("import", "-", stdin=rows({"title": "Baz", "slug": "No slug"})) == "1 added\n"
    assert listed(done, "slug") == ["bar", "baz", "foo"]


# Files as a whole


def test_a_row_may_link_to_a_title_in_a_later_row(done: Done, refused: Refused) -> None:
    third = {"title": "Three", "links": {"sequel-of": "two"}}
    second = {"title": "Two", "links": {"sequel-of": "one"}}
    assert done("import", "-", stdin=rows(third, second, {"title": "One"})) == "3 added\n"
    assert listed(done, "slug,label") == [
        "one\tUpcoming film",
        "three\tSequel in development",
        "two\tSequel in development",
    ]
    circle = [
        {"title": "A", "slug": "a", "links": {"sequel-of": "b"}},
        {"title": "B", "slug": "b", "links": {"spin-off-of": "a"}},
    ]
    assert (
        refused(1, "import", "-", stdin=rows(*circle))
        .splitlines()[0]
        .startswith('stdin:1: No title "b".')
    )
    again = rows(third, {"title": "Four", "links": {"sequel-of": "nope"}})
    assert refused(1, "import", "-", stdin=again).startswith('stdin:2: No title "nope"')


def test_an_unreadable_file_is_reported(refused: Refused) -> None:
    assert refused(1, "import", "/proc/self/mem") == (
        "slate: /proc/self/mem: cannot be read: Input/output error.\n"
    )


def test_at_most_20_remarks_are_printed(slate: Run) -> None:
    types = [f"Kind {number}" for number in range(30)]
    table = "Const,Title,Title Type\n" + "".join(f"tt{t[5:]},{t},{t}\n" for t in types)
    told = slate("import", "-", stdin=table).err.splitlines()
    assert len(told) == 21
    assert told[-1] == "slate: 10 more remarks not shown."
