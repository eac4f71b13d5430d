import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.netflix_top10 import items, recognises
from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.tables.tables import Table

TODAY = date(2026, 11, 22)
TOLD = FileContext("all-weeks-global.tsv", TODAY)
HEADER = (
    "week\tcategory\tweekly_rank\tshow_title\tseason_title\tweekly_hours_viewed\truntime"
    "\tweekly_views\tcumulative_weeks_in_top_10\n"
)
GLOBAL = (
    f"{HEADER}"
    "2024-06-30\tFilms (English)\t1\tThe Glass Ferry\tN/A\t50900000\t1.9\t26800000\t2\n"
    "2024-06-30\tTV (English)\t1\tHarbor Lights\tHarbor Lights: Season 3\t5\t7.9\t6600000\t7\n"
    "2024-06-30\tTV (Non-English)\t1\tSalt\tSalt: Limited Series\t5\t7.9\t6600000\t1\n"
    "2024-06-23\tFilms (English)\t4\tThe Glass Ferry\tN/A\t50900000\t\t\t1\n"
    "2024-06-23\tTV (English)\t3\tHarbor Lights\tHarbor Lights: Season 3\t5\t\t\t6\n"
    "2024-06-23\tTV (English)\t4\tHarbor Lights\tHarbor Lights: Season 2\t5\t\t\t22\n"
)
COUNTRIES = (
    "country_name\tcountry_iso2\tweek\tcategory\tweekly_rank\tshow_title\tseason_title"
    "\tcumulative_weeks_in_top_10\n"
    "Argentina\tAR\t2024-06-30\tFilms\t1\tThe Glass Ferry\tN/A\t1\n"
    "Argentina\tAR\t2024-06-23\tTV\t1\tHarbor Lights\tHarbor Lights: Season 3\t7\n"
    "Austria\tAT\t2024-06-23\tFilms\t1\tThe Glass Ferry\tN/A\t1\n"
)
MOST_POPULAR = (
    "category\trank\tshow_title\tseason_title\thours_viewed_first_91_days\truntime"
    "\tviews_first_91_days\n"
    "Films (English)\t1\tThe Glass Ferry\tN/A\t454200000\t1.9667\t230900000\n"
    "TV (English)\t2\tHarbor Lights\tHarbor Lights 4\t1838000000\t13.0667\t140700000\n"
)
OUT = {"status": "released", "platform": "Netflix"}
FERRY = {"title": "The Glass Ferry", "kind": "film", **OUT}
LIGHTS = {"title": "Harbor Lights", "kind": "series", **OUT}
TV = ("TV (English)", "TV")
NO_SEASON = Remark("TV without a season: recorded as a special, may be a series")


def own(list_: str, name: str) -> dict[str, dict[str, str]]:
    return {"ids": {"netflix-top10": f"{list_}/{name}"}}


def found_in(text: str) -> list[Item]:
    return list(items(Table(io.BytesIO(text.encode()), TOLD.name), TOLD))


def a_row(show: str, season: str, *, category: str = "TV (English)", week: str = "") -> str:
    return f"{HEADER}{week}\t{category}\t1\t{show}\t{season}\n"


def test_layout_with_global_weeks() -> None:
    assert found_in(GLOBAL) == [
        Row(2, FERRY | own("films-english", "the glass ferry") | {"reported_on": "2024-06-23"}),
        Row(
            3,
            LIGHTS
            | own("tv-english", "harbor lights: season 3")
            | {"season": 3, "reported_on": "2024-06-23"},
        ),
        Row(
            4,
            {"title": "Salt", "kind": "series", **OUT, "reported_on": "2024-06-30"}
            | own("tv-non-english", "salt"),
        ),
        Row(
            7,
            LIGHTS
            | own("tv-english", "harbor lights: season 2")
            | {"season": 2, "reported_on": "2024-06-23"},
        ),
    ]


def test_layout_with_weeks_by_country() -> None:
    assert found_in(COUNTRIES) == [
        Row(2, FERRY | {"reported_on": "2024-06-23"}),
        Row(3, LIGHTS | {"season": 3, "reported_on": "2024-06-23"}),
    ]


