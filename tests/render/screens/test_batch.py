import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import Arrival, Changed, record_of
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import ReleaseOn
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import Title
from slate.render.screens.batch import batch_screen
from tests.render.samples import BATCHES, COBRA_KAI, HOSTILE, NETFLIX, report, shown, title

from .golden import WIDTHS, check_any_width, display, expected
from .test_log import SLIPPED

UNDO, UPDATE, IMPORT = BATCHES
ARRIVAL = Arrival(2, "2021-01-07", "desk")
NEW = title(
    {
        "title": "Dune",
        "releases": {
            "theatrical|US|": {"date": "2021-10-22"},
            "streaming||HBO Max": {"date": "2021-11", "leaves": "2021-12-31"},
            "theatrical|GB|": {"date": "2021-10-21"},
            "physical||": {},
            "streaming|DE|Sky": {"date": "2022"},
        },
    }
)
MANK = title({"title": "Mank"})


def changed(
    found: list[Difference], slug: str, after: Title | None, said: Report | None, name: str = ""
) -> list[Changed]:
    shown_name = name or (after.name if after else "")
    releases = after.releases if after else ()
    return [
        Changed(record_of(each, slug, shown_name, ARRIVAL, said), each, releases) for each in found
    ]


def day(text: str) -> ReleaseDate:
    return parse_date(text)


def changes() -> list[Changed]:
    rumor = report({}, source="Reddit", confidence="rumor")
    official = report({}, confidence="official", url="https://example.com/a")
    of = Difference
    theaters = ReleaseKey.parse("theatrical|US|")
    return [
        *changed(list(SLIPPED.differences), "cobra-kai-s3", SLIPPED.after, COBRA_KAI[3]),
        *changed(differences(None, NEW), "dune", NEW, rumor),
        *changed(
            [
                of(ChangeName.RETITLED, "Mank!", "Mank"),
                of(ChangeName.UNDATED, day("2020-12-04"), None, release=theaters),
                of(ChangeName.CONFIRMED, None, day("2021-03"), release=NETFLIX),
                of(ChangeName.LEAVING, day("2021-06-01"), None, release=NETFLIX),
                of(ChangeName.LEAVING, None, day("2021-06-01"), release=NETFLIX),
                of(ChangeName.DATED, day("2020"), day("2020-12-04"), reverted=True),
                of(ChangeName.MOVED, "Hulu", "Netflix", release=NETFLIX),
                of(ChangeName.EDITED, 2020, 2021, "year"),
                of(ChangeName.EDITED, None, "karate", "tags"),
                of(ChangeName.EDITED, None, ReleaseOn(NETFLIX, day("2021-05-01")), "release"),
            ],
            "mank",
            MANK,
            official,
        ),
        *changed([of(ChangeName.REMOVED)], "soul", None, None, "Soul"),
        *(
            each._replace(record=each.record._replace(how="undo"))
            for each in changed(differences(None, MANK), "mank-2", MANK, None)
        ),
    ]


def screen(width: int) -> str:
    return shown(batch_screen(UPDATE, {}, changes(), display(width)), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_batch(width: int) -> None:
    assert screen(width) == expected("batch", width)


def test_batch_without_changes() -> None:
    assert shown(batch_screen(UNDO, {UPDATE.uid: 2}, [], display(80)), 80) == (
        "Batch 3  Today, 09:20 · rewrite\nundo\nundid 2\n"
    )
    assert shown(batch_screen(IMPORT, {}, [], display(80)), 80) == (
        "Batch 1  Yesterday, 18:02 · desk\nimport slate.csv\n"
    )


def test_few_releases_are_all_named() -> None:
    few = title({"title": "A", "releases": {"streaming||Hulu": {}, "physical||": {}}})
    text = shown(
        batch_screen(IMPORT, {}, changed(differences(None, few), "a", few, None), display(80))
    )
    assert text.endswith("Change  Title  What\nadded   A      Hulu; disc\n")


def test_a_new_title_that_is_gone_has_no_details() -> None:
    found = changed([Difference(ChangeName.ADDED)], "a", None, None, "A")
    text = shown(batch_screen(IMPORT, {}, found, display(80)), 80)
    assert text.endswith("Change  Title\nadded   A\n")
    narrow = shown(batch_screen(IMPORT, {}, found, display(60)), 60)
    assert narrow.endswith("Change  Title, What, Source\nadded   A\n")


def test_styles() -> None:
    text = shown(batch_screen(UPDATE, {}, changes(), display(120)), 120, "standard")
    assert "\x1b[31mslipped\x1b[0m" in text
    assert "\nadded  " in text
    assert "\x1b[32mconfirmed\x1b[0m" in text
    assert "\x1b[2;9mremoved\x1b[0m  Soul" in text
    assert "\x1b[2;9mJan 8\x1b[0m \x1b[2m→\x1b[0m Jan 22" in text
    assert "\x1b[2mNetflix\x1b[0m \x1b[2m✓\x1b[0m" in text


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts(hostile: str) -> None:
    batch = Batch(1, "u", "2021-01-06T18:02:30Z", hostile, hostile, None, 1)
    said = report({"title": hostile}, source=hostile)
    made = title({"title": hostile, "releases": {f"streaming||{hostile}": {}}})
    found = changed(differences(None, made), "dune", made, said)
    check_any_width(lambda on: batch_screen(batch, {}, found, on))