def test_layout_of_most_popular_without_weeks() -> None:
    assert found_in(MOST_POPULAR) == [
        Row(2, FERRY | own("films-english", "the glass ferry")),
        Row(3, LIGHTS | own("tv-english", "harbor lights: season 4") | {"season": 4}),
    ]


def test_later_file_repeats_the_records_of_earlier_weeks() -> None:
    _, rows = GLOBAL.split("\n", 1)
    week = "2024-07-07\tFilms (English)\t1\tThe Glass Ferry\tN/A\t1\t1\t1\t3\n"
    before = [item.record for item in found_in(GLOBAL) if isinstance(item, Row)]
    after = [item.record for item in found_in(f"{HEADER}{week}{rows}") if isinstance(item, Row)]
    assert after == before


@pytest.mark.parametrize(
    ("show", "season", "title", "number", "part"),
    [
        ("Harbor Lights", "Harbor Lights: Season 3", "Harbor Lights", 3, None),
        ("Harbor Lights", "Harbor Lights: Season 1:", "Harbor Lights", 1, None),
        ("Harbor", "Harbor: New York: Season 1", "Harbor: New York", 1, None),
        ("Harbor Lights", "Harbor Lights: S6: Charlotte", "Harbor Lights", 6, None),
        ("Harbor Lights", "Harbor Lights: Season 4: Percy", "Harbor Lights", 4, None),
        ("Harbor Lights", "Harbor Lights: Temporada 1", "Harbor Lights", 1, None),
        ("Harbor Lights", "Harbor Lights: Part 2", "Harbor Lights", None, 2),
        ("Harbor Lights", "Harbor Lights: Season 4 Part 1", "Harbor Lights", 4, 1),
        ("Harbor Lights", "Harbor Lights: Season 2: Part 1", "Harbor Lights", 2, 1),
        ("Harbor Lights", "Harbor Lights 4", "Harbor Lights", 4, None),
        ("Harbor 1: Lights", "Harbor 1: Lights: Season 2", "Harbor 1: Lights", 2, None),
        ("Is It Salt?", "Is It Salt?: Season 2", "Is It Salt?", 2, None),
        ("Salt", "Salt: Limited Series", "Salt", None, None),
        ("Salt", "Salt: The Mine Arc", "Salt: The Mine Arc", None, None),
        ("Salt", "Salt: Volume 3", "Salt: Volume 3", None, None),
        ("Salt", "Salt: Book Two", "Salt: Book Two", None, None),
        ("Salt", "Salt: Part Two", "Salt: Part Two", None, None),
        ("Salt", "Salt: Sour", "Salt: Sour", None, None),
        ("Salt", "Salt: Season 20220", "Salt: Season 20220", None, None),
        ("Salt", "Salt 2049", "Salt 2049", None, None),
        ("Salt", "Salted 2", "Salted 2", None, None),
        ("N/A", "N/A: Season 1", "N/A", 1, None),
        ("  Harbor  Lights", "Harbor\u00a0Lights: Season 1 ", "Harbor Lights", 1, None),
    ],
)
def test_season_and_part_from_the_season_title(
    show: str, season: str, title: str, number: int | None, part: int | None
) -> None:
    (row,) = found_in(a_row(show, season, category="TV"))
    assert isinstance(row, Row)
    place = {"season": number, "part": part}
    expected = {"title": title} | {name: value for name, value in place.items() if value}
    assert row == Row(2, {**expected, "kind": "series", **OUT})


@pytest.mark.parametrize("season", ["N/A", "", " "])
@pytest.mark.parametrize("category", TV)
def test_tv_without_a_season_is_a_special(category: str, season: str) -> None:
    remark, row = found_in(a_row("Salt: Live", season, category=category))
    assert remark == NO_SEASON
    assert isinstance(row, Row)
    assert (row.record["title"], row.record["kind"]) == ("Salt: Live", "special")


@pytest.mark.parametrize(
    ("category", "id_"),
    [
        ("Films (English)", "films-english/salt/p\u00e9pper"),
        ("Films (Non-English)", "films-non-english/salt/p\u00e9pper"),
        ("films (non english)", "films-non-english/salt/p\u00e9pper"),
        ("Films", None),
        ("Films (Korean)", None),
    ],
)
def test_id_is_the_list_of_a_language_and_the_name(category: str, id_: str | None) -> None:
    (row,) = found_in(a_row("Salt/P\u00c9pper", "N/A", category=category))
    assert isinstance(row, Row)
    assert row.record.get("ids") == (id_ and {"netflix-top10": id_})


def test_works_of_one_name_in_two_lists_are_two() -> None:
    lists = ("Films (English)", "Films (Non-English)", "Films (English)")
    rows = "".join(f"2024-06-30\t{one}\t1\tSalt\tN/A\n" for one in lists)
    assert [item.line for item in found_in(HEADER + rows) if isinstance(item, Row)] == [2, 3]


def test_film_titled_n_a_is_kept() -> None:
    assert found_in(a_row("N/A", "N/A", category="Films")) == [
        Row(2, {"title": "N/A", "kind": "film", **OUT})
    ]


def test_film_and_series_of_one_name_are_two() -> None:
    film = "2024-06-30\tFilms\t2\tSalt\tN/A\n"
    assert found_in(f"{a_row('Salt', 'Salt: Limited Series', category='TV')}{film}") == [
        Row(2, {"title": "Salt", "kind": "series", **OUT}),
        Row(3, {"title": "Salt", "kind": "film", **OUT, "reported_on": "2024-06-30"}),
    ]


def test_row_with_a_week_replaces_one_without() -> None:
    text = a_row("Salt", "N/A", category="Films") + "2024-06-30\tFilms\t1\tSALT\tN/A\n"
    assert found_in(f"{text}\tFilms\t1\tSalt\tN/A\n") == [
        Row(2, {"title": "Salt", "kind": "film", **OUT, "reported_on": "2024-06-30"})
    ]


@pytest.mark.parametrize(("category", "word"), [("Games", "Games"), ("", "none")])
def test_unknown_category_leaves_the_kind_out(category: str, word: str) -> None:
    assert found_in(a_row("Salt", "Salt: Season 2", category=category)) == [
        Remark(f"unknown category: {word}"),
        Row(2, {"title": "Salt", "season": 2, **OUT}),
    ]


def test_invalid_week_is_a_problem() -> None:
    (error,) = found_in(a_row("Salt", "N/A", week="week 26"))
    assert isinstance(error, RecordError)
    assert str(error).startswith('2: week: "week 26" is not a date: ')


def test_unreadable_row_is_passed_on() -> None:
    text = GLOBAL.encode().replace(b"Salt", b"S\xe4lt \xc3\xa4")
    found = list(items(Table(io.BytesIO(text), TOLD.name), TOLD))
    assert str(found[0]) == "4: byte 0xE4 is not UTF-8. Save the file as UTF-8."
    assert len(found) == 4


def test_row_without_a_title_is_a_problem() -> None:
    (row,) = found_in(a_row("", "", category="Films"))
    assert isinstance(row, Row)
    with pytest.raises(RecordError, match=r"^2: title is missing\."):
        statement_of(row.line, row.record, Defaults(TODAY))


def test_layouts_are_recognized_by_their_common_columns() -> None:
    for text in (GLOBAL, COUNTRIES, MOST_POPULAR):
        assert recognises(dict.fromkeys(Table(io.BytesIO(text.encode()), "f").columns))
    assert not recognises({"category": None, "show_title": None})


def test_real_list(real_data: Path) -> None:
    with (real_data / "netflix_top10" / "all-weeks-global.2024H1.tsv").open("rb") as stream:
        found = list(items(Table(stream, TOLD.name), TOLD))
    assert Counter(type(item).__name__ for item in found) == {"Row": 443, "Remark": 14}
    said = [
        statement_of(item.line, item.record, Defaults(TODAY))
        for item in found
        if isinstance(item, Row)
    ]
    assert {item for item in found if isinstance(item, Remark)} == {NO_SEASON}
    seasons = {(item.title, item.season, item.part) for item in said}
    assert seasons >= {
        ("Bridgerton", 3, None),
        ("Furies", 1, None),
        ("Homicide: New York", 1, None),
        ("Love Is Blind", 6, None),
        ("Money Heist", None, 1),
        ("Demon Slayer: Kimetsu no Yaiba: Hashira Training Arc", None, None),
    }
    days = {item.origin.reported_on for item in said}
    assert (min(days), max(days)) == ("2024-01-07", "2024-06-30")
